"""Subjects: across what a source reaches the verb behind it, and where another clause keeps it away."""

from __future__ import annotations

import pytest
from marks import cases, drawn, look, plain

SUBJECTS = {
    # Aside, adjunct, adverb.
    "an aside closed by a comma": "[Budi Santoso], {saat dihubungi}, {mengatakan} sumur warga kering.",
    "an aside in dashes": "[Budi Santoso] – {saat dihubungi} – {mengatakan} sumur warga kering.",
    "an aside without a verb": "[Rina Dewi], lawan lama petahana, {mengatakan} sumur warga kering.",
    "an aside of another speaker": "[Budi Santoso], {kata} [Rina Dewi], {mengatakan} sumur warga kering.",
    "a connective as an aside": "[Budi Santoso], sementara itu, {mengatakan} sumur warga kering.",
    "a denial within": "[Budi Santoso], tidak seperti Rina, {mengatakan} sumur warga kering.",
    "what he does and where": "[Budi Santoso (50), pedagang ikan di Pasar Sukawira], Tirta Timur, {mengatakan} sumur warga kering.",
    "a place that parts office and verb": "[Kepala Puskesmas di Sukawira, Tirta Timur], {mengatakan} sumur warga kering.",
    "an adverb and a day": "[Budi Santoso] kemudian pada Senin {mengatakan} sumur warga kering.",
    "a degree's last stop": "[Budi Santoso, S.H.], {mengatakan} sumur warga kering.",
    # What stands before it.
    "an adjunct with a place before it": "Ditemui di Taman Sukawira, Tirta, Rabu (3/3), [Camat Budi Santoso] {menjelaskan} sumur itu kering.",
    "a time of several words": "Beberapa minggu terakhir, [Budi Santoso] {menuduh} panitia curang.",
    "a time with a number": "Sekitar 6 jam kemudian, [Budi Santoso] {mengatakan} sumur itu kering.",
    "a number that tells no time": "[Sekitar 6 warga] {mengatakan} sumur itu kering.",
    "two connectives": "Namun, lebih lanjut [Budi Santoso] {mengatakan} sumur itu kering.",
    "a heading's words": "Berbagai kendala [Kepala Dinas Air Budi Santoso] {mengatakan} sumur itu kering.",
    "no heading's words": "[Petugas dari Kepala Dinas Air] {mengatakan} sumur itu kering.",
    "a preposition before the nearest name": "Untuk itu [ia] {mengimbau} warga menghemat air.",
    "a pronoun behind a name": "Bagi Budi Santoso, [dia] {mengatakan} sumur itu kering.",
    # Another clause.
    "a clause of its own behind namun": "Warga marah, namun [Budi Santoso] {mengaku} tidak tahu.",
    "a clause of its own behind tetapi": "Rina Dewi pulang, tetapi [Budi Santoso] {mengaku} tidak tahu.",
    "a concession before it": "Meski warga marah, namun [Budi Santoso] {mengaku} tidak tahu.",
    "a contrast at the start": "Sedangkan [Budi Santoso] {mengaku} tidak tahu.",
    "an office behind a contrast": "Sedangkan [Kasi Humas Polres Wiralaga, Resky Pradana] {mengatakan} sumur itu kering.",
    "the same subject behind namun": "[Budi Santoso] tertawa, namun {mengaku} tidak tahu.",
    "the same subject behind sambil": "[Budi Santoso] tertawa sambil {mengatakan} sumur itu kering.",
    "an order before it": "[Budi Santoso] {meminta} [warga] {mengatakan} bahwa sumur itu kering.",
    "who speaks for it": "Kepala Kejaksaan Wiralaga melalui [Kasi Pidana Khusus, Hadi Saputra], {membenarkan} kabar itu.",
    # Headlines.
    "a headline's subject": "[Kuasa Hukum] {Bantah} Kliennya Terlibat\n\nSidang digelar pada Senin. Hakim membacakan putusan itu.",
    "a headline's subject behind a dash": "Sidang Korupsi – [Kuasa Hukum] {Bantah} Kliennya Terlibat\n\nSidang digelar pada Senin. Hakim pulang.",
}


@pytest.mark.parametrize("marked", cases(SUBJECTS))
def test_a_subject_reaches_its_verb(marked: str) -> None:
    assert drawn(plain(marked)) == marked


GOVERNING = [
    "Warga marah, namun Budi Santoso mengaku tidak tahu.",
    "Meski warga marah, namun Budi Santoso mengaku tidak tahu.",
    "Sedangkan Budi Santoso mengaku tidak tahu.",
    "Sedangkan data Dinas Air Wiralaga mencatat 400 sumur kering.",
]


@pytest.mark.parametrize("text", GOVERNING)
def test_a_clause_behind_a_coordinator_governs_its_statement(text: str) -> None:
    (statement,) = look(text).statements
    assert statement.status == "named"
