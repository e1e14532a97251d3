"""Drafts in: files and bytes to `Draft`, with an exact map to line and column."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from attrib.errors import DraftError
from attrib.model import Draft
from attrib.readers.decoding import decoded
from attrib.readers.markdown import read_markdown
from attrib.readers.plain import read_plain

Reader = Callable[[str, str], Draft]
"""Makes a draft of a path and the text found there."""

READERS: Final[dict[str, Reader]] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
}


def read(path: str | Path) -> Draft:
    """Read the draft at `path`; raises DraftError with one line that names the fault and the way out."""
    place = str(path)
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise DraftError(place, "is a folder, not a draft", "name the drafts in it")
        if not stat.S_ISREG(mode):
            raise DraftError(place, "is not a regular file", "pipe its text in, with `-` as the path")
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise DraftError(place, "no such file", "check the spelling of the path") from None
    except PermissionError:
        raise DraftError(place, "no permission to read it", f"try `chmod u+r {place}`") from None
    except (OSError, ValueError) as error:
        raise DraftError(place, f"cannot be read ({getattr(error, 'strerror', None) or error})") from None
    return decode(data, place)


def decode(data: bytes, path: str) -> Draft:
    """Make a draft of bytes, its kind by the path's suffix (plain text if unknown); raises DraftError."""
    reader = READERS.get(Path(path).suffix.lower(), read_plain)
    return reader(path, decoded(data, path))
