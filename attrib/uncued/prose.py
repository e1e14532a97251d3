"""Prose without a cue: a document and a comma, a medium in brackets, whose saying stands before a colon."""

from __future__ import annotations

from attrib.grammar import ADVERB, CONJUNCTION, NEGATION, OPENER, PREPOSITION, SUBORDINATOR
from attrib.links import Clause
from attrib.model import Attribution, Sentence, Span
from attrib.scan import Reading
from attrib.sources.describe import describe
from attrib.sources.phrase import phrase_end
from attrib.uncued.quotes import INSTITUTIONS, LABELLING
from attrib.uncued.state import State, make

LONGEST_OWNED = 8
LONGEST_CITATION = 10


def may_hold_one(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence that has neither cue nor quotation may still attribute: a document, a saying, a citation."""
    return (
        _begins_with_document(reading, sentence)
        or _begins_with_saying(reading, sentence)
        or _ends_in_brackets(reading, sentence)
    )


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


def _begins_with_document(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence's first word, or the one behind a connective, is a document's noun."""
    first = sentence.first
    linked = bool(reading.bits[first] & (OPENER | CONJUNCTION | SUBORDINATOR)) and first + 1 < sentence.last
    return reading.kinds[first + linked] == "document"


def by_document(state: State, clause: Clause, index: int) -> Attribution | None:
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


def by_citation(state: State, clause: Clause, index: int) -> Attribution | None:
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


def _begins_with_saying(reading: Reading, sentence: Sentence) -> bool:
    return reading.lows[sentence.first] in reading.lexicon.words.get("saying", ())


def by_saying(state: State, clause: Clause, index: int) -> Attribution | None:
    """`Kesimpulan tim forensik Polri: api berasal dari gudang`: what is said, whose it is, and then the saying."""
    reading, sentence, owner = clause.reading, clause.sentence, clause.first + 1
    if not _begins_with_saying(reading, sentence):
        return None
    end = phrase_end(reading, owner, sentence.last)
    if end == owner or end >= sentence.last - 1 or reading.texts[end] != ":":
        return None
    source = describe(reading, owner, end)
    named = " " in (source.name or "") or (source.kind in INSTITUTIONS and source.grade == "B")
    if not named or not any(map(reading.is_verb, range(end + 1, sentence.last))):
        return None  # "Temuan polisi: dua parang dan satu golok"
    entity = state.registry.resolve(source, owner, end, sentence).entity
    content = (Span(reading.span(end + 1, end + 2)[0], sentence.end),)
    return make(state, clause, index, source, entity, "colon")._replace(type="indirect", content=content)
