"""The reports on analyses built by hand: golden tables, the JSON against its schema, lines."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib import reports
from attrib.model import SEVERITIES, STATUSES, Analysis, Failure, Report
from attrib.reports import REPORTS, Context, render
from attrib.reports.blocks import blocks
from attrib.reports.labels import LABELS
from attrib.reports.shape import clip, columns, escape, lay_out, visible, wrap
from attrib.reports.show import STAGES, marked, show
from attrib.reports.summary import line
from attrib.reports.tally import tally

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = Path(reports.__file__).with_name("attrib-report-1.schema.json")


def both() -> Report:
    return samples.report(samples.clean(), samples.analysis())


def with_text(text: str) -> Analysis:
    """Return the sample with another text of the same offsets, its findings' messages holding it too."""
    sample = samples.analysis()
    draft = samples.draft("drafts/\x1b]0;x\x07.txt", text + samples.TEXT[len(text) :])
    findings = tuple(f._replace(message=text) for f in sample.findings)
    entities = tuple(e._replace(name=text, role=text) for e in sample.entities)
    return sample._replace(article=sample.article._replace(draft=draft), findings=findings, entities=entities)


WHOLE = (
    samples.finding(
        "LOW-COVERAGE", "warning", "Jembatan Wira Ambruk", ("Separuh pernyataan tanpa sumber.", "Lengkapi."), None
    ),
    samples.finding(
        "ANON-ONLY", "error", "Jembatan Wira Ambruk", ("Semua sumber tak bernama.", "Cari [nama, jabatan]."), None
    ),
)
BENEATH = (
    samples.finding(
        "NUMBER-NOSRC", "info", "Senin (1/7)", ("Angka tanpa sumber: “1/7”.", "Sebutkan siapa yang menghitung."), 2
    ),
    samples.finding(
        "METONYM", "info", "Desa Sukawira", ("“Desa Sukawira” bukan orang.", "Sebutkan orangnya: [nama]."), 2
    ),
    samples.finding(
        "MOTIVE-NOSRC", "warning", "untuk membangun", ("Niat ditulis sebagai fakta.", "Siapa yang menyatakannya?"), 5
    ),
)


def busy() -> Analysis:
    """Return the sample with findings of the whole draft, and several in one statement."""
    sample = samples.analysis()
    findings = sorted((*sample.findings, *WHOLE, *BENEATH), key=lambda f: (f.start, f.end))
    return sample._replace(findings=tuple(findings))


@cache
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def parsed(report: Report) -> Any:
    """Return the JSON report, proved valid."""
    value = json.loads(render("json", report, Context(version="9.9")))
    validator().validate(value)
    return value


# The table.


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_table_is_what_an_editor_was_shown(lang: str, width: int) -> None:
    text = render("table", samples.report(samples.clean(), busy()), Context(lang=lang, width=width))
    golden = GOLDEN / f"table-{lang}-{width}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
    assert max(map(columns, text.splitlines())) <= width


def test_colour_changes_nothing_but_colour() -> None:
    plain = render("table", both(), Context())
    coloured = render("table", both(), Context(colour=True))
    assert "\x1b[" in coloured and "\x1b" not in plain
    assert click.unstyle(coloured) == plain


def test_wide_characters_keep_the_columns_aligned() -> None:
    table = lay_out(["Nama", "Jenis"], [["東京新聞", "media"], ["Koran 😀", "media"], ["Budi", "orang"]], ["left"] * 2)
    assert {
        columns(row[: row.index(kind)]) for row in table.splitlines()[2:] for kind in ("media", "orang") if kind in row
    } == {10}


def test_draft_with_claims_but_no_findings_gets_no_thanks() -> None:
    ignored = samples.analysis()._replace(findings=())
    assert "Terima kasih" not in render("table", samples.report(ignored), Context())
    assert "Terima kasih" in render("table", samples.report(samples.clean()), Context())


def test_draft_without_statements_has_no_coverage() -> None:
    empty = samples.clean()._replace(statements=(), attributions=(), entities=())
    assert tally([empty]).coverage is None
    text = render("table", samples.report(empty), Context())
    assert "Tak ada pernyataan yang perlu sumber." in text and "%" not in text


def test_coverage_is_never_rounded_up() -> None:
    statements = samples.STATEMENTS[2:3] * 199 + samples.STATEMENTS[1:2]
    text = render("table", samples.report(samples.analysis()._replace(statements=statements)), Context())
    assert "███████████████████░  99 %" in text


def test_advice_is_given_once_for_each_text_of_it() -> None:
    sample = samples.analysis()
    thrice = tuple(sample.findings[0]._replace(statement=number) for number in (2, 3, 4))
    text = render("table", samples.report(sample._replace(findings=thrice)), Context(width=120))
    assert text.count("→") == 1 and text.count("PASSIVE-REPORT") == 3


def test_findings_of_one_statement_stand_together_the_gravest_first() -> None:
    parted = [(block.statement, [finding.code for finding, _ in block.findings]) for block in blocks(busy().findings)]
    assert parted == [
        (None, ["ANON-ONLY", "LOW-COVERAGE"]),
        (2, ["PASSIVE-REPORT", "METONYM", "NUMBER-NOSRC"]),
        (4, ["ANON-NOREASON"]),
        (5, ["ACCUSE-NOSRC", "MOTIVE-NOSRC"]),
    ]


@pytest.mark.parametrize("width", [60, 120])
def test_what_stands_beneath_a_graver_finding_has_no_advice_and_no_words(width: int) -> None:
    text = " ".join(render("table", samples.report(busy()), Context(width=width)).split())
    assert "Niat ditulis sebagai fakta." in text and "Siapa yang menyatakannya?" not in text
    assert "«untuk membangun»" not in text and text.count("→") == 5


def test_advice_that_stood_beneath_is_given_where_its_check_leads() -> None:
    beneath = BENEATH[0]._replace(statement=4)
    findings = (*samples.FINDINGS[:1], *BENEATH[:1], beneath._replace(start=beneath.start + 1))
    text = render("table", samples.report(busy()._replace(findings=findings)), Context(width=120))
    assert text.count("Sebutkan siapa yang menghitung") == 1
    assert text.index("Sebutkan siapa yang menghitung") > text.rindex("NUMBER-NOSRC")


def test_what_is_said_twice_of_a_statement_is_shown_once_and_counted_twice() -> None:
    twice = (*samples.FINDINGS[:1], BENEATH[0], BENEATH[0]._replace(start=BENEATH[0].start + 1))
    text = render("table", samples.report(busy()._replace(findings=twice)), Context(width=120))
    assert text.count("NUMBER-NOSRC") == 1 and "“1/7”. (2×)" in text
    assert "3 temuan (1 galat, 2 catatan)" in text


def test_programs_are_given_every_finding_where_it_stands() -> None:
    report = samples.report(busy())
    places = [(f.line, f.column, f.code) for f in busy().findings]
    listed = [line.split(":", 3) for line in render("concise", report, Context()).splitlines()]
    assert [(int(line), int(column), rest.split()[1]) for _, line, column, rest in listed] == places
    assert [(f["line"], f["column"], f["code"]) for f in parsed(report)["files"][0]["findings"]] == places


def test_words_are_not_quoted_above_a_message_that_holds_them() -> None:
    words = "seorang pegawai yang enggan disebut namanya"
    told = samples.FINDINGS[1]._replace(message=f"“{words}” tanpa alasan.")
    text = render("table", samples.report(busy()._replace(findings=(told,))), Context(width=80))
    assert " ".join(text.split()).partition("Sumber Peran")[0].count(words) == 1


def test_a_quotation_is_shown_in_its_own_marks_only() -> None:
    quote = samples.finding("QUOTE-NOSRC", "error", '"Tali bajanya putus sejak subuh,"', ("m", "a"), 3)
    assert '"Tali bajanya putus sejak subuh,"' in (
        text := render("table", samples.report(busy()._replace(findings=(quote,))), Context(width=80))
    )
    assert "“" not in text


def test_finding_of_the_whole_document_may_have_no_words() -> None:
    sample = samples.analysis()
    whole = sample.findings[0]._replace(code="ANON-ONLY", start=0, end=0, line=1, column=1, statement=None)
    for width in (60, 120):
        assert "ANON-ONLY" in render("table", samples.report(sample._replace(findings=(whole,))), Context(width=width))
    assert parsed(samples.report(sample._replace(findings=(whole,))))["files"][0]["findings"][0]["statement"] is None


def test_no_control_character_of_a_draft_reaches_the_terminal() -> None:
    hostile = samples.report(with_text("a\x1b[31m\x07\u202e\ud800\x9bb\nc\td"))
    for name in ("table", "concise"):
        text = render(name, hostile, Context())
        assert not {*"\x1b\x07\u202e\ud800\x9b\t"} & set(text)
        assert "\\x1b" in text and "\\u202e" in text


# JSON.


def test_json_follows_its_schema() -> None:
    value = parsed(samples.report(samples.analysis(), failures=(Failure("drafts/b.docx", "no reader"),)))
    file = value["files"][0]
    assert value["schema"] == "attrib-report/1" and value["version"] == "9.9"
    assert value["errors"] == [{"path": "drafts/b.docx", "message": "no reader"}]
    assert file["statements"][2]["source"] == 1 and file["statements"][0]["status"] == "skipped"
    assert file["attributions"][0]["source"] is None
    assert file["attributions"][1]["cue"]["rule"] == "kata"
    assert file["attributions"][1]["source"]["entity"] == file["sources"][0]["id"] == 1


def test_json_spans_are_the_words_themselves() -> None:
    for attribution in parsed(both())["files"][1]["attributions"]:
        for part in filter(None, (attribution["cue"], attribution["source"])):
            assert samples.TEXT[part["start"] : part["end"]] == part["text"]


def test_summaries_count_statuses_severities_and_coverage() -> None:
    value = parsed(both())
    summary = value["files"][1]["summary"]
    assert {status: summary[status] for status in STATUSES} == {
        "named": 1, "anonymous": 1, "carried": 0, "hearsay": 1, "unattributed": 1, "exempt": 1, "skipped": 1,
    }  # fmt: skip
    assert summary["findings"] == {"error": 2, "warning": 1, "info": 0}
    assert summary["coverage"] == 0.5 and summary["statements"] == 5
    assert value["summary"]["files"] == 2 and value["summary"]["coverage"] == 0.6
    assert value["summary"]["named"] == 2


def test_json_of_nothing_is_valid() -> None:
    value = parsed(Report((), ()))
    assert value["files"] == [] and value["summary"]["coverage"] is None


def test_lone_surrogate_survives_json_as_an_escape() -> None:
    text = render("json", samples.report(with_text("a\udcffb\\ud800")), Context())
    assert "\\udcff" in text and text.encode("utf-8")
    assert parsed(samples.report(with_text("a\udcffb")))["files"][0]["sources"][0]["name"] == "a\udcffb"


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(), min_size=1, max_size=60))
def test_any_text_can_be_reported(text: str) -> None:
    report = samples.report(with_text(text))
    assert parsed(report)["files"][0]["findings"][0]["message"] == text
    for name in ("table", "concise"):
        render(name, report, Context(width=60)).encode("utf-8")


# Concise, the summary line, `show`.


def test_concise_is_one_line_for_each_finding() -> None:
    text = render("concise", both(), Context())
    assert text.splitlines()[0] == (
        "drafts/jembatan.txt:3:35: error PASSIVE-REPORT "
        "Pasif tanpa pelaku: “dilaporkan” tidak mengatakan siapa yang melapor."
    )
    assert text.count("\n") == 3


def test_every_report_is_a_function_of_its_own() -> None:
    assert {"table", "concise", "json"} <= set(REPORTS)
    assert all(isinstance(render(name, both(), Context()), str) for name in REPORTS)


def test_summary_line_says_what_was_looked_at_and_left_out() -> None:
    assert line(tally((samples.analysis(),)), 1, 1, 0.123, 0, 0, "id") == (
        "1 naskah, 5 pernyataan, 3 temuan (2 galat, 1 peringatan), 1 tak dapat diperiksa, 0,12 detik"
    )
    assert line(tally((samples.clean(),)), 1, 0, 1, 2, 3, "en") == (
        "1 draft, 1 statement, 0 findings, 2 below --min-severity not shown, 3 ignored (.attribignore), 1.00 s"
    )


def test_both_languages_have_every_label() -> None:
    assert set(LABELS["id"]) == set(LABELS["en"]) > {*STATUSES, *SEVERITIES}


def test_show_marks_cue_and_source_as_rule_files_do() -> None:
    sample = samples.analysis()
    assert marked(sample, sample.statements[2]).endswith(" {kata} [Kepala Desa Sukawira Darma Lesmana].")
    cue, source = sample.attributions[1].cue, sample.attributions[1].source
    assert cue and source
    clitic = source._replace(start=cue.end - 2, end=cue.end)
    inside = sample._replace(attributions=(sample.attributions[1]._replace(source=clitic),))
    assert "{ka[ta]}" in marked(inside, sample.statements[2])


@pytest.mark.parametrize("stage", STAGES)
def test_show_prints_every_stage(stage: str) -> None:
    text = show(samples.analysis(), stage)
    assert text.endswith("\n") or stage in ("tokens", "paragraphs", "quotes", "sentences")


# Shape.


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.integers(2, 40), st.integers(0, 3))
def test_wrapped_lines_fit(text: str, width: int, most: int) -> None:
    lines = wrap(text, width, most)
    assert all(columns(line) <= width for line in lines)
    assert not most or len(lines) <= most


def test_wrapping_says_what_it_left_out() -> None:
    assert wrap("satu dua tiga empat", 9, 1) == ["satu dua…"]
    assert wrap("satu dua", 9, 1) == ["satu dua"]
    assert wrap("Persatuan-Wartawan", 6) == ["Persat", "uan-Wa", "rtawan"]
    assert clip("Jakarta, Bandung", 9) == "Jakarta…"


def test_control_characters_are_spelt_out() -> None:
    assert escape("a\x00\x1b\u2066\udc80") == "a\\x00\\x1b\\u2066\\udc80"
    assert visible("a\r\n  b\tc") == "a b c"
