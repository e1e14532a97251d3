"""Checks: each at its exact words and with its severity; findings sorted, with fingerprints that outlive an edit."""

from __future__ import annotations

import pytest
from marks import cases, found, lexicon, look

from attrib.checks import KINDS
from attrib.proofs import unmark

FLAGGED = {
    "QUOTE-NOSRC": ("error", '{"Kami ditipu sejak awal tahun ini."} Warga lalu pulang.'),
    "ACCUSE-NOSRC": ("error", "Bupati {menyuap} anggota dewan."),
    "CASUALTY-NOSRC": ("warning", "{Dua belas orang tewas} dalam kebakaran itu."),
    "NUMBER-NOSRC": ("info", "Angka kemiskinan turun {2 persen} pada tahun ini."),
    "CAUSE-NOSRC": ("info", "Banjir itu {disebabkan} oleh penebangan hutan."),
    "EVAL-NOSRC": ("info", "Misi itu {gagal total}."),
    "PREDICT-NOSRC": ("info", "Harga beras {bakal melonjak}."),
    "MOTIVE-NOSRC": ("warning", "Ia {sengaja} menghindari wartawan."),
    "PASSIVE-REPORT": ("error", "Jembatan di Sukawira {dilaporkan} ambruk pada Senin pagi."),
    "PASSIVE-ACCUSE": ("error", "Perusahaan itu {dituduh} membuang limbah ke Sungai Wira."),
    "PASSIVE-ESTIMATE": ("info", "Kerugian akibat kebakaran itu {diperkirakan} Rp 2 miliar."),
    "RUMOR": ("error", "{Konon}, bupati itu akan mundur."),
    "ANON-BARE": ("error", "Menurut {sumber terpercaya}, uang itu dibagi dua."),
    "ANON-NOREASON": ("warning", '"Uang itu dibagi dua," kata {seorang pegawai yang enggan disebut namanya}.'),
    "ANON-OPINION": ("error", "{Seorang kader} menilai ketua partai itu tidak becus."),
    "VAGUE-COLLECTIVE": ("warning", "{Sejumlah pengamat} menilai anggaran itu boros."),
    "STUDY-UNNAMED": ("warning", "{Penelitian} menunjukkan bahwa kopi menurunkan tekanan darah."),
    "ABSTRACT-SOURCE": ("warning", "Menurut {hukum internasional}, pendudukan itu ilegal."),
    "METONYM": ("info", "{Washington} menyatakan bahwa pasukan ditarik dari perbatasan."),
    "MEDIA-RELAY": ("info", "{Reuters} melaporkan bahwa pasukan ditarik dari perbatasan."),
    "ROLE-MISSING": ("info", '"Sumur kami kering," kata {Hadi}.'),
    "DANGLING-REF": ("error", "{Kantor berita itu} mengatakan bahwa sumur warga kering."),
    "DOUBLE-CUE": ("info", "Menurut Camat Wiralaga Budi Santoso {mengatakan} bahwa sumur warga kering."),
    "LOADED-VERB": ("info", "Camat Wiralaga Budi Santoso {berdalih} bahwa pompa desa rusak."),
    "SCARE-QUOTES": ("info", 'Program {"gratis"} itu berjalan sejak Mei.'),
}


@pytest.mark.parametrize("code", cases({code: code for code in FLAGGED}))
def test_a_check_reports_its_words_with_its_severity(code: str) -> None:
    severity, marked = FLAGGED[code]
    text, (span,), _ = unmark(marked)
    assert (code, severity, text[span.start : span.end]) in found(text)


PASSES = {
    "QUOTE-NOSRC": '"Kami ditipu sejak awal tahun ini," kata Rina Dewi, warga Sukawira.',
    "ACCUSE-NOSRC": "Jaksa Darma Lesmana mengatakan bahwa bupati menyuap anggota dewan.",
    "CASUALTY-NOSRC": "Dua belas orang tewas dalam kebakaran itu, kata Kepala BPBD Wiralaga Sari Wulan.",
    "NUMBER-NOSRC": "Angka kemiskinan turun 2 persen pada tahun ini, menurut Dinas Sosial Wiralaga.",
    "PASSIVE-REPORT": "Pencurian sepeda itu dilaporkan ke Polsek Sukawira.",
    "PASSIVE-ACCUSE": "Perusahaan itu dituduh oleh Camat Wiralaga Budi Santoso membuang limbah ke sungai.",
    "PASSIVE-ESTIMATE": "Camat Wiralaga Budi Santoso memperkirakan kerugian Rp 2 miliar.",
    "RUMOR": '"Sumur kami kering," katanya.',
    "ANON-BARE": "Desa itu kaya sumber daya alam.",
    "ANON-NOREASON": ('"Uang itu dibagi dua," kata seorang pegawai yang enggan disebut namanya karena takut dipecat.'),
    "VAGUE-COLLECTIVE": "Sejumlah pengamat hadir dalam rapat itu.",
    "ABSTRACT-SOURCE": "Menurut Undang-Undang Nomor 40 Tahun 1999, pers nasional berasaskan kemerdekaan.",
    "DANGLING-REF": "Reuters melaporkan sumur kering. Kantor berita itu mengatakan bahwa hujan jauh.",
    "DOUBLE-CUE": "Menurut Camat Wiralaga Budi Santoso, sumur warga kering.",
    "LOADED-VERB": "Perusahaan itu mengurus klaim asuransi mobilnya.",
    "ROLE-MISSING": '"Sumur kami kering," kata Hadi Prakoso, ketua RT 05.',
    "SCARE-QUOTES": 'Camat Wiralaga Budi Santoso menyebut program itu "gratis".',
    "METONYM": "Pertemuan itu digelar di Washington.",
}


@pytest.mark.parametrize("code", PASSES)
def test_a_check_leaves_the_sound_look_alike_alone(code: str) -> None:
    assert code not in {code for code, _, _ in found(PASSES[code])}


def test_a_report_passive_behind_the_lead_is_a_warning() -> None:
    text = (
        '"Sumur kami kering," kata Camat Wiralaga Budi Santoso.\n\n'
        "Acara itu ditutup dengan doa bersama.\n\nTruk air di kota lain dilaporkan mogok."
    )
    assert ("PASSIVE-REPORT", "warning", "dilaporkan") in found(text)


def test_a_suspicion_is_a_warning_because_the_law_wants_the_hedge() -> None:
    assert ("PASSIVE-ACCUSE", "warning", "diduga") in found("Kepala gudang itu diduga menjual pupuk bantuan.")


def test_no_advice_tells_an_editor_to_strike_the_hedge() -> None:
    advice = [f.advice.lower() for f in look("Kepala gudang itu diduga menjual pupuk bantuan.").findings]
    assert not [words for words in advice if "hapus" in words or "buang" in words]


ANONYMOUS = (
    "Menurut seorang pegawai yang enggan disebut namanya, uang itu dibagi dua.\n\n"
    "Sumber terpercaya mengatakan bahwa pengawas ikut menerima."
)
REPEATED = "Bupati menyuap anggota dewan.\n\nHujan turun di Wiralaga.\n\nBupati menyuap anggota dewan."


def test_an_article_of_anonymous_sources_is_an_error_of_the_document() -> None:
    whole = [f for f in look(ANONYMOUS).findings if f.code == "ANON-ONLY"]
    assert [(f.severity, f.statement) for f in whole] == [("error", None)]


MIXED = (
    "Jembatan di Sukawira dilaporkan ambruk.\n\n"
    '"Itu tidak benar," kata Camat Wiralaga Budi Santoso.\n\n'
    "Bupati menyuap anggota dewan. Konon, ia akan mundur.\n\n"
    "Sejumlah pengamat menilai anggaran itu boros."
)


def test_findings_stand_in_the_order_of_the_text() -> None:
    places = [(f.start, f.end, f.code) for f in look(MIXED).findings]
    assert len(places) > 4 and places == sorted(places)


def test_a_check_fires_once_at_the_same_words() -> None:
    places = [(f.start, f.end, f.code) for f in look(MIXED).findings]
    assert len(places) == len(set(places))


def test_lines_and_columns_are_those_of_the_words() -> None:
    rumour = next(f for f in look(MIXED).findings if f.code == "RUMOR")
    assert (rumour.line, rumour.column, rumour.end_line, rumour.end_column) == (5, 31, 5, 36)


def fingerprints(text: str) -> dict[str, str]:
    return {f.fingerprint: f.code for f in look(text).findings if f.statement is not None}


def test_moving_a_paragraph_changes_no_fingerprint() -> None:
    first, second = "Bupati menyuap anggota dewan.", "Sejumlah pengamat menilai anggaran itu boros."
    opening = "Panitia membuka acara itu di balai desa.\n\n" * 2
    assert fingerprints(f"{opening}{first}\n\n{second}") == fingerprints(f"{opening}{second}\n\n{first}")


def test_more_spaces_change_no_fingerprint() -> None:
    text = "Sejumlah pengamat menilai anggaran daerah itu boros."
    assert fingerprints(text) == fingerprints(text.replace(" menilai", "   menilai"))


def test_a_repeated_finding_has_its_own_fingerprint() -> None:
    marks = [f.fingerprint for f in look(REPEATED).findings if f.code == "ACCUSE-NOSRC"]
    assert len(marks) == 2 and marks[0] != marks[1]


def test_no_blank_of_a_message_is_left_open() -> None:
    for text in (MIXED, ANONYMOUS, REPEATED, *(unmark(marked).text for _, marked in FLAGGED.values())):
        assert not [f.message for f in look(text).findings if "{" in f.message]


def test_every_kind_of_check_is_tried_here() -> None:
    kinds = {rule.code: rule.kind for rule in lexicon().checks}
    assert {kinds[code] for code in FLAGGED} | {"document", "waiver"} == set(KINDS)
