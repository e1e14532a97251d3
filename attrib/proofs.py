"""Proofs: the sentences that every rule entry carries, run through the whole matcher.

The marks are those of rules/README.md: `{…}` around the words that an entry matches, `[…]` around the source,
`{ujar[nya]}` for a source inside its cue, `|` where an abbreviation's sentences part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from attrib.lexicon.entries import Lexicon
from attrib.lexicon.vocabulary import FURNITURE_ROLES
from attrib.lexicon.words import words_of
from attrib.model import Analysis, Attribution, Claim, Finding, Span

OPENERS: Final = {"{": "braces", "[": "brackets"}
CLOSERS: Final = {"}": "braces", "]": "brackets"}
BEFORE: Final = "Panitia membuka acara itu pada Senin pagi di balai desa."
AFTER: Final = "Acara itu ditutup dengan doa bersama pada sore hari."
"""What furniture and headlines stand between."""


class Marked(NamedTuple):
    """A proof's text without its marks, and the spans that they held."""

    text: str
    braces: tuple[Span, ...]
    brackets: tuple[Span, ...]


class Proof(NamedTuple):
    """A sentence that an entry must match (`must`) or must not; `name` is yes-1, no-2, flags-1 …

    `code` and `severity` are what a section's proof names.
    """

    kind: str
    id: str
    file: Path
    line: int
    text: str
    must: bool
    name: str
    forms: tuple[str, ...]
    code: str | None = None
    severity: str | None = None


class Outcome(NamedTuple):
    """What came of a proof: whether it held, and what was found."""

    proof: Proof
    passed: bool
    found: str


def read_proofs(folders: Sequence[Path]) -> list[Proof]:
    """Return the proofs that rule folders hold; raises RuleErrors for wrong files.

    The shipped rules are read with them, because a newsroom's own may name what those define.
    """
    from attrib.lexicon import shipped
    from attrib.lexicon.gather import gather

    base = shipped()
    gathered = gather(folders if base in folders else [base, *folders])
    return [
        Proof(kind, id, path, line, text, name.startswith(("yes", "flags")), name, forms, *named)
        for kind, id, path, line, entry in gathered
        if any(path.is_relative_to(folder) for folder in folders)
        for forms in [tuple(getattr(entry, "forms", ()))]
        for name, text, *named in _texts(kind, entry)
    ]


def _texts(kind: str, entry: Any) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Yield an entry's proofs by name (yes-1, no-2, flags-1), with the check and severity that a section's name."""
    for which in ("flags", "passes") if kind in ("check", "section") else ("yes", "no"):
        for number, proof in enumerate(getattr(entry, which), 1):
            text = proof if isinstance(proof, str) else proof.text
            yield f"{which}-{number}", text, getattr(proof, "code", None), getattr(proof, "severity", None)


def unmark(text: str) -> Marked:
    """Return a proof's text without its marks, with the spans that they held."""
    plain: list[str] = []
    spans: dict[str, list[Span]] = {"braces": [], "brackets": []}
    opened: list[tuple[str, int]] = []
    for mark in text:
        if mark in OPENERS:
            opened.append((OPENERS[mark], len(plain)))
        elif mark in CLOSERS and opened:
            kind, start = opened.pop()
            spans[kind].append(Span(start, len(plain)))
        else:
            plain.append(mark)
    return Marked("".join(plain), tuple(spans["braces"]), tuple(spans["brackets"]))


def run(proofs: Sequence[Proof], lexicon: Lexicon) -> Iterator[Outcome]:
    """Yield what comes of each proof."""
    for proof in proofs:
        yield RUNNERS[proof.kind](proof, lexicon)


def _analyze(text: str, lexicon: Lexicon) -> Analysis:
    from attrib.analyze import analyze
    from attrib.readers import decode

    return analyze(decode(text.encode(), "proof.txt"), lexicon)


def _cue(proof: Proof, lexicon: Lexicon) -> Outcome:
    marked = unmark(proof.text)
    headline = any(
        f.rule.id == proof.id and f.rule.frame == "headline" for forms in lexicon.cues.values() for f in forms
    )
    # A headline is one only above an article.
    analysis = _analyze(f"{marked.text}\n\n{BEFORE}\n" if headline else marked.text, lexicon)
    found = "; ".join(map(_shown, analysis.attributions)) or "no attribution"
    mine = {
        (Span(a.cue.start, a.cue.end), Span(a.source.start, a.source.end) if a.source else None)
        for a in analysis.attributions
        if a.cue and a.cue.rule == proof.id
    }
    if not proof.must:
        return Outcome(proof, not mine, found)
    wanted = {(brace, _source_for(brace, marked)) for brace in marked.braces}
    return Outcome(proof, bool(wanted) and wanted <= mine, found)


def _source_for(brace: Span, marked: Marked) -> Span | None:
    """Return the bracket that belongs to a cue: the one inside it, else the nearest."""
    inside = [b for b in marked.brackets if brace.start <= b.start and b.end <= brace.end]
    if inside:
        return inside[0]

    def distance(bracket: Span) -> int:
        return min(abs(bracket.start - brace.end), abs(brace.start - bracket.end))

    return min(marked.brackets, key=distance, default=None)


def _shown(attribution: Attribution) -> str:
    cue = attribution.cue.text if attribution.cue else "–"
    rule = attribution.cue.rule if attribution.cue else attribution.reason
    return f"{{{cue}}} by {rule}, source [{attribution.source.text if attribution.source else ''}]"


def _source(proof: Proof, lexicon: Lexicon) -> Outcome:
    marked = unmark(proof.text)
    attributions = _analyze(marked.text, lexicon).attributions
    sources = {Span(a.source.start, a.source.end): a.source.text for a in attributions if a.source}
    found = "; ".join(map(_shown, attributions)) or "no attribution"
    if not proof.must:
        return Outcome(proof, not any(_holds(text, proof.forms) for text in sources.values()), found)
    drawn = [marked.text[start:end] for start, end in marked.brackets]
    if proof.kind == "source" and not any(_holds(text, proof.forms) for text in drawn):
        return Outcome(proof, False, "no form of the entry stands in the proof's own brackets")
    cues = {Span(a.cue.start, a.cue.end) for a in attributions if a.cue}
    passed = set(marked.brackets) <= sources.keys() and set(marked.braces) <= cues
    return Outcome(proof, bool(marked.brackets or marked.braces) and passed, found)


def _holds(text: str, forms: Sequence[str]) -> bool:
    """Whether words hold a form as the lexicon would match it: in any case, unless the form has capitals."""
    words = words_of(text)
    lows = tuple(word.lower() for word in words)
    for form in forms:
        wanted = words_of(form)
        among = lows if form == form.lower() else words
        if any(among[i : i + len(wanted)] == wanted for i in range(len(among))):
            return True
    return False


def _claim(proof: Proof, lexicon: Lexicon) -> Outcome:
    from attrib.claims import claims_of
    from attrib.lexicon.watch import Watch
    from attrib.scan import read

    marked = unmark(proof.text)
    reading = read(_analyze(marked.text, lexicon).article, lexicon)
    watch = Watch(len(marked.text))
    claims = [c for s in reading.article.sentences for c in claims_of(reading, s, watch)]
    found = "; ".join(f"{marked.text[c.start : c.end]!r} by {c.rule}" for c in claims) or "no claim"
    found = "; ".join((found, *watch.faults))
    mine = [c for c in claims if c.rule == proof.id and c.kind == proof.kind]
    if not proof.must:
        return Outcome(proof, not mine, found)
    return Outcome(proof, bool(marked.braces) and all(_meets(brace, mine) for brace in marked.braces), found)


def _meets(brace: Span, found: Sequence[Claim] | Sequence[Finding]) -> bool:
    return any(one.start < brace.end and brace.start < one.end for one in found)


def _check(proof: Proof, lexicon: Lexicon) -> Outcome:
    from attrib.suppress import suppress

    marked = unmark(proof.text)
    analysis = _analyze(marked.text, lexicon)
    findings = (*analysis.findings, *suppress(analysis, analysis.findings, lexicon.checks).unused)
    found = "; ".join(f"{f.code} at {marked.text[f.start : f.end]!r}" for f in findings) or "no finding"
    mine = [f for f in findings if f.code == proof.id]
    if not proof.must:
        return Outcome(proof, not mine, found)
    return Outcome(proof, _drawn(marked, mine), found)


def _drawn(marked: Marked, mine: Sequence[Finding]) -> bool:
    """Whether findings stand at all the words in braces, or without any are of the article as a whole."""
    whole = bool(mine) and all(f.statement is None for f in mine) and not marked.braces
    return whole or (bool(marked.braces) and all(_meets(brace, mine) for brace in marked.braces))


def _section(proof: Proof, lexicon: Lexicon) -> Outcome:
    """A section's `passes` proves something only if its check fires there without the section."""
    from attrib.sections import findings_in

    marked = unmark(proof.text)
    everywhere = _analyze(marked.text, lexicon).findings
    here = findings_in(next(s for s in lexicon.sections if s.id == proof.id), everywhere)
    found = "; ".join(f"{f.severity} {f.code} at {marked.text[f.start : f.end]!r}" for f in here) or "no finding"
    if proof.code is None:
        return Outcome(proof, not here, found)
    if proof.must:
        return Outcome(proof, _drawn(marked, [f for f in here if (f.code, f.severity) == proof[-2:]]), found)
    elsewhere = _drawn(marked, [f for f in everywhere if f.code == proof.code])
    found += "" if elsewhere else f"; nor does {proof.code} fire at those words without the section"
    return Outcome(proof, elsewhere and all(f.code != proof.code for f in here), found)


def _abbreviation(proof: Proof, lexicon: Lexicon) -> Outcome:
    text = proof.text.replace("|", " ")
    sentences = _analyze(text, lexicon).article.sentences
    found = [text[s.start : s.end] for s in sentences if s.role == "body"]
    wanted = [part.strip() for part in proof.text.split("|")]
    return Outcome(proof, found == wanted, "|".join(found))


def _furniture(proof: Proof, lexicon: Lexicon) -> Outcome:
    start = len(BEFORE) + 2
    article = _analyze(f"{BEFORE}\n\n{proof.text}\n\n{AFTER}\n", lexicon).article
    here = [p for p in article.paragraphs if p.start < start + len(proof.text) and start < p.end]
    known = any(p.role in FURNITURE_ROLES and p.reason == proof.id for p in here)
    return Outcome(proof, known == proof.must, "; ".join(f"{p.role} ({p.reason or 'prose'})" for p in here))


RUNNERS: Final[dict[str, Callable[[Proof, Lexicon], Outcome]]] = {
    "cue": _cue,
    "source": _source,
    "words": _source,
    "need": _claim,
    "exempt": _claim,
    "check": _check,
    "section": _section,
    "abbreviation": _abbreviation,
    "furniture": _furniture,
}
