"""Where the words of a class (`[[words]]` of rules/text) stand, single ones and phrases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import compress

from attrib.model import Sentence, Span
from attrib.scan import Reading


def places(reading: Reading, name: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the tokens, as (first, past the last), of each word or phrase of a class between two tokens."""
    words, lows = reading.lexicon.words.get(name, frozenset()), reading.lows
    phrases = reading.lexicon.phrases.get(name, ())
    begins = reading.grammar.beginnings(name).__contains__
    for index in compress(range(first, last), map(begins, lows[first:last])):
        if lows[index] in words:
            yield index, index + 1
            continue
        for phrase in phrases:
            end = index + len(phrase)
            if phrase[0] == lows[index] and end <= last and tuple(lows[index:end]) == phrase:
                yield index, end
                break


def has(reading: Reading, names: Iterable[str], first: int, last: int) -> bool:
    """Whether a word or phrase of one of the classes stands between two tokens."""
    return any(True for name in names for _ in places(reading, name, max(0, first), min(last, len(reading.lows))))


def occurs(reading: Reading, name: str) -> bool:
    """Whether a class stands anywhere in the draft; costs a look-up a word of the class where none does."""
    written = reading.plain
    phrases = [(word,) for word in reading.lexicon.words.get(name, ())] + [*reading.lexicon.phrases.get(name, ())]
    if not any(all(word in written or word.capitalize() in written for word in phrase) for phrase in phrases):
        return False
    return has(reading, (name,), 0, len(reading.lows))


def tokens_of(reading: Reading, sentence: Sentence, span: Span) -> tuple[int, int]:
    """Return the tokens of a sentence that a span of offsets covers."""
    within = range(sentence.first, sentence.last)
    held = [i for i in within if span.start <= reading.starts[i] < span.end]
    return (held[0], held[-1] + 1) if held else (sentence.first, sentence.first)
