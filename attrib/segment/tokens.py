"""Prose to tokens at the speed of C: words, numbers, handles, tags, links, and every other mark by itself."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final

from attrib.model import Tokens

_DOMAIN = "com|co|id|go|or|ac|org|net|tv|info|news|COM|CO|ID|GO|OR|AC|ORG|NET|TV|INFO|NEWS|Com"
TOKEN: Final = re.compile(
    # most words first, those that no mark carries on
    r"\w++(?![-.,:/'’ʼ]\w|://)\s*+"
    r"|(?:"
    # S.H · M.Si · a.n · B.J – without their last stop; not a sentence's end that lost its space: "AS.Ia"
    r"(?:[^\W\d_]\.)+(?:[^\W\d_]{1,3})(?![^\W_])"
    r"|[Hh]ttps?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]"
    # anak-anak · di-PHK · Ma'ruf · 22/4/2020 · 4,75 · KOMPAS.com
    r"|\w+(?:(?<=[^\W\d_])['’ʼ](?=[^\W\d_])\w+|-(?=[^\W_])\w+|(?<=\d)[.,:/](?=\d)\w+"
    r"|\.(?:" + _DOMAIN + r")(?!\w))*"
    r"|[@#]\w+(?:\.\w+)*"
    r"|\S)\s*+"
)


def tokenize(prose: str) -> Tokens:
    """Cut prose into tokens with their lower-case forms and start offsets."""
    lead = len(prose) - len(prose.lstrip())
    pieces = TOKEN.findall(prose, lead)
    starts = list(accumulate(map(len, pieces), initial=lead))[:-1]
    # each distinct word once: most words repeat, and one object keeps one hash for all look-ups
    texts = {piece: piece.rstrip() for piece in set(pieces)}
    lows = {piece: text.lower() for piece, text in texts.items()}
    return Tokens(list(map(texts.__getitem__, pieces)), list(map(lows.__getitem__, pieces)), starts)
