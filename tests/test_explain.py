"""`attrib explain`: every decider's answer, what became of each form, who could be meant; and the places it takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from attrib.analyze import analyze
from attrib.cli import cli
from attrib.entities import by_name, by_pointing
from attrib.errors import UsageError
from attrib.lexicon import load, vocabulary
from attrib.links import FRAMES
from attrib.model import Analysis
from attrib.places import Where, parse
from attrib.readers import decode
from attrib.reports import plainly
from attrib.status import DECIDERS
from attrib.trail import Trail, trails

SEEDS = Path(__file__).parents[1] / "seeds"
DRAFT = """\
Bupati Laksana Jaya menyuap tiga pejabat, kata Rina Maharani, warga Desa Sukamaju.

"Sungai itu tercemar sejak Mei," kata Budi Santoso, nelayan. Ia mengatakan, ikan mati. Air sumur berbau.

Kata kunci dari semuanya adalah limbah. Konon, pabrik itu milik bupati.
"""


def made(text: str) -> tuple[Analysis, tuple[Trail, ...]]:
    lexicon = load()
    analysis = analyze(decode(text.encode(), "naskah.txt"), lexicon)
    return analysis, trails(analysis, lexicon, [statement.id for statement in analysis.statements])


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "naskah.txt").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def explain(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["explain", *arguments], env={"COLUMNS": "200"})


# The trail.


@pytest.mark.parametrize("text", [DRAFT, *(path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt"))])
def test_the_decider_that_decides_is_the_one_whose_verdict_stands(text: str) -> None:
    analysis, found = made(text)
    assert len(found) == len(analysis.statements) > 0
    for statement, trail in zip(analysis.statements, found, strict=True):
        assert trail.statement is statement
        assert [step.decides for step in trail.steps].count(True) == 1
        first = next(step for step in trail.steps if step.answer)
        assert first.decides and first.answer is not None
        assert (first.answer.status, first.answer.reasons) == (statement.status, statement.reasons) or (
            statement.reasons == ("repeats",) and statement.status == "exempt"
        )


def test_links_tell_who_was_meant_and_who_could_have_been() -> None:
    analysis, found = made(DRAFT)
    (link,) = found[2].links
    names = {entity.id: entity.name for entity in analysis.entities}
    assert link.resolved == "last-speaker"
    assert [(names[c.entity], c.chosen) for c in link.candidates] == [("Budi Santoso", True), ("Rina Maharani", False)]
    assert found[0].links[0].candidates == ()


@pytest.mark.parametrize(
    ("text", "words", "why", "phrase"),
    [
        ("Kata kunci dari semuanya adalah limbah.", "Kata", "look-alike", "kata kunci"),
        ("Rina Maharani tidak mengatakan apa pun.", "mengatakan", "negated", ""),
        ('Rina Maharani berkata, "Jembatan itu dilaporkan ambruk sejak kemarin."', "dilaporkan", "quoted", ""),
        ("Kemarin hujan, ujar.", "ujar", "place", ""),
    ],
)
def test_forms_that_attribute_nothing_say_why(text: str, words: str, why: str, phrase: str) -> None:
    _, found = made(text)
    refused = [(text[r.start : r.end], r.why, r.phrase) for trail in found for r in trail.refused]
    assert (words, why, phrase) in refused


def test_the_floor_says_who_speaks_and_how_far() -> None:
    analysis, found = made(DRAFT)
    floor = found[3].floor
    assert floor is not None and floor.main.entity is not None
    assert analysis.entities[floor.main.entity - 1].name == "Budi Santoso"
    assert (floor.main.statement, floor.distance, floor.reaches) == (3, 1, True)
    assert found[0].floor is None


def test_asking_changes_no_verdict() -> None:
    analysis, _ = made(DRAFT)
    assert made(DRAFT)[0].statements == analysis.statements


# In plain words.


def test_every_name_of_the_matcher_has_words_in_both_languages() -> None:
    pointing = [name for module in (by_name, by_pointing) for name, made in vars(module).items() if callable(made)]
    deciders = {decider.__name__.strip("_").replace("_", "-") for decider in DECIDERS}
    assert {*plainly.DECIDERS} == {*deciders, "free"}
    assert {*FRAMES} == {*plainly.FRAMES}
    assert {*vocabulary.NEEDS, *vocabulary.REASONS} == {*plainly.CLAIMS}
    known = {name.replace("_", "-") for name in pointing}
    assert {*plainly.RESOLVED} - known == {"new", "unresolved", "together"}
    for table in (plainly.DECIDERS, plainly.LINKS, plainly.FRAMES, plainly.CLAIMS, plainly.REASONS, plainly.RESOLVED):
        assert all(all(words) for words in table.values())


def test_the_reasons_of_the_sample_article_are_all_told_in_words() -> None:
    for path in SEEDS.glob("*.txt"):
        analysis, found = made(path.read_text(encoding="utf-8"))
        reasons = {reason for s in analysis.statements if s.status != "skipped" for reason in s.reasons}
        assert {reason for reason in reasons if plainly.reason(reason, "id") == reason} == set()
        resolved = {link.resolved for trail in found for link in trail.links} - {""}
        assert resolved <= {*plainly.RESOLVED}


def test_the_whole_explanation_of_one_statement(draft: Path) -> None:
    assert (
        explain("naskah.txt:3:62", "--lang", "en").stdout
        == """\
naskah.txt:3:62, statement 3:
  named (the source is the verb's subject)

  [Ia] {mengatakan}, ikan mati.

  Source
    Budi Santoso, nelayan, person, grade A

  How it was decided
    · A headline, credit, link, or other part that states nothing? – no
    ● Do words attribute it, and have a source? – yes: named (the source is the verb's subject)
    · Do words attribute it, but to nobody? – not asked any more
    · Does the paper itself report again: an open event, a thing seen, a public record? – not asked any more
    · An event on a named day, with nothing in it that needs a source? – not asked any more
    · Does the speaker before it go on? – not asked any more; the answer would be: carried (the speaker before it goes on)
    · Does another statement, with a source, say the same? – not asked any more
    · Does anything in it need a source? – not asked any more
    · None of these: background. – not asked any more; the answer would be: needs none (background)

  Words that attribute
    3:65 “mengatakan” (rule mengatakan) → “Ia” [main] – the source is the verb's subject
        = Budi Santoso: the last who spoke
        ? who could be meant, the last mentioned first: Budi Santoso (person, 3:39) – chosen; Rina Maharani (person, 1:48)

  Who has the floor
    Budi Santoso, since statement 2, 1 before this one
    it still reaches: yes
    this sentence takes it up (needed only in a new paragraph, or far on): yes
"""
    )


def test_what_needs_a_source_and_what_is_found_are_told_with_their_rules(draft: Path) -> None:
    said = explain("naskah.txt:5").stdout
    assert "5:1 “Kata” (aturan kata) – tidak dipakai: bagian dari “kata kunci”, yang tidak mengatribusikan" in said
    assert "5:41 “Konon” (aturan konon) → tanpa sumber" in said
    assert "● Ada kata pengatribusi, tetapi tanpa sumber? – ya: kabar (kabar angin)" in said
    assert "5:41 RUMOR (galat): “Konon” bukan sumber. – selengkapnya: attrib rule RUMOR" in said
    assert "1:21 “menyuap” – perlu sumber: tuduhan (aturan accusation-corruption)" in explain("naskah.txt:1").stdout


def test_what_a_draft_holds_cannot_steer_the_terminal(draft: Path) -> None:
    text = "Harga turun, kata Rina\x1b[2J Maharani, peda\u202egang.\nKonon\x07, ia mundur.\n"
    (draft / "a\x1b[1mb.txt").write_text(text, encoding="utf-8")
    said = explain("a\x1b[1mb.txt:1").stdout + explain("a\x1b[1mb.txt:2").stdout
    assert "Rina" in said and not {"\x1b", "\x07", "\u202e"} & set(said)


# Places.


@pytest.mark.parametrize(
    ("spec", "where"),
    [
        ("a.txt:3", Where("a.txt", 3, None)),
        ("a.txt:3:14", Where("a.txt", 3, 14)),
        ("-:3", Where("-", 3, None)),
        ("arsip.jsonl:12:1", Where("arsip.jsonl:12", 1, None)),
        ("arsip.jsonl:12:1:7", Where("arsip.jsonl:12", 1, 7)),
        ("arsip.jsonl#x9:1", Where("arsip.jsonl#x9", 1, None)),
        ("C:/naskah/a.txt:3:1", Where("C:/naskah/a.txt", 3, 1)),
        ("ada:7.txt:2", Where("ada:7.txt", 2, None)),
    ],
)
def test_places(spec: str, where: Where) -> None:
    assert parse(spec) == where


def test_a_files_own_name_may_end_like_a_place(draft: Path) -> None:
    (draft / "naskah.txt:3").write_text(DRAFT, encoding="utf-8")
    assert parse("naskah.txt:3:1") == Where("naskah.txt:3", 1, None)
    assert parse("naskah.txt:3") == Where("naskah.txt", 3, None)


@pytest.mark.parametrize("spec", ["naskah.txt", "naskah.txt:", "naskah.txt:x", ":3", "naskah.txt:1234567890123"])
def test_a_place_without_a_line_is_refused(spec: str) -> None:
    with pytest.raises(UsageError, match="no line is named"):
        parse(spec)


@pytest.mark.parametrize(
    ("spec", "ids"),
    [
        ("naskah.txt:1", ["1"]),
        ("naskah.txt:3", ["2", "3", "4"]),
        ("naskah.txt:3:1", ["2"]),
        ("naskah.txt:3:61", ["3"]),
        ("naskah.txt:3:62", ["3"]),
        ("naskah.txt:3:999", ["4"]),
    ],
)
def test_a_line_means_all_its_statements_a_column_one(draft: Path, spec: str, ids: list[str]) -> None:
    heads = [line for line in explain(spec).stdout.splitlines() if line.startswith("naskah.txt:")]
    assert [head.rstrip(":").split()[-1] for head in heads] == ids


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("naskah.txt:2", "naskah.txt: no statement stands on line 2; the nearest is on line 1\n"),
        ("naskah.txt:0", "naskah.txt: has no line 0; the last one is 6\n"),
        ("naskah.txt:99", "naskah.txt: has no line 99; the last one is 6\n"),
        ("tiada.txt:1", "tiada.txt: tidak ada berkas itu; periksa ejaan namanya\n"),
        ("naskah.txt", "naskah.txt: no line is named; as in naskah.txt:3 or naskah.txt:3:14\n"),
    ],
)
def test_what_cannot_be_explained_says_what_to_try(draft: Path, spec: str, message: str) -> None:
    result = explain(spec)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)
