"""Rule files to a lexicon: what is refused and where, what a newsroom may override, what the cache does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from attrib import kept
from attrib.errors import AttribError
from attrib.lexicon import RuleErrors, cache, load, patterns, rule_files, shipped
from attrib.lexicon.compile import compile_entries
from attrib.lexicon.entries import Blocked, Lexicon
from attrib.lexicon.gather import gather
from attrib.lexicon.words import words_of
from attrib.proofs import read_proofs, run, unmark

ROOT = Path(__file__).parent.parent

CUE = """\
[[cue]]
id = "wuwur"
frame = "post"
act = "speech"
forms = ["wuwur", "tukas balik"]
not = ["wuwur api"]
yes = ['"Harga turun," {wuwur} [Budi Santoso].']
no = ["Wuwur api itu padam."]
"""
NEED = """\
[[need]]
id = "loss"
need = "number"
forms = ["merugi"]
yes = ["Pedagang {merugi} dua juta rupiah."]
no = ["Pedagang tidak rugi."]
"""
FURNITURE = """\
[[furniture]]
id = "ad"
role = "skipped"
starts = ["sisipan"]
yes = ["Sisipan: beras"]
no = ["Sisipan itu dibaca."]
"""
TEXTS = 'title = "t"\nmessage = "m"\nadvice = "a"\nwhy = "w"\n'
CHECK = f"""\
[[check]]
code = "GUESS"
kind = "statement"
severity = "info"
[check.when]
status = ["unattributed"]
[check.id]
{TEXTS}[check.en]
{TEXTS}[[check.flags]]
text = "{{Harga naik.}}"
[[check.passes]]
text = "Harga naik, kata Budi."
"""


SHIPPED = """\
[[cue]]
id = "menurut"
frame = "according"
act = "speech"
forms = ["menurut"]
yes = ["{Menurut} [Budi Santoso], harga turun."]
no = ["Anak itu menurut saja."]

[[words]]
id = "weekday"
forms = ["Senin"]
yes = ['"Harga turun," {kata} [Budi] Senin lalu.']
no = ["Pasar Senin ramai."]
"""


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let two rules be all that is shipped: reading the many takes half a second each time."""
    base = tmp_path / "shipped"
    base.mkdir()
    (base / "few.toml").write_text(SHIPPED, encoding="utf-8")
    monkeypatch.setattr("attrib.lexicon.shipped", lambda: base)
    return base


def folder(tmp_path: Path, text: str, name: str = "own.toml") -> Path:
    """Return a folder with one rule file."""
    own = tmp_path / "own"
    own.mkdir(exist_ok=True)
    (own / name).write_text(text, encoding="utf-8")
    return own


def refused(tmp_path: Path, text: str) -> list[str]:
    """Return the lines that a rule file is refused with, its folder's name taken off."""
    own = folder(tmp_path, text)
    with pytest.raises(RuleErrors) as caught:
        load([own])
    return [line.removeprefix(f"{own}{os.sep}") for line in str(caught.value).splitlines()]


BOTH = "an entry carries sentences that it must match and sentences that it must not"
FRAMES = (
    "post, clitic, active, document, passive, object, according, basis, inside, relay, tail, issued, nominal, headline, witness, "
    "response, unknown, rumor, opener"
)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("text", "error"),
    [
        (CUE.replace("frame", "farme"), "own.toml:3: cue[1].farme (“wuwur”): unknown key; did you mean `frame`?"),
        (CUE.replace("frame", "farme"), "own.toml:1: cue[1].frame (“wuwur”): is missing"),
        (CUE.replace('"post"', '"posts"'), f"own.toml:3: cue[1].frame (“wuwur”): 'posts' is none of {FRAMES}; did you"),
        (CUE.replace('act = "speech"', "act = 3"), "own.toml:4: cue[1].act (“wuwur”): expected str, got int"),
        (CUE.replace('"tukas balik"', "7"), "own.toml:5: cue[1].forms[2] (“wuwur”): expected str, got int"),
        (CUE.replace('["wuwur", "tukas balik"]', "[]"), "own.toml:5: cue[1].forms (“wuwur”): is empty; give at least"),
        (CUE.replace("wuwur api", "api"), "own.toml:6: cue[1].not[1] (“wuwur”): 'api' contains none of the entry's"),
        (CUE.replace("tukas balik", "tukas  balik"), "own.toml:5: cue[1].forms[2] (“wuwur”): 'tukas  balik' has a wrong"),
        (CUE.replace("tukas balik", " tukas"), "own.toml:5: cue[1].forms[2] (“wuwur”): ' tukas' has a wrong space"),
        (CUE.replace("tukas balik", "wuwur"), "own.toml:5: cue[1].forms[2] (“wuwur”): 'wuwur' stands there twice"),
        (CUE.replace('no = ["Wuwur api itu padam."]', "no = []"), f"own.toml:8: cue[1].no (“wuwur”): is empty; {BOTH}"),
        (CUE.replace('no = ["Wuwur api itu padam."]\n', ""), f"own.toml:1: cue[1].no (“wuwur”): is missing; {BOTH}"),
        (CUE.replace("Wuwur api itu padam.", " "), "own.toml:8: cue[1].no[1] (“wuwur”): is empty; write a sentence"),
        (CUE.replace('id = "wuwur"', 'id = "Wuwur"'), "own.toml:2: cue[1].id (“Wuwur”): 'Wuwur' is no id; lower case"),
        (CUE + CUE.replace("wuwur", "bacot").replace("tukas", "t"), "own.toml:9: cue “bacot” stands behind “wuwur”; sort"),
        (CUE + CUE, "own.toml:9: cue “wuwur” stands already at {own}:1; rename one"),
        (CUE + CUE.replace('id = "wuwur"', 'id = "d"'), "own.toml:9: cue “d”: the form 'wuwur' belongs to “wuwur” at {own}:1"),
        (CUE.replace('"tukas balik"', '"menurut"'), "own.toml:1: cue “wuwur”: the form 'menurut' belongs to “"),
        (NEED.replace('need = "number"', 'need = "numbers"'), "own.toml:3: need[1].need (“loss”): 'numbers' is none of"),
        (NEED + 'pattern = "("\n', "own.toml:7: need[1].pattern (“loss”): is no regular expression: missing )"),
        (NEED + 'near = ["nummer"]\n', "own.toml:1: need “loss”: near = 'nummer' is no class of words; did you mean `number`?"),
        (NEED + 'at = "end"\n', "own.toml:7: need[1].at (“loss”): 'end' is none of any, start"),
        (FURNITURE.replace('starts = ["sisipan"]\n', ""), "own.toml:1: furniture[1] (“ad”): knows no line; give `starts`,"),
        (FURNITURE + 'pattern = "a(?i)"\n', "own.toml:7: furniture[1].pattern (“ad”): is no regular expression: global"),
        (CHECK.replace('"info"', '"grave"'), "own.toml:4: check[1].severity (“GUESS”): 'grave' is none of info, warning, error"),
        (CHECK.replace("status", "state"), "own.toml:6: check[1].when.state (“GUESS”): unknown condition; did you mean `status`?"),
        (CHECK.replace('"unattributed"', '"nobody"'), "own.toml:6: check[1].when.status (“GUESS”): 'nobody' is none of named"),
        (CHECK.replace("advice", "advise", 1), "own.toml:10: check[1].id.advise (“GUESS”): unknown key; did you mean `advice`?"),
        (CHECK.replace("status =", "test ="), "own.toml:6: check[1].when.test (“GUESS”): checks of kind statement have no"),
        (CHECK.replace("[check.en]\n", "[check.eng]\n"), "own.toml:12: check[1].eng (“GUESS”): unknown key; did you mean `en`?"),
        (CHECK.replace('text = "Harga', 'txt = "Harga'), "own.toml:20: check[1].passes[1].txt (“GUESS”): unknown key; did you"),
        (CHECK.replace("GUESS", "guess"), "own.toml:2: check[1].code (“guess”): 'guess' is no code; upper case"),
        (CUE.replace("[[cue]]", "[[cues]]"), "own.toml:1: cues: unknown kind of entry; did you mean [[cue]]?"),
        (CUE.replace("[[cue]]", "[cue]"), "own.toml:1: cue: expected a list of entries; write [[cue]]"),
        ("# nothing\ncue = [3]\n", "own.toml:2: cue[1]: expected a table, got a number"),
        (CUE.replace('"post"', '"post'), "own.toml:3:14: is no valid TOML: Illegal character"),
        (CUE + "[[", "own.toml:9"),
        ("[[cue]]\nid", "own.toml:2: is no valid TOML: Expected '=' after a key in a key/value pair"),
    ],
)  # fmt: skip
def test_a_wrong_rule_is_refused_where_it_stands(tmp_path: Path, text: str, error: str) -> None:
    lines = refused(tmp_path, text)
    wanted = error.replace("{own}", str(tmp_path / "own" / "own.toml"))
    assert any(line.startswith(wanted) for line in lines), lines


@pytest.mark.usefixtures("few")
def test_all_errors_are_told_at_once(tmp_path: Path) -> None:
    text = (
        CUE.replace("farme", "frame").replace('"speech"', '"talk"').replace("wuwur api", "api")
        + "\n"
        + NEED
        + "wat = 1\n"
    )
    assert [line.split(": ")[:2] for line in refused(tmp_path, text)] == [
        ["own.toml:4", "cue[1].act (“wuwur”)"],
        ["own.toml:6", "cue[1].not[1] (“wuwur”)"],
        ["own.toml:16", "need[1].wat (“loss”)"],
    ]


@pytest.mark.usefixtures("few")
def test_a_proof_that_looks_like_a_header_or_a_key_misleads_no_line(tmp_path: Path) -> None:
    first = CUE.replace("no = [", 'no = [\n  """\n[Budi] lalu pergi.""",\n  "act = diam",\n  ')
    second = CUE.replace('"wuwur"', '"dengus"').replace("tukas", "sahut").replace('"speech"', '"talk"')
    assert refused(tmp_path, first + second)[0].startswith("own.toml:16: cue[2].act (“dengus”)")


@pytest.mark.usefixtures("few")
def test_rules_in_another_encoding_are_refused_at_the_line(tmp_path: Path) -> None:
    own = folder(tmp_path, CUE)
    (own / "own.toml").write_bytes(CUE.encode() + b'note = "caf\xe9"\n')
    with pytest.raises(RuleErrors, match=r"own\.toml:9: is not UTF-8 \(byte 0xe9\); save the file as UTF-8"):
        load([own])


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("ending", [".yaml", ".yml", ".json", ".YAML"])
def test_only_toml_is_read_and_other_rules_are_not_skipped(tmp_path: Path, ending: str) -> None:
    own = folder(tmp_path, CUE)
    (own / "deep").mkdir()
    (own / "deep" / f"more{ending}").write_text("cue: 1", encoding="utf-8")
    with pytest.raises(RuleErrors, match="is not read: rules are written in TOML"):
        load([own])


@pytest.mark.usefixtures("few")
def test_a_folder_without_rules_and_no_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(AttribError, match=r"holds no rules; rule files end in \.toml"):
        load([tmp_path / "empty"])
    with pytest.raises(AttribError, match="no such folder"):
        load([tmp_path / "none"])
    with pytest.raises(AttribError, match="is no folder"):
        load([folder(tmp_path, CUE) / "own.toml"])


@pytest.mark.usefixtures("few")
@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may read everything")
def test_a_folder_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    closed = folder(tmp_path, CUE) / "closed"
    closed.mkdir(mode=0o000)
    with pytest.raises(RuleErrors, match="cannot be read: Permission denied"):
        load([tmp_path / "own"])


@pytest.mark.usefixtures("few")
def test_a_rule_file_may_have_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    own = folder(tmp_path, CUE)
    (own / "own.toml").write_bytes(b"\xef\xbb\xbf" + CUE.replace("\n", "\r\n").encode())
    assert "wuwur" in load([own]).cues


# a newsroom's own rules


def test_own_rules_extend_the_shipped_ones(tmp_path: Path) -> None:
    lexicon = load([folder(tmp_path, CUE)])
    assert lexicon.cues["wuwur"][0].rule.frame == "post"
    assert "kata" in lexicon.cues
    assert "wuwur" not in load().cues


@pytest.mark.usefixtures("few")
def test_an_own_entry_replaces_the_shipped_one_whole(tmp_path: Path) -> None:
    own = CUE.replace('id = "wuwur"', 'id = "kata"').replace('forms = ["wuwur", "tukas balik"]', 'forms = ["wuwur"]')
    lexicon = load([folder(tmp_path, own)])
    assert {form.rule.id for forms in lexicon.cues.values() for form in forms if form.words == ("wuwur",)} == {"kata"}
    assert all(form.rule.id != "kata" for form in lexicon.cues.get("kata", ()))


@pytest.mark.usefixtures("few")
def test_a_later_folder_wins(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for own, act in ((first, "deny"), (second, "accuse")):
        own.mkdir()
        (own / "x.toml").write_text(CUE.replace('"speech"', f'"{act}"'), encoding="utf-8")
    assert load([first, second]).cues["wuwur"][0].rule.act == "accuse"
    assert load([second, first]).cues["wuwur"][0].rule.act == "deny"


def test_own_proofs_are_run_alone_and_may_name_shipped_classes(tmp_path: Path) -> None:
    own = folder(tmp_path, CUE + "\n" + NEED + 'near = ["weekday", "number"]\n')
    proofs = read_proofs([own])
    assert [(p.kind, p.id, p.name, p.line) for p in proofs] == [
        ("cue", "wuwur", "yes-1", 1),
        ("cue", "wuwur", "no-1", 1),
        ("need", "loss", "yes-1", 10),
        ("need", "loss", "no-1", 10),
    ]
    assert [outcome.passed for outcome in run(proofs, load([own]))] == [True] * 4


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[Budi Santoso]", "Budi Santoso"),
        ("[Budi Santoso]", "[Budi] Santoso"),
        ("{wuwur}", "wuwur"),
        ("Wuwur api itu padam.", "“Harga turun,” wuwur Budi Santoso."),
    ],
)
def test_a_proof_fails_if_cue_or_source_is_another(tmp_path: Path, old: str, new: str) -> None:
    own = folder(tmp_path, CUE.replace(old, new))
    outcomes = list(run(read_proofs([own]), load([own])))
    assert [outcome.passed for outcome in outcomes].count(False) == 1
    assert all("Budi Santoso" in outcome.found for outcome in outcomes if not outcome.passed)


def test_marks_are_taken_off_with_their_spans() -> None:
    marked = unmark('"Ya," {ujar[nya]}, [Budi].')
    assert marked.text == '"Ya," ujarnya, Budi.'
    assert [marked.text[start:end] for start, end in marked.braces] == ["ujarnya"]
    assert [marked.text[start:end] for start, end in marked.brackets] == ["nya", "Budi"]


# compiled


def lexicon_of(tmp_path: Path, text: str) -> Lexicon:
    return compile_entries([(g.kind, g.entry) for g in gather([folder(tmp_path, text)])], "d")


@pytest.mark.usefixtures("few")
def test_forms_are_cut_and_look_alikes_placed_around_them(tmp_path: Path) -> None:
    text = CUE.replace('"tukas balik"', '"Wuwur Balik", "wuwur pun"').replace(
        '"wuwur api"', '"wuwur api", "batu wuwur"'
    )
    forms = lexicon_of(tmp_path, text).cues["wuwur"]
    assert [(form.words, form.exact) for form in forms] == [
        (("wuwur", "balik"), ("Wuwur", "Balik")),
        (("wuwur", "pun"), None),
        (("wuwur",), None),
    ]
    assert forms[-1].blocked == (Blocked(0, ("wuwur", "api")), Blocked(1, ("batu", "wuwur")))


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("kata kunci", ("kata", "kunci")),
        ("di-PHK", ("di-PHK",)),
        ("Ma'ruf", ("Ma'ruf",)),
        ("M.Si", ("M.Si",)),
        ("Sp.PD", ("Sp", ".", "PD")),
        ("KOMPAS.com", ("KOMPAS.com",)),
        ("menurut, ", ("menurut", ",")),
    ],
)
def test_words_of_a_phrase(phrase: str, words: tuple[str, ...]) -> None:
    assert words_of(phrase) == words


# the cache


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ATTRIB_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_the_cache_gives_back_is_what_was_compiled(store: Path) -> None:
    compiled, thawed = load(), load()
    assert [path.name for path in store.iterdir()] == [f"lexicon-{compiled.digest}.json"]
    assert thawed == compiled
    assert type(thawed.cues) is not type(compiled.cues)
    for thawed_table, table in zip(thawed[:3], compiled[:3], strict=True):
        assert list(thawed_table.items()) == list(table.items())  # type: ignore[attr-defined]
        assert list(thawed_table.values()) == list(table.values())  # type: ignore[attr-defined]
    assert thawed.cues.get("kata") == compiled.cues["kata"]
    assert thawed.cues.get("xyz", ()) == ()


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"cues": 1}', b"\xff", b"null"])
def test_a_damaged_cache_is_a_miss(store: Path, damage: bytes) -> None:
    lexicon = load()
    (store / f"lexicon-{lexicon.digest}.json").write_bytes(damage)
    assert load() == lexicon


@pytest.mark.usefixtures("few")
def test_a_cache_of_other_rules_is_a_miss(store: Path) -> None:
    lexicon = load()
    (store / f"lexicon-{lexicon.digest}.json").rename(store / "lexicon-other.json")
    assert cache.fetch("other") is None


@pytest.mark.usefixtures("few")
def test_a_cache_with_a_bit_flipped_anywhere_is_a_miss(store: Path) -> None:
    lexicon = load()
    path = store / f"lexicon-{lexicon.digest}.json"
    whole = path.read_bytes()
    for at in range(0, len(whole), 97):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert cache.fetch(lexicon.digest) is None


@pytest.mark.skipif(sys.platform == "win32", reason="no owners of that kind")
@pytest.mark.usefixtures("few")
def test_a_cache_of_another_user_is_a_miss(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lexicon = load()
    assert cache.fetch(lexicon.digest) == lexicon
    monkeypatch.setattr(os, "geteuid", lambda: (store.stat().st_uid or 0) + 1)
    assert cache.fetch(lexicon.digest) is None


@pytest.mark.usefixtures("few")
def test_a_changed_byte_is_another_lexicon(store: Path, tmp_path: Path) -> None:
    own = folder(tmp_path, CUE)
    stamp = (own / "own.toml").stat()
    before = load([own])
    (own / "own.toml").write_text(CUE.replace('"post"', '"tail"'), encoding="utf-8")
    os.utime(own / "own.toml", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    after = load([own])
    assert (before.cues["wuwur"][0].rule.frame, after.cues["wuwur"][0].rule.frame) == ("post", "tail")
    assert before.digest != after.digest


@pytest.mark.usefixtures("few")
def test_old_lexicons_are_pruned(store: Path, tmp_path: Path) -> None:
    for number in range(cache.KEPT + 2):
        load([folder(tmp_path, CUE + f'note = "{number}"\n')])
    assert len(list(store.iterdir())) == cache.KEPT


@pytest.mark.usefixtures("few")
def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ATTRIB_CACHE_DIR", str(tmp_path / "file" / "below"))
    assert load().cues


@pytest.mark.usefixtures("few")
def test_the_cache_can_be_turned_off(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTRIB_NO_CACHE", "1")
    assert load().cues
    assert not store.exists()


@pytest.mark.parametrize("version", ["", "0"])
def test_a_pattern_kept_with_the_lexicon_finds_what_it_would_find_anew(
    monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    pattern = r"\b(?:merugi|rugi)\s(\w+)"
    kept = patterns.frozen([pattern])
    kept[pattern][0] = version or kept[pattern][0]
    monkeypatch.setattr(patterns, "_kept", json.loads(json.dumps(kept)))
    patterns.compiled.cache_clear()
    found = patterns.compiled(pattern).search("Ia MERUGI banyak.")
    patterns.compiled.cache_clear()
    assert found is not None and found.span() == (3, 16)


def test_a_regex_that_gives_its_patterns_away_in_another_form_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copyreg.dispatch_table", {})
    assert patterns.frozen(["a"]) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="LOCALAPPDATA there")
def test_where_the_cache_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATTRIB_CACHE_DIR", raising=False)
    monkeypatch.setenv("HOME", "/home/rina")
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/rina")
    assert kept.folder() == Path("/var/rina/attrib")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert kept.folder() == Path("/home/rina/.cache/attrib")


def test_a_warm_load_imports_no_parser(store: Path) -> None:
    load()
    script = (
        "import sys; from attrib.lexicon import load; load().cues['kata']; "
        "print([name for name in ('msgspec', 'tomllib', 'regex', 'difflib') if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_shipped_rules_stand_beside_the_package_or_in_it() -> None:
    assert (shipped() / "README.md").is_file()
    assert {path.parent.name for path in rule_files(shipped())} == {
        "cues",
        "sources",
        "claims",
        "checks",
        "sections",
        "text",
    }
