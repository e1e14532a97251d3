"""The lexicon: rule files found, validated, compiled and cached."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from attrib import __version__
from attrib.errors import AttribError, RuleError
from attrib.lexicon import cache
from attrib.lexicon.entries import Lexicon

ENDINGS_NOT_READ: Final = (".yaml", ".yml", ".json")


class RuleErrors(AttribError):
    """All errors of the rule files read, one line each."""

    def __init__(self, errors: Sequence[RuleError]) -> None:
        self.errors = tuple(errors)
        Exception.__init__(self, "\n".join(map(str, errors)))


def shipped() -> Path:
    """Return the shipped rules: beside the package in a checkout or an editable install, inside it in a wheel."""
    package = Path(__file__).resolve().parent.parent
    beside = package.parent / "rules"
    return beside if (beside / "cues").is_dir() else package / "rules"


def load(extra: Sequence[Path] = ()) -> Lexicon:
    """Return the compiled rules: the shipped ones, extended or overridden by a newsroom's own folders.

    Raises RuleErrors, naming file, line and key of everything that is wrong.
    """
    folders = [shipped(), *map(Path, extra)]
    files = [path for folder in folders for path in rule_files(folder)]
    key = digest(files)
    found = cache.fetch(key)
    if found is None:
        from attrib.lexicon.compile import compile_entries
        from attrib.lexicon.gather import gather

        gathered = gather(folders)
        found = compile_entries([(g.kind, g.entry) for g in gathered], key)
        cache.store(found)
    return found


def rule_files(folder: Path) -> list[Path]:
    """Return a folder's rule files, sorted; raises RuleErrors if there is none, or one in a format that is not read."""
    if not folder.is_dir():
        raise RuleErrors([RuleError(str(folder), "is no folder of rules", "name a folder that holds .toml files")])
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    wrong = [path for path in found if path.suffix in ENDINGS_NOT_READ]
    if wrong:
        raise RuleErrors([RuleError(str(path), "is not read: rules are written in TOML", "rename it to .toml") for path in wrong])
    files = [path for path in found if path.suffix == ".toml"]
    if not files:
        raise RuleErrors([RuleError(str(folder), "holds no rules", "rule files end in .toml")])
    return files


def digest(files: Sequence[Path]) -> str:
    """Return the hash of the rule files' names and bytes and of attrib's version."""
    total = sha256(f"{__version__} {cache.FORMAT}".encode())
    for path in files:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise RuleErrors([RuleError(str(path), f"cannot be read: {error.strerror}")]) from None
        total.update(f"\0{path.name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        total.update(data)
    return total.hexdigest()[:32]
