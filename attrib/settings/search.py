"""Where settings stand: the file of a folder, if any of those that may hold some does."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from attrib.errors import UsageError
from attrib.upward import shown

if TYPE_CHECKING:
    from attrib.settings.file import SettingsFile

OWN: Final = ("attrib.toml", ".attrib.toml")
SHARED: Final = {
    "pyproject.toml": re.compile(
        rb"^(?:\xef\xbb\xbf)?[ \t]*\[{0,2}[ \t]*(?:[\"']?tool[\"']?[ \t]*\.[ \t]*)?[\"']?attrib[\"']?[ \t]*[\].=]"
        rb"|^[ \t]*tool[ \t]*=",
        re.MULTILINE,
    ),
    "setup.cfg": re.compile(rb"^(?:\xef\xbb\xbf)?\[attrib[\]:]", re.MULTILINE),
}
"""Files that hold other programs' settings as well, and what a line begins with in one that may hold ours.

They are read as what they are only then: most have nothing for attrib.
"""


def file_in(folder: str, cwd: str) -> SettingsFile | None:
    """Return the settings file that a folder holds, None if there is none; both are real paths.

    Raises UsageError for a folder with two of them.
    """
    found = [file for name in (*OWN, *SHARED) if (file := _settings(os.path.join(folder, name), name, cwd))]
    if len(found) > 1:
        raise UsageError(found[1].name, f"holds settings, and so does {found[0].name}", "keep them in one file")
    return found[0] if found else None


def _settings(path: str, name: str, cwd: str) -> SettingsFile | None:
    """Return what a file holds for attrib, if it is there and has a table of ours."""
    if not os.path.isfile(path):
        if name in OWN and os.path.islink(path):
            raise UsageError(shown(path, cwd), "is a link that leads to no file", "mend it, or take it away")
        return None
    if name in SHARED:
        try:
            with open(path, "rb") as file:
                if not SHARED[name].search(file.read()):
                    return None
        except OSError as error:
            what = f"cannot be read ({error.strerror})"
            raise UsageError(shown(path, cwd), what, "--isolated does without it") from None
    from attrib.settings.file import read

    return read(path, cwd)
