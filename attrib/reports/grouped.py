"""Findings under the name of their draft, one a line, in aligned columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrib.model import Analysis, Failure, Finding
from attrib.reports import Context, Format
from attrib.reports.labels import LABELS, by_severity
from attrib.reports.pieces import NOT_CHECKED, joined
from attrib.reports.shape import columns, plain, style, wrap
from attrib.reports.tally import Tally, tally

_HUES = {"error": "red", "warning": "yellow", "info": "cyan"}
_LEAST = 24


def piece(analysis: Analysis, context: Context) -> str:
    """Return a draft's name and its findings in the order of the text; nothing for a draft without."""
    findings = analysis.findings
    if not findings:
        return ""
    labels = LABELS[context.lang]
    places = [f"{finding.line}:{finding.column}" for finding in findings]
    widths = (
        max(map(len, places)),
        max(columns(labels[finding.severity]) for finding in findings),
        max(len(finding.code) for finding in findings),
    )
    lines = [_name(analysis.article.draft.path, context)]
    for place, finding in zip(places, findings, strict=True):
        lines.append(_line(place, finding, widths, context))
    return "\n".join([*lines, f"  {by_severity(labels, tally([analysis]).severities)}"]) + "\n"


def _name(path: str, context: Context) -> str:
    return style([plain(path)], context.colour, underline=True)


def _line(place: str, finding: Finding, widths: tuple[int, int, int], context: Context) -> str:
    label = LABELS[context.lang][finding.severity]
    severity = style([label], context.colour, fg=_HUES[finding.severity]) + " " * (widths[1] - columns(label))
    code = style([finding.code], context.colour, bold=True) + " " * (widths[2] - len(finding.code))
    indent = sum(widths) + 8
    if context.width - indent >= _LEAST:
        first, *rest = wrap(finding.message, context.width - indent)
        return "\n".join([f"  {place:>{widths[0]}}  {severity}  {code}  {first}", *(" " * indent + x for x in rest)])
    indent = widths[0] + 4
    rest = wrap(finding.message, max(context.width - indent, _LEAST))
    return "\n".join([f"  {place:>{widths[0]}}  {severity}  {code}".rstrip(), *(" " * indent + line for line in rest)])


def whole(pieces: Iterable[str], failures: Sequence[Failure], figures: Tally, context: Context) -> Iterator[str]:
    """Yield the drafts with findings, a blank line between them; those that could not be checked come last."""
    label = LABELS[context.lang]["error"]
    failed = (
        "\n".join(
            [
                _name(failure.path, context),
                f"  {style([label], context.colour, fg='red')}  {style([NOT_CHECKED], context.colour, bold=True)}",
                *(f"    {line}" for line in wrap(failure.message, max(context.width - 4, _LEAST))),
            ]
        )
        + "\n"
        for failure in failures
    )
    yield from joined("\n", pieces, failed)


FORMAT = Format(piece, whole)
