"""`path:line:col: severity CODE message`, one finding a line, for editors, grep and CI logs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrib.model import Analysis, Failure
from attrib.reports import Context, Format
from attrib.reports.shape import plain, visible
from attrib.reports.tally import Tally


def piece(analysis: Analysis, context: Context) -> str:
    """Return one line for each finding, and nothing else."""
    return "".join(
        f"{plain(analysis.article.draft.path)}:{finding.line}:{finding.column}: "
        f"{finding.severity} {finding.code} {visible(finding.message)}\n"
        for finding in analysis.findings
    )


def whole(pieces: Iterable[str], failures: Sequence[Failure], figures: Tally, context: Context) -> Iterator[str]:
    """Yield the lines of all drafts."""
    yield from pieces


FORMAT = Format(piece, whole)
