"""attrib for programs: what `attrib.check` and `attrib.check_file` return and raise, and that importing is free."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import attrib
import attrib.api
from attrib.errors import AttribError, DraftError, UsageError
from attrib.lexicon import RuleErrors

ROOT = Path(__file__).parents[1]
DRAFT = 'Konon, bupati itu akan mundur.\n\n"Harga turun," kata Rina Maharani, pedagang beras.\n'
OWN = """
[[cue]]
id = "nyerocos"
frame = "post"
act = "speech"
forms = ["cerocos"]
yes = ['"Harga turun," {cerocos} [Budi Santoso].']
no = ["Cerocos burung itu nyaring."]
"""


def test_a_report_holds_statements_sources_and_findings() -> None:
    report = attrib.check(DRAFT)
    assert [(s.status, s.line) for s in report.statements] == [("hearsay", 1), ("named", 3)]
    assert [(f.code, f.severity, DRAFT[f.start : f.end]) for f in report.findings if f.statement] == [
        ("RUMOR", "error", "Konon")
    ]
    rumour, named = report.statements
    source = report.source_of(named)
    assert source is not None and (source.name, source.role) == ("Rina Maharani", "pedagang beras")
    assert report.source_of(rumour) is None
    assert (report.path, report.text, report.coverage, report.waived) == ("naskah.txt", DRAFT, 0.5, ())
    assert attrib.check("Sidang digelar Senin.").coverage is None


def test_language_section_and_kind_of_text_are_chosen_by_name() -> None:
    def rumours(name: str, lang: str = "id", section: str = "hard-news") -> list[tuple[str, str, int]]:
        report = attrib.check("<p>Konon, bupati itu akan mundur.</p>", name=name, lang=lang, section=section)
        return [(f.severity, f.message, f.column) for f in report.findings if f.code == "RUMOR"]

    assert rumours("a.md", "en", "opinion") == [("warning", "“Konon” is no source.", 4)]
    assert rumours("a.html") == [("error", "“Konon” bukan sumber.", 1)]


def test_comments_waive_and_can_be_overruled() -> None:
    text = f"[attrib: abaikan RUMOR – surat pembaca]\n{DRAFT}"
    report = attrib.check(text)
    assert "RUMOR" not in {f.code for f in report.findings}
    assert [f.code for f in report.waived] == ["RUMOR"]
    assert "RUMOR" in {f.code for f in attrib.check(text, suppress=False).findings}


def test_findings_stand_in_the_order_of_their_places_with_those_of_waivers_among_them() -> None:
    report = attrib.check(f"{DRAFT}\n[attrib: abaikan METONYM – tidak perlu]\nSidang digelar Senin.\n\n{DRAFT}")
    assert [f.start for f in report.findings] == sorted(f.start for f in report.findings)
    assert "UNUSED-WAIVER" in [f.code for f in report.findings][1:-1]


def test_a_newsrooms_own_rules_count_and_are_read_again_when_they_change(tmp_path: Path) -> None:
    text = "Bupati menyuap tiga anggota dewan, cerocos Rina Maharani, pedagang beras."
    assert attrib.check(text).statements[0].status == "unattributed"
    (tmp_path / "sendiri.toml").write_text(OWN, encoding="utf-8")
    assert attrib.check(text, rules=[tmp_path]).statements[0].status == "named"
    (tmp_path / "sendiri.toml").write_text(OWN.replace('"cerocos"', '"gumam-gumam"'), encoding="utf-8")
    assert attrib.check(text, rules=[str(tmp_path)]).statements[0].status == "unattributed"


def test_a_file_is_checked_as_the_command_checks_it(tmp_path: Path) -> None:
    draft = tmp_path / "a.md"
    draft.write_bytes(DRAFT.encode())
    report = attrib.check_file(draft)
    assert (report.path, report.statements) == (str(draft), attrib.check(DRAFT, name="a.md").statements)
    archive = tmp_path / "arsip.jsonl"
    archive.write_text('{"text": "Konon, ia mundur."}\n{"text": "Sidang digelar Senin."}\n', encoding="utf-8")
    assert attrib.check_file(f"{archive}:1").statements[0].status == "hearsay"


@pytest.mark.parametrize(
    ("how", "kind", "words"),
    [
        ({"section": "opinin"}, UsageError, "did you mean opinion?"),
        ({"lang": "jv"}, UsageError, "languages are id and en"),
        ({"rules": ["tiada"]}, RuleErrors, "no such folder"),
        ({"name": "a.html", "text": "<p></p>"}, DraftError, "holds no text"),
    ],
)
def test_what_cannot_be_used_is_refused(how: dict[str, str], kind: type[AttribError], words: str) -> None:
    with pytest.raises(kind, match=words.replace("?", r"\?")):
        attrib.check(**{"text": DRAFT, **how})  # type: ignore[arg-type]


def test_a_file_that_cannot_be_read_is_a_draft_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Ras\xe9")
    for name in ("a.txt", "tiada.txt", ""):
        with pytest.raises(DraftError):
            attrib.check_file(tmp_path / name)


@given(st.text(), st.sampled_from(["a.txt", "a.md", "a", ".docx"]))
def test_no_text_ever_raises(text: str, name: str) -> None:
    report = attrib.check(text, name=name)
    assert report.text == text
    assert all(0 <= s.start < s.end <= len(text) for s in report.statements)


def test_a_lone_surrogate_in_html_moves_nothing() -> None:
    (found,) = [f for f in attrib.check("<p>\ud800 Konon, ia mundur.</p>", name="a.html").findings if f.code == "RUMOR"]
    assert (found.line, found.column) == (1, 3)


def test_the_documentation_tells_the_truth() -> None:
    assert doctest.testmod(attrib.api).attempted > 0
    assert doctest.testmod(attrib.api).failed == 0


def test_importing_attrib_loads_nothing_and_still_names_its_interface() -> None:
    code = (
        "import sys, attrib\nassert {'check', 'check_file', 'Report'} <= set(dir(attrib))\n"
        "assert not [name for name in sys.modules if name.startswith('attrib.')]\n"
        "try:\n    attrib.periksa\nexcept AttributeError as error:\n    print(error)\n"
        "from attrib import check\nprint(check('Konon, ia mundur.').statements[0].status)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["module 'attrib' has no attribute 'periksa'", "hearsay"], done.stderr


def test_types_are_there_for_those_who_use_it(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    (tmp_path / "pakai.py").write_text(
        "import attrib\nreport = attrib.check('x')\nreveal_type(report.findings[0].line)\nattrib.check(3)\n"
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", str(tmp_path / "pakai.py")]
    said = subprocess.run(command, cwd=tmp_path, env={"MYPYPATH": str(ROOT)}, capture_output=True, text=True).stdout
    assert 'Revealed type is "int"' in said.replace("builtins.", "")
    assert 'Argument 1 to "check" has incompatible type "int"; expected "str"' in said
