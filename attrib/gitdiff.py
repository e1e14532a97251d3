"""What git knows of the drafts before a change: which ones changed, and what they said then."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from typing import Final, NamedTuple

from attrib.errors import UsageError

OPTION: Final = "--diff-base"
SHALLOW: Final = "this clone is shallow: fetch all of its history (`fetch-depth: 0` for actions/checkout)"
PURPOSE: Final = "it compares the versions that git keeps"
TIMEOUT: Final = 60
"""Seconds that git may take for one answer."""


class Past(NamedTuple):
    """A draft before the change: its path then, from the repository's root, None if it is new since."""

    path: str | None
    changed: bool


class Base:
    """The commit in which a change began: where REV and HEAD parted, so that what others did to REV since is no part
    of it.

    Raises UsageError, naming the way out, without git, a repository, that revision, or the history between.
    """

    def __init__(self, rev: str) -> None:
        self.rev = rev
        self.root = os.fsdecode(_git(".", "rev-parse", "--show-toplevel")).removesuffix("\n")
        self.commit = _merge_base(self.root, rev)
        self._before = dict(_changes(self.root, self.commit))
        self._tracked = frozenset(_names(_git(self.root, "ls-files", "-z")))

    def past(self, path: str) -> Past:
        """Return what a draft was before the change; raises UsageError for one outside of the repository."""
        full, root = os.path.realpath(path), os.path.realpath(self.root)
        name = os.path.relpath(full, root).replace(os.sep, "/")
        if name.startswith("../"):
            raise UsageError(path, f"is outside of the repository {self.root}", f"check it without {OPTION}")
        if name in self._before:
            return Past(self._before[name], True)
        return Past(name, False) if name in self._tracked else Past(None, True)

    def read(self, path: str) -> bytes | None:
        """Return what a file held before the change, None if it was not there."""
        done = _run(self.root, "cat-file", "blob", f"{self.commit}:{path}")
        return done.stdout if done.returncode == 0 else None


def _merge_base(root: str, rev: str) -> str:
    """Return the commit in which REV and HEAD parted."""
    shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    ends = []
    for name in ("HEAD", rev):
        done = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if done.returncode:
            what = "the repository has no commit yet" if name == "HEAD" else f"git knows no revision {name}"
            raise UsageError(OPTION, what, SHALLOW if shallow else "see `git branch --all`, `git fetch`")
        ends.append(os.fsdecode(done.stdout).split()[-1])
    done = _run(root, "merge-base", *ends)
    if done.returncode:
        what = f"{rev} and HEAD have no commit in common"
        raise UsageError(OPTION, what, SHALLOW if shallow else "name another revision")
    return os.fsdecode(done.stdout).strip()


def _changes(root: str, commit: str) -> Iterator[tuple[str, str | None]]:
    """Yield each path that is not as it was in a commit, staged or not, with its path then."""
    command = ("diff", "--name-status", "-z", "-M", "--no-ext-diff", "--ignore-submodules", commit, "--")
    fields = iter(_names(_git(root, *command)))
    for status in fields:
        path = next(fields)
        if status[0] in "RC":
            yield next(fields), path
        else:
            yield path, None if status[0] == "A" else path


def _names(answer: bytes) -> list[str]:
    return [os.fsdecode(name) for name in answer.split(b"\0") if name]


def _git(folder: str, *arguments: str) -> bytes:
    """Return git's answer; raises UsageError with what it says if there is none."""
    done = _run(folder, *arguments)
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().splitlines()
        raise UsageError(OPTION, said[0].removeprefix("fatal: ") if said else "git fails", PURPOSE)
    return done.stdout


def _run(folder: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    # A prompt or a pager would wait for ever; messages are read, so they are wanted untranslated.
    env = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.run(
            ("git", "-C", folder, *arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=env,
            timeout=TIMEOUT,
            check=False,
        )
    except FileNotFoundError:
        raise UsageError(OPTION, "git is not installed, or not on the path", PURPOSE) from None
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise UsageError(OPTION, f"git cannot be run ({error})") from None
