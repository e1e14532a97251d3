"""The paper's own voice: what it saw, what happened before everybody's eyes, what it says in its own name."""

from __future__ import annotations

from typing import Final

from attrib.carry import Case, comes_back, concludes, reaches
from attrib.claims import STRONG
from attrib.grammar import PRONOUN_1, WEEKDAY

YEAR: Final = 4
WITNESSED: Final = "witnessed"
CENTURIES: Final = ("18", "19", "20")


def turns(case: Case) -> str | None:
    """Return the exemption that ends a speaker's floor, unless the statement also accuses or counts victims unseen."""
    found = case.turns()
    if not found or concludes(case):
        return None
    if any(need in STRONG for need in case.needs()):
        return WITNESSED if WITNESSED in found and _is_footage(case) else None
    return None if found[0] != WITNESSED and _advises(case) else found[0]


def _is_footage(case: Case) -> bool:
    """Whether a recording shows it, which anybody may look at: "Dalam rekaman CCTV itu terlihat pria merampas tas"."""
    sentence, footage = case.now.sentence, case.reading.lexicon.words.get("footage", frozenset())
    return not footage.isdisjoint(case.reading.lows[sentence.first : sentence.last])


def _advises(case: Case) -> bool:
    """Whether a speaker who has the floor goes on with advice or a plan: "Pihaknya juga …", "Kebijakan itu harus …"."""
    sentence, floor, reading = case.now.sentence, case.floor, case.reading
    if floor is None or sentence.paragraph != floor.paragraph or not reaches(case, floor):
        return False
    advice = reading.lexicon.words.get("advice", frozenset())
    collective = reading.lexicon.words.get("collective-self", frozenset())
    return reading.lows[sentence.first] in collective or not advice.isdisjoint(
        reading.lows[sentence.first : sentence.last]
    )


def tells_of_a_day(case: Case) -> bool:
    """Whether it tells what happened on a named day, with nothing in it that wants a source.

    "Sejak Jumat (14/6) pagi, MK menggelar sidang"; but a speaker tells "Aksi pencurian itu terjadi pada Jumat (16/8)".
    """
    sentence, floor = case.now.sentence, case.floor
    if case.now.quoted:
        return False
    told = floor is not None and (sentence.paragraph == floor.paragraph or comes_back(case, floor))
    if told and floor is not None and reaches(case, floor):
        return False
    dated = case.reading.holds(WEEKDAY, sentence.first, sentence.last) or (floor is not None and _names_year(case))
    return dated and not case.needs()


def _names_year(case: Case) -> bool:
    """Whether a paragraph that takes up no other tells what was in a year: "Pada 2014 sanggar itu pindah"."""
    sentence, reading = case.now.sentence, case.reading
    texts = reading.texts[sentence.first : sentence.last]
    return any(len(text) == YEAR and text.isdigit() and text[:2] in CENTURIES for text in texts)


def opens(case: Case) -> bool:
    """ "Sebelumnya diberitakan, …", "Perlu diketahui, …", "Kami mencobanya …": the paper speaks again."""
    link, first = case.now.marked, case.now.sentence.first
    if case.reading.bits[first] & PRONOUN_1:
        return True
    return link is not None and link.hit.rule.frame == "opener" and link.hit.first == first
