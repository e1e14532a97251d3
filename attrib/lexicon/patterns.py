"""Patterns of rule files, made ready when a statement first needs them; `regex` is loaded no sooner.

Compiling one takes milliseconds, more than a whole draft. What `regex` made of a pattern is therefore kept with the
compiled lexicon, in the plain form that it gives away for pickling, and handed back to it. `regex` trusts that form
(a wrong one can end the process): cache.py answers for it.
"""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regex import Pattern

_kept: dict[str, list[Any]] = {}


@cache
def compiled(pattern: str) -> Pattern[str]:
    """Return a rule's pattern, ready to search in any case of letters."""
    import regex

    kept = _kept.get(pattern)
    if kept is not None and kept[0] == regex.__version__:
        try:
            return _thawed(pattern, kept)
        except (RuntimeError, TypeError, ValueError, AttributeError, ImportError):
            pass  # Another build of regex, or a damaged cache: compile anew.
    return regex.compile(pattern, regex.IGNORECASE)


def frozen(patterns: Iterable[str]) -> dict[str, list[Any]]:
    """Return the compiled form of patterns as JSON can hold it; one with named parts is left out."""
    import copyreg

    import regex

    found: dict[str, list[Any]] = {}
    for pattern in patterns:
        made = regex.compile(pattern, regex.IGNORECASE)
        try:
            reduced: Any = copyreg.dispatch_table[type(made)](made)
            text, flags, code, groups, indexes, lists, list_indexes, offset, chars, required, count = reduced[1]
        except (KeyError, TypeError, ValueError):
            return {}  # A release of regex that keeps its patterns in another form.
        if text == pattern and isinstance(code, bytes) and not (groups or indexes or lists or list_indexes):
            packed = b2a_base64(code, newline=False).decode()
            found[pattern] = [regex.__version__, flags, packed, offset, list(chars), required, count]
    return found


def remember(kept: Mapping[str, list[Any]]) -> None:
    """Take over what a cache kept."""
    _kept.update(kept)


def _thawed(pattern: str, kept: list[Any]) -> Pattern[str]:
    from regex import _regex

    remake: Any = _regex
    _, flags, code, offset, chars, required, count = kept
    made: Pattern[str] = remake.compile(
        pattern, flags, a2b_base64(code), {}, {}, {}, [], offset, tuple(chars), required, count
    )
    return made
