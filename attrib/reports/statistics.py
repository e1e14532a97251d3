"""Counts of a run, drafts put together: findings by check, statements by status, attributing words by rule."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrib.model import SEVERITIES, Analysis, Failure
from attrib.reports import Context, Format
from attrib.reports.labels import LABELS
from attrib.reports.shape import columns, lay_out, visible, wrap
from attrib.reports.tally import Tally

MOST_RULES: Final = 20
"""Of the rules, which are hundreds, those that attribute most."""
_LEAST_TITLE: Final = 20


def piece(analysis: Analysis, context: Context) -> str:
    """Return a draft's counts as a line of JSON: findings by code and severity, attributions by rule."""
    codes = Counter(f"{finding.code} {finding.severity}" for finding in analysis.findings)
    rules = Counter(visible(a.cue.rule) for a in analysis.attributions if a.cue is not None)
    bare = Counter(visible(a.cue.rule) for a in analysis.attributions if a.cue is not None and a.source is None)
    return json.dumps([codes, rules, bare]) + "\n"


def whole(pieces: Iterable[str], failures: Sequence[Failure], figures: Tally, context: Context) -> Iterator[str]:
    """Yield the three tables, what is most frequent first."""
    sums: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    for text in pieces:
        for total, more in zip(sums, json.loads(text), strict=True):
            total.update(more)
    codes, rules, bare = sums
    labels = LABELS[context.lang]
    yield _checks(codes, context) if codes else f"{labels['clean']}\n"
    yield "\n" + _statuses(figures, context)
    if rules:
        yield "\n" + _rules(rules, bare, context)


def _checks(codes: Counter[str], context: Context) -> str:
    labels = LABELS[context.lang]
    titles = {check.code: check.texts.get(context.lang, check.texts["id"]).title for check in context.checks}
    parts = ((count, *name.partition(" ")[::2]) for name, count in codes.items())
    ranked = sorted(parts, key=lambda part: (-part[0], *part[1:]))
    widest = max(columns(labels[severity]) for severity in SEVERITIES)
    taken = columns(labels["finding.many"]) + max(widest, columns(labels["severity"]))
    room = context.width - taken - max(len(code) for _, code, _ in ranked) - 6
    rows = [
        [str(count), labels[severity], code, "\n".join(wrap(titles.get(code, ""), max(room, _LEAST_TITLE)))]
        for count, code, severity in ranked
    ]
    headers = [labels["finding.many"].capitalize(), labels["severity"], labels["code"], labels["title"]]
    return lay_out(headers, rows, ["right", "left", "left", "left"]) + "\n"


def _statuses(figures: Tally, context: Context) -> str:
    labels = LABELS[context.lang]
    ranked = sorted(figures.statuses.items(), key=lambda item: (item[0] == "skipped", -item[1]))
    rows = [
        [str(count), _percent(count, figures.statements, labels) if status != "skipped" else "", labels[status]]
        for status, count in ranked
    ]
    headers = [labels["statements"], "%", labels["status"]]
    return lay_out(headers, rows, ["right", "right", "left"]) + "\n"


def _rules(rules: Counter[str], bare: Counter[str], context: Context) -> str:
    labels = LABELS[context.lang]
    ranked = sorted(rules.items(), key=lambda item: (-item[1], item[0]))
    rows = [[str(count), str(bare[name]), name] for name, count in ranked[:MOST_RULES]]
    headers = [labels["attributions"], labels["unattributed"].capitalize(), labels["rule"]]
    more = len(ranked) - MOST_RULES
    rest = labels["more-rules"].format(count=more, uses=sum(count for _, count in ranked[MOST_RULES:])) + "\n"
    return lay_out(headers, rows, ["right", "right", "left"]) + "\n" + (rest if more > 0 else "")


def _percent(count: int, total: int, labels: Mapping[str, str]) -> str:
    return f"{100 * count / total:.1f}".replace(".", labels["decimal"]) if total else ""


FORMAT = Format(piece, whole)
