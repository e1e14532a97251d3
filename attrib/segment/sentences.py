"""Paragraphs to sentences: which stop ends one, first test that holds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

from attrib.lexicon.entries import Lexicon
from attrib.lexicon.watch import Watch
from attrib.model import Paragraph, Quote, Sentence, Tokens
from attrib.segment.frames import Frames
from attrib.segment.furniture import Furniture, furniture_of
from attrib.segment.titles import title_end

STOP: Final = re.compile(r"[.!?…](?<![.!?…].)[.!?…]*+(?:[\"”“’'»)\]]*+(?=\s)|(?=[\"“”]?[A-Z][a-z]))")
LOST: Final = re.compile(r"(?:[a-zà-ÿ]{3}|[%)\]\"”]\s?|(?<![.,\d])\d{4}|[a-z]['’]?[\"”])[.!?…]+[\"”]?$")
INITIALS: Final = re.compile(r"[^\W\d_a-z](?:\.[^\W\d_a-z])*$")
VERB: Final = re.compile(r"(?:me|ber|di|ter)\w{4,}$")
OPENING: Final = "([{"
MAYBE_FURNITURE: Final = "([#@"
DASHES: Final = "-–—"
MARKS: Final = "\"“”„‟«»'’)]"
TAGS: Final = "#@"
TYPED: Final = "`'"
"""What a double mark is typed with: `` and ''."""
STARTERS: Final = (
    "adverb", "article", "conjunction", "negation", "opener", "preposition", "pronoun-1", "subordinator"
)  # fmt: skip
OPENING_FRAMES: Final = ("according", "basis", "opener")
ADJUNCTS: Final = ("preposition", "subordinator", "time", "weekday")
SCRAP_NAMES: Final = 5
SCRAP_TOKENS: Final = 14
SCRAP_LENGTH: Final = 120


class Cutter:
    """Cuts the paragraphs of one draft; holds what every test needs."""

    def __init__(self, prose: str, tokens: Tokens, lexicon: Lexicon, frames: Frames, watch: Watch) -> None:
        self.prose = prose
        self.tokens = tokens
        self.lexicon = lexicon
        self.frames = frames
        self.watch = watch
        self.furniture: Furniture = furniture_of(lexicon.furniture)
        self.stops = [match.span() for match in STOP.finditer(prose)]
        self.next_stop = 0
        self.next_token = 0

    def cut(self, index: int, paragraph: Paragraph, quotes: list[Quote]) -> list[Sentence]:
        """Return a paragraph's sentences in order; call it with the paragraphs in order."""
        outer = [quote for quote in quotes if quote.depth == 0]
        whole = paragraph.role in ("skipped", "heading")
        starts = [paragraph.start] if whole else self._starts(paragraph, outer)
        token_starts = self.tokens.starts
        first = bisect_left(token_starts, paragraph.start, self.next_token)
        sentences, at = [], 0
        starts = starts if whole else self._with_inline_titles(starts, paragraph, outer)
        for start, end in zip(starts, [*starts[1:], paragraph.end], strict=True):
            last = bisect_left(token_starts, end, first, min(first + end - start, len(token_starts)))
            if first == last:
                continue
            to = bisect_left(outer, (end,), at)
            own, at = tuple(outer[at:to]), to
            role, reason = self._role(paragraph, first, last)
            span = (token_starts[first], self.tokens.end(last - 1))
            sentences.append(Sentence(*span, index, first, last, role, reason, own))
            first = last
        self.next_token = first
        return sentences

    def _with_inline_titles(self, starts: list[int], paragraph: Paragraph, quotes: list[Quote]) -> list[int]:
        """Part the text that goes on behind a link without a stop: "Baca juga: Harga Beras Naik [Saat ini, …]"."""
        token_starts, found = self.tokens.starts, []
        for start, end in zip(starts, [*starts[1:], paragraph.end], strict=True):
            found.append(start)
            first = bisect_left(token_starts, start, self.next_token)
            if first == len(token_starts) or self.tokens.lows[first] not in self.furniture.heads:
                continue
            rule = self.furniture.opening(self.prose, start, end)
            last = bisect_left(token_starts, end, first)
            colon = next((n for n in range(first, min(last, first + SCRAP_NAMES)) if self.tokens.texts[n] == ":"), None)
            if rule is not None and colon is not None:
                text = title_end(self.tokens, colon + 1, last, self.lexicon)
                # "Baca juga: Harga Air Naik ["Itu," kata Budi …]": a quotation stays whole.
                at = token_starts[text] if text is not None else start
                at = next((quote.start for quote in quotes if quote.start < at < quote.end), at)
                found += [at] if at > start else []
        return found

    def _role(self, paragraph: Paragraph, first: int, last: int) -> tuple[str, str | None]:
        """A sentence has its paragraph's role, unless it is furniture itself ("… pulang. Baca juga: …")."""
        if paragraph.role in ("skipped", "heading"):
            return paragraph.role, paragraph.reason
        low = self.tokens.lows[first]
        rule = None
        if low in self.furniture.heads or low[0] in MAYBE_FURNITURE:
            start, end = self.tokens.starts[first], self.tokens.end(last - 1)
            rule = self.furniture.opening(self.prose, start, end)
            if rule is None and low[0] in MAYBE_FURNITURE:
                rule = self.furniture.match(self.prose[start:end], self.watch)
        if rule:
            return rule.role, rule.id
        return ("list" if paragraph.role == "list" else "body"), None

    def _starts(self, paragraph: Paragraph, quotes: list[Quote]) -> list[int]:
        """Where the sentences of a paragraph begin."""
        starts = [paragraph.start]
        stops, at = self.stops, 0
        self.next_stop = bisect_left(stops, (paragraph.start,), self.next_stop)
        while self.next_stop < len(stops) and stops[self.next_stop][0] < paragraph.end:
            stop, end = stops[self.next_stop]
            self.next_stop += 1
            while at < len(quotes) and quotes[at].end <= stop:
                at += 1
            if at + 1 < len(quotes):
                end = min(end, max(quotes[at + 1].start, stop + 1))  # a mark behind a closing one opens the next
            start = self._next_start(stop, end, quotes[at] if at < len(quotes) else None, paragraph)
            if start is not None:
                starts.append(start)
        return self._joined(starts, paragraph, quotes) if quotes and len(starts) > 1 else starts

    def _next_start(self, stop: int, end: int, quote: Quote | None, paragraph: Paragraph) -> int | None:
        """Where the next sentence begins if this stop ends one; `end` is past the marks that close it."""
        prose = self.prose
        if quote and quote.start < end:
            if quote.start > stop:
                end = quote.start
            elif end < quote.end:
                if prose[end : quote.end].strip() not in MARKS:
                    return None
                end = quote.end
        start = end
        while start < paragraph.end and prose[start].isspace():
            start += 1
        if start >= paragraph.end or not self._can_begin(start, quote, paragraph):
            return None
        if start == end and not LOST.search(prose, max(stop - 6, paragraph.start), end):
            return None
        token = bisect_right(self.tokens.starts, stop, self.next_token) - 1
        if self.tokens.starts[token] != stop:
            return None
        if end == stop + 1 and prose[stop] == "." and self._is_abbreviation(token, start, paragraph):
            return None
        return None if quote and quote.end == end and self._is_late_frame(start) else start

    def _can_begin(self, start: int, quote: Quote | None, paragraph: Paragraph) -> bool:
        """Whether a sentence can begin there; never with a small letter ("sejak lahir. grup di awal")."""
        letter = self.prose[start]
        if letter.isalnum():
            return not letter.islower()
        if quote and quote.start == start:
            return True
        if letter in OPENING:
            inner = self.prose[start + 1 : start + 2]
            closes = self.prose[paragraph.end - 1] in ")]}"
            return inner.isupper() or (closes and self.prose.find(")", start) == paragraph.end - 1)
        if letter in DASHES:
            after = self.prose[start + 1 : start + 3].strip()[:1]
            return after.isupper() and start - paragraph.start > SCRAP_TOKENS * 2
        if letter in TYPED:
            return self.prose[start : start + 3].lstrip(letter)[:1].isupper()
        return letter in TAGS or (letter in MARKS and self.prose[start + 1 : start + 2].isupper())

    def _is_abbreviation(self, token: int, start: int, paragraph: Paragraph) -> bool:
        """Whether the stop belongs to the word before it: a title, an initial, a list label."""
        texts, lows, starts = self.tokens
        if token == 0 or starts[token - 1] + len(texts[token - 1]) != starts[token]:
            return False
        word, letter = texts[token - 1], self.prose[start]
        if starts[token - 1] == paragraph.start and (len(word) == 1 or (len(word) == 2 and word.isdigit())):
            return True
        rule = self.lexicon.abbreviations.get(lows[token - 1])
        if rule and rule.before == "number":
            return letter.isdigit()
        if not rule and not INITIALS.match(word):
            return False
        if rule and rule.before == "any":
            return True
        if not letter.isupper() or self._is_starter(start):
            return False
        return rule is not None or not self._is_degree(token - 1)

    def _is_degree(self, token: int) -> bool:
        """Whether dotted capitals follow a name as its degree: "Rahmat, S.H. Warga", not "B.J. Rahmat"."""
        texts = self.tokens.texts
        return "." in texts[token] and token > 0 and texts[token - 1] == ","

    def _is_starter(self, start: int) -> bool:
        """Whether a small word of grammar begins the next sentence: "… vitamin C. Menurut dia, …"."""
        low = self.tokens.lows[bisect_left(self.tokens.starts, start)]
        words = self.lexicon.words
        if any(low in words[name] for name in STARTERS if name in words):
            return True
        if any(form.rule.kind == "pronoun" for form in self.lexicon.sources.get(low, ())):
            return True
        return any(form.rule.frame in OPENING_FRAMES for form in self.lexicon.cues.get(low, ()))

    def _is_late_frame(self, start: int) -> bool:
        """Whether a frame with a capital follows its quotation: `"Kami ditipu." Kata Budi, Senin.`."""
        token = bisect_left(self.tokens.starts, start)
        following = self.tokens.texts[token + 1 : token + 2]
        frames = self.frames.kinds(token)
        if not following or not frames:
            return False
        if following[0] == ".":
            return "clitic" in frames
        return "post" in frames and following[0][0].isupper() and self._is_frame(token + 1)

    def _is_frame(self, at: int) -> bool:
        """Whether a name goes on as a frame does: `Kata Budi, Senin`, not `Cerita Budi mewakili ribuan warga`."""
        texts, lows = self.tokens.texts, self.tokens.lows
        while at < len(texts) and texts[at][0].isupper():
            at += 1
        if at == len(texts) or not texts[at][0].isalpha():
            return True
        known = lows[at] in self.lexicon.sources
        return known or any(lows[at] in self.lexicon.words.get(name, ()) for name in ADJUNCTS)

    def _joined(self, starts: list[int], paragraph: Paragraph, quotes: list[Quote]) -> list[int]:
        """Take back the stops that leave a scrap of a quotation's frame behind.

        `"…," kata Rina kepada Radio Kota. Stasiun PBX, setelah rapat.` – names and adjuncts, no verb.
        """
        kept = [starts[0]]
        for start, end in zip(starts[1:], [*starts[2:], paragraph.end], strict=True):
            scrap = end - start < SCRAP_LENGTH and self._is_scrap(start, end)
            at = bisect_left(quotes, (start,)) - 1
            if not (scrap and at >= 0 and kept[-1] <= quotes[at].start and quotes[at].end < start - 2):
                kept.append(start)
        return kept

    def _is_scrap(self, start: int, end: int) -> bool:
        first, last = (bisect_left(self.tokens.starts, offset) for offset in (start, end))
        texts, lows = self.tokens.texts[first:last], self.tokens.lows[first:last]
        names = next((n for n, text in enumerate(texts) if not text[0].isupper()), len(texts))
        if not 0 < names <= SCRAP_NAMES or len(texts) > SCRAP_TOKENS or any(map(VERB.match, lows[names:])):
            return False
        rest = lows[names:]
        if rest[:1] == ["("] and ")" in rest:
            rest = rest[rest.index(")") + 1 :]
        if rest in ([], ["."]):
            return True
        if rest[0] != "," or "," in rest[1:] or len(rest) == 1:
            return False
        return any(rest[1] in self.lexicon.words.get(name, ()) for name in ADJUNCTS)
