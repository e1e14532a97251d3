"""Deciders for the frames whose source stands before the cue: the subject of an active verb, the agent of a
bare one.
"""

from __future__ import annotations

from attrib.grammar import (
    ADDING,
    ADDRESSEE,
    ADVERB,
    COMPLEMENTIZER,
    CONJUNCTION,
    COORDINATOR,
    COPULA,
    NEGATION,
    OPENER,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
)
from attrib.lexicon.entries import CueRule
from attrib.links.link import Clause, Link, is_in_name, skip_adverbs_left
from attrib.links.subject import find_subject, nearest, past_openers, spokesman
from attrib.scan import Hit, Reading
from attrib.sources.describe import describe
from attrib.sources.phrase import phrase_end
from attrib.sources.shape import starts_phrase

DOCUMENTS = frozenset(("document",))
PUBLISHING = DOCUMENTS | {"medium", "body"}
ORDERS = frozenset(("directive", "expressive"))
TOWARDS = "ke"
SAYING = frozenset(("speech", "report"))
CLAUSAL = ADVERB | COMPLEMENTIZER | COPULA | NEGATION


def active(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`X mengatakan (bahwa) …`; a subject left out is the one of the link before it: `…, menyatakan bahwa …`."""
    reading, first = clause.reading, hit.first
    if is_in_name(clause, first):
        return None
    floor = clause.floor(first)
    quoted = clause.quote_around(first) is not None
    before, negated = skip_adverbs_left(reading, first - 1, floor)
    if negated:
        return None
    if before >= floor and reading.bits[before] & RELATIVE:
        return _relative_subject(clause, hit, before, floor)
    subject = find_subject(reading, floor, first, clause.first, joined=hit.rule.act not in ORDERS)
    if subject is None:
        return _elided(clause, hit, before, floor)
    if hit.rule.act in SAYING and not _has_content(clause, hit, subject):
        return None
    if hit.rule.act in SAYING and _is_open_to(clause, before + 1, hit):
        return None
    embedded = subject[0] > floor and _subordinates(clause, subject[0] - 1)
    ordered = bool(clause.links) and clause.links[-1].hit.rule.act in ORDERS and clause.links[-1].hit.last == subject[0]
    speaker = spokesman(reading, subject, first)
    return Link(hit, speaker, not (embedded or quoted or ordered), "active", quoted=quoted)


def _has_content(clause: Clause, hit: Hit[CueRule], subject: tuple[int, int]) -> bool:
    """Whether a verb of saying has something said behind it: "melaporkan kejadian itu kepada polisi" has a
    mere object, and "melaporkan penipuan itu" too, unless a body or a medium tells of it.
    """
    reading, index, last = clause.reading, hit.last, clause.sentence.last
    told = next((i for i in range(index, last) if reading.bits[i] & ADDRESSEE or reading.lows[i] == TOWARDS), None)
    if told == index or any(reading.texts[i] in ",:" for i in range(index, told or min(index + 1, last))):
        return True
    filing = reading.lows[hit.first] in reading.lexicon.words.get("filing", ())
    if told is None and not (filing and PUBLISHING.isdisjoint(reading.kinds[slice(*subject)])):
        return True
    clausal = CLAUSAL if told is not None else CLAUSAL & ~ADVERB
    return clause.quotes != () or any(
        (reading.bits[i] & clausal and i not in reading.nouns) or reading.is_verb(i) for i in range(index, last)
    )


def _is_open_to(clause: Clause, index: int, hit: Hit[CueRule]) -> bool:
    """Whether it is only said who may do so: "Pelanggan dapat melaporkan gangguan", not "dapat mengatakan bahwa …"."""
    reading, last = clause.reading, clause.sentence.last
    modal = reading.lexicon.words.get("modal", frozenset())
    if not any(low in modal for low in reading.lows[index : hit.first]) or hit.last >= last:
        return False
    return not (reading.bits[hit.last] & COMPLEMENTIZER or reading.texts[hit.last] in ",:" or clause.quotes)


def document(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`Data BPS menunjukkan …`: only with a subject that publishes."""
    link = active(clause, hit)
    if link is None or link.source is None:
        return None
    reading = clause.reading
    reported = reading.bits[hit.last] & COMPLEMENTIZER if hit.last < clause.sentence.last else False
    first, last = link.source
    clause_at = next((i for i in range(first, last) if reading.bits[i] & RELATIVE), last)
    publishing = PUBLISHING if hit.rule.agent != "document" else DOCUMENTS
    known = any(kind in publishing for kind in reading.kinds[first:clause_at])  # no "video yang dirilis CBS News"
    if not (reported or known or describe(reading, *link.source).kind in publishing):
        return None  # "CREW mencatat, …" holds by its shape
    return link._replace(reason="document")


def object_voice(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`Hal itu [ia] katakan`, `yang [dia] sebut`: the agent stands straight before the verb; what he *will* say is no
    saying.
    """
    reading, first = clause.reading, hit.first
    floor = clause.floor(first)
    subject = nearest(reading, floor, first, clause.first)
    if subject is None or clause.quote_around(first):
        return None
    outer, _ = skip_adverbs_left(reading, subject[0] - 1, floor)
    relative = outer >= floor and bool(reading.bits[outer] & RELATIVE)  # "imbauan yang pernah [ia] sampaikan"
    future = outer >= floor and reading.lows[subject[0] - 1] in reading.lexicon.words.get("future", ())
    return Link(hit, subject, not (relative or future), "object")


def _subordinates(clause: Clause, index: int) -> bool:
    """Whether the word before a subject makes its clause a dependent one: "meskipun [Rusia] percaya bahwa …"."""
    bits = clause.reading.bits[index]
    opens = bits & OPENER or (bits & ADDING and not bits & SUBORDINATOR)
    if bits & COORDINATOR or (index == clause.first and opens):
        return False
    return bool(bits & (SUBORDINATOR | PREPOSITION))


def _relative_subject(clause: Clause, hit: Hit[CueRule], relative: int, floor: int) -> Link | None:
    """`Banyak yang menganggap …`: the head of a relative clause speaks; it governs only if the sentence begins
    with it.
    """
    reading = clause.reading
    start = past_openers(reading, floor, relative)
    before, _ = skip_adverbs_left(reading, relative - 1, floor)
    if before < start or not starts_phrase(reading, start):
        return None
    if phrase_end(reading, start, relative) < before + 1:
        nearest = _nearest_start(reading, floor, before + 1)
        if nearest is None:
            return None
        return Link(hit, (nearest, before + 1), False, "relative", quoted=clause.quote_around(hit.first) is not None)
    vague = reading.kinds[start] == "group" or any(reading.kinds[i] == "group" for i in range(floor, before + 1))
    quoted = clause.quote_around(hit.first) is not None
    return Link(hit, (start, before + 1), vague and not quoted, "relative", quoted=quoted)


def _nearest_start(reading: Reading, floor: int, end: int) -> int | None:
    for start in range(end - 1, max(floor, end - 6) - 1, -1):
        if starts_phrase(reading, start) and phrase_end(reading, start, end) == end:
            return start
    return None


def _elided(clause: Clause, hit: Hit[CueRule], before: int, floor: int) -> Link | None:
    """`X mengumumkan …, menyatakan bahwa …`, `… sambil menegaskan …`; "… dan menyuruh Moskow menjauh" is an
    act of its own.
    """
    if not clause.links or clause.links[-1].quoted or before < floor or hit.rule.act in ORDERS:
        return None
    reading = clause.reading
    joins = reading.texts[before] == "," or reading.bits[before] & (CONJUNCTION | SUBORDINATOR)
    if not joins or not (clause.links[-1].source or clause.links[-1].clitic or clause.links[-1].elided):
        return None
    return Link(hit, None, False, "elided", elided=True)
