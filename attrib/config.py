"""What a run was asked to do, and what its exit status means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from attrib.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from attrib.limits import Limits

FAIL_ON = ("error", "warning", "info", "never")
HARD_NEWS = "hard-news"


class Exit(IntEnum):
    """Exit statuses; FAILED wins over FINDINGS, and neither is ever a count."""

    CLEAN = 0
    FINDINGS = 1
    FAILED = 2
    INTERRUPTED = 130


class Config(NamedTuple):
    """The options of one check; `select` empty means every code, `rules` are a newsroom's own folders, `section` is
    the id of a `[[section]]`, `baseline` a file, `diff_base` a revision of git, `jobs` the number of processes, 0 for
    as many as are worth it, `fail_under` percent; without `limits` those of the environment hold. `severity` gives
    checks another weight, `household_names` and `anonymity_reasons` are words that go with the rules; `places` tells
    where settings stand that no option gives; with `cache` a draft that was analyzed before is not analyzed again, and
    has no tokens.
    """

    paths: tuple[str, ...] = (".",)
    lang: str = "id"
    rules: tuple[Path, ...] = ()
    section: str = HARD_NEWS
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    min_severity: str = "info"
    fail_on: str = "error"
    exit_zero: bool = False
    no_suppress: bool = False
    baseline: str = ""
    diff_base: str = ""
    text_field: str = "text"
    id_field: str = ""
    stdin_filename: str = "-"
    progress: bool = False
    jobs: int = 0
    limits: Limits | None = None
    format: str = "table"
    fail_under: float = 0
    severity: tuple[tuple[str, str], ...] = ()
    household_names: tuple[str, ...] = ()
    anonymity_reasons: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    cache: bool = False

    def place(self, key: str) -> str:
        """Return where the setting of a key comes from, as an error names it: the option, or a line of a file."""
        return dict(self.places).get(key, f"--{key}")


def split_codes(values: Iterable[str]) -> frozenset[str]:
    """Return the codes of repeatable comma lists, in capitals."""
    return frozenset(code.strip().upper() for value in values for code in value.split(",") if code.strip())


def require_known(option: str, codes: Iterable[str], known: Sequence[str]) -> None:
    """Raise UsageError, naming the nearest code, for the first code that no check has."""
    for code in sorted(set(codes) - set(known)):
        raise UsageError(option, f"no check has the code {code}", _nearest(code, known))


def require_section(name: str, known: Sequence[str], place: str = "--section") -> None:
    """Raise UsageError, naming the nearest one, for a section that no rule defines."""
    if name not in known:
        raise UsageError(place, f"no section is called {name}", _nearest(name, known))


def _nearest(word: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1, cutoff=0.4)
    return f"did you mean {near[0]}?" if near else "`attrib rules list` prints them all"
