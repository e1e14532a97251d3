"""One `attrib rules test` from its folders to its outcome."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from attrib import lexicon, proofs
from attrib.config import Exit
from attrib.reports.proofs import failure


class Proved(NamedTuple):
    """What a run of proofs came to: the failures as a report, a closing line, and how the run ends."""

    failures: str
    summary: str
    exit: Exit


def prove(folders: tuple[Path, ...]) -> Proved:
    """Run the proofs of the shipped rules, or of folders that extend them; a wrong file is a RuleError."""
    rules = lexicon.load(folders)
    outcomes = list(proofs.run(proofs.read_proofs(folders or (lexicon.shipped(),)), rules))
    failed = [outcome for outcome in outcomes if not outcome.passed]
    summary = f"{len(outcomes)} proofs, {len(failed)} failed"
    return Proved("".join(map(failure, failed)), summary, Exit.FINDINGS if failed else Exit.CLEAN)
