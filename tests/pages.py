"""HTML pages as tests read them: a strict tree without a browser, and a browser where there is one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any

import pytest
import samples

from attrib.analyze import analyze
from attrib.lexicon import load
from attrib.model import Analysis, Failure, Report
from attrib.readers import decode
from attrib.reports import Context, render

VOID = {"meta", "link", "br", "hr", "img", "input"}
HOSTILE = (
    "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>\x00\x1b[31m\u202e\u2066\ud800\ufffe<!--&lt;"
)
FLAGS = ("--disable-lcd-text", "--font-render-hinting=none")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


class Node:
    """An element: tag, attributes, children (elements and text in order)."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: Node | None) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Node | str] = []

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    def all(self, tag: str = "", kind: str = "") -> list[Node]:
        """Return the elements below with a tag and a class, in the order of the page."""
        return [n for n in self._below() if (not tag or n.tag == tag) and (not kind or kind in n.classes)]

    def one(self, tag: str = "", kind: str = "") -> Node:
        found = self.all(tag, kind)
        assert len(found) == 1, (tag, kind, len(found))
        return found[0]

    def by_id(self, name: str) -> Node:
        return next(n for n in self._below() if n.id == name)

    def up(self, kind: str) -> Node:
        node = self.parent
        while node and kind not in node.classes:
            node = node.parent
        assert node, kind
        return node

    def text(self, without: tuple[str, ...] = ()) -> str:
        """Return the text within, but for elements of some classes."""
        if self.classes & set(without):
            return ""
        return "".join(child if isinstance(child, str) else child.text(without) for child in self.children)

    def _below(self) -> Iterator[Node]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child._below()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Node("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        node = Node(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.at.tag, f"</{tag}> closes <{self.at.tag}>"
        assert self.at.parent
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def page(*analyses: Analysis, failures: tuple[Failure, ...] = (), **how: Any) -> str:
    """Return the HTML report of some drafts."""
    return render("html", Report(analyses, failures), Context(version="9.9.9", **how))


def checked(words: str, name: str = "drafts/desa.txt") -> Analysis:
    """Return all that attrib finds in a text."""
    return analyze(decode(words.encode(), name), load(()))


def hostile() -> Analysis:
    """Return the sample whose every word means harm to a page."""
    sample = samples.analysis(f"drafts/{HOSTILE}.txt")
    words = HOSTILE + samples.TEXT[len(HOSTILE) :]
    findings = tuple(f._replace(message=HOSTILE, advice=HOSTILE, code=HOSTILE) for f in sample.findings)
    entities = tuple(e._replace(name=HOSTILE, role=HOSTILE) for e in sample.entities)
    rows = tuple(s._replace(reasons=(HOSTILE,)) for s in sample.statements)
    draft = samples.draft(f"drafts/{HOSTILE}.txt", words)
    changed = sample._replace(statements=rows, findings=findings, entities=entities)
    return changed._replace(article=sample.article._replace(draft=draft))


def read(made: str) -> Node:
    """Return a page as a tree; tags that do not nest fail the test."""
    reader = _Reader()
    reader.feed(made)
    reader.close()
    assert reader.at is reader.root, f"<{reader.at.tag}> is never closed"
    return reader.root


def executable() -> str | None:
    """Return a Chromium of this machine, None where there is none."""
    return next((path for path in map(shutil.which, BROWSERS) if path), None)


@contextmanager
def browser() -> Iterator[Any]:
    """Give a headless Chromium; skip where there is none, or no playwright to drive it."""
    driver = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install -e '.[browser]'")
    path = executable()
    if not path:
        pytest.skip(f"needs a browser: one of {', '.join(BROWSERS)} on the path")
    # Its sandbox wants rights that root, as in a container, does not give.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with driver.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *(["--no-sandbox"] if root else [])])
        try:
            yield running
        finally:
            running.close()
