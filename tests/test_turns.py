"""Turns of real copy that a matcher trips over, each as a sentence of our own: who it is, in which words."""

from __future__ import annotations

import pytest
from marks import cases, drawn, entity_of, look, plain

TURNS = {
    "aside without a verb": "[Rudi Hartono], putra sulung almarhum, {mengatakan} ayahnya sudah lama sakit.",
    "for example": "[Survei Lembaga Kompasindo], misalnya, {menunjukkan} 40 persen setuju.",
    "places before the name": "[Ketua Kelompok Sadar Wisata Rindang, Desa Sumber, Kecamatan Ngadas, Kawit Tono], {mengatakan} turis datang.",
    "city before the name": "[Pengajar Universitas Mulawan, Samarindo, Herdian Hamzani], {menilai} aturan itu longgar.",
    "office in a body": "[Direktur Jenderal Kelistrikan pada Kementerian Energi Rida Mulyana] {mengatakan} stok aman.",
    "place of the meeting": "Ditemui di Taman Safari, Gianyar, Rabu (3/3), [Deputi Bidang Industri Fajar Hutama] {menjelaskan} turis datang.",
    "heading run into it": "Berbagai kendala [Kepala Badan Arsip Budi Santoso] {mengatakan}, sinyal lemah.",
    "sources in a place": "[Tiga sumber di lingkaran pengurus pusat] {mengatakan} rapat batal.",
    "a village's name": "Rumah di Desa Ujoh Bilang rusak berat.",
    "who may report": "Pelanggan dapat melaporkan gangguan melalui aplikasi.",
    "the writer": "Menurut saya, masalahnya bukan uang.",
}


@pytest.mark.parametrize("marked", cases(TURNS))
def test_the_source_is_the_whole_phrase_and_nothing_else(marked: str) -> None:
    assert drawn(plain(marked)) == marked


NAMES = {
    "ministry in short": (
        "Dirjen Anggaran Kemenkeu Astera Primanto Bakti mengatakan dana cukup.",
        "Astera Primanto Bakti",
    ),
    "company and director": ("Direktur Utama PT Laut Biru Budi Santoso mengatakan dana cukup.", "Budi Santoso"),
    "villager": ("Seorang warga Loleba, Samsia Abdullah, mengaku rumahnya rusak.", "Samsia Abdullah"),
    "trainee": ("Salah satu peserta, Rina Dewi, kader dari Desa Golo Rua, mengaku senang.", "Rina Dewi"),
    "inner initials": ("Menteri Bambang PS Wibowo mengatakan dana cukup.", "Bambang PS Wibowo"),
    "clause with a second office": (
        "Pakar komunikasi Universitas Teluk yang juga Guru Besar Manlio Rahman menilai aturan itu lemah.",
        "Manlio Rahman",
    ),
    "lawyer's client": ("Kuasa hukum Deki Susanto, Rina Dewi, mengatakan perkara itu batal.", "Rina Dewi"),
}


@pytest.mark.parametrize(("text", "name"), cases(NAMES))
def test_the_name_is_the_person_s_own(text: str, name: str) -> None:
    assert [entity.name for entity in look(text).entities] == [name]


def test_a_family_is_not_the_one_it_mourns() -> None:
    entity = entity_of("Keluarga Deki Susanto berharap pelaku dihukum.", "Keluarga Deki Susanto")
    assert (entity.kind, entity.grade) == ("person", "D")


SAME = {
    "directive's object": '[Wibi]1 {meminta} [pengelola mal]2 {memastikan} pintu ditutup. "Harus ditutup," {tegas[nya]1}.',
    "office, then its holder": (
        "[Menteri Perdagangan]1 {mengatakan} stok aman. [Menteri Perdagangan Agus Salim]1 {menambahkan}, harga turun."
    ),
    "somebody new": "[Danang]1 {mengatakan} rapat batal. [Seorang politikus partai itu]2 {bercerita} bahwa dana habis.",
    "many after one": '"Kering," {kata} [Ujang, warga Bogor]1. "Benar," {ujar} [warga]2.',
    "who began the paragraph": 'Minda (30) datang sejak pagi. Ia membawa dua anak. "Kami lapar," {ujar[nya]1}.',
}


@pytest.mark.parametrize("marked", cases(SAME))
def test_who_is_who(marked: str) -> None:
    assert drawn(plain(marked), numbered=True) == marked


STATUSES = {
    "own voice": ("Rudi Hartono mengatakan stok aman. Sebelumnya diberitakan, harga naik 5 persen.", "unattributed"),
    "his side": (
        "Komandan Rudi Hartono mengatakan, pencarian dilanjutkan. Pihaknya juga berkoordinasi dengan BMKG.",
        "carried",
    ),
    "advice": ('"Itu keliru," kata Saleh Basri. Pemerintah harus segera berkoordinasi dengan dinas.', "carried"),
}


@pytest.mark.parametrize(("text", "status"), cases(STATUSES))
def test_who_still_has_the_floor(text: str, status: str) -> None:
    assert look(text).statements[-1].status == status


INTERVIEW = """Ekonom Nadia Kusuma: Subsidi Salah Sasaran

Kami berbincang di Wiralaga, Senin (7/7).

{0}Mengapa salah sasaran?

{1}Karena 40 persen jatuh ke tangan yang tidak berhak.

{0}Siapa yang bermain?

{1}Pengecer menimbun pupuk menjelang musim tanam.

{0}Apa usul Anda?

{1}Bayarkan langsung ke rekening petani.
"""


@pytest.mark.parametrize(("asks", "answers"), [("", ""), ("Tanya: ", "Jawab: "), ("T: ", "J: ")])
def test_the_answers_of_an_interview_are_whom_the_headline_names(asks: str, answers: str) -> None:
    analysis = look(INTERVIEW.format(asks, answers))
    names = {entity.id: entity.name for entity in analysis.entities}
    told = [(s.status, names.get(s.source or 0)) for s in analysis.statements[3::2]]
    assert told == [("named", "Nadia Kusuma")] * 3


def test_two_questions_make_no_interview() -> None:
    text = "Mengapa harga naik?\n\nPengecer menimbun pupuk.\n\nSiapa yang bermain?\n\nHarga naik 40 persen."
    assert "interview" not in {reason for s in look(text).statements for reason in s.reasons}
