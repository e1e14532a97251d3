"""Comments meant for attrib: `<!-- attrib: … -->` or `[attrib: …]`, in every kind of draft; they are no prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from attrib.model import Draft
from attrib.readers.masking import VISIBLE

COMMENT: Final = re.compile(
    r"(?<!`)(?:<!--\s*attrib\b\s*:?(?P<hidden>(?:(?!<!--|-->).)*)(?P<hidden_end>-->)?"
    r"|\[[ \t]*attrib[ \t]*:(?P<shown>[^\[\]\r\n]*)(?P<shown_end>\])?)",
    re.IGNORECASE | re.DOTALL,
)
"""Neither form goes on past the beginning of another one, so that no draft makes it search twice."""


class Comment(NamedTuple):
    """A comment for attrib: its span, and that of what it says; one that nothing closes hides nothing."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool


def comments(text: str) -> Iterator[Comment]:
    """Yield the comments of a text in their order."""
    for found in COMMENT.finditer(text):
        name = "hidden" if found["hidden"] is not None else "shown"
        yield Comment(*found.span(), *found.span(name), found[f"{name}_end"] is not None)


def blanked(text: str, prose: str, forms: str = "<[") -> str:
    """Return the prose of a text with its comments blanked, line ends kept; `forms` are how they may begin."""
    pieces, done = [], 0
    for comment in comments(text):
        if comment.closed and text[comment.start] in forms:
            pieces += [prose[done : comment.start], VISIBLE.sub(" ", prose[comment.start : comment.end])]
            done = comment.end
    return "".join([*pieces, prose[done:]]) if done else prose


def without_comments(draft: Draft) -> Draft:
    """Return a draft of extracted words whose comments are no prose; a block that holds nothing else is one of role
    comment.

    What its reader took for words is no hidden comment: "Ia menulis &lt;!-- attrib: … --&gt;."
    """
    prose = blanked(draft.text, draft.prose, "[")
    blocks = [
        block._replace(role="comment")
        if draft.prose[block.start : block.end].strip() and not prose[block.start : block.end].strip()
        else block
        for block in draft.blocks
    ]
    return draft._replace(prose=prose, blocks=tuple(blocks))
