""".attribignore: paths that are not to be checked, in the syntax of .gitignore."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from attrib.errors import UsageError
from attrib.upward import reach, shown

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAME = ".attribignore"


class Ignores:
    """The ignore files above each draft, up to its repository's root, else to the working directory.

    The nearest file that says anything of a draft decides; each file is read once, and
    pathspec is imported only if there is one.
    """

    def __init__(self, cwd: Path) -> None:
        self._cwd = os.path.realpath(cwd)
        self._chains: dict[str, tuple[str, ...]] = {}
        self._specs: dict[str, tuple[GitIgnoreSpec, list[str]]] = {}

    def rule(self, path: Path) -> str | None:
        """Return what ignores a path, as `file:line (pattern)`, or None; UsageError for a wrong file."""
        full = os.path.join(os.path.realpath(path.parent), path.name)
        for folder in self._chain(os.path.dirname(full)):
            spec, lines = self._spec(os.path.join(folder, NAME))
            verdict = spec.check_file(os.path.relpath(full, folder).replace(os.sep, "/"))
            if verdict.include is not None and verdict.index is not None:
                where = shown(os.path.join(folder, NAME), self._cwd)
                line = lines[verdict.index].strip()
                return f"{where}:{verdict.index + 1} ({line})" if verdict.include else None
        return None

    def _chain(self, folder: str) -> tuple[str, ...]:
        """Return the folders with an ignore file from this one upward, nearest first."""
        if folder not in self._chains:
            inward = reach(folder, self._cwd)
            self._chains[folder] = tuple(p for p in inward if os.path.isfile(os.path.join(p, NAME)))
        return self._chains[folder]

    def _spec(self, file: str) -> tuple[GitIgnoreSpec, list[str]]:
        if file not in self._specs:
            from pathspec import GitIgnoreSpec

            try:
                lines = Path(file).read_text(encoding="utf-8").splitlines()
                # pathspec leaves blank lines out of its count; as comments they are counted.
                self._specs[file] = (
                    GitIgnoreSpec.from_lines(line if line.strip() else "#" for line in lines),
                    lines,
                )
            except (OSError, ValueError) as error:
                raise UsageError(file, f"cannot be used ({error})", "write it as a .gitignore, in UTF-8") from error
        return self._specs[file]
