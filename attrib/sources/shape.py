"""The shape of words: what is written like a name, where a noun phrase may begin, where a personal name does."""

from __future__ import annotations

from attrib.grammar import (
    ARTICLE,
    CALENDAR,
    COMPLEMENTIZER,
    CONJUNCTION,
    COPULA,
    EPITHET,
    NAME_MARKER,
    NEGATION,
    NOMINAL,
    NUMBER,
    OFFICE,
    OPENER,
    PLACE,
    PREPOSITION,
    PRONOUN_1,
    RELATIVE,
    SUBORDINATOR,
    THING,
)
from attrib.scan import Reading

NEVER_FIRST = (
    PREPOSITION | SUBORDINATOR | OPENER | CALENDAR | COMPLEMENTIZER | CONJUNCTION | COPULA | RELATIVE | NEGATION | THING
)
HUMAN = frozenset(("title", "person"))
CLITIC = "nya"
NO_OPENING = frozenset(("unnamed", "reason", "particle"))
LONGEST_SUFFIX = 2
DOMAINS = frozenset(("co", "com", "id", "info", "net", "news", "org", "tv"))
NOUN_PREFIXES = ("ke", "pe")
NOUN_ENDING = "an"
ADVERB_ENDING = "nya"
LEAST_DERIVED = 8
LONGEST_RELATION = 3


def is_capital(text: str) -> bool:
    """Whether a token is written like a name: a capital, an @handle, or a brand such as iPhone."""
    return text[0].isupper() or text[0] == "@" or (len(text) > 2 and text[1].isupper())


def is_address(text: str) -> bool:
    """Whether a token is the address of a site: "KabarTeluk.com", but no initials: "B.J", "S.H"."""
    name, _, domain = text.rpartition(".")
    return len(name) > LONGEST_SUFFIX and domain.isalpha() and domain.islower()


def is_site(text: str) -> bool:
    """Whether a token in small letters is a site's address, and no full stop without its space: "kabarteluk.com"."""
    return text.rpartition(".")[2] in DOMAINS and is_address(text)


def is_acronym(text: str) -> bool:
    """Whether a token is an acronym or a Roman numeral: BMKG, DPP, IV."""
    return len(text) > 1 and text.isupper()


def starts_phrase(reading: Reading, index: int) -> bool:
    """Whether a source's noun phrase may begin at a token."""
    text, bits = reading.texts[index], reading.bits[index]
    if is_cue_verb(reading, index):
        return False  # "Mengutip Antara, Budi Santoso mengatakan …"
    if bits & PRONOUN_1:
        return False  # "Kami berharap": within a quotation the speaker is no source of his own
    if index in reading.nouns:
        return reading.nouns[index].rule.kind not in NO_OPENING
    if bits & (ARTICLE | NUMBER) and not bits & CONJUNCTION:
        return True
    if text[0].isdigit():
        return reading.kinds[index + 1 : index + 2] == ["person"]
    if reading.grammar.phrase(reading.lows, index, ARTICLE):
        return True
    if is_site(text):
        return True
    return is_capital(text) and not bits & NEVER_FIRST and not (index in reading.opens and _is_derived(reading, index))


def _is_derived(reading: Reading, index: int) -> bool:
    """Whether a word at a sentence's start has a common word's shape, so that its capital proves no name: "Sejatinya",
    "Ketertarikan", but not "Sonya", nor what the article writes so in mid-sentence.
    """
    low = reading.lows[index]
    noun = len(low) >= LEAST_DERIVED and low.startswith(NOUN_PREFIXES) and low.endswith(NOUN_ENDING)
    return noun or (len(low) >= LEAST_DERIVED - 2 and low.endswith(ADVERB_ENDING))


def is_cue_verb(reading: Reading, index: int) -> bool:
    """Whether a word is a prefixed verb that a cue begins with: "Mengutip", "Dikatakan"."""
    return reading.lows[index] in reading.lexicon.cues and reading.is_verb(index)


def name_marker(reading: Reading, index: int) -> int:
    """Return how many words before a name say that it is one: "pria [bernama] Budi", "akun [dengan nama] @kabar"."""
    size = reading.grammar.phrase(reading.lows, index, NAME_MARKER)
    behind = index + size
    return size if size and behind < len(reading.texts) and is_capital(reading.texts[behind]) else 0


def is_relational(reading: Reading, first: int) -> bool:
    """Whether a phrase begins with whom somebody is to another: "Keluarga Deki Susanto", "kuasa hukum Rina"."""
    relational = reading.lexicon.words.get("relational", frozenset())
    head = head_at(reading, first, min(first + LONGEST_RELATION, len(reading.lows)))
    near = tuple(reading.lows[head : head + 2])
    phrase = near in reading.lexicon.phrases.get("relational", ())
    return (phrase or not relational.isdisjoint(near)) and not is_name(reading, head)


def is_plain_noun(reading: Reading, index: int) -> bool:
    low = reading.lows[index]
    return (
        low[0].isalpha()
        and not reading.bits[index] & ~(EPITHET | NOMINAL)
        and not reading.kinds[index]
        and not reading.is_verb(index)
    )


def name_run(reading: Reading, first: int, last: int) -> int:
    """Return where the personal name that ends at `last` begins: its capitalised words of no known class.

    A short acronym or a title's word may end a name, behind a plain one: "Mahfud MD", "Lukman Hakim".
    """
    index = last
    if last - first >= 2 and _is_name_word(reading, last - 2) and not _is_name_word(reading, last - 1):
        text, kind = reading.texts[last - 1], reading.kinds[last - 1]
        if is_capital(text) and (kind == "title" or (not kind and len(text) <= LONGEST_SUFFIX)):
            index -= 1
    while index > first and (index == last or index not in reading.opens):
        if not (_is_initial(reading, first, index - 1, last) or _is_name_word(reading, index - 1)):
            break
        index -= 1
    return index


def _is_initial(reading: Reading, first: int, index: int, last: int) -> bool:
    """Whether an initial, its stop or a particle stands there: "B. J. Budi", "Bambang PS Budi", "Ahmad bin Salim"."""
    text, kind = reading.texts[index], reading.kinds[index]
    if kind == "particle" or (len(text) == 1 and text.isupper()):
        return True
    if text == ".":
        before = reading.texts[index - 1] if index > first else ""
        return len(before) == 1 and before.isalpha()
    inner = first < index < last - 1 and len(text) <= LONGEST_SUFFIX and is_acronym(text) and not kind
    if not inner or not _is_name_word(reading, index + 1):
        return False
    ranked = reading.kinds[index - 1] == "title" and is_acronym(reading.texts[index - 1])  # "AKP DP Tarigan"
    return ranked or _is_name_word(reading, index - 1)


def is_name(reading: Reading, index: int) -> bool:
    """Whether a word may be a person's own name."""
    return _is_name_word(reading, index)


def _is_name_word(reading: Reading, index: int) -> bool:
    text = reading.texts[index]
    plain = not reading.kinds[index] and not reading.bits[index] & (PLACE | OFFICE)
    return plain and is_capital(text) and not is_acronym(text)


def head_at(reading: Reading, first: int, last: int) -> int:
    """Return the head noun's token, past articles and numbers: "salah seorang [pedagang]", "dua [warga]"."""
    at = first
    while at < last - 1 and not reading.kinds[at]:
        size = reading.grammar.phrase(reading.lows, at, ARTICLE | NUMBER)
        if not size or at + size >= last:
            break
        at += size
    return at
