"""`python -m stripped DRAFTS… [--misses]`, from the tests' folder: how much of stripped copy attrib flags."""

from __future__ import annotations

import argparse
import glob
from collections import Counter
from collections.abc import Iterable, Iterator

from attrib.analyze import analyze
from attrib.lexicon import load
from attrib.readers import read
from attrib.reports.shape import visible
from stripped.rates import ALL, KINDS, ONE, Outcome, Row, count, outcomes, rows


def main(arguments: list[str] | None = None) -> None:
    """Print the rates of each kind in each mode, and what was not flagged if asked for."""
    parser = argparse.ArgumentParser(prog="python -m stripped", description=__doc__)
    parser.add_argument("drafts", nargs="+", help="files or patterns")
    parser.add_argument("--misses", action="store_true", help="print what is not flagged, with its text")
    parser.add_argument("--mode", choices=["all", "one"], help="all links at once, or one at a time; else both")
    parser.add_argument("--kind", choices=KINDS, help="misses of this kind only")
    given = parser.parse_args(arguments)
    modes = {"all": (ALL,), "one": (ONE,), None: (ALL, ONE)}[given.mode]
    paths = sorted({path for pattern in given.drafts for path in glob.glob(pattern)})
    if not paths:
        parser.error("no draft matches")
    lexicon = load()
    found: list[Outcome] = []
    totals: dict[str, tuple[int, int]] = {}
    for path in paths:
        analysis = analyze(read(path), lexicon)
        found += outcomes(analysis, lexicon, modes)
        for kind, (total, flagged) in count(analysis, lexicon).items():
            before = totals.get(kind, (0, 0))
            totals[kind] = before[0] + total, before[1] + flagged
    print(f"{len(paths)} drafts\n")
    print("\n".join(_table(rows(found, totals))))
    print("\n".join(_became(found)))
    if given.misses:
        print("\n".join(_misses(o for o in found if given.kind in (None, o.item.kind))))


def _table(table: Iterable[Row]) -> Iterator[str]:
    yield f"{'mode':22} {'kind':11} {'in drafts':>9} {'flagged':>8} {'stripped':>9} {'flagged':>8} {'rate':>6} {'or carried on':>14}"
    for row in table:
        if row.stripped:
            rate, same = row.flagged / row.stripped, row.same / row.stripped
            counts = f"{row.total:9} {row.before:8} {row.stripped:9} {row.flagged:8} {rate:6.3f} {same:14.3f}"
            yield f"{row.mode:22} {row.kind:11} {counts}"


def _became(found: Iterable[Outcome]) -> Iterator[str]:
    """What else statements became, by mode and kind; `=` marks what is left to the same speaker."""
    yield "\nnot flagged but:"
    other = Counter(
        (o.mode, o.item.kind, o.status + ("=" if o.same else ""), " ".join(o.reasons)) for o in found if not o.flagged
    )
    for (mode, kind, status, reasons), number in sorted(other.items(), key=lambda pair: (pair[0][:2], -pair[1])):
        yield f"{mode:22} {kind:11} {number:5} {status} {reasons}"


def _misses(found: Iterable[Outcome]) -> Iterator[str]:
    for o in found:
        if not o.flagged and o.status != "gone":
            own = "" if o.item.own else ", carried"
            yield f"\n{visible(o.path)}: {o.item.kind}{own}, {o.mode}: {o.status}{'=' * o.same} {' '.join(o.reasons)}"
            yield f"  - {visible(o.before)}\n  + {visible(o.after)}"


if __name__ == "__main__":
    main()
