"""The house: what a wheel holds, where rules are found, what a command may import, which files exist."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from zipfile import ZipFile

import pytest

from attrib import __version__
from attrib.lexicon import digest

ROOT = Path(__file__).parents[1]
SCRIPTS = ("attrib", "atribusi")
# Each costs more to import than a draft costs to check.
HEAVY = frozenset({"importlib.metadata", "jsonschema", "msgspec", "multiprocessing", "pathspec", "tabulate", "tomllib"})
LAZY = HEAVY | {"regex", "wcwidth"}
# What a check of a few drafts has no use for: other processes, archives, engines, the extras.
ELSEWHERE = frozenset({"attrib.archive", "attrib.batch", "attrib.engines", "attrib.pool", "attrib.proofs"})
EXTRAS = frozenset({"dask", "distributed", "pandas", "pyarrow", "pygls", "pyspark"})


def _run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the checkout, in the tests' environment and what is named."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8")


def _modules(*arguments: str) -> frozenset[str]:
    """Return the names of the modules that a command line imports, from the start of attrib's own code."""
    code = (
        "import sys\nbefore = set(sys.modules)\nfrom attrib.cli import main\n"
        f"sys.argv = ['attrib', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit as error:\n    status = error.code\n"
        "print(*sorted(set(sys.modules) - before), file=sys.stderr)\nsys.exit(status)\n"
    )
    done = _run(sys.executable, "-c", code)
    assert done.returncode in (0, 1), done.stderr
    return frozenset(done.stderr.splitlines()[-1].split())


def _config() -> ConfigParser:
    config = ConfigParser(interpolation=None)
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    return config


@pytest.mark.parametrize(
    "name",
    [
        *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "Makefile", "MANIFEST.in", "setup.cfg"),
        *("pyproject.toml", ".ci/run", "rules/README.md", "attrib/py.typed", "seeds"),
    ],
)
def test_the_house_has(name: str) -> None:
    assert (ROOT / name).exists()


def test_every_folder_of_code_is_packaged() -> None:
    listed = _config()["options"]["packages"].split()
    folders = {path.parent.relative_to(ROOT).as_posix().replace("/", ".") for path in (ROOT / "attrib").rglob("*.py")}
    assert set(listed) == folders | {"attrib.ci", "attrib.rules"}
    assert listed == sorted(listed)


def test_the_changelog_tells_of_this_version() -> None:
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_ci_script_is_sound() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert _run("bash", "-n", script).returncode == 0


def test_module_prints_its_version() -> None:
    done = _run(sys.executable, "-m", "attrib", "--version")
    assert (done.returncode, done.stdout) == (0, f"attrib {__version__}\n")


def test_version_imports_nothing_but_click_and_the_command_line() -> None:
    loaded = _modules("--version")
    assert not loaded & LAZY
    assert not loaded & {f"attrib.{name}" for name in ("analyze", "lexicon", "readers", "run", "segment", "model")}


def test_a_first_check_with_the_wheel_compiles_no_rules(installed: Path, tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(installed), "ATTRIB_CACHE_DIR": str(tmp_path)}
    done = _run(sys.executable, "-P", "-X", "importtime", "-m", "attrib", "check", str(ROOT / "seeds"), **environment)
    loaded = set(re.findall(r"[\w.]+$", done.stderr, re.MULTILINE))
    assert done.returncode == 1 and "attrib.analyze" in loaded
    assert not {"attrib.lexicon.compile", "msgspec", "tomllib"} & loaded
    assert [path.name for path in tmp_path.iterdir()] == ["results"]


def test_a_warm_check_imports_no_heavy_library() -> None:
    _modules("check", "seeds/", "--format", "json")
    assert not _modules("check", "seeds/", "--format", "json", "--no-cache") & (HEAVY | ELSEWHERE | EXTRAS)


def test_a_draft_that_was_analyzed_before_needs_no_matcher() -> None:
    _modules("check", "seeds/", "--format", "json")
    matcher = {"attrib.analyze", "attrib.checks", "attrib.links", "attrib.segment", "attrib.sources", "regex"}
    assert not _modules("check", "seeds/", "--format", "json") & (HEAVY | ELSEWHERE | EXTRAS | matcher)


def test_an_archive_of_lines_imports_no_extra(tmp_path: Path) -> None:
    (tmp_path / "arsip.jsonl").write_text('{"text": "Sidang digelar Senin."}\n')
    loaded = _modules("archive", str(tmp_path / "arsip.jsonl"), str(tmp_path / "hasil.jsonl"), "--quiet")
    assert "attrib.archive.run" in loaded and not loaded & (EXTRAS | {"attrib.pool", "multiprocessing", "tabulate"})


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in a folder of its own."""
    site = tmp_path_factory.mktemp("site")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", site)
    done = _run(*pip, wheel)
    assert done.returncode == 0, done.stderr
    return site


def test_the_wheel_holds_all_rules_and_the_schema(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    rules = {f"attrib/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "rules").rglob("*.*")}
    examples = {f"attrib/ci/{path.name}" for path in (ROOT / "docs" / "ci").iterdir()}
    templates = {f"attrib/settings/attrib.{lang}.toml" for lang in ("id", "en")}
    assert rules | examples | templates <= names
    schemas = {path.relative_to(ROOT).as_posix() for path in (ROOT / "attrib").rglob("*.schema.json")}
    compiled = f"attrib/lexicon/lexicon-{digest([ROOT / 'rules'])}.json"
    assert len(schemas) == 4 and {*schemas, compiled, "attrib/py.typed"} <= names
    assert not {name for name in names if name.startswith(("tests/", "seeds/", "rules/"))}


@pytest.mark.parametrize("script", SCRIPTS)
def test_installed_scripts_run(installed: Path, script: str) -> None:
    done = _run(installed / "bin" / script, "--version", PYTHONPATH=str(installed))
    assert (done.returncode, done.stdout) == (0, f"attrib {__version__}\n")


def test_an_installed_attrib_finds_the_same_rules(installed: Path, tmp_path: Path) -> None:
    command = (sys.executable, "-P", "-m", "attrib", "rules", "list", "--format", "json")
    environment = {"PYTHONPATH": str(installed), "ATTRIB_CACHE_DIR": str(tmp_path)}
    here, there = _run(*command), _run(*command, **environment)
    where = _run(sys.executable, "-P", "-c", "import attrib; print(attrib.__file__)", **environment)
    assert Path(where.stdout).is_relative_to(installed)
    assert (there.returncode, there.stderr) == (0, "")
    assert there.stdout == here.stdout
