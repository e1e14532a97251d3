"""One JSON object a line, for programs that read as it comes; schema attrib-lines/1 (attrib-lines-1.schema.json).

First a line `start`; then for each draft its lines `finding` and one line `file`; a line `error` for each draft that
could not be checked; at last one line `end` with the figures of the run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrib.model import Analysis, Failure
from attrib.reports import Context, Format
from attrib.reports.safe import to_json
from attrib.reports.tally import Tally, tally

SCHEMA = "attrib-lines/1"


def piece(analysis: Analysis, context: Context) -> str:
    """Return a draft's findings and, on the line after them, its figures."""
    path = analysis.article.draft.path
    lines: list[dict[str, Any]] = [{"type": "finding", "path": path, **f._asdict()} for f in analysis.findings]
    lines.append({"type": "file", "path": path, **_figures(tally([analysis]))})
    return "".join(f"{to_json(line)}\n" for line in lines)


def whole(pieces: Iterable[str], failures: Sequence[Failure], figures: Tally, context: Context) -> Iterator[str]:
    """Yield all lines, the figures of the run last."""
    yield to_json({"type": "start", "schema": SCHEMA, "version": context.version}) + "\n"
    count = 0
    for text in pieces:
        yield text
        count += 1
    for failure in failures:
        yield to_json({"type": "error", **failure._asdict()}) + "\n"
    yield to_json({"type": "end", "files": count, "errors": len(failures), **_figures(figures)}) + "\n"


def _figures(figures: Tally) -> dict[str, Any]:
    return {
        "statements": figures.statements,
        **figures.statuses,
        "findings": figures.severities,
        "coverage": figures.coverage,
    }


FORMAT = Format(piece, whole)
