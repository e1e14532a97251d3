"""What is known of a draft, kept in the cache folder: the same text by the same rules is not analyzed twice.

An entry is found by a hash of all that the result follows from: the draft as read, the rules, the language, the code of
attrib itself. Times of files play no part: after a checkout they say nothing.
"""

from __future__ import annotations

import json
import os
import sys
import time
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from attrib import __version__, kept
from attrib.lexicon.entries import Lexicon
from attrib.model import (
    Analysis,
    Article,
    Attribution,
    Claim,
    Cue,
    Draft,
    Entity,
    Finding,
    Paragraph,
    Source,
    Span,
    Statement,
    Tokens,
)

MOST_ENTRIES: Final = 8192
MOST_BYTES: Final = 128 << 20
"""Of all entries; a run now and then brings what is above it down to three quarters."""
LARGEST: Final = 8 << 20
"""Bytes of an entry; an article of more than a megabyte has none."""
DAY: Final = 86_400
_encode: Final = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
NO_TOKENS: Final = Tokens([], [], [])
FOLDERS: Final = ("", "checks", "entities", "lexicon", "links", "readers", "segment", "sources", "uncued")
"""Where the code stands that an analysis follows from, and the package itself."""


def analyzed(draft: Draft, lexicon: Lexicon, lang: str) -> Analysis:
    """Return the analysis of a draft as a report needs it, without tokens and sentences; kept for the next time."""
    where = kept.folder()
    if where is None:
        return _analyze(draft, lexicon, lang)
    where /= "results"
    name = f"{key_of(draft, lexicon, lang)}.json"
    found = _fetch(where / name, draft)
    if found is None:
        found = _analyze(draft, lexicon, lang)
        # What was stopped because it ran for too long may not be stopped the next time.
        if not found.faults:
            _store(where, name, found)
    return found


def key_of(draft: Draft, lexicon: Lexicon, lang: str) -> str:
    """Return the name of a draft's entry; its path is no part of what is known of it."""
    total = sha256(f"{__version__} {_code()} {sys.version} {lexicon.digest} {lang}\0".encode())
    total.update(draft.text.encode("utf-8", "surrogatepass"))
    prose = "" if draft.prose is draft.text else draft.prose
    total.update(f"\0{draft.blocks}\0{draft.line_starts}\0{prose}".encode("utf-8", "surrogatepass"))
    return total.hexdigest()[:32]


def _analyze(draft: Draft, lexicon: Lexicon, lang: str) -> Analysis:
    from attrib.analyze import analyze

    return analyze(draft, lexicon, lang)


@cache
def _code() -> str:
    """Return a hash of the code itself: between two releases the version says nothing of it."""
    total = sha256()
    for folder in FOLDERS:
        place = Path(__file__).parent / folder
        for name in sorted(name for name in os.listdir(place) if name.endswith(".py")):
            total.update(f"\0{folder}/{name}\0".encode())
            total.update((place / name).read_bytes())
    return total.hexdigest()


def _fetch(path: Path, draft: Draft) -> Analysis | None:
    body = kept.read(path, LARGEST)
    if body is None:
        return None
    try:
        found = _thaw(json.loads(body), draft)
    except (ValueError, TypeError, IndexError, RecursionError):
        return None
    now = time.time()
    try:
        # It is in use: tidying goes by the day, so that this is done once a day.
        if abs(now - os.stat(path).st_mtime) > DAY:
            os.utime(path)
    except OSError:
        pass
    return found


def _store(where: Path, name: str, analysis: Analysis) -> None:
    body = _encode(_freeze(analysis)).encode()
    if len(body) <= LARGEST and kept.write(where, name, body) and name.startswith("00"):
        tidy(where)


def tidy(where: Path) -> None:
    """Bring the entries below their bounds: those go that were not in use for longest, of one day's any.

    Any, but always the same: of more drafts than there is room for, those that stay are found the next time.
    """
    kept.sweep(where)
    entries: list[tuple[int, str, int]] = []
    with os.scandir(where) as found:
        for entry in found:
            if not entry.name.startswith(kept.PARTIAL):
                try:
                    state = entry.stat(follow_symlinks=False)
                except OSError:
                    continue
                entries.append((-int(state.st_mtime // DAY), entry.name, state.st_size))
    room, count = MOST_BYTES, MOST_ENTRIES
    if len(entries) <= count and sum(size for _, _, size in entries) <= room:
        return
    room, count = room * 3 // 4, count * 3 // 4
    for number, (_, name, size) in enumerate(sorted(entries)):
        room -= size
        if number >= count or room < 0:
            try:
                os.unlink(where / name)
            except OSError:
                continue


def _freeze(analysis: Analysis) -> tuple[Any, ...]:
    """Return all but the draft, which is at hand, and what no report reads."""
    paragraphs = analysis.article.paragraphs
    return (paragraphs, analysis.statements, analysis.attributions, analysis.entities, analysis.findings)


def _thaw(data: Any, draft: Draft) -> Analysis:
    paragraphs, statements, attributions, entities, findings = data
    return Analysis(
        Article(draft, NO_TOKENS, tuple(Paragraph(*values) for values in paragraphs), ()),
        tuple(map(_statement, statements)),
        tuple(map(_attribution, attributions)),
        tuple(map(_entity, entities)),
        tuple(Finding(*values) for values in findings),
    )


def _statement(values: list[Any]) -> Statement:
    statement = Statement(*values)
    needs = tuple(Claim(*claim) for claim in statement.needs)
    return statement._replace(reasons=tuple(statement.reasons), needs=needs)


def _attribution(values: list[Any]) -> Attribution:
    id_, statement, kind, cue, source, content, *rest = values
    spans = tuple(Span(*span) for span in content)
    return Attribution(id_, statement, kind, cue and Cue(*cue), source and Source(*source), spans, *rest)


def _entity(values: list[Any]) -> Entity:
    entity = Entity(*values)
    return entity._replace(mentions=tuple(Span(*s) for s in entity.mentions), reasons=tuple(entity.reasons))
