"""One file per report; each turns a Report into a string, and only the command prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from attrib.model import Analysis, Failure, Report
    from attrib.reports.tally import Tally


class Context(NamedTuple):
    """How a report is to look: language (id, en), colour, width in columns; and the version that made it."""

    lang: str = "id"
    colour: bool = False
    width: int = 80
    version: str = ""


class Format(NamedTuple):
    """A report format: what it says of one draft, and how it joins those pieces into a whole, part by part.

    A run may have thousands of drafts: each is turned into its piece as soon as it is checked, and forgotten.
    """

    piece: Callable[[Analysis, Context], str]
    whole: Callable[[Iterable[str], Sequence[Failure], Tally, Context], Iterator[str]]


def _table() -> Format:
    from attrib.reports.table import FORMAT

    return FORMAT


def _concise() -> Format:
    from attrib.reports.concise import FORMAT

    return FORMAT


def _json() -> Format:
    from attrib.reports.json import FORMAT

    return FORMAT


REPORTS: Mapping[str, Callable[[], Format]] = {"table": _table, "concise": _concise, "json": _json}


def render(name: str, report: Report, context: Context) -> str:
    """Return a report in the format of that name, a key of REPORTS."""
    from attrib.reports.tally import tally

    form = REPORTS[name]()
    pieces = [form.piece(analysis, context) for analysis in report.analyses]
    return "".join(form.whole(pieces, report.failures, tally(report.analyses), context))
