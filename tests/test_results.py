"""Results kept in the cache: the same reports byte for byte, whatever happens to the files; never a wrong one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import attrib.analyze
from attrib import kept, results
from attrib.api import draft_of
from attrib.cli import cli
from attrib.config import Exit
from attrib.lexicon import load
from attrib.lexicon.entries import GivenWords
from attrib.model import Analysis, Draft
from attrib.readers import decode
from attrib.reports import REPORTS

ROOT = Path(__file__).parents[1]
DRAFTS = sorted((ROOT / "tests" / "drafts").rglob("*.txt"))[:8]
RUMOR = "Konon, bupati itu akan mundur.\n"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder; where results go."""
    monkeypatch.setenv("ATTRIB_CACHE_DIR", str(tmp_path / "kas"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "kas" / "results"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the drafts that are really analyzed."""
    paths: list[str] = []
    analyze = attrib.analyze.analyze

    def counting(draft: Draft, *others: Any) -> Analysis:
        paths.append(draft.path)
        return analyze(draft, *others)

    monkeypatch.setattr(attrib.analyze, "analyze", counting)
    return paths


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", "-q", *arguments])


@pytest.mark.parametrize("form", REPORTS)
def test_reports_are_the_same_byte_for_byte(store: Path, form: str, counted: list[str]) -> None:
    paths = [*map(str, DRAFTS), str(ROOT / "seeds")]
    anew = run(*paths, "--format", form, "--no-cache")
    assert not store.exists() and len(counted) == len(DRAFTS) + 1
    first = run(*paths, "--format", form)
    again = run(*paths, "--format", form)
    assert len(counted) == 2 * (len(DRAFTS) + 1)
    assert anew.stdout_bytes == first.stdout_bytes == again.stdout_bytes
    assert anew.exit_code == first.exit_code == again.exit_code


def test_waivers_sections_and_baselines_come_after_it(store: Path, counted: list[str]) -> None:
    Path("a.txt").write_text(f"[attrib: abaikan RUMOR – legenda]\n{RUMOR}\n{RUMOR}", encoding="utf-8")
    for more in ([], ["--section", "opinion"], ["--no-suppress"], ["--select", "RUMOR"], ["--min-severity", "error"]):
        assert run("a.txt", *more).stdout_bytes == run("a.txt", *more, "--no-cache").stdout_bytes
    assert len(counted) == 6, "one for the cache, five without"


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@given(text=st.text(alphabet='ab \n"“”.,#<p>/\ud800é😀', min_size=1).map(lambda text: f"{RUMOR}{text}"))
def test_what_is_kept_is_what_was_known(suffix: str, text: str) -> None:
    draft = draft_of(text, f"a{suffix}")
    found = attrib.analyze.analyze(draft, load(), "id")
    again = results._thaw(json.loads(json.dumps(results._freeze(found))), draft)
    plain = found.article._replace(tokens=results.NO_TOKENS, sentences=(), faults=())
    assert again == found._replace(article=plain, faults=())
    assert type(again.attributions[0].cue) is type(found.attributions[0].cue)


def test_only_the_path_of_a_draft_plays_no_part(store: Path) -> None:
    rules, own = load(), load((), GivenWords(("Budi Santoso",)))
    first = decode(RUMOR.encode(), "a.txt")
    others = [decode(text.encode(), name) for text, name in ((RUMOR + "\n", "a.txt"), (RUMOR, "a.html"))]
    key = results.key_of(first, rules, "id")
    assert results.key_of(first._replace(path="b/c.txt"), rules, "id") == key
    keys = {results.key_of(draft, rules, "id") for draft in others}
    keys |= {results.key_of(first, rules, "en"), results.key_of(first, own, "id")}
    assert len(keys) == 4 and key not in keys


def test_another_state_of_the_code_has_results_of_its_own(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = decode(RUMOR.encode(), "a.txt")
    keys = set()
    for state in "ab":
        monkeypatch.setattr(results, "_code", lambda state=state: state)
        keys.add(results.key_of(draft, load(), "id"))
    assert len(keys) == 2


def test_the_code_that_an_analysis_runs_is_all_accounted_for() -> None:
    script = (
        "import sys; from attrib.lexicon import load; from attrib.analyze import analyze\n"
        "from attrib.readers import decode; analyze(decode(b'Konon, ia mundur.', 'a.md'), load())\n"
        "print(*(m.__file__ for n, m in sys.modules.items() if n.partition('.')[0] == 'attrib' and n != 'attrib.reports'))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    folders = {Path(file).parent.relative_to(ROOT / "attrib").as_posix() for file in done.stdout.split()}
    assert folders <= {folder or "." for folder in results.FOLDERS}


def garbled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-9] ^= 1
    path.write_bytes(data)


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def as_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    "damage",
    [
        garbled,
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(kept._signature(b"[[], 3]") + b"[[], 3]"),
        lambda path: path.write_bytes(kept._signature(b"[" * 99999) + b"[" * 99999),
        as_folder,
        as_pipe,
    ],
)
def test_a_damaged_entry_is_made_anew(damage: Callable[[Path], Any], store: Path, counted: list[str]) -> None:
    Path("a.txt").write_text(RUMOR, encoding="utf-8")
    whole = run("a.txt").stdout
    (entry,) = store.iterdir()
    damage(entry)
    assert run("a.txt").stdout == whole and len(counted) == 2
    assert entry.is_dir() or (run("a.txt").stdout == whole and len(counted) == 2)


@pytest.mark.skipif(sys.platform == "win32", reason="no owners of that kind")
def test_an_entry_of_another_user_is_none(store: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(RUMOR, encoding="utf-8")
    run("a.txt")
    monkeypatch.setattr(os, "geteuid", lambda: store.stat().st_uid + 1)
    run("a.txt")
    assert len(counted) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no modes of that kind")
def test_only_its_user_may_look_into_it(store: Path) -> None:
    Path("a.txt").write_text(RUMOR, encoding="utf-8")
    run("a.txt")
    assert store.stat().st_mode & 0o077 == 0
    assert RUMOR.strip() not in next(store.iterdir()).read_text("utf-8")


def test_what_was_stopped_is_not_kept(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    analyze = attrib.analyze.analyze
    monkeypatch.setattr(attrib.analyze, "analyze", lambda *given: analyze(*given)._replace(faults=("lambat",)))
    Path("a.txt").write_text(RUMOR, encoding="utf-8")
    assert run("a.txt").exit_code == run("a.txt").exit_code == Exit.FAILED
    assert not store.exists()


@pytest.mark.parametrize("how", ["option", "environment", "no folder"])
def test_it_can_be_done_without(store: Path, how: str, counted: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(RUMOR, encoding="utf-8")
    if how == "environment":
        monkeypatch.setenv("ATTRIB_NO_CACHE", "1")
    elif how == "no folder":
        monkeypatch.setenv("ATTRIB_CACHE_DIR", str(Path("a.txt").resolve() / "di bawah"))
    more = ["--no-cache"] if how == "option" else []
    assert run("a.txt", *more).stdout == run("a.txt", *more).stdout
    assert len(counted) == 2 and not store.exists()


def test_entries_are_few_and_those_in_use_stay(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.mkdir(parents=True)
    for number in range(40):
        path = store / f"{number:032x}.json"
        path.write_bytes(b"x" * 100)
        age = 9 * results.DAY if number % 2 else 0
        os.utime(path, (time.time() - age,) * 2)
    (store / "partial-lama.json").write_bytes(b"x")
    os.utime(store / "partial-lama.json", (1, 1))
    results.tidy(store)
    assert len(list(store.iterdir())) == 40
    monkeypatch.setattr(results, "MOST_ENTRIES", 32)
    results.tidy(store)
    left = {int(path.stem, 16) for path in store.iterdir()}
    assert len(left) == 24 and left >= set(range(0, 40, 2))
    monkeypatch.setattr(results, "MOST_BYTES", 1000)
    results.tidy(store)
    assert sum(path.stat().st_size for path in store.iterdir()) <= 1000


def test_of_more_drafts_than_there_is_room_for_some_are_found_again(
    store: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = results._store

    def keep_few(where: Path, name: str, analysis: Analysis) -> None:
        keep(where, name, analysis)
        results.tidy(where)

    monkeypatch.setattr(results, "MOST_ENTRIES", 8)
    monkeypatch.setattr(results, "_store", keep_few)
    for number in range(30):
        Path(f"{number}.txt").write_text(f"{RUMOR}{number}\n", encoding="utf-8")
    for _ in range(3):
        run(".")
    assert len(list(store.iterdir())) <= 8 and len(counted) < 90


def test_an_entry_in_use_is_marked_once_a_day(store: Path) -> None:
    Path("a.txt").write_text(RUMOR, encoding="utf-8")
    run("a.txt")
    (entry,) = store.iterdir()
    for age, marked in ((3600, False), (3 * results.DAY, True)):
        os.utime(entry, (time.time() - age,) * 2)
        before = entry.stat().st_mtime
        run("a.txt")
        assert (entry.stat().st_mtime != before) is marked


def test_several_processes_at_once_do_no_harm(store: Path, tmp_path: Path) -> None:
    for number in range(20):
        Path(f"{number}.txt").write_text(f"{RUMOR}{number}\n", encoding="utf-8")
    load()

    def process(_: int) -> tuple[int, bytes, bytes]:
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "attrib", "check", ".", "-q", "--format", "concise"]
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True)
        return done.returncode, done.stdout, done.stderr

    with ThreadPoolExecutor(4) as pool:
        outcomes = set(pool.map(process, range(4)))
    assert len(outcomes) == 1 and outcomes.pop()[::2] == (Exit.FINDINGS, b"")
    assert len(list(store.iterdir())) == 20
