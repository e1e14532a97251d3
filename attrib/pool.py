"""Processes that share the work: results in the order of the tasks, few of them pending, none left behind.

A process that dies is replaced; what it was at is marked by the caller, and its task is done again without that.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Final, Generic, TypeVar

from attrib.errors import AttribError, UsageError

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")
Work = Callable[[Sequence[ItemT], Callable[[int], None]], ResultT]
"""Does a task: all its items, telling before each its number. Every process has it, by forking where that is safe,
pickled elsewhere.
"""

AHEAD: Final = 3
"""So many tasks for each process may be given out, or done, before the first of them is taken."""
MOST_STILLBORN: Final = 3
START: Final = "fork" if sys.platform == "linux" else "spawn"
NOTHING_YET: Final = -1
PR_SET_PDEATHSIG: Final = 1
PATIENCE: Final = 5.0
"""Seconds for a process that closed its pipe to be gone."""


class Ready(Generic[ResultT]):
    """A result that needs no process, to be given in its turn."""

    def __init__(self, result: ResultT) -> None:
        self.result = result


class _Slot(Generic[ItemT]):
    """A task on its way: its items and, once it is done, the result or the error that came of it."""

    def __init__(self, items: Sequence[ItemT]) -> None:
        self.items = items
        self.done = False
        self.result: Any = None
        self.error: BaseException | None = None


class Pool(Generic[ItemT, ResultT]):
    """Up to `jobs` processes, started as there are tasks for them; leaving the context ends them all.

    `bury` is given the item that a process died at and how that ended, and returns what takes the item's place.
    """

    def __init__(self, jobs: int, work: Work[ItemT, ResultT], bury: Callable[[ItemT, str], ItemT]) -> None:
        self.jobs = jobs
        self.work = work
        self.bury = bury
        self.workers: list[_Worker[ItemT]] = []
        self.slots: deque[_Slot[ItemT]] = deque()
        self.again: deque[_Slot[ItemT]] = deque()
        self.stillborn = 0

    def __enter__(self) -> Pool[ItemT, ResultT]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for worker in self.workers:
            worker.process.kill()
        while self.workers:
            self.workers.pop().stop()

    def results(self, tasks: Iterable[Sequence[ItemT] | Ready[ResultT]]) -> Iterator[ResultT]:
        """Yield the result of each task, in their order; raises what a task raised when its turn comes.

        Raises UsageError if process after process dies before it does anything.
        """
        source = iter(tasks)
        while True:
            self._hand_out(source)
            while self.slots and self.slots[0].done:
                slot = self.slots.popleft()
                if slot.error is not None:
                    raise slot.error
                yield slot.result
                self._hand_out(source)
            if not self.slots:
                return
            self._await()

    def _hand_out(self, source: Iterator[Sequence[ItemT] | Ready[ResultT]]) -> None:
        """Give every process that has nothing to do a task, as long as there are any and not too many pending."""
        while len(self.workers) < self.jobs or any(worker.slot is None for worker in self.workers):
            if self.again:
                self._give(self.again.popleft())
                continue
            if len(self.slots) >= AHEAD * max(self.jobs, 1):
                return
            task = next(source, None)
            if task is None:
                return
            slot: _Slot[ItemT] = _Slot(() if isinstance(task, Ready) else task)
            self.slots.append(slot)
            if isinstance(task, Ready):
                slot.done, slot.result = True, task.result
            else:
                self._give(slot)

    def _give(self, slot: _Slot[ItemT]) -> None:
        worker = next((worker for worker in self.workers if worker.slot is None), None)
        if worker is None:
            try:
                worker = _Worker(self.work, [other.pipe for other in self.workers])
            except OSError:
                self._do_without(slot)
                return
            self.workers.append(worker)
        worker.give(slot)

    def _do_without(self, slot: _Slot[ItemT]) -> None:
        """The system gives no more processes: make do with those there are, or with this one."""
        if self.workers:
            self.jobs = len(self.workers)
            self.again.append(slot)
        else:
            slot.result = self.work(slot.items, lambda number: None)
            slot.done = True

    def _await(self) -> None:
        """Wait until a process has done its task, or has died."""
        busy = {worker.pipe: worker for worker in self.workers if worker.slot is not None}
        for pipe in wait(list(busy)):
            worker = busy[pipe]
            slot = worker.slot
            assert slot is not None
            try:
                slot.result, slot.error = worker.pipe.recv()
            except (EOFError, OSError):
                self._replace(worker, slot)
                continue
            slot.done = True
            worker.slot = None
            self.stillborn = 0

    def _replace(self, worker: _Worker[ItemT], slot: _Slot[ItemT]) -> None:
        at, how = worker.at.value, worker.stop()
        self.workers.remove(worker)
        if at == NOTHING_YET:
            self.stillborn += 1
            if self.stillborn > MOST_STILLBORN:
                raise UsageError("--jobs", f"processes die before they do anything ({how})", "try --jobs 1")
        else:
            slot.items = [*slot.items[:at], self.bury(slot.items[at], how), *slot.items[at + 1 :]]
        self.again.append(slot)


class _Worker(Generic[ItemT]):
    """One process, the pipe to it, the number of the item that it is at, the task that it has."""

    def __init__(self, work: Work[ItemT, Any], others: Sequence[Connection]) -> None:
        context: Any = get_context(START)
        self.slot: _Slot[ItemT] | None = None
        self.at = context.RawValue("q", NOTHING_YET)
        self.pipe, theirs = context.Pipe()
        ours = (self.pipe, *others) if START == "fork" else ()
        self.process = context.Process(target=_serve, args=(work, theirs, self.at, ours, os.getpid()), daemon=True)
        try:
            with _signals_held():
                self.process.start()
        except OSError:
            self.pipe.close()
            raise
        finally:
            theirs.close()

    def give(self, slot: _Slot[ItemT]) -> None:
        """Hand a task to the process; if that has died meanwhile, its pipe will say so."""
        self.slot = slot
        self.at.value = NOTHING_YET
        with suppress(OSError):
            self.pipe.send(slot.items)

    def stop(self) -> str:
        """End the process, if it has not ended by itself, and return how it ended."""
        self.pipe.close()
        self.process.join(PATIENCE)
        self.process.kill()
        self.process.join()
        code = self.process.exitcode
        self.process.close()
        if code >= 0:
            return f"exit status {code}"
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"


def _serve(work: Work[Any, Any], pipe: Connection, at: Any, ours: Sequence[Connection], parent: int) -> None:
    """Do tasks until the parent closes its end of the pipe, or is gone."""
    # Copies of the parent's ends would keep the pipes of a parent that was killed open for ever.
    for end in ours:
        end.close()
    # Ctrl-C goes to all processes of a terminal: the parent answers it, and ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))
    _die_with_parent()

    def tell(number: int) -> None:
        at.value = number
        if sys.platform != "win32" and os.getppid() != parent:
            os._exit(1)

    # A result that no memory is left for ends this process, as one draft too large would.
    with suppress(EOFError, OSError, MemoryError):
        while True:
            items = pipe.recv()
            answer: tuple[Any, Exception | None]
            try:
                answer = (work(items, tell), None)
            except Exception as error:
                answer = (None, _portable(error))
            pipe.send(answer)


def _die_with_parent() -> None:
    """Ask the system to end this process as soon as its parent is gone, even in the midst of a draft; Linux does."""
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _portable(error: Exception) -> Exception:
    """Return an error that survives the pipe, and says where it was raised if it is a fault of ours."""
    import traceback

    if not isinstance(error, AttribError):
        error.add_note("".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError("".join(traceback.format_exception(error)))
    return error


@contextmanager
def _signals_held() -> Iterator[None]:
    """Let no signal reach a process before it knows what to do with it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
