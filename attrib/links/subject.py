"""The subject of a verb: a noun phrase to its left that only adverbs, asides and adjuncts part from it."""

from __future__ import annotations

from attrib.grammar import (
    ADDRESSEE,
    ADVERB,
    ARTICLE,
    CALENDAR,
    CHANNEL,
    CONJUNCTION,
    COORDINATOR,
    DEMONSTRATIVE,
    JOINER,
    NEGATION,
    NUMBER,
    OPENER,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
)
from attrib.links.link import CLOSING_MARKS, Clause, skip_adverbs_left
from attrib.scan import Reading
from attrib.sources.phrase import phrase_end
from attrib.sources.shape import HUMAN, is_capital, name_run, starts_phrase

HEADLINE_BREAKS = frozenset(',:;?!–—-"”’')
ASIDE_BREAKS = frozenset(';:"“”')
LONGEST_ASIDE = 12
LONGEST_HEADING = 6
LONGEST_SPAN = 6
ADJUNCT = PREPOSITION | SUBORDINATOR | ADDRESSEE | CALENDAR | ADVERB | RELATIVE | CHANNEL


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
        start = _behind_heading(reading, past_openers(reading, start, cue), cue)
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
    return weak or nearest(reading, floor, cue, sentence_first)


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
    """Return the subject behind words of a heading run into it: "Berbagai kendala [Kepala Badan X Budi]"."""
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


def spokesman(reading: Reading, subject: tuple[int, int], cue: int) -> tuple[int, int]:
    """Return who speaks for a subject: "Kepala Kejaksaan Budi melalui [Kasi Pidana Khusus, Hadi] membenarkan"."""
    at = subject[1] + (reading.texts[subject[1]] == ",")
    if at + 1 >= cue or reading.lows[at] not in reading.lexicon.words.get("by-way-of", ()):
        return subject
    end = phrase_end(reading, at + 1, cue)
    return (at + 1, end) if reading.kinds[at + 1] in HUMAN and end > at + 1 else subject


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


def past_openers(reading: Reading, start: int, cue: int) -> int:
    """Step over connectives and adverbs: "Namun [Budi]", "Sementara itu, [Budi]", "Lebih lanjut [Budi]"."""
    while start < cue - 1:
        size = reading.grammar.phrase(reading.lows, start, OPENER)
        if not size and reading.bits[start] & (ADVERB | CONJUNCTION) and start not in reading.nouns:
            size = 1
        size = size or _time_span(reading, start, cue)
        if not size:
            break
        start += size
        if start < cue - 1 and reading.texts[start] == ",":
            start += 1
    return start


def _time_span(reading: Reading, start: int, cue: int) -> int:
    """Return how many words tell a time at `start`: "[Beberapa minggu terakhir], Trump menuduh"; 0 for none."""
    counted = reading.kinds[start] == "group" or reading.bits[start] & NUMBER or reading.texts[start].isdigit()
    unit = start + 1 + (start + 2 < cue and reading.texts[start + 1].isdigit())  # "sekitar 6 jam"
    if not counted or reading.lows[unit] not in reading.lexicon.words.get("time-unit", ()):
        return 0
    for index in range(unit + 1, min(cue, start + LONGEST_SPAN)):
        if reading.texts[index] == ",":
            return index - start
    return 0


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
    named = is_capital(reading.texts[index - 1]) or reading.texts[index - 1] == ")"
    if named and reading.texts[cue - 1] == "," and _is_apposition(reading, index + 1, cue - 1):
        return True
    after = index + 1
    while reading.texts[after] == "-" and after + 1 < cue:
        after += 1
    bits = reading.bits[after]
    alone = bits & COORDINATOR and reading.grammar.phrase(reading.lows, after, OPENER) < 2  # no "sementara itu"
    if alone and not _only_adverbs(reading, after + 1, cue):
        return False  # "Warga marah, namun [Budi] mengaku", but "[Budi] tertawa, namun mengaku"
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


def _is_apposition(reading: Reading, first: int, last: int) -> bool:
    """ "Budi (50), [pedagang ikan di Pasar Sukawira, Jakarta Timur], mengatakan": who he is, and where."""
    before = first - 2
    while before >= 0 and is_capital(reading.texts[before]):
        before -= 1
    place = before >= 0 and reading.bits[before] & PREPOSITION and all(map(is_capital, reading.texts[first:last]))
    return bool(place) or (reading.kinds[first] in HUMAN and not any(map(reading.is_verb, range(first, last))))


def _is_name_or_noun(reading: Reading, start: int, end: int, cue: int, sentence_first: int) -> bool:
    """A capital at the sentence's start proves no name: "Hal ini menegaskan", "Dikutip dari X, … menyatakan"."""
    if start == sentence_first and start not in reading.nouns and end != cue and reading.is_verb(start):
        return False  # "Terhindar dari Tekanan Darah Para peneliti menemukan"
    if any(reading.kinds[start:end]):
        return True
    if start != sentence_first:
        return any(is_capital(t) for t in reading.texts[start:end]) or bool(reading.bits[start] & ARTICLE)
    if end - start > 1 and is_capital(reading.texts[start + 1]):
        return True
    alone = end - start == 1 or reading.texts[start + 1] in "(,"
    common = reading.is_verb(start) and end != cue
    return alone and not common and reading.lows[start] not in reading.plain


def nearest(reading: Reading, floor: int, cue: int, sentence_first: int) -> tuple[int, int] | None:
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
