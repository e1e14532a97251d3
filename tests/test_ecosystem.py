"""What other programs read of this repository: pre-commit's manifest, GitHub's action, the examples for CI."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from attrib import __version__
from attrib.cli import cli

ROOT = Path(__file__).parents[1]
CI = ROOT / "docs" / "ci"
yaml = pytest.importorskip("yaml", reason="PyYAML is not installed: pip install -e '.[test]'")
HOSTILE = '$(touch bocor); "`touch bocor`" ; touch bocor'


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def tool(module: str, *arguments: str | Path) -> None:
    """Run another program's own check of a file."""
    if find_spec(module) is None:
        pytest.skip(f"{module} is not installed: pip install -e '.[test]'")
    done = subprocess.run([sys.executable, "-m", module, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


# pre-commit.


def test_pre_commit_takes_the_manifest_and_the_example() -> None:
    tool("pre_commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml")
    tool("pre_commit", "validate-config", CI / "pre-commit-config.yaml")


def test_the_hook_runs_once_and_its_command_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (hook,) = loaded(ROOT / ".pre-commit-hooks.yaml")
    assert (hook["id"], hook["language"], hook["require_serial"]) == ("attrib", "python", True)
    assert set(hook["types_or"]) == {"plain-text", "markdown", "html"}
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Konon, ia mundur.\n", encoding="utf-8")
    program, *command = f"{hook['entry']} {' '.join(hook['args'])} a.txt".split()
    result = CliRunner().invoke(cli, command)
    assert program == "attrib" and result.exit_code == 1
    assert result.stdout.startswith("a.txt:1:1: error RUMOR ")


def test_the_example_names_a_hook_that_there_is() -> None:
    (repository,) = loaded(CI / "pre-commit-config.yaml")["repos"]
    assert [hook["id"] for hook in repository["hooks"]] == ["attrib"]
    assert repository["rev"] == f"v{__version__}"


# GitHub.


def test_githubs_schemas_take_the_action_and_the_example() -> None:
    tool("check_jsonschema", "--builtin-schema", "vendor.github-actions", ROOT / "action.yml")
    tool("check_jsonschema", "--builtin-schema", "vendor.github-workflows", CI / "github.yml")


def step(name: str) -> Any:
    return next(step for step in loaded(ROOT / "action.yml")["runs"]["steps"] if step.get("name") == name)


def acted(folder: Path, paths: str, args: str = "", summary: str = "true") -> subprocess.CompletedProcess[str]:
    """Run the action's step as a runner does."""
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "ATTRIB_PYTHON": sys.executable,
        "GITHUB_STEP_SUMMARY": f"{folder}.md",
        "ATTRIB_PATHS": paths,
        "ATTRIB_ARGS": args,
        "ATTRIB_SUMMARY": summary,
    }
    bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step("Check drafts")["run"]]
    return subprocess.run(bash, cwd=folder, env=env, capture_output=True, text=True)


def test_no_input_of_the_action_is_part_of_a_script() -> None:
    for made in loaded(ROOT / "action.yml")["runs"]["steps"]:
        assert "${{" not in made.get("run", "")
    inputs = set(loaded(ROOT / "action.yml")["inputs"])
    assert {"paths", "args", "version"} <= inputs
    written = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert all(f"inputs.{name} }}}}" in written for name in inputs)


def test_the_action_annotates_and_writes_a_summary(tmp_path: Path) -> None:
    (tmp_path / "naskah satu").mkdir()
    (tmp_path / "naskah satu" / "a.txt").write_text("Konon, ia mundur.\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("Sidang digelar Senin.\n", encoding="utf-8")
    done = acted(tmp_path, "naskah satu\nb.md\n", "--select RUMOR\n --lang en")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=naskah satu/a.txt,line=1,col=1,")
    assert done.stdout.count("::") == 2
    summary = Path(f"{tmp_path}.md")
    assert "RUMOR" in summary.read_text(encoding="utf-8")
    summary.unlink()
    assert acted(tmp_path, "b.md").returncode == 0 and summary.exists()
    summary.unlink()
    assert acted(tmp_path, ".", summary="false").returncode == 1 and not summary.exists()


@pytest.mark.parametrize("where", ["paths", "args"])
def test_what_stands_in_an_input_is_never_run(tmp_path: Path, where: str) -> None:
    (tmp_path / "a.txt").write_text("Sidang digelar Senin.\n", encoding="utf-8")
    done = acted(tmp_path, HOSTILE) if where == "paths" else acted(tmp_path, "a.txt", HOSTILE)
    assert done.returncode == 2
    assert not (tmp_path / "bocor").exists()
    assert acted(tmp_path, "--help").returncode == 2


def test_the_action_installs_itself_or_the_release_that_is_named(tmp_path: Path) -> None:
    fake = tmp_path / "python"
    fake.write_text('#!/bin/sh\nif [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi\necho "$*"\n')
    fake.chmod(0o755)
    for version, wanted in (("", "/aksi attrib"), ("0.1.0", "attrib==0.1.0")):
        env = {
            "PATH": f"{tmp_path}:{os.environ['PATH']}",
            "RUNNER_TEMP": str(tmp_path / "temp"),
            "GITHUB_ENV": str(tmp_path / "env"),
            "GITHUB_ACTION_PATH": "/aksi attrib",
            "ATTRIB_VERSION": version,
        }
        bash = ["bash", "-eo", "pipefail", "-c", step("Install attrib")["run"]]
        done = subprocess.run(bash, cwd=tmp_path, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[-1].endswith(f"--disable-pip-version-check {wanted}")
    assert (tmp_path / "env").read_text().splitlines()[0] == f"ATTRIB_PYTHON={tmp_path}/temp/attrib/bin/python"


def test_the_workflow_fetches_the_history_and_gives_what_the_action_takes() -> None:
    steps = loaded(CI / "github.yml")["jobs"]["kata-siapa"]["steps"]
    checkout, check = steps
    assert checkout["with"]["fetch-depth"] == 0
    assert check["uses"].endswith(f"/attrib@v{__version__}")
    assert set(check["with"]) <= set(loaded(ROOT / "action.yml")["inputs"])


# GitLab.


def test_gitlabs_schema_takes_the_example() -> None:
    tool("check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", CI / "gitlab-ci.yml")


def test_the_job_writes_the_report_that_gitlab_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = loaded(CI / "gitlab-ci.yml")["attrib"]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "naskah").mkdir()
    (tmp_path / "naskah" / "a.txt").write_text("Konon, ia mundur.\n", encoding="utf-8")
    (command,) = job["script"]
    result = CliRunner().invoke(cli, command.split()[1:])
    assert result.exit_code == 1 and "RUMOR" in result.stdout
    found = json.loads((tmp_path / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert "RUMOR" in [issue["check_name"] for issue in found]
    assert job["artifacts"]["when"] == "always"
