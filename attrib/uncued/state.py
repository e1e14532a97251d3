"""What reading on needs to know, and how an attribution without a cue is made."""

from __future__ import annotations

from attrib.entities import Registry
from attrib.links import Clause
from attrib.model import Attribution, Source, Span
from attrib.scan import Reading


class State:
    """What reading on needs to know: the registry, the ids given out, the last main attribution and where it stood."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.registry = Registry(reading)
        self.next_id = 1
        self.floor: Attribution | None = None
        self.floor_at = -1


def make(
    state: State, clause: Clause, index: int, source: Source | None, entity: int | None, reason: str
) -> Attribution:
    content = tuple(Span(q.start, q.end) for q in clause.sentence.quotes)
    id = state.next_id
    state.next_id += 1
    return Attribution(id, index + 1, "direct", None, source, content, entity, True, None, reason)
