"""Checks of kind `source`: a source of a kind or grade that carries less than the statement leans on it."""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checks.classes import has, occurs, tokens_of
from attrib.checks.evidence import Evidence, Found, severity_of
from attrib.claims import NEED, STRONG
from attrib.lexicon.entries import HOUSEHOLD, CheckRule
from attrib.lexicon.words import words_of
from attrib.model import Attribution, Entity, Source, Span

FAR_BACK = 3_000
"""Words that an article may have."""
STOCK = "stock"
MANY = "many"
RELAY = "relay"


def run(rule: CheckRule, evidence: Evidence) -> Iterator[Found]:
    """Yield each source that meets all the rule's conditions, once for each entity of a statement."""
    seen: set[tuple[int, int]] = set()
    wanted = rule.when.get("severity_needs", STRONG)
    kinds = rule.when.get("kinds")
    candidates = evidence.sourced if kinds is None else [s for k in kinds for s in evidence.by_kind.get(k, ())]
    for index, attribution, source, entity in candidates:
        if source.anaphor in ("pronoun", "clitic") or (index, entity.id) in seen:
            continue
        if any(q.start <= source.start < q.end for q in evidence.reported[index].sentence.quotes):
            continue  # a speaker's own words
        if _is_told(evidence, index, attribution) or not _meets(rule, evidence, index, attribution, source, entity):
            continue
        seen.add((index, entity.id))
        needs = "severity_with_needs" in rule.when and _has_need(evidence, index, wanted)
        stock = "reasons" in rule.when and bool(_reasons(evidence, index))
        many = MANY if entity.kind == "person" and not _is_one(evidence, index, source) else entity.grade
        severity = severity_of(rule, evidence.is_lead(index), needs, STOCK if stock else many)
        yield Found(source.start, source.end, index, severity, {"source": source.text})


def _is_told(evidence: Evidence, index: int, attribution: Attribution) -> bool:
    """Whether a named speaker tells what the source says: "[Budi] berpendapat, survei menunjukkan …"; no relay is."""
    inner = attribution is not evidence.reported[index].main and attribution.reason != RELAY
    return inner and evidence.statements[index].status == "named"


def _meets(
    rule: CheckRule, evidence: Evidence, index: int, attribution: Attribution, source: Source, entity: Entity
) -> bool:
    when, cue = rule.when, attribution.cue
    grades = {entity.grade} if source.anaphor else {entity.grade, source.grade}
    if "grades" in when and not grades & {*when["grades"]}:
        return False
    if "person" in when and not _is_one(evidence, index, source):
        return False
    if "frames" in when and (cue is None or cue.frame not in when["frames"]):
        return False
    if "acts" in when and (cue is None or cue.act not in when["acts"]):
        return False
    if "role" in when and (entity.role or not attribution.main or not _is_introduced(evidence, index, source, entity)):
        return False
    if "role" in when and (_is_household(evidence, source.name) or _is_household(evidence, entity.name)):
        return False
    if "needs" in when and not (_has_need(evidence, index, when["needs"]) or _says(evidence, index, when["needs"])):
        return False
    if "unless" in when and _is_shielded(evidence, index, source):
        return False
    return "reasons" not in when or _reasons(evidence, index) <= {STOCK}


def _is_one(evidence: Evidence, index: int, source: Source) -> bool:
    """Whether an unnamed source is one certain person, whose name is kept back: "seorang pegawai", not "warga"."""
    reading, sentence = evidence.reading, evidence.reported[index].sentence
    first, last = tokens_of(reading, sentence, Span(source.start, source.end))
    return reading.lows[first] in reading.lexicon.words.get("singular", ()) or "unnamed" in reading.kinds[first:last]


def _is_introduced(evidence: Evidence, index: int, source: Source, entity: Entity) -> bool:
    """Whether a person's name stands here for the first time: who was named before was told of there."""
    if source.name is None or entity.mentions[0].start != source.start:
        return False
    first = evidence.reported[index].sentence.first
    before = set(evidence.reading.texts[max(0, first - FAR_BACK) : first])
    return before.isdisjoint(source.name.split())


def _is_household(evidence: Evidence, name: str | None) -> bool:
    """Whether everybody knows who bears a name, as a newsroom says."""
    lexicon, words = evidence.reading.lexicon, words_of((name or "").lower())
    one = len(words) == 1 and words[0] in lexicon.words.get(HOUSEHOLD, ())
    return one or words in lexicon.phrases.get(HOUSEHOLD, ())


def _has_need(evidence: Evidence, index: int, wanted: tuple[str, ...]) -> bool:
    return any(claim.name in wanted for claim in evidence.claims.of(index, NEED))


def _says(evidence: Evidence, index: int, wanted: tuple[str, ...]) -> bool:
    return any(claim.name in wanted for claim in evidence.claims.spoken(index))


def _reasons(evidence: Evidence, index: int) -> set[str]:
    """Return the grades of what the statement, or the one beside it, says of why the name is kept back; STOCK for a
    set phrase that tells nothing: "karena tidak berwenang berbicara kepada media".
    """
    reading = evidence.reading
    first = evidence.reported[max(0, index - 1)].sentence.first
    last = evidence.reported[min(len(evidence.reported) - 1, index + 1)].sentence.last
    if "reason" not in reading.kinds[first:last]:
        return set()
    rules = [reading.nouns[i].rule for i in range(first, last) if i in reading.nouns]
    return {STOCK if rule.grade else "" for rule in rules if rule.kind == "reason"}


def _is_shielded(evidence: Evidence, index: int, source: Source) -> bool:
    """Whether the press code keeps the name back: a child, a patient, the victim of a sexual crime."""
    reading, sentence = evidence.reading, evidence.reported[index].sentence
    at = tokens_of(reading, sentence, Span(source.start, source.end))
    if has(reading, ("minor", "protected"), *at):
        return True
    return has(reading, ("victim",), *at) and occurs(reading, "sexual-crime")
