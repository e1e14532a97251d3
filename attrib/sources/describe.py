"""What a source's noun phrase tells: kind, grade, name, role, and whether it points back to somebody.

Kinds and grades are those of rules/sources; a capitalised phrase of no known class is judged by its shape.
"""

from __future__ import annotations

import re

from attrib.grammar import ARTICLE, DEMONSTRATIVE, EPITHET, PLACE, RELATIVE
from attrib.model import Source
from attrib.scan import Reading
from attrib.sources.conjoined import parts
from attrib.sources.names import affiliation_of, joins, name_of, role_of
from attrib.sources.shape import CLITIC, HUMAN, head_at, is_acronym, is_address, is_capital, name_marker, name_run

GRADES = {
    "person": "A",
    "body": "B",
    "medium": "B",
    "document": "B",
    "metonym": "C",
    "group": "E",
    "abstract": "F",
    "unknown": "B",
}
MASK = re.compile(r"\*[\w*]*")
LONGEST_INITIALS = 3
OWNERS = frozenset(("body", "medium"))
FAR = 3_000
"""Words that an article may have."""


def describe(reading: Reading, first: int, last: int) -> Source:
    """Return the source that the tokens `first` to `last` (exclusive) make."""
    start, end = reading.span(first, last)
    mask = _mask(reading, last)
    text, end = reading.text(first, last) + mask, end + len(mask)
    kind, grade, anaphor = _kind(reading, first, last)
    if kind == "person" and grade == "A" and len(stretches := parts(reading, first, last)) > 1:
        names = [reading.text(*at) for stretch in stretches if (at := name_of(reading, *stretch))[0] < at[1]]
        return Source(start, end, text, kind, grade, " dan ".join(names), None, anaphor, _head(reading, first, last))
    name_at, name_end = name_of(reading, first, last) if kind == "person" else (first, first)
    name = reading.text(name_at, name_end) + (mask if name_end == last else "") if name_at < name_end else None
    role = role_of(reading, first, last, name_at, name_end)
    if kind == "person" and grade == "A" and name is None and anaphor is None:
        kind, grade, anaphor = _unnamed_person(reading, first, last)
    head, body = _head(reading, first, last), affiliation_of(reading, first, last, name_at, name_end) if name else None
    return Source(start, end, text, kind, grade, name, role, anaphor, head, body)


def clitic(reading: Reading, token: int) -> Source:
    """Return the source that the -nya of a cue is: "ujar[nya]"."""
    end = reading.span(token, token + 1)[1]
    text = reading.article.draft.text[end - len(CLITIC) : end]
    return Source(end - len(CLITIC), end, text, "person", "A", None, None, "clitic", CLITIC)


def _head(reading: Reading, first: int, last: int) -> str:
    at = head_at(reading, first, last)
    hit = reading.nouns.get(at)
    return " ".join(reading.lows[at : hit.last if hit else at + 1])


def _kinds_in(reading: Reading, first: int, last: int) -> set[str]:
    return {kind for kind in reading.kinds[first:last] if kind}


def _kind(reading: Reading, first: int, last: int) -> tuple[str, str, str | None]:
    """Return kind, grade and anaphor of a phrase; the first class that fits decides."""
    at = head_at(reading, first, last)
    head = reading.kinds[at]
    if head == "pronoun":
        return "person", "A", "pronoun"
    if "unnamed" in reading.kinds[first:last] or _mask(reading, last):
        return "person", "D", None
    if head == "bare":
        return "person", "D" if last - first > 2 else "E", None
    if _is_membership(reading, at, last):
        return "body", "B", None
    if head in ("group", "medium") and _names_medium(reading, at, last):
        return "medium", "B", None
    if head == "group":
        behind = reading.nouns[at].last if at in reading.nouns else at + 1
        return ("document" if behind < last and reading.kinds[behind] == "document" else "group"), "E", None
    if _points_back(reading, first, at, last):
        return _pointing(reading, first, at, last)
    if head == "abstract":
        return "abstract", _own_grade(reading, at) or "F", None
    if head == "document":
        return "document", _document_grade(reading, at, last), None
    if head in ("body", "medium", "metonym"):
        return _body(reading, first, at, last, head)
    return _by_shape(reading, first, last)


def _is_membership(reading: Reading, at: int, last: int) -> bool:
    """Whether members speak for their body: "Pengusaha yang tergabung dalam [Gabungan Industri Minyak]"."""
    relative = next((i for i in range(at, last - 3) if reading.bits[i] & RELATIVE), None)
    if relative is None or reading.lows[relative + 1] not in reading.lexicon.words.get("membership", ()):
        return False
    return is_capital(reading.texts[relative + 3])


def _names_medium(reading: Reading, at: int, last: int) -> bool:
    """Whether an apposition names one of a group of media: "Salah satu media Turin, [Teluk.it]"."""
    comma = next((i for i in range(at, last - 1) if reading.texts[i] == ","), None)
    return comma is not None and (reading.kinds[comma + 1] == "medium" or is_address(reading.texts[comma + 1]))


def _mask(reading: Reading, last: int) -> str:
    """Return the rest of a handle that the paper has made unreadable: the stars of "tulis [akun @radj***]"."""
    if reading.texts[last - 1][0] != "@":
        return ""
    (start, end), text = reading.span(last - 1, last), reading.article.draft.text
    found = MASK.match(text, end) if text[start - 1 : start] != "*" else None  # "*@kabar*" is set in bold
    return found[0] if found else ""


def _pointing(reading: Reading, first: int, at: int, last: int) -> tuple[str, str, str | None]:
    """ "kata [pria yang juga guru itu]" goes on; "[Sopir yang merekam momen itu] mengatakan" begins."""
    head = reading.kinds[at]
    if head in HUMAN and any(reading.bits[i] & RELATIVE for i in range(at, last)):
        if name_of(reading, first, last) != (first, first):
            return "person", "A", None  # "Ketua RT Hardjono yang mendapat laporan itu"
        begins = is_capital(reading.texts[first]) and not reading.bits[first] & EPITHET
        return "person", "D", None if begins or at > first else "relative"
    return (head if head in GRADES else "person" if head in HUMAN else "unknown"), "F", "demonstrative"


def _points_back(reading: Reading, first: int, at: int, last: int) -> bool:
    """Whether *itu*, *tersebut* or *ini* makes the phrase point back: "politikus PKS itu", not "Presiden Budi itu"."""
    if not reading.bits[last - 1] & DEMONSTRATIVE:
        return False
    if first < at and reading.lows[first] in reading.lexicon.words.get("indefinite", ()):
        return False  # "seorang politikus partai itu"
    if "," in reading.texts[at:last] or any(name_marker(reading, i) for i in range(at, last - 1)):
        return False  # "perempuan bernama Sari Wulan itu"
    head, behind = reading.kinds[at], reading.nouns[at].last if at in reading.nouns else at + 1
    if is_acronym(reading.texts[at]) and head in OWNERS:
        return False  # "LSI ini menempatkan tiga partai": it has its name
    owned = any(is_capital(text) for text in reading.texts[behind : last - 1])
    if head == "document":
        return not owned
    return not (head == "title" and name_run(reading, behind, last - 1) == behind < last - 1)


def _own_grade(reading: Reading, index: int) -> str | None:
    return reading.nouns[index].rule.grade if index in reading.nouns else None


def _is_owned(reading: Reading, at: int, last: int) -> bool:
    """Whether a document names its owner, number or title: "data BPS", "putusan Nomor 90", "data panitia"."""
    hit = reading.noun(at)
    named = any(is_capital(text) for text in reading.texts[hit.last : last])
    if "group" in reading.kinds[hit.last : last] and not named:
        return False  # "hasil hitung cepat sejumlah lembaga survei"
    if any(kind in OWNERS for kind in reading.kinds[hit.last : last]):
        return True
    return (
        named
        or any(text[0].isdigit() for text in reading.texts[hit.last : last])
        or any(is_capital(text) for text in reading.texts[at + 1 : hit.last])
    )


def _document_grade(reading: Reading, at: int, last: int) -> str:
    """Whose a document is: a relative clause may say who put it out, or only who has it."""
    relative = next((i for i in range(at, last - 1) if reading.bits[i] & RELATIVE), last)
    verb = reading.lows[relative + 1] if relative < last else ""
    words = reading.lexicon.words
    if verb in words.get("gathering", ()):
        return "E"  # "informasi yang diperoleh Kompas"
    owned = _is_owned(reading, at, last)
    if owned and verb in words.get("issuing", ()):
        return "B"  # "video yang dirilis CBS News"
    return _own_grade(reading, at) or ("B" if owned else "E")


def _body(reading: Reading, first: int, at: int, last: int, head: str) -> tuple[str, str, str | None]:
    hit = reading.noun(at)
    grade = hit.rule.grade or GRADES[head]
    if reading.bits[first] & ARTICLE and not any(is_capital(text) for text in reading.texts[at:last]):
        return head, "D", None  # "kata [salah satu akun]"
    person = any(kind in HUMAN for kind in reading.kinds[hit.last : last])
    if person and name_run(reading, hit.last, last) < last:
        return "person", "A", None
    return head, grade, None


def _by_shape(reading: Reading, first: int, last: int) -> tuple[str, str, str | None]:
    """Whoever has a person's noun in the phrase is one; a capitalised phrase of no class is a name, a body's if an
    acronym is in it.
    """
    kinds = reading.kinds[first:last]
    if not HUMAN.isdisjoint(kinds):
        return "person", "A", None
    if "body" in kinds:
        joined = next((i for i in range(first, last) if joins(reading, i)), first)
        return ("person", "A", None) if joined - name_run(reading, first, joined) > 1 else ("body", "B", None)
    words = [t for t in reading.texts[first:last] if t[0].isalnum() or t[0] == "@"]
    if any(t[0] == "@" or is_address(t) for t in words):
        return "medium", "B", None
    if not any(is_capital(t) for t in words):
        return "person", "A", None
    if (
        len(words) == 1
        and is_acronym(words[0])
        and len(words[0]) <= LONGEST_INITIALS
        and _has_age(reading, words[0], first)
    ):
        return "person", "D", None  # "DK (27) … . DK mengaku"
    if is_acronym(words[0]) or any(is_acronym(t) and len(t) > 3 for t in words):
        return "body", "B", None
    return "person", "A", None


def _has_age(reading: Reading, word: str, near: int) -> bool:
    """Whether the article gives somebody's age behind his initials."""
    texts = reading.texts
    around = range(max(0, near - FAR), min(len(texts) - 2, near + FAR))
    return any(texts[i] == word and texts[i + 1] == "(" and texts[i + 2].isdigit() for i in around)


def _unnamed_person(reading: Reading, first: int, last: int) -> tuple[str, str, str | None]:
    """A title with its place, number or body is a role; a bare title points back; a person noun is unnamed."""
    head = reading.kinds[first]
    if head == "title":
        behind = reading.noun(first).last
        pinned = any(is_capital(text) or text[0].isdigit() for text in reading.texts[behind:last])
        if pinned:
            return "person", "C", None
        if is_capital(reading.texts[first]):
            return "person", "C", "title"
        if behind == last:
            return "person", "D", "title"
    if head == "title" and _kinds_in(reading, first, last) & {"body", "metonym"}:
        return "person", "C", None
    return ("body", "C", None) if reading.bits[first] & PLACE else ("person", "D", None)
