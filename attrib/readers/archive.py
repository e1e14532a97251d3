"""Office documents are zip archives: opened with care for those that are broken, locked, or bombs."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from attrib.errors import DraftError
from attrib.limits import Limits, exceeded, size
from attrib.readers.markup import clipped

CHUNK: Final = 1 << 16
SUSPECT: Final = 8 << 20
STEEPEST: Final = 150
"""A part of more than SUSPECT bytes is a bomb if it unpacks to more than so many times its size in the archive."""
ENCRYPTED: Final = 0x1
PACKINGS: Final = (ZIP_STORED, ZIP_DEFLATED)
"""What the standards of both kinds of document allow."""
BROKEN: Final = (
    BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip
OTHERS: Final = (
    (b"\xd0\xcf\x11\xe0", "an old Word document, or one locked by a password"),
    (b"{\\rtf", "an RTF document"),
    (b"%PDF", "a PDF"),
    (b"<", "a page of markup"),
)
GIVE_TEXT: Final = "give its text alone"


class Archive:
    """A zip archive in memory; every method raises DraftError for what is wrong with it."""

    def __init__(self, path: str, data: bytes, kind: str, limits: Limits) -> None:
        self.path = path
        self.kind = kind
        self.limits = limits
        self.unpacked = 0
        if len(data) > limits.max_unpacked:
            raise exceeded(path, "max-unpacked", limits, GIVE_TEXT)
        for mark, what in OTHERS:
            if data.lstrip().startswith(mark):
                raise DraftError(path, f"is {what}, not {kind}", f"save it as {kind}, or name it by what it is")
        if not data.strip():
            raise DraftError(path, "is empty", "check that the draft was saved")
        if not data.startswith(b"PK"):
            raise DraftError(path, f"is not {kind}, which is a zip archive", "name it by what it is")
        try:
            self.zip = ZipFile(BytesIO(data))
            self.names = Counter(self.zip.namelist())
        except BROKEN as error:
            raise self._broken(error) from None

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part piece by piece, unpacked; it is refused before that if it would be too large."""
        info = self.zip.getinfo(name)
        self._require_sound(info)
        if info.file_size > SUSPECT and info.file_size > STEEPEST * info.compress_size:
            sizes = f"{size(info.file_size)} from {info.compress_size:,} bytes"
            raise DraftError(self.path, f"{clipped(name)} would unpack to {sizes}, which is refused", GIVE_TEXT)
        self.unpacked += info.file_size
        if self.unpacked > self.limits.max_unpacked:
            raise exceeded(self.path, "max-unpacked", self.limits, GIVE_TEXT)
        try:
            with self.zip.open(info) as part:
                while chunk := part.read(CHUNK):
                    yield chunk
        except BROKEN as error:
            raise self._broken(error) from None

    def _require_sound(self, info: ZipInfo) -> None:
        """Refuse a part that different programs would read differently, or none."""
        if info.flag_bits & ENCRYPTED:
            raise self.locked()
        if self.names[info.filename] > 1:
            raise DraftError(self.path, f"holds {clipped(info.filename)} twice", "open it and save it again")
        if info.compress_type not in PACKINGS:
            what = f"{clipped(info.filename)} is packed in a way that {self.kind} does not allow"
            raise DraftError(self.path, what, "open it and save it again")

    def locked(self) -> DraftError:
        """Return the error that a draft under a password is."""
        return DraftError(self.path, "is locked by a password", "save it without one")

    def require(self, name: str) -> str:
        """Return the name of a part that must be there."""
        if name not in self.names:
            raise DraftError(self.path, f"is not {self.kind}: it has no {name}", "name it by what it is")
        return name

    def _broken(self, error: Exception) -> DraftError:
        reason = clipped(" ".join(str(error).split()) or type(error).__name__)
        return DraftError(self.path, f"is broken and cannot be read as {self.kind} ({reason})", "save or copy it again")
