"""Names made of the beginnings of others, as Indonesian makes them: Kemenkes, Polda Jabar, Zulhas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

LEAST_PIECE: Final = 2
PREFIXES: Final = ("peng", "peny", "pem", "pen", "per", "pe", "ke")
"""What a piece may leave out of the word that it stands for: the *hub* of Kemenhub, for *perhubungan*."""
ENDING: Final = "an"
LEAST_END: Final = 3
"""A piece may also be the end of a word, if it is a syllable: the *gas* of Satgas, for *tugas*."""
JOINING: Final = frozenset(("dan", "serta", "&"))


def abbreviates(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a name, word by word, is a fuller one's, some of its words made of the beginnings of two or more.

    Both in small letters: "polda jabar" and "polda jawa barat", "zulhas" and "zulkifli hasan".
    """
    if not short or not full:
        return not short and not full
    if short[0][0] != full[0][0]:
        return False
    if short[0] == full[0] and abbreviates(short[1:], full[1:]):
        return True
    return any(
        _is_blend(short[0], full[:size]) and abbreviates(short[1:], full[size:]) for size in range(2, len(full) + 1)
    )


def _is_blend(word: str, parts: Sequence[str]) -> bool:
    """Whether a word is made of the beginnings of all the parts in their order, connectives aside."""
    if not parts:
        return not word
    if parts[0] in JOINING:
        return _is_blend(word, parts[1:])
    return any(
        _is_blend(word[size:], parts[1:])
        for stem in _stems(parts[0])
        for size in range(LEAST_PIECE, len(word) + 1)
        if stem.startswith(word[:size]) or (size >= LEAST_END and stem.endswith(word[:size]))
    )


def _stems(word: str) -> set[str]:
    """A word, and what is left of it without prefix and ending: kesehatan, sehatan, kesehat, sehat."""
    bare = {word, *(word[len(prefix) :] for prefix in PREFIXES if word.startswith(prefix))}
    bare |= {stem.removesuffix(ENDING) for stem in bare}
    return {stem for stem in bare if len(stem) > LEAST_PIECE}
