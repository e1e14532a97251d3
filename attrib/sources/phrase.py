"""Where the noun phrase of a source ends: titles, names, appositions and relative clauses in, time and place out.

The phrase is walked from its first token to the right; `_take` asks the deciders, in order, how many tokens at the
walk's place belong. "kata [Kepala Dinas Kesehatan, dr. Sari Wulandari, M.Kes.] di Bandung, Senin (1/7)".
"""

from __future__ import annotations

from attrib.grammar import (
    ADDRESSEE,
    ADVERB,
    AGE,
    ARTICLE,
    CALENDAR,
    CHANNEL,
    COMPLEMENTIZER,
    CONJUNCTION,
    COPULA,
    DEMONSTRATIVE,
    JOINER,
    NEGATION,
    NUMBER,
    OFFICE,
    PLACE,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
)
from attrib.scan import Reading
from attrib.sources.shape import (
    HUMAN,
    NEVER_FIRST,
    is_acronym,
    is_capital,
    is_plain_noun,
    is_relational,
    name_run,
    starts_phrase,
)

LONGEST_LOWER_RUN = 5
LONGEST_PARENTHESIS = 14
MOST_COMMAS = 4
MOST_PLACES = 3
LONGEST_PLACE = 4
LONGEST_APPOSITION = 12
LONGEST_DEGREE = 5
STOPS = ADDRESSEE | COMPLEMENTIZER | COPULA | NEGATION | SUBORDINATOR


class _Walk:
    """How far the phrase has come.

    `capital`: a capitalised word of no title or person noun is in; `closed`: nothing but an apposition may follow;
    `strict`: see phrase_end; `relative`: within a *yang* clause, `aside` if commas set it off; `lower`: plain
    lower-case words in a row; `commas`: appositions so far.
    """

    def __init__(self, first: int, strict: bool) -> None:
        self.first = self.at = first
        self.strict = strict
        self.capital = self.closed = self.relative = self.aside = False
        self.lower = self.commas = 0

    def take(self, count: int = 1, *, capital: bool = False, closed: bool = False) -> int:
        self.capital = self.capital or capital
        self.closed = closed
        self.lower = 0
        return count


def phrase_end(reading: Reading, first: int, limit: int, strict: bool = False, loose: bool = False) -> int:
    """Return the token index just past the noun phrase that begins at `first`; `first` itself where none does.

    `strict`: a name behind a comma belongs only if a comma closes it: "Menurut Ketua X, [Budi], harga naik". `loose`: a
    noun of no known class may begin it, as behind a quotation and its verb: `"…", terang [doktor lulusan Leiden itu]`.
    """
    if first >= limit:
        return first
    if not starts_phrase(reading, first) and not (loose and is_plain_noun(reading, first)):
        return first
    walk = _Walk(first, strict)
    while walk.at < limit:
        taken = _take(reading, walk, limit)
        if not taken:
            break
        walk.at += taken
    last = min(walk.at, limit)
    while last > first and (reading.texts[last - 1] in ",(&-/" or reading.bits[last - 1] & CONJUNCTION):
        last -= 1
    return last


def _take(reading: Reading, walk: _Walk, limit: int) -> int:
    """Return how many tokens at the walk's place belong to the phrase; 0 ends it."""
    index, bits = walk.at, reading.bits[walk.at]
    text = reading.texts[index]
    if not (text[0].isalnum() or text[0] == "@"):
        return _take_mark(reading, walk, limit)
    if walk.relative:
        return _take_relative(reading, walk)
    if walk.closed:
        return _open_relative(reading, walk, limit) if bits & RELATIVE else 0
    if index in reading.nouns:
        return _take_noun(reading, walk, limit)
    if index > walk.first and (_is_calendar(reading, index) or reading.grammar.phrase(reading.lows, index, CHANNEL)):
        return 0
    if bits & DEMONSTRATIVE:
        return walk.take(closed=True) if index > walk.first else 0
    if index > walk.first and reading.texts[index - 1] == "," and (size := _article(reading, index)):
        return walk.take(size)
    if bits & RELATIVE:
        return _open_relative(reading, walk, limit)
    if is_capital(text) and index > walk.first:
        return walk.take(capital=True)
    if bits & STOPS and not bits & JOINER:
        return 0
    if bits & (PREPOSITION | CONJUNCTION | ADVERB | JOINER):
        return _take_function_word(reading, walk, limit)
    return _take_word(reading, walk)


def _article(reading: Reading, index: int) -> int:
    return reading.grammar.phrase(reading.lows, index, ARTICLE)


def _is_calendar(reading: Reading, index: int) -> bool:
    return bool(reading.bits[index] & CALENDAR and not reading.bits[index] & PLACE) or bool(
        reading.grammar.phrase(reading.lows, index, CALENDAR)
    )


def _take_noun(reading: Reading, walk: _Walk, limit: int) -> int:
    hit = reading.nouns[walk.at]
    kind, size = hit.rule.kind, min(hit.last, limit) - walk.at
    if walk.at == walk.first:
        named = kind in ("medium", "metonym") or is_acronym(reading.texts[walk.at])
        return walk.take(size, closed=kind == "pronoun", capital=named and kind not in HUMAN)
    if kind in ("pronoun", "reason"):
        return 0
    if kind == "particle":
        # "Ahmad bin Salim", "Johan van Dalen"
        goes_on = walk.at + size < limit and is_capital(reading.texts[walk.at + size])
        return walk.take(size, capital=True) if goes_on else 0
    if is_capital(reading.texts[walk.at]):
        return walk.take(size, capital=kind not in HUMAN)
    # "kata Budi Santoso warga menolak": a lower-case noun straight behind a name begins something else.
    behind_name = walk.capital and not reading.kinds[walk.at - 1] and is_capital(reading.texts[walk.at - 1])
    degree = kind == "title" and walk.at + size < limit and reading.texts[walk.at + size] == "."
    return 0 if behind_name and not degree else walk.take(size)


def _open_relative(reading: Reading, walk: _Walk, limit: int) -> int:
    if walk.at == walk.first or walk.at + 1 >= limit:
        return 0
    walk.relative = True
    return walk.take()


def _take_relative(reading: Reading, walk: _Walk) -> int:
    """All words of a relative clause belong, until an addressee, a time or a channel: "yang enggan disebut namanya"."""
    bits = reading.bits[walk.at]
    if walk.aside or reading.kinds[walk.at] == "reason":
        return 1
    if bits & DEMONSTRATIVE:
        walk.relative = False
        return walk.take(closed=True)
    if bits & ADDRESSEE or (bits & CALENDAR and is_capital(reading.texts[walk.at])):
        return 0
    opened = reading.bits[walk.at - 1] & RELATIVE  # "data yang dikutip dari laman WHO"
    if not opened and walk.at not in reading.nouns and reading.grammar.phrase(reading.lows, walk.at, CHANNEL):
        return 0
    return 0 if bits & SUBORDINATOR and not bits & (ADVERB | PREPOSITION) else 1


def _take_mark(reading: Reading, walk: _Walk, limit: int) -> int:
    text, after = reading.texts[walk.at], walk.at + 1
    if walk.at == walk.first:
        return 0
    if text == ",":
        return _take_comma(reading, walk, limit)
    if text == "(":
        return _take_parenthesis(reading, walk, limit)
    if after >= limit:
        return 1 if text == "." and _closes_degree(reading, walk.at) else 0
    if text == ".":
        # "Rosan P. Roeslani", "Kombes Pol. Dwi", "dr. Sari", "Budi, S.H., M.Hum."
        before = reading.texts[walk.at - 1]
        degree = reading.kinds[walk.at - 1] == "title"
        short = len(before) <= LONGEST_DEGREE and (degree or len(before) <= 3)
        goes_on = is_capital(reading.texts[after]) or reading.texts[after] == "," or (degree and "." in before)
        return 1 if short and goes_on else 0
    follows = reading.texts[after]
    if text == "-" and (reading.kinds[walk.at - 1] == "medium" or _is_spaced(reading, walk.at)):
        return 0  # "KABAR.com - Komisi …"
    return 1 if text in "&/-" and (is_capital(follows) or (text == "/" and follows[0].isdigit())) else 0


def _is_spaced(reading: Reading, index: int) -> bool:
    return reading.starts[index + 1] > reading.starts[index] + 1


def _closes_degree(reading: Reading, index: int) -> bool:
    """Whether a full stop is a degree's own, as the sentence goes on: "[Sari Wulan, M.Hum.] mengatakan"."""
    behind = reading.texts[index + 1 : index + 2]
    return reading.kinds[index - 1] == "title" and bool(behind) and behind[0][0].islower()


def _take_comma(reading: Reading, walk: _Walk, limit: int) -> int:
    """A comma belongs if an apposition follows: a name behind a role, a role or a degree behind a name."""
    after = walk.at + 1
    if after >= limit or walk.commas >= MOST_COMMAS or reading.kinds[walk.first] == "pronoun":
        return 0
    if aside := _take_aside(reading, walk, after, limit):
        return aside
    text, bits, kind = reading.texts[after], reading.bits[after], reading.kinds[after]
    if _is_calendar(reading, after) or reading.grammar.phrase(reading.lows, after, CHANNEL):
        return 0
    if walk.commas and bits & CONJUNCTION and _lists_office(reading, walk, after, limit):
        return walk.take()
    if not walk.commas and HUMAN & {*reading.kinds[walk.first : walk.first + 2]}:
        if (name := _behind_places(reading, after, limit)) > after:
            walk.commas += 1
            return walk.take(name - walk.at)
    noun = after + _article(reading, after)
    role_follows = noun > after or (noun < limit and (reading.kinds[noun] in HUMAN or kind == "unnamed"))
    name_follows = is_capital(text) and not bits & (NEVER_FIRST | PLACE) and kind not in ("metonym", "pronoun")
    name_follows = name_follows and reading.kinds[walk.first] not in ("medium", "metonym")
    degree_follows = name_follows and _is_degree(reading, after)
    has_name = _has_name(reading, walk)
    office = reading.kinds[walk.first] == "title" and not walk.commas and _is_full_name(reading, after, limit)
    if not (role_follows or degree_follows or (name_follows and (office or not has_name))):
        return 0
    if walk.strict and not degree_follows and not _comma_closes(reading, after, limit):
        return 0
    walk.commas += 1
    walk.relative = False
    walk.capital = walk.capital and not role_follows
    return walk.take()


def _has_name(reading: Reading, walk: _Walk) -> bool:
    """Whether the phrase so far ends in a personal name: two plain capitalised words, or one that is all of it."""
    if not walk.commas and is_relational(reading, walk.first):
        return False  # "Istri Budi Santoso, [Rina Dewi]"
    alone = not reading.kinds[walk.first] and walk.at - walk.first == 1
    return alone or walk.at - name_run(reading, walk.first, walk.at) >= (1 if walk.commas else 2)


def _take_aside(reading: Reading, walk: _Walk, after: int, limit: int) -> int:
    """What commas set off within a phrase: "Rina, yang menunggu, mengatakan", "Karsiti, 47 tahun, mengatakan"."""
    if walk.relative and walk.aside:
        walk.relative = walk.aside = False
        return 1
    if reading.bits[after] & RELATIVE and not walk.strict:
        walk.relative = walk.aside = True
        return 2
    aged = reading.texts[after].isdigit() and after + 1 < limit and reading.bits[after + 1] & AGE
    return 3 if aged else 0


def _lists_office(reading: Reading, walk: _Walk, after: int, limit: int) -> bool:
    """ "Menteri Koordinator Bidang Politik, Hukum, [dan Keamanan] Mahfud": the last of an office's fields."""
    fields = bool(reading.bits[walk.at - 1] & OFFICE) and is_capital(reading.texts[walk.at - 1])
    return fields and after + 1 < limit and is_capital(reading.texts[after + 1])


def _behind_places(reading: Reading, index: int, limit: int) -> int:
    """Return where the name begins behind the places of an office, `index` if none stand there.

    "Kepala Puskesmas Cilincing, [Jakarta Utara,] Edison Sahputra", "Ketua Pokdarwis, [Desa A, Kecamatan B,] Kawit Tono".
    """
    start = at = index
    for _ in range(MOST_PLACES):
        while at < limit and is_capital(reading.texts[at]) and reading.kinds[at] not in HUMAN:
            at += 1
        if not 0 < at - start <= LONGEST_PLACE or at + 1 >= limit or reading.texts[at] != ",":
            return index
        start = at = at + 1
        if _is_full_name(reading, start, limit) and _name_closes(reading, start, limit):
            return start
    return index


def _name_closes(reading: Reading, index: int, limit: int) -> bool:
    """Whether a full name ends the phrase; a place goes on: "Desa Sumber, Kecamatan …"."""
    while index < limit and is_capital(reading.texts[index]):
        index += 1
    if index < limit and reading.texts[index] == ",":
        index += 1
    return index >= limit or not is_capital(reading.texts[index]) or _is_calendar(reading, index)


def _is_full_name(reading: Reading, index: int, limit: int) -> bool:
    """Whether two plain capitalised words stand here: "Ketua Gapoktan Ngudi Makmur, [Slamet Wiyono]"."""
    return all(
        i < limit and is_capital(reading.texts[i]) and not reading.kinds[i] and not reading.bits[i] & (PLACE | OFFICE)
        for i in (index, index + 1)
    )


def _comma_closes(reading: Reading, index: int, limit: int) -> bool:
    """Whether an apposition ends at a comma: "Rina Dewi, [warga RT 03,]", "Wahid, [sopir truk,]"."""
    furthest = min(limit, index + LONGEST_APPOSITION)
    role = reading.kinds[index] in HUMAN
    while index < furthest and (
        is_capital(reading.texts[index])
        or reading.kinds[index]
        or reading.texts[index] in ".&"
        or (role and reading.texts[index].isalnum() and not reading.bits[index] & STOPS and not reading.is_verb(index))
    ):
        index += 1
    return index < limit and reading.texts[index] == ","


def _is_degree(reading: Reading, index: int) -> bool:
    """Whether a token is a degree behind a name: "S.H", "M.Kes", "SE", "MM"."""
    text = reading.texts[index]
    dotted = reading.texts[index + 1 : index + 2] == ["."] and len(text) <= LONGEST_DEGREE
    return dotted or "." in text or (text.isupper() and 2 <= len(text) <= 3)


def _take_parenthesis(reading: Reading, walk: _Walk, limit: int) -> int:
    """An age, an acronym or a nickname in brackets belongs, a date does not: "Rina (49)", "Senin (1/7)"."""
    for index in range(walk.at + 1, min(limit, walk.at + LONGEST_PARENTHESIS)):
        text = reading.texts[index]
        if text == ")":
            return walk.take(index + 1 - walk.at) if index > walk.at + 1 else 0
        if "/" in text and text[0].isdigit():
            return 0
    return 0


def _take_function_word(reading: Reading, walk: _Walk, limit: int) -> int:
    """ "Komisi A dan B", "dokter dari Persatuan X", "Iwang selaku Kepala": only what joins two halves of one phrase."""
    after, bits = walk.at + 1, reading.bits[walk.at]
    if walk.at == walk.first or after >= limit:
        return 1 if bits & (NUMBER if walk.at == walk.first else JOINER) else 0
    opens = (is_capital(reading.texts[after]) and not reading.bits[after] & CALENDAR) or reading.kinds[after] in (
        "person",
        "title",
        "body",
        "group",
    )
    if bits & (CONJUNCTION | JOINER):
        return walk.take() if opens or bits & JOINER else 0
    if bits & PREPOSITION and reading.kinds[walk.at - 1] == "bare" and is_plain_noun(reading, after):
        return walk.take()  # "tiga sumber di lingkaran pengurus pusat"
    if bits & PREPOSITION and opens and _is_of_body(reading, walk, limit):
        return walk.take()
    # "pejabat di kantor PM", "warga di Cilincing", but "kata Budi di Jakarta", "kata Budi pada Senin".
    return walk.take() if bits & PREPOSITION and opens and not walk.capital else 0


def _is_of_body(reading: Reading, walk: _Walk, limit: int) -> bool:
    """ "Direktur Jenderal Kelistrikan [pada] Kementerian Energi Rida Mulyana": an office in a body, then its holder."""
    after = walk.at + 1
    if reading.kinds[walk.first] != "title" or reading.kinds[after] != "body":
        return False
    if walk.at - name_run(reading, walk.first, walk.at) > 1:
        return False
    end = after
    while end < limit and is_capital(reading.texts[end]):
        end += 1
    return end - name_run(reading, after, end) > 1


def _take_word(reading: Reading, walk: _Walk) -> int:
    text, bits = reading.texts[walk.at], reading.bits[walk.at]
    if walk.at == walk.first or text[0].isdigit() or bits & NUMBER:
        return walk.take(capital=is_capital(text) and not bits & (ARTICLE | NUMBER))
    if bits & ARTICLE:
        return 0 if walk.capital else 1
    if walk.capital and is_capital(reading.texts[walk.at - 1]):
        return 0
    if reading.is_verb(walk.at) and not reading.bits[min(walk.at + 1, len(reading.bits) - 1)] & DEMONSTRATIVE:
        # "perempuan [berkerudung] ini" goes on, "warga [menolak] …" does not.
        return 0
    walk.lower += 1
    return 1 if walk.lower <= LONGEST_LOWER_RUN else 0
