"""Which drafts a run is about: every path asked for ends as found, ignored by name, or failed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from attrib.drafts import Found, find

SUFFIXES = frozenset({".txt", ".md"})


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with drafts, other files, hidden ones, and an empty folder."""
    for name in (
        "a.txt",
        "b/c.md",
        "b/d/e.TXT",
        "b/foto.jpg",
        ".git/x.txt",
        "b/.x.txt",
        "naskah.berita",
        "f/g.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "kosong").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def seek(*paths: str) -> Found:
    return find(paths, SUFFIXES)


def failed(found: Found) -> list[tuple[str, str]]:
    return [(failure.path, failure.message) for failure in found.failures]


def test_folder_gives_its_drafts_sorted_hidden_ones_left_out(tree: Path) -> None:
    assert seek(".").drafts == ("a.txt", "b/c.md", "b/d/e.TXT")
    assert seek("./b/").drafts == ("b/c.md", "b/d/e.TXT")


def test_order_is_by_path_whatever_the_order_of_the_asking(tree: Path) -> None:
    (tree / "b-2").mkdir()
    (tree / "b-2" / "a.txt").write_text("x")
    assert seek("b-2", "b", "a.txt").drafts == ("a.txt", "b/c.md", "b/d/e.TXT", "b-2/a.txt")


def test_named_file_is_taken_whatever_its_suffix(tree: Path) -> None:
    assert seek("naskah.berita").drafts == ("naskah.berita",)
    assert seek("b/.x.txt").drafts == ("b/.x.txt",)


def test_path_given_twice_is_checked_once(tree: Path) -> None:
    (tree / "tautan.txt").symlink_to("a.txt")
    assert seek("a.txt", "./a.txt", str(tree / "a.txt"), "tautan.txt", "*.txt").drafts == ("a.txt",)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("tiada.txt", "no such file or folder"),
        ("kosong", "no drafts there (.md, .txt)"),
        ("f", "no drafts there (.md, .txt)"),
        ("z*.txt", "no drafts there (.md, .txt)"),
        ("tiada/*.txt", "no drafts there (.md, .txt)"),
        ("a\0b", "no such file or folder"),
    ],
)
def test_path_that_means_nothing_fails_and_the_rest_is_found(tree: Path, path: str, message: str) -> None:
    found = seek(path, "a.txt")
    assert found.drafts == ("a.txt",)
    assert failed(found)[0][0] == path and failed(found)[0][1] == message


@pytest.mark.parametrize(
    ("pattern", "drafts"),
    [
        ("*.txt", ("a.txt",)),
        ("**/*.md", ("b/c.md",)),
        ("**/*", ("a.txt", "b/c.md", "b/d/e.TXT")),
        ("b/**", ("b/c.md", "b/d/e.TXT")),
        ("?/d", ("b/d/e.TXT",)),
        ("[ab]/c.*", ("b/c.md",)),
        ("**/*.berita", ("naskah.berita",)),
    ],
)
def test_patterns_are_expanded_by_the_tool(tree: Path, pattern: str, drafts: tuple[str, ...]) -> None:
    assert seek(pattern).drafts == drafts
    absolute = seek(f"{tree.as_posix()}/{pattern}").drafts
    assert absolute == tuple(f"{tree.as_posix()}/{name}" for name in drafts)


def test_file_whose_name_is_a_pattern_is_itself(tree: Path) -> None:
    (tree / "berita [1].txt").write_text("x")
    assert seek("berita [1].txt").drafts == ("berita [1].txt",)


def test_circle_of_links_ends(tree: Path) -> None:
    (tree / "b" / "naik").symlink_to("..")
    (tree / "b" / "diri").symlink_to(".")
    (tree / "b" / "lingkar.txt").symlink_to("lingkar.txt")
    found = seek("b")
    assert found.drafts == ("b/c.md", "b/d/e.TXT", "b/lingkar.txt")
    assert seek("b/**/*.md").drafts == ("b/c.md",)


def test_linked_folder_is_searched(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("lain")
    (elsewhere / "z.txt").write_text("x")
    (tree / "kosong" / "lain").symlink_to(elsewhere)
    assert seek("kosong").drafts == ("kosong/lain/z.txt",)


# .attribignore


def test_ignored_drafts_are_counted(tree: Path) -> None:
    (tree / ".attribignore").write_text("# arsip\nb/d/\n")
    found = seek(".")
    assert found.drafts == ("a.txt", "b/c.md") and found.ignored == 1 and not found.notes


def test_named_draft_that_is_ignored_is_told_with_file_and_line(tree: Path) -> None:
    (tree / ".attribignore").write_text("# arsip\n\na.*\n")
    found = seek("a.txt", "b", "a.txt")
    assert found.drafts == ("b/c.md", "b/d/e.TXT") and not found.failures
    assert found.notes == ("a.txt: not checked, ignored by .attribignore:3 (a.*)",)


def test_nearest_ignore_file_decides(tree: Path) -> None:
    (tree / ".attribignore").write_text("*.md\n*.TXT\n")
    (tree / "b" / ".attribignore").write_text("!c.md\n")
    assert seek(".").drafts == ("a.txt", "b/c.md")


def test_ignore_files_are_sought_up_to_the_repository_root(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree.parent / ".attribignore").write_text("*\n")
    (tree / ".attribignore").write_text("b/d\n")
    monkeypatch.chdir(tree / "b")
    assert seek(".").drafts == ("c.md",)
    (tree.parent / ".attribignore").unlink()


def test_folder_all_ignored_is_a_failure(tree: Path) -> None:
    (tree / ".attribignore").write_text("b\n")
    assert failed(seek("b")) == [("b", "every draft there is ignored by .attribignore")]


def test_wrong_ignore_file_is_named(tree: Path) -> None:
    (tree / ".attribignore").write_bytes(b"\xff\n")
    ((path, message),) = failed(seek("a.txt"))
    assert path.endswith(".attribignore") and message.startswith("cannot be used (")


def test_pathspec_is_imported_only_for_an_ignore_file(tree: Path) -> None:
    code = (
        "import sys; from attrib.drafts import find; find(('.',), frozenset({'.txt'})); "
        "print('pathspec' in sys.modules)"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}

    def loaded() -> str:
        return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env).stdout.strip()

    assert loaded() == "False"
    (tree / ".attribignore").write_text("x\n")
    assert loaded() == "True"
