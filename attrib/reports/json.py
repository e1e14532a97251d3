"""The machine's report, schema attrib-report/1 (attrib-report-1.schema.json beside this file)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from attrib.model import Analysis, Attribution, Cue, Entity, Finding, Report, Span, Statement
from attrib.reports import Context
from attrib.reports.tally import Tally, tally

SCHEMA = "attrib-report/1"
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def render(report: Report, context: Context) -> str:
    """Return the report as JSON, one line for each draft; a lone surrogate is escaped as JSON demands."""
    files = _lines(_file(analysis) for analysis in report.analyses)
    errors = _lines(failure._asdict() for failure in report.failures)
    total = _summary(tally(report.analyses))
    summary = {"files": len(report.analyses), "errors": len(report.failures), **total}
    text = (
        f'{{"schema": {_encode(SCHEMA)}, "version": {_encode(context.version)},\n'
        f'"files": {files},\n"errors": {errors},\n"summary": {_encode(summary)}}}\n'
    )
    # backslashreplace writes U+D800 as \\ud800, which within a JSON string is its legal escape.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _lines(values: Iterable[dict[str, Any]]) -> str:
    encoded = ",\n".join(map(_encode, values))
    return f"[\n{encoded}\n]" if encoded else "[]"


def _file(analysis: Analysis) -> dict[str, Any]:
    return {
        "path": analysis.article.draft.path,
        "statements": [_statement(statement) for statement in analysis.statements],
        "attributions": [_attribution(attribution) for attribution in analysis.attributions],
        "sources": [_entity(entity) for entity in analysis.entities],
        "findings": [_finding(finding) for finding in analysis.findings],
        "summary": _summary(tally([analysis])),
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _statement(statement: Statement) -> dict[str, Any]:
    values = statement._asdict()
    del values["needs"]
    return values


def _attribution(attribution: Attribution) -> dict[str, Any]:
    source = attribution.source
    return {
        "id": attribution.id,
        "statement": attribution.statement,
        "type": attribution.type,
        "cue": attribution.cue and _cue(attribution.cue),
        "source": source
        and {"start": source.start, "end": source.end, "text": source.text, "entity": attribution.entity},
        "content": [_span(span) for span in attribution.content],
        "within": attribution.within,
    }


def _cue(cue: Cue) -> dict[str, Any]:
    return {"start": cue.start, "end": cue.end, "text": cue.text, "rule": cue.rule}


def _entity(entity: Entity) -> dict[str, Any]:
    return {**entity._asdict(), "mentions": [_span(span) for span in entity.mentions]}


def _finding(finding: Finding) -> dict[str, Any]:
    return finding._asdict()


def _summary(figures: Tally) -> dict[str, Any]:
    return {
        "statements": figures.statements,
        **figures.statuses,
        "findings": figures.severities,
        "coverage": figures.coverage,
    }
