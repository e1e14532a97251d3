"""Words out of a file that is no plain text, block by block: each block is one line of the draft's text."""

from __future__ import annotations

import re
from typing import Final

from attrib.errors import DraftError
from attrib.limits import DEFAULT, Limits, require_few
from attrib.model import Block, Draft
from attrib.readers.masking import FOR_US, INVISIBLE

SPACE: Final = re.compile("[ \\t-\\r\\x1c-\\x1f\\x85\\u2028\\u2029]+")
HIDDEN: Final = frozenset({"code", "comment", "skipped"})
SENTENCE: Final = re.compile(r"[.!?…][\"”’'»)\]]*$")
CHANGE: Final = "tracked change"
WRITTEN_OUT: Final = 80
"""A table's cell of at least so many characters that ends like a sentence is prose, the others are data."""


class Extract:
    """Collects the words of one block after another; positions are those of the text so made.

    `notes` count what is left out or taken as given, by what the reader calls it.
    """

    def __init__(self) -> None:
        self.roles: list[str] = []
        self.texts: list[str] = []
        self.holes: list[list[tuple[int, int]]] = []
        self.pieces: list[tuple[str, bool]] = []
        self.notes: dict[str, int] = {}

    def add(self, words: str, seen: bool = True) -> None:
        """Add words to the block at hand; what is not `seen` by a reader is no prose."""
        self.pieces.append((words, seen))

    def note(self, what: str) -> None:
        """Count one more of what the reader leaves out or takes as given."""
        self.notes[what] = self.notes.get(what, 0) + 1

    def close(self, role: str) -> None:
        """End the block at hand, white space run together; one without words is none.

        A `cell` becomes text if it holds a sentence ("Warga lega setelah …, kata Budi."), else it is skipped.
        """
        text, holes = _joined(self.pieces)
        self.pieces = []
        if not text.strip():
            return
        if role == "cell":
            role = "text" if len(text) >= WRITTEN_OUT and SENTENCE.search(text) else "skipped"
        if sum(end - start for start, end in holes) == len(text):
            role = "comment"
        self.roles.append(role)
        self.texts.append(text)
        self.holes.append(holes)

    def draft(
        self, path: str, chosen: list[int] | None = None, notes: tuple[str, ...] = (), limits: Limits = DEFAULT
    ) -> Draft:
        """Return the draft that all blocks make, or the `chosen` ones; raises DraftError for none or too much."""
        numbers = range(len(self.texts)) if chosen is None else chosen
        blocks: list[Block] = []
        prose: list[str] = []
        start = 0
        for number in numbers:
            text, role = self.texts[number], self.roles[number]
            blocks.append(Block(start, start + len(text), role))
            prose.append(" " * len(text) if role in HIDDEN else _blanked(text, self.holes[number]))
            start += len(text) + 1
        if not any(map(str.strip, prose)):
            raise DraftError(path, "holds no text to check", "check that the draft was saved")
        text = "\n".join(self.texts[number] for number in numbers)
        require_few(text, path, limits)
        draft = Draft(path, text, "\n".join(prose), tuple(blocks), tuple(block.start for block in blocks), notes)
        if FOR_US not in text:
            return draft
        from attrib.readers.directives import without_comments

        return without_comments(draft)


def _joined(pieces: list[tuple[str, bool]]) -> tuple[str, list[tuple[int, int]]]:
    """Return the pieces as one line without white space around it, and where those not seen stand."""
    done: list[str] = []
    holes: list[tuple[int, int]] = []
    length, parted = 0, True
    for words, seen in pieces:
        flat = SPACE.sub(" ", words)
        flat = flat.lstrip(" ") if parted else flat
        if not flat:
            continue
        if not seen:
            holes.append((length, length + len(flat)))
        done.append(flat)
        length += len(flat)
        parted = flat[-1] == " "
    text = "".join(done).rstrip(" ")
    return text, [(start, min(end, len(text))) for start, end in holes]


def _blanked(text: str, holes: list[tuple[int, int]]) -> str:
    pieces, done = [], 0
    for start, end in holes:
        pieces += [text[done:start], " " * (end - start)]
        done = end
    return INVISIBLE.sub(" ", "".join([*pieces, text[done:]]))


def notes_of(counts: dict[str, int]) -> tuple[str, ...]:
    """Return what to say of what was counted: changes are taken as accepted, all else is left out."""
    said = []
    for what, count in sorted(counts.items()):
        many = what if count == 1 else f"{what}es" if what.endswith("x") else f"{what}s"
        done = "read as if accepted" if what == CHANGE else "left out"
        said.append(f"{count} {many} {done}")
    return tuple(said)
