"""Rules under attack: no shipped pattern runs away; a newsroom's that does is stopped, named, and the rest is checked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from marks import lexicon
from properties.attacks import attacks

import attrib
from attrib.claims import Claims
from attrib.lexicon import RuleErrors, load, patterns, shipped
from attrib.lexicon.watch import LONG, SECONDS, Watch
from attrib.proofs import read_proofs, run
from attrib.readers import decode
from attrib.segment.furniture import LONGEST, furniture_of

SHORT_LIMIT = 0.03
"""CPU seconds for one search of as many characters as go unwatched: a hundred times what honest copy takes."""
DRAFT_LIMIT = 2.0

NEED = """\
[[need]]
id = "{id}"
need = "number"
forms = ["limbah"]
pattern = '{pattern}'
yes = ["{{Limbah}} aaaa"]
no = ["Sungai itu bersih."]
"""
FURNITURE = """\
[[furniture]]
id = "{id}"
role = "skipped"
pattern = '{pattern}'
yes = ["aaaa"]
no = ["Sungai itu bersih."]
"""
FOUND = "Bupati menyuap anggota dewan."
EVIL = {
    r"(a+)+$": "a" * 4000,
    r"(?:a|aa)+$": "a" * 100,
    r"(.*?,){11}P": "1," * 40,
    r"(?:\w+\s?)*\d{2}$": "aa " * 400,
}


def claim_patterns() -> list[str]:
    return sorted({f.rule.pattern for found in lexicon().claims.values() for f in found if f.rule.pattern})


def seconds(search: object, *arguments: object) -> float:
    assert callable(search)
    began = time.process_time()
    search(*arguments)
    return time.process_time() - began


def quickest(search: object, *arguments: object) -> float:
    """What it takes at the least: a busy machine makes everything slow once."""
    took = seconds(search, *arguments)
    return took if took < SHORT_LIMIT else min(seconds(search, *arguments) for _ in range(3))


def newsroom(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "own.toml").write_text(text, encoding="utf-8")
    return folder


# What is shipped.


def test_there_are_patterns_to_attack() -> None:
    assert len(claim_patterns()) > 80
    assert sum(rule.pattern is not None for rule in lexicon().furniture) > 10


@pytest.mark.parametrize("pattern", claim_patterns(), ids=lambda pattern: pattern[:40])
def test_no_shipped_pattern_runs_away(pattern: str) -> None:
    ready = patterns.compiled(pattern)
    for text in attacks(pattern, LONG):
        took = quickest(lambda text=text: [match.span() for match in ready.finditer(text)])
        assert took < SHORT_LIMIT, text[:120]


def test_no_shipped_furniture_runs_away() -> None:
    furniture = furniture_of(lexicon().furniture)
    for rule in furniture.rules:
        for text in attacks(rule.pattern, LONGEST) if rule.pattern else ():
            assert quickest(furniture.match, text[:LONGEST], Watch(LONGEST)) < SHORT_LIMIT, (rule.id, text[:120])


@pytest.mark.parametrize(
    "piece", ["7..", "7.7,.", "penyebab a-aa-", "merobohkan -a ", "orang tewas ", "pada akhir 1377 ", "a" * 50 + " "]
)
def test_no_endless_statement_makes_a_shipped_rule_run_away(piece: str) -> None:
    text = f"Sebanyak {piece * (60_000 // len(piece))} persen warga tewas akibat banjir pada tahun 2017"
    assert seconds(attrib.check, text) < 60 * SECONDS


def test_the_watch_stops_a_shipped_rule_in_an_endless_statement() -> None:
    text = f"Sebanyak 12 persen warga tewas {'7..' * 20_000} orang.\n\n{FOUND}"
    report = attrib.check(text)
    assert all("“" in fault for fault in report.faults)
    assert "ACCUSE-NOSRC" in {finding.code for finding in report.findings}


# What a newsroom adds.


@pytest.mark.parametrize("pattern", EVIL)
@pytest.mark.parametrize("kind", [NEED, FURNITURE], ids=["need", "furniture"])
def test_an_evil_rule_is_stopped_and_named_and_the_rest_is_checked(tmp_path: Path, kind: str, pattern: str) -> None:
    rules = newsroom(tmp_path / "rules", kind.format(id="evil", pattern=pattern))
    attack = f"Warga membuang limbah {EVIL[pattern]} pulang"
    if kind is FURNITURE:
        attack = EVIL[pattern][: LONGEST - 1] + "b"
    text = f"{attack}.\n\n{attack} ke sungai.\n\n{FOUND}"
    attrib.check("Warga pulang.", rules=[rules])
    began = time.process_time()
    report = attrib.check(text, rules=[rules])
    assert time.process_time() - began < DRAFT_LIMIT
    assert "ACCUSE-NOSRC" in {finding.code for finding in report.findings}
    named = f"{'need' if kind is NEED else 'furniture'} “evil”"
    assert all(fault.startswith(named) for fault in report.faults)
    assert len(report.faults) <= 1, "once for each draft"


def test_the_classic_is_stopped(tmp_path: Path) -> None:
    rules = newsroom(tmp_path / "rules", NEED.format(id="evil", pattern="(a+)+$"))
    (fault,) = attrib.check(f"Warga membuang limbah {'a' * 4000} pulang.", rules=[rules]).faults
    assert fault.startswith("need “evil”: its pattern was stopped after 0.5 s")


def test_evil_furniture_is_stopped(tmp_path: Path) -> None:
    rules = newsroom(tmp_path / "rules", FURNITURE.format(id="evil", pattern="(?:a|aa)+"))
    (fault,) = attrib.check(f"{'a' * 90}b\n\n{FOUND}", rules=[rules]).faults
    assert fault.startswith("furniture “evil”: its pattern was stopped")


def test_many_slow_searches_add_up(tmp_path: Path) -> None:
    rules = newsroom(tmp_path / "rules", NEED.format(id="slow", pattern="(?:a|aa)+$"))
    text = "\n\n".join(f"Warga membuang limbah {'a' * 22} {n}." for n in range(4000))
    began = time.process_time()
    report = attrib.check(text, rules=[rules])
    assert time.process_time() - began < 10 * DRAFT_LIMIT
    assert [fault.partition(":")[0] for fault in report.faults] == ["need “slow”"]


def test_honest_rules_of_a_newsroom_still_match(tmp_path: Path) -> None:
    own = NEED.format(id="waste", pattern=r"\blimbah\s\w+") + FURNITURE.format(id="bar", pattern=r"a{4}|Galeri \d+")
    rules = newsroom(tmp_path / "rules", own)
    report = attrib.check("Galeri 12\n\nWarga membuang limbah cair.\n\nGaleri foto warga dibuka.", rules=[rules])
    bar, waste, other = report.statements
    assert bar.reasons == ("bar",)
    assert "number" in waste.reasons
    assert other.status != "skipped"
    assert report.faults == ()


def test_only_a_newsrooms_rules_are_its_own(tmp_path: Path) -> None:
    lexicon_ = load([newsroom(tmp_path / "rules", NEED.format(id="waste", pattern=r"\blimbah\s\w+"))])
    own = {f.rule.id for found in lexicon_.claims.values() for f in found if f.rule.own}
    assert own == {"waste"}
    assert not any(rule.own for rule in lexicon_.furniture)


def test_a_pattern_stopped_in_one_draft_is_tried_in_the_next(tmp_path: Path) -> None:
    rules = newsroom(tmp_path / "rules", NEED.format(id="evil", pattern="limbah (?:a|aa)+$"))
    assert attrib.check(f"Warga membuang limbah {'a' * 100} pulang.", rules=[rules]).faults
    report = attrib.check("Warga membuang limbah aaaa", rules=[rules])
    assert report.faults == ()
    assert "number" in report.statements[0].reasons


def test_the_command_line_names_rule_and_draft_and_ends_with_two(tmp_path: Path) -> None:
    newsroom(tmp_path / "rules", NEED.format(id="evil", pattern="(a+)+$"))
    (tmp_path / "jahat.txt").write_text(f"Warga membuang limbah {'a' * 4000} pulang.\n\n{FOUND}", encoding="utf-8")
    (tmp_path / "lain.txt").write_text(FOUND, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "attrib",
        "check",
        "jahat.txt",
        "lain.txt",
        "--rules=rules",
        "--format=json",
        "--lang=en",
    ]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(shipped().parent)}, capture_output=True, text=True
    )
    assert done.returncode == 2, done.stderr
    report = json.loads(done.stdout)
    assert [error["path"] for error in report["errors"]] == ["jahat.txt"]
    assert report["errors"][0]["message"].startswith("need “evil”: its pattern was stopped")
    codes = {file["path"]: {finding["code"] for finding in file["findings"]} for file in report["files"]}
    assert all("ACCUSE-NOSRC" in codes[path] for path in ("jahat.txt", "lain.txt"))
    assert "jahat.txt: need “evil”" in done.stderr


def test_a_proof_says_that_its_pattern_was_stopped(tmp_path: Path) -> None:
    text = NEED.format(id="evil", pattern="(?:a|aa)+b").replace("{Limbah} aaaa", f"{{Limbah}} {'a' * 100}")
    rules = newsroom(tmp_path / "rules", text)
    failed = [outcome for outcome in run(read_proofs([rules]), load([rules])) if not outcome.passed]
    assert any("its pattern was stopped" in outcome.found for outcome in failed)


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        (NEED, "(" * 2000 + ")" * 2000),
        (FURNITURE, "(" * 2000 + ")" * 2000),
        (NEED, "["),
        (NEED, r"\p{Foo}"),
        (FURNITURE, r"\p{Foo}"),
        (FURNITURE, "a{99999999999999999999}"),
    ],
)
def test_a_pattern_that_cannot_be_made_ready_is_refused(tmp_path: Path, kind: str, pattern: str) -> None:
    rules = newsroom(tmp_path / "rules", kind.format(id="evil", pattern=pattern))
    with pytest.raises(RuleErrors, match=r"own\.toml.*pattern .*: is "):
        load([rules])


def test_a_stopped_pattern_finds_nothing_more() -> None:
    from attrib.scan import read
    from attrib.segment import cut

    reading = read(cut(decode(FOUND.encode(), "a.txt"), lexicon()), lexicon())
    assert Claims(reading).faults == ()
    watch = Watch(10)
    ready = patterns.compiled("(?:a|aa)+$")
    assert watch.spans("need “x”", ready, "a" * 100 + "b", 0, 101) == []
    assert watch.spans("need “x”", ready, "aa", 0, 2) == []
    assert watch.spans("need “y”", ready, "aa", 0, 2) == [(0, 2)]
    assert len(watch.faults) == 1
