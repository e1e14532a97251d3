"""Checks of kind `wording`: a verb that judges the speaker, quotation marks that judge a word, a hedge on a hedge,
initials for a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from attrib.checks.evidence import Evidence, Found, severity_of
from attrib.checks.hedges import stacked
from attrib.checks.initials import initials
from attrib.lexicon.entries import CheckRule

MOST_SCARE_WORDS: Final = 3


def run(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """Yield what the rule's test finds."""
    for name in rule.when.get("test", ()):
        yield from TESTS[name](rule, evidence)


def loaded(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """A cue whose rule is marked as loaded: *berdalih*, *mengklaim*."""
    for index, attribution, _, _ in evidence.sourced:
        cue = attribution.cue
        if cue is not None and cue.loaded and attribution.main:
            severity = severity_of(rule, evidence.is_lead(index), id=cue.rule)
            yield Found(cue.start, cue.end, index, severity, {"cue": cue.text})


def scare(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """One to three quoted lower-case words in a statement that nobody is the source of."""
    for index, reported in enumerate(evidence.reported):
        if reported.main is not None or evidence.statements[index].status in (
            "skipped",
            "carried",
            "named",
            "anonymous",
        ):
            continue
        for quote in reported.sentence.quotes:
            words = evidence.reading.article.draft.text[quote.inner.start : quote.inner.end].split()
            if 1 <= len(words) <= MOST_SCARE_WORDS and all(word.islower() for word in words):
                severity = severity_of(rule, evidence.is_lead(index))
                yield Found(quote.start, quote.end, index, severity, {"words": " ".join(words)})


TESTS: Final[dict[str, Callable[[CheckRule, Evidence], Iterator[Found]]]] = {
    "loaded": loaded,
    "scare": scare,
    "stacked": stacked,
    "initials": initials,
}
