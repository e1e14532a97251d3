"""What a check costs in steps of Python, not seconds: the instructions and calls of attrib's own code on a fixed text.

A step is the same on a busy machine and an idle one, and a slow library or regular expression adds none: it is what a
change of ours adds. `python tests/bench/cost.py` prints them, `make update` writes them down.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any, Final, NamedTuple

from text import article

ROOT: Final = Path(__file__).parents[2]
RECORD: Final = Path(__file__).with_name("cost.json")
OURS: Final = str(ROOT / "attrib") + os.sep
ARTICLES: Final = 4


class Cost(NamedTuple):
    """Instructions and calls in attrib's own files, for so many words."""

    instructions: int
    calls: int
    words: int

    @property
    def each(self) -> float:
        """Instructions for a word."""
        return self.instructions / self.words


def cost(texts: Sequence[str]) -> Cost:
    """Return what it costs to check some texts and to report on them as JSON."""
    from attrib.analyze import analyze
    from attrib.lexicon import load
    from attrib.readers import decode
    from attrib.reports import REPORTS, Context

    # Rules that come from the cache, as they do in every check but the first.
    load()
    lexicon, context = load(), Context()
    form = REPORTS["json"]()
    counts = {"opcode": 0, "call": 0}

    def count(frame: FrameType, event: str, _: Any) -> Any:
        if not frame.f_code.co_filename.startswith(OURS):
            return None
        if event == "call":
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
        if event in counts:
            counts[event] += 1
        return count

    def check() -> None:
        for text in texts:
            form.piece(analyze(decode(text.encode(), "draft.txt"), lexicon), context)

    # What is made when it is first asked for is no part of what a draft costs.
    check()
    sys.settrace(count)
    try:
        check()
    finally:
        sys.settrace(None)
    return Cost(counts["opcode"], counts["call"], sum(len(text.split()) for text in texts))


def fixed(count: int = ARTICLES) -> list[str]:
    """Return the text: so many articles, always the same."""
    return [article(Random(number)) for number in range(count)]


def apart(code: str) -> Cost:
    """Return what comes of an expression in a process of its own, in which nothing else is traced or cached."""
    env = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": os.pathsep.join((str(ROOT), str(Path(__file__).parent)))}
    script = f"import json; from cost import cost, fixed; print(json.dumps({code}))"
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, check=True)
    return Cost(*json.loads(done.stdout))


def version() -> str:
    """Return the version of Python, each of which has instructions of its own."""
    return ".".join(map(str, sys.version_info[:2]))


def recorded() -> dict[str, list[int]]:
    """Return what is written down, by version of Python."""
    found: dict[str, list[int]] = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    return found


def record(found: Cost) -> None:
    """Write down what a check costs under this version of Python."""
    lines = [f' "{name}": {json.dumps(cost)}' for name, cost in sorted({**recorded(), version(): list(found)}.items())]
    RECORD.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    print(version(), apart("cost(fixed())"))
