"""Who does which part of a run: what there is to check, cut into tasks, done here or by several processes."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Final, NamedTuple, TypeVar

from attrib.drafts import STDIN

ResultT = TypeVar("ResultT")

WORTHWHILE: Final = 300_000
"""Bytes below which starting processes costs more than it saves; `make bench` measures it."""
MOST_DRAFTS: Final = 128
MOST_BYTES: Final = 256_000
"""Of one task: enough for what it costs to hand it over, few enough that what comes back is small."""
TASKS_EACH: Final = 3
"""Where there is little to do, it is cut so small that every process has so many tasks: none is idle for long."""
AHEAD: Final = 1_500_000
"""Bytes that are looked at to know whether there is little."""


class Order(NamedTuple):
    """What to check next: a file, or of an archive one line, with its number; `died` says how the process ended that
    was at it.
    """

    name: str
    line: tuple[int, bytes] | None = None
    died: str = ""


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def bury(order: Order, how: str) -> Order:
    """Return what is left to do of an order that a process died at: to say so."""
    return order._replace(died=how)


@contextmanager
def results(
    orders: Iterable[Order],
    work: Callable[[Sequence[Order], Callable[[int], None]], ResultT],
    jobs: int,
    watch: Callable[[Order], None],
) -> Iterator[Iterator[ResultT]]:
    """Give the results of all orders, in their order: of each by itself, or of many that one process did together.

    `jobs` is how many processes, 0 as many as there are cores, but one where there is too little to do. `watch` is
    told each order, before it is begun if that is here, once it is done if that is elsewhere.
    """
    ahead: list[Order] = []
    size = 0
    source = iter(orders)
    while jobs != 1 and (size < AHEAD or len(ahead) < 2) and (order := next(source, None)) is not None:
        ahead.append(order)
        size += _size(order)
    jobs = jobs or (cores() if size >= WORTHWHILE else 1)

    def here(order: Order) -> ResultT:
        watch(order)
        return work((order,), _nobody)

    if jobs == 1 or len(ahead) < 2:
        yield map(here, chain(ahead, source))
        return
    from attrib.pool import Pool, Ready

    most = min(MOST_BYTES, size // (jobs * TASKS_EACH) + 1) if size < AHEAD else MOST_BYTES
    given: deque[Sequence[Order]] = deque()

    def tasks() -> Iterator[Sequence[Order] | Ready[ResultT]]:
        for task in _cut(chain(ahead, source), most):
            given.append(task)
            # Only this process has standard input.
            yield Ready(work(task, _nobody)) if task[0].name == STDIN and task[0].line is None else task

    def told(results: Iterator[ResultT]) -> Iterator[ResultT]:
        for result in results:
            for order in given.popleft():
                watch(order)
            yield result

    with Pool(jobs, work, bury) as pool:
        yield told(pool.results(tasks()))


def _cut(orders: Iterable[Order], most: int) -> Iterator[Sequence[Order]]:
    """Yield the orders in tasks of about `most` bytes; standard input is one by itself."""
    task: list[Order] = []
    size = 0
    for order in orders:
        alone = order.name == STDIN and order.line is None
        if task and (alone or len(task) == MOST_DRAFTS or size >= most):
            yield task
            task, size = [], 0
        task.append(order)
        size += most if alone else _size(order)
    if task:
        yield task


def _size(order: Order) -> int:
    if order.line is not None:
        return len(order.line[1])
    try:
        return os.stat(order.name).st_size
    except (OSError, ValueError):
        return 0


def _nobody(number: int) -> None:
    """Nobody wants to know which order is done."""
