"""The editor's report: for each draft its findings, how its statements stand, and who its sources are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrib.model import Analysis, Failure
from attrib.reports import Context, Format, findings, sources
from attrib.reports.labels import LABELS, by_severity, counted
from attrib.reports.shape import columns, lay_out, plain, style, wrap
from attrib.reports.tally import Tally, tally

_SHOWN = ("named", "anonymous", "carried", "hearsay", "unattributed", "exempt")
_HUES = {
    "named": "green",
    "anonymous": "yellow",
    "carried": "cyan",
    "hearsay": "red",
    "unattributed": "red",
    "exempt": None,
}
_BAR = 20


def whole(pieces: Iterable[str], failures: Sequence[Failure], figures: Tally, context: Context) -> Iterator[str]:
    """Yield the reports of all drafts, two blank lines between them."""
    for number, text in enumerate(pieces):
        yield f"\n\n{text}" if number else text


def piece(analysis: Analysis, context: Context) -> str:
    """Return the report of one draft."""
    figures = tally([analysis])
    blocks = [_heading(analysis, figures, context)]
    if analysis.findings:
        blocks.append(findings.table(analysis, context))
    blocks += [_statuses(figures, context), _coverage(figures, context), sources.table(analysis, context)]
    return "\n\n".join(blocks) + "\n"


def _heading(analysis: Analysis, figures: Tally, context: Context) -> str:
    """Return the draft's name and in one phrase how it stands."""
    labels = LABELS[context.lang]
    name = plain(analysis.article.draft.path)
    path = style([name], context.colour, bold=True, underline=True)
    if analysis.findings:
        counts = by_severity(labels, figures.severities)
        fits = columns(name) + 2 + columns(counts) <= context.width
        return f"{path}:" + (f" {counts}" if fits else "\n" + "\n".join(wrap(counts, context.width)))
    clean = style([labels["clean"]], context.colour, fg="green")
    # With --ignore a draft can be free of findings and full of claims: then no thanks.
    thanked = 0 < figures.needing == figures.attributed
    return f"{path}: {clean}" + ("\n" + "\n".join(wrap(labels["thanks"], context.width)) if thanked else "")


def _statuses(figures: Tally, context: Context) -> str:
    """Return how many statements have each status: side by side if that fits, one below the other if not."""
    labels = LABELS[context.lang]
    total = counted(labels, figures.statements, "statement")
    skipped = figures.statuses["skipped"]
    apart = f" (+ {counted(labels, skipped, 'part')} {labels['apart']})" if skipped else ""
    title = "\n".join(wrap(total + apart, context.width))
    names = [labels[status] for status in _SHOWN]
    counts = [_count(status, figures, context) for status in _SHOWN]
    if sum(map(columns, names)) + 2 * len(names) <= context.width:
        return f"{title}\n\n" + lay_out(names, [counts], ["right"] * len(names))
    return f"{title}\n\n" + "\n".join(
        f"{name:<{max(map(columns, names))}}  {figures.statuses[status]:>4}"
        for name, status in zip(names, _SHOWN, strict=True)
    )


def _count(status: str, figures: Tally, context: Context) -> str:
    count = figures.statuses[status]
    return style([str(count)], context.colour and count > 0, fg=_HUES[status])


def _coverage(figures: Tally, context: Context) -> str:
    """Return the share of the statements needing a source that have one: a bar, percent, words."""
    labels = LABELS[context.lang]
    if figures.coverage is None:
        return labels["no-need"]
    full = figures.attributed * _BAR // figures.needing
    hue = "green" if figures.coverage == 1 else "yellow" if figures.coverage >= 0.7 else "red"
    bar = style(["█" * full], context.colour, fg=hue) + "░" * (_BAR - full)
    percent = labels["percent"].format(count=figures.attributed * 100 // figures.needing)
    share = labels["share"].format(attributed=figures.attributed, needing=figures.needing)
    head = f"{labels['coverage']}  {bar}  {percent}"
    fits = columns(labels["coverage"]) + _BAR + columns(percent) + columns(share) + 7 <= context.width
    return f"{head}  ({share})" if fits else "\n".join([head, *wrap(share, context.width)])


FORMAT = Format(piece, whole)
