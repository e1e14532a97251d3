"""Where the reports of one run go: one on standard output, any number into files, each whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from attrib.errors import UsageError
from attrib.output import Spool, deliver, say, spool
from attrib.reports import REPORTS, Context, Format

if TYPE_CHECKING:
    from attrib.model import Analysis
    from attrib.run import Outcome

STDOUT = "-"


class Target(NamedTuple):
    """A report to make: its format, a key of REPORTS, and the file it goes to, or STDOUT."""

    form: str
    output: str = STDOUT


def targets(main: Target, wanted: Sequence[str], chosen: bool) -> tuple[Target, ...]:
    """Return the reports of a run: `main`, that of --format and --output, and those of --report.

    One of --report on standard output takes the place of a main one that was not `chosen` by an option. Raise
    UsageError for a format that there is not, and for two reports in one place.
    """
    others = tuple(map(_parsed, wanted))
    mains = (main,) if chosen or all(target.output != STDOUT for target in others) else ()
    places: dict[str, Target] = {}
    for target in (*mains, *others):
        place = STDOUT if target.output == STDOUT else os.path.realpath(target.output)
        if place in places:
            name = "standard output" if place == STDOUT else target.output
            both = f"{places[place].form} and {target.form}"
            raise UsageError("--report", f"two reports for {name} ({both})", "give one of them a file of its own")
        places[place] = target
    return tuple(places.values())


def _parsed(value: str) -> Target:
    form, _, output = value.partition(":")
    if form not in REPORTS:
        from difflib import get_close_matches

        near = get_close_matches(form, list(REPORTS), n=1, cutoff=0.4)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(REPORTS)}"
        raise UsageError("--report", f"no format is called {form or repr(value)}", hint)
    return Target(form, STDOUT if output in ("", "/dev/stdout") else output)


class Pieces:
    """What every report of a run says of one draft, in their order; another process may make it."""

    def __init__(self, contexts: Sequence[tuple[str, Context]]) -> None:
        self.contexts = contexts
        self.forms = [(REPORTS[form]().piece, context) for form, context in contexts]

    def __reduce__(self) -> tuple[Any, ...]:
        return Pieces, (self.contexts,)

    def __call__(self, analysis: Analysis) -> tuple[str, ...]:
        return tuple(piece(analysis, context) for piece, context in self.forms)


class Outlets:
    """The reports of a run in the making: each keeps its own piece of every draft."""

    def __init__(self, open_ones: Mapping[Target, tuple[Format, Context, Spool]]) -> None:
        self.open_ones = open_ones
        self.pieces = Pieces([(target.form, context) for target, (_, context, _) in open_ones.items()])

    def take(self, pieces: Sequence[str]) -> None:
        """Add one more draft to every report."""
        for (_, _, kept), piece in zip(self.open_ones.values(), pieces, strict=True):
            kept.add(piece)

    def deliver(self, outcome: Outcome) -> None:
        """Print or write all reports; one that cannot be written keeps no other from it, and is raised as UsageError
        at last.
        """
        failed: list[UsageError] = []
        for target, (form, context, kept) in self.open_ones.items():
            context = context._replace(checks=outcome.checks)
            parts = form.whole(kept.pieces(), outcome.failures, outcome.figures, context)
            try:
                deliver(parts, target.output)
            except UsageError as error:
                failed.append(error)
        for other in failed[1:]:
            say(str(other))
        if failed:
            raise failed[0]


@contextmanager
def outlets(contexts: Mapping[Target, Context]) -> Iterator[Outlets]:
    """Give the outlets for some reports; what they keep is gone when the run is over."""
    with ExitStack() as stack:
        yield Outlets(
            {
                target: (REPORTS[target.form](), context, stack.enter_context(spool()))
                for target, context in contexts.items()
            }
        )
