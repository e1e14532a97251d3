"""A settings file as it stands: the table that is ours, and on which line of the file each of its keys is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from attrib.errors import RuleError, UsageError
from attrib.settings.keys import KEYS, OVERRIDE, PATHS
from attrib.upward import shown

Keys = tuple[str | int, ...]
"""The way to a key: ("override", 0, "section"), numbers from 0."""
_HEADER: Final = re.compile(r"\s*(\[{1,2})\s*([^\[\]]+?)\s*\]{1,2}\s*(?:[#;].*)?")
_ASSIGNED: Final = re.compile(r"\s*([\w.\"' -]+?)\s*=")
_LISTED: Final = re.compile(r"[,\n]")
_NUMBERS: Final[Mapping[str, Callable[[str], float]]] = {"fail-under": float, "jobs": int}


class SettingsFile(NamedTuple):
    """The settings of one file: its real path, its name as people read it, and where in the file our table stands."""

    path: str
    name: str
    table: dict[str, Any]
    above: Keys
    text: str

    @property
    def folder(self) -> str:
        """The folder that paths in it begin from."""
        return str(Path(self.path).parent)

    def place(self, *keys: str | int) -> str:
        """Return where a key stands, or what should hold it: `attrib.toml:3`."""
        return f"{self.name}:{_line(self.text, (*self.above, *keys))}"


def read(path: str, cwd: str) -> SettingsFile | None:
    """Return what a file holds for attrib, None if it has no table of ours; raises an AttribError for a wrong one."""
    name = shown(path, cwd)
    if path.endswith((".cfg", ".ini")):
        return _read_ini(path, name)
    from attrib.lexicon.toml import TomlFile

    try:
        file = TomlFile(Path(name))
    except RuleError as error:
        raise UsageError(error.place, error.message, error.hint) from None
    if not path.endswith("pyproject.toml"):
        return SettingsFile(path, name, file.data, (), file.text)
    tool = file.data.get("tool")
    table = tool.get("attrib") if isinstance(tool, dict) else None
    return SettingsFile(path, name, table, ("tool", "attrib"), file.text) if isinstance(table, dict) else None


def _read_ini(path: str, name: str) -> SettingsFile | None:
    """Read `[attrib]`, `[attrib:severity]` and any `[attrib:override:…]`; raises UsageError."""
    from configparser import ConfigParser, Error

    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
        parser.read_string(text)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(name, f"cannot be read ({getattr(error, 'strerror', None) or error})") from None
    except Error as error:
        line = getattr(error, "lineno", None)
        what = " ".join(error.message.split())
        raise UsageError(f"{name}:{line}" if line else name, f"is no valid file of settings: {what}") from None
    table: dict[str, Any] = {}
    for section in parser.sections():
        first, _, rest = section.partition(":")
        if first != "attrib":
            continue
        values = {key: _typed(key, value) for key, value in parser[section].items()}
        if not rest:
            table |= values
        elif rest.partition(":")[0] == OVERRIDE:
            table.setdefault(OVERRIDE, []).append(values)
        else:
            table[rest] = values
    return SettingsFile(path, name, table, ("attrib",), text) if table or parser.has_section("attrib") else None


def _typed(key: str, value: str) -> Any:
    """Return a value of an .ini file, which knows only text, as a .toml would have it."""
    if key == PATHS or (key in KEYS and KEYS[key].is_list):
        return [item.strip() for item in _LISTED.split(value) if item.strip()]
    try:
        return _NUMBERS[key](value) if key in _NUMBERS else value
    except ValueError:
        return value


def _line(text: str, wanted: Keys) -> int:
    """Return the line, from 1, on which a key stands, or the nearest to it on the way there."""
    best, depth = 1, 0
    here: Keys = ()
    seen: dict[Keys, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.fullmatch(line):
            here = _parts(header[2])
            # Lists of tables are counted, in .ini files as the sections that they are there.
            if header[1] == "[[" or here[:2] == ("attrib", OVERRIDE):
                here = here[:2] if here[0] == "attrib" else here
                seen[here] = seen.get(here, -1) + 1
                here = (*here, seen[here])
            found = here
        elif assigned := _ASSIGNED.match(line):
            found = (*here, *_parts(assigned[1]))
        else:
            continue
        if len(found) > depth and found == wanted[: len(found)]:
            best, depth = number, len(found)
    return best


def _parts(dotted: str) -> Keys:
    return tuple(part.strip().strip("\"'") for part in re.split(r"[.:]" if ":" in dotted else r"\.", dotted))
