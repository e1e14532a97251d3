"""The figures of a draft or of a run: statements by status, findings by severity, coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from attrib.model import SEVERITIES, STATUSES, Analysis

ATTRIBUTED = ("named", "anonymous", "carried")
SOURCELESS = ("hearsay", "unattributed")


class Tally(NamedTuple):
    """Counts by status and by severity, every one of them present."""

    statuses: dict[str, int]
    severities: dict[str, int]

    @property
    def statements(self) -> int:
        """How many statements there are; what is skipped is none."""
        return sum(count for status, count in self.statuses.items() if status != "skipped")

    @property
    def attributed(self) -> int:
        """How many statements have a source."""
        return sum(self.statuses[status] for status in ATTRIBUTED)

    @property
    def needing(self) -> int:
        """How many statements need a source."""
        return self.attributed + sum(self.statuses[status] for status in SOURCELESS)

    @property
    def coverage(self) -> float | None:
        """The share of the statements needing a source that have one, or None where none needs one."""
        return round(self.attributed / self.needing, 4) if self.needing else None

    def is_below(self, percent: float) -> bool:
        """Whether the share of statements with a source is less than so many percent of those that need one."""
        return self.attributed * 100 < percent * self.needing

    def __add__(self, other: object) -> Tally:
        """Return the figures of both."""
        if not isinstance(other, Tally):
            return NotImplemented
        statuses = {status: count + other.statuses[status] for status, count in self.statuses.items()}
        return Tally(statuses, {name: count + other.severities[name] for name, count in self.severities.items()})


def tally(analyses: Iterable[Analysis]) -> Tally:
    """Count the statements and findings of some drafts."""
    statuses: Counter[str] = Counter(dict.fromkeys(STATUSES, 0))
    severities: Counter[str] = Counter(dict.fromkeys(reversed(SEVERITIES), 0))
    for analysis in analyses:
        statuses.update(statement.status for statement in analysis.statements)
        severities.update(finding.severity for finding in analysis.findings)
    return Tally(dict(statuses), dict(severities))
