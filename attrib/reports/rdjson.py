"""The Reviewdog Diagnostic Format: its columns count the bytes of UTF-8, from 1, end exclusive."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrib.model import Analysis, Draft, Failure, Finding
from attrib.reports import Context, Format
from attrib.reports.pieces import NOT_CHECKED, joined, reason, told
from attrib.reports.safe import to_json
from attrib.reports.tally import Tally

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def piece(analysis: Analysis, context: Context) -> str:
    """Return a draft's findings as diagnostics, a line each, commas between them."""
    draft = analysis.article.draft
    positions = byte_positions(draft, (at for finding in analysis.findings for at in (finding.start, finding.end)))
    return ",\n".join(to_json(_diagnostic(draft.path, finding, positions)) for finding in analysis.findings)


def byte_positions(draft: Draft, offsets: Iterable[int]) -> dict[int, dict[str, int]]:
    """Return line and byte column of offsets; each stretch of the text is encoded once, however long its line."""
    positions: dict[int, dict[str, int]] = {}
    line, at, column = 0, 0, 1
    for offset in sorted(set(offsets)):
        number = bisect_right(draft.line_starts, offset)
        if number != line:
            line, at, column = number, draft.line_starts[number - 1], 1
        column += len(draft.text[at:offset].encode("utf-8", "surrogatepass"))
        at = offset
        positions[offset] = {"line": line, "column": column}
    return positions


def _diagnostic(path: str, finding: Finding, positions: dict[int, dict[str, int]]) -> dict[str, Any]:
    # No related locations: reviewdog refuses fields that its own version does not know.
    return {
        "message": told(finding),
        "location": {"path": path, "range": {"start": positions[finding.start], "end": positions[finding.end]}},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code},
    }


def whole(pieces: Iterable[str], failures: Sequence[Failure], figures: Tally, context: Context) -> Iterator[str]:
    """Yield the result; a draft that could not be checked is a diagnostic of the whole file."""
    failed = (
        to_json(
            {
                "message": reason(failure),
                "location": {"path": failure.path},
                "severity": "ERROR",
                "code": {"value": NOT_CHECKED},
            }
        )
        for failure in failures
    )
    yield '{"source": {"name": "attrib"}, "diagnostics": [\n'
    yield from joined(",\n", pieces, failed)
    yield "\n]}\n"


FORMAT = Format(piece, whole)
