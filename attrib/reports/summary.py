"""The closing line of a run: it says how much was looked at, so that "0 findings" means something."""

from __future__ import annotations

from attrib.model import Report
from attrib.reports.labels import LABELS, by_severity, counted
from attrib.reports.tally import tally


def line(report: Report, seconds: float, hidden: int, ignored: int, lang: str) -> str:
    """Return drafts, statements, findings by severity, what was left out, and the time taken."""
    labels = LABELS[lang]
    figures = tally(report.analyses)
    parts = [
        counted(labels, len(report.analyses), "draft"),
        counted(labels, figures.statements, "statement"),
        by_severity(labels, figures.severities),
    ]
    for key, count in (("hidden", hidden), ("ignored", ignored), ("failed", len(report.failures))):
        if count:
            parts.append(labels[key].format(count=count))
    parts.append(labels["seconds"].format(seconds=f"{seconds:.2f}".replace(".", labels["decimal"])))
    return ", ".join(parts)
