"""Support: a lead or a summary that says what a sourced statement of the same article says needs no source of its own."""

from __future__ import annotations

from attrib.attributions import Reported
from attrib.grammar import (
    ADVERB,
    CALENDAR,
    COMPLEMENTIZER,
    CONJUNCTION,
    COPULA,
    DEMONSTRATIVE,
    OPENER,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
)
from attrib.model import Sentence
from attrib.scan import Reading

EMPTY = (
    ADVERB
    | CALENDAR
    | COMPLEMENTIZER
    | CONJUNCTION
    | COPULA
    | DEMONSTRATIVE
    | OPENER
    | PREPOSITION
    | RELATIVE
    | SUBORDINATOR
)
LEAST_SHARED = 3
LEAST_SHARE = 0.34
STEM = 6


def content_words(reading: Reading, sentence: Sentence) -> frozenset[str]:
    """Return the figures, names and content words of a sentence, prefixes and endings cut to a rough stem."""
    words = set()
    for index in range(sentence.first, sentence.last):
        low = reading.lows[index]
        if low[0].isdigit():
            words.add(low)
        elif len(low) > 2 and low[0].isalpha() and not reading.bits[index] & EMPTY:
            words.add(_stem(low))
    return frozenset(words)


def _stem(low: str) -> str:
    for prefix in ("mem", "men", "meng", "ber", "per", "ter", "di", "ke", "se"):
        if low.startswith(prefix) and len(low) - len(prefix) >= STEM - 2:
            low = low[len(prefix) :]
            break
    return low[:STEM]


def supporter(reading: Reading, reported: tuple[Reported, ...], index: int) -> int | None:
    """Return the index of the sourced sentence that says best what the sentence at `index` says, None if none does."""
    mine = content_words(reading, reported[index].sentence)
    if len(mine) < LEAST_SHARED:
        return None
    best, best_share = None, LEAST_SHARE
    for other, candidate in enumerate(reported):
        if other == index or candidate.main is None or candidate.main.entity is None:
            continue
        theirs = content_words(reading, candidate.sentence)
        shared = mine & theirs
        share = len(shared) / max(1, min(len(mine), len(theirs)))
        if len(shared) >= LEAST_SHARED and share > best_share:
            best, best_share = other, share
    return best
