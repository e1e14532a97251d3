"""`attrib rule`: one rule whole, in both languages; `attrib rules list`: all of them; completion in a shell."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import attrib
from attrib.cli import cli
from attrib.completion import SHELLS
from attrib.lexicon import load, shipped
from attrib.lexicon.gather import Gathered, gather
from attrib.lexicon.lookup import find
from attrib.reports import Context
from attrib.reports.labels import LABELS
from attrib.reports.rule import render

ROOT = Path(__file__).parents[1]
OWN = """
[[check]]
code = "RUMOR"
kind = "cue"
severity = "info"
[check.when]
frames = ["rumor"]
[check.id]
title = "Judul\\u001b[2J"
message = "pesan"
advice = "saran"
why = "sebab"
[check.en]
title = "title"
message = "message"
advice = "advice"
why = "why"
[[check.flags]]
text = "{Konon}, bupati itu akan mundur."
[[check.passes]]
text = "Sidang digelar Senin."
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, env={"COLUMNS": "100"})


def complete(*words: str) -> list[str]:
    """The words that attrib would offer for the last one of a line."""
    env = {**os.environ, "_ATTRIB_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(words)}
    env["COMP_CWORD"] = str(len(words) - 1)
    done = subprocess.run([sys.executable, "-m", "attrib"], cwd=ROOT, env=env, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return [line.removeprefix("plain,") for line in done.stdout.split()]


# One rule.


@pytest.fixture(scope="module")
def entries() -> list[Gathered]:
    return gather([shipped()])


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("code", [check.code for check in load().checks])
def test_a_check_tells_all_that_it_is(entries: list[Gathered], code: str, lang: str) -> None:
    check = next(check for check in load().checks if check.code == code)
    sections = [gathered.entry for gathered in entries if gathered.kind == "section"]
    page = render(find(code.lower(), entries), sections, "text", Context(lang, width=100))
    said = " ".join(page.split())
    assert page.startswith(f"{code}  {check.texts[lang].title}\n")
    for text in (check.texts[lang].message, check.texts[lang].advice, check.texts[lang].why):
        assert " ".join(text.split()) in said
    assert f"{'Bobot' if lang == 'id' else 'Severity'} {LABELS[lang][check.severity]}" in said
    assert f"attrib check --ignore {code}" in said
    assert (f"[attrib: {'abaikan' if lang == 'id' else 'ignore'} {code} – " in said) == (check.kind != "waiver")
    assert "rules/checks/" in said and str(ROOT) not in said


def test_a_check_shows_its_examples_and_its_sections() -> None:
    result = run("rule", "metonym")
    said = result.stdout
    assert result.exit_code == 0 and "\n  · {Kremlin} membantah kabar itu.\n" in said
    assert said.index("Ditandai") < said.index("{Kremlin}") < said.index("Dibiarkan") < said.index("Mengecualikan")
    weighs = {s.id: s.severities["METONYM"] for s in load().sections if "METONYM" in s.severities}
    assert weighs["opinion"] == "off" and "tidak diperiksa di rubrik Opini" in " ".join(said.split())


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_comments_that_a_check_suggests_do_waive_it(lang: str) -> None:
    lines = run("rule", "RUMOR", "--lang", lang).stdout.splitlines()
    comments = [line.split(": ", 1)[1].strip() for line in lines if "attrib: " in line]
    assert len(comments) == 3
    for comment in comments:
        report = attrib.check(f"{comment}\nKonon, bupati itu akan mundur.\n", name="a.md")
        assert [f.code for f in report.waived] == ["RUMOR"], comment
        assert {f.code for f in report.findings} <= {"LEAD-UNSOURCED", "LOW-COVERAGE"}


def test_a_cue_tells_its_frame_its_words_and_its_proofs() -> None:
    said = run("rule", "kata", "--lang", "en").stdout
    assert said.startswith("[[cue]] kata\n")
    for part in ("frame      post\n", "act        speech\n", "Words      kata", "Not        kata kunci"):
        assert part in said
    assert '\n  · "Harga turun," {kata} [Budi Santoso], Senin (1/7).\n' in said
    assert "\n  · Ia lupa kata sandi surelnya.\n" in said
    assert "File       rules/cues/post.toml:" in said


def test_a_word_leads_to_the_rules_that_know_it() -> None:
    assert run("rule", "masih  kata").stdout.startswith("[[cue]] kata\n")
    assert run("rule", "Tewas").stdout.startswith("[[need]] ")
    for section in load().sections:
        assert run("rule", section.id, "--lang", "en").stdout.startswith(f"[[section]] {section.id}\n")


def test_json_holds_the_whole_entry() -> None:
    (entry,) = json.loads(run("rule", "RUMOR", "--format", "json").stdout)
    assert (entry["entry"], entry["kind"], entry["code"]) == ("check", "cue", "RUMOR")
    assert entry["file"].startswith("rules/checks/") and entry["line"] > 0
    assert entry["id"]["title"] and entry["en"]["why"] and entry["flags"][0]["text"] and entry["passes"]
    (cue,) = json.loads(run("rule", "kata", "--format", "json").stdout)
    assert "kata kunci" in cue["not"] and cue["forms"] == ["kata", "masih kata"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("METONIM", "did you mean METONYM?"),
        ("mengatakang", "did you mean mengatakan?"),
        ("qqqqqqqq", "`attrib rules list` prints them all"),
        ("", "`attrib rules list` prints them all"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(name: str, hint: str) -> None:
    result = run("rule", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{name}: no rule has this name or this word; {hint}\n"


def test_a_newsrooms_own_entry_takes_the_place_of_ours_and_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "sendiri.toml").write_text(OWN, encoding="utf-8")
    said = run("rule", "RUMOR", "--rules", str(tmp_path)).stdout
    assert said.startswith("RUMOR  Judul\\x1b[2J\n") and "catatan" in said
    assert f"{tmp_path}/sendiri.toml:2" in said.replace("\n", "").replace(" ", "")


# All rules.


def test_the_list_is_complete() -> None:
    listed = json.loads(run("rules", "list", "--format", "json", "--lang", "en").stdout)
    found = {(rule["kind"], rule["id"]): rule for rule in listed}
    assert len(found) == len(listed)
    files = "".join(path.read_text(encoding="utf-8") for path in shipped().rglob("*.toml"))
    assert len(listed) == sum(line.startswith("[[") and "." not in line for line in files.splitlines())
    lexicon = load()
    for check in lexicon.checks:
        row = found["check", check.code]
        assert (row["title"], row["severity"]) == (check.texts["en"].title, check.severity)
        assert row["sections"] == {
            s.id: s.severities[check.code] for s in lexicon.sections if check.code in s.severities
        }
    assert found["section", "opinion"]["title"] == "Opinion"
    table = run("rules", "list", "--lang", "en").stdout
    assert all(f" {check.code} " in table for check in lexicon.checks)


# In a shell.


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell_is_one(shell: str, tmp_path: Path) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0 and "_ATTRIB_COMPLETE" in result.stdout and "attrib" in result.stdout
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "script").write_text(result.stdout, encoding="utf-8")
    assert subprocess.run([program, "-n", tmp_path / "script"]).returncode == 0


def test_an_unknown_shell_is_refused() -> None:
    assert run("completion", "dos").exit_code == 2


def test_commands_codes_sections_and_formats_are_completed() -> None:
    assert complete("attrib", "exp") == ["explain"]
    assert complete("attrib", "check", "--format", "sar") == ["sarif"]
    assert complete("attrib", "check", "--report", "gitl") == ["gitlab"]
    assert complete("attrib", "check", "--section", "opi") == ["opinion"]
    assert complete("attrib", "check", "--select", "rumo") == ["RUMOR"]
    assert complete("attrib", "check", "--ignore", "RUMOR,METON") == ["RUMOR,METONYM"]
    assert complete("attrib", "check", "--ignore", "RUMOR,RUMO") == []
    assert complete("attrib", "rule", "metony") == ["METONYM"]
    assert complete("attrib", "completion", "z") == ["zsh"]


def test_names_of_files_are_left_to_the_shell() -> None:
    assert complete("attrib", "check", "nas") == ["file,nas"]
    assert complete("attrib", "explain", "nas") == ["file,nas"]
    assert complete("attrib", "check", "--output", "lap") == ["file,lap"]
    assert complete("attrib", "check", "--rules", "at") == ["dir,at"]


def test_codes_of_a_newsrooms_own_are_completed_and_a_wrong_folder_hides_none(tmp_path: Path) -> None:
    (tmp_path / "sendiri.toml").write_text(OWN.replace("RUMOR", "ZZ-OWN"), encoding="utf-8")
    assert complete("attrib", "check", "--rules", str(tmp_path), "--select", "ZZ") == ["ZZ-OWN"]
    assert complete("attrib", "check", "--rules", "tiada", "--select", "RUMO") == ["RUMOR"]
