"""Word's .docx: paragraphs with the roles of their styles, tracked changes read as if accepted."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import Any, Final

from attrib.limits import DEFAULT, Limits
from attrib.model import Draft
from attrib.readers.archive import Archive
from attrib.readers.extract import CHANGE, Extract, notes_of
from attrib.readers.markup import Target, parse_xml
from attrib.readers.styles import Style, role_of

SPACES: Final = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same text box once more, for older programs."""
RELATIONS: Final = "_rels/.rels"
MAIN: Final = "word/document.xml"
OLD: Final = frozenset(
    f"{what}Change" for what in ("pPr", "rPr", "sectPr", "tblPr", "tblPrEx", "tcPr", "trPr", "numbering")
)
"""What a paragraph or word looked like before."""
CHANGES: Final = frozenset(("ins", "del", "moveFrom", "moveTo"))
LEFT_OUT: Final = frozenset(("del", "moveFrom"))
NOTED: Final = {
    "commentReference": "comment",
    "footnoteReference": "footnote",
    "endnoteReference": "footnote",
    "txbxContent": "text box",
}
SIGNS: Final = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
OFF: Final = frozenset(("0", "false", "off"))
NO_LIST: Final = "0"
BODY_LEVEL: Final = "9"
"""The outline level of what is no heading."""


def read_docx(path: str, data: bytes, limits: Limits = DEFAULT) -> Draft:
    """Make a draft of a .docx, one line a paragraph; its notes say what is left out. Raises DraftError."""
    archive = Archive(path, data, "a .docx", limits)
    main = _main_part(archive)
    names = _Styles()
    styles = posixpath.join(posixpath.dirname(main), "styles.xml")
    if styles in archive.names:
        parse_xml(archive.chunks(styles), names, path, styles, limits)
    body = _Body(names.styles)
    parse_xml(archive.chunks(archive.require(main)), body, path, main, limits)
    return body.extract.draft(path, notes=notes_of(body.extract.notes), limits=limits)


def _main_part(archive: Archive) -> str:
    """Return the name of the part that holds the text: it is free, and the archive's relations tell it."""
    found = _Relations()
    if RELATIONS in archive.names:
        parse_xml(archive.chunks(RELATIONS), found, archive.path, RELATIONS, archive.limits)
    return found.main if found.main in archive.names else MAIN


def _local(tag: str) -> str:
    """Return the name of one of Word's own elements or attributes, "" for any other."""
    space, _, name = tag.rpartition("}")
    return name if f"{space}}}" in SPACES else ""


def _value(attributes: Any, name: str = "val") -> str:
    return next((attributes[space + name] for space in SPACES if space + name in attributes), "")


class _Relations(Target):
    main = ""

    def start(self, tag: str, attributes: Any) -> None:
        if attributes.get("Type", "").endswith("/officeDocument"):
            self.main = attributes.get("Target", "").lstrip("/")


class _Styles(Target):
    """The paragraph styles by their ids."""

    def __init__(self) -> None:
        self.styles: dict[str, Style] = {}
        self.style = ""

    def start(self, tag: str, attributes: Any) -> None:
        name, value = _local(tag), _value(attributes)
        if name == "style":
            self.style = _value(attributes, "styleId")
            self.styles[self.style] = Style("", "")
        if self.style not in self.styles:
            return
        style = self.styles[self.style]
        if name == "name":
            style = style._replace(name=value)
        elif name == "basedOn":
            style = style._replace(parent=value)
        elif name == "outlineLvl" and value != BODY_LEVEL:
            style = style._replace(heading=True)
        elif name == "numId" and value != NO_LIST:
            style = style._replace(listed=True)
        self.styles[self.style] = style


class _Body(Target):
    """The text as it goes by: where in it we are, and what the paragraph at hand is."""

    def __init__(self, styles: dict[str, Style]) -> None:
        self.extract = Extract()
        self.styles = styles
        self.stack: list[str] = []
        self.skipped = 0
        self.cells = 0
        self.hidden = False
        self._fresh()
        self.starts: dict[str, Callable[[str], None]] = {
            "pStyle": self._styled,
            "numId": self._numbered,
            "outlineLvl": self._outlined,
            "vanish": self._vanish,
            "br": self._part,
            "cr": self._part,
        }

    def _fresh(self) -> None:
        """Forget the paragraph at hand."""
        self.style = ""
        self.listed: bool | None = None
        self.heading = False
        self.joined = False

    def start(self, tag: str, attributes: Any) -> None:
        """An element begins."""
        name = _local(tag)
        if self.skipped or name in OLD or tag == FALLBACK:
            self.skipped += 1
            return
        if name in CHANGES:
            self.extract.note(CHANGE)
            if name in LEFT_OUT and self._skip(name):
                return
        if name in NOTED:
            self.extract.note(NOTED[name])
        if name == "txbxContent":
            self.skipped = 1
            return
        self.stack.append(name)
        if name in self.starts:
            self.starts[name](_value(attributes))
        elif name in SIGNS and self._parent(1) == "r":
            self.data_of(SIGNS[name])
        elif name == "tc":
            self.cells += 1
        elif name in ("r", "p"):
            self.hidden = False

    def _skip(self, name: str) -> bool:
        """Leave out words, or with the mark at its end let a paragraph run on into the next."""
        above = self._parent(0)
        if above == "rPr":
            self.joined = self._parent(1) == "pPr"
            return False
        if above == "trPr":
            return False
        self.skipped = 1
        return True

    def end(self, tag: str) -> None:
        """An element ends."""
        if self.skipped:
            self.skipped -= 1
            return
        name = self.stack.pop()
        if name == "p":
            if not self.joined:
                self.extract.close(self._role())
            self._fresh()
        elif name == "tc":
            self.cells -= 1

    def data(self, words: str) -> None:
        """Words come, which count within `t` alone."""
        if not self.skipped and self._parent(0) == "t":
            self.data_of(words)

    def data_of(self, words: str) -> None:
        """Take words, or say that they are hidden."""
        if self.hidden:
            self.extract.note("hidden passage")
        else:
            self.extract.add(words)

    def _parent(self, above: int) -> str:
        return self.stack[-1 - above] if len(self.stack) > above else ""

    def _role(self) -> str:
        if self.heading:
            return "heading"
        role = role_of(self.style, self.styles)
        if role and role != "list":
            return role
        if self.listed or (role and self.listed is None):
            return "list"
        return "cell" if self.cells else "text"

    def _styled(self, value: str) -> None:
        self.style = value

    def _numbered(self, value: str) -> None:
        self.listed = value != NO_LIST

    def _outlined(self, value: str) -> None:
        self.heading = value != BODY_LEVEL

    def _vanish(self, value: str) -> None:
        if self._parent(1) == "rPr" and self._parent(2) == "r":
            self.hidden = value not in OFF

    def _part(self, value: str) -> None:
        """A line broken by hand parts blocks, as a line end does in plain text."""
        self.extract.close(self._role())
