"""Deciders for the frames whose source stands behind the cue, inside it, or nowhere."""

from __future__ import annotations

from attrib.grammar import ADVERB, CHANNEL, DEMONSTRATIVE, NEGATION, OPENER, PREPOSITION, PRONOUN_1, RELATIVE
from attrib.lexicon.entries import CueRule
from attrib.links.link import CLOSING_MARKS, Clause, Link, is_in_name
from attrib.links.subject import headline_subject, nearest, past_openers
from attrib.scan import HEADING, Hit
from attrib.sources.describe import describe
from attrib.sources.phrase import phrase_end
from attrib.sources.shape import CLITIC, HUMAN, is_capital

BEFORE_POST = CLOSING_MARKS | frozenset(",?!…—–-:;")
BEHIND_INITIAL = frozenset(",:\"“”'‘")
DOCUMENTS = frozenset(("document", "medium", "body", "person", "title", "abstract"))
PEOPLE = frozenset(("title", "person", "group"))
LONGEST_NOUN = 9
SUBJECT_REACH = 4
ORIGIN = frozenset(("dari", "oleh"))
VERBAL_CLITICS = ("di", "me", "ber")
ACTIVE = "me"


def post(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`"…," kata X`, `A, lanjut dia, B`, `Kata X, "…"`: a comma, a mark or the sentence's start must stand
    before it.
    """
    reading, first = clause.reading, hit.first
    if is_in_name(clause, first):
        return None
    initial = first == clause.first or first == clause.floor(first)
    quoted = clause.quote_around(first) is not None
    if clause.sentence.role == HEADING and (link := _headline_stem(clause, hit)) is not None:
        return link
    before = reading.texts[first - 1] if first > clause.first else ""
    if clause.sentence.role == HEADING and initial:
        return None  # "Cerita Warga Selamat dari Banjir"
    if before.lower() == "demikian":
        initial = False
    elif not (initial or before[-1:] in BEFORE_POST):
        return _object_voice(clause, hit) or _interposed(clause, hit)
    limit = clause.limit(first)
    at = hit.last
    while at < limit and reading.bits[at] & ADVERB and at not in reading.nouns:
        at += 1
    closes_quote = any(last == first or (last == first - 1 and before == ",") for _, last in clause.quotes)
    end = phrase_end(reading, at, limit, loose=closes_quote)
    if not closes_quote and end < limit and reading.texts[end][0].isalnum():
        end = phrase_end(reading, at, limit, strict=True)  # "A, kata [Diah], ASN dituntut bekerja"
    if end == at or not (closes_quote or _is_source_like(clause, at)):
        return None
    if not closes_quote and end < limit and reading.texts[end].islower() and _is_noun_too(clause, hit):
        return None  # "Di sisi lain, nilai UMP terendah …"
    opens_sentence = first == clause.first
    if opens_sentence and not (end < limit and reading.texts[end] in BEHIND_INITIAL) and end < clause.sentence.last - 1:
        return None
    return Link(hit, (at, end), not quoted, "post", quoted=quoted)


def _is_noun_too(clause: Clause, hit: Hit[CueRule]) -> bool:
    return clause.reading.lows[hit.first] in clause.reading.lexicon.words.get("noun-stem", ())


def _headline_stem(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`Polisi Sebut Pelaku Kabur`: in a headline the bare stem follows its subject."""
    subject = headline_subject(clause, hit.first)
    return None if subject is None or hit.last >= clause.sentence.last else Link(hit, subject, True, "headline")


def _object_voice(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """ "Apa yang [ia] sebut sebagai …": a pronoun straight before the bare verb is its agent."""
    reading, at = clause.reading, hit.first - 1
    if at < clause.first or reading.kinds[at] != "pronoun" or clause.quote_around(at):
        return None
    return Link(hit, (at, at + 1), False, "object")


def _interposed(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`Penemuan ini ujar [Budi], usai …`: a verb that is no noun and a name with its comma, the first one left out."""
    reading, at = clause.reading, hit.last
    if at >= clause.sentence.last or not is_capital(reading.texts[at]) or clause.quote_around(hit.first):
        return None
    if _is_noun_too(clause, hit) or reading.bits[hit.first - 1] & (PREPOSITION | RELATIVE | NEGATION):
        return None
    end = phrase_end(reading, at, clause.limit(hit.first), strict=True)
    closed = end < clause.sentence.last - 1 and reading.texts[end] == ","
    return Link(hit, (at, end), True, "post") if closed and end > at else None


def _is_source_like(clause: Clause, at: int) -> bool:
    reading = clause.reading
    return at in reading.nouns or is_capital(reading.texts[at]) or bool(phrase_head(clause, at))


def phrase_head(clause: Clause, at: int) -> bool:
    """Whether one of the three words at `at` is a known source word: "salah satu [netizen]", "dua [warga]"."""
    reading = clause.reading
    return any(reading.kinds[i] for i in range(at, min(at + 3, clause.sentence.last)))


def clitic_cue(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`"…," ujarnya`, `Menurutnya, …`, `dikatakannya`: bare stems need a comma or a mark before them, verbs do not."""
    reading, first = clause.reading, hit.first
    quoted = clause.quote_around(first) is not None
    free = reading.lows[first].startswith(VERBAL_CLITICS)
    if not free and first > clause.first and hit.rule.frame == "clitic" and hit.rule.agent != "bare":
        before = reading.texts[first - 1]
        if before[-1] not in BEFORE_POST and not reading.bits[first - 1] & (OPENER | ADVERB):
            return None
    if quoted:
        return None
    main = not (first > clause.first and reading.bits[first - 1] & RELATIVE)
    return Link(hit, None, main, "clitic", clitic=True)


def according(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`Menurut X, …`, `…, menurut X`; behind *yang* it reaches no further than its relative clause."""
    reading, first = clause.reading, hit.first
    limit = clause.limit(first)
    if hit.last < limit and reading.bits[hit.last] & PRONOUN_1:
        return None  # "menurut saya": the writer, or the speaker of the quotation that it stands in
    end = phrase_end(reading, hit.last, limit, strict=True, loose=True)
    if end == hit.last:
        end = _plain_noun_end(clause, hit.last, limit)
    if end == hit.last:
        return None
    if hit.rule.agent == "office" and not _holds_office(clause, hit.last, end):
        return None
    quoted = clause.quote_around(first) is not None
    relative = first > clause.first and bool(reading.bits[first - 1] & RELATIVE)
    return Link(hit, (hit.last, end), not (relative or quoted), "according", quoted=quoted)


def _holds_office(clause: Clause, first: int, last: int) -> bool:
    """Whether a phrase names somebody by office and name, a comma behind it: "Bagi [Camat Budi Santoso], …"."""
    reading = clause.reading
    closed = last < clause.sentence.last and reading.texts[last] == ","
    return closed and reading.kinds[first] in HUMAN and describe(reading, first, last).name is not None


def _plain_noun_end(clause: Clause, at: int, limit: int) -> int:
    """Any words up to the comma stand for a source behind *menurut*: "menurut pengelola kebun, …"."""
    reading = clause.reading
    end = at
    while end < limit and (reading.texts[end][0].isalpha() or reading.texts[end] in "()") and end - at < LONGEST_NOUN:
        end += 1
    return end if end < limit and reading.texts[end] == "," and end > at else at


def basis(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`Berdasarkan data X, …`: only at the sentence's start or behind a comma, and only with a document or a body."""
    return _leaned_on(clause, hit, DOCUMENTS) or _closing(clause, hit)


def _closing(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`Harga naik 3 persen berdasarkan data BPS.`: at the end, a record with its owner; no decision is based on it."""
    reading, first = clause.reading, hit.first
    if hit.last >= clause.sentence.last or clause.quote_around(first) or reading.is_verb(first - 1):
        return None
    records = reading.lexicon.words.get("record", frozenset())
    if reading.lows[hit.last] not in records or reading.bits[first - 1] & (NEGATION | ADVERB | RELATIVE):
        return None
    end = phrase_end(reading, hit.last, clause.sentence.last)
    ends = end >= clause.sentence.last - 1
    return Link(hit, (hit.last, end), True, "basis") if ends and describe(reading, hit.last, end).grade == "B" else None


def inside(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`Dalam survei X, …`: only there, only with a document, and only where nobody else in the sentence speaks."""
    reading = clause.reading
    if hit.first > clause.first and past_openers(reading, clause.first, hit.last) != hit.first:
        return None
    if reading.grammar.phrase(reading.lows, hit.first, CHANNEL):
        return None  # "Dalam keterangan tertulis Budi, …"
    link = _leaned_on(clause, hit, frozenset(("document",)))
    alone = link is not None and link.source is not None and reading.noun(hit.last).last >= link.source[1]
    return None if alone else link  # "Dalam laporan, …": nobody knows whose


def _leaned_on(clause: Clause, hit: Hit[CueRule], kinds: frozenset[str]) -> Link | None:
    reading, first = clause.reading, hit.first
    pointed = reading.bits[first - 1] & DEMONSTRATIVE  # "Kabar itu berdasarkan laporan X"
    if not (first == clause.first or reading.texts[first - 1] == "," or reading.bits[first - 1] & OPENER or pointed):
        return None
    if hit.last >= clause.sentence.last or reading.kinds[hit.last] not in kinds:
        return None
    end = phrase_end(reading, hit.last, clause.limit(first), strict=True)
    if end == hit.last:
        return None
    return Link(hit, (hit.last, end), clause.quote_around(first) is None, hit.rule.frame)


def relay(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`dikutip dari M`, `mengutip X`: a link of a chain; it governs only where no origin does."""
    reading, limit = clause.reading, clause.limit(hit.first)
    if clause.quote_around(hit.first):
        return None
    if reading.is_verb(hit.first) and reading.lows[hit.first] not in reading.lexicon.words.get("quoting", ()):
        subject = nearest(reading, clause.floor(hit.first), hit.first, clause.first)
        if subject is not None and reading.lows[hit.first].startswith(ACTIVE):
            return Link(hit, subject, True, "active")  # "Basarnas melansir tujuh penumpang masih hilang"
    at = hit.last
    while at < limit and reading.bits[at] & (ADVERB | PREPOSITION) and not is_capital(reading.texts[at]):
        at += 1
    end = phrase_end(reading, at, limit, strict=True)
    behind = reading.lows[end] if end < limit else ""
    if end == at and hit.first == clause.first and "dari" not in reading.lows[at : at + LONGEST_NOUN]:
        end = _plain_noun_end(clause, at, limit)  # "Mengutip pusat informasi harga pangan, …"
    if end > at and behind == "dari":
        # "Dikutip detikINET dari BBC": the relay behind *dari* is the farther one.
        farther = phrase_end(reading, end + 1, limit, strict=True)
        at, end = (end + 1, farther) if farther > end + 1 else (at, end)
    if end == at:
        return None
    return Link(hit, (at, end), True, "relay")


def tail(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`…, demikian pernyataan X`: closes the content before it."""
    reading, limit, at = clause.reading, clause.limit(hit.first), hit.last
    if at < limit and reading.lows[at] in ORIGIN:
        at += 1
    owned = at < limit and reading.lows[at].endswith(CLITIC)  # "begitu kata [agennya, Paulo Sarmento]"
    end = phrase_end(reading, at, limit, loose=owned)
    return Link(hit, (at, end), True, "tail") if end > at else None


def issued(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`Penilaian itu datang dari X`: only where what comes is something said, and from somebody, no place."""
    reading, first, at = clause.reading, hit.first, hit.last
    floor = clause.floor(first)
    sayings = reading.lexicon.words.get("saying", frozenset())
    if clause.quote_around(first) or sayings.isdisjoint(reading.lows[floor : min(first, floor + SUBJECT_REACH)]):
        return None
    if ":" in reading.texts[floor:first]:
        return None  # "Pengakuan Budi: uang itu diberikan camat"
    end = phrase_end(reading, at, clause.limit(first))
    somebody = end - at > 1 or (end > at and bool(reading.kinds[at]))
    if somebody and reading.kinds[at] == "document":
        somebody = describe(reading, at, end).grade == "B"  # "tercantum dalam surat itu" tells nobody whose
    return Link(hit, (at, end), True, "issued") if somebody else None


def nominal(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`Dalam keterangan tertulis X, …`: a channel; a source only where nothing else in the sentence attributes."""
    reading, limit = clause.reading, clause.limit(hit.first)
    end = phrase_end(reading, hit.last, limit, strict=True)
    if end == hit.last or clause.quote_around(hit.first):
        return None
    surfacing = reading.lows[hit.first - 1] in reading.lexicon.words.get("surfacing", ())
    initial = hit.first - clause.first <= 1 or past_openers(reading, clause.first, hit.last) == hit.first
    known = is_capital(reading.texts[hit.last]) or reading.kinds[hit.last] in PEOPLE
    return Link(hit, (hit.last, end), initial or surfacing, "nominal") if known else None


def headline(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`Begini Kata X`: in headlines only."""
    reading = clause.reading
    if clause.sentence.role != HEADING:
        return None
    end = phrase_end(reading, hit.last, clause.limit(hit.first))
    return Link(hit, (hit.last, end) if end > hit.last else None, True, "headline")


def marker(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """Rumour adverbs, openers, witness, response and honest-gap markers: a cue without a source."""
    if clause.quote_around(hit.first):
        return None
    reading, first = clause.reading, hit.first
    relative = first > clause.first and bool(reading.bits[first - 1] & RELATIVE)
    return Link(hit, None, not relative, hit.rule.frame)
