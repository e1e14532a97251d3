"""All entries of the rule folders, a newsroom's own over the shipped ones; every error of every file at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from attrib.errors import RuleError
from attrib.lexicon import RuleErrors, rule_files
from attrib.lexicon.schema import CheckEntry, Entry, entries_of
from attrib.lexicon.toml import TomlFile


class Gathered(NamedTuple):
    """An entry with where it stands."""

    kind: str
    id: str
    path: Path
    line: int
    entry: Any


def gather(folders: Sequence[Path]) -> list[Gathered]:
    """Return the entries of all folders; a later folder's entry replaces one of the same kind and id whole.

    Raises RuleErrors.
    """
    errors: list[RuleError] = []
    merged: dict[tuple[str, str], Gathered] = {}
    for folder in folders:
        found = _read(rule_files(folder), errors)
        errors += _twice(found)
        errors += _unsorted(found)
        merged |= {(g.kind, g.id): g for g in found}
    errors += _claimed_twice(merged.values())
    if errors:
        raise RuleErrors(errors)
    return list(merged.values())


def _read(files: Iterable[Path], errors: list[RuleError]) -> list[Gathered]:
    found: list[Gathered] = []
    for path in files:
        try:
            file = TomlFile(path)
        except RuleError as error:
            errors.append(error)
            continue
        for item in entries_of(file):
            if isinstance(item, RuleError):
                errors.append(item)
            else:
                kind, line, entry = item
                found.append(Gathered(kind, entry.code if isinstance(entry, CheckEntry) else entry.id, path, line, entry))
    return found


def _twice(found: list[Gathered]) -> list[RuleError]:
    seen: dict[tuple[str, str], Gathered] = {}
    errors = []
    for g in found:
        before = seen.setdefault((g.kind, g.id), g)
        if before is not g:
            place = f"{g.path}:{g.line}"
            errors.append(RuleError(place, f"{g.kind} “{g.id}” stands already at {before.path}:{before.line}", "rename one"))
    return errors


def _unsorted(found: list[Gathered]) -> list[RuleError]:
    errors = []
    for before, g in zip(found, found[1:], strict=False):
        if (before.path, before.kind) == (g.path, g.kind) and g.id < before.id:
            errors.append(
                RuleError(f"{g.path}:{g.line}", f"{g.kind} “{g.id}” stands behind “{before.id}”", "keep ids in alphabetical order")
            )
    return errors


def _claimed_twice(found: Iterable[Gathered]) -> list[RuleError]:
    """A form belongs to one entry of its kind; word classes may share theirs, and so may claims with other conditions."""
    seen: dict[tuple[str, str], Gathered] = {}
    errors = []
    for g in found:
        if not isinstance(g.entry, Entry) or g.kind in ("words", "need", "exempt"):
            continue
        for form in g.entry.forms:
            before = seen.setdefault((g.kind, form), g)
            if before is not g:
                message = f"{g.kind} “{g.id}”: the form {form!r} belongs to “{before.id}” at {before.path}:{before.line}"
                errors.append(RuleError(f"{g.path}:{g.line}", message, "take it out of one of them"))
    return errors
