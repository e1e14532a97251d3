"""Deciders for the frames whose source stands before the cue: the subject of an active verb, the agent of a
bare one.
"""

from __future__ import annotations

from attrib.grammar import (
    ADDING,
    ADDRESSEE,
    ADVERB,
    ARTICLE,
    CALENDAR,
    CHANNEL,
    COMPLEMENTIZER,
    CONJUNCTION,
    COPULA,
    DEMONSTRATIVE,
    JOINER,
    NEGATION,
    OPENER,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
)
from attrib.lexicon.entries import CueRule
from attrib.links.link import CLOSING_MARKS, Clause, Link, skip_adverbs_left
from attrib.scan import Hit, Reading
from attrib.sources.phrase import phrase_end
from attrib.sources.shape import HUMAN, is_capital, name_run, starts_phrase

PUBLISHING = frozenset(("document", "medium", "body"))
ORDERS = frozenset(("directive", "expressive"))
TOWARDS = "ke"
SAYING = frozenset(("speech", "report"))
HEADLINE_BREAKS = frozenset(',:;?!–—-"”’')
ASIDE_BREAKS = frozenset(';:"“”')
LONGEST_ASIDE = 12
LONGEST_HEADING = 6
CLAUSAL = ADVERB | COMPLEMENTIZER | COPULA | NEGATION
ADJUNCT = PREPOSITION | SUBORDINATOR | ADDRESSEE | CALENDAR | ADVERB | RELATIVE | CHANNEL


def active(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`X mengatakan (bahwa) …`; a subject left out is the one of the link before it: `…, menyatakan bahwa …`."""
    reading, first = clause.reading, hit.first
    if _is_in_name(clause, first):
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
    if hit.rule.act in SAYING and not _has_content(clause, hit.last):
        return None
    if hit.rule.act in SAYING and _is_open_to(clause, before + 1, hit):
        return None
    embedded = subject[0] > floor and _subordinates(clause, subject[0] - 1)
    ordered = bool(clause.links) and clause.links[-1].hit.rule.act in ORDERS and clause.links[-1].hit.last == subject[0]
    return Link(hit, subject, not (embedded or quoted or ordered), "active", quoted=quoted)


def _has_content(clause: Clause, index: int) -> bool:
    """Whether a verb of saying has something said behind it: "melaporkan kejadian itu kepada polisi" has a
    mere object.
    """
    reading, last = clause.reading, clause.sentence.last
    told = next((i for i in range(index, last) if reading.bits[i] & ADDRESSEE or reading.lows[i] == TOWARDS), None)
    if told is None or told == index or any(reading.texts[i] in ",:" for i in range(index, told)):
        return True
    return clause.quotes != () or any(
        (reading.bits[i] & CLAUSAL and i not in reading.nouns) or reading.is_verb(i) for i in range(index, last)
    )


def _is_in_name(clause: Clause, cue: int) -> bool:
    """ "Desa Ujoh [Bilang]": a capital behind a capital, where the text is no headline."""
    texts, body = clause.reading.texts, clause.sentence.role == "body"
    return body and cue > clause.first and is_capital(texts[cue]) and is_capital(texts[cue - 1])


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
    if not reported and not any(kind in PUBLISHING for kind in reading.kinds[link.source[0] : link.source[1]]):
        return None
    return link._replace(reason="document")


def object_voice(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`Hal itu [ia] katakan`, `yang [dia] sebut`: the agent stands straight before the verb."""
    reading, first = clause.reading, hit.first
    floor = clause.floor(first)
    subject = _nearest(reading, floor, first, clause.first)
    if subject is None or clause.quote_around(first):
        return None
    outer, _ = skip_adverbs_left(reading, subject[0] - 1, floor)
    relative = outer >= floor and bool(reading.bits[outer] & RELATIVE)  # "imbauan yang pernah [ia] sampaikan"
    return Link(hit, subject, not relative, "object")


def _subordinates(clause: Clause, index: int) -> bool:
    """Whether the word before a subject makes its clause a dependent one: "meskipun [Rusia] percaya bahwa …"."""
    bits = clause.reading.bits[index]
    if index == clause.first and bits & (OPENER | ADDING):
        return False
    return bool(bits & (SUBORDINATOR | PREPOSITION))


def _relative_subject(clause: Clause, hit: Hit[CueRule], relative: int, floor: int) -> Link | None:
    """`Banyak yang menganggap …`: the head of a relative clause speaks; it governs only if the sentence begins
    with it.
    """
    reading = clause.reading
    start = _past_openers(reading, floor, relative)
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


def find_subject(reading: Reading, floor: int, cue: int, sentence_first: int, joined: bool) -> tuple[int, int] | None:
    """Return the tokens of the subject of the verb at `cue`: a phrase that only adverbs and adjuncts part from it.

    Candidates are tried from the left: the clause's start, then behind each comma. "Menanggapi itu, [Ketua Umum X
    Johannes N], mengatakan", "[Achmad Y], di Jakarta, Rabu (22/4/2020), menyebutkan". `joined`: it may have another
    predicate before the verb: "[Ia] tertawa dan menjawab".
    """
    before, _ = skip_adverbs_left(reading, cue - 1, floor)
    if before >= floor and reading.kinds[before] == "pronoun":
        hit = next(
            (reading.nouns[i] for i in range(before, max(floor, before - 3) - 1, -1) if i in reading.nouns),
            None,
        )
        return (hit.first, hit.last) if hit else (before, before + 1)
    coordinated = (
        joined and before > floor and reading.bits[before] & (CONJUNCTION | SUBORDINATOR) and before - 1 > floor
    )
    points_back = before > floor and reading.bits[before] & DEMONSTRATIVE
    starts = [floor]
    starts += [
        i + 1 for i in range(floor, cue - 1) if reading.texts[i] in ",;:–—-" or reading.texts[i] in CLOSING_MARKS
    ]
    weak = None
    for start in starts:
        start = _behind_heading(reading, _past_openers(reading, start, cue), cue)
        end = phrase_end(reading, start, cue)
        if end <= start or not _is_name_or_noun(reading, start, end, cue, sentence_first):
            continue
        if points_back and reading.kinds[start] in HUMAN and _is_unbroken(reading, end, before):
            # "[Politikus berlatar pesantren itu] mengaku …"
            return start, before + 1
        if _clause_reaches(reading, start, end, cue):
            return start, before + 1
        if _bridges(reading, end, cue) or (coordinated and _predicates(reading, end)):
            if end - start > 1 or reading.kinds[start] or start == floor:
                return start, end
            weak = weak or (start, end)  # "Ditemui di Taman Safari, [Gianyar], Rabu (3/3), Deputi X menjelaskan"
    return weak or _nearest(reading, floor, cue, sentence_first)


def _clause_reaches(reading: Reading, start: int, end: int, cue: int) -> bool:
    """ "Yuyu Sutisna [yang saat itu menjadi Kepala Staf] mengatakan": a person's relative clause ends at the verb."""
    at = next((i for i in range(start, min(end + 1, cue)) if reading.bits[i] & RELATIVE), None)
    if at is None or at == start or cue - at > LONGEST_ASIDE or end == cue:
        return False
    named = at - name_run(reading, start, at) > 1
    return named and not any(
        reading.texts[i] in ",;:" or reading.lows[i] in reading.lexicon.cues for i in range(at, cue)
    )


def _behind_heading(reading: Reading, start: int, cue: int) -> int:
    """Return where the subject begins behind words of a heading run into it: "Berbagai kendala [Kepala Badan X Budi]"."""
    if reading.kinds[start] and reading.kinds[start] != "group":
        return start
    for index in range(start + 1, min(cue - 2, start + LONGEST_HEADING)):
        kind = reading.kinds[index]
        if not reading.texts[index][0].isalnum() or (kind and kind != "title"):
            return start
        if kind == "title" and is_capital(reading.texts[index]) and reading.texts[index - 1].islower():
            hangs = reading.bits[index - 1] & (PREPOSITION | RELATIVE | JOINER | CONJUNCTION | SUBORDINATOR)
            behind = reading.nouns[index].last if index in reading.nouns else index + 1
            return start if hangs or not is_capital(reading.texts[behind]) else index
    return start


def headline_subject(clause: Clause, cue: int) -> tuple[int, int] | None:
    """Return the subject that a headline's clause begins with and that reaches to the cue: "[Kuasa Hukum] Bantah …"."""
    reading, first = clause.reading, clause.first
    start = max((i + 1 for i in range(first, cue) if reading.texts[i] in HEADLINE_BREAKS), default=first)
    begins = start < cue and starts_phrase(reading, start) and not reading.is_verb(start)
    return (start, cue) if begins and phrase_end(reading, start, cue) == cue else None


def _is_unbroken(reading: Reading, first: int, last: int) -> bool:
    return all(reading.texts[i][0].isalnum() and not reading.bits[i] & SUBORDINATOR for i in range(first, last))


def _predicates(reading: Reading, index: int) -> bool:
    """Whether a predicate follows a subject: "Ia [tertawa] dan menjawab", "Rudi, enggan berspekulasi dan
    menyatakan".
    """
    if reading.texts[index] == ",":
        index += 1
    while index < len(reading.lows) and reading.bits[index] & (ADVERB | NEGATION):
        index += 1
    return reading.is_verb(index)


def _past_openers(reading: Reading, start: int, cue: int) -> int:
    """Step over connectives and adverbs: "Namun [Budi]", "Sementara itu, [Budi]", "Lebih lanjut [Budi]"."""
    while start < cue - 1:
        size = reading.grammar.phrase(reading.lows, start, OPENER)
        if not size and reading.bits[start] & (ADVERB | CONJUNCTION) and start not in reading.nouns:
            size = 1
        if not size:
            break
        start += size
        if start < cue - 1 and reading.texts[start] == ",":
            start += 1
    return start


def _bridges(reading: Reading, index: int, cue: int) -> bool:
    """Whether only adverbs, asides and adjuncts stand between a subject and its verb."""
    if reading.texts[index] == "." and reading.kinds[index - 1] == "title":
        index += 1
    if index == cue:
        return True
    if reading.texts[index] in ",(–—-":
        return _aside_bridges(reading, index, cue)
    bits = reading.bits[index]
    if reading.grammar.phrase(reading.lows, index, CHANNEL):
        return True
    if reading.grammar.phrase(reading.lows, index, CHANNEL | CALENDAR | ADVERB | OPENER):
        return True if bits & CALENDAR else _bridges(reading, index + _size(reading, index), cue)
    if bits & (ADVERB | NEGATION) and index not in reading.nouns:
        return _bridges(reading, index + 1, cue)
    if bits & ADJUNCT:
        return True
    plain = not bits & ~JOINER and not reading.kinds[index] and not reading.is_verb(index)
    return plain and reading.texts[index].islower() and _only_adverbs(reading, index + 1, cue)


def _only_adverbs(reading: Reading, index: int, cue: int) -> bool:
    """Whether nothing but adverbs is left before the verb: "Komando Distrik [setempat] menyebut"."""
    while index < cue and reading.bits[index] & ADVERB:
        index += 1
    return index == cue


def _size(reading: Reading, index: int) -> int:
    return max(1, reading.grammar.phrase(reading.lows, index, CHANNEL | CALENDAR | ADVERB | OPENER))


def _aside_bridges(reading: Reading, index: int, cue: int) -> bool:
    """ "[Budi], Senin (20/4/2020), mengatakan", "[Budi], saat dihubungi, mengatakan": an aside begins with an
    adjunct.
    """
    if index + 1 == cue or reading.texts[index] == "(":
        return True
    after = index + 1
    while reading.texts[after] == "-" and after + 1 < cue:
        after += 1
    bits = reading.bits[after]
    if _is_closed_aside(reading, after, cue):
        return True
    if reading.grammar.phrase(reading.lows, after, CHANNEL | CALENDAR) or reading.lows[after] in reading.lexicon.cues:
        return True
    if bits & (ADVERB | NEGATION):
        return _bridges(reading, after, cue)
    return bool(bits & ADJUNCT)


def _is_closed_aside(reading: Reading, first: int, cue: int) -> bool:
    """ "Sari, [pesaing terkuat petahana,] mengatakan": without a verb, closed by a comma straight before the cue."""
    last = cue - 1
    while last > first and reading.bits[last] & (ADVERB | NEGATION | CALENDAR):
        last -= 1
    if last <= first or reading.texts[last] != "," or last - first > LONGEST_ASIDE:
        return False
    opens = reading.texts[first].islower() and not reading.bits[first] & (CONJUNCTION | RELATIVE)
    return opens and not any(
        reading.texts[i] in ASIDE_BREAKS or reading.is_verb(i) or reading.lows[i] in reading.lexicon.cues
        for i in range(first, last)
    )


def _is_name_or_noun(reading: Reading, start: int, end: int, cue: int, sentence_first: int) -> bool:
    """A capital at the sentence's start proves no name: "Hal ini menegaskan", "Dikutip dari X, … menyatakan"."""
    if any(reading.kinds[start:end]):
        return True
    if start != sentence_first:
        return any(is_capital(t) for t in reading.texts[start:end]) or bool(reading.bits[start] & ARTICLE)
    if end - start > 1 and is_capital(reading.texts[start + 1]):
        return True
    alone = end - start == 1 or reading.texts[start + 1] in "(,"
    common = reading.is_verb(start) and end != cue
    return alone and not common and reading.lows[start] not in reading.plain


def _nearest(reading: Reading, floor: int, cue: int, sentence_first: int) -> tuple[int, int] | None:
    """Return the longest phrase that ends at the verb and hangs on no preposition: "Untuk itu [ia] mengimbau"."""
    end, _ = skip_adverbs_left(reading, cue - 1, floor)
    end += 1
    best = None
    for start in range(end - 1, max(floor, end - 12) - 1, -1):
        if reading.texts[start] in ",;:" or reading.bits[start] & RELATIVE:
            break
        if not starts_phrase(reading, start) or reading.bits[start] & DEMONSTRATIVE:
            continue
        if phrase_end(reading, start, end) != end:
            continue
        hangs = start > floor and reading.bits[start - 1] & PREPOSITION and not reading.bits[start - 1] & OPENER
        if not hangs and _is_name_or_noun(reading, start, end, cue, sentence_first):
            best = (start, end)
    return best
