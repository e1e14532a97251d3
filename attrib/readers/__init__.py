"""Drafts in: files and bytes to `Draft`, with an exact map to line and column."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from attrib.errors import DraftError
from attrib.limits import DEFAULT, Limits, exceeded, from_environment, require_few, require_small
from attrib.model import Draft
from attrib.readers.decoding import decoded
from attrib.readers.plain import read_plain

if TYPE_CHECKING:
    from attrib.readers.fields import Fields

Reader = Callable[[str, bytes, Limits], Draft]
"""Makes a draft of a path and the bytes found there, within limits; raises DraftError."""


def _plain(path: str, data: bytes, limits: Limits) -> Draft:
    return read_plain(path, _text(path, data, limits))


def _markdown(path: str, data: bytes, limits: Limits) -> Draft:
    from attrib.readers.markdown import read_markdown

    return read_markdown(path, _text(path, data, limits))


def _html(path: str, data: bytes, limits: Limits) -> Draft:
    from attrib.readers.html import read_html

    require_small(data, path, limits)
    return read_html(path, decoded(data, path), limits)


def _docx(path: str, data: bytes, limits: Limits) -> Draft:
    from attrib.readers.docx import read_docx

    return read_docx(path, data, limits)


def _odt(path: str, data: bytes, limits: Limits) -> Draft:
    from attrib.readers.odt import read_odt

    return read_odt(path, data, limits)


def _text(path: str, data: bytes, limits: Limits) -> str:
    require_small(data, path, limits)
    text = decoded(data, path)
    require_few(text, path, limits)
    return text


READERS: Final[dict[str, Reader]] = {
    ".txt": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".docx": _docx,
    ".odt": _odt,
}
UNPACKED: Final = frozenset((".docx", ".odt"))
"""Suffixes of files that hold pictures beside the words: of these max-unpacked is the limit."""
ARCHIVES: Final = frozenset((".jsonl",))
"""Suffixes of files that hold many drafts: checked only when named, as a folder may hold other data in them."""
IN_ARCHIVE: Final = re.compile(r"(.+?\.jsonl)[:#].+", re.IGNORECASE | re.DOTALL)
ZIP: Final = b"PK\x03\x04"


def read(path: str | Path, limits: Limits | None = None) -> Draft:
    """Read the draft at `path`; raises DraftError with one line that names the fault and the way out.

    The limits are by default the environment's; raises UsageError for a wrong one.
    """
    place = str(path)
    limits = limits or from_environment()
    try:
        with _opened(path) as stream:
            return decode_stream(stream, place, limits)
    except (OSError, ValueError) as error:
        raise _unreadable(place, error) from None


def decode_stream(stream: BinaryIO, path: str, limits: Limits | None = None) -> Draft:
    """Make a draft of a stream, of which no more is read than the limits allow; raises DraftError as `read` does."""
    limits = limits or from_environment()
    key = "max-unpacked" if Path(path).suffix.lower() in UNPACKED else "max-bytes"
    most = limits.max_unpacked if key == "max-unpacked" else limits.max_bytes
    data = stream.read(most + 1)
    if len(data) > most:
        raise exceeded(path, key, limits, "part it")
    return decode(data, path, limits)


def decode(data: bytes, path: str, limits: Limits = DEFAULT) -> Draft:
    """Make a draft of bytes, its kind by the path's suffix (plain text if unknown); raises DraftError."""
    if holds_many(path):
        raise DraftError(path, "holds many drafts, one a line", f"name one of them, as in {path}:1")
    reader = READERS.get(Path(path).suffix.lower())
    if reader is None and data.startswith(ZIP):
        raise DraftError(path, "is a zip archive", "a .docx or .odt is known by its suffix (--stdin-filename)")
    return (reader or _plain)(path, data, limits)


def holds_many(path: str) -> bool:
    """Whether a path is that of an archive of drafts, by its suffix."""
    return Path(path).suffix.lower() in ARCHIVES


def read_many(path: str, fields: Fields, limits: Limits | None = None) -> Iterator[Draft | DraftError]:
    """Yield the drafts of an archive one by one, for one that cannot be read why; never raises for its content."""
    try:
        with _opened(path) as stream:
            yield from decode_many(stream, path, fields, limits)
    except DraftError as error:
        yield error
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)


def lines_of(path: str, limits: Limits) -> Iterator[tuple[int, bytes] | DraftError]:
    """Yield the lines of an archive, for whoever reads the drafts in them elsewhere; at last why there are no more."""
    from attrib.readers.jsonl import lines

    try:
        with _opened(path) as stream:
            yield from lines(stream, limits)
    except DraftError as error:
        yield error
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)


def decode_many(
    stream: BinaryIO, path: str, fields: Fields, limits: Limits | None = None
) -> Iterator[Draft | DraftError]:
    """Yield the drafts of an archive that comes as a stream."""
    from attrib.readers.jsonl import read_jsonl

    return read_jsonl(stream, path, fields, limits or from_environment())


def read_one(name: str, fields: Fields, limits: Limits | None = None) -> Draft | None:
    """Return the draft that `arsip.jsonl:3` or `arsip.jsonl#id` names; None if the name is of no such kind.

    Raises DraftError if the archive has no such draft.
    """
    parts = IN_ARCHIVE.fullmatch(name)
    if parts is None or os.path.lexists(name):
        return None
    for found in read_many(parts[1], fields, limits):
        if isinstance(found, DraftError):
            if found.place in (name, parts[1]):
                raise found
        elif found.path == name:
            return found
    raise DraftError(name, "there is no such draft in the archive", "give its line, or say which --id-field holds ids")


@contextmanager
def _opened(path: str | Path) -> Iterator[BinaryIO]:
    """Open a regular file, and nothing that might block: it may be another thing by now than when it was looked at."""
    _require_file(path, os.stat(path).st_mode)
    with open(path, "rb", opener=_unblocked) as stream:
        _require_file(path, os.fstat(stream.fileno()).st_mode)
        yield stream


def _unblocked(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _require_file(path: str | Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise DraftError(str(path), "is a folder, not a draft", "name the drafts in it")
    if not stat.S_ISREG(mode):
        raise DraftError(str(path), "is not a regular file", "pipe its text in, with `-` as the path")


def _unreadable(place: str, error: Exception) -> DraftError:
    """Say why a file cannot be opened or read."""
    if isinstance(error, FileNotFoundError):
        return DraftError(place, "no such file", "check the spelling of the path")
    if isinstance(error, PermissionError):
        from shlex import quote

        return DraftError(place, "no permission to read it", f"try `chmod u+r {quote(place)}`")
    return DraftError(place, f"cannot be read ({getattr(error, 'strerror', None) or error})")
