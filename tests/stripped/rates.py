"""How much of stripped copy is flagged: what wants a source, before and after its link went, and what it became."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from attrib.claims import claims_of
from attrib.lexicon.entries import Lexicon
from attrib.links.link import clause_of
from attrib.model import Analysis, Statement
from attrib.scan import Reading, read
from stripped.frames import LEAST_SPEECH
from stripped.strip import Copy, stripped

KINDS: Final = ("quotation", "accusation", "casualty", "number")
SOURCED: Final = ("named", "anonymous", "carried")
FLAGGED: Final = ("unattributed", "hearsay")
ALL, ONE = "all links at once", "one link at a time"


class Item(NamedTuple):
    """A quotation or a claim of a draft, at an offset; `own` is whether its statement has a link of its own."""

    kind: str
    offset: int
    statement: Statement
    own: bool


class Outcome(NamedTuple):
    """What an item became: its status (`gone` if the words went with the link), and whether the same speaker has it."""

    mode: str
    item: Item
    status: str
    reasons: tuple[str, ...]
    same: bool
    before: str
    after: str
    path: str

    @property
    def flagged(self) -> bool:
        """Whether it is flagged for want of a source."""
        return self.status in FLAGGED


class Row(NamedTuple):
    """A line of the table: how many items, flagged before, stripped, flagged after, or carried on rightly."""

    mode: str
    kind: str
    total: int
    before: int
    stripped: int
    flagged: int
    same: int


def items_of(analysis: Analysis, reading: Reading) -> list[Item]:
    """Return the direct quotations of four words or more, and the first claim of each kind outside of them."""
    mains = {a.statement: a for a in analysis.attributions if a.main and a.entity is not None}
    found: list[Item] = []
    for statement, sentence in zip(analysis.statements, analysis.article.sentences, strict=True):
        if statement.status == "skipped":
            continue
        main = mains.get(statement.id)
        own = main is not None and statement.status in ("named", "anonymous")
        direct = main is not None and main.type == "direct"
        if direct or (main is None and "quotation" in statement.reasons):
            found += [Item("quotation", at, statement, own) for at in _quotations(analysis, reading, statement)]
        if direct:
            continue
        kinds = {claim.name: claim for claim in reversed(claims_of(reading, sentence)) if claim.name in KINDS}
        found += [Item(claim.name, claim.start, statement, own) for claim in kinds.values()]
    return found


def _quotations(analysis: Analysis, reading: Reading, statement: Statement) -> Iterator[int]:
    sentence = analysis.article.sentences[statement.id - 1]
    for first, last in clause_of(reading, sentence).quotes:
        inner = [i for i in range(first, last) if reading.texts[i][0].isalnum()]
        if len(inner) >= LEAST_SPEECH:
            yield reading.starts[inner[len(inner) // 2]]


def outcomes(analysis: Analysis, lexicon: Lexicon, modes: Iterable[str] = (ALL, ONE)) -> list[Outcome]:
    """Return what became of each sourced item of a draft, in each mode."""
    reading = read(analysis.article, lexicon)
    items = [item for item in items_of(analysis, reading) if item.statement.status in SOURCED]
    found: list[Outcome] = []
    if ALL in modes:
        copy = stripped(analysis, lexicon)
        found += [_outcome(ALL, analysis, copy, item) for item in items]
    for id in sorted({item.statement.id for item in items if item.own}) if ONE in modes else ():
        copy = stripped(analysis, lexicon, only=id)
        if copy.rounds:  # a quotation tied by its place has no words of its own to take out
            own = [item for item in items if item.statement.id == id]
            found += [_outcome(ONE, analysis, copy, item) for item in own]
    return found


def _outcome(mode: str, analysis: Analysis, copy: Copy, item: Item) -> Outcome:
    path, text = analysis.article.draft.path, analysis.article.draft.text
    before = text[item.statement.start : item.statement.end]
    place = copy.place(item.offset)
    new = None if place is None else _statement_at(copy.analysis, place)
    if new is None:
        return Outcome(mode, item, "gone", (), False, before, "", path)
    after = copy.text[new.start : new.end]
    same = new.source is not None and _is_same(analysis, copy, item.statement.source, new.source)
    return Outcome(mode, item, new.status, new.reasons, same, before, after, path)


def _statement_at(analysis: Analysis, place: int) -> Statement | None:
    return next((s for s in analysis.statements if s.start <= place < s.end), None)


def _is_same(analysis: Analysis, copy: Copy, before: int | None, after: int) -> bool:
    """Whether two sources, of the draft and of its copy, share a mention."""
    mentions = {m.start for e in copy.analysis.entities if e.id == after for m in e.mentions}
    return any(copy.place(m.start) in mentions for e in analysis.entities if e.id == before for m in e.mentions)


def rows(found: Iterable[Outcome], counts: dict[str, tuple[int, int]]) -> list[Row]:
    """Return the table; `counts` tells of each kind how many items the drafts hold and how many were flagged."""
    found = [outcome for outcome in found if outcome.status != "gone"]
    table: list[Row] = []
    for mode, label, wanted in _GROUPS:
        for kind in KINDS:
            own = [o for o in found if o.mode == mode and o.item.kind == kind and wanted(o)]
            same = sum(o.flagged or (o.same and o.status in SOURCED) for o in own)
            table.append(Row(label, kind, *counts.get(kind, (0, 0)), len(own), sum(o.flagged for o in own), same))
    return table


_GROUPS: Final[tuple[tuple[str, str, Callable[[Outcome], bool]], ...]] = (
    (ALL, ALL, lambda o: o.item.own),
    (ALL, "all links: carried", lambda o: not o.item.own),
    (ONE, ONE, lambda o: True),
)


def count(analysis: Analysis, lexicon: Lexicon) -> dict[str, tuple[int, int]]:
    """Return of each kind how many items a draft holds as it is, and how many of them are flagged."""
    items = items_of(analysis, read(analysis.article, lexicon))
    return {
        kind: (
            sum(item.kind == kind for item in items),
            sum(item.kind == kind and item.statement.status in FLAGGED for item in items),
        )
        for kind in KINDS
    }
