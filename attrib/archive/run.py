"""One `attrib archive` from its options to its outcome: know the input, go on where the last run ended, join."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from typing import NamedTuple

from attrib import __version__
from attrib.archive import inputs
from attrib.archive.part import Maker
from attrib.archive.store import GOES_ON, Manifest, Store
from attrib.batch import Recipe, Recipes, Row
from attrib.engines import ENGINES, Part, Plan
from attrib.errors import UsageError

ROWS = "attrib-archive-row/1"


class Wish(NamedTuple):
    """What is to be judged, how, by whom, where the result goes, and whether what is there already counts; of a folder,
    how each draft in it is judged.
    """

    name: str
    out: str
    recipe: Recipe
    engine: str = "local"
    plan: Plan = Plan()
    fresh: bool = False
    recipes: Recipes | None = None


class Outcome(NamedTuple):
    """What an archive comes to (the fields of attrib-archive-totals/1), and how many documents this run has judged."""

    totals: Row
    judged: int
    store: Store


def archive(wish: Wish, watch: Callable[[str, int], None]) -> Outcome:
    """Judge an archive, or what is left of it; `watch` is told how far it is, of nobody knows how much.

    Raises UsageError for an input that cannot be read as a whole, a result that is of other input or recipe, an engine
    that cannot be had. A document that cannot be judged is an error in the result.
    """
    source = inputs.source(wish.name, wish.recipe, wish.recipes)
    store = Store(wish.out)
    if os.path.exists(wish.out) and os.path.samefile(wish.name, wish.out):
        raise UsageError(wish.out, "is the input, too", "give the result another name")
    engine = ENGINES[wish.engine]()
    before = inputs.state(source)
    manifest = _manifest(source, store)
    found = None if wish.fresh else store.complete(manifest)
    if found is not None:
        return Outcome(found, 0, store)
    count = judged = 0
    with store.opened(manifest, wish.fresh) as done:

        def left() -> Iterator[Part]:
            nonlocal count
            for documents in inputs.parts(source):
                if count not in done:
                    yield Part(count, documents)
                count += 1

        with engine(left(), Maker(wish.recipe, store.form), wish.plan) as made:
            for number, part in made:
                store.keep(number, part)
                judged += part.summary["documents"]
                watch(f"{judged:,} {wish.name}", 0)
        if inputs.state(source) != before:
            hint = f"see to it that nobody writes to it; {GOES_ON} if it is what it was"
            raise UsageError(wish.name, "has changed while it was read", hint)
        return Outcome(store.finish(count, manifest, __version__), judged, store)


def _manifest(source: inputs.Source, store: Store) -> Manifest:
    """Return what makes a result this very one; who does the work is no part of it."""
    recipe, known = source.recipe, inputs.identity(source)
    fields = {name.replace("_", "-"): value for name, value in recipe._asdict().items() if name != "digest"}
    made = {
        **fields,
        "rules": recipe.digest,
        "settings": known.pop("settings", ""),
        "input": known,
        "name": source.name,
        "rows": ROWS,
        "form": store.form,
        "parts": [inputs.PART_DOCUMENTS, inputs.PART_BYTES],
    }
    # As it is found again: lists for tuples.
    manifest: Manifest = json.loads(json.dumps(made))
    return manifest
