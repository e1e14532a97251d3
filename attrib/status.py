"""The verdict: every statement gets one status, with the reasons for it as data.

`DECIDERS` are asked in order; the first that answers decides. Definitions are those of the gold guidelines: the status
of a statement is the status of its main claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from attrib import own_voice
from attrib.attributions import Reported
from attrib.carry import Case, Floor, comes_back, goes_on, next_speakers, opens_anew, reaches
from attrib.claims import STRONG, Claims
from attrib.entities import Registry
from attrib.links.link import Link
from attrib.model import Attribution, Statement
from attrib.scan import HEADING, Reading
from attrib.support import Support

SPEECH_ACTS: Final = ("directive", "expressive")
FARTHEST_STRONG_CARRY: Final = 2
SOURCED: Final = ("named", "anonymous", "carried")
FARTHEST_LOOSE_CARRY: Final = 3
COUNTS: Final = {"number", "casualty"}
WEAK: Final = ("D", "E", "F")
HEDGED: Final = ("estimate-passive",)
NOBODYS: Final = ("E", "F")
LONGEST_INITIALS: Final = 3
LEADS: Final = 3
"""Of so many statements one that is hedged may only announce what a source then says."""


class Verdict(NamedTuple):
    """A status with its reasons."""

    status: str
    reasons: tuple[str, ...]
    carried_from: int | None = None
    supported_by: int | None = None


def _furniture(case: Case) -> Verdict | None:
    sentence = case.now.sentence
    return (
        None if sentence.role in ("body", "list", "quote") else Verdict("skipped", (sentence.reason or sentence.role,))
    )


def _sourced(case: Case) -> Verdict | None:
    main = case.now.main
    if main is None or main.entity is None:
        return None
    entity = case.registry.entity(main.entity)
    if entity.grade in NOBODYS and main.source is not None and _is_rumour(case, main.source.head):
        return Verdict("hearsay", ("rumor", *case.needs()))
    if entity.kind == "abstract":
        return Verdict("unattributed", ("pseudo-source", *case.needs()))
    act = main.cue.act if main.cue else ""
    if act in SPEECH_ACTS and main.type == "indirect" and main.reason != "relative":
        if case.floor and entity.grade in ("D", "E") and _is_bare(main) and reaches(case, case.floor):
            return None
        return Verdict("exempt", ("speech-act",))
    if entity.grade not in WEAK and (relay := _weak_relay(case)) is not None:
        return Verdict("anonymous", (main.reason, relay))
    if entity.grade in WEAK:
        return Verdict("anonymous", (main.reason, "unresolved" if entity.grade == "F" else "unnamed"))
    return Verdict("named", (main.reason,))


def _is_rumour(case: Case, head: str) -> bool:
    """ "Menurut desas-desus yang beredar, …", "Menurut informasi, …": what is said, and not by whom."""
    return head in case.reading.lexicon.words.get("rumour", ())


def _is_bare(main: Attribution) -> bool:
    """Whether a source is one plain word or initials, somebody of the story that the speaker tells: "[pelaku] meminta
    sopir …", "[NS] menyuruh rekannya …".
    """
    text = main.source.text if main.source is not None else " "
    return " " not in text and (text.islower() or (text.isupper() and len(text) <= LONGEST_INITIALS))


def _weak_relay(case: Case) -> str | None:
    """A chain has the grade of its weakest link: "Mengutip seorang pejabat, Reuters melaporkan …"."""
    main = case.now.main
    relays = main is not None and main.entity is not None and case.registry.entity(main.entity).kind == "medium"
    for attribution in case.now.attributions:
        if attribution.entity is None or not (attribution.reason == "relay" or (relays and attribution.within)):
            continue
        entity = case.registry.entity(attribution.entity)
        if attribution.source is not None and entity.grade in WEAK and entity.kind != "document":
            return "weakest-link"  # but "kata Budi, dikutip dari keterangan pers" is his own
    return None


def _marked(case: Case) -> Verdict | None:
    """A cue without a source: a witness, an honest gap, a passive that goes on for the speaker, or hearsay."""
    link = case.now.marked
    if link is None:
        return None
    frame, act = link.hit.rule.frame, link.hit.rule.act
    if frame == "witness":
        return Verdict("exempt", ("witnessed",))
    if frame == "unknown" and (carried := _carried_in_paragraph(case)) is not None:
        return carried
    if frame in ("unknown", "response"):
        return Verdict("exempt", ("non-claim" if frame == "unknown" else "speech-act",))
    if frame == "opener":
        return None
    if frame == "passive" and case.floor and _continues(case, case.floor, link):
        return Verdict("carried", ("continuing-passive",), carried_from=case.floor.main.id)
    if frame == "rumor" and act == "estimate" and (carried := _carried_in_paragraph(case)) is not None:
        return carried  # "Dugaan awal, korban dipukul": the officer who has the floor goes on
    if frame in ("passive", "rumor"):
        support = case.support.of(case.at) if case.at < LEADS else None
        if support is not None:
            return Verdict("exempt", ("repeats",), supported_by=support + 1)
        return Verdict("hearsay", (f"{act}-{frame}", *case.needs()))
    return None


def _carried_in_paragraph(case: Case) -> Verdict | None:
    within = case.floor is not None and case.now.sentence.paragraph == case.floor.paragraph
    return _carried(case) if within else None


def _continues(case: Case, floor: Floor, link: Link) -> bool:
    """Whether a passive goes on for the speaker: "Dijelaskan, …", "Sebab, negara itu dinilai …"."""
    if not reaches(case, floor):
        return False
    return link.continuing or (link.hit.rule.act == "estimate" and goes_on(case, floor))


def _turned(case: Case) -> Verdict | None:
    reason = own_voice.turns(case)
    return None if reason is None else Verdict("exempt", (reason,))


def _dated_event(case: Case) -> Verdict | None:
    return Verdict("exempt", ("public-event",)) if own_voice.tells_of_a_day(case) else None


def _carried(case: Case) -> Verdict | None:
    if case.floor is None or case.now.quoted or not reaches(case, case.floor):
        return None
    apart = case.now.sentence.paragraph != case.floor.paragraph or case.floor.distance > FARTHEST_LOOSE_CARRY
    if apart and (opens_anew(case, case.floor) or not (goes_on(case, case.floor) or comes_back(case, case.floor))):
        return None
    if own_voice.opens(case):
        return None
    counts = case.registry.entity(case.floor.main.entity or 0).kind == "document" and {*case.needs()} <= COUNTS
    if case.floor.distance > FARTHEST_STRONG_CARRY and not counts and any(need in STRONG for need in case.needs()):
        return None
    return Verdict("carried", ("floor",), carried_from=case.floor.main.id)


def _supported(case: Case) -> Verdict | None:
    if case.now.quoted or not case.needs():
        return None
    support = case.support.of(case.at)
    return None if support is None else Verdict("exempt", ("repeats",), supported_by=support + 1)


def _needy(case: Case) -> Verdict | None:
    needs = case.needs()
    if case.now.quoted:
        return Verdict("unattributed", ("quotation", *needs))
    exempt = case.exemptions()
    counted = "number" in needs and {*exempt} <= {"history", "background"}
    if not needs or (exempt and not counted and not any(need in STRONG for need in needs)):
        return None
    return Verdict("unattributed", needs)


def _free(case: Case) -> Verdict:
    return Verdict("exempt", (case.exemptions() or ("background",))[:1])


DECIDERS: Final[tuple[Callable[[Case], Verdict | None], ...]] = (
    _furniture,
    _sourced,
    _marked,
    _turned,
    _dated_event,
    _carried,
    _supported,
    _needy,
)


def judge(
    reading: Reading, reported: tuple[Reported, ...], registry: Registry, claims: Claims
) -> tuple[Statement, ...]:
    """Return every sentence as a statement with its status."""
    support = Support(reading, reported)
    statements = tuple(_statement(*judged) for judged in judgements(reading, reported, registry, claims, support))
    return _with_supported_leads(statements, support)


def judgements(
    reading: Reading, reported: tuple[Reported, ...], registry: Registry, claims: Claims, support: Support
) -> Iterator[tuple[Case, Verdict]]:
    """Yield what the deciders see of every sentence, and the verdict that the first of them to answer gives."""
    floor: Floor | None = None
    ahead = next_speakers(reported)
    for index, now in enumerate(reported):
        case = Case(reading, registry, reported, index, claims, floor, support, ahead[index])
        verdict = _verdict(case)
        floor = _next_floor(floor, now, verdict)
        yield case, verdict


def _verdict(case: Case) -> Verdict:
    for decider in DECIDERS:
        if (verdict := decider(case)) is not None:
            return verdict
    return _free(case)


def trail(case: Case) -> tuple[tuple[str, Verdict | None], ...]:
    """Return what every decider says of a statement, in their order; the first that answers decides, and the last
    one, `free`, always answers.
    """
    named = [(decider.__name__.strip("_").replace("_", "-"), decider(case)) for decider in DECIDERS]
    return (*named, ("free", _free(case)))


def _with_supported_leads(statements: tuple[Statement, ...], support: Support) -> tuple[Statement, ...]:
    """Free the opening statements whose content the sourced statements behind them, taken together, say again.

    Claims, and judgements that are only announced: "Layanan itu dinilai belum optimal".
    """
    sourced = [n for n, s in enumerate(statements) if s.status in SOURCED]
    if not sourced:
        return statements
    found = list(statements)
    for index in range(sourced[0]):
        statement = statements[index]
        announced = statement.status == "hearsay" and statement.reasons[0] in HEDGED and index < LEADS
        unsaid = statement.status == "unattributed" and not {"pseudo-source", "quotation"} & {*statement.reasons}
        if announced or unsaid:
            supporter = support.among(index, sourced)
            if supporter is not None:
                found[index] = statement._replace(status="exempt", reasons=("repeats",), supported_by=supporter + 1)
    return tuple(found)


def _next_floor(floor: Floor | None, now: Reported, verdict: Verdict) -> Floor | None:
    if verdict.status == "skipped":
        return None if now.sentence.role == HEADING else floor
    if verdict.status in ("named", "anonymous") and now.main is not None:
        return Floor(now.main, 1, now.sentence.paragraph)
    if verdict.status == "exempt" and now.main is not None and now.main.entity is not None:
        return Floor(now.main, 1, now.sentence.paragraph)
    if verdict.status == "carried" and floor is not None:
        return Floor(floor.main, floor.distance + 1, now.sentence.paragraph)
    return None


def _statement(case: Case, verdict: Verdict) -> Statement:
    sentence, main = case.now.sentence, case.now.main
    place = case.reading.article.draft.place(sentence.start)
    source = main.entity if main is not None and verdict.status in ("named", "anonymous") else None
    if verdict.status == "carried" and case.floor is not None:
        source = case.floor.main.entity
    return Statement(
        case.at + 1,
        sentence.start,
        sentence.end,
        place.line,
        place.column,
        sentence.paragraph + 1,
        verdict.status,
        verdict.reasons,
        case.claims.known(case.at),
        source,
        verdict.carried_from,
        verdict.supported_by,
    )
