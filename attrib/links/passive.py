"""The decider for passives: with their agent they attribute to it, without one their act says what they are."""

from __future__ import annotations

from attrib.grammar import (
    ADVERB,
    COMPLEMENTIZER,
    CONJUNCTION,
    COPULA,
    DEMONSTRATIVE,
    NEGATION,
    NUMBER,
    OPENER,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
)
from attrib.lexicon.entries import CueRule
from attrib.links.link import Clause, Link, skip_adverbs_left
from attrib.scan import Hit
from attrib.sources.phrase import phrase_end
from attrib.sources.shape import is_capital, is_name

FARTHEST_AGENT = 12
PUBLISHING = frozenset(("document", "medium", "body"))
AGENT_KINDS = frozenset(("title", "person", "body", "medium", "metonym", "pronoun", "group", "bare"))
HEARSAY = frozenset(("report", "accuse", "estimate", "rumor"))
CLAUSE_ENDS = frozenset(";:.")
CLAUSE_REACH = 6
FULL_NAME = 2
PEOPLE = frozenset(("title", "person", "group"))
PREDICATING = ADVERB | COMPLEMENTIZER | COPULA | NEGATION | SUBORDINATOR
PASSIVE = "di"
BY = "oleh"


def passive(clause: Clause, hit: Hit[CueRule]) -> Link | None:
    """`dibantah oleh X`, `dikatakan X`, `Dijelaskan, …`, `dilaporkan …`."""
    reading, first = clause.reading, hit.first
    if clause.quote_around(first):
        return None
    before, negated = skip_adverbs_left(reading, first - 1, clause.first)
    if negated:
        return None
    main = not _is_dependent(clause, before)
    agent = _agent_with_oleh(clause, hit) or _agent_before(clause, hit) or _bare_agent(clause, hit)
    if agent is not None and _files(clause, hit) and PUBLISHING.isdisjoint(reading.kinds[slice(*agent)]):
        return None
    if agent is not None:
        return Link(hit, agent, main, "passive-agent")
    place = _document_place(clause, first)
    if place is not None and hit.rule.act in ("report", "speech"):
        return Link(hit, place, main, "document-place")
    initial = before < clause.first or (before == clause.first and bool(reading.bits[before] & (OPENER | CONJUNCTION)))
    if _only_names(clause, hit):
        return None
    if hit.rule.act not in HEARSAY and not initial:
        # "Bantuan disampaikan pada Senin" tells of an act; "Disampaikan, bantuan cukup" goes on for a speaker.
        return None
    return Link(hit, None, main, "passive", continuing=initial)


def _files(clause: Clause, hit: Hit[CueRule]) -> bool:
    """Whether a verb with *oleh* files a complaint, unless a body tells it: "Lurah itu dilaporkan oleh tetangganya"."""
    reading, filing = clause.reading, clause.reading.lexicon.words.get("filing", ())
    behind = reading.lows[hit.last] if hit.last < clause.sentence.last else ""
    return behind == BY and reading.lows[hit.first] in filing


def _only_names(clause: Clause, hit: Hit[CueRule]) -> bool:
    """Whether a verb gives a thing its name: "ruangan besar disebut aula gua", not "ia disebut akan pindah"."""
    reading = clause.reading
    if hit.last - hit.first > 1 or reading.lows[hit.first] not in reading.lexicon.words.get("naming", ()):
        return False
    ahead = range(hit.last, min(clause.limit(hit.first), hit.last + CLAUSE_REACH))
    until = next((i for i in ahead if reading.texts[i] in ",;:"), ahead.stop)
    return not any(reading.is_verb(i) or reading.bits[i] & PREDICATING for i in range(hit.last, until))


def _document_place(clause: Clause, cue: int) -> tuple[int, int] | None:
    """ "Dalam [maklumat Kapolri itu] disebutkan, …": what a document says is said in it."""
    reading, first = clause.reading, clause.first
    while first < cue and reading.bits[first] & (OPENER | CONJUNCTION) and not reading.bits[first] & PREPOSITION:
        first += 1
    if first + 1 >= cue or not reading.bits[first] & PREPOSITION or reading.kinds[first + 1] != "document":
        return None
    end = phrase_end(reading, first + 1, cue)
    return (first + 1, end) if end > first + 1 else None


def _is_dependent(clause: Clause, before: int) -> bool:
    """Whether a passive modifies or depends: "serangan yang [diduga] …", "setelah [dilaporkan] …"."""
    if before < clause.first:
        return False
    bits = clause.reading.bits[before]
    if before == clause.first and bits & OPENER:
        return False
    if _told_so(clause, before) and (before == clause.first or clause.reading.texts[before - 1] == ","):
        return False
    return bool(bits & (RELATIVE | SUBORDINATOR | COMPLEMENTIZER | PREPOSITION))


def _told_so(clause: Clause, index: int) -> bool:
    """ "[Seperti] disampaikan Budi, api berasal dari dapur": the whole sentence is what he says."""
    return clause.reading.lows[index] in clause.reading.lexicon.words.get("likeness", ())


def _agent_with_oleh(clause: Clause, hit: Hit[CueRule]) -> tuple[int, int] | None:
    reading = clause.reading
    limit = min(clause.limit(hit.first), hit.last + FARTHEST_AGENT)
    for index in range(hit.last, limit):
        low = reading.lows[index]
        if low == BY:
            end = phrase_end(reading, index + 1, clause.limit(hit.first), loose=True)
            return (index + 1, end) if end > index + 1 else None
        if low in CLAUSE_ENDS or (index > hit.last and reading.texts[index] == ","):
            return None
        if reading.is_verb(index) and (index > hit.last or low.startswith(PASSIVE)):
            return None  # "diduga [direkam] oleh R": who filmed, not who suspects
    return None


def _agent_before(clause: Clause, hit: Hit[CueRule]) -> tuple[int, int] | None:
    """ "Oleh [Kapolres Sukawira Budi], ledakan itu disebut …", "Dua korban oleh [polisi] diidentifikasi …"."""
    reading = clause.reading
    for index in range(clause.first, hit.first - 1):
        if reading.lows[index] == BY:
            end = phrase_end(reading, index + 1, hit.first, strict=True)
            begins = index == clause.first and reading.texts[end] == ","
            return (index + 1, end) if end > index + 1 and (begins or end == hit.first) else None
    return None


def _bare_agent(clause: Clause, hit: Hit[CueRule]) -> tuple[int, int] | None:
    """ "dikatakan [Budi]" names its agent; "diduga polisi" does not, so a rule must allow it. "disebut [Pj Gubernur
    X] membuat …"
    is allowed for any passive whose phrase goes on with a verb."""
    reading, limit = clause.reading, clause.limit(hit.first)
    at = hit.last
    if at >= limit:
        return None
    known = reading.kinds[at] in AGENT_KINDS
    if not (
        known
        or is_capital(reading.texts[at])
        or (reading.kinds[at + 1 : at + 2] and reading.kinds[at + 1] in AGENT_KINDS)
    ):
        return None
    told = hit.first > clause.first and _told_so(clause, hit.first - 1)
    end = phrase_end(reading, at, limit, strict=told)
    if end == at:
        return None
    if hit.rule.agent == "bare":
        counted = bool(reading.bits[at] & NUMBER) and hit.first == clause.first
        return None if counted and reading.texts[end : end + 1] != [","] else (at, end)  # "Dilaporkan tiga orang tewas"
    names = is_capital(reading.texts[at]) and reading.kinds[at] == "title" and end - at > 1
    as_what = end < limit and reading.lows[end] in reading.lexicon.words.get("role-marker", ())
    goes_on = end < limit and (as_what or reading.is_verb(end) or bool(reading.bits[end] & (NEGATION | ADVERB)))
    return (at, end) if goes_on and (names or _is_told_by(clause, hit, at, end)) else None


def _is_told_by(clause: Clause, hit: Hit[CueRule], at: int, end: int) -> bool:
    """Whether a body or a full name behind a passive that has its subject is the agent: "Budi dituding [Rina Dewi]
    menggelapkan uang", but "Diduga Budi Santoso menggelapkan uang", "bukit disebut Gunung Arga menjulang".
    """
    reading, first = clause.reading, hit.first
    before, _ = skip_adverbs_left(reading, first - 1, clause.first)
    if before < clause.first or reading.bits[before] & ~DEMONSTRATIVE or not reading.texts[before][0].isalnum():
        return False
    if reading.kinds[at] in PUBLISHING and is_capital(reading.texts[at]):
        return True
    if hit.rule.act == "estimate" and (reading.kinds[at] in PEOPLE or clause.reading.kinds[end - 1] in PEOPLE):
        return True  # "dinilai [sejumlah pengamat] sebagai perjudian", "dinilai [majelis hakim] merusak"
    naming = reading.lows[first] in reading.lexicon.words.get("naming", ())
    return not naming and all(is_name(reading, i) for i in range(at, end)) and end - at == FULL_NAME
