"""Patterns that run away: how long one may search a draft, and which did not keep to it."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from regex import Pattern

SECONDS: Final = 0.5
"""CPU time that a pattern may take for a draft, and for every million characters of it once more as much."""
MILLION: Final = 1_000_000
LONG: Final = 400
"""In so many characters the shipped patterns keep to it whatever these are, and go unwatched: watching costs time."""

T = TypeVar("T")


class Watch:
    """What the patterns have taken of their time for one draft; one that has none left finds nothing any more.

    `faults` has a line for each such pattern.
    """

    def __init__(self, size: int) -> None:
        self.allowed = SECONDS * (1 + size / MILLION)
        self.faults: list[str] = []
        self._left: dict[str, float] = {}

    def spans(self, rule: str, pattern: Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Return where a rule's pattern matches in a stretch of text."""

        def search(left: float) -> list[tuple[int, int]]:
            return [match.span() for match in pattern.finditer(text, start, end, timeout=left)]

        return self._within(rule, search, [])

    def is_whole(self, rule: str, pattern: Pattern[str], text: str) -> bool:
        """Whether a rule's pattern matches a text from end to end."""
        return self._within(rule, lambda left: pattern.fullmatch(text, timeout=left) is not None, False)

    def _within(self, rule: str, search: Callable[[float], T], nothing: T) -> T:
        left = self._left.get(rule, self.allowed)
        if left <= 0:
            return nothing
        began = process_time()
        try:
            found = search(left)
        except TimeoutError:
            found, left = nothing, 0
        self._left[rule] = left = left - (process_time() - began)
        if left <= 0:
            what = f"{rule}: its pattern was stopped after {self.allowed:.1f} s, and what it did not reach is unchecked"
            self.faults.append(f"{what}; write it without a repeat inside a repeat")
        return found
