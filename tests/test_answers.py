"""What attrib answers on the project's own drafts, statement by statement, as it is and not as it should be: a change of
a rule or a decider shows here what else it changes. `make update` writes the answers down; review them in the diff.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from marks import look

from attrib.model import Analysis, Attribution

HERE: Final = Path(__file__).parent
DRAFTS: Final = sorted((HERE / "drafts").glob("*/*.txt"))
ANSWERS: Final = HERE / "golden" / "answers"
LONGEST: Final = 40


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.stem)
def test_the_answers_on_a_draft_are_those_written_down(draft: Path) -> None:
    found = "\n".join(answers(draft.read_text(encoding="utf-8"))) + "\n"
    kept = ANSWERS / f"{draft.stem}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8"), "if it is better so, make update"


def test_no_answers_are_kept_of_a_draft_that_is_gone() -> None:
    assert {kept.stem for kept in ANSWERS.iterdir()} == {draft.stem for draft in DRAFTS}


def answers(text: str) -> Iterator[str]:
    """Yield a line for each statement, with its attributions, and one for each source and finding."""
    analysis = look(text)
    for statement in analysis.statements:
        begins = " ".join(text[statement.start : statement.end].split())[:LONGEST]
        linked = [n for n in (statement.carried_from, statement.supported_by) if n is not None]
        yield " ".join([f"{statement.id} {statement.status}", *statement.reasons, *map(str, linked), "|", begins])
        for attribution in analysis.attributions:
            if attribution.statement == statement.id:
                yield f"    {_told(attribution, analysis, text)}"
    for entity in analysis.entities:
        yield f"{entity.name} | {entity.role or '-'} | {entity.kind} {entity.grade} | {' '.join(entity.reasons)}"
    for finding in analysis.findings:
        yield f"{finding.code} {finding.severity} «{text[finding.start : finding.end][:LONGEST]}»"


def _told(attribution: Attribution, analysis: Analysis, text: str) -> str:
    cue = attribution.cue.text if attribution.cue else "-"
    source = attribution.source.text if attribution.source else "-"
    entity = next((e.name for e in analysis.entities if e.id == attribution.entity), "-")
    content = " … ".join(f"{text[a : a + 12]}…{text[max(a, b - 12) : b]}" for a, b in attribution.content)
    main = "main" if attribution.main else "within"
    return f"{main} {attribution.type} {attribution.reason}: {cue} ← {source} = {entity}: {content}".replace("\n", " ")
