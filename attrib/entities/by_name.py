"""Deciders for mentions with a name or words of their own: persons, bodies, media, documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrib.entities.blends import abbreviates
from attrib.entities.known import Known, content_words, name_words
from attrib.entities.mention import Mention
from attrib.sources.shape import is_acronym

if TYPE_CHECKING:
    from attrib.entities.registry import Registry

BODIES: Final = ("body", "medium", "metonym", "group", "document", "unknown")
LEAST_SHORT_NAME: Final = 3
LEAST_RESPELLED: Final = 6
"""Shorter names differ by a letter and are other people's: Rina, Riza."""


def same_name(registry: Registry, mention: Mention) -> Known | None:
    """A name that holds, or is held by, one that is known: "Finer" for "Jon Finer", and the other way round."""
    words = name_words(mention.source.name or "")
    for known in registry.sharing(words):
        if known.kind != "document" and (words <= known.words or (known.named and name_words(known.name) <= words)):
            known.learn(mention.source, words)
            return known
    return None


def short_name(registry: Registry, mention: Mention) -> Known | None:
    """One short word that begins one person's name: "Apri" for Apriastini."""
    words = name_words(mention.source.name or "")
    if len(words) != 1:
        return None
    (word,) = words
    fits = [k for k in registry.latest() if k.named and any(w.startswith(word) for w in k.words)]
    return fits[0] if len(fits) == 1 and len(word) >= LEAST_SHORT_NAME else None


def respelled(registry: Registry, mention: Mention) -> Known | None:
    """One word that is one letter away from one of one person's name: "Rahmat" for Rahmad Saleh Harahap."""
    words = name_words(mention.source.name or "")
    if len(words) != 1:
        return None
    (word,) = words
    if len(word) < LEAST_RESPELLED:
        return None
    fits = [k for k in registry.latest() if k.named and any(_is_letter_away(word, other) for other in k.words)]
    return fits[0] if len(fits) == 1 else None


def _is_letter_away(word: str, other: str) -> bool:
    """Whether two words with the same first letter differ in one letter, changed, added or left out."""
    if word[0] != other[0] or abs(len(word) - len(other)) > 1:
        return False
    same = next((n for n, pair in enumerate(zip(word, other, strict=False)) if pair[0] != pair[1]), len(word))
    rests = (word[same + 1 :], other[same + 1 :]), (word[same:], other[same + 1 :]), (word[same + 1 :], other[same:])
    return any(one == two for one, two in rests)


def blend(registry: Registry, mention: Mention) -> Known | None:
    """A name made of the beginnings of one person's: "Zulhas" for Zulkifli Hasan; or a body's, either way round:
    "Kemenkes" for Kementerian Kesehatan.
    """
    source = mention.source
    mine = (source.name or source.text).casefold().split()
    for known in registry.latest():
        if known.kind != source.kind or (source.kind == "person" and not known.named):
            continue
        theirs = known.name.casefold().split()
        if len(mine) != len(theirs) and abbreviates(*sorted((mine, theirs), key=len)):
            if len(mine) > len(theirs):
                known.name = source.name or source.text
            return known
    return None


def role_before(registry: Registry, mention: Mention) -> Known | None:
    """A name for whom only the office was known: "Menteri Perindustrian", later "Menteri Perindustrian Agus Salim"."""
    source = mention.source
    if source.name is None or source.role is None:
        return None
    role = source.role.casefold()
    for known in registry.sharing(content_words(role)):
        if not known.named and known.grade == "C" and known.name.casefold() == role:
            known.is_named(source)
            return known
    return None


def same_words(registry: Registry, mention: Mention) -> Known | None:
    """The very same words."""
    text = mention.source.text.casefold()
    return next((k for k in registry.sharing(content_words(text)) if k.name.casefold() == text), None)


def same_body(registry: Registry, mention: Mention) -> Known | None:
    """The same name, its acronym or its expansion, or one word of it: "Kadin", "BI" for "Bank Indonesia (BI)"."""
    kind, words = mention.source.kind, content_words(mention.source.text)
    expanded = content_words(registry.expansion(mention.source.text) or "")
    acronym = any(is_acronym(part) for part in mention.source.text.split())
    for known in registry.sharing(words | expanded):
        if known.kind != kind and (known.kind not in BODIES or "metonym" in (kind, known.kind)):
            continue  # "Israel" is not the Times of Israel
        if content_words(known.name) in (words, expanded) or (len(words) == 1 and words <= known.words):
            return known
        # "BPBD Wiralaga" for "Badan Penanggulangan Bencana Daerah (BPBD) Wiralaga"
        if known.kind == kind and (words == known.words or (acronym and words <= known.words)):
            return known
    return None


def generic_body(registry: Registry, mention: Mention) -> Known | None:
    """A lone noun, or one behind *pihak*, is the last body that may be called so: "Perusahaan" for PT Laut Biru."""
    side, _, text = mention.source.text.casefold().rpartition(" ")
    if side and side not in registry.reading.lexicon.words.get("side", ()):
        return None
    return next((k for k in registry.latest() if k.kind == mention.source.kind and text in k.sorts), None)


def office_holder(registry: Registry, mention: Mention) -> Known | None:
    """A bare title is whoever holds it, the last speaker first: "Presiden", "Kapolsek"."""
    office = mention.source.head.split()[0]
    return next((k for k in registry.latest() if k.named and k.holds(office)), None)


def office_of_place(registry: Registry, mention: Mention) -> Known | None:
    """An office with its place is whoever holds it there: "Presiden Amerika" for "Presiden AS Joe Biden"."""
    source = mention.source
    if source.name is not None or source.grade != "C":
        return None
    place = registry.spelled_out(source.text) - content_words(source.head)
    for known in registry.latest():
        same = known.named and known.role is not None and known.role.casefold().startswith(source.head)
        if same and place & registry.spelled_out(known.role or ""):
            return known
    return None


def lone_noun(registry: Registry, mention: Mention) -> Known | None:
    """A lone small-letter noun is the person whom it may call: "dijelaskan jaksa" after "Jaksa Dwi Anggoro"."""
    text = mention.source.text
    collective = registry.reading.lexicon.words.get("collective", frozenset())
    if mention.last - mention.first != 1 or not text.islower() or text in collective:
        return None
    return next((k for k in registry.latest() if k.named and text in k.sorts), None)
