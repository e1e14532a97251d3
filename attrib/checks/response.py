"""NO-RESPONSE: somebody named is accused, and the draft neither lets him answer nor says that he was asked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from attrib.checks.classes import has, tokens_of
from attrib.checks.evidence import Evidence, Found, severity_of
from attrib.claims import NEED, TURNS
from attrib.entities.known import content_words
from attrib.grammar import COMPLEMENTIZER, MOST_WORDS, Lookup
from attrib.lexicon.entries import CheckRule, ClaimRule
from attrib.links.subject import find_subject
from attrib.model import Source, Span
from attrib.scan import Reading
from attrib.sources.describe import describe
from attrib.sources.phrase import phrase_end
from attrib.sources.shape import is_capital

ACCUSATION: Final = "accusation"
NAMED: Final = {"person": "A", "body": "B", "metonym": "C"}
STATE: Final = "metonym"
BODY: Final = "body"
PART: Final = "part"
SPOKEN_FOR: Final = ("representative", "accused")
AGAINST: Final = ("victim",)
PASSIVE: Final = "di"
RECORD: Final = "public-record"
COURT: Final = "court"
ACCUSE: Final = "accuse"


class Accused(NamedTuple):
    """Who is accused, in which statement, and what else the draft may call a body or state: "perusahaan itu"."""

    source: Source
    at: int
    sorts: frozenset[str]


class _Voices(NamedTuple):
    """The words of each source that tell whom it speaks for, those of all, and the statements in which states speak."""

    each: frozenset[frozenset[str]]
    words: frozenset[str]
    seats: frozenset[int]


def unanswered(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """Yield each accused party that has a name and no say, once."""
    parties = [] if _is_answered(rule, evidence.reading) else list(_accused(rule, evidence))
    if not parties or any(_is_spoken_for(evidence, source, index) for index, _, source, _ in evidence.sourced):
        return
    voices = _voices(evidence)
    told: set[str] = set()
    for party in parties:
        source, words = party.source, content_words(party.source.name or party.source.text)
        if words & told or party.sorts & voices.words or _speaks(party, words, voices):
            continue
        told |= words
        id = PART if source.kind == BODY and words & voices.words else source.kind
        yield Found(
            source.start,
            source.end,
            party.at,
            severity_of(rule, evidence.is_lead(party.at), id=id),
            {"source": source.text},
        )


def _is_answered(rule: CheckRule, reading: Reading) -> bool:
    """Whether the draft holds any denial, or says that somebody was asked: whose it is, is not asked."""
    frames, acts = rule.when.get("frames", ()), rule.when.get("acts", ())
    return any(hit.rule.frame in frames or hit.rule.act in acts for hit in reading.cues)


def _speaks(party: Accused, words: frozenset[str], voices: _Voices) -> bool:
    """Whether an accused party is a source anywhere: a person by any name, a body by all of it but its kind
    ("Kapolres Wiralaga" speaks for "Polres Wiralaga"), a state by any seat of power.
    """
    if party.source.kind == BODY:
        own = words - content_words(party.source.head) or words
        return own <= voices.words and any(own <= voice for voice in voices.each)
    answers = party.source.kind == STATE and len(voices.seats) > (party.at in voices.seats)
    return answers or bool(words & voices.words)


def _accused(rule: CheckRule, evidence: Evidence) -> Iterator[Accused]:
    reading = evidence.reading
    cues, triggers = rule.when.get("cues", ()), _triggers(reading)
    if not triggers and not any(hit.rule.id in cues for hit in reading.cues):
        return
    for index, statement in enumerate(evidence.statements):
        if statement.status in ("skipped", "exempt"):
            continue
        spans = [*_by_cue(rule, evidence, index), *_by_claim(evidence, index, triggers)]
        sentence = evidence.reported[index].sentence
        if not spans or has(reading, (COURT,), sentence.first, sentence.last):
            continue  # what is said in court is public record: "Jaksa mendakwa …", "Hakim menyatakan …"
        for span in spans:
            source = _named(evidence, index, span)
            if source is not None:
                nouns = [reading.nouns[i].rule for i in range(*span) if i in reading.nouns]
                sorts = frozenset(sort for noun in nouns if source.kind == BODY for sort in noun.sorts)
                yield Accused(source, index, sorts)


def _by_cue(rule: CheckRule, evidence: Evidence, index: int) -> Iterator[tuple[int, int]]:
    """The subject of "[X] dituduh …", the object of "menuduh [X] …"."""
    reading, reported = evidence.reading, evidence.reported[index]
    for attribution in reported.attributions:
        cue = attribution.cue
        if cue is None or cue.rule not in rule.when.get("cues", ()) or evidence.claims.of(index, TURNS):
            continue
        if cue.frame == "passive" and (span := _subject(evidence, index, cue.first)) is not None:
            yield span
        elif cue.frame == "active" and (end := phrase_end(reading, cue.last, reported.sentence.last)) > cue.last:
            yield cue.last, end


def _by_claim(evidence: Evidence, index: int, triggers: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The subject of an accusation: "[X] menyuap …", also if somebody else says so or suspects it."""
    reading, sentence = evidence.reading, evidence.reported[index].sentence
    if triggers.isdisjoint(reading.lows[sentence.first : sentence.last]):
        return
    for claim in evidence.claims.of(index, NEED):
        verb = bisect_left(reading.starts, claim.start, sentence.first)
        if claim.name != ACCUSATION or reading.lows[verb].startswith(PASSIVE):
            continue
        if any(c.name == RECORD for c in evidence.claims.of(index, TURNS)):
            return
        span = _subject(evidence, index, _before_hedge(evidence, index, verb))
        if span is not None:
            yield span


def _before_hedge(evidence: Evidence, index: int, verb: int) -> int:
    """ "[Budi] diduga menyuap": the subject stands before the hedge."""
    cues = [a.cue for a in evidence.reported[index].attributions if a.cue and a.cue.frame in ("passive", "rumor")]
    return next((cue.first for cue in cues if cue.last == verb), verb)


def _subject(evidence: Evidence, index: int, verb: int) -> tuple[int, int] | None:
    reading, sentence = evidence.reading, evidence.reported[index].sentence
    floor = sentence.first
    for attribution in evidence.reported[index].attributions:  # "Jaksa mengatakan bahwa [Budi] menyuap …"
        for said in (attribution.cue, attribution.source):
            if said is not None and (past := bisect_left(reading.starts, said.end)) <= verb:
                floor = max(floor, past)
    while floor < verb and (not reading.texts[floor][0].isalnum() or reading.bits[floor] & COMPLEMENTIZER):
        floor += 1
    return find_subject(reading, floor, verb, sentence.first, joined=False) if floor < verb else None


def _named(evidence: Evidence, index: int, span: tuple[int, int]) -> Source | None:
    """Return what the tokens stand for if a reader can tell who it is: a name behind the sentence's first word."""
    reading, first = evidence.reading, evidence.reported[index].sentence.first
    source = describe(reading, *span)
    if source.anaphor is not None or NAMED.get(source.kind) != source.grade:
        return None
    if source.kind == "person" and not _is_somebody(reading, source, span):
        return None
    capitals = any(is_capital(reading.texts[i]) for i in range(max(span[0], first + 1), span[1]))
    return source if capitals or source.kind == STATE else None


def _voices(evidence: Evidence) -> _Voices:
    each = {
        content_words(entity.name) | content_words(source.text) | content_words(entity.role or "")
        for _, _, source, entity in evidence.sourced
    }
    seats = (index for index, a, _, _ in evidence.by_kind.get(STATE, ()) if a.cue and a.cue.act != ACCUSE)
    return _Voices(frozenset(each), frozenset[str]().union(*each), frozenset(seats))


def _is_spoken_for(evidence: Evidence, source: Source, index: int) -> bool:
    """Whether a source speaks for an accused one: "kuasa hukum terdakwa", not "kuasa hukum korban"."""
    sentence = evidence.reported[index].sentence
    at = tokens_of(evidence.reading, sentence, Span(source.start, source.end))
    return has(evidence.reading, SPOKEN_FOR, *at) and not has(evidence.reading, AGAINST, *at)


def _is_somebody(reading: Reading, source: Source, span: tuple[int, int]) -> bool:
    """Whether a name tells who it is: a full one, or one with an office; "Adrian (Bram Wicaksono)" is a film's."""
    if source.name is None or not (source.role or len(source.name.split()) > 1):
        return False
    texts = reading.texts
    return not any(texts[i - 1] == "(" and is_capital(texts[i]) for i in range(span[0] + 1, span[1]))


class _Triggers(dict[str, bool]):
    """Whether an accusation can begin with a word, remembered for each word that was asked for."""

    def __init__(self, claims: Lookup[ClaimRule]) -> None:
        super().__init__()
        self.claims = claims

    def __missing__(self, word: str) -> bool:
        if len(self) > MOST_WORDS:
            self.clear()
        found = self[word] = any(form.rule.name == ACCUSATION for form in self.claims.table.get(word, ()))
        return found


_BUILT: dict[str, _Triggers] = {}


def _triggers(reading: Reading) -> frozenset[str]:
    """Return the words of the draft that an accusation can begin with; one with a subject begins no sentence."""
    digest = reading.lexicon.digest
    if digest not in _BUILT:
        _BUILT.clear()
        _BUILT[digest] = _Triggers(reading.grammar.claims)
    return frozenset(filter(_BUILT[digest].__getitem__, reading.plain))
