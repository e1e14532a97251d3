"""One cause, one finding: what is said twice of the same words, and what only stands beside it."""

from __future__ import annotations

import pytest
from marks import cases, found

TEXTS = {
    "a toll is no number too": (
        "Banjir itu menewaskan 637 orang.",
        [("CASUALTY-NOSRC", "warning", "menewaskan 637")],
    ),
    "other words of the statement lack a source of their own": (
        "Bupati sengaja menghindari petani dan menyuap anggota dewan.",
        [("MOTIVE-NOSRC", "warning", "sengaja"), ("ACCUSE-NOSRC", "error", "menyuap")],
    ),
    "another statement lacks one of its own": (
        "Banjir itu menewaskan 637 orang. Angka kemiskinan naik 2 persen.",
        [("CASUALTY-NOSRC", "warning", "menewaskan 637"), ("NUMBER-NOSRC", "info", "2 persen")],
    ),
    "what the source is and that it judges are two matters": (
        "Seorang kader menilai ketua partai itu arogan.",
        [("ANON-NOREASON", "warning", "Seorang kader"), ("ANON-OPINION", "error", "Seorang kader")],
    ),
}


@pytest.mark.parametrize(("text", "findings"), cases(TEXTS))
def test_a_cause_is_reported_once(text: str, findings: list[tuple[str, str, str]]) -> None:
    whole = {"LEAD-UNSOURCED", "ANON-ONLY"}
    assert [finding for finding in found(text) if finding[0] not in whole] == findings
