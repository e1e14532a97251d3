"""A draft that is open in an editor, as it was when it was last looked at: its analysis, its findings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from pathlib import PurePath
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from attrib.api import book_of, draft_of, examine, terms_for
from attrib.drafts import STDIN
from attrib.model import Analysis, Draft, Finding, Statement
from attrib.suppress import KIND

LANGUAGES: Final = {"plaintext": ".txt", "markdown": ".md"}
"""What an editor calls the languages that attrib reads by their lines."""
SUFFIXES: Final = {".txt": ".txt", ".text": ".txt", ".md": ".md", ".markdown": ".md"}


class Settings(NamedTuple):
    """How drafts are checked, as an editor or the command line says; None leaves it to the settings of each draft.

    `config` is the one file of settings to use, `isolated` does without any.
    """

    lang: str | None = None
    section: str | None = None
    rules: tuple[str, ...] | None = None
    config: str | None = None
    isolated: bool = False


class OpenDraft(NamedTuple):
    """A version of a document: what is known of it, its lines with their ends, the checks that no comment waives, the
    language of messages.
    """

    version: int | None
    analysis: Analysis
    lines: tuple[str, ...]
    unwaivable: frozenset[str]
    lang: str = "id"

    @property
    def draft(self) -> Draft:
        """The draft as read."""
        return self.analysis.article.draft

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and character of an offset, in code points, from 0."""
        place = self.draft.place(offset)
        return place.line - 1, place.column - 1

    def offset(self, line: int, character: int) -> int:
        """Return the offset of a line and character that there are, in code points, from 0."""
        return self.draft.line_starts[line] + character

    def statement(self, offset: int) -> Statement | None:
        """Return the statement that stands at an offset."""
        statements = self.analysis.statements
        index = bisect_right(statements, offset, key=lambda statement: statement.start) - 1
        return statements[index] if index >= 0 and offset < statements[index].end else None

    def findings(self, start: int, end: int) -> Sequence[Finding]:
        """Return the findings that touch a stretch."""
        return [f for f in self.analysis.findings if f.start <= end and start <= f.end]


def kind_of(uri: str, language: str | None) -> str | None:
    """Return as which kind of text a document is read, .txt or .md; None if its lines are not those of its text."""
    path = unquote(urlsplit(uri).path)
    suffix = PurePath(path).suffix.lower()
    return SUFFIXES.get(suffix) or (None if suffix in (".html", ".htm") else LANGUAGES.get(language or ""))


def path_of(uri: str) -> str:
    """Return the path of a document, by which settings are found; `-` for one that is in no file yet."""
    parts = urlsplit(uri)
    return url2pathname(parts.path) if parts.scheme == "file" else STDIN


def look(uri: str, kind: str, text: str, version: int | None, settings: Settings) -> OpenDraft:
    """Return a document checked; raises UsageError or RuleErrors for settings that cannot be used."""
    draft, terms = draft_of(text, f"naskah{kind}"), terms_for(book_of(*settings).of(path_of(uri)))
    analysis = examine(draft, terms).analysis
    lines = tuple(text[start:end] for start, end in pairwise((*draft.line_starts, len(text))))
    unwaivable = frozenset(check.code for check in terms.lexicon.checks if check.kind == KIND)
    return OpenDraft(version, analysis, lines, unwaivable, terms.config.lang)
