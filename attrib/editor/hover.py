"""What an editor shows of a statement under the pointer: its status, its source, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrib.model import Analysis, Finding, Statement
from attrib.reports import plainly
from attrib.reports.labels import LABELS
from attrib.reports.shape import visible

_TEXTS: Final = {
    "id": {
        "source": "Sumber: {who}",
        "grade": "mutu {grade}",
        "cue": "Kata pengatribusi: “{cue}” – {why}",
        "carried": "Meneruskan baris {line}: “{text}”",
        "supported": "Baris {line} mengatakannya dengan sumber: “{text}”",
        "finding": "{code} ({severity}): {message}",
    },
    "en": {
        "source": "Source: {who}",
        "grade": "grade {grade}",
        "cue": "Attributed by “{cue}” – {why}",
        "carried": "Carries on line {line}: “{text}”",
        "supported": "Line {line} says it with a source: “{text}”",
        "finding": "{code} ({severity}): {message}",
    },
}
_LONGEST: Final = 60


def text(analysis: Analysis, statement: Statement, lang: str) -> str:
    """Return what to show of a statement as plain text: nothing of a draft is ever markup."""
    found = [finding for finding in analysis.findings if finding.statement == statement.id]
    return "\n".join([*_verdict(analysis, statement, lang), *_findings(found, lang)])


def _verdict(analysis: Analysis, statement: Statement, lang: str) -> Iterator[str]:
    says, labels = _TEXTS[lang], LABELS[lang]
    why = "; ".join(visible(plainly.reason(reason, lang)) for reason in dict.fromkeys(statement.reasons))
    yield labels[statement.status] + (f" – {why}" if why else "")
    if statement.source is not None:
        entity = analysis.entities[statement.source - 1]
        about = [entity.name, entity.role or "", labels[entity.kind], says["grade"].format(grade=entity.grade)]
        yield says["source"].format(who=", ".join(visible(part) for part in about if part))
    main = next((a for a in analysis.attributions if a.statement == statement.id and a.main), None)
    if main is not None and main.cue is not None:
        reason = plainly.plain(plainly.LINKS, main.reason, lang)
        yield says["cue"].format(cue=visible(main.cue.text), why=reason)
    if statement.carried_from is not None:
        before = next((a for a in analysis.attributions if a.id == statement.carried_from), None)
        if before is not None:
            yield _other(analysis, before.statement, says["carried"])
    if statement.supported_by is not None:
        yield _other(analysis, statement.supported_by, says["supported"])


def _other(analysis: Analysis, id: int, form: str) -> str:
    other = analysis.statements[id - 1]
    words = visible(analysis.article.draft.text[other.start : min(other.end, other.start + _LONGEST)])
    return form.format(line=other.line, text=words + ("…" if other.end - other.start > _LONGEST else ""))


def _findings(findings: list[Finding], lang: str) -> Iterator[str]:
    if findings:
        yield ""
    for finding in findings:
        severity = LABELS[lang][finding.severity]
        yield _TEXTS[lang]["finding"].format(code=finding.code, severity=severity, message=visible(finding.message))
