"""What a cue covers: its quotations, or the clause that it reports."""

from __future__ import annotations

from attrib.grammar import LABEL
from attrib.links import Clause, Link
from attrib.model import Quote, Source, Span

LEAST_SPEECH = 4
"""A quotation of fewer words may be a title, a term or a scare quote; one of more is somebody's speech."""
LEAST_TITLE_WORD = 4
TITLE_SHARE = 0.8
SPEECH_ENDS = ".,?!…"
HANDING = frozenset(",:")


def follows_quote(clause: Clause, link: Link) -> bool:
    """Whether a cue stands straight behind a quotation: `"…," kata X`."""
    texts, first = clause.reading.texts, link.hit.first
    return any(last == first or (last == first - 1 and texts[last] == ",") for _, last in clause.quotes)


def content_of(clause: Clause, link: Link, source: Source | None, is_main: bool) -> tuple[str, tuple[Span, ...]]:
    """Return the type of speech and the spans that the cue covers."""
    reading, sentence = clause.reading, clause.sentence
    quotes = [q for q in sentence.quotes if _words(clause, q) >= 1]
    cue_start, cue_end = reading.span(link.hit.first, link.hit.last)
    if is_main and quotes:
        direct = _is_direct(clause, link)
        if direct or any(_words(clause, q) >= LEAST_SPEECH for q in quotes):
            return ("direct" if direct else "mixed"), tuple(Span(q.start, q.end) for q in quotes)
    if link.hit.rule.frame in ("active", "document", "passive", "object"):
        return "indirect", _clean(Span(min(cue_end, sentence.end), sentence.end))
    outer_start = min(cue_start, source.start if source else cue_start)
    outer_end = max(cue_end, source.end if source else cue_end)
    return "indirect", _clean(Span(sentence.start, outer_start), Span(outer_end, sentence.end))


def _clean(*spans: Span) -> tuple[Span, ...]:
    return tuple(span for span in spans if span.end - span.start > 1)


def _is_direct(clause: Clause, link: Link) -> bool:
    """Whether the quotation stands straight before or behind the cue and its source."""
    if follows_quote(clause, link):
        return True
    texts = clause.reading.texts
    behind = max(link.hit.last, link.source[1] if link.source else 0)
    while behind < clause.sentence.last and texts[behind] in (",", ":", "bahwa"):
        behind += 1
    if any(first == behind for first, _ in clause.quotes):
        return texts[behind - 1] != "bahwa"
    for quote, (first, last) in zip(clause.sentence.quotes, clause.quotes, strict=True):
        if texts[first - 1] in HANDING and last >= clause.sentence.last - 1 and is_sentence(clause, quote):
            return True  # "Budi berkata dengan tegas, "Kami menolak.""
    return bool(clause.quotes) and clause.quotes[0][0] == clause.first


def _words(clause: Clause, quote: Quote) -> int:
    return len(clause.reading.article.draft.prose[quote.inner.start : quote.inner.end].split())


def holds_speech(clause: Clause) -> bool:
    """Whether a quotation of the sentence is somebody's words, and no title, sign or text: `bertajuk "Laut
    untuk Semua"`.
    """
    return any(
        _words(clause, quote) >= LEAST_SPEECH and not _is_title(clause, quote, first)
        for quote, (first, _) in zip(clause.sentence.quotes, clause.quotes, strict=True)
    )


def _is_title(clause: Clause, quote: Quote, first: int) -> bool:
    reading = clause.reading
    before = first - 1
    while before > clause.sentence.first and reading.texts[before] in (",", ":"):
        before -= 1
    if before >= clause.sentence.first and reading.bits[before] & LABEL:
        return True
    words = reading.article.draft.prose[quote.inner.start : quote.inner.end].split()
    long = [word for word in words if len(word) >= LEAST_TITLE_WORD]
    capitals = sum(1 for word in long if word[0].isupper() or word[0].isdigit())
    return words[-1][-1] not in SPEECH_ENDS and capitals >= TITLE_SHARE * len(long)


def is_sentence(clause: Clause, quote: Quote) -> bool:
    """Whether a quotation ends as a sentence does: `Budi: "Tidak tahu."`, and no title: `Film: "Laut"`."""
    return clause.reading.article.draft.text[quote.inner.end - 1 : quote.inner.end] in (*SPEECH_ENDS,)
