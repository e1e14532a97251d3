"""A large archive: throughput, memory, and kills at random that must lose and double nothing.

`make archive-bench ARTICLES=1000000` makes the archive under $TMPDIR, judges it undisturbed, then once more with ten
kills (SIGKILL), and compares. It takes twice the time of a run, and disk for the archive and three results. With
`--once` there is only the run with kills: rows are counted, bytes are not compared.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from text import OUTLETS, article

from attrib.archive import inputs

ROOT: Final = Path(__file__).parents[2]
DISTINCT: Final = 3000
"""So many articles are written; what exceeds them is made of their paragraphs."""
BYTES_EACH: Final = 3400 + 3 * 4000
"""Of an article in the archive, and of its row: in parts, in two results."""
PATIENCE: Final = 5.0
"""Seconds for the processes of a run that was killed to be gone."""


class Trial(NamedTuple):
    """What is tried: where, of how many articles, with how many kills and processes; how many documents a part has."""

    folder: Path
    articles: int
    kills: int = 10
    jobs: int = 2
    part: int = inputs.PART_DOCUMENTS
    seed: int = 1
    once: bool = False


class Run(NamedTuple):
    """One run: its seconds, those until its first part was done, the peak of its main process and of any other in
    bytes, its status, what it left behind.
    """

    seconds: float
    first: float
    main: int
    other: int
    status: int
    orphans: int


class Outcome(NamedTuple):
    """What came of a trial: rows lost and doubled, whether the result is the undisturbed one's to the byte (None: not
    asked), what the undisturbed run took, or all that were killed together.
    """

    lost: int
    doubled: int
    same: bool | None
    kills: int
    orphans: int
    whole: Run
    restarts: tuple[float, ...]


def records(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Yield so many articles: the first all different, the others made of their paragraphs in ever new order."""
    random = Random(seed)
    pool: list[str] = []
    for number in range(count):
        if number < DISTINCT:
            text = article(random)
            pool += [paragraph for paragraph in text.split("\n\n")[1:] if paragraph.strip()]
        else:
            text = "\n\n".join([f"Berita {number}", *random.choices(pool, k=random.randint(9, 16))]) + "\n"
        date = f"{random.randint(2015, 2024)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        yield {"id": f"b-{number}", "outlet": random.choice(OUTLETS), "date": date, "text": text}


def make(path: Path, count: int, seed: int = 1) -> int:
    """Write an archive, and return how many words it has."""
    words = 0
    with path.open("w", encoding="utf-8") as file:
        for record in records(count, seed):
            words += len(record["text"].split())
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return words


def started(trial: Trial, out: str) -> subprocess.Popen[bytes]:
    """Begin a run, or go on with it."""
    code = (
        f"import sys; from attrib.archive import inputs; inputs.PART_DOCUMENTS = {trial.part}\n"
        f"sys.argv = ['attrib', 'archive', 'arsip.jsonl', {out!r}, '--quiet', '--jobs', '{trial.jobs}']\n"
        "from attrib.cli import main; main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-c", code], cwd=trial.folder, env=environment, stdout=subprocess.DEVNULL)


def watched(trial: Trial, out: str, kill_after: int = -1, pause: float = 0.0) -> Run:
    """Run until the end, or until so many new parts are there and a pause has passed."""
    parts = trial.folder / f"{out}.parts"
    before = len(done(parts))
    began = time.perf_counter()
    first = main = other = orphans = 0.0
    known: set[int] = set()
    with started(trial, out) as running:
        while running.poll() is None:
            new = len(done(parts)) - before
            first = first or (time.perf_counter() - began if new > 0 else 0.0)
            known |= children(running.pid)
            main = max(main, peak(running.pid))
            other = max(other, *map(peak, known), 0)
            if 0 <= kill_after <= new:
                time.sleep(pause)
                running.send_signal(signal.SIGKILL)
                running.wait()
                orphans = left_over(known)
            time.sleep(0.002 if kill_after >= 0 else 0.05)
    seconds = time.perf_counter() - began
    return Run(seconds, first, int(main), int(other), running.returncode, int(orphans))


def done(parts: Path) -> list[str]:
    """Return the parts that are there."""
    with suppress(OSError):
        return [name for name in os.listdir(parts) if name.startswith("part-")]
    return []


def children(pid: int) -> set[int]:
    """Return the processes that one has started, as far as /proc tells."""
    with suppress(OSError):
        return set(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
    return set()


def peak(pid: int) -> int:
    """Return the most bytes that a process has had in memory; 0 where nobody tells."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def left_over(pids: set[int]) -> int:
    """Return how many processes are still there after a while."""
    end = time.perf_counter() + PATIENCE
    while (alive := sum(Path(f"/proc/{pid}").exists() for pid in pids)) and time.perf_counter() < end:
        time.sleep(0.01)
    return alive


def trial(this: Trial) -> Outcome:
    """Judge an archive undisturbed, then with kills, and compare."""
    archive = this.folder / "arsip.jsonl"
    if not archive.exists():
        make(archive, this.articles, this.seed)
    undisturbed = None if this.once else watched(this, "utuh.jsonl")
    random = Random(this.seed)
    parts = -(-this.articles // this.part)
    runs: list[Run] = []
    for number in range(this.kills):
        left = parts - len(done(this.folder / "hasil.jsonl.parts"))
        after = random.randint(0, max(left // (this.kills - number + 1), 0))
        runs.append(watched(this, "hasil.jsonl", after, random.uniform(0, 0.1)))
    runs.append(watched(this, "hasil.jsonl"))
    whole = undisturbed or together(runs)
    if runs[-1].status or whole.status:
        sys.exit(f"a run ended with status {runs[-1].status or whole.status}")
    lost, doubled = compared(archive, this.folder / "hasil.jsonl")
    same = same_bytes(this.folder / "utuh.jsonl", this.folder / "hasil.jsonl") if undisturbed else None
    kills, orphans = sum(run.status == -signal.SIGKILL for run in runs), sum(run.orphans for run in runs)
    return Outcome(lost, doubled, same, kills, orphans, whole, tuple(run.first for run in runs if run.first))


def together(runs: list[Run]) -> Run:
    """Return what runs that went on from one another took in all, and the most memory of any."""
    seconds, main, other = (
        sum(run.seconds for run in runs),
        max(run.main for run in runs),
        max(run.other for run in runs),
    )
    return Run(seconds, runs[0].first, main, other, runs[-1].status, 0)


def compared(archive: Path, out: Path) -> tuple[int, int]:
    """Return how many documents of an archive have no row, and how many rows are there again."""
    seen: set[int] = set()
    doubled = 0
    with out.open(encoding="utf-8") as file:
        for line in file:
            number = int(line[: line.index(",")].rpartition(":")[2].strip('"'))
            doubled += number in seen
            seen.add(number)
    with archive.open("rb") as file:
        count = sum(1 for _ in file)
    return len(set(range(1, count + 1)) - seen), doubled


def same_bytes(one: Path, other: Path) -> bool:
    """Whether two files hold the same."""
    with one.open("rb") as first, other.open("rb") as second:
        while (block := first.read(1 << 20)) == second.read(1 << 20):
            if not block:
                return True
    return False


def main() -> None:
    """Print what was measured."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=50_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--once", action="store_true", help="only the run with kills")
    parser.add_argument("--folder", type=Path, help="where to work; by default a new one, removed at the end")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="attrib-archive-"))
    folder.mkdir(parents=True, exist_ok=True)
    free, wanted = shutil.disk_usage(folder).free, given.articles * BYTES_EACH
    if free < wanted * 1.2:
        sys.exit(f"{folder}: {wanted * 1.2 / 1e9:.0f} GB of disk are wanted, {free / 1e9:.0f} are free; name another")
    try:
        report(Trial(folder, given.articles, given.kills, given.jobs, once=given.once))
    finally:
        if given.folder is None:
            shutil.rmtree(folder, ignore_errors=True)


def report(this: Trial) -> None:
    """Make the archive, try it, print a line for each figure."""
    archive = this.folder / "arsip.jsonl"
    words = make(archive, this.articles, this.seed)
    size = archive.stat().st_size
    print(f"{this.articles:,} articles, {words:,} words, {size / 1e6:,.0f} MB; {this.jobs} processes", flush=True)
    outcome = trial(this)
    run = outcome.whole
    speed = f"{this.articles / run.seconds:,.0f} articles/s, {words / run.seconds:,.0f} words/s"
    print(f"{'with its kills' if this.once else 'undisturbed':16} {run.seconds:,.0f} s: {speed}")
    print(f"a million        {run.seconds / this.articles * 1e6 / 60:,.0f} minutes at that speed")
    print(f"peak of memory   {run.main / 1e6:,.0f} MB in the main process, {run.other / 1e6:,.0f} MB in any other")
    if restarts := sorted(outcome.restarts):
        middle, most = restarts[len(restarts) // 2], restarts[-1]
        print(f"restart          {middle:.1f} s until the first new part is done, {most:.1f} s at most")
    print(f"kills            {outcome.kills}; lost {outcome.lost}, doubled {outcome.doubled} rows")
    if outcome.same is not None:
        print(f"                 result {'the same to the byte' if outcome.same else 'NOT THE SAME'}")
    print(f"orphans          {outcome.orphans}")
    if outcome.lost or outcome.doubled or outcome.same is False or outcome.orphans:
        sys.exit(1)


if __name__ == "__main__":
    main()
