"""The table of a draft's findings: where, how grave, which check, the words, what is the matter."""

from __future__ import annotations

from collections.abc import Mapping

from attrib.model import Analysis, Draft, Finding
from attrib.reports import Context
from attrib.reports.blocks import blocks, of_whole
from attrib.reports.labels import LABELS
from attrib.reports.shape import columns, lay_out, style, visible, wrap

_HUES = {"error": "red", "warning": "yellow", "info": "cyan"}
_WIDE = 100
_SHORT = 24
_AROUND = 28
_MARKS = "\"“”„«»'‘’"


def table(analysis: Analysis, context: Context) -> str:
    """Return the findings in blocks, one for each statement; five columns on a wide terminal, stacked in three on a
    narrow one.

    Only the gravest of a statement has its words quoted and its advice, and that once for each text of it: twelve
    findings of one check need it no more than one does.
    """
    labels = LABELS[context.lang]
    told: set[str] = set()
    rows: list[list[str]] = []
    room = _room(analysis.findings, labels, context.width)
    for block in blocks(analysis.findings):
        rows += [[""] * _columns(context)] if rows else []
        for number, (finding, times) in enumerate(block.findings):
            leads = number == 0
            advice = finding.advice if (leads or finding.statement is None) and finding.advice not in told else ""
            told.add(advice)
            excerpt = quote(analysis.article.draft, finding) if leads and finding.statement is not None else ""
            message = finding.message + (f" ({times}×)" if times > 1 else "")
            rows.append(_row(finding, excerpt, message, advice, room, context))
    headers = [labels[key] for key in ("place", "severity", "code", "excerpt", "message")]
    if _columns(context) == 3:
        del headers[2:4]
    return lay_out(headers, rows, ["right", *["left"] * (len(headers) - 1)])


def _columns(context: Context) -> int:
    return 5 if context.width >= _WIDE else 3


def _room(findings: tuple[Finding, ...], labels: Mapping[str, str], width: int) -> int:
    """Return the columns left for words beside place, severity and code."""
    place = max(columns(labels["place"]), *(columns(_place(f, labels)) for f in findings))
    severity = max(columns(labels["severity"]), *(columns(labels[f.severity]) for f in findings))
    code = max(columns(labels["code"]), *(len(f.code) for f in findings))
    if width >= _WIDE:
        return width - place - severity - code - 8
    return max(width - place - max(severity, code) - 4, 16)


def _place(finding: Finding, labels: Mapping[str, str]) -> str:
    return labels["whole"] if of_whole(finding) else f"{finding.line}:{finding.column}"


def _row(finding: Finding, excerpt: str, message: str, advice: str, room: int, context: Context) -> list[str]:
    labels = LABELS[context.lang]
    place = _place(finding, labels)
    severity = style([labels[finding.severity]], context.colour, fg=_HUES[finding.severity])
    code = style([finding.code], context.colour, bold=True)
    if context.width >= _WIDE:
        shown = room * 2 // 5
        excerpt = "\n".join(wrap(excerpt, shown, 3))
        return [place, severity, code, excerpt, _message(message, advice, room - shown, context)]
    above = "" if excerpt in message else "\n".join(wrap(excerpt, room, 3)) + "\n"
    return [place, f"{severity}\n{code}", above + _message(message, advice, room, context)]


def _message(message: str, advice: str, room: int, context: Context) -> str:
    lines = "\n".join(wrap(message, room))
    if not advice:
        return lines
    first, *rest = wrap(advice, room - 2)
    return f"{lines}\n" + style([f"→ {first}", *(f"  {line}" for line in rest)], context.colour, dim=True)


def quote(draft: Draft, finding: Finding) -> str:
    """Return the words of a finding; a short one between its neighbours: `…(IS) «dilaporkan» telah…`."""
    words = visible(draft.text[finding.start : finding.end])
    if not words or columns(words) >= _SHORT:
        return words if words[:1] in _MARKS else f"“{words}”"
    before = _neighbours(draft.text[max(finding.start - 300, 0) : finding.start], left=True)
    after = _neighbours(draft.text[finding.end : finding.end + 300], left=False)
    return f"{before}«{words}»{after}"


def _neighbours(text: str, left: bool) -> str:
    """Return the whole words of the same line next to a finding, up to some columns."""
    line = (text.rpartition("\n")[2] if left else text.partition("\n")[0]).replace("\r", "")
    if columns(line) <= _AROUND:
        return _spaced(line.lstrip() if left else line.rstrip(), left) if line.strip() else ""
    cut = line[-_AROUND:].partition(" ")[2] if left else line[:_AROUND].rpartition(" ")[0]
    return f"…{_spaced(cut, left)}" if left else f"{_spaced(cut, left)}…"


def _spaced(cut: str, left: bool) -> str:
    """Return words on one line, keeping the single space that parts them from the finding."""
    if left:
        return visible(cut) + " " * cut[-1:].isspace()
    return " " * cut[:1].isspace() + visible(cut)
