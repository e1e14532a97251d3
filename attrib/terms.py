"""What a draft is checked by: its settings, the rules that they put in force, its section; what is then reported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from attrib.config import Config, require_known, require_section
from attrib.lexicon.entries import CheckRule, GivenWords, Lexicon, SectionRule
from attrib.model import SEVERITIES, Finding
from attrib.settings.book import Book


class Terms(NamedTuple):
    """The settings of a draft with the rules and the section that they name."""

    config: Config
    lexicon: Lexicon
    section: SectionRule

    def selected(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings of the checks that are asked for."""
        select, ignore = self.config.select, self.config.ignore
        return tuple(f for f in findings if f.code not in ignore and (not select or f.code in select))

    def grave(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings that are grave enough to be shown."""
        return tuple(f for f in findings if is_grave(f, self.config.min_severity))

    def fails(self, findings: Iterable[Finding]) -> bool:
        """Whether one of the findings makes the run fail."""
        least = self.config.fail_on
        return least != "never" and any(is_grave(finding, least) for finding in findings)


class Library:
    """The terms of every draft of a run; rules are loaded once for all that go by the same.

    `lang` is the language of the run, if it is one for all drafts, whatever their own files of settings say.
    """

    def __init__(self, book: Book, lang: str = "") -> None:
        self.book = book
        self.lang = lang
        self._terms: dict[Config, Terms] = {}
        self._rules: dict[tuple[object, ...], Lexicon] = {}

    def of(self, draft: str) -> Terms:
        """Return the terms of a draft, `-` being one without a path; raises an AttribError for what is wrong there."""
        config = self.book.of(draft)
        return self.terms(config._replace(lang=self.lang) if self.lang else config)

    def terms(self, config: Config) -> Terms:
        """Return the terms that settings make."""
        if config not in self._terms:
            self._terms[config] = terms_of(config, self.rules(config))
        return self._terms[config]

    def checks(self) -> tuple[CheckRule, ...]:
        """Return the checks of all rules that were in force so far."""
        known = {check.code: check for lexicon in self._rules.values() for check in lexicon.checks}
        return tuple(known[code] for code in sorted(known))

    def rules(self, config: Config) -> Lexicon:
        """Return the rules that settings put in force; raises RuleErrors."""
        from attrib.lexicon import load

        words = words_of(config)
        key = (config.rules, words)
        if key not in self._rules:
            self._rules[key] = load(config.rules, words)
        return self._rules[key]


def words_of(config: Config) -> GivenWords:
    """Return the words that settings add to the rules."""
    return GivenWords(config.household_names, config.anonymity_reasons)


def terms_of(config: Config, lexicon: Lexicon) -> Terms:
    """Return settings with the rules that they put in force.

    Raises UsageError for a code that no check has, and for an unknown section.
    """
    known = [rule.code for rule in lexicon.checks]
    changes = dict(config.severity)
    for key, codes in (("select", config.select), ("ignore", config.ignore), ("severity", changes)):
        require_known(config.place(key), codes, known)
    sections = {section.id: section for section in lexicon.sections}
    require_section(config.section, list(sections), config.place("section"))
    section = sections[config.section]
    if changes:
        section = section._replace(severities={**section.severities, **changes})
    return Terms(config, lexicon, section)


def is_grave(finding: Finding, least: str) -> bool:
    """Whether a finding is at least so grave."""
    return SEVERITIES.index(finding.severity) >= SEVERITIES.index(least)
