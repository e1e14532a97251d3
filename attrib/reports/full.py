"""Each finding with the lines it is about, its words, the cue, the source and the claim underlined together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrib.model import Analysis, Draft, Failure, Finding, Span, Statement
from attrib.reports import Context, Format
from attrib.reports.excerpt import SIGNS, Row, excerpt
from attrib.reports.labels import LABELS
from attrib.reports.marks import Mark, Marks
from attrib.reports.pieces import NOT_CHECKED, joined
from attrib.reports.shape import columns, plain, style, wrap
from attrib.reports.tally import Tally

_HUES = {"error": "red", "warning": "yellow", "info": "cyan"}
_MARK_HUES = {"cue": "cyan", "source": "green", "claim": "magenta"}
_LEAST = 20


def piece(analysis: Analysis, context: Context) -> str:
    """Return the findings of one draft, each a block of its own."""
    marks = Marks(analysis)
    return "\n".join(_block(analysis.article.draft, finding, marks, context) for finding in analysis.findings)


def whole(pieces: Iterable[str], failures: Sequence[Failure], figures: Tally, context: Context) -> Iterator[str]:
    """Yield all blocks, a blank line between them; the drafts that could not be checked come last."""
    failed = (
        "\n".join([*_heading("error", NOT_CHECKED, failure.message, context), f"  --> {plain(failure.path)}\n"])
        for failure in failures
    )
    yield from joined("\n", pieces, failed)


def _block(draft: Draft, finding: Finding, marks: Marks, context: Context) -> str:
    own = Mark(finding.start, finding.end, "finding")
    statement = marks.statement(finding)
    extent = _extent(draft, finding, statement)
    # Of the whole draft no words are meant: its first line is shown, nothing in it marked.
    drawn = [own, *marks.of(finding)] if statement else [own._replace(end=own.start)]
    numbers = len(str(draft.place(extent.end).line))
    room = max(context.width - numbers - 3, _LEAST)
    rows = excerpt(draft, extent, drawn, room)
    place = f"{plain(draft.path)}:{finding.line}:{finding.column}"
    lines = _heading(finding.severity, finding.code, finding.message, context)
    lines.append(" " * (numbers + 1) + style(["-->"], context.colour, dim=True) + f" {place}")
    if rows:
        lines += _excerpt(rows, numbers, finding.severity, context)
    lines += _notes(draft, rows, marks.carried(finding), numbers, context)
    first, *rest = wrap(finding.advice, room - 2) or [""]
    if first:
        indent = " " * (numbers + 1)
        lines.append(style([f"{indent}→ {first}", *(f"{indent}  {line}" for line in rest)], context.colour, dim=True))
    return "\n".join(lines) + "\n"


def _extent(draft: Draft, finding: Finding, statement: Statement | None) -> Span:
    """Return what is shown of a draft: the finding and its statement, or the first line of a finding without one."""
    if statement:
        return Span(min(statement.start, finding.start), max(statement.end, finding.end))
    line = draft.place(finding.start).line
    ends = draft.line_starts[line] if line < len(draft.line_starts) else len(draft.text)
    return Span(finding.start, min(finding.end, ends))


def _heading(severity: str, code: str, message: str, context: Context) -> list[str]:
    label = LABELS[context.lang][severity]
    head = style([label], context.colour, fg=_HUES[severity], bold=True)
    head += style([f"[{code}]"], context.colour, bold=True)
    room = context.width - columns(label) - len(code) - 4
    first, *rest = wrap(message, room) if room >= _LEAST else ["", message]
    return [f"{head}: {first}".rstrip(), *(f"  {line}" for line in wrap(" ".join(rest), context.width - 2) if rest)]


def _excerpt(rows: list[Row], numbers: int, severity: str, context: Context) -> Iterator[str]:
    """Yield rows with their line numbers, and beneath each that has marks another with these drawn."""
    bar = style(["|"], context.colour, dim=True)
    yield f"{'':{numbers}} {bar}"
    for row in rows:
        number = style([f"{row.line or '':>{numbers}}"], context.colour, dim=True)
        yield f"{number} {bar} {row.text}".rstrip()
        if row.marked:
            drawn = "".join(_drawn(role, width, severity, context) for role, width in row.marks)
            yield f"{'':{numbers}} {bar} {drawn.rstrip()}"


def _drawn(role: str | None, width: int, severity: str, context: Context) -> str:
    if role is None:
        return " " * width
    return style([SIGNS[role] * width], context.colour, fg=_MARK_HUES.get(role, _HUES[severity]), bold=True)


def _notes(draft: Draft, rows: list[Row], carried: tuple[Mark, ...], numbers: int, context: Context) -> Iterator[str]:
    """Yield what the marks mean, and who is carried on if that stands elsewhere."""
    labels = LABELS[context.lang]
    shown = {role for row in rows for role, _ in row.marks if role} - {"finding"}
    indent = f"{'':{numbers}} = "
    if shown:
        yield indent + "  ".join(f"{SIGNS[role]} {labels['mark.' + role]}" for role in SIGNS if role in shown)
    for mark in carried:
        if mark.role == "source":
            name, place = draft.text[mark.start : mark.end], draft.place(mark.start)
            text = labels["mark.carried"].format(source=name, line=place.line, column=place.column)
            yield from (indent + line for line in wrap(text, context.width - len(indent), 1))


FORMAT = Format(piece, whole)
