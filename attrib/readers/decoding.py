"""Bytes to text: UTF-8 is read, everything else is named and refused."""

from __future__ import annotations

from typing import Final

from attrib.errors import DraftError

BOM: Final = b"\xef\xbb\xbf"
WIDE_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
SAMPLE: Final = 4096
LEAST: Final = 8
"""Fewer bytes than this show no pattern."""
WIDE_SHARE: Final = 0.4
"""In Latin script every second byte of UTF-16 is zero; less than this share of zeros means a binary."""


def decoded(data: bytes, path: str) -> str:
    """Return the text of UTF-8 bytes without their byte order mark; raises DraftError for anything else."""
    wide = _wide(data)
    if wide:
        raise DraftError(path, f"is {wide}, not UTF-8", f"try `iconv -f {wide} -t UTF-8`")
    body = data.removeprefix(BOM)
    nul = body.find(b"\0")
    if nul >= 0:
        raise DraftError(path, f"is binary (a NUL at byte {nul + len(data) - len(body)})", "give it as text")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _wrong(data, error.start + len(data) - len(body), path) from None
    if not text.strip():
        raise DraftError(path, "is empty", "check that the draft was saved")
    return text


def _wide(data: bytes) -> str | None:
    """Name the UTF-16 or UTF-32 that a mark or the pattern of zero bytes betrays."""
    for mark, name in WIDE_MARKS:
        if data.startswith(mark):
            return name
    if len(data) < LEAST:
        return None
    sample = data[:SAMPLE]
    quarter, half = len(sample) // 4, len(sample) // 2
    if sample[0::4].count(0) + sample[1::4].count(0) + sample[2::4].count(0) == 3 * quarter:
        return "UTF-32BE"
    if sample[1::4].count(0) + sample[2::4].count(0) + sample[3::4].count(0) == 3 * quarter:
        return "UTF-32LE"
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * WIDE_SHARE and even < half * (1 - WIDE_SHARE) / 4:
        return "UTF-16LE"
    if even > half * WIDE_SHARE and odd < half * (1 - WIDE_SHARE) / 4:
        return "UTF-16BE"
    return None


def _wrong(data: bytes, offset: int, path: str) -> DraftError:
    """Say where UTF-8 breaks off, and what the bytes look like instead."""
    before = data[:offset]
    line = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
    where = f"byte {offset} (0x{data[offset]:02x}) on line {line}"
    controls = sum(data[:SAMPLE].count(code) for code in (*range(1, 9), *range(14, 32)))
    if controls > len(data[:SAMPLE]) // 50:
        return DraftError(path, f"is binary, not text (at {where})", "give it as text")
    if _is_cut(data, offset):
        return DraftError(path, f"its UTF-8 is cut off at {where}", "save or copy the draft again")
    message = f"is not UTF-8 but looks like Latin-1/Windows-1252 (at {where})"
    return DraftError(path, message, "try `iconv -f WINDOWS-1252 -t UTF-8`")


def _is_cut(data: bytes, offset: int) -> bool:
    """Whether the fault is a character that the end of the data cuts in two."""
    tail = data[offset:]
    return 0xC2 <= tail[0] <= 0xF4 and len(tail) < 4 and all(0x80 <= byte <= 0xBF for byte in tail[1:])
