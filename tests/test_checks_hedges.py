"""Hedges: two for one claim, one that is dropped elsewhere; and the note that a story is not verified."""

from __future__ import annotations

from pathlib import Path

import pytest
from marks import cases, found, look

STACKS = {
    "suspicion and rumour": ("Pelaku diduga kabarnya kabur.", ["diduga kabarnya"]),
    "report and suspicion": ("Dua kapal dilaporkan diduga bertabrakan.", ["dilaporkan diduga"]),
    "an adverb of doubt": ("Kerugian diperkirakan mungkin mencapai Rp 2 miliar.", ["diperkirakan mungkin"]),
    "a rumour that opens": ("Konon, tanggul itu diduga jebol.", ["Konon, tanggul itu diduga"]),
    "strengthened": ("Pelaku diduga kuat kabur ke Garut.", []),
    "two clauses": ("Kapal itu dilaporkan karam, dan nakhodanya diduga mengantuk.", []),
    "relative and main": ("Pria yang diduga mencuri itu dikabarkan pulang.", []),
    "joined by and": ("Pelaku diduga mencuri dan dikabarkan kabur.", []),
    "far apart": ("Api diduga muncul dari dapur rumah makan di ujung gang itu konon sejak subuh.", []),
    "a speaker's doubt": ('"Dia mungkin kabarnya pulang," kata Rina Dewi, warga Cilincing.', []),
}


@pytest.mark.parametrize(("text", "words"), cases(STACKS))
def test_two_hedges_of_one_claim_are_one_too_many(text: str, words: list[str]) -> None:
    assert [w for code, _, w in found(text) if code == "HEDGE-STACK"] == words


HEDGED = "Bendahara koperasi Sido Makmur diduga menggelapkan simpanan anggota."
DROPS = {
    "the noun of the verb": ("Penggelapan di Sido Makmur membuat anggota marah.", ["Penggelapan"]),
    "the passive": ("Simpanan anggota Sido Makmur digelapkan sejak Mei.", ["digelapkan"]),
    "sourced": ("Penggelapan di Sido Makmur terjadi sejak Mei, kata Kapolsek Wates AKP Dimas Prasetya.", []),
    "still an allegation": ("Dugaan penggelapan di Sido Makmur membuat anggota marah.", []),
    "a case": ("Kasus penggelapan di Sido Makmur membuat anggota marah.", []),
    "hedged again": ("Penggelapan di Sido Makmur disinyalir terjadi sejak Mei.", []),
    "denied": ("Tidak ada penggelapan di Sido Makmur.", []),
    "asked": ("Sejak kapan penggelapan di Sido Makmur terjadi?", []),
    "another affair": ("Penggelapan pajak merugikan negara.", []),
    "not the hedged part": ("Anggota koperasi Sido Makmur berkumpul di balai desa.", []),
}


@pytest.mark.parametrize(("text", "words"), cases(DROPS))
def test_a_suspicion_does_not_turn_into_fact(text: str, words: list[str]) -> None:
    whole = f"{HEDGED}\n\n{text}"
    assert [w for code, _, w in found(whole) if code == "HEDGE-DROP"] == words


HEADLINES = {
    "as a fact": ("Bendahara Sido Makmur Menggelapkan Simpanan", ["Menggelapkan"]),
    "hedged": ("Bendahara Sido Makmur Diduga Menggelapkan Simpanan", []),
    "with its source": ("Polisi: Bendahara Sido Makmur Menggelapkan Simpanan", []),
    "a case": ("Kasus Penggelapan, Kantor Sido Makmur Digeledah", []),
    "a question": ("Siapa Menggelapkan Simpanan Sido Makmur?", []),
}


@pytest.mark.parametrize(("headline", "words"), cases(HEADLINES))
def test_a_headline_keeps_the_suspicion_of_its_story(headline: str, words: list[str]) -> None:
    text = f"{headline}\n\n{HEDGED}\n\nPetugas menggeledah kantornya, kata Kapolsek Wates AKP Dimas Prasetya.\n"
    assert [w for code, _, w in found(text) if code == "HEDGE-DROP"] == words


@pytest.mark.xfail(strict=True, reason="no class of events holds it")
def test_an_event_of_no_class_keeps_its_hedge() -> None:
    text = "Pupuk di Banjarwangi dikabarkan langka.\n\nKelangkaan pupuk di Banjarwangi membuat petani marah."
    assert "HEDGE-DROP" in {code for code, _, _ in found(text)}


def test_the_plain_fact_may_stand_first() -> None:
    text = f"Penggelapan di Sido Makmur membuat anggota marah.\n\n{HEDGED}"
    assert ("HEDGE-DROP", "warning", "Penggelapan") in found(text)


def test_an_accusation_without_a_source_says_it_already() -> None:
    text = f"{HEDGED}\n\nBendahara Sido Makmur menggelapkan simpanan anggota."
    codes = {code for code, _, words in found(text) if words == "menggelapkan"}
    assert codes == {"ACCUSE-NOSRC"}


def test_no_advice_on_hedges_tells_to_strike_the_suspicion() -> None:
    texts = [f"{HEDGED}\n\nPenggelapan di Sido Makmur membuat anggota marah.", "Pelaku diduga kabarnya kabur."]
    advice = [f.advice.lower() for text in texts for f in look(text).findings if f.code.startswith("HEDGE")]
    assert len(advice) == 2 and not [words for words in advice if "hapus" in words or "buang" in words]


NOTE = "(Berita ini masih memerlukan verifikasi lebih lanjut.)"
FIRST = {
    "named": ("Pabrik petasan itu meledak, kata Kapolsek Wates AKP Dimas Prasetya.", "info"),
    "anonymous": ("Pabrik petasan itu meledak, kata seorang warga yang enggan disebut namanya.", "error"),
    "bare": ("Menurut sumber, pabrik petasan itu meledak.", "error"),
    "none": ("Pabrik petasan itu dilaporkan meledak.", "error"),
}


@pytest.mark.parametrize(("text", "severity"), cases(FIRST))
def test_an_unverified_story_needs_a_first_source_with_a_name(text: str, severity: str) -> None:
    assert ("UNVERIFIED-NOTE", severity, "masih memerlukan verifikasi") in found(f"{text}\n\n{NOTE}")


def test_what_else_wants_verification_is_no_note() -> None:
    text = "Data pemilih di dua desa masih memerlukan verifikasi."
    assert "UNVERIFIED-NOTE" not in {code for code, _, _ in found(text)}


def test_the_sample_article_drops_its_hedge() -> None:
    seed = Path(__file__).parent.parent / "seeds" / "000_5a86aeb13fa89e2a.txt"
    findings = look(seed.read_text(encoding="utf-8")).findings
    assert [(f.statement, f.severity) for f in findings if f.code == "HEDGE-DROP"] == [(3, "warning")]
