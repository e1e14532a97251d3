"""A table in Markdown for people, as for $GITHUB_STEP_SUMMARY; never longer than GitHub takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrib.model import Analysis, Failure, Finding
from attrib.reports import Context, Format
from attrib.reports.blocks import of_whole
from attrib.reports.labels import LABELS, by_severity, counted
from attrib.reports.shape import visible
from attrib.reports.tally import Tally, tally

MOST = 1024 * 1024
"""Bytes of a step's summary; of a longer one GitHub shows nothing at all."""

_SPARE = 1024
_ROW = "| "
# What is markup within a line, GitHub's formulas between dollar signs and links that need no markup among it.
_MARKUP = re.compile(r"([\\`*_\[\]#|~$]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is, on one line: no markup, no HTML, no link, no table cell of its own."""
    return _MARKUP.sub(r"\\\1", visible(text).translate(_ENTITIES))


def piece(analysis: Analysis, context: Context) -> str:
    """Return a draft's name, its coverage and the table of its findings."""
    labels = LABELS[context.lang]
    figures = tally([analysis])
    found = by_severity(labels, figures.severities) if analysis.findings else labels["clean"]
    lines = [f"### {escaped(analysis.article.draft.path)}\n", f"{found} · {_coverage(figures, context)}\n"]
    if analysis.findings:
        headers = (labels[key] for key in ("place", "severity", "code", "message"))
        # The headers without a space after their first bar: rows are told from them by it.
        lines += [f"|{'|'.join(headers)}|", "|--:|---|---|---|"]
        lines += [_row(finding, context) for finding in analysis.findings]
        lines.append("")
    return "\n".join(lines) + "\n"


def _row(finding: Finding, context: Context) -> str:
    labels = LABELS[context.lang]
    place = labels["whole"] if of_whole(finding) else f"{finding.line}:{finding.column}"
    severity = labels[finding.severity]
    if finding.severity == "error":
        severity = f"**{severity}**"
    texts = escaped(finding.message) + (f"<br>→ {escaped(finding.advice)}" if finding.advice else "")
    return f"{_ROW}{place} | {severity} | `{finding.code}` | {texts} |"


def _coverage(figures: Tally, context: Context) -> str:
    labels = LABELS[context.lang]
    if figures.coverage is None:
        return labels["no-need"]
    percent = labels["percent"].format(count=figures.attributed * 100 // figures.needing)
    share = labels["share"].format(attributed=figures.attributed, needing=figures.needing)
    return f"{labels['coverage']} {percent} ({share})"


def whole(pieces: Iterable[str], failures: Sequence[Failure], figures: Tally, context: Context) -> Iterator[str]:
    """Yield the figures of the run, the drafts that could not be checked, then draft by draft, as far as there is
    room.
    """
    labels = LABELS[context.lang]
    statements = counted(labels, figures.statements, "statement")
    found = by_severity(labels, figures.severities)
    head = f"## attrib\n\n{statements}, {found} · {_coverage(figures, context)}\n\n"
    failed = [f"- **{labels['not-checked']}** {escaped(f.path)}: {escaped(f.message)}\n" for f in failures]
    lines = (line for text in pieces for line in text.splitlines(keepends=True))
    yield head
    yield from _fitted((*failed, "\n") if failed else (), lines, MOST - _SPARE - len(head.encode()), context)


def _fitted(failed: Sequence[str], lines: Iterable[str], room: int, context: Context) -> Iterator[str]:
    """Yield the lines that fit, and then how many findings and failures did not."""
    left = 0
    for series, mark in ((failed, "- "), (lines, _ROW)):
        for line in series:
            size = len(line.encode("utf-8", "backslashreplace"))
            if size <= room:
                room -= size
                yield line
            else:
                room = 0
                left += line.startswith(mark)
    if left:
        yield "\n" + LABELS[context.lang]["cut"].format(count=left) + "\n"


FORMAT = Format(piece, whole)
