"""Where a run keeps what is done until all is: numbered parts, each written whole; a kill at any point loses none.

Beside OUT stands a folder OUT.parts with a manifest, which says what the parts are made of. OUT itself is only there
once it is complete, as are its errors (OUT.errors.jsonl) and, last of all, its totals (OUT.totals.json).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EACCES, EAGAIN
from pathlib import Path
from typing import Any, BinaryIO, Final

from attrib.archive import totals
from attrib.archive.part import FORMS, Made, from_file, join, to_bytes
from attrib.batch import Row
from attrib.errors import UsageError

MANIFEST: Final = "manifest.json"
LOCK: Final = "lock"
PART: Final = "part-"
TEMPORARY: Final = ".tmp-"
GOES_ON: Final = "what is done is kept: the same command goes on"
IN_WORDS: Final = {
    "input": "another input",
    "name": "another name of the input",
    "rules": "other rules",
    "settings": "other settings of some drafts",
}

Manifest = dict[str, Any]
"""What the parts are made of, in plain values: input and recipe; nothing of it may differ between them."""


class Store:
    """The result of a run, OUT, and what stands beside it."""

    def __init__(self, out: str) -> None:
        self.form = next((form for form in FORMS if out.lower().endswith(form)), "")
        if not self.form:
            raise UsageError(out, "is no name for the result", f"it ends in {' or '.join(FORMS)}")
        if os.path.lexists(out) and not os.path.isfile(out):
            raise UsageError(out, "is no regular file", "name a file that may be written anew")
        self.out = Path(os.path.realpath(out))
        self.shown = out
        self.folder = self.out.with_name(f"{self.out.name}.parts")
        self.errors = self.out.with_name(f"{self.out.name}.errors.jsonl")
        self.totals = self.out.with_name(f"{self.out.name}.totals.json")

    def complete(self, manifest: Manifest) -> Row | None:
        """Return the totals if the result is there, complete and of this very manifest; None if there is none yet.

        Raises UsageError for a result that is of other input or recipe, or none of ours.
        """
        if (self.folder / MANIFEST).exists() or not self.out.exists():
            return None
        try:
            found = totals.read(self.totals.read_bytes())
        except OSError:
            found = None
        if found is None:
            what = f"is there already, and no {self.totals.name} beside it says of what"
            raise UsageError(self.shown, what, "give another name, or replace it with --fresh")
        _require_same(self.shown, "is the result of", found.get("run", {}), manifest)
        # What a run that was killed at its very end did not remove any more.
        shutil.rmtree(self.folder, ignore_errors=True)
        return found

    @contextmanager
    def opened(self, manifest: Manifest, fresh: bool) -> Iterator[set[int]]:
        """Give the numbers of the parts that are done.

        Raises UsageError if they are of other input or recipe, if another run is at work on them, or the disk is full.
        """
        with _writing(self.folder):
            self.folder.mkdir(exist_ok=True)
        with _locked(self.folder / LOCK, self.shown):
            with _writing(self.folder):
                if fresh:
                    self.totals.unlink(missing_ok=True)
                    self._clear()
                self._begin(manifest)
                done = {int(path.name.removeprefix(PART)) for path in self.folder.glob(f"{PART}*")}
            yield done

    def _begin(self, manifest: Manifest) -> None:
        """Write the manifest, or make sure that it is the one that is there."""
        try:
            found = json.loads((self.folder / MANIFEST).read_bytes())
        except (FileNotFoundError, ValueError):
            # A run that was killed before it wrote one has made no part; one that removed it has written the result.
            self._clear()
            data = json.dumps(manifest, indent=1).encode()
            _write(self.folder / MANIFEST, self.folder, lambda file: file.write(data))
            return
        _require_same(str(self.folder), "was begun with", found, manifest)
        for path in self.folder.glob(f"{TEMPORARY}*"):
            path.unlink(missing_ok=True)

    def _clear(self) -> None:
        """Remove what earlier runs left; raises UsageError, and removes nothing, if anything is not theirs."""
        for path in self.folder.iterdir():
            if not path.name.startswith((PART, MANIFEST, LOCK, TEMPORARY)):
                what = f"holds {path.name}, which is none of ours"
                raise UsageError(str(self.folder), what, "move it elsewhere, or give another name")
        (self.folder / MANIFEST).unlink(missing_ok=True)
        for path in self.folder.iterdir():
            if path.name != LOCK:
                path.unlink(missing_ok=True)

    def keep(self, number: int, made: Made) -> None:
        """Keep a part, whole; raises UsageError if it cannot be written."""
        with _writing(self.folder):
            _write(self._part(number), self.folder, lambda file: file.write(to_bytes(made)))

    def _part(self, number: int) -> Path:
        return self.folder / f"{PART}{number:07}"

    def _parts(self, count: int) -> Iterator[Made]:
        for number in range(count):
            path = self._part(number)
            with path.open("rb") as file:
                made = from_file(file)
            if made is None:
                path.unlink()
                raise UsageError(str(path), "is damaged, and removed", "the same command makes it anew")
            yield made

    def finish(self, count: int, manifest: Manifest, version: str) -> Row:
        """Join all parts, write what they come to, the totals last, and remove them; return the totals.

        Raises UsageError for a damaged part, which is removed, and for a disk that is full.
        """
        with _writing(self.folder):
            return self._joined(count, manifest, version)

    def _joined(self, count: int, manifest: Manifest, version: str) -> Row:
        errors = 0

        def rows(lines: BinaryIO, figures: totals.Totals) -> Iterator[bytes]:
            nonlocal errors
            for made in self._parts(count):
                lines.write(made.errors)
                errors += made.errors.count(b"\n")
                figures.add(made.summary)
                yield made.rows

        kept = self.folder / f"{TEMPORARY}errors"
        with totals.totals(str(self.folder / f"{TEMPORARY}totals")) as figures:
            with kept.open("wb") as lines:
                _write(self.out, self.folder, lambda file: join(rows(lines, figures), self.form, file))
            if errors:
                os.replace(kept, self.errors)
            else:
                self.errors.unlink(missing_ok=True)
            whole = {"version": version, "run": manifest, **figures.whole(errors)}
            text = totals.written(whole, figures.outlets())
            _write(self.totals, self.folder, lambda file: file.writelines(part.encode() for part in text))
            whole["outlets"] = list(figures.outlets(totals.MOST_SHOWN))
        (self.folder / MANIFEST).unlink()
        shutil.rmtree(self.folder, ignore_errors=True)
        return whole


def _require_same(place: str, what: str, found: Manifest, manifest: Manifest) -> None:
    for key, value in manifest.items():
        if found.get(key) != value:
            other = IN_WORDS.get(key) or f"{key} {found.get(key)}, not {value}"
            raise UsageError(place, f"{what} {other}", "give another name for the result, or begin again with --fresh")


def _write(path: Path, folder: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Write a file whole: what is named so is complete, and on the disk, even if the machine stops."""
    temporary = folder / f"{TEMPORARY}{os.urandom(8).hex()}"
    try:
        with temporary.open("xb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        _settle(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Let the names in a folder be on the disk before anything that relies on them is done."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Say of a file that cannot be written where it is, why, and what to do."""
    try:
        yield
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        raise UsageError(str(folder), what, f"make room, or name another place; {GOES_ON}") from None


@contextmanager
def _locked(file: Path, out: str) -> Iterator[None]:
    """Keep other runs away until the end, however that comes: a lock is gone with its process."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with _writing(file.parent):
        stream = file.open("ab")
    with stream:
        try:
            # Not flock: processes that outlive us for a moment would hold it, too.
            fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            # Some file systems know no locks.
            if error.errno in (EACCES, EAGAIN):
                raise UsageError(out, "another run is at work on it", "wait until it is done") from None
        yield
