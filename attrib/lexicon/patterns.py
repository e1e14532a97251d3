"""Patterns of rule files, compiled when a statement first needs them; `regex` is loaded no sooner."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regex import Pattern


@cache
def compiled(pattern: str) -> Pattern[str]:
    """Return a rule's pattern, ready to search in any case of letters."""
    import regex

    return regex.compile(pattern, regex.IGNORECASE)
