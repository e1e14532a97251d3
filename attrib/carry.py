"""Carry-over: who has the floor, how far it reaches, and whether a new paragraph takes it up."""

from __future__ import annotations

from typing import Final, NamedTuple

from attrib.attributions import Reported
from attrib.claims import EXEMPT, NEED, TURNS, Claims
from attrib.entities import Registry
from attrib.grammar import ADDING, CONCLUDING, CONJUNCTION, DEMONSTRATIVE, OPENER
from attrib.links.link import behind_dateline
from attrib.model import Attribution
from attrib.scan import HEADING, Reading
from attrib.sources.shape import CLITIC
from attrib.support import Support

FARTHEST_CARRY: Final = 6
FARTHEST_WEAK_CARRY: Final = 1
FARTHEST_COUNT: Final = 12
LINKING: Final = CONJUNCTION
SENTENCE_ENDS: Final = frozenset(".?!…\"“”„’‘'«»)`")
FARTHEST_AHEAD: Final = 5
OPINIONS: Final = ("prediction", "evaluation", "motive", "cause")
OWN_NEEDS: Final = frozenset((*OPINIONS, "accusation", "casualty"))
LEAST_CLITIC: Final = 5
LEAST_COMMON: Final = 2


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
    ahead: int | None = None
    """The entity that speaks next, within a few statements and before a heading."""

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


def reaches(case: Case, floor: Floor) -> bool:
    """Whether a floor covers the statement: not far, the next paragraph at the most; a state's or a group's
    one statement.
    """
    entity = case.registry.entity(floor.main.entity or 0)
    weak = entity.kind in ("metonym", "group") or entity.grade == "F"
    counts = entity.kind == "document"  # a table of figures runs on behind its one source
    if floor.distance > (FARTHEST_WEAK_CARRY if weak else FARTHEST_COUNT if counts else FARTHEST_CARRY):
        return False
    return _paragraphs_apart(case, floor.paragraph, case.now.sentence.paragraph) <= (0 if weak else 1)


def goes_on(case: Case, floor: Floor) -> bool:
    """Whether a new paragraph takes up the one before: a connective, *ini* or *-nya* in its main clause, the
    same words.
    """
    reading, sentence = case.reading, case.now.sentence
    if _is_handed_on(case):
        return True
    first = _first_word(case)
    for index in range(first, sentence.last):
        if reading.texts[index] == ",":
            break
        low = reading.lows[index]
        if reading.bits[index] & (DEMONSTRATIVE | ADDING) or reading.kinds[index] == "pronoun":
            return True
        if low.endswith(CLITIC) and len(low) > LEAST_CLITIC:
            return True
    speaker = case.registry.entity(floor.main.entity or 0)
    if reading.lows[first] in speaker.words and (speaker.named or speaker.kind != "person"):
        return True
    if any(need in OPINIONS for need in case.needs()):
        return False
    before = next((n for n in range(case.at - 1, -1, -1) if case.reported[n].sentence.role == "body"), case.at)
    return len(case.support.words(case.at) & case.support.words(before)) >= LEAST_COMMON


def comes_back(case: Case, floor: Floor) -> bool:
    """Whether the speaker who has the floor is also the next to speak: what stands between is most often his.

    A question is an interviewer's: "Anda tidak takut?"
    """
    asks = case.reading.texts[case.now.sentence.last - 1] == "?"
    return case.ahead is not None and case.ahead == floor.main.entity and not asks


def opens_anew(case: Case, floor: Floor) -> bool:
    """Whether a new paragraph leaves the speaker: by a dateline, by telling of him, by an opinion that adds nothing.

    "JAKARTA - Praktik itu …", "Budi pulang ke …", "Pernikahan itu merupakan salah satu yang termewah".
    """
    if comes_back(case, floor) or case.now.sentence.paragraph == floor.paragraph:
        return False
    reading, sentence = case.reading, case.now.sentence
    if behind_dateline(reading, sentence) > sentence.first:
        return True
    speaker = case.registry.entity(floor.main.entity or 0)
    if speaker.kind != "person":
        return False  # a table of figures, a report at length: "Jumlah itu menjadi yang tertinggi di dunia"
    if not OWN_NEEDS.isdisjoint(case.needs()):
        return not (_is_handed_on(case) or reading.holds(ADDING, sentence.first, sentence.last))
    return reading.lows[sentence.first] in speaker.words or reading.kinds[sentence.first] == "pronoun"


def next_speakers(reported: tuple[Reported, ...]) -> list[int | None]:
    """Return for every statement the entity that speaks next: within a few statements, and before a heading."""
    found: list[int | None] = [None] * len(reported)
    ahead, at = None, len(reported)
    for index in range(len(reported) - 1, -1, -1):
        found[index] = ahead if at - index <= FARTHEST_AHEAD else None
        now = reported[index]
        if now.sentence.role == HEADING:
            ahead = None
        elif now.main is not None and now.main.entity is not None:
            ahead, at = now.main.entity, index
    return found


def _is_handed_on(case: Case) -> bool:
    """Whether a statement stands behind a colon, within a list, or begins with a connective."""
    reading, sentence = case.reading, case.now.sentence
    sentences = reading.article.sentences
    before = next((n for n in range(case.at - 1, -1, -1) if sentences[n].role != "skipped"), None)
    if before is not None and reading.texts[sentences[before].last - 1] not in SENTENCE_ENDS:
        return True
    first = _first_word(case)
    linked = bool(reading.bits[first] & LINKING or reading.grammar.phrase(reading.lows, first, OPENER))
    return linked or sentence.role != "body"


def _first_word(case: Case) -> int:
    reading, sentence = case.reading, case.now.sentence
    first = sentence.first
    while first < sentence.last - 1 and not reading.texts[first][0].isalnum():
        first += 1
    return first


def concludes(case: Case) -> bool:
    """Whether a statement draws on the one before it in a speaker's paragraph: "Sehingga upah 2022 ditetapkan sama"."""
    sentence, reading, floor = case.now.sentence, case.reading, case.floor
    if floor is None or sentence.paragraph != floor.paragraph or not reaches(case, floor):
        return False
    return bool(reading.grammar.phrase(reading.lows, sentence.first, CONCLUDING))


def _paragraphs_apart(case: Case, before: int, after: int) -> int:
    paragraphs = case.reading.article.paragraphs
    return sum(1 for n in range(before + 1, after + 1) if paragraphs[n].role != "skipped")
