"""What a build adds to the wheel: the shipped rules compiled, so that a first check is no slower than the next.

Named in setup.cfg; setuptools loads it by its path, before attrib is installed. Without what compiling needs the
wheel is built all the same, and the first check compiles.
"""

from __future__ import annotations

import sys
from pathlib import Path

from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent.parent


class BuildPy(build_py):
    """Copies the packages, and writes the compiled rules beside the code that reads them; not in an editable install,
    where rules change.
    """

    def run(self) -> None:
        """Do both."""
        super().run()
        if not self.editable_mode:
            self._compile()

    def _compile(self) -> None:
        sys.path.insert(0, str(ROOT))
        try:
            from attrib.lexicon import cache, load
        except ImportError as missing:
            self.warn(f"the rules are not compiled: {missing}")
            return
        finally:
            sys.path.remove(str(ROOT))
        folder = Path(self.build_lib) / "attrib" / "lexicon"
        self.announce(f"compiling the rules into {folder}")
        cache.ship(load(), folder)
