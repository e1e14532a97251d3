"""Drafts, names and folders made to do harm: each is checked or refused in one line, soon, and steers nothing."""

from __future__ import annotations

import json
import os
import time
import warnings
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZipFile

import pytest
from click.testing import CliRunner, Result
from made import MC, W, docx, docx_of_xml, odt, paragraph, zipped

from attrib.cli import cli
from attrib.config import Exit
from attrib.errors import DraftError, UsageError
from attrib.limits import LIMITS, Limits, from_environment, require_few
from attrib.model import Draft
from attrib.readers import decode, decode_many, read
from attrib.readers.fields import Fields

SOON = 4
"""Seconds of CPU time that an attack may take on a slow machine; it takes less than one on an ordinary one."""
SHORT = 400
RUMOUR = "Konon, bupati itu akan mundur."


def attacked(data: bytes, path: str, limits: Limits = Limits()) -> Draft | str:  # noqa: B008
    """Return the draft that comes of it or the error, in one line and in good time."""
    began = time.process_time()
    try:
        outcome: Draft | str = decode(data, path, limits)
    except DraftError as error:
        outcome = str(error)
        assert "\n" not in outcome and len(outcome) < SHORT
    assert time.process_time() - began < SOON
    return outcome


def invoked(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


# Archives.


def packed(method: int) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", method) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{paragraph('Isi.')}</w:body></w:document>")
    return file.getvalue()


def twice() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for words in ("Satu.", "Dua."):
            archive.writestr("word/document.xml", f"<w:document {W}>{paragraph(words)}</w:document>")
    return file.getvalue()


def overlapping() -> bytes:
    """Return an archive whose two parts are the same bytes, as in a bomb that needs no nesting."""
    parts = {"word/document.xml": f"<w:document {W}>{paragraph('Isi.')}</w:document>", "word/styles.xml": "<s/>"}
    data = bytearray(zipped(dict(parts)))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = (0).to_bytes(4, "little")
    return bytes(data)


def crowded() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"x{number}", b"")
    return file.getvalue()


def nested() -> bytes:
    data = b"Isi."
    for _ in range(20):
        data = zipped({"word/document.xml": data})
    return data


STYLED = '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>Budi datang.</w:t></w:r></w:p>'
CHAIN = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(3000))


@pytest.mark.parametrize(
    ("path", "make", "expected"),
    [
        ("a.docx", lambda: docx(" " * (9 << 20)), "which is refused"),
        ("a.odt", lambda: odt("<text:p>" + " " * (9 << 20) + "</text:p>"), "which is refused"),
        ("a.docx", lambda: packed(ZIP_LZMA), "is packed in a way that a .docx does not allow"),
        ("a.docx", lambda: packed(ZIP_BZIP2), "is packed in a way that a .docx does not allow"),
        ("a.docx", twice, "holds word/document.xml twice"),
        ("a.docx", overlapping, "is broken"),
        ("a.docx", crowded, "it has no word/document.xml"),
        ("a.docx", nested, "is not sound XML"),
        ("a.docx", lambda: docx_of_xml(b"<" + b"x" * 40_000 + b"></y>"), "…); open it and save it again"),
        ("a.docx", lambda: docx_of_xml("<a>", "word/" + "\u202e" * 5000), "is not sound XML"),
        ("a.odt", lambda: odt("<text:p>Isi" + '<text:s text:c="1000"/>' * 100_000 + ".</text:p>"), "Isi ."),
        ("a.odt", lambda: odt(f'<text:p>Isi<text:s text:c="{"9" * 6000}"/>.</text:p>'), "Isi ."),
        ("a.docx", lambda: zipped({"word/document.xml": f"<w:document {W}>{STYLED * 3000}</w:document>", "word/styles.xml": f"<w:styles {W}>{CHAIN}</w:styles>"}), "Budi datang."),
    ],
)  # fmt: skip
def test_archives_are_unpacked_with_care(path: str, make: Callable[[], bytes], expected: str) -> None:
    outcome = attacked(make(), path)
    assert expected in (outcome if isinstance(outcome, str) else outcome.text)


def test_all_parts_together_may_unpack_to_no_more_than_the_limit() -> None:
    words = "".join(f"<!-- {n} -->" for n in range(3000))
    data = zipped({"word/document.xml": f"<w:document {W}>{words}{paragraph('Isi.')}</w:document>", "word/styles.xml": f"<w:styles {W}>{words}</w:styles>"})  # fmt: skip
    assert isinstance(attacked(data, "a.docx", Limits(max_unpacked=90_000)), Draft)
    assert "goes beyond max-unpacked" in str(attacked(data, "a.docx", Limits(max_unpacked=60_000)))


# Markup.

LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {after} '{f'&{before};' * 10}'>" for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
QUADRATIC = f"<!DOCTYPE x [<!ENTITY i '{'ha' * 50_000}'>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">'
PARAMETER = '<!DOCTYPE x [<!ENTITY % i SYSTEM "http://kabar.example/x.dtd"> %i;'


@pytest.mark.parametrize("doctype", [LAUGHS, QUADRATIC, OUTSIDE, PARAMETER])
def test_no_entity_is_expanded(doctype: str) -> None:
    body = f"<w:p><w:r><w:t>{'&i;' * 500}</w:t></w:r></w:p>"
    for data, path in (
        (docx_of_xml(f"{doctype}]><w:document {W} {MC}>{body}</w:document>"), "a.docx"),
        (zipped({"content.xml": f"{doctype}]><x>&i;</x>"}), "a.odt"),
    ):
        assert "declares a document type (DTD), which is refused" in str(attacked(data, path))
    page = attacked(f"{doctype}]><p>Isi {'&i; ' * 500}</p>".encode(), "a.html")
    assert isinstance(page, Draft) and len(page.text) < 120_000 and "root:" not in page.text


def test_nothing_is_fetched_from_elsewhere() -> None:
    xi = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
    inside = '<xi:include href="file:///etc/passwd" parse="text"/>Isi.'
    data = docx_of_xml(f'<?xml-stylesheet href="file:///etc/passwd"?><w:document {W} {xi}><w:body><w:p><w:r><w:t>{inside}</w:t></w:r></w:p></w:body></w:document>')  # fmt: skip
    draft = attacked(data, "a.docx")
    assert isinstance(draft, Draft) and draft.text == "Isi."
    page = '<iframe src="file:///etc/passwd"></iframe><object data="/etc/passwd"></object><p>Isi.'
    html = attacked(page.encode(), "a.html")
    assert isinstance(html, Draft) and html.text == "Isi."


DEEP = 100_000


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (b"<div>" * DEEP + b"Isi.", "a.html"),
        (b"<b>" * DEEP + b"Isi.", "a.html"),
        (docx_of_xml(f"<w:document {W}>" + "<w:x>" * DEEP), "a.docx"),
        (zipped({"content.xml": "<x>" * DEEP}), "a.odt"),
    ],
)
def test_nesting_is_limited(data: bytes, path: str) -> None:
    assert "goes beyond max-depth (elements within each other in markup: at most 10,000)" in str(attacked(data, path))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<p>Budi<script>fetch('//x')</script> datang.<style>p{}</style>", "Budi datang."),
        ("<p>Budi datang.<!-- <script> --><p>Rina.", "Budi datang.\nRina."),
        ("<p>Budi <![CDATA[ datang ]]> pergi.", None),
        ("<p>Budi datang.<script>tak tertutup", "Budi datang."),
        ("<p title='" + "x" * 11_000_000 + "'>Budi.<p>Rina.", "Budi.\nRina."),
        ("<p>Budi <!-- " + "x" * 11_000_000 + " --> datang.<p>Rina.", "Budi datang.\nRina."),
        ("<p " + "a=b " * 50_000 + ">Budi.", "Budi."),
        ("<p>" + "&#x41;" * 50_000, "A" * 50_000),
    ],
)
def test_pages_are_words_alone(text: str, left: str | None) -> None:
    page = attacked(text.encode(), "a.html")
    assert isinstance(page, Draft)
    if left is not None:
        assert page.prose == left
    assert "fetch" not in page.text and "tak tertutup" not in page.text


@pytest.mark.parametrize(
    "front",
    ["a: &a [*a, *a]", "!!python/object/apply:os.system ['touch x']", "<<: *a", "- " * 5000, "x: " + "[" * 20_000],
)
def test_front_matter_is_never_understood(front: str) -> None:
    draft = attacked(f"---\n{front}\n---\n{RUMOUR}\n".encode(), "a.md")
    assert isinstance(draft, Draft) and draft.prose.strip() == RUMOUR


# Limits.


@pytest.mark.parametrize(
    ("key", "data", "path", "limits"),
    [
        ("max-bytes", b"x" * 101, "a.txt", Limits(max_bytes=100)),
        ("max-bytes", b"x" * 101, "a.html", Limits(max_bytes=100)),
        ("max-unpacked", docx(paragraph("Isi.")), "a.docx", Limits(max_unpacked=300)),
        ("max-lines", b"x\n" * 11, "a.md", Limits(max_lines=10)),
        ("max-lines", b"x\r" * 11, "a.txt", Limits(max_lines=10)),
        ("max-lines", b"<p>x" * 12, "a.html", Limits(max_lines=10)),
        ("max-lines", docx(paragraph("x") * 12), "a.docx", Limits(max_lines=10)),
        ("max-quotes", "“x”".encode() * 6, "a.txt", Limits(max_quotes=10)),
        ("max-depth", b"<p><b><i>x", "a.html", Limits(max_depth=4)),
    ],
)
def test_each_limit_says_what_it_is_and_how_it_is_raised(key: str, data: bytes, path: str, limits: Limits) -> None:
    variable = f"ATTRIB_{key.replace('-', '_').upper()}"
    message = str(attacked(data, path, limits))
    assert message.startswith(f"{path}: goes beyond {key} (") and message.endswith(
        f"raise the limit: {key} in attrib.toml, or {variable}"
    )
    assert isinstance(attacked(data, path), Draft)


def test_no_more_of_a_draft_is_read_than_the_limit_allows(tmp_path: Path) -> None:
    path = tmp_path / "besar.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    began = time.process_time()
    for limits in (Limits(max_bytes=1000), None):
        with pytest.raises(DraftError, match="goes beyond max-bytes"):
            read(path, limits)
    assert time.process_time() - began < SOON


def test_limits_come_from_the_environment() -> None:
    given = {"ATTRIB_MAX_BYTES": "200 MB", "ATTRIB_MAX_LINES": "5_000", "ATTRIB_MAX_DEPTH": ""}
    assert from_environment(given) == Limits(max_bytes=200 << 20, max_lines=5000)
    assert [limit.field for limit in LIMITS] == list(Limits._fields)


@pytest.mark.parametrize("value", ["0", "-1", "banyak", "12x", "1e9", "5 MB", "9" * 400, "٣"])
def test_a_wrong_limit_is_refused_once_and_nothing_is_checked(value: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ATTRIB_MAX_LINES: max-lines takes a whole number above 0, not '.{1,40}'"):
        from_environment({"ATTRIB_MAX_LINES": value})
    (tmp_path / "a.txt").write_text(RUMOUR)
    done = CliRunner(env={"ATTRIB_MAX_LINES": value}).invoke(cli, ["check", str(tmp_path)])
    assert done.exit_code == Exit.FAILED and done.stdout == "" and done.stderr.count("\n") == 1


def test_a_draft_of_fifty_megabytes_is_within_the_limits() -> None:
    text = ('"Harga naik lagi," kata Budi Santoso, ketua koperasi. ' * 12 + "\n\n") * 77_000
    assert 50_000_000 < len(text) <= Limits().max_bytes
    require_few(text, "a.txt", Limits())


# Archives of drafts.


def lines(data: bytes, limits: Limits = Limits(), name: str = "") -> list[Draft | DraftError]:  # noqa: B008
    return list(decode_many(BytesIO(data), "a.jsonl", Fields(id=name), limits))


def test_a_bad_line_fails_alone_whatever_it_is() -> None:
    good = b'{"text": "Budi datang."}\n'
    deep, long = b"[" * DEEP + b"\n", b'{"text": "' + b"x" * 5_000_000 + b'"}\n'
    same = b'{"text": "Satu.", "text": "Dua."}\n'
    number, nothing = b'{"text": ' + b"9" * 5000 + b"}\n", b'{"text": NaN}\n'
    found = lines(good.join((b"", deep, long, same, number, nothing, b"")), Limits(max_bytes=1_000_000))
    assert [isinstance(item, Draft) for item in found] == [True, False] * 5 + [True]
    told = [item.message for item in found if isinstance(item, DraftError)]
    assert told[0] == "is not JSON (nested too deep)" and told[1].startswith("goes beyond max-bytes")
    assert told[2] == 'has the field "text" twice'


def test_a_field_that_stands_twice_and_is_not_asked_for_does_no_harm() -> None:
    (found,) = lines(b'{"tag": 1, "tag": 2, "text": "Budi datang."}\n')
    assert isinstance(found, Draft)


# Files and folders.


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(*arguments: str) -> tuple[list[str], list[str]]:
    """Return the paths that a run reports as checked, and as failed."""
    began = time.process_time()
    value = json.loads(invoked("check", *arguments, "--format", "json").stdout)
    assert time.process_time() - began < SOON
    return [file["path"] for file in value["files"]], [error["path"] for error in value["errors"]]


def test_what_is_no_file_is_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipa.txt")
    (folder / "nol.txt").symlink_to("/dev/zero")
    (folder / "masuk.txt").symlink_to("/dev/stdin")
    (folder / "diri.txt").symlink_to("diri.txt")
    (folder / "tiada.txt").symlink_to("ke mana-mana")
    (folder / "baik.txt").write_text(RUMOUR)
    assert checked(".") == (["baik.txt"], ["diri.txt", "masuk.txt", "nol.txt", "pipa.txt", "tiada.txt"])
    assert checked("/dev/zero", "/dev/stdin") == ([], ["/dev/stdin", "/dev/zero"])


def test_a_file_that_becomes_a_pipe_after_it_was_found_blocks_nobody(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(RUMOUR)
    was = os.stat(folder / "a.txt")
    (folder / "a.txt").unlink()
    os.mkfifo(folder / "a.txt")
    monkeypatch.setattr(os, "stat", lambda path: was)
    with pytest.raises(DraftError, match="is not a regular file"):
        read(folder / "a.txt")


def test_links_between_folders_are_followed_once_each(folder: Path) -> None:
    for one in range(9):
        (folder / f"d{one}").mkdir()
    for one in range(9):
        for other in range(9):
            (folder / f"d{one}" / f"l{other}").symlink_to(f"../d{other}")
        (folder / f"d{one}" / "a.txt").write_text(RUMOUR)
    (folder / "atas").symlink_to("..")
    paths, failed = checked(".")
    assert len(paths) == 9 and failed == []
    assert checked("d*/**/*.txt") == (paths, [])
    assert len(checked("d1/l2/*.txt")[0]) == 1


DEPTH = 1200


@pytest.fixture
def deep(folder: Path) -> Iterator[Path]:
    """Give a folder with a draft far down; pytest would leave it lying about, as it cannot remove it."""
    for _ in range(DEPTH):
        os.mkdir("a")
        os.chdir("a")
    Path("x.txt").write_text(RUMOUR)
    os.chdir(folder)
    yield folder
    for _ in range(DEPTH):
        os.chdir("a")
    os.unlink("x.txt")
    for _ in range(DEPTH):
        os.chdir("..")
        os.rmdir("a")


@pytest.mark.parametrize("asked", [".", "**/x.txt"])
def test_folders_may_be_as_deep_as_the_system_lets_them(asked: str, deep: Path) -> None:
    assert checked(asked) == (["a/" * DEPTH + "x.txt"], [])


def test_names_that_look_like_options_or_standard_input_are_files(folder: Path) -> None:
    (folder / "-").write_text("Konon, bupati mundur.")
    (folder / "--format").write_text("Konon, bupati mundur.")
    assert checked("./-") == (["./-"], [])
    value = json.loads(invoked("check", "--format", "json", "--", "--format").stdout)
    assert [file["path"] for file in value["files"]] == ["--format"]


def test_a_hint_is_safe_to_copy_into_a_shell(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a;rm -rf b.txt").write_text(RUMOUR)

    def refuse(name: str, flags: int) -> int:
        raise PermissionError(13, "Permission denied", name)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(DraftError, match=r"try `chmod u\+r 'a;rm -rf b.txt'`"):
        read("a;rm -rf b.txt")
