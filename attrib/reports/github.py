"""GitHub's workflow commands: each finding an annotation beside its line, and a word on those it does not show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrib.model import Analysis, Failure, Finding
from attrib.reports import Context, Format
from attrib.reports.labels import LABELS
from attrib.reports.pieces import NOT_CHECKED, reason, told
from attrib.reports.shape import escape, plain
from attrib.reports.tally import Tally

SHOWN = 10
"""Annotations of one level that GitHub shows for a step; it drops the rest without a word."""

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def piece(analysis: Analysis, context: Context) -> str:
    """Return a command for each finding."""
    path = analysis.article.draft.path
    return "".join(
        _command(_LEVELS[finding.severity], _place(path, finding), finding.code, _message(path, finding))
        for finding in analysis.findings
    )


def whole(pieces: Iterable[str], failures: Sequence[Failure], figures: Tally, context: Context) -> Iterator[str]:
    """Yield what GitHub will not show, if there is any, then all commands: the first of each level are shown."""
    yield _dropped(figures, failures, context)
    for failure in failures:
        yield _command("error", {"file": failure.path}, NOT_CHECKED, f"{plain(failure.path)}: {reason(failure)}")
    yield from pieces


def _place(path: str, finding: Finding) -> dict[str, object]:
    place: dict[str, object] = {"file": path, "line": finding.line}
    # The runner takes the columns away from an annotation that runs over several lines, and complains.
    if finding.line == finding.end_line:
        place["col"] = finding.column
    place["endLine"] = finding.end_line
    if finding.line == finding.end_line:
        place["endColumn"] = finding.end_column
    return place


def _message(path: str, finding: Finding) -> str:
    # The log of a step shows nothing of a command but its message: without the place, nobody would find it there.
    return f"{plain(path)}:{finding.line}:{finding.column}: {told(finding)}"


def _command(level: str, place: dict[str, object], title: str, message: str) -> str:
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in {**place, "title": title}.items())
    return f"::{level} {properties}::{_data(message)}\n"


def _data(text: str) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escape(text)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _dropped(figures: Tally, failures: Sequence[Failure], context: Context) -> str:
    """Return a notice, to stand before all others, of how many annotations of each level are too many."""
    counts = dict(figures.severities)
    counts["error"] += len(failures)
    over = {name: count - SHOWN for name, count in counts.items() if count > SHOWN}
    if not over:
        return ""
    if "info" in over or counts["info"] == SHOWN:
        over["info"] = over.get("info", 0) + 1  # this notice takes a place itself
    labels = LABELS[context.lang]
    parts = ", ".join(f"{count} {labels[name]}" for name, count in over.items())
    return f"::notice title=attrib::{_data(labels['annotations'].format(shown=SHOWN, over=parts))}\n"


FORMAT = Format(piece, whole)
