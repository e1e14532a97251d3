"""Waivers at work: the findings that a draft's comments spare, and the comments that spare none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from attrib.checks import finding_of
from attrib.checks.evidence import Found
from attrib.lexicon.entries import CheckRule
from attrib.model import Analysis, Finding, Span
from attrib.waivers import Named, Waiver, waivers_of

KIND = "waiver"


class Suppressed(NamedTuple):
    """What is left to report, what the draft's comments spare, and, as findings, what they name in vain."""

    left: tuple[Finding, ...]
    spared: tuple[Finding, ...]
    unused: tuple[Finding, ...]


def suppress(
    analysis: Analysis, findings: Sequence[Finding], checks: Sequence[CheckRule], lang: str = "id"
) -> Suppressed:
    """Part the findings of a draft by its waivers; what is wrong with a waiver cannot be waived."""
    known = {check.code for check in checks if check.kind != KIND}
    waivers = waivers_of(analysis.article).understood
    reaches = {code: _Reaches(w.reach for w in waivers if code in _codes(w)) for code in known & _named(waivers)}
    left: list[Finding] = []
    spared: list[Finding] = []
    for finding in findings:
        covered = finding.code in reaches and reaches[finding.code].cover(finding.start)
        (spared if covered else left).append(finding)
    vain = list(_vain(waivers, {check.code for check in checks}, spared))
    return Suppressed(tuple(left), tuple(spared), _findings(analysis, vain, checks, lang))


class _Reaches:
    """How far the waivers of one check reach."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self.starts = [span.start for span in ordered]
        self.ends = list(accumulate((span.end for span in ordered), max))

    def cover(self, offset: int) -> bool:
        """Whether any of them reaches over an offset."""
        index = bisect_right(self.starts, offset) - 1
        return index >= 0 and offset < self.ends[index]


def _codes(waiver: Waiver) -> set[str]:
    return {named.code for named in waiver.checks}


def _named(waivers: Iterable[Waiver]) -> set[str]:
    return {code for waiver in waivers for code in _codes(waiver)}


def _vain(waivers: Iterable[Waiver], known: set[str], spared: Iterable[Finding]) -> Iterable[Named]:
    """Yield the checks that a waiver names though nothing of theirs is in its reach."""
    places: dict[str, list[int]] = {}
    for finding in spared:
        places.setdefault(finding.code, []).append(finding.start)
    for starts in places.values():
        starts.sort()
    for waiver in waivers:
        for named in waiver.checks:
            starts = places.get(named.code, [])
            index = bisect_left(starts, waiver.reach.start)
            if named.code in known and (index == len(starts) or starts[index] >= waiver.reach.end):
                yield named


def _findings(analysis: Analysis, vain: Sequence[Named], checks: Sequence[CheckRule], lang: str) -> tuple[Finding, ...]:
    seen: dict[str, int] = {}
    return tuple(
        finding_of(
            analysis.article.draft,
            rule,
            Found(named.start, named.end, None, rule.severity, {"words": named.code}),
            "",
            lang,
            seen,
        )
        for rule in checks
        if rule.kind == KIND and "unused" in rule.when.get("test", ())
        for named in vain
    )
