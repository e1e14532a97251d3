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


def _printed(arguments: str, cwd: Path = ROOT) -> str:
    """Return what a command line prints on standard output, on a terminal of 100 columns."""
    command = (sys.executable, "-m", "attrib", *shlex.split(arguments))
    environment = {**os.environ, "COLUMNS": "100", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8")
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


def test_readme_shows_the_workflow_that_is_written() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    workflow = (ROOT / "docs" / "ci" / "github.yml").read_text(encoding="utf-8")
    assert f"```yaml\n{workflow}```\n" in readme
    assert sum(not line.startswith("#") for line in workflow.splitlines()) == 10, "CI in ten lines"


def test_the_settings_that_readme_shows_are_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```toml\n(lang = .*?)```", readme, re.DOTALL)
    (tmp_path / "attrib.toml").write_text(shown, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules-redaksi").symlink_to(ROOT / "rules")
    for name in ("opini/a.txt", "b-kolom.md", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Konon, ia mundur.\n", encoding="utf-8")
    rows = [
        line.split("\t")[:2] for line in _printed("check --show-files opini b-kolom.md c.txt", tmp_path).splitlines()
    ]
    assert dict(rows) == {"b-kolom.md": "opinion", "c.txt": "hard-news", "opini/a.txt": "opinion"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_paths_named_in_documents_exist(name: str) -> None:
    named = set(PATH.findall((ROOT / name).read_text(encoding="utf-8")))
    assert not {path for path in named if not (ROOT / path).exists()}
