"""HTML: which words are the article's, which role they have, where they stand, and what no page can do."""

from __future__ import annotations

import time
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import WORDS, assert_sound, blocks_of

from attrib.errors import DraftError
from attrib.limits import Limits
from attrib.model import Draft
from attrib.readers import decode

PAGE = """<!DOCTYPE html><html><head><title>Harga beras | Kabar Teluk</title><style>p {color: red}</style></head><body>
<header><a href="/">Kabar Teluk</a><h1>Harga beras naik</h1></header>
<nav><ul><li>Beranda</li></ul></nav>
<article><header><p>Pedagang resah.</p></header>
<p>Harga <b>beras</b>
   naik&nbsp;lagi, &ldquo;tak wajar,&rdquo; kata <i>Budi Santoso</i><sup><a href="#c1">[1]</a></sup>.
<p>Baris satu.<br>Baris dua.
<h2>Tanggapan</h2>
<blockquote><p>Kami resah.</p><ul><li>sekali</li></ul></blockquote>
<ol><li>satu<li>dua</ol>
<table><tr><td>9.000</td><td>Warga lega setelah pasar dibuka lagi pada Senin pagi, kata kepala pasar itu, Rina Melati.</td></tr></table>
<figure><img src="a.jpg" alt="pasar"><figcaption>Foto: pasar</figcaption></figure>
<pre>kode = 1</pre><script>document.write("<p>jahat</p>")</script><p hidden>tersembunyi</p><p style="Display : none">hilang</p>
<p>Ia <del>lari</del><ins>pergi</ins>.</p>
<aside><h3>Terpopuler</h3></aside><footer>Bagikan</footer></article>
<div><p>Iklan lain.</p></div></body></html>"""

EXPECTED = [
    ("heading", "Harga beras naik"),
    ("text", "Pedagang resah."),
    ("text", "Harga beras naik\xa0lagi, “tak wajar,” kata Budi Santoso."),
    ("text", "Baris satu."),
    ("text", "Baris dua."),
    ("heading", "Tanggapan"),
    ("quote", "Kami resah."),
    ("quote", "sekali"),
    ("list", "satu"),
    ("list", "dua"),
    ("skipped", "9.000"),
    ("text", "Warga lega setelah pasar dibuka lagi pada Senin pagi, kata kepala pasar itu, Rina Melati."),
    ("skipped", "Foto: pasar"),
    ("code", "kode = 1"),
    ("text", "Ia pergi."),
    ("skipped", "Terpopuler"),
]


def read(html: str) -> Draft:
    return decode(html.encode(), "a.html")


def test_a_page_becomes_its_article() -> None:
    draft = read(PAGE)
    assert blocks_of(draft) == EXPECTED
    assert_sound(draft)
    assert draft.notes == ("1 deleted passage left out",)


def test_what_is_no_prose_is_blanked() -> None:
    draft = read(PAGE)
    for block in draft.blocks:
        gone = draft.prose[block.start : block.end].strip() == ""
        assert gone == (block.role in ("skipped", "code"))


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("Harga naik.", ["Harga naik."]),
        ("<p>Satu.<div>Dua.</div>Tiga.", ["Satu.", "Dua.", "Tiga."]),
        ("<p>Nilai 3 &lt; 5 &amp;amp; 2</p>", ["Nilai 3 < 5 &amp; 2"]),
        ("<p>&#8220;Ya,&#8221; kata <q>Budi</q>.</p>", ["“Ya,” kata “Budi”."]),
        ("<main><p>Isi.</p></main><p>x</p>", ["Isi."]),
        (
            "<div itemprop=articleBody><p>Isi.</p></div><article><p>Isi kedua yang lain.</p></article>",
            ["Isi kedua yang lain."],
        ),
        (
            "<article><p>Kartu.</p></article><p>Badan berita yang jauh lebih panjang.</p>",
            ["Kartu.", "Badan berita yang jauh lebih panjang."],
        ),
        ("<article></article><p>Isi.</p>", ["Isi."]),
        ("<p>Isi.</p><form><p>Badan formulir.</p></form>", ["Isi.", "Badan formulir."]),
        ("<blockquote class='twitter-tweet x'><p>Kicau.</p></blockquote><p>Isi.</p>", ["Kicau.", "Isi."]),
    ],
)
def test_what_is_read(html: str, words: list[str]) -> None:
    draft = read(html)
    assert draft.text.split("\n") == words
    assert_sound(draft)


def test_comments_go_but_for_those_meant_for_attrib() -> None:
    draft = read("<p>Ia pergi.<!-- cek lagi --> <!-- attrib: abaikan --></p><!-- attrib: mati --><p>Ia pulang.")
    assert blocks_of(draft) == [
        ("text", "Ia pergi. <!-- attrib: abaikan -->"),
        ("comment", "<!-- attrib: mati -->"),
        ("text", "Ia pulang."),
    ]
    assert draft.prose == "Ia pergi." + " " * 25 + "\n" + " " * 21 + "\nIa pulang."


def test_words_that_look_like_a_comment_are_words() -> None:
    assert "attrib" in read("<p>Ia menulis &lt;!-- attrib: mati --&gt;.</p>").prose


@pytest.mark.parametrize("html", ["", "<nav>Menu</nav>", "<script>x</script>", "<table><tr><td>1</table>"])
def test_a_page_without_prose_is_refused(html: str) -> None:
    with pytest.raises(DraftError) as caught:
        read(html)
    assert "\n" not in str(caught.value)
    assert "is empty" in str(caught.value) or "holds no text" in str(caught.value)


def test_other_encodings_are_refused_whatever_the_page_says() -> None:
    with pytest.raises(DraftError, match="looks like Latin-1"):
        decode(b'<meta charset="windows-1252"><p>Kaf\xe9 itu tutup.', "a.htm")
    assert "Kafé" in decode('<meta charset="windows-1252"><p>Kafé itu.'.encode(), "a.HTM").text


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("p", "h2", "li", "blockquote")), WORDS), min_size=1, max_size=6))
def test_blocks_come_back_as_they_were_written(blocks: list[tuple[str, str]]) -> None:
    roles = {"p": "text", "h2": "heading", "li": "list", "blockquote": "quote"}
    draft = read("\n".join(f"<{tag}>{escape(words)}</{tag}>" for tag, words in blocks))
    assert blocks_of(draft) == [
        (roles[tag], " ".join(part for part in words.split(" ") if part)) for tag, words in blocks
    ]
    assert_sound(draft)


TAGS = ("<p>", "</p>", "<article>", "</article>", "<sup>", "</sup>", "<a>", "</a>", "<td>", "<table>", "</table>", "<q>", "<del>", "</del>", "<!--", "<!-- attrib -->", "-->", "<header>", "<h1>", "<li>", "<script>", "</script>", "<br", "&", "&#0;", "<svg>", "kata Budi. ", "\0", "\r\n", "<p hidden>", "<title>", "</body>", "<frameset>", "<select>")  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(TAGS), max_size=25))
def test_no_tag_soup_breaks_the_reader(pieces: list[str]) -> None:
    try:
        draft = read("".join(pieces).replace("\0", ""))
    except DraftError:
        return
    assert_sound(draft)


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<p>",
        "<b id=x>",
        "<article>",
        "<table><tr><td>",
        "<sup><a>",
        "<!--",
        "<a ",
        "</",
        "&amp",
        "<q>",
        "<p a='",
        "<![CDATA[",
        "x<!-- attrib -->",
        "<h1>a</h1><article><p>a</article>",
    ],
)
def test_no_page_makes_the_reader_hang(piece: str) -> None:
    began = time.process_time()
    page = "<p>Ia pulang.</p>" + piece * (400_000 // len(piece))
    draft = decode(page.encode(), "a.html", Limits(max_depth=len(page)))
    assert "Ia pulang." in draft.text
    assert time.process_time() - began < 4
