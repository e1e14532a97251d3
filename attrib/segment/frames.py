"""Where a frame begins after a quotation that lost its closing mark."""

from __future__ import annotations

from bisect import bisect_left

from attrib.lexicon.entries import Lexicon
from attrib.model import Tokens
from attrib.segment.quotes import FrameFinder


def frame_finder(tokens: Tokens, lexicon: Lexicon) -> FrameFinder:
    """Return a finder of `, kata Rina` and `, katanya.`: it gives the offset past the comma."""
    texts, lows, starts = tokens

    def frames(index: int) -> set[str]:
        return {form.rule.frame for form in lexicon.cues.get(lows[index], ()) if len(form.words) == 1}

    def find(start: int, end: int) -> int | None:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        for index in range(first, min(last, len(texts) - 2)):
            if texts[index] != ",":
                continue
            known = frames(index + 1)
            named = "post" in known and texts[index + 2][0].isupper()
            if named or ("clitic" in known and texts[index + 2] in (".", ",")):
                return starts[index] + 1
        return None

    return find
