"""Word and OpenDocument: roles by style, changes as if accepted, what is left out and said, and hostile files."""

from __future__ import annotations

import subprocess
import sys
import time
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import MC, ODF, WORDS, W, assert_sound, blocks_of, docx, docx_of_xml, odt, paragraph, run, zipped

from attrib.errors import DraftError
from attrib.model import Draft
from attrib.readers import archive, decode

SENTENCE = "Warga lega setelah pasar dibuka lagi pada Senin pagi, kata kepala pasar itu, Rina Melati."


def word(body: str) -> Draft:
    return decode(docx(body), "a.docx")


def opened(body: str, styles: str = "") -> Draft:
    return decode(odt(body, styles), "a.odt")


def refusal(data: bytes, path: str) -> str:
    with pytest.raises(DraftError) as caught:
        decode(data, path)
    assert "\n" not in str(caught.value) and str(caught.value).startswith(f"{path}: ")
    return str(caught.value)


def assert_sound_or_refused(data: bytes, path: str) -> None:
    try:
        draft = decode(data, path)
    except DraftError:
        assert refusal(data, path)
    else:
        assert_sound(draft)


def test_word_paragraphs_have_the_roles_of_their_styles() -> None:
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    unnumbered = '<w:pPr><w:pStyle w:val="Butir"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
    outlined = '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    draft = word(
        paragraph("Harga beras naik", "Judul1")
        + paragraph("Pasar", "Rubrik")
        + paragraph("")
        + paragraph("Harga naik, kata Budi.", "TakAda")
        + paragraph("Kami resah.", "Kutipan")
        + paragraph("satu", "Butir")
        + f"<w:p>{numbered}{run('dua')}</w:p><w:p>{unnumbered}{run('tiga.')}</w:p><w:p>{outlined}{run('Tanggapan')}</w:p>"
        + paragraph("Foto: pasar", "Foto")
        + paragraph("Berputar.", "Putar")
    )
    assert blocks_of(draft) == [
        ("heading", "Harga beras naik"),
        ("heading", "Pasar"),
        ("text", "Harga naik, kata Budi."),
        ("quote", "Kami resah."),
        ("list", "satu"),
        ("list", "dua"),
        ("text", "tiga."),
        ("heading", "Tanggapan"),
        ("skipped", "Foto: pasar"),
        ("text", "Berputar."),
    ]
    assert_sound(draft)
    assert draft.notes == ()


CHANGED = [
    (f'<w:p>{run("Harga ")}<w:del w:id="1"><w:r><w:delText>turun</w:delText></w:r></w:del><w:ins w:id="2">{run("naik")}</w:ins>{run(".")}</w:p>', ["Harga naik."], 2),
    (f'<w:p><w:ins w:id="1"><w:del w:id="2">{run("tak jadi")}</w:del></w:ins>{run("Isi.")}</w:p>', ["Isi."], 2),
    (f'<w:p><w:moveFrom w:id="1">{run("Lalu.")}</w:moveFrom>{run("Satu. ")}<w:moveTo w:id="2">{run("Lalu.")}</w:moveTo></w:p>', ["Satu. Lalu."], 2),
    (f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{run("Warga ")}</w:p><w:p>{run("pulang.")}</w:p>', ["Warga pulang."], 1),
    (f'<w:p><w:pPr><w:rPr><w:ins w:id="1"/></w:rPr></w:pPr>{run("Warga.")}</w:p><w:p>{run("Pulang.")}</w:p>', ["Warga.", "Pulang."], 1),
]  # fmt: skip


@pytest.mark.parametrize(("body", "words", "count"), CHANGED)
def test_tracked_changes_are_read_as_accepted_and_said(body: str, words: list[str], count: int) -> None:
    draft = word(body)
    assert draft.text.split("\n") == words
    assert draft.notes == (f"{count} tracked change{'s' if count > 1 else ''} read as if accepted",)


def test_a_style_that_was_changed_is_the_new_one() -> None:
    old = '<w:pPrChange w:id="1"><w:pPr><w:pStyle w:val="Judul1"/></w:pPr></w:pPrChange>'
    assert blocks_of(word(f"<w:p><w:pPr>{old}</w:pPr>{run('Isi.')}</w:p>")) == [("text", "Isi.")]


@pytest.mark.parametrize(
    ("body", "words", "notes"),
    [
        (f'<w:p>{run("Isi")}<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="1"/></w:r>{run(".")}</w:p>', "Isi.", ("1 comment left out", "1 footnote left out")),
        (f'<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>rahasia</w:t></w:r>{run("Isi.")}</w:p>', "Isi.", ("1 hidden passage left out",)),
        ('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Isi.</w:t></w:r></w:p>', "Isi.", ()),
        (f'<w:p>{run("Isi.")}<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{paragraph("Kotak")}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{paragraph("Kotak")}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>', "Isi.", ("1 text box left out",)),
        (f'<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:p><w:hyperlink>{run("Isi")}</w:hyperlink><w:smartTag>{run(" lagi")}</w:smartTag></w:p></w:sdtContent></w:sdt>', "Isi lagi", ()),
        ("<w:p><w:r><w:instrText>HYPERLINK x</w:instrText><w:t>Isi</w:t><w:tab/><w:t>datar</w:t><w:noBreakHyphen/><w:t>datar</w:t><w:softHyphen/></w:r></w:p>", "Isi datar-datar", ()),
        ("<w:p><w:r><w:t>Satu.</w:t><w:br/><w:t>Dua.</w:t></w:r></w:p>", "Satu.\nDua.", ()),
        ("<w:p><w:r><w:t>Satu\n\tdua.</w:t></w:r></w:p>", "Satu dua.", ()),
    ],
)  # fmt: skip
def test_word_leaves_out_what_is_not_the_text_and_says_so(body: str, words: str, notes: tuple[str, ...]) -> None:
    draft = word(body)
    assert (draft.text, draft.notes) == (words, notes)


def test_a_cell_is_prose_if_it_holds_a_sentence() -> None:
    cell = f"<w:tc>{paragraph('9.000')}</w:tc><w:tc>{paragraph(SENTENCE)}</w:tc>"
    draft = word(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>{paragraph('Isi.')}")
    assert blocks_of(draft) == [("skipped", "9.000"), ("text", SENTENCE), ("text", "Isi.")]


def test_the_main_part_may_have_another_name_and_be_strict() -> None:
    strict = W.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    xml = f"<w:document {strict}><w:body>{paragraph('Isi.')}</w:body></w:document>"
    assert decode(docx_of_xml(xml, "word/document2.xml"), "a.DOCX").text == "Isi."
    assert decode(docx_of_xml(xml.encode("utf-16")), "a.docx").text == "Isi."


def test_open_documents_have_roles_too() -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/><style:style style:name="P2" style:parent-style-name="Quotations"/>'
    draft = opened(
        '<text:p text:style-name="P1">Harga beras naik</text:p><text:h text:outline-level="2">Pasar</text:h>'
        '<text:p text:style-name="Text_20_body">Harga <text:span>naik</text:span>,<text:s text:c="3"/>kata\n  Budi.<text:line-break/>Lalu.</text:p>'
        '<text:p text:style-name="P2">Kami resah.</text:p>'
        "<text:list><text:list-item><text:p>satu</text:p><text:list><text:list-item><text:p>dua</text:p></text:list-item></text:list></text:list-item></text:list>"
        f"<table:table><table:table-row><table:table-cell><text:p>9.000</text:p></table:table-cell><table:table-cell><text:p>{SENTENCE}</text:p></table:table-cell></table:table-row></table:table>",
        styles,
    )
    assert blocks_of(draft) == [
        ("heading", "Harga beras naik"),
        ("heading", "Pasar"),
        ("text", "Harga naik, kata Budi."),
        ("text", "Lalu."),
        ("quote", "Kami resah."),
        ("list", "satu"),
        ("list", "dua"),
        ("skipped", "9.000"),
        ("text", SENTENCE),
    ]
    assert_sound(draft)


def test_open_documents_say_what_is_left_out() -> None:
    draft = opened(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>turun</text:p></text:deletion></text:changed-region>"
        "<text:changed-region><text:insertion/></text:changed-region><text:changed-region><text:format-change/></text:changed-region></text:tracked-changes>"
        "<text:p>Harga <text:change/><text:change-start/>naik<text:change-end/><text:note><text:note-body><text:p>kaki</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>cek</text:p></office:annotation>"
        "<draw:frame><draw:text-box><text:p>Kotak</text:p></draw:text-box></draw:frame>.</text:p>"
    )
    assert draft.text == "Harga naik."
    assert draft.notes == (
        "1 comment left out",
        "1 footnote left out",
        "1 text box left out",
        "2 tracked changes read as if accepted",
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5), st.booleans())
def test_paragraphs_come_back_as_they_were_written(paragraphs: list[str], in_word: bool) -> None:
    from xml.sax.saxutils import escape

    if in_word:
        draft = word("".join(map(paragraph, paragraphs)))
    else:
        draft = opened("".join(f"<text:p>{escape(words)}</text:p>" for words in paragraphs))
    assert draft.text.split("\n") == [" ".join(part for part in words.split(" ") if part) for words in paragraphs]
    assert_sound(draft)


LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE x SYSTEM "http://kabar.example/x.dtd">'


@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE, REMOTE])
@pytest.mark.parametrize("path", ["a.docx", "a.odt"])
def test_document_types_are_refused(doctype: str, path: str) -> None:
    inner = "&i;" if "ENTITY" in doctype else "Isi."
    if path == "a.docx":
        data = docx_of_xml(
            f"{doctype}<w:document {W} {MC}><w:body><w:p><w:r><w:t>{inner}</w:t></w:r></w:p></w:body></w:document>"
        )
    else:
        data = zipped(
            {
                "content.xml": f"{doctype}<office:document-content {ODF}><office:body><office:text><text:p>{inner}</text:p></office:text></office:body></office:document-content>"
            }
        )
    began = time.process_time()
    assert "declares a document type (DTD)" in refusal(data, path)
    assert time.process_time() - began < 1


def test_a_part_that_would_unpack_too_large_is_refused_before_it_does() -> None:
    began = time.process_time()
    message = refusal(docx(" " * (archive.SUSPECT + 1)), "a.docx")
    assert "word/document.xml would unpack to 8 MiB from" in message
    assert time.process_time() - began < 2


def test_a_size_that_lies_is_refused() -> None:
    data = bytearray(docx(" " * (archive.SUSPECT + 1)))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    assert "is broken and cannot be read as a .docx" in refusal(bytes(data), "a.docx")


def test_a_long_draft_is_no_bomb() -> None:
    draft = word("".join(paragraph(f"Harga naik lagi menjadi {n} rupiah, kata Budi.") for n in range(20_000)))
    assert len(draft.blocks) == 20_000


@pytest.mark.parametrize(
    ("data", "path", "words"),
    [
        (b"", "a.docx", "is empty"),
        (b"Warga pulang.", "a.docx", "is not a .docx, which is a zip archive"),
        (b"{\\rtf1 Warga}", "a.docx", "is an RTF document, not a .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a.docx", "is an old Word document, or one locked by a password"),
        (b"%PDF-1.7", "a.odt", "is a PDF, not an .odt"),
        (b"<html>", "a.docx", "is a page of markup"),
        (b"PK\x03\x04 lalu apa", "a.docx", "is broken"),
        (docx(paragraph("Isi."))[:-30], "a.docx", "is broken"),
        (odt("<text:p>Isi.</text:p>"), "a.docx", "is not a .docx: it has no word/document.xml"),
        (docx(paragraph("Isi.")), "a.odt", "is not an .odt: it has no content.xml"),
        (docx(paragraph("Isi.")), "a.txt", "is binary"),
        (docx(paragraph("Isi.")), "naskah", "is a zip archive"),
        (docx_of_xml("<w:document><w:body>"), "a.docx", "word/document.xml is not sound XML"),
        (docx_of_xml(""), "a.docx", "word/document.xml is not sound XML"),
        (docx(""), "a.docx", "holds no text to check"),
        (zipped({"content.xml": "<x/>"}), "a.odt", "holds no text to check"),
        (
            zipped({"META-INF/manifest.xml": "<m><encryption-data/></m>", "content.xml": b"\x01"}),
            "a.odt",
            "locked by a password",
        ),
    ],
)
def test_what_is_no_office_document_is_refused_in_one_line(data: bytes, path: str, words: str) -> None:
    assert words in refusal(data, path)


def test_a_locked_archive_is_refused() -> None:
    data = bytearray(docx(paragraph("Isi.")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 1)
    assert "locked by a password" in refusal(bytes(data), "a.docx")


@pytest.mark.parametrize("tag", ["w:sdt", "w:p", "w:tc", "w:del", "w:txbxContent"])
@pytest.mark.parametrize("depth", [100, 100_000])
def test_deep_nesting_ends_in_a_draft_or_one_line(tag: str, depth: int) -> None:
    began = time.process_time()
    try:
        draft = word(paragraph("Isi.") + f"<{tag}>" * depth + paragraph("Dalam.") + f"</{tag}>" * depth)
    except DraftError as error:
        first = str(error)
    else:
        first = draft.text.partition("\n")[0]
    assert first == "Isi." or (depth > 100 and first.startswith("a.docx: goes beyond max-depth"))
    assert time.process_time() - began < 3


WHOLE = {
    "a.docx": docx(paragraph("Harga naik, kata Budi.", "Judul1")),
    "a.odt": odt("<text:p>Harga naik, kata Budi.</text:p>"),
}


@settings(max_examples=250, deadline=None)
@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=6),
    st.integers(0, 60),
)
def test_a_damaged_file_is_read_or_refused(path: str, damage: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(WHOLE[path])
    for place, value in damage:
        data[place % len(data)] = value
    assert_sound_or_refused(bytes(data[: len(data) - cut]), path)


def test_parts_that_are_damaged_within_are_read_or_refused() -> None:
    with ZipFile(BytesIO(WHOLE["a.docx"])) as file:
        xml = file.read("word/document.xml")
    for place in range(0, len(xml), 7):
        assert_sound_or_refused(docx_of_xml(xml[:place] + b"<" + xml[place:]), "a.docx")


def test_no_library_is_loaded_before_a_draft_needs_it() -> None:
    code = (
        "import sys\nfrom attrib.readers import decode\ndecode(b'Isi.', 'a.txt')\n"
        "early = {'lxml', 'zipfile', 'attrib.readers.html', 'attrib.readers.jsonl'} & set(sys.modules)\n"
        "decode(b'<p>Isi.', 'a.html')\nprint(*early, 'lxml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    for data, path in ((b"<p>Isi.", "a.html"), (docx(paragraph("Isi.")), "a.docx")):
        assert "needs the package lxml" in refusal(data, path) and "pip install lxml" in refusal(data, path)
