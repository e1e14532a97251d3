"""Fuzz attrib: `make fuzz SECONDS=1800` for all targets in turn, or `python tests/fuzz/fuzz.py check 600` for one.

What crashes or hangs is written to corpus/, where the tests replay it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

TESTS: Final = Path(__file__).parents[1]
SLOWEST: Final = 10
"""Seconds that one input may take before it counts as a hang."""
LARGEST: Final = 4_000
LATE: Final = [f"attrib.readers.{name}" for name in ("html", "docx", "odt", "jsonl")]
"""What attrib imports when it needs it, which is too late to be watched."""


def fuzz_one(name: str, seconds: int) -> None:
    """Fuzz one target for so many seconds; ends the process."""
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["attrib", "tomllib", "zipfile"]):
        targets: Any = import_module("fuzz.targets")
        for late in LATE:
            import_module(late)
    targets.lexicon()
    known = targets.CORPUS / name
    known.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"attrib-fuzz-{name}-") as found:
        words = Path(found, "words")
        words.write_text("".join(_dictionary(targets.lexicon())), encoding="ascii")
        options = [f"-max_total_time={seconds}", f"-max_len={LARGEST}", f"-timeout={SLOWEST}", f"-dict={words}"]
        new = Path(found, "new")
        new.mkdir()
        where = [f"-artifact_prefix={known}/", str(new), str(known)]
        atheris.Setup([sys.argv[0], *options, "-print_final_stats=1", *where], targets.TARGETS[name])
        atheris.Fuzz()


def _dictionary(lexicon: Any) -> Iterator[str]:
    """Yield the words that mean something to attrib, as libFuzzer reads them."""
    words = {word for table in (lexicon.cues, lexicon.sources, lexicon.claims) for word in table}
    words |= {
        *lexicon.abbreviations,
        "“",
        "”",
        "«",
        "»",
        "‘",
        "’",
        "``",
        "''",
        "\n\n",
        "<!-- attrib:",
        "[attrib:",
        "-->",
    }
    words |= {"</p>", "<w:p>", "<w:t>", "<text:p>", '{"text":', "[[need]]", "[[cue]]", "pattern =", "forms =", "id ="}
    for word in sorted(words):
        yield '"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n'


def main() -> None:
    """Run one target, or all of them, each in a process of its own."""
    sys.path.insert(0, str(TESTS))
    if len(sys.argv) > 2:
        fuzz_one(sys.argv[1], int(sys.argv[2]))
        return
    from fuzz.targets import TARGETS

    each = max(1, int(sys.argv[1]) // len(TARGETS))
    failed = []
    for name in TARGETS:
        print(f"== {name}, {each} s", flush=True)
        done = subprocess.run([sys.executable, __file__, name, str(each)], env={**os.environ, "ATTRIB_NO_CACHE": "1"})
        failed += [name] if done.returncode else []
    sys.exit(f"{', '.join(failed)}: see the new files in {Path(__file__).parent / 'corpus'}" if failed else 0)


if __name__ == "__main__":
    main()
