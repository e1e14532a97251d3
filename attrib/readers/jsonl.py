"""Archives, one article a line as JSON: read line by line, so that memory stays flat."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO, Final

from attrib.errors import DraftError
from attrib.limits import DEFAULT, Limits, exceeded, require_few
from attrib.model import Draft
from attrib.readers.decoding import BOM, decoded
from attrib.readers.fields import Fields
from attrib.readers.plain import read_plain

CHUNK: Final = 1 << 20
MOST_FAILURES: Final = 1000
"""After so many lines that cannot be read, the others are only counted."""
WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
MOST_NAMES: Final = 8


def read_jsonl(stream: BinaryIO, path: str, fields: Fields, limits: Limits = DEFAULT) -> Iterator[Draft | DraftError]:
    """Yield each line's draft, named `path:LINE` or `path#ID`, or why it has none; blank lines are none."""
    failed = 0
    for number, line in _lines(stream, limits.max_bytes):
        if not line.strip():
            continue
        result = _article(line, f"{path}:{number}", path, fields, limits)
        if isinstance(result, DraftError):
            failed += 1
            if failed > MOST_FAILURES:
                continue
        yield result
        if number == 1 and line.startswith(WIDE):
            return
    if failed > MOST_FAILURES:
        yield DraftError(path, f"{failed - MOST_FAILURES:,} more lines cannot be read", "see the first of them")


def _lines(stream: BinaryIO, most: int) -> Iterator[tuple[int, bytes]]:
    """Yield the lines with their numbers; of one that is too long, its beginning and one byte more than is allowed."""
    number = 0
    while line := stream.readline(most + 1):
        number += 1
        ended = len(line) <= most or line.endswith(b"\n")
        while not ended:
            rest = stream.readline(CHUNK)
            ended = not rest or rest.endswith(b"\n")
        yield number, line.removeprefix(BOM) if number == 1 else line


def _article(line: bytes, place: str, path: str, fields: Fields, limits: Limits) -> Draft | DraftError:
    if len(line) > limits.max_bytes:
        return exceeded(place, "max-bytes", limits, "part it")
    try:
        record = json.loads(decoded(line, place), object_pairs_hook=partial(_object, fields))
    except DraftError as error:
        return error
    except _TwiceError as error:
        return DraftError(place, f'has the field "{error}" twice', "leave one of them")
    except (ValueError, RecursionError) as error:
        return DraftError(place, f"is not JSON ({_reason(error)})", "one object a line is expected")
    if not isinstance(record, dict):
        return DraftError(place, f"is {_kind(record)}, no object", "one object a line is expected")
    text = _at(record, fields.text)
    if text is None:
        return DraftError(place, f'has no field "{fields.text}"', _hint(record))
    if not isinstance(text, str):
        return DraftError(place, f'its "{fields.text}" is {_kind(text)}, no text', _hint(record))
    if not text.strip():
        return DraftError(place, f'its "{fields.text}" is empty', "leave such lines out")
    try:
        require_few(text, place, limits)
    except DraftError as error:
        return error
    name = _at(record, fields.id) if fields.id else None
    named = isinstance(name, str | int) and not isinstance(name, bool) and str(name).strip() != ""
    return read_plain(f"{path}#{name}" if named else place, text)


class _TwiceError(ValueError):
    """A field that matters and stands there twice: the one that we read may not be the one that others read."""


def _object(fields: Fields, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        ours = {*fields, *fields.text.split("."), *fields.id.split(".")}
        for number, (name, _) in enumerate(pairs):
            if name in ours and any(name == other for other, _ in pairs[:number]):
                raise _TwiceError(name)
    return made


def _at(record: dict[str, Any], name: str) -> Any:
    """Return what a field holds, None if there is none: one of that very name, or where its dots lead."""
    if name in record:
        return record[name]
    value: Any = record
    for step in name.split("."):
        if not isinstance(value, dict):
            return None
        value = value.get(step)
    return value


def _hint(record: dict[str, Any]) -> str:
    names = [name for name in record if isinstance(record[name], str | dict)][:MOST_NAMES]
    return f"say which with --text-field: {', '.join(names)}" if names else "it has no field with text"


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "nested too deep" if isinstance(error, RecursionError) else " ".join(str(error).split())


def _kind(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    return {"list": "a list", "dict": "an object", "str": "a text"}.get(type(value).__name__, "a number")
