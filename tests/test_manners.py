"""How a command behaves: what it counts, how it shows that it is at work, what its help tells, which language it speaks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from attrib.cli import cli
from attrib.config import Exit
from attrib.manual import HEADINGS

ROOT = Path(__file__).parents[1]
RUMOR = "Konon, bupati itu akan mundur.\n"
NAMED = '"Harga turun," kata Rina Maharani, pedagang beras.\n'


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.txt").write_text(RUMOR * 2, encoding="utf-8")
    (tmp_path / "b.txt").write_text(RUMOR + "\n" + NAMED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, **options: Any) -> Result:
    return CliRunner().invoke(cli, arguments, **options)


# Counts.


def tables(text: str) -> list[list[list[str]]]:
    """Return the cells of each table, their first columns, below its headers."""
    return [[line.split(maxsplit=2) for line in part.splitlines()[2:]] for part in text.split("\n\n")]


def test_statistics_count_what_a_report_lists(drafts: Path) -> None:
    value = json.loads(run("check", "--format", "json").stdout)
    findings = [finding["code"] for file in value["files"] for finding in file["findings"]]
    result = run("check", "--statistics", "--lang", "en")
    checks, statuses, rules = tables(result.stdout)
    assert result.exit_code == Exit.FINDINGS
    counts = {row[2].split()[0]: int(row[0]) for row in checks}
    assert counts == {code: findings.count(code) for code in findings}
    assert [int(row[0]) for row in checks] == sorted(counts.values(), reverse=True)
    shown = {row[-1].split()[-1]: int(row[0]) for row in statuses}
    assert shown["hearsay"] == value["summary"]["hearsay"] and shown["named"] == value["summary"]["named"]
    assert {(row[2], row[0], row[1]) for row in rules} == {("konon", "3", "3"), ("kata", "1", "0")}


def test_statistics_stand_in_place_of_the_report_and_beside_others(drafts: Path) -> None:
    result = run("check", "--statistics", "--report", "concise:satu.log")
    assert "Pemeriksaan" in result.stdout and "Cakupan" not in result.stdout
    assert "a.txt:1:1: error RUMOR" in (drafts / "satu.log").read_text("utf-8")
    assert run("check", "--format", "statistics", "--statistics").stdout == result.stdout
    result = run("check", "--statistics", "--format", "json")
    assert result.exit_code == Exit.FAILED and "--report json:FILE" in result.stderr
    assert "two reports for standard output" in run("check", "--statistics", "--report", "json").stderr


def test_statistics_of_nothing(drafts: Path) -> None:
    (drafts / "a.txt").write_text("Sidang digelar Senin.\n")
    assert run("check", "a.txt", "--statistics").stdout.startswith("tak ada temuan\n\nPernyataan")


# Progress.


def terminal(*arguments: str, patience: float, **environment: str) -> str:
    """Return what a check writes on standard error if that is a terminal."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    main, other = pty.openpty()
    code = f"import attrib.progress, attrib.cli\nattrib.progress.PATIENCE = {patience}\nattrib.cli.main()"
    env = {key: value for key, value in os.environ.items() if key != "CI"}
    env |= {"PYTHONPATH": str(ROOT), "COLUMNS": "80", **environment}
    command = [sys.executable, "-c", code, "check", *arguments]
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=other, timeout=60)
    os.close(other)
    said = b""
    try:
        while more := os.read(main, 65536):
            said += more
    except OSError:
        pass  # How Linux says that nobody writes any more.
    os.close(main)
    return said.decode()


def test_long_work_shows_how_far_it_is_and_leaves_nothing_behind(drafts: Path) -> None:
    said = terminal(".", patience=-1)
    assert "1/2" in said and "b.txt" in said
    assert said.rpartition("\r\x1b[K\x1b[?25h")[2].startswith("2 naskah, ")


def test_short_work_and_machines_are_shown_no_bar(drafts: Path) -> None:
    assert "\x1b" not in terminal(".", patience=60)
    assert "\x1b" not in terminal(".", patience=-1, CI="true")
    assert terminal(".", "--quiet", patience=-1) == ""
    assert "\x1b" not in run("check").stderr


# The last line.


def test_the_last_line_has_the_totals(drafts: Path) -> None:
    last = run("check", "--lang", "en").stderr.splitlines()[-1]
    assert last.startswith("2 drafts, 4 statements, ") and " findings (3 errors" in last.replace("error,", "errors,")
    assert last.endswith(" s")


# Help.


def test_every_option_stands_under_one_heading() -> None:
    names = [name for names in HEADINGS.values() for name in names]
    known = {param.name for param in cli.commands["check"].params} - {"paths"}
    assert len(names) == len(set(names)) and set(names) <= known


@pytest.mark.parametrize("columns", ["80", "100", "60"])
def test_help_is_a_page_that_fits(columns: str) -> None:
    text = run("check", "--help", env={"COLUMNS": columns}).stdout
    for heading in (*HEADINGS, "Environment", "Files", "Exit status", "Examples"):
        assert f"{heading}:" in text
    assert text.count("--fail-under PERCENT") == 1
    assert max(map(len, text.splitlines())) <= max(int(columns), 80)
