"""Places as a person names them: `naskah.txt:3`, `naskah.txt:3:14`, and the statements that stand there."""

from __future__ import annotations

import os
import re
from typing import Final, NamedTuple

from attrib.errors import UsageError
from attrib.model import Analysis, Statement

NUMBERS: Final = re.compile(r"(.+?)(?::(\d{1,9}))?:(\d{1,9})", re.DOTALL)
IN_ARCHIVE: Final = re.compile(r".+\.jsonl:\d+", re.IGNORECASE | re.DOTALL)


class Where(NamedTuple):
    """A draft by its name, a line of it, and a column or None; both count from 1."""

    name: str
    line: int
    column: int | None


def parse(spec: str) -> Where:
    """Read FILE:LINE[:COL]; a file's own name may hold colons. Raises UsageError."""
    found = NUMBERS.fullmatch(spec)
    if found is None:
        raise UsageError(spec, "no line is named", f"as in {spec}:3 or {spec}:3:14")
    longer = spec[: found.start(3) - 1]
    if found[2] is None or os.path.lexists(longer) or IN_ARCHIVE.fullmatch(longer):
        return Where(longer, int(found[3]), None)
    return Where(found[1], int(found[2]), int(found[3]))


def statements_at(analysis: Analysis, where: Where) -> tuple[Statement, ...]:
    """Return the statements on a line, or the one at a column, which may stand between two; raises UsageError."""
    draft = analysis.article.draft
    starts = draft.line_starts
    if not 1 <= where.line <= len(starts):
        raise UsageError(where.name, f"has no line {where.line}", f"the last one is {len(starts)}")
    start = starts[where.line - 1]
    end = starts[where.line] if where.line < len(starts) else len(draft.text) + 1
    here = tuple(s for s in analysis.statements if s.start < end and start < s.end)
    if not here:
        raise UsageError(where.name, f"no statement stands on line {where.line}", _nearest(analysis, where.line))
    if where.column is None:
        return here
    offset = min(start + where.column, end) - 1
    return (next((s for s in here if offset < s.end), here[-1]),)


def _nearest(analysis: Analysis, line: int) -> str:
    lines = [statement.line for statement in analysis.statements]
    return f"the nearest is on line {min(lines, key=lambda at: abs(at - line))}" if lines else "the draft has none"
