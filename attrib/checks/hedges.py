"""Hedges: two of them for one claim, and a claim hedged in one place that stands as plain fact in another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from attrib.attributions import Reported
from attrib.checks.classes import has, places
from attrib.checks.evidence import Evidence, Found, severity_of
from attrib.grammar import CONJUNCTION, DEMONSTRATIVE, NEGATION, RELATIVE, SUBORDINATOR
from attrib.lexicon.entries import CheckRule
from attrib.model import Cue
from attrib.scan import HEADING, Reading
from attrib.sources.shape import is_capital
from attrib.support import FARTHEST, content_words

HEDGE: Final = "hedge"
ALLEGATION: Final = "allegation"
EVENT: Final = "event-"
FAR: Final = 5
"""Words between two hedges of one claim: "diduga [pelaku sudah] kabarnya"."""
CLAUSE_MARKS: Final = frozenset(';:.!?()–—"“”')
DENIED_BEFORE: Final = 3
LEAST_SHARED: Final = 2
SCOPE: Final = 12
PLAIN_REASONS: Final = frozenset(("witnessed", "non-claim", "speech-act", "history", "public-record", "repeats"))


def stacked(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """`Pelaku diduga kabarnya kabur`: of two hedges neither says who doubts."""
    reading = evidence.reading
    for index, first, last in _stacks(rule, evidence):
        start, end = reading.span(first, last)
        severity = severity_of(rule, evidence.is_lead(index))
        words = " ".join(reading.article.draft.text[start:end].split())
        yield Found(start, end, index, severity, {"words": words})


def _stacks(rule: CheckRule, evidence: Evidence) -> Iterator[tuple[int, int, int]]:
    reading = evidence.reading
    cues: dict[int, list[tuple[int, int]]] = {}
    for index, cue in _hedged(rule, evidence):
        cues.setdefault(index, []).append((cue.first, cue.last))
    for index, found in cues.items():
        sentence = evidence.reported[index].sentence
        quoted = [(q.start, q.end) for q in sentence.quotes]
        doubts = places(reading, HEDGE, sentence.first, sentence.last)
        hedges = sorted({*found, *doubts})
        for before, after in pairwise(hedges):
            inside = any(left <= reading.starts[before[0]] < right for left, right in quoted)
            if not inside and before[1] <= after[0] and _is_one_clause(reading, sentence.first, before, after):
                yield index, before[0], after[1]
                break


def _hedged(rule: CheckRule, evidence: Evidence) -> Iterator[tuple[int, Cue]]:
    """Yield the sourceless cues of the rule's frames and acts, each with its statement's index."""
    frames, acts = rule.when.get("frames", ()), rule.when.get("acts", ())
    for index, _, cue in evidence.sourceless:
        if cue.frame in frames and cue.act in acts:
            yield index, cue


def _is_one_clause(reading: Reading, opening: int, before: tuple[int, int], after: tuple[int, int]) -> bool:
    first, last = before[1], after[0]
    if last - first > FAR or (before[0] > 0 and reading.bits[before[0] - 1] & RELATIVE):
        return False
    if first < last and before[0] == opening and reading.texts[first] == ",":
        first += 1  # "Konon, pelaku diduga kabur"
    breaks = RELATIVE | SUBORDINATOR | CONJUNCTION
    between = range(first, last)
    return not any(
        reading.texts[i] == "," or reading.texts[i] in CLAUSE_MARKS or reading.bits[i] & breaks for i in between
    )


class _Telling(NamedTuple):
    """An event told of in a statement: the tokens that name it, the other names and content words of the statement."""

    at: int
    tokens: tuple[int, int]
    names: frozenset[str]
    words: frozenset[str]


def dropped(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """`Bupati diduga menyuap …` here, `Penyuapan itu …` there, with nobody to say so: reported where it is fact."""
    reading = evidence.reading
    facts: dict[str, list[_Telling]] = {}
    done: set[tuple[str, int]] = set()
    for name, cue, hedged in _hedged_events(rule, evidence):
        if name not in facts:
            facts[name] = list(_facts(evidence, name))
        first = bisect_left(facts[name], hedged.at - FARTHEST, key=lambda fact: fact.at)
        for fact in facts[name][first : first + FARTHEST]:
            if fact.at == hedged.at or (name, fact.at) in done or not _is_same(reading, hedged, fact):
                continue
            done.add((name, fact.at))
            start, end = reading.span(*fact.tokens)
            words = {"cue": cue.text, "words": reading.text(*fact.tokens)}
            yield Found(start, end, fact.at, severity_of(rule, evidence.is_lead(fact.at)), words)
            break


def _hedged_events(rule: CheckRule, evidence: Evidence) -> Iterator[tuple[str, Cue, _Telling]]:
    """Yield the events that a hedge covers: class, cue, and what else is said there."""
    reading = evidence.reading
    names = [name for name in reading.lexicon.words if name.startswith(EVENT)]
    for index, cue in _hedged(rule, evidence):
        end = _scope_end(reading, cue.last, evidence.reported[index].sentence.last)
        for name in names:
            tokens = next(places(reading, name, cue.last, end), None)
            if tokens is not None:
                yield name, cue, _telling(evidence, index, name, tokens)


def _facts(evidence: Evidence, name: str) -> Iterator[_Telling]:
    """Yield the statements that tell an event of a class as plain fact, in the order of the text."""
    for index in range(len(evidence.statements)):
        tokens = _asserted(evidence, index, name) if _is_plain(evidence, index) else None
        if tokens is not None:
            yield _telling(evidence, index, name, tokens)


def _is_same(reading: Reading, hedged: _Telling, fact: _Telling) -> bool:
    """Whether two tellings are of one event: they share a name, or enough words."""
    last = fact.tokens[1]
    points = last < len(reading.lows) and bool(reading.bits[last] & DEMONSTRATIVE)
    shared = hedged.words & fact.words
    return bool(hedged.names & fact.names) or len(shared) >= LEAST_SHARED or (points and bool(shared))


def _scope_end(reading: Reading, first: int, limit: int) -> int:
    """Return where what a hedge covers ends: at the clause's end, and not far."""
    for index in range(first, min(first + SCOPE, limit)):
        marked = reading.texts[index] == "," or reading.texts[index] in CLAUSE_MARKS
        parted = index > first and reading.bits[index] & (RELATIVE | SUBORDINATOR)  # but "diduga akibat korsleting"
        if marked or parted:
            return index
    return min(first + SCOPE, limit)


def _telling(evidence: Evidence, index: int, name: str, tokens: tuple[int, int]) -> _Telling:
    """Return an event with the names and content words of its statement, those of its own class left out."""
    reading, sentence = evidence.reading, evidence.reported[index].sentence
    own = {i for first, last in places(reading, name, sentence.first, sentence.last) for i in range(first, last)}
    within = [i for i in range(sentence.first + 1, sentence.last) if i not in own]
    names = frozenset(reading.lows[i] for i in within if is_capital(reading.texts[i]))
    event = {reading.lows[i] for i in own}
    words = (w for w in content_words(reading, sentence) if not any(e.endswith(w) for e in event))
    return _Telling(index, tokens, names, frozenset(words))


def _is_plain(evidence: Evidence, index: int) -> bool:
    """Whether a statement is the paper's own word: sourced by nobody, hedged by nothing."""
    statement, reported = evidence.statements[index], evidence.reported[index]
    if reported.sentence.role == HEADING:
        return not reported.attributions and reported.marked is None and not _asks(evidence.reading, reported)
    if statement.status not in ("unattributed", "exempt") or PLAIN_REASONS & {*statement.reasons}:
        return False
    return statement.supported_by is None and reported.marked is None and not _asks(evidence.reading, reported)


def _asks(reading: Reading, reported: Reported) -> bool:
    return reading.texts[reported.sentence.last - 1] == "?"


def _asserted(evidence: Evidence, index: int, name: str) -> tuple[int, int] | None:
    """Return the tokens that tell of an event of a class as a fact, None where none do."""
    reading, reported = evidence.reading, evidence.reported[index]
    sentence = reported.sentence
    for first, last in places(reading, name, sentence.first, sentence.last):
        start = reading.starts[first]
        before = max(sentence.first, first - DENIED_BEFORE)
        if any(q.start <= start < q.end for q in sentence.quotes) or _is_sourced(reported, start):
            continue
        denied = any(reading.bits[i] & NEGATION for i in range(before, first))
        if denied or has(reading, (ALLEGATION, HEDGE), sentence.first, first):
            continue
        if not any(a.cue and not a.source and a.cue.last <= first <= a.cue.last + SCOPE for a in reported.attributions):
            return first, last
    return None


def _is_sourced(reported: Reported, start: int) -> bool:
    return any(span.start <= start < span.end for a in reported.attributions if a.source for span in a.content)
