"""What the article itself says of names: the fullest form of one, whom it named last, what an acronym stands for.

Look-ups reach so many words and no farther, so that a file of many articles costs no more than its articles.
"""

from __future__ import annotations

from attrib.entities.blends import abbreviates
from attrib.grammar import ARTICLE, CONJUNCTION, NUMBER, OFFICE, PLACE
from attrib.lexicon.entries import SourceRule
from attrib.model import Sentence
from attrib.scan import Hit, Reading, occurrences
from attrib.sources.names import name_of
from attrib.sources.phrase import phrase_end
from attrib.sources.shape import HUMAN, NEVER_FIRST, is_acronym, is_capital, is_cue_verb, name_run

LONGEST_NAME = 6
LONGEST_BODY = 12
LONGEST_POST = 8
LONGEST_BLENDED = 5
LEAST_ACRONYM = 3
FAR = 3_000
"""Words that an article may have: what stands farther away belongs to another."""
PAIR = 3
"""Words that two names and their conjunction have at the least, if one of them is no single word."""
NEAR = 160
"""Words within which "Ia" may mean somebody whom the text only named."""


def fullest_name(reading: Reading, word: str, near: int) -> str | None:
    """Return the fullest name of which a word is part, wherever the article gives it: "Yani" → "Yani Maryani"."""
    best: tuple[bool, int, int, int] | None = None
    first, last = max(0, near - FAR), min(len(reading.texts), near + FAR)
    for index in occurrences(reading.texts, word, first, last):
        end = index + 1
        while end < len(reading.texts) and end - index < LONGEST_NAME and _is_name_word(reading, end):
            if end in reading.opens:
                break
            end += 1
        start = min(index, name_run(reading, max(0, index - LONGEST_NAME), end))
        while start < index and (reading.bits[start] & NEVER_FIRST or is_cue_verb(reading, start)):
            start += 1  # "Menurut Rina"
        if start < index and _opens_with_cue(reading, start):
            start += 1  # "Kata Budi, …"
        within = start == index or (start > 0 and reading.texts[start - 1][0].isalnum())
        if not within and end - index > 1:
            start = index  # "Rumah Budi Santoso …": a capital at a sentence's start proves no name
        if end - start > 1 and (best is None or (within, end - start) > best[:2]):
            best = (within, end - start, start, end)
    return reading.text(*best[2:]) if best else None


def _opens_with_cue(reading: Reading, index: int) -> bool:
    """Whether a cue's word stands at a sentence's start, where its capital proves no name."""
    begins = index == 0 or not reading.texts[index - 1][0].isalnum()
    return begins and reading.lows[index] in reading.lexicon.cues


def last_named(reading: Reading, sentence: Sentence) -> tuple[int, int] | None:
    """Return the tokens of the person whom the text before a sentence named last.

    With a title, an apposition or an age; where it has none such, as the subject of a verb: "ketika Sarmin menambal".
    """
    acting: tuple[int, int] | None = None
    for index in range(sentence.first - 1, max(-1, sentence.first - NEAR), -1):
        if not _is_name_word(reading, index) or reading.bits[index] & PLACE or index in reading.headed:
            continue
        end = index + 1
        first = name_run(reading, max(0, index - LONGEST_NAME), end)
        titled = first > 0 and (reading.kinds[first - 1] in HUMAN or reading.texts[first - 1] == ",")
        aged = end + 1 < len(reading.texts) and reading.texts[end] == "(" and reading.texts[end + 1].isdigit()
        if end - first >= 2 and (titled or aged or _holds_post(reading, first, end)):
            return first, end
        within = first > 0 and reading.texts[first - 1][0].isalnum()  # a capital at a sentence's start proves no name
        if acting is None and within and not reading.bits[index] & OFFICE and reading.is_verb(end):
            acting = first, end
    return acting


def last_pair(reading: Reading, sentence: Sentence) -> tuple[int, int] | None:
    """Return the tokens of the two persons whom the text before a sentence named last as one subject: "[Rina Dewi dan
    Budi Santoso] melapor"."""
    for index in range(sentence.first - 2, max(0, sentence.first - NEAR), -1):
        if not (reading.bits[index] & CONJUNCTION and _is_name_word(reading, index - 1)):
            continue
        first, last = name_run(reading, max(0, index - LONGEST_NAME), index), index + 1
        while last < sentence.first and _is_name_word(reading, last):
            last += 1
        placed = any(reading.bits[i] & PLACE for i in range(first, last))
        if last > index + 1 and last - first > PAIR and not placed and reading.is_verb(last):
            return first, last
    return None


def _holds_post(reading: Reading, first: int, end: int) -> bool:
    """Whether a name stands behind a title and its body: "dosen Universitas Tirta atau UT Solo [Susilo Hamid]"."""
    before = first - 1
    if before < 1 or not (
        reading.kinds[before] == "body" or reading.bits[before] & PLACE or is_acronym(reading.texts[before])
    ):
        return False
    post = next((i for i in range(before, max(-1, first - LONGEST_POST), -1) if reading.kinds[i] in HUMAN), None)
    if post is None or phrase_end(reading, post, len(reading.texts)) != end:
        return False
    return name_of(reading, post, end) == (first, end)


def opens_paragraph(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is the first of its paragraph."""
    return reading.article.paragraphs[sentence.paragraph].start == sentence.start


def first_called(reading: Reading, noun: str, sentence: Sentence) -> Hit[SourceRule] | None:
    """Return the first source word before a sentence that may be called by a noun: Reuters for *kantor berita itu*."""
    for index in range(max(0, sentence.first - FAR), sentence.first):
        hit = reading.nouns.get(index)
        if hit is not None and noun in hit.rule.sorts:
            return hit
    return None


def is_brought_in(reading: Reading, noun: int, sentence: Sentence) -> bool:
    """Whether the text before a sentence has a noun behind an article, as who comes on for the first time has it."""
    low = reading.lows[noun]
    near = range(max(1, sentence.first - NEAR), sentence.first)
    return any(reading.lows[i] == low and reading.bits[i - 1] & ARTICLE for i in near)


def document_before(reading: Reading, index: int, sentence: Sentence) -> tuple[int, int] | None:
    """Return the tokens of the last phrase before a sentence that names the same document with its owner or number."""
    head = reading.nouns.get(index)
    if head is None:
        return None
    for at in range(sentence.first - 1, max(-1, sentence.first - FAR), -1):
        hit = reading.nouns.get(at)
        if hit is None or hit.rule.kind != "document" or reading.lows[at] != reading.lows[index]:
            continue
        end = phrase_end(reading, at, len(reading.texts))
        if any(is_capital(text) or text[0].isdigit() for text in reading.texts[at + 1 : end]):
            return at, end
    return None


def holder_before(reading: Reading, index: int, sentence: Sentence) -> tuple[int, int] | None:
    """Return the tokens of the last phrase before a sentence that names an office's holder; None if two may be."""
    found, name = None, list[str]()
    office = reading.lows[index : reading.noun(index).last]
    for at in range(sentence.first - 1, max(-1, sentence.first - FAR), -1):
        hit = reading.nouns.get(at)
        if hit is None or hit.rule.kind != "title" or reading.lows[at : hit.last] != office:
            continue
        if reading.lows[at - 1] in reading.lexicon.words.get("former", ()):
            continue
        end = phrase_end(reading, at, len(reading.texts))
        first, last = name_of(reading, at, end)
        if first < last and found is not None and reading.texts[first:last] != name:
            return None
        if first < last and found is None:
            found, name = (at, end), reading.texts[first:last]
    return found


def also_called(reading: Reading, first: int, last: int) -> set[str]:
    """Return the capitalised words of a phrase that stand in brackets or behind *alias*, *akrab disapa*.

    "Saifullah Yusuf (Gus Ipul)", "Bank Indonesia (BI)", "Budi Santoso alias Bujel".
    """
    calling = reading.lexicon.words.get("calling", frozenset())
    words: set[str] = set()
    inside = called = False
    for index in range(first, last):
        text = reading.texts[index]
        if text in "()":
            inside = text == "("
        elif is_capital(text) and (inside or called):
            words.add(text.casefold())
            continue
        called = reading.lows[index] in calling
    return words


def acronyms(reading: Reading) -> dict[str, str | None]:
    """Return what the article's acronyms stand for, by its own brackets: "Badan Meteorologi … (BMKG)"."""
    found: dict[str, str | None] = {}
    texts = reading.texts
    for index in [i for i, text in enumerate(texts) if text == "("]:
        if texts[index + 2 : index + 3] != [")"] or not is_capital(texts[index + 1]):
            continue
        first = index
        while first not in reading.opens and index - first < LONGEST_BODY and _is_body_word(reading, first - 1):
            first -= 1
        if first < index:
            found.setdefault(texts[index + 1], reading.text(first, index))
    return found


def spelled_out(reading: Reading, acronym: str) -> str | None:
    """Return the first body whose words begin with an acronym's letters: "Komisi Pemberantasan Korupsi" for KPK."""
    if len(acronym) < LEAST_ACRONYM:
        return None
    size = len(acronym)
    for first, hit in reading.nouns.items():
        if hit.rule.kind == "body" and reading.texts[first][0] == acronym[0] != reading.texts[first]:
            words = reading.texts[first : first + size]
            if len(words) == size and all(w[0] == c and len(w) > 1 for w, c in zip(words, acronym, strict=True)):
                return reading.text(first, first + size)
    return None


def unblended(reading: Reading, blend: str, near: int) -> str | None:
    """Return the first body that the article names in full and whose words a blend is made of: "Kementerian Kesehatan"
    for Kemenkes.
    """
    for first in range(max(0, near - FAR), min(len(reading.texts), near + FAR)):
        if reading.kinds[first] != "body" or reading.texts[first][0] != blend[0] or first not in reading.nouns:
            continue
        last = first + 1
        while last - first < LONGEST_BLENDED and last < len(reading.texts) and _is_body_word(reading, last):
            last += 1
            if abbreviates((blend.casefold(),), reading.lows[first:last]):
                return reading.text(first, last)
    return None


def _is_body_word(reading: Reading, index: int) -> bool:
    return is_capital(reading.texts[index]) or reading.lows[index] == "dan"


def _is_name_word(reading: Reading, index: int) -> bool:
    text = reading.texts[index]
    plain = not reading.kinds[index] and not reading.bits[index] & (ARTICLE | NUMBER | NEVER_FIRST)
    return plain and is_capital(text) and not is_acronym(text)
