"""Which drafts a run is about: each path, folder or pattern asked for is found, ignored, or failed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from attrib.errors import UsageError
from attrib.ignores import Ignores
from attrib.model import Failure

STDIN = "-"
HIDDEN = (".", "~$")
"""Word keeps a draft that is open locked by a `~$naskah.docx` beside it, which is no draft."""
_MAGIC = frozenset("*?[")


class Found(NamedTuple):
    """The drafts to check, by their names in the report; what cannot be; what .attribignore leaves out.

    `notes` say, one line each, which draft named by its own path is ignored, and by which line of which file.
    """

    drafts: tuple[str, ...]
    failures: tuple[Failure, ...]
    ignored: int
    notes: tuple[str, ...]


class _Search:
    """The state of one search: what is found so far, each real file once."""

    def __init__(self, suffixes: frozenset[str]) -> None:
        self.suffixes = suffixes
        self.ignores = Ignores(Path.cwd())
        self.drafts: dict[str, str] = {}
        self.failures: dict[str, Failure] = {}
        self.ignored: set[str] = set()
        self.notes: list[str] = []

    def named(self, path: Path) -> None:
        """Take a file that was asked for by its own name, whatever its suffix."""
        rule = self.ignores.rule(path)
        if rule is None:
            self.take(path)
        elif os.path.realpath(path) not in self.ignored:
            self.ignored.add(os.path.realpath(path))
            self.notes.append(f"{path.as_posix()}: not checked, ignored by {rule}")

    def below(self, name: str, files: Iterator[Path]) -> None:
        """Take what a folder or pattern holds; it is an error if that is nothing."""
        empty, spared = True, False
        for path in files:
            if self.ignores.rule(path) is None:
                self.take(path)
                empty = False
            else:
                self.ignored.add(os.path.realpath(path))
                spared = True
        if empty and spared:
            self.fail(name, "every draft there is ignored by .attribignore")
        elif empty:
            self.fail(name, f"no drafts there ({', '.join(sorted(self.suffixes))})")

    def take(self, path: Path) -> None:
        name = path.as_posix()
        # A file of that very name, asked for as `./-`.
        self.drafts.setdefault(os.path.realpath(path), f"./{name}" if name == STDIN else name)

    def fail(self, name: str, message: str) -> None:
        self.failures.setdefault(name, Failure(name, message))


def find(paths: tuple[str, ...], suffixes: frozenset[str], stdin_filename: str = STDIN) -> Found:
    """Return the drafts that some paths mean, sorted by path; `suffixes` are those sought in folders."""
    search = _Search(suffixes)
    for name in paths:
        try:
            _look(name, search, stdin_filename)
        except UsageError as error:
            search.fail(error.place, error.message)
        except (OSError, ValueError) as error:
            search.fail(name, f"cannot be looked up ({getattr(error, 'strerror', None) or error})")
    return Found(
        tuple(sorted(search.drafts.values(), key=lambda name: name.split("/"))),
        tuple(search.failures.values()),
        len(search.ignored),
        tuple(search.notes),
    )


def walk(folder: str, suffixes: frozenset[str]) -> Iterator[str | Failure]:
    """Yield the drafts in a folder one by one, in order, of any number of them; a folder in it that cannot be read is
    a failure.
    """
    search = _Search(suffixes)
    for path in _walk(Path(folder), search):
        if search.ignores.rule(path) is None:
            yield path.as_posix()
    yield from search.failures.values()


def _look(name: str, search: _Search, stdin_filename: str) -> None:
    path = Path(name)
    if name == STDIN:
        rule = None if stdin_filename == STDIN else search.ignores.rule(Path(stdin_filename))
        if rule is None:
            search.drafts[STDIN] = STDIN
        else:
            search.ignored.add(STDIN)
            search.notes.append(f"{stdin_filename}: not checked, ignored by {rule}")
    elif path.is_dir():
        search.below(name, _walk(path, search))
    elif os.path.lexists(path):
        search.named(path)
    elif _MAGIC & set(name):
        search.below(name, _expand(path, search))
    else:
        search.fail(name, "no such file or folder")


class _Place(NamedTuple):
    """A file or folder on the way, and how far it fits the pattern: the parts of it that may come next.

    `real` is where a folder is in truth, `above` are those that links were followed from.
    """

    path: Path
    reached: frozenset[int]
    real: str = ""
    above: tuple[str, ...] = ()


def _walk(folder: Path, search: _Search, every: bool = False, pattern: tuple[str, ...] = ()) -> Iterator[Path]:
    """Yield the files of a folder in order, through links but never in a circle, hidden names left out.

    Those with a draft's suffix, or `every` one of them, that fit a pattern or stand below a folder that does. Where
    many links lead to a folder, it is entered once for all that fit the pattern alike.
    """
    waiting = [_Place(folder, _next({0}, pattern), os.path.realpath(folder))]
    entered: set[tuple[str, frozenset[int]]] = set()
    while waiting:
        place = waiting.pop()
        if not place.real:
            yield place.path
        elif (place.real, place.reached) not in entered:
            entered.add((place.real, place.reached))
            waiting += reversed([*_inside(place, search, every, pattern)])


def _inside(place: _Place, search: _Search, every: bool, pattern: tuple[str, ...]) -> Iterator[_Place]:
    """Yield the files and folders in a folder that are to be looked at, in order."""
    try:
        with os.scandir(place.path) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        search.fail(place.path.as_posix(), f"the folder cannot be read ({error.strerror})")
        return
    for entry in found:
        path, reached = place.path / entry.name, _after(place.reached, entry.name, pattern)
        if entry.name.startswith(HIDDEN) or not reached:
            continue
        if not _is_folder(entry):
            drafts = every or os.path.splitext(entry.name)[1].lower() in search.suffixes
            if drafts and len(pattern) in reached:
                yield _Place(path, reached)
        elif not entry.is_symlink():
            yield _Place(path, reached, os.path.join(place.real, entry.name), place.above)
        else:
            real, above = os.path.realpath(path), (*place.above, place.real)
            # A link to any folder above would lead back here.
            if not any(os.path.commonpath((real, start)) == real for start in above):
                yield _Place(path, reached, real, above)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # A link to itself: its reader will say what is wrong with it.
        return False


def _expand(pattern: Path, search: _Search) -> Iterator[Path]:
    """Yield the files that a pattern means: those that fit it, and those below a folder that does.

    A pattern with a suffix of its own (`*.berita`) means every such file, any other only drafts.
    """
    fixed = next(n for n, part in enumerate(pattern.parts) if _MAGIC & set(part))
    base, sought = Path(*pattern.parts[:fixed]), pattern.parts[fixed:]
    if not base.is_dir():
        return
    suffix = os.path.splitext(sought[-1])[1]
    every = len(suffix) > 1 and not _MAGIC & set(suffix)
    yield from _walk(base, search, every, sought)


def _after(reached: frozenset[int], name: str, pattern: tuple[str, ...]) -> frozenset[int]:
    """Return how far a path fits a pattern with one more name; one that fits does so with all that is below it."""
    if len(pattern) in reached:
        return reached
    going = {at for at in reached if pattern[at] == "**"}
    return _next(going | {at + 1 for at in reached - going if fnmatch(name, pattern[at])}, pattern)


def _next(reached: set[int], pattern: tuple[str, ...]) -> frozenset[int]:
    """Return the parts of a pattern that may come next, those behind a `**` too, which may be no folder at all."""
    found = set(reached)
    for at, part in enumerate(pattern):
        if at in found and part == "**":
            found.add(at + 1)
    return frozenset(found)
