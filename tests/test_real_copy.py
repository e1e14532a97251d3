"""Real copy: no draft fails, every report fits its schema, and accuracy stays above its floors.

The articles outside the project belong to their publishers; without them only the held-out drafts are read.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
from marks import score

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
HELD_OUT = HERE / "drafts" / "held-out"
CORPUS = SHARED / "corpora" / "pfsa-id" / "dev-20.txt"
with_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared articles are not here")

Figures = dict[str, dict[str, float]]


def run(*arguments: str | Path) -> str:
    """Return what a Python program prints; an exit of 1 says findings."""
    done = subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True, cwd=HERE.parent)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def report(folder: Path, into: Path) -> Path:
    """Check a folder's drafts and return the file with their report, which fits the shipped schema."""
    import jsonschema

    text = run("-m", "attrib", "check", "--format", "json", folder)
    parsed = json.loads(text)
    schema = resources.files("attrib.reports").joinpath("attrib-report-1.schema.json").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator(json.loads(schema)).validate(parsed)
    assert parsed["errors"] == []
    assert len(parsed["files"]) == len(list(folder.glob("*.txt")))
    path = into / "report.json"
    path.write_text(text, encoding="utf-8")
    return path


def figures(printed: str) -> Figures:
    """Return the tables that a scorer prints, row by row."""
    rows: Figures = {}
    head: list[str] = []
    for line in printed.splitlines():
        words = line.replace("quotation (exact)", "exact").split()
        if words and words[-1] == "gold":
            head = [word for word in words if word not in ("task", "link")] if words[0] != "precision" else words
        elif head and len(words) == len(head) + 1:
            rows[words[0]] = {name: float(word) for name, word in zip(head, words[1:], strict=True)}
        elif "kappa" in words:
            rows["kappa"] = {"kappa": float(words[-1])}
    return rows


@pytest.fixture(scope="module")
def quotations(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    folder, into = tmp_path_factory.mktemp("kutipan"), tmp_path_factory.mktemp("laporan")
    scorer = SHARED / "eval" / "pfsa_id.py"
    run(scorer, "convert", CORPUS, folder)
    return figures(run(scorer, "score", folder, report(folder, into)))


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    gold = SHARED / "gold"
    path = report(gold / "dev", tmp_path_factory.mktemp("laporan"))
    return figures(run(SHARED / "eval" / "statements.py", gold / "dev.jsonl", path))


@with_shared
@pytest.mark.parametrize(
    ("row", "floor"), [("quotation", 0.99), ("exact", 0.97), ("cue", 0.99), ("speaker", 0.98), ("link", 0.975)]
)
def test_direct_speech_of_real_articles_is_found(quotations: Figures, row: str, floor: float) -> None:
    assert quotations[row]["recall"] >= floor


@with_shared
@pytest.mark.parametrize("figure", ["precision", "recall"])
def test_attributed_statements_of_real_articles_are_found(statements: Figures, figure: str) -> None:
    assert statements["attributed"][figure] >= 0.95


@with_shared
def test_statuses_of_real_articles_agree_with_their_readers(statements: Figures) -> None:
    assert statements["kappa"]["kappa"] >= 0.80


def test_held_out_drafts_are_judged_as_their_readers_judged_them() -> None:
    kappa, precision, recall = score(HELD_OUT, HELD_OUT.with_suffix(".jsonl"))
    assert precision >= 0.95
    assert recall >= 0.93
    assert kappa >= 0.80


def test_held_out_drafts_give_a_valid_report(tmp_path: Path) -> None:
    assert report(HELD_OUT, tmp_path).stat().st_size > 0
