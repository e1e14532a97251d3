"""Two persons as one source: where "Budi Santoso dan Rina Dewi" parts, and where an office only has two fields."""

from __future__ import annotations

from typing import Final

from attrib.grammar import CONJUNCTION, OFFICE, PLACE
from attrib.scan import Reading
from attrib.sources.shape import HUMAN, is_capital, name_run

LEAST_NAME: Final = 2


def parts(reading: Reading, first: int, last: int) -> list[tuple[int, int]]:
    """Return the persons' stretches of a phrase, one that is all of it unless two names stand there.

    "Menteri Hukum dan HAM Yasonna Laoly" is one person: no name ends before its *dan*.
    """
    stretches = []
    start = first
    for index in range(first + 1, last - 1):
        if _parts(reading, start, index, last):
            end = index - 1 if reading.texts[index - 1] == "," else index
            stretches.append((start, end))
            start = index + 1
    return [*stretches, (start, last)]


def _parts(reading: Reading, start: int, index: int, last: int) -> bool:
    if not (reading.bits[index] & CONJUNCTION and reading.texts[index].islower()):
        return False
    end = index - 1 if reading.texts[index - 1] == "," else index
    named = end - name_run(reading, start, end)
    if named < LEAST_NAME and named != end - start:
        return False
    behind = index + 1
    if reading.kinds[behind] in HUMAN:
        return True
    return is_capital(reading.texts[behind]) and not (reading.kinds[behind] or reading.bits[behind] & (OFFICE | PLACE))
