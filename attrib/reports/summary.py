"""The closing line of a run: it says how much was looked at, so that "0 findings" means something."""

from __future__ import annotations

from attrib.reports.labels import LABELS, by_severity, counted
from attrib.reports.tally import Tally


def line(
    figures: Tally, drafts: int, failed: int, seconds: float, hidden: int, ignored: int, lang: str, **others: int
) -> str:
    """Return drafts, statements, findings by severity, what was left out (`others` by their labels), the time taken."""
    labels = LABELS[lang]
    parts = [
        counted(labels, drafts, "draft"),
        counted(labels, figures.statements, "statement"),
        by_severity(labels, figures.severities),
    ]
    for key, count in (("hidden", hidden), *others.items(), ("ignored", ignored), ("failed", failed)):
        if count:
            parts.append(labels[key].format(count=count))
    parts.append(labels["seconds"].format(seconds=f"{seconds:.2f}".replace(".", labels["decimal"])))
    return ", ".join(parts)


def shortfall(figures: Tally, least: float, lang: str) -> str:
    """Return that too few of the statements that need a source have one, with the figures."""
    labels = LABELS[lang]
    # Rounded down: what is short of a figure must not look like it.
    share = figures.attributed * 1000 // figures.needing / 10
    numbers = (f"{number:g}".replace(".", labels["decimal"]) for number in (share, least))
    percent, wanted = (labels["percent"].format(count=number) for number in numbers)
    return labels["shortfall"].format(
        percent=percent, wanted=wanted, attributed=figures.attributed, needing=figures.needing
    )
