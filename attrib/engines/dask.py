"""The engine for many machines: Dask, on a cluster that there is or one of this machine's processes (attrib[dask])."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from typing import Any, Final

from attrib.archive.part import Made, Maker, bury
from attrib.engines import Part, Plan
from attrib.errors import UsageError
from attrib.jobs import cores
from attrib.pool import AHEAD

PATIENCE: Final = 20
"""Seconds for a scheduler to answer, and for its first worker to come."""
GOES_ON: Final = "what is done is kept: the same command goes on"
MOST_TIMES: Final = 3
QUIET: Final = {
    # Who judges an archive wants its CPU time, and no web server.
    "distributed.worker.profile.enabled": False,
    "distributed.scheduler.dashboard.enabled": False,
    # A worker that takes the place of a dead one has its say before it knows what we told the first.
    "distributed.nanny.pre-spawn-environ.DASK_LOGGING__DISTRIBUTED": "critical",
}


@contextmanager
def run(parts: Iterable[Part], maker: Maker, plan: Plan) -> Iterator[Iterator[tuple[int, Made]]]:
    """Give what is made of the parts, as it is done; a few of them are on their way for each worker.

    Raises UsageError without Dask, or if nobody answers at the scheduler's address.
    """
    try:
        import dask.config
        from distributed import Client
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("dask", "distributed"):
            raise
        raise UsageError("--engine dask", "needs Dask, which is not installed", "pip install 'attrib[dask]'") from None
    # What goes wrong there is told by us.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with ExitStack() as stack:
        stack.enter_context(dask.config.set(QUIET))
        cluster = plan.scheduler or stack.enter_context(_cluster(plan.jobs or cores()))
        try:
            client = stack.enter_context(Client(cluster, timeout=PATIENCE, set_as_default=False))
            client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            place = f"--scheduler {plan.scheduler}" if plan.scheduler else "--engine dask"
            what = f"no scheduler answers there, or it has no worker ({' '.join(str(error).split())})"
            raise UsageError(place, what, "start one with `dask scheduler`, and workers with `dask worker`") from None
        try:
            yield _results(client, parts, maker)
        except (CancelledError, OSError) as error:
            if isinstance(error, OSError) and not type(error).__module__.startswith("distributed"):
                raise
            what = "the scheduler is gone, or has dropped the work"
            raise UsageError(plan.scheduler or "--engine dask", what, GOES_ON) from None


def _cluster(workers: int) -> Any:
    from distributed import LocalCluster

    quiet = {"dashboard_address": None, "silence_logs": logging.CRITICAL}
    return LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, **quiet)


def _results(client: Any, parts: Iterable[Part], maker: Maker) -> Iterator[tuple[int, Made]]:
    from distributed import as_completed

    source = iter(parts)
    pending: dict[str, Part] = {}
    killed: Counter[int] = Counter()
    done = as_completed(loop=client.loop)

    def submit(part: Part | None) -> None:
        if part is not None:
            future = client.submit(maker, part.documents, pure=False)
            pending[future.key] = part
            done.add(future)

    for _ in range(AHEAD * max(len(client.nthreads()), 1)):
        submit(next(source, None))
    while pending:
        future = next(done)
        part = pending.pop(future.key)
        if _is_killed(future):
            killed[part.number] += 1
            submit(part._replace(documents=_without_killers(client, part, maker, killed[part.number])))
            continue
        yield part.number, _result(future)
        submit(next(source, None))


def _result(future: Any) -> Made:
    try:
        made: Made = future.result()
    except ModuleNotFoundError as error:
        hint = "install the same attrib on every worker"
        raise UsageError("--scheduler", f"its workers have no {error.name}", hint) from error
    return made


def _is_killed(future: Any) -> bool:
    """Whether what a task did ended its worker, as far as Dask knows; waits until that is known."""
    from distributed import KilledWorker

    return isinstance(future.exception(), KilledWorker)


def _without_killers(client: Any, part: Part, maker: Maker, times: int) -> list[Any]:
    """Return the documents of a part that was killed so many times, those marked that end a worker by themselves.

    One by one, and twice: what only waits for a worker that dies is taken for a killer by Dask, too. For the same
    reason all of them are only marked, if it is none by itself, after several times.
    """

    def kills(document: Any) -> bool:
        return all(_is_killed(client.submit(maker, [document], pure=False)) for _ in range(2))

    killers = [kills(document) for document in part.documents]
    if not any(killers) and times >= MOST_TIMES:
        killers = [True] * len(killers)
    how = "a worker of Dask"
    return [bury(found, how) if killer else found for found, killer in zip(part.documents, killers, strict=True)]
