"""Checks of kind `statement`: a status together with a need, at the words that show the need."""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checks.evidence import Evidence, Found, severity_of
from attrib.lexicon.entries import CheckRule


def run(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """Yield the statements of the rule's statuses that have one of its needs."""
    wanted = rule.when.get("needs", ())
    for index in evidence.of_status(rule.when.get("status", ())):
        statement = evidence.statements[index]
        if "pseudo-source" in statement.reasons:
            continue
        severity = severity_of(rule, evidence.is_lead(index))
        if "quotation" in wanted and "quotation" in statement.reasons:
            quote = evidence.reported[index].sentence.quotes[0]
            yield Found(quote.start, quote.end, index, severity, {})
            continue
        claim = next((c for c in statement.needs if c.kind == "need" and c.name in wanted), None)
        if claim is not None:
            words = evidence.reading.article.draft.text[claim.start : claim.end]
            yield Found(claim.start, claim.end, index, severity, {"words": words})
