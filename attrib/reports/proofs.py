"""What `attrib rules test` prints of a proof that fails."""

from __future__ import annotations

from attrib.proofs import Outcome
from attrib.reports.shape import plain, visible


def failure(outcome: Outcome) -> str:
    """Return where the proof stands, what it demands, its sentence, and what was found instead."""
    proof = outcome.proof
    demand = "must match" if proof.must else "must not match"
    place = f"{plain(str(proof.file))}:{proof.line}: {proof.kind} {proof.id}"
    return f"{place} {demand}: {visible(proof.text)}\n  found: {visible(outcome.found)}\n"
