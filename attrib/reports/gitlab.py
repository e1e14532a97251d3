"""GitLab's Code Quality report: one array of issues, for `artifacts: reports: codequality`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from attrib.model import Analysis, Failure
from attrib.reports import Context, Format
from attrib.reports.pieces import NOT_CHECKED, joined, reason, told
from attrib.reports.safe import to_json
from attrib.reports.tally import Tally

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def piece(analysis: Analysis, context: Context) -> str:
    """Return a draft's findings as issues, a line each, commas between them."""
    path = analysis.article.draft.path
    issues = (
        _issue(finding.code, told(finding), _SEVERITIES[finding.severity], path, finding.fingerprint)
        | {"location": {"path": path, "lines": {"begin": finding.line, "end": finding.end_line}}}
        for finding in analysis.findings
    )
    return ",\n".join(map(to_json, issues))


def whole(pieces: Iterable[str], failures: Sequence[Failure], figures: Tally, context: Context) -> Iterator[str]:
    """Yield the array; a draft that could not be checked is a critical issue on its first line."""
    failed = (
        to_json(
            _issue(NOT_CHECKED, reason(failure), "critical", failure.path, failure.message)
            | {"location": {"path": failure.path, "lines": {"begin": 1, "end": 1}}}
        )
        for failure in failures
    )
    yield "[\n"
    yield from joined(",\n", pieces, failed)
    yield "\n]\n"


def _issue(code: str, description: str, severity: str, path: str, own: str) -> dict[str, Any]:
    # GitLab shows only the first of two issues with one fingerprint, and ours are of a draft, not of a run.
    key = f"{path}\x1f{code}\x1f{own}".encode("utf-8", "surrogatepass")
    return {
        "type": "issue",
        "check_name": code,
        "description": description,
        "categories": ["Clarity"],
        "severity": severity,
        "fingerprint": sha256(key).hexdigest()[:32],
    }


FORMAT = Format(piece, whole)
