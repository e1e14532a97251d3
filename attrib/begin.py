"""`attrib init`: the first file of settings, and what continuous integration needs, from templates that are shipped."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from attrib.errors import UsageError
from attrib.limits import DEFAULT, LIMITS, size
from attrib.output import write_file
from attrib.reports import REPORTS
from attrib.settings.search import OWN, file_in
from attrib.upward import shown

CI: Final[Mapping[str, str]] = {
    "github": "github.yml",
    "gitlab": "gitlab-ci.yml",
    "pre-commit": "pre-commit-config.yaml",
}
"""What --ci takes, and its file in docs/ci, which says in its first line where it goes."""


def files(lang: str, ci: Sequence[str]) -> dict[str, str]:
    """Return the text of each file to write, by its path from the folder."""
    made = {OWN[0]: settings(lang)}
    for name in ci:
        text = (_shipped() / CI[name]).read_text(encoding="utf-8")
        path = text.removeprefix("# ").partition(":")[0]
        made[path] = text
    return made


def settings(lang: str) -> str:
    """Return an attrib.toml with every key, nearly all of them commented out."""
    template = Path(__file__).with_name("settings") / f"attrib.{lang}.toml"
    limits = "\n".join(
        f"# {limit.key} = {_limit(limit.key)}".ljust(32) + f"# {limit.id if lang == 'id' else limit.en}"
        for limit in LIMITS
    )
    return template.read_text(encoding="utf-8").format(formats=", ".join(REPORTS), limits=limits)


def write(folder: str, made: Mapping[str, str], force: bool) -> None:
    """Write files, all of them or none; raises UsageError for one that is there already, unless by `force`."""
    cwd = os.path.realpath(os.getcwd())
    there = [path for path in made if os.path.lexists(os.path.join(folder, path))]
    if there and not force:
        places = ", ".join(shown(os.path.realpath(os.path.join(folder, path)), cwd) for path in there)
        raise UsageError(places, "there already", "--force writes it anew, --print shows what would be written")
    other = None if OWN[0] in there else file_in(os.path.realpath(folder), cwd)
    if other is not None:
        raise UsageError(other.name, "holds settings already", "change it, or move it away first")
    for path, text in made.items():
        full = Path(folder, path)
        try:
            full.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(str(full.parent), f"cannot be made ({error.strerror})") from None
        write_file(str(full), [text])


def _limit(key: str) -> str:
    limit = next(limit for limit in LIMITS if limit.key == key)
    value: int = getattr(DEFAULT, limit.field)
    return f'"{size(value)}"' if limit.is_size else str(value)


def _shipped() -> Path:
    """Return the examples for continuous integration: in docs/ of a checkout, inside the package in a wheel."""
    package = Path(__file__).resolve().parent
    beside = package.parent / "docs" / "ci"
    return beside if beside.is_dir() else package / "ci"
