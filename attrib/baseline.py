"""Baselines: findings that a newsroom knows of and lives with for now, by what they say and not by where they stand."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any, Final, NamedTuple

import msgspec

from attrib.errors import UsageError
from attrib.model import Draft, Finding

SCHEMA: Final = "attrib-baseline/1"
DEFAULT: Final = ".attrib-baseline.json"
LONGEST: Final = 80
"""Columns of an excerpt."""
AGAIN: Final = "take the whole file from version control, or make it anew with `attrib baseline`"


class Entry(msgspec.Struct, frozen=True, order=True, forbid_unknown_fields=True, omit_defaults=True):
    """A finding that is known: `path` from the baseline's folder, `date` as YYYY-MM-DD; the excerpt is for people."""

    path: str
    code: str
    excerpt: str
    fingerprint: str
    date: str
    reason: str = ""
    owner: str = ""


class Note(NamedTuple):
    """What is noted of a finding that a baseline takes up: the day as YYYY-MM-DD, why it stays, who sees to it."""

    date: str
    reason: str = ""
    owner: str = ""


class Known(NamedTuple):
    """What a baseline says of one draft: the findings that are not in it, and those entries that were met."""

    left: tuple[Finding, ...]
    met: tuple[Entry, ...]


class Baseline:
    """The entries of a baseline file, and where its paths begin."""

    def __init__(self, name: str, entries: Iterable[Entry]) -> None:
        self.name = name
        self.folder = os.path.dirname(os.path.abspath(name))
        self.by_path: dict[str, list[Entry]] = {}
        for entry in entries:
            self.by_path.setdefault(entry.path, []).append(entry)
        self._gone: dict[str, list[str]] | None = None

    @property
    def entries(self) -> list[Entry]:
        """All entries."""
        return [entry for entries in self.by_path.values() for entry in entries]

    def path_of(self, path: str) -> str:
        """Return a draft's path as this baseline writes it."""
        try:
            return os.path.relpath(os.path.abspath(path), self.folder).replace(os.sep, "/")
        except ValueError:  # another drive
            return os.path.abspath(path).replace(os.sep, "/")

    def known(self, path: str, findings: Sequence[Finding]) -> Known:
        """Part a draft's findings; one that was moved or renamed keeps its entries."""
        own = self.path_of(path)
        entries = self.by_path.get(own) or self.by_path.get(self._former(findings) or "", [])
        marks = {entry.fingerprint for entry in entries}
        there = {finding.fingerprint for finding in findings}
        left = tuple(finding for finding in findings if finding.fingerprint not in marks)
        return Known(left, tuple(entry for entry in entries if entry.fingerprint in there))

    def is_gone(self, path: str) -> bool:
        """Whether the draft of an entry is no longer there; an article counts as its archive."""
        from attrib.readers import IN_ARCHIVE

        parts = IN_ARCHIVE.fullmatch(path)
        names = (path, *parts.groups()) if parts else (path,)
        return not any(os.path.lexists(os.path.join(self.folder, name)) for name in names)

    def fixed(self, met: Set[Entry], checked: Set[str]) -> set[Entry]:
        """Return the entries without a finding: of the drafts that were checked, and of those that are gone."""
        return {
            entry
            for path, entries in self.by_path.items()
            for entry in entries
            if entry not in met and (path in checked or self.is_gone(path))
        }

    def _former(self, findings: Sequence[Finding]) -> str | None:
        """Return the path, now gone, that shares most findings with a draft; those of whole articles are all alike."""
        if self._gone is None:
            self._gone = {}
            for path in sorted(filter(self.is_gone, self.by_path)):
                for entry in self.by_path[path]:
                    self._gone.setdefault(entry.fingerprint, []).append(path)
        votes = Counter(
            path
            for finding in findings
            if finding.statement is not None
            for path in self._gone.get(finding.fingerprint, ())
        )
        return min(votes, key=lambda path: (-votes[path], path), default=None)


def entries_for(path: str, draft: Draft, findings: Iterable[Finding], note: Note) -> list[Entry]:
    """Return what a baseline is to say of a draft's findings, under that path."""
    return [Entry(path, finding.code, _excerpt(draft, finding), finding.fingerprint, *note) for finding in findings]


def _excerpt(draft: Draft, finding: Finding) -> str:
    from attrib.reports.shape import clip, visible

    return clip(visible(draft.text[finding.start : finding.end][: LONGEST * 4]), LONGEST)


class Count(NamedTuple):
    """What a baseline comes to: entries in it, those new, those dropped as fixed, those fixed but left in."""

    entries: tuple[Entry, ...]
    new: int
    dropped: int
    fixed: int


class Revision:
    """A baseline brought up to date, draft by draft: what is new is added, what is fixed dropped, as asked."""

    def __init__(self, old: Baseline, note: Note) -> None:
        self.old = old
        self.note = note
        self.kept: list[Entry] = []
        self.new: list[Entry] = []
        self.met: set[Entry] = set()
        self.checked: set[str] = set()

    def take(self, draft: Draft, findings: Sequence[Finding]) -> None:
        """Take up the findings of one more draft."""
        path = self.old.path_of(draft.path)
        known = self.old.known(draft.path, findings)
        self.checked.add(path)
        self.met.update(known.met)
        self.kept += [msgspec.structs.replace(entry, path=path) for entry in known.met]
        self.new += entries_for(path, draft, known.left, self.note)

    def done(self, add: bool, prune: bool) -> Count:
        """Return the baseline to write; entries of drafts that were not looked at stay."""
        fixed = self.old.fixed(self.met, self.checked)
        others = [entry for entry in self.old.entries if entry not in self.met and entry not in fixed]
        new = self.new if add else []
        left = [] if prune else sorted(fixed)
        entries = tuple(sorted({*self.kept, *new, *others, *left}))
        return Count(entries, len(new), len(fixed) - len(left), len(left))


def render(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield a baseline file: an entry a line, in an order that no edit of a draft disturbs, for the sake of merging."""
    yield f'{{"schema": {json.dumps(SCHEMA)}, "findings": ['
    for number, entry in enumerate(entries):
        yield (",\n" if number else "\n") + json.dumps(msgspec.to_builtins(entry), ensure_ascii=False)
    yield "\n]}\n"


def read(name: str) -> Baseline:
    """Read a baseline file; raises UsageError for one that is missing, cut short or not what it should be."""
    try:
        with open(name, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        raise UsageError(name, "no such baseline", f"`attrib baseline -o {name}` makes one") from None
    except OSError as error:
        raise UsageError(name, f"the baseline cannot be read ({error.strerror})") from None
    return Baseline(name, _entries(name, data))


def _entries(name: str, data: bytes) -> list[Entry]:
    if b"\n<<<<<<< " in data or b"\n>>>>>>> " in data:
        hint = "keep the lines of both sides, then `attrib baseline --update --prune`"
        raise UsageError(name, "the baseline holds a merge that is not finished", hint)
    try:
        value: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        why = " ".join(str(error).split())
        raise UsageError(name, f"the baseline is cut short or damaged ({why})", AGAIN) from None
    schema = value.get("schema") if isinstance(value, dict) else None
    if schema != SCHEMA:
        what = f"is of {schema}, not {SCHEMA}" if isinstance(schema, str) else f"is no baseline ({SCHEMA})"
        raise UsageError(name, what, AGAIN)
    try:
        return msgspec.convert(value.get("findings"), list[Entry])
    except msgspec.ValidationError as error:
        raise UsageError(name, f"the baseline is damaged ({error})", AGAIN) from None
