"""Several checks at one cause: which of them speaks, and what stays beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from marks import cases, found, lexicon

from attrib.lexicon import RuleErrors, shipped
from attrib.lexicon.gather import gather

WHOLE = {"LEAD-UNSOURCED", "ANON-ONLY"}
TEXTS = {
    "an estimate and its figure": ("Kerugian diperkirakan mencapai Rp 2 miliar.", {"PASSIVE-ESTIMATE"}),
    "a judgement and its word": ("Penanganan banjir itu dinilai gagal total.", {"PASSIVE-ESTIMATE"}),
    "a rumour and its figure": ("Beredar kabar, nilai setorannya mencapai Rp 25 miliar.", {"RUMOR"}),
    "a report and its finding": ("Jahe disebut berkhasiat bagi pencernaan.", {"PASSIVE-REPORT"}),
    "a belief and its finding": ("Jahe diyakini berkhasiat bagi pencernaan.", {"SCIENCE-NOSRC"}),
    "a suspicion and a rumour": ("Pelaku diduga kabarnya kabur.", {"RUMOR", "HEDGE-STACK"}),
    "a report and an estimate": ("Kerugian dilaporkan diperkirakan Rp 2 miliar.", {"PASSIVE-REPORT", "HEDGE-STACK"}),
    "an accusation and its motive": ("Camat itu dituduh sengaja menghindari petani.", {"PASSIVE-ACCUSE"}),
    "a judging word before the report": ("Misi sukses itu dilaporkan berakhir.", {"EVAL-NOSRC", "PASSIVE-REPORT"}),
    "a figure of another clause": (
        "Kerugian diperkirakan besar, dan angka kemiskinan naik 2 persen.",
        {"PASSIVE-ESTIMATE", "NUMBER-NOSRC"},
    ),
    "a quotation and whom it quotes": (
        '"Orang-orang itu mengatakan hal yang salah kepada kami." Warga lalu pulang.',
        {"QUOTE-NOSRC"},
    ),
}


@pytest.mark.parametrize(("text", "codes"), cases(TEXTS))
def test_one_cause_has_one_check(text: str, codes: set[str]) -> None:
    assert {code for code, _, _ in found(text)} - WHOLE == codes


RELAYED = "Reuters melaporkan dua kapal bertabrakan.\n\n" + "\n\n".join(
    f"Menurut Reuters, {what}."
    for what in ("pelabuhan ditutup", "nelayan dilarang melaut", "minyak tumpah", "angin kencang")
)


def test_one_outlet_is_secondhand_and_not_single_too() -> None:
    codes = {code for code, _, _ in found(RELAYED)}
    assert "SECONDHAND-ONLY" in codes and "SINGLE-SOURCE" not in codes


SPOKEN = {
    "named": "Ketua RT 05 Rina Dewi mengatakan, bupati menyuap anggota dewan dan 12 orang tewas.",
    "behind a quotation": '"Bupati menyuap anggota dewan, 12 orang tewas," kata Ketua RT 05 Rina Dewi.',
    "according to": "Menurut Ketua RT 05 Rina Dewi, kebakaran itu disebabkan korsleting dan harga bakal melonjak.",
    "carried": "Ketua RT 05 Rina Dewi mengatakan, jalan itu rusak. Perbaikannya bakal menelan Rp 2 miliar.",
    "anonymous": "Seorang warga mengatakan, 12 orang tewas dan kerugian mencapai Rp 2 miliar.",
}


@pytest.mark.parametrize("text", cases(SPOKEN))
def test_what_somebody_says_is_not_flagged_for_want_of_a_source(text: str) -> None:
    codes = {code for code, _, _ in found(text)}
    assert not {
        code for code in codes if code.endswith("-NOSRC") or code in ("PASSIVE-REPORT", "PASSIVE-ACCUSE", "RUMOR")
    }


def test_a_speakers_own_sources_are_his() -> None:
    text = '"Seorang pegawai mengatakan uangnya dibagi dua," kata Ketua RT 05 Rina Dewi.'
    assert "ANON-NOREASON" not in {code for code, _, _ in found(text)}


def test_checks_yield_to_checks_that_there_are() -> None:
    codes = {rule.code for rule in lexicon().checks}
    assert {code for rule in lexicon().checks for code in rule.when.get("yields_to", ())} <= codes


@pytest.mark.parametrize("code", ["RUMOR", "kabar angin"])
def test_a_check_yields_to_another_by_its_code(tmp_path: Path, code: str) -> None:
    text = (shipped() / "checks" / "hearsay.toml").read_text(encoding="utf-8")
    rumor = text[text.index('[[check]]\ncode = "RUMOR"') :]
    (tmp_path / "own.toml").write_text(
        rumor.replace("[check.when]\n", f'[check.when]\nyields_to = ["{code}"]\n'), "utf-8"
    )
    with pytest.raises(RuleErrors, match="no other check's code"):
        gather([tmp_path])
