"""Where the articles of an archive hold what a draft is made of."""

from __future__ import annotations

from typing import NamedTuple


class Fields(NamedTuple):
    """The names of the fields that hold an article's text and, if one does, its id; dots lead into nested objects."""

    text: str = "text"
    id: str = ""
