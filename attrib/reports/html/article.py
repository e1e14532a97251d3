"""The article as written: its paragraphs, what stands between them, and the notes beside each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from attrib.model import Article
from attrib.reports.html.markup import Weaver
from attrib.reports.html.notes import note
from attrib.reports.html.statement import inlines
from attrib.reports.html.view import View


class Stretch(NamedTuple):
    """Whole lines of the draft with one role: a paragraph's, or `between` for what stands in none."""

    start: int
    end: int
    role: str


def rows(view: View) -> str:
    """Return the article in rows: a stretch, and beside it the notes of the statements that begin in it."""
    stretches = list(stretches_of(view.analysis.article))
    starts = [stretch.start for stretch in stretches]
    begun: dict[int, list[int]] = {}
    places: dict[int, int] = {}
    for statement in view.analysis.statements:
        here = begun.setdefault(bisect_right(starts, statement.start) - 1, [])
        here.append(statement.id)
        places[statement.id] = len(here)
    weaver = Weaver(view.analysis.article.draft.text, inlines(view, places))
    parts = []
    led = False
    for number, stretch in enumerate(stretches):
        here = begun.get(number, [])
        silent = all(view.marks.statements[one].status == "skipped" for one in here)
        tag, kind = _element(stretch.role, silent, led)
        led = led or tag == "h4" or (not silent and stretch.role == "body")
        notes = "".join(note(view, one, places[one]) for one in here if one in view.notes)
        beside = f'<div class="notes">{notes}</div>' if notes else ""
        words = weaver.weave(stretch.start, stretch.end)
        parts.append(f'<div class="row"><{tag} class="{kind}" lang="id" dir="auto">{words}</{tag}>{beside}</div>\n')
    return "".join(parts)


def _element(role: str, silent: bool, led: bool) -> tuple[str, str]:
    """Return tag and class of a stretch; the first heading, before any running text, is the headline."""
    if role == "heading":
        return "h4", "crosshead" if led else "headline"
    if role == "between":
        return ("p", "between aside") if silent else ("p", "body")
    return "p", "aside" if role == "skipped" or silent else role


def stretches_of(article: Article) -> Iterator[Stretch]:
    """Yield the draft in stretches that hold all its visible text, each from the beginning of a line to the end of one
    as far as its neighbours leave room.
    """
    text = article.draft.text
    paragraphs = article.paragraphs
    at = 0
    for number, paragraph in enumerate(paragraphs):
        limit = paragraphs[number + 1].start if number + 1 < len(paragraphs) else len(text)
        start = max(text.rfind("\n", at, paragraph.start) + 1, at)
        stop = text.find("\n", paragraph.end, limit)
        yield from _between(text, at, start)
        at = paragraph.end if stop < 0 and text[paragraph.end : limit].isspace() else limit if stop < 0 else stop
        yield Stretch(start, at, paragraph.role)
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the runs of lines without a blank one among them."""
    first: int | None = None
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if line.isspace():
            if first is not None:
                yield Stretch(first, at, "between")
            first = None
        elif first is None:
            first = at
        at += len(line)
    if first is not None:
        yield Stretch(first, end, "between")
