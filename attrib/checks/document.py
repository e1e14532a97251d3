"""Checks of kind `document`: the article as a whole. They are reported at its first statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from attrib.checks.evidence import Evidence, Found
from attrib.lexicon.entries import CheckRule
from attrib.model import Statement

SOURCED: Final = ("named", "anonymous", "carried")
FLAGGED: Final = ("unattributed", "hearsay")
LEAST_STATEMENTS: Final = 5
NAMED_GRADES: Final = ("A", "B", "C")


def run(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """Yield the document's finding if the rule's test holds."""
    first = next((s for s in evidence.statements if s.status != "skipped"), None)
    if first is None:
        return
    for name in rule.when.get("test", ()):
        if name in TESTS and TESTS[name](rule, evidence):
            yield Found(first.start, first.end, None, rule.severity, {})


def _count(evidence: Evidence, statuses: tuple[str, ...]) -> int:
    return sum(1 for s in evidence.statements if s.status in statuses)


def _lead(evidence: Evidence) -> list[Statement]:
    """Return the statements of the first two paragraphs of prose."""
    body = [s for s in evidence.statements if s.status != "skipped"]
    opening = sorted({s.paragraph for s in body})[:2]
    return [s for s in body if s.paragraph in opening]


def single_source(rule: CheckRule, evidence: Evidence) -> bool:
    """One voice alone behind at least five statements that need a source."""
    if _count(evidence, SOURCED + FLAGGED) < LEAST_STATEMENTS:
        return False
    return len({s.source for s in evidence.statements if s.source is not None}) == 1


def anonymous_only(rule: CheckRule, evidence: Evidence) -> bool:
    """No source has a name, or the lead is hearsay and rests on none that has."""
    if _count(evidence, ("anonymous",)) == 0:
        return False
    lead = _lead(evidence)
    hearsay = lead[0].status == "hearsay" and any(s.status == "anonymous" for s in lead)
    return _count(evidence, ("named",)) == 0 or (hearsay and not any(s.status == "named" for s in lead))


def lead_unsourced(rule: CheckRule, evidence: Evidence) -> bool:
    """The first two paragraphs need a source and hold none that a reader could name."""
    lead = _lead(evidence)
    return any(s.status in (*FLAGGED, "anonymous") for s in lead) and not any(s.status == "named" for s in lead)


def low_coverage(rule: CheckRule, evidence: Evidence) -> bool:
    """Fewer of the statements that need a source have one than the threshold, in percent."""
    sourced, flagged = _count(evidence, SOURCED), _count(evidence, FLAGGED)
    if sourced + flagged < LEAST_STATEMENTS:
        return False
    return 100 * sourced / (sourced + flagged) < int(rule.when.get("threshold", ("70",))[0])


def secondhand_only(rule: CheckRule, evidence: Evidence) -> bool:
    """Every source is a medium that was quoted."""
    kinds = {evidence.entities[s.source - 1].kind for s in evidence.statements if s.source is not None}
    return _count(evidence, SOURCED) >= LEAST_STATEMENTS and kinds == {"medium"}


TESTS: Final[dict[str, Callable[[CheckRule, Evidence], bool]]] = {
    "single-source": single_source,
    "anonymous-only": anonymous_only,
    "lead-unsourced": lead_unsourced,
    "low-coverage": low_coverage,
    "secondhand-only": secondhand_only,
}
