"""What a kind of check sees of an article, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from attrib.attributions import Reported
from attrib.lexicon.entries import CheckRule
from attrib.model import Attribution, Entity, Statement
from attrib.scan import Reading


class Evidence(NamedTuple):
    """An article with its verdicts; the tuples run in parallel by sentence."""

    reading: Reading
    reported: tuple[Reported, ...]
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]

    def entity(self, attribution: Attribution) -> Entity | None:
        """Return the entity of an attribution's source."""
        return self.entities[attribution.entity - 1] if attribution.entity is not None else None

    def is_lead(self, index: int) -> bool:
        """Whether a statement stands in the article's first paragraph of prose."""
        first = next((s.paragraph for s in self.statements if s.status != "skipped"), -1)
        return self.statements[index].paragraph == first


class Found(NamedTuple):
    """Words at which a check fires: their span, the statement's index (None: the whole document), a severity of its own."""

    start: int
    end: int
    statement: int | None
    severity: str
    words: Mapping[str, str]


def severity_of(rule: CheckRule, lead: bool, needs: bool = False, id: str = "") -> str:
    """Return how grave a finding is: by cue or grade (`id`), in the lead, with a need beside it, or as the check says."""
    for pair in rule.when.get("severity_for", ()):
        name, _, severity = pair.partition("=")
        if name == id:
            return severity
    if lead and "severity_in_lead" in rule.when:
        return rule.when["severity_in_lead"][0]
    if needs and "severity_with_needs" in rule.when:
        return rule.when["severity_with_needs"][0]
    return rule.severity
