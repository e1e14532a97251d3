"""Attributions of an article, sentence by sentence: the main one, what it covers, and who its source is.

Read in order of the text, because a pronoun means whoever spoke last.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from attrib import uncued
from attrib.entities import Registry, in_text
from attrib.grammar import CALENDAR, CHANNEL, OPENER, PREPOSITION, SUBORDINATOR
from attrib.links import Clause, Link, find_links
from attrib.links.content import content_of, follows_quote, holds_speech
from attrib.links.link import clause_of
from attrib.model import Attribution, Cue, Sentence, Source, Span
from attrib.scan import HEADING, Reading
from attrib.segment.interview import interview_of
from attrib.sources.describe import clitic, describe
from attrib.sources.phrase import phrase_end
from attrib.sources.shape import HUMAN, is_capital
from attrib.uncued import CHANNELS, State

LONGEST_TOPIC = 8
HEADLINE = "headline"
ADJUNCT = CALENDAR | CHANNEL | OPENER | PREPOSITION | SUBORDINATOR
SPEAKING = frozenset(("post", "active", "according", "passive-agent"))


class Reported(NamedTuple):
    """A sentence with its attributions; `main` governs the main claim, `marked` is a main cue that has no source.

    `quoted` is whether it holds a direct quotation of a speaker, found or not.
    """

    sentence: Sentence
    attributions: tuple[Attribution, ...]
    main: Attribution | None
    marked: Link | None
    quoted: bool


def attribute(reading: Reading) -> tuple[tuple[Reported, ...], Registry]:
    """Return every sentence with its attributions, and the registry of their sources."""
    state = State(reading)
    firsts = [hit.first for hit in reading.cues]
    sentences = reading.article.sentences
    reported: dict[int, Reported] = {}
    # A headline is read last: its "Polisi" or "Jokowi" is whom the article names in full.
    for index in sorted(range(len(sentences)), key=lambda n: sentences[n].role == HEADING):
        sentence = sentences[index]
        hits = reading.cues[bisect_left(firsts, sentence.first) : bisect_left(firsts, sentence.last)]
        telling = hits or sentence.quotes or sentence.role == HEADING or uncued.may_hold_one(reading, sentence)
        if sentence.role == "skipped" or not telling:
            _note_topic(state, sentence)
            reported[index] = Reported(sentence, (), None, None, False)
            continue
        clause = clause_of(reading, sentence)
        links = find_links(clause, hits) if hits else []
        reported[index] = _report(state, clause, index, links)
    _answer(state, reported)
    return tuple(_joined(state, [reported[index] for index in range(len(sentences))])), state.registry


def _answer(state: State, reported: dict[int, Reported]) -> None:
    """Give the answers of an interview to whom its headline or opening names."""
    reading = state.reading
    sentences = reading.article.sentences
    interview = interview_of(reading.article, reading.lexicon)
    if interview is None:
        return
    opening = next((n for n, s in enumerate(sentences) if s.paragraph >= interview.opens), None)
    headlines = (r.main for r in reported.values() if r.main and r.sentence.role == HEADING)
    entity = next((main.entity for main in headlines if main.reason == "colon"), None)
    found = in_text.last_named(reading, sentences[opening]) if opening and entity is None else None
    if found is not None:
        entity = state.registry.resolve(describe(reading, *found), *found, sentences[opening or 0]).entity
    for index, now in reported.items():
        if entity is None or now.main is not None or now.sentence.paragraph not in interview.answers:
            continue
        main = uncued.make(state, clause_of(reading, now.sentence), index, None, entity, "interview")
        main = main._replace(content=(Span(now.sentence.start, now.sentence.end),))
        reported[index] = now._replace(main=main, attributions=(*now.attributions, main), marked=None)


def _report(state: State, clause: Clause, index: int, links: list[Link]) -> Reported:
    sentence = clause.sentence
    chosen = _main_link(clause, links)
    made: list[Attribution] = []
    main: Attribution | None = None
    for link in links if sentence.role != HEADING else _known_in(state, clause, links):
        attribution = _make(state, clause, index, link, link is chosen, made)
        made.append(attribution)
        main = attribution if link is chosen else main
    if main is None and sentence.role == "body":
        main = uncued.find(state, clause, index)
        made += [main] if main else []
    if main is None and sentence.role == HEADING:
        main = uncued.by_headline_colon(state, clause, index)
        made += [main] if main else []
    if main is None:
        _note_topic(state, sentence)
    if main is not None and main.entity is not None and sentence.role == "body":
        if _holds_floor(state, main):
            state.registry.speaks(main.entity)
        state.floor, state.floor_at = main, index
    made = [a if a is main or main is None else a._replace(within=a.within or main.id) for a in made]
    marked = None if main else next((link for link in links if link.main and not _has_source(link)), None)
    return Reported(sentence, tuple(made), main, marked, holds_speech(clause) and not _is_told_inside(clause, links))


def _is_told_inside(clause: Clause, links: list[Link]) -> bool:
    """Whether a dependent clause names the speaker before his words: "… setelah Budi mengancam akan "membakar" …"."""
    first = clause.quotes[0][0] if clause.quotes else clause.first
    return any(_has_source(link) and not link.quoted and link.hit.last <= first for link in links)


def _known_in(state: State, clause: Clause, links: list[Link]) -> list[Link]:
    """Return a headline's links whose source is a source's noun, or somebody whom the article names.

    In a headline every word has a capital, so that a capital proves no name; "Begini Kata Budi" announces one itself.
    """
    reading = clause.reading
    return [
        link
        for link in links
        if link.source is None
        or link.hit.rule.frame == HEADLINE
        or reading.kinds[link.source[0]]
        or state.registry.knows(describe(reading, *link.source))
    ]


def _holds_floor(state: State, main: Attribution) -> bool:
    """Whether a source may be meant by the next "ia": an unnamed one who only orders or begs is part of the story."""
    act = main.cue.act if main.cue else ""
    return act not in ("directive", "expressive") or state.registry.entity(main.entity or 0).grade in ("A", "B", "C")


def _note_topic(state: State, sentence: Sentence) -> None:
    """Remember a person with title or age whom a sentence without an attribution begins with."""
    reading = state.reading
    if sentence.role != "body" or sentence.first >= sentence.last:
        return
    first = _past_adjunct(reading, sentence)
    if not (is_capital(reading.texts[first]) or reading.kinds[first] in HUMAN):
        return
    if reading.kinds[first] not in HUMAN and "(" not in reading.texts[first + 1 : first + LONGEST_TOPIC]:
        return
    end = phrase_end(reading, first, sentence.last)
    titled = reading.kinds[first] in HUMAN or "(" in reading.texts[first:end]
    if end - first < 2 or not titled:
        return
    source = describe(reading, first, end)
    if source.kind == "person" and source.name and source.anaphor is None:
        state.registry.is_about(source, first, end, sentence)


def _past_adjunct(reading: Reading, sentence: Sentence) -> int:
    """Return where a sentence's subject may begin: "Saat dihubungi, [kuasa hukum Rina, Toni Sihombing,] enggan …"."""
    first = sentence.first
    if not reading.grammar.phrase(reading.lows, first, ADJUNCT):
        return first
    near = range(first, min(first + LONGEST_TOPIC, sentence.last - 1))
    return next((i + 1 for i in near if reading.texts[i] == ","), first)


def _has_source(link: Link) -> bool:
    return link.source is not None or link.clitic


def _main_link(clause: Clause, links: list[Link]) -> Link | None:
    """Return the link that governs the main claim: of a quotation first, then the first origin, then a relay."""
    candidates = [link for link in links if link.main and _has_source(link)]
    if not candidates:
        return None
    for link in candidates:
        if link.reason in ("post", "clitic", "tail") and follows_quote(clause, link):
            return link
    origins = [link for link in candidates if link.reason not in CHANNELS]
    if len(origins) > 1 and origins[0].reason == "basis" and not _is_owned(clause, origins[0]):
        origins = origins[1:]  # "Berdasarkan penghitungan sementara, KPU mencatat, …"
    reporting = [link for link in origins if link.hit.rule.act not in ("directive", "expressive")]
    return (reporting or origins or candidates)[0]


def _is_owned(clause: Clause, link: Link) -> bool:
    """Whether a source's words name somebody: "data BPS", and not "penghitungan sementara"."""
    first, last = link.source or (0, 0)
    return any(map(is_capital, clause.reading.texts[first:last]))


def _make(state: State, clause: Clause, index: int, link: Link, is_main: bool, made: list[Attribution]) -> Attribution:
    source, entity = _source(state, clause, link, made)
    kind, content = content_of(clause, link, source, is_main)
    reading, rule = clause.reading, link.hit.rule
    start, end = reading.span(link.hit.first, link.hit.last)
    cue = Cue(
        start, end, reading.article.draft.text[start:end], rule.id, rule.frame, rule.act, rule.loaded, *link.hit[:2]
    )
    id = state.next_id
    state.next_id += 1
    return Attribution(id, index + 1, kind, cue, source, content, entity, is_main, None, link.reason)


def _source(state: State, clause: Clause, link: Link, made: list[Attribution]) -> tuple[Source | None, int | None]:
    if link.elided:
        before = next((a for a in reversed(made) if a.entity is not None), None)
        return None, before.entity if before else None
    if link.clitic:
        token = link.hit.last - 1
        source = clitic(clause.reading, token)
        return source, state.registry.resolve(
            source, token, link.hit.last, clause.sentence, _spoke_here(clause, made)
        ).entity
    if link.source is None:
        return None, None
    source = describe(clause.reading, *link.source)
    if link.reason == "relay" and _is_unknown_medium(state, clause.reading, link, source):
        source = source._replace(kind="medium", grade="B", name=None, role=None)
    return source, state.registry.resolve(source, *link.source, clause.sentence, _spoke_here(clause, made)).entity


def _is_unknown_medium(state: State, reading: Reading, link: Link, source: Source) -> bool:
    """Whether what passes something on is a medium that no rule knows: "seperti dilansir [Kabar Utara]", and no person
    whom the article names or calls by an office; "mengutip [Budi Santoso]" may be one.
    """
    first, last = link.source or (0, 0)
    if source.kind != "person" or source.anaphor or not HUMAN.isdisjoint(reading.kinds[first:last]):
        return False
    quoting = reading.lows[link.hit.first] in reading.lexicon.words.get("quoting", ()) and source.name is not None
    return is_capital(reading.texts[first]) and not quoting and not state.registry.knows(source)


def _spoke_here(clause: Clause, made: list[Attribution]) -> int | None:
    """Return the entity of the last source of the sentence so far, quotations apart: whom its "ia" or -nya means."""
    for before in reversed(made):
        if before.reason in SPEAKING and before.cue and clause.quote_around(before.cue.first) is None:
            return before.entity
    return None


def _joined(state: State, reported: list[Reported]) -> list[Reported]:
    """A quotation that runs on over paragraphs has the speaker that its end names."""
    for index in range(len(reported) - 2, -1, -1):
        now, then = reported[index], reported[index + 1]
        runs_on = now.sentence.quotes and not now.sentence.quotes[-1].closed
        taken_up = then.sentence.quotes and then.sentence.quotes[0].continued
        if now.main is None and runs_on and taken_up and then.main is not None:
            main = uncued.make(state, clause_of(state.reading, now.sentence), index, None, then.main.entity, "runs-on")
            reported[index] = now._replace(main=main, attributions=(*now.attributions, main), marked=None)
    return reported
