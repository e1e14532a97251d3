"""Comments in drafts: which findings they spare, how far they reach, and what is said of one that is wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from made import docx, paragraph
from marks import lexicon, look

from attrib.analyze import analyze
from attrib.cli import cli
from attrib.model import Analysis, Draft, Finding
from attrib.readers import decode
from attrib.readers.plain import read_plain
from attrib.suppress import Suppressed, suppress
from attrib.waivers import waivers_of

RUMOR = "Konon, bupati itu akan mundur."
PLAIN = "Panitia membuka acara itu di balai desa."
WHY = "legenda, bukan kabar"


def parted(text: str, path: str = "naskah.txt") -> Suppressed:
    analysis = look(text, path)
    return suppress(analysis, analysis.findings, lexicon().checks)


def rumours(findings: tuple[Finding, ...]) -> list[int]:
    """Return the lines on which hearsay is reported."""
    return [finding.line for finding in findings if finding.code == "RUMOR"]


def problems(text: str, path: str = "naskah.txt") -> list[tuple[str, int, int]]:
    """Return what is said of comments: code, line, column."""
    parts = parted(text, path)
    return [(f.code, f.line, f.column) for f in (*parts.left, *parts.unused) if "WAIVER" in f.code]


# How far a comment reaches.


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"[attrib: abaikan RUMOR – {WHY}]\n{RUMOR}\n\n{RUMOR}", [4]),
        (f"[attrib: abaikan RUMOR – {WHY}]\n\n\n{RUMOR}\n\n{RUMOR}", [6]),
        (f"[attrib: ignore RUMOR – {WHY}]\nBaca juga: Harga Beras Naik\n\n{RUMOR}\n\n{RUMOR}", [6]),
        (f"{RUMOR}\n\n[attrib: abaikan RUMOR – {WHY}]\n{RUMOR}", [1]),
        (f"{RUMOR} [attrib: abaikan RUMOR – {WHY}]\n\n{RUMOR}", [3]),
        (f"{RUMOR} [attrib: abaikan-baris RUMOR – {WHY}]\n\n{RUMOR}", [3]),
        (f"[attrib: ignore-line RUMOR – {WHY}] {RUMOR}\n\n{RUMOR}", [3]),
        (f"{RUMOR}\n\n{RUMOR}\n\n[attrib: abaikan-naskah RUMOR – {WHY}]", []),
        (
            f"{RUMOR}\n[attrib: abaikan-mulai RUMOR – {WHY}]\n{RUMOR}\n\n{RUMOR}\n[attrib: abaikan-selesai]\n{RUMOR}",
            [1, 7],
        ),
    ],
)
def test_a_waiver_spares_the_findings_in_its_reach(text: str, left: list[int]) -> None:
    parts = parted(text)
    assert rumours(parts.left) == left
    assert len(parts.left) + len(parts.spared) == len(look(text).findings)
    assert rumours(parts.spared) and problems(text) == []


def test_ranges_may_stand_within_ranges() -> None:
    sourced = "Sumber terpercaya mengatakan uang itu dibagi dua."
    text = (
        f"[attrib: ignore-start RUMOR – {WHY}]\n{RUMOR}\n[attrib: ignore-start ANON-BARE – {WHY}]\n{sourced}\n"
        f"[attrib: ignore-end ANON-BARE]\n{RUMOR}\n{sourced}\n[attrib: ignore-end RUMOR]\n"
    )
    left = [(f.code, f.line) for f in parted(text).left if f.statement is not None]
    assert left == [("ANON-BARE", 7)]


def test_only_the_checks_named_are_waived() -> None:
    text = f"[attrib: abaikan RUMOR – {WHY}]\nKonon, bupati itu menyuap anggota dewan.\n\nBupati itu menyuap anggota dewan."
    assert {f.code for f in parted(text).spared} == {"RUMOR"}
    assert "ACCUSE-NOSRC" in {f.code for f in parted(text).left}


def test_an_article_as_a_whole_is_waived_by_the_whole_draft() -> None:
    code = "LEAD-UNSOURCED"
    assert code in {f.code for f in look(f"{RUMOR}\n\n{PLAIN}").findings}
    text = f"{RUMOR}\n\n{PLAIN}\n\n[attrib: abaikan-naskah {code} – kolom pembaca]"
    assert code not in {f.code for f in parted(text).left} and problems(text) == []


def test_an_approval_needs_no_name_and_covers_only_the_want_of_a_reason() -> None:
    anonymous = "Gudang itu kosong sejak Mei, kata seorang pegawai yang enggan disebut namanya."
    assert "ANON-NOREASON" in {f.code for f in look(anonymous).findings}
    for words in ("anonim-disetujui", "anonymity-approved"):
        text = f"[attrib: {words} – keselamatan narasumber, rapat redaksi 3 Mei]\n{anonymous}"
        assert {f.code for f in parted(text).spared} == {"ANON-NOREASON"} and problems(text) == []
    assert problems(f"[attrib: anonim-disetujui]\n{anonymous}") == [("WAIVER-NOREASON", 1, 1)]


# In every kind of draft, and never prose.


def test_html_comments_do_the_same_in_markdown_and_plain_text() -> None:
    text = f"<!-- attrib: abaikan RUMOR\n  – {WHY} -->\n{RUMOR}\n\n{RUMOR}\n"
    for path in ("naskah.txt", "naskah.md"):
        assert rumours(parted(text, path).left) == [5]


@pytest.mark.parametrize(
    "page",
    [
        f"<!-- attrib: abaikan RUMOR – {WHY} --><p>{RUMOR}</p><p>{RUMOR}</p>",
        f"<p>{RUMOR}<!-- attrib: abaikan RUMOR – {WHY} --></p><p>{RUMOR}</p>",
        f"<p>[attrib: abaikan-baris RUMOR – {WHY}] {RUMOR}</p><p>{RUMOR}</p>",
        f"<!-- attrib: abaikan RUMOR – {WHY} --><article><p>{RUMOR}</p><p>{RUMOR}</p></article>",
        f"<p>{RUMOR} [attrib: abaikan RUMOR – {WHY}]</p><p>&lt;!-- attrib: abaikan RUMOR – {WHY} --&gt; {RUMOR}</p>",
    ],
)
def test_html_keeps_its_comments_for_attrib(page: str) -> None:
    parts = parted(page, "naskah.html")
    assert len(rumours(parts.spared)) == 1 and len(rumours(parts.left)) == 1 and problems(page, "naskah.html") == []


def test_a_paragraph_of_a_word_processor_may_be_a_comment() -> None:
    data = docx(paragraph(f"[Attrib: abaikan RUMOR – {WHY}]") + paragraph(RUMOR) + paragraph(RUMOR))
    draft = decode(data, "naskah.docx")
    analysis = analyze(draft, lexicon())
    assert [block.role for block in draft.blocks] == ["comment", "text", "text"]
    assert rumours(suppress(analysis, analysis.findings, lexicon().checks).left) == [3]


def test_an_example_in_code_is_no_waiver() -> None:
    text = f"```\n[attrib: abaikan RUMOR – {WHY}]\n```\n\n{RUMOR}\n\nTulis `<!-- attrib: salah -->` di atasnya.\n"
    parts = parted(text, "naskah.md")
    assert rumours(parts.left) == [5] and parts.unused == () and problems(text, "naskah.md") == []


COMMENT = st.sampled_from(
    [f"[attrib: abaikan RUMOR – {WHY}]", f"<!-- attrib: ignore RUMOR -- {WHY} -->", "[attrib: apa]"]
)
ARTICLE = (
    PLAIN,
    '"Sumur kami kering," kata Camat Wiralaga Budi Santoso.',
    "Ia menambahkan, pompa desa rusak sejak pekan lalu dan belum diperbaiki sampai",
    "- Sumur pertama kering sejak Mei.",
    RUMOR,
    "Bupati menyuap anggota dewan.",
)


def verdicts(analysis: Analysis) -> list[tuple[str, str]]:
    text = analysis.article.draft.text
    return [(statement.status, text[statement.start : statement.end]) for statement in analysis.statements]


@given(
    st.lists(st.tuples(st.integers(0, len(ARTICLE)), COMMENT), max_size=4), st.sampled_from(["naskah.txt", "naskah.md"])
)
def test_a_comment_between_paragraphs_changes_no_verdict(places: list[tuple[int, str]], path: str) -> None:
    parts = [*ARTICLE]
    for place, comment in sorted(places, reverse=True):
        parts.insert(place, comment)
    with_comments = look("\n\n".join(parts), path)
    assert verdicts(with_comments) == verdicts(look("\n\n".join(ARTICLE), path))
    marks = {f.fingerprint for f in with_comments.findings if "WAIVER" not in f.code}
    assert marks == {f.fingerprint for f in look("\n\n".join(ARTICLE), path).findings}


@given(st.text(alphabet="[]<!->attrib:R, –\n`aku ", max_size=120))
def test_no_draft_upsets_the_reader_of_comments(text: str) -> None:
    draft: Draft = read_plain("naskah.txt", text)
    assert len(draft.prose) == len(text) and draft.prose.count("\n") == text.count("\n")
    waivers_of(look(f"{PLAIN}\n\n{text}").article)


# Comments that are wrong.


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{PLAIN}\n\n[attrib: abaikan RUMOR]\n{RUMOR}", [("WAIVER-NOREASON", 3, 1)]),
        (f"[attrib: abaikan RUMOR – …]\n{RUMOR}", [("WAIVER-NOREASON", 1, 1)]),
        (f"[attrib: abaikan RUMOR, RUMORR – {WHY}]\n{RUMOR}", [("WAIVER-UNKNOWN", 1, 25)]),
        (f"[attrib: abaikan RUMOR, METONYM – {WHY}]\n{RUMOR}", [("UNUSED-WAIVER", 1, 25)]),
        (f"{RUMOR}\n\n[attrib: abaikan RUMOR – {WHY}]", [("UNUSED-WAIVER", 3, 18)]),
        (f"{PLAIN}\n\n[attrib: abaikan WAIVER-NOREASON – {WHY}]\n\n{PLAIN}", [("UNUSED-WAIVER", 3, 18)]),
        (f"[attrib: RUMOR – {WHY}]\n{RUMOR}", [("WAIVER-SYNTAX", 1, 1)]),
        (f"[attrib: anonim-disetujui RUMOR – {WHY}]\n{RUMOR}", [("WAIVER-SYNTAX", 1, 1)]),
        (f"[attrib: abaikan RUMOR – {WHY}\n{RUMOR}", [("WAIVER-SYNTAX", 1, 1)]),
        (f"{RUMOR}\n[attrib: abaikan-selesai]", [("WAIVER-SYNTAX", 2, 1)]),
        (f"[attrib: abaikan-mulai RUMOR – {WHY}]\n{RUMOR}", [("WAIVER-SYNTAX", 1, 1)]),
        (f"<!-- attrib abaikan RUMOR: {WHY} -->\n{RUMOR}", [("WAIVER-SYNTAX", 1, 1)]),
    ],
)
def test_a_wrong_comment_is_reported_where_it_stands(text: str, found: list[tuple[str, int, int]]) -> None:
    assert problems(text) == found


def test_the_nearest_code_is_named() -> None:
    (finding,) = (f for f in look(f"[attrib: abaikan RUMORS – {WHY}]\n{RUMOR}").findings if f.code == "WAIVER-UNKNOWN")
    assert "“RUMORS”" in finding.message and "“RUMOR”" in finding.message


def test_a_comment_that_nothing_closes_hides_no_prose() -> None:
    assert rumours(look(f"[attrib: abaikan METONYM – {WHY} {RUMOR}\n\n{RUMOR}").findings)[-1] == 3


# At the command line.


def check(text: str, *arguments: str) -> Result:
    Path("naskah.txt").write_text(text, encoding="utf-8")
    return CliRunner().invoke(cli, ["check", "naskah.txt", "--format", "concise", "--lang", "en", *arguments])


@pytest.fixture(autouse=True)
def _somewhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_is_waived_is_counted_and_fails_nothing() -> None:
    text = f"{PLAIN}\n\n[attrib: abaikan RUMOR – {WHY}]\n{RUMOR}\n"
    done = check(text, "--select", "RUMOR", "--fail-on", "info")
    assert (done.exit_code, done.stdout) == (0, "") and "1 waived by comments in the drafts" in done.stderr
    done = check(text, "--select", "RUMOR", "--no-suppress")
    assert done.exit_code == 1 and done.stdout.startswith("naskah.txt:4:1: error RUMOR") and "waived" not in done.stderr


def test_selecting_other_checks_makes_no_waiver_unused() -> None:
    text = f"[attrib: abaikan RUMOR – {WHY}]\n{RUMOR}\n"
    assert check(text, "--select", "UNUSED-WAIVER,METONYM", "--fail-on", "info").exit_code == 0


def test_the_table_says_where_a_comment_stands() -> None:
    Path("naskah.txt").write_text(f"{PLAIN}\n\n{PLAIN} [attrib: abaikan RUMOR]\n", encoding="utf-8")
    table = CliRunner().invoke(cli, ["check", "naskah.txt"]).stdout
    assert "3:42" in table and "WAIVER-NOREASON" in table


def test_a_draft_without_comments_costs_nothing() -> None:
    Path("naskah.txt").write_text(RUMOR, encoding="utf-8")
    code = "import sys; from attrib.cli import cli; cli(['check', 'naskah.txt', '-q'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    used = {
        "attrib.waivers",
        "attrib.suppress",
        "attrib.readers.directives",
        "attrib.baseline",
        "attrib.gitdiff",
        "msgspec",
    }
    assert "attrib.sift" in done.stdout.split() and not used & set(done.stdout.split())
