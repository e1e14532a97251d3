"""A rule file as read: its data, and the line on which an entry or one of its keys stands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final

from attrib.errors import RuleError

CLOSED: Final = r"\]+\s*(?:#|$)"
"""The end of a header's line: a proof may begin with a bracket, too."""


class TomlFile:
    """A parsed rule file; raises RuleError with line and column if it is no TOML, or no UTF-8."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except OSError as error:
            raise RuleError(str(path), f"cannot be read: {error.strerror}") from None
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            message = f"is not UTF-8 (byte 0x{error.object[error.start]:02x})"
            raise RuleError(f"{path}:{line}", message, "save the file as UTF-8") from None
        try:
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
            place = f"{path}:{found[1]}:{found[2]}" if found else f"{path}:{self.text.count(chr(10)) + 1}"
            raise RuleError(place, f"is no valid TOML: {str(error).split(' (at')[0]}") from None
        except RecursionError:
            raise RuleError(str(path), "is nested too deeply", "take some of its brackets out") from None

    def line(self, kind: str, number: int, keys: tuple[str, ...] = ()) -> int:
        """Return the 1-based line of a key of the `number`-th entry of a kind, or of what should hold it.

        `keys` is the way to it: ("frame",), ("id", "title"), ("flags", "1", "text") with 0-based numbers.
        """
        lines = self.text.split("\n")
        at = _find(lines, 0, len(lines), rf"\[+\s*{_name(kind)}\s*{CLOSED}", number)
        if at is None:
            at = _find(lines, 0, len(lines), rf"{_name(kind)}\s*=", 0)
            return 1 if at is None else at + 1
        end = _find(lines, at + 1, len(lines), rf"\[+\s*[\w-]+\s*{CLOSED}", 0) or len(lines)
        path = kind
        for key in (key for key in keys if not key.isdigit()):
            path += f".{key}"
            header = rf"\[+\s*{_name(path)}\s*{CLOSED}"
            nth = next((int(k) for k in keys[keys.index(key) + 1 :][:1] if k.isdigit()), 0)
            found = _find(lines, at + 1, end, rf"{_name(key)}\s*[=.]", 0)
            found = _find(lines, at + 1, end, header, nth) if found is None else found
            at = at if found is None else found
        return at + 1

    def error(self, kind: str, number: int, keys: tuple[str, ...], message: str, hint: str = "") -> RuleError:
        """Return an error about an entry at its line, with its key path and its id."""
        values = self.data.get(kind)
        entry = values[number] if isinstance(values, list) and number < len(values) else {}
        name = entry.get("code") or entry.get("id") if isinstance(entry, dict) else None
        path = f"{kind}[{number + 1}]"
        for key in keys:
            path += f"[{int(key) + 1}]" if key.isdigit() else f".{key}"
        path += f" (“{name}”)" if isinstance(name, str) else ""
        return RuleError(f"{self.path}:{self.line(kind, number, keys)}", f"{path}: {message}", hint)


def _find(lines: list[str], start: int, end: int, pattern: str, number: int) -> int | None:
    """Return the index of the `number`-th line that begins with a pattern."""
    seen = (index for index in range(start, end) if re.match(r"\s*" + pattern, lines[index]))
    return next((index for nth, index in enumerate(seen) if nth == number), None)


def _name(dotted: str) -> str:
    """A key as a pattern: bare or quoted, with or without spaces around its dots."""
    return r"\s*\.\s*".join(rf"(?:{key}|\"{key}\"|'{key}')" for key in map(re.escape, dotted.split(".")))
