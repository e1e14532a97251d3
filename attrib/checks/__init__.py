"""Checks: a few kinds in code, the many checks themselves as data in rules/checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha1
from typing import Final

from attrib.attributions import Reported
from attrib.checks import cue, document, link, source, statement, waiver, wording
from attrib.checks.causes import once
from attrib.checks.evidence import Evidence, Found, evidence_of
from attrib.claims import Claims
from attrib.lexicon.entries import CheckRule
from attrib.model import Draft, Entity, Finding, Statement
from attrib.scan import Reading

KINDS: Final[dict[str, Callable[[CheckRule, Evidence], Iterator[Found]]]] = {
    "statement": statement.run,
    "cue": cue.run,
    "source": source.run,
    "link": link.run,
    "wording": wording.run,
    "document": document.run,
    "waiver": waiver.run,
}


def check(
    reading: Reading,
    reported: tuple[Reported, ...],
    statements: tuple[Statement, ...],
    entities: tuple[Entity, ...],
    claims: Claims,
    lang: str = "id",
) -> tuple[Finding, ...]:
    """Return all findings in the order of their places, for each cause one."""
    evidence = evidence_of(reading, reported, statements, entities, claims)
    raw = [(rule, found) for rule in reading.lexicon.checks for found in KINDS[rule.kind](rule, evidence)]
    seen: dict[str, int] = {}
    return tuple(_finding(evidence, rule, found, lang, seen) for rule, found in once(raw, reading.article.draft.text))


def _finding(evidence: Evidence, rule: CheckRule, found: Found, lang: str, seen: dict[str, int]) -> Finding:
    draft = evidence.reading.article.draft
    whole = "" if found.statement is None else _plain(draft, evidence.statements[found.statement])
    return finding_of(draft, rule, found, whole, lang, seen)


def finding_of(draft: Draft, rule: CheckRule, found: Found, whole: str, lang: str, seen: dict[str, int]) -> Finding:
    """Return what a check found as a finding; `whole` is its statement's text, `seen` counts what recurs in a draft."""
    texts = rule.texts.get(lang) or rule.texts["id"]
    words = {"cue": "", "source": "", "words": "", **found.words}
    message, advice = texts.message, texts.advice
    for name, value in words.items():
        message, advice = message.replace("{" + name + "}", value), advice.replace("{" + name + "}", value)
    start, end = draft.place(found.start), draft.place(found.end)
    return Finding(
        rule.code,
        found.severity,
        message,
        advice,
        found.start,
        found.end,
        start.line,
        start.column,
        end.line,
        end.column,
        None if found.statement is None else found.statement + 1,
        _fingerprint(draft, rule, found, whole, seen),
    )


def _fingerprint(draft: Draft, rule: CheckRule, found: Found, whole: str, seen: dict[str, int]) -> str:
    """A hash of the code, the words and their statement, white space and case folded, with a count for repeats.

    Moving a paragraph changes nothing in it.
    """
    # An article as a whole stands at its first statement, whatever that says.
    words = "" if found.statement is None and rule.kind == "document" else draft.text[found.start : found.end]
    key = "\x1f".join((rule.code, " ".join(words.casefold().split()), whole))
    seen[key] = seen.get(key, 0) + 1
    return sha1(f"{key}\x1f{seen[key]}".encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:16]


def _plain(draft: Draft, of: Statement) -> str:
    return " ".join(draft.text[of.start : of.end].casefold().split())
