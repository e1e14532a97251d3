"""One cause, one finding: what several checks, or one check twice, have to say of the same words."""

from __future__ import annotations

from collections.abc import Sequence

from attrib.checks.evidence import Found
from attrib.lexicon.entries import CheckRule
from attrib.model import SEVERITIES

Raw = tuple[CheckRule, Found]


def once(raw: Sequence[Raw]) -> list[Raw]:
    """Return the findings in the order of the text, of those with one cause the gravest.

    "637 orang meninggal" lacks one source: it is reported as a toll, not as a number too. The same check has one
    thing to say of "seorang pejabat yang meminta namanya dirahasiakan", however many cues lean on him.
    """
    kept: list[Raw] = []
    latest: dict[tuple[int | None, str], int] = {}
    for rule, found in sorted(raw, key=lambda pair: (pair[1].start, pair[1].end, pair[0].code)):
        cause = (found.statement, "needs a source" if rule.kind == "statement" else rule.code)
        before = latest.get(cause)
        if before is None or found.statement is None or kept[before][1].end <= found.start:
            latest[cause] = len(kept)
            kept.append((rule, found))
        elif _weight(found) > _weight(kept[before][1]):
            kept[before] = (rule, found)
    return sorted(kept, key=lambda pair: (pair[1].start, pair[1].end, pair[0].code))


def _weight(found: Found) -> tuple[int, int]:
    return SEVERITIES.index(found.severity), found.end - found.start
