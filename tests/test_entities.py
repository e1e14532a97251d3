"""Entities: who a source is, over all its mentions, and how good a source that makes it."""

from __future__ import annotations

import pytest
from marks import cases, drawn, entity_of, found, look, plain

SAME = {
    "last name": '"Kering," {kata} [Budi Santoso]1. [Santoso]1 {mengatakan} bahwa hujan jauh.',
    "first name": '"Kering," {kata} [Budi Santoso]1. [Budi]1 {mengatakan} bahwa hujan jauh.',
    "full name after the office": '"Kering," {kata} [Camat Wiralaga Budi Santoso]1. [Budi Santoso]1 {menambahkan} hujan jauh.',
    "nickname": '"Kering," {kata} [Budi Santoso alias Bujel]1. [Bujel]1 {mengatakan} bahwa hujan jauh.',
    "title alone": '"Kering," {kata} [Camat Wiralaga Budi Santoso]1. [Camat]1 {mengatakan} bahwa hujan jauh.',
    "a letter changed": '"Kering," {kata} [Rahmad Saleh]1. [Rahmat]1 {mengatakan} bahwa hujan jauh.',
    "a short name with a letter changed": '"Kering," {kata} [Rina Dewi]1. [Riza]2 {mengatakan} bahwa hujan jauh.',
    "letters of a body named in full": (
        "Komisi Pemberantasan Korupsi menyita sumur itu. [KPK]1 {menyatakan} sumur kering. "
        "[Komisi Pemberantasan Korupsi]1 {menambahkan} hujan jauh."
    ),
    "a clause with itu": (
        '"Kering," {kata} [Pelatih Budi Santoso]1.\n\n[Pelatih yang lama memimpin tim itu]1 {mengatakan} bahwa hujan jauh.'
    ),
    "a clause with itu of somebody else": (
        '"Kering," {kata} [Pelatih Budi Santoso]1.\n\n[Sopir yang merekam sumur itu]2 {mengatakan} bahwa hujan jauh.'
    ),
    "an office that the text alone fills": (
        "Wakil Bupati Wiralaga, Amir Hamzah, menghadiri rapat di Arga, Rabu (6/8).\n\n"
        "[Wakil Bupati]1 {mengatakan} sumur kering. [Amir]1 {menambahkan} bahwa hujan jauh."
    ),
    "an office that two persons fill": (
        "Rapat itu mempertemukan Camat Arga Budi Santoso dan Camat Tirta Rina Dewi, Rabu (6/8).\n\n"
        "[Camat]1 {mengatakan} sumur kering. [Budi]2 {menambahkan} bahwa hujan jauh."
    ),
    "an office that another has left": (
        "Mantan Camat Rina Dewi dan Camat Budi Santoso meninjau sumur, Rabu (6/8).\n\n"
        "[Camat]1 {mengatakan} sumur kering. [Budi]1 {menambahkan} bahwa hujan jauh."
    ),
    "a blend whose words the text alone gives": (
        "Bantuan itu dari Kementerian Kesehatan. [Kemenkes]1 {menyatakan} sumur kering. "
        "[Kementerian Kesehatan]1 {menambahkan} bahwa hujan jauh."
    ),
    "an acronym with ini": "[KPK ini]1 {menyatakan} sumur kering. [KPK]1 {menambahkan} bahwa hujan jauh.",
    "a side's noun": ("[PT Tirta Wiralaga]1 {menyatakan} sumur kering. Kabar itu {dibantah} oleh [pihak perusahaan]1."),
    "a name behind an office and its body": (
        "Orang itu adalah dosen Universitas Tirta atau UT Arga Susilo Hamid.\n\n"
        "[Ia]1 {mengatakan} sumur kering. [Susilo]1 {menambahkan} bahwa hujan jauh."
    ),
    "whose wife she is": '"Kering," {kata} [Istri Budi Santoso, Rina Dewi]1. [Rina]1 {mengatakan} bahwa hujan jauh.',
    "clitic": '[Budi Santoso]1 {mengatakan} bahwa sumur kering. "Hujan jauh," {ujar[nya]1}.',
    "ia": "[Budi Santoso]1 {mengatakan} bahwa sumur kering. [Ia]1 {menambahkan} bahwa hujan jauh.",
    "dia": '[Budi Santoso]1 {mengatakan} bahwa sumur kering. "Hujan jauh," {kata} [dia]1.',
    "beliau": "[Budi Santoso]1 {mengatakan} bahwa sumur kering. [Beliau]1 {menambahkan} bahwa hujan jauh.",
    "iapun": "[Budi Santoso]1 {mengatakan} bahwa sumur kering. [Iapun]1 {menambahkan} bahwa hujan jauh.",
    "mereka": "[Budi Santoso dan Rina Dewi]1 {mengatakan} sumur kering. [Mereka]1 {menambahkan} bahwa hujan jauh.",
    "menurutnya": "[Budi Santoso]1 {mengatakan} bahwa sumur kering. {Menurut[nya]1}, hujan jauh.",
    "N itu for an office": "[Camat Wiralaga Budi Santoso]1 {mengatakan} sumur kering. [Camat itu]1 {menambahkan} bahwa hujan jauh.",
    "N itu for a medium": "[Reuters]1 {melaporkan} bahwa sumur kering. [Kantor berita itu]1 {menyebutkan} bahwa hujan jauh.",
    "N tersebut": "[Seorang pegawai dinas]1 {mengatakan} sumur kering. [Pegawai tersebut]1 {menambahkan} bahwa hujan jauh.",
    "acronym and expansion": (
        "[Badan Penanggulangan Bencana Daerah (BPBD) Wiralaga]1 {menyatakan} sumur kering. "
        "[BPBD Wiralaga]1 {menambahkan} bahwa hujan jauh."
    ),
    "next paragraph": '[Budi Santoso]1 {mengatakan} bahwa sumur kering.\n\n"Hujan jauh," {ujar[nya]1}.',
    "catches up with a later full name": (
        '[Camat Wiralaga]1 {mengatakan} sumur kering.\n\n"Hujan jauh," {kata} [Camat Wiralaga Budi Santoso]1.'
    ),
    "acronym alone": "[Badan Penanggulangan Bencana Daerah (BPBD)]1 {menyatakan} sumur kering. [BPBD]1 {menambahkan} hujan jauh.",
    "-nya in a sentence of two quotations": '"Kami datang," {kata} [Budi Santoso]1, "kalau hujan turun," {tambah[nya]1}.',
    "keduanya": "[Budi Santoso dan Rina Dewi]1 {mengatakan} sumur kering. [Keduanya]1 {menambahkan} bahwa hujan jauh.",
    "keduanya whom the text alone names": (
        "Rina Dewi dan Budi Santoso melapor ke polisi. [Keduanya]1 {mengaku} ditipu. [Mereka]1 {mengatakan} uangnya hilang."
    ),
    "two people": '"Kering," {kata} [Budi Santoso]1. "Benar," {kata} [Rina Dewi]2. [Budi]1 {menambahkan} bahwa hujan jauh.',
    "two of one family name": '"Kering," {kata} [Budi Santoso]1. "Benar," {kata} [Rina Santoso]2. [Rina]2 {menambahkan} hujan jauh.',
    "-nya of the one who spoke last": '"Kering," {kata} [Budi Santoso]1. "Benar," {kata} [Rina Dewi]2. "Hujan jauh," {tambah[nya]2}.',
}


@pytest.mark.parametrize("marked", cases(SAME))
def test_mentions_of_one_source_are_one_entity(marked: str) -> None:
    assert drawn(plain(marked), numbered=True) == marked


KINDS = {
    "Budi Santoso": ("person", "A"),
    "Kepala Dinas Sosial Wiralaga Sari Wulan": ("person", "A"),
    "Kementerian Perhubungan": ("body", "B"),
    "PT Tirta Wiralaga": ("body", "B"),
    "Reuters": ("medium", "B"),
    "Washington": ("metonym", "C"),
    "Kremlin": ("metonym", "C"),
    "seorang pegawai dinas yang enggan disebut namanya": ("person", "D"),
    "seorang warga": ("person", "D"),
    "saksi mata": ("person", "D"),
    "sumber": ("person", "E"),
    "sumber terpercaya": ("person", "E"),
    "sejumlah pengamat": ("group", "E"),
    "hukum internasional": ("abstract", "F"),
    "aturan": ("abstract", "F"),
    "data Badan Meteorologi Wiralaga": ("document", "B"),
    "Undang-Undang Nomor 40 Tahun 1999": ("document", "B"),
    "sebuah penelitian": ("document", "E"),
    "ketua RT 05": ("person", "C"),
    "Kapolsek Tamansari": ("person", "C"),
}


@pytest.mark.parametrize("source", cases({source: source for source in KINDS}))
def test_a_source_has_the_kind_and_grade_of_its_words(source: str) -> None:
    entity = entity_of(f"Menurut {source}, sumur warga kering sejak Mei.", source)
    assert (entity.kind, entity.grade) == KINDS[source]


MASKED = {
    "at the end": ('"Kapan airnya datang?" tulis akun @arie***.', "akun @arie***", "D"),
    "in the middle": ('"Kapan airnya datang?" tulis akun @lamongan**pdat*.', "akun @lamongan**pdat*", "D"),
    "not at all": ('"Kapan airnya datang?" tulis akun @arie.', "akun @arie", "B"),
    "set in bold": ('"Kapan airnya datang?" tulis akun **@arie**.', "akun **@arie", "B"),
}


@pytest.mark.parametrize(("text", "source", "grade"), cases(MASKED))
def test_a_masked_handle_is_anonymous_and_keeps_its_stars(text: str, source: str, grade: str) -> None:
    assert entity_of(text, source).grade == grade


def test_an_entity_has_the_fullest_name_and_the_office_of_all_its_mentions() -> None:
    text = '"Kering," kata Budi Santoso, Camat Wiralaga. "Hujan jauh," ujarnya. Budi menambahkan bahwa truk datang.'
    entity = entity_of(text, "Budi")
    assert (entity.name, entity.role, entity.grade) == ("Budi Santoso", "Camat Wiralaga", "A")


def test_mentions_stand_in_the_order_of_the_text_and_read_as_they_stand() -> None:
    text = '"Kering," kata Budi Santoso, Camat Wiralaga. "Hujan jauh," ujarnya. Budi menambahkan bahwa truk datang.'
    mentions = entity_of(text, "Budi").mentions
    assert list(mentions) == sorted(mentions)
    assert [text[m.start : m.end] for m in mentions] == ["Budi Santoso, Camat Wiralaga", "nya", "Budi"]


UNRESOLVED = {
    "N itu": ("Kantor berita itu mengatakan bahwa sumur warga kering.", "Kantor berita itu"),
    "N tersebut": ("Laporan tersebut menyebutkan bahwa sumur warga kering.", "Laporan tersebut"),
    "pronoun": ("Ia mengatakan bahwa sumur warga kering.", "Ia"),
    "clitic": ('"Sumur warga kering," ujarnya.', "nya"),
}


@pytest.mark.parametrize(("text", "source"), cases(UNRESOLVED))
def test_what_points_at_nothing_is_unresolved_and_said_so(text: str, source: str) -> None:
    assert entity_of(text, source).grade == "F"
    verdict = look(text).statements[0]
    assert (verdict.status, verdict.reasons[-1]) == ("anonymous", "unresolved")


@pytest.mark.parametrize("case", ["N itu", "N tersebut"])
def test_a_noun_that_points_at_nothing_is_a_finding(case: str) -> None:
    text, source = UNRESOLVED[case]
    assert ("DANGLING-REF", "error", source) in found(text)


def test_a_group_after_one_person_is_not_that_person() -> None:
    text = "Budi Santoso mengatakan bahwa sumur kering. Mereka mengatakan bahwa hujan jauh."
    assert entity_of(text, "Mereka").name != "Budi Santoso"


def test_a_bystander_is_not_the_speaker() -> None:
    text = 'Budi Santoso mengatakan sumur kering. Truk itu milik Rina Dewi. "Kami menunggu hujan," kata Budi.'
    assert entity_of(text, "Budi").name == "Budi Santoso"


def test_ids_count_from_one_and_every_attribution_points_at_one() -> None:
    analysis = look('"Kering," kata Budi Santoso. "Benar," kata Rina Dewi. Menurut Antara, hujan jauh.')
    assert [entity.id for entity in analysis.entities] == [1, 2, 3]
    assert {a.entity for a in analysis.attributions} == {1, 2, 3}


PARTED = {
    "office of a company": ("Direktur Utama PT Laut Biru Budi Santoso", "Budi Santoso", "PT Laut Biru"),
    "behind the name": ("Sari Wulan, peneliti Universitas Merapi,", "Sari Wulan", "Universitas Merapi"),
    "of a county": ("Budiyako Kepala Diknas Kabupaten Wiralaga", "Budiyako", None),
    "behind a single name": ("Budiyako Anggota DPRD Wiralaga", "Budiyako", "DPRD Wiralaga"),
    "behind bernama, with itu": ("perempuan bernama Sari Wulan itu", "Sari Wulan", None),
    "behind yang bernama": ("warga Sukawira yang bernama Iwan", "Iwan", None),
    "with dari": ("Rahmat Basuki dari Kementerian Pertanian", "Rahmat Basuki", "Kementerian Pertanian"),
    "none": ("pedagang beras Budi Santoso", "Budi Santoso", None),
}


@pytest.mark.parametrize(("source", "name", "affiliation"), cases(PARTED))
def test_name_and_affiliation_are_told_apart(source: str, name: str, affiliation: str | None) -> None:
    (entity,) = look(f"Menurut {source}, sumur warga kering sejak Mei.".replace(",,", ",")).entities
    assert (entity.name, entity.affiliation) == (name, affiliation)
