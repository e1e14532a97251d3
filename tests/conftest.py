"""What all tests share: the same surroundings whoever runs them, and on which machine."""

from __future__ import annotations

import os
import tempfile

import pytest
from hypothesis import settings

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
