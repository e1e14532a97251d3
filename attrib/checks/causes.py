"""One cause, one finding: what several checks, or one check twice, have to say of the same words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from attrib.checks.evidence import Found
from attrib.lexicon.entries import CheckRule
from attrib.model import SEVERITIES

Raw = tuple[CheckRule, Found]
CUE: Final = "cue"
CLAUSE_MARKS: Final = frozenset(",;:()")
NEAR: Final = 200
"""So many characters at the most part the beginnings of two findings of one cause."""
BESIDE: Final = 2
"""So many words at the most stand between them where neither covers the other."""


def once(raw: Sequence[Raw], text: str) -> list[Raw]:
    """Return the findings in the order of the text, of those with one cause the gravest.

    "637 orang meninggal" lacks one source: it is reported as a toll, not as a number too. The same check has one
    thing to say of "seorang pejabat yang meminta namanya dirahasiakan", however many cues lean on him.
    """
    kept: list[Raw] = []
    latest: dict[tuple[int | None, str], int] = {}
    for rule, found in sorted(raw, key=_place):
        cause = (found.statement, "needs a source" if rule.kind == "statement" else rule.code)
        before = latest.get(cause)
        if before is None or found.statement is None or kept[before][1].end <= found.start:
            latest[cause] = len(kept)
            kept.append((rule, found))
        elif _weight(found) > _weight(kept[before][1]):
            kept[before] = (rule, found)
    return _yielded(kept, text)


def _place(pair: Raw) -> tuple[int, int, str]:
    return pair[1].start, pair[1].end, pair[0].code


def _weight(found: Found) -> tuple[int, int]:
    return SEVERITIES.index(found.severity), found.end - found.start


def _yielded(kept: list[Raw], text: str) -> list[Raw]:
    """Leave out what says again what a check that it yields to says, as gravely: "diperkirakan Rp 2 miliar"."""
    order = sorted(kept, key=_place)
    starts = [found.start for _, found in order]
    gone: set[int] = set()
    for index in sorted(range(len(order)), key=lambda n: SEVERITIES.index(order[n][1].severity)):
        rule, found = order[index]
        to = rule.when.get("yields_to", ())
        near = range(bisect_left(starts, found.start - NEAR), bisect_right(starts, found.start + NEAR)) if to else ()
        if any(n not in gone and order[n][0].code in to and _covers(order[n], order[index], text) for n in near):
            gone.add(index)
    return [pair for index, pair in enumerate(order) if index not in gone]


def _covers(other: Raw, pair: Raw, text: str) -> bool:
    """Whether a finding is as grave as another, in its statement, and says the same.

    A cue says it of what stands behind it in its clause: "[diperkirakan] mencapai [Rp 2 miliar]"; others of the words
    that they share or stand beside.
    """
    theirs, mine = other[1], pair[1]
    graver = SEVERITIES.index(theirs.severity) >= SEVERITIES.index(mine.severity)
    if theirs.statement != mine.statement or not graver:
        return False
    if mine.statement is None:
        return True
    if (other[0].kind == CUE) == (pair[0].kind == CUE):
        first, second = sorted((theirs, mine), key=lambda found: found.start)
        return len(_between(text, first, second).split()) <= BESIDE
    cue, claim = (theirs, mine) if other[0].kind == CUE else (mine, theirs)
    return cue.start <= claim.start and CLAUSE_MARKS.isdisjoint(_between(text, cue, claim))


def _between(text: str, first: Found, second: Found) -> str:
    """Return what parts two findings, but for a comma straight behind the first: "Beredar kabar, …"."""
    return text[first.end : second.start].lstrip(" ,")
