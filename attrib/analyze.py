"""The whole pipeline on one screen: a draft in, all that is known of it out."""

from __future__ import annotations

from attrib.attributions import attribute
from attrib.checks import check
from attrib.claims import Claims
from attrib.lexicon.entries import Lexicon
from attrib.model import Analysis, Draft
from attrib.scan import read
from attrib.segment import cut
from attrib.status import judge


def analyze(draft: Draft, lexicon: Lexicon, lang: str = "id") -> Analysis:
    """Return the draft's statements with their statuses, attributions, sources and findings; never raises on
    content.
    """
    article = cut(draft, lexicon)
    reading = read(article, lexicon)
    reported, registry = attribute(reading)
    claims = Claims(reading)
    statements = judge(reading, reported, registry, claims)
    entities = registry.entities()
    attributions = tuple(a for sentence in reported for a in sentence.attributions)
    findings = check(reading, reported, statements, entities, claims, lang)
    return Analysis(article, statements, attributions, entities, findings, (*article.faults, *claims.faults))
