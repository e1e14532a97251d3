"""Text made fit for HTML, and spans woven into it so that tags always nest."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from html import escape
from typing import NamedTuple

from attrib.reports.safe import inert, to_xml

PREFIX = "\0"
"""Stands in a piece for what tells its ids from those of other drafts; text never holds it: a NUL is spelt out."""


def text(value: str) -> str:
    """Return text that HTML shows as it is, in an element or a quoted attribute; what steers is spelt out."""
    return inert(escape(to_xml(value)))


def anchor(kind: str, number: int) -> str:
    """Return the id of a thing of a draft: `s` a statement, `c` its card, `e` a source, `n` a note."""
    return f"{PREFIX}{kind}{number}"


class Inline(NamedTuple):
    """An element around a stretch of the draft.

    `first` are the attributes where it opens, `again` those where it goes on after a cut; `tail` is markup that
    closes it. Of those that open at one place the lowest rank is outermost, then the longest.
    """

    start: int
    end: int
    rank: int
    tag: str
    first: str
    again: str
    tail: str = ""


class Weaver:
    """Gives a draft's text with its inline elements, stretch by stretch, from the first to the last."""

    def __init__(self, source: str, inlines: Iterable[Inline]) -> None:
        self.source = source
        self.count = 0
        self.queue = [self._keyed(inline) for inline in inlines if inline.start < inline.end]
        heapify(self.queue)

    def _keyed(self, inline: Inline) -> tuple[int, int, int, int, Inline]:
        self.count += 1
        return (inline.start, inline.rank, -inline.end, self.count, inline)

    def weave(self, start: int, end: int) -> str:
        """Return a stretch as HTML; what goes beyond its end is cut there and goes on in the next."""
        parts: list[str] = []
        inside = [Inline(start, end, -1, "", "", "")]
        at = start
        while self.queue and self.queue[0][0] < end:
            inline = heappop(self.queue)[-1]
            begin = max(inline.start, start)
            if inline.end <= begin and not inline.tail:
                continue
            at = self._close(parts, inside, at, begin)
            parts.append(text(self.source[at:begin]))
            at = begin
            limit = inside[-1].end
            if inline.end > limit:
                heappush(self.queue, self._keyed(inline._replace(start=limit, first=inline.again)))
                inline = inline._replace(end=limit, tail="")
            parts.append(f"<{inline.tag}{inline.first}>")
            inside.append(inline)
        at = self._close(parts, inside, at, end)
        parts.append(text(self.source[at:end]))
        return "".join(parts)

    def _close(self, parts: list[str], inside: list[Inline], at: int, upto: int) -> int:
        """Close what ends at or before an offset, the innermost first; return how far the text is written."""
        while len(inside) > 1 and inside[-1].end <= upto:
            inner = inside.pop()
            stop = max(at, inner.end)
            parts += (text(self.source[at:stop]), inner.tail, f"</{inner.tag}>")
            at = stop
        return at
