"""The entities of one article: every mention of a source is resolved to one of them, or becomes a new one.

The kind of mention chooses the deciders, `_find` asks them in order, and the first that answers gives the entity and
its reason. What nothing resolves is kept as an entity of its own with grade F, so that a report can say so: never a
guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain, islice
from typing import Final

from attrib.entities import by_name, by_pointing, in_text
from attrib.entities.known import Known, content_words, name_words
from attrib.entities.mention import Mention, Resolved
from attrib.grammar import DEMONSTRATIVE
from attrib.model import Entity, Sentence, Source, Span
from attrib.scan import Reading
from attrib.sources.conjoined import parts
from attrib.sources.describe import describe
from attrib.sources.shape import HUMAN, is_acronym

UNRESOLVED: Final = "unresolved"
MOST_ALIKE: Final = 16
"""So many entities of one article can share a word of their names."""
MOST_RECENT: Final = 60
"""So many entities can be meant by a pronoun or a noun at once: more than any article has speakers."""

NOWHERE: Final = -1

Decider = Callable[["Registry", Mention], Known | None]
PRONOUN: Final[tuple[Decider, ...]] = (
    by_pointing.spoke_here,
    by_pointing.topic,
    by_pointing.last_speaker,
    by_pointing.last_named,
    by_pointing.last_pair,
)
NAMED: Final[tuple[Decider, ...]] = (
    by_name.same_name,
    by_name.short_name,
    by_name.respelled,
    by_name.role_before,
    by_name.blend,
)
UNNAMED: Final[tuple[Decider, ...]] = (
    by_name.office_of_place,
    by_name.same_words,
    by_name.lone_noun,
    by_pointing.told_of,
)
BODY: Final[tuple[Decider, ...]] = (by_name.office_of_place, by_name.same_body, by_name.generic_body, by_name.blend)
BARE_DOCUMENT: Final[tuple[Decider, ...]] = (by_pointing.same_noun, by_pointing.document_before, by_name.same_body)


class Registry:
    """The entities of one article in the order of their first mention; ids count from 1."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.known: list[Known] = []
        self.recent: list[Known] = []
        self.topic: tuple[int, int, int] | None = None
        self._by_word: dict[str, dict[int, Known]] = {}
        self._acronyms: dict[str, str | None] | None = None

    def entities(self) -> tuple[Entity, ...]:
        """Return what is known, frozen."""
        return tuple(known.frozen() for known in self.known)

    def entity(self, id: int) -> Known:
        """Return an entity by its id."""
        return self.known[id - 1]

    def resolve(self, source: Source, first: int, last: int, sentence: Sentence, here: int | None = None) -> Resolved:
        """Return who a source's words stand for; the mention is remembered."""
        mention = Mention(source, first, last, sentence, here)
        if source.anaphor in ("pronoun", "clitic"):
            return self._find(mention, PRONOUN) or self._lost(mention)
        if source.anaphor == "demonstrative":
            return self._find(mention, self._demonstrative_deciders(mention)) or self._lost(mention)
        if source.anaphor == "relative":
            return self._find(mention, (by_pointing.person_before, by_name.same_words)) or self._new(mention)
        if source.anaphor == "title":
            return self._find(
                mention, (by_name.office_holder, by_name.same_words, by_pointing.holder_before)
            ) or self._new(mention)
        if source.kind == "person" and source.name:
            return self._together(mention) or self._find(mention, NAMED) or self._new(mention)
        if source.kind in ("person", "group"):
            return self._find(mention, UNNAMED) or self._new(mention)
        bare = source.kind == "document" and source.grade == "E"
        return self._find(mention, BARE_DOCUMENT if bare else BODY) or self._new(mention)

    def speaks(self, id: int) -> None:
        """Note that an entity has just been the source of a main claim."""
        known = self.entity(id)
        self.topic = None
        if self.recent and self.recent[-1] is known:
            return
        if known in self.recent:
            self.recent.remove(known)
        self.recent.append(known)
        del self.recent[:-MOST_RECENT]

    def is_about(self, source: Source, first: int, last: int, sentence: Sentence) -> None:
        """Note that a sentence without an attribution is about a named person: "Ia" in the next one may mean them."""
        opens = first == sentence.first and in_text.opens_paragraph(self.reading, sentence)
        reach = sentence.paragraph + 1 if opens else NOWHERE
        self.topic = (self.resolve(source, first, last, sentence).entity, sentence.last, reach)

    def knows(self, source: Source) -> bool:
        """Whether a source's name is that of somebody known."""
        return source.name is not None and bool(self.sharing(name_words(source.name)))

    def _find(self, mention: Mention, deciders: Iterable[Decider]) -> Resolved | None:
        for decider in deciders:
            known = decider(self, mention)
            if known is not None:
                return self._meet(known, mention, decider.__name__.replace("_", "-"))
        return None

    def _demonstrative_deciders(self, mention: Mention) -> list[Decider]:
        """`N itu`: who was called N, who may be; else the last person, or whoever spoke last."""
        hit = self.reading.nouns.get(mention.first)
        deciders: list[Decider] = [by_pointing.same_noun, by_pointing.hyponym]
        if hit is None:
            deciders.append(by_pointing.anybody_before)
        elif hit.rule.kind in HUMAN:
            deciders += [by_pointing.person_before, by_pointing.last_named]
        deciders += [by_pointing.named_before, by_pointing.document_before]
        body = hit is not None and hit.rule.kind in ("body", "medium", "document")
        return [*deciders, by_pointing.same_kind] if body else deciders

    def _together(self, mention: Mention) -> Resolved | None:
        """ "kata Budi Santoso dan Rina Dewi": two persons, each known for himself, and both as one source."""
        stretches = parts(self.reading, mention.first, mention.last)
        if len(stretches) == 1:
            return None
        ids = [self.resolve(describe(self.reading, *at), *at, mention.sentence).entity for at in stretches]
        known = self._pair(mention.source, *map(self.entity, ids))
        return self._meet(known, mention, "together")

    def latest(self) -> Iterable[Known]:
        """Return the entities of this part of the file, the last that spoke first."""
        spoke = {known.id for known in self.recent}
        return chain(reversed(self.recent), (k for k in self.known[: -MOST_RECENT - 1 : -1] if k.id not in spoke))

    def sharing(self, words: Iterable[str]) -> list[Known]:
        """Return the entities that share a word, the latest first."""
        found: dict[int, Known] = {}
        for word in words:
            known = self._by_word.get(word)
            if known:
                found.update(known if len(known) <= MOST_ALIKE else islice(reversed(known.items()), MOST_ALIKE))
        return [found[id] for id in sorted(found, reverse=True)]

    def _pair(self, source: Source, *members: Known) -> Known:
        """Return the entity that several persons make together, a new one at its first mention."""
        ids = tuple(sorted(known.id for known in members))
        for known in self.known:
            if known.members == ids:
                return known
        both = source._replace(grade=min(known.grade for known in members))
        known = Known(len(self.known) + 1, both, source.name or source.text, frozenset(), frozenset())
        known.members, known.mentions = ids, []
        self.known.append(known)
        return known

    def _meet(self, known: Known, mention: Mention, reason: str) -> Resolved:
        source = mention.source
        known.mentions.append((Span(source.start, source.end), reason))
        if known.members:
            return Resolved(known.id, reason)
        if source.anaphor is None and source.name is None:
            known.heads.add(source.head)
        self._index(known, name_words(source.name) if source.name else frozenset())
        return Resolved(known.id, reason)

    def _new(self, mention: Mention) -> Resolved:
        source = mention.source
        name = source.name
        if name is not None and len(name.split()) == 1:
            name = in_text.fullest_name(self.reading, name, mention.first)
        elif name is None:
            name = self._full_name(mention)
        return Resolved(self.add(mention, name).id, "new")

    def _full_name(self, mention: Mention) -> str | None:
        """Return what a body or document of few words is called in full in this article: "LSI ini", "Kemenkes"."""
        reading, last = self.reading, mention.last
        pointed = last - mention.first > 1 and bool(reading.bits[last - 1] & DEMONSTRATIVE)
        text = reading.text(mention.first, last - pointed)
        if mention.source.kind == "body" and " " not in text and not is_acronym(text):
            return in_text.unblended(reading, text, mention.first)
        return self.expansion(text) or (text if pointed and is_acronym(text) else None)

    def _lost(self, mention: Mention) -> Resolved:
        source = mention.source
        kind = "unknown" if source.kind == "person" else source.kind
        same = next((k for k in self.sharing(content_words(source.text)) if k.grade == "F"), None)
        if same is not None and same.name.casefold() == source.text.casefold():
            return self._meet(same, mention, UNRESOLVED)
        lost = source._replace(grade="F", kind=kind, name=None, role=None)
        known = self.add(mention._replace(source=lost, first=0, last=0))
        known.mentions = [(span, UNRESOLVED) for span, _ in known.mentions]
        return Resolved(known.id, UNRESOLVED)

    def add(self, mention: Mention, name: str | None = None) -> Known:
        """Make a new entity of a mention; `name` is a fuller one than its own words."""
        source, first, last = mention.source, mention.first, mention.last
        nouns = self.reading.nouns
        sorts = frozenset(s for i in range(first, last) if i in nouns for s in nouns[i].rule.sorts)
        full = name or source.name or source.text
        words = content_words(full) | in_text.also_called(self.reading, first, last)
        known = Known(len(self.known) + 1, source, full, words, sorts)
        self.known.append(known)
        self._index(known, words)
        return known

    def _index(self, known: Known, words: Iterable[str]) -> None:
        for word in words:
            self._by_word.setdefault(word, {})[known.id] = known

    def spelled_out(self, text: str) -> set[str]:
        """Return the words of a text, with those that the article's acronyms in it stand for."""
        words = set(content_words(text))
        for part in text.split():
            words |= content_words(self.expansion(part.strip("(),.")) or "")
        return words

    def expansion(self, text: str) -> str | None:
        """Return what an acronym stands for in this article, None for what is none."""
        if not is_acronym(text):
            return None
        if self._acronyms is None:
            self._acronyms = in_text.acronyms(self.reading)
        if text not in self._acronyms:
            self._acronyms[text] = in_text.spelled_out(self.reading, text)
        return self._acronyms[text]
