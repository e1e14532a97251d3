"""The tool: takes cue and source of main attributions out of a draft, and mends the grammar of what is left."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

from attrib.analyze import analyze
from attrib.lexicon.entries import Lexicon
from attrib.links.link import Clause, clause_of
from attrib.model import Analysis, Attribution, Draft, Quote
from attrib.readers.plain import read_plain
from attrib.scan import Reading, read
from stripped.frames import LEAST_SPEECH, STOPS, Frames, words_of

MOST_ROUNDS: Final = 5
"""Beneath one link there may be another: `X mengatakan, menurut Y, …`."""


class Edit(NamedTuple):
    """Words put in place of a stretch of the text."""

    start: int
    end: int
    words: str


class Copy(NamedTuple):
    """A draft less sourced: what attrib makes of it, and how to find a place of the first draft in it."""

    analysis: Analysis
    rounds: tuple[tuple[Edit, ...], ...]

    @property
    def text(self) -> str:
        """The text that is left."""
        return self.analysis.article.draft.text

    def place(self, offset: int) -> int | None:
        """Return where a character of the first draft now stands, None if it went."""
        found: int | None = offset
        for edits in self.rounds:
            found = found if found is None else _moved(edits, found)
        return found


def stripped(analysis: Analysis, lexicon: Lexicon, only: int | None = None) -> Copy:
    """Return a draft without its links: all of them, again and again until none is left, or that of one statement."""
    rounds: list[tuple[Edit, ...]] = []
    for _ in range(MOST_ROUNDS if only is None else 1):
        edits = edits_of(analysis, read(analysis.article, lexicon), only)
        if not edits:
            break
        rounds.append(edits)
        draft = analysis.article.draft
        analysis = analyze(read_plain(draft.path, _applied(draft, edits)), lexicon)
    return Copy(analysis, tuple(rounds))


def edits_of(analysis: Analysis, reading: Reading, only: int | None = None) -> tuple[Edit, ...]:
    """Return the edits that take out the main link of each statement, or of only one."""
    by_statement: dict[int, list[Attribution]] = {}
    for attribution in analysis.attributions:
        by_statement.setdefault(attribution.statement, []).append(attribution)
    edits: list[Edit] = []
    for id, attributions in by_statement.items():
        sentence = reading.article.sentences[id - 1]
        main = next((a for a in attributions if a.main and a.entity is not None), None)
        if main is None or sentence.role in ("heading", "skipped") or only not in (None, id):
            continue
        clause = clause_of(reading, sentence)
        frames = Frames(clause, attributions)
        gone = frames.tokens(main)
        if gone:
            edits += _Mender(clause, frames, gone).edits()
    return tuple(sorted(edits))


class _Mender:
    """Makes a sentence of what is left of one."""

    def __init__(self, clause: Clause, frames: Frames, gone: Collection[int]) -> None:
        self.clause = clause
        self.frames = frames
        self.reading = clause.reading
        self.texts = clause.reading.texts
        self.first, self.last = clause.sentence.first, clause.sentence.last
        self.gone = gone
        self.closing = {last - 1: n for n, (_, last) in enumerate(clause.quotes)}
        self.opening = {first: n for n, (first, _) in enumerate(clause.quotes)}

    def edits(self) -> list[Edit]:
        kept = [i for i in range(self.first, self.last) if i not in self.gone]
        if not any(self.texts[i][0].isalnum() for i in kept):
            return [self._nothing_left()]
        found: list[Edit] = []
        for first, last in self._runs():
            found += self._mended(first, last)
        return found

    def _nothing_left(self) -> Edit:
        text, end = self.reading.article.draft.text, self.clause.sentence.end
        while end < len(text) and text[end] == " ":
            end += 1
        return Edit(self.clause.sentence.start, end, "")

    def _runs(self) -> list[tuple[int, int]]:
        """Return the stretches that go, with the commas about them."""
        runs: list[tuple[int, int]] = []
        for index in sorted(self.gone):
            if runs and runs[-1][1] >= index:
                runs[-1] = runs[-1][0], max(runs[-1][1], index + 1)
                continue
            first, last = index, index + 1
            while first > self.first and self.texts[first - 1] == ",":
                first -= 1
            runs.append((first, last))
            while last in self.gone:
                last += 1
            while last < self.last and self.texts[last] in (",", ":"):
                last += 1
            runs[-1] = first, last
        return runs

    def _mended(self, first: int, last: int) -> list[Edit]:
        if first == self.first:
            return [Edit(self._start(first), self._start(last), ""), *self._capital(last)]
        left = first - 1
        if all(not text[0].isalnum() and text[0] not in "\"“'‘" for text in self.texts[last : self.last]):
            return self._ended(left, last)
        if left in self.closing and last in self.opening:
            return self._between_quotes(left, last)
        if left in self.closing and self._is_speech(self.closing[left]):
            return [*self._stopped(left), Edit(self._end(left), self._start(last), " "), *self._capital(last)]
        joined = Edit(self._end(left), self._start(last), self.frames.joins(left, last))
        return [joined, *(self._capital(last) if self.frames.is_dateline(left) else ())]

    def _ended(self, left: int, last: int) -> list[Edit]:
        """What closed the sentence went: `"…," [kata X, Senin (1/7)].`, `…, [kata X].`"""
        end = self.clause.sentence.end
        if left in self.closing and (self._is_speech(self.closing[left]) or self.texts[left - 1] == ","):
            return [*self._stopped(left), Edit(self._end(left), end, "")]
        stops = [text for text in self.texts[last : self.last] if text[0] in STOPS]
        if self.texts[left][0] in STOPS:
            stops = [""]
        return [Edit(self._end(left), end, stops[0] if stops else ".")]

    def _stopped(self, mark: int) -> list[Edit]:
        """A quotation that ended with a comma, or with nothing, now ends with a full stop."""
        before = self.texts[mark - 1]
        if before[-1] in STOPS:
            return []
        if before == ",":
            return [Edit(self._start(mark - 1), self._end(mark - 1), ".")]
        return [Edit(self._start(mark), self._start(mark), ".")]

    def _between_quotes(self, left: int, right: int) -> list[Edit]:
        """`"A," [kata X,] "dan B."` is one quotation again; `"A," [kata X.] "B."` are two."""
        quote = self._quote(self.opening[right])
        inner = self.reading.article.draft.text[quote.inner.start : quote.inner.start + 1]
        if inner.islower():
            return [Edit(self._start(left), quote.inner.start, " ")]
        return [*self._stopped(left), Edit(self._end(left), self._start(right), " ")]

    def _is_speech(self, number: int) -> bool:
        quote = self.clause.quotes[number]
        return quote[0] == self.first or words_of(self.clause, quote) >= LEAST_SPEECH

    def _capital(self, token: int) -> list[Edit]:
        """A capital for the first letter, behind an opening mark too."""
        at = self._start(token)
        if token in self.opening:
            at = self._quote(self.opening[token]).inner.start
        letter = self.reading.article.draft.text[at : at + 1]
        return [Edit(at, at + 1, letter.upper())] if letter.islower() and len(letter.upper()) == 1 else []

    def _quote(self, number: int) -> Quote:
        return self.clause.sentence.quotes[number]

    def _start(self, token: int) -> int:
        return self.reading.starts[token] if token < self.last else self.clause.sentence.end

    def _end(self, token: int) -> int:
        return self.reading.article.tokens.end(token)


def _applied(draft: Draft, edits: tuple[Edit, ...]) -> str:
    pieces, at = [], 0
    for start, end, words in edits:
        pieces += [draft.text[at:start], words]
        at = max(at, end)
    return "".join([*pieces, draft.text[at:]])


def _moved(edits: tuple[Edit, ...], offset: int) -> int | None:
    shift = 0
    for start, end, words in edits:
        if start > offset:
            break
        if offset < end:
            return offset + shift if len(words) == end - start else None
        shift += len(words) - (end - start)
    return offset + shift
