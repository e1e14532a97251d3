"""The report formats that others read: each against its schema, or against a reader of it, on ordinary and hostile drafts."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit
from xml.etree import ElementTree

import click
import jsonschema
import pytest
import samples
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import attrib.run
from attrib import lexicon, reports
from attrib.cli import cli
from attrib.config import Config, Exit
from attrib.errors import UsageError
from attrib.model import Analysis, Claim, Failure, Finding, Report
from attrib.outlets import Target, targets
from attrib.reports import REPORTS, Context, render
from attrib.reports.shape import columns

SCHEMAS = Path(__file__).parent / "schemas"
OWN_SCHEMAS = Path(reports.__file__).parent
FORMATS = ("full", "grouped", "markdown", "json-lines", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson")
PATH = 'drafts/a b,c:d%0A\n::error::e|f`g`<h>]]>"&\x1b[31m\u202e\x9b😀\udcff.txt'
WORDS = 'e\x1b[31m]]>\n::warning::x|`y`<script>{0}[z](1)&amp;%0A"\u202e\x9b😀\ud800\ufffe'
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
BROKEN = Failure("drafts/rusak,1.docx", "is binary\n::error::(a NUL at byte 7) <b>%0A")


def hostile() -> Analysis:
    """Return the sample under a path, and with messages and words, that mean harm to every format."""
    sample = samples.analysis()
    findings = tuple(f._replace(message=WORDS, advice=WORDS) for f in sample.findings)
    text = WORDS + samples.TEXT[len(WORDS) :]
    return sample._replace(
        article=sample.article._replace(draft=samples.draft(PATH, text)),
        findings=(*findings, _at(WORDS, text)),
    )


def _at(words: str, text: str) -> Finding:
    """Return a finding at words that may run over several lines."""
    draft, start = samples.draft(text=text), text.index(words)
    places = (*draft.place(start), *draft.place(start + len(words)))
    return Finding("QUOTE-NOSRC", "error", "Siapa?", "[nama]", start, start + len(words), *places, 1, "feed")


def written(words: str, before: str) -> Analysis:
    """Return a draft of one statement with one finding at some of its words."""
    text = f"Kabar pagi ini:\n{before}{words} di desa itu."
    sample = samples.analysis()
    whole = samples.STATEMENTS[1]._replace(id=1, start=16, end=len(text))
    return sample._replace(
        article=sample.article._replace(draft=samples.draft("drafts/desa.txt", text)),
        statements=(whole,),
        attributions=(),
        findings=(_at(words, text)._replace(statement=1),),
    )


def made(name: str, *analyses: Analysis, failures: tuple[Failure, ...] = (), **how: Any) -> str:
    return render(name, Report(analyses, failures), Context(version="9.9.9", checks=checks(), **how))


@cache
def checks() -> tuple[Any, ...]:
    return lexicon.load(()).checks


@cache
def schema(path: Path) -> Any:
    value = json.loads(path.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(value)
    validator.check_schema(value)
    return validator(value)


# What holds for all.


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_loads_and_reports_nothing_at_all(name: str) -> None:
    assert isinstance(render(name, Report((), ()), Context()), str)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_of_a_draft_steers_a_terminal_or_breaks_the_encoding(name: str) -> None:
    text = made(name, hostile(), failures=(BROKEN,))
    assert not STEERING.findall(text)
    assert text.encode("utf-8").decode("utf-8") == text


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=15, deadline=None)
@given(text=st.text(st.characters(), min_size=1, max_size=40))
def test_any_text_can_be_reported(name: str, text: str) -> None:
    text = f"x{text}"
    sample = samples.analysis(text)
    findings = tuple(f._replace(message=text, advice=text) for f in sample.findings)
    report = made(name, sample._replace(findings=findings), failures=(Failure(text, text),), width=60)
    assert not STEERING.findall(report)
    READERS[name](report)


@pytest.mark.parametrize("name", FORMATS)
def test_a_draft_that_could_not_be_checked_is_in_every_report(name: str) -> None:
    text = made(name, samples.clean(), failures=(BROKEN,))
    assert "rusak" in text and "is binary" in text


@pytest.mark.parametrize("name", FORMATS)
def test_colour_is_only_for_people(name: str) -> None:
    plain, coloured = made(name, samples.analysis()), made(name, samples.analysis(), colour=True)
    assert click.unstyle(coloured) == plain
    assert ("\x1b[" in coloured) == (name in ("full", "grouped"))


@pytest.mark.parametrize("name", FORMATS)
def test_report_of_many_drafts_is_made_piece_by_piece(name: str) -> None:
    form, context = REPORTS[name](), Context(checks=checks())
    pieces = [form.piece(samples.analysis(f"drafts/{number}.txt"), context) for number in range(3)]
    text = made(name, *(samples.analysis(f"drafts/{number}.txt") for number in range(3)))
    assert all(piece.strip("\n") in text for piece in pieces)


# full: the lines themselves.


def underlined(text: str, sign: str = "^") -> str:
    """Return the words above a sign, as the columns of a terminal have them."""
    words, above = "", ""
    for line in text.splitlines():
        body = line.partition("| ")[2]
        if body and set(body) <= set(" ^~-."):
            words += "".join(char for at, char in _columns(above) if body[at : at + 1] == sign) + " "
        above = body
    return words.strip()


def _columns(line: str) -> list[tuple[int, str]]:
    """Return each character with the column that it begins at."""
    return [(columns(line[:number]), char) for number, char in enumerate(line)]


def test_full_underlines_finding_cue_source_and_claim_together() -> None:
    sample = samples.analysis()
    claim = Claim(*samples.span("ambruk pada Senin"), "r", "need", "event")
    staff = sample.statements[1]._replace(needs=(claim,))
    sample = sample._replace(statements=(sample.statements[0], staff, *sample.statements[2:]))
    first, second, third = made("full", sample).split("\n\n")
    assert underlined(first) == "dilaporkan" and underlined(first, ".") == "ambruk pada Senin"
    assert underlined(second, "~") == "Menurut"
    assert underlined(second) == "seorang pegawai yang enggan disebut namanya"
    assert underlined(third) == "Anggarannya dipakai untuk membangun kolam renang pribadi."
    assert "drafts/jembatan.txt:3:35" in first and "\n3 | Jembatan gantung" in first


def test_full_names_the_source_that_is_carried_on() -> None:
    sample = samples.analysis()
    carried = sample.statements[4]._replace(carried_from=2)
    text = made("full", sample._replace(statements=(*sample.statements[:4], carried)), lang="en")
    assert "carries on “Kepala Desa Sukawira Darma Lesmana” (line 5, column 40)" in text


@pytest.mark.parametrize(
    "before", ["Di 東京 dan 😀 ", "Di Cafe\u0301 itu ", "Kata\tdia: ", "“Ya,” ", "e\x1b[31m ", "a\u200db "]
)
def test_full_aligns_its_marks_whatever_stands_before(before: str) -> None:
    text = made("full", written("dikabarkan", before))
    row, marks = re.findall(r"\| (.*)\n.*\| ( *\^+)\n", text)[0]
    shown = row.partition("dikabarkan")[0]
    # U+0301 and U+200D take no column of their own.
    assert marks.index("^") == columns(shown) - len(re.findall("[\u0301\u200d]", shown))
    assert marks.count("^") == len("dikabarkan")


@settings(max_examples=60, deadline=None)
@given(st.text("ab cé東😀\n", max_size=300), st.integers(40, 90))
def test_full_fits_the_terminal(before: str, width: int) -> None:
    text = made("full", written("dikabarkan", before), width=width)
    assert max(map(columns, text.splitlines())) <= width
    assert underlined(text) == "dikabarkan"


def test_full_shows_the_part_of_a_long_line_that_matters() -> None:
    text = made("full", written("dikabarkan", "kata " * 100_000))
    assert len(text) < 2000 and underlined(text) == "dikabarkan" and "\n2 | …" in text


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_full_numbers_the_lines_of_a_wrapped_draft(ending: str) -> None:
    text = made("full", written(f"dikabarkan{ending}ambruk", "Jembatan itu "))
    rows = [line for line in text.splitlines() if re.match(r"\d+ \|", line)]
    assert rows == ["2 | Jembatan itu dikabarkan", "3 | ambruk di desa itu."]
    assert underlined(text) == "dikabarkan ambruk"


# grouped.


def test_grouped_has_a_heading_for_each_draft_with_findings() -> None:
    text = made("grouped", samples.analysis(), samples.clean(), failures=(BROKEN,), width=120)
    assert [line for line in text.splitlines() if line and line[0] != " "] == [
        "drafts/jembatan.txt",
        "drafts/rusak,1.docx",
    ]
    rows = text.splitlines()[1:4]
    assert {row.index(code) for row, code in zip(rows, ("PASSIVE", "ANON", "ACCUSE"), strict=True)} == {
        rows[0].index("PASSIVE-REPORT")
    }
    assert "3:35  galat" in rows[0] and "3 temuan (2 galat, 1 peringatan)" in text


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("name", ["full", "grouped"])
def test_reports_for_people_fit_the_terminal(name: str, width: int) -> None:
    text = made(name, samples.analysis(), hostile()._replace(findings=hostile().findings[:2]), width=width)
    # A path is never cut: it is there to be copied.
    assert max(columns(line) for line in text.splitlines() if "drafts/" not in line) <= width


# json-lines.


def json_lines(text: str) -> list[dict[str, Any]]:
    """Return the lines, each proved valid, and all in their order."""
    lines = [json.loads(line) for line in text.splitlines()]
    for line in lines:
        schema(OWN_SCHEMAS / "attrib-lines-1.schema.json").validate(line)
    assert re.fullmatch("start (finding |file )*(error )*end", " ".join(line["type"] for line in lines))
    return lines


def test_json_lines_give_findings_then_their_draft_then_the_run() -> None:
    lines = json_lines(made("json-lines", samples.analysis(), samples.clean(), failures=(BROKEN,)))
    assert [line["type"] for line in lines] == ["start", *["finding"] * 3, "file", "file", "error", "end"]
    assert lines[4]["coverage"] == 0.5 and lines[4]["path"] == lines[1]["path"] == "drafts/jembatan.txt"
    assert lines[-1]["files"] == 2 and lines[-1]["errors"] == 1 and lines[-1]["findings"]["error"] == 2
    words = samples.TEXT[lines[1]["start"] : lines[1]["end"]]
    assert words == "dilaporkan"


def test_json_lines_keep_a_hostile_draft_on_its_lines() -> None:
    lines = json_lines(made("json-lines", hostile(), failures=(BROKEN,)))
    assert len(lines) == 1 + 4 + 1 + 1 + 1
    assert lines[1]["path"] == PATH.replace("\udcff", "\ufffd")


# SARIF.


def sarif(text: str) -> Any:
    """Return the run of a SARIF log that follows the schema of OASIS."""
    log = json.loads(text)
    schema(SCHEMAS / "sarif-2.1.0.schema.json").validate(log)
    return log["runs"][0]


def words_at(text: str, region: dict[str, Any]) -> str:
    """Return what a region of code points on one line holds, found by its line and columns alone."""
    assert region["startLine"] == region["endLine"]
    line: str = text.split("\n")[region["startLine"] - 1]
    return line[region["startColumn"] - 1 : region["endColumn"] - 1]


def test_sarif_points_at_the_words() -> None:
    run = sarif(made("sarif", samples.analysis()))
    assert run["columnKind"] == "unicodeCodePoints"
    for result, finding in zip(run["results"], samples.FINDINGS, strict=True):
        place = result["locations"][0]["physicalLocation"]
        words = samples.TEXT[finding.start : finding.end]
        assert words_at(samples.TEXT, place["region"]) == place["region"]["snippet"]["text"] == words
        assert place["artifactLocation"] == {"uri": "drafts/jembatan.txt", "uriBaseId": "%SRCROOT%"}
    assert [result["level"] for result in run["results"]] == ["error", "warning", "error"]


def test_sarif_relates_cue_and_source() -> None:
    result = sarif(made("sarif", samples.analysis(), lang="en"))["results"][1]
    related = [
        (place["message"]["text"], words_at(samples.TEXT, place["physicalLocation"]["region"]))
        for place in result["relatedLocations"]
    ]
    assert related == [("attributing words", "Menurut")]
    quoted = samples.FINDINGS[0]._replace(statement=3)
    result = sarif(made("sarif", samples.analysis()._replace(findings=(quoted,)), lang="en"))["results"][0]
    assert [place["message"]["text"] for place in result["relatedLocations"]] == ["attributing words", "source"]


def test_sarif_tells_every_check_with_its_help() -> None:
    run = sarif(made("sarif", samples.analysis(), lang="en"))
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert set(rules) == {check.code for check in checks()}
    for check in checks():
        rule = rules[check.code]
        assert check.texts["en"].why in rule["help"]["text"] and check.texts["en"].title in rule["help"]["markdown"]
        assert (
            rule["defaultConfiguration"]["level"]
            == {"error": "error", "warning": "warning", "info": "note"}[check.severity]
        )
        assert not re.search(r"(?<!\{)\{\d+\}", rule["help"]["text"])


def test_sarif_tells_of_failures_and_of_their_absence() -> None:
    clean = sarif(made("sarif", samples.clean()))
    assert clean["invocations"] == [{"executionSuccessful": True}] and clean["results"] == []
    (invocation,) = sarif(made("sarif", failures=(BROKEN,)))["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False and notification["level"] == "error"
    assert notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "drafts/rusak%2C1.docx"


def test_sarif_fingerprints_are_those_of_the_findings() -> None:
    results = sarif(made("sarif", samples.analysis()))["results"]
    assert [result["partialFingerprints"]["attribFinding/v1"] for result in results] == [
        finding.fingerprint for finding in samples.FINDINGS
    ]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("naskah/berita #1.txt", "naskah/berita%20%231.txt"),
        ("a:b.txt", "a%3Ab.txt"),
        ("é\udcff.txt", "%C3%A9%FF.txt"),
        ("100%0A.txt", "100%250A.txt"),
        ("/tmp/a b.txt", "file:///tmp/a%20b.txt"),
        ("\ud800.txt", "%EF%BF%BD.txt"),
    ],
)
def test_sarif_paths_are_uris(path: str, uri: str) -> None:
    place = sarif(made("sarif", samples.analysis(path)))["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == uri
    assert ("uriBaseId" in place["artifactLocation"]) == (not path.startswith("/"))


def test_sarif_text_of_a_draft_is_no_placeholder_and_no_link() -> None:
    run = sarif(made("sarif", hostile()))
    message = run["results"][0]["message"]["text"]
    assert "{{0}}" in message and r"[z\](1)" in message
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert urlsplit(uri).scheme == "" and unquote_to_bytes(uri) == os.fsencode(PATH)


# GitHub.


def github(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Return the workflow commands of a text as the runner parses them."""
    commands = []
    for line in text.splitlines():
        parsed = re.fullmatch(r"::(error|warning|notice) ([^:]*?)::(.*)", line)
        assert parsed, line
        properties = dict(pair.split("=", 1) for pair in parsed[2].split(","))
        assert set(properties) <= {"file", "line", "col", "endLine", "endColumn", "title"}
        if "col" in properties:
            assert properties["line"] == properties["endLine"]
        commands.append(
            (parsed[1], {name: _unescaped(value) for name, value in properties.items()}, _unescaped(parsed[3]))
        )
    return commands


def _unescaped(text: str) -> str:
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_github_annotates_the_words() -> None:
    assert made("github", samples.analysis()).splitlines()[0] == (
        "::error file=drafts/jembatan.txt,line=3,col=35,endLine=3,endColumn=45,title=PASSIVE-REPORT::"
        "drafts/jembatan.txt:3:35: Pasif tanpa pelaku: “dilaporkan” tidak mengatakan siapa yang melapor. "
        "Tulis siapa yang melaporkannya: [nama, jabatan]."
    )


def test_github_gives_no_columns_to_what_runs_over_lines() -> None:
    ((_, properties, _),) = github(made("github", written("dikabarkan\nambruk", "Itu ")))
    assert properties["line"] == "2" and properties["endLine"] == "3" and not {"col", "endColumn"} & set(properties)


def test_github_commands_cannot_be_smuggled_in() -> None:
    commands = github(made("github", hostile(), failures=(BROKEN,)))
    assert len(commands) == 1 + 4
    assert commands[0][1] == {"file": "drafts/rusak,1.docx", "title": "NOT-CHECKED"}
    assert commands[1][1]["file"].startswith("drafts/a b,c:d%0A\n::error::e|f`g`<h>]]>")
    assert r"\x3a:warning\x3a:x" in commands[1][2] and commands[1][1]["title"] == "PASSIVE-REPORT"


def many(errors: int, infos: int) -> Analysis:
    error, _, _ = samples.FINDINGS
    return samples.analysis()._replace(findings=(error,) * errors + (error._replace(severity="info"),) * infos)


@pytest.mark.parametrize(
    ("errors", "infos", "failures", "told"),
    [
        (10, 10, 0, None),
        (11, 0, 0, "1 error."),
        (25, 9, 0, "15 error."),
        (11, 10, 0, "1 error, 1 note."),
        (0, 11, 0, "2 note."),
        (10, 0, 1, "1 error."),
    ],
)
def test_github_is_told_what_it_will_not_show(errors: int, infos: int, failures: int, told: str | None) -> None:
    commands = github(made("github", many(errors, infos), failures=(BROKEN,) * failures, lang="en"))
    notices = [message for level, properties, message in commands if properties["title"] == "attrib"]
    assert len(commands) == errors + infos + failures + len(notices)
    assert [message.rpartition(": ")[2] for message in notices] == ([told] if told else [])
    assert not told or commands[0][1]["title"] == "attrib", "the eleventh notice would not be shown"


# GitLab.


def gitlab(text: str) -> Any:
    """Return the issues of a Code Quality report that follows its schema, all with fingerprints of their own."""
    issues = json.loads(text)
    schema(SCHEMAS / "gitlab-code-quality.schema.json").validate(issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    return issues


def test_gitlab_issues_are_apart_in_two_drafts_of_one_text() -> None:
    issues = gitlab(made("gitlab", samples.analysis("a.txt"), samples.analysis("b.txt"), failures=(BROKEN,)))
    assert [issue["severity"] for issue in issues] == ["major", "minor", "major"] * 2 + ["critical"]
    assert issues[0]["location"] == {"path": "a.txt", "lines": {"begin": 3, "end": 3}}


def test_gitlab_fingerprints_stay_when_lines_shift() -> None:
    sample = samples.analysis()
    moved = sample._replace(
        findings=tuple(f._replace(line=f.line + 7, end_line=f.end_line + 7) for f in sample.findings)
    )
    before, after = gitlab(made("gitlab", sample)), gitlab(made("gitlab", moved))
    assert [issue["fingerprint"] for issue in before] == [issue["fingerprint"] for issue in after]
    assert before[0]["location"] != after[0]["location"]


# JUnit and Checkstyle: elements with the attributes that they must, and may, have, and what may stand in them.

JUNIT = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
    ),
    "testcase": ({"name"}, {"time", "classname", "group"}, {"skipped", "error", "failure", "system-out", "system-err"}),
    "failure": (set(), {"type", "message"}, set()),
    "error": (set(), {"type", "message"}, set()),
}
CHECKSTYLE = {
    "checkstyle": ({"version"}, set(), {"file"}),
    "file": ({"name"}, set(), {"error", "exception"}),
    "error": ({"line", "severity", "message", "source"}, {"column"}, set()),
}
Rules = dict[str, tuple[set[str], set[str], set[str]]]


def xml(text: str, rules: Rules) -> ElementTree.Element:
    """Return the root of a document that follows the rules."""
    root = ElementTree.fromstring(text.encode("utf-8"))
    for element in root.iter():
        must, may, inside = rules[element.tag]
        assert must <= set(element.attrib) <= must | may
        assert {child.tag for child in element} <= inside
    return root


def junit(text: str) -> ElementTree.Element:
    root = xml(text, JUNIT)
    for suite in root:
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors", "")) == len(suite.findall("testcase/error"))
    assert root.get("failures") == str(len(root.findall(".//failure")))
    return root


def checkstyle(text: str) -> ElementTree.Element:
    root = xml(text, CHECKSTYLE)
    assert {error.get("severity") for error in root.iter("error")} <= {"ignore", "info", "warning", "error"}
    return root


def test_junit_has_a_suite_for_each_draft_and_a_case_for_each_finding() -> None:
    root = junit(made("junit", samples.analysis(), samples.clean(), failures=(BROKEN,)))
    assert [suite.get("name") for suite in root] == ["drafts/jembatan.txt", "drafts/bersih.txt", "drafts/rusak,1.docx"]
    first = root[0][0]
    assert first.get("name") == "PASSIVE-REPORT 3:35" and first.get("classname") == "drafts/jembatan.txt"
    assert "drafts/jembatan.txt:3:35: error PASSIVE-REPORT\nPasif tanpa pelaku" in (first[0].text or "")
    assert len(root[1]) == 1 and len(root[1][0]) == 0, "a draft without findings is a case that passed"
    assert root[2].find("testcase/error") is not None


def test_checkstyle_has_a_file_for_each_draft() -> None:
    root = checkstyle(made("checkstyle", samples.analysis(), samples.clean(), failures=(BROKEN,)))
    assert [(file.get("name"), len(file)) for file in root] == [
        ("drafts/jembatan.txt", 3), ("drafts/bersih.txt", 0), ("drafts/rusak,1.docx", 1),
    ]  # fmt: skip
    error = root[0][0]
    assert (error.get("line"), error.get("column"), error.get("severity")) == ("3", "35", "error")
    assert error.get("source") == "attrib.PASSIVE-REPORT"


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_xml_keeps_of_a_hostile_path_what_xml_can_hold(name: str) -> None:
    root = READERS[name](made(name, hostile()))
    shown = (
        PATH.replace("\x1b", r"\x1b").replace("\u202e", r"\u202e").replace("\x9b", r"\x9b").replace("\udcff", r"\udcff")
    )
    assert root[0].get("name") == shown
    message = next(element.get("message") for element in root.iter() if element.get("message"))
    assert message and "]]>" in message and "<script>" in message and "&amp;" in message


# Reviewdog.


def rdjson(text: str) -> Any:
    value = json.loads(text)
    schema(SCHEMAS / "rdjson.schema.json").validate(value)
    return value["diagnostics"]


@pytest.mark.parametrize("before", ["Itu ", "“Di 東京”, 😀 ", "Cafe\u0301 — "])
def test_rdjson_columns_are_bytes(before: str) -> None:
    analysis = written("dikabarkan ’ambruk’", before)
    (diagnostic,) = rdjson(made("rdjson", analysis))
    start, end = diagnostic["location"]["range"]["start"], diagnostic["location"]["range"]["end"]
    line = analysis.article.draft.text.split("\n")[start["line"] - 1].encode("utf-8")
    assert line[start["column"] - 1 : end["column"] - 1].decode("utf-8") == "dikabarkan ’ambruk’"
    assert start["line"] == end["line"] == 2


def test_rdjson_positions_of_all_findings() -> None:
    analysis = samples.analysis()
    shown = [
        (d["code"]["value"], d["severity"], d["location"]["range"]["start"]) for d in rdjson(made("rdjson", analysis))
    ]
    assert shown == [
        ("PASSIVE-REPORT", "ERROR", {"line": 3, "column": 35}),
        ("ANON-NOREASON", "WARNING", {"line": 7, "column": 9}),
        ("ACCUSE-NOSRC", "ERROR", {"line": 7, "column": 119}),
    ]


def test_rdjson_failure_is_of_the_whole_file() -> None:
    (diagnostic,) = rdjson(made("rdjson", failures=(BROKEN,)))
    assert diagnostic["location"] == {"path": "drafts/rusak,1.docx"} and diagnostic["severity"] == "ERROR"


# Markdown.


def markdown(text: str) -> list[list[str]]:
    """Return the rows of all tables, each with its four cells; fail on markup that is not ours."""
    bare = re.sub(r"\\.", "", text)
    assert set(re.findall(r"<[^>]*>?", bare)) <= {"<br>"}
    assert "](" not in bare and "://" not in bare
    rows = [line for line in bare.splitlines() if line.startswith("| ")]
    cells = [row.strip("|").split("|") for row in rows]
    assert all(len(row) == 4 and row[2].count("`") == 2 for row in cells)
    return cells


def test_markdown_has_a_table_for_each_draft_with_findings() -> None:
    text = made("markdown", samples.analysis(), samples.clean(), failures=(BROKEN,))
    assert [row[0].strip() for row in markdown(text)] == ["3:35", "7:9", "7:119"]
    assert "### drafts/jembatan.txt" in text and "### drafts/bersih.txt" in text
    assert "Cakupan 60 %" in text and "**Tak dapat diperiksa:** drafts/rusak,1.docx: is binary" in text
    assert made("markdown", samples.analysis(), lang="en").count("| **error** |") == 2


def test_markdown_shows_a_hostile_draft_as_it_is() -> None:
    text = made("markdown", hostile(), failures=(BROKEN,))
    assert len(markdown(text)) == 4
    assert r"\|\`y\`&lt;script&gt;{0}\[z\](1)&amp;amp;%0A" in text
    linked = samples.FINDINGS[0]._replace(message="lihat https://contoh.id/a_b_c www.contoh.id $x$ *y*")
    text = made("markdown", samples.analysis()._replace(findings=(linked,)))
    assert r"https\://contoh.id/a\_b\_c www\.contoh.id \$x\$ \*y\*" in text


def test_markdown_never_grows_beyond_what_github_takes() -> None:
    long = tuple(f._replace(message="kata " * 1000) for f in samples.FINDINGS)
    drafts = [samples.analysis(f"drafts/{number}.txt")._replace(findings=long) for number in range(100)]
    text = made("markdown", *drafts, lang="en")
    assert 1_000_000 < len(text.encode("utf-8")) <= 1024 * 1024
    left = int(re.findall(r"\(1 MiB\): (\d+) rows are left out", text)[0])
    assert len(markdown(text)) + left == 300
    assert "300 findings (200 error, 100 warning)" in text.splitlines()[2]
    flood = tuple(Failure(f"{number}.docx", "x" * 10_000) for number in range(200))
    assert len(made("markdown", samples.analysis(), failures=flood).encode("utf-8")) <= 1024 * 1024


def people(text: str) -> None:
    """Reports for people have no grammar but lines."""
    assert not text or text.endswith("\n")


READERS: dict[str, Any] = {
    "full": people,
    "grouped": people,
    "markdown": markdown,
    "json-lines": json_lines,
    "sarif": sarif,
    "github": github,
    "gitlab": gitlab,
    "junit": junit,
    "checkstyle": checkstyle,
    "rdjson": rdjson,
}


# Several reports of one run.


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with two drafts, one of which the stand-in for the matcher finds fault with."""

    def examine(name: str, lexicon: object, config: Config) -> Analysis | Failure:
        return samples.clean(name) if "bersih" in name else samples.analysis(name)

    monkeypatch.setattr(attrib.run, "examine", examine)
    monkeypatch.chdir(tmp_path)
    for name in ("jembatan.txt", "bersih.txt"):
        (tmp_path / name).write_text("x")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", *arguments])


def test_every_format_can_be_written_in_one_run(drafts: Path) -> None:
    files = [f"--report={name}:laporan.{name}" for name in FORMATS]
    result = run(".", *files, "--format", "concise")
    assert result.exit_code == Exit.FINDINGS and result.stdout.startswith("jembatan.txt:3:35: error")
    for name in FORMATS:
        READERS[name]((drafts / f"laporan.{name}").read_text("utf-8"))
    assert sarif((drafts / "laporan.sarif").read_text("utf-8"))["tool"]["driver"]["rules"]


@pytest.mark.parametrize("report", ["github", "github:", "github:-", "github:/dev/stdout"])
def test_a_report_on_standard_output_takes_the_place_of_the_table(drafts: Path, report: str) -> None:
    assert len(github(run("jembatan.txt", "--report", report).stdout)) == 3


def test_the_table_stays_beside_a_report_in_a_file(drafts: Path) -> None:
    plain = run("jembatan.txt").stdout
    assert run("jembatan.txt", "--report", "gitlab:mutu.json").stdout == plain
    assert len(gitlab((drafts / "mutu.json").read_text("utf-8"))) == 3


def test_a_report_can_go_to_standard_error(drafts: Path) -> None:
    result = run("jembatan.txt", "--report", "github:/dev/stderr", "--quiet", "--format", "concise")
    assert len(github(result.stderr)) == 3 and result.stdout.startswith("jembatan.txt:3:35: error")


def test_files_get_no_colour_that_the_terminal_gets(drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attrib.cli.wants_colour", lambda choice, stream: stream is not None)
    coloured = run("jembatan.txt", "--format", "full", "--report", "grouped:laporan.txt").stdout
    assert "\x1b[" in coloured and "\x1b" not in (drafts / "laporan.txt").read_text("utf-8")


def test_one_report_that_cannot_be_written_keeps_no_other_from_it(drafts: Path) -> None:
    result = run(".", "--report", "sarif:tiada/a.sarif", "--report", "junit:b.xml", "--report", "rdjson:tiada/c.json")
    assert result.exit_code == Exit.FAILED
    assert "tiada/a.sarif: the report cannot be written there" in result.stderr
    assert "tiada/c.json: the report cannot be written there" in result.stderr
    assert len(junit((drafts / "b.xml").read_text("utf-8"))) == 2
    assert sorted(path.name for path in drafts.iterdir()) == ["b.xml", "bersih.txt", "jembatan.txt"]


def test_a_report_that_breaks_off_leaves_the_old_one(drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (drafts / "a.sarif").write_text("lama")
    monkeypatch.setattr("attrib.reports.sarif._driver", lambda context: 1 / 0)
    assert run(".", "--report", "sarif:a.sarif").exception
    assert (drafts / "a.sarif").read_text() == "lama"
    assert sorted(path.name for path in drafts.iterdir()) == ["a.sarif", "bersih.txt", "jembatan.txt"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--report", "sarf:a"], "--report: no format is called sarf; did you mean sarif?"),
        (["--report", ":a"], "--report: no format is called ':a'; there are table, full,"),
        (["--report", "github", "--report", "full"], "--report: two reports for standard output (github and full)"),
        (["--report", "sarif:a", "--report", "junit:./a"], "--report: two reports for ./a (sarif and junit)"),
        (["--format", "full", "--report", "github"], "--report: two reports for standard output (full and github)"),
        (["--output", "a", "--report", "junit:a"], "--report: two reports for a (table and junit)"),
    ],
)
def test_reports_that_cannot_be_are_refused(drafts: Path, arguments: list[str], told: str) -> None:
    result = run(".", *arguments)
    assert result.exit_code == Exit.FAILED and result.stdout == ""
    assert isinstance(result.exception, SystemExit) and result.stderr.startswith(told)


def test_a_report_in_a_file_with_colons_in_its_name() -> None:
    assert targets(Target("table"), ["sarif:C:\\a:b"], False)[1] == Target("sarif", "C:\\a:b")
    with pytest.raises(UsageError):
        targets(Target("table"), [""], False)


def test_report_into_a_pipe_without_a_name(tmp_path: Path) -> None:
    (tmp_path / "naskah.txt").write_text("Kepala desa itu dikabarkan menggelapkan dana bantuan.\n", "utf-8")
    reading, writing = os.pipe()
    done = subprocess.run(
        [sys.executable, "-m", "attrib", "check", "naskah.txt", "-q", "--report", f"rdjson:/dev/fd/{writing}"],
        cwd=tmp_path, pass_fds=[writing], capture_output=True, check=False,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        assert rdjson(pipe.read()), done.stderr


def loaded(name: str, folder: Path) -> set[str]:
    """Return the modules that a check of one draft loads for a format."""
    command = [sys.executable, "-X", "importtime", "-m", "attrib", "check", "naskah.txt", "--format", name]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


def test_no_library_of_a_format_loads_for_another(tmp_path: Path) -> None:
    (tmp_path / "naskah.txt").write_text("Jembatan itu ambruk, kata Budi Santoso.\n", "utf-8")
    concise, junit = loaded("concise", tmp_path), loaded("junit", tmp_path)
    assert not {"xml.etree.ElementTree", "tabulate", "attrib.reports.sarif"} & concise
    assert "xml.etree.ElementTree" in junit and "tabulate" not in junit
    assert {name for name in concise if name.startswith("attrib.reports.")} <= {
        f"attrib.reports.{name}" for name in ("concise", "shape", "tally", "summary", "labels")
    }
