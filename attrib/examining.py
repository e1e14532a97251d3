"""One draft from its name, or a line of an archive, to all that is known of it, or to why that is nothing."""

from __future__ import annotations

import os
import sys
from typing import Final

from attrib.config import Config
from attrib.drafts import STDIN
from attrib.errors import DraftError, UsageError
from attrib.lexicon.entries import Lexicon
from attrib.model import Analysis, Draft, Failure

GARBAGE_THRESHOLD: Final = 100_000
"""For gc in who examines many: what a draft leaves behind is freed when it is forgotten, and to look for cycles in it
costs a tenth of the time.
"""


def examine(name: str, lexicon: Lexicon, config: Config) -> Analysis | Failure:
    """Return all that is known of one draft, or why it could not be read."""
    file = shown(name, config)
    try:
        draft = read_draft(name, file, config)
    except DraftError as error:
        return failure_of(file, error)
    except UsageError:
        raise
    except Exception as error:
        return own_failure(file, error)
    return analyzed(draft, lexicon, config)


def shown(name: str, config: Config) -> str:
    """Return the name that a draft goes by in reports."""
    return config.stdin_filename if name == STDIN else name


def read_draft(name: str, shown: str, config: Config) -> Draft:
    """Return a draft by its name, which may be that of one in an archive (`arsip.jsonl:3`).

    `-` is standard input, which goes by the name `shown`.
    """
    from attrib.readers import decode_stream, read, read_one
    from attrib.readers.fields import Fields

    if name != STDIN:
        return read_one(name, Fields(config.text_field, config.id_field), config.limits) or read(name, config.limits)
    if sys.stdin is None:
        raise DraftError(shown, "standard input is closed")
    return decode_stream(sys.stdin.buffer, shown, config.limits)


def read_line(line: tuple[int, bytes], file: str, config: Config) -> Draft | DraftError:
    """Return the draft in a line of an archive, which comes with its number, or why there is none."""
    from attrib.limits import from_environment
    from attrib.readers import jsonl
    from attrib.readers.fields import Fields

    number, text = line
    fields = Fields(config.text_field, config.id_field)
    return jsonl.read_line(text, number, file, fields, config.limits or from_environment())


def analyzed(draft: Draft, lexicon: Lexicon, config: Config) -> Analysis | Failure:
    """Return all that is known of a draft, from the cache if the settings have one."""
    if config.cache:
        from attrib.results import analyzed as analyze
    else:
        from attrib.analyze import analyze

    try:
        return analyze(draft, lexicon, config.lang)
    except Exception as error:
        return own_failure(draft.path, error)


def failure_of(shown: str, error: DraftError) -> Failure:
    """Say of a draft that it cannot be read."""
    return Failure(shown, error.message + (f"; {error.hint}" if error.hint else ""))


def died(how: str) -> str:
    """Say of a draft that the process that checked it was ended."""
    return f"the process that checked it was ended ({how}); if memory ran out, part it, or try --jobs 1"


def own_failure(shown: str, error: Exception) -> Failure:
    """Our mistake, not the draft's: the others are still reported, and the status is 2, not Python's 1."""
    if os.environ.get("ATTRIB_TRACEBACK"):
        raise error
    if isinstance(error, MemoryError):
        return Failure(shown, "needs more memory than there is; part it")
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return Failure(shown, f"attrib itself failed on it ({what}); please report this, with ATTRIB_TRACEBACK=1")
