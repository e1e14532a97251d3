"""The marked notation of the matcher's tests: what attrib makes of a text, drawn back into it, to be read aloud.

`{kata}` is a cue, `[Budi]` a source, `{ujar[nya]}` a source within its cue; `[Budi]1` says which entity, counted in the
order of the text. A line `named | "…," kata Budi.` is a statement and its status; an empty line parts paragraphs.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from attrib.analyze import analyze
from attrib.lexicon import load
from attrib.lexicon.entries import Lexicon
from attrib.model import STATUSES, Analysis, Entity
from attrib.proofs import unmark
from attrib.readers import decode

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

ATTRIBUTED = ("named", "anonymous")


@cache
def lexicon() -> Lexicon:
    """Return the shipped rules, read once."""
    return load()


@cache
def look(text: str, path: str = "naskah.txt") -> Analysis:
    """Return what attrib makes of a text."""
    return analyze(decode(text.encode(), path), lexicon())


def plain(marked: str) -> str:
    """Return a marked text without its braces, brackets and entity numbers."""
    return unmark(
        "".join(mark for before, mark in pairwise("\0" + marked) if not (before == "]" and mark.isdigit()))
    ).text


def drawn(text: str, numbered: bool = False) -> str:
    """Return a text with the cues and sources of its attributions marked in it, and their entities numbered if
    asked.
    """
    analysis = look(text)
    cues = {(a.cue.start, a.cue.end) for a in analysis.attributions if a.cue}
    sources = {(a.source.start, a.source.end): a.entity for a in analysis.attributions if a.source}
    order = {entity: n for n, entity in enumerate(dict.fromkeys(sources[s] for s in sorted(sources)), 1)}
    marks: list[tuple[int, int, int, str]] = []
    for (start, end), opener, closer in [
        *((cue, "{", "}") for cue in cues),
        *((source, "[", f"]{order[entity]}" if numbered else "]") for source, entity in sources.items()),
    ]:
        # At one place, what closes stands before what opens; a longer span is the outer one.
        marks.append((start, 1, start - end, opener))
        marks.append((end, 0, end - start, closer))
    for place, _, _, mark in sorted(marks, reverse=True):
        text = text[:place] + mark + text[place:]
    return text


def told(lines: str) -> str:
    """Return a `status | statement` text with the statuses that attrib gives to its statements."""
    paragraphs = [" ".join(line.partition(" | ")[2] for line in part.splitlines()) for part in lines.split("\n\n")]
    analysis = look("\n\n".join(paragraphs))
    text, shown, last = analysis.article.draft.text, [], 0
    for statement in analysis.statements:
        if statement.paragraph != last and last:
            shown.append("")
        last = statement.paragraph
        shown.append(f"{statement.status} | {text[statement.start : statement.end]}")
    return "\n".join(shown)


def found(text: str) -> list[tuple[str, str, str]]:
    """Return the findings of a text as (code, severity, words)."""
    return [(f.code, f.severity, text[f.start : f.end]) for f in look(text).findings]


def cases(table: Mapping[str, Any], misses: Mapping[str, str] | None = None) -> list[ParameterSet]:
    """Return a table as parameters under its own names; what `misses` names fails as yet, for the reason given there."""
    known = misses or {}
    assert known.keys() <= table.keys()
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else (case,)),
            id=name,
            marks=[pytest.mark.xfail(reason=known[name])] if name in known else [],
        )
        for name, case in table.items()
    ]


def entity_of(text: str, words: str) -> Entity:
    """Return the entity of the source that reads so (of the last one, if several do)."""
    analysis = look(text)
    wanted = [a.entity for a in analysis.attributions if a.source and a.source.text == words]
    assert wanted, f"no source reads {words!r}: {drawn(text)}"
    return next(entity for entity in analysis.entities if entity.id == wanted[-1])


class Score(NamedTuple):
    """How statuses agree with gold: kappa over all, precision and recall of named-or-anonymous."""

    kappa: float
    precision: float
    recall: float


def score(folder: Path, gold: Path) -> Score:
    """Hold attrib's statements against gold ones; where readers differed, either status is right."""
    pairs: list[tuple[str, str]] = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        statements = look((folder / f"{article['name']}.txt").read_text(encoding="utf-8")).statements
        for wanted in article["statements"]:
            best = max(statements, key=lambda s: _shared(s.start, s.end, wanted))
            mine = best.status if _shared(best.start, best.end, wanted) > 0 else "skipped"
            pairs.append((mine if mine in wanted.get("accept", ()) else wanted["status"], mine))
    return _score(pairs)


def _shared(start: int, end: int, wanted: dict[str, Any]) -> int:
    return int(min(end, wanted["end"]) - max(start, wanted["start"]))


def _score(pairs: Sequence[tuple[str, str]]) -> Score:
    gold, mine = Counter(g for g, _ in pairs), Counter(m for _, m in pairs)
    agree = sum(g == m for g, m in pairs) / len(pairs)
    chance = sum(gold[s] * mine[s] for s in STATUSES) / len(pairs) ** 2
    hit = sum(g in ATTRIBUTED and m in ATTRIBUTED for g, m in pairs)
    predicted, wanted = (sum(counts[s] for s in ATTRIBUTED) for counts in (mine, gold))
    return Score((agree - chance) / (1 - chance), hit / predicted, hit / wanted)
