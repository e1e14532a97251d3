"""A settings file as layers of values: its own, those of the file that it extends below, its overrides above."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from attrib.errors import UsageError
from attrib.settings.file import Keys, SettingsFile, read
from attrib.settings.globs import Glob
from attrib.settings.keys import DRAFT, KEYS, OVERRIDE, PATHS, Expected, Value, kind, nearest
from attrib.upward import shown

Values = Mapping[str, Value]


class SettingsErrors(UsageError):  # noqa: N818 - it is several
    """All that is wrong in a settings file: `str()` has a line for each."""

    def __init__(self, errors: list[UsageError]) -> None:
        super().__init__(errors[0].place, errors[0].message, errors[0].hint)
        self.errors = tuple(errors)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


class Override(NamedTuple):
    """What holds for some drafts only: where it stands, the folder that its patterns begin from, its values."""

    place: str
    folder: str
    paths: tuple[Glob, ...]
    values: Values


class Layers(NamedTuple):
    """What a file says, with what it extends: values for all drafts, and overrides, of which later ones win."""

    name: str
    values: tuple[Values, ...]
    overrides: tuple[Override, ...]


def layers_of(file: SettingsFile, cwd: str, above: tuple[str, ...] = ()) -> Layers:
    """Return what a settings file says; raises SettingsErrors with all that is wrong in it.

    `above` are the files that are being extended by it.
    """
    errors: list[UsageError] = []
    reading = _Reading(file, cwd, errors)
    values = reading.values(file.table, ())
    overrides = tuple(reading.overrides())
    below = reading.extended(values.get("extend"), above)
    if errors:
        raise SettingsErrors(errors)
    if below is None:
        return Layers(file.name, (values,), overrides)
    return Layers(file.name, (*below.values, values), (*below.overrides, *overrides))


class _Reading:
    """One file on its way from a table to values; what is wrong is noted, and the rest is read on."""

    def __init__(self, file: SettingsFile, cwd: str, errors: list[UsageError]) -> None:
        self.file = file
        self.cwd = cwd
        self.errors = errors

    def wrong(self, keys: Keys, message: str, hint: str = "") -> None:
        """Note an error at the line of a key."""
        path = ".".join(f"{key + 1}" if isinstance(key, int) else key for key in keys)
        # A key in quotation marks may hold a line's end.
        said = " ".join(f"{path}: {message}".split())
        self.errors.append(UsageError(self.file.place(*keys), said, hint))

    def values(self, table: Mapping[str, Any], above: Keys) -> dict[str, Value]:
        """Return the settings of a table."""
        found: dict[str, Value] = {}
        for name, raw in table.items():
            if name in (PATHS if above else OVERRIDE,):
                continue
            keys = (*above, name)
            if name not in KEYS:
                self.wrong(keys, "unknown key", nearest(name, (*KEYS, PATHS if above else OVERRIDE)))
            elif above and KEYS[name].scope != DRAFT:
                self.wrong(keys, "cannot stand in an override", "it holds for the whole file: write it at the top")
            else:
                found |= self.value(name, raw, keys)
        return found

    def value(self, name: str, raw: Any, keys: Keys) -> dict[str, Value]:
        """Return a setting as the one item of a table, none if it is wrong."""
        try:
            value = KEYS[name].parse(raw)
        except Expected as error:
            self.wrong(self._nearer(keys, raw), error.message, error.hint)
            return {}
        if name in _PATHS:
            value = _PATHS[name](value, self.file.folder, self.cwd)
        for folder in value if name == "rules" else ():
            if not os.path.isdir(folder):
                self.wrong(keys, f"no such folder: {folder}", "paths begin from the folder of this file")
        return {name: Value(value, self.file.place(*keys))}

    def _nearer(self, keys: Keys, raw: Any) -> Keys:
        """Return the way to the one check of a table of severities that has a wrong one."""
        for code in raw if keys[-1] == "severity" and isinstance(raw, dict) else ():
            try:
                KEYS["severity"].parse({code: raw[code]})
            except Expected:
                return (*keys, str(code))
        return keys

    def overrides(self) -> Iterator[Override]:
        """Yield the overrides of the file."""
        given = self.file.table.get(OVERRIDE, [])
        if not isinstance(given, list):
            self.wrong((OVERRIDE,), f"expected a list of tables, not {kind(given)}", f"write [[{OVERRIDE}]]")
            return
        for number, table in enumerate(given):
            here: Keys = (OVERRIDE, number)
            if not isinstance(table, dict):
                self.wrong(here, f"expected a table, not {kind(table)}", f"write [[{OVERRIDE}]]")
                continue
            globs = self.globs(table.get(PATHS), (*here, PATHS))
            yield Override(self.file.place(*here), self.file.folder, globs, self.values(table, here))

    def globs(self, raw: Any, keys: Keys) -> tuple[Glob, ...]:
        """Return the patterns of an override."""
        if not raw or not isinstance(raw, list) or not all(isinstance(item, str) and item.strip() for item in raw):
            what = "is missing" if raw is None else "is empty" if raw == [] else f"expected a list, not {kind(raw)}"
            self.wrong(keys, what, 'name the drafts that it is for, as in paths = ["opini/**"]')
            return ()
        try:
            return tuple(map(Glob, raw))
        except ValueError as error:
            self.wrong(keys, str(error), "as in opini/** or *.md")
            return ()

    def extended(self, value: Value | None, above: tuple[str, ...]) -> Layers | None:
        """Return what the file says that this one extends, None if it extends none."""
        if value is None:
            return None
        path = os.path.realpath(value.value)
        if path in (self.file.path, *above):
            self.wrong(("extend",), "leads back to a file that extends this one", "take one of them out")
        elif not os.path.isfile(path):
            self.wrong(("extend",), f"no such file: {value.value}", "paths begin from the folder of this file")
        elif file := read(path, self.cwd):
            return layers_of(file, self.cwd, (self.file.path, *above))
        else:
            self.wrong(("extend",), f"{value.value} holds no settings for attrib")
        return None


def _path(value: str, folder: str, cwd: str) -> str:
    """Return a path that begins from a file's folder as one from the working directory."""
    return shown(os.path.join(folder, os.path.expanduser(value)), cwd)


def _folders(values: tuple[str, ...], folder: str, cwd: str) -> tuple[str, ...]:
    return tuple(_path(value, folder, cwd) for value in values)


_PATHS: Mapping[str, Callable[[Any, str, str], Any]] = {"extend": _path, "baseline": _path, "rules": _folders}
"""Keys that hold paths."""
