"""A dateline in front of the lead, as outlets write it, is no part of a source."""

from __future__ import annotations

import pytest
from marks import drawn, plain

DATELINES = [
    "Kendari (ANTARA) - ",
    "Bandung - ",
    "JAKARTA, KABAR — ",
    "Merdeka.com - ",
    "Liputan6.com, Jakarta - ",
    "TEMPO.CO, Jakarta - ",
    "JAKARTA, KOMPAS.com – ",
    "Jakarta, CNN Indonesia -- ",
    "REPUBLIKA.CO.ID, BANDUNG -- ",
    "Bisnis.com, JAKARTA — ",
    "JAKARTA (Suara Teluk) – ",
    "Labuan Bajo, 12/3 (Antara) - ",
]
LEADS = [
    "[Wali Kota Kendari Salim Badar] {mengatakan} kota aman.",
    "[Badan Pangan Teluk] {mengatakan} harga turun.",
    "{Menurut} [Budi Santoso], harga turun.",
    "{Berdasarkan} [data BPS], harga turun.",
    '"Harga turun," {kata} [Budi Santoso].',
]


@pytest.mark.parametrize("dateline", DATELINES)
@pytest.mark.parametrize("lead", LEADS)
def test_a_dateline_is_no_part_of_a_source(dateline: str, lead: str) -> None:
    assert drawn(plain(dateline + lead)) == dateline + lead
