"""The markup parser, loaded when a draft needs it: events only, no tree, no entity, no file or network access."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from attrib.errors import DraftError
from attrib.limits import Limits, exceeded

SAVE_AS_TEXT: Final = "save it as text"
LONGEST_REASON: Final = 160


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

    def comment(self, words: str) -> None:
        """A comment comes."""

    def close(self) -> None:
        """The document ends."""


class _RefusedError(Exception):
    """A document type, which no word processor writes, and which can define entities without end."""


class _TooDeepError(Exception):
    """More elements within each other than the limits allow."""


class _Shallow:
    """A target that hands everything on, but refuses elements nested too deep."""

    def __init__(self, target: Target, most: int) -> None:
        self.target = target
        self.most = most
        self.depth = 0
        self.data, self.close = target.data, target.close

    def start(self, tag: str, attributes: Any) -> None:
        self.depth += 1
        if self.depth > self.most:
            raise _TooDeepError
        self.target.start(tag, attributes)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.target.end(tag)


class _WithComments(_Shallow):
    """One that hears of comments, too."""

    def __init__(self, target: Target, most: int) -> None:
        super().__init__(target, most)
        self.comment = target.comment


class _WithoutDoctype(_Shallow):
    """One that refuses a document type declaration."""

    def doctype(self, *declaration: str) -> None:
        raise _RefusedError


def parse_html(text: str, target: Target, path: str, limits: Limits) -> None:
    """Tell the target of an HTML document, whatever its faults; raises DraftError if it is nested too deep."""
    library = _library(path)
    # By itself the library cuts a comment or an attribute of 10 MB in two; what is too large was refused before.
    parser = library.HTMLParser(
        target=_WithComments(target, limits.max_depth),
        encoding="utf-8",
        no_network=True,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        parser.feed(text.encode("utf-8"))
        parser.close()
    except _TooDeepError:
        raise exceeded(path, "max-depth", limits, SAVE_AS_TEXT) from None
    except library.XMLSyntaxError as error:
        raise DraftError(path, f"cannot be read as HTML ({_reason(error)})", SAVE_AS_TEXT) from None


def parse_xml(chunks: Iterable[bytes], target: Target, path: str, part: str, limits: Limits) -> None:
    """Tell the target of an XML document that comes in chunks; raises DraftError if it is broken or hostile."""
    library = _library(path)
    parser = library.XMLParser(
        target=_WithoutDoctype(target, limits.max_depth),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    named = clipped(part)
    try:
        for chunk in chunks:
            parser.feed(chunk)
        parser.close()
    except _RefusedError:
        raise DraftError(path, f"{named} declares a document type (DTD), which is refused", "save it again") from None
    except _TooDeepError:
        raise exceeded(path, "max-depth", limits, SAVE_AS_TEXT) from None
    except (library.XMLSyntaxError, LookupError, ValueError) as error:
        raise DraftError(path, f"{named} is not sound XML ({_reason(error)})", "open it and save it again") from None


def _library(path: str) -> Any:
    try:
        from lxml import etree
    except ImportError:
        raise DraftError(path, "needs the package lxml to be read", "try `pip install lxml`") from None
    return etree


def _reason(error: Exception) -> str:
    return clipped(" ".join(str(error).split()) or "nothing in it")


def clipped(text: str) -> str:
    """Return words of a draft short enough for an error in one line."""
    return text if len(text) <= LONGEST_REASON else f"{text[:LONGEST_REASON]}…"
