"""All entries of the rule folders, a newsroom's own over the shipped ones, or all errors of all files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from attrib.errors import RuleError
from attrib.lexicon import RuleErrors, rule_files, vocabulary
from attrib.lexicon.schema import CheckEntry, ClaimEntry, Entry, SectionEntry
from attrib.lexicon.toml import TomlFile
from attrib.lexicon.validate import entries_of, nearest


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
    errors += _unknown_classes(merged.values())
    errors += _unknown_checks(merged.values())
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
                name = entry.code if isinstance(entry, CheckEntry) else entry.id
                found.append(Gathered(kind, name, path, line, entry))
    return found


def _twice(found: list[Gathered]) -> list[RuleError]:
    seen: dict[tuple[str, str], Gathered] = {}
    errors = []
    for g in found:
        before = seen.setdefault((g.kind, g.id), g)
        if before is not g:
            message = f"{g.kind} “{g.id}” stands already at {before.path}:{before.line}"
            errors.append(RuleError(f"{g.path}:{g.line}", message, "rename one"))
    return errors


def _unsorted(found: list[Gathered]) -> list[RuleError]:
    return [
        RuleError(f"{g.path}:{g.line}", f"{g.kind} “{g.id}” stands behind “{before.id}”", "sort the ids")
        for before, g in pairwise(found)
        if (before.path, before.kind) == (g.path, g.kind) and g.id < before.id
    ]


def _claimed_twice(found: Iterable[Gathered]) -> list[RuleError]:
    """A form belongs to one entry of its kind; only a word of grammar may be of several classes."""
    seen: dict[tuple[str, str], Gathered] = {}
    errors = []
    for g in found:
        if not isinstance(g.entry, Entry) or g.kind == "words":
            continue
        for form in g.entry.forms:
            before = seen.setdefault((g.kind, form), g)
            if before is not g:
                owner = f"“{before.id}” at {before.path}:{before.line}"
                message = f"{g.kind} “{g.id}”: the form {form!r} belongs to {owner}"
                errors.append(RuleError(f"{g.path}:{g.line}", message, "take it out of one of them"))
    return errors


def _unknown_classes(found: Iterable[Gathered]) -> list[RuleError]:
    """What `near` names must be a class of words, a kind of source, a number or a name."""
    entries = list(found)
    classes = {*(g.id for g in entries if g.kind == "words"), *vocabulary.SOURCE_KINDS, *vocabulary.NEAR}
    return [
        RuleError(
            f"{g.path}:{g.line}",
            f"{g.kind} “{g.id}”: near = {name!r} is no class of words",
            nearest(name, classes),
        )
        for g in entries
        if isinstance(g.entry, ClaimEntry)
        for name in g.entry.near
        if name not in classes
    ]


def _unknown_checks(found: Iterable[Gathered]) -> list[RuleError]:
    """What a section changes or proves must be a check."""
    entries = list(found)
    known = [g.id for g in entries if g.kind == "check"]
    return [
        RuleError(f"{g.path}:{g.line}", f"{g.kind} “{g.id}”: no check has the code {code!r}", nearest(code, known))
        for g in entries
        if isinstance(g.entry, SectionEntry)
        for code in _named_checks(g.entry)
        if code not in known
    ]


def _named_checks(section: SectionEntry) -> list[str]:
    codes = [change.code for change in section.check]
    codes += [flag.code for flag in section.flags]
    codes += [example.code for example in section.passes if example.code is not None]
    return list(dict.fromkeys(codes))
