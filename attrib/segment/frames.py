"""Where a frame begins beside quotation marks that went wrong: lost, turned round, or set off by a space."""

from __future__ import annotations

from bisect import bisect_left

from attrib.lexicon.entries import Lexicon
from attrib.model import Tokens


class Frames:
    """Finds frames that follow their content: `kata Rina`, `katanya`."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.cues = lexicon.cues

    def kinds(self, index: int) -> set[str]:
        """Return the frames of the single-word cues that a token may be."""
        if index >= len(self.tokens.lows):
            return set()
        forms = self.cues.get(self.tokens.lows[index], ())
        return {form.rule.frame for form in forms if len(form.words) == 1}

    def begins(self, offset: int) -> bool:
        """Whether the next word from `offset` on is a small-letter cue that follows a quotation."""
        index = bisect_left(self.tokens.starts, offset)
        return not self.kinds(index).isdisjoint(("post", "clitic")) and self.tokens.texts[index][0].islower()

    def find(self, start: int, end: int) -> int | None:
        """Return the offset past the comma of the first `, kata Rina` or `, katanya.` in a stretch."""
        texts, _, starts = self.tokens
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        for index in range(first, min(last, len(texts) - 2)):
            if texts[index] != ",":
                continue
            known = self.kinds(index + 1)
            named = "post" in known and texts[index + 2][0].isupper()
            if named or ("clitic" in known and texts[index + 2] in ".,"):
                return starts[index] + 1
        return None
