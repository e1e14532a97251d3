"""One check from its options to its outcome: find, read, analyze, choose, judge."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from attrib.config import Config, Exit, require_known, require_section
from attrib.drafts import STDIN, Found, find
from attrib.errors import DraftError, UsageError
from attrib.lexicon.entries import CheckRule, Lexicon
from attrib.model import SEVERITIES, Analysis, Draft, Failure, Finding
from attrib.sift import LeftOut, Sift, Sifted

if TYPE_CHECKING:
    from attrib.jobs import Order
    from attrib.readers.jsonl import Unread
    from attrib.reports.tally import Tally

MadeT = TypeVar("MadeT")

GARBAGE_THRESHOLD = 100_000


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
    """What a process needs to check drafts: the rules, the sieves, and what to make of each; pickled, its recipe.

    Raises RuleErrors for a wrong rule file, UsageError for a code that no check has, an unknown section, a baseline or
    revision that cannot be used.
    """

    def __init__(self, config: Config, make: Callable[[Analysis], Any]) -> None:
        from attrib.lexicon import load

        self.config = config
        self.make = make
        self.lexicon = load(config.rules)
        # What a draft leaves behind is freed when it is forgotten; looking for cycles in it costs a tenth of the time.
        gc.set_threshold(GARBAGE_THRESHOLD)
        known = [rule.code for rule in self.lexicon.checks]
        require_known("--select", config.select, known)
        require_known("--ignore", config.ignore, known)
        sections = {section.id: section for section in self.lexicon.sections}
        require_section(config.section, list(sections))
        self.section = sections[config.section]
        self.sift = Sift(config, self.lexicon, lambda draft: _analyzed(draft, self.lexicon, config))

    def __reduce__(self) -> tuple[Any, ...]:
        return Desk, (self.config, self.make)

    def __call__(self, orders: Sequence[Order], tell: Callable[[int], None]) -> Share:
        """Check what is ordered; `tell` is told the number of each order before it is begun."""
        from attrib.reports.tally import tally

        made, notes = [], []
        failures: list[Failure] = []
        unread: list[tuple[str, Failure]] = []
        figures, failing, hidden = tally(()), False, 0
        for number, order in enumerate(orders):
            tell(number)
            file = shown(order.name, self.config)
            result = self._examined(order, file, unread)
            if not isinstance(result, Analysis):
                failures += [result] if result else []
                continue
            notes += _notes(result)
            findings = self.sift(result, self.section, file)
            chosen = [finding for finding in findings if _selected(finding, self.config)]
            failing = failing or _fails(chosen, self.config)
            grave = tuple(finding for finding in chosen if _grave(finding, self.config.min_severity))
            hidden += len(chosen) - len(grave)
            result = result._replace(findings=grave)
            failures += (Failure(result.article.draft.path, fault) for fault in result.faults)
            figures += tally((result,))
            made.append(self.make(result))
        sifted = self.sift.take_out()
        return Share(tuple(made), figures, tuple(failures), tuple(unread), tuple(notes), failing, hidden, sifted)

    def _examined(self, order: Order, file: str, unread: list[tuple[str, Failure]]) -> Analysis | Failure | None:
        """Return what is known of a draft, why that is nothing, or None for one more line that cannot be read."""
        if order.died:
            return Failure(f"{file}:{order.line[0]}" if order.line else file, died(order.died))
        if order.line is None:
            return examine(order.name, self.lexicon, self.config)
        draft = _read_line(order.line, file, self.config)
        if isinstance(draft, DraftError):
            unread.append((file, failure_of(draft.place, draft)))
            return None
        return _analyzed(draft, self.lexicon, self.config)


def check(
    config: Config, make: Callable[[Analysis], MadeT], keep: Callable[[MadeT], None], watch: Callable[[str], None]
) -> Outcome:
    """Check all drafts that the options mean; of each one's analysis, which is then forgotten, `make` makes what `keep`
    is given, draft after draft. With several processes, that have `make` pickled, it is only what was made that comes.

    `watch` is told each one's name before it is read.

    Raises what Desk raises. A draft that cannot be read is a failure in the report.
    """
    from attrib import jobs
    from attrib.readers import READERS
    from attrib.reports.tally import tally

    desk = Desk(config, make)
    found = find(config.paths, frozenset(READERS), config.stdin_filename)
    failures = list(found.failures)
    unread: dict[str, Unread] = {}
    notes: list[str] = []
    figures, drafts, failing, hidden = tally(()), 0, False, 0
    sifted = Sifted()

    def orders() -> Iterator[Order]:
        for name in found.drafts:
            watch(name)
            if name != STDIN and desk.sift.is_unchanged(shown(name, config)):
                sifted.count(unchanged=1)
            else:
                yield from _orders(name, config, failures)

    with jobs.results(orders(), desk, config.jobs) as shares:
        for share in shares:
            for made in share.made:
                keep(made)
            drafts += len(share.made)
            figures += share.figures
            failures += share.failures
            failures += (failure for file, failure in share.unread if _is_told(unread, file))
            notes += share.notes
            failing, hidden = failing or share.failing, hidden + share.hidden
            sifted.add(share.sifted)
    failures += (failure_of(error.place, error) for lines in unread.values() for error in lines.rest())
    found = found._replace(notes=(*found.notes, *notes, *sifted.notes))
    ended = _exit(config, failing, bool(failures))
    return Outcome(
        figures, drafts, tuple(sorted(failures)), hidden, found, ended, desk.lexicon.checks, desk.sift.close(sifted)
    )


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


def _is_told(unread: dict[str, Unread], file: str) -> bool:
    """Whether a line of an archive that cannot be read is among those of it that are told one by one."""
    from attrib.readers.jsonl import Unread

    return unread.setdefault(file, Unread(file)).is_told()


def examine(name: str, lexicon: Lexicon, config: Config) -> Analysis | Failure:
    """Return all that is known of one draft, or why it could not be read."""
    file = shown(name, config)
    try:
        draft = read_draft(name, file, config)
    except DraftError as error:
        return failure_of(file, error)
    except UsageError:
        raise
    except Exception as error:
        return own_failure(file, error)
    return _analyzed(draft, lexicon, config)


def shown(name: str, config: Config) -> str:
    """Return the name that a draft goes by in reports."""
    return config.stdin_filename if name == STDIN else name


def _read_line(line: tuple[int, bytes], file: str, config: Config) -> Draft | DraftError:
    from attrib.limits import from_environment
    from attrib.readers.fields import Fields
    from attrib.readers.jsonl import read_line

    fields = Fields(config.text_field, config.id_field)
    return read_line(line[1], line[0], file, fields, config.limits or from_environment())


def _analyzed(draft: Draft, lexicon: Lexicon, config: Config) -> Analysis | Failure:
    from attrib.analyze import analyze

    try:
        return analyze(draft, lexicon, config.lang)
    except Exception as error:
        return own_failure(draft.path, error)


def failure_of(shown: str, error: DraftError) -> Failure:
    return Failure(shown, error.message + (f"; {error.hint}" if error.hint else ""))


def died(how: str) -> str:
    """Say of a draft that the process that checked it was ended."""
    return f"the process that checked it was ended ({how}); if memory ran out, part it, or try --jobs 1"


def own_failure(shown: str, error: Exception) -> Failure:
    """Our mistake, not the draft's: the others are still reported, and the status is 2, not Python's 1."""
    if os.environ.get("ATTRIB_TRACEBACK"):
        raise error
    if isinstance(error, MemoryError):
        return Failure(shown, "needs more memory than there is; part it")
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return Failure(shown, f"attrib itself failed on it ({what}); please report this, with ATTRIB_TRACEBACK=1")


def _notes(analysis: Analysis) -> list[str]:
    """What a draft's reader left out or took as given, as one line."""
    draft = analysis.article.draft
    return [f"{draft.path}: {', '.join(draft.notes)}"] if draft.notes else []


def read_draft(name: str, shown: str, config: Config) -> Draft:
    """Return a draft by its name, which may be that of one in an archive (`arsip.jsonl:3`).

    `-` is standard input, which goes by the name `shown`.
    """
    from attrib.readers import decode_stream, read, read_one
    from attrib.readers.fields import Fields

    if name != STDIN:
        return read_one(name, Fields(config.text_field, config.id_field), config.limits) or read(name, config.limits)
    if sys.stdin is None:
        raise DraftError(shown, "standard input is closed")
    return decode_stream(sys.stdin.buffer, shown, config.limits)


def _selected(finding: Finding, config: Config) -> bool:
    return finding.code not in config.ignore and (not config.select or finding.code in config.select)


def _grave(finding: Finding, least: str) -> bool:
    return SEVERITIES.index(finding.severity) >= SEVERITIES.index(least)


def _fails(findings: Iterable[Finding], config: Config) -> bool:
    """Whether one of the findings makes the run fail."""
    return config.fail_on != "never" and any(_grave(finding, config.fail_on) for finding in findings)


def _exit(config: Config, failing: bool, failed: bool) -> Exit:
    if failed:
        return Exit.FAILED
    return Exit.FINDINGS if failing and not config.exit_zero else Exit.CLEAN
