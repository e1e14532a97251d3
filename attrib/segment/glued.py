"""Words that lost the space between them when a link was stripped: "MengutipTimes of Israel", "AFPmemberitakan".

A token is parted only where the lexicon knows one of its halves, so that names written in one word stay whole.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import Final

from attrib.lexicon.entries import Lexicon
from attrib.model import Tokens

CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
LEAST_HALF: Final = 3
LEAST_VERB: Final = 7
LEAST_GLUED: Final = 5
MOST_WORDS: Final = 25_000
SMALL_WORDS: Final = ("preposition", "addressee", "complementizer")

_SEEN: dict[str, tuple[set[str], dict[str, tuple[str, ...]]]] = {}
"""Every word met so far, and the halves of those that have some, by the rule set's digest."""


def part_glued(tokens: Tokens, lexicon: Lexicon) -> Tokens:
    """Return the tokens with glued words parted; the very same tokens where there are none."""
    if lexicon.digest not in _SEEN or len(_SEEN[lexicon.digest][0]) > MOST_WORDS:
        _SEEN.clear()
        _SEEN[lexicon.digest] = (set(), {})
    seen, halves = _SEEN[lexicon.digest]
    written = set(tokens.texts)
    for word in written - seen:
        parted = _halves(word, lexicon) if _may_be_two(word) else ()
        if len(parted) > 1:
            halves[word] = parted
    seen |= written
    parts = {word: halves[word] for word in written & halves.keys()}
    if not parts:
        return tokens
    texts = list(chain.from_iterable(parts.get(text, (text,)) for text in tokens.texts))
    starts: list[int] = []
    for text, start in zip(tokens.texts, tokens.starts, strict=True):
        for half in parts.get(text, (text,)):
            starts.append(start)
            start += len(half)
    return Tokens(texts, [text.lower() for text in texts], starts)


def _may_be_two(word: str) -> bool:
    return len(word) > LEAST_GLUED and word.isalpha() and not (word.islower() or word.isupper())


def _halves(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    for at in range(len(word) - LEAST_VERB, 1, -1):
        verb = word[at:]
        if verb in lexicon.cues and verb.startswith("me") and lexicon.cues[verb][-1].rule.frame == "active":
            return (*_camel(word[:at], lexicon), verb)
    return _camel(word, lexicon)


def _camel(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Part "MengutipTimes", "HarianHaaretz", "olehReuters" where the first half is a cue, a source noun or a
    small word.
    """
    match = CAMEL.search(word)
    if match is None or match.start() < LEAST_HALF:
        return (word,)
    left, right = word[: match.start()], word[match.start() :]
    low = left.lower()
    known = low in lexicon.cues or low in lexicon.sources or any(low in lexicon.words.get(k, ()) for k in SMALL_WORDS)
    return (left, right) if known else (word,)
