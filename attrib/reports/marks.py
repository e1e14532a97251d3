"""What belongs to a finding: the cue, the source and the claim of its statement, and what that statement leans on."""

from __future__ import annotations

from typing import NamedTuple

from attrib.model import Analysis, Attribution, Finding, Span, Statement


class Mark(NamedTuple):
    """Words of the draft and the part they play: finding, cue, source or claim."""

    start: int
    end: int
    role: str


class Marks:
    """The marks of one draft, looked up by statement."""

    def __init__(self, analysis: Analysis) -> None:
        self.statements = {statement.id: statement for statement in analysis.statements}
        self.attributions = {attribution.id: attribution for attribution in analysis.attributions}
        self.spoken: dict[int, list[Attribution]] = {}
        for attribution in analysis.attributions:
            self.spoken.setdefault(attribution.statement, []).append(attribution)

    def statement(self, finding: Finding) -> Statement | None:
        """Return the statement of a finding, None for a finding of the whole draft."""
        return None if finding.statement is None else self.statements.get(finding.statement)

    def of(self, finding: Finding) -> tuple[Mark, ...]:
        """Return the cues, sources and claims of a finding's statement in the order of the text, its own words not
        among them.
        """
        statement = self.statement(finding)
        if statement is None:
            return ()
        found = {mark for attribution in self.spoken.get(statement.id, ()) for mark in _ends(attribution)}
        found |= {Mark(claim.start, claim.end, "claim") for claim in statement.needs if claim.kind == "need"}
        own = Span(finding.start, finding.end)
        return tuple(sorted(mark for mark in found if Span(mark.start, mark.end) != own))

    def carried(self, finding: Finding) -> tuple[Mark, ...]:
        """Return cue and source of the attribution, elsewhere in the draft, that a finding's statement carries on."""
        statement = self.statement(finding)
        if statement is None or statement.carried_from is None:
            return ()
        origin = self.attributions.get(statement.carried_from)
        return _ends(origin) if origin and origin.statement != statement.id else ()


def _ends(attribution: Attribution) -> tuple[Mark, ...]:
    """Return the marks of an attribution's cue and source, as far as it has them."""
    cue, source = attribution.cue, attribution.source
    return (
        *((Mark(cue.start, cue.end, "cue"),) if cue else ()),
        *((Mark(source.start, source.end, "source"),) if source else ()),
    )
