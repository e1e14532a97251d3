"""How far long work is: a bar on standard error, if that is a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from time import monotonic
from typing import Any, Final

import click

from attrib.output import terminal_width

PATIENCE: Final = 1.0
"""Seconds that work may take before it is shown how far it is."""
STEPS: Final = 200
"""So often at most is it shown."""
Watch = Callable[[str, int], None]
"""Told which draft is read, and of how many files; 0 is of nobody knows how many."""


@contextmanager
def progress(shown: bool) -> Iterator[Watch]:
    """Give a watcher that shows, on standard error and only if that is a terminal, how far long work is."""
    if not shown or sys.stderr is None or not sys.stderr.isatty() or os.environ.get("CI"):
        yield lambda name, total: None
        return
    bar = _Bar()
    try:
        yield bar
    finally:
        bar.clear()


class _Bar:
    """click's bar, which appears when the work has gone on for a while, and is gone when it is done."""

    def __init__(self) -> None:
        self.began = monotonic()
        self.done = -1
        self.bar: Any = None

    def __call__(self, name: str, total: int) -> None:
        self.done += 1
        if self.bar is not None:
            with suppress(OSError):
                self.bar.update(1, name)
        elif monotonic() - self.began > PATIENCE:
            from attrib.reports.shape import clip, visible

            width = terminal_width()

            def short(name: str | None) -> str:
                return clip(visible(name or ""), width // 3)

            self.bar = click.progressbar(
                None if total else count(),
                length=total or None,
                width=width // 4,
                show_pos=total > 0,
                item_show_func=short,
                update_min_steps=max(1, total // STEPS),
                file=sys.stderr,
            )
            with suppress(OSError):
                self.bar.update(self.done, name)

    def clear(self) -> None:
        """Leave the line empty and the cursor visible, as they were."""
        if self.bar is not None:
            with suppress(OSError):
                click.echo("\r\x1b[K\x1b[?25h", err=True, nl=False, color=True)
