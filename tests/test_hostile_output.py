"""What is printed of drafts, names and rules that mean harm: text in its place, and nothing else; what a run does at all."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from made import docx, odt, paragraph
from pages import read as tree

from attrib.cli import cli
from attrib.config import Exit
from attrib.reports import REPORTS
from attrib.reports.shape import escape

RUMOUR = "Konon, bupati itu akan mundur."


def invoked(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


PATH = "::error file=x::%0A##[error]##vso[task]\n\x1b[2J\t|`</script><img onerror=x>`\u202e]]>  '\"&@a\udcff.txt"
BAD = "::stop-commands::x\x1b[2J\nbaris\u202e.txt"
TEXT = """::error file=a.js,line=1::Kena ##[error]kena ##vso[task.setvariable variable=PATH]x </script><img src=x onerror=y>.

"Kami | ditipu `\x1b[2J` ]]> \u202e %0A ::warning:: {0} [z](javascript:x)," kata Budi </script><img onerror=x> ::error::x
\x9b2J <b>Santoso</b>, ketua ##[group]koperasi.

Menurut sumber ::notice::x|\x07, ia ##teamcity[x] menyuap <!--&lt;--> pejabat. Konon, ::error::y ia akan mundur.
"""
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
COMMANDS = re.compile(r"^\s*::|##\[|##vso\[|##teamcity\[", re.IGNORECASE | re.MULTILINE)


@pytest.fixture
def drafts(folder: Path) -> Path:
    (folder / PATH.replace("/", "∕")).write_text(TEXT)
    (folder / BAD).write_bytes(b"\xff\xfe\x00\x1b")
    return folder


@pytest.mark.parametrize("name", [name for name in REPORTS if name != "github"])
def test_nothing_of_a_draft_steers_a_terminal_or_a_build(name: str, drafts: Path) -> None:
    done = invoked("check", ".", "--format", name)
    assert done.exit_code == Exit.FAILED
    for printed in (done.stdout, done.stderr):
        assert not STEERING.search(printed) and not COMMANDS.search(printed)
    assert done.stderr.count("\n") == 2
    assert len(done.stdout) > 300


def test_lone_surrogates_of_an_archive_reach_every_report(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "Konon, \\ud800 \\udcff bupati itu \\udfff mundur.", "id": "\\ud83d\\u001b[2J\\n\\u202e"}\n'
    )
    for name in REPORTS:
        done = invoked("check", str(path), "--id-field", "id", "--format", name)
        assert done.exit_code == Exit.FINDINGS, done.stderr
        assert not STEERING.search(done.stdout), name


@pytest.mark.parametrize("command", [("show",), ("show", "--stage", "sources"), ("show", "--stage", "entities"), ("show", "--stage", "links"), ("sources",), ("explain",)])  # fmt: skip
def test_nothing_of_a_draft_steers_what_the_other_commands_print(command: tuple[str, ...], drafts: Path) -> None:
    (path,) = (name for name in os.listdir(drafts) if name != BAD)
    for asked in (path, BAD):
        done = invoked(*command, f"./{asked}:3" if command == ("explain",) else f"./{asked}")
        assert done.exception is None or isinstance(done.exception, SystemExit)
        assert not STEERING.search(done.output.replace("\x1b[0m", "")) and not COMMANDS.search(done.output)


def test_github_runs_no_command_but_ours(drafts: Path) -> None:
    printed = invoked("check", ".", "--format", "github", "-q").stdout
    for line in printed.splitlines():
        found = re.fullmatch(
            r"::(error|warning|notice) (?:file=[^:,]*,)?[A-Za-z]+=[^:,]*(?:,[A-Za-z]+=[^:,]*)*::(.*)", line
        )
        assert found and "::" not in found[2] and "##[" not in found[2] and not STEERING.search(line)
    files = {unquote(file) for file in re.findall(r"file=([^:,]*),line", printed)}
    assert files == {escape(PATH.replace("/", "∕").replace("\n", "\0")).replace("\\x00", "\n")}


def test_markup_of_a_draft_is_text_in_the_page(drafts: Path) -> None:
    page = invoked("check", ".", "--format", "html", "-q").stdout
    root = tree(page)
    assert not {node.tag for node in root.all()} & {"script", "img", "iframe", "object", "form"}
    assert not [name for node in root.all() for name in node.attributes if name.startswith("on")]
    links = [node.attributes["href"] for node in root.all() if "href" in node.attributes]
    assert {link for link in links if not link.startswith("#")} == {"data:,"}
    assert "</script><img onerror=x>" in root.text()


def test_markup_of_a_draft_is_text_in_markdown(drafts: Path) -> None:
    printed = invoked("check", ".", "--format", "markdown", "-q").stdout
    assert not re.search(r"<(?!br>)|(?<!\\)\]\(", printed)
    rows = [line for line in printed.splitlines() if line.startswith("| ")]
    assert rows and all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)


def test_machines_are_given_the_path_to_the_letter(drafts: Path) -> None:
    path = PATH.replace("/", "∕")
    exact = json.loads(invoked("check", ".", "--format", "json").stdout)
    assert exact["files"][0]["path"] == path and exact["errors"][0]["path"] == BAD
    whole = path.replace("\udcff", "\ufffd")
    gitlab = json.loads(invoked("check", ".", "--format", "gitlab").stdout)
    assert {issue["location"]["path"] for issue in gitlab} == {whole, BAD}
    rdjson = json.loads(invoked("check", ".", "--format", "rdjson").stdout)
    assert {d["location"]["path"] for d in rdjson["diagnostics"]} == {whole, BAD}
    for line in invoked("check", ".", "--format", "json-lines").stdout.splitlines():
        assert json.loads(line).get("path", whole) in (whole, BAD)


def test_sarif_uris_hold_nothing_but_what_a_uri_may(drafts: Path) -> None:
    run = json.loads(invoked("check", ".", "--format", "sarif").stdout)["runs"][0]
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]}
    (uri,) = uris
    assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri)
    assert unquote(uri, errors="surrogateescape") == PATH.replace("/", "∕")


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_xml_holds_what_xml_may(name: str, drafts: Path) -> None:
    root = ElementTree.fromstring(invoked("check", ".", "--format", name).stdout)
    held = "".join([*root.itertext(), *(value for node in root.iter() for value in node.attrib.values())])
    assert "</script><img onerror=x>" in held.replace("∕", "/") and "\\x1b[2J" in held


def test_paths_keep_their_white_space_for_editors(folder: Path) -> None:
    (folder / "i  j.txt").write_text(RUMOUR)
    assert invoked("check", ".", "--format", "concise").stdout.startswith("i  j.txt:1:1: error RUMOR")


# What a run does to the machine.

GUARD = """
import sys
allowed = sys.argv.pop(1)
def guard(event, arguments):
    name = str(arguments[0]) if arguments else ""
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.fork", "os.system", "pty.", "ctypes.dlopen")):
        print("FORBIDDEN", event, name, flush=True)
    if event == "open" and arguments[2] & 3 and not name.startswith((allowed, "/dev/null")) and not isinstance(arguments[0], int):
        print("FORBIDDEN", event, name, flush=True)
    if event in ("os.remove", "os.rename", "os.mkdir", "os.chmod", "os.link", "os.symlink") and not name.startswith(allowed):
        print("FORBIDDEN", event, name, flush=True)
    if event in ("exec", "compile", "import") and "Zxqv" in repr(arguments):
        print("FORBIDDEN", event, flush=True)
sys.addaudithook(guard)
from attrib.cli import main
main()
"""


def test_no_network_no_process_and_nothing_written_but_what_was_asked(tmp_path: Path) -> None:
    drafts, own = tmp_path / "drafts", tmp_path / "own"
    drafts.mkdir()
    own.mkdir()
    words = f"{RUMOUR} Zxqv"
    html = f'<p>{words}.<img src="http://127.0.0.1:9/x"><link rel=stylesheet href=//x><script>1</script>'
    (drafts / "naskah.html").write_text(html)
    (drafts / "naskah.md").write_text(f"---\na: !!python/object/apply:os.system [touch x]\n---\n{words} {{{{7*7}}}}")
    (drafts / "naskah.docx").write_bytes(docx(paragraph(words)))
    (drafts / "naskah.odt").write_bytes(odt(f"<text:p>{words}</text:p>"))
    environment = {
        **os.environ,
        "ATTRIB_CACHE_DIR": str(own / "cache"),
        "TMPDIR": str(own),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    reports = [f"--report={name}:{own / name}" for name in REPORTS]
    command = [sys.executable, "-c", GUARD, str(own), "check", str(drafts), "-q", *reports]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == Exit.FINDINGS and "FORBIDDEN" not in done.stdout and done.stderr == ""
    assert len(list(own.iterdir())) == len(REPORTS) + 1 and len(list(drafts.iterdir())) == 4


def test_rule_files_are_data_and_what_they_say_steers_nothing(folder: Path) -> None:
    (folder / "aturan").mkdir()
    check = (
        '[[check]]\ncode = "X-RUMOR"\nkind = "cue"\nseverity = "error"\n[check.when]\nframes = ["rumor"]\n'
        + "".join(
            f'[check.{lang}]\ntitle = "\\u001b[2J::error::"\nmessage = "::error::{{cue}}\\u009b ##[x] {{0.__class__}}"\n'
            'advice = "\\u202e[nama] $(touch x) `touch x`"\nwhy = "\\u0007"\n'
            for lang in ("id", "en")
        )
        + "[[check.flags]]\ntext = '{Konon}, bupati mundur.'\n[[check.passes]]\ntext = 'Bupati mundur, kata Budi.'\n"
    )
    (folder / "aturan" / "x.toml").write_text(check)
    (folder / "a.txt").write_text(RUMOUR)
    for command in (("check", "a.txt"), ("rules", "list"), ("rule", "X-RUMOR"), ("check", "a.txt", "--format", "full")):
        printed = invoked(*command, "--rules", "aturan").output
        assert not STEERING.search(printed) and not COMMANDS.search(printed)
    assert sorted(os.listdir(folder)) == ["a.txt", "aturan"]
