"""INITIALS-ONLY: an adult who speaks or is accused, known to the reader by initials alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import compress
from typing import Final, NamedTuple

from attrib.checks.classes import has, occurs
from attrib.checks.evidence import Evidence, Found, severity_of
from attrib.grammar import AGE
from attrib.lexicon.entries import CheckRule
from attrib.scan import Reading

LONGEST: Final = 3
BARE: Final = 2
"""So many letters behind "tersangka" are initials without an age: "tersangka MR", but not "tersangka KDRT"."""
ADULT: Final = range(18, 100)
NEAR: Final = 4
BEFORE: Final = 10
BEHIND: Final = 7
"""So many words on either side say what became of them: "menangkap seorang pengamen berinisial AT"."""


class Initials(NamedTuple):
    """Where initials stand (the letters' token, and the token past an age in brackets), and the age, 0 if none is
    given.
    """

    at: int
    last: int
    age: int


def initials(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """`Tersangka MR (32)`, `kata warga berinisial S`; never a child, a victim, or anybody in a sexual crime."""
    reading = evidence.reading
    shapes = {text for text in reading.plain if text.isupper() and _is_letters(text)}
    candidates = compress(range(len(reading.texts)), map(shapes.__contains__, reading.texts)) if shapes else ()
    called, accused = (reading.lexicon.words.get(name, frozenset()) for name in ("initialled", "accused"))
    people = [found for at in candidates if (found := _person(reading, at, called, accused)) is not None]
    if not people or occurs(reading, "sexual-crime"):
        return
    firsts = [reported.sentence.first for reported in evidence.reported]
    seen: set[str] = set()
    for found in people:
        text, index = reading.texts[found.at], bisect_right(firsts, found.at) - 1
        if text in seen or evidence.statements[index].status == "skipped":
            continue
        if not _is_shielded(reading, found) and _concerns(evidence, index, found):
            seen.add(text)
            start, end = reading.span(found.at, found.at + 1)
            yield Found(start, end, index, severity_of(rule, evidence.is_lead(index)), {"words": text})


def _is_letters(text: str) -> bool:
    letters = text.replace(".", "")
    return letters.isalpha() and len(letters) <= LONGEST


def _person(reading: Reading, at: int, calling: frozenset[str], accusing: frozenset[str]) -> Initials | None:
    """Return the initials at a token if they stand for a person: behind "berinisial" or "tersangka", before an age."""
    texts, limit = reading.texts, len(reading.texts)
    stopped = at + 1 < limit and texts[at + 1] == "." and "." in texts[at]  # "B.S. (40)"
    past, age = _age(reading, at + 1 + stopped, limit)
    before = reading.lows[at - 1] if at else ""
    called, accused = before in calling, before in accusing
    known = bool(reading.kinds[at])  # "AS" may be the United States: "Tersangka AS (32)", not "Tentara AS (32)"
    joined = at + 1 < limit and texts[at + 1][0].isupper()  # "RT 03", "MR Basuki": part of a name
    if called or (age and (accused or not known)):
        return Initials(at, past, age)
    if accused and not known and not joined and len(texts[at]) == BARE:
        return Initials(at, past, 0)
    return None


def _age(reading: Reading, at: int, limit: int) -> tuple[int, int]:
    """Return the token past "(32)" or "(32 tahun)", and the age; (at, 0) if none stands there."""
    texts = reading.texts
    if at + 2 >= limit or texts[at] not in "(," or not texts[at + 1].isdigit():
        return at, 0
    unit = bool(reading.bits[at + 2] & AGE)
    if (texts[at] == "," and not unit) or (texts[at] == "(" and not unit and texts[at + 2] not in "),"):
        return at, 0
    return at + 3, int(texts[at + 1])


def _is_shielded(reading: Reading, found: Initials) -> bool:
    """Whether the press code keeps the name back: a child, a victim, a patient."""
    if found.age and found.age not in ADULT:
        return True
    return has(reading, ("minor", "victim", "protected"), found.at - NEAR, min(found.last + NEAR, len(reading.lows)))


def _concerns(evidence: Evidence, index: int, found: Initials) -> bool:
    """Whether the one so called speaks, or is accused or arrested, in the statement."""
    reading, reported = evidence.reading, evidence.reported[index]
    start = reading.starts[found.at]
    speaks = any(a.source is not None and a.source.start <= start < a.source.end for a in reported.attributions)
    first, last = reported.sentence.first, reported.sentence.last
    near = max(first, found.at - BEFORE), min(last, found.last + BEHIND)
    return speaks or has(reading, ("accused",), first, last) or has(reading, ("arrested",), *near)
