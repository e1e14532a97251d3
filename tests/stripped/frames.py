"""Which tokens of a sentence go with an attribution: cue and source, and the tail of their frame."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from attrib.grammar import (
    ADDRESSEE,
    ADVERB,
    CALENDAR,
    CHANNEL,
    CONJUNCTION,
    COPULA,
    NEGATION,
    OPENER,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    WEEKDAY,
)
from attrib.links.link import CLOSING_MARKS, Clause
from attrib.model import Attribution

SUBJECT_FIRST: Final = ("active", "document", "relative", "headline", "object")
CIRCUMSTANCE: Final = ADDRESSEE | CALENDAR | CHANNEL
ADJUNCT: Final = CIRCUMSTANCE | PREPOSITION | SUBORDINATOR
LEADING: Final = ADVERB | CONJUNCTION | OPENER | PREPOSITION | RELATIVE | SUBORDINATOR
QUOTING: Final = frozenset(",:;.-–—")
"""What stands before a quotation that goes on; a title follows a word: `dalam diskusi “Laut untuk Semua”`."""
JOINING: Final = CONJUNCTION | OPENER | SUBORDINATOR
STOPS: Final = frozenset(".?!…")
THAT: Final = ("bahwa", "bahwasanya", "agar", "supaya")
LEAST_SPEECH: Final = 4
LONGEST_DATE: Final = 8


def words_of(clause: Clause, quote: tuple[int, int]) -> int:
    """Return how many words a quotation has, given as tokens."""
    return sum(1 for text in clause.reading.texts[quote[0] : quote[1]] if text[0].isalnum())


def speech(clause: Clause) -> list[tuple[int, int]]:
    """Return the quotations, as tokens, that are somebody's words and no title or term."""
    return [quote for quote in clause.quotes if words_of(clause, quote) >= LEAST_SPEECH]


class Frames:
    """The frames of one sentence's attributions."""

    def __init__(self, clause: Clause, attributions: Iterable[Attribution]) -> None:
        self.clause = clause
        self.reading = clause.reading
        self.texts = clause.reading.texts
        self.first, self.last = clause.sentence.first, clause.sentence.last
        self.attributions = [a for a in attributions if a.cue is None or not clause.quote_around(a.cue.first)]

    def tokens(self, main: Attribution) -> set[int]:
        """Return the tokens that go with a main attribution, and with the cues that lean on its source."""
        gone = set(self._frame(main))
        if main.cue is None and main.source is None:
            return gone
        for other in self.attributions:
            if self._leans(other, main) and other.cue and other.cue.first not in gone:
                gone.update(range(self._before(other.cue.first), self._past_verb(other.cue.last)))
        return gone

    def _leans(self, other: Attribution, main: Attribution) -> bool:
        """Whether a cue has no source but that of the main one: `X mengatakan …, dan menambahkan bahwa …`."""
        if other.reason == "elided":
            return True
        return other is not main and other.source is not None and other.source == main.source

    def _frame(self, main: Attribution) -> range:
        first, last = self._hull(main)
        if first == last:
            return range(first, first)
        if main.cue is None:
            return range(first, last + (self.texts[last] == ":"))
        if self._follows_speech(first) and (main.type == "direct" or main.reason not in SUBJECT_FIRST):
            return range(self._before(first), self._closing_end(last, main))
        if main.reason in SUBJECT_FIRST:
            return self._subject_first(main, first, last)
        before = self._before(first)
        if main.reason == "document-place":
            return range(self.first, self._past_initial(main.cue.last))
        aside = before == self.first or self.texts[before - 1] == "," or self.texts[before - 1] in CLOSING_MARKS
        if main.reason == "passive-agent" and main.source and not aside:
            return self._agent(main)
        if before == self.first or before == self._past_opener():
            return range(before, self._past_initial(last))
        return range(before if aside else first, self._past_aside(last, aside))

    def _hull(self, main: Attribution) -> tuple[int, int]:
        """Return the tokens from cue to source."""
        spans = []
        if main.cue:
            spans.append((main.cue.first, main.cue.last))
        if main.source:
            spans.append((self._token(main.source.start), self._token(main.source.end)))
        return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else (self.first, self.first)

    def _token(self, offset: int) -> int:
        return bisect_left(self.reading.starts, offset)

    def _agent(self, main: Attribution) -> range:
        """`dibenarkan [oleh X]`: the passive itself stays."""
        assert main.source is not None
        first, last = self._token(main.source.start), self._token(main.source.end)
        return range(first - (self.reading.lows[first - 1] == "oleh"), last)

    def _follows_speech(self, first: int) -> bool:
        before = self._before(first)
        end = before - (self.texts[before - 1] == ",") if before > self.first else before
        return any(last == end and (quote == self.first or (quote, last) in speech(self.clause))
                   for quote, last in self.clause.quotes)  # fmt: skip

    def _before(self, first: int) -> int:
        """Step back over the small words that open a frame: `, seperti dikutip`, `, demikian kata`, `, lanjut`."""
        at = first
        while at > self.first and (self.reading.bits[at - 1] & LEADING or self.reading.lows[at - 1] == "demikian"):
            at -= 1
        if at == self.first:
            return max(at, min(first, self._past_opener()))
        return at if self.texts[at - 1] == "," or self.texts[at - 1] in CLOSING_MARKS else first

    def _past_opener(self) -> int:
        """Return the token past a connective that begins the sentence and its comma: `Namun, X mengatakan`."""
        size = self.reading.grammar.phrase(self.reading.lows, self.first, OPENER)
        at = self.first + size
        return at + (bool(size) and at < self.last and self.texts[at] == ",")

    def _subject_first(self, main: Attribution, first: int, last: int) -> range:
        cue = main.cue
        assert cue is not None
        if main.reason == "object":
            return range(self.first, self.last)  # "Hal itu ia katakan seusai rapat." says nothing else
        start = self._prefix_start(first, main.type == "direct")
        speaks_of = [q for q in speech(self.clause) if q[0] >= last]
        if main.type == "direct" and speaks_of and self.texts[speaks_of[0][0] - 1] in (",", ":"):
            return range(start, speaks_of[0][0])
        end = self._past_verb(max(cue.last, last))
        if start > self.first and self._is_end(self._past_adjuncts(end)):
            return range(start, self._past_adjuncts(end))  # "Harga naik, Budi mengatakan."
        return range(start, end)

    def _prefix_start(self, first: int, direct: bool) -> int:
        """Return where a frame begins whose subject stands at `first`: adjuncts before it go, connectives stay."""
        opener = self._past_opener()
        if first in (opener, self.first):
            return first
        bits, low = self.reading.bits[self.first], self.reading.lows[self.first]
        adjunct = bits & (LEADING | CIRCUMSTANCE) or self.reading.grammar.phrase(
            self.reading.lows, self.first, ADJUNCT | OPENER
        )
        verbal = self.texts[first - 1] == "," and (self.reading.is_verb(self.first) or low in self.reading.lexicon.cues)
        quoted = direct and any(q[0] < first for q in self.clause.quotes)
        return self.first if (adjunct or verbal) and not quoted else first

    def _past_verb(self, at: int) -> int:
        """Return where the content behind a verb begins: past its addressee, channel, date, comma, *bahwa*."""
        end = self._past_adjuncts(at)
        if end < self.last and self._is_bahwa(end + (self.texts[end] == ",")):
            return end + 1 + (self.texts[end] == ",")
        while at < self.last and self._begins(at + (self.texts[at] == ","), CIRCUMSTANCE):
            end = self._piece_end(at + (self.texts[at] == ","))
            if end >= self.last or self.texts[end] not in (",", ":"):
                break
            at = end
        if at < self.last and self.texts[at] in (",", ":"):
            at += 1
        return at + (at < self.last and self._is_bahwa(at))

    def _past_initial(self, at: int) -> int:
        """Return where the content begins behind a frame that opens its sentence."""
        at = self._past_brackets(at)
        if at < self.last and self._begins(at, ADJUNCT):
            end = self._piece_end(at)
            plain = not any(self.reading.is_verb(i) for i in range(at, end))
            if end < self.last and self.texts[end] == "," and (plain or self._begins(at, CIRCUMSTANCE)):
                at = end
        comma = at < self.last and self.texts[at] in (",", ":")
        at += comma
        while comma and at < self.last and self.reading.bits[at] & WEEKDAY:
            end = self._piece_end(at)
            if end - at > LONGEST_DATE or end >= self.last or self.texts[end] != ",":
                break
            at = end + 1
        return at + (at < self.last and self._is_bahwa(at))

    def _past_aside(self, at: int, aside: bool) -> int:
        """Return where a frame inside or behind its content ends."""
        at = self._past_brackets(at)
        end = self._past_adjuncts(at)
        if self._is_end(end):
            return end
        if aside and at < self.last and self._begins(at, ADJUNCT):
            return self._piece_end(at)
        return at

    def _closing_end(self, at: int, main: Attribution) -> int:
        """Return where a frame behind a quotation ends: at the next quotation, at what the speaker adds, or with
        its sentence.
        """
        ends = [self.last]
        ends += [first for first, _ in self.clause.quotes if first >= at and self.texts[first - 1] in QUOTING]
        for other in self.attributions:
            if other.cue is None or other.cue.first < at or other.type != "indirect" or not other.content:
                continue
            if self._leans(other, main):
                ends.append(self._past_verb(other.cue.last))
            elif other.reason in ("active", "document"):
                ends.append(self._hull(other)[0])
        return min(ends)

    def _past_brackets(self, at: int) -> int:
        if at < self.last and self.texts[at] == "(" and ")" in self.texts[at : self.last]:
            return self.texts.index(")", at) + 1
        return at

    def _past_adjuncts(self, at: int) -> int:
        """Return where a frame's tail ends: `kepada wartawan di Jakarta, Senin (1/7)`."""
        if at < self.last and self._begins(at, ADJUNCT):
            at = self._piece_end(at)
        while at + 1 < self.last and self.texts[at] == "," and self._is_adjunct(at + 1):
            at = self._piece_end(at + 1)
        return at

    def _is_adjunct(self, at: int) -> bool:
        """Whether a piece behind a comma tells where, when or to whom: `, di Bandung,`, not `, saat ini stok aman`."""
        if not self._begins(at, ADJUNCT) or self.reading.grammar.phrase(self.reading.lows, at, OPENER):
            return False
        if self._begins(at, ADDRESSEE | CHANNEL):
            return True
        end = self._piece_end(at)
        short = end - at <= LONGEST_DATE and not any(self.reading.is_verb(i) for i in range(at, end))
        return short and self._begins(at, CALENDAR | PREPOSITION)

    def _begins(self, at: int, classes: int) -> bool:
        if at >= self.last or self.clause.quote_around(at):
            return False
        return bool(self.reading.grammar.phrase(self.reading.lows, at, classes)) or self.texts[at] == "("

    def _piece_end(self, at: int) -> int:
        """Return the comma, colon, stop, quotation or *bahwa* that a piece ends at; brackets are skipped."""
        limit = self.clause.limit(at)
        while at < limit:
            if self.texts[at] == "(":
                at = max(at + 1, min(limit, self._past_brackets(at)))
                continue
            if self.texts[at] in (",", ":") or self.texts[at][0] in STOPS or self._is_bahwa(at):
                return at
            at += 1
        return limit

    def _is_bahwa(self, at: int) -> bool:
        return at < self.last and self.reading.lows[at] in THAT

    def _is_end(self, at: int) -> bool:
        return all(not self.texts[i][0].isalnum() for i in range(at, self.last))

    def joins(self, left: int, right: int) -> str:
        """Return what parts two pieces between which an aside went: `Budi[, kata Sari,] mencuri`."""
        if self.is_dateline(left) or "," not in (self.texts[left + 1], self.texts[right - 1]):
            return " "
        opener = self._past_opener()
        if self.first < opener and left + 1 in (opener, opener - 1):
            return ", "
        if self._begins(self.first, ADJUNCT | OPENER) or "," in self.texts[self.first : left]:
            return ", "
        bits = self.reading.bits[right]
        verbal = self.reading.is_verb(right) or bits & (ADVERB | COPULA | NEGATION | RELATIVE)
        subject = not any(self.reading.is_verb(i) for i in range(self.first, left + 1)) and not bits & JOINING
        return " " if verbal or subject else ", "

    def is_dateline(self, left: int) -> bool:
        """Whether a dash ends the first piece: `JAKARTA – [Budi mengatakan] …`."""
        return self.texts[left] in ("-", "–", "—")
