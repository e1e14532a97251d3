"""What the page needs to know of a draft, looked up once."""

from __future__ import annotations

from typing import NamedTuple

from attrib.model import Analysis, Entity, Finding
from attrib.reports import Context
from attrib.reports.blocks import Block, blocks
from attrib.reports.html.labels import Words, words
from attrib.reports.marks import Marks
from attrib.reports.shape import clip, visible
from attrib.reports.sources import statements_of
from attrib.reports.tally import Tally, tally

_EXCERPT = 60


class View(NamedTuple):
    """A draft with its lookups: `notes` by statement, `numbers` of those notes as printed, `rests` by source.

    `whole` are the findings of the draft as a whole.
    """

    analysis: Analysis
    words: Words
    figures: Tally
    marks: Marks
    entities: dict[int, Entity]
    rests: dict[int, set[int]]
    notes: dict[int, Block]
    numbers: dict[int, int]
    whole: tuple[tuple[Finding, int], ...]

    def excerpt(self, statement: int) -> str:
        """Return how a statement begins, on one line."""
        found = self.marks.statements[statement]
        return clip(visible(self.analysis.article.draft.text[found.start : found.end][: 2 * _EXCERPT]), _EXCERPT)


def view_of(analysis: Analysis, context: Context) -> View:
    """Look a draft up. A finding of a statement that is not there counts as one of the whole draft."""
    marks = Marks(analysis)
    known = (f if f.statement in marks.statements else f._replace(statement=None) for f in analysis.findings)
    parted = blocks(known)
    notes = {block.statement: block for block in parted if block.statement is not None}
    return View(
        analysis,
        words(context.lang),
        tally([analysis]),
        marks,
        {entity.id: entity for entity in analysis.entities},
        statements_of(analysis),
        notes,
        {statement: number for number, statement in enumerate(notes, 1)},
        next((block.findings for block in parted if block.statement is None), ()),
    )
