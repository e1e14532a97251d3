"""The lexicon: rule files found, validated, compiled and cached."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NoReturn

from attrib import __version__
from attrib.errors import AttribError, RuleError
from attrib.lexicon import cache
from attrib.lexicon.entries import GivenWords, Lexicon

ENDINGS_NOT_READ: Final = (".yaml", ".yml", ".json")
NO_WORDS: Final = GivenWords()


class RuleErrors(AttribError):  # noqa: N818 - it is several
    """All errors of the rule files read: `str()` has a line for each."""

    def __init__(self, errors: Sequence[RuleError]) -> None:
        super().__init__(errors[0].place, errors[0].message, errors[0].hint)
        self.errors = tuple(errors)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.errors,)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


def shipped() -> Path:
    """Return the shipped rules: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parent.parent
    beside = package.parent / "rules"
    return beside if (beside / "cues").is_dir() else package / "rules"


def load(extra: Sequence[Path] = (), words: GivenWords = NO_WORDS) -> Lexicon:
    """Return the compiled rules: the shipped ones, extended or overridden by a newsroom's own folders and words.

    Raises RuleErrors, naming file, line and key of everything that is wrong.
    """
    folders = [shipped(), *map(Path, extra)]
    key = digest(folders, words)
    found = cache.fetch(key)
    if found is None:
        from attrib.lexicon.compile import compile_entries
        from attrib.lexicon.gather import gather

        gathered = gather(folders)
        if any(words):
            from attrib.lexicon.given import with_words

            gathered = with_words(gathered, words)
        own = {getattr(g.entry, "pattern", None) or "" for g in gathered if folders[0] not in g.path.parents}
        found = compile_entries([(g.kind, g.entry) for g in gathered], key, own)
        cache.store(found)
    return found


def rule_files(folder: Path) -> list[Path]:
    """Return a folder's rule files, sorted; raises RuleErrors if it has none, or one that is not read."""
    if not folder.is_dir():
        what = "is no folder" if folder.exists() else "no such folder"
        raise RuleErrors([RuleError(str(folder), what, "name a folder that holds .toml files")])
    found = sorted(_files(folder))
    wrong = [path for path in found if path.suffix.lower() in ENDINGS_NOT_READ]
    if wrong:
        message, hint = "is not read: rules are written in TOML", "write it as .toml, or move it elsewhere"
        raise RuleErrors([RuleError(str(path), message, hint) for path in wrong])
    files = [path for path in found if path.suffix.lower() == ".toml"]
    if not files:
        raise RuleErrors([RuleError(str(folder), "holds no rules", "rule files end in .toml")])
    return files


def digest(folders: Sequence[Path], words: GivenWords = NO_WORDS) -> str:
    """Return the hash of the rule files' names and bytes, of words given, of attrib's version; raises RuleErrors."""
    total = sha256(f"{__version__} {cache.FORMAT}".encode())
    if any(words):
        total.update(repr(tuple(words)).encode("utf-8", "surrogateescape"))
    for number, folder in enumerate(folders):
        for path in rule_files(folder):
            try:
                data = path.read_bytes()
            except OSError as error:
                raise RuleErrors([RuleError(str(path), f"cannot be read: {error.strerror}")]) from None
            name = path.relative_to(folder).as_posix()
            total.update(f"\0{number}\0{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            total.update(data)
    return total.hexdigest()[:32]


def _files(folder: Path) -> Iterator[Path]:
    for root, _, names in os.walk(folder, onerror=_refuse, followlinks=True):
        yield from (Path(root, name) for name in names)


def _refuse(error: OSError) -> NoReturn:
    """Path.rglob would leave out a folder that it may not read, and its rules with it."""
    raise RuleErrors([RuleError(str(error.filename), f"cannot be read: {error.strerror}")])
