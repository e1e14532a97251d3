"""One `attrib baseline` from its options to its outcome: check, compare with the old baseline, write the new one."""

from __future__ import annotations

import os
from typing import NamedTuple

from attrib.baseline import Baseline, Note, Revision, read, render
from attrib.errors import UsageError
from attrib.model import Analysis, Failure
from attrib.output import stamp, write_file
from attrib.progress import progress
from attrib.reports.labels import LABELS
from attrib.run import check
from attrib.settings.book import Book


class Wish(NamedTuple):
    """What to do to a baseline file, and what to note of the findings that it takes up."""

    output: str
    note: Note
    update: bool = False
    prune: bool = False


class Revised(NamedTuple):
    """What came of it: a line for people, or the drafts for whose sake nothing was written."""

    summary: str
    failures: tuple[Failure, ...]


def revise(book: Book, wish: Wish, quiet: bool) -> Revised:
    """Write or bring up to date a baseline, whole or not at all.

    Raises UsageError for one that is there already and neither to be updated nor pruned, or that is damaged.
    """
    # A baseline that is being made keeps nothing from itself; and what it is made of is not for handing to and fro.
    config = book.whole()._replace(baseline="", fail_under=0, jobs=1)
    before = stamp(wish.output)
    revision = Revision(_old(wish), wish.note)

    def take(analysis: Analysis) -> None:
        revision.take(analysis.article.draft, analysis.findings)

    with progress(not quiet) as watch:
        outcome = check(config, book, lambda analysis: analysis, take, watch)
    if outcome.failures:
        return Revised("", outcome.failures)
    count = revision.done(add=wish.update or not wish.prune, prune=wish.prune)
    write_file(wish.output, render(count.entries), before)
    labels = LABELS[config.lang]
    figures = count._asdict() | {"path": wish.output, "entries": len(count.entries)}
    oldest = min((entry.date for entry in count.entries), default="")
    since = f"; {labels['oldest'].format(date=oldest)}" if oldest else ""
    return Revised(labels["baseline"].format(**figures) + since, ())


def _old(wish: Wish) -> Baseline:
    there = os.path.lexists(wish.output)
    if wish.update or wish.prune:
        return read(wish.output)
    if there:
        raise UsageError(wish.output, "there is a baseline already", "--update adds to it, --prune drops what is fixed")
    return Baseline(wish.output, ())
