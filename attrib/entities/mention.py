"""What a decider of entities sees, and what the registry answers."""

from __future__ import annotations

from typing import NamedTuple

from attrib.model import Sentence, Source


class Mention(NamedTuple):
    """A source's words (tokens `first` to `last`) in their sentence; `here` is the entity of the source that spoke
    before it in the same sentence.
    """

    source: Source
    first: int
    last: int
    sentence: Sentence
    here: int | None = None


class Resolved(NamedTuple):
    """The entity that a mention stands for, and why."""

    entity: int
    reason: str
