"""Who does the work on an archive: one file for each engine, imported when it is asked for.

An engine is given the parts, the function that makes one of them (attrib.archive.part.Maker: pickled, pure) and a plan;
it gives back each part's number with what was made of it, in any order, few of them at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from attrib.archive.inputs import Found
    from attrib.archive.part import Made, Maker


class Part(NamedTuple):
    """Some documents of an archive, and which of its parts they are."""

    number: int
    documents: Sequence[Found]


class Plan(NamedTuple):
    """With how many processes, 0 for as many as are worth it; where the scheduler of a cluster is, if there is one."""

    jobs: int = 0
    scheduler: str = ""


Engine = Callable[[Iterable[Part], "Maker", Plan], AbstractContextManager[Iterator[tuple[int, "Made"]]]]


def _engine(module: str) -> Callable[[], Engine]:
    def load() -> Engine:
        engine: Engine = import_module(f"attrib.engines.{module}").run
        return engine

    return load


ENGINES: Final[Mapping[str, Callable[[], Engine]]] = {
    "local": _engine("local"),
    "dask": _engine("dask"),
}
