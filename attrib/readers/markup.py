"""The markup parser, loaded when a draft needs it: events only, no tree, no entity, no file or network access."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrib.errors import DraftError


class Target:
    """What is told of a document as it is read; attributes come by their names, namespaces in braces.

    A listener need not hear everything: by itself it ignores what it is told.
    """

    def start(self, tag: str, attributes: Any) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """The innermost element ends."""

    def data(self, words: str) -> None:
        """Text comes, perhaps in several pieces."""

    def close(self) -> None:
        """The document ends."""


class _RefusedError(Exception):
    """A document type, which no word processor writes, and which can define entities without end."""


class _WithoutDoctype:
    """A target that hands everything on, but refuses a document type declaration."""

    def __init__(self, target: Target) -> None:
        self.start, self.end, self.data, self.close = target.start, target.end, target.data, target.close

    def doctype(self, *declaration: str) -> None:
        raise _RefusedError


def parse_html(text: str, target: Target, path: str) -> None:
    """Tell the target of an HTML document, whatever its faults."""
    library = _library(path)
    parser = library.HTMLParser(target=target, encoding="utf-8", no_network=True, remove_pis=True)
    try:
        parser.feed(text.encode("utf-8"))
        parser.close()
    except library.XMLSyntaxError as error:
        raise DraftError(path, f"cannot be read as HTML ({_reason(error)})", "save it as text") from None


def parse_xml(chunks: Iterable[bytes], target: Target, path: str, part: str) -> None:
    """Tell the target of an XML document that comes in chunks; raises DraftError if it is broken or hostile."""
    library = _library(path)
    parser = library.XMLParser(
        target=_WithoutDoctype(target), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for chunk in chunks:
            parser.feed(chunk)
        parser.close()
    except _RefusedError:
        raise DraftError(path, f"{part} declares a document type (DTD), which is refused", "save it again") from None
    except (library.XMLSyntaxError, LookupError, ValueError) as error:
        raise DraftError(path, f"{part} is not sound XML ({_reason(error)})", "open it and save it again") from None


def _library(path: str) -> Any:
    try:
        from lxml import etree
    except ImportError:
        raise DraftError(path, "needs the package lxml to be read", "try `pip install lxml`") from None
    return etree


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or "nothing in it"
