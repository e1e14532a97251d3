"""What holds of whatever attrib makes of a draft, whoever wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrib.model import SEVERITIES, STATUSES, Analysis, Article, Attribution, Draft, Finding, Span, Statement


def sound_draft(draft: Draft) -> None:
    """Prose is the text with stretches blanked; lines and blocks are in order and within it."""
    assert len(draft.prose) == len(draft.text)
    assert all(new in (old, " ") for old, new in zip(draft.text, draft.prose, strict=True))
    assert draft.line_starts[0] == 0
    assert all(before < after for before, after in pairwise(draft.line_starts))
    assert all(0 <= block.start <= block.end <= len(draft.text) for block in draft.blocks)
    assert all(before.end <= after.start for before, after in pairwise(draft.blocks))
    for start in (0, len(draft.text) // 2, len(draft.text)):
        line, column = draft.place(start)
        assert draft.line_starts[line - 1] + column - 1 == start


def sound_article(article: Article) -> None:
    """Every word stands in exactly one sentence, every quotation within its own."""
    tokens, prose = article.tokens, article.draft.prose
    assert all(
        prose[start : start + len(text)] == text for text, start in zip(tokens.texts, tokens.starts, strict=True)
    )
    assert [n for s in article.sentences for n in range(s.first, s.last)] == list(range(len(tokens.texts)))
    assert "".join(tokens.texts) == "".join(prose.split())
    for sentence in article.sentences:
        paragraph = article.paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
        for quote in sentence.quotes:
            assert sentence.start <= quote.start <= quote.inner.start <= quote.inner.end <= quote.end <= sentence.end


def sound_statements(draft: Draft, statements: Sequence[Statement]) -> None:
    """Statements cover the prose once, in its order, each with a status and its reasons, at its place."""
    assert all(before.end <= after.start for before, after in pairwise(statements))
    covered = "".join(draft.prose[s.start : s.end] for s in statements)
    assert "".join(covered.split()) == "".join(draft.prose.split())
    assert [s.id for s in statements] == list(range(1, len(statements) + 1))
    for s in statements:
        assert s.status in STATUSES
        assert s.reasons
        assert draft.place(s.start) == (s.line, s.column)
        assert all(s.start <= claim.start < claim.end <= s.end for claim in s.needs)
        assert s.supported_by is None or 1 <= s.supported_by <= len(statements)
        assert (s.carried_from is not None) == (s.status == "carried")


def sound_attributions(draft: Draft, statements: Sequence[Statement], attributions: Sequence[Attribution]) -> None:
    """Cue, source and content are the draft's own words, in the statement that they belong to."""
    assert {a.id for a in attributions} == set(range(1, len(attributions) + 1))
    for a in attributions:
        around = statements[a.statement - 1]
        for part in (a.cue, a.source):
            assert part is None or draft.text[part.start : part.end] == part.text
        assert a.cue is None or around.start <= a.cue.start < a.cue.end <= around.end
        assert all(0 <= start < end <= len(draft.text) for start, end in a.content)
        assert a.within is None or 1 <= a.within <= len(attributions)


def sound_findings(draft: Draft, findings: Sequence[Finding], count: int) -> None:
    """Findings stand at places of the draft, in their order, each known by a fingerprint of its own."""
    assert [f.start for f in findings] == sorted(f.start for f in findings)
    assert len({f.fingerprint for f in findings}) == len(findings)
    for f in findings:
        assert 0 <= f.start <= f.end <= len(draft.text)
        assert f.severity in SEVERITIES
        assert (f.line, f.column) == draft.place(f.start)
        assert (f.end_line, f.end_column) == draft.place(f.end)
        assert f.statement is None or 1 <= f.statement <= count
        assert f.message
        assert "{" not in f.message or "{" in draft.text


def sound(analysis: Analysis) -> None:
    """Assert all of it, and that every reference points at something."""
    draft = analysis.article.draft
    sound_draft(draft)
    sound_article(analysis.article)
    sound_statements(draft, analysis.statements)
    sound_attributions(draft, analysis.statements, analysis.attributions)
    sound_findings(draft, analysis.findings, len(analysis.statements))
    entities = range(1, len(analysis.entities) + 1)
    assert [entity.id for entity in analysis.entities] == list(entities)
    assert all(a.entity is None or a.entity in entities for a in analysis.attributions)
    assert all(s.source is None or s.source in entities for s in analysis.statements)
    ids = {a.id for a in analysis.attributions}
    assert all(s.carried_from is None or s.carried_from in ids for s in analysis.statements)
    for entity in analysis.entities:
        assert all(Span(*mention)[0] < Span(*mention)[1] <= len(draft.text) for mention in entity.mentions)
