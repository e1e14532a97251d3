"""A part of an archive, judged: its rows as they will be joined, its errors, its figures; as bytes, or as a file."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, BinaryIO, Final, NamedTuple

from attrib.archive.inputs import Found
from attrib.archive.totals import Summary, summary
from attrib.batch import Item, Recipe, Row, judge
from attrib.model import Failure
from attrib.reports.safe import to_json

FORMS: Final = (".jsonl", ".parquet")
LONGEST_HEAD: Final = 1 << 28


class Made(NamedTuple):
    """What is made of a part: its rows in the form of the result, its errors as lines, its figures."""

    rows: bytes
    errors: bytes
    summary: Summary


class Maker:
    """What an engine runs: makes a part of some documents, wherever that is; of plain values, so that it is pickled."""

    def __init__(self, recipe: Recipe, form: str) -> None:
        self.recipe = recipe
        self.form = form

    def __call__(self, items: Sequence[Found], tell: Callable[[int], None] = lambda number: None) -> Made:
        rows: list[Row] = []
        errors: list[Row] = []
        for row in self._judged(items, tell):
            (errors if "error" in row else rows).append(row)
        return Made(encoded(rows, self.form), _lines(errors), summary(rows))

    def _judged(self, items: Sequence[Found], tell: Callable[[int], None]) -> Iterator[Row]:
        for number, item in enumerate(items):
            if isinstance(item, Failure):
                yield {"path": item.path, "id": None, "error": item.message}
                continue
            tell(number)
            yield from judge((item,), self.recipe)


def bury(item: Found, how: str) -> Found:
    """Return what is left to do of a document that a process died at: to say so."""
    return item._replace(died=how) if isinstance(item, Item) else item


def encoded(rows: Sequence[Row], form: str) -> bytes:
    """Return rows in a form of FORMS, fit to be joined with those of other parts."""
    if form == ".parquet":
        from attrib.archive.arrow import packed

        return packed(rows)
    return _lines(rows)


def join(parts: Iterable[bytes], form: str, file: BinaryIO) -> None:
    """Write the rows of all parts as one file."""
    if form == ".parquet":
        from attrib.archive import arrow

        arrow.join(parts, file)
        return
    file.writelines(parts)


def _lines(rows: Iterable[Row]) -> bytes:
    return "".join(f"{to_json(row)}\n" for row in rows).encode()


def to_bytes(made: Made) -> bytes:
    """Return a part as the file that it is kept in: a line that says what follows, rows, errors."""
    body = made.rows + made.errors
    head = {"rows": len(made.rows), "errors": len(made.errors), "sum": zlib.crc32(body), "summary": made.summary}
    return to_json(head).encode() + b"\n" + body


def from_file(file: BinaryIO) -> Made | None:
    """Return the part that a file holds, None if it is damaged."""
    head = _head(file.readline(LONGEST_HEAD))
    if head is None:
        return None
    rows, errors = file.read(head["rows"]), file.read(head["errors"])
    if file.read(1) or zlib.crc32(rows + errors) != head["sum"]:
        return None
    return Made(rows, errors, head["summary"])


def _head(line: bytes) -> dict[str, Any] | None:
    try:
        head = json.loads(line)
    except ValueError:
        return None
    return head if isinstance(head, dict) and {"rows", "errors", "sum", "summary"} <= head.keys() else None
