"""The keys of a settings file: what each takes, and what it holds for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from attrib.config import FAIL_ON
from attrib.errors import UsageError
from attrib.lexicon.entries import OFF
from attrib.limits import LIMITS, Limit, parsed
from attrib.model import SEVERITIES
from attrib.reports import REPORTS

LANGS: Final = ("id", "en")
RUN, FILE, DRAFT = "run", "file", "draft"
"""What a key holds for: a whole run, all drafts of its file, or each draft, so that an override may have it."""


class Value(NamedTuple):
    """A setting, and where it comes from: `attrib.toml:3`, `--lang`, `$ATTRIB_LANG`, `default`."""

    value: Any
    place: str


class Expected(Exception):  # noqa: N818 - it says what should be there
    """A value of the wrong type, or none of those that there are: what was expected, and what to try."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)


class Key(NamedTuple):
    """A key: what makes a value of what stands in a file, what it holds for, whether it is a list."""

    parse: Callable[[Any], Any]
    scope: str
    is_list: bool = False


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise Expected(f"expected a text in quotation marks, not {kind(raw)}")
    return raw


def _name(raw: Any) -> str:
    if not _text(raw).strip():
        raise Expected("expected a name, not an empty text", "leave the key out")
    return str(raw)


def _texts(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(item, str) and item.strip() for item in raw):
        raise Expected(f"expected a list of texts, not {kind(raw)}", 'as in ["…", "…"]')
    return tuple(dict.fromkeys(" ".join(item.split()) for item in raw))


def _codes(raw: Any) -> frozenset[str]:
    return frozenset(code.upper() for code in _texts(raw))


def _choice(*choices: str) -> Callable[[Any], str]:
    def parse(raw: Any) -> str:
        if raw not in choices or not isinstance(raw, str):
            shown = repr(raw) if isinstance(raw, str) else kind(raw)
            hint = nearest(raw, choices) if isinstance(raw, str) else ""
            raise Expected(f"expected one of {', '.join(choices)}, not {shown}", hint)
        return raw

    return parse


def _percent(raw: Any) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 <= raw <= 100:
        shown = str(raw) if isinstance(raw, int | float) else kind(raw)
        raise Expected(f"expected a number from 0 to 100, not {shown}", "it is in percent")
    return raw


def _jobs(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 0:
        shown = str(raw) if isinstance(raw, int | float) else kind(raw)
        raise Expected(f"expected a whole number, not {shown}", "0 is as many as there are cores")
    return raw


def _severities(raw: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(raw, dict):
        raise Expected(f"expected a table of checks, not {kind(raw)}", 'as in { RUMOR = "warning" }')
    parse = _choice(*SEVERITIES, OFF)
    return tuple((str(code).upper(), parse(severity)) for code, severity in raw.items())


def _limit(limit: Limit) -> Callable[[Any], int]:
    def parse(raw: Any) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int | str):
            raise Expected(f"expected a number, not {kind(raw)}", "as in 5000")
        try:
            return parsed(limit, raw, limit.key)
        except UsageError as error:
            raise Expected(error.message.removeprefix(f"{limit.key} "), error.hint) from None

    return parse


def kind(raw: Any) -> str:
    """Return what kind of value something in a file is."""
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list", dict: "a table"}
    return kinds.get(type(raw), "a date or time")


def nearest(word: str, choices: Iterable[str]) -> str:
    """Return a question after the most similar choice, nothing if none is similar."""
    from difflib import get_close_matches

    close = get_close_matches(word.lower().replace("_", "-"), list(choices), n=1, cutoff=0.6)
    return f"did you mean {close[0]}?" if close else ""


KEYS: Final[Mapping[str, Key]] = {
    "extend": Key(_name, FILE),
    "lang": Key(_choice(*LANGS), RUN),
    "format": Key(_choice(*REPORTS), RUN),
    "fail-under": Key(_percent, RUN),
    "baseline": Key(_name, RUN),
    "jobs": Key(_jobs, RUN),
    "rules": Key(_texts, FILE, True),
    "household-names": Key(_texts, FILE, True),
    "anonymity-reasons": Key(_texts, FILE, True),
    "section": Key(_name, DRAFT),
    "fail-on": Key(_choice(*FAIL_ON), DRAFT),
    "min-severity": Key(_choice(*FAIL_ON[:-1]), DRAFT),
    "select": Key(_codes, DRAFT, True),
    "extend-select": Key(_codes, DRAFT, True),
    "ignore": Key(_codes, DRAFT, True),
    "extend-ignore": Key(_codes, DRAFT, True),
    "severity": Key(_severities, DRAFT),
    "text-field": Key(_name, DRAFT),
    "id-field": Key(_text, DRAFT),
    **{limit.key: Key(_limit(limit), DRAFT) for limit in LIMITS},
}
"""Every key of a settings file but `override`, in the order in which they are shown."""
EXTENDING: Final = {"extend-select": "select", "extend-ignore": "ignore"}
"""Keys that add to a list instead of taking its place."""
OVERRIDE: Final = "override"
PATHS: Final = "paths"
