"""What attrib costs here: `make bench`, or `python tests/bench/bench.py --quick` for single runs."""

from __future__ import annotations

import gc
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import Final

from text import article, articles

ROOT: Final = Path(__file__).parents[2]
MEGABYTE: Final = 1_000_000
ATTRIB: Final = (sys.executable, "-m", "attrib")
CACHED: Final = (*ATTRIB, "check", "seeds/")
CHECK: Final = (*CACHED, "--no-cache")
COMMANDS: Final = {
    'python -c "import click, regex"': (sys.executable, "-c", "import click, regex"),
    "attrib --version": (*ATTRIB, "--version"),
    "attrib check seeds/ --no-cache": CHECK,
    "the same with --format json": (*CHECK, "--format", "json"),
    "attrib check seeds/, from the cache": CACHED,
}
UNCACHED: Final = "attrib check seeds/, rules not cached"
# What any checker in Python has to pay; a ratio to it holds on other machines too.
ONE_PASS: Final = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]|\s+")


def child_cpu(command: Sequence[str], cache: Path) -> float:
    """Return the CPU seconds, user and system, of one run of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "ATTRIB_CACHE_DIR": str(cache)}
    # An installed attrib is compiled; a checkout is too after its first run, unless this forbids it.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, stdin=subprocess.DEVNULL)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr.decode()}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def start_up(runs: int) -> dict[str, float]:
    """Return the median CPU seconds of each command, run in turns so that noise hits all alike."""
    taken: dict[str, list[float]] = {name: [] for name in (*COMMANDS, UNCACHED)}
    with tempfile.TemporaryDirectory() as scratch:
        warm = Path(scratch, "warm")
        child_cpu(CACHED, warm)
        for run in range(runs):
            for name, command in COMMANDS.items():
                taken[name].append(child_cpu(command, warm))
            taken[UNCACHED].append(child_cpu(CHECK, Path(scratch, f"cold-{run}")))
    return {name: median(times) for name, times in taken.items()}


def best_cpu(job: Callable[[str], object], texts: Sequence[str], runs: int) -> float:
    """Return the least CPU seconds that a job on all texts took in this process."""
    times = []
    for _ in range(runs):
        gc.collect()
        started = time.process_time()
        for text in texts:
            job(text)
        times.append(time.process_time() - started)
    return min(times)


def checker() -> Callable[[str], object]:
    """Return a function that checks one text, the rules loaded once for all."""
    from attrib.analyze import analyze
    from attrib.lexicon import load
    from attrib.readers import decode

    lexicon = load()
    return lambda text: analyze(decode(text.encode(), "draft.txt"), lexicon)


def throughput(runs: int) -> Iterator[str]:
    """Yield rows: 1 MB and 5 MB of made-up copy as many articles and as one, and how the time grows."""
    check = checker()
    for name, joined in (("articles", False), ("one article", True)):
        first = 0.0
        for megabytes in (1, 5):
            texts = articles(megabytes * MEGABYTE)
            texts = ["\n".join(texts)] if joined else texts
            size, words = (sum(map(count, texts)) for count in (_bytes, _words))
            seconds = best_cpu(check, texts, runs)
            floor = best_cpu(ONE_PASS.findall, texts, runs)
            first = first or seconds
            speed = f"{size / seconds / MEGABYTE:7.2f} MB/s{words / seconds:11,.0f} words/s"
            ratios = f"{seconds / floor:6.1f} x findall{seconds / first:6.2f} x 1 MB"
            yield f"{f'{name}, {megabytes} MB':<18}{seconds:7.2f} s{speed}{ratios}"


def _bytes(text: str) -> int:
    return len(text.encode())


def _words(text: str) -> int:
    return len(text.split())


def memory() -> Iterator[str]:
    """Yield rows: the peak of this process after 200 and after 2,000 different articles."""
    check, random = checker(), Random(2)
    unit = MEGABYTE if sys.platform == "darwin" else MEGABYTE / 1024
    for done, total in ((0, 200), (200, 2000)):
        for _ in range(done, total):
            check(article(random))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
        yield f"peak after {total:>5,} articles{peak:8.1f} MB"


def processes(runs: int) -> Iterator[str]:
    """Yield rows: the seconds of a check by one process and by two, in turns, of little and of much."""
    with tempfile.TemporaryDirectory() as folder:
        for size in (MEGABYTE // 4, 2 * MEGABYTE):
            texts = articles(size)
            path = Path(folder, f"{size}.jsonl")
            path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
            taken: dict[int, list[float]] = {1: [], 2: []}
            for _ in range(runs):
                for jobs, times in taken.items():
                    started = time.perf_counter()
                    options = ("--quiet", "--no-cache", "--format", "json", "--jobs", str(jobs))
                    command = (*ATTRIB, "check", str(path), *options)
                    subprocess.run(command, cwd=ROOT, capture_output=True)
                    times.append(time.perf_counter() - started)
            one, two = map(median, taken.values())
            yield f"{len(texts):>5,} articles{one:9.2f} s by one, {two:.2f} s by two{one / two:7.2f} times as fast"


def main() -> None:
    """Print the tables; with --memory only that one, which wants a process that has done nothing else."""
    if "--memory" in sys.argv:
        print(*memory(), sep="\n")
        return
    quick = "--quick" in sys.argv
    print("CPU time of one command, median")
    taken = start_up(3 if quick else 9)
    floor = next(iter(taken.values()))
    for name, seconds in taken.items():
        print(f"{name:<40}{seconds * 1000:6.0f} ms{seconds / floor:6.2f} x the first")
    # First, while this process is small: a child begins with the peak of its parent.
    print("\nMemory", flush=True)
    subprocess.run([sys.executable, __file__, "--memory"], check=True)
    print("\nCPU time in one process, best", flush=True)
    for row in throughput(1 if quick else 3):
        print(row, flush=True)
    print("\nTwo processes, median; only an idle machine tells", flush=True)
    for row in processes(1 if quick else 5):
        print(row, flush=True)


if __name__ == "__main__":
    main()
