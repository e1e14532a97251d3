"""How far the walk over a noun phrase has come."""

from __future__ import annotations


class Walk:
    """How far the phrase has come.

    `capital`: a capitalised word of no title or person noun is in; `closed`: nothing but an apposition may follow;
    `strict`: see phrase_end; `relative`: within a *yang* clause, `aside` if commas set it off; `lower`: plain
    lower-case words in a row; `commas`: appositions so far.
    """

    def __init__(self, first: int, strict: bool) -> None:
        self.first = self.at = first
        self.strict = strict
        self.capital = self.closed = self.relative = self.aside = False
        self.lower = self.commas = 0

    def take(self, count: int = 1, *, capital: bool = False, closed: bool = False) -> int:
        self.capital = self.capital or capital
        self.closed = closed
        self.lower = 0
        return count
