"""Quotation marks to quotations, paragraph by paragraph: whether a mark opens or closes, its place tells.

The glyph alone does not tell: print copy opens and closes with the same one (”Kami ditipu,” kata Rina).
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import Final, NamedTuple

from attrib.model import Paragraph, Quote, Span
from attrib.segment.frames import Frames

DOUBLE: Final = re.compile('["“”„‟«»](?<!\\d[\'’′]\\d["”])(?<!\\d[\'’′]\\d\\d["”])')
"""A double mark, but no inches: 5'10"."""
TYPED: Final = re.compile(r"(?<!')''(?!')|``")
"""A double mark typed as two single ones."""
SINGLE: Final = re.compile(r"['‘’‚‹›](?:(?<![\w'’].)(?=[^\s'’])(?!\d\d(?!\d))|(?<=[^\s'‘].)(?![\w'’]))")
OPENERS: Final = ("“", "„", "‟", "«", "``")
BEFORE: Final = "([{-–—/:\"“„«'‘"
AFTER: Final = ".,;:!?…)]}-–—/\"”»'’"
ENDS: Final = ",.?!…"
OPENS, CLOSES, EITHER = 1, 2, 3

SENTENCE_END: Final = re.compile(r"[.!?…]+(?=\s+[A-Z])")
MOST_SINGLE: Final = 200
"""More single marks than this in one paragraph are no writing."""
AFTER_STOP: Final = re.compile(r"[.!?…]\s*$")
LONG: Final = 400
"""What a mark in mid-paragraph leaves open for more characters than this is its own sentence at most."""


class _Mark(NamedTuple):
    start: int
    end: int
    side: int


class _Open(NamedTuple):
    start: int
    inner: int
    continued: bool


def quotes_of(prose: str, paragraphs: tuple[Paragraph, ...], frames: Frames) -> list[list[Quote]]:
    """Return the quotations of each paragraph in order: outermost (depth 0) and within (depth 1)."""
    doubles = [match.span() for match in DOUBLE.finditer(prose)]
    if "''" in prose or "``" in prose:
        doubles = sorted([*doubles, *(match.span() for match in TYPED.finditer(prose))])
    singles = [match.span() for match in SINGLE.finditer(prose)]
    found: list[list[Quote]] = []
    at = at_single = 0
    running = False
    for n, paragraph in enumerate(paragraphs):
        own, at = _marks(prose, doubles, at, paragraph)
        own_single, at_single = _marks(prose, singles, at_single, paragraph)
        quotes: list[Quote] = []
        if paragraph.role in ("skipped", "heading"):
            quotes = _Pairing(prose, paragraph, frames, running=False).pair(own)
        elif own or running:
            pairing = _Pairing(prose, paragraph, frames, running)
            quotes = pairing.pair(own)
            running = pairing.settle(quotes, _following(paragraphs, n))
        if own_single:
            quotes = _with_single(prose, quotes, own_single)
        found.append(sorted(quotes))
    return found


def _marks(prose: str, spans: list[tuple[int, int]], at: int, within: Paragraph) -> tuple[list[_Mark], int]:
    """Take the marks of a paragraph, with the side that neighbours tell; return also where the next begin."""
    marks = []
    while at < len(spans) and spans[at][0] < within.end:
        start, end = spans[at]
        if start >= within.start:
            marks.append(_Mark(start, end, _side(prose, start, end, within)))
        at += 1
    return marks, at


def _side(prose: str, start: int, end: int, within: Paragraph) -> int:
    before = prose[start - 1] if start > within.start else " "
    after = prose[end] if end < within.end else " "
    opens = before.isspace() or before in BEFORE
    closes = after.isspace() or after in AFTER
    if opens != closes:
        return OPENS if opens else CLOSES
    return EITHER


def _following(paragraphs: tuple[Paragraph, ...], n: int) -> Paragraph | None:
    """The next paragraph of the text; "Baca juga" lines come between."""
    return next((p for p in paragraphs[n + 1 : n + 6] if p.role not in ("skipped", "heading")), None)


class _Pairing:
    """The quotations of one paragraph; `running` if the paragraph before left one open."""

    def __init__(self, prose: str, paragraph: Paragraph, frames: Frames, running: bool) -> None:
        self.prose = prose
        self.paragraph = paragraph
        self.frames = frames
        self.running = running
        self.stack: list[_Open] = []

    def pair(self, marks: list[_Mark]) -> list[Quote]:
        """Pair the marks of the paragraph; what stays open stays on the stack."""
        start = self.paragraph.start
        if self.running and marks and marks[0].start != start and marks[0].side == CLOSES:
            self.stack.append(_Open(start, start, True))
        quotes: list[Quote] = []
        for mark, following in zip_longest(marks, marks[1:]):
            if not self.stack or self._deepens(mark):
                if self._opens(mark, following):
                    taken_up = self.running and mark.start == start
                    self.stack.append(_Open(mark.start, mark.end, taken_up))
            elif not self._is_inch(mark, following):
                opened = self.stack.pop()
                inner = Span(opened.inner, mark.start)
                quotes.append(Quote(opened.start, mark.end, inner, True, opened.continued, len(self.stack)))
        return quotes

    def _opens(self, mark: _Mark, following: _Mark | None) -> bool:
        """Whether a mark opens a quotation, with nothing open yet.

        The space may stand on its wrong side: `Ia pulang." Kami rugi, "kata Rina.`
        """
        before, after = self.prose[mark.start - 1 : mark.start], self.prose[mark.end : mark.end + 2]
        if mark.side == CLOSES:
            turned = before in ENDS and after[:1].isspace() and after[1:].isupper()
            return turned and following is not None and self.frames.begins(following.end)
        closes = before.isspace() and self.prose[max(0, mark.start - 3) : mark.start].rstrip()[-1:] in ENDS
        return not (mark.side == OPENS and closes and self.frames.begins(mark.end))

    def _deepens(self, mark: _Mark) -> bool:
        """Whether a mark in an open quotation opens one within it.

        Not after a stop or comma with a small letter behind it: `"Kami ditipu, "kata Rina.`
        """
        before = self.prose[max(0, mark.start - 2) : mark.start].strip()[-1:]
        after = self.prose[mark.end : mark.end + 1]
        if mark.side == OPENS:
            return not (before in ENDS and after.islower())
        opener = self.prose[mark.start : mark.end] in OPENERS
        return mark.side == EITHER and opener and before not in ENDS

    def _is_inch(self, mark: _Mark, following: _Mark | None) -> bool:
        """Whether a mark after a digit is an inch, as another closes: `"Layar 27" itu mahal," kata Rina.`"""
        twice = mark.side == CLOSES and following is not None and following.side == CLOSES
        return twice and len(self.stack) == 1 and self.prose[mark.start - 1].isdigit()

    def settle(self, quotes: list[Quote], following: Paragraph | None) -> bool:
        """End what the paragraph leaves open; return whether the next paragraph takes it up."""
        if not self.stack:
            return False
        opened = self.stack[0]
        inside = sorted(quote for quote in quotes if quote.start > opened.start)
        limit = inside[0].start if inside else self.paragraph.end
        loose = self._loose_end(opened, limit)
        end = self.frames.find(opened.inner, loose or limit) or loose
        lasting = end is None and following is not None and self._begins_speech(opened)
        running = lasting and following is not None and self._takes_up(following)
        if end is None:
            end = self.paragraph.end if running else limit
        while self.prose[end - 1].isspace():
            end -= 1
        if not running:
            quotes[:] = [q._replace(depth=max(0, q.depth - 1)) if q.start > opened.start else q for q in quotes]
        if end > opened.inner:
            inner = Span(opened.inner, end)
            quotes.append(Quote(opened.start, end, inner, False, opened.continued, 0))
        return running

    def _loose_end(self, opened: _Open, limit: int) -> int | None:
        """The end of the first sentence, where a mark after a stop would swallow a long paragraph."""
        if limit - opened.inner < LONG or not AFTER_STOP.search(self.prose, self.paragraph.start, opened.start):
            return None
        stop = SENTENCE_END.search(self.prose, opened.inner, limit)
        return stop.end() if stop else None

    def _begins_speech(self, opened: _Open) -> bool:
        """Whether more than a word or two may be quoted: not in `pasukan "ditarik dari perbatasan.`"""
        before = self.prose[self.paragraph.start : opened.start].rstrip()[-1:]
        return not before.isalnum() or not self.prose[opened.inner : opened.inner + 1].islower()

    def _takes_up(self, following: Paragraph) -> bool:
        """Whether a paragraph goes on with the quotation: it begins with a mark, or its first mark closes."""
        mark = DOUBLE.search(self.prose, following.start, following.end)
        if mark is None:
            return False
        return mark.start() == following.start or _side(self.prose, *mark.span(), following) == CLOSES


def _with_single(prose: str, quotes: list[Quote], marks: list[_Mark]) -> list[Quote]:
    """Add the pairs of single marks that plainly quote; an apostrophe finds no partner ('90-an)."""
    if len(marks) > MOST_SINGLE:
        return quotes
    pending: _Mark | None = None
    for mark in marks:
        if mark.side != OPENS and pending:
            quotes = _add_single(quotes, pending, mark)
            pending = None
        elif mark.side == OPENS or (mark.side == EITHER and prose[mark.start - 1 : mark.start] in '"“'):
            pending = mark
    return quotes


def _add_single(quotes: list[Quote], left: _Mark, right: _Mark) -> list[Quote]:
    """Add one pair, unless it crosses a quotation in double marks."""
    start, end = left.start, right.end
    around = [q for q in quotes if q.start < start and end <= q.end]
    within = [q for q in quotes if start < q.start and q.end <= end]
    if any(q.start < end and start < q.end for q in quotes if q not in around and q not in within):
        return quotes
    added = Quote(start, end, Span(left.end, right.start), True, False, min(1, len(around)))
    return [q._replace(depth=1) if q in within else q for q in quotes] + [added]
