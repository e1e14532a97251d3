"""The command line: statuses, streams and options in-process; pipes, locales, bad input as real processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
import pytest
import samples
from click.testing import CliRunner, Result

import attrib.examining
import attrib.run
from attrib import __version__
from attrib.cli import cli
from attrib.config import Config, Exit
from attrib.model import Analysis, Failure
from attrib.output import wants_colour
from attrib.reports.show import STAGES

ROOT = Path(__file__).parents[1]
ERROR, WARNING = "PASSIVE-REPORT", "ANON-NOREASON"
FLAGGED = "Kepala desa itu dikabarkan menggelapkan dana bantuan.\n"


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with two drafts, one of which the stand-in for the matcher finds fault with."""

    def examine(name: str, lexicon: object, config: Config) -> Analysis | Failure:
        shown = config.stdin_filename if name == "-" else name
        if "rusak" in name:
            return Failure(name, "not UTF-8 text")
        return samples.clean(shown) if "bersih" in name else samples.analysis(shown)

    for module in (attrib.run, attrib.examining):
        monkeypatch.setattr(module, "examine", examine)
    for variable in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "ATTRIB_LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    for name in ("jembatan.txt", "bersih.txt"):
        (tmp_path / name).write_text("x")
    return tmp_path


def run(*arguments: str, **options: Any) -> Result:
    return CliRunner().invoke(cli, arguments, **options)


# Exit statuses.


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["bersih.txt"], Exit.CLEAN),
        (["jembatan.txt"], Exit.FINDINGS),
        (["jembatan.txt", "--exit-zero"], Exit.CLEAN),
        (["jembatan.txt", "--fail-on", "never"], Exit.CLEAN),
        (["jembatan.txt", "--select", WARNING], Exit.CLEAN),
        (["jembatan.txt", "--select", WARNING, "--fail-on", "warning"], Exit.FINDINGS),
        (["jembatan.txt", "--select", WARNING, "--fail-on", "info"], Exit.FINDINGS),
        (["jembatan.txt", "--ignore", "passive-report,ACCUSE-NOSRC"], Exit.CLEAN),
        (["jembatan.txt", "--select", ERROR, "--ignore", ERROR], Exit.CLEAN),
        (
            ["jembatan.txt", "--min-severity", "error", "--fail-on", "warning", "--select", WARNING],
            Exit.FINDINGS,
        ),
        (["jembatan.txt", "tiada.txt"], Exit.FAILED),
        (["jembatan.txt", "tiada.txt", "--exit-zero"], Exit.FAILED),
        (["--format", "tabel"], Exit.FAILED),
        (["--rules", "tiada"], Exit.FAILED),
        ([], Exit.FINDINGS),
    ],
)
def test_exit_status(drafts: Path, arguments: list[str], status: Exit) -> None:
    assert run("check", *arguments).exit_code == status


def test_unknown_code_is_refused_with_the_nearest(drafts: Path) -> None:
    result = run("check", "--ignore", "PASIVE-REPORT")
    assert result.exit_code == Exit.FAILED and result.stdout == ""
    assert result.stderr == "--ignore: no check has the code PASIVE-REPORT; did you mean PASSIVE-REPORT?\n"


# Streams.


def test_report_on_stdout_and_the_rest_on_stderr(drafts: Path) -> None:
    (drafts / "rusak.txt").write_text("x")
    result = run("check", "--format", "concise", "tiada", ".")
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == ["jembatan.txt"] * 3
    assert result.stderr.splitlines()[:2] == ["rusak.txt: not UTF-8 text", "tiada: tidak ada berkas atau folder itu"]
    assert result.stderr.splitlines()[2].startswith("2 naskah, 6 pernyataan, 3 temuan (2 galat, 1 peringatan), 2 tak")
    assert len(result.stderr.splitlines()) == 3


def test_quiet_leaves_only_errors(drafts: Path) -> None:
    (drafts / ".attribignore").write_text("bersih.txt\n")
    assert run("check", "bersih.txt", "jembatan.txt", "--quiet").stderr == ""
    told = run("check", "bersih.txt", "jembatan.txt").stderr.splitlines()
    assert told[0] == "bersih.txt: tidak diperiksa, diabaikan oleh .attribignore:1 (bersih.txt)"
    assert "1 diabaikan" in told[1]
    assert run("check", "tiada.txt", "--quiet", "--lang", "en").stderr == "tiada.txt: no such file or folder\n"


def test_findings_below_min_severity_are_counted_not_shown(drafts: Path) -> None:
    result = run("check", "--format", "concise", "--min-severity", "error", "--lang", "en")
    assert WARNING not in result.stdout and "1 below --min-severity not shown" in result.stderr


def test_json_holds_files_and_errors(drafts: Path) -> None:
    value = json.loads(run("check", "tiada.txt", ".", "--format", "json", "--lang", "en").stdout)
    assert [file["path"] for file in value["files"]] == ["bersih.txt", "jembatan.txt"]
    assert value["errors"] == [{"path": "tiada.txt", "message": "no such file or folder"}]
    assert value["version"] == __version__


def test_output_goes_whole_into_a_file(drafts: Path) -> None:
    result = run("check", "--format", "json", "--output", "laporan.json", env={"FORCE_COLOR": "1"})
    assert result.stdout == "" and result.exit_code == Exit.FINDINGS
    assert len(json.loads((drafts / "laporan.json").read_text("utf-8"))["files"]) == 2
    assert sorted(path.name for path in drafts.iterdir()) == ["bersih.txt", "jembatan.txt", "laporan.json"]


def test_output_that_cannot_be_written_leaves_nothing_behind(drafts: Path) -> None:
    result = run("check", "--output", "tiada/laporan.txt")
    assert result.exit_code == Exit.FAILED
    assert "tiada/laporan.txt: the report cannot be written there" in result.stderr
    assert run("check", "--output", "/dev/null").exit_code == Exit.FINDINGS
    assert Path("/dev/null").is_char_device()


def test_control_characters_of_a_path_are_spelt_out(drafts: Path) -> None:
    (drafts / "a\x1b[2Jb.txt").write_text("x")
    (drafts / "rusak\x07.txt").write_text("x")
    for name in ("table", "concise"):
        result = run("check", "--format", name)
        assert not {"\x1b", "\x07"} & set(result.output)
        assert "a\\x1b[2Jb.txt" in result.stdout and "rusak\\x07.txt: " in result.stderr


# Language, colour, standard input.


def test_language_by_option_and_by_environment(drafts: Path) -> None:
    assert "tanpa sumber" in run("check").stdout
    assert "no source" in run("check", "--lang", "en").stdout
    assert "no source" in run("check", env={"ATTRIB_LANG": "en"}).stdout
    assert "tanpa sumber" in run("check", "--lang", "id", env={"ATTRIB_LANG": "en"}).stdout


class _Terminal:
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "wanted"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"CLICOLOR": "0"}, True, False),
        ("auto", {"CLICOLOR_FORCE": "1"}, False, True),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour(
    monkeypatch: pytest.MonkeyPatch, choice: str, environment: dict[str, str], terminal: bool, wanted: bool
) -> None:
    for variable in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    stream: Any = _Terminal() if terminal else None
    assert wants_colour(choice, stream) is wanted


def test_colour_reaches_the_report(drafts: Path) -> None:
    assert "\x1b[" not in run("check").stdout
    assert "\x1b[" in run("check", "--color", "always").stdout
    assert "\x1b[" in run("check", env={"FORCE_COLOR": "1"}).stdout


def test_standard_input_goes_by_its_given_name(drafts: Path) -> None:
    assert run("check", "-", "--format", "concise").stdout.startswith("-:3:35: error")
    named = run("check", "-", "--stdin-filename", "b/naskah.md", "--format", "concise")
    assert named.stdout.startswith("b/naskah.md:3:35: error")
    (drafts / ".attribignore").write_text("*.md\n")
    result = run("check", "-", "--stdin-filename", "naskah.md")
    assert result.exit_code == Exit.CLEAN and "naskah.md: tidak diperiksa, diabaikan oleh" in result.stderr


# A bug is not a finding.


def test_failure_of_attrib_itself_is_reported_beside_the_other_drafts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def analyze(draft: Any, lexicon: object, lang: str) -> Analysis:
        if "b.txt" in draft.path:
            raise KeyError("kata")
        return samples.clean(draft.path)

    monkeypatch.setattr("attrib.analyze.analyze", analyze)
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(FLAGGED)
    result = run("check", ".", "--format", "json", "--lang", "en", "--no-cache")
    assert result.exit_code == Exit.FAILED
    assert len(json.loads(result.stdout)["files"]) == 1
    assert result.stderr.startswith("b.txt: attrib itself failed on it (KeyError: 'kata')")


# Other commands.


def test_show_and_sources_print_what_is_known(drafts: Path) -> None:
    assert "{kata} [Kepala Desa Sukawira Darma Lesmana]." in run("show", "jembatan.txt").stdout
    assert run("show", "jembatan.txt", "--stage", "links").stdout.count("\n") == 3
    assert "Kepala Desa Sukawira" in run("sources", "jembatan.txt").stdout
    assert run("show", "rusak.txt").exit_code == Exit.FAILED
    assert run("sources", "rusak.txt").stderr == "rusak.txt: not UTF-8 text\n"


def test_rules_are_listed_as_a_table_and_as_json() -> None:
    listed = json.loads(run("rules", "list", "--format", "json").stdout)
    assert {"check", "cue", "source", "need", "exempt", "words"} <= {rule["kind"] for rule in listed}
    table = run("rules", "list", "--lang", "en").stdout
    assert ERROR in table and "mengatakan" in table


def test_every_stage_can_be_asked_for() -> None:
    (option,) = (option for option in cli.commands["show"].params if option.name == "stage")
    assert isinstance(option.type, click.Choice) and set(option.type.choices) == set(STAGES)


@pytest.mark.parametrize(
    "command", [[], ["check"], ["show"], ["sources"], ["rules"], ["rules", "list"], ["rules", "test"], ["archive"]]
)
def test_help_fits_eighty_columns(command: list[str]) -> None:
    result = run(*command, "--help", env={"COLUMNS": "80"})
    assert result.exit_code == 0 and result.stdout.startswith("Usage: ")


# Real processes on the real matcher.


def process(*arguments: str, cwd: Path, env: dict[str, str] | None = None, **options: Any) -> Any:
    """Run `python -m attrib` and return what came of it, bytes."""
    command = [sys.executable, "-m", "attrib", *arguments]
    known = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    full = {**known, "PYTHONPATH": str(ROOT), **(env or {})}
    return subprocess.run(command, cwd=cwd, env=full, timeout=60, **{"capture_output": True, **options})


def test_every_bad_input_is_one_line_and_the_others_are_reported(tmp_path: Path) -> None:
    (tmp_path / "baik.txt").write_text(FLAGGED)
    (tmp_path / "biner.txt").write_bytes(b"PK\x03\x04\x00\x00\xff\xfe\x00")
    (tmp_path / "kosong.txt").write_text("")
    (tmp_path / "latin.txt").write_bytes("Kafé itu ditutup.\n".encode("latin-1"))
    (tmp_path / "putus.txt").symlink_to("tiada-lagi.txt")
    (tmp_path / "utf16.txt").write_bytes(FLAGGED.encode("utf-16"))
    (tmp_path / "folder").mkdir()
    bad = ["biner.txt", "folder", "kosong.txt", "latin.txt", "putus.txt", "tiada.txt", "utf16.txt"]
    os.mkfifo(tmp_path / "pipa.txt")
    done = process("check", "--format", "json", *bad, "pipa.txt", "baik.txt", cwd=tmp_path)
    assert done.returncode == Exit.FAILED
    value = json.loads(done.stdout)
    assert [file["path"] for file in value["files"]] == ["baik.txt"]
    lines = done.stderr.decode().splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == sorted([*bad, "pipa.txt"])
    assert [error["path"] for error in value["errors"]] == sorted([*bad, "pipa.txt"])
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_draft_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "rahasia.txt").write_text(FLAGGED)
    (tmp_path / "rahasia.txt").chmod(0)
    done = process("check", "rahasia.txt", "--quiet", cwd=tmp_path)
    assert done.returncode == Exit.FAILED and done.stderr.count(b"\n") == 1


def test_wrong_rule_file_gives_a_line_for_each_error(tmp_path: Path) -> None:
    (tmp_path / "aturan").mkdir()
    (tmp_path / "aturan" / "cue.toml").write_text('[[cue]]\nid = "x"\nfrom = "y"\n')
    (tmp_path / "a.txt").write_text(FLAGGED)
    for command in (["check", "a.txt", "--rules", "aturan"], ["rules", "test", "aturan"]):
        done = process(*command, cwd=tmp_path)
        assert done.returncode == Exit.FAILED and done.stdout == b""
        assert all(line.startswith("aturan/cue.toml:") for line in done.stderr.decode().splitlines())
        assert "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize("locale", [{"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}])
def test_stdout_is_utf8_whatever_the_locale(tmp_path: Path, locale: dict[str, str]) -> None:
    (tmp_path / "a.txt").write_text(FLAGGED)
    assert "░" in process("check", "a.txt", cwd=tmp_path, env=locale).stdout.decode("utf-8")


def test_undecodable_path_is_reported(tmp_path: Path) -> None:
    name = os.fsdecode(b"na\xffskah.txt")
    (tmp_path / name).write_text(FLAGGED)
    assert b"na\\udcffskah.txt:" in process("check", ".", "--format", "concise", cwd=tmp_path).stdout
    value = json.loads(process("check", ".", "--format", "json", cwd=tmp_path).stdout)
    assert value["files"][0]["path"] == name


@pytest.mark.parametrize("command", [["check", "."], ["check", ".", "--format", "json"], ["rules", "list"], ["--help"]])
def test_closed_pipe_is_no_traceback(tmp_path: Path, command: list[str]) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(FLAGGED * 20)
    reading, writing = os.pipe()
    os.close(reading)
    done = process(*command, cwd=tmp_path, capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert b"Traceback" not in done.stderr and b"Broken pipe" not in done.stderr
    assert done.returncode in (Exit.CLEAN, Exit.FINDINGS)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_full_disk_is_told_and_fails(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FLAGGED)
    with open("/dev/full", "wb") as full:
        done = process("check", ".", cwd=tmp_path, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == Exit.FAILED
    assert done.stderr.startswith(b"standard output: cannot be written (No space left on device)")
    assert b"Traceback" not in done.stderr and b"Exception" not in done.stderr


def test_interrupt_is_quiet(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "attrib", "check", "-"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        time.sleep(1)
        running.send_signal(signal.SIGINT)
        stdout, stderr = running.communicate(timeout=30)
    assert running.returncode == Exit.INTERRUPTED and stdout == stderr == b""


def test_two_runs_print_the_same(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(FLAGGED)
    runs = {
        process("check", ".", "--format", "json", cwd=tmp_path, env={"PYTHONHASHSEED": seed}).stdout for seed in "123"
    }
    assert len(runs) == 1


def test_version_loads_no_more_than_click(tmp_path: Path) -> None:
    done = process("--version", cwd=tmp_path, env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert done.stdout == f"attrib {__version__}\n".encode()
    assert not [
        name for name in (b"regex", b"tabulate", b"msgspec", b"importlib.metadata") if b" " + name in done.stderr
    ]
