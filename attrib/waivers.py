"""Waivers: what a draft's own comments say is not to be reported, for which checks, how far, and why.

`[attrib: abaikan RUMOR – sudah dikonfirmasi redaksi]`, in English `ignore`; `<!-- … -->` holds the same words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import product
from typing import Final, NamedTuple

from attrib.model import Article, Draft, Paragraph, Span
from attrib.readers.directives import Comment, comments

APPROVED: Final = ("ANON-NOREASON",)
"""What the approval of an anonymous source covers: its reason is known to the newsroom, and to nobody else."""
VERBS: Final = (
    ({"abaikan": (), "anonim-disetujui": APPROVED}, {"": "next", "baris": "line", "naskah": "file"}),
    ({"ignore": (), "anonymity-approved": APPROVED}, {"": "next", "line": "line", "file": "file"}),
)
"""Each verb with the checks that it names by itself, and the words that say how far it reaches."""
ENDS: Final = (("mulai", "selesai"), ("start", "end"))
_CODE: Final = r"[A-Z0-9]+(?:-[A-Z0-9]+)*"
BODY: Final = re.compile(
    rf"\s*(?P<word>[a-z]+(?:-[a-z]+)*)(?:\s+(?P<codes>{_CODE}(?:\s*,\s*{_CODE})*+))?\s*"
    r"(?:(?:[–—]|(?<=\s)--?(?=\s|$))(?P<reason>.*))?",
    re.IGNORECASE | re.DOTALL,
)
CODE: Final = re.compile(_CODE, re.IGNORECASE)
WORD: Final = re.compile(r"\w")


class Named(NamedTuple):
    """A check that a waiver names, in capitals, and where."""

    code: str
    start: int
    end: int


class Waiver(NamedTuple):
    """A comment that says what not to report: findings of these checks that begin within `reach`."""

    start: int
    end: int
    checks: tuple[Named, ...]
    reason: str
    reach: Span


class Waivers(NamedTuple):
    """The waivers of a draft in their order, and the comments that are none though they are meant for attrib."""

    understood: tuple[Waiver, ...]
    faulty: tuple[Span, ...]


class _Said(NamedTuple):
    """What a comment says: how far is next, line, file, start or end."""

    comment: Comment
    far: str
    checks: tuple[Named, ...]
    reason: str


def _words() -> Iterator[tuple[str, tuple[tuple[str, ...], str]]]:
    """Yield every word that a comment may begin with, the checks that it names, and how far it reaches."""
    for (verbs, reaches), (start, end) in zip(VERBS, ENDS, strict=True):
        for (verb, checks), (suffix, far) in product(verbs.items(), {**reaches, start: "start", end: "end"}.items()):
            yield f"{verb}-{suffix}".removesuffix("-"), (checks, far)


WORDS: Final = dict(_words())


def waivers_of(article: Article) -> Waivers:
    """Return the waivers of a draft; those within code are examples, and none."""
    draft = article.draft
    found: list[Waiver] = []
    faulty: list[Span] = []
    opened: list[_Said] = []
    for comment in comments(draft.text):
        if _is_code(draft, comment.start) or (comment.closed and draft.prose[comment.start : comment.end].strip()):
            continue
        said = _said(draft.text, comment)
        if said is None:
            faulty.append(Span(comment.start, comment.end))
        elif said.far == "start":
            opened.append(said)
        elif said.far == "end":
            if opened and (not said.checks or _codes(said) == _codes(opened[-1])):
                found.append(_waiver(opened[-1], Span(opened.pop().comment.end, comment.start)))
            else:
                faulty.append(Span(comment.start, comment.end))
        else:
            found.append(_waiver(said, _reach(article, comment, said.far)))
    faulty += [Span(said.comment.start, said.comment.end) for said in opened]
    return Waivers(tuple(sorted(found)), tuple(sorted(faulty)))


def _said(text: str, comment: Comment) -> _Said | None:
    """Return what a comment says, None if that is nothing a waiver can say."""
    body = BODY.fullmatch(text, comment.inner_start, comment.inner_end)
    if body is None or not comment.closed or body["word"].lower() not in WORDS:
        return None
    implied, far = WORDS[body["word"].lower()]
    places = CODE.finditer(text, *body.span("codes")) if body["codes"] else ()
    written = [Named(place.group().upper(), *place.span()) for place in places]
    if (implied and written) or not (implied or written or far == "end"):
        return None
    reason = (body["reason"] or "").strip()
    checks = written or [Named(code, *body.span("word")) for code in implied]
    return _Said(comment, far, tuple(checks), reason if WORD.search(reason) else "")


def _codes(said: _Said) -> set[str]:
    return {named.code for named in said.checks}


def _waiver(said: _Said, reach: Span) -> Waiver:
    return Waiver(said.comment.start, said.comment.end, said.checks, said.reason, reach)


def _is_code(draft: Draft, offset: int) -> bool:
    index = bisect_right(draft.blocks, offset, key=lambda block: block.start) - 1
    return index >= 0 and draft.blocks[index].role == "code" and offset < draft.blocks[index].end


def _reach(article: Article, comment: Comment, far: str) -> Span:
    """Return where findings must begin for a comment to mean them."""
    draft = article.draft
    if far == "file":
        return Span(0, len(draft.text) + 1)
    starts = draft.line_starts
    first, last = (bisect_right(starts, place) for place in (comment.start, max(comment.start, comment.end - 1)))
    line_start, line_end = starts[first - 1], starts[last] if last < len(starts) else len(draft.text) + 1
    if far == "line":
        return Span(line_start, line_end)
    paragraph = _beside(article, line_start, line_end) or _below(article, comment.end)
    return Span(paragraph.start, paragraph.end) if paragraph else Span(comment.end, comment.end)


def _beside(article: Article, start: int, end: int) -> Paragraph | None:
    """Return the paragraph that shares the comment's line, if any does."""
    index = bisect_left(article.paragraphs, end, key=lambda paragraph: paragraph.start) - 1
    paragraph = article.paragraphs[index] if index >= 0 else None
    return paragraph if paragraph and start < paragraph.end else None


def _below(article: Article, offset: int) -> Paragraph | None:
    """Return the next paragraph that holds statements, past headlines and furniture."""
    index = bisect_left(article.paragraphs, offset, key=lambda paragraph: paragraph.start)
    rest = (article.paragraphs[n] for n in range(index, len(article.paragraphs)))
    return next((paragraph for paragraph in rest if paragraph.role not in ("skipped", "heading")), None)
