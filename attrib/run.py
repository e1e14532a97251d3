"""One check from its options to its outcome: find, read, analyze, choose, judge."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from attrib.config import Config, Exit
from attrib.drafts import STDIN, Found, find
from attrib.errors import DraftError
from attrib.examining import GARBAGE_THRESHOLD, analyzed, died, examine, failure_of, own_failure, read_line, shown
from attrib.lexicon.entries import CheckRule
from attrib.model import Analysis, Failure
from attrib.settings.book import Book
from attrib.sift import LeftOut, Sift, Sifted
from attrib.terms import Library, Terms

if TYPE_CHECKING:
    from attrib.jobs import Order
    from attrib.readers.jsonl import Unread
    from attrib.reports.tally import Tally

MadeT = TypeVar("MadeT")


class Outcome(NamedTuple):
    """What came of a run: its figures, how many drafts it has, which failed, how many findings are left out as too
    slight, what was searched, how the run ends, which checks there are, and what else is left out.
    """

    figures: Tally
    drafts: int
    failures: tuple[Failure, ...]
    hidden: int
    found: Found
    exit: Exit
    checks: tuple[CheckRule, ...] = ()
    left_out: LeftOut = LeftOut()


class Share(NamedTuple):
    """What is left of some drafts once they are checked, small enough to come from another process.

    `made` is what was to be made of each, `unread` the lines that cannot be read, each behind the name of its archive,
    `failing` whether there is a finding that makes the run fail.
    """

    made: tuple[Any, ...]
    figures: Tally
    failures: tuple[Failure, ...]
    unread: tuple[tuple[str, Failure], ...]
    notes: tuple[str, ...]
    failing: bool
    hidden: int
    sifted: Sifted


class Desk:
    """What a process needs to check drafts: the terms of each, the sieves, what to make of it; pickled, its recipe.

    Raises RuleErrors for a wrong rule file, UsageError for a code that no check has, an unknown section, a baseline or
    revision that cannot be used.
    """

    def __init__(self, config: Config, book: Book, make: Callable[[Analysis], Any]) -> None:
        gc.set_threshold(GARBAGE_THRESHOLD)
        self.config = config
        self.book = book
        self.make = make
        self.library = Library(book, config.lang)
        self.library.terms(config)
        self.sift = Sift(config, analyzed)

    def __reduce__(self) -> tuple[Any, ...]:
        return Desk, (self.config, self.book, self.make)

    def terms(self, name: str) -> Terms:
        """Return what a draft is checked by; raises UsageError for a wrong file of settings, else as Desk does."""
        return self.library.of(shown(name, self.config))

    def __call__(self, orders: Sequence[Order], tell: Callable[[int], None]) -> Share:
        """Check what is ordered; `tell` is told the number of each order before it is begun."""
        from attrib.reports.tally import tally

        made, notes = [], []
        failures: list[Failure] = []
        unread: list[tuple[str, Failure]] = []
        figures, failing, hidden = tally(()), False, 0
        for number, order in enumerate(orders):
            tell(number)
            file, terms = shown(order.name, self.config), self.terms(order.name)
            result = _examined(order, file, terms, unread)
            if not isinstance(result, Analysis):
                failures += [result] if result else []
                continue
            notes += _notes(result)
            chosen = terms.selected(self.sift(result, terms, file))
            grave = terms.grave(chosen)
            failing = failing or terms.fails(chosen)
            hidden += len(chosen) - len(grave)
            result = result._replace(findings=grave)
            failures += (Failure(result.article.draft.path, fault) for fault in result.faults)
            figures += tally((result,))
            made.append(self.make(result))
        sifted = self.sift.take_out()
        return Share(tuple(made), figures, tuple(failures), tuple(unread), tuple(notes), failing, hidden, sifted)


def _examined(order: Order, file: str, terms: Terms, unread: list[tuple[str, Failure]]) -> Analysis | Failure | None:
    """Return what is known of a draft, why that is nothing, or None for one more line that cannot be read."""
    if order.died:
        return Failure(f"{file}:{order.line[0]}" if order.line else file, died(order.died))
    if order.line is None:
        return examine(order.name, terms.lexicon, terms.config)
    draft = read_line(order.line, file, terms.config)
    if isinstance(draft, DraftError):
        unread.append((file, failure_of(draft.place, draft)))
        return None
    return analyzed(draft, terms.lexicon, terms.config)


def _notes(analysis: Analysis) -> list[str]:
    """What a draft's reader left out or took as given, as one line."""
    draft = analysis.article.draft
    return [f"{draft.path}: {', '.join(draft.notes)}"] if draft.notes else []


def check(
    config: Config,
    book: Book,
    make: Callable[[Analysis], MadeT],
    keep: Callable[[MadeT], None],
    watch: Callable[[str, int], None],
) -> Outcome:
    """Check all drafts that the options mean; of each one's analysis, which is then forgotten, `make` makes what `keep`
    is given, draft after draft. With several processes, that have `make` pickled, it is only what was made that comes.

    `config` is what holds for the run, `book` for each of its drafts. `watch` is told each file's name, before it is
    read or, by another process, once that is done, and how many there are.

    Raises what Desk raises, and UsageError for a wrong file of settings. A draft that cannot be read is a failure in
    the report.
    """
    from attrib import jobs
    from attrib.readers import READERS

    desk = Desk(config, book, make)
    found = find(config.paths, frozenset(READERS), config.stdin_filename)
    # What is wrong in any file of settings is told before the first draft is read.
    for name in found.drafts:
        desk.terms(name)
    whole = _Whole(found.failures)
    told: set[str] = set()

    def tell(name: str) -> None:
        # Of an archive there is an order for each line.
        if name not in told:
            told.add(name)
            watch(name, len(found.drafts))

    def orders() -> Iterator[Order]:
        for name in found.drafts:
            if name != STDIN and desk.sift.is_unchanged(name):
                tell(name)
                whole.sifted.count(unchanged=1)
            else:
                yield from _orders(name, desk.terms(name).config, whole.failures)

    with jobs.results(orders(), desk, config.jobs, lambda order: tell(order.name)) as shares:
        for share in shares:
            for made in share.made:
                keep(made)
            whole.add(share)
    return _in_language(whole.outcome(desk, found), config.lang)


class _Whole:
    """What came of all shares so far."""

    def __init__(self, failures: Iterable[Failure]) -> None:
        from attrib.reports.tally import tally

        self.figures = tally(())
        self.drafts = self.hidden = 0
        self.failures = list(failures)
        self.unread: dict[str, Unread] = {}
        self.notes: list[str] = []
        self.failing = False
        self.sifted = Sifted()

    def add(self, share: Share) -> None:
        """Add what came of some more drafts."""
        self.figures += share.figures
        self.drafts += len(share.made)
        self.hidden += share.hidden
        self.failures += share.failures
        self.failures += (failure for file, failure in share.unread if self._is_told(file))
        self.notes += share.notes
        self.failing = self.failing or share.failing
        self.sifted.add(share.sifted)

    def _is_told(self, file: str) -> bool:
        """Whether a line of an archive that cannot be read is among those of it that are told one by one."""
        from attrib.readers.jsonl import Unread

        return self.unread.setdefault(file, Unread(file)).is_told()

    def outcome(self, desk: Desk, found: Found) -> Outcome:
        """Return what came of the run, which is over."""
        rest = (failure_of(error.place, error) for lines in self.unread.values() for error in lines.rest())
        failures = tuple(sorted((*self.failures, *rest)))
        found = found._replace(notes=(*found.notes, *self.notes, *self.sifted.notes))
        failing = self.failing or self.figures.is_below(desk.config.fail_under)
        ended = _exit(desk.config, failing, bool(failures))
        checks, left_out = desk.library.checks(), desk.sift.close(self.sifted)
        return Outcome(self.figures, self.drafts, failures, self.hidden, found, ended, checks, left_out)


def _orders(name: str, config: Config, failures: list[Failure]) -> Iterator[Order]:
    """Yield what there is to check in a file: all of it, or of an archive every line; what cannot be is a failure."""
    from attrib.jobs import Order
    from attrib.limits import from_environment
    from attrib.readers import holds_many, lines_of
    from attrib.readers.jsonl import lines

    file = shown(name, config)
    if not holds_many(file) or (name == STDIN and sys.stdin is None):
        yield Order(name)
        return
    limits = config.limits or from_environment()
    try:
        for line in lines(sys.stdin.buffer, limits) if name == STDIN else lines_of(name, limits):
            if isinstance(line, DraftError):
                failures.append(failure_of(line.place, line))
            else:
                yield Order(name, line)
    except Exception as error:
        failures.append(own_failure(file, error))


def _exit(config: Config, failing: bool, failed: bool) -> Exit:
    if failed:
        return Exit.FAILED
    return Exit.FINDINGS if failing and not config.exit_zero else Exit.CLEAN


def _in_language(outcome: Outcome, lang: str) -> Outcome:
    """Return an outcome that tells of failures and notes in a language."""
    if lang == "en" or not (outcome.failures or outcome.found.notes):
        return outcome
    from attrib.reports.told import failure, told

    notes = tuple(told(note, lang) for note in outcome.found.notes)
    failures = tuple(failure(failed, lang) for failed in outcome.failures)
    return outcome._replace(failures=failures, found=outcome.found._replace(notes=notes))
