"""Drafts in: files and bytes to `Draft`, with an exact map to line and column."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from attrib.errors import DraftError
from attrib.model import Draft
from attrib.readers.decoding import decoded
from attrib.readers.plain import read_plain

if TYPE_CHECKING:
    from attrib.readers.fields import Fields

Reader = Callable[[str, bytes], Draft]
"""Makes a draft of a path and the bytes found there; raises DraftError."""


def _plain(path: str, data: bytes) -> Draft:
    return read_plain(path, decoded(data, path))


def _markdown(path: str, data: bytes) -> Draft:
    from attrib.readers.markdown import read_markdown

    return read_markdown(path, decoded(data, path))


def _html(path: str, data: bytes) -> Draft:
    from attrib.readers.html import read_html

    return read_html(path, decoded(data, path))


def _docx(path: str, data: bytes) -> Draft:
    from attrib.readers.docx import read_docx

    return read_docx(path, data)


def _odt(path: str, data: bytes) -> Draft:
    from attrib.readers.odt import read_odt

    return read_odt(path, data)


READERS: Final[dict[str, Reader]] = {
    ".txt": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".docx": _docx,
    ".odt": _odt,
}
ARCHIVES: Final = frozenset((".jsonl",))
"""Suffixes of files that hold many drafts: checked only when named, as a folder may hold other data in them."""
IN_ARCHIVE: Final = re.compile(r"(.+?\.jsonl)[:#].+", re.IGNORECASE | re.DOTALL)
ZIP: Final = b"PK\x03\x04"


def read(path: str | Path) -> Draft:
    """Read the draft at `path`; raises DraftError with one line that names the fault and the way out."""
    place = str(path)
    try:
        _require_file(path)
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise _unreadable(place, error) from None
    return decode(data, place)


def decode(data: bytes, path: str) -> Draft:
    """Make a draft of bytes, its kind by the path's suffix (plain text if unknown); raises DraftError."""
    if holds_many(path):
        raise DraftError(path, "holds many drafts, one a line", f"name one of them, as in {path}:1")
    reader = READERS.get(Path(path).suffix.lower())
    if reader is None and data.startswith(ZIP):
        raise DraftError(path, "is a zip archive", "a .docx or .odt is known by its suffix (--stdin-filename)")
    return (reader or _plain)(path, data)


def holds_many(path: str) -> bool:
    """Whether a path is that of an archive of drafts, by its suffix."""
    return Path(path).suffix.lower() in ARCHIVES


def read_many(path: str, fields: Fields) -> Iterator[Draft | DraftError]:
    """Yield the drafts of an archive one by one, for one that cannot be read why; never raises for its content."""
    try:
        _require_file(path)
        with open(path, "rb") as stream:
            yield from decode_many(stream, path, fields)
    except DraftError as error:
        yield error
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)


def decode_many(stream: BinaryIO, path: str, fields: Fields) -> Iterator[Draft | DraftError]:
    """Yield the drafts of an archive that comes as a stream."""
    from attrib.readers.jsonl import read_jsonl

    return read_jsonl(stream, path, fields)


def read_one(name: str, fields: Fields) -> Draft | None:
    """Return the draft that `arsip.jsonl:3` or `arsip.jsonl#id` names; None if the name is of no such kind.

    Raises DraftError if the archive has no such draft.
    """
    parts = IN_ARCHIVE.fullmatch(name)
    if parts is None or os.path.lexists(name):
        return None
    for found in read_many(parts[1], fields):
        if isinstance(found, DraftError):
            if found.place in (name, parts[1]):
                raise found
        elif found.path == name:
            return found
    raise DraftError(name, "there is no such draft in the archive", "give its line, or say which --id-field holds ids")


def _require_file(path: str | Path) -> None:
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        raise DraftError(str(path), "is a folder, not a draft", "name the drafts in it")
    if not stat.S_ISREG(mode):
        raise DraftError(str(path), "is not a regular file", "pipe its text in, with `-` as the path")


def _unreadable(place: str, error: Exception) -> DraftError:
    """Say why a file cannot be opened or read."""
    if isinstance(error, FileNotFoundError):
        return DraftError(place, "no such file", "check the spelling of the path")
    if isinstance(error, PermissionError):
        return DraftError(place, "no permission to read it", f"try `chmod u+r {place}`")
    return DraftError(place, f"cannot be read ({getattr(error, 'strerror', None) or error})")
