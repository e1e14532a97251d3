"""The engine that needs nothing: processes of this machine."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice

from attrib.archive.inputs import Found
from attrib.archive.part import Made, Maker, bury
from attrib.engines import Part, Plan
from attrib.jobs import cores


@contextmanager
def run(parts: Iterable[Part], maker: Maker, plan: Plan) -> Iterator[Iterator[tuple[int, Made]]]:
    """Give what is made of the parts, in their order."""
    source = iter(parts)
    first = list(islice(source, 2))
    jobs = plan.jobs or cores()
    if jobs == 1 or len(first) < 2:
        yield ((part.number, maker(part.documents)) for part in chain(first, source))
        return
    from attrib.pool import Pool

    numbers: deque[int] = deque()

    def tasks() -> Iterator[Sequence[Found]]:
        for part in chain(first, source):
            numbers.append(part.number)
            yield part.documents

    pool: Pool[Found, Made] = Pool(jobs, maker, bury)
    with pool:
        yield ((numbers.popleft(), made) for made in pool.results(tasks()))
