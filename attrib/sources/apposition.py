"""Whether a noun phrase goes on behind a comma: appositions, degrees, places between an office and its holder."""

from __future__ import annotations

from attrib.grammar import (
    ADDRESSEE,
    AGE,
    ARTICLE,
    CALENDAR,
    CHANNEL,
    COMPLEMENTIZER,
    CONJUNCTION,
    COPULA,
    NEGATION,
    NUMBER,
    OFFICE,
    PLACE,
    RELATIVE,
    SUBORDINATOR,
)
from attrib.scan import Reading
from attrib.sources.shape import (
    HUMAN,
    NEVER_FIRST,
    is_capital,
    is_cue_verb,
    is_name,
    is_relational,
    name_marker,
    name_run,
)
from attrib.sources.walk import Walk

MOST_COMMAS = 4
MOST_PLACES = 3
LONGEST_PLACE = 4
LONGEST_APPOSITION = 12
LONGEST_DEGREE = 5
STOPS = ADDRESSEE | COMPLEMENTIZER | COPULA | NEGATION | SUBORDINATOR


def article(reading: Reading, index: int) -> int:
    return reading.grammar.phrase(reading.lows, index, ARTICLE)


def is_calendar(reading: Reading, index: int) -> bool:
    bits = reading.bits[index]
    if bits & OFFICE and is_capital(reading.texts[index]):
        return False  # "Kepala Satuan [Lalu] Lintas"
    return bool(bits & CALENDAR and not bits & PLACE) or reading.grammar.phrase(reading.lows, index, CALENDAR) > 1


def take_comma(reading: Reading, walk: Walk, limit: int) -> int:
    """A comma belongs if an apposition follows: a name behind a role, a role or a degree behind a name."""
    after = walk.at + 1
    if after >= limit or walk.commas >= MOST_COMMAS or reading.kinds[walk.first] == "pronoun":
        return 0
    if aside := _take_aside(reading, walk, after, limit):
        return aside
    text, bits, kind = reading.texts[after], reading.bits[after], reading.kinds[after]
    if not walk.commas and (size := name_marker(reading, after)) and not _counts(reading, walk):
        walk.commas += 1
        return walk.take(1 + size)  # "pembocor kenamaan, [yakni] Kabar Chip", but no list: "tiga saksi, yakni A, B, C"
    if is_calendar(reading, after) or reading.grammar.phrase(reading.lows, after, CHANNEL):
        return 0
    if walk.commas and bits & CONJUNCTION and _lists_office(reading, walk, after, limit):
        return walk.take()
    holder = not walk.commas and HUMAN & {*reading.kinds[walk.first : walk.first + 2]}
    if holder and (name := _behind_places(reading, after, limit)) > after:
        walk.commas += 1
        return walk.take(name - walk.at)
    noun = after + article(reading, after)
    role_follows = noun > after or (noun < limit and (reading.kinds[noun] in HUMAN or kind == "unnamed"))
    name_follows = is_capital(text) and not bits & (NEVER_FIRST | PLACE) and kind not in ("metonym", "pronoun")
    name_follows = name_follows and reading.kinds[walk.first] not in ("medium", "metonym")
    degree_follows = name_follows and is_degree(reading, after)
    has_name = _has_name(reading, walk)
    held = reading.kinds[walk.first] == "title" or (
        reading.kinds[walk.first] in HUMAN and reading.texts[walk.first].islower()
    )  # "[analis Riset Samudra, Ivan Lamura,]"
    office = (
        held and not walk.commas and (_is_full_name(reading, after, limit) or _is_lone_holder(reading, after, limit))
    )
    if not (role_follows or degree_follows or (name_follows and (office or not has_name))):
        return 0
    if walk.strict and not degree_follows and not _comma_closes(reading, after, limit):
        return 0
    walk.commas += 1
    walk.relative = False
    walk.capital = walk.capital and not role_follows
    return walk.take()


def _counts(reading: Reading, walk: Walk) -> bool:
    """Whether the phrase so far counts several: "Sebanyak 2 warga", "tiga saksi"."""
    digits = any(text[0].isdigit() for text in reading.texts[walk.first : walk.at])
    return digits or reading.holds(NUMBER, walk.first, walk.at)


def _has_name(reading: Reading, walk: Walk) -> bool:
    """Whether the phrase so far ends in a personal name: two plain capitalised words, or one that is all of it."""
    if not walk.commas and is_relational(reading, walk.first):
        return False  # "Istri Budi Santoso, [Rina Dewi]"
    alone = walk.at - walk.first == 1 and is_name(reading, walk.first)  # but "agennya, Paulo Sarmento"
    return alone or walk.at - name_run(reading, walk.first, walk.at) >= (1 if walk.commas else 2)


def _take_aside(reading: Reading, walk: Walk, after: int, limit: int) -> int:
    """What commas set off within a phrase: "Rina, yang menunggu, mengatakan", "Karsiti, 47 tahun, mengatakan"; but not
    what a person says, "dilontarkan Rina, yang menyebut kliennya sakit".
    """
    if walk.relative and walk.aside:
        walk.relative = walk.aside = False
        return 1
    tells = after + 1 < limit and is_cue_verb(reading, after + 1) and "," not in reading.texts[after:limit]
    if reading.bits[after] & RELATIVE and not walk.strict and not tells:
        walk.relative = walk.aside = True
        return 2
    aged = reading.texts[after].isdigit() and after + 1 < limit and reading.bits[after + 1] & AGE
    return 3 if aged else 0


def _lists_office(reading: Reading, walk: Walk, after: int, limit: int) -> bool:
    """ "Menteri Koordinator Bidang Politik, Hukum, [dan Keamanan] Mahfud": the last of an office's fields."""
    fields = bool(reading.bits[walk.at - 1] & OFFICE) and is_capital(reading.texts[walk.at - 1])
    return fields and after + 1 < limit and is_capital(reading.texts[after + 1])


def _behind_places(reading: Reading, index: int, limit: int) -> int:
    """Return where the name begins behind the places of an office, `index` if none stand there.

    "Kepala Puskesmas A, [Jakarta Utara,] Edison Sahputra", "Ketua Pokdarwis, [Desa A, Kecamatan B,] Kawit Tono".
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
    return index >= limit or not is_capital(reading.texts[index]) or is_calendar(reading, index)


def _is_full_name(reading: Reading, index: int, limit: int) -> bool:
    """Whether two plain capitalised words stand here: "Ketua Gapoktan Ngudi Makmur, [Slamet Wiyono]"."""
    return all(
        i < limit and is_capital(reading.texts[i]) and not reading.kinds[i] and not reading.bits[i] & (PLACE | OFFICE)
        for i in (index, index + 1)
    )


def _is_lone_holder(reading: Reading, index: int, limit: int) -> bool:
    """Whether one plain word between commas holds the office: "Kepala Desa Karang Anyar, [Suparlan], mengatakan"."""
    return index + 1 < limit and is_name(reading, index) and reading.texts[index + 1] == ","


def _comma_closes(reading: Reading, index: int, limit: int) -> bool:
    """Whether an apposition ends at a comma, or a name ends the sentence: "Rina Dewi, [warga RT 03,]"."""
    first, furthest = index, min(limit, index + LONGEST_APPOSITION)
    role = reading.kinds[index] in HUMAN
    while index < furthest and (
        is_capital(reading.texts[index])
        or reading.kinds[index]
        or reading.texts[index] in ".&"
        or (role and reading.texts[index].isalnum() and not reading.bits[index] & STOPS and not reading.is_verb(index))
    ):
        index += 1
    if index < limit and reading.texts[index] == ",":
        return True
    ends = index >= limit or reading.texts[index] == "."  # "…, menurut kepala kantor itu, [Letkol Rudi Hartono]."
    return ends and not any(text.islower() for text in reading.texts[first:index])


def is_degree(reading: Reading, index: int) -> bool:
    """Whether a token is a degree behind a name: "S.H", "M.Kes", "SE", "MM"."""
    text = reading.texts[index]
    dotted = reading.texts[index + 1 : index + 2] == ["."] and len(text) <= LONGEST_DEGREE
    return dotted or "." in text or (text.isupper() and 2 <= len(text) <= 3)
