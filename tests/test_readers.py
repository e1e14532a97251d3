"""Readers: what is prose, where everything stands, and what is refused in which words."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.errors import DraftError
from attrib.model import Draft
from attrib.readers import decode, read

MARKDOWN = """---
title: Harga Beras
---
# Harga beras *naik*

Harga **beras** naik, tulis [Kabar Teluk](https://kabar.example/a_(b)). <!-- cek
lagi --> Warga `resah` <b>sekali</b>.

> Kami resah.
> Kami lapar.

- beras
  ketan
- jagung

1. satu

```
kode = 1
```

| beras | harga |
|-------|-------|
| lokal | 9.000 |

Tanggapan warga
---

![pasar](pasar.jpg){: .kiri}
"""


def prose_of(text: str, path: str = "a.txt") -> str:
    return decode(text.encode(), path).prose


def blocks_of(draft: Draft) -> list[tuple[str, str]]:
    return [(block.role, draft.prose[block.start : block.end].strip()) for block in draft.blocks]


def test_markdown_blocks_keep_words_with_a_role() -> None:
    draft = decode(MARKDOWN.encode(), "a.md")
    found = [(role, " ".join(words.split())) for role, words in blocks_of(draft) if words]
    assert found == [
        ("heading", "Harga beras naik"),
        ("text", "Harga beras naik, tulis Kabar Teluk . Warga sekali ."),
        ("quote", "Kami resah. Kami lapar."),
        ("list", "beras ketan"),
        ("list", "jagung"),
        ("list", "satu"),
        ("heading", "Tanggapan warga"),
    ]


def test_markdown_words_stay_where_they_stand() -> None:
    draft = decode(MARKDOWN.encode(), "a.md")
    assert len(draft.prose) == len(draft.text)
    for word in ("naik", "Kabar Teluk", "sekali", "Tanggapan"):
        assert draft.prose.find(word) == draft.text.find(word)
    assert "kode" not in draft.prose and "9.000" not in draft.prose and "cek" not in draft.prose


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("Kata Budi [sic], pulang.", "Kata Budi [sic], pulang."),
        ("Nilai 5 * 3 dan nama_berkas.", "Nilai 5 * 3 dan nama_berkas."),
        ("Akun @_rina_ramai.", "Akun @_rina_ramai."),
        ("*Kami* __resah__ ~~sekali~~.", " Kami    resah     sekali  ."),
        ("[1]: https://kabar.example", " " * 26),
        ("[^1]: Kata Budi.", "      Kata Budi."),
        ("Harga &gt; 100 <br/> naik", "Harga &gt; 100       naik"),
        ("[![alt](a.png)](b)", " " * 18),
        ("Warga <!-- tanpa akhir", "Warga <!-- tanpa akhir"),
        ("```\nKata Budi, pulang.", "   \nKata Budi, pulang."),
    ],
)
def test_markdown_inline(text: str, prose: str) -> None:
    assert prose_of(text, "a.md") == prose


def test_plain_text_is_all_prose_but_for_markdown_left_over() -> None:
    draft = decode(b"### Judul\n\n**TELUK, KABAR --** Warga pulang.\n- satu\n![a](b)\n2022. Lalu <b>.\n", "a.txt")
    assert [role for role, _ in blocks_of(draft)] == ["heading", "text", "list", "text"]
    assert draft.prose == "    Judul\n\n  TELUK, KABAR --   Warga pulang.\n  satu\n       \n2022. Lalu <b>.\n"


def test_a_wrapped_line_may_begin_like_a_list_and_a_list_may_be_wrapped() -> None:
    wrapped = "Pesawat itu terbang pada ketinggian sekitar 9.000\n- 12.000 kaki.\n"
    item = "- Membebaskan pedagang yang ditahan sejak pekan lalu\nRabu dan Kamis.\n- Dua\nTiga\n"
    draft = decode((wrapped + item).encode(), "a.txt")
    assert [role for role, _ in blocks_of(draft)] == ["text", "list", "list", "text"]
    assert "- 12.000" in draft.prose


def test_line_ends_stay_and_lines_are_counted_right() -> None:
    draft = decode("\ufeffsatu\r\ndua\rtiga\nempat".encode(), "a.txt")
    assert draft.text == "satu\r\ndua\rtiga\nempat"
    assert draft.line_starts == (0, 6, 10, 15)
    assert draft.place(draft.text.index("tiga") + 2) == (3, 3)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        ("Warga pulang.".encode("utf-16"), "is UTF-16, not UTF-8; try `iconv -f UTF-16 -t UTF-8`"),
        ("Warga pulang.".encode("utf-16-le"), "is UTF-16LE"),
        ("Warga pulang.".encode("utf-16-be"), "is UTF-16BE"),
        ("Warga pulang.".encode("utf-32"), "is UTF-32"),
        ("Warga pulang.".encode("utf-32-be"), "is UTF-32BE"),
        (b"Warga\x00 pulang.", "is binary (a NUL at byte 5)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 30)), "is binary"),
        (b"Satu.\nKaf\xe9 itu tutup.", "looks like Latin-1/Windows-1252 (at byte 9 (0xe9) on line 2)"),
        ("Kafé"[:4].encode()[:-1], "is cut off at byte 3"),
    ],
)
def test_other_encodings_are_named_and_refused(data: bytes, words: str) -> None:
    with pytest.raises(DraftError) as caught:
        decode(data, "a.txt")
    assert words in str(caught.value)
    assert str(caught.value).startswith("a.txt: ") and "\n" not in str(caught.value)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.txt")
    for name, words in (
        ("tiada.txt", "no such file"),
        ("", "is a folder"),
        ("pipa.txt", "not a regular file"),
    ):
        with pytest.raises(DraftError, match=words):
            read(tmp_path / name)


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rahasia.txt"
    path.write_text("Warga pulang.")

    def refuse(name: str, flags: int) -> int:
        raise PermissionError(13, "Permission denied", name)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(DraftError, match="no permission"):
        read(path)


def test_suffix_names_the_reader(tmp_path: Path) -> None:
    for suffix in (".txt", ".md", ".markdown"):
        path = tmp_path / f"naskah{suffix.upper()}"
        path.write_text("# Judul\n", encoding="utf-8")
        assert [block.role for block in read(path).blocks] == ["heading"]


TRICKY = st.text(alphabet="ab .\n\r\t#*_-+>`~|[](){}<>!\\\"'“”’:/@1&=", max_size=120)


@settings(max_examples=150, deadline=None)
@given(TRICKY)
def test_any_text_keeps_its_length_and_its_lines(text: str) -> None:
    if not text.strip():
        return
    for path in ("a.txt", "a.md"):
        draft = decode(text.encode(), path)
        assert draft.text == text
        assert len(draft.prose) == len(text)
        assert all(new in (old, " ") for old, new in zip(text, draft.prose, strict=True))
        ends = [block.end for block in draft.blocks]
        assert all(end <= block.start for end, block in zip(ends, draft.blocks[1:], strict=False))


PIECES = (
    "[",
    "![](",
    "<a ",
    "<!--",
    "*",
    "`",
    "|-",
    "> ",
    "#",
    " ",
    "[a](b",
    "<script>",
    "```x\n",
    "```\n",
    "~",
    "\\",
)


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_makes_a_reader_hang(piece: str) -> None:
    began = time.process_time()
    decode(b"a" + piece.encode() * (60_000 // len(piece)) + b"</script -->", "a.md")
    assert time.process_time() - began < 1.5
