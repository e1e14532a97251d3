"""What an archive is read from: lines, packed lines, Parquet or a folder of drafts; never more of it than one part."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator
from hashlib import blake2b, file_digest
from typing import Any, Final, NamedTuple

from attrib.batch import Item, Recipe, Recipes
from attrib.drafts import walk
from attrib.errors import DraftError, UsageError
from attrib.limits import Limits
from attrib.model import Failure
from attrib.readers import READERS, lines_of
from attrib.readers.jsonl import lines, value_at

KINDS: Final = (".jsonl", ".jsonl.gz", ".parquet")
PART_DOCUMENTS: Final = 512
PART_BYTES: Final = 2_000_000
"""Of one part at most, but for a single document: what a kill loses, and what memory holds several times."""

Found = Item | Failure
"""A document, or something of the input that is none."""


class Source(NamedTuple):
    """An archive to read: its name, one of KINDS or a folder (""), what holds for it, of Parquet the columns, of a
    folder what holds for each draft in it.
    """

    name: str
    kind: str
    recipe: Recipe
    columns: tuple[str, ...] = ()
    recipes: Recipes | None = None

    @property
    def limits(self) -> Limits:
        """What a document may ask for."""
        return self.recipe.limits


def source(name: str, recipe: Recipe, recipes: Recipes | None = None) -> Source:
    """Return the archive of that name; raises UsageError if there is none, or none that can be read."""
    if os.path.isdir(name):
        return Source(name, "", recipe, recipes=recipes)
    if not os.path.lexists(name):
        raise UsageError(name, "no such file or folder", "check the spelling of the path")
    kind = next((kind for kind in KINDS if name.lower().endswith(kind)), None)
    if kind is None:
        raise UsageError(name, "is no archive", f"a folder of drafts is one, or a file in {', '.join(KINDS)}")
    if not os.path.isfile(name):
        raise UsageError(name, "is not a regular file", "an archive is read twice: first to know it again")
    if kind == ".parquet":
        from attrib.archive.arrow import columns_of

        fields = (recipe.text_field, recipe.id_field, recipe.outlet_field, recipe.date_field)
        return Source(name, kind, recipe, tuple(columns_of(name, [field for field in fields if field])))
    return Source(name, kind, recipe)


def identity(source: Source) -> dict[str, Any]:
    """Return what tells this input from any other: of a file its bytes, of a folder names, sizes and times, and by
    itself which drafts have settings of their own.
    """
    total, settings = blake2b(digest_size=20), blake2b(digest_size=20)
    try:
        if source.kind:
            with open(source.name, "rb") as file:
                digest = file_digest(file, lambda: total).hexdigest()
            return {"kind": source.kind, "size": os.stat(source.name).st_size, "digest": digest}
        count = 0
        for found in _folder(source):
            if isinstance(found, Item):
                state = os.stat(found.place)
                total.update(
                    f"{found.place}\0{state.st_size}\0{state.st_mtime_ns}\0".encode("utf-8", "surrogateescape")
                )
                count += 1
                if found.recipe is not None:
                    settings.update(f"{found.place}\0{found.recipe}\0".encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise UsageError(source.name, f"cannot be read ({error.strerror})") from None
    return {"kind": "folder", "size": count, "digest": total.hexdigest(), "settings": settings.hexdigest()}


def state(source: Source) -> Any:
    """Return something that is different once the input has been written to; cheaper than its identity."""
    if not source.kind:
        return identity(source)
    try:
        now = os.stat(source.name)
    except OSError as error:
        raise UsageError(source.name, f"cannot be read ({error.strerror})") from None
    return now.st_ino, now.st_size, now.st_mtime_ns


def parts(source: Source) -> Iterator[list[Found]]:
    """Yield the documents in parts, which are the same whenever the input is."""
    part: list[Found] = []
    size = 0
    for found in _found(source):
        more = _size(found, source.recipe.text_field)
        if part and (len(part) == PART_DOCUMENTS or size + more > PART_BYTES):
            yield part
            part, size = [], 0
        part.append(found)
        size += more
    if part:
        yield part


def _size(found: Found, field: str) -> int:
    if isinstance(found, Failure) or (found.line is None and found.record is None):
        return 0
    return len(str(value_at(found.record or {}, field))) if found.line is None else len(found.line)


def _found(source: Source) -> Iterable[Found]:
    readers = {".jsonl": _lines, ".jsonl.gz": _packed, ".parquet": _parquet, "": _folder}
    return readers[source.kind](source)


def _lines(source: Source) -> Iterator[Found]:
    for line in lines_of(source.name, source.limits):
        if isinstance(line, DraftError):
            yield Failure(source.name, line.message)
        else:
            yield Item(f"{source.name}:{line[0]}", line=line[1])


def _packed(source: Source) -> Iterator[Found]:
    number = 0
    try:
        with gzip.open(source.name, "rb") as stream:
            for number, line in lines(stream, source.limits):  # type: ignore[arg-type]
                yield Item(f"{source.name}:{number}", line=line)
    except (OSError, EOFError, zlib.error) as error:
        yield Failure(source.name, f"is broken behind line {number}, and not read any further ({error})")


def _parquet(source: Source) -> Iterator[Found]:
    from attrib.archive.arrow import records

    for number, record in enumerate(records(source.name, source.columns), 1):
        yield (
            Failure(source.name, record) if isinstance(record, str) else Item(f"{source.name}:{number}", record=record)
        )


def _folder(source: Source) -> Iterator[Found]:
    for path in walk(source.name, frozenset(READERS)):
        if isinstance(path, Failure):
            yield path
            continue
        own = source.recipes.of(path) if source.recipes else source.recipe
        yield Item(path, recipe=None if own == source.recipe else own)
