"""What a link decider sees (the sentence, its quotations in tokens, the links so far) and what it answers."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from attrib.grammar import ADVERB, NEGATION, SUBORDINATOR
from attrib.lexicon.entries import CueRule
from attrib.model import Sentence
from attrib.scan import Hit, Reading
from attrib.sources.shape import is_capital

DASHES = "-–—"
LONGEST_DATELINE = 12
CLOSING_MARKS = frozenset("\"'”’»“‘")


class Link(NamedTuple):
    """A cue that attributes: `source` as token indices or None, `main` whether it may govern the main claim.

    `elided`: the source is the one of the link before it; `quoted`: the cue stands inside a quotation;
    `negated`: the saying is denied ("tidak mengatakan"); `continuing`: an initial passive that goes on for a speaker.
    """

    hit: Hit[CueRule]
    source: tuple[int, int] | None
    main: bool
    reason: str
    clitic: bool = False
    elided: bool = False
    quoted: bool = False
    continuing: bool = False


class Clause(NamedTuple):
    """A sentence as the deciders see it: `first` is its first token behind a dateline, `quotes` are token stretches,
    marks included.
    """

    reading: Reading
    sentence: Sentence
    first: int
    quotes: tuple[tuple[int, int], ...]
    links: tuple[Link, ...] = ()

    def quote_around(self, token: int) -> tuple[int, int] | None:
        """Return the quotation that a token stands in."""
        for quote in self.quotes:
            if quote[0] <= token < quote[1]:
                return quote
        return None

    def limit(self, token: int) -> int:
        """Return where a phrase to the right of a token must end: the next quotation or the sentence's end."""
        around = self.quote_around(token)
        if around:
            return around[1]
        return min((first for first, _ in self.quotes if first > token), default=self.sentence.last)

    def floor(self, token: int) -> int:
        """Return where a phrase to the left of a token may begin at the earliest: past the quotation before it."""
        around = self.quote_around(token)
        if around:
            return around[0] + 1
        return max((last for _, last in self.quotes if last <= token), default=self.first)


def clause_of(reading: Reading, sentence: Sentence) -> Clause:
    """Return a sentence as the deciders see it."""
    quotes = tuple(
        (
            bisect_left(reading.starts, q.start, sentence.first),
            bisect_left(reading.starts, q.end, sentence.first),
        )
        for q in sentence.quotes
    )
    return Clause(reading, sentence, behind_dateline(reading, sentence), quotes)


def behind_dateline(reading: Reading, sentence: Sentence) -> int:
    """Return the first token behind a dateline: "Labuan Bajo (ANTARA) - [Bupati …]", "JAKARTA, KABAR.com — [Di …]"."""
    texts, starts = reading.texts, reading.starts
    for index in range(sentence.first, min(sentence.first + LONGEST_DATELINE, sentence.last - 1)):
        text = texts[index]
        if index > sentence.first and text in DASHES:
            spaced = text != "-" or starts[index + 1] > starts[index] + 1 or texts[index + 1] in DASHES
            while index + 1 < sentence.last - 1 and texts[index + 1] in DASHES:
                index += 1
            aside = texts[index + 1].islower() and reading.bits[index + 1] & SUBORDINATOR
            return index + 1 if spaced and not aside else sentence.first  # "Budi Santoso – saat dihubungi – …"
        if not (text in ",()./" or text[0].isdigit() or text[0].isupper() or "." in text):
            break
    return sentence.first


def skip_adverbs_left(reading: Reading, index: int, floor: int) -> tuple[int, bool]:
    """Return the first token left of `index` that is no adverb, and whether a negation was passed."""
    negated = False
    while index >= floor and reading.bits[index] & (ADVERB | NEGATION):
        negated = negated or bool(reading.bits[index] & NEGATION)
        index -= 1
    return index, negated


def is_in_name(clause: Clause, cue: int) -> bool:
    """Whether a cue's word is part of a name, as in no headline: "Desa Ujoh [Bilang]", "PT Bumi [Sangkal] Tbk"."""
    texts, body = clause.reading.texts, clause.sentence.role == "body"
    return body and cue > clause.first and is_capital(texts[cue]) and is_capital(texts[cue - 1])
