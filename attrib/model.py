"""Every type that flows through the pipeline; all of them frozen.

Offsets are code points into `Draft.text`, end exclusive; lines and columns count from 1.
NamedTuples, because twenty dataclasses would cost more to define than a draft takes to check.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

STATUSES = ("named", "anonymous", "carried", "hearsay", "unattributed", "exempt", "skipped")
SEVERITIES = ("info", "warning", "error")


class Span(NamedTuple):
    """A half-open stretch of the draft's text."""

    start: int
    end: int


class Place(NamedTuple):
    """Where an offset stands for a reader: 1-based line and column (in code points)."""

    line: int
    column: int


class Block(NamedTuple):
    """A stretch of the draft with one role, as its markup says: text, heading, list, quote, code, comment, skipped."""

    start: int
    end: int
    role: str


class Draft(NamedTuple):
    """A draft as read: `prose` has the length of `text`, with all that is not prose blanked by spaces.

    `notes` say, one line each, what its reader left out or took as given.
    """

    path: str
    text: str
    prose: str
    blocks: tuple[Block, ...]
    line_starts: tuple[int, ...]
    notes: tuple[str, ...] = ()

    def place(self, offset: int) -> Place:
        """Return the line and column of an offset."""
        line = bisect_right(self.line_starts, offset)
        return Place(line, offset - self.line_starts[line - 1] + 1)


class Tokens(NamedTuple):
    """The words and marks of a draft in parallel lists, white space left out: text, lower case, start offset."""

    texts: list[str]
    lows: list[str]
    starts: list[int]

    def end(self, index: int) -> int:
        """Return the offset just past a token."""
        return self.starts[index] + len(self.texts[index])


class Paragraph(NamedTuple):
    """A paragraph: `role` is body, heading, list, quote or skipped (with the furniture entry's id as `reason`)."""

    start: int
    end: int
    role: str
    reason: str | None


class Quote(NamedTuple):
    """A quotation, marks included; it never crosses a paragraph.

    `inner` is the text between the marks. `closed` is false for one that the paragraph's end cuts off;
    `continued` is true for one that takes up an unclosed quotation of the paragraph before it.
    `depth` is 0 for outermost quotations, 1 for a quotation within one.
    """

    start: int
    end: int
    inner: Span
    closed: bool
    continued: bool
    depth: int


class Sentence(NamedTuple):
    """A statement's stretch: a sentence, or a direct quotation with its frame.

    `first` and `last` are token indices (last exclusive), `paragraph` an index, `role` body, heading,
    list or skipped; `quotes` the outermost quotations that stand in it, `reason` why it is skipped.
    """

    start: int
    end: int
    paragraph: int
    first: int
    last: int
    role: str
    reason: str | None
    quotes: tuple[Quote, ...]


class Article(NamedTuple):
    """A draft cut up: what the matcher reads; `faults` are those of `Analysis`."""

    draft: Draft
    tokens: Tokens
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    faults: tuple[str, ...] = ()


class Cue(NamedTuple):
    """Words that attribute, and what the rule that knows them says; `first` and `last` are token indices, last
    exclusive.

    `loaded`: the verb judges the speaker.
    """

    start: int
    end: int
    text: str
    rule: str
    frame: str
    act: str
    loaded: bool
    first: int
    last: int


class Source(NamedTuple):
    """Words that stand for who says it, and what they tell of it.

    `name`, `role` and `affiliation` are parts of the noun phrase or None; `kind` is person, body, document, medium,
    metonym, group, abstract or unknown; `anaphor` is pronoun, clitic, demonstrative, relative ("pria yang … itu"),
    title or None.
    """

    start: int
    end: int
    text: str
    kind: str
    grade: str
    name: str | None
    role: str | None
    anaphor: str | None
    head: str
    affiliation: str | None = None


class Attribution(NamedTuple):
    """One cue, its source and its content; `cue` is None for a quote tied by its place, `source` None where none is.

    `type` is direct, indirect or mixed; `statement` the 1-based id of its statement; `entity` the id of the
    source's entity; `main` whether it governs the main claim; `within` the id of the attribution it is nested in;
    `reason` names the decider that made the link.
    """

    id: int
    statement: int
    type: str
    cue: Cue | None
    source: Source | None
    content: tuple[Span, ...]
    entity: int | None
    main: bool
    within: int | None
    reason: str


class Entity(NamedTuple):
    """Who a source is over the whole article: its fullest name, role, kind, grade and every mention's span.

    `reasons` run in parallel to `mentions`: the decider that took each for this entity ("new" for the first).
    """

    id: int
    name: str
    role: str | None
    kind: str
    grade: str
    mentions: tuple[Span, ...]
    reasons: tuple[str, ...] = ()
    affiliation: str | None = None


class Claim(NamedTuple):
    """A reason to want a source, or to need none, found in a statement: need or exempt, and the words that show it."""

    start: int
    end: int
    rule: str
    kind: str
    name: str


class Statement(NamedTuple):
    """A statement with its verdict, its reasons, and what it leans on; ids are 1-based, None where there is none.

    `needs` are the claims, needs and exemptions, that the verdict had to ask for.
    """

    id: int
    start: int
    end: int
    line: int
    column: int
    paragraph: int
    status: str
    reasons: tuple[str, ...]
    needs: tuple[Claim, ...]
    source: int | None
    carried_from: int | None
    supported_by: int | None


class Finding(NamedTuple):
    """Something an editor should look at, at the exact words; `statement` is None for a finding of the document."""

    code: str
    severity: str
    message: str
    advice: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    statement: int | None
    fingerprint: str


class Analysis(NamedTuple):
    """All that is known of one draft; `faults` say, one line each, which rules' patterns were stopped on it."""

    article: Article
    statements: tuple[Statement, ...]
    attributions: tuple[Attribution, ...]
    entities: tuple[Entity, ...]
    findings: tuple[Finding, ...]
    faults: tuple[str, ...] = ()


class Failure(NamedTuple):
    """A draft that could not be read: its path and why, in one line."""

    path: str
    message: str


class Report(NamedTuple):
    """The outcome of a run, drafts in the order of their paths."""

    analyses: tuple[Analysis, ...]
    failures: tuple[Failure, ...]
