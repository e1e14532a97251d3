"""How a form or phrase of a rule file is cut into words: as the tokens of a draft are."""

from __future__ import annotations

import re
from typing import Final

# A test holds it against the tokeniser, which is written for speed and knows links besides.
WORD: Final = re.compile(
    r"(?:[^\W\d_]\.)+[^\W\d_]{1,3}(?![^\W_])"
    r"|\w+(?:['’ʼ-]\w+|(?<=\d)[.,:/](?=\d)\w+|\.[a-zA-Z]{2,4}\b)*"
    r"|[@#]\w+"
    r"|\S"
)


def words_of(phrase: str) -> tuple[str, ...]:
    """Return the words and marks of a phrase."""
    return tuple(WORD.findall(phrase))
