"""The closed vocabularies of the rule format, as the tables of rules/README.md list them."""

from __future__ import annotations

from typing import Final

FRAMES: Final = (
    "post",
    "clitic",
    "active",
    "document",
    "passive",
    "object",
    "according",
    "basis",
    "relay",
    "tail",
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
AGENTS: Final = ("oleh", "bare")
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
SEVERITIES: Final = ("info", "warning", "error")
CHECK_KINDS: Final = ("statement", "cue", "source", "link", "wording", "document")
BEFORE: Final = ("any", "name", "number")
FURNITURE_ROLES: Final = ("skipped", "heading")
WHEN: Final = (
    "status",
    "needs",
    "frames",
    "acts",
    "agent",
    "kinds",
    "grades",
    "reasons",
    "role",
    "test",
    "place",
    "threshold",
    "unless",
    "severity_in_lead",
    "severity_for",
    "severity_with_needs",
    "severity_needs",
)
