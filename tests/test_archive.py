"""An archive: a row for each document whatever it comes in, errors apart, totals that add up, memory that stays flat."""

from __future__ import annotations

import gzip
import json
import os
import resource
import signal
import subprocess
import sys
import tracemalloc
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from archives import RUMOUR, invoked, left, lines, packed, records, rows, words
from click.testing import CliRunner
from jsonschema import Draft202012Validator

import attrib
from attrib import api, batch, pool
from attrib.archive import inputs, store, totals
from attrib.cli import cli
from attrib.config import Exit
from attrib.errors import UsageError
from attrib.limits import LIMITS
from attrib.model import STATUSES
from attrib.settings.keys import EXTENDING, KEYS, RUN

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "attrib" / "archive"
ABOUT = ("path", "id", "outlet", "date")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an archive, which is done in many parts."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(inputs, "PART_DOCUMENTS", 5)
    (tmp_path / "arsip.jsonl").write_text(lines(records(23)))
    return tmp_path


def schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / f"attrib-archive-{name}-1.schema.json").read_text()))


# Rows.


def test_every_document_has_its_row(folder: Path) -> None:
    result = invoked("arsip.jsonl", "hasil.jsonl")
    assert (result.exit_code, list(left(folder / "hasil.jsonl"))) == (0, ["hasil.jsonl", "hasil.jsonl.totals.json"])
    found = rows(folder / "hasil.jsonl")
    for number, (row, record) in enumerate(zip(found, records(23), strict=True), 1):
        schema("row").validate(row)
        report = attrib.check(record["text"])
        statuses = Counter(statement.status for statement in report.statements)
        assert row["path"] == f"arsip.jsonl:{number}" and row["id"] == str(record["id"])
        assert (row["outlet"], row["date"]) == (record["outlet"], record["date"])
        assert {status: row[status] for status in STATUSES} == {status: statuses[status] for status in STATUSES}
        assert row["coverage"] == report.coverage
        assert [source["name"] for source in row["sources"]] == [source.name for source in report.sources]
        assert [(f["code"], f["start"], f["fingerprint"]) for f in row["findings"]] == [
            (f.code, f.start, f.fingerprint) for f in report.findings
        ]


def test_every_kind_of_archive_gives_the_same_rows(folder: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    pa = pytest.importorskip("pyarrow")
    invoked("arsip.jsonl", "hasil.jsonl")
    plain = rows(folder / "hasil.jsonl")
    packed(folder / "arsip.jsonl.gz", lines(records(23)))
    pq.write_table(pa.Table.from_pylist(records(23)), folder / "arsip.parquet", row_group_size=4)
    (folder / "naskah" / "b").mkdir(parents=True)
    for number in range(23):
        (folder / "naskah" / "b" / f"{number:02}.txt").write_text(words(number))
    for name in ("arsip.jsonl.gz", "arsip.parquet", "naskah"):
        assert invoked(name, f"{name}.hasil.jsonl").exit_code == 0
        found = rows(folder / f"{name}.hasil.jsonl")
        about = ABOUT if name == "naskah" else ("path",)
        assert [{**row, **dict.fromkeys(about)} for row in found] == [{**row, **dict.fromkeys(about)} for row in plain]
        assert found[0]["path"] == ("naskah/b/00.txt" if name == "naskah" else f"{name}:1")


def test_parquet_holds_what_the_lines_hold(folder: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    with (folder / "arsip.jsonl").open("a") as file:
        file.write('{"text": "Konon, hujan.", "id": "a\\ud800b"}\n')
    invoked("arsip.jsonl", "hasil.jsonl")
    assert invoked("arsip.jsonl", "hasil.parquet").exit_code == 0
    table = pq.read_table(folder / "hasil.parquet")
    assert table.to_pylist() == rows(folder / "hasil.jsonl")
    assert table["id"].to_pylist()[-1] == "a\ufffdb"
    assert set(table.schema.names) == set(
        json.loads((SCHEMAS / "attrib-archive-row-1.schema.json").read_text())["required"]
    )


def test_fields_and_their_types(folder: Path) -> None:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    import datetime

    made = [{"isi": {"teks": RUMOUR}, "kode": True, "media": " ", "terbit": datetime.date(2024, 5, 3), "lain": b"x"}]
    pq.write_table(pa.Table.from_pylist(made), folder / "a.parquet")
    fields = ("--text-field", "isi.teks", "--id-field", "kode", "--outlet-field", "media", "--date-field", "terbit")
    assert invoked("a.parquet", "a.hasil.jsonl", *fields).exit_code == 0
    assert {name: rows(folder / "a.hasil.jsonl")[0][name] for name in ABOUT} == {
        "path": "a.parquet:1",
        "id": None,
        "outlet": None,
        "date": "2024-05-03",
    }
    result = invoked("a.parquet", "b.hasil.jsonl")
    assert result.exit_code == Exit.FAILED and "--text-field: isi, kode, media, terbit, lain" in result.stderr


def test_comments_waive_and_sections_soften(folder: Path) -> None:
    made = [{"text": f"[attrib: abaikan RUMOR – legenda]\n\n{RUMOUR}"}, {"text": RUMOUR}]
    (folder / "a.jsonl").write_text(lines(made))
    found = {}
    for options in ("", "--no-suppress", "--section=opinion"):
        invoked("a.jsonl", f"hasil{options}.jsonl", *options.split())
        found[options] = rows(folder / f"hasil{options}.jsonl")
    codes = {key: [[f["code"] for f in row["findings"]] for row in value] for key, value in found.items()}
    assert [row["waived"] for row in found[""]] == [1, 0] and "RUMOR" not in codes[""][0] and "RUMOR" in codes[""][1]
    assert [row["waived"] for row in found["--no-suppress"]] == [0, 0] and "RUMOR" in codes["--no-suppress"][0]
    assert [row["findings"] for row in found["--section=opinion"]] != [row["findings"] for row in found[""]]
    result = invoked("a.jsonl", "x.jsonl", "--section", "opini")
    assert result.stderr == "--section: no section is called opini; did you mean opinion?\n"


SETTINGS = """
lang = "en"
jobs = 2
id-field = "kode"
household-names = ["Budi Santoso"]
ignore = ["EVAL-NOSRC"]
severity = { RUMOR = "warning" }

[[override]]
paths = ["naskah/1*", "arsip.jsonl"]
section = "opinion"
extend-ignore = ["PASSIVE-ACCUSE"]

[[override]]
paths = ["naskah/2*"]
min-severity = "error"
"""


def judged(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Return the findings of each document that a result has: codes and severities."""
    return {row["path"]: sorted((f["code"], f["severity"]) for f in row["findings"]) for row in rows(path)}


def checked(*arguments: str) -> dict[str, list[tuple[str, str]]]:
    """Return the same of a check."""
    value = json.loads(CliRunner().invoke(cli, ["check", "--format", "json", *arguments]).stdout)
    return {file["path"]: sorted((f["code"], f["severity"]) for f in file["findings"]) for file in value["files"]}


@pytest.mark.parametrize("engine", [(), ("--engine", "dask")])
def test_settings_hold_as_they_do_for_a_check(engine: tuple[str, ...], folder: Path) -> None:
    if engine:
        pytest.importorskip("distributed")
    (folder / "attrib.toml").write_text(SETTINGS)
    (folder / "naskah" / "opini").mkdir(parents=True)
    for name in (*(f"{number:02}.txt" for number in range(23)), "opini/a.txt", "opini/b.txt"):
        (folder / "naskah" / name).write_text(words(7) + "\nKinerja bupati buruk. Ia dituduh menyuap.\n")
    (folder / "naskah" / "opini" / "attrib.toml").write_text('select = ["RUMOR"]\nmax-bytes = 5000\n')
    (folder / "naskah" / "opini" / "b.txt").write_text(words(7) * 200)
    for name in ("naskah", "arsip.jsonl"):
        for number, options in enumerate(((), ("--isolated",), ("--ignore", "RUMOR"), ("--extend-ignore", "RUMOR"))):
            out = folder / f"{name}.{number}.jsonl"
            result = invoked(name, out.name, *options, *engine)
            assert judged(out) == checked(name, *options)
            english = "--isolated" not in options
            assert ("could not be judged" in result.stderr) is english
    found = judged(folder / "naskah.0.jsonl")
    assert len({str(findings) for findings in found.values()}) == 4 and "naskah/opini/b.txt" not in found
    assert {row["id"] for row in rows(folder / "arsip.jsonl.0.jsonl")} == {None}


def test_settings_that_have_changed_are_refused(folder: Path) -> None:
    (folder / "naskah" / "opini").mkdir(parents=True)
    for name in ("a.txt", "opini/a.txt"):
        (folder / "naskah" / name).write_text(words(7))
    for name in ("naskah", "arsip.jsonl"):
        assert invoked(name, f"{name}.hasil.jsonl").exit_code == Exit.CLEAN
    hint = "give another name for the result, or begin again with --fresh"
    (folder / "naskah" / "opini" / "attrib.toml").write_text('section = "opinion"\n')
    result = invoked("naskah", "naskah.hasil.jsonl")
    assert result.exit_code == Exit.FAILED
    assert result.stderr == f"naskah.hasil.jsonl: is the result of other settings of some drafts; {hint}\n"
    assert invoked("naskah", "naskah.hasil.jsonl", "--fresh").exit_code == Exit.CLEAN
    (folder / "attrib.toml").write_text('select = ["RUMOR"]\n')
    result = invoked("arsip.jsonl", "arsip.jsonl.hasil.jsonl")
    assert result.stderr == f"arsip.jsonl.hasil.jsonl: is the result of select [], not ['RUMOR']; {hint}\n"


def test_a_recipe_has_every_setting_that_a_verdict_follows_from(folder: Path) -> None:
    of_a_run = {key for key, known in KEYS.items() if known.scope == RUN}
    without = {*of_a_run, "extend", *EXTENDING, "fail-on", *(limit.key for limit in LIMITS)}
    assert {key.replace("-", "_") for key in KEYS if key not in without} <= set(batch.Recipe._fields)


def test_wrong_settings_are_one_line_and_nothing_is_written(folder: Path) -> None:
    (folder / "naskah" / "opini").mkdir(parents=True)
    (folder / "naskah" / "opini" / "a.txt").write_text(words(7))
    (folder / "naskah" / "opini" / "attrib.toml").write_text('ignore = ["RUMR"]\n')
    before = sorted(folder.rglob("*"))
    what = "no check has the code RUMR; did you mean RUMOR?"
    for name, options, place in (
        ("naskah", (), "naskah/opini/attrib.toml:1: ignore"),
        ("arsip.jsonl", ("--select", "RUMR"), "--select"),
    ):
        result = invoked(name, "hasil.jsonl", *options)
        assert (result.exit_code, result.stderr) == (Exit.FAILED, f"{place}: {what}\n")
        assert sorted(folder.rglob("*")) == before


# What cannot be judged.


def test_bad_records_are_lines_of_their_own(folder: Path) -> None:
    whole = lines(records(3)).splitlines()
    bad = ["{rusak", '{"teks": "x"}', '{"id": "b-7", "text": " "}', "[]", '{"text": "a\\u0000b", "text": "c"}']
    (folder / "a.jsonl").write_text("\ufeff" + "\n\n".join([whole[0], *bad, *whole[1:]]))
    result = invoked("a.jsonl", "hasil.jsonl", "--quiet")
    assert result.exit_code == Exit.FAILED
    assert result.stderr == f"{folder}/hasil.jsonl.errors.jsonl: 5 tak dapat diperiksa\n"
    assert [row["path"] for row in rows(folder / "hasil.jsonl")] == ["a.jsonl:1", "a.jsonl:13", "a.jsonl:15"]
    errors = rows(folder / "hasil.jsonl.errors.jsonl")
    assert [error["path"] for error in errors] == [f"a.jsonl:{number}" for number in (3, 5, 7, 9, 11)]
    assert [error["id"] for error in errors] == [None, None, "b-7", None, None]
    assert errors[1]["error"] == 'has no field "text"; say which with --text-field: teks'
    assert json.loads((folder / "hasil.jsonl.totals.json").read_text())["errors"] == 5


def test_a_broken_archive_is_done_up_to_the_break(folder: Path) -> None:
    whole = gzip.compress(lines(records(3000)).encode())
    (folder / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    assert invoked("a.jsonl.gz", "hasil.jsonl", "-q", "--jobs", "2").exit_code == Exit.FAILED
    (error,) = rows(folder / "hasil.jsonl.errors.jsonl")
    done = len(rows(folder / "hasil.jsonl"))
    assert error["path"] == "a.jsonl.gz" and f"is broken behind line {done}," in error["error"] and done > 100


def test_a_draft_that_cannot_be_read_fails_alone(folder: Path) -> None:
    (folder / "naskah").mkdir()
    (folder / "naskah" / "a.txt").write_text(RUMOUR)
    (folder / "naskah" / "b.txt").write_bytes("kafé itu tutup".encode("latin-1"))
    (folder / "naskah" / "c.docx").write_bytes(b"PK\x03\x04")
    (folder / "naskah" / ".attribignore").write_text("d.txt\n")
    (folder / "naskah" / "d.txt").write_text(RUMOUR)
    assert invoked("naskah", "hasil.jsonl").exit_code == Exit.FAILED
    assert [row["path"] for row in rows(folder / "hasil.jsonl")] == ["naskah/a.txt"]
    assert [row["path"] for row in rows(folder / "hasil.jsonl.errors.jsonl")] == ["naskah/b.txt", "naskah/c.docx"]


def test_a_rule_that_runs_away_is_an_error_of_its_document(folder: Path) -> None:
    (folder / "aturan").mkdir()
    (folder / "aturan" / "x.toml").write_text(
        '[[need]]\nid = "evil"\nneed = "number"\nforms = ["limbah"]\npattern = \'(a+)+$\'\n'
        'yes = ["{Limbah} aaaa"]\nno = ["Sungai itu bersih."]\n'
    )
    made = [{"id": "x", "text": f"Warga membuang limbah {'a' * 4000} pulang."}, {"text": RUMOUR}]
    (folder / "a.jsonl").write_text(lines(made))
    assert invoked("a.jsonl", "hasil.jsonl", "--rules", "aturan").exit_code == Exit.FAILED
    (error,) = rows(folder / "hasil.jsonl.errors.jsonl")
    assert (error["path"], error["id"]) == ("a.jsonl:1", "x") and error["error"].startswith("need “evil”: its pattern")
    assert len(rows(folder / "hasil.jsonl")) == 2


@pytest.mark.parametrize("fault", [KeyError("kata"), RecursionError("deep"), MemoryError()])
def test_a_document_that_breaks_attrib_itself_fails_alone(
    fault: Exception, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = api.examine

    def breaks(draft: Any, *others: Any) -> Any:
        if draft.path == "arsip.jsonl:7":
            raise fault
        return judge(draft, *others)

    monkeypatch.setattr(batch, "examine", breaks)
    assert invoked("arsip.jsonl", "hasil.jsonl").exit_code == Exit.FAILED
    (error,) = rows(folder / "hasil.jsonl.errors.jsonl")
    assert (error["path"], error["id"]) == ("arsip.jsonl:7", "6") and "\n" not in error["error"]
    assert len(rows(folder / "hasil.jsonl")) == 22


def test_a_process_that_dies_is_named_with_its_document(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    invoked("arsip.jsonl", "semua.jsonl")
    judge, here = api.examine, os.getpid()

    def dies(draft: Any, *others: Any) -> Any:
        if os.getpid() != here and draft.path in ("arsip.jsonl:7", "arsip.jsonl:9"):
            os.kill(os.getpid(), signal.SIGKILL)
        return judge(draft, *others)

    monkeypatch.setattr(batch, "examine", dies)
    assert invoked("arsip.jsonl", "hasil.jsonl", "--jobs", "2").exit_code == Exit.FAILED
    errors = rows(folder / "hasil.jsonl.errors.jsonl")
    assert [error["path"] for error in errors] == ["arsip.jsonl:7", "arsip.jsonl:9"]
    assert errors[0]["error"].startswith("the process that checked it was ended (SIGKILL)")
    rest = [row for row in rows(folder / "semua.jsonl") if row["path"] not in ("arsip.jsonl:7", "arsip.jsonl:9")]
    assert rows(folder / "hasil.jsonl") == rest


# Totals.


def test_totals_are_the_sum_of_the_rows(folder: Path) -> None:
    result = invoked("arsip.jsonl", "hasil.jsonl", "--lang", "en")
    value = json.loads((folder / "hasil.jsonl.totals.json").read_text())
    schema("totals").validate(value)
    found = rows(folder / "hasil.jsonl")
    counts = {status: sum(row[status] for row in found) for status in STATUSES}
    assert {status: value[status] for status in STATUSES} == counts and value["documents"] == len(found)
    sourced = counts["named"] + counts["anonymous"] + counts["carried"]
    needing = sourced + counts["hearsay"] + counts["unattributed"]
    assert value["coverage"] == round(sourced / needing, 4)
    assert value["anonymous_share"] == round(counts["anonymous"] / sourced, 4)
    codes = Counter(finding["code"] for row in found for finding in row["findings"])
    assert {row["code"]: row["findings"] for row in value["codes"]} == codes
    assert sum(value["findings"].values()) == sum(codes.values())
    quoted = Counter(source["name"] for row in found for source in row["sources"] for _ in range(source["statements"]))
    assert value["sources"][0] == {
        "name": "Budi Santoso",
        "kind": "person",
        "statements": quoted["Budi Santoso"],
        "documents": 23,
    }
    cells = Counter((row["outlet"], row["date"] and row["date"][:7]) for row in found)
    assert {(cell["outlet"], cell["month"]): cell["documents"] for cell in value["outlets"]} == cells
    assert result.stdout.count("Kabar Wira") == sum(outlet == "Kabar Wira" for outlet, _ in cells)
    assert "Budi Santoso" in result.stdout and "RUMOR" in result.stdout
    assert (
        result.stderr.startswith("23 documents, ") and "0 could not be judged; 23 documents judged now" in result.stderr
    )


def test_totals_speak_indonesian_and_count_in_it(folder: Path) -> None:
    (folder / "a.jsonl").write_text(lines([{"text": RUMOUR, "outlet": "Media\x1b[2J", "date": 5}]) * 1200)
    result = invoked("a.jsonl", "hasil.jsonl")
    assert "1.200" in result.stdout and "Cakupan" in result.stdout and "\x1b" not in result.stdout
    assert result.stderr.startswith("1.200 naskah, 1.200 pernyataan, 0 tak dapat diperiksa; 1.200 naskah baru dinilai")


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("2024-05-03", "2024-05"),
        ("2024-05", "2024-05"),
        ("2024-12-31T23:59:00+07:00", "2024-12"),
        ("2024-13-01", ""),
        ("2024-00-01", ""),
        ("3/5/2024", ""),
        ("24-05-03", ""),
        ("2024-5-3", ""),
        ("٢٠٢٤-٠٥", ""),
        ("kemarin", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_months(date: str | None, month: str) -> None:
    assert totals.month(date) == month


def test_an_archive_without_anything(folder: Path) -> None:
    (folder / "a.jsonl").write_text("\n")
    (folder / "kosong").mkdir()
    for name in ("a.jsonl", "kosong"):
        assert invoked(name, f"{name}.hasil.jsonl").exit_code == 0
        assert rows(folder / f"{name}.hasil.jsonl") == []
        schema("totals").validate(json.loads((folder / f"{name}.hasil.jsonl.totals.json").read_text()))


# Places.


@pytest.mark.parametrize(
    ("name", "out", "told"),
    [
        ("tiada.jsonl", "hasil.jsonl", "tiada.jsonl: no such file or folder; check the spelling of the path\n"),
        ("arsip.txt", "hasil.jsonl", "arsip.txt: is no archive; a folder of drafts is one, or a file in .jsonl, .jsonl.gz, .parquet\n"),
        ("arsip.jsonl", "tiada/hasil.jsonl", "{}/tiada/hasil.jsonl.parts: cannot be written (No such file or directory); "),
        ("arsip.jsonl", "hasil.csv", "hasil.csv: is no name for the result; it ends in .jsonl or .parquet\n"),
        ("arsip.jsonl", "arsip.jsonl", "arsip.jsonl: is the input, too; give the result another name\n"),
        ("arsip.jsonl", "map.jsonl", "map.jsonl: is no regular file; name a file that may be written anew\n"),
        ("pipa.jsonl", "hasil.jsonl", "pipa.jsonl: is not a regular file; an archive is read twice: first to know it again\n"),
        ("arsip.jsonl", "tua.jsonl", "tua.jsonl: is there already, and no tua.jsonl.totals.json beside it says of what; give another name, or replace it with --fresh\n"),
        ("arsip.jsonl", "isi.jsonl", "{}/isi.jsonl.parts: holds surat.txt, which is none of ours; move it elsewhere, or give another name\n"),
        ("rusak.parquet", "hasil.jsonl", "rusak.parquet: is no Parquet file"),
    ],
)  # fmt: skip
def test_places_that_will_not_do_are_told(name: str, out: str, told: str, folder: Path) -> None:
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    (folder / "arsip.txt").write_text("x")
    (folder / "rusak.parquet").write_text("x" * 50)
    (folder / "tua.jsonl").write_text("lama")
    (folder / "map.jsonl").mkdir()
    (folder / "isi.jsonl.parts").mkdir()
    (folder / "isi.jsonl.parts" / "surat.txt").write_text("x")
    os.mkfifo(folder / "pipa.jsonl")
    before = sorted(folder.rglob("*"))
    result = invoked(name, out)
    assert result.exit_code == Exit.FAILED and result.stdout == ""
    assert result.stderr.startswith(told.format(folder)) and result.stderr.count("\n") == 1
    after = [path for path in sorted(folder.rglob("*")) if path.name != store.LOCK and path.suffix != ".parts"]
    assert [path for path in before if path.suffix != ".parts"] == after


def test_parquet_wants_its_extra(folder: Path) -> None:
    code = "import sys; sys.modules['pyarrow'] = None; from attrib.cli import main; main()"
    for arguments in (("arsip.jsonl", "hasil.parquet"), ("a.parquet", "hasil.jsonl")):
        (folder / "a.parquet").write_text("x")
        done = subprocess.run(
            [sys.executable, "-c", code, "archive", *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )
        assert done.returncode == Exit.FAILED
        assert done.stderr == "Parquet: needs pyarrow, which is not installed; pip install 'attrib[parquet]'\n"


# Memory, processes, other machines.


def test_no_more_is_read_than_parts(folder: Path) -> None:
    with (folder / "besar.jsonl").open("w") as file:
        for _ in range(3000):
            file.write(json.dumps({"text": words(1) * 30}) + "\n")
    source = inputs.source("besar.jsonl", batch.recipe())
    tracemalloc.start()
    count = sum(len(part) for part in inputs.parts(source))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3000 and (folder / "besar.jsonl").stat().st_size > 8_000_000 and peak < 500_000


def test_parts_are_cut_by_size_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "PART_BYTES", 1000)
    source = inputs.source("arsip.jsonl", batch.recipe())
    sizes = [
        sum(len(item.line or b"") for item in part if isinstance(item, batch.Item)) for part in inputs.parts(source)
    ]
    assert len(sizes) == 5 and max(sizes) <= 1000


@pytest.mark.parametrize("jobs", ["2", "5"])
def test_any_number_of_processes_gives_the_same(jobs: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (folder / "arsip.jsonl").open("a") as file:
        file.write("{rusak\n")
    invoked("arsip.jsonl", "hasil.jsonl", "--jobs", "1")
    one = left(folder / "hasil.jsonl")
    for start in ("fork", "spawn") if jobs == "2" and sys.platform == "linux" else (pool.START,):
        monkeypatch.setattr(pool, "START", start)
        assert invoked("arsip.jsonl", "hasil.jsonl", "--jobs", jobs, "--fresh").exit_code == Exit.FAILED
        assert left(folder / "hasil.jsonl") == one


def test_other_rules_on_another_machine_are_refused(folder: Path) -> None:
    recipe = batch.recipe()
    assert len(list(batch.judge_lines([json.dumps({"text": RUMOUR}), "x"], recipe))) == 2
    with pytest.raises(UsageError, match="not those that the work was begun with"):
        list(batch.judge_records([{"text": RUMOUR}], recipe._replace(digest="0" * 32)))


def test_plain_values_in_plain_values_out(folder: Path) -> None:
    recipe = batch.recipe(text_field="isi")
    made: list[dict[str, Any]] = [{"isi": RUMOUR, "id": 1}, {"isi": None}]
    by_record = list(batch.judge_records(made, recipe, "a"))
    by_line = list(map(json.loads, batch.judge_lines(map(json.dumps, made), recipe, "a")))
    assert by_record == by_line and [row["path"] for row in by_record] == ["a:1", "a:2"]
    assert "error" in by_record[1]


def test_a_full_disk_is_told_and_what_is_done_is_kept(folder: Path) -> None:
    (folder / "besar.jsonl").write_text(lines(records(1500)))
    command = [sys.executable, "-m", "attrib", "archive", "besar.jsonl", "hasil.jsonl", "-q"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command,
        env=environment,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000)),
    )
    assert done.returncode == Exit.FAILED and done.stderr.count("\n") == 1
    assert "hasil.jsonl.parts: cannot be written (File too large); make room" in done.stderr
    assert len(list((folder / "hasil.jsonl.parts").glob("part-*"))) == 3 and not (folder / "hasil.jsonl").exists()
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr, len(rows(folder / "hasil.jsonl"))) == (0, "", 1500)
