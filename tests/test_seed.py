"""The sample article, judged sentence by sentence as a desk would (its statuses, sources and findings)."""

from __future__ import annotations

from pathlib import Path

import pytest

from attrib.analyze import analyze
from attrib.lexicon import load
from attrib.model import Analysis
from attrib.readers import read

SEED = Path(__file__).parent.parent / "seeds" / "000_5a86aeb13fa89e2a.txt"

EXPECTED = {
    1: ("hearsay",),
    2: ("anonymous",),
    3: ("unattributed", "exempt"),
    4: ("exempt",),
    5: ("unattributed",),
    6: ("unattributed", "hearsay"),
    7: ("named",),
    8: ("named",),
    9: ("carried", "unattributed"),
    10: ("unattributed",),
    11: ("unattributed",),
    12: ("named",),
    13: ("named",),
    14: ("exempt", "unattributed"),
    15: ("hearsay",),
    16: ("named",),
}
FINDINGS = {
    (1, "PASSIVE-REPORT", "error"),
    (1, "EVAL-NOSRC", "info"),
    (2, "DANGLING-REF", "error"),
    (2, "ANON-NOREASON", "warning"),
    (2, "MEDIA-RELAY", "warning"),
    (2, "METONYM", "info"),
    (3, "METONYM", "info"),
    (5, "ABSTRACT-SOURCE", "warning"),
    (6, "MOTIVE-NOSRC", "warning"),
    (6, "PASSIVE-ACCUSE", "warning"),
    (8, "METONYM", "warning"),
    (10, "ACCUSE-NOSRC", "error"),
    (11, "CASUALTY-NOSRC", "warning"),
    (15, "PASSIVE-ACCUSE", "error"),
    (15, "VAGUE-COLLECTIVE", "warning"),
    (15, "NUMBER-NOSRC", "info"),
    (16, "METONYM", "info"),
    (None, "ANON-ONLY", "error"),
    (None, "LEAD-UNSOURCED", "warning"),
    (None, "LOW-COVERAGE", "warning"),
}
NEVER = {
    (4, "NUMBER-NOSRC"),
    (6, "NUMBER-NOSRC"),
    (7, "QUOTE-NOSRC"),
    (12, "LOADED-VERB"),
    (13, "QUOTE-NOSRC"),
    (14, "PASSIVE-ACCUSE"),
}


@pytest.fixture(scope="module")
def seed() -> Analysis:
    return analyze(read(SEED), load())


def test_the_sample_article_has_sixteen_statements(seed: Analysis) -> None:
    assert len(seed.statements) == 16


@pytest.mark.parametrize("id", EXPECTED)
def test_status(seed: Analysis, id: int) -> None:
    assert seed.statements[id - 1].status in EXPECTED[id], seed.statements[id - 1].reasons


@pytest.mark.parametrize("found", sorted(FINDINGS, key=str))
def test_finding(seed: Analysis, found: tuple[int | None, str, str]) -> None:
    assert found in {(f.statement, f.code, f.severity) for f in seed.findings}


@pytest.mark.parametrize("never", sorted(NEVER))
def test_no_finding(seed: Analysis, never: tuple[int, str]) -> None:
    assert never not in {(f.statement, f.code) for f in seed.findings}


def test_initials_of_states_are_no_initials(seed: Analysis) -> None:
    assert "INITIALS-ONLY" not in {f.code for f in seed.findings}


@pytest.mark.parametrize(
    ("id", "name", "kind"),
    [
        (7, "Jon Finer", "person"),
        (8, "Washington", "metonym"),
        (12, "Joe Biden", "person"),
        (13, "Joe Biden", "person"),
    ],
)
def test_source_of_a_statement(seed: Analysis, id: int, name: str, kind: str) -> None:
    source = seed.statements[id - 1].source
    assert source is not None
    entity = seed.entities[source - 1]
    assert (entity.name, entity.kind) == (name, kind)


def test_the_speaker_keeps_his_office(seed: Analysis) -> None:
    finer = next(e for e in seed.entities if e.name == "Jon Finer")
    assert finer.role == "Deputi Penasihat Keamanan Nasional AS"


def test_the_unnamed_official_reaches_us_through_an_unnamed_agency(seed: Analysis) -> None:
    second = [a for a in seed.attributions if a.statement == 2]
    texts = {a.source.text for a in second if a.source}
    assert "seorang pejabat pertahanan AS yang tidak disebutkan namanya" in texts
    assert "kantor berita itu" in texts


def test_the_denial_has_both_its_sources(seed: Analysis) -> None:
    denial = [a for a in seed.attributions if a.statement == 16 and a.source]
    assert [seed.entities[(a.entity or 0) - 1].name for a in denial] == ["Kremlin", "Volodymyr Zelensky"]


def test_requests_and_orders_are_no_attributions_of_the_seed(seed: Analysis) -> None:
    cues = {a.cue.text for a in seed.attributions if a.cue}
    assert not cues & {"meminta", "menyuruh", "memberi", "dilakukan"}


def test_every_span_is_exact(seed: Analysis) -> None:
    text = seed.article.draft.text
    for attribution in seed.attributions:
        for part in (attribution.cue, attribution.source):
            assert part is None or text[part.start : part.end] == part.text
