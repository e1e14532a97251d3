"""Coverage and statuses as pictures, each with its words: SVG without a style, so that no policy forbids it."""

from __future__ import annotations

from collections.abc import Mapping

from attrib.reports.html.labels import SIGNS, Words
from attrib.reports.html.markup import text
from attrib.reports.labels import counted
from attrib.reports.tally import Tally

_GAP = 0.6


def coverage_words(figures: Tally, words: Words) -> str:
    """Return the coverage in a sentence."""
    if figures.coverage is None:
        return words.common["no-need"]
    share = words.common["share"].format(attributed=figures.attributed, needing=figures.needing)
    return f"{words.common['coverage']} {percent(figures, words)}: {share}"


def percent(figures: Tally, words: Words) -> str:
    """Return the coverage in percent, or a dash where no statement needs a source."""
    if figures.coverage is None:
        return "–"
    return words.common["percent"].format(count=figures.attributed * 100 // figures.needing)


def donut(figures: Tally, words: Words) -> str:
    """Return the coverage as a ring."""
    told = text(coverage_words(figures, words))
    part = 0 if figures.coverage is None else round(figures.coverage * 100, 2)
    # A dash of no length would still show its caps.
    arc = f'<circle class="arc" cx="50" cy="50" r="42" pathLength="100" stroke-dasharray="{part} 100"/>' if part else ""
    return (
        f'<svg class="donut" viewBox="0 0 100 100" role="img" aria-label="{told}">'
        f'<circle class="ring" cx="50" cy="50" r="42"/>{arc}'
        f'<text x="50" y="58" aria-hidden="true">{percent(figures, words).replace(" ", "&#8239;")}</text></svg>'
    )


def bar(counts: Mapping[str, int], told: str) -> str:
    """Return a bar parted by counts; their keys are the classes of its parts."""
    total = sum(counts.values())
    at, parts = 0.0, []
    for name, count in counts.items():
        width = 100 * count / total if total else 0
        if width:
            parts.append(f'<rect class="{name}" x="{at:.2f}" width="{max(width - _GAP, 0.2):.2f}" height="4"/>')
        at += width
    label = f'role="img" aria-label="{text(told)}"' if told else 'aria-hidden="true"'
    return f'<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" {label}>{"".join(parts)}</svg>'


def statuses(figures: Tally, words: Words) -> str:
    """Return how many statements have each status, which is the legend of the text as well."""
    shown = {status: figures.statuses[status] for status in SIGNS}
    told = ", ".join(f"{words.common[status]} {count}" for status, count in shown.items() if count)
    items = "".join(
        f'<li><span class="s {status}">{words.common[status]}<span class="m" aria-hidden="true">'
        f"{SIGNS[status] or 'S1'}</span></span> <b>{count}</b></li>"
        for status, count in shown.items()
    )
    skipped = figures.statuses["skipped"]
    if skipped:
        items += f'<li><span class="aside">{words.common["skipped"]}</span> <b>{skipped}</b></li>'
    total = counted(words.common, figures.statements, "statement")
    return f'<p class="total">{total}</p>{bar(shown, told or total)}<ul class="statuses">{items}</ul>'


def severities(figures: Tally, words: Words) -> str:
    """Return how many findings there are of each severity, as short labels."""
    shown = [(name, count) for name, count in figures.severities.items() if count]
    if not shown:
        return f'<span class="count clean">{words.common["clean"]}</span>'
    return " ".join(f'<span class="count {name}">{count} {words.common[name]}</span>' for name, count in shown)
