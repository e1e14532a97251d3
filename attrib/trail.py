"""The trail of a verdict: what every decider said of a statement, and what became of each form that could attribute.

Made again from the article when somebody asks; a normal check keeps none of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from attrib.attributions import Reported, attribute
from attrib.carry import Case, goes_on, reaches
from attrib.claims import EXEMPT, NEED, TURNS, Claims
from attrib.lexicon.entries import CueRule, Form, Lexicon
from attrib.links.link import clause_of, skip_adverbs_left
from attrib.model import Analysis, Attribution, Claim, Entity, Span, Statement
from attrib.scan import Hit, Reading, match_at, read
from attrib.status import Verdict, judgements, trail
from attrib.support import Support

POINTING: Final = ("pronoun", "clitic", "demonstrative", "relative", "title")
MOST_CANDIDATES: Final = 5


class Step(NamedTuple):
    """What a decider says of a statement; the first that answers decides."""

    decider: str
    answer: Verdict | None
    decides: bool


class Refused(NamedTuple):
    """A form that attributes elsewhere and not here: `why` is look-alike (`phrase` holds the words), negated, quoted
    or place.
    """

    start: int
    end: int
    rule: str
    frame: str
    why: str
    phrase: str


class Candidate(NamedTuple):
    """Somebody whom words that point back could have meant, and where it was mentioned last before them."""

    entity: int
    last: Span
    chosen: bool


class Link(NamedTuple):
    """An attribution of a statement: why its source is who it is, and who else it could have meant."""

    attribution: Attribution
    resolved: str
    candidates: tuple[Candidate, ...]


class FloorSeen(NamedTuple):
    """Who had the floor when a statement began: since how many statements, whether it reaches and goes on."""

    main: Attribution
    distance: int
    reaches: bool
    goes_on: bool


class Trail(NamedTuple):
    """All that led to the verdict of one statement; `supporter` is the statement that says the same, if any does."""

    statement: Statement
    steps: tuple[Step, ...]
    links: tuple[Link, ...]
    refused: tuple[Refused, ...]
    claims: tuple[Claim, ...]
    floor: FloorSeen | None
    supporter: int | None


def trails(analysis: Analysis, lexicon: Lexicon, wanted: Iterable[int]) -> tuple[Trail, ...]:
    """Return the trails of the statements with these ids."""
    reading = read(analysis.article, lexicon)
    reported, registry = attribute(reading)
    ids = frozenset(wanted)
    cases = [
        case
        for case, _ in judgements(reading, reported, registry, Claims(reading), Support(reading, reported))
        if case.at + 1 in ids
    ]
    return tuple(_trail(case, analysis) for case in cases)


def _trail(case: Case, analysis: Analysis) -> Trail:
    statement = analysis.statements[case.at]
    answers = trail(case)
    first = next(index for index, (_, answer) in enumerate(answers) if answer)
    kinds = (NEED, TURNS, EXEMPT)
    claims = sorted(claim for kind in kinds for claim in case.claims.of(case.at, kind))
    floor = case.floor and FloorSeen(
        case.floor.main, case.floor.distance, reaches(case, case.floor), goes_on(case, case.floor)
    )
    supporter = case.support.of(case.at)
    return Trail(
        statement,
        tuple(Step(name, answer, index == first) for index, (name, answer) in enumerate(answers)),
        tuple(_link(attribution, analysis) for attribution in case.now.attributions),
        tuple(_refused(case.reading, case.now)),
        tuple(claims),
        floor,
        None if supporter is None else supporter + 1,
    )


def _link(attribution: Attribution, analysis: Analysis) -> Link:
    source = attribution.source
    if source is None or attribution.entity is None:
        return Link(attribution, "", ())
    entity = analysis.entities[attribution.entity - 1]
    reasons = zip(entity.mentions, entity.reasons, strict=True)
    resolved = next((reason for span, reason in reasons if span == (source.start, source.end)), "")
    points = source.anaphor in POINTING
    return Link(attribution, resolved, _candidates(entity.id, source.start, analysis.entities) if points else ())


def _candidates(chosen: int, before: int, entities: Iterable[Entity]) -> tuple[Candidate, ...]:
    """Return who was mentioned before an offset, the last mentioned first, and the one chosen whoever else was."""
    found = []
    for entity in entities:
        earlier = [mention for mention in entity.mentions if mention.start < before]
        if earlier:
            found.append(Candidate(entity.id, earlier[-1], entity.id == chosen))
    found.sort(key=lambda candidate: candidate.last, reverse=True)
    near = found[:MOST_CANDIDATES]
    return (*near, *(candidate for candidate in found[MOST_CANDIDATES:] if candidate.chosen))


def _refused(reading: Reading, now: Reported) -> list[Refused]:
    """Return the forms of cues in a sentence that came to no attribution, with the reason as far as it is known."""
    sentence = now.sentence
    taken = {a.cue.first for a in now.attributions if a.cue}
    taken |= {now.marked.hit.first} if now.marked else set()
    whole = [hit for hit in reading.cues if sentence.first <= hit.first < sentence.last]
    covered = {index for hit in whole for index in range(hit.first, hit.last)}
    found = [_unlinked(reading, now, hit) for hit in whole if hit.first not in taken]
    for index in range(sentence.first, sentence.last):
        if index not in covered:
            found += _look_alikes(reading, index)
    return sorted(found)


def _unlinked(reading: Reading, now: Reported, hit: Hit[CueRule]) -> Refused:
    clause = clause_of(reading, now.sentence)
    why = "place"
    if skip_adverbs_left(reading, hit.first - 1, clause.first)[1]:
        why = "negated"
    elif clause.quote_around(hit.first):
        why = "quoted"
    return Refused(*reading.span(hit.first, hit.last), hit.rule.id, hit.rule.frame, why, "")


def _look_alikes(reading: Reading, index: int) -> list[Refused]:
    """Return the forms at a token that would match but for a phrase that their rule rules out: "[kata] kunci"."""
    for form in reading.grammar.cues.at(index, reading.lows):
        bare = form._replace(blocked=())
        end = index + len(form.words)
        if form.blocked and end <= len(reading.lows) and match_at((bare,), index, reading.texts, reading.lows):
            phrase = _phrase(reading, form, index)
            if phrase:
                return [Refused(*reading.span(index, end), form.rule.id, form.rule.frame, "look-alike", phrase)]
    return []


def _phrase(reading: Reading, form: Form[CueRule], index: int) -> str:
    for before, words in form.blocked:
        start = index - before
        if start >= 0 and tuple(reading.lows[start : start + len(words)]) == words:
            return " ".join(words)
    return ""
