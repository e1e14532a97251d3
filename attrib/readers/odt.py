"""OpenDocument's .odt: paragraphs with the roles of their styles, tracked changes read as if accepted."""

from __future__ import annotations

import re
from typing import Any, Final

from attrib.limits import DEFAULT, Limits
from attrib.model import Draft
from attrib.readers.archive import Archive
from attrib.readers.extract import CHANGE, Extract, notes_of
from attrib.readers.markup import Target, parse_xml
from attrib.readers.styles import Style, role_of

_URN: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT: Final = f"{_URN}text:1.0}}"
STYLE: Final = f"{_URN}style:1.0}}"
TABLE: Final = f"{_URN}table:1.0}}"
OFFICE: Final = f"{_URN}office:1.0}}"
DRAW: Final = f"{_URN}drawing:1.0}}"

CONTENT: Final = "content.xml"
STYLES: Final = "styles.xml"
MANIFEST: Final = "META-INF/manifest.xml"
LOCKED: Final = b"encryption-data"
PARAGRAPHS: Final = frozenset((f"{TEXT}p", f"{TEXT}h"))
LEFT_OUT: Final = {
    f"{TEXT}note": "footnote",
    f"{OFFICE}annotation": "comment",
    f"{DRAW}text-box": "text box",
    f"{TEXT}hidden-text": "hidden passage",
    f"{TEXT}hidden-paragraph": "hidden passage",
}
SILENT: Final = frozenset(
    (
        *(f"{TEXT}{name}" for name in ("tracked-changes", "table-of-content", "ruby-text", "sequence-decls")),
        *(f"{TEXT}{name}-index" for name in ("illustration", "table", "object", "user", "alphabetical")),
        *(f"{OFFICE}{name}" for name in ("forms", "scripts", "event-listeners")),
        *(f"{_URN}svg-compatible:1.0}}{name}" for name in ("title", "desc")),
    )
)
CHANGES: Final = frozenset((f"{TEXT}insertion", f"{TEXT}deletion"))
ESCAPED: Final = re.compile(r"_([0-9a-fA-F]{2,4})_")
"""How a name holds a space: "Text_20_body"."""


def read_odt(path: str, data: bytes, limits: Limits = DEFAULT) -> Draft:
    """Make a draft of an .odt, one line a paragraph; its notes say what is left out. Raises DraftError."""
    archive = Archive(path, data, "an .odt", limits)
    if MANIFEST in archive.names and any(LOCKED in chunk for chunk in archive.chunks(MANIFEST)):
        raise archive.locked()
    body = _Body()
    for part in (STYLES, CONTENT):
        if part == CONTENT or part in archive.names:
            parse_xml(archive.chunks(archive.require(part)), body, path, part, limits)
    return body.extract.draft(path, notes=notes_of(body.extract.notes), limits=limits)


class _Body(Target):
    """The styles, then the text, as they go by."""

    def __init__(self) -> None:
        self.extract = Extract()
        self.styles: dict[str, Style] = {}
        self.within = False
        """Whether this is the text, not what stands around it."""
        self.skipped = 0
        self.lists = 0
        self.cells = 0
        self.paragraphs: list[str | None] = []
        """The roles of the paragraphs that are open."""

    def start(self, tag: str, attributes: Any) -> None:
        """An element begins."""
        if tag in CHANGES:
            self.extract.note(CHANGE)
        if self.skipped or tag in LEFT_OUT or tag in SILENT:
            if not self.skipped and tag in LEFT_OUT:
                self.extract.note(LEFT_OUT[tag])
            self.skipped += 1
        elif tag == f"{STYLE}style":
            self._style(attributes)
        elif tag == f"{OFFICE}text":
            self.within = True
        elif tag in PARAGRAPHS:
            self._paragraph(tag, attributes)
        elif tag == f"{TEXT}list":
            self.lists += 1
        elif tag == f"{TABLE}table-cell":
            self.cells += 1
        elif self.paragraphs:
            self._sign(tag)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self.skipped:
            self.skipped -= 1
        elif tag == f"{OFFICE}text":
            self.within = False
        elif tag in PARAGRAPHS and self.paragraphs:
            self._part()
            self.paragraphs.pop()
        elif tag == f"{TEXT}list":
            self.lists -= 1
        elif tag == f"{TABLE}table-cell":
            self.cells -= 1

    def data(self, words: str) -> None:
        """Words come, which count within paragraphs alone."""
        if self.paragraphs and not self.skipped:
            self.extract.add(words)

    def _style(self, attributes: Any) -> None:
        name = attributes.get(f"{STYLE}name", "")
        self.styles[name] = Style(
            ESCAPED.sub(lambda code: chr(int(code[1], 16)), attributes.get(f"{STYLE}display-name") or name),
            attributes.get(f"{STYLE}parent-style-name", ""),
            bool(attributes.get(f"{STYLE}default-outline-level")),
        )

    def _paragraph(self, tag: str, attributes: Any) -> None:
        if not self.within:
            return
        name = attributes.get(f"{TEXT}style-name", "")
        self.paragraphs.append("heading" if tag == f"{TEXT}h" else role_of(name, self.styles))

    def _sign(self, tag: str) -> None:
        # Any number of spaces (text:c="1000") is one, as everywhere in what is extracted.
        if tag in (f"{TEXT}s", f"{TEXT}tab"):
            self.extract.add(" ")
        elif tag == f"{TEXT}line-break":
            self._part()

    def _part(self) -> None:
        self.extract.close(self.paragraphs[-1] or ("list" if self.lists else "cell" if self.cells else "text"))
