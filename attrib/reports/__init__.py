"""One file per report; each turns a Report into a string, and only the command prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from attrib.model import Report


class Context(NamedTuple):
    """How a report is to look: language (id, en), colour, width in columns; and the version that made it."""

    lang: str = "id"
    colour: bool = False
    width: int = 80
    version: str = ""


Render = Callable[["Report", Context], str]


def _table() -> Render:
    from attrib.reports.table import render

    return render


def _concise() -> Render:
    from attrib.reports.concise import render

    return render


def _json() -> Render:
    from attrib.reports.json import render

    return render


REPORTS: Mapping[str, Callable[[], Render]] = {"table": _table, "concise": _concise, "json": _json}


def render(name: str, report: Report, context: Context) -> str:
    """Return a report in the format of that name, a key of REPORTS."""
    return REPORTS[name]()(report, context)
