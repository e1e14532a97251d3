"""Text made fit for a terminal: nothing that steers it, measured in columns, wrapped, laid out in a table."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from types import ModuleType
from unicodedata import category, east_asian_width, normalize

import click

# What moves the cursor, changes colours, turns text round or cannot be encoded; and our own pad.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0]")
# GitHub's `::error::` at the beginning of a line, its `##[error]`, Azure's `##vso[…]`, TeamCity's `##teamcity[…]`.
_COMMAND = re.compile(r":(?=:)|#(?=#[a-z]*\[)", re.IGNORECASE)
_PAD = "\ufdd0"
_ELLIPSIS = "…"
_RULE = "─"


def escape(text: str) -> str:
    """Return text with every control character spelt out (`\\x1b`)."""
    return _UNSAFE.sub(lambda found: spelt(found[0]), text)


def spelt(char: str) -> str:
    """Return a character as its number (`\\x1b`)."""
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def commands(text: str) -> Iterator[int]:
    """Yield the offsets of the characters that make a command of the words after them in the log of a CI server."""
    return (found.start() for found in _COMMAND.finditer(text))


def plain(text: str) -> str:
    """Return text on one line, control characters spelt out, and what the log of a CI server takes for a command."""
    return _COMMAND.sub(lambda found: spelt(found[0]), escape(text))


def visible(text: str) -> str:
    """Return text as `plain` does, its white space single."""
    return plain(" ".join(text.split()))


def _settle(text: str) -> str:
    """Return text in which every character takes one or two columns: composed, what has no width left out."""
    if text.isascii():
        return text
    return "".join(char for char in normalize("NFC", text) if category(char) not in ("Mn", "Me", "Cf"))


def columns(text: str) -> int:
    """Return how many terminal columns a line takes; East Asian wide characters and emoji take two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(east_asian_width(char) in "WF" for char in text)


def clip(text: str, width: int) -> str:
    """Return a line cut to a width, with an ellipsis if anything had to go."""
    if columns(text) <= width:
        return text
    text = text[:width]
    while text and columns(text) >= width:
        text = text[:-1]
    return text.rstrip(" ,.;:") + _ELLIPSIS


def wrap(text: str, width: int, most: int = 0) -> list[str]:
    """Return the lines of a text, none wider than `width` columns, at most `most` of them if not 0."""
    text = _settle(visible(text))
    if most:
        # More than those lines can hold, so that a word of a megabyte costs nothing.
        text = text[: 2 * width * most]
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, width):
            if lines[-1] and columns(lines[-1]) + 1 + columns(piece) > width:
                lines.append(piece)
            else:
                lines[-1] = f"{lines[-1]} {piece}".strip()
    if 0 < most < len(lines):
        lines[most - 1 :] = [clip(f"{lines[most - 1]} {lines[most]}", width)]
    return lines


def _pieces(word: str, width: int) -> list[str]:
    """Return a word cut into what fits a line; nearly always the word itself."""
    if columns(word) <= width:
        return [word]
    pieces, taken = [""], 0
    for char in word:
        taken += columns(char)
        if taken > width:
            pieces.append("")
            taken = columns(char)
        pieces[-1] += char
    return pieces


def style(lines: Sequence[str], colour: bool, **how: object) -> str:
    """Return lines as one cell of a table, each styled by click.style if there is colour."""
    return "\n".join(click.style(line, **how) if colour and line else line for line in lines)  # type: ignore[arg-type]


def lay_out(headers: Sequence[str], rows: Sequence[Sequence[str]], align: Sequence[str]) -> str:
    """Return an aligned table with ruled headers; the cells are lines made by wrap, styled or not."""
    tabulate = _tabulate()
    # As rows of their own headers take no more room than their words, and the rule can be a thin one.
    cells = [list(headers), [_RULE * _widest(column) for column in zip(headers, *rows, strict=True)]]
    cells += [list(row) if any(row) else [_PAD] * len(headers) for row in rows]
    # tabulate measures wide characters only where wcwidth happens to be installed; elsewhere a pad
    # after each of them makes its count right: "東京" is 2 characters, 4 columns.
    if not tabulate.WIDE_CHARS_MODE:
        cells = [[_padded(cell) for cell in row] for row in cells]
    table: str = tabulate.tabulate(cells, tablefmt="plain", disable_numparse=True, colalign=align)
    return "\n".join(line.replace(_PAD, "").rstrip() for line in table.splitlines())


def _tabulate() -> ModuleType:
    """Import tabulate without importlib.metadata, which gives it only its own version, 26 of its 37 ms."""
    name = "importlib.metadata"
    if "tabulate" not in sys.modules and name not in sys.modules:
        stand_in = ModuleType(name)
        vars(stand_in).update(version=lambda package: "", PackageNotFoundError=ImportError)
        sys.modules[name] = stand_in
        try:
            return import_module("tabulate")
        except (ImportError, AttributeError):
            # Another release may ask for more; then it gets the real one below.
            sys.modules.pop("tabulate", None)
        finally:
            del sys.modules[name]
    return import_module("tabulate")


def _widest(cells: Sequence[str]) -> int:
    return max(columns(line) for cell in cells for line in click.unstyle(cell).split("\n"))


def _padded(cell: str) -> str:
    if cell.isascii():
        return cell
    return "".join(char + _PAD if east_asian_width(char) in "WF" else char for char in cell)
