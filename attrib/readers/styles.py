"""What the paragraph styles of word processors mean: by their built-in names, and those they are based on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

ROLES: Final = (
    ("heading", re.compile(r"heading(?: \d+)?|title|subtitle|heading title")),
    ("quote", re.compile(r"(?:intense )?quote|quotations?|block text")),
    ("code", re.compile(r"html preformatted|preformatted text|macro text|source code|code")),
    ("skipped", re.compile(r"caption|illustration|table(?: of figures)?|figure|drawing|(?:toc|contents) .*")),
)
"""Word, LibreOffice and Google Docs keep these English names in the file, whatever language they show them in."""
MOST_ANCESTORS: Final = 50
"""Word follows eleven; a style may be based on itself, and every paragraph asks for its style's role."""


class Style(NamedTuple):
    """A paragraph style: the name it goes by, the id of the one it is based on, whether it makes headings or lists."""

    name: str
    parent: str
    heading: bool = False
    listed: bool = False


def role_of(style: str, styles: Mapping[str, Style]) -> str | None:
    """Return the role that a style gives to a paragraph, None for plain text; the nearest ancestor decides."""
    for _ in range(MOST_ANCESTORS):
        if style not in styles:
            return None
        found = styles[style]
        if found.heading:
            return "heading"
        for role, names in ROLES:
            if names.fullmatch(found.name.strip().lower()):
                return role
        if found.listed:
            return "list"
        style = found.parent
    return None
