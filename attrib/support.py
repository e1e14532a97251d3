"""Support: a lead or a summary that says what a sourced statement of the same article says needs no source of
its own.
"""

from __future__ import annotations

from bisect import bisect_left

from attrib.attributions import Reported
from attrib.grammar import (
    ADVERB,
    CALENDAR,
    COMPLEMENTIZER,
    CONJUNCTION,
    COPULA,
    DEMONSTRATIVE,
    MOST_WORDS,
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
PREFIXES = ("meng", "mem", "men", "ber", "per", "ter", "di", "ke", "se")


LEAST_LEAD_SHARE = 0.4
LATER_SHARE = 0.5
FARTHEST = 80
"""Statements that an article may have: in a file of many, each is held against its own."""


class Support:
    """Who says what again: the content words of an article's statements, taken once each and only when asked for."""

    def __init__(self, reading: Reading, reported: tuple[Reported, ...]) -> None:
        self.reading = reading
        self.reported = reported
        self._words: dict[int, frozenset[str]] = {}
        self._sourced: list[int] | None = None

    def words(self, index: int) -> frozenset[str]:
        """Return the figures, names and content words of a statement, cut to a rough stem."""
        if index not in self._words:
            self._words[index] = content_words(self.reading, self.reported[index].sentence)
        return self._words[index]

    def of(self, index: int) -> int | None:
        """Return the index of the sourced statement that says best what another says, None if none does."""
        mine = self.words(index)
        if len(mine) < LEAST_SHARED:
            return None
        if self._sourced is None:
            self._sourced = [n for n, r in enumerate(self.reported) if r.main and r.main.entity is not None]
        # Before anybody has spoken a statement is a lead; later it must say very nearly the same.
        least = LEAST_SHARE if index < (self._sourced or [0])[0] else LATER_SHARE
        best, best_share = None, least
        near = bisect_left(self._sourced, index - FARTHEST), bisect_left(self._sourced, index + FARTHEST)
        for other in self._sourced[near[0] : near[1]]:
            theirs = self.words(other)
            shared = len(mine & theirs)
            share = shared / max(1, min(len(mine), len(theirs)))
            if other != index and shared >= LEAST_SHARED and share > best_share:
                best, best_share = other, share
        return best

    def among(self, index: int, sourced: list[int]) -> int | None:
        """Return the nearest in content of the sourced statements if together they hold most of a lead's words."""
        mine = self.words(index)
        if len(mine) < LEAST_SHARED:
            return None
        sourced = sourced[: bisect_left(sourced, index + FARTHEST)]
        together: frozenset[str] = frozenset().union(*(self.words(n) for n in sourced))
        if len(mine & together) / len(mine) < LEAST_LEAD_SHARE:
            return None
        return max(sourced, key=lambda n: len(mine & self.words(n)))


class _Stems(dict[str, str]):
    """The rough stem of each word that was asked for, empty for one that says nothing by itself."""

    def __init__(self, bits: dict[str, int]) -> None:
        super().__init__()
        self.bits = bits

    def __missing__(self, low: str) -> str:
        if len(self) > MOST_WORDS:
            self.clear()
        content = len(low) > 2 and low[0].isalpha() and not self.bits.get(low, 0) & EMPTY
        stem = self[low] = low if low[0].isdigit() else _stem(low) if content else ""
        return stem


_BUILT: dict[str, _Stems] = {}


def content_words(reading: Reading, sentence: Sentence) -> frozenset[str]:
    """Return the figures, names and content words of a sentence, prefixes and endings cut to a rough stem."""
    digest = reading.lexicon.digest
    if digest not in _BUILT:
        _BUILT.clear()
        _BUILT[digest] = _Stems(reading.grammar.bits)
    words = set(map(_BUILT[digest].__getitem__, reading.lows[sentence.first : sentence.last]))
    words.discard("")
    return frozenset(words)


def _stem(low: str) -> str:
    for prefix in PREFIXES if low.startswith(PREFIXES) else ():
        if low.startswith(prefix) and len(low) - len(prefix) >= STEM - 2:
            low = low[len(prefix) :]
            break
    return low[:STEM]
