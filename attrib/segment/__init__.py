"""A draft cut up: paragraphs, quotations, sentences, tokens, every one with its exact span."""

from __future__ import annotations

from attrib.lexicon.entries import Lexicon
from attrib.lexicon.watch import Watch
from attrib.model import Article, Draft, Sentence
from attrib.segment.frames import Frames
from attrib.segment.glued import part_glued
from attrib.segment.paragraphs import paragraphs_of
from attrib.segment.quotes import quotes_of
from attrib.segment.sentences import Cutter
from attrib.segment.tokens import tokenize


def cut(draft: Draft, lexicon: Lexicon) -> Article:
    """Cut a draft into what the matcher reads."""
    tokens = part_glued(tokenize(draft.prose), lexicon)
    frames = Frames(tokens, lexicon)
    watch = Watch(len(draft.text))
    paragraphs = paragraphs_of(draft, lexicon, watch)
    quotes = quotes_of(draft.prose, paragraphs, frames)
    cutter = Cutter(draft.prose, tokens, lexicon, frames, watch)
    sentences: list[Sentence] = []
    for index, paragraph in enumerate(paragraphs):
        sentences += cutter.cut(index, paragraph, quotes[index])
    return Article(draft, tokens, paragraphs, tuple(sentences), tuple(watch.faults))
