"""The small words of grammar as bits: one look-up a token tells every class that it belongs to.

The classes are the `[[words]]` entries of rules/text/; a class that a rule folder leaves out is empty.
"""

from __future__ import annotations

from typing import Any, Final, Generic, NamedTuple, TypeVar

from attrib.lexicon.entries import Form, Lexicon, Table

RuleT = TypeVar("RuleT")

CLASSES: Final = (
    "adding",
    "addressee",
    "adverb",
    "age",
    "article",
    "channel",
    "complementizer",
    "concluding",
    "conjunction",
    "coordinator",
    "copula",
    "demonstrative",
    "epithet",
    "joiner",
    "label",
    "month",
    "name-marker",
    "negation",
    "nominal",
    "number",
    "office",
    "opener",
    "place",
    "preposition",
    "pronoun-1",
    "quantity-unit",
    "relative",
    "subordinator",
    "thing",
    "time",
    "weekday",
)
(
    ADDING,
    ADDRESSEE,
    ADVERB,
    AGE,
    ARTICLE,
    CHANNEL,
    COMPLEMENTIZER,
    CONCLUDING,
    CONJUNCTION,
    COORDINATOR,
    COPULA,
    DEMONSTRATIVE,
    EPITHET,
    JOINER,
    LABEL,
    MONTH,
    NAME_MARKER,
    NEGATION,
    NOMINAL,
    NUMBER,
    OFFICE,
    OPENER,
    PLACE,
    PREPOSITION,
    PRONOUN_1,
    UNIT,
    RELATIVE,
    SUBORDINATOR,
    THING,
    TIME,
    WEEKDAY,
) = (1 << n for n in range(len(CLASSES)))
CALENDAR: Final = WEEKDAY | MONTH | TIME

VERB_PREFIXES: Final = ("me", "ber", "di", "ter")
MOST_WORDS: Final = 25_000
LEAST_VERB: Final = 5
"""A word this short with a verb's prefix is more likely none: "meja", "dinas", "diri", "beras"."""


class Starts(NamedTuple, Generic[RuleT]):
    """The forms that begin with a word: those that are this word `alone`, and by the word behind it all that may
    stand there, longest first.
    """

    alone: tuple[Form[RuleT], ...]
    behind: dict[str, tuple[Form[RuleT], ...]]


NOWHERE: Final[Starts[Any]] = Starts((), {})


class Lookup(dict[str, Starts[RuleT] | None]):
    """A table of the lexicon that remembers each word it was asked for, also those that begin no form (None).

    A look-up then costs one dictionary access a token, and a small word that begins many phrases ("tidak") one more;
    an archive's vocabulary is kept from growing without bound.
    """

    def __init__(self, table: Table[RuleT]) -> None:
        super().__init__()
        self.table = table

    def __missing__(self, word: str) -> Starts[RuleT] | None:
        if len(self) > MOST_WORDS:
            self.clear()
        forms = self.table.get(word)
        starts = self[word] = _starts(forms) if forms else None
        return starts

    def at(self, index: int, lows: list[str]) -> tuple[Form[RuleT], ...]:
        """Return the forms that may stand at a token, by its word and the next."""
        starts = self[lows[index]]
        if starts is None:
            return ()
        if starts.behind and index + 1 < len(lows):
            return starts.behind.get(lows[index + 1], starts.alone)
        return starts.alone


def _starts(forms: tuple[Form[RuleT], ...]) -> Starts[RuleT]:
    seconds = {form.words[1] for form in forms if len(form.words) > 1}
    behind = {word: tuple(f for f in forms if len(f.words) == 1 or f.words[1] == word) for word in seconds}
    return Starts(tuple(form for form in forms if len(form.words) == 1), behind)


class Grammar:
    """Bits by lower-case word, phrases of several words by class, and the lexicon's tables ready for look-up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._beginnings: dict[str, frozenset[str]] = {}
        self.cues = Lookup(lexicon.cues)
        self.sources = Lookup(lexicon.sources)
        self.claims = Lookup(lexicon.claims)
        self.bits: dict[str, int] = {}
        for bit, name in enumerate(CLASSES):
            for word in lexicon.words.get(name, ()):
                self.bits[word] = self.bits.get(word, 0) | 1 << bit
        self.phrases: dict[str, tuple[tuple[int, tuple[str, ...]], ...]] = {}
        for bit, name in enumerate(CLASSES):
            for phrase in lexicon.phrases.get(name, ()):
                known = self.phrases.get(phrase[0], ())
                self.phrases[phrase[0]] = tuple(sorted((*known, (1 << bit, phrase)), key=lambda entry: -len(entry[1])))

    def beginnings(self, name: str) -> frozenset[str]:
        """Return the words of a class, and those that its phrases begin with."""
        found = self._beginnings.get(name)
        if found is None:
            heads = (phrase[0] for phrase in self.lexicon.phrases.get(name, ()))
            found = self._beginnings[name] = self.lexicon.words.get(name, frozenset()).union(heads)
        return found

    def phrase(self, lows: list[str], index: int, wanted: int) -> int:
        """Return how many tokens a phrase or word of the wanted classes takes at `index`, 0 for none."""
        for bit, words in self.phrases.get(lows[index], ()):
            if bit & wanted and tuple(lows[index : index + len(words)]) == words:
                return len(words)
        return 1 if self.bits.get(lows[index], 0) & wanted else 0


_BUILT: dict[str, Grammar] = {}


def grammar_of(lexicon: Lexicon) -> Grammar:
    """Return the lexicon's grammar, built once for each rule set."""
    if lexicon.digest not in _BUILT:
        _BUILT.clear()
        _BUILT[lexicon.digest] = Grammar(lexicon)
    return _BUILT[lexicon.digest]


def looks_like_verb(low: str) -> bool:
    """Whether a word has the shape of a prefixed verb; nouns in *ber-* or *di-* are few and short."""
    return len(low) > LEAST_VERB and low.startswith(VERB_PREFIXES)
