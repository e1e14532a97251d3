"""How much a draft may ask for: bytes, bytes unpacked, lines, quotation marks, nesting; and how that is set.

An ordinary draft of 50 MB is within all of them, and takes 2.3 GB of memory to check. They keep one that is made to
exhaust a machine to about three times that.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from attrib.errors import DraftError, UsageError

MIB: Final = 1 << 20


class Limits(NamedTuple):
    """The most that a draft may have of each; what has more is refused, and the other drafts are still checked.

    `max_bytes` holds for the file of a draft, and for a line of an archive; `max_unpacked` for a .docx or .odt, packed
    and unpacked; `max_lines` counts paragraphs in what is no plain text; `max_depth` the elements open at once in
    markup.
    """

    max_bytes: int = 64 * MIB
    max_unpacked: int = 64 * MIB
    max_lines: int = 1_000_000
    max_quotes: int = 2_000_000
    max_depth: int = 10_000


class Limit(NamedTuple):
    """A limit as a setting: its key in a file, whether it is a size in bytes, what it is the most of."""

    key: str
    is_size: bool
    id: str
    en: str

    @property
    def field(self) -> str:
        """The name of the field of Limits that it fills."""
        return self.key.replace("-", "_")

    @property
    def variable(self) -> str:
        """The name of the environment variable that sets it."""
        return f"ATTRIB_{self.field.upper()}"


LIMITS: Final = (
    Limit("max-bytes", True, "ukuran naskah, atau sebaris arsip", "the size of a draft, or of a line of an archive"),
    Limit("max-unpacked", True, "ukuran .docx atau .odt setelah dibuka", "the size of a .docx or .odt, unpacked"),
    Limit("max-lines", False, "baris atau paragraf dalam naskah", "lines or paragraphs of a draft"),
    Limit("max-quotes", False, "tanda kutip dalam naskah", "quotation marks of a draft"),
    Limit("max-depth", False, "elemen bersarang dalam markah", "elements within each other in markup"),
)
"""Every limit, in the order of the fields of Limits."""

DEFAULT: Final = Limits()
QUOTE_MARKS: Final = "\"'“”„‟‘’‚‛«»‹›"
_VALUE: Final = r"([0-9][0-9_]*)\s*(?:([kmg])i?b?|b)?"
_UNITS: Final = {"": 1, "k": 1 << 10, "m": MIB, "g": 1 << 30}
_MOST_DIGITS: Final = 15


def from_environment(environ: Mapping[str, str] | None = None) -> Limits:
    """Return the limits that ATTRIB_MAX_… set, the others being the defaults; raises UsageError for a wrong value."""
    found = os.environ if environ is None else environ
    given = {
        limit.field: parsed(limit, found[limit.variable], limit.variable)
        for limit in LIMITS
        if found.get(limit.variable)
    }
    return DEFAULT._replace(**given) if given else DEFAULT


def parsed(limit: Limit, value: str | int, place: str) -> int:
    """Return the value that a setting gives to a limit (`200 MB`, `5000`); raises UsageError, naming its place."""
    match = re.fullmatch(_VALUE, str(value).strip(), re.IGNORECASE)
    if match and len(match[1]) <= _MOST_DIGITS and (limit.is_size or not match[2]):
        number = int(match[1]) * _UNITS[(match[2] or "").lower()]
        if number > 0:
            return number
    example = "as in 200 MB" if limit.is_size else "as in 5000"
    what = "a size" if limit.is_size else "a whole number"
    raise UsageError(place, f"{limit.key} takes {what} above 0, not {str(value)[:40]!r}", example)


def exceeded(place: str, key: str, limits: Limits, remedy: str) -> DraftError:
    """Return the error that a draft is which goes beyond a limit: what the limit is, what to do, how to raise it."""
    limit = next(known for known in LIMITS if known.key == key)
    most = getattr(limits, limit.field)
    shown = f"{limit.en}: at most {size(most) if limit.is_size else f'{most:,}'}"
    hint = f"{remedy}, or raise the limit: {key} in attrib.toml, or {limit.variable}"
    return DraftError(place, f"goes beyond {key} ({shown})", hint)


def size(count: int) -> str:
    """Return a number of bytes as people write it."""
    for unit, name in ((1 << 30, "GiB"), (MIB, "MiB"), (1 << 10, "KiB")):
        if count >= unit:
            return f"{count / unit:,.1f}".removesuffix(".0") + f" {name}"
    return f"{count:,} bytes"


def require_small(data: bytes, place: str, limits: Limits) -> None:
    """Raise DraftError if a draft has too many bytes."""
    if len(data) > limits.max_bytes:
        raise exceeded(place, "max-bytes", limits, "part it")


def require_few(text: str, place: str, limits: Limits) -> None:
    """Raise DraftError if a text has too many lines or quotation marks: what they cost is out of proportion."""
    if len(text) <= min(limits.max_lines, limits.max_quotes):
        return
    if text.count("\n") + text.count("\r") - text.count("\r\n") > limits.max_lines:
        raise exceeded(place, "max-lines", limits, "part it")
    if sum(map(text.count, QUOTE_MARKS)) > limits.max_quotes:
        raise exceeded(place, "max-quotes", limits, "part it")
