"""Segmenting: paragraphs, quotations, sentences and tokens, each exact to the character."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import parted

from attrib.lexicon.entries import AbbreviationRule, CueRule, Form, FurnitureRule, Lexicon, SourceRule, Table
from attrib.model import Article
from attrib.readers import decode, read
from attrib.segment import cut
from attrib.segment.tokens import tokenize

ROOT = Path(__file__).parent.parent
TEXT_RULES = ROOT / "rules" / "text"
WORDS = {
    "preposition": {"di", "dalam", "pada", "untuk"},
    "subordinator": {"setelah", "saat", "karena"},
    "conjunction": {"namun", "tetapi"},
}


def entries(name: str) -> list[dict[str, Any]]:
    return next(iter(tomllib.loads((TEXT_RULES / f"{name}.toml").read_text(encoding="utf-8")).values()))


def small_lexicon() -> Lexicon:
    """The rules of spelling as they are shipped, with a handful of cues and words of grammar."""
    frames = {
        "kata": "post",
        "ujar": "post",
        "katanya": "clitic",
        "ujarnya": "clitic",
        "menurut": "according",
    }
    cues: Table[CueRule] = {
        word: (Form((word,), None, (), CueRule(word, frame, "speech", "oleh", False)),)
        for word, frame in frames.items()
    }
    pronoun = SourceRule("pronoun", "pronoun", None, ())
    return Lexicon(
        cues,
        {word: (Form((word,), None, (), pronoun),) for word in ("ia", "dia", "mereka")},
        {},
        {
            form: AbbreviationRule(entry["id"], entry["before"])
            for entry in entries("abbreviations")
            for form in entry["forms"]
        },
        tuple(
            FurnitureRule(
                entry["id"],
                entry["role"],
                tuple(entry.get("starts", ())),
                tuple(entry.get("equals", ())),
                entry.get("pattern"),
            )
            for entry in entries("furniture")
        ),
        {name: frozenset(words) for name, words in WORDS.items()},
        {},
        (),
        "test",
    )


LEXICON = small_lexicon()


def article(text: str, path: str = "a.txt") -> Article:
    return cut(decode(text.encode(), path), LEXICON)


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in article(text).sentences]


def paragraphs(text: str) -> list[tuple[str, str]]:
    return [(p.role, text[p.start : p.end]) for p in article(text).paragraphs]


def quotes(text: str) -> list[str]:
    return [text[q.start : q.end] for s in article(text).sentences for q in s.quotes]


# tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Ma'ruf, Jum'at, Asy’ari", "Ma'ruf , Jum'at , Asy’ari"),
        ("anak-anak di-PHK covid-19", "anak-anak di-PHK covid-19"),
        (
            "KABAR.com TELUK.CO kabar19.org www.kabar.co.id",
            "KABAR.com TELUK.CO kabar19.org www.kabar.co.id",
        ),
        ("100.000 4,75% 22/4/2020 20.00. 7:1", "100.000 4,75 % 22/4/2020 20.00 . 7:1"),
        ("Rp900 16-17 (2/2)", "Rp900 16-17 ( 2/2 )"),
        ("S.H., M.Si. a.n. B.J. Rahmat", "S.H . , M.Si . a.n . B.J . Rahmat"),
        ("pulang.Lalu AS.Ia", "pulang . Lalu AS . Ia"),
        ("@kabar_teluk #beras", "@kabar_teluk #beras"),
        ("lihat https://kabar.example/a?b=1.", "lihat https://kabar.example/a?b=1 ."),
        ("'uang jalan' -- ya…", "' uang jalan ' - - ya …"),
        ("kementerian/lembaga 15m³/detik", "kementerian / lembaga 15m³ / detik"),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    assert tokenize(text).texts == tokens.split()


def test_tokens_know_their_place_and_lower_case() -> None:
    tokens = tokenize("\n  İstanbul  dan KPK\u00a0pulang ")
    assert tokens.starts == [3, 13, 17, 21]
    assert tokens.lows == ["İstanbul".lower(), "dan", "kpk", "pulang"]
    assert tokens.end(3) == 27


# paragraphs


def test_each_line_is_a_paragraph_where_lines_end_sentences() -> None:
    text = "Warga pulang.\nPolisi datang.\n\nHari sudah malam."
    assert [words for _, words in paragraphs(text)] == [
        "Warga pulang.",
        "Polisi datang.",
        "Hari sudah malam.",
    ]


WRAPPED = """Pasar Teluk Dalam terbakar pada Senin dini hari dan warga
sekitar berlarian menyelamatkan barang dagangan mereka ke
lapangan.
Petugas baru datang satu jam kemudian karena jalan menuju
pasar tertutup lapak pedagang.

Hari itu juga warga menggelar rapat di balai desa untuk
membahas nasib pedagang."""


def test_a_line_that_breaks_off_at_a_comma_goes_on() -> None:
    text = "Menurut Jaksa Budi Santoso,\nbupati itu menyuap dewan.\nSidang ditunda, kata hakim.\nSaksi pulang."
    assert [words.split()[0] for _, words in paragraphs(text)] == ["Menurut", "Sidang", "Saksi"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_hard_wrapped_lines_are_joined(end: str) -> None:
    found = paragraphs(WRAPPED.replace("\n", end))
    assert [words.split()[0] for _, words in found] == ["Pasar", "Petugas", "Hari"]


def test_headlines_and_subheadings_have_a_shape() -> None:
    text = (
        "Pasar Teluk Terbakar, 40 Kios Ludes\n\nTELUK - Pasar itu terbakar pada Senin.\n\nTanggapan Warga\n\n"
        'Warga resah.\n\n"Kami rugi besar" kata Rina lalu menangis\n\n'
        "Polisi masih memeriksa saksi dan\n\nIa pulang."
    )
    assert [role for role, _ in paragraphs(text)] == ["heading", "body", "heading", *["body"] * 4]


def test_a_line_without_body_text_is_no_heading() -> None:
    assert [role for role, _ in paragraphs("Warga pulang\n\nPolisi datang")] == ["body", "body"]


def test_markdown_roles_reach_the_sentences() -> None:
    found = article("# Judul\n\n> Kami rugi. Kami lapar.\n\n- Beras. Jagung.\n\n```\nkode\n```\n", "a.md").sentences
    assert [s.role for s in found] == ["heading", "body", "body", "list", "list"]


# furniture


def proofs(name: str, key: str) -> list[tuple[str, str]]:
    return [(entry["id"], text) for entry in entries(name) for text in entry[key]]


@pytest.mark.parametrize(("rule", "line"), proofs("furniture", "yes"))
def test_furniture_matches(rule: str, line: str) -> None:
    role = next(entry["role"] for entry in entries("furniture") if entry["id"] == rule)
    found = article(f"Warga pulang.\n\n{line}\n\nPolisi datang.").sentences
    assert [(s.role, s.reason) for s in found] == [("body", None), (role, rule), ("body", None)]


@pytest.mark.parametrize(("rule", "line"), proofs("furniture", "no"))
def test_furniture_look_alikes(rule: str, line: str) -> None:
    found = article(f"Warga pulang.\n\n{line}\n\nPolisi datang.").sentences
    assert rule not in [s.reason for s in found]


def test_the_words_of_an_embedded_post_are_skipped_with_its_credit() -> None:
    text = "Warga pulang.\n\nSelamat pagi @rina! #teluk\n\n— Kabar Teluk (@kabarteluk) May 1, 2023"
    assert [s.role for s in article(text).sentences] == ["body", "skipped", "skipped"]


def test_furniture_within_a_paragraph_is_a_sentence_of_its_own() -> None:
    text = "Warga pulang. Baca juga: Harga Naik. Polisi datang. (rin/bud)"
    assert [(s.role, s.reason) for s in article(text).sentences] == [
        ("body", None),
        ("skipped", "baca-juga"),
        ("body", None),
        ("skipped", "desk-initials"),
    ]


def test_a_headline_within_a_paragraph_ends_where_a_quotation_begins() -> None:
    text = 'Warga pulang. Baca juga: Harga Air Naik "Itu," kata Budi Santoso, "tidak benar."'
    sentences = article(text).sentences
    assert [text[s.start : s.end] for s in sentences] == [
        "Warga pulang.",
        "Baca juga: Harga Air Naik",
        '"Itu," kata Budi Santoso, "tidak benar."',
    ]
    assert [len(s.quotes) for s in sentences] == [0, 0, 2]


# quotations


@pytest.mark.parametrize(
    "quote",
    [
        '"Kami rugi,"',
        "“Kami rugi,”",
        "„Kami rugi,“",
        "«Kami rugi,»",
        "''Kami rugi,''",
        "”Kami rugi,”",
        "“Kami rugi,“",
        '"Kami rugi, "',
        "'Kami rugi. Kami pulang,'",
        "‘Kami rugi di pasar Ma’ruf,’",
        '"Kami rugi di "lapak" itu,"',
        "“Kami ‘rugi’ kata “dia” itu,”",
        '"Layar 27" itu rugi,"',
    ],
)
def test_quotations_of_all_shapes(quote: str) -> None:
    text = f"{quote} kata Rina."
    assert quotes(text) == [quote]
    found = article(text).sentences[0].quotes[0]
    assert (found.closed, found.continued, found.depth) == (True, False, 0)
    assert quote.startswith(text[: found.inner.start]) and text[found.inner.end : found.end] in quote[-2:]


@pytest.mark.parametrize(
    "text",
    [
        "Ketua Ma'ruf datang pada Jum'at.",
        "Tingginya 5'10\" dan 6'1\".",
        "Lagu era '90-an itu milik Traders' Club.",
        'Layar 27" dijual murah.',
        'Kami rugi," kata Rina.',
    ],
)
def test_marks_that_quote_nothing(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("”Kami rugi. Dua kios,”kata Rina. ”Ya,”ujar Budi.", ["”Kami rugi. Dua kios,”", "”Ya,”"]),
        ('"Kami rugi, "kata Rina. "Ya," ujarnya.', ['"Kami rugi, "', '"Ya,"']),
        ('Ia resah." Kami rugi, "kata Rina.', ['" Kami rugi, "']),
        ('"Kami rugi, kata Rina. Warga pulang.', ['"Kami rugi,']),
        ('"Kami rugi, katanya. Warga pulang.', ['"Kami rugi,']),
        ('"Kami rugi. "Ya," kata Rina.', ['"Kami rugi.', '"Ya,"']),
        ("Istilah 'lapak liar' dan \"kios 'baru'\" ramai.", ["'lapak liar'", "\"kios 'baru'\""]),
    ],
)
def test_marks_that_went_wrong(text: str, found: list[str]) -> None:
    assert quotes(text) == found


def test_a_quotation_runs_over_paragraphs() -> None:
    text = '"Kami rugi besar.\n\nBaca juga: Harga Naik\n\n"Kami lapar," kata Rina. "Ya," ujarnya.'
    found = [q for s in article(text).sentences for q in s.quotes]
    assert [(q.closed, q.continued) for q in found] == [(False, False), (True, True), (True, False)]


def test_a_quotation_that_is_taken_up_without_a_mark() -> None:
    text = '"Kami rugi besar.\n\nKami lapar," kata Rina.\n\n"Ya," ujarnya.'
    assert quotes(text) == ['"Kami rugi besar.', 'Kami lapar,"', '"Ya,"']


@pytest.mark.parametrize("odd", ['"', "“", "”", "'", "«", "''"])
@pytest.mark.parametrize("place", ["{}Warga pulang.", "Warga {}pulang.", "Warga pulang.{}", "Warga {} pulang."])
def test_one_odd_mark_stays_in_its_paragraph(odd: str, place: str) -> None:
    rest = "\n\nWarga rugi. “Kami lapar,” kata Rina. Polisi datang."
    before = [s[1:2] for s in sentences("Warga pulang." + rest)[1:]]
    text = place.format(odd) + rest
    assert [s[1:2] for s in sentences(text)[-3:]] == before
    assert quotes(text)[-1] == "“Kami lapar,”"


# sentences


@pytest.mark.parametrize(
    "marked",
    [
        '"Apa ini?" kata Budi.',
        '"Kami rugi." kata Budi.',
        '"Kami rugi." Kata Budi, Senin.',
        '"Kami rugi."|Warga lalu pulang.',
        '"Kami rugi," kata Budi.|"Kami lapar," lanjutnya.',
        'Budi berkata, "Kami rugi. Kami lapar."|Warga pulang.',
        "Warga resah.|”Melihat itu, kami lari. Kami rugi,” kata Rina.|”Ya,” ujarnya.",
        '"Kami rugi," kata Rina kepada Radio Kota. Stasiun PBX, setelah rapat.|Warga pulang.',
        '"Kami rugi," kata Rina kepada warga.|Warga lalu pulang.',
        '"Kami rugi," kata Rina kepada warga.|Budi, warga Cilincing, pulang.',
        '"Kami rugi," kata Rina. Senin (1/7).',
        '"Kami rugi," kata Rina.|Budi,',
        "Warga resah sejak lahir. grup di awal tahun.",
        "Kapolres Kombes Pol. Rahmat, S.H., M.H. dan Prof. Dr. A. M. Rahman datang.",
        "B.J. Rahmat hadir.|Ia memberi vitamin C.|Menurut dia, warga sehat.",
        "Saham PT Teluk Tbk. naik.|Budi dkk. pulang.|Ada beras dll.|Lalu jagung.",
        "Ketua itu Rahmat, S.H.|Warga pulang.",
        "Laga pada Rabu (2/2) dimulai pukul 20.00.|Sebanyak 4,5 juta orang menonton.",
        "JAKARTA, KABAR.com – Warga pulang.|Polisi datang.",
        "Jakarta (KABAR) - Warga pulang.|TELUK.CO tutup.",
        "1. Warga pulang.|Polisi datang.",
        "Warga ragu...|Polisi tidak!|Benarkah?|Ya.",
        "Warga ragu… lalu pulang.|(Nama diubah.)|25 orang tinggal.",
        "Toko Yahoo! milik warga tutup.",
    ],
)
def test_where_sentences_part(marked: str) -> None:
    text, parts = parted(marked)
    if text.startswith("1. "):
        parts[0] = parts[0].removeprefix("1. ")
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Total 75 bps.Sejak awal naik.", ["Total 75 bps.", "Sejak awal naik."]),
        ("Rapat Senin (20/10).Ia pulang.", ["Rapat Senin (20/10).", "Ia pulang."]),
        ("Naik pada 2025.Sejak itu turun.", ["Naik pada 2025.", "Sejak itu turun."]),
        ('"Kami rugi."Warga pulang.', ['"Kami rugi."', "Warga pulang."]),
        ('Warga pulang."Kami rugi," kata Rina.', ["Warga pulang.", '"Kami rugi," kata Rina.']),
        ("Kapolres Pol.Rahmat di KABAR.com datang.", ["Kapolres Pol.Rahmat di KABAR.com datang."]),
    ],
)
def test_a_lost_space(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize(("rule", "marked"), proofs("abbreviations", "yes") + proofs("abbreviations", "no"))
def test_abbreviations(rule: str, marked: str) -> None:
    text, parts = parted(marked)
    assert sentences(text) == parts, rule


def test_the_seed_has_sixteen_statements() -> None:
    for path in (ROOT / "seeds").glob("*.txt"):
        found = cut(read(path), LEXICON).sentences
        assert [s.role for s in found] == ["body"] * 16


# what always holds

SCRAPS = (
    "Warga ", "pulang", ". ", "? ", "! ", "…", '"', "“", "”", "'", ", ", "kata ", "Rina", "\n", "\n\n", "(",
    ") ", "dr. ", "A. ", "2025", ".", "- ", "# ", ":", "\r\n", "  ", "Baca juga: ",
)  # fmt: skip
COPY = st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(COPY, st.sampled_from(["a.txt", "a.md"]))
def test_sentences_cover_every_token_once(text: str, path: str) -> None:
    if not text.strip():
        return
    found = article(text, path)
    assert [n for s in found.sentences for n in range(s.first, s.last)] == list(range(len(found.tokens.texts)))
    for s in found.sentences:
        paragraph = found.paragraphs[s.paragraph]
        assert paragraph.start <= s.start < s.end <= paragraph.end
        assert (s.start, s.end) == (found.tokens.starts[s.first], found.tokens.end(s.last - 1))
        for q in s.quotes:
            assert s.start <= q.start <= q.inner.start <= q.inner.end <= q.end <= s.end


PIECES = (
    '"',
    '"A ',
    ', "',
    "'",
    "' '",
    ".",
    '."',
    ". A",
    "A.",
    "(",
    "“a”. ",
    "kata, ",
    "\n",
    " ",
    "a.a.",
    "'a' ",
    "- \n",
)


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_makes_the_cutter_hang(piece: str) -> None:
    began = time.process_time()
    article("A" + piece * (60_000 // len(piece)) + "b")
    assert time.process_time() - began < 2
