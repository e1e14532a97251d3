"""The settings of every draft of a run: the nearest file's, what overrides them for its path, what options say."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrib.config import Config
from attrib.errors import UsageError
from attrib.limits import DEFAULT, LIMITS, parsed
from attrib.settings.keys import EXTENDING, Value
from attrib.settings.search import file_in
from attrib.upward import reach

if TYPE_CHECKING:
    from attrib.settings.file import SettingsFile
    from attrib.settings.layers import Layers, Override, Values

STDIN: Final = "-"
_MAGIC: Final = frozenset("*?[")


class Book:
    """What settings hold for which draft; each file is read once.

    `base` is what no file says, `given` what options say, `file` the one file to use instead of the nearest ones. The
    book raises UsageError for a file that is wrong.
    """

    def __init__(
        self, base: Config | None = None, given: Values | None = None, file: str = "", isolated: bool = False
    ) -> None:
        self.base = base or Config()
        self.given = {**_environment(os.environ), **(given or {})}
        self._cwd = os.path.realpath(os.getcwd())
        self._file = file
        self._isolated = isolated
        self._real: dict[str, str] = {}
        self._files: dict[str, SettingsFile | None] = {}
        self._layers: dict[str, Layers | None] = {}
        self._configs: dict[tuple[Any, ...], Config] = {}

    def of(self, draft: str) -> Config:
        """Return how a draft is to be checked, by its path; `-` is one without a path."""
        layers, overrides = self.layers(draft), self.overrides(draft)
        key = (layers and layers.name, *(override.place for override in overrides))
        if key not in self._configs:
            self._configs[key] = self._config(merged(self._all(layers, overrides)))
        return self._configs[key]

    def whole(self) -> Config:
        """Return what holds for the run as a whole: the settings of the folder that all its paths are in."""
        return self._config(merged(self._all(self._layers_in(self._common()), ())))

    def values(self, draft: str | None) -> dict[str, Value]:
        """Return each setting of a draft, or of the run, that is not the default, with where it comes from."""
        if draft is None:
            return merged(self._all(self._layers_in(self._common()), ()))
        return merged(self._all(self.layers(draft), self.overrides(draft)))

    def layers(self, draft: str) -> Layers | None:
        """Return what the settings file of a draft says, None if it has none."""
        return self._layers_in(self._folder(draft))

    def overrides(self, draft: str) -> tuple[Override, ...]:
        """Return the overrides that a draft's path fits, in their order."""
        layers = self.layers(draft)
        if draft == STDIN or layers is None or not layers.overrides:
            return ()
        path = os.path.join(self._folder(draft), os.path.basename(_file_of(draft)))
        return tuple(o for o in layers.overrides if self._fits(path, o))

    def _fits(self, path: str, override: Override) -> bool:
        """A draft that is not in the folder of the file goes by its path from the working directory."""
        inside = (place for place in (override.folder, self._cwd) if path.startswith(os.path.join(place, "")))
        name = os.path.relpath(path, next(inside, os.path.abspath(os.sep))).replace(os.sep, "/")
        return any(glob.fits(name) for glob in override.paths)

    def _all(self, layers: Layers | None, overrides: Iterable[Override]) -> Iterable[Values]:
        yield from layers.values if layers else ()
        yield from (override.values for override in overrides)
        yield self.given

    def _folder(self, draft: str) -> str:
        parent = "" if draft == STDIN else os.path.dirname(_file_of(draft))
        if parent not in self._real:
            self._real[parent] = os.path.realpath(parent or ".")
        return self._real[parent]

    def _layers_in(self, folder: str) -> Layers | None:
        if self._isolated:
            return None
        if self._file:
            folder = ""
        if folder not in self._layers:
            file = self._named() if self._file else self._nearest(folder)
            if file is None:
                self._layers[folder] = None
            else:
                # Many folders have one file.
                self._layers[folder] = self._layers[file.path] = self._layers.get(file.path) or self._read(file)
        return self._layers[folder]

    def _nearest(self, folder: str) -> SettingsFile | None:
        for place in reach(folder, self._cwd):
            if place not in self._files:
                self._files[place] = file_in(place, self._cwd)
            if found := self._files[place]:
                return found
        return None

    def _read(self, file: SettingsFile) -> Layers:
        from attrib.settings.layers import layers_of

        return layers_of(file, self._cwd)

    def _named(self) -> SettingsFile:
        """Return the file of --config."""
        from attrib.settings.file import read

        if not os.path.isfile(self._file):
            raise UsageError(self._file, "no such file of settings", "`attrib init` makes one")
        file = read(os.path.realpath(self._file), self._cwd)
        if file is None:
            raise UsageError(self._file, "holds no settings for attrib", "[tool.attrib] in a pyproject.toml")
        return file

    def _common(self) -> str:
        """Return the folder that all paths of the run are in."""
        found = {self._start(path) for path in self.base.paths}
        try:
            return os.path.commonpath(found) if found else self._cwd
        except ValueError:  # on several drives
            return self._cwd

    def _start(self, path: str) -> str:
        if path == STDIN:
            return self._folder(self.base.stdin_filename)
        if os.path.isdir(path):
            return os.path.realpath(path)
        parts = Path(path).parts
        fixed = next((n for n, part in enumerate(parts[:-1]) if _MAGIC & set(part)), len(parts) - 1)
        return os.path.realpath(os.path.join("", *parts[:fixed]) or ".")

    def _config(self, values: Mapping[str, Value]) -> Config:
        changes: dict[str, Any] = {}
        limits: dict[str, int] = {}
        fields = {limit.key: limit.field for limit in LIMITS}
        for key, (value, _) in values.items():
            if key in fields:
                limits[fields[key]] = value
            elif key != "extend":
                changes[key.replace("-", "_")] = tuple(map(Path, value)) if key == "rules" else value
        if limits:
            changes["limits"] = DEFAULT._replace(**limits)
        places = tuple((key, _named_place(key, value.place)) for key, value in values.items())
        return self.base._replace(**changes, places=places)


def merged(layers: Iterable[Values]) -> dict[str, Value]:
    """Return the settings of several layers, of which later ones win."""
    found: dict[str, Value] = {}
    for layer in layers:
        for key, value in layer.items():
            if key == "severity" and key in found:
                found[key] = _joined(found[key], value, tuple({**dict(found[key].value), **dict(value.value)}.items()))
            elif key not in EXTENDING:
                found[key] = value
        for key in EXTENDING.keys() & layer.keys():
            before, more = found.get(EXTENDING[key]), layer[key]
            if before is not None:
                found[EXTENDING[key]] = _joined(before, more, before.value | more.value)
            elif EXTENDING[key] != "select":  # Without it every check is selected already.
                found[EXTENDING[key]] = more
    return found


def _joined(before: Value, more: Value, value: Any) -> Value:
    return before._replace(value=value, place=f"{before.place}, {more.place}")


def _named_place(key: str, place: str) -> str:
    """Return where a setting stands, as the beginning of an error: an option is its own name."""
    return place if place.startswith(("-", "$")) else f"{place}: {key}"


def _file_of(draft: str) -> str:
    """Return the file that a draft is in: `arsip.jsonl` for `arsip.jsonl:3`."""
    if ".jsonl" in draft.lower():
        from attrib.readers import IN_ARCHIVE

        parts = IN_ARCHIVE.fullmatch(draft)
        if parts is not None and not os.path.lexists(draft):
            return parts[1]
    return draft


def _environment(environ: Mapping[str, str]) -> dict[str, Value]:
    """Return the limits that the environment sets; raises UsageError for a wrong one."""
    return {
        limit.key: Value(parsed(limit, environ[limit.variable], limit.variable), f"${limit.variable}")
        for limit in LIMITS
        if environ.get(limit.variable)
    }
