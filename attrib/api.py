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
from attrib.config import Config
from attrib.errors import UsageError
from attrib.lexicon import digest, load, shipped
from attrib.lexicon.entries import GivenWords, Lexicon
from attrib.model import Analysis, Attribution, Draft, Entity, Finding, Statement
from attrib.readers import read, read_one
from attrib.readers.fields import Fields
from attrib.readers.markdown import read_markdown
from attrib.readers.plain import read_plain
from attrib.reports.tally import Tally
from attrib.sections import findings_in
from attrib.settings.book import Book
from attrib.settings.keys import LANGS, Value
from attrib.suppress import suppress
from attrib.terms import Terms, terms_of, words_of

Path_ = str | PathLike[str]
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
    lang: str | None = None,
    section: str | None = None,
    rules: Sequence[Path_] | None = None,
    suppress: bool = True,
    config: Path_ | None = None,
) -> Report:
    """Check a draft that is at hand as text; whatever the draft says, that raises nothing.

    `name` says by its suffix what kind of text it is (.txt, .md, .html), `lang` the language of messages (id, en),
    `rules` are folders of a newsroom's own rules; `suppress=False` reports what comments in the draft waive. `config`
    is a file of settings (attrib.toml), in which overrides go by `name`; without it no file is read. What is given
    here beats what it says.

    Raises UsageError for an unknown section or language and for wrong settings, RuleErrors for a wrong rule file,
    DraftError for HTML that holds no text.
    """
    book = book_of(lang, section, rules, config, isolated=config is None)
    return _report(examine(draft_of(text, name), terms_for(book.of(name)), suppress))


def check_file(
    path: Path_,
    *,
    lang: str | None = None,
    section: str | None = None,
    rules: Sequence[Path_] | None = None,
    suppress: bool = True,
    config: Path_ | None = None,
    isolated: bool = False,
) -> Report:
    """Check a draft in a file of any kind that `attrib check` reads, or one in an archive (`arsip.jsonl:3`).

    As there, the settings are those of the file nearest to the draft, or of `config`; `isolated` does without.

    Raises DraftError if it cannot be read, and else as `check`.
    """
    name = fspath(path)
    terms = terms_for(book_of(lang, section, rules, config, isolated).of(name))
    given = terms.config
    draft = read_one(name, Fields(given.text_field, given.id_field), given.limits) or read(name, given.limits)
    return _report(examine(draft, terms, suppress))


def book_of(
    lang: str | None,
    section: str | None,
    rules: Sequence[Path_] | None,
    config: Path_ | None = None,
    isolated: bool = False,
) -> Book:
    """Return the settings of drafts: what is given, and what files say of the rest."""
    folders = None if rules is None else tuple(fspath(folder) for folder in rules)
    given = {"lang": lang, "section": section, "rules": folders}
    values = {key: Value(value, key) for key, value in given.items() if value is not None}
    return Book(None, values, fspath(config) if config is not None else "", isolated)


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


def examine(draft: Draft, terms: Terms, waiving: bool = True) -> Examined:
    """Return all that is known of a draft, with the findings that its terms and its comments leave."""
    section, lang = terms.section, terms.config.lang
    analysis = analyze(draft, terms.lexicon, lang)
    left = findings_in(section, analysis.findings)
    spared: tuple[Finding, ...] = ()
    if waiving:
        parts = suppress(analysis, left, terms.lexicon.checks, lang)
        left, spared = (*parts.left, *findings_in(section, parts.unused)), parts.spared
    ordered = sorted(terms.grave(terms.selected(left)), key=lambda finding: (finding.start, finding.end, finding.code))
    return Examined(analysis._replace(findings=tuple(ordered)), spared)


def terms_for(config: Config) -> Terms:
    """Return the terms that settings make, the rules compiled once for each state of their files; raises as `check`."""
    if config.lang not in LANGS:
        raise UsageError("lang", f"there are no messages in {config.lang!r}", f"languages are {' and '.join(LANGS)}")
    words = words_of(config)
    return terms_of(config, _compiled(digest([shipped(), *config.rules], words), config.rules, words))


@lru_cache(maxsize=4)
def _compiled(key: str, folders: tuple[Path, ...], words: GivenWords) -> Lexicon:
    return load(folders, words)


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
