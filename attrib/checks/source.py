"""Checks of kind `source`: a source of a kind or grade that carries less than the statement leans on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from attrib.checks.evidence import Evidence, Found, severity_of
from attrib.claims import STRONG, claims_of
from attrib.lexicon.entries import CheckRule
from attrib.model import Attribution, Entity, Source


def run(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """Yield each source that meets all the rule's conditions, once for each entity of a statement."""
    seen: set[tuple[int, int]] = set()
    wanted = rule.when.get("severity_needs", STRONG)
    for index, attribution, source, entity in evidence.sourced:
        if source.anaphor in ("pronoun", "clitic") or (index, entity.id) in seen:
            continue
        if not _meets(rule, evidence, index, attribution, source, entity):
            continue
        seen.add((index, entity.id))
        needs = "severity_with_needs" in rule.when and _has_need(evidence, index, wanted)
        severity = severity_of(rule, evidence.is_lead(index), needs, entity.grade)
        yield Found(source.start, source.end, index, severity, {"source": source.text})


def _meets(
    rule: CheckRule, evidence: Evidence, index: int, attribution: Attribution, source: Source, entity: Entity
) -> bool:
    when = rule.when
    cue = attribution.cue
    if "kinds" in when and entity.kind not in when["kinds"] and not ("bare" in when["kinds"] and source.grade == "E"):
        return False
    if "grades" in when and entity.grade not in when["grades"] and source.grade not in when["grades"]:
        return False
    if "frames" in when and (cue is None or cue.frame not in when["frames"]):
        return False
    if "acts" in when and (cue is None or cue.act not in when["acts"]):
        return False
    if "needs" in when and not _has_need(evidence, index, when["needs"]):
        return False
    if "reasons" in when and _gives_reason(evidence, index):
        return False
    if "role" in when and (
        source.name is None or entity.role or len(entity.mentions) and entity.mentions[0].start != source.start
    ):
        return False
    return True


def _has_need(evidence: Evidence, index: int, wanted: tuple[str, ...]) -> bool:
    claims = claims_of(evidence.reading, evidence.reported[index].sentence)
    return any(claim.kind == "need" and claim.name in wanted for claim in claims)


def _gives_reason(evidence: Evidence, index: int) -> bool:
    """Whether the statement, or the one beside it, says why the name is kept back."""
    reading = evidence.reading
    first = evidence.reported[max(0, index - 1)].sentence.first
    last = evidence.reported[min(len(evidence.reported) - 1, index + 1)].sentence.last
    places = list(reading.nouns)
    nearby = places[bisect_left(places, first) : bisect_left(places, last)]
    return any(reading.nouns[at].rule.kind == "reason" for at in nearby)
