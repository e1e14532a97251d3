"""Prose to paragraphs: blank lines part them, and single line ends where the draft is written so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from attrib.lexicon.entries import Lexicon
from attrib.lexicon.watch import Watch
from attrib.model import Block, Draft, Paragraph
from attrib.segment.furniture import furniture_of
from attrib.segment.headings import with_headings

LINE: Final = re.compile(r"[^\r\n]+")
LINE_END: Final = re.compile(r"\r\n|\r|\n")
LAST: Final = re.compile(r"[.!?…:;][\"”“’'»)\]]*$")
WIDEST: Final = 120
"""No hard-wrapped draft has longer lines, in columns."""
NARROWEST: Final = 40
WRAPPED_SHARE: Final = 0.4
"""Of the line ends without a blank line, how many break a sentence in a wrapped draft at the least."""
POST: Final = "embedded-post"
"""The furniture entry that knows the credit line of a post from a social network."""
POSTED: Final = re.compile(r"[@#]\w|https?://")

ROLES: Final = {"text": "body", "heading": "heading", "list": "list", "quote": "quote"}


class _Line(NamedTuple):
    start: int
    end: int
    ends: bool
    near: bool
    """Whether no blank line stands between it and the line before."""


def paragraphs_of(draft: Draft, lexicon: Lexicon, watch: Watch) -> tuple[Paragraph, ...]:
    """Cut a draft's prose into paragraphs with their roles, in order; white space around each is left out."""
    blocks = [(block, _lines(draft.prose, block)) for block in draft.blocks if block.role in ROLES]
    width = _wrap_width(draft.prose, [lines for block, lines in blocks if block.role in ("text", "quote")])
    spans: list[tuple[int, int, str]] = []
    for block, lines in blocks:
        parted = block.role in ("text", "quote")
        groups = _grouped(draft.prose, lines, width) if parted else [lines] if lines else []
        spans += [(group[0].start, group[-1].end, ROLES[block.role]) for group in groups]
    furniture = furniture_of(lexicon.furniture)
    found = []
    for start, end, role in spans:
        rule = furniture.match(draft.prose[start:end], watch)
        found.append(Paragraph(start, end, rule.role if rule else role, rule.id if rule else None))
    return with_headings(draft.prose, _with_posts(draft.prose, found))


def _with_posts(prose: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Skip the words of an embedded post with its credit: "Selamat pagi @rina! / — Kabar Teluk (@teluk)"."""
    for n, (before, after) in enumerate(pairwise(paragraphs)):
        if after.reason == POST and before.role == "body" and POSTED.search(prose, before.start, before.end):
            paragraphs[n] = before._replace(role=after.role, reason=POST)
    return paragraphs


def _lines(prose: str, block: Block) -> list[_Line]:
    """The lines of a block that hold something, without the white space around it."""
    lines: list[_Line] = []
    done = block.start
    for match in LINE.finditer(prose, block.start, block.end):
        text = match.group().rstrip()
        if not text:
            continue
        start = match.start() + len(text) - len(text.lstrip())
        end = match.start() + len(text)
        near = bool(lines) and len(LINE_END.findall(prose, done, start)) == 1
        lines.append(_Line(start, end, LAST.search(text, len(text) - 6) is not None, near))
        done = end
    return lines


def _pairs(lines: list[_Line]) -> Iterator[tuple[_Line, _Line]]:
    for before, after in pairwise(lines):
        if after.near:
            yield before, after


def _wrap_width(prose: str, blocks: list[list[_Line]]) -> int:
    """Return the column at which the draft's lines are wrapped, 0 if it is not hard-wrapped.

    Lines are wrapped if they break sentences ("… di Jalan Melati / tiga hari lalu."), a third of the next lines
    go on in lower case, and none is longer than a screen is wide.
    """
    pairs = [pair for lines in blocks for pair in _pairs(lines)]
    broken = [before.end - before.start for before, after in pairs if not before.ends]
    if not broken or len(broken) < WRAPPED_SHARE * len(pairs):
        return 0
    low = sum(prose[after.start].islower() for before, after in pairs if not before.ends)
    usual = sorted(broken)[len(broken) // 2]
    if low * 3 < len(broken) or usual < NARROWEST or max(broken) > WIDEST:
        return 0
    return max(broken)


def _grouped(prose: str, lines: list[_Line], width: int) -> list[list[_Line]]:
    """Join the lines of one paragraph: all up to a blank line if wrapped, else each by itself.

    What breaks off at a comma goes on in any draft: "Menurut Jaksa Budi Santoso, / bupati itu …".
    """
    groups: list[list[_Line]] = []
    for line in lines:
        before = groups[-1][-1] if groups and line.near else None
        wrapped = before is not None and width and not _chosen(prose, before, line, width)
        if before is not None and (wrapped or _breaks_off(prose, before, line)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _breaks_off(prose: str, before: _Line, after: _Line) -> bool:
    return prose[before.end - 1] == "," and prose[after.start].islower() and not prose.startswith("http", after.start)


def _chosen(prose: str, before: _Line, after: _Line, width: int) -> bool:
    """Whether a line ends by choice: it ends a sentence though the next word would have fitted on it."""
    word = prose[after.start : after.end].split(None, 1)[0]
    return before.ends and before.end - before.start + 1 + len(word) <= width
