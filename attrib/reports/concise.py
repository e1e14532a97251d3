"""`path:line:col: severity CODE message`, one finding a line, for editors, grep and CI logs."""

from __future__ import annotations

from attrib.model import Report
from attrib.reports import Context
from attrib.reports.shape import visible


def render(report: Report, context: Context) -> str:
    """Return one line for each finding, and nothing else."""
    return "".join(
        f"{visible(analysis.article.draft.path)}:{finding.line}:{finding.column}: "
        f"{finding.severity} {finding.code} {visible(finding.message)}\n"
        for analysis in report.analyses
        for finding in analysis.findings
    )
