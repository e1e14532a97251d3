"""An entity while its article is read: its names, its role, what it may be called, where it was mentioned."""

from __future__ import annotations

from functools import lru_cache

from attrib.model import Entity, Source, Span

LEAST_NAME_WORD = 3


@lru_cache(maxsize=20_000)
def content_words(text: str) -> frozenset[str]:
    """Return the words of a name in one spelling: case folded, hyphens parted, marks gone ("Al-Jazeera" = "Al
    Jazeera").
    """
    parts = text.casefold().replace("-", " ").split()
    return frozenset(w for w in (part.strip(".,()\"“”'’") for part in parts) if len(w) > 1)


@lru_cache(maxsize=20_000)
def name_words(text: str) -> frozenset[str]:
    """Return the words of a person's name that tell it from others: initials and particles of two letters do not."""
    words = content_words(text)
    return frozenset(w for w in words if len(w) >= LEAST_NAME_WORD) or words


class Known:
    """What is known of one entity so far; `members` are the ids of the persons whom it stands for together."""

    def __init__(self, id: int, source: Source, name: str, words: frozenset[str], sorts: frozenset[str]) -> None:
        self.id = id
        self.name = name
        self.role = source.role
        self.affiliation = source.affiliation
        self.kind = source.kind
        self.grade = source.grade
        self.words = set(words)
        self.sorts = sorts
        self.heads = {source.head}
        self.named = source.name is not None
        self.mentions = [(Span(source.start, source.end), "new")]
        self.members: tuple[int, ...] = ()

    def called(self) -> set[str]:
        """Return every word of its name and role."""
        return set(f"{self.name} {self.role or ''}".casefold().split())

    def holds(self, office: str) -> bool:
        """Whether its role names an office: "presiden" in "Presiden AS"."""
        return self.role is not None and office in self.role.casefold().split()

    def learn(self, source: Source, words: frozenset[str]) -> None:
        """Take over what a further mention adds: a fuller name, a role."""
        if source.name and len(words) > len(name_words(self.name)):
            self.name = source.name
        self.role = self.role or source.role
        self.affiliation = self.affiliation or source.affiliation
        self.words |= words
        if source.kind == "person" and source.role:
            self.kind = "person"

    def is_named(self, source: Source) -> None:
        """Take the name and grade of whoever holds the office that was all one knew."""
        self.name, self.role, self.grade, self.named = source.name or self.name, source.role, source.grade, True
        self.words |= name_words(self.name)

    def frozen(self) -> Entity:
        """Return it as it flows on."""
        mentions = sorted(self.mentions)
        spans, reasons = tuple(span for span, _ in mentions), tuple(reason for _, reason in mentions)
        return Entity(self.id, self.name, self.role, self.kind, self.grade, spans, reasons, self.affiliation)
