"""The closed vocabularies of the rule format, as the tables of rules/README.md list them."""

from __future__ import annotations

from typing import Final

from attrib.model import SEVERITIES, STATUSES

FRAMES: Final = (
    "post",
    "clitic",
    "active",
    "document",
    "passive",
    "object",
    "according",
    "basis",
    "inside",
    "relay",
    "tail",
    "issued",
    "nominal",
    "headline",
    "witness",
    "response",
    "unknown",
    "rumor",
    "opener",
)
ACTS: Final = (
    "speech",
    "stance",
    "directive",
    "expressive",
    "deny",
    "report",
    "accuse",
    "estimate",
    "rumor",
)
AGENTS: Final = ("oleh", "bare", "document", "office")
SOURCE_KINDS: Final = (
    "title",
    "person",
    "body",
    "medium",
    "metonym",
    "document",
    "group",
    "bare",
    "unnamed",
    "reason",
    "abstract",
    "pronoun",
    "particle",
)
GRADES: Final = ("A", "B", "C", "D", "E", "F")
NEEDS: Final = (
    "quotation",
    "accusation",
    "casualty",
    "number",
    "cause",
    "motive",
    "legal",
    "science",
    "evaluation",
    "prediction",
    "contested",
)
REASONS: Final = (
    "common-knowledge",
    "history",
    "witnessed",
    "public-event",
    "public-record",
    "background",
    "non-claim",
    "speech-act",
)
PLACES: Final = ("any", "start")
NEAR: Final = ("number", "name")
"""What `near` may name besides classes of words and kinds of sources."""
CHECK_KINDS: Final = ("statement", "cue", "source", "link", "wording", "document", "waiver")
BEFORE: Final = ("any", "name", "number")
FURNITURE_ROLES: Final = ("skipped", "heading")
ENTITY_KINDS: Final = ("person", "body", "document", "medium", "metonym", "group", "abstract", "unknown")
TESTS: Final[dict[str, tuple[str, ...]]] = {
    "link": ("dangling", "ambiguous", "carry", "late", "double"),
    "wording": ("loaded", "scare", "stacked", "initials"),
    "document": (
        "single-source",
        "anonymous-only",
        "lead-unsourced",
        "low-coverage",
        "secondhand-only",
        "no-response",
        "hedge-drop",
        "unverified",
    ),
    "waiver": ("reasonless", "syntax", "unknown", "unused"),
}
"""What `test` may name, by the kind of check."""
CONDITIONS: Final[dict[str, tuple[str, ...] | None]] = {
    "status": STATUSES,
    "needs": NEEDS,
    "frames": FRAMES,
    "acts": ACTS,
    "agent": ("none",),
    "kinds": (*ENTITY_KINDS, "bare"),
    "grades": GRADES,
    "reasons": ("none",),
    "role": ("missing",),
    "unless": ("shielded",),
    "person": ("one",),
    "cues": None,
    "test": tuple(test for tests in TESTS.values() for test in tests),
    "threshold": None,
    "severity_in_lead": SEVERITIES,
    "severity_for": None,
    "severity_with_needs": SEVERITIES,
    "severity_needs": NEEDS,
    "yields_to": None,
}
"""What a check's `when` may hold, and the values of each; None where any will do."""
