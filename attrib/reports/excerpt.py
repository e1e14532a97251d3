"""Lines of a draft with words underlined: wrapped to a width, aligned whatever the characters' own width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from unicodedata import category

from attrib.model import Draft, Span
from attrib.reports.marks import Mark
from attrib.reports.shape import columns, commands, escape, spelt

AROUND = 400
"""Code points shown on either side of a finding at most, so that a statement of a megabyte costs nothing."""
SIGNS = {"finding": "^", "cue": "~", "source": "-", "claim": "."}
_ELLIPSIS = "…"


class Row(NamedTuple):
    """A row of an excerpt: the line of the draft that begins there (None if it goes on), text, marks beneath.

    `marks` are runs of one role (None: unmarked) with their widths in columns.
    """

    line: int | None
    text: str
    marks: tuple[tuple[str | None, int], ...]

    @property
    def marked(self) -> bool:
        """Whether anything is underlined here."""
        return any(role for role, _ in self.marks)


class _Cell(NamedTuple):
    """A character as it is shown, the columns it takes, the part it plays."""

    shown: str
    width: int
    role: str | None


def excerpt(draft: Draft, whole: Span, marks: Sequence[Mark], room: int) -> list[Row]:
    """Return the rows of a statement, `whole`, that hold a mark or stand between two that do.

    `room` is their width in columns; the first of `marks` is the finding.
    """
    found = marks[0]
    start = max(whole.start, found.start - AROUND)
    end = min(whole.end, max(min(found.end, found.start + AROUND), found.start) + AROUND)
    rows: list[Row] = []
    for line, place, cells in _lines(draft, Span(start, end), marks):
        cut = [_Cell(_ELLIPSIS, 1, None)]
        before = cut if place > draft.line_starts[line - 1] else []
        after = cut if place + len(cells) < _line_end(draft, line) else []
        for number, piece in enumerate(_wrapped([*before, *cells, *after], room - 2)):
            rows.append(_row(None if number else line, piece))
    return _trimmed(rows)


def _trimmed(rows: list[Row]) -> list[Row]:
    """Return the rows from the first with a mark to the last, those left out told by an ellipsis."""
    marked = [number for number, row in enumerate(rows) if row.marked] or [0]
    first, last = marked[0], marked[-1]
    shown = rows[first : last + 1]
    if last + 1 < len(rows) and rows[last + 1].line is None:
        shown[-1] = shown[-1]._replace(text=shown[-1].text + _ELLIPSIS)
    if shown and shown[0].line is None:
        line = next(row.line for row in reversed(rows[:first]) if row.line)
        shown[0] = Row(line, _ELLIPSIS + shown[0].text, ((None, 1), *shown[0].marks))
    return shown


def _lines(draft: Draft, part: Span, marks: Sequence[Mark]) -> Iterator[tuple[int, int, list[_Cell]]]:
    """Yield the lines of a part of the draft: number, offset of the first character shown, cells."""
    roles = _painted(part, marks)
    line = draft.place(part.start).line
    place = part.start
    while place < part.end:
        stop = min(part.end, _line_end(draft, line))
        cells = [_cell(draft.text[at], roles[at - part.start]) for at in range(place, stop)]
        for at in commands(draft.text[place:stop]):
            shown = spelt(draft.text[place + at])
            cells[at] = cells[at]._replace(shown=shown, width=len(shown))
        if cells:
            yield line, place, cells
        if line == len(draft.line_starts):
            return
        place, line = draft.line_starts[line], line + 1


def _painted(part: Span, marks: Sequence[Mark]) -> list[str | None]:
    """Return the role of each character: the shorter of two marks lies on top, the finding on its equals."""
    roles: list[str | None] = [None] * (part.end - part.start)
    for mark in sorted(marks, key=lambda mark: (mark.start - mark.end, mark.role == "finding")):
        for at in range(max(mark.start, part.start), min(mark.end, part.end)):
            roles[at - part.start] = mark.role
    return roles


def _line_end(draft: Draft, line: int) -> int:
    """Return the offset just past a line's last character, its break left out."""
    end = draft.line_starts[line] if line < len(draft.line_starts) else len(draft.text)
    while end > draft.line_starts[line - 1] and draft.text[end - 1] in "\r\n":
        end -= 1
    return end


@lru_cache(maxsize=4096)
def _cell(char: str, role: str | None) -> _Cell:
    if char.isspace():
        return _Cell(" ", 1, role)
    shown = escape(char)
    if len(shown) == 1 and category(char) in ("Mn", "Me", "Cf"):
        return _Cell(char, 0, role)
    return _Cell(shown, columns(shown), role)


def _wrapped(cells: list[_Cell], room: int) -> Iterator[list[_Cell]]:
    """Yield rows no wider than `room`, broken at spaces where there is one."""
    row: list[_Cell] = []
    width, space = 0, 0
    for cell in cells:
        if width + cell.width > room and row:
            kept = space or len(row)
            yield row[:kept]
            row = row[kept:]
            width, space = sum(left.width for left in row), 0
        row.append(cell)
        width += cell.width
        if cell.shown == " ":
            space = len(row)
    if row:
        yield row


def _row(line: int | None, cells: list[_Cell]) -> Row:
    runs = [(role, sum(cell.width for cell in run)) for role, run in groupby(cells, key=lambda cell: cell.role)]
    return Row(line, "".join(cell.shown for cell in cells).rstrip(), tuple(runs))
