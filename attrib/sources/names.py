"""A person's own name within his noun phrase, and what the phrase says beside it: role and affiliation."""

from __future__ import annotations

from collections.abc import Iterator

from attrib.grammar import DEMONSTRATIVE, JOINER, OFFICE, PREPOSITION, RELATIVE
from attrib.scan import Reading, match_at, occurrences
from attrib.sources.shape import HUMAN, NEVER_FIRST, head_at, is_acronym, is_name, is_relational, name_marker, name_run

LONGEST_FORM = 2
"""PT, CV: what a body is, and not yet its name."""
USUAL_NAME = 2
LONGEST_BODY = 5
AFFILIATING = frozenset(("body", "medium"))
FAR = 3_000
"""Words that an article may have."""


def name_of(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """Return the tokens of the person's own name; an empty stretch where the phrase has none.

    Each part between commas and brackets may hold it; relative clauses do not. Behind a title the last part wins,
    else the first: "Kapolsek Gunung Sugih, AKP [Yudi Kurniawan]", "Ketua Umum Kadin, [Rosan P Roeslani]",
    "[Tri Maharini], dokter emergensi", "Saifullah Yusuf (Gus Ipul)".
    """
    if last - first > 1 and reading.bits[last - 1] & DEMONSTRATIVE:
        last -= 1  # "perempuan bernama [Sari Wulan] itu"
    best = (first, first)
    relational = is_relational(reading, first)
    for part, end in _parts(reading, first, last):
        if part >= end:
            continue
        apart = part > first and (reading.texts[part - 1] == "," or name_marker(reading, part - 1))
        if relational and not apart:
            continue  # "Keluarga Budi Santoso" is not Budi Santoso, but "Istri Budi (50), [Rina]" is Rina
        start = _without_office(reading, part, name_run(reading, part, end), end)
        if start == end and best[0] == best[1] and (leading := _leading_name(reading, part, end)) > part:
            return part, leading
        bracketed = part > first and reading.texts[part - 1] == "("
        described = part > first and reading.kinds[part] == "person"
        if start == end or (best[1] > best[0] and (bracketed or described or "." in reading.texts[part])):
            continue
        best = (start, end)
        head = reading.kinds[head_at(reading, first, last)]
        if head not in HUMAN or (head == "person" and part > first):
            break  # "salah satu peserta, [Rina Dewi], kader dari Desa Golo Rua"
    if best[0] == best[1] and (start := _named_in_clause(reading, first, last)) < last:
        return start, last
    return _behind_seat(reading, *best)


def _leading_name(reading: Reading, part: int, end: int) -> int:
    """Return where a name ends that stands before its office without a comma: "[Budi Lestari] Kepala Dusun 3".

    One word is a name only within a sentence: "kata [Budiyako] Anggota DPRD Teluk", but "Pemerintahan Kepala Desa".
    """
    at = part
    while at < end and is_name(reading, at):
        at += 1
    usual = at - part >= (USUAL_NAME if part in reading.opens else 1)
    if not usual or at >= end:
        return part
    member = reading.kinds[at] == "person" and reading.kinds[at + 1 : at + 2] == ["body"]
    return at if member or reading.kinds[at] == "title" else part


def _named_in_clause(reading: Reading, first: int, last: int) -> int:
    """ "Pakar hukum yang juga Guru Besar [Manlio Rahman]": a name that ends a relative clause behind a title."""
    start = name_run(reading, first, last)
    relative = any(reading.bits[i] & RELATIVE for i in range(first, start))
    before = reading.kinds[start - 1]
    seat = before == "body" and reading.bits[start - 1] & OFFICE
    if not relative or start >= last - 1 or before not in ("title", "body") or seat:
        return last  # "warga yang pulang dari Kelurahan Tumbang Marikoi" names a place
    return _without_office(reading, first, start, last)


def _behind_seat(reading: Reading, name_at: int, name_end: int) -> tuple[int, int]:
    """Return the name without the place that an office rules: "Kapolsek [Tamansari]" has none, and neither holds the
    place in "Camat Wiralaga [Budi Santoso]" if the article also writes "di Wiralaga". "Camat Budi" beside "kata Budi"
    or "Budi Santoso" is a name.
    """
    territorial = reading.lexicon.words.get("territorial", frozenset())
    size = name_end - name_at
    if not size or not name_at or reading.lows[name_at - 1] not in territorial:
        seated = size > USUAL_NAME and _is_elsewhere_a_place(reading, name_at)
        return name_at + seated, name_end  # "Kepala Humas Unesa [Vinda Maya Setyani]" beside "di Unesa"
    others = [i for i in _elsewhere(reading, name_at) if i != name_at]
    if size == 1:
        return (name_at, name_end) if any(_is_persons(reading, i) for i in others) else (name_end, name_end)
    locative = reading.lexicon.words.get("locative", frozenset())
    is_place = any(reading.lows[i - 1] in locative or reading.kinds[i - 1] == "body" for i in others)
    return name_at + is_place, name_end


def _is_elsewhere_a_place(reading: Reading, index: int) -> bool:
    locative = reading.lexicon.words.get("locative", frozenset())
    return any(reading.lows[i - 1] in locative for i in _elsewhere(reading, index))


def _is_elsewhere_a_person(reading: Reading, index: int) -> bool:
    """Whether the article calls somebody so: "Kepala BPS [Suhariyanto]" beside "ujar Suhariyanto"."""
    return any(i != index and _is_persons(reading, i) for i in _elsewhere(reading, index))


def _elsewhere(reading: Reading, index: int) -> Iterator[int]:
    """Yield where the article has a word, that place among them."""
    last = min(len(reading.texts) - 1, index + FAR)
    return occurrences(reading.texts, reading.texts[index], max(1, index - FAR), last)


def _is_persons(reading: Reading, index: int) -> bool:
    if any(index in (hit.last, hit.first - 1) for hit in reading.cues):
        return True  # "ujar Suhariyanto", "Suhariyanto mengatakan"
    behind = name_run(reading, index, index + 2) == index
    return behind or (not reading.bits[index - 1] & NEVER_FIRST and name_run(reading, index - 1, index + 1) < index)


def _parts(reading: Reading, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between commas and brackets, each cut short at its relative clause, unless that names."""
    part = cut = first
    open_clause = False
    for index in range(first, last + 1):
        size = name_marker(reading, index) if first < index < last else 0
        if size and not reading.holds(PREPOSITION, first, index):
            yield part, (cut if open_clause else index)
            part, open_clause = index + size, False
            continue
        joined = index < last and index > part and not open_clause and joins(reading, index)
        if index == last or reading.texts[index] in ",()" or joined:
            yield part, (cut if open_clause else index)
            part, open_clause = index + 1, False
        elif not open_clause and reading.bits[index] & RELATIVE:
            cut, open_clause = index, True


def joins(reading: Reading, index: int) -> bool:
    """ "Apriastini Bakti [selaku] Kepala Divisi X": a joiner parts name and role."""
    return bool(reading.bits[index] & JOINER) and reading.texts[index].islower()


def _without_office(reading: Reading, part: int, start: int, end: int) -> int:
    """ "Polsek Cikole", "pedagang di Pasar Johar" name a place and no person; "PT Laut Biru [Budi Santoso]" both."""
    if start == part:
        return start
    if reading.kinds[start - 1] == "body" and not _is_whole(reading, start) and end - start > USUAL_NAME:
        return end - USUAL_NAME
    behind_body = end - start == 1 and reading.kinds[start - 1] == "body" and not _is_elsewhere_a_person(reading, start)
    inner = any(reading.bits[i] & PREPOSITION for i in range(part, start)) and reading.kinds[start - 1] not in HUMAN
    held = reading.kinds[part] == "title" and end - start > 1  # "Dirjen Kelistrikan pada Kementerian Energi [Rida M]"
    territory = reading.lexicon.words.get("territory", frozenset())
    placed = end - start == 1 and reading.lows[start - 1] in territory  # "Kepala Diknas Kabupaten Seluma"
    return end if behind_body or placed or (inner and not held) else start


def _is_whole(reading: Reading, end: int) -> bool:
    """Whether the body that ends at a token is named in full, KPK or Kemenkeu, and not by its class, "Dinas", "PT"."""
    text = reading.texts[end - 1]
    if is_acronym(text):
        return len(text) > LONGEST_FORM
    hit = next((reading.nouns[i] for i in range(end - 1, max(-1, end - LONGEST_BODY), -1) if i in reading.nouns), None)
    if hit is None or hit.last != end:
        return False
    form = match_at(reading.grammar.sources.at(hit.first, reading.lows), hit.first, reading.texts, reading.lows)
    return form is not None and form.exact is not None


def role_of(reading: Reading, first: int, last: int, name_at: int, name_end: int) -> str | None:
    """Return what the phrase says of the person beside the name, without its outer commas."""
    if name_at >= name_end:
        return None
    before = name_at
    while before > first and reading.texts[before - 1] in ",(":
        before -= 1
    if before > first:
        return reading.text(first, before)
    after = name_end
    if name_end < last and reading.kinds[name_end] == "title":
        return reading.text(name_end, last).rstrip(") ")
    if name_end + 1 < last and joins(reading, name_end):
        return reading.text(name_end + 1, last).rstrip(") ")  # "Iwang Budi selaku [Kepala Divisi Data]"
    while after < last and not (reading.texts[after] == "," or reading.bits[after] & RELATIVE):
        after += 1
    after += after < last and reading.texts[after] == ","
    return reading.text(after, last).rstrip(") ") if after < last else None


def affiliation_of(reading: Reading, first: int, last: int, name_at: int, name_end: int) -> str | None:
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
