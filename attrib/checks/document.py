"""Checks of kind `document`: the article as a whole, reported at its first statement or where the trouble stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from attrib.checks.classes import occurs, places
from attrib.checks.evidence import Evidence, Found, severity_of
from attrib.checks.hedges import dropped
from attrib.checks.response import unanswered
from attrib.lexicon.entries import CheckRule
from attrib.model import Statement

SOURCED: Final = ("named", "anonymous", "carried")
FLAGGED: Final = ("unattributed", "hearsay")
LEAST_STATEMENTS: Final = 5
NAMED_GRADES: Final = ("A", "B", "C")
NOTE: Final = "unverified"
STORY: Final = "story"
UNSOURCED: Final = "F"


Test = Callable[[CheckRule, Evidence], Iterator[Found]]


def run(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """Yield what the rule's test finds."""
    if all(statement.status == "skipped" for statement in evidence.statements):
        return
    for name in rule.when.get("test", ()):
        yield from TESTS[name](rule, evidence)


def _whole(holds: Callable[[CheckRule, Evidence], bool]) -> Test:
    """Return a test of the whole article: if it holds, one finding that belongs to no statement."""

    def test(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
        if holds(rule, evidence):
            first = next(s for s in evidence.statements if s.status != "skipped")
            yield Found(first.start, first.end, None, rule.severity, {})

    return test


def _count(evidence: Evidence, statuses: tuple[str, ...]) -> int:
    return sum(len(evidence.by_status.get(status, ())) for status in statuses)


def _lead(evidence: Evidence) -> list[Statement]:
    """Return the statements of the first two paragraphs of prose."""
    body = [s for s in evidence.statements if s.status != "skipped"]
    opening = sorted({s.paragraph for s in body})[:2]
    return [s for s in body if s.paragraph in opening]


def single_source(rule: CheckRule, evidence: Evidence) -> bool:
    """One voice alone behind at least five statements."""
    if _count(evidence, SOURCED) < LEAST_STATEMENTS or any("interview" in s.reasons for s in evidence.statements):
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
    told = any(s.status == "named" or "witnessed" in s.reasons for s in lead)
    return not told and any(s.status in (*FLAGGED, "anonymous") for s in lead)


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


def unverified(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """The press council's note that a story is not verified; graver if its first source has no name."""
    reading = evidence.reading
    if not occurs(reading, NOTE):
        return
    grade = evidence.sourced[0][3].grade if evidence.sourced else UNSOURCED
    for index, reported in enumerate(evidence.reported):
        sentence = reported.sentence
        story = any(True for _ in places(reading, STORY, sentence.first, sentence.last))
        for first, last in places(reading, NOTE, sentence.first, sentence.last) if story else ():
            yield Found(*reading.span(first, last), index, severity_of(rule, False, id=grade), {})
            return


TESTS: Final[dict[str, Test]] = {
    "single-source": _whole(single_source),
    "anonymous-only": _whole(anonymous_only),
    "lead-unsourced": _whole(lead_unsourced),
    "low-coverage": _whole(low_coverage),
    "secondhand-only": _whole(secondhand_only),
    "no-response": unanswered,
    "hedge-drop": dropped,
    "unverified": unverified,
}
