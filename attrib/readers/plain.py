"""Plain text, and what a content management system leaves in it: Markdown headings, lists, images, links."""

from __future__ import annotations

import re
from typing import Final

from attrib.model import Draft
from attrib.readers.masking import Line, Masked, lines, without_comments

LEFTOVER: Final = re.compile(
    r"[ \t]*(?:(?P<heading>#{1,6})[ \t]|(?P<list>[-*+•]|\d{1,2}[.)])[ \t]|(?P<quote>>)[ \t]?)(?=.*\w)"
)
NUMBERED: Final = re.compile(r"\d{1,2}[.)][ \t]")
UNFINISHED: Final = re.compile(r"[^\s.!?…:;\"”)]\s*$")
WRAPPED: Final = 40
"""A line of at least so many characters may have been wrapped, so that the next one goes on."""


def read_plain(path: str, text: str) -> Draft:
    """Make a draft of plain text: all of it is prose but for Markdown left over."""
    seen = without_comments(text)
    masked = Masked(path, text, seen)
    before: Line | None = None
    role = "text"
    for line in lines(seen):
        found = LEFTOVER.match(line.text)
        if before and _goes_on(before, line, found):
            masked.add(line.start, line.end, role, join=True)
        elif found is None:
            role = "text"
            masked.add(line.start, line.end, role, join=True)
        else:
            role = found.lastgroup or "text"
            masked.hide(line.start, line.start + found.end())
            masked.add(line.start, line.end, role)
        before = line if role in ("text", "list") and line.text.strip() else None
    return masked.draft()


def _goes_on(before: Line, line: Line, marker: re.Match[str] | None) -> bool:
    """Whether a line goes on with the one before, even with a marker by chance: "9.000 / - 12.000 kaki"."""
    if marker and marker.lastgroup != "list":
        return False
    if NUMBERED.match(before.text) and line.text[:1].isupper():
        return False  # "1. Menurunkan Risiko Serangan Jantung" is the heading of the line behind it
    return len(before.text) >= WRAPPED and bool(line.text.strip()) and UNFINISHED.search(before.text) is not None
