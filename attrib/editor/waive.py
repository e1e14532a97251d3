"""The comment that waives a finding, and where it goes; its reason is left to the editor, and asked for until then."""

from __future__ import annotations

from typing import Final, NamedTuple

from attrib.editor.open_draft import OpenDraft
from attrib.model import Draft, Finding

_WORDS: Final = {"id": ("abaikan", "abaikan-naskah"), "en": ("ignore", "ignore-file")}
_TITLES: Final = {
    "id": "Abaikan {code} di sini (tulis alasannya)",
    "en": "Ignore {code} here (write the reason)",
}


class Waiver(NamedTuple):
    """A comment to insert at the beginning of a line, counted from 0, and what to call that."""

    title: str
    line: int
    text: str


def waiver(seen: OpenDraft, finding: Finding, lang: str, markup: bool) -> Waiver:
    """Return the comment that waives a finding: above its paragraph, or for the whole draft at its top."""
    paragraph, whole = _WORDS[lang]
    far = finding.statement is None
    words = f"attrib: {whole if far else paragraph} {finding.code} – "
    comment = f"<!-- {words}-->" if markup else f"[{words}]"
    line = _line_above(seen, finding.start, far)
    return Waiver(_TITLES[lang].format(code=finding.code), line, comment + _line_end(seen.draft))


def _line_above(seen: OpenDraft, offset: int, first: bool) -> int:
    """Return the line of the paragraph at an offset, or of the `first` one: front matter must stay on top."""
    starts = [paragraph.start for paragraph in seen.analysis.article.paragraphs]
    start = min(starts, default=0) if first else max((s for s in starts if s <= offset), default=0)
    return seen.position(start)[0]


def _line_end(draft: Draft) -> str:
    return "\r\n" if "\r\n" in draft.text else "\n"
