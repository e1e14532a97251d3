"""What a check would do, without doing it: which drafts, by which settings, and where each of those comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrib.config import Config, Exit
from attrib.drafts import STDIN, Found, find
from attrib.limits import LIMITS
from attrib.output import complain, put, say
from attrib.reports.told import failure, told
from attrib.settings.book import Book
from attrib.settings.keys import EXTENDING, KEYS, RUN, Value
from attrib.terms import Library

_COLUMN: Final = 40


def show(book: Book, config: Config, settings: bool) -> Exit:
    """Print the settings of a run, or else its drafts; what cannot be found or used is told as a check would."""
    from attrib.readers import READERS

    library = Library(book)
    library.terms(config)
    found = find(config.paths, frozenset(READERS), config.stdin_filename)
    if config.diff_base:
        found = found._replace(drafts=tuple(_changed(found.drafts, config)))
    for name in found.drafts:
        library.of(name)
    put("".join(_settings(book, found) if settings else _files(book, found)))
    for failed in found.failures:
        complain(failure(failed, config.lang))
    for note in found.notes:
        say(told(note, config.lang))
    return Exit.FAILED if found.failures else Exit.CLEAN


def _changed(drafts: Iterable[str], config: Config) -> Iterator[str]:
    """Yield the drafts that are not as they were at --diff-base: the others are not checked."""
    from attrib.gitdiff import Base

    base = Base(config.diff_base)
    return (draft for draft in drafts if draft == STDIN or base.past(draft).changed)


def _files(book: Book, found: Found) -> Iterator[str]:
    """Yield a line for each draft: its path, its section, its settings and overrides, parted by tabs."""
    for draft in found.drafts:
        name = _name(book, draft)
        layers = book.layers(name)
        places = ", ".join(override.place for override in book.overrides(name))
        yield "\t".join((name, book.of(name).section, layers.name if layers else "-", places or "-")) + "\n"


def _settings(book: Book, found: Found) -> Iterator[str]:
    """Yield the settings of the run, then those of its drafts, once for all that have the same."""
    yield f"# the run: {', '.join(book.base.paths)}\n"
    yield from _lines(book.values(None), book.whole(), RUN)
    groups: dict[Config, list[str]] = {}
    for draft in found.drafts:
        groups.setdefault(book.of(_name(book, draft)), []).append(_name(book, draft))
    for config, names in groups.items():
        others = f" and {len(names) - 1} more" if len(names) > 1 else ""
        yield f"\n# {names[0]}{others}\n"
        yield from _lines(book.values(names[0]), config, "")


def _lines(values: Mapping[str, Value], config: Config, scope: str) -> Iterator[str]:
    """Yield each setting of a scope as a line of TOML, with where it comes from."""
    for key, known in KEYS.items():
        if (known.scope == RUN) != (scope == RUN) or key in EXTENDING or key == "extend":
            continue
        place = values[key].place if key in values else "default"
        yield f"{key} = {_toml(_value(key, config)):<{_COLUMN - len(key)}}  # {place}\n"


def _value(key: str, config: Config) -> Any:
    limit = next((limit for limit in LIMITS if limit.key == key), None)
    if limit is None:
        return getattr(config, key.replace("-", "_"))
    from attrib.limits import DEFAULT

    return getattr(config.limits or DEFAULT, limit.field)


def _toml(value: Any) -> str:
    if isinstance(value, frozenset):
        value = sorted(value)
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return "{ " + ", ".join(f"{code} = {json.dumps(severity)}" for code, severity in value) + " }"
    if isinstance(value, float | int):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return json.dumps(str(value), ensure_ascii=False)


def _name(book: Book, draft: str) -> str:
    return book.base.stdin_filename if draft == STDIN else draft
