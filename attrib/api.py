"""attrib for programs: `attrib.check(text)` and `attrib.check_file(path)`, each of which returns a Report.

>>> import attrib
>>> report = attrib.check("Konon, bupati itu akan mundur.")
>>> [(finding.code, finding.line, finding.column) for finding in report.findings if finding.severity == "error"]
[('RUMOR', 1, 1)]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from os import PathLike, fspath
from pathlib import Path
from typing import Final, NamedTuple

from attrib.analyze import analyze
from attrib.config import HARD_NEWS, require_section
from attrib.errors import UsageError
from attrib.lexicon import digest, load, shipped
from attrib.lexicon.entries import Lexicon
from attrib.model import Analysis, Attribution, Draft, Entity, Finding, Statement
from attrib.readers import read, read_one
from attrib.readers.fields import Fields
from attrib.readers.markdown import read_markdown
from attrib.readers.plain import read_plain
from attrib.reports.tally import Tally
from attrib.sections import findings_in
from attrib.suppress import suppress

LANGS: Final = ("id", "en")
MARKDOWN: Final = (".md", ".markdown")
HTML: Final = (".html", ".htm")


class Report(NamedTuple):
    """What attrib says of one draft: the types are those of `attrib.model`, ids count from 1, offsets are code points
    of `text`.

    `findings` are what is to be reported, `waived` what comments in the draft spare; `faults` say, one line each,
    which rules' patterns ran for too long on it and were stopped.
    """

    path: str
    text: str
    statements: tuple[Statement, ...]
    attributions: tuple[Attribution, ...]
    sources: tuple[Entity, ...]
    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    faults: tuple[str, ...] = ()

    @property
    def coverage(self) -> float | None:
        """The share, 0 to 1, of the statements needing a source that have one; None where none needs one."""
        return Tally(Counter(statement.status for statement in self.statements), {}).coverage

    def source_of(self, statement: Statement) -> Entity | None:
        """Return who a statement rests on, None if that is nobody."""
        return None if statement.source is None else self.sources[statement.source - 1]


class Examined(NamedTuple):
    """The analysis of a draft, its findings being those to report, and the findings that comments in it spare."""

    analysis: Analysis
    waived: tuple[Finding, ...]


def check(
    text: str,
    *,
    name: str = "naskah.txt",
    lang: str = "id",
    section: str = HARD_NEWS,
    rules: Sequence[str | PathLike[str]] = (),
    suppress: bool = True,
) -> Report:
    """Check a draft that is at hand as text; whatever the draft says, that raises nothing.

    `name` says by its suffix what kind of text it is (.txt, .md, .html), `lang` the language of messages (id, en),
    `rules` are folders of a newsroom's own rules; `suppress=False` reports what comments in the draft waive.

    Raises UsageError for an unknown section or language, RuleErrors for a wrong rule file, DraftError for HTML that
    holds no text.
    """
    lexicon = rules_of(rules)
    return _report(examine(draft_of(text, name), lexicon, lang, section, suppress))


def check_file(
    path: str | PathLike[str],
    *,
    lang: str = "id",
    section: str = HARD_NEWS,
    rules: Sequence[str | PathLike[str]] = (),
    suppress: bool = True,
) -> Report:
    """Check a draft in a file of any kind that `attrib check` reads, or one in an archive (`arsip.jsonl:3`).

    Raises DraftError if it cannot be read, and else as `check`.
    """
    name = fspath(path)
    lexicon = rules_of(rules)
    draft = read_one(name, Fields("text", "")) or read(name)
    return _report(examine(draft, lexicon, lang, section, suppress))


def draft_of(text: str, name: str) -> Draft:
    """Make a draft of text, its kind by the suffix of its name, plain text if that is unknown; raises DraftError."""
    suffix = Path(name).suffix.lower()
    if suffix in MARKDOWN:
        return read_markdown(name, text)
    if suffix in HTML:
        from attrib.readers.html import read_html

        # Its parser refuses lone surrogates; one sign stands in for another, and no position moves.
        return read_html(name, text.encode("utf-8", "replace").decode())
    return read_plain(name, text)


def examine(draft: Draft, lexicon: Lexicon, lang: str, section: str, waiving: bool = True) -> Examined:
    """Return all that is known of a draft, with the findings that its section and its comments leave."""
    if lang not in LANGS:
        raise UsageError("lang", f"there are no messages in {lang!r}", f"languages are {' and '.join(LANGS)}")
    sections = {known.id: known for known in lexicon.sections}
    require_section(section, list(sections))
    analysis = analyze(draft, lexicon, lang)
    findings = findings_in(sections[section], analysis.findings)
    if not waiving:
        return Examined(analysis._replace(findings=findings), ())
    parts = suppress(analysis, findings, lexicon.checks, lang)
    left = (*parts.left, *findings_in(sections[section], parts.unused))
    ordered = tuple(sorted(left, key=lambda finding: (finding.start, finding.end, finding.code)))
    return Examined(analysis._replace(findings=ordered), parts.spared)


def rules_of(folders: Sequence[str | PathLike[str]]) -> Lexicon:
    """Return the rules in force, compiled once for each state of their files; raises RuleErrors."""
    paths = tuple(Path(folder) for folder in folders)
    return _compiled(digest([shipped(), *paths]), paths)


@lru_cache(maxsize=4)
def _compiled(key: str, folders: tuple[Path, ...]) -> Lexicon:
    return load(folders)


def _report(examined: Examined) -> Report:
    analysis = examined.analysis
    return Report(
        analysis.article.draft.path,
        analysis.article.draft.text,
        analysis.statements,
        analysis.attributions,
        analysis.entities,
        analysis.findings,
        examined.waived,
        analysis.faults,
    )
