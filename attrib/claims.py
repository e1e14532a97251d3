"""What makes a statement want a source, and what frees it: the words that show it, by the rules of rules/claims."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from attrib.grammar import NUMBER, SUBORDINATOR
from attrib.lexicon.entries import ClaimRule
from attrib.lexicon.patterns import compiled
from attrib.lexicon.watch import LONG, Watch
from attrib.model import Claim, Sentence
from attrib.scan import Hit, Reading, find_claims, starts_of
from attrib.sources.shape import is_capital

NEED: Final = "need"
EXEMPT: Final = "exempt"
TURNS: Final = "turns"
TURNING: Final = ("public-event", "speech-act", "witnessed", "non-claim", "public-record")
"""Exemptions that end a speaker's floor: the paper reports again in its own voice."""
ACCUSATION: Final = "accusation"
STRONG: Final = (ACCUSATION, "casualty", "motive", "quotation")
"""Needs that no carry-over covers: they must be attributed where they stand."""


class Claims:
    """The claims of an article's statements, found when a decider first asks for them, once each.

    Patterns are the dearest part of a check, and a statement that a source covers needs none of them.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._watch = Watch(len(reading.article.draft.text))
        self._starts = starts_of(reading.grammar.claims, reading.lows)
        self._hits: dict[int, dict[str, list[Hit[ClaimRule]]]] = {}
        self._found: dict[tuple[int, str], tuple[Claim, ...]] = {}

    @property
    def faults(self) -> tuple[str, ...]:
        """Which rules' patterns were stopped, a line each."""
        return tuple(self._watch.faults)

    def of(self, index: int, kind: str) -> tuple[Claim, ...]:
        """Return the needs (NEED), turning exemptions (TURNS) or other exemptions (EXEMPT) of a statement, by place."""
        found = self._found.get((index, kind))
        if found is None:
            hits = self._grouped(index).get(kind)
            sentence = self.reading.article.sentences[index]
            found = self._found[index, kind] = _claims(self.reading, sentence, hits, self._watch) if hits else ()
        return found

    def spoken(self, index: int) -> tuple[Claim, ...]:
        """Return the needs that stand in a statement's quotations: what its speaker, and not the paper, asserts."""
        sentence = self.reading.article.sentences[index]
        hits = self._grouped(index).get(NEED) if sentence.quotes else None
        return _claims(self.reading, sentence._replace(quotes=()), hits, self._watch) if hits else ()

    def _grouped(self, index: int) -> dict[str, list[Hit[ClaimRule]]]:
        """Return the hits in a statement by what they are: NEED, TURNS or EXEMPT."""
        groups = self._hits.get(index)
        if groups is None:
            groups = self._hits[index] = {}
            sentence = self.reading.article.sentences[index]
            first = bisect_left(self._starts, sentence.first)
            last = bisect_left(self._starts, sentence.last, first)
            for hit in find_claims(self.reading, self._starts[first:last]):
                groups.setdefault(_group(hit.rule), []).append(hit)
        return groups

    def known(self, index: int) -> tuple[Claim, ...]:
        """Return what has been asked for so far of a statement."""
        return tuple(claim for kind in (NEED, TURNS, EXEMPT) for claim in self._found.get((index, kind), ()))


def _group(rule: ClaimRule) -> str:
    return TURNS if rule.name in TURNING else rule.kind


def claims_of(reading: Reading, sentence: Sentence, watch: Watch | None = None) -> tuple[Claim, ...]:
    """Return all claims of a sentence, in order of place; words inside its quotations do not count."""
    hits = find_claims(reading, range(sentence.first, sentence.last))
    return _claims(reading, sentence, hits, watch or Watch(sentence.end - sentence.start))


def _claims(reading: Reading, sentence: Sentence, hits: list[Hit[ClaimRule]], watch: Watch) -> tuple[Claim, ...]:
    quoted = [(q.start, q.end) for q in sentence.quotes]
    fiction = _tells_fiction(reading, sentence)
    claims = []
    patterns: dict[str, list[tuple[int, int]]] = {}
    for hit in hits:
        start, end = reading.span(hit.first, hit.last)
        if any(left <= start < right for left, right in quoted):
            continue
        rule = hit.rule
        if rule.at == "start" and hit.first != _first_word(reading, sentence):
            continue
        if fiction and rule.name in STRONG:
            continue
        if rule.name == ACCUSATION and _is_ground(reading, sentence, hit.first):
            continue
        if rule.near and not _has_near(reading, sentence, hit):
            continue
        if rule.pattern:
            if rule.pattern not in patterns:
                patterns[rule.pattern] = _spans_of(reading, sentence, rule, rule.pattern, watch)
            found = next((span for span in patterns[rule.pattern] if span[0] < end and span[1] > start), None)
            if found is None:
                continue
            start, end = found
        claims.append(Claim(start, end, rule.id, rule.kind, rule.name))
    return tuple(claims)


def _tells_fiction(reading: Reading, sentence: Sentence) -> bool:
    """Whether it tells what happens in a film, a serial, a novel: "Film itu berkisah tentang polisi yang menyuap"."""
    words, lows = reading.lexicon.words, reading.lows[sentence.first : sentence.last]
    told = not words.get("telling", frozenset()).isdisjoint(lows)
    return told and not words.get("fiction", frozenset()).isdisjoint(lows)


def _is_ground(reading: Reading, sentence: Sentence, index: int) -> bool:
    """Whether a wrong is what somebody was sentenced or dismissed for: "Budi divonis dua tahun karena menipu warga"."""
    clause = next((i for i in range(index - 1, sentence.first, -1) if reading.bits[i] & SUBORDINATOR), sentence.first)
    sanctions = reading.lexicon.words.get("sanction", frozenset())
    return not sanctions.isdisjoint(reading.lows[sentence.first : clause])


def _first_word(reading: Reading, sentence: Sentence) -> int:
    index = sentence.first
    while index < sentence.last - 1 and not reading.texts[index][0].isalnum():
        index += 1
    return index


def _has_near(reading: Reading, sentence: Sentence, hit: Hit[ClaimRule]) -> bool:
    """Whether a word of a demanded class stands within reach of the hit, in the same sentence."""
    first = max(sentence.first, hit.first - hit.rule.within)
    last = min(sentence.last, hit.last + hit.rule.within)
    for index in range(first, last):
        if hit.first <= index < hit.last:
            continue
        for wanted in hit.rule.near:
            if _is_of(reading, sentence, index, wanted):
                return True
    return False


def _is_of(reading: Reading, sentence: Sentence, index: int, wanted: str) -> bool:
    text = reading.texts[index]
    if wanted == "number":
        return _is_number(reading, index)
    if wanted == "name":
        return is_capital(text) and index > sentence.first and not reading.bits[index]
    return reading.lows[index] in reading.lexicon.words.get(wanted, ()) or reading.kinds[index] == wanted


def _is_number(reading: Reading, index: int) -> bool:
    """A count: digits that are no date and stand in no date's brackets, or a number word."""
    text = reading.texts[index]
    if text[0].isdigit():
        dated = "/" in text or (index > 0 and reading.texts[index - 1] == "(")
        return not dated
    return bool(reading.bits[index] & NUMBER)


def _spans_of(
    reading: Reading, sentence: Sentence, rule: ClaimRule, pattern: str, watch: Watch
) -> list[tuple[int, int]]:
    prose, start, end = reading.article.draft.prose, sentence.start, sentence.end
    if rule.own or end - start > LONG:
        return watch.spans(f"{rule.kind} “{rule.id}”", compiled(pattern), prose, start, end)
    return [match.span() for match in compiled(pattern).finditer(prose, start, end)]
