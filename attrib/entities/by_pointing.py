"""Deciders for mentions that point back: pronouns, -nya, `N itu`, "pria yang … itu"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrib.entities import in_text
from attrib.entities.known import Known, content_words, name_words
from attrib.entities.mention import Mention
from attrib.grammar import DEMONSTRATIVE, RELATIVE
from attrib.model import Source
from attrib.sources.describe import describe
from attrib.sources.shape import HUMAN

if TYPE_CHECKING:
    from attrib.entities.registry import Registry


def is_plural(registry: Registry, source: Source) -> bool:
    """Whether a pronoun means more than one: mereka, keduanya."""
    return source.anaphor == "pronoun" and source.head in registry.reading.lexicon.words.get("plural-pronoun", ())


def spoke_here(registry: Registry, mention: Mention) -> Known | None:
    """Who spoke before in the same sentence: `"…," kata Budi, "…," tambah[nya]`, `Budi mengatakan [ia] percaya`."""
    known = registry.entity(mention.here) if mention.here is not None else None
    if known is None or is_plural(registry, mention.source) or known.kind not in ("person", "unknown"):
        return None
    return None if known.members else known


def topic(registry: Registry, mention: Mention) -> Known | None:
    """The person whom the sentence before is about, or whom the paragraph, or the one before, began with."""
    about = registry.topic
    if about is None or is_plural(registry, mention.source):
        return None
    if about[1] != mention.sentence.first and mention.sentence.paragraph > about[2]:
        return None
    return registry.entity(about[0])


def last_speaker(registry: Registry, mention: Mention) -> Known | None:
    """ia, dia, -nya: the last person who spoke; mereka: a body, a group or two persons together."""
    plural = is_plural(registry, mention.source)
    for known in reversed(registry.recent):
        many = bool(known.members) or known.kind == "group" or (known.kind == "body" and known in registry.recent[-2:])
        single = known.kind in ("person", "unknown") and not known.members and not _is_lost_plural(registry, known)
        if many if plural else single:
            return known
    return None


def _is_lost_plural(registry: Registry, known: Known) -> bool:
    """Whether it is a *mereka* that nothing resolved: no single person."""
    plurals = registry.reading.lexicon.words.get("plural-pronoun", frozenset())
    return known.grade == "F" and not known.heads.isdisjoint(plurals)


def last_named(registry: Registry, mention: Mention) -> Known | None:
    """The person whom the text named last; where it named none, whoever spoke last."""
    if is_plural(registry, mention.source):
        return None
    found = in_text.last_named(registry.reading, mention.sentence)
    if found is None:
        return anybody_before(registry, mention) if mention.source.anaphor != "demonstrative" else None
    start, end = registry.reading.span(*found)
    text = registry.reading.article.draft.text[start:end]
    same = next((k for k in registry.sharing(content_words(text)) if k.kind == "person"), None)
    source = Source(start, end, text, "person", "A", text, None, None, text.casefold())
    return same or registry.add(Mention(source, *found, mention.sentence))


def last_pair(registry: Registry, mention: Mention) -> Known | None:
    """Two persons whom the text named together: "Rina Dewi dan Budi Santoso melapor. [Keduanya] mengaku ditipu"."""
    if not is_plural(registry, mention.source):
        return None
    found = in_text.last_pair(registry.reading, mention.sentence)
    if found is None:
        return None
    return registry.entity(registry.resolve(describe(registry.reading, *found), *found, mention.sentence).entity)


def person_before(registry: Registry, mention: Mention) -> Known | None:
    """The last person who spoke; "pria yang … itu" only if nobody else did since."""
    if mention.source.anaphor == "relative":
        return registry.recent[-1] if registry.recent and registry.recent[-1].kind == "person" else None
    return next((k for k in reversed(registry.recent) if k.kind == "person"), None)


def anybody_before(registry: Registry, mention: Mention) -> Known | None:
    """Whoever spoke last, unless the text brought in somebody by the noun: "pengantar galon itu" after "seorang
    pengantar galon".
    """
    brought_in = in_text.is_brought_in(registry.reading, mention.first, mention.sentence)
    return registry.recent[-1] if registry.recent and not brought_in else None


def same_noun(registry: Registry, mention: Mention) -> Known | None:
    """Who was called by the noun: "pejabat itu" after "seorang pejabat"."""
    head, kind = mention.source.head, mention.source.kind
    fits = (k for k in registry.latest() if head in k.heads or (k.kind == kind and head in k.called()))
    return next(fits, None)


def hyponym(registry: Registry, mention: Mention) -> Known | None:
    """Who may be called by the noun, as the rules' `sorts` say: "politikus itu" for a party's chairman."""
    return next((k for k in registry.latest() if mention.source.head in k.sorts), None)


def told_of(registry: Registry, mention: Mention) -> Known | None:
    """A named person of that calling whom a clause tells of: "Pelatih yang musim lalu menjuarai liga itu"."""
    reading = registry.reading
    points = bool(reading.bits[mention.last - 1] & DEMONSTRATIVE) and reading.holds(
        RELATIVE, mention.first, mention.last
    )
    return hyponym_named(registry, mention) if points and mention.source.name is None else None


def hyponym_named(registry: Registry, mention: Mention) -> Known | None:
    """The last named person who may be called by the noun."""
    return next((k for k in registry.latest() if k.named and mention.source.head in k.sorts), None)


def same_kind(registry: Registry, mention: Mention) -> Known | None:
    """The last body for a body's noun, the last medium for a medium's."""
    return next((k for k in registry.latest() if k.kind == mention.source.kind), None)


def named_before(registry: Registry, mention: Mention) -> Known | None:
    """A medium that the text names without citing it: *kantor berita itu*."""
    hit = in_text.first_called(registry.reading, mention.source.head, mention.sentence)
    if hit is None or hit.rule.kind in HUMAN:
        return None
    start, end = registry.reading.span(hit.first, hit.last)
    text = registry.reading.article.draft.text[start:end]
    found = Source(start, end, text, hit.rule.kind, hit.rule.grade or "B", None, None, None, text.casefold())
    return registry.add(Mention(found, hit.first, hit.last, mention.sentence))


def document_before(registry: Registry, mention: Mention) -> Known | None:
    """A document that the text describes before it cites it: "survei Indikator … . Survei itu mencatat …"."""
    if mention.source.kind != "document":
        return None
    found = in_text.document_before(registry.reading, mention.first, mention.sentence)
    if found is None:
        return None
    source = describe(registry.reading, *found)
    return None if source.anaphor or source.grade == "E" else registry.add(Mention(source, *found, mention.sentence))


def holder_before(registry: Registry, mention: Mention) -> Known | None:
    """Who holds an office by the text alone: "Bupati Lebak, Amir Hamzah, menghadiri …. Bupati berharap …"."""
    found = in_text.holder_before(registry.reading, mention.first, mention.sentence)
    if found is None:
        return None
    source = describe(registry.reading, *found)
    same = next((k for k in registry.sharing(name_words(source.name or "")) if k.kind == "person"), None)
    return same or registry.add(Mention(source, *found, mention.sentence))
