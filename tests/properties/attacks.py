"""Strings that make a backtracking matcher work: made of a pattern's own parts, repeated, and spoilt at the end."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from random import Random
from typing import Any, Final

parser: Any = import_module("re._parser")
codes: Any = import_module("re._constants")

# What a part that matches "any of these" is filled with.
LETTERS: Final = "aenikA0 .-,"
CATEGORIES: Final = {
    codes.CATEGORY_DIGIT: "7",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_WORD: "-",
}
SPOILERS: Final = ("", "\x01", "!", " a", "\n")
MOST_STEPS: Final = 3
"""So often a part is repeated where a pattern sets no bound."""


def attacks(pattern: str, length: int, seed: int = 0) -> Iterator[str]:
    """Yield strings of about `length` characters that nearly match, one part of the pattern repeated in each."""
    random = Random(f"{seed} {pattern}")
    parsed = parser.parse(pattern)
    for before, part in _repeats(list(parsed), random):
        pump = "".join(_sample(part, random) for _ in range(3))
        if pump:
            for spoiler in SPOILERS:
                yield _filled(before, pump, spoiler, length)
    for _ in range(4):
        whole = _sample(list(parsed), random)
        for piece in (whole, whole + " ", whole[:-1] + " ", whole[: len(whole) // 2] + " ", whole[1:] + "."):
            yield _filled("", piece or "a", random.choice(SPOILERS), length)


def _filled(before: str, piece: str, after: str, length: int) -> str:
    times = max(1, (length - len(before) - len(after)) // len(piece))
    return before + piece * times + after


def _repeats(parts: list[Any], random: Random, before: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Yield the body of each repetition of a pattern, with a string that leads to it."""
    for code, value in parts:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            if value[1] > 1:
                yield before, list(value[2])
            yield from _repeats(list(value[2]), random, before)
        for inner in _inner(code, value):
            yield from _repeats(inner, random, before)
        before += _sample([(code, value)], random)


def _inner(code: Any, value: Any) -> list[list[Any]]:
    if code is codes.SUBPATTERN:
        return [list(value[3])]
    if code is codes.BRANCH:
        return [list(branch) for branch in value[1]]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [list(value[1])]
    if code is codes.ATOMIC_GROUP:
        return [list(value)]
    return []


def _sample(parts: list[Any], random: Random) -> str:
    """Return one string that the parts match, look-arounds aside."""
    return "".join(_one(code, value, random) for code, value in parts)


def _one(code: Any, value: Any, random: Random) -> str:
    if code is codes.LITERAL:
        return chr(value)
    if code in (codes.ANY, codes.NOT_LITERAL):
        return random.choice([letter for letter in LETTERS if code is codes.ANY or ord(letter) != value])
    if code is codes.IN:
        return _of_class(value, random)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, most, body = value
        times = random.randint(least, min(most, least + MOST_STEPS))
        return "".join(_sample(list(body), random) for _ in range(times))
    if code is codes.BRANCH:
        return _sample(list(random.choice(value[1])), random)
    if code is codes.ASSERT:
        return _sample(list(value[1]), random) if value[0] < 0 else ""
    inner = _inner(code, value)
    return _sample(inner[0], random) if inner and code is not codes.ASSERT_NOT else ""


def _of_class(parts: list[Any], random: Random) -> str:
    if parts[0][0] is codes.NEGATE:
        others = [letter for letter in LETTERS if not any(_holds(part, letter) for part in parts[1:])]
        return random.choice(others or ["a"])
    code, value = random.choice(parts)
    if code is codes.RANGE:
        return chr(random.randint(*value))
    return CATEGORIES[value] if code is codes.CATEGORY else chr(value)


def _holds(part: tuple[Any, Any], letter: str) -> bool:
    code, value = part
    if code is codes.RANGE:
        return bool(value[0] <= ord(letter) <= value[1])
    return bool(code is codes.LITERAL and value == ord(letter))
