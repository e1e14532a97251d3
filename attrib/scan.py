"""One pass over the tokens: where the lexicon's cues and source words stand, and what class each word is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, compress, repeat
from typing import Final, Generic, NamedTuple, TypeVar

from attrib.grammar import DEMONSTRATIVE, NOMINAL, NOWHERE, Grammar, Lookup, grammar_of, looks_like_verb
from attrib.lexicon.entries import Blocked, ClaimRule, CueRule, Form, Lexicon, SourceRule
from attrib.model import Article

RuleT = TypeVar("RuleT")
HEADING: Final = "heading"
NO_VERB: Final = DEMONSTRATIVE | NOMINAL


class Hit(NamedTuple, Generic[RuleT]):
    """A form of a rule found at tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    rule: RuleT


class Reading(NamedTuple):
    """An article with all that one pass tells of its words.

    `bits` are grammar classes by token; `cues` every cue form in order of place; `nouns` the longest source form that
    begins at a token; `kinds` the source kind of each token, "" where it has none; `plain` the words that the
    article also writes in lower case, so that a capital at a sentence's start proves no name; `opens` the tokens that
    sentences begin with, past which no name reaches; `headed` those of headlines, whose capitals prove nothing.
    """

    article: Article
    lexicon: Lexicon
    grammar: Grammar
    texts: list[str]
    lows: list[str]
    starts: list[int]
    bits: list[int]
    cues: list[Hit[CueRule]]
    nouns: dict[int, Hit[SourceRule]]
    kinds: list[str]
    plain: frozenset[str]
    opens: frozenset[int]
    headed: frozenset[int]

    def is_verb(self, index: int) -> bool:
        """Whether a word has a verb's shape and is no noun that only looks so: "distrik", "berita", "tersangka"."""
        return not self.kinds[index] and not self.bits[index] & NO_VERB and looks_like_verb(self.lows[index])

    def noun(self, index: int) -> Hit[SourceRule]:
        """Return the source form that a token of some kind stands in, from its first word or a later one."""
        while index not in self.nouns:
            index -= 1
        return self.nouns[index]

    def holds(self, wanted: int, first: int, last: int) -> bool:
        """Whether one of the tokens from `first` up to `last` (exclusive) is of a grammar class."""
        return any(bits & wanted for bits in self.bits[first:last])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of the tokens from `first` up to `last` (exclusive)."""
        return self.starts[first], self.starts[last - 1] + len(self.texts[last - 1])

    def text(self, first: int, last: int) -> str:
        """Return the draft's own characters from token `first` up to `last` (exclusive)."""
        start, end = self.span(first, last)
        return self.article.draft.text[start:end]


def occurrences(words: list[str], word: str, first: int, last: int) -> Iterator[int]:
    """Yield where a word stands between two places (the last exclusive)."""
    at = first
    while True:
        try:
            at = words.index(word, at, last)
        except ValueError:
            return
        yield at
        at += 1


def match_at(forms: tuple[Form[RuleT], ...], index: int, texts: list[str], lows: list[str]) -> Form[RuleT] | None:
    """Return the longest of the forms that stands at a token and is no look-alike there."""
    for form in forms:
        words, exact, blocked, _, guards, before, behind = form
        size = len(words)
        if size > 1 and tuple(lows[index : index + size]) != words:
            continue
        if exact is not None and tuple(texts[index : index + size]) != exact:
            continue
        guarded = guards and not guards.isdisjoint(lows[max(0, index - before) : index + behind])
        if guarded and _is_blocked(blocked, index, lows):
            continue
        return form
    return None


def _is_blocked(blocked: tuple[Blocked, ...], index: int, lows: list[str]) -> bool:
    last = len(lows)
    for before, words in blocked:
        start = index - before
        if 0 <= start < last and lows[start] == words[0] and tuple(lows[start : start + len(words)]) == words:
            return True
    return False


def starts_of(lookup: Lookup[RuleT], lows: list[str]) -> list[int]:
    """Return the tokens whose word begins a form of a table."""
    return list(compress(range(len(lows)), map(lookup.__getitem__, lows)))


def find_all(lookup: Lookup[RuleT], texts: list[str], lows: list[str]) -> list[Hit[RuleT]]:
    """Return the hits of a table among all tokens; hits do not overlap one another."""
    hits: list[Hit[RuleT]] = []
    free, final = 0, len(lows) - 1
    for index in starts_of(lookup, lows):
        if index < free:
            continue
        forms, behind = lookup[lows[index]] or NOWHERE
        if behind and index < final:
            forms = behind.get(lows[index + 1], forms)
        if forms and (form := match_at(forms, index, texts, lows)) is not None:
            free = index + len(form.words)
            hits.append(Hit(index, free, form.rule))
    return hits


def find_claims(reading: Reading, starts: Iterable[int]) -> list[Hit[ClaimRule]]:
    """Return every claim form that begins at one of the tokens; forms of different rules may overlap."""
    texts, lows, at = reading.texts, reading.lows, reading.grammar.claims.at
    hits: list[Hit[ClaimRule]] = []
    for index in starts:
        for form in at(index, lows):
            if match_at((form,), index, texts, lows) is not None:
                hits.append(Hit(index, index + len(form.words), form.rule))
    return hits


def _with_capitals(texts: list[str], written: Iterable[str], lexicon: Lexicon) -> list[str]:
    """Return the words with a capital where a name begins with a small particle: "Yusuf [al-Amin]"."""
    prefixes = lexicon.words.get("name-prefix", frozenset())
    small = {text for text in written if "-" in text and text.partition("-")[0] in prefixes}
    return [text[0].upper() + text[1:] if text in small else text for text in texts] if small else texts


def _without_names(bits: list[int], texts: list[str], written: frozenset[str], lexicon: Lexicon) -> list[int]:
    """Return the classes of the words, none for a small word that is a name as it is written: "kata [Lalu] Suryadi"."""
    for name in (word.capitalize() for word in lexicon.words.get("given-name", ())):
        for index in occurrences(texts, name, 1, len(texts) - 1) if name in written else ():
            within = texts[index - 1][-1].isalnum() and texts[index + 1][0].isupper()
            if within or texts[index - 1] == ",":
                bits[index] = 0
    return bits


def read(article: Article, lexicon: Lexicon) -> Reading:
    """Return the article with its cues, source words and word classes found."""
    tokens = article.tokens
    grammar = grammar_of(lexicon)
    written = frozenset(tokens.texts)
    nouns = find_all(grammar.sources, tokens.texts, tokens.lows)
    kinds = [""] * len(tokens.lows)
    for hit in nouns:
        kinds[hit.first : hit.last] = [hit.rule.kind] * (hit.last - hit.first)
    return Reading(
        article,
        lexicon,
        grammar,
        _with_capitals(tokens.texts, written, lexicon),
        tokens.lows,
        tokens.starts,
        _without_names(list(map(grammar.bits.get, tokens.lows, repeat(0))), tokens.texts, written, lexicon),
        find_all(grammar.cues, tokens.texts, tokens.lows),
        {hit.first: hit for hit in nouns},
        kinds,
        written,
        frozenset(sentence.first for sentence in article.sentences),
        frozenset(chain.from_iterable(range(s.first, s.last) for s in article.sentences if s.role == HEADING)),
    )
