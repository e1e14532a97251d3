"""The machine's report, schema attrib-report/1 (attrib-report-1.schema.json beside this file)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrib.model import Analysis, Attribution, Cue, Entity, Failure, Finding, Span, Statement
from attrib.reports import Context, Format
from attrib.reports.safe import to_exact_json
from attrib.reports.tally import Tally, tally

SCHEMA = "attrib-report/1"
NOT_TOLD = ("reasons", "affiliation")
"""What `attrib show` tells of a source, and attrib-report/1 does not."""


def piece(analysis: Analysis, context: Context) -> str:
    """Return one draft as a line of JSON."""
    return to_exact_json(_file(analysis))


def whole(pieces: Iterable[str], failures: Sequence[Failure], figures: Tally, context: Context) -> Iterator[str]:
    """Yield the report as JSON, one line for each draft."""
    yield f'{{"schema": {to_exact_json(SCHEMA)}, "version": {to_exact_json(context.version)},\n"files": ['
    count = 0
    for text in pieces:
        yield (",\n" if count else "\n") + text
        count += 1
    errors = ",\n".join(to_exact_json(failure._asdict()) for failure in failures)
    summary = {"files": count, "errors": len(failures), **_summary(figures)}
    yield ("\n]" if count else "]") + ',\n"errors": [' + (f"\n{errors}\n" if errors else "")
    yield f'],\n"summary": {to_exact_json(summary)}}}\n'


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
    told = {key: value for key, value in entity._asdict().items() if key not in NOT_TOLD}
    return {**told, "mentions": [_span(span) for span in entity.mentions]}


def _finding(finding: Finding) -> dict[str, Any]:
    return finding._asdict()


def _summary(figures: Tally) -> dict[str, Any]:
    return {
        "statements": figures.statements,
        **figures.statuses,
        "findings": figures.severities,
        "coverage": figures.coverage,
    }


FORMAT = Format(piece, whole)
