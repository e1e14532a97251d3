"""Prose to tokens at the speed of C: words, numbers, handles, tags, links, and every other mark by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate
from typing import Final

from attrib.model import Tokens

MOST_WORDS: Final = 25_000
LONGEST_KEPT: Final = 60
_DOMAIN = (
    "com|co|id|go|or|ac|org|net|tv|info|news|it|uk|my|sg|us|eu|io|jp|"
    "COM|CO|ID|GO|OR|AC|ORG|NET|TV|INFO|NEWS|Com|Co|Id|Net"
)
TOKEN: Final = re.compile(
    # most words first, those that no mark carries on
    r"\w++(?![-.,:/'’ʼ]\w|://)\s*+"
    r"|(?:"
    # S.H · M.Si · a.n · B.J – without their last stop; not a sentence's end that lost its space: "AS.Ia"
    r"(?:[^\W\d_]\.)+(?:[^\W\d_]{1,3})(?![^\W_])"
    r"|[Ww]{3}\.\w+(?:[-.]\w+)+"
    r"|[Hh]ttps?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]"
    # anak-anak · di-PHK · Ma'ruf · 22/4/2020 · 4,75 · KOMPAS.com
    r"|\w+(?:(?<=[^\W\d_])['’ʼ](?=[^\W\d_])\w+|-(?=[^\W_])\w+|(?<=\d)[.,:/](?=\d)\w+"
    r"|\.(?:" + _DOMAIN + r")(?!\w))*"
    r"|[@#]\w+(?:\.\w+)*"
    r"|\S)\s*+"
)


class _Vocabulary(dict[str, str]):
    """What a word is written as, or in lower case, remembered over drafts: one object for a word has one hash for all
    look-ups, and an archive's vocabulary is kept from growing without bound.
    """

    def __init__(self, of: Callable[[str], str]) -> None:
        super().__init__()
        self.of = of

    def __missing__(self, piece: str) -> str:
        word = self.of(piece)
        if len(piece) > LONGEST_KEPT:
            return word
        if len(self) > MOST_WORDS:
            self.clear()
        self[piece] = word
        return word


_TEXTS: Final = _Vocabulary(str.rstrip)
_LOWS: Final = _Vocabulary(str.lower)


def tokenize(prose: str) -> Tokens:
    """Cut prose into tokens with their lower-case forms and start offsets."""
    lead = len(prose) - len(prose.lstrip())
    pieces = TOKEN.findall(prose, lead)
    starts = list(accumulate(map(len, pieces), initial=lead))
    del starts[-1]
    texts = list(map(_TEXTS.__getitem__, pieces))
    return Tokens(texts, list(map(_LOWS.__getitem__, texts)), starts)
