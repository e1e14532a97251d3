"""Patterns of paths: `opini/**`, `*.md`, `arsip/20??/`."""

from __future__ import annotations

import re
from typing import Final

_SET: Final = re.compile(r"\[([!^]?)(\]?[^\]]*)\]")


class Glob:
    """A pattern as in .gitignore: one without a slash fits a name in any folder, what fits a folder all that is in it.

    `*` and `?` stand for no slash, `**` for any number of folders. Raises ValueError for what is no pattern.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern.strip()
        try:
            self._regex = re.compile(_regex(self.pattern.removeprefix("./")), re.DOTALL)
        except re.error as error:
            raise ValueError(f"{pattern!r} is no pattern ({error.msg})") from None

    def fits(self, path: str) -> bool:
        """Whether a path fits, written with slashes from the folder that the pattern begins from."""
        return self._regex.fullmatch(path) is not None


def _regex(pattern: str) -> str:
    parts = [part for part in pattern.split("/") if part]
    if "/" not in pattern.rstrip("/"):
        parts = ["**", *parts]
    *folders, last = parts
    before = "".join("(?:[^/]+/)*" if part == "**" else _part(part) + "/" for part in folders)
    return before + (".+" if last == "**" else _part(last) + "(?:/.*)?")


def _part(part: str) -> str:
    """Return what a part of a pattern, without a slash, is as a regular expression."""
    found, at = "", 0
    while at < len(part):
        sign = part[at]
        if sign == "[" and (match := _SET.match(part, at)):
            found += f"(?!/)[{'^' if match[1] else ''}{re.escape(match[2]).replace(chr(92) + '-', '-')}]"
            at = match.end()
            continue
        found += {"*": "[^/]*", "?": "[^/]"}.get(sign, re.escape(sign))
        at += 1
    return found
