"""An archive whose run is killed: whatever the moment, the next run goes on, and no row is lost or there twice."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from archive_bench import Trial, trial
from archives import RUMOUR, invoked, left, lines, packed, records, rows, words

from attrib.archive import inputs, store
from attrib.archive.part import from_file
from attrib.config import Exit

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and forks")

STEPS = ("mkdir", "fsync", "replace", "unlink", "rmdir")
"""Whatever changes files goes through one of these, or `open`."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an archive, which is done in many parts, one bad record in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(inputs, "PART_DOCUMENTS", 2)
    made = lines(records(7)).splitlines()
    (tmp_path / "arsip.jsonl").write_text("\n".join([*made[:3], "{rusak", *made[3:]]))
    return tmp_path


def killed_at(step: int, *arguments: str) -> bool:
    """Run an archive in a process that is killed when it is about to change files for that time; whether it was."""
    child = os.fork()
    if child == 0:
        try:
            _kill_at(step)
            invoked(*arguments)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _kill_at(step: int) -> None:
    left_over = [step]

    fsync, truncate = os.fsync, os.ftruncate

    def counted(function: Any) -> Any:
        def call(*arguments: Any, **options: Any) -> Any:
            if left_over[0] == 0:
                if function is fsync and os.path.isfile(f"/dev/fd/{arguments[0]}"):
                    # As if it had not all been written yet.
                    truncate(arguments[0], os.fstat(arguments[0]).st_size // 2)
                os.kill(os.getpid(), signal.SIGKILL)
            left_over[0] -= 1
            return function(*arguments, **options)

        return call

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))
    vars(store)["from_file"] = counted(from_file)


@pytest.mark.parametrize("out", ["hasil.jsonl", "hasil.parquet"])
def test_a_kill_at_any_step_loses_and_doubles_nothing(out: str, folder: Path) -> None:
    if out.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    assert invoked("arsip.jsonl", out, "--jobs", "1").exit_code == Exit.FAILED
    whole = left(folder / out)
    assert list(whole) == [out, f"{out}.errors.jsonl", f"{out}.totals.json"]
    step = 0
    while True:
        for path in folder.glob(f"{out}*"):
            path.unlink()
        killed = killed_at(step, "arsip.jsonl", out, "--jobs", "1")
        assert invoked("arsip.jsonl", out, "--jobs", "1").exit_code == Exit.FAILED
        assert left(folder / out) == whole, step
        if not killed:
            break
        step += 1
    assert step > 20


def test_a_kill_in_every_run_gets_there_all_the_same(folder: Path) -> None:
    invoked("arsip.jsonl", "utuh.jsonl")
    runs = 0
    while killed_at(7 + runs, "arsip.jsonl", "hasil.jsonl", "--jobs", "1"):
        runs += 1
        assert runs < 30
    assert runs >= 3
    assert rows(folder / "hasil.jsonl") == rows(folder / "utuh.jsonl")


def test_what_is_done_is_not_done_again(folder: Path) -> None:
    assert killed_at(12, "arsip.jsonl", "hasil.jsonl", "--jobs", "1")
    done = 0
    for path in (folder / "hasil.jsonl.parts").glob("part-*"):
        with path.open("rb") as file:
            made = from_file(file)
        assert made
        done += made.summary["documents"]
    result = invoked("arsip.jsonl", "hasil.jsonl", "--lang", "en")
    assert 0 < done < 7 and f"; {7 - done} documents judged now" in result.stderr
    again = invoked("arsip.jsonl", "hasil.jsonl", "--lang", "en")
    assert again.exit_code == Exit.FAILED and "; 0 documents judged now" in again.stderr
    assert again.stdout == result.stdout


@pytest.mark.parametrize(("jobs", "once", "same"), [(1, False, True), (2, False, True), (2, True, None)])
def test_kills_at_random_lose_and_double_nothing(jobs: int, once: bool, same: bool | None, tmp_path: Path) -> None:
    """The small form of `make archive-bench`: real processes, real SIGKILL."""
    outcome = trial(Trial(tmp_path, articles=300, kills=3, jobs=jobs, part=16, seed=jobs, once=once))
    assert (outcome.lost, outcome.doubled, outcome.same, outcome.kills) == (0, 0, same, 3)
    assert outcome.orphans == 0


# Not to be mixed.


def change_bytes(folder: Path) -> None:
    data = (folder / "arsip.jsonl").read_bytes()
    state = (folder / "arsip.jsonl").stat()
    (folder / "arsip.jsonl").write_bytes(data.replace(b"Budi", b"Beni"))
    os.utime(folder / "arsip.jsonl", ns=(state.st_atime_ns, state.st_mtime_ns))


def add_a_record(folder: Path) -> None:
    with (folder / "arsip.jsonl").open("a") as file:
        file.write("\n" + lines(records(1)))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--section", "opinion"], "section hard-news, not opinion"),
        (["--rules", "aturan"], "other rules"),
        (["--text-field", "isi"], "text-field text, not isi"),
        (["--no-suppress"], "suppress True, not False"),
        ([change_bytes], "another input"),
        ([add_a_record], "another input"),
    ],
)
def test_other_input_or_terms_are_refused(arguments: list[Any], told: str, folder: Path) -> None:
    (folder / "aturan").mkdir()
    (folder / "aturan" / "x.toml").write_text(
        '[[cue]]\nid = "cetus"\nframe = "post"\nact = "speech"\nforms = ["cetus"]\n'
        'yes = [\'"Harga turun," {cetus} [Budi Santoso].\']\nno = ["Gagasan itu dicetuskan Senin."]\n'
    )
    assert killed_at(12, "arsip.jsonl", "hasil.jsonl", "--jobs", "1")
    invoked("arsip.jsonl", "selesai.jsonl", "--jobs", "1")
    for change in filter(callable, arguments):
        change(folder)
    options = [argument for argument in arguments if isinstance(argument, str)]
    hint = "give another name for the result, or begin again with --fresh"
    for out, what in (
        ("hasil.jsonl", f"{folder}/hasil.jsonl.parts: was begun with"),
        ("selesai.jsonl", "selesai.jsonl: is the result of"),
    ):
        before = left_of_both(folder)
        result = invoked("arsip.jsonl", out, *options)
        assert result.exit_code == Exit.FAILED and result.stderr == f"{what} {told}; {hint}\n"
        assert left_of_both(folder) == before
        assert invoked("arsip.jsonl", out, *options, "--fresh").exit_code == Exit.FAILED
        invoked("arsip.jsonl", "baru.jsonl", *options, "--fresh")
        assert (folder / out).read_bytes() == (folder / "baru.jsonl").read_bytes()


def left_of_both(folder: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "lock"
    }


def test_another_folder_is_refused(folder: Path) -> None:
    (folder / "naskah").mkdir()
    for number in range(7):
        (folder / "naskah" / f"{number}.txt").write_text(words(number))
    assert killed_at(12, "naskah", "hasil.jsonl", "--jobs", "1")
    (folder / "naskah" / "3.txt").write_text(RUMOUR)
    assert "was begun with another input" in invoked("naskah", "hasil.jsonl").stderr


def test_an_input_that_changes_meanwhile_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = store.Store.keep

    def kept(self: store.Store, number: int, made: Any) -> None:
        keep(self, number, made)
        add_a_record(folder)

    monkeypatch.setattr(store.Store, "keep", kept)
    result = invoked("arsip.jsonl", "hasil.jsonl", "--jobs", "1")
    assert result.exit_code == Exit.FAILED and "has changed while it was read" in result.stderr
    assert not (folder / "hasil.jsonl").exists()


def test_one_result_in_two_forms(folder: Path) -> None:
    pytest.importorskip("pyarrow")
    for out in ("hasil.jsonl", "hasil.parquet"):
        invoked("arsip.jsonl", out)
    for out in ("hasil.jsonl", "hasil.parquet"):
        assert "0 naskah baru dinilai" in invoked("arsip.jsonl", out).stderr


def test_fresh_keeps_the_old_result_until_there_is_a_new_one(folder: Path) -> None:
    invoked("arsip.jsonl", "hasil.jsonl")
    old = (folder / "hasil.jsonl").read_bytes()
    packed(folder / "lain.jsonl.gz", lines(records(9)))
    assert killed_at(12, "lain.jsonl.gz", "hasil.jsonl", "--fresh", "--jobs", "1")
    assert (folder / "hasil.jsonl").read_bytes() == old
    assert invoked("lain.jsonl.gz", "hasil.jsonl").exit_code == 0
    assert len(rows(folder / "hasil.jsonl")) == 9 and "hasil.jsonl.errors.jsonl" not in left(folder / "hasil.jsonl")


def test_two_runs_at_once_are_refused(folder: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    (folder / "hasil.jsonl.parts").mkdir()
    code = f"import fcntl, sys; f = open({str(folder / 'hasil.jsonl.parts' / 'lock')!r}, 'w'); fcntl.lockf(f, {fcntl.LOCK_EX}); print(flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline()
        result = invoked("arsip.jsonl", "hasil.jsonl")
        other.communicate(b"")
    assert result.stderr == "hasil.jsonl: another run is at work on it; wait until it is done\n"
    assert invoked("arsip.jsonl", "hasil.jsonl", "-q").exit_code == Exit.FAILED and (folder / "hasil.jsonl").exists()


@pytest.mark.parametrize("damage", ["cut", "garbled", "empty"])
def test_a_damaged_part_is_made_anew(damage: str, folder: Path) -> None:
    invoked("arsip.jsonl", "utuh.jsonl")
    assert killed_at(12, "arsip.jsonl", "hasil.jsonl", "--jobs", "1")
    part = folder / "hasil.jsonl.parts" / "part-0000000"
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= damage == "garbled"
    part.write_bytes(bytes(data[: {"cut": -9, "garbled": len(data), "empty": 0}[damage]]))
    result = invoked("arsip.jsonl", "hasil.jsonl")
    assert result.stderr.endswith("is damaged, and removed; the same command makes it anew\n")
    assert invoked("arsip.jsonl", "hasil.jsonl", "-q").exit_code == Exit.FAILED
    assert rows(folder / "hasil.jsonl") == rows(folder / "utuh.jsonl")


def test_a_damaged_manifest_begins_again(folder: Path) -> None:
    assert killed_at(12, "arsip.jsonl", "hasil.jsonl", "--jobs", "1")
    (folder / "hasil.jsonl.parts" / "manifest.json").write_text("{")
    assert "; 7 naskah baru dinilai" in invoked("arsip.jsonl", "hasil.jsonl").stderr


@pytest.fixture
def no_room(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("attrib.archive.totals.Totals.add", full)
    yield
    monkeypatch.undo()


def test_no_room_for_the_totals_is_told(no_room: None, folder: Path) -> None:
    result = invoked("arsip.jsonl", "hasil.jsonl")
    assert result.exit_code == Exit.FAILED and "cannot be written (database or disk is full)" in result.stderr
    assert not (folder / "hasil.jsonl").exists()


def test_a_signal_leaves_what_is_done(tmp_path: Path) -> None:
    (tmp_path / "arsip.jsonl").write_text(lines(records(4000)))
    command = [sys.executable, "-m", "attrib", "archive", "arsip.jsonl", "hasil.jsonl", "-q", "--jobs", "2"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=-1, stderr=-1) as running:
        parts = tmp_path / "hasil.jsonl.parts"
        while running.poll() is None and not list(parts.glob("part-*")):
            pass
        running.send_signal(signal.SIGTERM)
        assert running.communicate(timeout=30) == (b"", b"") and running.returncode == 143
    assert json.loads((parts / "manifest.json").read_text())["name"] == "arsip.jsonl"
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True)
    assert (done.returncode, done.stderr, len(rows(tmp_path / "hasil.jsonl"))) == (0, b"", 4000)
    shutil.rmtree(tmp_path)
