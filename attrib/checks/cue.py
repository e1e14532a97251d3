"""Checks of kind `cue`: a cue that says somebody said, suspects or estimates, and names nobody."""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checks.evidence import Evidence, Found, severity_of
from attrib.lexicon.entries import CheckRule
from attrib.model import Attribution

NAMED_GRADES = ("A", "B", "C")
FREE = ("named", "anonymous", "carried", "exempt", "skipped")


def run(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """Yield the sourceless cues of the rule's frames and acts, outside what a source already covers."""
    frames, acts = rule.when.get("frames", ()), rule.when.get("acts", ())
    for index, _, cue in evidence.sourceless:
        if evidence.statements[index].status in FREE or (frames and cue.frame not in frames):
            continue
        if (acts and cue.act not in acts) or _is_answered(evidence, index, cue.act):
            continue
        severity = severity_of(rule, evidence.is_lead(index), id=cue.rule)
        yield Found(cue.start, cue.end, index, severity, {"cue": cue.text})


def _is_answered(evidence: Evidence, index: int, act: str) -> bool:
    """Whether the accuser is named in the sentence before or behind: "Jaksa menuduh …" beside "Ia dituduh …"."""
    if act != "accuse":
        return False
    around = evidence.reported[max(0, index - 1) : index] + evidence.reported[index + 1 : index + 2]
    return any(_accuses(evidence, attribution) for reported in around for attribution in reported.attributions)


def _accuses(evidence: Evidence, attribution: Attribution) -> bool:
    cue, entity = attribution.cue, evidence.entity(attribution)
    return cue is not None and cue.act == "accuse" and entity is not None and entity.grade in NAMED_GRADES
