"""Characters in the units that an editor counts in: code points, UTF-16 code units, or bytes of UTF-8."""

from __future__ import annotations

from typing import Final

CODECS: Final = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
"""What each unit is counted by: an encoding, and its bytes for one unit."""


def units_of(text: str, encoding: str) -> int:
    """Return how many units a text takes."""
    codec, size = CODECS[encoding]
    return len(text) if text.isascii() else len(text.encode(codec, "surrogatepass")) // size


def characters_in(line: str, units: int, encoding: str) -> int:
    """Return how many characters of a line stand before a position, which may lie past its end or within one."""
    if line.isascii():
        return min(units, len(line))
    taken = 0
    for count, sign in enumerate(line):
        if taken >= units:
            return count
        taken += units_of(sign, encoding)
    return len(line)
