"""attrib beside its peers on the same text, in one run: words per second of CPU time, start-up, as ratios.

`make bench` calls this; `python tests/bench/peers.py --quick` measures once. None does what attrib does: they show
what a linter for prose, a speller, a list of words or a tokenizer costs. They are installed under .bench/, each skipped
with a word if it cannot be.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from text import articles

ROOT: Final = Path(__file__).parents[2]
SCRATCH: Final = ROOT / ".bench"
PYTHON: Final = SCRATCH / "venv" / "bin" / "python"
NODE: Final = SCRATCH / "node_modules" / ".bin"
SIZE: Final = 600_000
"""Bytes of text: enough for start-up to be a small part of it."""
WORDS: Final = 300
"""Words that attribute, for the peers that look for a list of words."""
PATIENCE: Final = 600
MANY: Final = 50

SPACY: Final = """
import json, sys
import spacy
from spacy.matcher import PhraseMatcher
nlp = spacy.blank("id")
nlp.add_pipe("sentencizer")
matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
matcher.add("CUE", [nlp.make_doc(word) for word in json.load(open(sys.argv[1]))])
for name in sys.argv[2:]:
    doc = nlp(open(name, encoding="utf-8").read())
    print(len(matcher(doc)), sum(1 for _ in doc.sents))
"""


class Peer(NamedTuple):
    """A tool: what it does here, what is to be installed for it, and its command for some files."""

    name: str
    does: str
    packages: Sequence[str]
    command: Callable[[Path, Sequence[str]], Sequence[str]]


def _python(*start: str) -> Callable[[Path, Sequence[str]], Sequence[str]]:
    return lambda folder, files: [str(PYTHON), *start, *files]


def _attrib(folder: Path, files: Sequence[str]) -> Sequence[str]:
    return [sys.executable, "-m", "attrib", "check", *files, "--format", "json", "--quiet", "--jobs", "1", "--no-cache"]


def _textlint(folder: Path, files: Sequence[str]) -> Sequence[str]:
    return [str(NODE / "textlint"), "--config", str(folder / "textlint.json"), "--format", "json", *files]


def _spacy(folder: Path, files: Sequence[str]) -> Sequence[str]:
    return [str(PYTHON), str(folder / "matcher.py"), str(folder / "words.json"), *files]


ATTRIB: Final = Peer("attrib check --format json", "who says so, statement by statement", (), _attrib)
PEERS: Final = (
    Peer("codespell", "a list of misspelt words", ["codespell"], _python("-m", "codespell_lib")),
    Peer("spaCy, blank Indonesian", f"tokens, sentences, {WORDS} words", ["spacy"], _spacy),
    Peer("write-good", "English style", ["npm:write-good"], lambda _, files: [str(NODE / "write-good"), *files]),
    Peer("textlint with prh", f"{WORDS} words", ["npm:textlint", "npm:textlint-rule-prh"], _textlint),
    Peer("proselint", "English style", ["proselint"], _python("-m", "proselint", "check")),
)


def install(peer: Peer) -> str:
    """Install what a peer needs, unless it is there; return why that cannot be, or nothing."""
    npm = [name.removeprefix("npm:") for name in peer.packages if name.startswith("npm:")]
    pip = [name for name in peer.packages if not name.startswith("npm:")]
    try:
        if npm and not all((SCRATCH / "node_modules" / name).is_dir() for name in npm):
            _run("npm", "install", "--prefix", str(SCRATCH), "--no-audit", "--no-fund", "--loglevel=error", *npm)
        if pip:
            if not PYTHON.exists():
                venv.create(SCRATCH / "venv", with_pip=True)
            _run(str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *pip)
    except FileNotFoundError as error:
        return f"{error.filename} is not installed"
    except subprocess.SubprocessError as error:
        said = getattr(error, "stderr", None) or b"it took too long"
        return " ".join(said.decode(errors="replace").split())[-80:]
    return ""


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)


def cpu(command: Sequence[str]) -> float:
    """Return the CPU seconds, user and system, of a command; what it finds or how it ends is all the same."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, stdin=subprocess.DEVNULL, timeout=PATIENCE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Some end with how much they found.
    if b"Traceback" in done.stderr or b"Error: " in done.stderr or done.returncode in (126, 127) or done.returncode < 0:
        raise subprocess.CalledProcessError(done.returncode, command, stderr=done.stderr)
    if len(command) > MANY and not done.stdout:
        sys.exit(f"{command[0]} found nothing in the whole text: it has not done its work")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def prepare(folder: Path) -> tuple[list[str], str, int]:
    """Write the text and what the peers look for; return the files, one of a line, and how many words there are."""
    from attrib.lexicon import load

    # prh makes a pattern of each, in which a hyphen is refused.
    words = sorted(filter(str.isalpha, load().cues))[:WORDS]
    (folder / "words.json").write_text(json.dumps(words))
    (folder / "matcher.py").write_text(SPACY)
    rules = "\n".join(f"  - expected: {json.dumps(word.upper())}\n    pattern: {json.dumps(word)}" for word in words)
    (folder / "prh.yml").write_text(f"version: 1\nrules:\n{rules}\n")
    config = {"rules": {"prh": {"rulePaths": [str(folder / "prh.yml")]}}}
    (folder / "textlint.json").write_text(json.dumps(config))
    files = []
    texts = articles(SIZE)
    for number, text in enumerate(texts):
        files.append(str(folder / f"{number:04}.txt"))
        Path(files[-1]).write_text(text, encoding="utf-8")
    (folder / "line.txt").write_text("Sidang digelar Senin.\n")
    return files, str(folder / "line.txt"), sum(len(text.split()) for text in texts)


def measured(peers: Sequence[Peer], folder: Path, runs: int) -> tuple[dict[str, tuple[float, float]], int]:
    """Return each peer's CPU seconds for one line and for all of the text beyond that, medians of runs in turns."""
    files, line, words = prepare(folder)
    taken: dict[str, list[tuple[float, float]]] = {}
    cpu(ATTRIB.command(folder, [line]))
    for _ in range(runs):
        for peer in peers:
            try:
                pair = cpu(peer.command(folder, [line])), cpu(peer.command(folder, files))
            except (OSError, subprocess.SubprocessError) as error:
                print(f"{peer.name:<28}skipped: it fails here ({' '.join(str(error).split())[-60:]})")
                continue
            taken.setdefault(peer.name, []).append(pair)
    medians = {}
    for name, pairs in taken.items():
        start, whole = (median(values) for values in zip(*pairs, strict=True))
        medians[name] = (start, max(whole - start, 1e-3))
    return medians, words


def main() -> None:
    """Install the peers, measure all in turns, print a table."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPATH"] = str(ROOT)
    peers = [ATTRIB]
    for peer in PEERS:
        why = install(peer)
        if why:
            print(f"{peer.name:<28}skipped: {why}")
        else:
            peers.append(peer)
    with TemporaryDirectory() as folder:
        found, words = measured(peers, Path(folder), 1 if "--quick" in sys.argv else 5)
    start, text = found[ATTRIB.name]
    print(f"{words:,} words of made-up Indonesian copy; CPU time, medians; attrib is 1")
    print(f"{'':<28}{'start-up':>9}{'ratio':>7}{'words/s':>12}{'ratio':>7}  looks for")
    for peer in peers:
        if peer.name in found:
            own_start, own_text = found[peer.name]
            speed, ratio = words / own_text, text / own_text
            row = f"{own_start * 1000:6.0f} ms{own_start / start:7.2f}{speed:12,.0f}{ratio:7.2f}"
            print(f"{peer.name:<28}{row}  {peer.does}")
    if "--clean" in sys.argv:
        shutil.rmtree(SCRATCH, ignore_errors=True)


if __name__ == "__main__":
    main()
