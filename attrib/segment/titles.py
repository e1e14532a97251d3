"""Where a headline in mid-paragraph ends, and the text goes on: "Baca juga: Harga Beras Naik [Saat ini, petani …]"."""

from __future__ import annotations

from typing import Final

from attrib.lexicon.entries import Lexicon
from attrib.model import Tokens

LEAST_TITLE: Final = 3
"""Words of a headline at least, before one in small letters can tell that a sentence has begun."""
SMALL: Final = ("article", "conjunction", "copula", "negation", "preposition", "relative", "subordinator")
"""Classes of words that headlines write small."""
MARKS: Final = "\"“”'‘’"


def title_end(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> int | None:
    """Return the token at which running text begins behind a headline in capitals, None if all of it is one.

    A word in small letters that no headline writes so stands in a sentence, which began with the capital before it.
    """
    texts, lows = tokens.texts, tokens.lows
    began = first
    words = 0
    for index in range(first, last):
        text = texts[index]
        if text[0].isupper() or text in MARKS:
            began = index if texts[index - 1] not in MARKS or index == first else began
            words += text[0].isupper()
        elif text[0].islower() and not _is_small(lows[index], lexicon):
            return began if words > LEAST_TITLE and began > first else None
    return None


def _is_small(low: str, lexicon: Lexicon) -> bool:
    return any(low in lexicon.words.get(name, ()) for name in SMALL)
