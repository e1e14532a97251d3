"""SARIF 2.1.0, for code scanning: columns in code points, fingerprints, the words that belong to a finding, rules."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from attrib.model import Analysis, Draft, Failure, Finding
from attrib.reports import Context, Format
from attrib.reports.labels import LABELS
from attrib.reports.marks import Mark, Marks
from attrib.reports.pieces import joined, reason
from attrib.reports.safe import to_json
from attrib.reports.shape import visible
from attrib.reports.tally import Tally

if TYPE_CHECKING:
    from attrib.lexicon.entries import CheckRule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note", "off": "none"}
_ROOT = "%SRCROOT%"
_BLANK = re.compile(r"\{(?:cue|source|words)\}")
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_MOST_QUOTED = 1000
"""Code points of a snippet at most."""


def piece(analysis: Analysis, context: Context) -> str:
    """Return a draft's findings as results, a line each, commas between them."""
    marks = Marks(analysis)
    draft = analysis.article.draft
    return ",\n".join(to_json(_result(draft, finding, marks, context)) for finding in analysis.findings)


def whole(pieces: Iterable[str], failures: Sequence[Failure], figures: Tally, context: Context) -> Iterator[str]:
    """Yield the log: one run, in which the drafts that could not be checked are notifications."""
    run = {
        "tool": {"driver": _driver(context)},
        "language": context.lang,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which attrib was started."}}},
        "invocations": [_invocation(failures)],
        "properties": {"statements": figures.statements, **figures.statuses, "coverage": figures.coverage},
    }
    yield f'{{"$schema": {to_json(_SCHEMA)}, "version": "2.1.0", "runs": [\n'
    yield to_json(run).removesuffix("}") + ',\n"results": [\n'
    yield from joined(",\n", pieces)
    yield "\n]}]}\n"


def _driver(context: Context) -> dict[str, Any]:
    version = {"version": context.version, "semanticVersion": context.version} if context.version else {}
    return {"name": "attrib", **version, "rules": [_rule(check, context.lang) for check in context.checks]}


def _rule(check: CheckRule, lang: str) -> dict[str, Any]:
    texts = check.texts.get(lang) or check.texts["id"]
    words = (_BLANK.sub("…", texts.message), texts.advice, texts.why)
    parts = check.code.split("-")
    # A name that repeats the id is against the rules of SARIF's own validator.
    name = {"name": "".join(map(str.capitalize, parts))} if len(parts) > 1 else {}
    return {
        "id": check.code,
        **name,
        "shortDescription": {"text": _message(texts.title)},
        "fullDescription": {"text": _message(texts.why)},
        "help": {
            "text": _message("\n\n".join(words)),
            "markdown": _message(f"**{texts.title}** (`{check.code}`)\n\n{words[0]}\n\n{words[1]}\n\n> {words[2]}"),
        },
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
        "properties": {"tags": ["attribution", check.kind]},
    }


def _message(text: str) -> str:
    """Return a text with the braces doubled and the bracket of `[…](…)` escaped that mean something to SARIF."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", r"\](")


def _result(draft: Draft, finding: Finding, marks: Marks, context: Context) -> dict[str, Any]:
    result = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(visible(f"{finding.message} {finding.advice}"))},
        "locations": [_location(draft, Mark(finding.start, finding.end, "finding"))],
        "partialFingerprints": {"attribFinding/v1": finding.fingerprint},
    }
    labels = LABELS[context.lang]
    related = [
        {"id": number, "message": {"text": labels[f"mark.{mark.role}"]}, **_location(draft, mark)}
        for number, mark in enumerate((*marks.of(finding), *marks.carried(finding)), start=1)
    ]
    return {**result, "relatedLocations": related} if related else result


def _location(draft: Draft, mark: Mark) -> dict[str, Any]:
    start, end = draft.place(mark.start), draft.place(mark.end)
    region: dict[str, Any] = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
    if 0 < mark.end - mark.start <= _MOST_QUOTED:
        region["snippet"] = {"text": draft.text[mark.start : mark.end]}
    return {"physicalLocation": {"artifactLocation": _artifact(draft.path), "region": region}}


def _artifact(path: str) -> dict[str, str]:
    """Return a path as a URI reference, relative to the folder of the run unless it is absolute."""
    # A name that is no UTF-8 has its bytes as lone surrogates of this range; any other stands for nothing.
    uri = quote(_NO_BYTE.sub("\ufffd", path).encode("utf-8", "surrogateescape"))
    return {"uri": f"file://{uri}"} if os.path.isabs(path) else {"uri": uri, "uriBaseId": _ROOT}


def _invocation(failures: Sequence[Failure]) -> dict[str, Any]:
    invocation: dict[str, Any] = {"executionSuccessful": not failures}
    if failures:
        invocation["toolExecutionNotifications"] = [
            {
                "level": "error",
                "message": {"text": _message(reason(failure))},
                "locations": [{"physicalLocation": {"artifactLocation": _artifact(failure.path)}}],
            }
            for failure in failures
        ]
    return invocation


FORMAT = Format(piece, whole)
