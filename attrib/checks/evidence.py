"""What a kind of check sees of an article, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from attrib.attributions import Reported
from attrib.claims import Claims
from attrib.lexicon.entries import CheckRule
from attrib.model import Attribution, Cue, Entity, Source, Statement
from attrib.scan import Reading

Sourced = tuple[int, Attribution, Source, Entity]


class Evidence(NamedTuple):
    """An article with its verdicts; `reported` and `statements` run in parallel by sentence.

    `sourced` are the attributions with a source, `sourceless` those that no source covers, each with its
    statement's index; `by_kind` parts the sourced by the kind of their entity, `by_status` the statements' indices.
    """

    reading: Reading
    reported: tuple[Reported, ...]
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    sourced: tuple[Sourced, ...]
    by_kind: Mapping[str, tuple[Sourced, ...]]
    sourceless: tuple[tuple[int, Attribution, Cue], ...]
    claims: Claims
    by_status: Mapping[str, tuple[int, ...]]

    def of_status(self, statuses: Iterable[str]) -> list[int]:
        """Return the indices of the statements of some statuses, in order."""
        return sorted(chain.from_iterable(self.by_status.get(status, ()) for status in statuses))

    def entity(self, attribution: Attribution) -> Entity | None:
        """Return the entity of an attribution's source."""
        return self.entities[attribution.entity - 1] if attribution.entity is not None else None

    def is_lead(self, index: int) -> bool:
        """Whether a statement stands in the article's first paragraph of prose."""
        first = next((s.paragraph for s in self.statements if s.status != "skipped"), -1)
        return self.statements[index].paragraph == first


def evidence_of(
    reading: Reading,
    reported: tuple[Reported, ...],
    statements: tuple[Statement, ...],
    entities: tuple[Entity, ...],
    claims: Claims,
) -> Evidence:
    """Return what the checks see of an article."""
    told = [n for n, statement in enumerate(statements) if statement.status != "skipped"]  # a headline names short
    every = [(index, a) for index in told for a in reported[index].attributions]
    spoken = [(i, a) for i, a in every if not _is_quoted(reported[i], a)]
    sourced = [(i, a, a.source, entities[a.entity - 1]) for i, a in spoken if a.source and a.entity is not None]
    sourceless = [(i, a, a.cue) for i, a in every if a.cue and a.entity is None and a.within is None]
    by_kind: dict[str, list[Sourced]] = {}
    for item in sourced:
        by_kind.setdefault(item[3].kind, []).append(item)
    by_status: dict[str, list[int]] = {}
    for index, statement in enumerate(statements):
        by_status.setdefault(statement.status, []).append(index)
    return Evidence(
        reading,
        reported,
        statements,
        entities,
        tuple(sourced),
        {kind: tuple(items) for kind, items in by_kind.items()},
        tuple(sourceless),
        claims,
        {status: tuple(indices) for status, indices in by_status.items()},
    )


def _is_quoted(reported: Reported, attribution: Attribution) -> bool:
    """Whether an attribution stands in another one's quotation: "Menurut saya" there is the speaker's own."""
    cue = attribution.cue
    if cue is None or attribution is reported.main:
        return False
    return any(quote.start <= cue.start < quote.end for quote in reported.sentence.quotes)


class Found(NamedTuple):
    """Words at which a check fires: their span, the statement's index (None: the whole document), a severity
    of its own.
    """

    start: int
    end: int
    statement: int | None
    severity: str
    words: Mapping[str, str]


def severity_of(rule: CheckRule, lead: bool, needs: bool = False, id: str = "") -> str:
    """Return how grave a finding is: by cue or grade (`id`), in the lead, with a need beside it, or as the
    check says.
    """
    for pair in rule.when.get("severity_for", ()):
        name, _, severity = pair.partition("=")
        if name == id:
            return severity
    if lead and "severity_in_lead" in rule.when:
        return rule.when["severity_in_lead"][0]
    if needs and "severity_with_needs" in rule.when:
        return rule.when["severity_with_needs"][0]
    return rule.severity
