"""Sections of the paper: what they lift, what stands in all of them, how they are refused, chosen and replaced."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from marks import lexicon, look

from attrib.cli import cli
from attrib.config import HARD_NEWS
from attrib.lexicon import RuleErrors, cache, load, shipped
from attrib.lexicon.entries import OFF, SectionRule
from attrib.lexicon.gather import gather
from attrib.model import SEVERITIES
from attrib.proofs import read_proofs
from attrib.proofs import run as prove
from attrib.sections import findings_in

SECTIONS = {section.id: section for section in lexicon().sections}
CHECKS = {rule.code: rule for rule in lexicon().checks}

DRAFT = (
    "Kebijakan garam satu pintu itu gagal total. Bupati sengaja menghindari petani.\n\n"
    "Konon, izin tambak itu dijual. Bupati menyuap anggota dewan.\n\n"
    '"Kami ditipu sejak musim tanam lalu." Petani pulang.'
)

SECTION = """\
[[section]]
id = "resensi"
title = { id = "Resensi", en = "Review" }
[[section.check]]
code = "EVAL-NOSRC"
severity = "off"
note = "The critic judges."
[[section.flags]]
code = "ACCUSE-NOSRC"
severity = "error"
text = "Sutradara {menyuap} juri lomba itu."
[[section.passes]]
code = "EVAL-NOSRC"
text = "Lakon karangannya itu {gagal total}."
"""


def read_as(section: str, text: str = DRAFT) -> dict[str, str]:
    """Return the severity of each code that is found in a text under a section."""
    return {f.code: f.severity for f in findings_in(SECTIONS[section], look(text).findings)}


def folder(tmp_path: Path, text: str = SECTION) -> Path:
    """Return a newsroom's folder of rules with one file."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "sections.toml").write_text(text, encoding="utf-8")
    return own


def refused(tmp_path: Path, text: str) -> list[str]:
    """Return what a rule file is refused with, beginning with its line."""
    own = folder(tmp_path, text)
    with pytest.raises(RuleErrors) as caught:
        load([own])
    return [line.removeprefix(f"{own / 'sections.toml'}:") for line in str(caught.value).splitlines()]


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the checks for want of a source be all that is shipped: reading everything takes half a second."""
    base = tmp_path / "shipped"
    base.mkdir()
    shutil.copy(shipped() / "checks" / "missing-source.toml", base)
    monkeypatch.setattr("attrib.lexicon.shipped", lambda: base)


def check(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", *arguments])


# The shipped sections.


def test_the_four_sections_are_shipped_with_titles_in_both_languages() -> None:
    assert list(SECTIONS) == ["fact-check", "feature", "hard-news", "opinion"]
    assert all(set(section.titles) == {"id", "en"} and all(section.titles.values()) for section in SECTIONS.values())


def test_hard_news_is_the_catalogue() -> None:
    assert SECTIONS[HARD_NEWS].severities == {}
    assert findings_in(SECTIONS[HARD_NEWS], look(DRAFT).findings) == look(DRAFT).findings


@pytest.mark.parametrize("name", SECTIONS)
def test_accusations_quotations_and_tolls_weigh_the_same_everywhere(name: str) -> None:
    changed = SECTIONS[name].severities
    kept = {"ACCUSE-NOSRC", "QUOTE-NOSRC", "PASSIVE-ACCUSE", "CASUALTY-NOSRC", "ANON-BARE", "DANGLING-REF"}
    assert not kept & changed.keys()
    found = read_as(name)
    assert found["ACCUSE-NOSRC"] == found["QUOTE-NOSRC"] == "error"


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_is_never_stricter_than_the_catalogue(name: str) -> None:
    weight = [OFF, *SEVERITIES]
    stricter = [
        code
        for code, severity in SECTIONS[name].severities.items()
        if weight.index(severity) >= weight.index(CHECKS[code].severity)
        and not any(key.startswith("severity_") for key in CHECKS[code].when)
    ]
    assert stricter == []


def test_one_draft_weighs_differently_in_each_section() -> None:
    codes = ("EVAL-NOSRC", "MOTIVE-NOSRC", "RUMOR", "LEAD-UNSOURCED")
    assert {name: tuple(read_as(name).get(code) for code in codes) for name in SECTIONS} == {
        "hard-news": ("info", "warning", "error", "warning"),
        "opinion": (None, "info", "warning", None),
        "feature": (None, "info", "warning", None),
        "fact-check": ("info", "warning", None, None),
    }


def test_a_section_keeps_order_words_and_fingerprints() -> None:
    before = {f.fingerprint: f for f in look(DRAFT).findings}
    after = findings_in(SECTIONS["opinion"], look(DRAFT).findings)
    assert [f.start for f in after] == sorted(f.start for f in after)
    assert all(f._replace(severity="") == before[f.fingerprint]._replace(severity="") for f in after)


def test_the_severity_of_a_section_holds_in_the_lead_too() -> None:
    lead = "Bantuan beras di Wiralaga dikabarkan dibatalkan."
    assert read_as(HARD_NEWS, lead)["PASSIVE-REPORT"] == "error"
    assert read_as("fact-check", lead)["PASSIVE-REPORT"] == "info"


# A newsroom's own.


def test_a_newsroom_adds_a_section_and_its_proofs_run(tmp_path: Path) -> None:
    own = folder(tmp_path)
    rules = load([own])
    added = SectionRule("resensi", {"id": "Resensi", "en": "Review"}, {"EVAL-NOSRC": OFF})
    assert added in rules.sections and len(rules.sections) == len(SECTIONS) + 1
    outcomes = list(prove(read_proofs([own]), rules))
    assert [(outcome.proof.name, outcome.passed) for outcome in outcomes] == [("flags-1", True), ("passes-1", True)]


def test_a_newsroom_replaces_a_section_whole(tmp_path: Path) -> None:
    rules = load([folder(tmp_path, SECTION.replace('"resensi"', '"opinion"'))])
    assert {section.id: section.severities for section in rules.sections}["opinion"] == {"EVAL-NOSRC": OFF}


@pytest.mark.usefixtures("few")
def test_the_cache_holds_sections(tmp_path: Path) -> None:
    compiled = load([folder(tmp_path)])
    kept = cache.fetch(compiled.digest)
    assert kept is not None and kept.sections == compiled.sections


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("before", "after", "error"),
    [
        ('note = "The critic judges."\n', "", "4: section[1].check[1].note (“resensi”): is missing"),
        (
            '"The critic judges."',
            '" "',
            "7: section[1].check[1].note (“resensi”): is empty; say why EVAL-NOSRC is off here",
        ),
        (
            '"off"',
            '"of"',
            "6: section[1].check[1].severity (“resensi”): 'of' is none of info, warning, error, off; did you mean `off`?",
        ),
        (
            'severity = "off"',
            'severity = "info"',
            "4: section[1].check[1] (“resensi”): nothing proves that EVAL-NOSRC is info; give a [[section.flags]] of "
            "code EVAL-NOSRC and severity info",
        ),
        (
            '[[section.passes]]\ncode = "EVAL-NOSRC"',
            "[[section.passes]]",
            "4: section[1].check[1] (“resensi”): nothing proves that EVAL-NOSRC is off; give a [[section.passes]] of "
            "code EVAL-NOSRC",
        ),
        ('"ACCUSE-NOSRC"', '"ACUSE-NOSRC"', "1: section “resensi”: no check has the code 'ACUSE-NOSRC'; "
         "did you mean `ACCUSE-NOSRC`?"),
        ('severity = "error"\n', "", "8: section[1].flags[1].severity (“resensi”): is missing"),
        ('en = "Review"', 'eng = "Review"', "3: section[1].title.eng (“resensi”): unknown key; did you mean `en`?"),
        ('title = { id = "Resensi", en = "Review" }', 'title = "Resensi"', "3: section[1].title (“resensi”): expected a "
         "table, got a string"),
        (
            "[[section.flags]]",
            '[[section.check]]\ncode = "EVAL-NOSRC"\nseverity = "off"\nnote = "x"\n[[section.flags]]',
            "9: section[1].check[2].code (“resensi”): EVAL-NOSRC stands there twice; take one out",
        ),
    ],
)  # fmt: skip
def test_a_wrong_section_is_refused_at_its_line(tmp_path: Path, before: str, after: str, error: str) -> None:
    assert before in SECTION
    assert error in refused(tmp_path, SECTION.replace(before, after, 1))


@pytest.mark.usefixtures("few")
def test_a_section_without_proofs_is_refused(tmp_path: Path) -> None:
    errors = refused(tmp_path, '[[section]]\nid = "kosong"\ntitle = { id = "Kosong", en = "Empty" }\n')
    assert [error.split("; ")[0] for error in errors] == [
        "1: section[1].flags (“kosong”): is missing",
        "1: section[1].passes (“kosong”): is missing",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{menyuap}", "menyalami"),
        ('severity = "error"', 'severity = "warning"'),
        ("{gagal total}", "{selesai}"),
        ("Lakon karangannya itu {gagal total}.", "Lakon {karangannya} itu selesai."),
    ],
)
def test_a_proof_that_proves_nothing_fails(tmp_path: Path, before: str, after: str) -> None:
    own = folder(tmp_path, SECTION.replace(before, after))
    assert [o.passed for o in prove(read_proofs([own]), load([own]))].count(False) == 1


def test_a_pass_without_a_code_allows_no_finding(tmp_path: Path) -> None:
    more = SECTION + '[[section.passes]]\ntext = "Harga karcis bakal melonjak."\n'
    *_, last = prove(read_proofs([own := folder(tmp_path, more)]), load([own]))
    assert not last.passed and "PREDICT-NOSRC" in last.found


def test_every_shipped_change_says_why() -> None:
    for entry in (g.entry for g in gather([shipped()]) if g.kind == "section"):
        assert entry.note and all(change.note.endswith(".") for change in entry.check)


# The command.


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "kolom.txt"
    path.write_text("Kebijakan garam satu pintu itu gagal total.\n", encoding="utf-8")
    return path


def test_the_section_is_chosen_on_the_command_line(draft: Path) -> None:
    lines = check(str(draft), "--format", "concise", "--lang", "en", "-q").stdout
    assert "EVAL-NOSRC" in lines and "LEAD-UNSOURCED" in lines
    assert check(str(draft), "--format", "concise", "--section", "opinion", "-q").stdout == ""


def test_a_section_decides_the_exit_status_and_no_status_of_a_statement(draft: Path) -> None:
    draft.write_text("Konon, menteri itu mundur.\n", encoding="utf-8")
    assert [check(str(draft), "--section", name, "-q").exit_code for name in ("hard-news", "fact-check")] == [1, 0]
    reports = [json.loads(check(str(draft), "--section", name, "--format", "json").stdout) for name in SECTIONS]
    assert len({json.dumps(report["files"][0]["statements"]) for report in reports}) == 1


def test_an_unknown_section_is_refused_with_the_nearest(draft: Path) -> None:
    refusal = check(str(draft), "--section", "opini")
    assert refusal.exit_code == 2
    assert refusal.stderr == "--section: no section is called opini; did you mean opinion?\n"


def test_a_newsrooms_section_is_chosen_as_a_shipped_one(draft: Path, tmp_path: Path) -> None:
    own = str(folder(tmp_path))
    printed = check(str(draft), "--rules", own, "--section", "resensi", "--format", "concise", "-q").stdout
    assert "LEAD-UNSOURCED" in printed and "EVAL-NOSRC" not in printed


def test_sections_are_listed_with_what_they_change() -> None:
    listed = json.loads(CliRunner().invoke(cli, ["rules", "list", "--format", "json", "--lang", "en"]).stdout)
    rows = {row["id"]: row for row in listed if row["kind"] == "section"}
    assert rows.keys() == SECTIONS.keys()
    assert rows["opinion"]["does"] == "Opinion" and "EVAL-NOSRC off" in rows["opinion"]["forms"]
