"""Words that a newsroom gives without a rule file: they become entries, and stand with those of the files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from attrib.lexicon.entries import HOUSEHOLD, GivenWords
from attrib.lexicon.gather import Gathered
from attrib.lexicon.schema import Entry, SourceEntry, WordsEntry

REASON_ID = "reason-approved"


def with_words(entries: Sequence[Gathered], words: GivenWords) -> list[Gathered]:
    """Return the entries with what the words make: a class that they extend, and one more kind of reason.

    A reason that another entry knows, as a stock phrase maybe, is that entry's no longer.
    """
    found = [_without(gathered, words.reasons) for gathered in entries]
    if words.household:
        before = next((g for g in found if (g.kind, g.id) == ("words", HOUSEHOLD)), None)
        forms = [*(before.entry.forms if before else ()), *words.household]
        found = [g for g in found if g is not before]
        found.append(_gathered("words", WordsEntry(id=HOUSEHOLD, forms=list(dict.fromkeys(forms)), yes=[], no=[])))
    if words.reasons:
        entry = SourceEntry(id=REASON_ID, kind="reason", forms=list(words.reasons), yes=[], no=[])
        found = [g for g in found if (g.kind, g.id) != ("source", REASON_ID)]
        found.append(_gathered("source", entry))
    return found


def _without(gathered: Gathered, forms: Sequence[str]) -> Gathered:
    if gathered.kind != "source" or not set(forms) & {*gathered.entry.forms}:
        return gathered
    return gathered._replace(entry=replace(gathered.entry, forms=[f for f in gathered.entry.forms if f not in forms]))


def _gathered(kind: str, entry: Entry) -> Gathered:
    made: Any = entry
    return Gathered(kind, entry.id, Path("settings"), 1, made)
