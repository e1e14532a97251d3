"""Baselines: known findings stay hidden wherever they move, fixed ones are told, and no damaged file is trusted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from attrib.baseline import DEFAULT
from attrib.cli import cli

RUMOR = "Konon, bupati itu akan mundur."
ACCUSED = "Bupati menyuap tiga anggota dewan."
PLAIN = "Panitia membuka acara itu di balai desa."
SOURCED = '"Sumur kami kering," kata Camat Wiralaga Budi Santoso.'


@pytest.fixture(autouse=True)
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "drafts"
    folder.mkdir()
    write("satu", SOURCED, RUMOR)
    write("dua", SOURCED, ACCUSED)
    return folder


def write(name: str, *paragraphs: str) -> None:
    Path("drafts", f"{name}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--lang", "en"])


def check(*paths: str) -> tuple[int, list[str], str]:
    """Return how a check against the baseline ends, the findings that it reports (path, code), its summary."""
    done = run("check", *(paths or ("drafts",)), "--baseline", DEFAULT, "--format", "concise", "--fail-on", "info")
    lines = [line.split() for line in done.stdout.splitlines()]
    return done.exit_code, [f"{words[0].split(':')[0]} {words[2]}" for words in lines], done.stderr


def entries(name: str = DEFAULT) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(Path(name).read_text(encoding="utf-8"))["findings"]
    return found


def codes() -> list[str]:
    return [f"{entry['path']} {entry['code']}" for entry in entries()]


def test_what_a_baseline_knows_is_counted_and_fails_nothing() -> None:
    assert check()[0] == 2
    assert run("baseline", "drafts").exit_code == 0
    assert codes() == ["drafts/dua.txt ACCUSE-NOSRC", "drafts/satu.txt RUMOR"]
    status, found, summary = check()
    assert (status, found) == (0, []) and "2 known to the baseline" in summary
    write("satu", SOURCED, RUMOR, ACCUSED)
    assert check()[:2] == (1, ["drafts/satu.txt ACCUSE-NOSRC"])


def test_moving_a_paragraph_or_a_draft_changes_nothing() -> None:
    write("satu", SOURCED, RUMOR, PLAIN)
    run("baseline", "drafts")
    write("satu", SOURCED, PLAIN, RUMOR)
    assert check()[0] == 0
    Path("drafts", "satu.txt").rename("drafts/tiga.txt")
    assert check()[0] == 0
    assert run("baseline", "drafts", "--update").exit_code == 0
    assert codes() == ["drafts/dua.txt ACCUSE-NOSRC", "drafts/tiga.txt RUMOR"]


def test_the_same_sentence_in_another_draft_is_new() -> None:
    run("baseline", "drafts")
    write("tiga", SOURCED, RUMOR)
    assert check()[:2] == (1, ["drafts/tiga.txt RUMOR"])


def test_one_more_of_the_same_is_new() -> None:
    run("baseline", "drafts")
    write("satu", SOURCED, RUMOR, PLAIN, RUMOR)
    assert check()[:2] == (1, ["drafts/satu.txt RUMOR"])


def test_what_is_fixed_is_told_and_pruned() -> None:
    run("baseline", "drafts")
    write("satu", SOURCED)
    status, found, summary = check()
    assert (status, found) == (0, []) and "1 in the baseline fixed" in summary
    done = run("baseline", "drafts", "--prune")
    assert "1 dropped" in done.stderr and codes() == ["drafts/dua.txt ACCUSE-NOSRC"]
    write("satu", SOURCED, RUMOR)
    assert check()[0] == 1


def test_a_draft_that_was_not_looked_at_keeps_its_entries_and_one_that_is_gone_does_not() -> None:
    run("baseline", "drafts")
    assert "fixed" not in check("drafts/satu.txt")[2]
    assert "0 dropped" in run("baseline", "drafts/satu.txt", "--prune").stderr
    Path("drafts", "dua.txt").unlink()
    assert "1 in the baseline fixed" in check("drafts/satu.txt")[2]
    run("baseline", "drafts/satu.txt", "--prune")
    assert codes() == ["drafts/satu.txt RUMOR"]


def test_pruning_takes_up_nothing_new_and_updating_drops_nothing() -> None:
    run("baseline", "drafts")
    write("satu", SOURCED, ACCUSED)
    run("baseline", "drafts", "--prune")
    assert codes() == ["drafts/dua.txt ACCUSE-NOSRC"]
    write("dua", SOURCED)
    run("baseline", "drafts", "--update")
    assert codes() == ["drafts/dua.txt ACCUSE-NOSRC", "drafts/satu.txt ACCUSE-NOSRC"]


def test_date_reason_and_owner_are_those_of_the_day_it_was_taken_up() -> None:
    run("baseline", "drafts", "--reason", "sebelum attrib dipakai", "--owner", "meja sunting")
    text = Path(DEFAULT).read_text(encoding="utf-8")
    old = [entry["date"] for entry in entries()]
    Path(DEFAULT).write_text(text.replace(old[0], "2024-02-03"), encoding="utf-8")
    write("satu", SOURCED, RUMOR, ACCUSED)
    done = run("baseline", "drafts", "--update", "--owner", "desk kota")
    told = [(e["code"], e["date"], e.get("reason"), e["owner"]) for e in entries()]
    assert told == [
        ("ACCUSE-NOSRC", "2024-02-03", "sebelum attrib dipakai", "meja sunting"),
        ("ACCUSE-NOSRC", old[0], None, "desk kota"),
        ("RUMOR", "2024-02-03", "sebelum attrib dipakai", "meja sunting"),
    ]
    assert "1 new" in done.stderr and "the oldest since 2024-02-03" in done.stderr


def test_it_has_a_line_an_entry_and_is_written_the_same_again() -> None:
    run("baseline", "drafts")
    text = Path(DEFAULT).read_bytes()
    assert len(text.splitlines()) == len(entries()) + 2
    run("baseline", "drafts", "--update", "--prune")
    assert Path(DEFAULT).read_bytes() == text


def test_lines_of_two_branches_can_both_be_kept() -> None:
    run("baseline", "drafts")
    lines = Path(DEFAULT).read_text(encoding="utf-8").splitlines()
    Path(DEFAULT).write_text("\n".join([*lines[:2], *lines[1:]]), encoding="utf-8")
    assert check()[0] == 0
    run("baseline", "drafts", "--update")
    assert Path(DEFAULT).read_text(encoding="utf-8").splitlines() == lines


def test_paths_begin_at_the_baseline_wherever_attrib_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    run("baseline", "drafts")
    monkeypatch.chdir("drafts")
    done = run("check", ".", "--baseline", f"../{DEFAULT}", "--fail-on", "info")
    assert done.exit_code == 0 and "2 known to the baseline" in done.stderr


def test_what_a_comment_waives_is_not_taken_up() -> None:
    write("satu", SOURCED, f"[attrib: abaikan RUMOR – legenda, bukan kabar]\n{RUMOR}")
    run("baseline", "drafts")
    assert codes() == ["drafts/dua.txt ACCUSE-NOSRC"]


def test_an_excerpt_can_steer_no_terminal() -> None:
    write("satu", SOURCED, "Bupati itu menyuap\x1b[31m\u202e tiga anggota dewan.")
    run("baseline", "drafts")
    assert not {"\x1b", "\u202e"} & set(Path(DEFAULT).read_text(encoding="utf-8"))


# What must not happen to a file.

WHOLE = '{"schema": "attrib-baseline/1", "findings": []}'
ENTRY = '{"path": "a", "code": "b", "excerpt": "c", "fingerprint": "d", "date": "e"}'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "cut short or damaged"),
        (WHOLE[:-3], "cut short or damaged"),
        ("[]", "is no baseline"),
        (WHOLE.replace("/1", "/7"), "is of attrib-baseline/7"),
        (WHOLE.replace("[]", "{}"), "damaged"),
        (WHOLE.replace("[]", "[" + ENTRY.replace("code", "kode") + "]"), "damaged"),
        (WHOLE.replace("[]", "[" + ENTRY.replace('"b"', "7") + "]"), "`str`"),
        (WHOLE.replace("[]", f"[\n<<<<<<< HEAD\n{ENTRY}\n>>>>>>> lain\n]"), "a merge that is not finished"),
    ],
)
def test_a_damaged_baseline_is_refused_and_left_as_it_is(content: str, said: str) -> None:
    Path(DEFAULT).write_text(content, encoding="utf-8")
    for arguments in (
        ("check", "drafts", "--baseline", DEFAULT),
        ("baseline", "drafts", "--update"),
        ("baseline", "drafts", "--prune"),
    ):
        done = run(*arguments)
        assert done.exit_code == 2 and done.stdout == ""
        assert said in done.stderr and done.stderr.startswith(f"{DEFAULT}: ")
    assert Path(DEFAULT).read_text(encoding="utf-8") == content


def test_a_baseline_that_is_there_is_not_overwritten_unasked() -> None:
    Path(DEFAULT).write_text(WHOLE, encoding="utf-8")
    done = run("baseline", "drafts")
    assert done.exit_code == 2 and "--update" in done.stderr
    assert Path(DEFAULT).read_text(encoding="utf-8") == WHOLE


def test_nothing_is_written_if_a_draft_cannot_be_read() -> None:
    Path("drafts", "rusak.txt").write_bytes(b"caf\xe9 di desa itu")
    done = run("baseline", "drafts")
    assert done.exit_code == 2 and "rusak.txt" in done.stderr and not Path(DEFAULT).exists()


def test_a_run_that_breaks_off_leaves_the_old_file(monkeypatch: pytest.MonkeyPatch) -> None:
    run("baseline", "drafts")
    before = Path(DEFAULT).read_bytes()
    write("satu", SOURCED, RUMOR, ACCUSED)
    monkeypatch.setattr("attrib.baseline.json.dumps", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        CliRunner().invoke(cli, ["baseline", "drafts", "--update"], catch_exceptions=False)
    assert Path(DEFAULT).read_bytes() == before and [path.name for path in Path().iterdir() if "tmp" in path.name] == []
