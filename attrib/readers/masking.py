"""Masks: markup gives way to spaces of the same length, so that no position ever moves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from attrib.model import Block, Draft

LINE_END: Final = re.compile(r"\r\n|\n|\r")
VISIBLE: Final = re.compile(r"[^\r\n]")
FOR_US: Final = "ttrib"
"""What stands in a text with a comment for attrib (readers/directives.py), even one that begins with a capital."""
INVISIBLE: Final = re.compile("[\ufeff\u200b\u2060]")

ESCAPE: Final = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_WORDS: Final = r"[^\[\]\r\n]*+"
_TARGET: Final = r"(?:\([^()\r\n]*+(?:\([^()\r\n]*+\)[^()\r\n]*+)*+\)|\[[^\[\]\r\n]*+\])"
"""(address), with brackets one level deep, or [name]; possessive, so that no draft makes it try twice."""
IMAGE: Final = re.compile(rf"!\[{_WORDS}\]{_TARGET}?")
LINK: Final = re.compile(rf"\[({_WORDS})(\]{_TARGET})")
ATTRIBUTES: Final = re.compile(r"\{:[^{}\r\n]*+\}")
STRONG: Final = re.compile(r"\*{2,3}|(?<!\w)__(?=[^\s_])|(?<=[^\s_])__(?!\w)")


class Line(NamedTuple):
    """A line without its end, and where it stands."""

    start: int
    end: int
    text: str


def lines(text: str) -> Iterator[Line]:
    """Cut at LF, CRLF and lone CR, the ends that an editor counts lines by."""
    start = 0
    for mark in LINE_END.finditer(text):
        yield Line(start, mark.start(), text[start : mark.start()])
        start = mark.end()
    if start < len(text):
        yield Line(start, len(text), text[start:])


def line_starts(text: str) -> tuple[int, ...]:
    """Return the offset at which each line begins."""
    return (0, *(mark.end() for mark in LINE_END.finditer(text)))


def spaces(match: re.Match[str]) -> str:
    """Blank a whole match that may run over lines."""
    return VISIBLE.sub(" ", match.group())


def without_comments(text: str) -> str:
    """Blank the comments for attrib."""
    if FOR_US not in text:
        return text
    from attrib.readers.directives import blanked

    return blanked(text, text)


def link_words(match: re.Match[str]) -> str:
    """Blank a link but for its words."""
    return " " + match.group(1) + " " * len(match.group(2))


def mask_inline(text: str) -> str:
    """Blank images, link targets, strong emphasis and escapes."""
    if "\\" in text:
        text = ESCAPE.sub(" ", text)
    if "](" in text or "][" in text or "![" in text:
        text = LINK.sub(link_words, IMAGE.sub(spaces, text))
    if "{:" in text:
        text = ATTRIBUTES.sub(spaces, text)
    if "**" in text or "__" in text:
        text = STRONG.sub(spaces, text)
    return INVISIBLE.sub(" ", text)


class Masked:
    """Collects what the lines of a draft turn out to be."""

    def __init__(self, path: str, text: str, prose: str) -> None:
        self.path = path
        self.text = text
        self.prose = prose
        self.holes: list[tuple[int, int]] = []
        self.blocks: list[Block] = []

    def hide(self, start: int, end: int) -> None:
        """Blank a stretch; stretches come in order."""
        if start < end:
            self.holes.append((start, end))

    def add(self, start: int, end: int, role: str, join: bool = False) -> None:
        """Note the role of a stretch; `join` lets it run on from a block of the same role."""
        if join and self.blocks and self.blocks[-1].role == role:
            start = self.blocks.pop().start
        self.blocks.append(Block(start, end, role))

    def draft(self) -> Draft:
        """Return the draft, the holes blanked."""
        pieces, done = [], 0
        for start, end in self.holes:
            pieces += [self.prose[done:start], VISIBLE.sub(" ", self.prose[start:end])]
            done = end
        prose = "".join([*pieces, self.prose[done:]])
        return Draft(self.path, self.text, mask_inline(prose), tuple(self.blocks), line_starts(self.text))
