"""One file per report; each turns a Report into a string, and only the command prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from attrib.lexicon.entries import CheckRule
    from attrib.model import Analysis, Failure, Report
    from attrib.reports.tally import Tally


class Context(NamedTuple):
    """How a report is to look: language (id, en), colour, width in columns; the version and the checks that made it."""

    lang: str = "id"
    colour: bool = False
    width: int = 80
    version: str = ""
    checks: tuple[CheckRule, ...] = ()


class Format(NamedTuple):
    """A report format: what it says of one draft, and how it joins those pieces into a whole, part by part.

    A run may have thousands of drafts: each is turned into its piece as soon as it is checked, and forgotten.
    """

    piece: Callable[[Analysis, Context], str]
    whole: Callable[[Iterable[str], Sequence[Failure], Tally, Context], Iterator[str]]


def _format(module: str) -> Callable[[], Format]:
    """Return a loader of a report's module, which is imported when that report is asked for."""

    def load() -> Format:
        from importlib import import_module

        form: Format = import_module(f"attrib.reports.{module}").FORMAT
        return form

    return load


REPORTS: Mapping[str, Callable[[], Format]] = {
    "table": _format("table"),
    "full": _format("full"),
    "grouped": _format("grouped"),
    "concise": _format("concise"),
    "statistics": _format("statistics"),
    "markdown": _format("markdown"),
    "html": _format("html"),
    "json": _format("json"),
    "json-lines": _format("jsonlines"),
    "sarif": _format("sarif"),
    "github": _format("github"),
    "gitlab": _format("gitlab"),
    "junit": _format("junit"),
    "checkstyle": _format("checkstyle"),
    "rdjson": _format("rdjson"),
}


def render(name: str, report: Report, context: Context) -> str:
    """Return a report in the format of that name, a key of REPORTS."""
    from attrib.reports.tally import tally

    form = REPORTS[name]()
    pieces = [form.piece(analysis, context) for analysis in report.analyses]
    return "".join(form.whole(pieces, report.failures, tally(report.analyses), context))
