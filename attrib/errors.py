"""What can go wrong outside a draft's content: every error says where, what, why, and what to try."""

from __future__ import annotations

from typing import Any


class AttribError(Exception):
    """An error that a user can mend; `str()` is one line: `place: what and why; what to try`."""

    def __init__(self, place: str, message: str, hint: str = "") -> None:
        self.place = place
        self.message = message
        self.hint = hint
        super().__init__(f"{place}: {message}" + (f"; {hint}" if hint else ""))

    def __reduce__(self) -> tuple[Any, ...]:
        # An error comes back from another process as what it was raised with, not as its one line.
        return type(self), (self.place, self.message, self.hint)


class UsageError(AttribError):
    """A path, option or configuration that cannot be used."""


class DraftError(AttribError):
    """A draft that cannot be read; the others still are."""


class RuleError(AttribError):
    """A wrong rule file: `place` is `file:line`, the message holds the key path and what was expected."""
