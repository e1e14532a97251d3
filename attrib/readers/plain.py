"""Plain text, and what a content management system leaves in it: Markdown headings, lists, images, links."""

from __future__ import annotations

import re
from typing import Final

from attrib.model import Draft
from attrib.readers.masking import Masked, lines

LEFTOVER: Final = re.compile(
    r"[ \t]*(?:(?P<heading>#{1,6})[ \t]|(?P<list>[-*+•]|\d{1,2}[.)])[ \t]|(?P<quote>>)[ \t]?)(?=.*\w)"
)


def read_plain(path: str, text: str) -> Draft:
    """Make a draft of plain text: all of it is prose but for Markdown left over."""
    masked = Masked(path, text, text)
    for line in lines(text):
        found = LEFTOVER.match(line.text)
        if found is None:
            masked.add(line.start, line.end, "text", join=True)
            continue
        masked.hide(line.start, line.start + found.end())
        masked.add(line.start, line.end, found.lastgroup or "text")
    return masked.draft()
