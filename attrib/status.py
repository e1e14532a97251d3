"""The verdict: every statement gets one status, with the reasons for it as data.

`DECIDERS` are asked in order; the first that answers decides. Definitions are those of the gold guidelines: the status
of a statement is the status of its main claim.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from attrib.attributions import Reported
from attrib.claims import EXEMPT, NEED, STRONG, TURNS, Claims
from attrib.entities import Registry
from attrib.grammar import (
    ADDING,
    CONJUNCTION,
    DEMONSTRATIVE,
    OPENER,
    PREPOSITION,
    PRONOUN_1,
    SUBORDINATOR,
    WEEKDAY,
)
from attrib.model import Attribution, Statement
from attrib.scan import Reading
from attrib.sources.describe import CLITIC
from attrib.support import Support

FARTHEST_CARRY: Final = 6
FARTHEST_WEAK_CARRY: Final = 1
SPEECH_ACTS: Final = ("directive", "expressive")
LINKING: Final = CONJUNCTION | PREPOSITION | SUBORDINATOR | PRONOUN_1
SENTENCE_ENDS: Final = frozenset(".?!…\"”’'»)")
OPINIONS: Final = ("prediction", "evaluation", "motive", "cause")
FARTHEST_STRONG_CARRY: Final = 2
LEAST_CLITIC: Final = 5
LEAST_COMMON: Final = 2
SOURCED: Final = ("named", "anonymous", "carried")
WEAK: Final = ("D", "E", "F")


class Verdict(NamedTuple):
    """A status with its reasons."""

    status: str
    reasons: tuple[str, ...]
    carried_from: int | None = None
    supported_by: int | None = None


class Floor(NamedTuple):
    """Who has the floor: the last main attribution, how many statements ago, in which paragraph the last of
    them stood.
    """

    main: Attribution
    distance: int
    paragraph: int


class Case(NamedTuple):
    """What a decider sees of one statement."""

    reading: Reading
    registry: Registry
    reported: tuple[Reported, ...]
    at: int
    claims: Claims
    floor: Floor | None
    support: Support

    @property
    def now(self) -> Reported:
        """The statement to judge."""
        return self.reported[self.at]

    def needs(self) -> tuple[str, ...]:
        """Return the names of its triggers."""
        return tuple(dict.fromkeys(claim.name for claim in self.claims.of(self.at, NEED)))

    def turns(self) -> tuple[str, ...]:
        """Return the names of its exemptions that end a floor."""
        return tuple(dict.fromkeys(claim.name for claim in self.claims.of(self.at, TURNS)))

    def exemptions(self) -> tuple[str, ...]:
        """Return the names of all its exemptions."""
        others = (claim.name for claim in self.claims.of(self.at, EXEMPT))
        return tuple(dict.fromkeys((*self.turns(), *others)))


def _furniture(case: Case) -> Verdict | None:
    sentence = case.now.sentence
    return (
        None if sentence.role in ("body", "list", "quote") else Verdict("skipped", (sentence.reason or sentence.role,))
    )


def _sourced(case: Case) -> Verdict | None:
    main = case.now.main
    if main is None or main.entity is None:
        return None
    entity = case.registry.entity(main.entity)
    if entity.kind == "abstract":
        return Verdict("unattributed", ("pseudo-source", *case.needs()))
    act = main.cue.act if main.cue else ""
    if act in SPEECH_ACTS and main.type == "indirect" and main.reason != "relative":
        if case.floor and entity.grade in ("D", "E") and _is_bare(main) and _reaches(case, case.floor):
            return None
        return Verdict("exempt", ("speech-act",))
    if entity.grade not in WEAK and (relay := _weak_relay(case)) is not None:
        return Verdict("anonymous", (main.reason, relay))
    if entity.grade in WEAK:
        return Verdict("anonymous", (main.reason, "unresolved" if entity.grade == "F" else "unnamed"))
    return Verdict("named", (main.reason,))


def _is_bare(main: Attribution) -> bool:
    """Whether a source is one plain word, somebody of the story that the speaker tells: "[pelaku] meminta sopir …"."""
    return main.source is not None and main.source.text.islower() and " " not in main.source.text


def _weak_relay(case: Case) -> str | None:
    """A chain has the grade of its weakest link: "Mengutip seorang pejabat, Reuters melaporkan …"."""
    main = case.now.main
    relays = main is not None and main.entity is not None and case.registry.entity(main.entity).kind == "medium"
    for attribution in case.now.attributions:
        if attribution.entity is None or not (attribution.reason == "relay" or (relays and attribution.within)):
            continue
        if attribution.source is not None and case.registry.entity(attribution.entity).grade in WEAK:
            return "weakest-link"
    return None


def _marked(case: Case) -> Verdict | None:
    """A cue without a source: a witness, an honest gap, a passive that goes on for the speaker, or hearsay."""
    link = case.now.marked
    if link is None:
        return None
    frame, act = link.hit.rule.frame, link.hit.rule.act
    if frame == "witness":
        return Verdict("exempt", ("witnessed",))
    if frame in ("unknown", "response"):
        return Verdict("exempt", ("non-claim",)) if frame == "unknown" else None
    if frame == "opener":
        return None
    if frame == "passive" and case.floor and _reaches(case, case.floor) and (link.continuing or act == "estimate"):
        return Verdict("carried", ("continuing-passive",), carried_from=case.floor.main.id)
    if frame in ("passive", "rumor"):
        support = case.support.of(case.at, act == "report") if case.at < 3 or act == "report" else None
        if support is not None:
            return Verdict("exempt", ("repeats",), supported_by=support + 1)
        return Verdict("hearsay", (f"{act}-{frame}", *case.needs()))
    return None


def _turned(case: Case) -> Verdict | None:
    """An exemption that ends the floor, unless the statement also accuses or counts victims."""
    found = case.turns()
    if not found or any(need in STRONG for need in case.needs()):
        return None
    return Verdict("exempt", (found[0],))


def _dated_event(case: Case) -> Verdict | None:
    """What happened on a named day, with nothing in it that wants a source: "Sejak Jumat (14/6) pagi, MK
    menggelar sidang".
    """
    sentence, bits = case.now.sentence, case.reading.bits
    dated = any(bits[i] & WEEKDAY for i in range(sentence.first, sentence.last))
    if not dated or case.now.quoted or case.needs():
        return None
    return Verdict("exempt", ("public-event",))


def _carried(case: Case) -> Verdict | None:
    if case.floor is None or case.now.quoted or not _reaches(case, case.floor):
        return None
    if case.now.sentence.paragraph != case.floor.paragraph and not _goes_on(case, case.floor):
        return None
    if case.floor.distance > FARTHEST_STRONG_CARRY and any(need in STRONG for need in case.needs()):
        return None
    return Verdict("carried", ("floor",), carried_from=case.floor.main.id)


def _reaches(case: Case, floor: Floor) -> bool:
    """Whether a floor covers the statement: not far, the next paragraph at the most; a state's or a group's
    one statement.
    """
    entity = case.registry.entity(floor.main.entity or 0)
    weak = entity.kind in ("metonym", "group") or entity.grade == "F"
    if floor.distance > (FARTHEST_WEAK_CARRY if weak else FARTHEST_CARRY):
        return False
    return _paragraphs_apart(case, floor.paragraph, case.now.sentence.paragraph) <= (0 if weak else 1)


def _goes_on(case: Case, floor: Floor) -> bool:
    """Whether a new paragraph takes up the one before: a connective, *ini* or *-nya* in its main clause, the
    same words.
    """
    reading, sentence = case.reading, case.now.sentence
    if case.at and reading.texts[reading.article.sentences[case.at - 1].last - 1] not in SENTENCE_ENDS:
        return True  # behind a colon, or within a list whose items end without a stop
    first = sentence.first
    while first < sentence.last - 1 and not reading.texts[first][0].isalnum():
        first += 1
    if reading.bits[first] & LINKING or reading.grammar.phrase(reading.lows, first, OPENER) or sentence.role != "body":
        return True
    for index in range(first, sentence.last):
        if reading.texts[index] == ",":
            break
        low = reading.lows[index]
        if reading.bits[index] & (DEMONSTRATIVE | ADDING) or reading.kinds[index] == "pronoun":
            return True
        if low.endswith(CLITIC) and len(low) > LEAST_CLITIC:
            return True
    if reading.lows[first] in case.registry.entity(floor.main.entity or 0).words:
        return True
    if any(need in OPINIONS for need in case.needs()):
        return False
    before = next((n for n in range(case.at - 1, -1, -1) if case.reported[n].sentence.role == "body"), case.at)
    return len(case.support.words(case.at) & case.support.words(before)) >= LEAST_COMMON


def _paragraphs_apart(case: Case, before: int, after: int) -> int:
    paragraphs = case.reading.article.paragraphs
    return sum(1 for n in range(before + 1, after + 1) if paragraphs[n].role != "skipped")


def _supported(case: Case) -> Verdict | None:
    if not case.needs() and not case.now.quoted:
        return None
    support = case.support.of(case.at)
    return None if support is None else Verdict("exempt", ("repeats",), supported_by=support + 1)


def _needy(case: Case) -> Verdict | None:
    needs = case.needs()
    if case.now.quoted:
        return Verdict("unattributed", ("quotation", *needs))
    exempt = case.exemptions()
    if not needs or (exempt and not any(need in STRONG for need in needs)):
        return None
    return Verdict("unattributed", needs)


def _free(case: Case) -> Verdict:
    return Verdict("exempt", (case.exemptions() or ("background",))[:1])


DECIDERS: Final[tuple[Callable[[Case], Verdict | None], ...]] = (
    _furniture,
    _sourced,
    _marked,
    _turned,
    _dated_event,
    _carried,
    _supported,
    _needy,
)


def judge(
    reading: Reading, reported: tuple[Reported, ...], registry: Registry, claims: Claims
) -> tuple[Statement, ...]:
    """Return every sentence as a statement with its status."""
    statements = []
    floor: Floor | None = None
    support = Support(reading, reported)
    for index, now in enumerate(reported):
        case = Case(reading, registry, reported, index, claims, floor, support)
        verdict = next((v for v in (decider(case) for decider in DECIDERS) if v), None) or _free(case)
        floor = _next_floor(floor, now, verdict)
        statements.append(_statement(case, verdict))
    return _with_supported_leads(tuple(statements), support)


def _with_supported_leads(statements: tuple[Statement, ...], support: Support) -> tuple[Statement, ...]:
    """Free the opening statements whose content the sourced statements behind them, taken together, say again."""
    sourced = [n for n, s in enumerate(statements) if s.status in SOURCED]
    if not sourced:
        return statements
    found = list(statements)
    for index in range(sourced[0]):
        statement = statements[index]
        if statement.status == "unattributed" and not {"pseudo-source", "quotation"} & {*statement.reasons}:
            supporter = support.among(index, sourced)
            if supporter is not None:
                found[index] = statement._replace(status="exempt", reasons=("repeats",), supported_by=supporter + 1)
    return tuple(found)


def _next_floor(floor: Floor | None, now: Reported, verdict: Verdict) -> Floor | None:
    if verdict.status == "skipped":
        return floor
    if verdict.status in ("named", "anonymous") and now.main is not None:
        return Floor(now.main, 1, now.sentence.paragraph)
    if verdict.status == "exempt" and now.main is not None and now.main.entity is not None:
        return Floor(now.main, 1, now.sentence.paragraph)
    if verdict.status == "carried" and floor is not None:
        return Floor(floor.main, floor.distance + 1, now.sentence.paragraph)
    return None


def _statement(case: Case, verdict: Verdict) -> Statement:
    sentence, main = case.now.sentence, case.now.main
    place = case.reading.article.draft.place(sentence.start)
    source = main.entity if main is not None and verdict.status in ("named", "anonymous") else None
    if verdict.status == "carried" and case.floor is not None:
        source = case.floor.main.entity
    return Statement(
        case.at + 1,
        sentence.start,
        sentence.end,
        place.line,
        place.column,
        sentence.paragraph + 1,
        verdict.status,
        verdict.reasons,
        case.claims.known(case.at),
        source,
        verdict.carried_from,
        verdict.supported_by,
    )
