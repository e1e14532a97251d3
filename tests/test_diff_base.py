"""Only what a change breaks: both versions of every changed draft, out of real git repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from made import docx, paragraph

from attrib.cli import cli

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

RUMOR = "Konon, bupati itu akan mundur."
PLAIN = "Panitia membuka acara itu di balai desa."
SOURCED = '"Sumur kami kering," kata Camat Wiralaga Budi Santoso.'
CARRIED = "Bupati menyuap tiga anggota dewan."


def git(*arguments: str, cwd: str = ".") -> str:
    done = subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a draft that has one old finding, on the branch main; the change is on the branch usul."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    folder = tmp_path / "redaksi"
    folder.mkdir()
    monkeypatch.chdir(folder)
    git("init", "-q", "-b", "main")
    git("config", "user.email", "meja@redaksi.example")
    git("config", "user.name", "Meja Sunting")
    write("satu", SOURCED, RUMOR)
    commit("awal")
    git("switch", "-q", "-c", "usul")
    return folder


def write(name: str, *paragraphs: str) -> None:
    path = Path("drafts", f"{name}.txt")
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def commit(message: str) -> None:
    git("add", "-A")
    git("commit", "-q", "-m", message)


def run(*arguments: str, rev: str = "main", **options: str) -> Result:
    given = ["check", "--diff-base", rev, "--format", "concise", "--lang", "en", "--fail-on", "info"]
    return CliRunner().invoke(cli, [*given, *(arguments or ("drafts",))], **options)  # type: ignore[arg-type]


def new(*arguments: str, rev: str = "main") -> list[str]:
    """Return the findings that are new: path and line, code."""
    done = run(*arguments, rev=rev)
    found = [line.split(": ", 1) for line in done.stdout.splitlines()]
    assert done.exit_code == (1 if found else 0), done.stderr
    return [f"{place.rpartition(':')[0]} {rest.split()[1]}" for place, rest in found]


def test_a_deleted_attribution_is_seen_in_a_line_that_nobody_touched() -> None:
    kept = "Bupati itu juga menyuap tiga anggota dewan."
    write("satu", SOURCED, kept, RUMOR)
    commit("dengan sumber")
    git("branch", "-f", "main")
    write("satu", SOURCED.partition(" kata ")[0], kept, RUMOR)
    assert "drafts/satu.txt:3 ACCUSE-NOSRC" in new() and not [line for line in new() if "RUMOR" in line]
    assert kept not in git("diff", "--unified=0", "main", "--", "drafts")


@pytest.mark.parametrize("state", ["work tree", "staged", "committed"])
def test_a_change_is_seen_wherever_it_is(state: str) -> None:
    write("satu", SOURCED, RUMOR, PLAIN, CARRIED)
    if state != "work tree":
        git("add", "-A")
    if state == "committed":
        git("commit", "-q", "-m", "usul")
    assert new() == ["drafts/satu.txt:7 ACCUSE-NOSRC"]
    assert "1 there before this change" in run().stderr


def test_only_what_changed_is_listed_as_to_be_checked() -> None:
    write("dua", PLAIN)
    shown = CliRunner().invoke(cli, ["check", "--show-files", "--diff-base", "main", "drafts"])
    assert shown.exit_code == 0 and [line.split("\t")[0] for line in shown.stdout.splitlines()] == ["drafts/dua.txt"]


def test_the_summary_tells_of_drafts_that_did_not_change() -> None:
    write("dua", PLAIN)
    assert new() == []
    assert "1 draft," in run().stderr and "1 drafts unchanged" in run().stderr


@pytest.mark.parametrize("added", [False, True])
def test_in_a_new_draft_everything_is_new(added: bool) -> None:
    write("dua", SOURCED, RUMOR)
    if added:
        git("add", "-A")
    assert new() == ["drafts/dua.txt:3 RUMOR"]


def test_a_renamed_draft_keeps_its_past() -> None:
    write("satu", SOURCED, PLAIN, RUMOR, "Acara itu ditutup dengan doa bersama.")
    commit("lebih panjang")
    git("branch", "-f", "main")
    git("mv", "drafts/satu.txt", "drafts/nama baru.txt")
    assert new() == []
    write("nama baru", SOURCED, PLAIN, RUMOR, "Acara itu ditutup dengan doa bersama.", CARRIED)
    assert new() == ["drafts/nama baru.txt:9 ACCUSE-NOSRC"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("name", ["dua kata", "garis\nbaru", "é – “kutip”", "-awal", ":(top)", "tab\tdi sini"])
def test_odd_names_are_names(name: str) -> None:
    write(name, SOURCED, RUMOR)
    commit("nama")
    git("branch", "-f", "main")
    assert new() == []
    write(name, SOURCED, RUMOR, PLAIN, CARRIED)
    done = run()
    assert done.stdout.count("ACCUSE-NOSRC") == 1 and "RUMOR" not in done.stdout


def test_what_others_did_to_the_branch_since_is_no_part_of_the_change() -> None:
    write("satu", SOURCED, RUMOR, PLAIN)
    commit("usul")
    git("switch", "-q", "main")
    write("satu", SOURCED)
    commit("dibereskan di main")
    git("switch", "-q", "usul")
    assert new() == []


def test_a_waiver_taken_away_is_a_change() -> None:
    write("satu", SOURCED, f"[attrib: abaikan RUMOR – legenda, bukan kabar]\n{RUMOR}")
    commit("dikecualikan")
    git("branch", "-f", "main")
    write("satu", SOURCED, RUMOR)
    assert new() == ["drafts/satu.txt:3 RUMOR"]


def test_the_baseline_is_applied_first() -> None:
    write("satu", SOURCED, RUMOR, PLAIN, CARRIED)
    CliRunner().invoke(cli, ["baseline", "drafts"])
    assert new("drafts", "--baseline", ".attrib-baseline.json") == []


def test_a_draft_on_standard_input_has_the_past_of_its_name() -> None:
    text = "\n\n".join([SOURCED, RUMOR, PLAIN, CARRIED])
    done = run("-", "--stdin-filename", "drafts/satu.txt", input=text)
    assert "ACCUSE-NOSRC" in done.stdout and "RUMOR" not in done.stdout
    done = run("-", input=text)
    assert done.exit_code == 2 and "--stdin-filename" in done.stderr


def test_other_kinds_of_drafts_have_a_past_too() -> None:
    Path("drafts", "a.docx").write_bytes(docx(paragraph(SOURCED) + paragraph(RUMOR)))
    Path("arsip.jsonl").write_text(f'{{"id": 7, "text": "{RUMOR}"}}\n', encoding="utf-8")
    commit("lain")
    git("branch", "-f", "main")
    Path("drafts", "a.docx").write_bytes(docx(paragraph(SOURCED) + paragraph(RUMOR) + paragraph(CARRIED)))
    Path("arsip.jsonl").write_text(
        f'{{"id": 8, "text": "{CARRIED}"}}\n{{"id": 7, "text": "{RUMOR}"}}\n', encoding="utf-8"
    )
    assert new("drafts") == ["drafts/a.docx:3 ACCUSE-NOSRC"]
    for options in ((), ("--id-field", "id")):
        done = run("arsip.jsonl", *options)
        assert "ACCUSE-NOSRC" in done.stdout and "RUMOR" not in done.stdout


def test_a_past_that_cannot_be_read_is_told() -> None:
    Path("drafts", "satu.txt").write_bytes(b"caf\xe9 di desa itu")
    commit("rusak")
    git("branch", "-f", "main")
    write("satu", SOURCED, RUMOR)
    done = run()
    assert "RUMOR" in done.stdout and "its version at main cannot be read" in done.stderr


def test_from_a_folder_within_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    write("satu", SOURCED, RUMOR, PLAIN, CARRIED)
    monkeypatch.chdir("drafts")
    assert new("satu.txt") == ["satu.txt:7 ACCUSE-NOSRC"]


# Without the history there is no answer, and no answer is an error.


def refused(done: Result) -> str:
    assert (done.exit_code, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


def test_a_revision_that_git_does_not_know() -> None:
    assert "git knows no revision tiada" in refused(run(rev="tiada"))
    assert "git knows no revision --all" in refused(run(rev="--all"))


def test_a_folder_that_is_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "luar"
    folder.mkdir()
    (folder / "a.txt").write_text(RUMOR, encoding="utf-8")
    monkeypatch.chdir(folder)
    assert "not a git repository" in refused(run("a.txt"))


def test_a_draft_outside_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RUMOR, encoding="utf-8")
    assert "is outside of the repository" in refused(run("../a.txt"))


def test_a_repository_without_a_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kosong").mkdir()
    monkeypatch.chdir(tmp_path / "kosong")
    git("init", "-q", "-b", "main")
    Path("a.txt").write_text(RUMOR, encoding="utf-8")
    assert "the repository has no commit yet" in refused(run("a.txt", rev="HEAD"))


def test_histories_that_never_met() -> None:
    git("switch", "-q", "--orphan", "lain")
    write("satu", PLAIN)
    commit("lain")
    assert "main and HEAD have no commit in common" in refused(run())


@pytest.mark.parametrize("rev", ["origin/main", "HEAD~1"])
def test_a_shallow_clone_is_told_how_to_get_the_rest(rev: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("satu", SOURCED, RUMOR, PLAIN)
    commit("usul")
    git(
        "clone",
        "-q",
        "--depth=1",
        "--branch=usul",
        "--no-single-branch",
        Path.cwd().as_uri(),
        str(tmp_path / "dangkal"),
    )
    monkeypatch.chdir(tmp_path / "dangkal")
    assert "fetch-depth: 0" in refused(run(rev=rev))


def test_a_machine_without_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is not installed" in refused(run())
