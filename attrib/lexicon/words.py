"""How a form or phrase of a rule file is cut into words: compatibly with the tokens of a draft."""

from __future__ import annotations


def words_of(phrase: str) -> tuple[str, ...]:
    """Return the words and marks of a phrase as the tokeniser of drafts cuts them."""
    import re

    found = re.findall(
        r"(?:[^\W\d_]\.)+[^\W\d_]{1,3}(?![^\W_])|\w+(?:['’ʼ-]\w+|(?<=\d)[.,:/](?=\d)\w+|\.[a-zA-Z]{2,4}\b)*|[@#]\w+|\S",
        phrase,
    )
    return tuple(found)
