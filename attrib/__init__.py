"""A source-attribution checker for Indonesian news drafts: it asks of every statement, *kata siapa?*"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from attrib.api import Report, check, check_file

__version__ = "0.1.0"
__all__ = ["Report", "__version__", "check", "check_file"]


def __getattr__(name: str) -> Any:
    """Load the interface for programs when it is first used: `import attrib` costs nothing."""
    if name not in ("Report", "check", "check_file"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("attrib.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
