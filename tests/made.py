"""Office documents made on the spot, small, whole or broken in one way; and what holds for every draft read from one."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from hypothesis import strategies as st

from attrib.model import Draft

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WORDS = st.text(alphabet="ab .,&<>\"'“”é😀\u200b\u0301\xa0;#1", min_size=1, max_size=30).filter(
    lambda words: words.replace("\u200b", "").strip() != ""
)
"""What a reader can see something of."""
URN = "urn:oasis:names:tc:opendocument:xmlns"
ODF = " ".join(
    f'xmlns:{name}="{URN}:{name if name != "draw" else "drawing"}:1.0"'
    for name in ("office", "text", "style", "table", "draw")
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/></Relationships>'
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Judul1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik"><w:name w:val="Rubrik"/><w:basedOn w:val="Judul1"/></w:style>
<w:style w:type="paragraph" w:styleId="Putar"><w:name w:val="Putar"/><w:basedOn w:val="Balik"/></w:style>
<w:style w:type="paragraph" w:styleId="Balik"><w:name w:val="Balik"/><w:basedOn w:val="Putar"/></w:style>
<w:style w:type="paragraph" w:styleId="Kutipan"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Butir"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Foto"><w:name w:val="caption"/></w:style>
</w:styles>"""


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(words: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{run(words)}</w:p>"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx_of_xml(xml: str | bytes, main: str = "word/document.xml") -> bytes:
    folder = main.rpartition("/")[0]
    return zipped({"_rels/.rels": RELATIONS.format(main), f"{folder}/styles.xml": STYLES, main: xml})


def docx(body: str) -> bytes:
    return docx_of_xml(f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")


def odt(body: str, styles: str = "") -> bytes:
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content = f"<office:document-content {ODF}>{automatic}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    named = '<style:style style:name="Text_20_body"/><style:style style:name="Quotations" style:parent-style-name="Text_20_body"/><style:style style:name="Title"/>'
    page = "<office:master-styles><text:p>Kepala halaman</text:p></office:master-styles>"
    whole = f"<office:document-styles {ODF}><office:styles>{named}</office:styles>{page}</office:document-styles>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "styles.xml": whole, "content.xml": content})


def blocks_of(draft: Draft) -> list[tuple[str, str]]:
    return [(block.role, draft.text[block.start : block.end]) for block in draft.blocks]


def assert_sound(draft: Draft) -> None:
    """Blocks are the lines of the text, in order; prose is the text with stretches blanked."""
    assert draft.text.split("\n") == [words for _, words in blocks_of(draft)]
    assert [draft.place(block.start) for block in draft.blocks] == [(n, 1) for n in range(1, len(draft.blocks) + 1)]
    assert len(draft.prose) == len(draft.text)
    assert all(new in (old, " ") for old, new in zip(draft.text, draft.prose, strict=True))
