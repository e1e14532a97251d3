"""HTML: the article's words, block by block, out of whatever page stands around it."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any, Final, NamedTuple

from attrib.limits import DEFAULT, Limits
from attrib.model import Draft
from attrib.readers.extract import Extract, notes_of
from attrib.readers.markup import Target, parse_html

_GONE: Final = """
    head script style template noscript nav footer button select textarea iframe object embed video audio canvas
    svg math map dialog del rt rp
"""
GONE: Final = frozenset(_GONE.split())
"""What no reader of the article sees, or what is no part of it."""
ROLES: Final = {
    **dict.fromkeys(("aside", "figcaption", "caption", "address"), "skipped"),
    **dict.fromkeys(("pre", "listing", "xmp"), "code"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "blockquote": "quote",
    **dict.fromkeys(("li", "dt", "dd"), "list"),
    **dict.fromkeys(("td", "th"), "cell"),
}
RANK: Final = ("skipped", "code", "heading", "header", "quote", "list", "cell")
"""Of several roles that hold at once, as in a list within a quotation, the first; `header` is that of a page."""
_PARTING: Final = """
    p div section article main header hgroup body html ul ol dl menu table thead tbody tfoot tr figure fieldset legend
    details summary center search br hr
"""
PARTING: Final = frozenset(_PARTING.split()) | frozenset(ROLES)
ROOTS: Final = ("body", "article", "main")
"""What may hold the article, the surest first: `body` stands for schema.org's articleBody."""
EMBEDDED: Final = re.compile(r"\b(?:twitter-tweet|instagram-media|tiktok-embed|fb-post)\b")
INVISIBLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
DIRECTIVE: Final = re.compile(r"\s*attrib\b")
"""A comment meant for attrib stays in the text, as it does in Markdown."""


class _Root(NamedTuple):
    """An element that may hold the article, and the blocks in it."""

    kind: str
    first: int
    last: int


class _Open(NamedTuple):
    """An element that is not closed yet: what it gives to the blocks in it."""

    tag: str
    role: str | None
    root: str | None
    first: int
    """The first block in it, or for `sup` the first piece."""


def read_html(path: str, text: str, limits: Limits = DEFAULT) -> Draft:
    """Make a draft of an HTML page: what its article holds, one line a block; `del` is left out, as if accepted."""
    page = _Page()
    parse_html(text, page, path, limits)
    return page.extract.draft(path, page.chosen(), notes_of(page.extract.notes), limits)


class _Page(Target):
    """What is open as the page goes by, and what the blocks are."""

    def __init__(self) -> None:
        self.extract = Extract()
        self.open: list[_Open] = []
        self.gone = 0
        self.held = dict.fromkeys(RANK, 0)
        self.inside = 0
        """How many elements that may hold an article are open."""
        self.roots: list[_Root] = []
        self.titles: list[int] = []

    def start(self, tag: str, attributes: Any) -> None:
        """An element begins: what is before it ends, if it stands apart."""
        if self.gone or self._is_gone(tag, attributes):
            self.gone += 1
            return
        if tag in PARTING:
            self._part()
        if tag == "q":
            self.extract.add("“")
        root = _root(tag, attributes)
        role = ROLES.get(tag)
        if tag == "blockquote" and EMBEDDED.search(attributes.get("class") or ""):
            role = "skipped"
        if tag == "header" and not self.inside:
            role = "header"
        if role:
            self.held[role] += 1
        self.inside += root is not None
        first = len(self.extract.pieces) if tag == "sup" else len(self.extract.texts)
        self.open.append(_Open(tag, role, root, first))

    def end(self, tag: str) -> None:
        """An element ends, and with it the block at hand, if it stands apart."""
        if self.gone:
            self.gone -= 1
            return
        if not self.open:
            return
        if tag in PARTING:
            before = len(self.extract.texts)
            self._part()
            if tag == "h1":
                self.titles += range(before, len(self.extract.texts))
        elif tag == "q":
            self.extract.add("”")
        element = self.open.pop()
        if element.role:
            self.held[element.role] -= 1
        if element.root:
            self.inside -= 1
            self.roots.append(_Root(element.root, element.first, len(self.extract.texts)))

    def data(self, words: str) -> None:
        """Words come."""
        if not self.gone:
            self.extract.add(words)

    def comment(self, words: str) -> None:
        """A comment comes: none but attrib's own is kept."""
        if not self.gone and DIRECTIVE.match(words):
            self.extract.add(f"<!--{words}-->", seen=False)

    def close(self) -> None:
        """The page ends."""
        self._part()

    def chosen(self) -> list[int]:
        """Return the numbers of the article's blocks: of the surest element that holds half of the page's words.

        The page's first title stands before them, should it be outside.
        """
        extract = self.extract
        words = [len(text) if role in ("text", "quote") else 0 for text, role in self._blocks()]
        sums = [0, *accumulate(words)]
        for kind in ROOTS:
            of_kind = [root for root in self.roots if root.kind == kind]
            best = max(of_kind, key=lambda root: sums[root.last] - sums[root.first], default=None)
            if best and best.first < best.last and (sums[best.last] - sums[best.first]) * 2 >= sums[-1]:
                titles = [number for number in self.titles[:1] if number < best.first]
                ours = [number for number, role in enumerate(extract.roles[: best.first]) if role == "comment"]
                return [*sorted({*titles, *ours}), *range(best.first, best.last)]
        return list(range(len(extract.texts)))

    def _blocks(self) -> list[tuple[str, str]]:
        return list(zip(self.extract.texts, self.extract.roles, strict=True))

    def _is_gone(self, tag: str, attributes: Any) -> bool:
        if tag in GONE:
            if tag == "del":
                self.extract.note("deleted passage")
            return True
        if tag == "a" and self.open and self.open[-1].tag == "sup":
            # A note's number, as in "naik 5 persen[1]".
            del self.extract.pieces[self.open[-1].first :]
            return True
        return "hidden" in attributes or INVISIBLE.search(attributes.get("style") or "") is not None

    def _part(self) -> None:
        role = next((role for role in RANK if self.held[role]), "text")
        self.extract.close("skipped" if role == "header" else role)


def _root(tag: str, attributes: Any) -> str | None:
    if attributes.get("itemprop") == "articleBody":
        return "body"
    if tag in ("article", "main"):
        return tag
    return "main" if attributes.get("role") == "main" else None
