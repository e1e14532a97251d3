"""Ordinary copy must stay quiet: nothing above a note in match reports, notices, recipes, interviews; and every check
is proved at least four times each way.

The drafts in drafts/plain are invented, names, bodies and events. What attrib still wrongly says of them is listed
here, with why, as strict expected failures.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from marks import cases, lexicon, look

from attrib.lexicon import shipped
from attrib.proofs import read_proofs
from attrib.sections import findings_in

PLAIN = Path(__file__).parent / "drafts" / "plain"
DRAFTS = sorted(path.name for path in PLAIN.iterdir())
SECTIONS = {
    "cek-fakta-air-kelapa.txt": "fact-check",
    "feature-jam.txt": "feature",
    "opini-trotoar.txt": "opinion",
    "surat-pembaca.txt": "opinion",
    "ulasan-film.txt": "opinion",
    "zodiak-besok.txt": "opinion",
}
LEAST_PROOFS = 4

FICTION = "what a film or a serial tells accuses nobody"
NOTES_ONLY = "a warning of the whole article rests on notes alone"
PENALTY = "the article of law stands in the sentence before"
FALSE = {
    ("acara-tv.txt", "ACCUSE-NOSRC", "berbohong"): FICTION,
    ("acara-tv.txt", "CASUALTY-NOSRC", "menewaskan separuh"): FICTION,
    ("prakiraan-cuaca.txt", "LOW-COVERAGE", ""): NOTES_ONLY,
    ("sidang-dakwaan.txt", "LEGAL-NOSRC", "terancam hukuman"): PENALTY,
    ("ulasan-film.txt", "PASSIVE-ACCUSE", "dituduh"): FICTION,
}

FLAGGED = {
    "basis on a pseudo-source": ("ABSTRACT-SOURCE", "Berdasarkan logika, jalan itu milik umum."),
    "anonymous judgement in a quotation": (
        "ANON-OPINION",
        '"Direktur itu arogan," kata seorang pegawai yang enggan disebut namanya.',
    ),
    "several studies": ("STUDY-UNNAMED", "Sejumlah penelitian menunjukkan tidur siang menajamkan ingatan."),
}
MISSED = {
    "passive accusation in a relative clause": (
        "PASSIVE-ACCUSE",
        "Ketua yayasan yang dituding menggelapkan dana beasiswa itu belum kembali ke kantornya.",
    ),
    "passive report in a relative clause": (
        "PASSIVE-REPORT",
        "Pejabat yang disebut menerima suap itu tidak hadir.",
    ),
    "hearsay katanya of nobody": ("RUMOR", "Pemain film itu, katanya, menikah diam-diam di luar negeri."),
    "an officer never met": ("DANGLING-REF", "Dua kapal kandas di muara.\n\nMenurut perwira itu, mercusuar padam."),
}
LEFT_ALONE = {
    "agent with an office behind diperkirakan": (
        "PASSIVE-ESTIMATE",
        "Warga diperkirakan Kepala Dusun Sukardi kembali ke rumah pada Jumat.",
    ),
    "judges who mark": ("PASSIVE-ESTIMATE", "Naskah lomba itu dinilai tiga juri pada babak penyisihan."),
    "apposition behind menurut": ("ROLE-MISSING", "Menurut Rina Oktaviani, warga RT 03, air naik sejak subuh."),
    "part of the body": ("ROLE-MISSING", "Matanya bercerita lebih banyak daripada naskahnya."),
    "medium by its short name": (
        "ANON-NOREASON",
        "Harian Suara Utara melaporkan pabrik itu tutup.\n\nMenurut Suara Utara, pesangon dibayar dua kali.",
    ),
    "group within a quotation": (
        "VAGUE-COLLECTIVE",
        '"Sejumlah pihak menuduh kami curang," kata Ketua Panitia Yudi Hermawan.',
    ),
    "count of the organisers": ("NUMBER-NOSRC", "Sekitar 80.000 orang menonton karnaval, menurut catatan panitia."),
    "count of the commission": (
        "NUMBER-NOSRC",
        "Berdasarkan hasil rekapitulasi KPU, pasangan Hendra-Dewi memperoleh 141.207 suara.",
    ),
}
MISTAKEN = {
    "role before the name": ("ROLE-MISSING", "Kurator Museum Rempah, Laksmi Dewanti, menyebut koleksinya lengkap."),
}


def loud(name: str) -> set[tuple[str, str, str]]:
    """Return the findings above a note, in the draft's section: draft, check, words (none of a whole document)."""
    text = (PLAIN / name).read_text(encoding="utf-8")
    section = next(s for s in lexicon().sections if s.id == SECTIONS.get(name, "hard-news"))
    return {
        (name, f.code, "" if f.statement is None else text[f.start : f.end])
        for f in findings_in(section, look(text, name).findings)
        if f.severity != "info"
    }


@pytest.mark.parametrize("name", DRAFTS)
def test_nothing_above_a_note_is_found_in_plain_copy(name: str) -> None:
    assert loud(name) - FALSE.keys() == set()


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(found, id=" ".join(found), marks=pytest.mark.xfail(strict=True, reason=why))
        for found, why in FALSE.items()
    ],
)
def test_known_false_finding_is_gone(found: tuple[str, str, str]) -> None:
    assert found not in loud(found[0])


@pytest.mark.parametrize(("code", "text"), cases(FLAGGED))
def test_example_is_flagged(code: str, text: str) -> None:
    assert code in {finding.code for finding in look(text).findings}


@pytest.mark.xfail(strict=True, reason="what the check is for, and it does not see it yet")
@pytest.mark.parametrize(("code", "text"), cases(MISSED))
def test_missed_example_is_flagged(code: str, text: str) -> None:
    assert code in {finding.code for finding in look(text).findings}


@pytest.mark.parametrize(("code", "text"), cases(LEFT_ALONE))
def test_look_alike_is_left_alone(code: str, text: str) -> None:
    assert code not in {finding.code for finding in look(text).findings}


@pytest.mark.xfail(strict=True, reason="a look-alike that the check does not tell apart yet")
@pytest.mark.parametrize(("code", "text"), cases(MISTAKEN))
def test_mistaken_look_alike_is_left_alone(code: str, text: str) -> None:
    assert code not in {finding.code for finding in look(text).findings}


@pytest.mark.parametrize("must", [True, False], ids=["flags", "passes"])
def test_every_check_is_proved_often(must: bool) -> None:
    proved = Counter(proof.id for proof in read_proofs([shipped()]) if proof.kind == "check" and proof.must is must)
    assert {check.code for check in lexicon().checks if proved[check.code] < LEAST_PROOFS} == set()
