"""What the reports have in common that are made of one piece for each draft, and then of the drafts that failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from attrib.model import Failure, Finding
from attrib.reports.shape import visible

NOT_CHECKED = "NOT-CHECKED"
"""Stands for the code of a check where a format wants one for a draft that could not be checked."""


def joined(between: str, *texts: Iterable[str]) -> Iterator[str]:
    """Yield some series of texts as one, with something between any two; empty ones leave no trace."""
    first = True
    for text in filter(None, chain(*texts)):
        yield text if first else between + text
        first = False


def told(finding: Finding) -> str:
    """Return a finding's message and advice on one line, for formats with one field for both."""
    return visible(f"{finding.message} {finding.advice}")


def reason(failure: Failure) -> str:
    """Return why a draft could not be checked, on one line."""
    return visible(failure.message)
