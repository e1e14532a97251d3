"""What a source's noun phrase tells: kind, grade, name, role, and whether it points back to somebody.

Kinds and grades are those of rules/sources; a capitalised phrase of no known class is judged by its shape.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.grammar import ARTICLE, DEMONSTRATIVE, EPITHET, JOINER, NUMBER, PLACE, PREPOSITION, RELATIVE
from attrib.model import Source
from attrib.scan import Reading, match_at
from attrib.sources.conjoined import parts
from attrib.sources.shape import HUMAN, NEVER_FIRST, is_acronym, is_capital, is_relational, name_run

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
CLITIC = "nya"
LONGEST_FORM = 2
"""PT, CV: what a body is, and not yet its name."""
USUAL_NAME = 2
LONGEST_BODY = 5
LONGEST_INITIALS = 3
OWNERS = frozenset(("body", "medium"))
AFFILIATING = frozenset(("body", "medium"))
FAR = 3_000
"""Words that an article may have."""


def describe(reading: Reading, first: int, last: int) -> Source:
    """Return the source that the tokens `first` to `last` (exclusive) make."""
    start, end = reading.span(first, last)
    kind, grade, anaphor = _kind(reading, first, last)
    if kind == "person" and grade == "A" and len(stretches := parts(reading, first, last)) > 1:
        names = [reading.text(*_name(reading, *stretch)) for stretch in stretches]
        text = reading.text(first, last)
        return Source(start, end, text, kind, grade, " dan ".join(names), None, anaphor, _head(reading, first, last))
    name_at, name_end = _name(reading, first, last) if kind == "person" else (first, first)
    name = reading.text(name_at, name_end) if name_at < name_end else None
    role = _role(reading, first, last, name_at, name_end)
    if kind == "person" and grade == "A" and name is None and anaphor is None:
        kind, grade, anaphor = _unnamed_person(reading, first, last)
    text = reading.text(first, last)
    head, body = _head(reading, first, last), _affiliation(reading, first, last, name_at, name_end) if name else None
    return Source(start, end, text, kind, grade, name, role, anaphor, head, body)


def clitic(reading: Reading, token: int) -> Source:
    """Return the source that the -nya of a cue is: "ujar[nya]"."""
    end = reading.span(token, token + 1)[1]
    text = reading.article.draft.text[end - len(CLITIC) : end]
    return Source(end - len(CLITIC), end, text, "person", "A", None, None, "clitic", CLITIC)


def _head_at(reading: Reading, first: int, last: int) -> int:
    """Return the head noun's token, past articles and numbers: "salah seorang [pedagang]", "dua [warga]"."""
    at = first
    while at < last - 1 and not reading.kinds[at]:
        size = reading.grammar.phrase(reading.lows, at, ARTICLE | NUMBER)
        if not size or at + size >= last:
            break
        at += size
    return at


def _head(reading: Reading, first: int, last: int) -> str:
    at = _head_at(reading, first, last)
    hit = reading.nouns.get(at)
    return " ".join(reading.lows[at : hit.last if hit else at + 1])


def _kinds_in(reading: Reading, first: int, last: int) -> set[str]:
    return {kind for kind in reading.kinds[first:last] if kind}


def _kind(reading: Reading, first: int, last: int) -> tuple[str, str, str | None]:
    """Return kind, grade and anaphor of a phrase; the first class that fits decides."""
    head_at = _head_at(reading, first, last)
    head = reading.kinds[head_at]
    if head == "pronoun":
        return "person", "A", "pronoun"
    if "unnamed" in reading.kinds[first:last]:
        return "person", "D", None
    if head == "bare":
        return "person", "D" if last - first > 2 else "E", None
    if head == "group":
        behind = reading.nouns[head_at].last if head_at in reading.nouns else head_at + 1
        return ("document" if behind < last and reading.kinds[behind] == "document" else "group"), "E", None
    if _points_back(reading, first, head_at, last):
        return _pointing(reading, first, head_at, last)
    if head == "abstract":
        return "abstract", _own_grade(reading, head_at) or "F", None
    if head == "document":
        return "document", _own_grade(reading, head_at) or ("B" if _is_owned(reading, head_at, last) else "E"), None
    if head in ("body", "medium", "metonym"):
        return _body(reading, first, head_at, last, head)
    return _by_shape(reading, first, last)


def _pointing(reading: Reading, first: int, head_at: int, last: int) -> tuple[str, str, str | None]:
    """ "kata [pria yang juga guru itu]" goes on; "[Sopir yang merekam momen itu] mengatakan" begins."""
    head = reading.kinds[head_at]
    if head in HUMAN and any(reading.bits[i] & RELATIVE for i in range(head_at, last)):
        begins = is_capital(reading.texts[first]) and not reading.bits[first] & EPITHET
        return "person", "D", None if begins or head_at > first else "relative"
    return (head if head in GRADES else "person" if head in HUMAN else "unknown"), "F", "demonstrative"


def _points_back(reading: Reading, first: int, head_at: int, last: int) -> bool:
    """Whether *itu*, *tersebut* or *ini* makes the phrase point back: "politikus PKS itu", not "Presiden Budi itu"."""
    if not reading.bits[last - 1] & DEMONSTRATIVE:
        return False
    if first < head_at and reading.lows[first] in reading.lexicon.words.get("indefinite", ()):
        return False  # "seorang politikus partai itu"
    if "," in reading.texts[head_at:last]:
        return False
    head, behind = reading.kinds[head_at], reading.nouns[head_at].last if head_at in reading.nouns else head_at + 1
    owned = any(is_capital(text) for text in reading.texts[behind : last - 1])
    if head == "document":
        return not owned
    return not (head == "title" and name_run(reading, behind, last - 1) == behind < last - 1)


def _own_grade(reading: Reading, index: int) -> str | None:
    return reading.nouns[index].rule.grade if index in reading.nouns else None


def _is_owned(reading: Reading, head_at: int, last: int) -> bool:
    """Whether a document names its owner, number or title: "data BPS", "putusan Nomor 90", "data panitia"."""
    hit = reading.nouns[head_at]
    if any(kind in OWNERS for kind in reading.kinds[hit.last : last]):
        return True
    return any(is_capital(t) or t[0].isdigit() for t in reading.texts[hit.last : last]) or any(
        is_capital(t) for t in reading.texts[head_at + 1 : hit.last]
    )


def _body(reading: Reading, first: int, head_at: int, last: int, head: str) -> tuple[str, str, str | None]:
    hit = reading.nouns[head_at]
    grade = hit.rule.grade or GRADES[head]
    if reading.bits[first] & ARTICLE and not any(is_capital(text) for text in reading.texts[head_at:last]):
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
        joined = next((i for i in range(first, last) if _joins(reading, i)), first)
        return ("person", "A", None) if joined - name_run(reading, first, joined) > 1 else ("body", "B", None)
    words = [t for t in reading.texts[first:last] if t[0].isalnum() or t[0] == "@"]
    if any(t[0] == "@" for t in words):
        return "medium", "B", None
    if not any(is_capital(t) for t in words):
        return "person", "A", None
    if len(words) == 1 and len(words[0]) <= LONGEST_INITIALS and _has_age(reading, words[0], first):
        return "person", "D", None  # "DK (27) … . DK mengaku"
    if is_acronym(words[0]) or any(is_acronym(t) and len(t) > 3 for t in words):
        return "body", "B", None
    return "person", "A", None


def _has_age(reading: Reading, word: str, near: int) -> bool:
    """Whether the article gives somebody's age behind his initials."""
    texts = reading.texts
    around = range(max(0, near - FAR), min(len(texts) - 2, near + FAR))
    return any(texts[i] == word and texts[i + 1] == "(" and texts[i + 2].isdigit() for i in around)


def _name(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """Return the tokens of the person's own name; an empty stretch where the phrase has none.

    Each part between commas and brackets may hold it; relative clauses do not. Behind a title the last part wins,
    else the first: "Kapolsek Gunung Sugih, AKP [Yudi Kurniawan]", "Ketua Umum Kadin, [Rosan P Roeslani]",
    "[Tri Maharini], dokter emergensi", "Saifullah Yusuf (Gus Ipul)".
    """
    best = (first, first)
    for part, end in _parts(reading, first, last):
        if part >= end:
            continue
        if part == first and is_relational(reading, first):
            continue  # "Keluarga Deki Susanto" is not Deki Susanto
        start = _without_office(reading, part, name_run(reading, part, end), end)
        bracketed = part > first and reading.texts[part - 1] == "("
        described = part > first and reading.kinds[part] == "person"
        if start == end or (best[1] > best[0] and (bracketed or described or "." in reading.texts[part])):
            continue
        best = (start, end)
        head = reading.kinds[_head_at(reading, first, last)]
        if head not in HUMAN or (head == "person" and part > first):
            break  # "salah satu peserta, [Rina Dewi], kader dari Desa Golo Rua"
    if best[0] == best[1] and (start := _named_in_clause(reading, first, last)) < last:
        return start, last
    return _behind_seat(reading, *best)


def _named_in_clause(reading: Reading, first: int, last: int) -> int:
    """ "Pakar hukum yang juga Guru Besar [Manlio Rahman]": a name that ends a relative clause behind a title."""
    start = name_run(reading, first, last)
    relative = any(reading.bits[i] & RELATIVE for i in range(first, start))
    return start if relative and start < last - 1 and reading.kinds[start - 1] == "title" else last


def _behind_seat(reading: Reading, name_at: int, name_end: int) -> tuple[int, int]:
    """Return the name without the place that an office rules: "Kapolsek [Tamansari]" has none, and neither holds the
    place in "Camat Wiralaga [Budi Santoso]" if the article also writes "di Wiralaga". "Camat Budi" beside "kata Budi"
    or "Budi Santoso" is a name.
    """
    territorial = reading.lexicon.words.get("territorial", frozenset())
    size = name_end - name_at
    if not size or not name_at or reading.lows[name_at - 1] not in territorial:
        return name_at, name_end
    others = [
        i
        for i in range(max(1, name_at - FAR), min(len(reading.texts) - 1, name_at + FAR))
        if reading.texts[i] == reading.texts[name_at] and i != name_at
    ]
    if size == 1:
        return (name_at, name_end) if any(_is_persons(reading, i) for i in others) else (name_end, name_end)
    locative = reading.lexicon.words.get("locative", frozenset())
    is_place = any(reading.lows[i - 1] in locative or reading.kinds[i - 1] == "body" for i in others)
    return name_at + is_place, name_end


def _is_persons(reading: Reading, index: int) -> bool:
    if any(hit.last == index for hit in reading.cues):
        return True
    behind = name_run(reading, index, index + 2) == index
    return behind or (not reading.bits[index - 1] & NEVER_FIRST and name_run(reading, index - 1, index + 1) < index)


def _parts(reading: Reading, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between commas and brackets, each cut short at its relative clause."""
    part = cut = first
    open_clause = False
    for index in range(first, last + 1):
        if index == last or reading.texts[index] in ",()" or (index > part and _joins(reading, index)):
            yield part, (cut if open_clause else index)
            part, open_clause = index + 1, False
        elif not open_clause and reading.bits[index] & RELATIVE:
            cut, open_clause = index, True


def _joins(reading: Reading, index: int) -> bool:
    """ "Apriastini Bakti [selaku] Kepala Divisi X": a joiner parts name and role."""
    return bool(reading.bits[index] & JOINER) and reading.texts[index].islower()


def _without_office(reading: Reading, part: int, start: int, end: int) -> int:
    """ "Polsek Cikole", "pedagang di Pasar Johar" name a place and no person; "PT Laut Biru [Budi Santoso]" both."""
    if start == part:
        return start
    if reading.kinds[start - 1] == "body" and not _is_whole(reading, start) and end - start > USUAL_NAME:
        return end - USUAL_NAME
    behind_body = end - start == 1 and reading.kinds[start - 1] == "body"
    inner = any(reading.bits[i] & PREPOSITION for i in range(part, start)) and reading.kinds[start - 1] not in HUMAN
    held = reading.kinds[part] == "title" and end - start > 1  # "Dirjen Kelistrikan pada Kementerian Energi [Rida M]"
    return end if behind_body or (inner and not held) else start


def _is_whole(reading: Reading, end: int) -> bool:
    """Whether the body that ends at a token is named in full, KPK or Kemenkeu, and not by a class noun, "Dinas", "PT"."""
    text = reading.texts[end - 1]
    if is_acronym(text):
        return len(text) > LONGEST_FORM
    hit = next((reading.nouns[i] for i in range(end - 1, max(-1, end - LONGEST_BODY), -1) if i in reading.nouns), None)
    if hit is None or hit.last != end:
        return False
    form = match_at(reading.grammar.sources[reading.lows[hit.first]], hit.first, reading.texts, reading.lows)
    return form is not None and form.exact is not None


def _role(reading: Reading, first: int, last: int, name_at: int, name_end: int) -> str | None:
    """Return what the phrase says of the person beside the name, without its outer commas."""
    if name_at >= name_end:
        return None
    before = name_at
    while before > first and reading.texts[before - 1] in ",(":
        before -= 1
    if before > first:
        return reading.text(first, before)
    after = name_end
    if name_end + 1 < last and _joins(reading, name_end):
        return reading.text(name_end + 1, last).rstrip(") ")  # "Iwang Budi selaku [Kepala Divisi Data]"
    while after < last and not (reading.texts[after] == "," or reading.bits[after] & RELATIVE):
        after += 1
    after += after < last and reading.texts[after] == ","
    return reading.text(after, last).rstrip(") ") if after < last else None


def _affiliation(reading: Reading, first: int, last: int, name_at: int, name_end: int) -> str | None:
    """Return the body that a person's office names: "Direktur Utama [PT Laut Biru]", "peneliti [Universitas Teluk]"."""
    for start, end in ((first, name_at), (name_end, last)):
        for index in range(start, end):
            if index not in reading.nouns or reading.kinds[index] not in AFFILIATING:
                continue
            stop = index + 1
            while stop < end and not (reading.texts[stop] in ",()" or reading.bits[stop] & (RELATIVE | PREPOSITION)):
                stop += 1
            return reading.text(index, stop)
    return None


def _unnamed_person(reading: Reading, first: int, last: int) -> tuple[str, str, str | None]:
    """A title with its place, number or body is a role; a bare title points back; a person noun is unnamed."""
    head = reading.kinds[first]
    if head == "title":
        behind = reading.nouns[first].last
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
