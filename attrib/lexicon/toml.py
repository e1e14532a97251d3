"""A rule file as read: its data, and the line on which an entry or one of its keys stands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from attrib.errors import RuleError


class TomlFile:
    """A parsed rule file; raises RuleError with line and column if it is no TOML, or no UTF-8."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = path.read_bytes().decode("utf-8")
        except OSError as error:
            raise RuleError(str(path), f"cannot be read: {error.strerror}") from None
        except UnicodeDecodeError as error:
            raise RuleError(f"{path}:1", f"is not UTF-8 (byte {error.start})", "save the file as UTF-8") from None
        try:
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+), column (\d+)", str(error))
            place = f"{path}:{found[1]}:{found[2]}" if found else f"{path}:1"
            raise RuleError(place, f"is no valid TOML: {error}") from None

    def line(self, kind: str, number: int, key: str) -> int:
        """Return the 1-based line of the key of the `number`-th entry of a kind; of its header if the key is not found."""
        seen, header = -1, 1
        for at, line in enumerate(self.text.splitlines(), 1):
            if re.match(rf"\s*\[\[?\s*{re.escape(kind)}\s*\]\]?", line):
                seen += 1
                if seen > number:
                    break
                header = at if seen == number else header
            elif seen == number and key and re.match(rf"\s*(\[+{re.escape(kind)}\.)?[\"']?{re.escape(key)}[\"']?\s*(=|\])", line):
                return at
        return header

    def error(self, kind: str, number: int, key: str, message: str, hint: str) -> RuleError:
        """Return an error about an entry at its line, with its key path and its id."""
        values = self.data.get(kind)
        entry = values[number] if isinstance(values, list) and number < len(values) else {}
        name = entry.get("code") or entry.get("id") if isinstance(entry, dict) else None
        path = f"{kind}[{number + 1}]" + (f".{key}" if key else "") + (f" (“{name}”)" if isinstance(name, str) else "")
        return RuleError(f"{self.path}:{self.line(kind, number, key)}", f"{path}: {message}", hint)
