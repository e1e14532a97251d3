"""Quotations without a cue: a label before a colon, who spoke just before, who stands straight behind or before one."""

from __future__ import annotations

from attrib.grammar import (
    ADDING,
    ADDRESSEE,
    ADVERB,
    CALENDAR,
    EPITHET,
    NOMINAL,
    OPENER,
    PREPOSITION,
    SUBORDINATOR,
)
from attrib.links import Clause
from attrib.links.content import HANDING, holds_speech, is_sentence
from attrib.links.subject import past_openers
from attrib.model import Attribution
from attrib.scan import Reading
from attrib.sources.describe import clitic, describe
from attrib.sources.phrase import phrase_end
from attrib.sources.shape import CLITIC, HUMAN, is_capital
from attrib.uncued.state import State, make

LABELLING = frozenset(("person", "body", "medium", "metonym"))
INSTITUTIONS = frozenset(("body", "medium"))
CHANNELS = frozenset(("relay", "nominal", "inside"))
"""What passes something on, or holds it: whoever else the sentence names says it."""
ADJUNCT = CALENDAR | PREPOSITION | SUBORDINATOR | ADDRESSEE
LOOSE = ADVERB | EPITHET | NOMINAL
"""What a word straight behind a quotation may be besides and still tell of speaking: `"…," singkat Budi`."""
PAUSES = frozenset(",?!…")
LEAST_CLITIC_VERB = 6


def by_colon(state: State, clause: Clause, index: int) -> Attribution | None:
    """`X: "…"`: a label names the speaker."""
    if not clause.quotes:
        return None
    reading, sentence, first = clause.reading, clause.sentence, clause.quotes[0][0]
    if first - sentence.first < 2 or reading.texts[first - 1] != ":":
        return None
    if phrase_end(reading, sentence.first, first) != first - 1:
        return None
    source = describe(reading, sentence.first, first - 1)
    if not (holds_speech(clause) or (source.name and is_sentence(clause, sentence.quotes[0]))):
        return None
    entity = state.registry.resolve(source, sentence.first, first - 1, sentence).entity
    return make(state, clause, index, source, entity, "colon")


def behind_quote(state: State, clause: Clause, index: int) -> Attribution | None:
    """`"…," bongkarnya`, `"…," kalta Budi`, `"…," mereka berteriak`: who stands there speaks, whatever the verb."""
    if not clause.quotes or not holds_speech(clause):
        return None
    reading = clause.reading
    last = clause.quotes[0][1]
    limit = clause.limit(last)
    at = last + 1 if last < limit and reading.texts[last] == "," else last
    if at >= limit or (at == last and reading.texts[last - 2] not in PAUSES):
        return None
    if _is_clitic_verb(reading, at, limit):
        source, place = clitic(reading, at), (at, at + 1)
    else:
        named = _named_behind(reading, at, limit)
        if named is None:
            return None
        source, place = describe(reading, *named), named
    entity = state.registry.resolve(source, *place, clause.sentence).entity
    return make(state, clause, index, source, entity, "behind-quote")


def _is_clitic_verb(reading: Reading, at: int, limit: int) -> bool:
    """Whether a word that no rule knows is a verb with *-nya*: "bongkarnya", and no "akhirnya", no "rumahnya tutup"."""
    low = reading.lows[at]
    if reading.texts[at] != low or not low.endswith(CLITIC) or len(low) < LEAST_CLITIC_VERB or reading.kinds[at]:
        return False
    if at + 1 >= limit or reading.texts[at + 1] == ".":
        return True
    if reading.bits[at] & (ADDING | ADVERB | OPENER) or reading.grammar.phrase(reading.lows, at, OPENER):
        return False
    return reading.texts[at + 1] in ",(" or bool(reading.bits[at + 1] & ADJUNCT)


def _named_behind(reading: Reading, at: int, limit: int) -> tuple[int, int] | None:
    """Return the name, office or pronoun that stands there, behind one word that no rule knows at the most."""
    if reading.kinds[at] == "pronoun":
        return (at, at + 1) if at + 1 < limit and reading.is_verb(at + 1) else None
    low = reading.lows[at]
    if reading.texts[at] == low:
        strange = low.isalpha() and not reading.bits[at] & ~LOOSE and not reading.kinds[at]
        at += 1
        if not strange or at >= limit:
            return None
    if not (is_capital(reading.texts[at]) or reading.kinds[at] in HUMAN):
        return None
    end = phrase_end(reading, at, limit)
    named = end > at and any(is_capital(text) for text in reading.texts[at:end])
    closed = end >= limit or reading.texts[end] in ".,(" or bool(reading.bits[end] & ADJUNCT)
    return (at, end) if named and closed else None


def before_quote(state: State, clause: Clause, index: int) -> Attribution | None:
    """`Juru bicara itu hanya memberi pernyataan pendek, "…."`: a comma or a colon hands over to whole sentences."""
    if not clause.quotes or not holds_speech(clause):
        return None
    reading, (first, last) = clause.reading, clause.quotes[0]
    if len(clause.quotes) > 1 or last < clause.sentence.last - 1 or reading.texts[first - 1] not in HANDING:
        return None
    start = past_openers(reading, clause.first, first)
    if reading.grammar.phrase(reading.lows, start, ADJUNCT):
        start = next((i + 1 for i in range(start, first - 1) if reading.texts[i] == ","), start)
    end = phrase_end(reading, start, first, strict=True)
    if end == start or not _acts(reading, end, first) or not is_sentence(clause, clause.sentence.quotes[0]):
        return None
    source = describe(reading, start, end)
    known = reading.kinds[start] or state.registry.knows(source) or " " in (source.name or "")
    if source.kind not in LABELLING or not known:
        return None
    entity = state.registry.resolve(source, start, end, clause.sentence).entity
    return make(state, clause, index, source, entity, "before-quote")


def _acts(reading: Reading, first: int, last: int) -> bool:
    """Whether a verb, perhaps behind adverbs, is what follows a subject: "[hanya] memberi pernyataan"."""
    while first < last and reading.bits[first] & ADVERB:
        first += 1
    return first < last and reading.is_verb(first)


def by_place(state: State, clause: Clause, index: int) -> Attribution | None:
    """A quotation with no cue of its own belongs to whoever spoke in the statement just before it."""
    if not clause.quotes or not holds_speech(clause) or state.floor is None:
        return None
    sentences = state.reading.article.sentences
    first, last = clause.quotes[0][0], clause.quotes[-1][1]
    if first != clause.first or last < clause.sentence.last - 1:
        return None
    before = index - 1
    while before >= 0 and sentences[before].role == "skipped":
        before -= 1
    if before != state.floor_at or not _introduces(state, clause, before):
        return None
    return make(state, clause, index, None, state.floor.entity, "place")


def _introduces(state: State, clause: Clause, before: int) -> bool:
    """Whether the statement before a bare quotation hands it its speaker.

    `"A," kata X. "B."` in one paragraph does; so do `X mengatakan, ia kecewa.` and a colon at the end of the paragraph
    before; `"A," kata X.` in another paragraph does not: who says the next quotation must be said again.
    """
    floor, sentence = state.floor, clause.sentence
    if floor is None or sentence.quotes[0].continued:
        return floor is not None
    previous = state.reading.article.sentences[before]
    if previous.paragraph == sentence.paragraph:
        return True
    if floor.entity is not None and state.registry.entity(floor.entity).kind in INSTITUTIONS:
        return floor.reason not in CHANNELS  # a body's statement, quoted at length: "Kami akan …", "Kami memohon …"
    colon = state.reading.texts[previous.last - 1] == ":"
    named = floor.cue is not None and floor.source is not None and floor.source.anaphor is None
    if floor.entity is not None and state.registry.entity(floor.entity).kind == "group":
        named = False  # Sejumlah ahli memperkirakan …, and in the next paragraph one voice speaks
    return colon or (named and floor.type != "direct" and floor.reason == "active")
