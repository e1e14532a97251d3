"""Attributions without a cue: a label before a colon, who spoke just before, who stands straight behind a quotation."""

from __future__ import annotations

from attrib.entities import Registry
from attrib.grammar import (
    ADDING,
    ADDRESSEE,
    ADVERB,
    CALENDAR,
    CONJUNCTION,
    EPITHET,
    NEGATION,
    NOMINAL,
    OPENER,
    PREPOSITION,
    SUBORDINATOR,
)
from attrib.links import Clause
from attrib.links.content import HANDING, holds_speech, is_sentence
from attrib.links.subject import past_openers
from attrib.model import Attribution, Sentence, Source, Span
from attrib.scan import Reading
from attrib.sources.describe import clitic, describe
from attrib.sources.phrase import phrase_end
from attrib.sources.shape import CLITIC, HUMAN, is_capital

LABELLING = frozenset(("person", "body", "medium", "metonym"))
INSTITUTIONS = frozenset(("body", "medium"))
CHANNELS = frozenset(("relay", "nominal", "inside"))
"""What passes something on, or holds it: whoever else the sentence names says it."""
ADJUNCT = CALENDAR | PREPOSITION | SUBORDINATOR | ADDRESSEE
LOOSE = ADVERB | EPITHET | NOMINAL
"""What a word straight behind a quotation may be besides and still tell of speaking: `"…," singkat Budi`."""
PAUSES = frozenset(",?!…")
LEAST_CLITIC_VERB = 6
LONGEST_OWNED = 8
LONGEST_CITATION = 10


class State:
    """What reading on needs to know: the registry, the ids given out, the last main attribution and where it stood."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.registry = Registry(reading)
        self.next_id = 1
        self.floor: Attribution | None = None
        self.floor_at = -1


def find(state: State, clause: Clause, index: int) -> Attribution | None:
    """Return the attribution of a sentence whose words hold no cue for it."""
    return (
        _by_colon(state, clause, index)
        or _behind_quote(state, clause, index)
        or _before_quote(state, clause, index)
        or _by_place(state, clause, index)
        or _by_document(state, clause, index)
        or _by_citation(state, clause, index)
    )


def _by_colon(state: State, clause: Clause, index: int) -> Attribution | None:
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


def by_headline_colon(state: State, clause: Clause, index: int) -> Attribution | None:
    """`Menlu RI: Perbatasan Aman`: a headline's label names who says it, if it is a source's noun phrase."""
    reading, sentence = clause.reading, clause.sentence
    colon = next((i for i in range(sentence.first + 1, sentence.last - 1) if reading.texts[i] == ":"), None)
    if colon is None or phrase_end(reading, sentence.first, colon) != colon:
        return None
    source = describe(reading, sentence.first, colon)
    if source.kind not in LABELLING or not (reading.kinds[sentence.first] or state.registry.knows(source)):
        return None
    entity = state.registry.resolve(source, sentence.first, colon, sentence).entity
    content = (Span(reading.span(colon + 1, colon + 2)[0], sentence.end),)
    made = make(state, clause, index, source, entity, "colon")
    return made if clause.quotes else made._replace(type="indirect", content=content)


def _behind_quote(state: State, clause: Clause, index: int) -> Attribution | None:
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


def _before_quote(state: State, clause: Clause, index: int) -> Attribution | None:
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


def _by_place(state: State, clause: Clause, index: int) -> Attribution | None:
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


def may_hold_one(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence that has neither cue nor quotation may still attribute: by a document, by a citation."""
    return _begins_with_document(reading, sentence) or _ends_in_brackets(reading, sentence)


def _begins_with_document(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence's first word, or the one behind a connective, is a document's noun."""
    first = sentence.first
    linked = bool(reading.bits[first] & (OPENER | CONJUNCTION | SUBORDINATOR)) and first + 1 < sentence.last
    return reading.kinds[first + linked] == "document"


def _by_document(state: State, clause: Clause, index: int) -> Attribution | None:
    """`Data BMKG, gempa terjadi …`: a document with its owner and a comma, *menurut* left out."""
    reading, first, sentence = clause.reading, clause.first, clause.sentence
    if not _begins_with_document(reading, sentence):
        return None
    first += reading.kinds[first] != "document"
    end = phrase_end(reading, first, sentence.last, strict=True)
    told = end + 1
    if told >= sentence.last or reading.texts[end] != "," or not any(map(reading.is_verb, range(told, sentence.last))):
        return None
    counts = reading.lows[told] in reading.lexicon.words.get("existential", ())
    if not counts and (reading.is_verb(told) or reading.bits[told] & (ADVERB | NEGATION)):
        return None  # "Laporan Budi Santoso, warga Tirta, ditangani polisi"
    within = reading.lows[first:end]
    if len(within) > LONGEST_OWNED or (reading.holds(PREPOSITION, first, end) and "dari" not in within):
        return None
    source = describe(reading, first, end)
    if source.grade != "B" or source.kind != "document" or source.anaphor is not None:
        return None
    entity = state.registry.resolve(source, first, end, sentence).entity
    made = make(state, clause, index, source, entity, "document-place")
    return made._replace(type="indirect", content=(Span(reading.span(end + 1, end + 2)[0], sentence.end),))


def _ends_in_brackets(reading: Reading, sentence: Sentence) -> bool:
    last = sentence.last - 1
    return reading.texts[last] == ")" or (reading.texts[last] == "." and reading.texts[last - 1] == ")")


def _by_citation(state: State, clause: Clause, index: int) -> Attribution | None:
    """`… berfungsi optimal (Kompas, 28/9/2020).`: a medium and the day of its report, in brackets at the end."""
    reading, sentence = clause.reading, clause.sentence
    if not _ends_in_brackets(reading, sentence):
        return None
    last = sentence.last - (2 if reading.texts[sentence.last - 1] == "." else 1)
    opening = next(
        (i for i in range(last, max(clause.first, last - LONGEST_CITATION), -1) if reading.texts[i] == "("), None
    )
    if opening is None or reading.kinds[opening + 1] != "medium":
        return None
    end = phrase_end(reading, opening + 1, last)
    dated = any(text[0].isdigit() for text in reading.texts[end:last])
    if reading.texts[end] != "," or not dated:
        return None
    source = describe(reading, opening + 1, end)
    entity = state.registry.resolve(source, opening + 1, end, sentence).entity
    content = (Span(sentence.start, reading.span(opening - 1, opening)[1]),)
    return make(state, clause, index, source, entity, "citation")._replace(type="indirect", content=content)


def make(
    state: State, clause: Clause, index: int, source: Source | None, entity: int | None, reason: str
) -> Attribution:
    content = tuple(Span(q.start, q.end) for q in clause.sentence.quotes)
    id = state.next_id
    state.next_id += 1
    return Attribution(id, index + 1, "direct", None, source, content, entity, True, None, reason)
