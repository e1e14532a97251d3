"""What `attrib show` prints: any product of the pipeline, one item a line, with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from attrib.model import Analysis, Attribution, Draft, Span, Statement
from attrib.reports.shape import visible


def _row(draft: Draft, start: int, end: int, *facts: object) -> str:
    """Return a line: place, offsets, facts (`-` for None, the words last)."""
    place = draft.place(start)
    words = visible(draft.text[start:end])
    cells = [
        f"{place.line}:{place.column}",
        f"{start}-{end}",
        *("-" if f is None else visible(str(f)) for f in facts),
        words,
    ]
    return "\t".join(cells)


def _tokens(analysis: Analysis) -> Iterator[str]:
    tokens = analysis.article.tokens
    for index, start in enumerate(tokens.starts):
        yield _row(analysis.article.draft, start, tokens.end(index), index)


def _paragraphs(analysis: Analysis) -> Iterator[str]:
    for number, paragraph in enumerate(analysis.article.paragraphs, 1):
        facts = (number, paragraph.role, paragraph.reason)
        yield _row(analysis.article.draft, paragraph.start, paragraph.end, *facts)


def _quotes(analysis: Analysis) -> Iterator[str]:
    for quote in (quote for sentence in analysis.article.sentences for quote in sentence.quotes):
        facts = ("closed" if quote.closed else "unclosed", "continued" if quote.continued else None)
        yield _row(analysis.article.draft, quote.start, quote.end, *facts)


def _sentences(analysis: Analysis) -> Iterator[str]:
    for number, sentence in enumerate(analysis.article.sentences, 1):
        facts = (number, sentence.role, sentence.reason)
        yield _row(analysis.article.draft, sentence.start, sentence.end, *facts)


def _cues(analysis: Analysis) -> Iterator[str]:
    for attribution in analysis.attributions:
        if cue := attribution.cue:
            yield _row(analysis.article.draft, cue.start, cue.end, cue.rule, cue.frame, cue.act)


def _sources(analysis: Analysis) -> Iterator[str]:
    for attribution in analysis.attributions:
        if source := attribution.source:
            named = (source.name, source.role, source.affiliation)
            facts = (attribution.entity, source.kind, source.grade, source.anaphor, *named)
            yield _row(analysis.article.draft, source.start, source.end, *facts)


def _links(analysis: Analysis) -> Iterator[str]:
    for attribution in analysis.attributions:
        cue, source = attribution.cue, attribution.source
        rank = "main" if attribution.main else "inner"
        ends = f"{cue.text if cue else None} → {visible(source.text) if source else None}"
        facts = (
            attribution.id,
            attribution.statement,
            attribution.type,
            rank,
            attribution.within,
            attribution.reason,
        )
        span = _extent(attribution)
        yield _row(analysis.article.draft, span.start, span.end, *facts, ends)


def _extent(attribution: Attribution) -> Span:
    spans = [*attribution.content, *(part for part in (attribution.cue, attribution.source) if part)]
    return Span(min((part.start for part in spans), default=0), max((part.end for part in spans), default=0))


def _entities(analysis: Analysis) -> Iterator[str]:
    for entity in analysis.entities:
        first = entity.mentions[0] if entity.mentions else Span(0, 0)
        named = (entity.name, entity.role, entity.affiliation)
        facts = (entity.id, entity.kind, entity.grade, f"×{len(entity.mentions)}", *named)
        yield _row(analysis.article.draft, first.start, first.end, *facts)
        for mention, reason in zip(entity.mentions, entity.reasons, strict=True):
            yield _row(analysis.article.draft, mention.start, mention.end, entity.id, f"by {reason}")


def _statements(analysis: Analysis) -> Iterator[str]:
    names = {entity.id: entity.name for entity in analysis.entities}
    for statement in analysis.statements:
        reasons = ", ".join(statement.reasons) or "-"
        head = f"{statement.id:>3}  {statement.line}:{statement.column}  {statement.status} ({reasons})"
        leans = [
            f"source: {visible(names.get(statement.source, '?'))}" if statement.source else "",
            f"carried from attribution {statement.carried_from}" if statement.carried_from else "",
            f"supported by statement {statement.supported_by}" if statement.supported_by else "",
            *(f"{claim.kind}: {claim.name} by {claim.rule}" for claim in statement.needs),
        ]
        yield "; ".join([head, *filter(None, leans)])
        yield f"     {marked(analysis, statement)}\n"


def marked(analysis: Analysis, statement: Statement) -> str:
    """Return a statement with `{…}` around its cues and `[…]` around their sources, as in rule files."""
    marks: list[tuple[int, int, int, str]] = []
    for attribution in analysis.attributions:
        if attribution.statement == statement.id:
            for part, (left, right) in ((attribution.cue, "{}"), (attribution.source, "[]")):
                if part and statement.start <= part.start < part.end <= statement.end:
                    # At one place ends come before beginnings, inner ends and outer beginnings first.
                    marks.append((part.start, 1, -part.end, left))
                    marks.append((part.end, 0, -part.start, right))
    text, at = "", statement.start
    for place, _, _, mark in sorted(set(marks)):
        text += analysis.article.draft.text[at:place] + mark
        at = place
    return visible(text + analysis.article.draft.text[at : statement.end])


STAGES: Mapping[str, Callable[[Analysis], Iterator[str]]] = {
    "tokens": _tokens,
    "paragraphs": _paragraphs,
    "quotes": _quotes,
    "sentences": _sentences,
    "cues": _cues,
    "sources": _sources,
    "links": _links,
    "entities": _entities,
    "statements": _statements,
}


def show(analysis: Analysis, stage: str) -> str:
    """Return what the pipeline holds at a stage, a key of STAGES."""
    return "".join(f"{line}\n" for line in STAGES[stage](analysis))
