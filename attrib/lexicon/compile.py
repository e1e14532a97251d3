"""Entries to tables: forms keyed by their first word, look-alikes turned into words around the form."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from attrib.lexicon.entries import (
    AbbreviationRule,
    Blocked,
    CheckRule,
    ClaimRule,
    CueRule,
    Form,
    FurnitureRule,
    Lexicon,
    SectionRule,
    SourceRule,
    Texts,
    form_of,
)
from attrib.lexicon.words import words_of


def compile_entries(entries: Iterable[tuple[str, Any]], digest: str, own: Collection[str] = ()) -> Lexicon:
    """Return the lexicon of validated (kind, entry) pairs; `own` are the patterns that are not shipped."""
    cues: dict[str, list[Form[CueRule]]] = {}
    sources: dict[str, list[Form[SourceRule]]] = {}
    claims: dict[str, list[Form[ClaimRule]]] = {}
    abbreviations: dict[str, AbbreviationRule] = {}
    furniture: list[FurnitureRule] = []
    words: dict[str, frozenset[str]] = {}
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    checks: list[CheckRule] = []
    sections: list[SectionRule] = []
    for kind, e in entries:
        if kind == "cue":
            _add(cues, e, CueRule(e.id, e.frame, e.act, e.agent, e.loaded))
        elif kind == "source":
            _add(sources, e, SourceRule(e.id, e.kind, e.grade, tuple(e.sorts)))
        elif kind in ("need", "exempt"):
            name = e.need if kind == "need" else e.reason
            _add(claims, e, ClaimRule(e.id, kind, name, tuple(e.near), e.within, e.at, e.pattern, e.pattern in own))
        elif kind == "abbreviation":
            abbreviations |= {f.lower().rstrip("."): AbbreviationRule(e.id, e.before) for f in e.forms}
        elif kind == "furniture":
            furniture.append(FurnitureRule(e.id, e.role, tuple(e.starts), tuple(e.equals), e.pattern, e.pattern in own))
        elif kind == "words":
            cut = [tuple(w.lower() for w in words_of(form)) for form in e.forms]
            words[e.id] = frozenset(form[0] for form in cut if len(form) == 1)
            phrases[e.id] = tuple(form for form in cut if len(form) > 1)
        elif kind == "section":
            titles = {"id": e.title.id, "en": e.title.en}
            sections.append(SectionRule(e.id, titles, {change.code: change.severity for change in e.check}))
        else:
            checks.append(_check(e))
    return Lexicon(
        _sorted(cues),
        _sorted(sources),
        _sorted(claims),
        abbreviations,
        tuple(furniture),
        words,
        phrases,
        tuple(sorted(checks, key=lambda c: c.code)),
        digest,
        tuple(sorted(sections, key=lambda s: s.id)),
    )


def _add(table: dict[str, list[Form[Any]]], entry: Any, rule: Any) -> None:
    lookalikes = [tuple(w.lower() for w in words_of(phrase)) for phrase in entry.not_]
    for form in entry.forms:
        words = words_of(form)
        low = tuple(word.lower() for word in words)
        exact = words if words != low else None
        table.setdefault(low[0], []).append(form_of(low, exact, _blocked(low, lookalikes), rule))


def _blocked(form: tuple[str, ...], lookalikes: list[tuple[str, ...]]) -> tuple[Blocked, ...]:
    size = len(form)
    return tuple(
        Blocked(at, words)
        for words in lookalikes
        for at in range(len(words) - size + 1)
        if words[at : at + size] == form
    )


def _sorted(table: dict[str, list[Form[Any]]]) -> dict[str, tuple[Form[Any], ...]]:
    """Longest form first; of equal length the one whose spelling is demanded: "BIN" the body, then "bin"."""
    return {
        word: tuple(sorted(forms, key=lambda form: (-len(form.words), form.exact is None)))
        for word, forms in table.items()
    }


def _check(entry: Any) -> CheckRule:
    when = {key: tuple(v) if isinstance(v, list) else (str(v),) for key, v in entry.when.items()}
    texts = {
        lang: Texts(texts.title, texts.message, texts.advice, texts.why)
        for lang, texts in (("id", entry.id), ("en", entry.en))
    }
    return CheckRule(entry.code, entry.kind, entry.severity, when, texts)
