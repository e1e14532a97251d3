"""`attrib init`: its files are valid and change nothing, name every key, and never take the place of others."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from attrib.begin import CI, settings
from attrib.cli import cli
from attrib.config import Exit
from attrib.settings.keys import KEYS

ROOT = Path(__file__).parents[1]


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.txt").write_text("Konon, bupati itu akan mundur.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def uncommented(text: str) -> dict[str, Any]:
    """Return what the file says with every key in force."""
    return tomllib.loads(re.sub(r"^# (?=[a-z-]+ = |[A-Z-]+ = |\[)", "", text, flags=re.MULTILINE))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_settings_are_valid_and_only_choose_the_language(empty: Path, lang: str) -> None:
    plain = run("check", "--lang", lang).stdout
    assert run("init", "--lang", lang).exit_code == Exit.CLEAN
    assert tomllib.loads((empty / "attrib.toml").read_text("utf-8")) == {"lang": lang}
    assert run("check").stdout == plain


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_key_is_there_and_its_example_is_taken(empty: Path, lang: str) -> None:
    said = uncommented(settings(lang))
    in_overrides = {"extend-select", "extend-ignore"}
    assert {*said, *said["override"][0]} == {*KEYS, "override", "paths"} - (in_overrides - {*said["override"][0]})
    assert all(key in settings(lang) for key in in_overrides)
    text = re.sub(r"^# (?=[a-z-]+ = |[A-Z-]+ = |\[)", "", settings(lang), flags=re.MULTILINE)
    text = re.sub(r"^(extend|rules|baseline) = .*\n", "", text, flags=re.MULTILINE)
    (empty / "attrib.toml").write_text(text, encoding="utf-8")
    assert run("check", "--show-settings").exit_code == Exit.CLEAN


def test_both_languages_say_the_same() -> None:
    indonesian, english = (uncommented(settings(lang)) for lang in ("id", "en"))
    assert indonesian | {"lang": "en"} == english and [*indonesian] == [*english]


def test_nothing_is_written_over(empty: Path) -> None:
    (empty / ".gitlab-ci.yml").write_text("x: 1\n")
    result = run("init", "--ci", "gitlab", "--ci", "github")
    assert result.exit_code == Exit.FAILED and result.stderr.startswith(".gitlab-ci.yml: there already; --force ")
    assert {path.name for path in empty.iterdir()} == {".git", ".gitlab-ci.yml", "a.txt"}
    assert run("init", "--ci", "gitlab", "--force").exit_code == Exit.CLEAN
    assert (empty / ".gitlab-ci.yml").read_bytes() == (ROOT / "docs" / "ci" / "gitlab-ci.yml").read_bytes()
    assert run("init").exit_code == Exit.FAILED and run("init", "--force").exit_code == Exit.CLEAN


@pytest.mark.parametrize("name", [".attrib.toml", "pyproject.toml"])
def test_settings_in_another_file_stay_the_only_ones(empty: Path, name: str) -> None:
    (empty / name).write_text("[tool.attrib]\n" if name == "pyproject.toml" else "")
    result = run("init", "--force")
    assert (result.exit_code, result.stderr) == (
        Exit.FAILED,
        f"{name}: holds settings already; change it, or move it away first\n",
    )


def test_the_examples_go_where_they_say(empty: Path) -> None:
    result = run("init", "redaksi/", *(word for name in CI for word in ("--ci", name)), "--lang", "en")
    paths = ["attrib.toml", ".github/workflows/attrib.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"]
    assert result.stderr.splitlines() == [f"redaksi/{path}: written" for path in paths]
    for path, source in zip(paths[1:], CI.values(), strict=True):
        assert (empty / "redaksi" / path).read_bytes() == (ROOT / "docs" / "ci" / source).read_bytes()


def test_what_would_be_written_can_be_read_first(empty: Path) -> None:
    result = run("init", "--print", "--ci", "pre-commit")
    assert "household-names" in result.stdout and "id: attrib" in result.stdout
    assert {path.name for path in empty.iterdir()} == {".git", "a.txt"}
