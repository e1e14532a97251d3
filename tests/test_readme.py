"""The documents are true: each console block is what the command prints, each path named exists."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "rules/README.md")
BLOCK = re.compile(r"(?<=^```console\n)\$ attrib (?P<arguments>.*)\n(?P<output>(?:(?!```).*\n)*)", re.MULTILINE)
PATH = re.compile(r"`((?:attrib|rules|seeds|tests)/[\w./-]*)`")


def _printed(arguments: str) -> str:
    """Return what a command line prints on standard output, on a terminal of 100 columns."""
    command = (sys.executable, "-m", "attrib", *shlex.split(arguments))
    environment = {**os.environ, "COLUMNS": "100", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode in (0, 1), done.stderr
    return done.stdout.strip("\n") + "\n"


def test_readme_shows_what_the_commands_print() -> None:
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    fresh = BLOCK.sub(lambda block: f"$ attrib {block['arguments']}\n{_printed(block['arguments'])}", text)
    if os.environ.get("UPDATE_GOLDEN"):
        readme.write_text(fresh, encoding="utf-8")
    assert fresh.count("$ attrib check seeds/") >= 2
    assert fresh == readme.read_text(encoding="utf-8"), "`make update` brings README.md up to date"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_paths_named_in_documents_exist(name: str) -> None:
    named = set(PATH.findall((ROOT / name).read_text(encoding="utf-8")))
    assert not {path for path in named if not (ROOT / path).exists()}
