"""Markdown, line by line: what is prose keeps its place, everything else is blanked or given a role."""

from __future__ import annotations

import re
from typing import Final

from attrib.model import Draft
from attrib.readers.masking import Line, Masked, lines, spaces, without_comments

FENCE: Final = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
RULE: Final = re.compile(r"[ \t]{0,3}(?:(?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,}|(?:_[ \t]*+){3,})$")
UNDERLINE: Final = re.compile(r"[ \t]{0,3}(?:=+|-{2,})[ \t]*$")
HEADING: Final = re.compile(r"[ \t]{0,3}#{1,6}(?=[ \t]|$)")
HEADING_TAIL: Final = re.compile(r"(?<=[ \t])#+[ \t]*$")
QUOTE: Final = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
ITEM: Final = re.compile(r"[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
INDENTED: Final = re.compile(r"(?: {4}| {0,3}\t)")
DEFINITION: Final = re.compile(r"[ \t]{0,3}\[(?P<name>\^?)[^\[\]]+\]:[ \t]*")
TABLE_RULE: Final = re.compile(r"[ \t]*+\|?[ \t]*+:?-+:?[ \t]*+(?:\|[ \t]*+:?-+:?[ \t]*+)+\|?[ \t]*$")
FRONT: Final = {"---": ("---", "..."), "+++": ("+++",)}
TITLE_LENGTH: Final = 200
"""Words longer than this over a `---` are a paragraph and a rule, not a heading."""

COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
HIDDEN: Final = {
    name: re.compile(rf"<{name}\b[^<>]*>.*?</{name}\b[^<>]*+>?", re.DOTALL) for name in ("script", "style", "svg")
}
TAG: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:[ \t][^<>\r\n]*)?/?>|<(?:https?|mailto):[^<>\s]*>")
CODE_SPAN: Final = re.compile(r"(?<!`)(`{1,2})(?!`)[^`\r\n]*\1(?!`)")
STAR: Final = re.compile(r"\*(?=[^\s*])|(?<=[^\s*])\*")
SCORE: Final = re.compile(r"(?<![\w@#/])_(?=[^\s_])|(?<=[^\s_@#/])_(?!\w)")
STRIKE: Final = re.compile(r"~~")


def read_markdown(path: str, text: str) -> Draft:
    """Make a draft of Markdown: words of headings, lists, quotes stay; code, tables, markup are blanked."""
    walk = _Walk(path, text)
    for number, line in enumerate(walk.lines):
        if number >= walk.skip_to:
            walk.take(number, line)
    return _mask_rest(walk.masked.draft())


def _mask_html(text: str) -> str:
    """Blank comments and scripts, which may run over lines."""
    if "<!--" in text:
        text = _between(text, COMMENT, "-->")
    for name, pattern in HIDDEN.items():
        if f"<{name}" in text:
            text = _between(text, pattern, f"</{name}")
    return text


def _between(text: str, pattern: re.Pattern[str], closer: str) -> str:
    """Blank what the pattern finds up to the last closer: past it, each opener would search in vain."""
    last = text.rfind(closer)
    stop = text.find(">", last) + 1 if last >= 0 else 0
    return pattern.sub(spaces, text[:stop]) + text[stop:]


def _mask_rest(draft: Draft) -> Draft:
    prose = draft.prose
    for sign, pattern in (("`", CODE_SPAN), ("<", TAG), ("*", STAR), ("_", SCORE), ("~~", STRIKE)):
        if sign in prose:
            prose = pattern.sub(spaces, prose)
    return draft._replace(prose=prose)


class _Walk:
    """Where the walk over the lines is: `fresh` if a new block begins, `skip_to` the next line to take."""

    def __init__(self, path: str, text: str) -> None:
        seen = _mask_html(without_comments(text))
        self.masked = Masked(path, text, seen)
        self.lines = list(lines(seen))
        self.skip_to = 0
        self.fresh = True
        self.in_list = False
        self.unclosed: dict[str, int] = {}
        if self.lines and self.lines[0].text.rstrip() in FRONT:
            self._front()

    def _front(self) -> None:
        closers = FRONT[self.lines[0].text.rstrip()]
        for number, line in enumerate(self.lines[1:], 1):
            if line.text.rstrip() in closers:
                self._code(0, number)
                return

    def _code(self, first: int, last: int) -> None:
        """Blank the lines from `first` to `last`, both included."""
        start, end = self.lines[first].start, self.lines[last].end
        self.masked.hide(start, end)
        self.masked.add(start, end, "code")
        self.skip_to = last + 1
        self.fresh = True

    def take(self, number: int, line: Line) -> None:
        """Say what a line is: the first test that holds."""
        if not line.text.strip():
            self.fresh = True
        elif fence := FENCE.match(line.text):
            self._fence(number, fence.group(1))
        elif self._is_table(number):
            self._table(number)
        elif RULE.match(line.text) or (not self.fresh and UNDERLINE.match(line.text)):
            self._rule(line)
        elif self.fresh and not self.in_list and INDENTED.match(line.text):
            self._code(number, number)
        else:
            self._words(line)

    def _fence(self, number: int, mark: str) -> None:
        """Blank a fenced block; a fence that nothing closes is blanked alone, so that it hides no prose."""
        sign, length = mark[0], len(mark)
        if length < self.unclosed.get(sign, length + 1):
            closing = re.compile(rf"[ \t]{{0,3}}{re.escape(sign)}{{{length},}}[ \t]*$")
            for last in range(number + 1, len(self.lines)):
                if closing.match(self.lines[last].text):
                    self._code(number, last)
                    return
            self.unclosed[sign] = length
        self._code(number, number)

    def _is_table(self, number: int) -> bool:
        if "|" not in self.lines[number].text or number + 1 >= len(self.lines):
            return False
        return TABLE_RULE.match(self.lines[number + 1].text) is not None

    def _table(self, number: int) -> None:
        last = number + 1
        while last + 1 < len(self.lines) and "|" in self.lines[last + 1].text:
            last += 1
        self._code(number, last)

    def _rule(self, line: Line) -> None:
        """A rule parts blocks; drawn under one short line of words it makes a heading of them."""
        self.masked.hide(line.start, line.end)
        blocks = self.masked.blocks
        if not self.fresh and UNDERLINE.match(line.text) and blocks[-1].role == "text":
            words = self.masked.text[blocks[-1].start : blocks[-1].end]
            if len(words) <= TITLE_LENGTH and len(words.splitlines()) == 1:
                blocks[-1] = blocks[-1]._replace(role="heading")
        self.fresh = True

    def _words(self, line: Line) -> None:
        """A line that holds words: its marker is blanked, its role noted."""
        role, cut = self._role(line.text)
        self.masked.hide(line.start, line.start + cut)
        if role == "heading" and (tail := HEADING_TAIL.search(line.text, cut)):
            self.masked.hide(line.start + tail.start(), line.end)
        continues = (role in ("text", "quote") and not self.fresh) or (role == "list" and cut == 0)
        self.masked.add(line.start, line.end, role, continues)
        self.in_list = role == "list"
        self.fresh = role == "heading"

    def _role(self, text: str) -> tuple[str, int]:
        """Return a line's role and how much of its beginning is markup."""
        for role, pattern in (("heading", HEADING), ("quote", QUOTE), ("list", ITEM)):
            if found := pattern.match(text):
                return role, found.end()
        if definition := DEFINITION.match(text):
            return "text", definition.end() if definition["name"] else len(text)
        if self.in_list and (not self.fresh or text[0] in " \t"):
            return "list", 0
        return "text", 0
