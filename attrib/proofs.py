"""Proofs: the sentences that every rule entry carries, run through the whole matcher.

The marks are those of rules/README.md: `{…}` around the words that an entry matches, `[…]` around the whole source,
`{ujar[nya]}` for a source inside its cue, `|` where an abbreviation's sentences part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from attrib.lexicon.entries import Lexicon
from attrib.lexicon.words import words_of
from attrib.model import Analysis, Span

OPENERS: Final = {"{": "braces", "[": "brackets"}
CLOSERS: Final = {"}": "braces", "]": "brackets"}
BEFORE_FURNITURE: Final = "Panitia membuka acara itu pada Senin pagi di balai desa."
AFTER_FURNITURE: Final = "Acara itu ditutup dengan doa bersama pada sore hari."


class Marked(NamedTuple):
    """A proof's text without its marks, and the spans that they held."""

    text: str
    braces: tuple[Span, ...]
    brackets: tuple[Span, ...]
    bars: tuple[int, ...]


class Proof(NamedTuple):
    """A sentence that an entry must match (`must`) or must not; `name` is yes-1, no-2, flags-1 …"""

    kind: str
    id: str
    file: Path
    line: int
    text: str
    must: bool
    name: str
    forms: tuple[str, ...]


class Outcome(NamedTuple):
    """What came of a proof: whether it held, and what was found."""

    proof: Proof
    passed: bool
    found: str


def read_proofs(folders: Sequence[Path]) -> list[Proof]:
    """Return all proofs of the rule folders; raises RuleErrors for wrong files."""
    from attrib.lexicon.gather import gather

    proofs: list[Proof] = []
    for kind, id, path, line, entry in gather(folders):
        if kind == "check":
            texts = [("flags", e.text) for e in entry.flags] + [("passes", e.text) for e in entry.passes]
        else:
            texts = [("yes", text) for text in entry.yes] + [("no", text) for text in entry.no]
        counts: dict[str, int] = {}
        for which, text in texts:
            counts[which] = counts.get(which, 0) + 1
            must, name = which in ("yes", "flags"), f"{which}-{counts[which]}"
            proofs.append(Proof(kind, id, path, line, text, must, name, tuple(getattr(entry, "forms", ()))))
    return proofs


def unmark(text: str, bars: bool = False) -> Marked:
    """Return a proof's text without its marks, with the spans that they held."""
    plain: list[str] = []
    spans: dict[str, list[Span]] = {"braces": [], "brackets": []}
    opened: list[tuple[str, int]] = []
    places: list[int] = []
    for mark in text:
        if mark in OPENERS:
            opened.append((OPENERS[mark], len(plain)))
        elif mark in CLOSERS and opened:
            kind, start = opened.pop()
            spans[kind].append(Span(start, len(plain)))
        elif mark == "|" and bars:
            places.append(len(plain))
            plain.append(" ")
        else:
            plain.append(mark)
    return Marked("".join(plain), tuple(spans["braces"]), tuple(spans["brackets"]), tuple(places))


def run(proofs: Sequence[Proof], lexicon: Lexicon) -> Iterator[Outcome]:
    """Yield what comes of each proof."""
    for proof in proofs:
        yield RUNNERS[proof.kind](proof, lexicon)


def _analyze(text: str, lexicon: Lexicon) -> Analysis:
    from attrib.analyze import analyze
    from attrib.readers import decode

    return analyze(decode(text.encode(), "proof.txt"), lexicon)


def _headline(text: str, lexicon: Lexicon, frame: str) -> tuple[str, int]:
    """A headline cue is proved above a body paragraph, where headlines stand."""
    return (f"{text}\n\n{BEFORE_FURNITURE}\n", 0) if frame == "headline" else (text, 0)


def _cue(proof: Proof, lexicon: Lexicon) -> Outcome:
    frame = next((f.rule.frame for forms in lexicon.cues.values() for f in forms if f.rule.id == proof.id), "")
    marked = unmark(proof.text)
    analysis = _analyze(_headline(marked.text, lexicon, frame)[0], lexicon)
    mine = [a for a in analysis.attributions if a.cue and a.cue.rule == proof.id]
    found = "; ".join(_shown(a) for a in analysis.attributions) or "no attribution"
    if not proof.must:
        return Outcome(proof, not mine, found)
    got = {((a.cue.start, a.cue.end), (a.source.start, a.source.end) if a.source else None) for a in mine if a.cue}
    wanted = [((b.start, b.end), _source_for(b, marked)) for b in marked.braces]
    return Outcome(proof, bool(wanted) and all(w in got for w in wanted), found)


def _source_for(brace: Span, marked: Marked) -> tuple[int, int] | None:
    """Return the bracket that belongs to a cue: the one inside it, else the nearest."""
    inside = [b for b in marked.brackets if brace.start <= b.start and b.end <= brace.end]
    if inside or not marked.brackets:
        return (inside[0].start, inside[0].end) if inside else None
    nearest = min(marked.brackets, key=lambda b: min(abs(b.start - brace.end), abs(brace.start - b.end)))
    return nearest.start, nearest.end


def _shown(attribution: Any) -> str:
    cue = attribution.cue.text if attribution.cue else "–"
    rule = attribution.cue.rule if attribution.cue else attribution.reason
    return f"{{{cue}}} by {rule}, source [{attribution.source.text if attribution.source else ''}]"


def _source(proof: Proof, lexicon: Lexicon) -> Outcome:
    marked = unmark(proof.text)
    analysis = _analyze(marked.text, lexicon)
    spans = {(a.source.start, a.source.end): a.source.text for a in analysis.attributions if a.source}
    found = "; ".join(f"[{text}]" for text in spans.values()) or "no source"
    if proof.must:
        return Outcome(proof, all((b.start, b.end) in spans for b in marked.brackets), found)
    held = any(_holds(text, form) for text in spans.values() for form in proof.forms)
    return Outcome(proof, not held, found)


def _holds(text: str, form: str) -> bool:
    """Whether a source's words hold a form, as the lexicon would match it: capitals only if the form has them."""
    exact = form != form.lower()
    words, wanted = words_of(text if exact else text.lower()), words_of(form)
    return any(words[i : i + len(wanted)] == wanted for i in range(len(words)))


def _words(proof: Proof, lexicon: Lexicon) -> Outcome:
    outcome = _source(proof, lexicon)
    if not proof.must or not outcome.passed:
        return outcome
    marked = unmark(proof.text)
    cues = {(a.cue.start, a.cue.end) for a in _analyze(marked.text, lexicon).attributions if a.cue}
    return Outcome(proof, all((b.start, b.end) in cues for b in marked.braces), outcome.found)


def _claim(proof: Proof, lexicon: Lexicon) -> Outcome:
    from attrib.claims import claims_of
    from attrib.scan import read

    marked = unmark(proof.text)
    reading = read(_analyze(marked.text, lexicon).article, lexicon)
    claims = [c for s in reading.article.sentences for c in claims_of(reading, s)]
    found = "; ".join(f"{marked.text[c.start : c.end]!r} by {c.rule}" for c in claims) or "no claim"
    mine = [c for c in claims if c.rule == proof.id and c.kind == proof.kind]
    if not proof.must:
        return Outcome(proof, not mine, found)
    hit = all(any(c.start < b.end and b.start < c.end for c in mine) for b in marked.braces)
    return Outcome(proof, bool(mine) and hit, found)


def _check(proof: Proof, lexicon: Lexicon) -> Outcome:
    marked = unmark(proof.text)
    analysis = _analyze(marked.text, lexicon)
    found = "; ".join(f"{f.code} at {marked.text[f.start : f.end]!r}" for f in analysis.findings) or "no finding"
    mine = [f for f in analysis.findings if f.code == proof.id]
    if not proof.must:
        return Outcome(proof, not mine, found)
    whole = all(f.statement is None for f in mine)
    hit = all(any(f.start < b.end and b.start < f.end for f in mine) for b in marked.braces)
    return Outcome(proof, bool(mine) and (whole or hit), found)


def _abbreviation(proof: Proof, lexicon: Lexicon) -> Outcome:
    marked = unmark(proof.text, bars=True)
    analysis = _analyze(marked.text, lexicon)
    sentences = [s for s in analysis.article.sentences if s.role == "body"]
    found = " | ".join(marked.text[s.start : s.end] for s in sentences)
    wanted = [part.strip() for part in proof.text.split("|")] if not proof.must else [marked.text.strip()]
    return Outcome(proof, [marked.text[s.start : s.end] for s in sentences] == wanted, found)


def _furniture(proof: Proof, lexicon: Lexicon) -> Outcome:
    text = f"{BEFORE_FURNITURE}\n\n{proof.text}\n\n{AFTER_FURNITURE}\n"
    analysis = _analyze(text, lexicon)
    start = text.index(proof.text)
    here = [p for p in analysis.article.paragraphs if p.start < start + len(proof.text) and start < p.end]
    hit = any(p.reason == proof.id for p in here)
    return Outcome(proof, hit == proof.must, "; ".join(f"{p.role} ({p.reason})" for p in here))


RUNNERS: Final[dict[str, Callable[[Proof, Lexicon], Outcome]]] = {
    "cue": _cue,
    "source": _source,
    "words": _words,
    "need": _claim,
    "exempt": _claim,
    "check": _check,
    "abbreviation": _abbreviation,
    "furniture": _furniture,
}
