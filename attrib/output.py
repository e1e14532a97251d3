"""The way out: standard output, a file, standard error, whatever the locale and whoever hangs up."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from errno import EBUSY
from typing import IO, TYPE_CHECKING, TextIO

import click

from attrib.errors import UsageError

if TYPE_CHECKING:
    from attrib.model import Failure

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
    with suppress(OSError, ValueError, AttributeError):
        # A parent may have left its end of a pipe in a mode in which a full pipe is an error.
        os.set_blocking(stream.fileno(), True)
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
    """Print a line on standard error, for people; what steers a terminal, or starts a line, is spelt out; never
    fails.
    """
    from attrib.reports.shape import plain

    try:
        click.echo(plain(text), err=True)
    except OSError:
        _abandon(sys.stderr)


def complain(failure: Failure) -> None:
    """Print why a draft could not be checked, as a line on standard error."""
    say(f"{failure.path}: {' '.join(failure.message.split())}")


def terminal_width() -> int:
    """Return the columns of the terminal, 80 where there is none, and never fewer than 40."""
    from shutil import get_terminal_size

    return max(get_terminal_size((80, 24)).columns, 40)


def end_on_terminate() -> None:
    """Let SIGTERM end the run as Ctrl-C does, nothing left half-written behind, with the status that shells expect."""
    import signal

    def end(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, end)


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
        """Keep one more piece; raises UsageError if the disk is full."""
        self.sizes.append(len(piece))
        with _temporary():
            self.file.write(piece)

    def pieces(self) -> Iterator[str]:
        """Yield the pieces in their order, from the first."""
        with _temporary():
            self.file.seek(0)
        for size in self.sizes:
            yield self.file.read(size)


@contextmanager
def _temporary() -> Iterator[None]:
    """Name the place that a full disk, or none to write to, makes unusable."""
    try:
        yield
    except OSError as error:
        hint = "make room there, or name another folder with TMPDIR"
        raise UsageError("temporary files", f"cannot be written ({error.strerror or error})", hint) from error


@contextmanager
def spool() -> Iterator[Spool]:
    """Give a spool that is gone when the run is over."""
    from tempfile import SpooledTemporaryFile

    file = SpooledTemporaryFile(  # noqa: SIM115 - see below
        max_size=_MOST_KEPT, mode="w+", encoding=_ENCODING, errors="surrogatepass", newline=""
    )
    try:
        yield Spool(file)
    finally:
        # On a full disk the last of it cannot be written even now.
        with suppress(OSError):
            file.close()


def deliver(parts: Iterable[str], output: str | None) -> None:
    """Print a report, or write it to a file if there is a name for one other than `-`."""
    if output is None or output == "-":
        with _temporary():
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


Stamp = tuple[int, int, int] | None
"""What tells one state of a file from another, None for no file."""


def stamp(name: str) -> Stamp:
    """Return the state that a file is in now."""
    try:
        state = os.stat(name)
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns, state.st_size


def write_file(name: str, parts: Iterable[str], since: Stamp | bool = False) -> None:
    """Write a report to a file whole or not at all; raise UsageError if that cannot be done.

    With `since` that is the case, too, for a file that somebody else has written since it had that stamp.
    """
    try:
        # /dev/stdout, a FIFO: replacing the device by a file would be worse than half a report.
        if os.path.exists(name) and not os.path.isfile(name):
            # What /dev/fd/3 is a link to may have no name of its own: "pipe:[4711]".
            with open(name, "wb") as file:
                _write(file, parts)
        else:
            _replace(os.path.realpath(name), parts, lambda: since is False or since == stamp(name))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(name, f"the report cannot be written there ({reason})") from error


def _write(file: IO[bytes], parts: Iterable[str]) -> None:
    for part in parts:
        file.write(part.encode(_ENCODING, _ERRORS))


def _replace(target: str, parts: Iterable[str], is_unchanged: Callable[[], bool]) -> None:
    """Write a new file beside the old one, and put it in its place."""
    # A name that nobody can guess and plant a link at, and no longer than what the folder takes.
    temporary = os.path.join(os.path.dirname(target), f".attrib-{os.urandom(8).hex()}.tmp")
    # Nothing of it is left whatever breaks off the report, Ctrl-C or a fault of ours.
    with ExitStack() as undo:
        undo.callback(_remove, temporary)
        with open(temporary, "xb") as file:
            _write(file, parts)
            with suppress(OSError):
                os.chmod(temporary, os.stat(target).st_mode)
        if not is_unchanged():
            raise OSError(EBUSY, "another run has written it meanwhile: run this again")
        os.replace(temporary, target)


def _remove(name: str) -> None:
    with suppress(OSError):
        os.unlink(name)
