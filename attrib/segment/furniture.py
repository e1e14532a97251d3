"""Lines that are no statements: "Baca juga: …", credits, placeholders – known by rules of the lexicon."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from attrib.lexicon.entries import FurnitureRule
from attrib.lexicon.watch import Watch

if TYPE_CHECKING:
    from regex import Pattern

LONGEST: Final = 500
"""No furniture is longer, in characters."""
LONGEST_EQUAL: Final = 80
"""No line that furniture must equal is longer."""
AFTER: Final = r"(?=\s*(?:[:|»>\"“”‘'(]|[–—-]\s|$)|\W*[A-Z0-9])"
"""What follows an opening: "Baca juga: …", "Baca juga Harga …", but not "Baca juga dilakukan siswa"."""
RUNS_ON: Final = re.compile(r"[a-z]{3}\. ?[A-Z][a-z]")
"""Of several sentences, only the first may be furniture: "Baca juga: Harga Naik. Kapolsek mengatakan …"."""
HEAD: Final = re.compile(r"\W")
SPACE: Final = re.compile(r"\s+")


class Furniture(NamedTuple):
    """Furniture rules, compiled: openings and patterns as one expression each, whole lines by look-up.

    A newsroom's `own` patterns run one by one, behind the shipped ones and watched.
    """

    rules: tuple[FurnitureRule, ...]
    starts: re.Pattern[str]
    wholes: re.Pattern[str]
    equals: dict[str, FurnitureRule]
    own: tuple[tuple[FurnitureRule, Pattern[str]], ...]
    heads: frozenset[str]
    """The first words of all openings in lower case: no other word can begin one."""

    def match(self, text: str, watch: Watch) -> FurnitureRule | None:
        """Return the rule that knows this line, None if it is prose."""
        if len(text) > LONGEST:
            return None
        rule = None
        if len(text) <= LONGEST_EQUAL:
            flat = SPACE.sub(" ", text)
            rule = self.equals.get(flat) or self.equals.get(flat.lower())
        rule = rule or self._named(self.wholes.fullmatch(text))
        if self.own and not rule:
            rule = next((o for o, p in self.own if watch.is_whole(f"furniture “{o.id}”", p, text)), None)
        if rule:
            return rule
        opening = self.opening(text, 0, len(text))
        return None if opening and RUNS_ON.search(text) else opening

    def opening(self, text: str, start: int, end: int) -> FurnitureRule | None:
        """Return the rule whose opening words stand at the start of a stretch of text."""
        return self._named(self.starts.match(text, start, end))

    def _named(self, match: re.Match[str] | None) -> FurnitureRule | None:
        return self.rules[int(match.lastgroup[1:])] if match and match.lastgroup else None


@lru_cache(maxsize=8)
def furniture_of(rules: tuple[FurnitureRule, ...]) -> Furniture:
    """Compile furniture rules; once for each rule set."""
    numbered = list(enumerate(rules))
    starts = [f"(?P<r{n}>{'|'.join(map(_opening, rule.starts))})" for n, rule in numbered if rule.starts]
    wholes = [f"(?P<r{n}>{rule.pattern})" for n, rule in numbered if rule.pattern and not rule.own]
    return Furniture(
        rules,
        re.compile(r"[(\[*>»\s]*(?:" + ("|".join(starts) or "(?!)") + ")"),
        re.compile("|".join(wholes) or "(?!)"),
        {form: rule for rule in rules for form in rule.equals},
        tuple((rule, _searcher(rule.pattern)) for rule in rules if rule.pattern and rule.own),
        frozenset(HEAD.split(form.lower())[0] for rule in rules for form in rule.starts),
    )


def _searcher(pattern: str) -> Pattern[str]:
    import regex

    return regex.compile(pattern)


def _opening(form: str) -> str:
    """One opening as an expression; in lower case it matches any case, one that ends in a mark is enough."""
    words = re.escape(form).replace(r"\ ", r"\s+")
    words = f"(?i:{words})" if form == form.lower() else words
    return words if not form[-1].isalnum() else words + AFTER
