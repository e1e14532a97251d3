"""The way out: standard output, a file, standard error, whatever the locale and whoever hangs up."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, TextIO

import click

from attrib.errors import UsageError

_MOST_KEPT = 8_000_000
_ENCODING, _ERRORS = "utf-8", "backslashreplace"


def wants_colour(choice: str, stream: TextIO | None) -> bool:
    """Return whether to colour: `choice` unless auto, then NO_COLOR, FORCE_COLOR, CLICOLOR, the stream."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE") or "0"
    if forced not in ("0", "false"):
        return True
    if os.environ.get("CLICOLOR") == "0" or os.environ.get("TERM") == "dumb":
        return False
    return stream is not None and stream.isatty()


def put(text: str, part: bool = False) -> bool:
    """Print a text, or a part of one, on standard output as UTF-8; false if its reader has hung up, no error."""
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding=_ENCODING, errors=_ERRORS)
    try:
        click.echo(text, nl=not (part or text.endswith("\n")), color=True)
    except BrokenPipeError:
        _abandon(stream)
        return False
    except OSError as error:
        _abandon(stream)
        raise UsageError("standard output", f"cannot be written ({error.strerror})") from error
    return True


def say(text: str) -> None:
    """Print a line, or several, on standard error, for people; control characters spelt out; never fails."""
    from attrib.reports.shape import escape

    try:
        click.echo("\n".join(map(escape, text.splitlines())), err=True)
    except OSError:
        _abandon(sys.stderr)


@contextmanager
def progress(shown: bool) -> Iterator[Callable[[str], None]]:
    """Give a watcher that tells, on standard error and only if that is a terminal, which draft is read."""
    if not shown or sys.stderr is None or not sys.stderr.isatty():
        yield lambda name: None
        return
    from attrib.reports.shape import clip, visible

    width = terminal_width() - 1
    try:
        yield lambda name: click.echo(f"\r\x1b[K{clip(visible(name), width)}", err=True, nl=False, color=True)
    finally:
        click.echo("\r\x1b[K", err=True, nl=False, color=True)


def terminal_width() -> int:
    """Return the columns of the terminal, 80 where there is none, and never fewer than 40."""
    from shutil import get_terminal_size

    return max(get_terminal_size((80, 24)).columns, 40)


def _abandon(stream: TextIO) -> None:
    """Point a dead stream at nothing, so that the flush at exit has nothing to complain of."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
    except OSError:
        pass


class Spool:
    """Pieces of a report kept until the run is over: in memory while they are small, then in a temporary file."""

    def __init__(self, file: IO[str]) -> None:
        self.file = file
        self.sizes: list[int] = []

    def add(self, piece: str) -> None:
        """Keep one more piece."""
        self.sizes.append(len(piece))
        self.file.write(piece)

    def pieces(self) -> Iterator[str]:
        """Yield the pieces in their order, from the first."""
        self.file.seek(0)
        for size in self.sizes:
            yield self.file.read(size)


@contextmanager
def spool() -> Iterator[Spool]:
    """Give a spool that is gone when the run is over."""
    from tempfile import SpooledTemporaryFile

    with SpooledTemporaryFile(
        max_size=_MOST_KEPT, mode="w+", encoding=_ENCODING, errors="surrogatepass", newline=""
    ) as file:
        yield Spool(file)


def deliver(parts: Iterable[str], output: str | None) -> None:
    """Print a report, or write it to a file if there is a name for one other than `-`."""
    if output is None or output == "-":
        for part in parts:
            if not put(part, part=True):
                break
    elif output == "/dev/stderr":
        # Opened by that name, a file behind it would be written from its start twice.
        try:
            for part in parts:
                click.echo(part, err=True, nl=False, color=True)
        except OSError as error:
            _abandon(sys.stderr)
            raise UsageError("standard error", f"cannot be written ({error.strerror})") from error
    else:
        write_file(output, parts)


def write_file(name: str, parts: Iterable[str]) -> None:
    """Write a report to a file whole or not at all; raise UsageError if that cannot be done."""
    from pathlib import Path

    # /dev/stdout, a FIFO: replacing the device by a file would be worse than half a report.
    device = os.path.exists(name) and not os.path.isfile(name)
    # What /dev/fd/3 is a link to may have no name of its own: "pipe:[4711]".
    target = Path(name if device else os.path.realpath(name))
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with open(target if device else temporary, "wb") as file:
            for part in parts:
                file.write(part.encode(_ENCODING, _ERRORS))
        if not device:
            os.replace(temporary, target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(name, f"the report cannot be written there ({reason})") from error
    finally:
        # Nothing of it is left whatever breaks off the report, Ctrl-C or a fault of ours.
        temporary.unlink(missing_ok=True)
