"""The table of a draft's findings: where, how grave, which check, the words, what is the matter."""

from __future__ import annotations

from collections.abc import Mapping

from attrib.model import Analysis, Draft, Finding
from attrib.reports import Context
from attrib.reports.labels import LABELS
from attrib.reports.shape import columns, lay_out, style, visible, wrap

_HUES = {"error": "red", "warning": "yellow", "info": "cyan"}
_WIDE = 100
_SHORT = 24
_AROUND = 28


def table(analysis: Analysis, context: Context) -> str:
    """Return the findings in their order; five columns on a wide terminal, stacked in three on a narrow one.

    Advice is given once for each text of it: twelve findings of one check need it no more than one does.
    """
    labels = LABELS[context.lang]
    told: set[str] = set()
    rows = []
    room = _room(analysis.findings, labels, context.width)
    for finding in analysis.findings:
        advice = "" if finding.advice in told else finding.advice
        told.add(finding.advice)
        row = _wide_row if context.width >= _WIDE else _narrow_row
        rows.append(row(analysis.article.draft, finding, advice, room, context))
        if context.width < _WIDE:
            rows.append([""] * 3)
    if context.width >= _WIDE:
        headers = [labels[key] for key in ("place", "severity", "code", "excerpt", "message")]
        return lay_out(headers, rows, ["right", "left", "left", "left", "left"])
    headers = [labels["place"], labels["severity"], labels["message"]]
    return lay_out(headers, rows[:-1], ["right", "left", "left"])


def _room(findings: tuple[Finding, ...], labels: Mapping[str, str], width: int) -> int:
    """Return the columns left for words beside place, severity and code."""
    place = max(columns(labels["place"]), *(len(f"{f.line}:{f.column}") for f in findings))
    severity = max(columns(labels["severity"]), *(columns(labels[f.severity]) for f in findings))
    code = max(columns(labels["code"]), *(len(f.code) for f in findings))
    if width >= _WIDE:
        return width - place - severity - code - 8
    return max(width - place - max(severity, code) - 4, 16)


def _wide_row(draft: Draft, finding: Finding, advice: str, room: int, context: Context) -> list[str]:
    shown = room * 2 // 5
    place, severity, code = _who(finding, context)
    excerpt = "\n".join(wrap(quote(draft, finding), shown, 3))
    return [place, severity, code, excerpt, _message(finding, advice, room - shown, context)]


def _narrow_row(draft: Draft, finding: Finding, advice: str, room: int, context: Context) -> list[str]:
    place, severity, code = _who(finding, context)
    excerpt = "\n".join(wrap(quote(draft, finding), room, 3))
    message = _message(finding, advice, room, context)
    return [place, f"{severity}\n{code}", f"{excerpt}\n{message}" if excerpt else message]


def _who(finding: Finding, context: Context) -> tuple[str, str, str]:
    severity = LABELS[context.lang][finding.severity]
    return (
        f"{finding.line}:{finding.column}",
        style([severity], context.colour, fg=_HUES[finding.severity]),
        style([finding.code], context.colour, bold=True),
    )


def _message(finding: Finding, advice: str, room: int, context: Context) -> str:
    message = "\n".join(wrap(finding.message, room))
    if not advice:
        return message
    first, *rest = wrap(advice, room - 2)
    return f"{message}\n" + style([f"→ {first}", *(f"  {line}" for line in rest)], context.colour, dim=True)


def quote(draft: Draft, finding: Finding) -> str:
    """Return the words of a finding; a short one between its neighbours: `…(IS) «dilaporkan» telah…`."""
    words = visible(draft.text[finding.start : finding.end])
    if not words or columns(words) >= _SHORT:
        return f"“{words}”" if words else ""
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
