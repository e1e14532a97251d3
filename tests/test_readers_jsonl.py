"""Archives: one article a line, each a draft of its own; a bad line fails alone, and memory stays flat."""

from __future__ import annotations

import json
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.cli import cli
from attrib.errors import DraftError
from attrib.limits import Limits
from attrib.model import Draft
from attrib.readers import decode, decode_many, jsonl, read_many, read_one
from attrib.readers.fields import Fields

TEXT = "Kepala desa itu dikabarkan menggelapkan dana bantuan.\n"


def many(data: bytes, fields: Fields = Fields()) -> list[Draft | DraftError]:  # noqa: B008
    return list(decode_many(BytesIO(data), "a.jsonl", fields))


def line(**record: object) -> bytes:
    return json.dumps(record).encode() + b"\n"


def shown(found: list[Draft | DraftError]) -> list[tuple[str, str]]:
    return [(item.path, item.text) if isinstance(item, Draft) else (item.place, item.message) for item in found]


def test_each_line_is_a_draft_named_by_its_number() -> None:
    data = b"\xef\xbb\xbf" + line(text="Satu.") + b"\r\n\n" + line(text="# Dua\n\nTiga.", id=7)[:-1]
    found = many(data)
    assert shown(found) == [("a.jsonl:1", "Satu."), ("a.jsonl:4", "# Dua\n\nTiga.")]
    last = found[1]
    assert isinstance(last, Draft)
    assert [block.role for block in last.blocks] == ["heading", "text"]
    assert last.place(last.text.index("Tiga")) == (3, 1)


@pytest.mark.parametrize(
    ("record", "fields", "path"),
    [
        ({"isi": "Satu.", "id": "b-1"}, Fields("isi", "id"), "a.jsonl#b-1"),
        ({"isi": "Satu.", "id": 12}, Fields("isi", "id"), "a.jsonl#12"),
        ({"isi": "Satu.", "id": None}, Fields("isi", "id"), "a.jsonl:1"),
        ({"isi": "Satu.", "id": " "}, Fields("isi", "id"), "a.jsonl:1"),
        ({"a": {"b": {"isi": "Satu."}, "id": "x"}}, Fields("a.b.isi", "a.id"), "a.jsonl#x"),
        ({"a.b": "Satu.", "a": {"b": "Dua."}}, Fields("a.b"), "a.jsonl:1"),
    ],
)
def test_fields_are_found_by_name_or_path(record: dict[str, object], fields: Fields, path: str) -> None:
    assert shown(many(line(**record), fields)) == [(path, "Satu.")]


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (b"{rusak", "is not JSON"),
        (b'{"text": "x"', "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"1" * 10_000, "is not JSON"),
        (b"[1]", "is a list, no object"),
        (b"3", "is a number, no object"),
        (b"true", "is true, no object"),
        (b'{"teks": "x"}', 'has no field "text"'),
        (b'{"text": null}', 'has no field "text"'),
        (b'{"text": ["x"]}', 'its "text" is a list, no text'),
        (b'{"text": " "}', 'its "text" is empty'),
        (b'{"text": "Kaf\xe9"}', "is not UTF-8"),
        (b'{"text": "a\0b"}', "is binary"),
    ],
)
def test_a_bad_line_fails_alone(bad: bytes, message: str) -> None:
    found = many(line(text="Satu.") + bad + b"\n" + line(text="Tiga."))
    assert [path for path, _ in shown(found)] == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"]
    error = found[1]
    assert isinstance(error, DraftError) and message in error.message and "\n" not in str(error)
    assert [isinstance(item, Draft) for item in found] == [True, False, True]


def test_a_missing_field_is_answered_with_those_there_are() -> None:
    (error,) = many(line(id=3, judul="a", isi={"teks": "b"}))
    assert isinstance(error, DraftError)
    assert error.hint == "say which with --text-field: judul, isi"


@pytest.mark.parametrize("length", [100, 350, 3_000_000])
def test_a_line_that_is_too_long_fails_alone(length: int) -> None:
    data = BytesIO(line(text="a" * length) + line(text="Dua."))
    found = list(decode_many(data, "a.jsonl", Fields(), Limits(max_bytes=100)))
    assert [path for path, _ in shown(found)] == ["a.jsonl:1", "a.jsonl:2"]
    assert [isinstance(item, Draft) for item in found] == [False, True]


def test_many_bad_lines_are_counted_and_the_good_ones_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MOST_FAILURES", 2)
    found = many(b"x\n" * 5 + line(text="Enam."))
    assert [path for path, _ in shown(found)] == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:6", "a.jsonl"]
    assert "3 more lines cannot be read" in str(found[-1])


def test_an_archive_in_another_encoding_is_refused_once() -> None:
    found = many((line(text="Satu.") * 3).decode().encode("utf-16"))
    assert len(found) == 1 and "is UTF-16" in str(found[0])


def test_memory_stays_flat(tmp_path: Path) -> None:
    path = tmp_path / "arsip.jsonl"
    with path.open("wb") as file:
        for _ in range(3000):
            file.write(line(text=TEXT * 40))
    tracemalloc.start()
    assert sum(isinstance(draft, Draft) for draft in read_many(str(path), Fields())) == 3000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path.stat().st_size > 6_000_000
    assert peak < 1_000_000


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=40).filter(lambda text: text.strip()), max_size=5), st.booleans())
def test_texts_come_back_as_they_were_written(texts: list[str], ascii_only: bool) -> None:
    data = "".join(json.dumps({"text": text}, ensure_ascii=ascii_only) + "\n" for text in texts)
    assert [text for _, text in shown(many(data.encode("utf-8", "surrogatepass")))] == texts


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for item in many(data):
        assert isinstance(item, Draft) or "\n" not in str(item)


def test_what_is_no_archive_is_one_failure(tmp_path: Path) -> None:
    (folder := tmp_path / "map.jsonl").mkdir()
    for path, words in ((folder, "is a folder"), (tmp_path / "tiada.jsonl", "no such file")):
        (error,) = read_many(str(path), Fields())
        assert words in str(error)


def test_one_draft_of_an_archive_goes_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "arsip.jsonl"
    path.write_bytes(line(text="Satu.", id="a:b#c") + b"x\n" + line(text="Tiga."))
    for name, fields, text in ((f"{path}:3", Fields(), "Tiga."), (f"{path}#a:b#c", Fields(id="id"), "Satu.")):
        draft = read_one(name, fields)
        assert draft and (draft.path, draft.text) == (name, text)
    for name, words in (
        (f"{path}:2", "is not JSON"),
        (f"{path}:9", "no such draft"),
        (f"{tmp_path}/x.jsonl:1", "no such file"),
    ):
        with pytest.raises(DraftError, match=words):
            read_one(name, Fields())
    assert read_one(str(path), Fields()) is None
    with pytest.raises(DraftError, match="holds many drafts"):
        decode(b"", str(path))


# Through the command.


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "arsip.jsonl").write_bytes(line(isi={"teks": TEXT}, nomor="b1") + b"rusak\n" + line(isi={"teks": TEXT}))
    return tmp_path


def invoke(*arguments: str, data: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=data)


@pytest.mark.parametrize("stdin", [False, True])
def test_the_command_checks_every_article(folder: Path, stdin: bool) -> None:
    where = ("-", "--stdin-filename", "arsip.jsonl") if stdin else ("arsip.jsonl",)
    data = (folder / "arsip.jsonl").read_bytes() if stdin else None
    options = ("--format", "json", "--text-field", "isi.teks", "--id-field", "nomor")
    result = invoke("check", *where, *options, data=data)
    assert result.exit_code == 2
    report = json.loads(result.stdout)
    assert [file["path"] for file in report["files"]] == ["arsip.jsonl#b1", "arsip.jsonl:3"]
    assert [error["path"] for error in report["errors"]] == ["arsip.jsonl:2"]
    assert report["files"][0]["findings"][-1]["code"] == "PASSIVE-REPORT"


def test_a_folder_is_not_searched_for_archives(folder: Path) -> None:
    (folder / "naskah.txt").write_text("Ia pulang.", encoding="utf-8")
    assert invoke("check", ".", "--format", "json").exit_code == 0
    assert len(json.loads(invoke("check", ".", "*.jsonl", "--format", "json").stdout)["errors"]) > 1


def test_show_and_sources_take_one_article(folder: Path) -> None:
    for command in ("show", "sources"):
        assert invoke(command, "arsip.jsonl:3", "--text-field", "isi.teks").exit_code == 0
        assert "memuat banyak naskah" in invoke(command, "arsip.jsonl").stderr


def test_the_command_says_what_a_reader_left_out(folder: Path) -> None:
    (folder / "a.html").write_text("<p>Ia pulang.</p><del>x</del>", encoding="utf-8")
    (folder / "~$a.docx").write_bytes(b"kunci")
    (folder / "arsip.jsonl").unlink()
    assert "a.html: 1 deleted passage left out\n" in invoke("check", ".", "--lang", "en").stderr
    assert "a.html: 1 bagian terhapus tidak dibaca\n" in invoke("check", ".").stderr
    assert "tidak dibaca" not in invoke("check", ".", "--quiet").stderr
    assert "~$" not in invoke("check", ".").stderr
    assert "a.html: 1 bagian terhapus tidak dibaca\n" in invoke("show", "a.html").stderr
