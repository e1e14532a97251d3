"""The shipped rules: every proof that they carry, and that their format is what rules/README.md says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from attrib.checks import KINDS, document, link, waiver, wording
from attrib.lexicon import load, shipped, vocabulary
from attrib.lexicon.gather import gather
from attrib.lexicon.words import words_of
from attrib.proofs import Proof, read_proofs, run
from attrib.segment.tokens import tokenize

README = (shipped() / "README.md").read_text(encoding="utf-8")
MISSES = Path(__file__).parent / "known_misses.toml"


def known_misses() -> dict[tuple[str, str, str], str]:
    """Return why a proof fails for now, by kind, id and name: `[[miss]]` with kind, id, proof ("yes-1") and why."""
    if not MISSES.exists():
        return {}
    listed = tomllib.loads(MISSES.read_text(encoding="utf-8"))["miss"]
    return {(miss["kind"], miss["id"], miss["proof"]): miss["why"] for miss in listed}


KNOWN = known_misses()
LEXICON = load()
PROOFS = read_proofs([shipped()])
GATHERED = gather([shipped()])


def case(proof: Proof) -> object:
    why = KNOWN.get((proof.kind, proof.id, proof.name))
    marks = [pytest.mark.xfail(strict=True, reason=why)] if why else []
    return pytest.param(proof, id=f"{proof.kind}/{proof.id}/{proof.name}", marks=marks)


@pytest.mark.parametrize("proof", [case(proof) for proof in PROOFS])
def test_proof(proof: Proof) -> None:
    (outcome,) = run([proof], LEXICON)
    demand = "must match" if proof.must else "must not match"
    assert outcome.passed, f"{proof.file}:{proof.line}: {demand}: {proof.text}\nfound: {outcome.found}"


def test_known_misses_are_proofs() -> None:
    assert KNOWN.keys() <= {(proof.kind, proof.id, proof.name) for proof in PROOFS}


def test_no_sentence_proves_twice() -> None:
    keys = [(proof.kind, proof.id, proof.text) for proof in PROOFS]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


@pytest.mark.parametrize("kind", ["cue", "source", "need", "exempt", "check", "abbreviation", "furniture", "words"])
def test_every_kind_of_entry_has_both_proofs(kind: str) -> None:
    assert {proof.must for proof in PROOFS if proof.kind == kind} == {True, False}


@pytest.mark.parametrize("rule", LEXICON.checks, ids=lambda rule: rule.code)
def test_check_speaks_both_languages_without_naming_a_source(rule: object) -> None:
    texts = rule.texts  # type: ignore[attr-defined]
    assert set(texts) == {"id", "en"}
    for text in texts.values():
        assert all(part.strip() for part in text)
        assert set(re.findall(r"\{(\w*)\}", " ".join(text))) <= {"cue", "source", "words"}
    assert texts["id"] != texts["en"]


def test_every_kind_of_check_is_proved() -> None:
    assert {rule.kind for rule in LEXICON.checks} == set(KINDS)


def cells(header: str) -> list[str]:
    """Return the words that stand first in the rows of one of the README's tables."""
    table = README.partition(f"| {header} |")[2].partition("\n\n")[0]
    return re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)


def listed(key: str) -> list[str]:
    """Return the words listed behind a key, in marks or bare: "`need`: quotation, accusation, …"."""
    text = re.sub(r"\s+", " ", README.partition(f"`{key}`: ")[2].partition(".\n")[0])
    return re.findall(r"`([\w-]+)`", text) if "`" in text else [word.strip() for word in text.split(",")]


def test_frames_are_those_of_the_readme() -> None:
    assert tuple(cells("frame")) == vocabulary.FRAMES


def test_source_kinds_are_those_of_the_readme() -> None:
    assert tuple(cells("kind")) == vocabulary.SOURCE_KINDS


def test_acts_are_those_of_the_readme() -> None:
    assert tuple(re.findall(r"`([a-z]+)`", README.partition("`act`: ")[2].partition("\n`agent`")[0])) == vocabulary.ACTS


def test_needs_are_those_of_the_readme() -> None:
    assert tuple(listed("need")) == vocabulary.NEEDS


def test_reasons_are_those_of_the_readme() -> None:
    text = README.partition("`exempt` entries have `reason`: ")[2].partition(". ")[0]
    assert tuple(re.split(r",\s+", text)) == vocabulary.REASONS


def test_check_kinds_are_those_of_the_readme_and_the_code() -> None:
    text = README.partition("`kind`: `statement`")[2].partition("\n\n")[0]
    assert ("statement", *re.findall(r"`([a-z]+)` \(", text)) == vocabulary.CHECK_KINDS
    assert tuple(KINDS) == vocabulary.CHECK_KINDS


def test_the_tests_that_a_check_may_name_exist() -> None:
    assert {name: set(tests) for name, tests in vocabulary.TESTS.items()} == {
        "link": set(link.TESTS),
        "wording": set(wording.TESTS),
        "document": set(document.TESTS),
        "waiver": set(waiver.TESTS),
    }


def test_readme_examples_are_valid_rules(tmp_path: Path) -> None:
    examples = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    complete = [text for text in examples if '"…"' not in text]
    assert len(complete) >= 3
    for number, text in enumerate(complete):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "rule.toml").write_text(text, encoding="utf-8")
        assert gather([folder])


def test_forms_are_cut_into_words_as_drafts_are() -> None:
    phrases = {p for g in GATHERED for p in (*getattr(g.entry, "forms", ()), *getattr(g.entry, "not_", ()))}
    assert [p for p in sorted(phrases) if words_of(p) != tuple(tokenize(p).texts)] == []


def test_a_cue_has_the_frame_its_file_is_named_after() -> None:
    wrong = [
        (g.path.name, g.id, g.entry.frame)
        for g in GATHERED
        if g.kind == "cue" and not g.path.stem.startswith(g.entry.frame)
    ]
    assert wrong == []
