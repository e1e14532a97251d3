"""Several processes: the same bytes as one gives, few tasks pending, a process that dies named, none left behind."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import attrib.analyze
import attrib.cli
from attrib import jobs, outlets, pool
from attrib.cli import cli
from attrib.config import Exit
from attrib.errors import DraftError, UsageError
from attrib.lexicon import RuleErrors, load
from attrib.model import Analysis, Draft
from attrib.pool import Pool, Ready
from attrib.progress import Watch
from attrib.readers import jsonl
from attrib.reports import REPORTS

ROOT = Path(__file__).parent.parent
RUMOUR = "Konon, bupati itu akan mundur."
SECONDS = re.compile(r"[\d.,]+ (detik|s)$", re.MULTILINE)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and forks")


def words(number: int) -> str:
    return f'{RUMOUR}\n\n"Harga naik {number} persen," kata Budi Santoso, ketua koperasi. Ia menyuap hakim.\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with drafts of all kinds, some of them bad, and an archive; tasks so small that there are many."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(jobs, "MOST_DRAFTS", 3)
    (tmp_path / "naskah").mkdir()
    for number in range(20):
        (tmp_path / "naskah" / f"{number:02}.txt").write_text(words(number))
    (tmp_path / "naskah" / "05.txt").write_bytes("kafé itu tutup".encode("latin-1"))
    (tmp_path / "naskah" / "halaman.html").write_text(f"<p>{RUMOUR}</p><script>x</script>")
    (tmp_path / "naskah" / "maklum.md").write_text(f"<!-- attrib: abaikan RUMOR – legenda -->\n\n{RUMOUR}\n")
    lines = [json.dumps({"id": n, "text": words(n)}) for n in range(30)]
    lines[4:4] = ["", "{rusak", '{"teks": ""}', "[]"]
    (tmp_path / "arsip.jsonl").write_text("\n".join(lines))
    return tmp_path


CETUS = (
    '[[cue]]\nid = "cetus"\nframe = "post"\nact = "speech"\nforms = ["cetus"]\n'
    'yes = [\'"Harga turun," {cetus} [Budi Santoso].\']\nno = ["Gagasan itu dicetuskan Senin."]\n'
)


def invoked(*arguments: str, **options: Any) -> Result:
    return CliRunner().invoke(cli, list(arguments), **options)


def told(result: Result) -> tuple[int, str, str]:
    return result.exit_code, result.stdout, SECONDS.sub("", result.stderr)


def assert_same(folder: Path, *arguments: str, **options: Any) -> Result:
    """Two and three processes say what one says, to the byte, in every place."""
    outcomes = []
    for number in "123":
        result = invoked("check", *arguments, "--jobs", number, **options)
        outcomes.append((*told(result), [(path.name, path.read_bytes()) for path in sorted(folder.glob("laporan*"))]))
    assert outcomes[0] == outcomes[1] == outcomes[2]
    assert not any(result.exception and not isinstance(result.exception, SystemExit) for result in [result])
    return result


# The same as one.


def test_every_report_is_the_same(folder: Path) -> None:
    reports = [f"--report={name}:laporan.{name}" for name in REPORTS]
    result = assert_same(folder, "naskah", "arsip.jsonl", "tiada.txt", *reports, "--min-severity", "warning")
    assert result.exit_code == Exit.FAILED and result.stderr.count("\n") == 6


@pytest.mark.parametrize(
    "arguments",
    [
        ("naskah", "arsip.jsonl", "--format", "json", "--lang", "en"),
        ("naskah", "--select", "RUMOR", "--fail-on", "info", "--format", "concise"),
        ("naskah", "--no-suppress", "--section", "opinion"),
        ("arsip.jsonl", "--id-field", "id", "--format", "json-lines"),
        ("naskah/00.txt", "naskah/01.txt", "--format", "concise"),
        ("naskah/00.txt",),
    ],
)
def test_every_option_is_the_same(folder: Path, arguments: tuple[str, ...]) -> None:
    assert_same(folder, *arguments)


def test_standard_input_has_its_turn(folder: Path) -> None:
    result = assert_same(folder, "naskah", "-", "--format", "concise", input=RUMOUR)
    assert result.stdout.startswith("-:1:1: ")
    lines = (folder / "arsip.jsonl").read_text()
    result = assert_same(folder, "-", "--stdin-filename", "b.jsonl", "--format", "concise", input=lines)
    assert result.stdout.startswith("b.jsonl:1:1:1: ")


def test_a_baseline_is_the_same(folder: Path) -> None:
    invoked("baseline", "naskah/00.txt", "naskah/01.txt", "naskah/maklum.md", "-o", "dasar")
    (folder / "naskah" / "01.txt").write_text("Sidang digelar Senin.")
    (folder / "naskah" / "00.txt").rename(folder / "naskah" / "baru.txt")
    result = assert_same(folder, "naskah", "--baseline", "dasar", "--format", "json")
    assert "sudah tercatat di baseline" in result.stderr and "sudah beres" in result.stderr


def test_a_change_is_the_same(folder: Path) -> None:
    (folder / "bekas.jsonl").write_text('{"text": "Konon, hujan."}\n{"text": ')
    for command in ("init -q", "add .", "-c user.name=a -c user.email=a@b commit -qm a"):
        subprocess.run(["git", *command.split()], check=True)
    (folder / "bekas.jsonl").write_text("".join(json.dumps({"text": words(n)}) + "\n" for n in range(9)))
    (folder / "naskah" / "03.txt").write_text(words(3) + "\nKabarnya, jalan itu ditutup.")
    paths = ("naskah", "arsip.jsonl", "bekas.jsonl")
    result = assert_same(folder, *paths, "--diff-base", "HEAD", "--format", "concise")
    assert result.stderr.count("versinya pada HEAD tidak dapat dibaca") == 1 and "tidak berubah" in result.stderr
    result = assert_same(folder, "/", *paths, "--diff-base", "HEAD")
    assert result.exit_code == Exit.FAILED and result.stdout == ""


def test_only_the_first_bad_lines_of_each_archive_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MOST_FAILURES", 5)
    for name, count in (("a", 17), ("b", 3)):
        (folder / f"{name}.jsonl").write_text("x\n" * count + json.dumps({"text": RUMOUR}))
    result = assert_same(folder, "a.jsonl", "b.jsonl", "--format", "json")
    assert len(json.loads(result.stdout)["errors"]) == 5 + 1 + 3
    assert "a.jsonl: 12 baris lagi tidak dapat dibaca; lihat yang pertama\n" in result.stderr


def test_pickled_work_is_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "START", "spawn")
    rules = folder / "aturan"
    rules.mkdir()
    (rules / "x.toml").write_text(CETUS)
    assert_same(folder, "naskah", "arsip.jsonl", "--rules", "aturan", "--format", "json", "--report", "html:laporan")


SETTINGS = """
lang = "en"
household-names = ["Budi Santoso"]
min-severity = "warning"
fail-on = "never"

[[override]]
paths = ["naskah/1*"]
section = "opinion"
extend-ignore = ["RUMOR"]
fail-on = "error"

[[override]]
paths = ["arsip.jsonl"]
text-field = "teks"
max-bytes = 300
"""


@pytest.mark.parametrize("start", ["fork", "spawn"] if sys.platform == "linux" else ["spawn"])
@pytest.mark.parametrize("cache", [(), ("--no-cache",)])
def test_settings_hold_in_every_process(
    cache: tuple[str, ...], start: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "START", start)
    monkeypatch.setenv("ATTRIB_CACHE_DIR", str(folder / "kas"))
    (folder / "attrib.toml").write_text(SETTINGS)
    (folder / "naskah" / "opini").mkdir()
    (folder / "naskah" / "opini" / "attrib.toml").write_text('rules = ["aturan"]\nselect = ["RUMOR"]\n')
    (folder / "naskah" / "opini" / "aturan").mkdir()
    (folder / "naskah" / "opini" / "aturan" / "x.toml").write_text(CETUS)
    (folder / "naskah" / "opini" / "a.txt").write_text('"Harga turun," cetus Budi Santoso.\n\nKonon, hujan.\n')
    paths = ("naskah", "arsip.jsonl", "--format", "json", "--report", "sarif:laporan.sarif")
    plain = invoked("check", *paths, "--no-cache", "--jobs", "1")
    for _ in "12":
        assert_same(folder, *paths, *cache)
    assert told(invoked("check", *paths, *cache, "--jobs", "2")) == told(plain)
    found = {file["path"]: {f["code"] for f in file["findings"]} for file in json.loads(plain.stdout)["files"]}
    assert "RUMOR" in found["naskah/00.txt"] - found["naskah/10.txt"] and found["naskah/opini/a.txt"] == {"RUMOR"}
    assert not [path for path in found if path.startswith("arsip.jsonl")] and plain.exit_code == Exit.FAILED
    assert (folder / "kas" / "results").is_dir() == (not cache)


def test_what_one_process_kept_another_finds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTRIB_CACHE_DIR", str(folder / "kas"))
    first = told(invoked("check", "naskah", "--jobs", "2", "--format", "json"))

    def analyze(*_: object) -> None:
        raise AssertionError("it is known")

    monkeypatch.setenv("ATTRIB_TRACEBACK", "1")
    monkeypatch.setattr(attrib.analyze, "analyze", analyze)
    for number in "123":
        assert told(invoked("check", "naskah", "--jobs", number, "--format", "json")) == first


def test_wrong_settings_are_told_before_a_process_begins(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "Pool", None)
    (folder / "naskah" / "z").mkdir()
    (folder / "naskah" / "z" / "a.txt").write_text(RUMOUR)
    (folder / "naskah" / "z" / "attrib.toml").write_text('ignore = ["RUMR"]\n')
    result = invoked("check", "naskah", "--jobs", "2")
    what = "ignore: no check has the code RUMR; did you mean RUMOR?"
    assert (result.exit_code, result.stdout) == (Exit.FAILED, "")
    assert result.stderr == f"naskah/z/attrib.toml:1: {what}\n"


# When it is worth it.


def test_little_is_done_by_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a process for so little")

    monkeypatch.setattr(pool, "Pool", refuse)
    assert invoked("check", "naskah", "--format", "concise").exit_code == Exit.FAILED
    monkeypatch.setattr(jobs, "cores", lambda: 2)
    monkeypatch.setattr(jobs, "WORTHWHILE", 1000)
    with pytest.raises(AssertionError, match="so little"):
        invoked("check", "naskah", catch_exceptions=False)


def test_the_environment_and_the_settings_say_how_many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def begun(number: int, *_: object) -> None:
        raise AssertionError(f"{number} processes")

    monkeypatch.setattr(pool, "Pool", begun)

    def how_many(*arguments: str, **environment: str) -> str:
        return str(invoked("check", "naskah", *arguments, env=environment).exception)

    assert how_many() == how_many(ATTRIB_JOBS="1") == str(Exit.FAILED.value)
    assert how_many(ATTRIB_JOBS="3") == "3 processes"
    (folder / "attrib.toml").write_text("jobs = 4\n")
    assert how_many() == "4 processes" and how_many(ATTRIB_JOBS="3") == "3 processes"
    assert how_many("--jobs", "2", ATTRIB_JOBS="3") == "2 processes"
    assert how_many("--jobs", "0") == str(Exit.FAILED.value), "little is done by one"
    (folder / "naskah" / "05.txt").unlink()
    assert invoked("baseline", "naskah").exit_code == Exit.CLEAN, "which needs no other process"
    assert invoked("check", "naskah", env={"ATTRIB_JOBS": "dua"}).exit_code == Exit.FAILED
    assert invoked("check", "naskah", "--jobs", "-1").exit_code == Exit.FAILED


def test_a_large_draft_keeps_no_other_from_other_processes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def begun(*_: object) -> None:
        raise AssertionError("several processes")

    monkeypatch.setattr(jobs, "AHEAD", 100)
    monkeypatch.setattr(pool, "Pool", begun)
    assert (folder / "naskah" / "00.txt").stat().st_size > jobs.AHEAD
    with pytest.raises(AssertionError, match="several"):
        invoked("check", "naskah", "--jobs", "2", catch_exceptions=False)


@pytest.mark.parametrize("number", ["1", "2", None])
def test_who_watches_is_told_of_each_file_once_and_of_none_before_its_turn(
    number: str | None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, int, int]] = []
    kept: list[object] = []

    @contextmanager
    def progress(shown: bool) -> Iterator[Watch]:
        yield lambda name, total: told.append((name, total, len(kept)))

    monkeypatch.setattr(attrib.cli, "progress", progress)
    monkeypatch.setattr(outlets.Outlets, "take", lambda _, pieces: kept.append(pieces))
    invoked("check", "naskah", "arsip.jsonl", *(["--jobs", number] if number else []))
    names = ["arsip.jsonl", *(f"naskah/{n:02}.txt" for n in range(20)), "naskah/halaman.html", "naskah/maklum.md"]
    assert [(name, total) for name, total, _ in told] == [(name, 23) for name in names]
    done = [count for _, _, count in told]
    assert done == sorted(done) and done[:2] == [0, 30] and done[-1] > 45


# A process that dies.


def deadly(monkeypatch: pytest.MonkeyPatch, end: Callable[[], object], *paths: str) -> None:
    """Let processes other than this one end at some drafts."""
    analyze, here = attrib.analyze.analyze, os.getpid()

    def ends(draft: Draft, *others: Any) -> Analysis:
        if os.getpid() != here and draft.path in paths:
            end()
        return analyze(draft, *others)

    monkeypatch.setattr(attrib.analyze, "analyze", ends)


@pytest.mark.parametrize(
    ("end", "how"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "SIGKILL"),
        (lambda: os.kill(os.getpid(), signal.SIGTERM), "SIGTERM"),
        (lambda: os._exit(7), "exit status 7"),
    ],
)
def test_a_process_that_dies_is_named_with_its_draft(
    end: Callable[[], object], how: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "naskah" / "05.txt").write_text(words(5))
    anew = ("check", "naskah", "--format", "json", "--lang", "en", "--no-cache")
    whole = json.loads(invoked(*anew).stdout)
    deadly(monkeypatch, end, "naskah/03.txt", "naskah/04.txt", "naskah/19.txt")
    result = invoked(*anew, "--jobs", "2", "-q")
    value = json.loads(result.stdout)
    hint = "if memory ran out, part it, or try --jobs 1"
    lines = [f"naskah/{n}.txt: the process that checked it was ended ({how}); {hint}" for n in ("03", "04", "19")]
    assert result.exit_code == Exit.FAILED and result.stderr.splitlines() == lines
    dead = [error["path"] for error in value["errors"]]
    assert value["files"] == [file for file in whole["files"] if file["path"] not in dead]


def test_a_process_that_dies_at_an_article_is_named_with_its_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew = ("check", "arsip.jsonl", "--format", "concise", "--no-cache")
    whole = invoked(*anew).stdout
    deadly(monkeypatch, lambda: os.kill(os.getpid(), signal.SIGKILL), "arsip.jsonl:20")
    result = invoked(*anew, "--jobs", "2")
    hint = "jika memori habis, bagilah, atau coba --jobs 1"
    assert f"arsip.jsonl:20: proses yang memeriksanya terhenti (SIGKILL); {hint}\n" in result.stderr
    rest = [line for line in whole.splitlines(keepends=True) if not line.startswith("arsip.jsonl:20:")]
    assert result.stdout == "".join(rest) != whole


def test_processes_that_cannot_begin_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_serve", lambda *_: os._exit(3))
    result = invoked("check", "naskah", "--jobs", "2")
    assert result.exit_code == Exit.FAILED and result.stdout == ""
    assert result.stderr == "--jobs: processes die before they do anything (exit status 3); try --jobs 1\n"


@pytest.mark.parametrize("most", [0, 1])
def test_without_more_processes_those_that_there_are_do_it(
    most: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = told(invoked("check", "naskah", "arsip.jsonl", "--format", "json"))
    fork, left = os.fork, [most]

    def forked() -> int:
        if not left[0]:
            raise BlockingIOError("Resource temporarily unavailable")
        left[0] -= 1
        return fork()

    monkeypatch.setattr(os, "fork", forked)
    assert told(invoked("check", "naskah", "arsip.jsonl", "--format", "json", "--jobs", "4")) == plain


def test_a_fault_of_ours_comes_back_with_its_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise KeyError("kata")

    monkeypatch.setattr(attrib.analyze, "analyze", fails)
    anew = ("check", "naskah", "--format", "json", "--no-cache")
    plain = told(invoked(*anew))
    assert told(invoked(*anew, "--jobs", "2")) == plain
    monkeypatch.setenv("ATTRIB_TRACEBACK", "1")
    with pytest.raises(KeyError) as caught:
        invoked(*anew, "--jobs", "2", catch_exceptions=False)
    assert "in fails" in "".join(caught.value.__notes__)


def test_a_wrong_setting_found_by_a_process_is_one_line(folder: Path) -> None:
    for number in "12":
        result = invoked("check", "naskah", "--jobs", number, env={"ATTRIB_MAX_BYTES": "banyak"})
        assert result.exit_code == Exit.FAILED and result.stdout == "" and result.stderr.count("\n") == 1


def test_errors_survive_a_pipe(tmp_path: Path) -> None:
    with pytest.raises(RuleErrors) as caught:
        load([tmp_path / "tiada"])
    for error in (UsageError("a", "b", "c"), DraftError("a", "b"), caught.value):
        assert str(pool._portable(error)) == str(error) and type(pool._portable(error)) is type(error)

    class LocalError(Exception):
        pass

    assert isinstance(pool._portable(LocalError("kata")), RuntimeError)


# The pool by itself.


def doubled(items: Sequence[int], tell: Callable[[int], None]) -> list[int]:
    for number, item in enumerate(items):
        tell(number)
        time.sleep(item % 3 / 500)
    return [2 * item for item in items]


def buried(item: int, how: str) -> int:
    return 0


def test_results_keep_their_order_and_few_are_pending() -> None:
    given: list[int] = []

    def tasks() -> Iterator[Sequence[int] | Ready[list[int]]]:
        for number in range(200):
            given.append(number)
            yield Ready([2 * number]) if number % 50 == 7 else [number]

    with Pool(3, doubled, buried) as some:
        for number, result in enumerate(some.results(tasks())):
            assert result == [2 * number]
            assert len(given) - number <= 3 * pool.AHEAD + 1
        pids = [worker.process.pid for worker in some.workers]
    assert len(pids) == 3 and not any(map(is_there, pids))


def test_no_more_processes_than_tasks() -> None:
    with Pool(8, doubled, buried) as some:
        assert list(some.results([[1], [2]])) == [[2], [4]]
        assert len(some.workers) <= 2


def is_there(pid: int) -> bool:
    """Whether a process is there and no zombie that only waits for whoever started it."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(") ")[2][0] != "Z"


# Ctrl-C, SIGTERM, a parent that is killed.

CHILDREN = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def soon(is_so: Callable[[], object], seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


@pytest.mark.skipif(not CHILDREN.exists(), reason="no /proc with children")
@pytest.mark.parametrize(
    ("number", "group", "status"),
    [
        (signal.SIGINT, False, 130),
        (signal.SIGINT, True, 130),
        (signal.SIGTERM, False, 143),
        (signal.SIGTERM, True, 143),
        (signal.SIGKILL, False, -9),
    ],
)
def test_a_signal_leaves_no_process_and_no_report(
    number: signal.Signals, group: bool, status: int, tmp_path: Path
) -> None:
    (tmp_path / "laporan").write_text("laporan lama")
    with (tmp_path / "a.jsonl").open("w") as file:
        file.writelines(json.dumps({"text": words(n) * 40}) + "\n" for n in range(2000))
    command = [sys.executable, "-m", "attrib", "check", "a.jsonl", "--jobs", "2", "-o", "laporan", "--format", "json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=-1, stderr=-1, start_new_session=True
    ) as running:
        assert soon(lambda: running.poll() is not None or len(children(running.pid)) == 2)
        pids = children(running.pid)
        time.sleep(0.3)
        (os.killpg if group else os.kill)(running.pid, number)
        stdout, stderr = running.communicate(timeout=30)
    assert (running.returncode, stdout, stderr) == (status, b"", b"") and len(pids) == 2
    assert soon(lambda: not any(map(is_there, pids)), seconds=5)
    assert (tmp_path / "laporan").read_text() == "laporan lama"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "laporan"]
