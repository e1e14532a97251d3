"""The user's cache folder: files that are whole, and this user's own, or else are not there; deleting them is safe."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Final

STALE: Final = 3600
"""Seconds after which nobody is writing a file any more."""
PARTIAL: Final = "partial-"


def folder() -> Path | None:
    """Return where the cache lives, None if it is turned off or has no place."""
    if os.environ.get("ATTRIB_NO_CACHE"):
        return None
    if own := os.environ.get("ATTRIB_CACHE_DIR"):
        return Path(own)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "attrib" / "cache" if base else None
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "attrib" if os.path.isabs(base) else None


def read(path: str | Path, most: int, others: bool = False) -> bytes | None:
    """Return what was kept in a file of at most so many bytes; None if it is missing or not as written, or another
    user's, unless `others` may have written it.
    """
    try:
        with open(path, "rb", opener=_unblocked) as file:
            if not (others or _is_own(file.fileno())):
                return None
            signature, body = file.readline(most), file.read(most)
    except (OSError, ValueError):
        return None
    return body if signature == _signature(body) else None


def write(where: Path, name: str, body: bytes) -> bool:
    """Keep something in a file of a folder, whole or not at all; false, and no error, if that cannot be done.

    Two processes may do so at once.
    """
    # A process id would do on one machine; two containers that share the folder may both be process 1.
    partial = where / f"{PARTIAL}{os.urandom(8).hex()}.json"
    try:
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with open(partial, "xb") as file:
                file.write(_signature(body) + body)
            os.replace(partial, where / name)
        finally:
            partial.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def sweep(where: Path) -> None:
    """Remove what runs that were killed left half-written."""
    now = time.time()
    for path in where.glob(f"{PARTIAL}*.json"):
        with contextlib.suppress(OSError):
            if abs(now - path.stat().st_mtime) > STALE:
                path.unlink(missing_ok=True)


def _unblocked(name: str, flags: int) -> int:
    """Open without waiting for whoever might write into a pipe of that name."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _signature(body: bytes) -> bytes:
    return sha256(body).hexdigest().encode() + b"\n"


def _is_own(file: int) -> bool:
    return sys.platform == "win32" or os.fstat(file).st_uid == os.geteuid()
