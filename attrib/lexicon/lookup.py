"""One rule by its name: the entry as its file has it, proofs and all."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from attrib.errors import UsageError
from attrib.lexicon.gather import Gathered

LISTS: Final = ("forms", "starts", "equals")


def find(name: str, entries: Sequence[Gathered]) -> list[Gathered]:
    """Return the entries called `name`, a check's code in any case, or else those that hold it as a form.

    Raises UsageError, naming the nearest, if there is none.
    """
    wanted = " ".join(name.split())
    found = [g for g in entries if g.id.casefold() == wanted.casefold()]
    found = found or [g for g in entries if wanted in forms_of(g) or wanted.lower() in forms_of(g)]
    if not found:
        raise UsageError(name, "no rule has this name or this word", _nearest(wanted, entries))
    return sorted(found, key=lambda g: (g.kind != "check", g.kind, g.id))


def forms_of(found: Gathered) -> list[str]:
    """Return the words that an entry knows, as its file writes them."""
    return [form for key in LISTS for form in getattr(found.entry, key, ())]


def _nearest(name: str, entries: Sequence[Gathered]) -> str:
    ids = {g.id.casefold(): g.id for g in entries}
    ids |= {form.casefold(): form for g in entries for form in forms_of(g) if form.casefold() not in ids}
    near = get_close_matches(name.casefold(), ids, n=1, cutoff=0.5)
    return f"did you mean {ids[near[0]]}?" if near else "`attrib rules list` prints them all"
