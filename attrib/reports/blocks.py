"""Findings as an editor takes them up: those of one statement together, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from attrib.model import SEVERITIES, Finding


class Block(NamedTuple):
    """The findings of one statement, or of the whole draft (`statement` None): the gravest, then the others.

    What says the same twice in a statement is there once, at its first place, with how often it was said.
    """

    statement: int | None
    findings: tuple[tuple[Finding, int], ...]


def of_whole(finding: Finding) -> bool:
    """Whether a finding is of the article as a whole: where it stands tells nothing. A comment is no statement either,
    but it has a place; codes that hold WAIVER are those of comments.
    """
    return finding.statement is None and "WAIVER" not in finding.code


def blocks(findings: Iterable[Finding]) -> list[Block]:
    """Return the findings in blocks: the whole draft's, then the statements' in the order of the text."""
    parted: dict[int | None, list[Finding]] = {None: []}
    for finding in sorted(findings, key=lambda f: (f.start, f.end)):
        parted.setdefault(finding.statement, []).append(finding)
    return [Block(statement, _gravest_first(found)) for statement, found in parted.items() if found]


def _gravest_first(findings: list[Finding]) -> tuple[tuple[Finding, int], ...]:
    first: dict[tuple[str, str], Finding] = {}
    times: dict[tuple[str, str], int] = {}
    for finding in sorted(findings, key=lambda f: -SEVERITIES.index(f.severity)):
        key = (finding.code, finding.message)
        first.setdefault(key, finding)
        times[key] = times.get(key, 0) + 1
    return tuple((finding, times[key]) for key, finding in first.items())
