"""Attributions without a cue: who stands before, behind or beside what is said, and no verb of saying between."""

from __future__ import annotations

from attrib.links import Clause
from attrib.model import Attribution
from attrib.uncued.prose import by_citation, by_document, by_headline_colon, by_saying, may_hold_one
from attrib.uncued.quotes import CHANNELS, before_quote, behind_quote, by_colon, by_place
from attrib.uncued.state import State, make


def find(state: State, clause: Clause, index: int) -> Attribution | None:
    """Return the attribution of a sentence whose words hold no cue for it."""
    return (
        by_colon(state, clause, index)
        or behind_quote(state, clause, index)
        or before_quote(state, clause, index)
        or by_place(state, clause, index)
        or by_document(state, clause, index)
        or by_citation(state, clause, index)
        or by_saying(state, clause, index)
    )


__all__ = ["CHANNELS", "State", "by_headline_colon", "find", "make", "may_hold_one"]
