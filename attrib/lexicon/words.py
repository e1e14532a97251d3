"""How a form or phrase of a rule file is cut into words: as the tokens of a draft are."""

from __future__ import annotations

import re
from typing import Final

# What segment/tokens.py writes for speed, and with links; a test holds the two together on all shipped forms.
WORD: Final = re.compile(
    r"(?:[^\W\d_]\.)+[^\W\d_]{1,3}(?![^\W_])"
    r"|\w+(?:(?<=[^\W\d_])['’ʼ](?=[^\W\d_])\w+|-(?=[^\W_])\w+|(?<=\d)[.,:/](?=\d)\w+"
    r"|\.(?:com|co|id|go|or|ac|org|net|tv|info|news|COM|CO|ID|GO|OR|AC|ORG|NET|TV|INFO|NEWS|Com)(?!\w))*"
    r"|[@#]\w+(?:\.\w+)*"
    r"|\S"
)


def words_of(phrase: str) -> tuple[str, ...]:
    """Return the words and marks of a phrase."""
    return tuple(WORD.findall(phrase))
