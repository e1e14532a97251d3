"""Files of settings: where they are sought, what they may say, what beats them, and what is said of a wrong one."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import attrib
from attrib.cli import cli
from attrib.config import Exit
from attrib.errors import UsageError
from attrib.limits import LIMITS
from attrib.settings.book import Book
from attrib.settings.globs import Glob
from attrib.settings.keys import KEYS

ROOT = Path(__file__).parents[1]
RUMOR = "Konon, bupati itu akan mundur.\n"
JUDGED = "Kebijakan satu pintu itu gagal total.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository as the working directory, with a draft in each of two folders."""
    (tmp_path / ".git").mkdir()
    for folder in ("naskah", "opini"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(RUMOR, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def run(*arguments: str, **options: Any) -> Result:
    return CliRunner().invoke(cli, arguments, **options)


def found(*arguments: str) -> list[tuple[str, str, str]]:
    """Return the path, code and severity of each finding of a check."""
    result = run("check", "--format", "json", *arguments)
    assert result.exit_code in (Exit.CLEAN, Exit.FINDINGS), result.output
    value = json.loads(result.stdout)
    return [(file["path"], f["code"], f["severity"]) for file in value["files"] for f in file["findings"]]


def codes(*arguments: str) -> list[str]:
    return [code for _, code, _ in found(*arguments)]


def settings(*arguments: str) -> list[dict[str, tuple[str, str]]]:
    """Return what --show-settings prints: block by block, by key, the value and where it comes from."""
    result = run("check", "--show-settings", *arguments)
    assert result.exit_code == Exit.CLEAN, result.output
    blocks = []
    for block in result.stdout.split("\n\n"):
        lines = [line.partition("  # ") for line in block.splitlines() if not line.startswith("#")]
        pairs = [(*left.split(" = ", 1), place) for left, _, place in lines]
        blocks.append({key: (value.strip(), place) for key, value, place in pairs})
    return blocks


def complaints(text: str, name: str = "attrib.toml") -> list[str]:
    Path(name).write_text(text, encoding="utf-8")
    result = run("check", ".")
    assert result.exit_code == Exit.FAILED and result.stdout == ""
    return result.stderr.splitlines()


# Where they are sought.


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("attrib.toml", 'ignore = ["RUMOR"]\n'),
        (".attrib.toml", 'ignore = ["RUMOR"]\n'),
        ("pyproject.toml", '[project]\nname = "x"\n[tool.attrib]\nignore = ["RUMOR"]\n'),
        ("pyproject.toml", '[tool]\nattrib.ignore = ["RUMOR"]\n'),
        ("pyproject.toml", '\ufeff[tool.attrib]\nignore = ["RUMOR"]\n'),
        ("pyproject.toml", 'tool = { attrib = { ignore = ["RUMOR"] } }\n'),
        ("setup.cfg", "[metadata]\nname = x\n[attrib]\nignore = RUMOR, METONYM\n"),
        ("setup.cfg", "\ufeff[attrib]\nignore = RUMOR\n"),
        ("setup.cfg", "[attrib]\nignore =\n    METONYM\n    RUMOR\n"),
    ],
)
def test_settings_stand_in_any_of_four_files(desk: Path, name: str, text: str) -> None:
    assert "RUMOR" in codes("naskah")
    write(desk / name, text)
    assert "RUMOR" not in codes("naskah") and "RUMOR" not in codes("naskah/a.txt")
    assert "RUMOR" in codes("naskah", "--isolated")


def test_the_nearest_file_holds_alone(desk: Path) -> None:
    write(desk / "attrib.toml", 'ignore = ["RUMOR"]\n')
    write(desk / "opini" / ".attrib.toml", "[severity]\nRUMOR = 'info'\n")
    assert [(p, s) for p, code, s in found(".") if code == "RUMOR"] == [("opini/a.txt", "info")]


def test_files_of_others_are_passed_over(desk: Path) -> None:
    write(desk / "attrib.toml", 'ignore = ["RUMOR"]\n')
    write(desk / "naskah" / "pyproject.toml", '[tool.poetry.dependencies]\nattrib = "^1.0"\n')
    write(desk / "naskah" / "setup.cfg", "[options.packages.find]\nattrib = attrib\n[attribusi]\nx = 1\n")
    assert "RUMOR" not in codes("naskah")


def test_nothing_above_the_repository_is_read(desk: Path) -> None:
    write(desk / "attrib.toml", 'ignore = ["RUMOR"]\n')
    (desk / "naskah" / ".git").mkdir()
    assert "RUMOR" in codes("naskah")


def test_the_search_begins_at_the_draft_and_not_at_the_working_directory(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(desk / "attrib.toml", '[[override]]\npaths = ["naskah/*"]\nignore = ["RUMOR"]\n')
    monkeypatch.chdir(desk / "opini")
    assert "RUMOR" not in codes("../naskah/a.txt") and "RUMOR" in codes("a.txt")
    monkeypatch.chdir("/")
    assert "RUMOR" not in codes(str(desk / "naskah" / "a.txt"))


def test_two_files_in_one_folder_are_refused(desk: Path) -> None:
    write(desk / "pyproject.toml", "[tool.attrib]\n")
    (told,) = complaints("lang = 'id'\n")
    assert told == "pyproject.toml: holds settings, and so does attrib.toml; keep them in one file"


def test_standard_input_goes_by_its_given_name(desk: Path) -> None:
    write(desk / "attrib.toml", '[[override]]\npaths = ["opini/**"]\nignore = ["RUMOR"]\n')
    for name, there in (("-", True), ("naskah/b.md", True), ("opini/b.md", False)):
        result = run("check", "-", "--stdin-filename", name, "--format", "concise", input=RUMOR)
        assert ("RUMOR" in result.stdout) is there


def test_a_link_to_nothing_is_told(desk: Path) -> None:
    (desk / "attrib.toml").symlink_to("tiada.toml")
    result = run("check", "naskah")
    assert (result.exit_code, result.stdout) == (Exit.FAILED, "")
    assert result.stderr == "attrib.toml: is a link that leads to no file; mend it, or take it away\n"


def test_the_settings_of_a_run_can_go_to_other_processes(desk: Path) -> None:
    write(desk / "attrib.toml", 'lang = "en"\n[[override]]\npaths = ["opini/**"]\nsection = "opinion"\n')
    book = Book()
    before = [book.of(name) for name in ("naskah/a.txt", "opini/a.txt")]
    again = pickle.loads(pickle.dumps(book))
    (desk / "attrib.toml").unlink()
    assert [again.of(name) for name in ("naskah/a.txt", "opini/a.txt")] == before


def test_another_file_can_be_named(desk: Path) -> None:
    write(desk / "attrib.toml", 'ignore = ["RUMOR"]\n')
    other = write(desk / "lain" / "ketat.toml", '[[override]]\npaths = ["opini/**"]\nignore = ["RUMOR"]\n')
    assert [path for path, code, _ in found(".", "--config", str(other)) if code == "RUMOR"] == ["naskah/a.txt"]
    assert run("check", "--config", "tiada.toml").stderr.startswith("tiada.toml: no such file of settings; ")
    assert run("check", "--config", str(other), "--isolated").exit_code == Exit.FAILED
    empty = write(desk / "lain" / "pyproject.toml", "[tool.x]\n")
    assert "holds no settings for attrib" in run("check", "--config", str(empty)).stderr


# What they say.


def test_every_option_of_a_check_has_its_key(desk: Path) -> None:
    write(desk / "rules" / "cue.toml", (ROOT / "rules" / "cues" / "post.toml").read_text(encoding="utf-8"))
    values = {
        "lang": '"en"',
        "format": '"grouped"',
        "fail-under": "60",
        "baseline": '"b.json"',
        "jobs": "2",
        "rules": '["rules"]',
        "household-names": '["Suwarno Hadi", "Siti Aminah"]',
        "anonymity-reasons": '["demi rahasia dapur"]',
        "section": '"feature"',
        "fail-on": '"warning"',
        "min-severity": '"warning"',
        "select": '["METONYM", "RUMOR"]',
        "ignore": '["METONYM"]',
        "severity": '{ RUMOR = "warning" }',
        "text-field": '"isi"',
        "id-field": '"nomor"',
        **{limit.key: "77" for limit in LIMITS},
    }
    assert {*values, "extend", "extend-select", "extend-ignore"} == set(KEYS)
    write(desk / "attrib.toml", "".join(f"{key} = {value}\n" for key, value in values.items()))
    (whole, drafts) = settings()
    assert {key: value for key, (value, _) in (whole | drafts).items()} == values
    lines = {key: number for number, key in enumerate(values, 1)}
    assert {key: place for key, (_, place) in (whole | drafts).items()} == {
        key: f"attrib.toml:{line}" for key, line in lines.items()
    }


def test_language_format_and_exit_status_are_settings(desk: Path) -> None:
    write(desk / "attrib.toml", 'lang = "en"\nformat = "concise"\nfail-on = "never"\n')
    result = run("check", "naskah")
    assert result.exit_code == Exit.CLEAN and "error RUMOR “Konon” is no source." in result.stdout
    assert run("check", "naskah", "--report", "jsonlines").exit_code == Exit.FAILED
    on_stdout = run("check", "naskah", "--report", "json-lines").stdout
    assert [json.loads(line) for line in on_stdout.splitlines()]


def test_a_run_speaks_one_language(desk: Path) -> None:
    write(desk / "attrib.toml", 'lang = "en"\nselect = ["RUMOR"]\n')
    write(desk / "opini" / "attrib.toml", 'lang = "id"\nselect = ["RUMOR"]\n')
    assert run("check", ".", "--format", "concise").stdout.count("“Konon” is no source.") == 2
    assert "“Konon” bukan sumber." in run("check", "opini", "--format", "concise").stdout
    assert "“Konon” bukan sumber." in run("explain", "opini/a.txt:1").stdout


def test_overrides_hold_for_their_paths_and_later_ones_win(desk: Path) -> None:
    for folder in ("naskah", "opini"):
        write(desk / folder / "b.txt", JUDGED)
    write(
        desk / "attrib.toml",
        """
        select = ["EVAL-NOSRC", "RUMOR"]
        ignore = ["EVAL-NOSRC"]
        [[override]]
        paths = ["naskah/", "opini/**"]
        ignore = []
        [[override]]
        paths = ["opini/**"]
        section = "opinion"
        [override.severity]
        RUMOR = "info"
        [[override]]
        paths = ["opini/a.*"]
        extend-ignore = ["RUMOR"]
        """,
    )
    assert found(".") == [("naskah/a.txt", "RUMOR", "error"), ("naskah/b.txt", "EVAL-NOSRC", "info")]
    write(desk / "opini" / "b.txt", RUMOR)
    assert found("opini") == [("opini/b.txt", "RUMOR", "info")]


def test_overrides_in_an_ini_file(desk: Path) -> None:
    write(
        desk / "setup.cfg",
        """[attrib]
fail-under = 12.5
jobs = 2
[attrib:severity]
RUMOR = warning
[attrib:override:opini]
paths = opini/**
ignore = RUMOR
""",
    )
    assert [item for item in found(".") if item[1] == "RUMOR"] == [("naskah/a.txt", "RUMOR", "warning")]
    whole, _, opinion = settings()
    assert whole["fail-under"] == ("12.5", "setup.cfg:2") and whole["jobs"] == ("2", "setup.cfg:3")
    assert opinion["ignore"] == ('["RUMOR"]', "setup.cfg:8")


def test_fail_on_differs_by_path(desk: Path) -> None:
    write(desk / "attrib.toml", '[[override]]\npaths = ["opini/**"]\nfail-on = "never"\n')
    assert run("check", "opini").exit_code == Exit.CLEAN
    assert run("check", "naskah").exit_code == run("check").exit_code == Exit.FINDINGS


def test_a_file_extends_another_from_its_own_folder(desk: Path) -> None:
    write(desk / "bersama" / "dasar.toml", 'extend = "akar.toml"\nignore = ["RUMOR"]\n[severity]\nMETONYM = "off"\n')
    write(
        desk / "bersama" / "akar.toml",
        'lang = "en"\nignore = ["METONYM"]\n[[override]]\npaths = ["opini/*"]\nsection = "opinion"\n',
    )
    write(desk / "attrib.toml", 'extend = "bersama/dasar.toml"\nextend-ignore = ["ANON-ONLY"]\n')
    whole, news, opinion = settings()
    assert whole["lang"] == ('"en"', "bersama/akar.toml:1")
    assert news["ignore"] == ('["ANON-ONLY", "RUMOR"]', "bersama/dasar.toml:2, attrib.toml:2")
    assert opinion["section"] == ('"opinion"', "bersama/akar.toml:5")
    write(desk / "bersama" / "akar.toml", 'extend = "../attrib.toml"\n')
    assert run("check").stderr == (
        "bersama/akar.toml:1: extend: leads back to a file that extends this one; take one of them out\n"
    )


def test_a_newsrooms_rules_stand_beside_its_settings(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        desk / "aturan" / "cue.toml",
        '[[cue]]\nid = "nyerocos"\nframe = "post"\nact = "speech"\nforms = ["cerocos"]\n'
        'yes = [\'"Harga turun," {cerocos} [Budi Santoso].\']\nno = ["Cerocos burung itu nyaring."]\n',
    )
    write(desk / "naskah" / "a.txt", '"Harga turun," cerocos Rina Maharani, pedagang beras.\n')
    assert "{cerocos}" not in run("show", "naskah/a.txt").stdout
    write(desk / "attrib.toml", 'rules = ["aturan"]\n')
    monkeypatch.chdir(desk / "naskah")
    assert "{cerocos} [Rina Maharani, pedagang beras]" in run("show", "a.txt").stdout
    assert "nyerocos" in run("rules", "list").stdout and run("rule", "nyerocos").exit_code == Exit.CLEAN
    assert "Rina Maharani" in run("explain", "a.txt:1").stdout


def test_household_names_need_no_role(desk: Path) -> None:
    write(desk / "naskah" / "a.txt", '"Air naik cepat sekali," kata Suwarno Hadi.\n')
    assert "ROLE-MISSING" in codes("naskah")
    write(desk / "attrib.toml", 'household-names = ["Suwarno  Hadi"]\n')
    assert "ROLE-MISSING" not in codes("naskah")
    write(desk / "naskah" / "a.txt", '"Air naik cepat sekali," kata Siti Aminah.\n')
    assert "ROLE-MISSING" in codes("naskah")


@pytest.mark.parametrize("reason", ["atas permintaan keluarga", "karena tidak berwenang"])
def test_approved_reasons_for_anonymity(desk: Path, reason: str) -> None:
    draft = f"Gudang itu kosong sejak Mei, kata seorang pegawai yang enggan disebut namanya {reason}.\n"
    write(desk / "naskah" / "a.txt", draft)
    assert "ANON-NOREASON" in codes("naskah")
    write(desk / "attrib.toml", f'anonymity-reasons = ["{reason}"]\n')
    assert "ANON-NOREASON" not in codes("naskah")


def test_words_of_the_settings_add_to_those_of_a_rule_folder(desk: Path) -> None:
    write(
        desk / "aturan" / "nama.toml",
        '[[words]]\nid = "household"\nforms = ["Suwarno Hadi"]\n'
        "yes = ['[Suwarno Hadi] {mengatakan}, air naik.']\nno = [\"Suwarno Hadi pulang.\"]\n",
    )
    assert run("rules", "test", "aturan").exit_code == Exit.CLEAN
    write(desk / "attrib.toml", 'rules = ["aturan"]\nhousehold-names = ["Siti Aminah"]\n')
    for name in ("Suwarno Hadi", "Siti Aminah"):
        write(desk / "naskah" / "a.txt", f'"Air naik cepat sekali," kata {name}.\n')
        assert "ROLE-MISSING" not in codes("naskah")


def test_fields_and_limits_are_settings(desk: Path) -> None:
    write(desk / "naskah" / "b.jsonl", json.dumps({"isi": {"teks": RUMOR}, "nomor": 7}) + "\n")
    write(desk / "attrib.toml", 'text-field = "isi.teks"\nid-field = "nomor"\n')
    assert ("naskah/b.jsonl#7", "RUMOR", "error") in found("naskah/b.jsonl")
    write(desk / "attrib.toml", 'max-bytes = "5 B"\n')
    result = run("check", "naskah/a.txt")
    assert result.exit_code == Exit.FAILED and "melampaui max-bytes" in result.stderr
    assert "melampaui" not in run("check", "naskah/a.txt", env={"ATTRIB_MAX_BYTES": "1 MB"}).stderr


def test_a_baseline_is_kept_where_the_settings_say(desk: Path) -> None:
    write(
        desk / "attrib.toml", 'baseline = "catatan/dikenal.json"\nignore = ["LEAD-UNSOURCED"]\nmin-severity = "error"\n'
    )
    (desk / "catatan").mkdir()
    assert "no such baseline" in run("check").stderr
    result = run("baseline", ".")
    assert result.exit_code == Exit.CLEAN, result.output
    entries = json.loads((desk / "catatan" / "dikenal.json").read_text("utf-8"))["findings"]
    assert {entry["path"] for entry in entries} == {"../naskah/a.txt", "../opini/a.txt"}
    assert "LEAD-UNSOURCED" not in {entry["code"] for entry in entries} >= {"RUMOR"}
    assert run("check").exit_code == Exit.CLEAN
    assert run("check", "--min-severity", "info").exit_code == Exit.CLEAN
    assert run("check", "--baseline", "").exit_code == Exit.FINDINGS


def test_coverage_below_a_figure_fails(desk: Path) -> None:
    write(desk / "naskah" / "b.txt", '"Harga turun," kata Rina Maharani, pedagang beras.\n')
    quiet = ("check", "naskah", "--fail-on", "never", "--quiet", "--lang", "en")
    told = "Coverage of 50% is below fail-under 50.1%: 1 of 2 statements that need a source have one.\n"
    result = run(*quiet, "--fail-under", "50.1")
    assert (result.exit_code, result.stderr) == (Exit.FINDINGS, told)
    assert run(*quiet, "--fail-under", "50").exit_code == Exit.CLEAN
    write(desk / "attrib.toml", "fail-under = 80\n")
    assert run(*quiet).exit_code == Exit.FINDINGS
    assert run(*quiet, "--exit-zero").exit_code == Exit.CLEAN
    assert "di bawah fail-under 80 %" in run("check", "naskah").stderr
    assert run("check", "--fail-under", "101").exit_code == Exit.FAILED
    write(desk / "naskah" / "a.txt", "Sidang digelar Senin.\n")
    (desk / "naskah" / "b.txt").unlink()
    assert run(*quiet).exit_code == Exit.CLEAN, "where nothing needs a source, nothing falls short"


# What beats them.


def test_options_beat_files_and_the_environment_stands_between(desk: Path) -> None:
    write(desk / "attrib.toml", 'lang = "en"\nignore = ["RUMOR"]\n[[override]]\npaths = ["*"]\nsection = "opinion"\n')
    assert "RUMOR" in codes("naskah", "--ignore", "METONYM")
    assert "RUMOR" not in codes("naskah", "--extend-ignore", "METONYM")
    ((whole, drafts), places) = settings("naskah", "--section", "feature", "--extend-ignore", "METONYM"), "attrib.toml"
    assert whole["lang"] == ('"en"', f"{places}:1")
    assert drafts["section"] == ('"feature"', "--section")
    assert drafts["ignore"] == ('["METONYM", "RUMOR"]', f"{places}:2, --extend-ignore")
    result = run("check", "--show-settings", env={"ATTRIB_LANG": "id", "ATTRIB_MAX_LINES": "9"})
    assert "# $ATTRIB_LANG" in result.stdout and "# $ATTRIB_MAX_LINES" in result.stdout


def test_extend_select_widens_a_selection_only(desk: Path) -> None:
    assert codes("naskah") == codes("naskah", "--extend-select", "METONYM")
    write(desk / "attrib.toml", 'select = ["METONYM"]\n')
    assert codes("naskah") == [] and codes("naskah", "--extend-select", "RUMOR") == ["RUMOR"]


# What is said of a wrong one.


def test_everything_wrong_in_a_file_is_told_at_once(desk: Path) -> None:
    told = complaints(
        """lang = "fr"
fail_on = "error"
ignore = "RUMOR"
rules = ["tiada"]
fail-under = 120
max-lines = "banyak"
baseline = ""
jobs = 1.5

[severity]
METONYM = "off"
RUMOR = "warn"

[[override]]
path = ["a"]
lang = "id"

[[override]]
paths = ["[b-a]"]
section = 1

[laporan]
"""
    )
    assert told == [
        "attrib.toml:1: lang: expected one of id, en, not 'fr'",
        "attrib.toml:2: fail_on: unknown key; did you mean fail-on?",
        'attrib.toml:3: ignore: expected a list of texts, not a text; as in ["…", "…"]',
        "attrib.toml:4: rules: no such folder: tiada; paths begin from the folder of this file",
        "attrib.toml:5: fail-under: expected a number from 0 to 100, not 120; it is in percent",
        "attrib.toml:6: max-lines: takes a whole number above 0, not 'banyak'; as in 5000",
        "attrib.toml:7: baseline: expected a name, not an empty text; leave the key out",
        "attrib.toml:8: jobs: expected a whole number, not 1.5; 0 is as many as there are cores",
        "attrib.toml:12: severity.RUMOR: expected one of info, warning, error, off, not 'warn'; did you mean warning?",
        "attrib.toml:22: laporan: unknown key",
        'attrib.toml:14: override.1.paths: is missing; name the drafts that it is for, as in paths = ["opini/**"]',
        "attrib.toml:15: override.1.path: unknown key; did you mean paths?",
        "attrib.toml:16: override.1.lang: cannot stand in an override; it holds for the whole file: write it at the top",
        "attrib.toml:19: override.2.paths: '[b-a]' is no pattern (bad character range b-a); as in opini/** or *.md",
        "attrib.toml:20: override.2.section: expected a text in quotation marks, not a number",
    ]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("attrib.toml", "lang = \n", "attrib.toml:1:8: is no valid TOML: Invalid value"),
        ("attrib.toml", 'ignore = ["RUMR"]\n', "attrib.toml:1: ignore: no check has the code RUMR; did you mean RUMOR?"),
        (
            "attrib.toml",
            '\nsection = "opini"\n',
            "attrib.toml:2: section: no section is called opini; did you mean opinion?",
        ),
        (
            "attrib.toml",
            '[severity]\nRUMR = "off"\n',
            "attrib.toml:1: severity: no check has the code RUMR; did you mean RUMOR?",
        ),
        ("attrib.toml", "override = 3\n", "attrib.toml:1: override: expected a list of tables, not a number; write [[override]]"),
        ("attrib.toml", 'extend = "x.toml"\n', "attrib.toml:1: extend: no such file: x.toml; paths begin from the folder of this file"),
        ("pyproject.toml", "[tool.attrib]\nlang = 2020-01-01\n", "pyproject.toml:2: lang: expected one of id, en, not a date or time"),
        ("setup.cfg", "[attrib]\nlang = fr\n", "setup.cfg:2: lang: expected one of id, en, not 'fr'"),
        ("setup.cfg", "[attrib]\nselekt = RUMOR\n", "setup.cfg:2: selekt: unknown key; did you mean select?"),
        ("setup.cfg", "[attrib]\nlang = id\nlang = en\n", "setup.cfg:3: is no valid file of settings: "),
        ("setup.cfg", "[attrib]\njobs = two\n", "setup.cfg:2: jobs: expected a whole number, not a text; 0 is as many as there are cores"),
        ("attrib.toml", "jobs = -1\n", "attrib.toml:1: jobs: expected a whole number, not -1; 0 is as many as there are cores"),
        ("setup.cfg", "[attrib]\nfail-under = 80%\n", "setup.cfg:2: fail-under: expected a number from 0 to 100, not a text; it is in percent"),
    ],
)  # fmt: skip
def test_wrong_settings_are_one_line(desk: Path, name: str, text: str, told: str) -> None:
    (line,) = complaints(text, name)
    assert line.startswith(told) and (line == told or told.endswith(": ") or "TOML" in told)


def test_a_wrong_file_beside_one_draft_is_told_before_any_is_read(desk: Path) -> None:
    write(desk / "opini" / "attrib.toml", "lang = 1\n")
    result = run("check", "naskah", "opini", "--output", "laporan.txt")
    assert result.exit_code == Exit.FAILED and result.stderr.startswith("opini/attrib.toml:1: lang: ")
    assert not (desk / "laporan.txt").exists()


@given(st.dictionaries(st.sampled_from([*KEYS, "override", "x"]), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)))  # fmt: skip
def test_whatever_stands_in_a_table_is_a_value_or_an_error(table: dict[str, Any]) -> None:
    from attrib.settings.file import SettingsFile
    from attrib.settings.layers import layers_of

    told = []
    try:
        layers_of(SettingsFile("/tiada/attrib.toml", "attrib.toml", table, (), ""), "/tiada")
    except UsageError as error:
        told = str(error).split("\n")
    assert all(line.startswith("attrib.toml:1: ") for line in told)


# Patterns.


@pytest.mark.parametrize(
    ("pattern", "fits", "fits_not"),
    [
        ("opini/**", ["opini/a.txt", "opini/x/a.txt"], ["opini", "arsip/opini/a.txt", "opini2/a.txt"]),
        ("opini", ["opini", "opini/a.txt", "arsip/opini/a.txt"], ["opini.txt", "opinix/a"]),
        ("opini/", ["opini/a.txt", "x/opini/y/a.txt"], ["opini.txt"]),
        ("/opini", ["opini/a.txt"], ["x/opini/a.txt"]),
        ("./opini/*.md", ["opini/a.md"], ["opini/x/a.md", "opini/a.mdx"]),
        ("*.md", ["a.md", "x/y/a.md"], ["a.txt"]),
        ("**/kolom/*.txt", ["kolom/a.txt", "x/y/kolom/a.txt"], ["kolom/x/a.txt"]),
        ("arsip/20??/[!x]*.txt", ["arsip/2024/a.txt"], ["arsip/2024/xa.txt", "arsip/202/a.txt"]),
        ("a[", ["a[", "x/a["], ["a"]),
        ("naskah (1).txt", ["naskah (1).txt"], ["naskah 1.txt"]),
    ],
)
def test_patterns(pattern: str, fits: list[str], fits_not: list[str]) -> None:
    glob = Glob(pattern)
    assert [path for path in (*fits, *fits_not) if glob.fits(path)] == fits


# What would be done.


def test_files_are_listed_with_what_holds_for_them(desk: Path) -> None:
    write(desk / "attrib.toml", '\n[[override]]\npaths = ["opini/**"]\nsection = "opinion"\n')
    (desk / ".attribignore").write_text("b.txt\n")
    write(desk / "naskah" / "b.txt", RUMOR)
    result = run("check", "--show-files", "naskah/b.txt", ".", "--lang", "en")
    assert result.exit_code == Exit.CLEAN
    assert result.stdout.splitlines() == [
        "naskah/a.txt\thard-news\tattrib.toml\t-",
        "opini/a.txt\topinion\tattrib.toml\tattrib.toml:2",
    ]
    assert "naskah/b.txt: not checked, ignored by .attribignore:1 (b.txt)" in result.stderr
    result = run("check", "--show-files", "tiada", "--isolated", "--lang", "en", "-")
    assert (result.exit_code, result.stdout) == (Exit.FAILED, "-\thard-news\t-\t-\n")
    assert result.stderr == "tiada: no such file or folder\n"


def test_shown_settings_are_valid_toml_that_changes_nothing(desk: Path) -> None:
    write(desk / "attrib.toml", 'ignore = ["RUMOR"]\nhousehold-names = ["Ma\\"ruf"]\n[severity]\nMETONYM = "off"\n')
    shown = run("check", "--show-settings", "naskah").stdout
    kept = "".join(line for line in shown.splitlines(keepends=True) if not line.endswith("# default\n"))
    write(desk / "attrib.toml", kept)
    again = run("check", "--show-settings", "naskah").stdout
    assert [line.partition("  #")[0] for line in again.splitlines()] == [
        line.partition("  #")[0] for line in shown.splitlines()
    ]


# Who else reads them.


def test_the_python_interface_takes_the_same_settings(desk: Path) -> None:
    file = write(desk / "attrib.toml", 'lang = "en"\n[[override]]\npaths = ["opini/*"]\nignore = ["RUMOR"]\n')

    def rumours(report: attrib.Report) -> list[str]:
        return [f.message for f in report.findings if f.code == "RUMOR"]

    assert rumours(attrib.check_file("naskah/a.txt")) == ["“Konon” is no source."]
    assert rumours(attrib.check_file("naskah/a.txt", lang="id")) == ["“Konon” bukan sumber."]
    assert rumours(attrib.check_file("opini/a.txt")) == []
    assert rumours(attrib.check_file("opini/a.txt", isolated=True)) == ["“Konon” bukan sumber."]
    assert rumours(attrib.check(RUMOR)) == ["“Konon” bukan sumber."], "a text is in no folder"
    assert rumours(attrib.check(RUMOR, name="opini/b.md", config=file)) == []
    write(file, "lang = 3\n")
    with pytest.raises(UsageError, match=r"attrib\.toml:1: lang: "):
        attrib.check_file("naskah/a.txt")


# What they cost.


def test_no_parser_is_imported_where_no_file_stands(desk: Path) -> None:
    def loaded(*command: str) -> set[str]:
        code = f"import sys\nfrom attrib.cli import cli\ncli({command!r}, standalone_mode=False)\nprint(*sys.modules)"
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", code], cwd=desk, env=env, capture_output=True, text=True)
        return set(done.stdout.splitlines()[-1].split())

    parsers = {"tomllib", "configparser", "attrib.settings.file", "attrib.settings.layers"}
    write(desk / "pyproject.toml", "[tool.ruff]\n")
    write(desk / "setup.cfg", "[metadata]\nname = attrib\n")
    run("check", "naskah")
    assert not loaded("check", "naskah", "-q") & parsers
    write(desk / "attrib.toml", 'lang = "en"\n')
    assert parsers - loaded("check", "naskah", "-q") == {"configparser"}
