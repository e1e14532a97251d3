"""The party that a draft accuses: initials for a name, and whether it got to answer."""

from __future__ import annotations

import pytest
from marks import cases, found, look

INITIALS = {
    "an accused one's age stands behind": ("Tersangka AS (32) ditahan di Polsek Wates.", ["AS"]),
    "a speaker": ('"Saya menunggu di luar," kata MR (41), sopir truk.', ["MR"]),
    "one called so": ("Petugas menangkap pria berinisial T di terminal.", ["T"]),
    "letters with stops": ("Terdakwa B.S. (40) duduk di kursi roda.", ["B.S"]),
    "two of them": ("Petugas meringkus RK (27) dan DN (30) di pasar.", ["RK", "DN"]),
    "said again": ("Tersangka DK diperiksa. Tersangka DK lalu pulang.", ["DK"]),
    "a child's age": ("Tersangka AS (15) diserahkan ke orang tuanya.", []),
    "a child by its school": ("Pelajar SMP berinisial RA ditangkap polisi.", []),
    "a victim": ("Korban berinisial NS (52) melapor setelah pelaku ditangkap.", []),
    "a sexual crime": ("Tersangka KH (51) mencabuli tetangganya.", []),
    "a country": ("Tentara AS menangkap tersangka di perbatasan.", []),
    "a body": ("KPK dan BPK memeriksa tersangka di Jakarta.", []),
    "a list of seats": ("PAN (48) dan PKB (53) menolak usul itu.", []),
    "part of an address": ("Polisi menangkap Rudi Hartono di RT 03 RW 07.", []),
    "part of a name": ("Tersangka MR Basuki ditahan.", []),
    "neither accused nor speaking": ("DW (45) menonton dari balik pagar.", []),
}


@pytest.mark.parametrize(("text", "words"), cases(INITIALS))
def test_initials_hide_an_adult_who_speaks_or_is_accused(text: str, words: list[str]) -> None:
    assert [w for code, _, w in found(text) if code == "INITIALS-ONLY"] == words


def test_initials_are_a_hint() -> None:
    assert ("INITIALS-ONLY", "info", "AS") in found("Tersangka AS (32) ditahan di Polsek Wates.")


ACCUSATION = "Aktivis Rina Oktaviani menuduh Kepala Dinas Pertanian Retno Palupi menilap pupuk."
PARTIES = {
    "the object of an accusing verb": (ACCUSATION, [("error", "Kepala Dinas Pertanian Retno Palupi")]),
    "the subject of an accusing passive": (
        "Wakil Bupati Tono Subrata dituding membagikan jabatan.",
        [("error", "Wakil Bupati Tono Subrata")],
    ),
    "the subject of a suspicion": (
        "KPK menduga Bupati Tono Subrata menerima suap.",
        [("error", "Bupati Tono Subrata")],
    ),
    "the paper's own accusation": (
        "PT Batu Lestari membuang limbah ke Kali Ciwaru.",
        [("error", "PT Batu Lestari")],
    ),
    "a state": ("Rusia dituduh mengirim kapal selam ke teluk itu.", [("warning", "Rusia")]),
    "a body of which a part is quoted": (
        "Dinas Pendidikan Banjarwangi dituding memotong dana sekolah. "
        '"Kami menunggu," kata Camat Banjarwangi Tono Subrata.',
        [("warning", "Dinas Pendidikan Banjarwangi")],
    ),
    "accused twice": (
        f"{ACCUSATION} Warga menuding Retno Palupi menilap solar.",
        [("error", "Kepala Dinas Pertanian Retno Palupi")],
    ),
    "no name": ("Bendahara koperasi diduga menggelapkan simpanan anggota.", []),
    "no accusation": ("Nelayan Rustam Efendi diduga tenggelam di muara.", []),
    "before a court": ("Jaksa mendakwa Tono Subrata menerima suap Rp 2 miliar.", []),
    "sport": ("Persiwa mencuri poin di kandang lawan.", []),
    "arrested for it": ("Polisi menangkap Darma Lesmana karena mencuri kabel.", [("error", "Darma Lesmana")]),
}
PARTY_MISSES = {"arrested for it": "the one who did it is the object of another verb"}


@pytest.mark.parametrize(("text", "parties"), cases(PARTIES, PARTY_MISSES))
def test_an_accused_party_with_a_name_wants_a_response(text: str, parties: list[tuple[str, str]]) -> None:
    assert [(severity, words) for code, severity, words in found(text) if code == "NO-RESPONSE"] == parties


ANSWERS = {
    "speech": '"Catatannya lengkap," kata Retno.',
    "speech by a pronoun": 'Kepala dinas itu menjawab di kantornya. "Catatannya lengkap," kata Retno Palupi.',
    "a denial": "Retno membantah tuduhan itu.",
    "no answer yet": "Hingga berita ini ditulis, telepon kantornya tidak diangkat.",
    "asked": "Saat dikonfirmasi, Retno masuk ke mobil.",
    "a lawyer": '"Klien kami tidak tahu-menahu," kata kuasa hukumnya, Sinta Larasati.',
    "a spokesman": "Juru bicara dinas itu mengatakan pupuk sudah dibagikan.",
    "an honest gap": "Tuduhan itu belum bisa dikonfirmasi secara independen.",
}


@pytest.mark.parametrize("answer", cases(ANSWERS))
def test_a_response_of_any_kind_is_one(answer: str) -> None:
    assert "NO-RESPONSE" not in {code for code, _, _ in found(f"{ACCUSATION} {answer}")}


COMPANY = "PT Batu Lestari membuang limbah ke Kali Ciwaru."


@pytest.mark.parametrize(
    "answer",
    [
        "Direktur PT Batu Lestari, Hengki Salim, mengatakan air pabriknya diolah.",
        "Perusahaan itu mengatakan air pabriknya diolah.",
        '"Air kami diolah," kata manajer perusahaan itu.',
    ],
)
def test_a_body_answers_through_its_people(answer: str) -> None:
    assert "NO-RESPONSE" not in {code for code, _, _ in found(f"{COMPANY} {answer}")}


def test_a_victims_lawyer_does_not_answer_for_the_accused() -> None:
    text = f'{ACCUSATION} "Kami menunggu ganti rugi," kata kuasa hukum korban, Sinta Larasati.'
    assert "NO-RESPONSE" in {code for code, _, _ in found(text)}


def test_a_state_is_answered_by_its_seat() -> None:
    text = "Rusia dituduh meracuni mantan agennya. Kremlin mengatakan kabar itu dibuat-buat."
    assert "NO-RESPONSE" not in {code for code, _, _ in found(text)}


def test_the_finding_belongs_to_the_statement_that_accuses() -> None:
    text = f"Hujan turun di Wiralaga.\n\n{ACCUSATION}"
    assert [f.statement for f in look(text).findings if f.code == "NO-RESPONSE"] == [2]


REASONS = {
    "none": ("seorang pegawai yang enggan disebut namanya", "warning"),
    "a stock one": ("seorang pegawai yang enggan disebut namanya karena tidak berwenang bicara", "info"),
    "a stock one and a real one": (
        "seorang pegawai yang enggan disebut namanya karena tidak berwenang bicara dan karena takut dipecat",
        None,
    ),
    "a real one": ("seorang pegawai yang enggan disebut namanya karena takut dipecat", None),
    "a child": ("seorang siswa", None),
    "a patient": ("seorang pasien", None),
    "a victim of a fire": ("seorang korban", "warning"),
}


@pytest.mark.parametrize(("source", "severity"), cases(REASONS))
def test_a_withheld_name_wants_a_reason_that_explains(source: str, severity: str | None) -> None:
    found_here = {code: severity for code, severity, _ in found(f'"Pintunya terkunci," kata {source}.')}
    assert found_here.get("ANON-NOREASON") == severity


def test_the_victim_of_a_sexual_crime_needs_no_reason() -> None:
    text = 'Guru itu ditahan dalam perkara pencabulan. "Saya dipanggil ke kantornya," kata seorang korban.'
    assert "ANON-NOREASON" not in {code for code, _, _ in found(text)}
