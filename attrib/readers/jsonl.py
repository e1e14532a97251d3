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


class Unread:
    """The lines of one archive that cannot be read: the first are told one by one, the others counted."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.count = 0

    def is_told(self) -> bool:
        """Count one more; whether it is among those that are told."""
        self.count += 1
        return self.count <= MOST_FAILURES

    def rest(self) -> Iterator[DraftError]:
        """Yield one error for all that are only counted, if there are any."""
        if self.count > MOST_FAILURES:
            more = f"{self.count - MOST_FAILURES:,} more lines cannot be read"
            yield DraftError(self.path, more, "see the first of them")


def read_jsonl(stream: BinaryIO, path: str, fields: Fields, limits: Limits = DEFAULT) -> Iterator[Draft | DraftError]:
    """Yield each line's draft, named `path:LINE` or `path#ID`, or why it has none; blank lines are none."""
    unread = Unread(path)
    for number, line in lines(stream, limits):
        result = read_line(line, number, path, fields, limits)
        if isinstance(result, Draft) or unread.is_told():
            yield result
    yield from unread.rest()


def lines(stream: BinaryIO, limits: Limits = DEFAULT) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, with their numbers.

    Of one that is too long, its beginning and one byte more than is allowed; in an encoding without line ends that we
    would know, the first alone.
    """
    number = 0
    while line := stream.readline(limits.max_bytes + 1):
        number += 1
        ended = len(line) <= limits.max_bytes or line.endswith(b"\n")
        while not ended:
            rest = stream.readline(CHUNK)
            ended = not rest or rest.endswith(b"\n")
        if number == 1:
            line = line.removeprefix(BOM)
        if line.strip():
            yield number, line
        if number == 1 and line.startswith(WIDE):
            return


def read_line(line: bytes, number: int, path: str, fields: Fields, limits: Limits) -> Draft | DraftError:
    """Return the draft in one line of an archive, or why there is none."""
    place = f"{path}:{number}"
    record = record_of(line, place, fields, limits)
    return record if isinstance(record, DraftError) else draft_of(record, place, path, fields, limits)


def record_of(line: bytes, place: str, fields: Fields, limits: Limits) -> dict[str, Any] | DraftError:
    """Return what a line holds, or why that is no record."""
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
    return record


def draft_of(record: dict[str, Any], place: str, path: str, fields: Fields, limits: Limits) -> Draft | DraftError:
    """Return the draft that a record holds, named by its place or its id, or why there is none."""
    text = value_at(record, fields.text)
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
    name = value_at(record, fields.id) if fields.id else None
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


def value_at(record: dict[str, Any], name: str) -> Any:
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
