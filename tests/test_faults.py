"""When the machine fails: a full disk, a signal, two runs at once, a damaged file. Nothing is lost or half-written."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from errno import ENOSPC, EROFS
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from made import W, docx, docx_of_xml, paragraph, zipped

import attrib.analyze
import attrib.run
from attrib import lexicon, output, revise
from attrib.cli import cli
from attrib.config import Exit
from attrib.errors import UsageError
from attrib.lexicon import cache
from attrib.limits import MIB
from attrib.model import Analysis, Draft
from attrib.output import write_file
from attrib.reports import REPORTS

RUMOUR = "Konon, bupati itu akan mundur."
OLD = "laporan lama"
ROOT = Path(__file__).parent.parent


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(RUMOUR)
    (tmp_path / "laporan").write_text(OLD)
    return tmp_path


def invoked(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def process(*arguments: str, **how: Any) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **how.pop("env", {})}
    how = {"capture_output": True} | how
    return subprocess.run([sys.executable, "-m", "attrib", *arguments], env=environment, text=True, check=False, **how)


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


# A full disk, a folder that cannot be written.


def cramped(most: int) -> Callable[[], None]:
    """Let no file of a process grow beyond so many bytes, as if the disk were full then."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@pytest.mark.parametrize("name", ["json", "html", "table"])
def test_a_report_that_finds_no_room_leaves_the_old_one(name: str, folder: Path) -> None:
    done = process("check", "a.txt", "-q", "--format", name, "-o", "laporan", preexec_fn=cramped(100))
    assert done.returncode == Exit.FAILED and done.stdout == ""
    assert done.stderr == "laporan: the report cannot be written there (File too large)\n"
    assert (folder / "laporan").read_text() == OLD and names(folder) == ["a.txt", "laporan"]


def test_a_baseline_that_finds_no_room_leaves_the_old_one(folder: Path) -> None:
    (folder / "b.txt").write_text("Bupati itu menyuap hakim.\n\n" * 30)
    assert invoked("baseline", "a.txt", "-o", "dasar").exit_code == Exit.CLEAN
    before = (folder / "dasar").read_bytes()
    done = process("baseline", ".", "-o", "dasar", "--update", "-q", preexec_fn=cramped(len(before)))
    assert done.returncode == Exit.FAILED and "cannot be written there (File too large)" in done.stderr
    assert (folder / "dasar").read_bytes() == before and names(folder) == ["a.txt", "b.txt", "dasar", "laporan"]


def test_a_cache_that_finds_no_room_is_no_error(folder: Path) -> None:
    done = process(
        "check", "a.txt", "-q", "--format", "concise", env={"ATTRIB_CACHE_DIR": "kas"}, preexec_fn=cramped(9999)
    )
    assert done.returncode == Exit.FINDINGS and "RUMOR" in done.stdout and done.stderr == ""
    assert [name for name in names(folder / "kas") if name != "results"] == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("name", REPORTS)
def test_a_report_in_any_format_says_that_the_disk_is_full(name: str, folder: Path) -> None:
    done = invoked("check", "a.txt", "-q", "--format", name, "-o", "/dev/full")
    assert done.exit_code == Exit.FAILED
    assert done.stderr == "/dev/full: the report cannot be written there (No space left on device)\n"


@pytest.mark.parametrize("where", ["/tiada/di/sini", "/dev/full"])
def test_no_room_for_temporary_files_is_told(where: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "_MOST_KEPT", 10)
    monkeypatch.setattr(tempfile, "tempdir", where)
    done = invoked("check", "a.txt", "-q", "--format", "json")
    assert done.exit_code == Exit.FAILED and done.stdout == ""
    assert done.stderr.startswith("temporary files: cannot be written (")
    assert done.stderr.endswith("make room there, or name another folder with TMPDIR\n")


@pytest.mark.parametrize("error", [OSError(EROFS, "Read-only file system"), PermissionError(13, "Permission denied")])
def test_a_folder_that_cannot_be_written_is_told(error: OSError, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UsageError, match=f"cannot be written there \\({error.strerror}\\)"):
        write_file("laporan", ["baru"])
    assert (folder / "laporan").read_text() == OLD and names(folder) == ["a.txt", "laporan"]


@pytest.mark.parametrize("name", ["/", ".", "./", "..", "a.txt/x", "tiada/x", "x" * 300, "a\0b"])
def test_a_place_where_nothing_can_be_written_is_one_line(name: str, folder: Path) -> None:
    with pytest.raises(UsageError, match="the report cannot be written there") as caught:
        write_file(name, ["baru"])
    assert "\n" not in str(caught.value) and names(folder) == ["a.txt", "laporan"]


def test_a_name_may_be_as_long_as_the_system_lets_it(folder: Path) -> None:
    write_file("x" * 255, ["baru"])
    assert (folder / ("x" * 255)).read_text() == "baru"


def test_a_report_keeps_the_permissions_of_the_old_one_and_the_link_to_it(folder: Path) -> None:
    (folder / "laporan").chmod(0o640)
    (folder / "tautan").symlink_to("laporan")
    write_file("tautan", ["baru"])
    assert (folder / "tautan").is_symlink() and (folder / "laporan").read_text() == "baru"
    assert (folder / "laporan").stat().st_mode & 0o777 == 0o640


def test_a_link_planted_where_the_report_is_made_is_not_followed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "urandom", bytes)
    (folder / f".attrib-{'00' * 8}.tmp").symlink_to("a.txt")
    with pytest.raises(UsageError, match="File exists"):
        write_file("laporan", ["baru"])
    assert (folder / "a.txt").read_text() == RUMOUR and (folder / "laporan").read_text() == OLD


# Pipes and signals.


@pytest.mark.parametrize("name", ["html", "json", "full"])
def test_a_reader_that_hangs_up_is_no_error(name: str, folder: Path) -> None:
    (folder / "b.txt").write_text((RUMOUR + "\n\n") * 3000)
    command = f"{sys.executable} -m attrib check . -q --format {name} | head -c 1000 | wc -c"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("1000", "")


def test_a_pipe_that_is_full_for_now_is_waited_for(folder: Path) -> None:
    (folder / "b.txt").write_text((RUMOUR + "\n\n") * 1000)
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    command = [sys.executable, "-m", "attrib", "check", "b.txt", "-q", "--format", "json"]
    with subprocess.Popen(command, stdout=writing, stderr=subprocess.PIPE) as running:
        os.close(writing)
        time.sleep(1)
        with os.fdopen(reading, "rb") as stream:
            assert len(json.loads(stream.read())["files"][0]["statements"]) == 1000
        assert running.stderr and running.stderr.read() == b""


def test_a_run_without_standard_streams_still_ends_as_it_should(folder: Path) -> None:
    for closed in (">&-", "2>&-", "<&-", ">&- 2>&- <&-"):
        done = subprocess.run(
            f"{sys.executable} -m attrib check a.txt {closed}", shell=True, capture_output=True, check=False
        )
        assert done.returncode == Exit.FINDINGS and b"Traceback" not in done.stderr


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_run_quietly(number: signal.Signals, status: int, folder: Path) -> None:
    command = [sys.executable, "-m", "attrib", "check", "-", "-o", "laporan"]
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **streams) as running:  # type: ignore[call-overload]
        time.sleep(1)
        running.send_signal(number)
        stdout, stderr = running.communicate(timeout=30)
    assert (running.returncode, stdout, stderr) == (status, b"", b"")
    assert (folder / "laporan").read_text() == OLD and names(folder) == ["a.txt", "laporan"]


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), SystemExit(143), MemoryError(), OSError(ENOSPC, "full")])
def test_a_report_that_breaks_off_half_way_leaves_the_old_one(fault: BaseException, folder: Path) -> None:
    def parts() -> Iterator[str]:
        yield "x" * MIB
        assert len(names(folder)) == 3
        raise fault

    with pytest.raises((type(fault), UsageError)):
        write_file("laporan", parts())
    assert (folder / "laporan").read_text() == OLD and names(folder) == ["a.txt", "laporan"]


# Two runs at once, and the clock.


def test_many_runs_share_a_cache_that_is_not_there_yet(folder: Path) -> None:
    def run(_: int) -> tuple[int, str, str]:
        done = process("check", "a.txt", "-q", "--format", "json", env={"ATTRIB_CACHE_DIR": "kas"})
        return done.returncode, done.stdout, done.stderr

    with ThreadPoolExecutor(4) as pool:
        outcomes = set(pool.map(run, range(4)))
    assert len(outcomes) == 1 and outcomes.pop()[::2] == (Exit.FINDINGS, "")
    assert [name[:8] for name in names(folder / "kas")] == ["lexicon-", "results"]
    assert len(names(folder / "kas" / "results")) == 1


@pytest.mark.parametrize("there", [False, True])
def test_two_runs_on_one_baseline_lose_nothing(there: bool, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "b.txt").write_text("Kabarnya, jalan itu ditutup.")
    if there:
        invoked("baseline", "a.txt", "-o", "dasar")
    check = attrib.run.check

    def slow(*arguments: Any) -> Any:
        monkeypatch.setattr(revise, "check", check)
        assert invoked("baseline", "b.txt", "-o", "dasar", *(["--update"] if there else [])).exit_code == Exit.CLEAN
        return check(*arguments)

    monkeypatch.setattr(revise, "check", slow)
    done = invoked("baseline", "a.txt", "-o", "dasar", *(["--update"] if there else []))
    assert done.exit_code == Exit.FAILED and "another run has written it meanwhile: run this again" in done.stderr
    paths = {entry["path"] for entry in json.loads((folder / "dasar").read_text())["findings"]}
    assert paths == ({"a.txt", "b.txt"} if there else {"b.txt"})


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ATTRIB_CACHE_DIR", str(tmp_path / "kas"))
    return tmp_path / "kas"


def test_a_clock_that_goes_back_costs_no_cache(own_cache: Path) -> None:
    rules = lexicon.load()
    for number in range(6):
        later = own_cache / f"lexicon-{number}.json"
        later.write_text("{}")
        os.utime(later, (time.time() + 9000 + number,) * 2)
    cache.store(rules)
    assert cache.fetch(rules.digest) is not None
    assert names(own_cache) == sorted([f"lexicon-{n}.json" for n in (3, 4, 5)] + [f"lexicon-{rules.digest}.json"])


def test_what_a_killed_run_left_is_removed_and_what_another_writes_is_not(own_cache: Path) -> None:
    rules = lexicon.load()
    for name, age in (("partial-lama.json", 9000), ("partial-esok.json", -9000), ("partial-kini.json", 5)):
        (own_cache / name).write_text("{")
        os.utime(own_cache / name, (time.time() - age,) * 2)
    cache.store(rules)
    assert names(own_cache) == [f"lexicon-{rules.digest}.json", "partial-kini.json"]


# Damaged files.


def as_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def unfinished(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def garbled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def endless(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(1 << 40)


@pytest.mark.parametrize(
    "damage",
    [as_pipe, as_folder, unfinished, garbled, endless, lambda path: path.write_bytes(b""), lambda path: path.write_bytes(b"\xff" * 99)],
)  # fmt: skip
def test_a_damaged_cache_is_made_anew(damage: Callable[[Path], None], own_cache: Path) -> None:
    rules = lexicon.load()
    file = own_cache / f"lexicon-{rules.digest}.json"
    whole = file.read_bytes()
    damage(file)
    assert cache.fetch(rules.digest) is None
    assert lexicon.load().digest == rules.digest
    assert file.is_dir() or file.read_bytes() == whole


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.99])
def test_a_baseline_cut_short_is_refused_and_stays(share: float, folder: Path) -> None:
    (folder / "b.txt").write_text("Kabarnya, jalan itu ditutup.")
    invoked("baseline", ".", "-o", "dasar")
    whole = (folder / "dasar").read_bytes()
    cut = whole[: int(len(whole) * share)]
    (folder / "dasar").write_bytes(cut)
    for command in (("check", ".", "--baseline", "dasar"), ("baseline", ".", "-o", "dasar", "--update")):
        done = invoked(*command)
        assert done.exit_code == Exit.FAILED and done.stdout == ""
        assert done.stderr.startswith("dasar: the baseline is cut short or damaged") and done.stderr.count("\n") == 1
    assert (folder / "dasar").read_bytes() == cut


# A bad draft among a hundred good ones.


def bomb() -> bytes:
    return docx(" " * (9 << 20))


def locked() -> bytes:
    data = bytearray(docx(paragraph("Isi.")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 1)
    return bytes(data)


BAD: dict[str, tuple[str, bytes | Callable[[Path], object], str]] = {
    "empty": ("x.txt", b"", "is empty"),
    "blank": ("x.txt", b" \n\t\n", "is empty"),
    "Latin-1": ("x.txt", "kafé itu tutup".encode("latin-1"), "looks like Latin-1"),
    "UTF-16": ("x.md", RUMOUR.encode("utf-16"), "is UTF-16"),
    "UTF-16 without a mark": ("x.txt", RUMOUR.encode("utf-16-le"), "is UTF-16LE"),
    "UTF-32": ("x.txt", RUMOUR.encode("utf-32"), "is UTF-32"),
    "cut in a character": ("x.txt", "kafé".encode()[:-1], "is cut off"),
    "NUL": ("x.txt", b"Konon\0 bupati", "a NUL at byte 5"),
    "binary": ("x.txt", bytes(range(256)) * 4, "is binary"),
    "too large": ("x.txt", lambda path: os.truncate(make(path), 1 << 40), "goes beyond max-bytes"),
    "too many lines": ("x.txt", b"x\n" * 1_000_001, "goes beyond max-lines"),
    "too many quotes": ("x.txt", b'"' * 2_000_001, "goes beyond max-quotes"),
    "too deep": ("x.html", b"<b>" * 10_001 + b"Isi.", "goes beyond max-depth"),
    "page without words": ("x.html", b"<script>x</script>", "holds no text"),
    "page in Latin-1": ("x.htm", b"<p>kaf\xe9 itu", "looks like Latin-1"),
    "no archive": ("x.docx", b"Isi.", "is not a .docx"),
    "PDF": ("x.docx", b"%PDF-1.7", "is a PDF"),
    "cut archive": ("x.docx", docx(paragraph("Isi."))[:-40], "is broken"),
    "garbled archive": ("x.odt", b"PK\x03\x04" + b"\xff" * 500, "is broken"),
    "archive of nothing": ("x.odt", zipped({"a": "b"}), "has no content.xml"),
    "locked archive": ("x.docx", locked(), "locked by a password"),
    "bomb": ("x.docx", bomb(), "which is refused"),
    "broken markup": ("x.docx", docx_of_xml(f"<w:document {W}><w:body>"), "is not sound XML"),
    "entities": ("x.docx", docx_of_xml('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "(DTD), which is refused"),
    "pipe": ("x.txt", os.mkfifo, "is not a regular file"),
    "device": ("x.txt", lambda path: path.symlink_to("/dev/zero"), "is not a regular file"),
    "link to itself": ("x.txt", lambda path: path.symlink_to("x.txt"), "symbolic links"),
    "link to nothing": ("x.txt", lambda path: path.symlink_to("tiada"), "no such file"),
}


def make(path: Path) -> Path:
    path.write_text("x")
    return path


@pytest.fixture(scope="module")
def hundred(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Return a folder of ninety-nine good drafts, and the report of each as it is without a bad one."""
    folder = tmp_path_factory.mktemp("seratus")
    for number in range(99):
        words = f'{RUMOUR}\n\n"Harga naik {number} persen," kata Budi Santoso, ketua koperasi. Ia pulang.\n'
        (folder / f"{number:02}.txt").write_text(words)
    lines, errors, status = reports(folder)
    assert (len(lines), errors, status) == (99, [], Exit.FINDINGS)
    return folder, lines


def reports(folder: Path) -> tuple[list[str], list[dict[str, str]], int]:
    """Return the report of each draft as it is printed, the errors, and the status."""
    done = invoked("check", str(folder), "--format", "json", "-q", "--lang", "en")
    value = json.loads(done.stdout)
    assert [error["path"] + ": " + error["message"] for error in value["errors"]] == done.stderr.splitlines()
    lines = [line.removesuffix(",") for line in done.stdout.splitlines() if line.startswith('{"path"')]
    return lines[: len(value["files"])], value["errors"], done.exit_code


def assert_alone(hundred: tuple[Path, list[str]], name: str, told: str) -> None:
    """Ninety-nine reports as they were, one error, status 2."""
    folder, lines = hundred
    found, (error,), status = reports(folder)
    assert found == lines and status == Exit.FAILED
    assert error["path"] == f"{folder}/{name}" and told in error["message"] and "\n" not in error["message"]


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_draft_fails_alone(kind: str, hundred: tuple[Path, list[str]]) -> None:
    name, content, told = BAD[kind]
    path = hundred[0] / name
    try:
        if callable(content):
            content(path)
        else:
            path.write_bytes(content)
        assert_alone(hundred, name, told)
    finally:
        path.unlink()


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (RecursionError("too deep"), "attrib itself failed on it (RecursionError: too deep)"),
        (ValueError("satu\ndua"), "attrib itself failed on it (ValueError: satu)"),
        (MemoryError(), "needs more memory than there is"),
    ],
)
def test_a_draft_that_breaks_attrib_itself_fails_alone(
    fault: Exception, told: str, hundred: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    analyze = attrib.analyze.analyze

    def breaks(draft: Draft, *others: Any) -> Analysis:
        if draft.path.endswith("/x.txt"):
            raise fault
        return analyze(draft, *others)

    monkeypatch.setattr(attrib.analyze, "analyze", breaks)
    path = make(hundred[0] / "x.txt")
    try:
        assert_alone(hundred, "x.txt", told)
    finally:
        path.unlink()
