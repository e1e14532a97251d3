"""The same function on engines of others: as real ones, on this machine; each skips where it is not installed."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from archives import RUMOUR, invoked, left, lines, records, rows

from attrib import batch
from attrib.archive.part import Maker
from attrib.config import Exit
from attrib.engines import ENGINES

ROOT = Path(__file__).parent.parent
DASK = pytest.mark.skipif(find_spec("distributed") is None, reason="needs Dask: pip install -e '.[dask]'")
SPARK = pytest.mark.skipif(
    find_spec("pyspark") is None or shutil.which("java") is None,
    reason="needs Spark, and Java 17: pip install -e '.[spark]'",
)
SMALL = "import sys; from attrib.archive import inputs; inputs.PART_DOCUMENTS = 4; sys.argv[0] = 'attrib'; "
DEADLY = """
import os
import attrib.api, attrib.batch
examine = attrib.api.examine
def dies(draft, *others):
    if draft.path in ("arsip.jsonl:6", "arsip.jsonl:7"):
        os._exit(9)
    return examine(draft, *others)
attrib.batch.examine = dies
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an archive, one bad record in it, and its result by this machine's own processes."""
    monkeypatch.chdir(tmp_path)
    made = lines(records(23)).splitlines()
    (tmp_path / "arsip.jsonl").write_text("\n".join([*made[:9], "{rusak", *made[9:]]))
    done = archive("arsip.jsonl", "sini.jsonl", "--jobs", "1")
    assert done.returncode == Exit.FAILED
    return tmp_path


def archive(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `attrib archive` in a process of its own, with parts so small that there are many."""
    command = [sys.executable, "-c", f"{SMALL}from attrib.cli import main; main()", "archive", *arguments, "--quiet"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120)


def assert_same(folder: Path, out: str) -> None:
    """An engine of another leaves the same result, errors and totals to the byte."""
    found, own = (list(left(folder / name).values()) for name in (out, "sini.jsonl"))
    assert found == own and len(found) == 3


def test_what_engines_run_is_plain_and_pickled() -> None:
    maker = Maker(batch.recipe(), ".jsonl")
    data = pickle.dumps(maker)
    assert len(data) < 1000
    items = [batch.Item("a.jsonl:1", line=json.dumps({"text": RUMOUR}).encode()), batch.Item("a.jsonl:2", line=b"x")]
    assert pickle.loads(data)(items) == maker(items)
    assert pickle.loads(pickle.dumps(maker(items))) == maker(items)


def test_engines_are_files_of_that_name() -> None:
    files = {path.stem for path in (ROOT / "attrib" / "engines").glob("*.py")} - {"__init__"}
    # Spark is given a frame and gives one: it has no use for our parts.
    assert files == {*ENGINES, "spark"}


def test_a_scheduler_is_for_those_that_have_one(folder: Path) -> None:
    result = invoked("arsip.jsonl", "hasil.jsonl", "--scheduler", "tcp://127.0.0.1:1")
    assert result.exit_code == Exit.FAILED
    assert result.stderr == "--scheduler: the local engine has none; say which with --engine\n"


def test_dask_wants_its_extra(folder: Path) -> None:
    code = "import sys; sys.modules['distributed'] = None; from attrib.cli import main; main()"
    command = [sys.executable, "-c", code, "archive", "arsip.jsonl", "hasil.jsonl", "--engine", "dask"]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert done.returncode == Exit.FAILED
    assert done.stderr == "--engine dask: needs Dask, which is not installed; pip install 'attrib[dask]'\n"


@DASK
def test_dask_on_this_machine_gives_the_same(folder: Path) -> None:
    done = archive("arsip.jsonl", "hasil.jsonl", "--engine", "dask", "--jobs", "2")
    assert (done.returncode, done.stderr.count("\n")) == (Exit.FAILED, 1), done.stderr
    assert_same(folder, "hasil.jsonl")


@pytest.fixture
def cluster(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A scheduler with two workers, processes of their own as on a cluster: its address, its process."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    place = folder / "scheduler.json"

    def begun(*command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, env=env, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    started = [begun(*scheduler, "--no-dashboard", "--scheduler-file", str(place))]
    try:
        while not place.exists() or not place.stat().st_size:
            assert started[0].poll() is None
        address = json.loads(place.read_text())["address"]
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard"]
        started += [begun(*worker, "--no-nanny") for _ in range(2)]
        yield address, started[0]
    finally:
        for process in started:
            process.kill()
            process.wait()


@DASK
def test_a_cluster_of_dask_gives_the_same(folder: Path, cluster: tuple[str, subprocess.Popen[bytes]]) -> None:
    done = archive("arsip.jsonl", "hasil.jsonl", "--engine", "dask", "--scheduler", cluster[0])
    assert (done.returncode, done.stderr.count("\n")) == (Exit.FAILED, 1), done.stderr
    assert_same(folder, "hasil.jsonl")


@DASK
def test_a_scheduler_that_dies_is_told(folder: Path, cluster: tuple[str, subprocess.Popen[bytes]]) -> None:
    (folder / "besar.jsonl").write_text(lines(records(20_000)))
    address, scheduler = cluster
    code = f"{SMALL}from attrib.cli import main; main()"
    command = [sys.executable, "-c", code, "archive", "besar.jsonl", "besar.hasil.jsonl", "--engine", "dask"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([*command, "--scheduler", address], env=env, stderr=subprocess.PIPE, text=True) as running:
        while not list((folder / "besar.hasil.jsonl.parts").glob("part-*")):
            assert running.poll() is None
        scheduler.kill()
        told = running.communicate(timeout=60)[1]
    hint = "what is done is kept: the same command goes on"
    assert running.returncode == Exit.FAILED
    assert told.endswith(f"{address}: the scheduler is gone, or has dropped the work; {hint}\n")


@DASK
def test_a_run_goes_on_with_another_engine(folder: Path) -> None:
    parts = folder / "hasil.jsonl.parts"
    archive("arsip.jsonl", "hasil.jsonl", "--jobs", "1", ATTRIB_MAX_LINES="1000000")
    (folder / "hasil.jsonl").unlink()
    (folder / "hasil.jsonl.totals.json").unlink()
    code = SMALL + (
        "from attrib.archive import store; finish = store.Store.finish\n"
        "def stop(*_): raise SystemExit(3)\nstore.Store.finish = stop\nfrom attrib.cli import main; main()"
    )
    command = [sys.executable, "-c", code, "archive", "arsip.jsonl", "hasil.jsonl", "--jobs", "1"]
    assert subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}).returncode == 3
    for number in (1, 4):
        (parts / f"part-{number:07}").unlink()
    archive("arsip.jsonl", "hasil.jsonl", "--engine", "dask", "--jobs", "1")
    assert_same(folder, "hasil.jsonl")


@DASK
def test_a_worker_of_dask_that_dies_is_named_with_its_document(folder: Path) -> None:
    (folder / "deadly.py").write_text(DEADLY)
    settings = {
        "DASK_DISTRIBUTED__WORKER__PRELOAD": str(folder / "deadly.py"),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    }
    done = archive("arsip.jsonl", "hasil.jsonl", "--engine", "dask", "--jobs", "2", **settings)
    assert done.returncode == Exit.FAILED and done.stderr.count("\n") == 1, done.stderr
    errors = {row["path"]: row["error"] for row in rows(folder / "hasil.jsonl.errors.jsonl")}
    assert list(errors) == ["arsip.jsonl:6", "arsip.jsonl:7", "arsip.jsonl:10"]
    assert errors["arsip.jsonl:6"].startswith("the process that checked it was ended (a worker of Dask)")
    dead = ("arsip.jsonl:6", "arsip.jsonl:7")
    assert rows(folder / "hasil.jsonl") == [row for row in rows(folder / "sini.jsonl") if row["path"] not in dead]


@DASK
def test_a_scheduler_that_is_not_there_is_told(folder: Path) -> None:
    code = "from attrib.engines import dask; dask.PATIENCE = 1; from attrib.cli import main; main()"
    address = "tcp://127.0.0.1:9"
    command = [sys.executable, "-c", code, "archive", "arsip.jsonl", "hasil.jsonl", "--engine", "dask"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([*command, "--scheduler", address], env=env, capture_output=True, text=True)
    assert done.returncode == Exit.FAILED and done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith(f"--scheduler {address}: no scheduler answers there")


@SPARK
def test_spark_gives_the_same(folder: Path) -> None:
    code = f"""
import json, sys
from pyspark.sql import SparkSession
from attrib.batch import recipe
from attrib.engines.spark import judged
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
frame = spark.read.json({str(folder / "arsip.jsonl")!r}).repartition(3)
rows = [row.asDict(recursive=True) for row in judged(frame, recipe(section="feature")).collect()]
spark.stop()
print(json.dumps(rows))
"""
    settings = {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, **settings}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    wanted = batch.judge_records(records(23), batch.recipe(section="feature"))
    by_id = {row["id"]: row for row in found}
    assert len(found) == 24 and len(by_id) == 24
    for row in wanted:
        assert by_id[row["id"]] == {**row, "path": None, "error": None}
    assert by_id[None]["error"].startswith('has no field "text"') and by_id[None]["sources"] is None
