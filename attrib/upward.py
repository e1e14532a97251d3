"""How far up from a draft its newsroom's files are sought."""

from __future__ import annotations

import os
from pathlib import Path


def reach(folder: str, cwd: str) -> list[str]:
    """Return a folder and those above it up to its repository's root, else to the working directory, nearest first.

    Of a folder that is in neither, all that are above it; both are real paths.
    """
    inward = [folder, *map(str, Path(folder).parents)]
    root = next((place for place in inward if os.path.exists(os.path.join(place, ".git"))), None)
    last = root or (cwd if cwd in inward else inward[-1])
    return inward[: inward.index(last) + 1]


def shown(path: str, cwd: str) -> str:
    """Return a path as people read it, from the working directory."""
    try:
        return os.path.relpath(path, cwd).replace(os.sep, "/")
    except ValueError:  # another drive
        return path.replace(os.sep, "/")
