"""What `attrib rules list` prints: every rule in force, with what it does and the words it knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from attrib.lexicon.entries import (
    AbbreviationRule,
    CheckRule,
    ClaimRule,
    CueRule,
    Form,
    Lexicon,
    SectionRule,
    SourceRule,
    Table,
)
from attrib.reports import Context
from attrib.reports.shape import lay_out, visible, wrap

_RuleT = TypeVar("_RuleT", CueRule, SourceRule, ClaimRule)


class Row(NamedTuple):
    """A rule in a list: kind and id as in its file, what it does in a phrase, its words; of checks and sections the
    title, of checks how grave they are, in each section that makes them otherwise too.
    """

    kind: str
    id: str
    does: str
    forms: tuple[str, ...]
    title: str = ""
    severity: str = ""
    sections: dict[str, str] = {}  # noqa: RUF012 - nobody writes to it


def rows(lexicon: Lexicon, lang: str) -> list[Row]:
    """Return all rules: checks, cues, sources and claims by kind and id, then facts of spelling."""
    found = [
        *(_check(check, lexicon, lang) for check in lexicon.checks),
        *(Row("cue", rule.id, f"{rule.frame}, {rule.act}", forms) for rule, forms in _grouped(lexicon.cues)),
        *(Row("source", rule.id, _source(rule), forms) for rule, forms in _grouped(lexicon.sources)),
        *(Row(rule.kind, rule.id, rule.name, forms) for rule, forms in _grouped(lexicon.claims)),
        *_abbreviations(lexicon),
        *(Row("section", s.id, s.titles[lang], _changes(s), s.titles[lang]) for s in lexicon.sections),
        *(Row("furniture", r.id, r.role, (*r.starts, *r.equals)) for r in lexicon.furniture),
        *(Row("words", name, "", words) for name, words in _classes(lexicon)),
    ]
    return sorted(found, key=lambda row: (row.kind, row.id))


def _check(check: CheckRule, lexicon: Lexicon, lang: str) -> Row:
    title = check.texts[lang].title
    sections = {s.id: s.severities[check.code] for s in lexicon.sections if check.code in s.severities}
    return Row("check", check.code, f"{check.severity}: {title}", (), title, check.severity, sections)


def _abbreviations(lexicon: Lexicon) -> Iterator[Row]:
    forms: dict[AbbreviationRule, list[str]] = {}
    for form, rule in lexicon.abbreviations.items():
        forms.setdefault(rule, []).append(form)
    for rule, found in forms.items():
        yield Row("abbreviation", rule.id, f"before {rule.before}", tuple(sorted(found)))


def _classes(lexicon: Lexicon) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the classes of words with their words and phrases."""
    for name in sorted({*lexicon.words, *lexicon.phrases}):
        phrases = (" ".join(phrase) for phrase in lexicon.phrases.get(name, ()))
        yield name, tuple(sorted({*lexicon.words.get(name, ()), *phrases}))


def _source(rule: SourceRule) -> str:
    return f"{rule.kind}, grade {rule.grade}" if rule.grade else rule.kind


def _changes(section: SectionRule) -> tuple[str, ...]:
    return tuple(f"{code} {severity}" for code, severity in section.severities.items())


def _grouped(table: Table[_RuleT]) -> Iterator[tuple[_RuleT, tuple[str, ...]]]:
    rules: dict[str, tuple[_RuleT, list[str]]] = {}
    for forms in table.values():
        for form in forms:
            rules.setdefault(form.rule.id, (form.rule, []))[1].append(_spelling(form))
    return ((rule, tuple(sorted(spellings))) for rule, spellings in rules.values())


def _spelling(form: Form[_RuleT]) -> str:
    return " ".join(form.exact or form.words)


def render(lexicon: Lexicon, name: str, context: Context) -> str:
    """Return the list of rules as a table or as JSON."""
    listed = rows(lexicon, context.lang)
    if name == "json":
        import json

        return json.dumps([row._asdict() for row in listed], ensure_ascii=False, indent=1) + "\n"
    widths = [max((len(row[column]) for row in listed), default=0) for column in range(3)]
    does = min(widths[2], 34)
    room = max(context.width - widths[0] - widths[1] - does - 6, 16)
    cells = [
        [
            row.kind,
            visible(row.id),
            "\n".join(wrap(row.does, does)),
            "\n".join(wrap(", ".join(row.forms), room, 2)),
        ]
        for row in listed
    ]
    return lay_out(["Kind", "Id", "What it does", "Words"], cells, ["left"] * 4) + "\n"
