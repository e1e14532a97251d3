"""What all tests share: the same surroundings whoever runs them, and on which machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

_SURROUNDINGS = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES")

settings.register_profile("attrib", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("attrib")


def pytest_configure(config: pytest.Config) -> None:
    """Keep the user's cache, colours and language out of the tests, and of the processes that they start."""
    for name in [name for name in os.environ if name.startswith("ATTRIB_") or name in _SURROUNDINGS]:
        del os.environ[name]
    cache = tempfile.TemporaryDirectory(prefix="attrib-cache-")
    config.add_cleanup(cache.cleanup)
    os.environ["ATTRIB_CACHE_DIR"] = cache.name


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel of a copy of the tree, without a network."""
    try:
        new_enough = int(version("setuptools").split(".")[0]) >= 77
    except PackageNotFoundError:
        new_enough = False
    if not new_enough:
        pytest.skip("building a wheel offline needs setuptools >= 77: pip install -e '.[test]'")
    base = tmp_path_factory.mktemp("wheel")
    skip = shutil.ignore_patterns("__pycache__", ".*", "*.egg-info", "build", "tests")
    shutil.copytree(ROOT, base / "tree", ignore=skip)
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index")
    command = (*pip, "--wheel-dir", base, base / "tree")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return next(base.glob("*.whl"))
