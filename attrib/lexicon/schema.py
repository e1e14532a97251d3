"""The rule files' entries as types, and every error of a file at once: where, what was expected, the nearest valid word.

msgspec checks keys and types; the vocabularies, the proofs and what one entry owes another are checked here. Imported only
when rule files must really be read, that is when the cache does not hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import msgspec

from attrib.errors import RuleError
from attrib.lexicon import vocabulary
from attrib.lexicon.toml import TomlFile
from attrib.lexicon.words import words_of


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


AnyEntry = (
    CueEntry | SourceEntry | NeedEntry | ExemptEntry | AbbreviationEntry | WordsEntry | FurnitureEntry | CheckEntry
)
KINDS: dict[str, type[Any]] = {
    "cue": CueEntry,
    "source": SourceEntry,
    "need": NeedEntry,
    "exempt": ExemptEntry,
    "abbreviation": AbbreviationEntry,
    "words": WordsEntry,
    "furniture": FurnitureEntry,
    "check": CheckEntry,
}
CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "cue": {"frame": vocabulary.FRAMES, "act": vocabulary.ACTS, "agent": vocabulary.AGENTS},
    "source": {"kind": vocabulary.SOURCE_KINDS, "grade": vocabulary.GRADES},
    "need": {"need": vocabulary.NEEDS, "at": vocabulary.PLACES},
    "exempt": {"reason": vocabulary.REASONS, "at": vocabulary.PLACES},
    "abbreviation": {"before": vocabulary.BEFORE},
    "furniture": {"role": vocabulary.FURNITURE_ROLES},
    "check": {"kind": vocabulary.CHECK_KINDS, "severity": vocabulary.SEVERITIES},
}


def entries_of(file: TomlFile) -> Iterator[tuple[str, int, AnyEntry] | RuleError]:
    """Yield (kind, line, entry) for each right entry of a file, and an error for each wrong one."""
    for kind, values in file.data.items():
        if kind not in KINDS:
            yield file.error(kind, 0, "", f"unknown kind of entry [[{kind}]]", _nearest(kind, KINDS))
            continue
        if not isinstance(values, list):
            yield file.error(kind, 0, "", f"[{kind}] must be written [[{kind}]]", "")
            continue
        for number, value in enumerate(values):
            errors = list(_wrong(file, kind, number, value))
            if errors:
                yield from errors
            else:
                yield kind, file.line(kind, number, ""), msgspec.convert(value, KINDS[kind])


def _wrong(file: TomlFile, kind: str, number: int, value: dict[str, Any]) -> Iterator[RuleError]:
    try:
        entry = msgspec.convert(value, KINDS[kind])
    except msgspec.ValidationError as error:
        message = str(error)
        unknown = re.search(r"unknown field `([^`]+)`", message)
        path = re.search(r"at `\$\.([^`]+)`", message)
        missing = re.search(r"missing required field `([^`]+)`", message)
        key = unknown[1] if unknown else (re.split(r"[.\[]", path[1])[0] if path else "")
        hint = _nearest(key, [f.encode_name for f in msgspec.structs.fields(KINDS[kind])]) if unknown else ""
        if missing and missing[1] in ("yes", "no", "flags", "passes"):
            hint = "every entry carries sentences that it must match and sentences that it must not"
        yield file.error(kind, number, key, message.replace("Object", "the entry", 1), hint)
        return
    for key, choices in CHOICES.get(kind, {}).items():
        chosen = getattr(entry, key)
        if chosen is not None and chosen not in choices:
            yield file.error(kind, number, key, f"{key} = {chosen!r} is none of {', '.join(choices)}", _nearest(chosen, choices))
    yield from _unproved(file, kind, number, entry)
    if isinstance(entry, Entry):
        yield from _misformed(file, kind, number, entry)
    if isinstance(entry, (ClaimEntry, FurnitureEntry)) and entry.pattern is not None:
        yield from _bad_pattern(file, kind, number, entry.pattern)
    if isinstance(entry, CheckEntry):
        for key in entry.when:
            if key not in vocabulary.WHEN:
                yield file.error(kind, number, key, f"unknown condition `{key}`", _nearest(key, vocabulary.WHEN))


def _unproved(file: TomlFile, kind: str, number: int, entry: Any) -> Iterator[RuleError]:
    for key in ("flags", "passes") if kind == "check" else ("yes", "no"):
        if not getattr(entry, key):
            yield file.error(kind, number, key, f"`{key}` is empty", "give at least one sentence")


def _misformed(file: TomlFile, kind: str, number: int, entry: Entry) -> Iterator[RuleError]:
    if not entry.forms:
        yield file.error(kind, number, "forms", "`forms` is empty", "give at least one form")
    for form in (*entry.forms, *entry.not_):
        if form != " ".join(form.split()) or not form:
            yield file.error(kind, number, "forms", f"{form!r} has stray spaces", "one space between words, none outside")
    cut = [tuple(w.casefold() for w in words_of(form)) for form in entry.forms]
    for phrase in entry.not_:
        words = tuple(w.casefold() for w in words_of(phrase))
        if not any(words[i : i + len(form)] == form for form in cut for i in range(len(words))):
            yield file.error(kind, number, "not", f"{phrase!r} holds none of the entry's forms", "")


def _bad_pattern(file: TomlFile, kind: str, number: int, pattern: str) -> Iterator[RuleError]:
    import regex

    try:
        regex.compile(pattern)
    except regex.error as error:
        yield file.error(kind, number, "pattern", f"the pattern cannot be read: {error}", "")


def _nearest(word: str, choices: Any) -> str:
    close = get_close_matches(word, list(choices), n=1, cutoff=0.5)
    return f"did you mean `{close[0]}`?" if close else ""
