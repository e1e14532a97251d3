"""Checks of kind `waiver`: comments for attrib that are wrongly written. That one has no effect, suppress.py knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from attrib.checks.evidence import Evidence, Found
from attrib.lexicon.entries import CheckRule
from attrib.readers.masking import FOR_US

if TYPE_CHECKING:
    from attrib.waivers import Waivers

Test = Callable[[CheckRule, Evidence, "Waivers"], Iterator[Found]]
LONGEST: Final = 40
"""Characters of a code that are looked at; none is so long."""
MOST: Final = 100
"""Of so many wrong codes of one draft the nearest is sought; it takes a millisecond each."""


def run(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """Yield what the rule's test finds."""
    if FOR_US not in evidence.reading.article.draft.text:
        return
    from attrib.waivers import waivers_of

    waivers = waivers_of(evidence.reading.article)
    for name in rule.when.get("test", ()):
        yield from TESTS[name](rule, evidence, waivers)


def _syntax(rule: CheckRule, evidence: Evidence, waivers: Waivers) -> Iterator[Found]:
    """A comment that says nothing attrib understands: silence would leave its author believing that it works."""
    for start, end in waivers.faulty:
        yield Found(start, end, None, rule.severity, {})


def _reasonless(rule: CheckRule, evidence: Evidence, waivers: Waivers) -> Iterator[Found]:
    """A waiver that says nothing of why."""
    for waiver in waivers.understood:
        if not waiver.reason:
            yield Found(waiver.start, waiver.end, None, rule.severity, {})


def _unknown(rule: CheckRule, evidence: Evidence, waivers: Waivers) -> Iterator[Found]:
    """A code that no check has, with the most similar one that there is."""
    known = [check.code for check in evidence.reading.lexicon.checks]
    near: dict[str, str] = {}
    for waiver in waivers.understood:
        for code, start, end in waiver.checks:
            if code not in known:
                word = code[:LONGEST]
                if word not in near and len(near) < MOST:
                    near[word] = get_close_matches(word, known, n=1, cutoff=0.0)[0]
                yield Found(start, end, None, rule.severity, {"words": word, "source": near.get(word, "…")})


def _unused(rule: CheckRule, evidence: Evidence, waivers: Waivers) -> Iterator[Found]:
    """Nothing yet: what a waiver spares is known when a section has had its say of all findings."""
    return iter(())


TESTS: Final[dict[str, Test]] = {
    "reasonless": _reasonless,
    "syntax": _syntax,
    "unknown": _unknown,
    "unused": _unused,
}
