"""One check from its options to its outcome: find, read, analyze, choose, judge."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from attrib.config import Config, Exit
from attrib.drafts import STDIN, Found, find
from attrib.errors import DraftError, UsageError
from attrib.lexicon.entries import CheckRule, Lexicon
from attrib.model import Analysis, Draft, Failure
from attrib.settings.book import Book
from attrib.sift import LeftOut, Sift
from attrib.terms import Library

if TYPE_CHECKING:
    from pathlib import Path

    from attrib.reports.tally import Tally


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


def check(
    config: Config, take: Callable[[Analysis], None], watch: Callable[[str, int], None], book: Book | None = None
) -> Outcome:
    """Check all drafts that the options mean; `take` is given each one's analysis, which is then forgotten.

    `watch` is told each one's name before it is read, and how many files there are; `book` has the settings of each,
    by default `config` those of all.

    Raise RuleError for a wrong rule file, UsageError for a code that no check has, an unknown section, a wrong file of
    settings, a baseline or revision that cannot be used. A draft that cannot be read is a failure in the report.
    """
    from attrib.readers import READERS
    from attrib.reports.tally import tally

    library = Library(book or Book(config, isolated=True))
    library.terms(config)
    # What one draft leaves behind is freed when it is forgotten; looking for cycles in it costs a tenth of the time.
    gc.set_threshold(GARBAGE_THRESHOLD)
    sift = Sift(config, _analyzed)
    found = find(config.paths, frozenset(READERS), config.stdin_filename)
    files = [config.stdin_filename if name == STDIN else name for name in found.drafts]
    # All of them before the first draft is read: what is wrong in a file of settings is told at once.
    terms_of = list(map(library.of, files))
    failures = list(found.failures)
    notes: list[str] = []
    figures = tally(())
    drafts = 0
    failing = False
    hidden = 0
    for name, file, terms in zip(found.drafts, files, terms_of, strict=True):
        watch(name, len(files))
        if name != STDIN and sift.is_unchanged(file):
            continue
        for result in examine_all(name, terms.lexicon, terms.config):
            if isinstance(result, Failure):
                failures.append(result)
                continue
            notes += _notes(result)
            chosen = terms.selected(sift(result, terms, file))
            shown = terms.grave(chosen)
            failing = failing or terms.fails(chosen)
            hidden += len(chosen) - len(shown)
            result = result._replace(findings=shown)
            failures += (Failure(result.article.draft.path, fault) for fault in result.faults)
            figures += tally((result,))
            drafts += 1
            take(result)
    ended = _exit(config, failing or figures.is_below(config.fail_under), bool(failures))
    found = found._replace(notes=(*found.notes, *notes, *sift.notes))
    failed = tuple(sorted(failures))
    outcome = Outcome(figures, drafts, failed, hidden, found, ended, library.checks(), sift.close())
    return _in_language(outcome, config.lang)


def _in_language(outcome: Outcome, lang: str) -> Outcome:
    """Return an outcome that tells of failures and notes in a language."""
    if lang == "en" or not (outcome.failures or outcome.found.notes):
        return outcome
    from attrib.reports.told import failure, told

    notes = tuple(told(note, lang) for note in outcome.found.notes)
    failures = tuple(failure(failed, lang) for failed in outcome.failures)
    return outcome._replace(failures=failures, found=outcome.found._replace(notes=notes))


def examine(name: str, lexicon: Lexicon, config: Config) -> Analysis | Failure:
    """Return all that is known of one draft, or why it could not be read."""
    shown = config.stdin_filename if name == STDIN else name
    try:
        draft = read_draft(name, shown, config)
    except DraftError as error:
        return _failure(shown, error)
    except UsageError:
        raise
    except Exception as error:
        return _own_failure(shown, error)
    return _analyzed(draft, lexicon, config)


def examine_all(name: str, lexicon: Lexicon, config: Config) -> Iterator[Analysis | Failure]:
    """Yield all that is known of each draft in a file: of one, or in an archive of the many there."""
    from attrib.readers import decode_many, holds_many, read_many
    from attrib.readers.fields import Fields

    shown = config.stdin_filename if name == STDIN else name
    if not holds_many(shown) or (name == STDIN and sys.stdin is None):
        yield examine(name, lexicon, config)
        return
    fields = Fields(config.text_field, config.id_field)
    try:
        many = (
            decode_many(sys.stdin.buffer, shown, fields, config.limits)
            if name == STDIN
            else read_many(name, fields, config.limits)
        )
        for draft in many:
            yield _failure(draft.place, draft) if isinstance(draft, DraftError) else _analyzed(draft, lexicon, config)
    except UsageError:
        raise
    except Exception as error:
        yield _own_failure(shown, error)


def _analyzed(draft: Draft, lexicon: Lexicon, config: Config) -> Analysis | Failure:
    if config.cache:
        from attrib.results import analyzed as analyze
    else:
        from attrib.analyze import analyze

    try:
        return analyze(draft, lexicon, config.lang)
    except Exception as error:
        return _own_failure(draft.path, error)


def _failure(shown: str, error: DraftError) -> Failure:
    return Failure(shown, error.message + (f"; {error.hint}" if error.hint else ""))


def _own_failure(shown: str, error: Exception) -> Failure:
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


def _exit(config: Config, failing: bool, failed: bool) -> Exit:
    if failed:
        return Exit.FAILED
    return Exit.FINDINGS if failing and not config.exit_zero else Exit.CLEAN


class Proved(NamedTuple):
    """What a run of proofs came to: the failures as a report, a closing line, and how the run ends."""

    failures: str
    summary: str
    exit: Exit


def prove(folders: tuple[Path, ...]) -> Proved:
    """Run the proofs of the shipped rules, or of folders that extend them; a wrong file is a RuleError."""
    from attrib import lexicon, proofs
    from attrib.reports.proofs import failure

    rules = lexicon.load(folders)
    outcomes = list(proofs.run(proofs.read_proofs(folders or (lexicon.shipped(),)), rules))
    failed = [outcome for outcome in outcomes if not outcome.passed]
    summary = f"{len(outcomes)} proofs, {len(failed)} failed"
    return Proved("".join(map(failure, failed)), summary, Exit.FINDINGS if failed else Exit.CLEAN)
