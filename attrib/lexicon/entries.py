"""The compiled form of rule entries: plain frozen data that the matcher looks up and a cache can hold."""

from __future__ import annotations

from typing import Final, Generic, NamedTuple, TypeVar

RuleT = TypeVar("RuleT")
OFF: Final = "off"
"""What a section says instead of a severity to leave a check out."""
HOUSEHOLD: Final = "household"
"""The class of `[[words]]` that are names which everybody knows; only a newsroom can say whose those are."""


class CueRule(NamedTuple):
    """How a cue attributes: its frame says where the source stands, its act what kind of saying it is."""

    id: str
    frame: str
    act: str
    agent: str
    loaded: bool


class SourceRule(NamedTuple):
    """What a word tells of a source: its class, the grade it gives, and the common nouns an article may use for it."""

    id: str
    kind: str
    grade: str | None
    sorts: tuple[str, ...]


class ClaimRule(NamedTuple):
    """A trigger (`kind` need) or an exemption (`kind` exempt), and what must stand near its words; `own` if its
    pattern is a newsroom's.
    """

    id: str
    kind: str
    name: str
    near: tuple[str, ...]
    within: int
    at: str
    pattern: str | None
    own: bool = False


class Blocked(NamedTuple):
    """A phrase in which a form is no match: its words, and how many of them stand before the form."""

    before: int
    words: tuple[str, ...]


class Form(NamedTuple, Generic[RuleT]):
    """One way to write an entry: its words in lower case, the spelling demanded if it has capitals, its look-alikes.

    `guards` has a word of each look-alike that the form has not; `before` and `behind` tell how far these may stand.
    """

    words: tuple[str, ...]
    exact: tuple[str, ...] | None
    blocked: tuple[Blocked, ...]
    rule: RuleT
    guards: frozenset[str] = frozenset()
    before: int = 0
    behind: int = 0


def form_of(
    words: tuple[str, ...], exact: tuple[str, ...] | None, blocked: tuple[Blocked, ...], rule: RuleT
) -> Form[RuleT]:
    """Return a form with what lets most places pass without a look at its look-alikes."""
    size = len(words)
    guards = frozenset(next((w for n, w in enumerate(own) if not at <= n < at + size), own[0]) for at, own in blocked)
    before = max((at for at, _ in blocked), default=0)
    behind = max((len(own) - at for at, own in blocked), default=0)
    return Form(words, exact, blocked, rule, guards, before, behind)


class AbbreviationRule(NamedTuple):
    """When a full stop after the word ends no sentence: `before` is any, name (a capital follows) or number."""

    id: str
    before: str


class FurnitureRule(NamedTuple):
    """A line that is no statement: how it begins, what it equals, or a pattern for the whole of it; `role` to
    give it, `own` if the pattern is a newsroom's.
    """

    id: str
    role: str
    starts: tuple[str, ...]
    equals: tuple[str, ...]
    pattern: str | None
    own: bool = False


class Texts(NamedTuple):
    """What an editor reads, in one language."""

    title: str
    message: str
    advice: str
    why: str


class CheckRule(NamedTuple):
    """A check: which kind of decider runs it (`kind`), with what conditions (`when`), how grave it is, and its
    texts.
    """

    code: str
    kind: str
    severity: str
    when: dict[str, tuple[str, ...]]
    texts: dict[str, Texts]


class SectionRule(NamedTuple):
    """A section of the paper: its title by language, and the severity, or OFF, that it gives to some checks."""

    id: str
    titles: dict[str, str]
    severities: dict[str, str]


class GivenWords(NamedTuple):
    """Words that settings add to the rules: names that everybody knows, reasons that a newsroom takes for anonymity."""

    household: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


Table = dict[str, tuple[Form[RuleT], ...]]


class Lexicon(NamedTuple):
    """All rules, compiled: each table maps the lower-case first word of a form to its forms, longest first.

    `words` maps the id of a word class (rules/text/words.toml) to its single words, `phrases` to those of several
    words.
    """

    cues: Table[CueRule]
    sources: Table[SourceRule]
    claims: Table[ClaimRule]
    abbreviations: dict[str, AbbreviationRule]
    furniture: tuple[FurnitureRule, ...]
    words: dict[str, frozenset[str]]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    checks: tuple[CheckRule, ...]
    digest: str
    sections: tuple[SectionRule, ...] = ()
