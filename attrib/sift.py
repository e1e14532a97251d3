"""What a run leaves out of a draft's findings: what a comment spares, a baseline knows, a revision had already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from attrib.config import Config
from attrib.drafts import STDIN
from attrib.errors import DraftError, UsageError
from attrib.lexicon.entries import Lexicon
from attrib.model import Analysis, Draft, Failure, Finding
from attrib.readers.masking import FOR_US
from attrib.sections import findings_in
from attrib.terms import Terms

if TYPE_CHECKING:
    from attrib.baseline import Baseline, Entry
    from attrib.gitdiff import Base

Examine = Callable[[Draft, Lexicon, Config], Analysis | Failure]


class LeftOut(NamedTuple):
    """How many findings are not reported: waived by a comment, known to the baseline, older than the change; how many
    drafts are as they were; how many entries of the baseline have nothing to stand for any more.
    """

    waived: int = 0
    known: int = 0
    standing: int = 0
    unchanged: int = 0
    fixed: int = 0


class Sifted:
    """What came of sifting some drafts: what was left out, notes, the entries of the baseline that were met, its paths
    of those drafts.
    """

    def __init__(self) -> None:
        self.left_out = LeftOut()
        self.notes: dict[str, None] = {}
        self.met: set[Entry] = set()
        self.checked: set[str] = set()

    def count(self, **more: int) -> None:
        """Count findings, drafts or entries that were left out, by the fields of LeftOut."""
        now = self.left_out._asdict()
        self.left_out = self.left_out._replace(**{name: now[name] + count for name, count in more.items()})

    def add(self, other: Sifted) -> None:
        """Add what came of other drafts; a note that several processes made is one."""
        if any(other.left_out):
            self.count(**other.left_out._asdict())
        self.notes.update(other.notes)
        self.met |= other.met
        self.checked |= other.checked


class Sift:
    """The sieves of one run, through which each draft's findings go in turn: section, waivers, baseline, revision.

    Raises UsageError for a baseline that cannot be used, and for a revision that git does not know.
    """

    def __init__(self, config: Config, examine: Examine) -> None:
        self.config = config
        self.examine = examine
        self.sifted = Sifted()
        self.baseline = _baseline(config)
        self.base = _base(config)
        self._before: tuple[str, dict[str, frozenset[str]]] = ("", {})

    def is_unchanged(self, file: str) -> bool:
        """Whether a file is as it was at --diff-base, so that nothing in it can be new."""
        return self.base is not None and not self.base.past(file).changed

    def __call__(self, analysis: Analysis, terms: Terms, file: str) -> tuple[Finding, ...]:
        """Return the findings of a draft that are to be reported; `file` is what it was read from."""
        findings = self._waived(analysis, terms)
        if self.baseline:
            path = analysis.article.draft.path
            known = self.baseline.known(path, findings)
            self.sifted.count(known=len(findings) - len(known.left))
            self.sifted.checked.add(self.baseline.path_of(path))
            self.sifted.met.update(known.met)
            findings = known.left
        if self.base:
            old = self._old(self.base, file, analysis.article.draft.path, terms)
            new = tuple(finding for finding in findings if finding.fingerprint not in old)
            self.sifted.count(standing=len(findings) - len(new))
            findings = new
        return findings

    def take_out(self) -> Sifted:
        """Return what came of the drafts so far, and forget it."""
        sifted, self.sifted = self.sifted, Sifted()
        return sifted

    def close(self, sifted: Sifted) -> LeftOut:
        """Return what was left out of the whole run, of which that is all that came."""
        if self.baseline:
            sifted.count(fixed=len(self.baseline.fixed(sifted.met, sifted.checked)))
        return sifted.left_out

    def _waived(self, analysis: Analysis, terms: Terms, count: bool = True) -> tuple[Finding, ...]:
        findings = findings_in(terms.section, analysis.findings)
        if self.config.no_suppress or FOR_US not in analysis.article.draft.text:
            return findings
        from attrib.suppress import suppress

        parts = suppress(analysis, findings, terms.lexicon.checks, self.config.lang)
        if count:
            self.sifted.count(waived=len(parts.spared))
        if not parts.unused:
            return parts.left
        unused = findings_in(terms.section, parts.unused)
        return tuple(sorted((*parts.left, *unused), key=lambda f: (f.start, f.end, f.code)))

    def _old(self, base: Base, file: str, path: str, terms: Terms) -> frozenset[str]:
        """Return the fingerprints that a draft had; an article without an id had those of its whole archive."""
        if self._before[0] != file:
            self._before = (file, {})
            self._before = (file, self._versions(base, file, terms))
        versions = self._before[1]
        if "#" in path.removeprefix(file):
            return versions.get(path, frozenset())
        return frozenset().union(*versions.values())

    def _versions(self, base: Base, file: str, terms: Terms) -> dict[str, frozenset[str]]:
        """Return the fingerprints of each draft that a file held before the change, by its path today."""
        before = base.past(file).path
        data = base.read(before) if before is not None else None
        found: dict[str, frozenset[str]] = {}
        for draft in _drafts(data, file, terms.config) if data is not None else ():
            if isinstance(draft, DraftError):
                old: Analysis | Failure = Failure(draft.place, draft.message)
            else:
                old = self.examine(draft, terms.lexicon, terms.config)
            if isinstance(old, Failure):
                what = f"its version at {base.rev} cannot be read ({old.message}): all its findings are new"
                self.sifted.notes[f"{old.path}: {what}"] = None
            else:
                findings = self._waived(old, terms, count=False)
                found[old.article.draft.path] = frozenset(finding.fingerprint for finding in findings)
        return found


def _drafts(data: bytes, file: str, config: Config) -> Iterator[Draft | DraftError]:
    from io import BytesIO

    from attrib.readers import decode_many, decode_stream, holds_many
    from attrib.readers.fields import Fields

    if holds_many(file):
        yield from decode_many(BytesIO(data), file, Fields(config.text_field, config.id_field), config.limits)
        return
    try:
        yield decode_stream(BytesIO(data), file, config.limits)
    except DraftError as error:
        yield error


def _baseline(config: Config) -> Baseline | None:
    if not config.baseline:
        return None
    from attrib.baseline import read

    return read(config.baseline)


def _base(config: Config) -> Base | None:
    if not config.diff_base:
        return None
    if STDIN in config.paths and config.stdin_filename == STDIN:
        raise UsageError("--diff-base", "the draft on standard input has no past", "name it with --stdin-filename")
    from attrib.gitdiff import Base

    return Base(config.diff_base)
