"""Where the noun phrase of a source ends: titles, names, appositions and relative clauses in, time and place out.

The phrase is walked from its first token to the right; `_take` asks the deciders, in order, how many tokens at the
walk's place belong. "kata [Kepala Dinas Kesehatan, dr. Sari Wulandari, M.Kes.] di Bandung, Senin (1/7)".
"""

from __future__ import annotations

from attrib.grammar import (
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
    NUMBER,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
)
from attrib.scan import Reading
from attrib.sources.apposition import article, is_calendar, take_comma
from attrib.sources.shape import (
    CLITIC,
    HUMAN,
    is_acronym,
    is_capital,
    is_cue_verb,
    is_name,
    is_plain_noun,
    name_marker,
    name_run,
    starts_phrase,
)
from attrib.sources.walk import Walk

LONGEST_LOWER_RUN = 5
LONGEST_PARENTHESIS = 14
LONGEST_DEGREE = 5
STOPS = ADDRESSEE | COMPLEMENTIZER | COPULA | NEGATION | SUBORDINATOR


def phrase_end(reading: Reading, first: int, limit: int, strict: bool = False, loose: bool = False) -> int:
    """Return the token index just past the noun phrase that begins at `first`; `first` itself where none does.

    `strict`: a name behind a comma belongs only if a comma closes it: "Menurut Ketua X, [Budi], harga naik". `loose`: a
    noun of no known class may begin it, as behind a quotation and its verb: `"…", terang [doktor lulusan Leiden itu]`.
    """
    if first >= limit:
        return first
    if not starts_phrase(reading, first) and not (loose and is_plain_noun(reading, first)):
        return first
    walk = Walk(first, strict)
    while walk.at < limit:
        taken = _take(reading, walk, limit)
        if not taken:
            break
        walk.at += taken
    last = min(walk.at, limit)
    while last > first and _hangs(reading, last - 1):
        last -= 1
    return last


def _hangs(reading: Reading, index: int) -> bool:
    """Whether a phrase cannot end there: on a mark, a conjunction, a preposition in small letters."""
    text, bits = reading.texts[index], reading.bits[index]
    return text in ",(&-/" or bool(bits & CONJUNCTION) or (bool(bits & PREPOSITION) and text.islower())


def _take(reading: Reading, walk: Walk, limit: int) -> int:
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
    if index > walk.first and (is_calendar(reading, index) or reading.grammar.phrase(reading.lows, index, CHANNEL)):
        return 0
    if bits & DEMONSTRATIVE:
        return walk.take(closed=True) if index > walk.first else 0
    if index > walk.first and reading.texts[index - 1] == "," and (size := article(reading, index)):
        return walk.take(size)
    if bits & RELATIVE:
        return _open_relative(reading, walk, limit)
    if is_capital(text) and index > walk.first:
        # "ujar Budi Anggota DPRD Komisi IV [Lanjutnya], …": a new sentence that lost its full stop
        return 0 if text.endswith(CLITIC) and reading.lows[index] in reading.lexicon.cues else walk.take(capital=True)
    if bits & STOPS and not bits & JOINER:
        return 0
    if bits & (PREPOSITION | CONJUNCTION | ADVERB | JOINER):
        return _take_function_word(reading, walk, limit)
    return _take_word(reading, walk)


def _take_noun(reading: Reading, walk: Walk, limit: int) -> int:
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
    after = reading.texts[walk.at + size] if walk.at + size < limit else ""
    short = len(reading.texts[walk.at]) <= LONGEST_DEGREE and after[:1].isupper()
    degree = kind == "title" and (after == "." or short)  # "Kepala BPBD Toba [dr] Pontas Batubara"
    return 0 if behind_name and not degree else walk.take(size)


def _open_relative(reading: Reading, walk: Walk, limit: int) -> int:
    if walk.at == walk.first or walk.at + 1 >= limit:
        return 0
    tells = is_cue_verb(reading, walk.at + 1) and "," not in reading.texts[walk.at : limit]
    if tells and walk.at - 1 not in reading.opens and is_name(reading, walk.at - 1):
        return 0  # "datang dari Budi Santoso [yang menilai rencana itu mahal]"
    walk.relative = True
    return walk.take()


def _take_relative(reading: Reading, walk: Walk) -> int:
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


def _take_mark(reading: Reading, walk: Walk, limit: int) -> int:
    text, after = reading.texts[walk.at], walk.at + 1
    if walk.at == walk.first:
        return 0
    if text == ",":
        return take_comma(reading, walk, limit)
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


def _take_parenthesis(reading: Reading, walk: Walk, limit: int) -> int:
    """An age, an acronym or a nickname in brackets belongs, a date does not: "Rina (49)", "Senin (1/7)"."""
    for index in range(walk.at + 1, min(limit, walk.at + LONGEST_PARENTHESIS)):
        text = reading.texts[index]
        if text == ")":
            return walk.take(index + 1 - walk.at) if index > walk.at + 1 else 0
        if "/" in text and text[0].isdigit():
            return 0
    return 0


def _take_function_word(reading: Reading, walk: Walk, limit: int) -> int:
    """ "Komisi A dan B", "dokter dari Persatuan X", "Iwang selaku Kepala": only what joins two halves of one phrase."""
    after, bits = walk.at + 1, reading.bits[walk.at]
    if walk.at == walk.first or after >= limit:
        return 1 if bits & (NUMBER if walk.at == walk.first else JOINER) else 0
    if size := name_marker(reading, walk.at):
        return walk.take(size)
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


def _is_of_body(reading: Reading, walk: Walk, limit: int) -> bool:
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


def _take_word(reading: Reading, walk: Walk) -> int:
    text, bits = reading.texts[walk.at], reading.bits[walk.at]
    if walk.at == walk.first or text[0].isdigit() or bits & NUMBER:
        return walk.take(capital=is_capital(text) and not bits & (ARTICLE | NUMBER))
    if size := name_marker(reading, walk.at):
        return walk.take(size)
    if bits & ARTICLE:
        return 0 if walk.capital else 1
    if reading.lows[walk.at] in reading.lexicon.words.get("tenure", ()):
        return walk.take()
    if walk.capital and is_capital(reading.texts[walk.at - 1]):
        return 0
    if reading.is_verb(walk.at) and not reading.bits[min(walk.at + 1, len(reading.bits) - 1)] & DEMONSTRATIVE:
        # "perempuan [berkerudung] ini" goes on, "warga [menolak] …" does not.
        return 0
    walk.lower += 1
    return 1 if walk.lower <= LONGEST_LOWER_RUN else 0
