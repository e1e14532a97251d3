"""Headlines and sub-headings by their shape: short, unfinished lines that body text follows."""

from __future__ import annotations

import re
from typing import Final

from attrib.model import Paragraph

FINISHED: Final = re.compile(r"[.!?…:;,][\"”“„‟«»’‘'`)\]]*$")
TEASER: Final = re.compile(r"\w(?:\.{2,}|…)$")
"""How a headline breaks off: "Sosoknya Ternyata.."."""
QUESTION: Final = re.compile(r"[^.!?…]*\?$")
WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
LABEL: Final = re.compile(r"\s*\([^()]*\)$")
LONGEST: Final = 160
LONGEST_WITHIN: Final = 100
LONGEST_PARTING: Final = 10
"""Words of a sub-heading without capitals."""
PAUSE: Final = re.compile(r"[.!?]\s|\d[.:]\d|\s[-–—]\s")
FEW: Final = 4
"""A sub-heading of at most so many words needs no capitals."""
CAPITALS: Final = 0.6
"""The share of capitalised longer words that makes a title of a longer line."""
LINKED: Final = 0.85
"""The share that makes a headline of an item in a list."""
LONGER: Final = 4
MARKS: Final = "\"“”„«'‘@#*([-–—"


def with_headings(prose: str, paragraphs: list[Paragraph]) -> tuple[Paragraph, ...]:
    """Give the role heading to body paragraphs that have a heading's shape and place."""
    texts = [prose[p.start : p.end] for p in paragraphs]
    pairs = zip(paragraphs, texts, strict=True)
    done = [p.role == "body" and _is_finished(text) for p, text in pairs]
    result = list(paragraphs)
    last = max((n for n, finished in enumerate(done) if finished), default=0)
    leading, headline = True, None
    for n, paragraph in enumerate(paragraphs):
        text = texts[n]
        if paragraph.role == "list" and (text.isupper() or _is_linked(text) or _heads_text(paragraphs, n, texts)):
            result[n] = paragraph._replace(role="heading")
        if paragraph.role != "body" or n >= last:
            continue
        if leading and _is_headline(text, done[n]):
            headline = headline or text
            result[n] = paragraph._replace(role="heading")
        elif (not done[n] and (_is_title(text) or _parts_text(n, texts))) or (
            headline and LABEL.sub("", text) == headline
        ):
            result[n] = paragraph._replace(role="heading")
        else:
            leading = False
    return tuple(result)


def _parts_text(n: int, texts: list[str]) -> bool:
    """Whether a short line without capitals parts finished paragraphs as a sub-heading does: "Terputus oleh banjir"."""
    text = texts[n]
    alone = n > 0 and n + 1 < len(texts) and all(FINISHED.search(texts[at]) for at in (n - 1, n + 1))
    few = len(text.split()) <= LONGEST_PARTING and not any(mark in text for mark in MARKS)
    return alone and few and text[0].isupper() and PAUSE.search(text) is None


def _is_finished(text: str) -> bool:
    """Whether a paragraph is none that a headline or a sub-heading could be: it ends as a sentence does, or is long."""
    return len(text) > LONGEST or (FINISHED.search(text) is not None and not TEASER.search(text))


def _is_linked(item: str) -> bool:
    """Whether an item of a list is another article's headline: "- Penebangan Pohon di Teluk Diduga Tanpa Izin"."""
    words = [word for word in WORD.findall(item) if len(word) >= LONGER]
    capitals = sum(1 for word in words if word[0].isupper())
    return not FINISHED.search(item) and len(words) > FEW and capitals >= LINKED * len(words)


def _heads_text(paragraphs: list[Paragraph], n: int, texts: list[str]) -> bool:
    """Whether an item of a list is the heading of the text behind it, and no list: "2. Menurunkan Risiko Serangan"."""
    around = [paragraphs[at].role for at in (n - 1, n + 1) if 0 <= at < len(paragraphs)]
    alone = "list" not in around and around[-1:] == ["body"] and n + 1 < len(paragraphs)
    return alone and len(texts[n]) <= LONGEST_WITHIN and not FINISHED.search(texts[n])


def _is_headline(text: str, finished: bool) -> bool:
    """Whether a line at the top is a headline: unfinished, or a lone question ("…, apa itu sebenarnya?")."""
    if len(text) > LONGEST or "\n" in text.strip():
        return False
    return not finished or QUESTION.match(text) is not None or (text.endswith("!") and _is_title(text))


def _is_title(text: str) -> bool:
    """Whether an unfinished line among the body has a title's shape."""
    if len(text) > LONGEST_WITHIN or text[0] in MARKS or text[0].islower():
        return False
    words = WORD.findall(text)
    if len(words) <= FEW:
        return True
    longer = [word for word in words if len(word) >= LONGER]
    return sum(1 for word in longer if word[0].isupper()) >= CAPITALS * len(longer)
