"""What is fuzzed: each target takes bytes, and raises only for a fault of attrib's."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from made import docx_of_xml, zipped
from properties.sound import sound, sound_article, sound_draft

from attrib.api import draft_of, examine
from attrib.config import Config
from attrib.errors import AttribError, DraftError
from attrib.lexicon import load
from attrib.lexicon.compile import compile_entries
from attrib.lexicon.entries import Lexicon
from attrib.lexicon.gather import gather
from attrib.model import Draft
from attrib.readers import decode, decode_many
from attrib.readers.fields import Fields
from attrib.segment import cut
from attrib.terms import terms_of

CORPUS: Final = Path(__file__).parent / "corpus"
NAMES: Final = ("a.txt", "a.md", "a.html")
FIELDS: Final = Fields("text", "id")
ZIP: Final = b"PK"


@cache
def lexicon() -> Lexicon:
    """Return the shipped rules, read once."""
    return load()


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="attrib-fuzz-")


def _read(data: bytes, name: str) -> None:
    with suppress(DraftError):
        sound_draft(decode(data, name))


def plain(data: bytes) -> None:
    """Read bytes as plain text."""
    _read(data, "a.txt")


def markdown(data: bytes) -> None:
    """Read bytes as Markdown."""
    _read(data, "a.md")


def html(data: bytes) -> None:
    """Read bytes as HTML."""
    _read(data, "a.html")


def docx(data: bytes) -> None:
    """Read bytes as a Word document, or as the main part of one."""
    _read(data if data.startswith(ZIP) else docx_of_xml(data), "a.docx")


def odt(data: bytes) -> None:
    """Read bytes as an OpenDocument text, or as the content of one."""
    parts: dict[str, str | bytes] = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": data}
    _read(data if data.startswith(ZIP) else zipped(parts), "a.odt")


def jsonl(data: bytes) -> None:
    """Read bytes as an archive of drafts."""
    for draft in decode_many(BytesIO(data), "a.jsonl", FIELDS):
        if isinstance(draft, Draft):
            sound_draft(draft)


def segment(data: bytes) -> None:
    """Cut a draft into paragraphs, quotations, sentences and tokens."""
    sound_article(cut(draft_of(_text(data[1:]), NAMES[data[0] % 2] if data else NAMES[0]), lexicon()))


def rules(data: bytes) -> None:
    """Load bytes as a newsroom's rule file."""
    path = Path(_folder().name, "rules.toml")
    path.write_bytes(data)
    with suppress(AttribError):
        compile_entries([(g.kind, g.entry) for g in gather([path.parent])], "")


def check(data: bytes) -> None:
    """Check a draft, comments for attrib and all."""
    name = NAMES[data[0] % len(NAMES)] if data else NAMES[0]
    with suppress(DraftError):
        examined = examine(draft_of(_text(data[1:]), name), terms_of(Config(), lexicon()))
        # Waivers that spare nothing are reported beside one another, and may share their place.
        sound(examined.analysis)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    target.__name__: target for target in (plain, markdown, html, docx, odt, jsonl, segment, rules, check)
}
