"""Who is who: one entity per source over the whole article, and what pronouns and *N itu* point back to.

`Registry.resolve` asks the deciders in order; the first that answers gives the entity and its reason. What nothing
resolves is kept as an entity of its own with grade F, so that a report can say so: never a guess.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from attrib.grammar import ARTICLE, NUMBER, PLACE
from attrib.model import Entity, Sentence, Source, Span
from attrib.scan import Reading
from attrib.sources.phrase import HUMAN, is_acronym, is_capital, name_run

SINGULAR: Final = frozenset(("person",))
BODIES: Final = frozenset(("body", "medium", "metonym", "group", "document", "unknown"))
LONGEST_NAME: Final = 6
LEAST_SHORT_NAME: Final = 3
CONJOINED: Final = "dan"
UNRESOLVED: Final = "unresolved"


class Resolved(NamedTuple):
    """The entity that a mention stands for, and why."""

    entity: int
    reason: str


class _Known:
    """An entity while the article is read: its words, for matching, and where it was last a source."""

    def __init__(self, id: int, source: Source, words: frozenset[str], sorts: frozenset[str]) -> None:
        self.id = id
        self.name = source.name or source.text
        self.role = source.role
        self.kind = source.kind
        self.grade = source.grade
        self.words = set(words)
        self.sorts = set(sorts)
        self.heads = {source.head}
        self.mentions = [Span(source.start, source.end)] if source.end > source.start else []
        self.named = source.name is not None
        self.last = 0

    def words_of_name(self) -> frozenset[str]:
        """Return the words of the name alone, without what brackets add."""
        return frozenset(w for w in _content_words(self.name) if len(w) > 2)

    def frozen(self) -> Entity:
        return Entity(self.id, self.name, self.role, self.kind, self.grade, tuple(self.mentions))


def _content_words(text: str) -> frozenset[str]:
    parts = text.casefold().replace("-", " ").split()
    return frozenset(w for w in (part.strip(".,()\"“”'’") for part in parts) if len(w) > 1)


class Registry:
    """The entities of one article in the order of their first mention; ids count from 1."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.known: list[_Known] = []
        self.recent: list[_Known] = []
        self.topic: tuple[int, int] | None = None
        self._acronyms: dict[str, str] | None = None

    def entities(self) -> tuple[Entity, ...]:
        """Return what is known, frozen."""
        return tuple(known.frozen() for known in self.known)

    def entity(self, id: int) -> _Known:
        """Return an entity by its id."""
        return self.known[id - 1]

    def resolve(self, source: Source, first: int, last: int, sentence: Sentence) -> Resolved:
        """Return who a source's words (tokens `first` to `last`) stand for; the mention is remembered."""
        if source.anaphor in ("pronoun", "clitic"):
            return self._pronoun(source, sentence)
        if source.anaphor == "demonstrative":
            return self._demonstrative(source, first, last, sentence)
        if source.anaphor == "relative":
            return self._relative(source, first, last)
        if source.anaphor == "title":
            return self._title(source, first, last)
        if source.kind == "person" and source.name:
            return self._named_person(source, first, last)
        if source.kind == "person" or source.kind == "group":
            return self._described(source, first, last)
        if source.kind == "body" and source.grade == "C":
            holder = self._office_holder(source)
            if holder is not None:
                return self._meet(holder, source, "office")
        return self._body(source, first, last)

    def speaks(self, id: int) -> None:
        """Note that an entity has just been the source of a main claim."""
        known = self.entity(id)
        if known in self.recent:
            self.recent.remove(known)
        self.recent.append(known)

    def is_about(self, source: Source, first: int, last: int, sentence: Sentence) -> None:
        """Note that a sentence without an attribution is about a named person: "Ia" in the next one may mean them."""
        resolved = self._named_person(source, first, last)
        self.topic = (resolved.entity, sentence.last)

    # deciders

    def _named_person(self, source: Source, first: int, last: int) -> Resolved:
        name = source.name or source.text
        words = frozenset(w for w in _content_words(name) if len(w) > 2) or _content_words(name)
        for known in reversed(self.known):
            if (
                known.kind != "document"
                and words
                and (words <= known.words or (known.named and known.words_of_name() <= words))
            ):
                self._meet(known, source, "name")
                self._fuller(known, source, words)
                return Resolved(known.id, "name")
        short = self._shortened(words)
        if short is not None:
            return self._meet(short, source, "short-name")
        fuller = self._fullest_in_text(name) if len(name.split()) == 1 else None
        return Resolved(self._add(source, first, last, name=fuller), "new")

    def _shortened(self, words: frozenset[str]) -> _Known | None:
        """Return the one person whose first name begins with a single short name: "Apri" for Apriastini."""
        if len(words) != 1:
            return None
        (word,) = words
        fits = [k for k in self.known if k.named and any(w.startswith(word) for w in k.words)]
        return fits[0] if len(fits) == 1 and len(word) >= LEAST_SHORT_NAME else None

    def _fuller(self, known: _Known, source: Source, words: frozenset[str]) -> None:
        if source.name and len(words) > len(known.words_of_name()):
            known.name = source.name
        known.role = known.role or source.role
        known.words |= words
        if known.kind != "person" and source.kind == "person" and source.role:
            known.kind = "person"

    def _title(self, source: Source, first: int, last: int) -> Resolved:
        head = source.head.split()[0]
        for known in reversed(self.recent or self.known):
            if known.named and known.role and head in known.role.casefold().split():
                return self._meet(known, source, "title")
        for known in reversed(self.known):
            if (
                known.role
                and head in known.role.casefold().split()
                or known.name.casefold() == source.text.casefold()
            ):
                return self._meet(known, source, "title")
        return Resolved(self._add(source, first, last), "role-only" if source.kind == "body" else "new")

    def _office_holder(self, source: Source) -> _Known | None:
        """Return the person whose office an office with its place is: "Presiden Amerika" for "Presiden AS Joe Biden"."""
        head, place = source.head, self._spelled_out(source.text) - _content_words(source.head)
        for known in self._latest_first():
            if known.named and known.role and known.role.casefold().startswith(head):
                if place & self._spelled_out(known.role):
                    return known
        return None

    def _spelled_out(self, text: str) -> set[str]:
        """Return the words of a text, with those that the article's acronyms in it stand for."""
        words = set(_content_words(text))
        for part in text.split():
            words |= _content_words(self._expansion(part.strip("(),.")) or "")
        return words

    def _described(self, source: Source, first: int, last: int) -> Resolved:
        text = source.text.casefold()
        for known in reversed(self.known):
            if known.name.casefold() == text:
                return self._meet(known, source, "same-words")
        if last - first == 1:
            for known in self._latest_first():
                if known.named and text in known.sorts and source.text.islower():
                    return self._meet(known, source, "hyponym")
        return Resolved(self._add(source, first, last), "new")

    def _body(self, source: Source, first: int, last: int) -> Resolved:
        text = source.text.casefold()
        words = _content_words(source.text)
        expanded = self._expansion(source.text)
        for known in reversed(self.known):
            if known.kind == source.kind or known.kind in BODIES:
                same = _content_words(known.name) in (words, _content_words(expanded or ""))
                if (
                    same
                    or (len(words) == 1 and words <= known.words)
                    or (known.kind == source.kind and words and words == known.words)
                ):
                    return self._meet(known, source, "name")
        return Resolved(self._add(source, first, last, name=expanded), "new")

    def _pronoun(self, source: Source, sentence: Sentence) -> Resolved:
        """ia, dia, -nya: the person the sentence before is about, else the last who spoke; mereka: whoever spoke last."""
        if self.topic is not None and self.topic[1] == sentence.first:
            return self._meet(self.entity(self.topic[0]), source, "topic")
        plural = source.anaphor == "pronoun" and source.head in self._plurals()
        for known in reversed(self.recent):
            if plural and known.kind not in ("body", "group") and CONJOINED not in known.name.split():
                continue
            if plural or known.kind in ("person", "unknown") or (known.kind == "body" and known.grade == "C"):
                return self._meet(known, source, "last-speaker")
        named = None if plural else self._last_named_before(sentence)
        if named is not None:
            return self._meet(named, source, "last-named")
        if self.recent and not plural:
            return self._meet(self.recent[-1], source, "last-speaker")
        return self._unresolved(source)

    def _plurals(self) -> frozenset[str]:
        return self.reading.lexicon.words.get("plural-pronoun", frozenset())

    def _demonstrative(self, source: Source, first: int, last: int, sentence: Sentence) -> Resolved:
        """`N itu`: who was called N, or may be called so; a human N else is the last person who spoke."""
        head = source.head
        hit = self.reading.nouns.get(first)
        for known in self._latest_first():
            called = " ".join((known.name, known.role or "")).casefold().split()
            if head in known.heads or (head in called and known.kind == source.kind):
                return self._meet(known, source, "same-noun")
        for known in self._latest_first():
            if head in known.sorts:
                return self._meet(known, source, "hyponym")
        if hit is None and self.recent:
            return self._meet(self.recent[-1], source, "last-speaker")
        if hit is not None and hit.rule.kind in HUMAN:
            for known in reversed(self.recent):
                if known.kind == "person":
                    return self._meet(known, source, "last-speaker")
            named = self._last_named_before(sentence)
            if named is not None:
                return self._meet(named, source, "last-named")
        medium = self._medium_in_text(head, sentence)
        if medium is not None:
            return medium
        if hit is not None and hit.rule.kind in ("body", "medium"):
            for known in self._latest_first():
                if known.kind == hit.rule.kind:
                    return self._meet(known, source, "same-kind")
        return self._unresolved(source)

    def _relative(self, source: Source, first: int, last: int) -> Resolved:
        """ "pria yang menjabat … itu" is the person who spoke just before; where nobody did, it is somebody new."""
        if self.recent and self.recent[-1].kind == "person":
            return self._meet(self.recent[-1], source, "last-speaker")
        return self._described(source, first, last)

    def _medium_in_text(self, head: str, sentence: Sentence) -> Resolved | None:
        """*kantor berita itu* may stand for one that the text names without citing it before."""
        for index in sorted(i for i in self.reading.nouns if i < sentence.first):
            hit = self.reading.nouns[index]
            if head in hit.rule.sorts:
                start, end = self.reading.span(hit.first, hit.last)
                text = self.reading.article.draft.text[start:end]
                found = Source(
                    start, end, text, hit.rule.kind, hit.rule.grade or "B", None, None, None, text.casefold()
                )
                return Resolved(self._add(found, hit.first, hit.last), "named-before")
        return None

    def _latest_first(self) -> list[_Known]:
        """Return all entities, the last that spoke first."""
        return self.recent[::-1] + [known for known in reversed(self.known) if known not in self.recent]

    def _unresolved(self, source: Source) -> Resolved:
        for known in self.known:
            if (
                known.grade == "F"
                and known.kind == "unknown"
                and known.name.casefold() == source.text.casefold()
            ):
                return self._meet(known, source, UNRESOLVED)
        kind = "unknown" if source.kind == "person" else source.kind
        lost = source._replace(grade="F", kind=kind, name=None, role=None)
        return Resolved(self._add(lost, 0, 0), UNRESOLVED)

    # what the deciders use

    def _meet(self, known: _Known, source: Source, reason: str) -> Resolved:
        known.mentions.append(Span(source.start, source.end))
        if source.anaphor is None and source.name is None:
            known.heads.add(source.head)
        return Resolved(known.id, reason)

    def _add(self, source: Source, first: int, last: int, name: str | None = None) -> int:
        sorts = {
            s for i in range(first, last) if i in self.reading.nouns for s in self.reading.nouns[i].rule.sorts
        }
        words = _content_words(name or source.name or source.text)
        known = _Known(len(self.known) + 1, source, words, frozenset(sorts))
        known.words |= self._aliases(first, last)
        if name:
            known.name = name
        self.known.append(known)
        return known.id

    def _aliases(self, first: int, last: int) -> set[str]:
        """Return the words in brackets within a phrase: "Saifullah Yusuf (Gus Ipul)", "Bank Indonesia (BI)"."""
        aliases: set[str] = set()
        depth = 0
        for text in self.reading.texts[first:last]:
            if text in "()":
                depth += 1 if text == "(" else -1
            elif depth and is_capital(text):
                aliases.add(text.casefold())
        return aliases

    def _fullest_in_text(self, word: str) -> str | None:
        """Return the fullest name of which a word is part, wherever the article gives it: "Yani" → "Yani Maryani"."""
        reading, best = self.reading, None
        start = 0
        for _ in range(reading.texts.count(word)):
            index = reading.texts.index(word, start)
            start = index + 1
            end = index + 1
            while end < len(reading.texts) and end - index < LONGEST_NAME and _is_name_word(reading, end):
                end += 1
            first = name_run(reading, max(0, index - LONGEST_NAME), end)
            if end - min(first, index) > 1 and (best is None or end - first > best[1] - best[0]):
                best = (min(first, index), end)
        return reading.text(*best) if best else None

    def _last_named_before(self, sentence: Sentence) -> _Known | None:
        """Return the person named last before a sentence, made known if need be: "… Iwang Coneri … . Ia menjelaskan"."""
        reading = self.reading
        for index in range(sentence.first - 1, max(-1, sentence.first - 160), -1):
            if not _is_name_word(reading, index) or reading.bits[index] & PLACE:
                continue
            end = index + 1
            first = name_run(reading, max(0, index - LONGEST_NAME), end)
            titled = first > 0 and (reading.kinds[first - 1] in HUMAN or reading.texts[first - 1] == ",")
            aged = (
                end + 1 < len(reading.texts)
                and reading.texts[end] == "("
                and reading.texts[end + 1].isdigit()
            )
            if end - first >= 2 and (titled or aged):
                start, stop = reading.span(first, end)
                text = reading.article.draft.text[start:stop]
                words = _content_words(text)
                for known in self.known:
                    if words & known.words and known.kind == "person":
                        return known
                source = Source(start, stop, text, "person", "A", text, None, None, text.casefold())
                return self.entity(self._add(source, first, end))
        return None

    def _expansion(self, text: str) -> str | None:
        """Return what an acronym stands for, if the article says so: "Badan Meteorologi … (BMKG)"."""
        if not is_acronym(text):
            return None
        if self._acronyms is None:
            self._acronyms = _acronyms(self.reading)
        return self._acronyms.get(text)


def _is_name_word(reading: Reading, index: int) -> bool:
    text = reading.texts[index]
    return (
        is_capital(text)
        and not is_acronym(text)
        and not reading.kinds[index]
        and not reading.bits[index] & (ARTICLE | NUMBER)
    )


def _acronyms(reading: Reading) -> dict[str, str]:
    found: dict[str, str] = {}
    for index, text in enumerate(reading.texts):
        if text != "(" or index + 2 >= len(reading.texts) or reading.texts[index + 2] != ")":
            continue
        acronym = reading.texts[index + 1]
        first = index
        while (
            first > 0
            and index - first < 12
            and (is_capital(reading.texts[first - 1]) or reading.lows[first - 1] == "dan")
        ):
            first -= 1
        if is_capital(acronym) and first < index:
            found.setdefault(acronym, reading.text(first, index))
    return found
