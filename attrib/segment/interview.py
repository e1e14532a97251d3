"""An interview in questions and answers: which paragraphs are the interviewee's, without cue or quotation marks."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from attrib.lexicon.entries import Lexicon
from attrib.model import Article

LABEL: Final = re.compile(r"\s*(\w{1,12})\s*:")
QUESTION: Final = re.compile(r"[^\"“”]*\?\W*")
LEAST_QUESTIONS: Final = 3
LONGEST_QUESTION: Final = 300


class Interview(NamedTuple):
    """Where the first question stands (a paragraph's index), and which paragraphs answer."""

    opens: int
    answers: frozenset[int]


def interview_of(article: Article, lexicon: Lexicon) -> Interview | None:
    """Return an article's interview: three paragraphs that only ask, or are labelled (Tanya: … Jawab: …)."""
    asked: list[int] = []
    answers: set[int] = set()
    labelled = False
    answering = False
    for index, paragraph in enumerate(article.paragraphs):
        text = article.draft.prose[paragraph.start : paragraph.end]
        label = _label(text, lexicon)
        labelled = labelled or label is not None
        asks = label == "question" or (not labelled and len(text) <= LONGEST_QUESTION and QUESTION.fullmatch(text))
        if asks:
            asked.append(index)
            answering = not labelled
        elif label == "answer":
            answering = True
        elif paragraph.role == "heading":
            answering = False
        if answering and not asks and paragraph.role == "body":
            answers.add(index)
    return Interview(asked[0], frozenset(answers)) if len(asked) >= LEAST_QUESTIONS and answers else None


def _label(text: str, lexicon: Lexicon) -> str | None:
    found = LABEL.match(text)
    if found is None:
        return None
    low = found[1].lower()
    return next((name for name in ("question", "answer") if low in lexicon.words.get(f"{name}-label", ())), None)
