"""The entities of one article: every mention of a source is resolved to one of them, or becomes a new one.

The kind of mention chooses the deciders, `_find` asks them in order, and the first that answers gives the entity and
its
reason. What nothing resolves is kept as an entity of its own with grade F, so that a report can say so: never a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain, islice
from typing import Final, NamedTuple

from attrib.entities import in_text
from attrib.entities.known import Known, content_words, name_words
from attrib.model import Entity, Sentence, Source, Span
from attrib.scan import Reading
from attrib.sources.describe import describe
from attrib.sources.shape import HUMAN, is_acronym

BODIES: Final = ("body", "medium", "metonym", "group", "document", "unknown")
LEAST_SHORT_NAME: Final = 3
CONJOINED: Final = "dan"
UNRESOLVED: Final = "unresolved"
MOST_ALIKE: Final = 16
"""So many entities of one article can share a word of their names."""
MOST_RECENT: Final = 60
"""So many entities can be meant by a pronoun or a noun at once: more than any article has speakers."""


class Resolved(NamedTuple):
    """The entity that a mention stands for, and why."""

    entity: int
    reason: str


class Mention(NamedTuple):
    """A source's words (tokens `first` to `last`) in their sentence."""

    source: Source
    first: int
    last: int
    sentence: Sentence


Decider = Callable[[Mention], Known | None]


class Registry:
    """The entities of one article in the order of their first mention; ids count from 1."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.known: list[Known] = []
        self.recent: list[Known] = []
        self.topic: tuple[int, int] | None = None
        self._by_word: dict[str, dict[int, Known]] = {}
        self._acronyms: dict[str, str] | None = None

    def entities(self) -> tuple[Entity, ...]:
        """Return what is known, frozen."""
        return tuple(known.frozen() for known in self.known)

    def entity(self, id: int) -> Known:
        """Return an entity by its id."""
        return self.known[id - 1]

    def resolve(self, source: Source, first: int, last: int, sentence: Sentence) -> Resolved:
        """Return who a source's words stand for; the mention is remembered."""
        mention = Mention(source, first, last, sentence)
        if source.anaphor in ("pronoun", "clitic"):
            return self._find(mention, self._topic, self._last_speaker, self._last_named) or self._lost(mention)
        if source.anaphor == "demonstrative":
            return self._find(mention, *self._demonstrative_deciders(mention)) or self._lost(mention)
        if source.anaphor == "relative":
            return self._find(mention, self._person_before, self._same_words) or self._new(mention)
        if source.anaphor == "title":
            return self._find(mention, self._office_holder, self._same_words) or self._new(mention)
        if source.kind == "person" and source.name:
            return self._find(mention, self._same_name, self._short_name) or self._new(mention)
        if source.kind in ("person", "group"):
            return self._find(mention, self._same_words, self._lone_noun) or self._new(mention)
        bare = source.kind == "document" and source.grade == "E"
        deciders = (self._same_noun, self._document_before) if bare else ()
        return self._find(mention, self._office_of_place, *deciders, self._same_body) or self._new(mention)

    def speaks(self, id: int) -> None:
        """Note that an entity has just been the source of a main claim."""
        known = self.entity(id)
        if self.recent and self.recent[-1] is known:
            return
        if known in self.recent:
            self.recent.remove(known)
        self.recent.append(known)
        del self.recent[:-MOST_RECENT]

    def is_about(self, source: Source, first: int, last: int, sentence: Sentence) -> None:
        """Note that a sentence without an attribution is about a named person: "Ia" in the next one may mean them."""
        self.topic = (self.resolve(source, first, last, sentence).entity, sentence.last)

    def _find(self, mention: Mention, *deciders: Decider) -> Resolved | None:
        for decider in deciders:
            known = decider(mention)
            if known is not None:
                return self._meet(known, mention, decider.__name__.strip("_").replace("_", "-"))
        return None

    # names

    def _same_name(self, mention: Mention) -> Known | None:
        """A name that holds, or is held by, one that is known: "Finer" for "Jon Finer", and the other way round."""
        words = name_words(mention.source.name or "")
        for known in self._sharing(words):
            if known.kind != "document" and (words <= known.words or (known.named and name_words(known.name) <= words)):
                known.learn(mention.source, words)
                return known
        return None

    def _short_name(self, mention: Mention) -> Known | None:
        """One short word that begins one person's name: "Apri" for Apriastini."""
        words = name_words(mention.source.name or "")
        if len(words) != 1:
            return None
        (word,) = words
        fits = [k for k in self._latest() if k.named and any(w.startswith(word) for w in k.words)]
        return fits[0] if len(fits) == 1 and len(word) >= LEAST_SHORT_NAME else None

    def _same_words(self, mention: Mention) -> Known | None:
        text = mention.source.text.casefold()
        return next((k for k in self._sharing(content_words(text)) if k.name.casefold() == text), None)

    def _same_body(self, mention: Mention) -> Known | None:
        """The same name, its acronym or its expansion, or one word of it: "Kadin", "BI" for "Bank Indonesia (BI)"."""
        kind, words = mention.source.kind, content_words(mention.source.text)
        expanded = content_words(self._expansion(mention.source.text) or "")
        for known in self._sharing(words | expanded):
            if known.kind != kind and known.kind not in BODIES:
                continue
            if content_words(known.name) in (words, expanded) or (len(words) == 1 and words <= known.words):
                return known
            if known.kind == kind and words == known.words:
                return known
        return None

    # offices and nouns

    def _office_holder(self, mention: Mention) -> Known | None:
        """A bare title is whoever holds it, the last speaker first: "Presiden", "Kapolsek"."""
        office = mention.source.head.split()[0]
        return next((k for k in self._latest() if k.named and k.holds(office)), None)

    def _office_of_place(self, mention: Mention) -> Known | None:
        """An office with its place is whoever holds it there: "Presiden Amerika" for "Presiden AS Joe Biden"."""
        source = mention.source
        if source.kind != "body" or source.grade != "C":
            return None
        place = self._spelled_out(source.text) - content_words(source.head)
        for known in self._latest():
            same = known.named and known.role is not None and known.role.casefold().startswith(source.head)
            if same and place & self._spelled_out(known.role or ""):
                return known
        return None

    def _lone_noun(self, mention: Mention) -> Known | None:
        """A lone small-letter noun is the person whom it may call: "dijelaskan jaksa" after "Jaksa Dwi Anggoro"."""
        text = mention.source.text
        if mention.last - mention.first != 1 or not text.islower():
            return None
        return next((k for k in self._latest() if k.named and text in k.sorts), None)

    def _demonstrative_deciders(self, mention: Mention) -> list[Decider]:
        """`N itu`: who was called N, who may be; a human N else is the last person, an unknown one whoever
        spoke last.
        """
        hit = self.reading.nouns.get(mention.first)
        deciders: list[Decider] = [self._same_noun, self._hyponym]
        if hit is None:
            deciders.append(self._anybody_before)
        elif hit.rule.kind in HUMAN:
            deciders += [self._person_before, self._last_named]
        deciders += [self._named_before, self._document_before]
        return [*deciders, self._same_kind] if hit is not None and hit.rule.kind in ("body", "medium") else deciders

    def _same_noun(self, mention: Mention) -> Known | None:
        head, kind = mention.source.head, mention.source.kind
        fits = (k for k in self._latest() if head in k.heads or (k.kind == kind and head in k.called()))
        return next(fits, None)

    def _hyponym(self, mention: Mention) -> Known | None:
        return next((k for k in self._latest() if mention.source.head in k.sorts), None)

    def _same_kind(self, mention: Mention) -> Known | None:
        return next((k for k in self._latest() if k.kind == mention.source.kind), None)

    def _named_before(self, mention: Mention) -> Known | None:
        """A medium that the text names without citing it: *kantor berita itu*."""
        hit = in_text.first_called(self.reading, mention.source.head, mention.sentence)
        if hit is None:
            return None
        start, end = self.reading.span(hit.first, hit.last)
        text = self.reading.article.draft.text[start:end]
        found = Source(start, end, text, hit.rule.kind, hit.rule.grade or "B", None, None, None, text.casefold())
        return self._add(Mention(found, hit.first, hit.last, mention.sentence))

    def _document_before(self, mention: Mention) -> Known | None:
        """A document that the text describes before it cites it: "survei Indikator … . Survei itu mencatat …"."""
        if mention.source.kind != "document":
            return None
        found = in_text.document_before(self.reading, mention.first, mention.sentence)
        if found is None:
            return None
        source = describe(self.reading, *found)
        return None if source.anaphor or source.grade == "E" else self._add(Mention(source, *found, mention.sentence))

    # who spoke

    def _topic(self, mention: Mention) -> Known | None:
        """The person whom the sentence before is about."""
        here = self.topic is not None and self.topic[1] == mention.sentence.first
        return self.entity(self.topic[0]) if self.topic is not None and here else None

    def _last_speaker(self, mention: Mention) -> Known | None:
        """ia, dia, -nya: the last person who spoke; mereka: a body, a group or two persons; keduanya alone
        means nobody.
        """
        plural = self._is_plural(mention.source)
        for known in reversed(self.recent):
            many = known.kind in ("body", "group") or CONJOINED in known.name.split()
            single = known.kind in ("person", "unknown") or (known.kind == "body" and known.grade == "C")
            if many if plural else single:
                return known
        return None

    def _last_named(self, mention: Mention) -> Known | None:
        """The person whom the text named last; where it named none, whoever spoke last."""
        if self._is_plural(mention.source):
            return None
        found = in_text.last_named(self.reading, mention.sentence)
        if found is None:
            return self._anybody_before(mention) if mention.source.anaphor != "demonstrative" else None
        start, end = self.reading.span(*found)
        text = self.reading.article.draft.text[start:end]
        same = next((k for k in self._sharing(content_words(text)) if k.kind == "person"), None)
        source = Source(start, end, text, "person", "A", text, None, None, text.casefold())
        return same or self._add(Mention(source, *found, mention.sentence))

    def _person_before(self, mention: Mention) -> Known | None:
        if mention.source.anaphor == "relative":
            return self.recent[-1] if self.recent and self.recent[-1].kind == "person" else None
        return next((k for k in reversed(self.recent) if k.kind == "person"), None)

    def _anybody_before(self, mention: Mention) -> Known | None:
        return self.recent[-1] if self.recent else None

    # what the deciders use

    def _is_plural(self, source: Source) -> bool:
        plurals = self.reading.lexicon.words.get("plural-pronoun", frozenset())
        return source.anaphor == "pronoun" and source.head in plurals

    def _latest(self) -> Iterable[Known]:
        """Return the entities of this part of the file, the last that spoke first."""
        spoke = {known.id for known in self.recent}
        return chain(reversed(self.recent), (k for k in self.known[: -MOST_RECENT - 1 : -1] if k.id not in spoke))

    def _sharing(self, words: frozenset[str]) -> list[Known]:
        """Return the entities that share a word, the latest first."""
        found: dict[int, Known] = {}
        for word in words:
            known = self._by_word.get(word)
            if known:
                found.update(known if len(known) <= MOST_ALIKE else islice(reversed(known.items()), MOST_ALIKE))
        return [found[id] for id in sorted(found, reverse=True)]

    def _meet(self, known: Known, mention: Mention, reason: str) -> Resolved:
        source = mention.source
        known.mentions.append(Span(source.start, source.end))
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
            name = self._expansion(source.text)
        return Resolved(self._add(mention, name).id, "new")

    def _lost(self, mention: Mention) -> Resolved:
        source = mention.source
        kind = "unknown" if source.kind == "person" else source.kind
        same = next((k for k in self._sharing(content_words(source.text)) if k.grade == "F"), None)
        if same is not None and same.name.casefold() == source.text.casefold():
            return self._meet(same, mention, UNRESOLVED)
        lost = source._replace(grade="F", kind=kind, name=None, role=None)
        return Resolved(self._add(mention._replace(source=lost, first=0, last=0)).id, UNRESOLVED)

    def _add(self, mention: Mention, name: str | None = None) -> Known:
        source, first, last, _ = mention
        nouns = self.reading.nouns
        sorts = frozenset(s for i in range(first, last) if i in nouns for s in nouns[i].rule.sorts)
        full = name or source.name or source.text
        words = content_words(full) | in_text.bracketed(self.reading, first, last)
        known = Known(len(self.known) + 1, source, full, words, sorts)
        self.known.append(known)
        self._index(known, words)
        return known

    def _index(self, known: Known, words: Iterable[str]) -> None:
        for word in words:
            self._by_word.setdefault(word, {})[known.id] = known

    def _spelled_out(self, text: str) -> set[str]:
        """Return the words of a text, with those that the article's acronyms in it stand for."""
        words = set(content_words(text))
        for part in text.split():
            words |= content_words(self._expansion(part.strip("(),.")) or "")
        return words

    def _expansion(self, text: str) -> str | None:
        if not is_acronym(text):
            return None
        if self._acronyms is None:
            self._acronyms = in_text.acronyms(self.reading)
        return self._acronyms.get(text)
