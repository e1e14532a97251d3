"""What an entry of a rule file holds, as types, and which table holds which."""

from __future__ import annotations

from typing import Any, Final

import msgspec


class Entry(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What all entries share."""

    id: str
    forms: list[str]
    yes: list[str]
    no: list[str]
    not_: list[str] = msgspec.field(name="not", default_factory=list)
    note: str = ""


class CueEntry(Entry, kw_only=True):
    """A `[[cue]]`."""

    frame: str
    act: str
    agent: str = "oleh"
    loaded: bool = False


class SourceEntry(Entry, kw_only=True):
    """A `[[source]]`."""

    kind: str
    grade: str | None = None
    sorts: list[str] = []


class ClaimEntry(Entry, kw_only=True):
    """What `[[need]]` and `[[exempt]]` share."""

    near: list[str] = []
    within: int = 8
    at: str = "any"
    pattern: str | None = None


class NeedEntry(ClaimEntry, kw_only=True):
    """A `[[need]]`."""

    need: str


class ExemptEntry(ClaimEntry, kw_only=True):
    """An `[[exempt]]`."""

    reason: str


class AbbreviationEntry(Entry, kw_only=True):
    """An `[[abbreviation]]`."""

    before: str = "any"


class WordsEntry(Entry, kw_only=True):
    """A `[[words]]` class."""


class FurnitureEntry(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A `[[furniture]]` line."""

    id: str
    role: str
    yes: list[str]
    no: list[str]
    starts: list[str] = []
    equals: list[str] = []
    pattern: str | None = None
    note: str = ""


class CheckTexts(msgspec.Struct, forbid_unknown_fields=True):
    """A check's texts in one language."""

    title: str
    message: str
    advice: str
    why: str


class CheckExample(msgspec.Struct, forbid_unknown_fields=True):
    """A draft that a check flags, its words in braces, or that it passes."""

    text: str
    note: str = ""


class CheckEntry(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A `[[check]]`."""

    code: str
    kind: str
    severity: str
    id: CheckTexts
    en: CheckTexts
    flags: list[CheckExample]
    passes: list[CheckExample]
    when: dict[str, str | int | list[str]] = {}
    note: str = ""


class SectionTitle(msgspec.Struct, forbid_unknown_fields=True):
    """A section's name in each language."""

    id: str
    en: str


class SectionCheck(msgspec.Struct, forbid_unknown_fields=True):
    """How grave a check is in a section, or `off`; the note says why."""

    code: str
    severity: str
    note: str


class SectionFlag(msgspec.Struct, forbid_unknown_fields=True):
    """A draft in which a check still fires in the section at the words in braces, as gravely as `severity` says."""

    text: str
    code: str
    severity: str
    note: str = ""


class SectionPass(msgspec.Struct, forbid_unknown_fields=True):
    """A draft that a check flags elsewhere, at the words in braces, and not here; without `code` nothing flags it."""

    text: str
    code: str | None = None
    note: str = ""


class SectionEntry(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A `[[section]]`."""

    id: str
    title: SectionTitle
    flags: list[SectionFlag]
    passes: list[SectionPass]
    check: list[SectionCheck] = []
    note: str = ""


AnyEntry = (
    CueEntry
    | SourceEntry
    | NeedEntry
    | ExemptEntry
    | AbbreviationEntry
    | WordsEntry
    | FurnitureEntry
    | CheckEntry
    | SectionEntry
)
KINDS: Final[dict[str, type[Any]]] = {
    "cue": CueEntry,
    "source": SourceEntry,
    "need": NeedEntry,
    "exempt": ExemptEntry,
    "abbreviation": AbbreviationEntry,
    "words": WordsEntry,
    "furniture": FurnitureEntry,
    "check": CheckEntry,
    "section": SectionEntry,
}
