"""Sections of the paper: what a finding weighs in opinion, features, fact-checks. Statuses are the same in all."""

from __future__ import annotations

from collections.abc import Iterable

from attrib.lexicon.entries import OFF, SectionRule
from attrib.model import Finding


def findings_in(section: SectionRule, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that a section lets stand, each as grave as it is there."""
    changes = section.severities
    return tuple(
        finding._replace(severity=changes[finding.code]) if finding.code in changes else finding
        for finding in findings
        if changes.get(finding.code) != OFF
    )
