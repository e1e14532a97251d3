"""Checks of kind `link`: a source that points nowhere, a speaker named too late, a cue said twice, a floor
held too long.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Final

from attrib.checks.evidence import Evidence, Found, severity_of
from attrib.claims import NEED
from attrib.grammar import EPITHET
from attrib.lexicon.entries import CheckRule
from attrib.model import Source

LATE_WORDS: Final = 40
LATE_ENDS: Final = 3
FAR_CARRY: Final = 3
FAR_BACK: Final = 3_000


def run(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """Yield what the rule's test finds."""
    for name in rule.when.get("test", ()):
        yield from TESTS[name](rule, evidence)


def dangling(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """`kantor berita itu` where no agency was named, nor the word used before."""
    for index, _, source, entity in evidence.sourced:
        if source.anaphor == "demonstrative" and entity.grade == "F" and not _met_before(evidence, index, source):
            severity = severity_of(rule, evidence.is_lead(index))
            yield Found(source.start, source.end, index, severity, {"source": source.text})


def _met_before(evidence: Evidence, index: int, source: Source) -> bool:
    """Whether the noun stands in the text before, or says nothing of whom: "perempuan itu" may be any name
    before it.
    """
    reading, first = evidence.reading, evidence.reported[index].sentence.first
    words = source.head.split()
    if any(reading.grammar.bits.get(word, 0) & EPITHET for word in words[:1]):
        return True
    before = reading.lows[max(0, first - FAR_BACK) : first]
    return all(word in before for word in words)


def ambiguous(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """A pronoun behind a statement in which two persons spoke or were spoken of as sources."""
    for index, reported in enumerate(evidence.reported[1:], 1):
        main = reported.main
        if main is None or main.source is None or main.source.anaphor not in ("pronoun", "clitic"):
            continue
        before = {
            a.entity
            for a in evidence.reported[index - 1].attributions
            if (entity := evidence.entity(a)) and entity.kind == "person" and a.source and a.source.name
        }
        if len(before) > 1:
            severity = severity_of(rule, evidence.is_lead(index))
            yield Found(main.source.start, main.source.end, index, severity, {"source": main.source.text})


def carry(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """A claim that leans on an attribution several statements back."""
    distance = 0
    for index, statement in enumerate(evidence.statements):
        if statement.status == "skipped":
            continue
        distance = distance + 1 if statement.status == "carried" else 0
        if distance <= FAR_CARRY:
            continue
        needs = evidence.claims.of(index, NEED)
        if needs:
            severity = severity_of(rule, evidence.is_lead(index))
            yield Found(needs[0].start, needs[0].end, index, severity, {})


def late(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """A long quotation whose speaker the reader learns only at its end."""
    text = evidence.reading.article.draft.text
    for index, reported in enumerate(evidence.reported):
        main = reported.main
        if main is None or main.source is None or main.source.anaphor or main.type != "direct" or not main.content:
            continue
        words = text[main.content[0].start : main.content[0].end]
        ends = sum(words.count(mark + " ") for mark in ".?!")
        if main.source.start > main.content[0].end and len(words.split()) > LATE_WORDS and ends >= LATE_ENDS:
            severity = severity_of(rule, evidence.is_lead(index))
            yield Found(main.source.start, main.source.end, index, severity, {"source": main.source.text})


def double(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """`Menurut X mengatakan`: two cues for one saying."""
    for index, reported in enumerate(evidence.reported):
        for first, second in zip(reported.attributions, reported.attributions[1:], strict=False):
            if first.cue is None or second.cue is None or first.source is None:
                continue
            if first.cue.frame == "according" and second.cue.first - _last_token(evidence, first.source.end) <= 1:
                severity = severity_of(rule, evidence.is_lead(index))
                yield Found(second.cue.start, second.cue.end, index, severity, {"cue": second.cue.text})


def _last_token(evidence: Evidence, end: int) -> int:
    return bisect_left(evidence.reading.starts, end)


TESTS: Final[dict[str, Callable[[CheckRule, Evidence], Iterator[Found]]]] = {
    "dangling": dangling,
    "ambiguous": ambiguous,
    "carry": carry,
    "late": late,
    "double": double,
}
