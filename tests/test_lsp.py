"""The language server as an editor meets it: a process, spoken to in JSON-RPC over its standard input and output."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import pytest

import attrib

ROOT = Path(__file__).parents[1]
SECONDS = 30
RUMOR = "Konon, bupati itu akan mundur."
NAMED = "Harga turun, kata Rina Maharani, pedagang beras di Sukamaju."


class Client:
    """An editor: sends what editors send, and waits for answers no longer than a person would."""

    def __init__(self, *options: str) -> None:
        command = [sys.executable, "-m", "attrib", "lsp", *options]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.inbox: Queue[dict[str, Any]] = Queue()
        self.kept: list[dict[str, Any]] = []
        self.id = 0
        self.listener = Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            name, _, size = header.partition(b":")
            assert name.lower() == b"content-length", f"{header!r} is no header: something else printed it"
            while stream.readline().strip():
                pass
            self.inbox.put(json.loads(stream.read(int(size))))

    def _send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _await(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        for message in [message for message in self.kept if fits(message)]:
            self.kept.remove(message)
            return message
        while True:
            try:
                message = self.inbox.get(timeout=SECONDS)
            except Empty:
                raise AssertionError(f"no answer; {self.kept}") from None
            if fits(message):
                return message
            assert "Error in server" not in str(message), message
            self.kept.append(message)

    def notify(self, method: str, **params: Any) -> None:
        self._send(method=method, params=params)

    def ask(self, method: str, **params: Any) -> Any:
        self.id += 1
        wanted = self.id
        self._send(method=method, id=wanted, params=params)
        answer = self._await(lambda message: message.get("id") == wanted and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    def told(self, method: str) -> Any:
        return self._await(lambda message: message.get("method") == method)["params"]

    def start(self, encodings: list[str] | None = None, **options: Any) -> Any:
        general = {"general": {"positionEncodings": encodings}} if encodings else {}
        made = self.ask("initialize", processId=None, rootUri=None, capabilities=general, initializationOptions=options)
        self.notify("initialized")
        return made["capabilities"]

    def open(self, uri: str, text: str, language: str = "plaintext") -> Any:
        document = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", textDocument=document)
        return self.told("textDocument/publishDiagnostics")

    def change(self, uri: str, version: int, text: str) -> None:
        document = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])

    def at(self, method: str, uri: str, line: int, character: int) -> Any:
        place = {"line": line, "character": character}
        return self.ask(method, textDocument={"uri": uri}, position=place)

    def actions(self, uri: str, diagnostic: Any) -> Any:
        context = {"diagnostics": [diagnostic]}
        return self.ask(
            "textDocument/codeAction", textDocument={"uri": uri}, range=diagnostic["range"], context=context
        )

    def stop(self) -> int:
        self.ask("shutdown")
        self.notify("exit")
        return self.process.wait(SECONDS)

    def close(self) -> None:
        self.process.kill()
        self.process.wait(SECONDS)
        self.listener.join(SECONDS)
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()


@pytest.fixture
def start() -> Iterator[Callable[..., Client]]:
    """Start a server with options; it is gone when the test is over."""
    if find_spec("pygls") is None:
        pytest.skip("pygls is not installed: pip install -e '.[lsp]'")
    started: list[Client] = []

    def begin(*options: str) -> Client:
        started.append(Client(*options))
        return started[-1]

    yield begin
    for client in started:
        client.close()


@pytest.fixture
def client(start: Callable[..., Client]) -> Client:
    return start()


def codes(published: Any) -> list[str]:
    return [diagnostic["code"] for diagnostic in published["diagnostics"]]


def place(diagnostic: Any) -> tuple[int, int, int, int]:
    start, end = diagnostic["range"]["start"], diagnostic["range"]["end"]
    return start["line"], start["character"], end["line"], end["character"]


def applied(text: str, action: Any, uri: str) -> str:
    """The text after an edit that inserts whole lines."""
    (edit,) = action["edit"]["changes"][uri]
    start, end = edit["range"]["start"], edit["range"]["end"]
    assert start == end and start["character"] == 0
    lines = text.splitlines(keepends=True)
    return "".join([*lines[: start["line"]], edit["newText"], *lines[start["line"] :]])


def test_findings_come_and_go_with_the_text(client: Client) -> None:
    uri = "file:///redaksi/naskah%20satu.txt"
    capabilities = client.start()
    assert capabilities["positionEncoding"] == "utf-16" and capabilities["hoverProvider"]
    published = client.open(uri, RUMOR)
    (rumor,) = [found for found in published["diagnostics"] if found["code"] == "RUMOR"]
    assert published["version"] == 1 and published["uri"] == uri
    assert place(rumor) == (0, 0, 0, 5) and (rumor["severity"], rumor["source"]) == (1, "attrib")
    assert rumor["message"].startswith("“Konon” bukan sumber.\n→ ")
    client.change(uri, 2, RUMOR + " ")
    client.change(uri, 3, NAMED)
    published = client.told("textDocument/publishDiagnostics")
    assert (published["version"], codes(published)) == (3, [])
    client.notify("textDocument/didClose", textDocument={"uri": uri})
    assert client.told("textDocument/publishDiagnostics")["diagnostics"] == []
    assert client.stop() == 0


def test_saving_checks_at_once(client: Client) -> None:
    client.start()
    client.open("file:///a.txt", NAMED)
    client.change("file:///a.txt", 2, RUMOR)
    client.notify("textDocument/didSave", textDocument={"uri": "file:///a.txt"})
    assert "RUMOR" in codes(client.told("textDocument/publishDiagnostics"))


@pytest.mark.parametrize(
    ("offered", "taken", "column"),
    [(None, "utf-16", 15), (["utf-16"], "utf-16", 15), (["utf-32", "utf-16"], "utf-32", 14), (["utf-8"], "utf-8", 17)],
)
def test_columns_are_counted_as_the_client_counts(
    client: Client, offered: list[str] | None, taken: str, column: int
) -> None:
    text = f"Harga naik 🌾. {RUMOR}\u2028Sawah é kering.\n"
    assert client.start(offered)["positionEncoding"] == taken
    found = client.open("untitled:Naskah", text)["diagnostics"]
    (rumor,) = [diagnostic for diagnostic in found if diagnostic["code"] == "RUMOR"]
    assert place(rumor) == (0, column, 0, column + 5)
    for character, expected in ((column, "kabar"), (column - 4, "tak perlu sumber")):
        shown = client.at("textDocument/hover", "untitled:Naskah", 0, character)
        assert shown["contents"]["value"].startswith(expected)


def test_hover_tells_status_source_and_reason(client: Client) -> None:
    client.start(lang="en")
    client.open("file:///a.md", f"# Beras\n\n{NAMED} Ia mengatakan stok cukup. Gudang penuh.\n", "markdown")
    shown = client.at("textDocument/hover", "file:///a.md", 2, 3)
    assert shown["contents"]["kind"] == "plaintext"
    assert shown["contents"]["value"].splitlines()[:3] == [
        "named – the source stands behind the cue",
        "Source: Rina Maharani, pedagang beras di Sukamaju, person, grade A",
        "Attributed by “kata” – the source stands behind the cue",
    ]
    assert shown["range"] == {"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": len(NAMED)}}
    carried = client.at("textDocument/hover", "file:///a.md", 2, len(NAMED) + 30)["contents"]["value"]
    assert carried.splitlines()[-1] == "Carries on line 3: “Ia mengatakan stok cukup.”"
    assert client.at("textDocument/hover", "file:///a.md", 1, 0) is None
    assert client.at("textDocument/hover", "file:///a.md", 99, 7) is None
    assert client.at("textDocument/hover", "file:///not-open.md", 0, 0) is None


def test_hover_never_passes_on_what_steers_a_screen(client: Client) -> None:
    client.start()
    client.open("file:///a.txt", "Harga turun, kata Rina \u202eMaharani, pedagang\x1b[2J beras.")
    shown = client.at("textDocument/hover", "file:///a.txt", 0, 3)["contents"]["value"]
    assert not {"\u202e", "\x1b"} & set(shown)


@pytest.mark.parametrize(
    ("uri", "before", "comment"),
    [
        ("file:///a.txt", f"{NAMED}\n\n", "[attrib: abaikan RUMOR – ]\n"),
        ("file:///a.md", f"---\ntitle: Beras\n---\n\n{NAMED}\n\n", "<!-- attrib: abaikan RUMOR – -->\n"),
        ("file:///a.txt", f"{NAMED}\r\n\r\n", "[attrib: abaikan RUMOR – ]\r\n"),
    ],
)
def test_a_quick_fix_waives_and_asks_for_the_reason(client: Client, uri: str, before: str, comment: str) -> None:
    text = before + RUMOR + before[-1]
    client.start()
    (rumor,) = [d for d in client.open(uri, text)["diagnostics"] if d["code"] == "RUMOR"]
    (action,) = client.actions(uri, rumor)
    assert action["kind"] == "quickfix" and "RUMOR" in action["title"]
    changed = applied(text, action, uri)
    assert changed == before + comment + RUMOR + before[-1]
    client.change(uri, 2, changed)
    published = client.told("textDocument/publishDiagnostics")
    assert codes(published) == ["WAIVER-NOREASON"]
    assert client.actions(uri, published["diagnostics"][0]) == []
    client.change(uri, 3, changed.replace("– ", "– disebut begitu dalam surat pembaca "))
    assert codes(client.told("textDocument/publishDiagnostics")) == []


def test_a_quick_fix_for_the_draft_as_a_whole_leaves_front_matter_on_top(client: Client) -> None:
    text = f"---\ntitle: Beras\n---\n\n# Beras\n\n{RUMOR}\n"
    client.start(lang="en")
    found = client.open("file:///a.md", text, "markdown")["diagnostics"]
    whole = next(d for d in found if d["code"] == "LEAD-UNSOURCED")
    action = next(a for a in client.actions("file:///a.md", whole) if "LEAD-UNSOURCED" in a["title"])
    changed = applied(text, action, "file:///a.md")
    assert changed == text.replace("# Beras", "<!-- attrib: ignore-file LEAD-UNSOURCED – -->\n# Beras")
    client.change("file:///a.md", 2, changed)
    assert sorted(codes(client.told("textDocument/publishDiagnostics"))) == ["RUMOR", "WAIVER-NOREASON"]


def test_html_is_left_alone_because_its_lines_are_not_its_paragraphs(client: Client) -> None:
    client.start()
    document = {"uri": "file:///a.html", "languageId": "plaintext", "version": 1, "text": f"<p>{RUMOR}</p>"}
    client.notify("textDocument/didOpen", textDocument=document)
    assert client.open("file:///b.txt", RUMOR)["uri"] == "file:///b.txt"
    assert client.at("textDocument/hover", "file:///a.html", 0, 5) is None
    assert client.kept == []


def test_settings_that_cannot_be_used_are_told_once(client: Client) -> None:
    client.start(section="opinin")
    document = {"uri": "file:///a.txt", "languageId": "plaintext", "version": 1, "text": RUMOR}
    client.notify("textDocument/didOpen", textDocument=document)
    told = client.told("window/showMessage")
    assert told["type"] == 1 and told["message"].endswith("did you mean opinion?")
    assert client.at("textDocument/hover", "file:///a.txt", 0, 5) is None
    assert client.stop() == 0 and client.kept == []


def test_the_command_line_sets_what_the_editor_does_not(start: Callable[..., Client]) -> None:
    client = start("--lang", "en", "--section", "opinion")
    client.start()
    (rumor,) = [d for d in client.open("file:///a.txt", RUMOR)["diagnostics"] if d["code"] == "RUMOR"]
    assert rumor["severity"] == 2 and rumor["message"].startswith("“Konon” is no source.")
    assert client.stop() == 0


def test_settings_are_those_of_the_documents_folder(start: Callable[..., Client], tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    settings = tmp_path / "attrib.toml"
    settings.write_text('lang = "en"\n[[override]]\npaths = ["opini/*"]\nignore = ["RUMOR"]\n', encoding="utf-8")
    news, opinion = (f"{tmp_path.as_uri()}/{folder}/kolom%201.txt" for folder in ("naskah", "opini"))
    client = start()
    client.start()
    (rumor,) = [found for found in client.open(news, RUMOR)["diagnostics"] if found["code"] == "RUMOR"]
    assert rumor["message"].startswith("“Konon” is no source.")
    assert client.actions(news, rumor)[0]["title"].startswith("Ignore RUMOR")
    assert "RUMOR" not in codes(client.open(opinion, RUMOR))
    settings.write_text('lang = "id"\n', encoding="utf-8")
    client.change(opinion, 2, RUMOR + "\n")
    assert "“Konon” bukan sumber." in str(client.told("textDocument/publishDiagnostics"))
    settings.write_text("lang = 3\n", encoding="utf-8")
    client.change(opinion, 3, RUMOR)
    assert "attrib.toml:1: lang: expected one of id, en" in client.told("window/showMessage")["message"]
    client = start("--isolated", "--lang", "id")
    client.start()
    settings.write_text('lang = "en"\n', encoding="utf-8")
    assert "“Konon” bukan sumber." in str(client.open(news, RUMOR))


def test_without_the_extra_one_line_says_how_to_get_it() -> None:
    code = "import sys\nsys.modules['pygls'] = None\nsys.argv = ['attrib', 'lsp']\nfrom attrib.cli import main\nmain()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr == "attrib lsp: needs pygls, which is not installed; pip install 'attrib[lsp]'\n"


def test_a_draft_of_one_long_line_keeps_nobody_waiting(client: Client) -> None:
    client.start()
    text = f"É🌾. {RUMOR} " * 2_000
    before = time.monotonic()
    found = client.open("file:///a.txt", text)["diagnostics"]
    assert codes({"diagnostics": found}).count("RUMOR") == 2_000
    assert time.monotonic() - before < SECONDS / 2


def test_a_check_loads_nothing_of_it() -> None:
    code = (
        "import sys\nfrom attrib.cli import main\nsys.argv = ['attrib', 'check', 'seeds', '--exit-zero']\n"
        "try:\n    main()\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    loaded = set(done.stderr.splitlines()[-1].split())
    assert done.returncode == 0 and "attrib.run" in loaded
    assert not loaded & {
        "pygls",
        "lsprotocol",
        "asyncio",
        "attrib.api",
        "attrib.editor",
        "attrib.trail",
        "attrib.places",
    }
    assert not loaded & {"attrib.reports.plainly", "attrib.lexicon.lookup", "click.shell_completion"}


def test_the_server_reports_what_a_check_reports(client: Client) -> None:
    text = next((ROOT / "seeds").glob("*.txt")).read_text(encoding="utf-8")
    client.start(["utf-32"])
    published = client.open("file:///a.txt", text)["diagnostics"]
    expected = [
        (f.code, f.line - 1, f.column - 1, f.end_line - 1, f.end_column - 1) for f in attrib.check(text).findings
    ]
    assert [(d["code"], *place(d)) for d in published] == expected != []
