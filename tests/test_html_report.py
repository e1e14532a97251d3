"""The HTML report: what its page holds and where it leads, whatever a draft holds; no browser needed."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import time
from base64 import b64encode
from itertools import pairwise
from typing import Any

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import HOSTILE, Node, checked, hostile, page, read

from attrib.model import Analysis, Attribution, Failure, Paragraph, Source
from attrib.reports import REPORTS, Context
from attrib.reports.html.article import stretches_of
from attrib.reports.html.frame import style
from attrib.reports.html.labels import _EN, _ID, SIGNS
from attrib.reports.html.markup import Inline, Weaver, text
from attrib.reports.html.statement import LINKED, PLACES
from attrib.reports.safe import to_xml
from attrib.reports.tally import tally

APART = ("m", "flag", "card", "vh")


def tree(*analyses: Analysis, **how: Any) -> Node:
    return read(page(*(analyses or (samples.analysis(),)), **how))


def statement(root: Node, number: int) -> Node:
    return root.by_id(f"d1-s{number}")


def link(node: Node, kind: str = "m") -> str:
    return node.one("a", kind).attributes["href"]


# The page.


def test_the_page_allows_no_script_and_asks_for_nothing() -> None:
    root = tree()
    assert not root.all("script") and not root.all("img") and not root.all("iframe")
    css = root.one("style").text()
    allowed = b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = next(m.attributes["content"] for m in root.all("meta") if "http-equiv" in m.attributes)
    assert f"style-src 'sha256-{allowed}'" in policy and policy.startswith("default-src 'none'")
    assert "url(" not in css and "@import" not in css and "</" not in css
    for node in root.all():
        assert not [name for name in node.attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src"):
            assert node.attributes.get(name, "#").startswith(("#", "data:,"))


def test_ids_are_unique_and_every_link_leads_somewhere() -> None:
    root = tree(*(checked(samples.TEXT, f"drafts/{number}.txt") for number in range(3)))
    ids = [node.id for node in root.all() if node.id]
    assert len(ids) == len(set(ids))
    targets = {node.attributes["href"][1:] for node in root.all("a")}
    described = {node.attributes["aria-describedby"] for node in root.all() if "aria-describedby" in node.attributes}
    labelled = {node.attributes["aria-labelledby"] for node in root.all() if "aria-labelledby" in node.attributes}
    assert targets | described | labelled <= set(ids)


@pytest.mark.parametrize(("lang", "other"), [("id", "en"), ("en", "id")])
def test_the_page_speaks_its_readers_language_and_the_article_its_own(lang: str, other: str) -> None:
    root = tree(lang=lang)
    assert root.one("html").attributes["lang"] == lang
    assert all(n.attributes["lang"] == "id" for row in root.all(kind="row") for n in row.all()[:1])
    labels, others = {"id": (_ID, _EN), "en": (_EN, _ID)}[lang]
    shown = root.one("body").text()
    assert labels["ask"] in shown and labels["A"] in shown
    assert others["ask"] not in shown and others["A"] not in shown
    assert _ID.keys() == _EN.keys() and other not in root.one("html").attributes["lang"]


def test_an_unknown_language_falls_back_to_indonesian() -> None:
    assert tree(lang="xx").one("html").attributes["lang"] == "id"


def test_landmarks_and_headings_are_in_order() -> None:
    root = tree(samples.analysis(), checked("Jembatan Ambruk\n\nJembatan itu dilaporkan ambruk.\n"))
    assert len(root.all("h1")) == len(root.all("main")) == len(root.all("footer")) == 1
    levels = [int(node.tag[1]) for node in root.all() if re.fullmatch("h[1-6]", node.tag)]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))


def test_html_is_imported_only_when_it_is_asked_for() -> None:
    told = "import sys, attrib.cli, attrib.run, attrib.outlets; print('attrib.reports.html' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# The article.


def article(root: Node) -> list[str]:
    """Return the article's blocks as a reader sees them, white space single, without our marks."""
    blocks = [next(n for n in row.children if isinstance(n, Node)) for row in root.all(kind="row")]
    return [" ".join(block.text(APART).replace("\u2060", "").split()) for block in blocks]


def test_the_article_stands_there_as_written() -> None:
    assert article(tree()) == samples.TEXT.split("\n\n")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.txt", "Satu baris\nlagi.\n\n\n   Menjorok.  \n"),
        ("a.md", "# Judul Kabar\n\n- Butir satu.\n- Butir dua.\n\n```\nkode\n```\n\n> Kutipan.\n"),
        ("a.html", "<h1>Judul</h1><p>Satu.</p><pre>kode\n\nlagi</pre><p>Dua.</p>"),
        ("a.txt", "Satu.\r\n\r\nDua.\r\rTiga.\n\u2028Empat.\x0bLima."),
    ],
)
def test_nothing_visible_of_a_draft_is_lost(name: str, words: str) -> None:
    analysis = checked(words, name)
    shown = "".join("".join(block.split()) for block in article(tree(analysis)))
    assert shown == "".join(to_xml(analysis.article.draft.text).split())


def test_headline_is_a_heading_and_what_is_skipped_is_dimmed() -> None:
    root = tree(checked("# Jembatan Wira Ambruk\n\nJembatan itu ambruk.\n\nBaca juga: Harga Beras Naik\n", "a.md"))
    assert "Jembatan Wira Ambruk" in root.one("h4", "headline").text()
    assert "Baca juga" in root.one("p", "aside").text()


def test_a_later_heading_is_no_headline() -> None:
    root = tree(checked("# Judul Satu\n\nJembatan itu ambruk.\n\n## Judul Dua\n\nIa pergi.\n", "a.md"))
    assert "Judul Satu" in root.one("h4", "headline").text()
    assert "Judul Dua" in root.one("h4", "crosshead").text()


def test_each_status_has_its_tint_its_sign_and_its_word() -> None:
    root = tree()
    shown = {}
    for row in samples.STATEMENTS[1:]:
        node = statement(root, row.id)
        assert row.status in node.classes
        assert f"({samples_label(row.status)}" in node.one("a", "m").text()
        shown[row.status] = node.one("a", "m").text(("vh",))
    assert shown == {"hearsay": "~", "named": "S1", "anonymous": "◐\u2009S2", "unattributed": "?", "exempt": "○"}
    assert not statement(root, 1).all("a", "m")


def samples_label(status: str) -> str:
    labels = {"hearsay": "kabar", "named": "bernama", "anonymous": "anonim"}
    return {**labels, "unattributed": "tanpa sumber", "exempt": "tak perlu sumber"}[status]


def test_signs_tell_statuses_apart_without_colour() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS)
    legend = tree().one("ul", "statuses").all("li")
    assert len({item.all("span", "m")[0].text() for item in legend[:-1]}) == len(SIGNS)


def test_a_claim_leads_to_its_source_and_the_source_back() -> None:
    root = tree()
    assert link(statement(root, 3)) == "#d1-e1"
    row = root.by_id("d1-e1")
    assert "Darma Lesmana" in row.text() and "Kepala Desa Sukawira" in row.text()
    assert [a.attributes["href"] for a in row.all("a")] == ["#d1-s3"]
    source, cue = statement(root, 3).one("span", "src"), statement(root, 3).one("span", "cue")
    assert source.text() == "Kepala Desa Sukawira Darma Lesmana" and cue.text() == "kata"
    # What lights up together bears one class.
    assert "e1" in source.classes & statement(root, 3).classes & row.classes


def test_the_card_of_a_statement_says_who_says_so() -> None:
    root = tree()
    card = root.by_id(statement(root, 4).one("a", "m").attributes["aria-describedby"])
    told = card.text()
    assert "anonim" in told and "seorang pegawai" in told and "mutu D" in told and "Menurut → S2" in told
    assert "hidden" in card.attributes


def test_a_carried_statement_leads_to_the_one_that_it_carries_on() -> None:
    sample = samples.analysis()
    rows = list(sample.statements)
    rows[4] = rows[4]._replace(status="carried", source=1, carried_from=2)
    root = tree(sample._replace(statements=tuple(rows)))
    assert link(statement(root, 5)) == "#d1-s3"
    assert statement(root, 5).one("a", "m").text(("vh",)) == "↰\u2009S1"
    assert "meneruskan: “Tali baja" in statement(root, 5).one("span", "card").text().replace('"', "“")


def test_a_lead_leads_to_the_statement_that_has_its_source() -> None:
    sample = samples.analysis()
    rows = list(sample.statements)
    rows[1] = rows[1]._replace(status="exempt", reasons=("repeats",), supported_by=3)
    root = tree(sample._replace(statements=tuple(rows)))
    assert link(statement(root, 2)) == "#d1-s3"
    assert "sumbernya di: " in statement(root, 2).one("span", "card").text()


def test_links_to_what_is_not_there_are_left_out() -> None:
    sample = samples.analysis()
    rows = [row._replace(carried_from=77, supported_by=None, source=99) for row in sample.statements]
    findings = tuple(f._replace(statement=55) for f in sample.findings)
    root = tree(sample._replace(statements=tuple(rows), findings=findings))
    assert link(statement(root, 3)) == "#d1-s3"
    assert len(root.one("ul", "whole").all("code")) == len(findings)


# Notes and sources.


def test_a_note_stands_beside_its_statement_gravest_first() -> None:
    sample = samples.analysis()
    slight = sample.findings[0]._replace(code="EVAL-NOSRC", severity="info", start=23, end=31)
    root = tree(sample._replace(findings=(slight, slight, *sample.findings)))
    flag = statement(root, 2).one("a", "flag")
    note = root.by_id(flag.attributes["href"][1:])
    assert note.up("row") is statement(root, 2).up("row")
    assert [code.text() for code in note.all("code")] == ["PASSIVE-REPORT", "EVAL-NOSRC"]
    assert {"note", "error"} <= note.classes and "galat" in note.text() and "×2" in note.text()
    assert "Tulis siapa yang melaporkannya" in note.text() and "baris 3, kolom 35" in note.text()
    assert link(note, "number") == "#d1-s2"
    assert {n.text() for n in root.all("mark", "error")} >= {"dilaporkan"}
    # They light up together: one class within a row.
    assert note.classes & statement(root, 2).classes >= {"k1"}


def test_findings_of_the_whole_draft_stand_before_it() -> None:
    sample = samples.analysis()
    whole = sample.findings[0]._replace(code="ANON-ONLY", statement=None, start=0, end=len(samples.TEXT))
    root = tree(sample._replace(findings=(whole,)))
    assert root.one("ul", "whole").one("code").text() == "ANON-ONLY"
    assert not root.one("div", "text").all("mark")


def test_a_clean_draft_says_so() -> None:
    root = tree(samples.clean())
    assert "tak ada temuan" in root.one("article").text() and not root.all(kind="note")


def test_sources_have_kind_grade_and_share() -> None:
    root = tree()
    rows = root.one("table", "sources").all("tr", "source")
    assert [row.all("b", "grade")[0].text() for row in rows] == ["A", "D"]
    # Each of them bears one of five statements.
    assert all("20 %" in row.text() and row.all("svg", "bar") for row in rows)
    head = root.one("table", "sources").one("thead").all("th")
    assert all(cell.attributes["scope"] == "col" for cell in head)


def test_a_source_of_many_statements_lists_the_first() -> None:
    words = "\n\n".join(f'"Harga beras naik {n} persen," kata Budi Santoso.' for n in range(20, 50))
    row = tree(checked(words)).one("table", "sources").all("tr", "source")[0]
    assert len(row.all("a")) == 12 and "dan 18 lagi" in row.text()


def test_coverage_is_a_picture_with_words() -> None:
    root = tree()
    ring = root.one("svg", "donut")
    assert ring.attributes["aria-label"] == "Cakupan 50 %: 2 dari 4 pernyataan yang perlu sumber sudah bersumber"
    assert ring.one("circle", "arc").attributes["stroke-dasharray"] == "50.0 100"
    parts = root.one("article").all("svg", "bar")[0].all("rect")
    assert [part.attributes["class"] for part in parts] == ["named", "anonymous", "hearsay", "unattributed", "exempt"]


def test_no_statement_that_needs_a_source_gives_no_percent() -> None:
    sample = samples.analysis()
    root = tree(sample._replace(statements=sample.statements[-1:], findings=(), attributions=(), entities=()))
    assert "Tak ada pernyataan yang perlu sumber." in root.one("article").text()
    assert not root.all("circle", "arc") and "Tak ada sumber dalam naskah ini." in root.one("article").text()


# Many drafts, failures, streaming.


def test_several_drafts_have_a_table_of_contents_with_counts() -> None:
    broken = Failure("drafts/rusak.docx", "is no .docx file")
    root = tree(samples.analysis(), samples.clean(), failures=(broken,))
    entries = root.one("nav", "contents").all("li")
    assert [a.attributes["href"] for entry in entries for a in entry.all("a")] == ["#d1-top", "#d2-top"]
    assert "2 galat" in entries[0].text() and "50 %" in entries[0].text() and "tak ada temuan" in entries[1].text()
    assert "drafts/rusak.docx" in root.one("section", "failures").text()
    assert "is no .docx file" in root.one("section", "failures").text()


def test_one_draft_needs_no_table_of_contents() -> None:
    assert not tree().all("nav")


def test_a_run_without_a_draft_is_a_page_all_the_same() -> None:
    root = read(page(failures=(Failure("a.txt", "is binary"),)))
    assert "is binary" in root.one("main").text() and not root.all("article")


def test_pieces_are_taken_one_by_one_and_written_in_their_order() -> None:
    form, context = REPORTS["html"](), Context()
    analyses = [samples.analysis(f"drafts/{number}.txt") for number in range(5)]
    pieces = (form.piece(analysis, context) for analysis in analyses)
    root = read("".join(form.whole(pieces, (), tally(analyses), context)))
    paths = [f"drafts/{number}.txt" for number in range(5)]
    assert [n.one("h2").text() for n in root.all("article")] == paths


def test_a_page_of_very_many_statements_spares_the_browser() -> None:
    light, heavy = samples.analysis(), samples.analysis()
    heavy = heavy._replace(statements=heavy.statements * 401)
    form = REPORTS["html"]()
    for analysis, weight in ((light, "light"), (heavy, "heavy")):
        made = "".join(form.whole([], (), tally([analysis]), Context()))
        assert weight in read(made).one("body").classes


def test_time_grows_with_the_article_and_no_faster() -> None:
    def seconds(paragraphs: int) -> float:
        words = '"Harga beras naik," kata Budi Santoso. Warga dilaporkan marah.\n\n' * paragraphs
        analysis = checked(words)
        times = []
        for _ in range(3):
            started = time.process_time()
            REPORTS["html"]().piece(analysis, Context())
            times.append(time.process_time() - started)
        return min(times)

    assert seconds(1600) < 12 * max(seconds(400), 0.01)


# Hostile drafts.


def test_nothing_of_a_hostile_draft_becomes_markup() -> None:
    made = page(hostile(), hostile(), failures=(Failure(HOSTILE, HOSTILE),))
    root = read(made)
    tags = {node.tag for node in root.all()}
    assert not tags & {"script", "img", "iframe", "object", "base", "form"}
    assert not re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]", made)
    assert made.count("<img") == 0 and made.encode("utf-8")
    assert "\\x00" in root.one("main").text() and "\\u202e" in root.one("main").text()


def test_a_path_that_looks_like_our_prefix_is_only_a_path() -> None:
    root = tree(samples.analysis("drafts/\0top\n.txt"))
    assert root.one("article").one("h2").text() == "drafts/\\x00top .txt"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=120).map(lambda words: re.sub(r"[^\S \t\r\n]", "", words)))
def test_any_text_makes_a_page_that_nests_and_loses_nothing(words: str) -> None:
    draft = samples.draft("a.txt", words)
    empty = Analysis(samples.analysis().article._replace(draft=draft), (), (), (), ())
    root = tree(empty)
    shown = "".join("".join(block.split()) for block in article(root))
    assert shown == "".join(to_xml(words).split())


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 1)), max_size=12),
    st.lists(st.integers(0, 30), max_size=4),
)
def test_elements_nest_however_their_spans_cross(spans: list[tuple[int, int, int]], cuts: list[int]) -> None:
    words = "abcdefghij <klm>& nopqrstuvwxy"
    inlines = [
        Inline(start, end, rank, "span", f' id="i{n}"', f' class="i{n}"', "<i></i>")
        for n, (start, end, rank) in enumerate(spans)
    ]
    weaver = Weaver(words, inlines)
    places = sorted({0, *cuts, len(words)})
    woven = "".join(f"<p>{weaver.weave(a, b)}</p>" for a, b in pairwise(places))
    root = read(woven)
    assert root.text() == words
    for n, (start, end, _) in enumerate(spans):
        parts = [node for node in root.all("span") if node.id == f"i{n}" or f"i{n}" in node.classes]
        assert "".join(part.text() for part in parts) == words[start:end]
        assert sum(child.tag == "i" for part in parts for child in part.children if isinstance(child, Node)) == (
            1 if start < end else 0
        )


def test_source_and_finding_that_cross_both_show() -> None:
    sample = samples.analysis()
    start, end = samples.span("seorang pegawai yang enggan disebut namanya")
    crossing = sample.findings[1]._replace(start=start + 8, end=end + 12)
    root = tree(sample._replace(findings=(crossing,)))
    assert (
        "".join(n.text() for n in root.one("article").one("div", "text").all("mark"))
        == samples.TEXT[start + 8 : end + 12]
    )
    assert root.one("article").one("div", "text").all("span", "src")[1].text() == samples.TEXT[start:end]


def test_stretches_take_up_whole_lines_and_leave_out_nothing() -> None:
    words = "- Satu.\n- Dua.\n\ncatatan\nlagi\n\n  Tiga.  \n"
    paragraphs = tuple(
        Paragraph(words.index(w), words.index(w) + len(w), "list", None) for w in ("Satu.", "Dua.", "Tiga.")
    )
    bare = samples.analysis().article._replace(draft=samples.draft("a.md", words), paragraphs=paragraphs)
    found = [words[s.start : s.end] for s in stretches_of(bare)]
    assert [part.strip() for part in found] == ["- Satu.", "- Dua.", "catatan\nlagi", "Tiga."]


def test_many_sources_and_statements_stay_without_a_class_that_the_sheet_lacks() -> None:
    words = " ".join(
        f'"Harga naik {n} persen," kata Budi{chr(97 + n % 26)}{chr(97 + n // 26)} Santoso.' for n in range(60)
    )
    root = tree(checked(words))
    used = {name for node in root.all() for name in node.classes if re.fullmatch(r"[ek]\d+", name)}
    assert used and used <= {f"e{n}" for n in range(1, LINKED + 1)} | {f"k{n}" for n in range(1, PLACES + 1)}


def test_an_attribution_without_cue_entity_or_source_has_a_card_too() -> None:
    sample = samples.analysis()
    first, second, third = sample.attributions
    assert second.source
    bare = second._replace(cue=None, source=None, entity=None)
    loose: Source = second.source
    unknown: Attribution = third._replace(source=loose, entity=None)
    root = tree(sample._replace(attributions=(first, bare, unknown)))
    assert "“…” → ?" in statement(root, 3).one("span", "card").text()
    assert f"Menurut → {loose.text}" in statement(root, 4).one("span", "card").text()


def test_text_is_escaped_for_an_element_and_a_quoted_attribute() -> None:
    assert text("a<b>&\"'\x1b\u202e") == "a&lt;b&gt;&amp;&quot;&#x27;\\x1b\\u202e"


# Colours.


def palettes() -> dict[str, dict[str, str]]:
    """Return the colours of the sheet for light, dark and print."""
    roots = re.findall(r":root \{(.*?)\}", style(), re.DOTALL)
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block)) for block in roots]
    return {"light": found[0], "dark": found[0] | found[1], "print": found[0] | found[2]}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


TINTS = ("named", "anonymous", "carried", "hearsay", "unattributed", "exempt", "error", "warning", "info")
PAIRS = [
    *(("ink", ground) for ground in ("paper", "panel", "glow", *TINTS)),
    *((f"{tint}-ink", ground) for tint in TINTS for ground in ("paper", "panel", tint)),
    *(("soft", ground) for ground in ("paper", "panel", "glow")),
    ("link", "paper"),
    *((f"{severity}-ink", "glow") for severity in ("error", "warning", "info")),
    ("paper", "error-ink"),
]


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_contrast_is_enough(scheme: str, ink: str, ground: str) -> None:
    colours = palettes()[scheme]
    assert contrast(colours[ink], colours[ground]) >= 4.5


def test_dark_and_print_give_every_colour_anew() -> None:
    light, dark, printed = (palettes()[name] for name in ("light", "dark", "print"))
    assert not {name for name in light if light[name] == dark[name]}
    assert printed["paper"] == "#fff"
