"""Statuses: small articles, every statement with the verdict that a copy desk would give."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marks import cases, drawn, found, look, told

from attrib.model import STATUSES, Analysis

ARTICLES = {
    "a speaker goes on": """\
named | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.
carried | Sebanyak 400 keluarga membeli air dari truk tangki.
carried | Harga air naik 20 persen sejak Mei.""",
    "a speaker goes on in the next paragraph that takes him up": """\
named | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.

carried | Selain itu, 400 keluarga membeli air dari truk tangki.""",
    "a new topic in a new paragraph ends the floor": """\
named | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.

unattributed | Bupati menyuap anggota dewan dengan uang Rp 2 miliar.""",
    "another paragraph between ends the floor": """\
named | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.

exempt | Wiralaga terletak di kaki Gunung Arga.

unattributed | Kemiskinan di daerah lain naik 12 persen.""",
    "a quotation right behind its speaker is the speaker's": """\
named | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.
named | "Kami ditipu sejak awal tahun ini.\"""",
    "a quotation behind somebody else is nobody's, never carried": """\
named | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.
carried | Rina Dewi lalu datang.
unattributed | "Kami ditipu sejak awal tahun ini.\"""",
    "a quotation behind an event is nobody's": """\
exempt | Panitia membuka acara itu.
unattributed | "Kami ditipu sejak awal tahun ini."
exempt | Warga lalu pulang.""",
    "a second quotation beside a framed one is not carried": """\
named | "Itu tidak benar," ujar Camat Wiralaga Budi Santoso.
named | "Semua ada buktinya di kantor kami.\"""",
    "an accusation far behind its speaker must be sourced again": """\
named | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.
carried | Sebanyak 400 keluarga membeli air dari truk tangki.
carried | Harga air naik 20 persen sejak Mei.
unattributed | Kepala desa menyuap pengawas proyek itu.""",
    "a state that speaks is carried one statement": """\
named | Washington menyatakan bahwa pasukan ditarik dari perbatasan.
carried | Sebanyak 400 prajurit pulang.
unattributed | Biaya perang naik 20 persen sejak Mei.""",
    "another speaker takes the floor": """\
named | Camat Wiralaga Budi Santoso mengatakan bahwa sumur di tiga desa kering.
named | "Kami membeli air," kata Rina Dewi, warga.
carried | Harganya naik 20 persen sejak Mei.""",
    "hearsay": """\
hearsay | Jembatan di Sukawira dilaporkan ambruk pada Senin pagi.""",
    "accused by nobody": """\
hearsay | Perusahaan itu dituduh membuang limbah ke Sungai Wira.""",
    "rumour": """\
hearsay | Konon, bupati itu akan mundur.""",
    "suspected by nobody": """\
hearsay | Kebakaran itu diduga dipicu korsleting.""",
    "a passive at the start goes on for the speaker": """\
named | "Sumur kami kering," kata Camat Wiralaga Budi Santoso.
carried | Dijelaskan, sebanyak 400 keluarga membeli air.""",
    "the same passive without a speaker is hearsay": """\
hearsay | Dijelaskan, sebanyak 400 keluarga membeli air.""",
    "a complaint filed is an event": """\
exempt | Pencurian sepeda itu dilaporkan ke Polsek Sukawira.""",
    "anonymous": """\
anonymous | "Uang itu dibagi dua," kata seorang pegawai yang enggan disebut namanya.""",
    "vague group": """\
anonymous | Sejumlah pengamat menilai anggaran itu boros.""",
    "unresolved": """\
anonymous | Kantor berita itu mengatakan bahwa sumur warga kering.""",
    "pseudo-source": """\
unattributed | Menurut hukum internasional, pembangunan bendungan itu melanggar hak warga.""",
    "weakest link": """\
anonymous | Mengutip seorang pejabat, Reuters melaporkan bahwa pasukan ditarik dari perbatasan.""",
    "metonym": """\
named | Washington menyatakan bahwa pasukan ditarik dari perbatasan.""",
    "casualties": """\
unattributed | Dua belas orang tewas dalam kebakaran itu.""",
    "accusation": """\
unattributed | Bupati menyuap anggota dewan.""",
    "cause": """\
unattributed | Banjir itu disebabkan oleh penebangan hutan.""",
    "number": """\
unattributed | Angka kemiskinan turun 2 persen pada tahun ini.""",
    "ordinary event": """\
exempt | Panitia membuka acara itu di balai desa.""",
    "question": """\
exempt | Lalu, bagaimana cara mendaftar?""",
    "honest gap": """\
exempt | Penyebab kebakaran belum diketahui.""",
    "witnessed": """\
exempt | Pantauan Kompas.com di lokasi, antrean mengular hingga jalan raya.""",
    "directive": """\
exempt | Bupati Wiralaga Darma Lesmana meminta warga menghemat air.""",
    "supported lead": """\
exempt | Sebanyak 400 keluarga di Wiralaga membeli air dari truk tangki.

named | "Ada 400 keluarga di Wiralaga yang membeli air dari truk tangki," kata Camat Wiralaga Budi Santoso.""",
    "lead that nobody says again": """\
unattributed | Sebanyak 400 keluarga di Wiralaga kehilangan pekerjaan.

named | "Kami menunggu hujan turun bulan depan," kata Camat Wiralaga Budi Santoso.""",
    "headline and Baca juga": """\
skipped | Sumur Warga Wiralaga Kering

named | "Sumur kami kering sejak Mei," kata Camat Wiralaga Budi Santoso.

skipped | Baca juga: Harga Air Naik""",
}


@pytest.mark.parametrize("lines", cases(ARTICLES))
def test_every_statement_has_the_status_that_a_desk_would_give(lines: str) -> None:
    assert told(lines) == lines


def test_a_carried_statement_says_whose_word_it_carries() -> None:
    analysis = look("Camat Wiralaga Budi Santoso mengatakan sumur kering. Harga air naik 20 persen.")
    first, second = analysis.statements
    assert second.status == "carried"
    assert second.carried_from == analysis.attributions[0].id
    assert second.source == first.source == analysis.attributions[0].entity


def test_a_supported_lead_says_which_statement_supports_it() -> None:
    text = (
        "Sebanyak 400 keluarga di Wiralaga membeli air dari truk tangki.\n\n"
        '"Ada 400 keluarga di Wiralaga yang membeli air dari truk tangki," kata Camat Wiralaga Budi Santoso.'
    )
    lead = look(text).statements[0]
    assert (lead.status, lead.reasons, lead.supported_by) == ("exempt", ("repeats",), 2)


ARTICLE = """Sumur Warga Wiralaga Kering

WIRALAGA – Sumur di tiga desa di Wiralaga dilaporkan kering sejak Mei.

"Kami membeli air dari truk tangki," kata Camat Wiralaga Budi Santoso kepada wartawan, Senin (1/7). \
Ia menambahkan bahwa 400 keluarga terdampak. Harga air naik 20 persen.

Menurut seorang pegawai yang enggan disebut namanya, pompa desa tidak pernah dirawat. \
Kepala desa menyuap pengawas proyek itu.

"Itu tidak benar," ujar Kepala Desa Sukawira Darma Lesmana. "Semua ada buktinya."
"""


def verdicts(analysis: Analysis) -> list[tuple[str, tuple[str, ...], int | None, int | None]]:
    return [(s.status, s.reasons, s.source, s.carried_from) for s in analysis.statements]


def test_the_same_text_gives_the_same_analysis_twice() -> None:
    look.cache_clear()
    first = look(ARTICLE)
    look.cache_clear()
    assert look(ARTICLE) == first


@pytest.mark.parametrize(
    "more", ["Panitia membuka acara itu di balai desa.", '"Kami menang," kata Joko Prabowo, pelatih.']
)
def test_a_paragraph_at_the_end_changes_no_verdict_before_it(more: str) -> None:
    before = verdicts(look(ARTICLE))
    assert verdicts(look(f"{ARTICLE}\n{more}\n"))[: len(before)] == before


def curled(text: str) -> str:
    pieces = text.split('"')
    return "".join(piece + ("“" if n % 2 == 0 else "”") for n, piece in enumerate(pieces[:-1])) + pieces[-1]


def test_straight_and_curly_marks_give_the_same_verdicts() -> None:
    curly = look(curled(ARTICLE))
    assert verdicts(curly) == verdicts(look(ARTICLE))
    assert [a[3] and a[3].text for a in curly.attributions] == [a[3] and a[3].text for a in look(ARTICLE).attributions]


def by_paragraph(analysis: Analysis) -> dict[int, list[str]]:
    statuses: dict[int, list[str]] = {}
    for statement in analysis.statements:
        statuses.setdefault(statement.paragraph, []).append(statement.status)
    return statuses


@pytest.mark.parametrize("at", range(len(ARTICLE.strip().split("\n\n"))))
@pytest.mark.parametrize("mark", ['"', "“", "”", "'", "«"])
def test_an_odd_mark_changes_nothing_outside_its_paragraph(mark: str, at: int) -> None:
    paragraphs = ARTICLE.strip().split("\n\n")
    odd = "\n\n".join(f"{mark}{p}" if n == at else p for n, p in enumerate(paragraphs))
    before, after = by_paragraph(look(ARTICLE)), by_paragraph(look(odd))
    assert {n for n in before if before[n] != after[n]} <= {at + 1}


FRAGMENTS = st.sampled_from(
    [
        '"', "“", "”", "'", "‘", "’", "«", "(", ")", ",", ".", "...", "?", "!", ":", "–", "-", "\n", "\n\n", "\r\n", "\t",
        "😀", "é", "\u200b",
        "\ufeff", "\u2028", "𝟙", "kata", "ujarnya", "menurut", "Menurut", "mengatakan", "bahwa", "dilaporkan", "diduga",
        "oleh", "konon", "Dijelaskan", "dikutip dari", "demikian", "Budi", "Santoso", "Camat", "seorang", "pegawai",
        "yang enggan disebut namanya", "ia", "itu", "tersebut", "Reuters", "sumber", "hukum", "dan", "di Wiralaga",
        "Senin (1/7)", "dr.", "S.H.", "Rp 2 miliar", "12 persen", "tewas", "menyuap", "Baca juga:", "<b>",
        "{", "}", "[", "]",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(FRAGMENTS, st.text(max_size=3).filter(lambda t: "\0" not in t)), max_size=40).map(" ".join)


def holds(analysis: Analysis) -> None:
    """Every span is exact, every reference points at something, every verdict is one of the seven."""
    text = analysis.article.draft.text
    for attribution in analysis.attributions:
        for part in (attribution.cue, attribution.source):
            assert part is None or text[part.start : part.end] == part.text
        assert all(0 <= start < end <= len(text) for start, end in attribution.content)
        assert attribution.entity is None or 1 <= attribution.entity <= len(analysis.entities)
        assert 1 <= attribution.statement <= len(analysis.statements)
        statement = analysis.statements[attribution.statement - 1]
        assert (
            attribution.cue is None or statement.start <= attribution.cue.start < attribution.cue.end <= statement.end
        )
    for statement in analysis.statements:
        assert statement.status in STATUSES and statement.reasons
        assert analysis.article.draft.place(statement.start) == (statement.line, statement.column)
    assert all(before.end <= after.start for before, after in pairwise(analysis.statements))
    assert all(f.start <= f.end <= len(text) for f in analysis.findings)


@given(TEXTS.filter(lambda t: bool(t.strip())))
@settings(max_examples=150)
def test_odd_content_never_raises_and_every_span_is_exact(text: str) -> None:
    holds(look(text.encode("utf-8", "ignore").decode() + "."))


def test_the_spans_of_an_article_are_exact() -> None:
    holds(look(ARTICLE))


@pytest.mark.parametrize("text", [".", "\ufeff.", "–\n\n–", '"', '""', "kata", ", kata .", "Menurut", "oleh oleh oleh"])
def test_next_to_nothing_is_no_trouble(text: str) -> None:
    holds(look(text))
    assert drawn(text).count("[") == 0
    assert isinstance(found(text), list)
