"""How a command behaves: what it counts, how it shows that it is at work, what its help tells, which language it speaks."""

from __future__ import annotations

import ast
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
from attrib.reports.told import HINTS, MESSAGES, NOTES, WORDS, told

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


def terminal(*arguments: str, patience: float, command: str = "check", **environment: str) -> str:
    """Return what a command writes on standard error if that is a terminal."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    main, other = pty.openpty()
    code = f"import attrib.progress, attrib.cli\nattrib.progress.PATIENCE = {patience}\nattrib.cli.main()"
    env = {key: value for key, value in os.environ.items() if key != "CI"}
    env |= {"PYTHONPATH": str(ROOT), "COLUMNS": "80", **environment}
    line = [sys.executable, "-c", code, command, *arguments]
    subprocess.run(line, env=env, stdout=subprocess.DEVNULL, stderr=other, timeout=60)
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


def test_the_bar_of_an_archive_counts_documents_of_nobody_knows_how_many(drafts: Path) -> None:
    (drafts / "arsip.jsonl").write_text((json.dumps({"text": RUMOR}) + "\n") * 600)
    said = terminal("arsip.jsonl", "hasil.jsonl", command="archive", patience=-1)
    bar, last = said.split("\r\x1b[K\x1b[?25h")
    assert "600 arsip.jsonl" in bar and "/" not in bar and "%" not in bar and last.startswith("600 naskah, ")


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


# Language.


def said_in_code() -> list[str]:
    """Return what the code says of drafts: the messages and hints of every DraftError, `X` for what differs."""
    found = []
    for path in sorted((ROOT / "attrib").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "DraftError":
                texts = [written(argument) for argument in node.args[1:]]
                found += ["; ".join(texts)] if all(texts) else []
            elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "fail" and path.name == "drafts.py":
                found += [text for argument in node.args[1:] if (text := written(argument))]
    return found


def written(node: ast.expr) -> str:
    """Return a text as its program writes it, nothing for one that is made elsewhere."""
    if isinstance(node, ast.JoinedStr):
        return "".join("X" if isinstance(part, ast.FormattedValue) else written(part) for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@pytest.mark.parametrize("message", said_in_code())
def test_what_is_said_of_a_draft_is_said_in_indonesian_too(message: str) -> None:
    assert len(said_in_code()) > 30
    translated = told(message, "id")
    assert translated != message and told(message, "en") == message
    assert ("; " in translated) == ("; " in message)
    if "; " in message:
        assert translated.split("; ", 1)[1] != message.split("; ", 1)[1] or "`" in message


@pytest.mark.parametrize(("english", "indonesian"), [*MESSAGES, *NOTES, *HINTS, *WORDS])
def test_a_translation_says_no_more_and_no_less(english: str, indonesian: str) -> None:
    assert english.count("{}") == indonesian.count("{}")


def test_a_message_within_a_message_is_translated_as_well() -> None:
    message = "a: b.jsonl:1: its version at main cannot be read (is empty): all its findings are new"
    assert (
        told(message, "id")
        == "a: b.jsonl:1: versinya pada main tidak dapat dibaca (kosong): semua temuannya dianggap baru"
    )
    shown = "goes beyond max-lines (lines or paragraphs of a draft: at most 7); part it, or raise the limit: max-lines in attrib.toml, or ATTRIB_MAX_LINES"
    assert told(shown, "id") == (
        "melampaui max-lines (baris atau paragraf dalam naskah: paling banyak 7); "
        "bagilah, atau naikkan batasnya: max-lines di attrib.toml, atau ATTRIB_MAX_LINES"
    )
    assert told("a.docx: 2 comments left out, 1 tracked change read as if accepted", "id") == (
        "a.docx: 2 komentar tidak dibaca, 1 perubahan terlacak dibaca seolah sudah diterima"
    )
    assert told("nothing that anybody says", "id") == "nothing that anybody says"


def test_reports_tell_of_bad_drafts_in_their_language(drafts: Path) -> None:
    (drafts / "c.txt").write_bytes(b"\xff\xfe")
    for lang, words in (("id", "berkode UTF-16, bukan UTF-8"), ("en", "is UTF-16, not UTF-8")):
        result = run("check", "--lang", lang, "--format", "json", "--report", "markdown:ringkasan")
        assert result.exit_code == Exit.FAILED
        assert json.loads(result.stdout)["errors"][0]["message"].startswith(words)
        assert words in result.stderr and words in (drafts / "ringkasan").read_text("utf-8")
