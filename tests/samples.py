"""Analyses built by hand: what the reports are tested on, whatever the matcher makes of a text."""

from __future__ import annotations

from attrib.model import (
    Analysis,
    Article,
    Attribution,
    Cue,
    Draft,
    Entity,
    Failure,
    Finding,
    Report,
    Source,
    Span,
    Statement,
    Tokens,
)

TEXT = (
    "Jembatan Wira Ambruk\n\n"
    "Jembatan gantung di Desa Sukawira dilaporkan ambruk pada Senin (1/7) pagi.\n\n"
    '"Tali bajanya putus sejak subuh," kata Kepala Desa Sukawira Darma Lesmana.\n\n'
    "Menurut seorang pegawai yang enggan disebut namanya, perawatan jembatan itu tidak pernah dilakukan "
    "selama lima tahun. Anggarannya dipakai untuk membangun kolam renang pribadi.\n\n"
    "Sukawira terletak di tepi Sungai Wira."
)


def span(words: str, text: str = TEXT) -> Span:
    """Return where words stand for the first time."""
    start = text.index(words)
    return Span(start, start + len(words))


def draft(path: str = "drafts/jembatan.txt", text: str = TEXT) -> Draft:
    """Return a draft whose whole text is prose."""
    starts = (0, *(index + 1 for index, char in enumerate(text) if char == "\n"))
    return Draft(path, text, text, (), starts)


def finding(code: str, severity: str, words: str, texts: tuple[str, str], statement: int | None) -> Finding:
    """Return a finding at words of the sample text."""
    start, end = span(words)
    line, column = draft().place(start)
    end_line, end_column = draft().place(end)
    message, advice = texts
    mark = f"{code.lower()}-{start}"
    return Finding(code, severity, message, advice, start, end, line, column, end_line, end_column, statement, mark)


def statement(number: int, words: str, paragraph: int, status: str, reason: str, *links: int | None) -> Statement:
    """Return a statement of the sample text; links are source, carried_from, supported_by."""
    start, end = span(words)
    source, carried, supported = (*links, None, None, None)[:3]
    place = draft().place(start)
    return Statement(number, start, end, *place, paragraph, status, (reason,), (), source, carried, supported)


STATEMENTS = (
    statement(1, "Jembatan Wira Ambruk", 1, "skipped", "heading"),
    statement(2, TEXT.split("\n\n")[1], 2, "hearsay", "passive-report"),
    statement(3, TEXT.split("\n\n")[2], 3, "named", "cue-post", 1),
    statement(4, TEXT.split("\n\n")[3].partition(" Anggarannya")[0], 4, "anonymous", "cue-according", 2),
    statement(5, "Anggarannya dipakai untuk membangun kolam renang pribadi.", 4, "unattributed", "accusation"),
    statement(6, "Sukawira terletak di tepi Sungai Wira.", 5, "exempt", "background"),
)

_FINER = "Kepala Desa Sukawira Darma Lesmana"
_STAFF = "seorang pegawai yang enggan disebut namanya"


def _cue(words: str, rule: str, frame: str) -> Cue:
    start, end = span(words)
    return Cue(start, end, words, rule, frame, "speech", False, 0, 1)


def _source(words: str, name: str | None, role: str | None, grade: str) -> Source:
    start, end = span(words)
    return Source(start, end, words, "person", grade, name, role, None, words.split()[0])


ATTRIBUTIONS = (
    Attribution(
        1,
        2,
        "indirect",
        _cue("dilaporkan", "laporkan", "passive"),
        None,
        (),
        None,
        True,
        None,
        "passive-bare",
    ),
    Attribution(
        2,
        3,
        "direct",
        _cue("kata", "kata", "post"),
        _source(_FINER, "Darma Lesmana", "Kepala Desa Sukawira", "A"),
        (span('"Tali bajanya putus sejak subuh,"'),),
        1,
        True,
        None,
        "right-of-cue",
    ),
    Attribution(
        3,
        4,
        "indirect",
        _cue("Menurut", "menurut", "according"),
        _source(_STAFF, None, "pegawai", "D"),
        (span("perawatan jembatan itu tidak pernah dilakukan selama lima tahun"),),
        2,
        True,
        None,
        "right-of-cue",
    ),
)

ENTITIES = (
    Entity(1, "Darma Lesmana", "Kepala Desa Sukawira", "person", "A", (span(_FINER),), ("new",)),
    Entity(2, _STAFF, None, "person", "D", (span(_STAFF),), ("new",)),
)

FINDINGS = (
    finding(
        "PASSIVE-REPORT",
        "error",
        "dilaporkan",
        (
            "Pasif tanpa pelaku: “dilaporkan” tidak mengatakan siapa yang melapor.",
            "Tulis siapa yang melaporkannya: [nama, jabatan].",
        ),
        2,
    ),
    finding(
        "ANON-NOREASON",
        "warning",
        _STAFF,
        ("Nama sumber disimpan tanpa alasan.", "Tambahkan mengapa namanya tidak ditulis."),
        4,
    ),
    finding(
        "ACCUSE-NOSRC",
        "error",
        "Anggarannya dipakai untuk membangun kolam renang pribadi.",
        ("Tuduhan ini berdiri tanpa sumber.", "Tambahkan siapa yang menuduh: kata [nama, jabatan]."),
        5,
    ),
)


def analysis(path: str = "drafts/jembatan.txt") -> Analysis:
    """Return a draft with three findings, two sources and a statement of nearly every status."""
    article = Article(draft(path), Tokens([], [], []), (), ())
    return Analysis(article, STATEMENTS, ATTRIBUTIONS, ENTITIES, FINDINGS)


def clean(path: str = "drafts/bersih.txt") -> Analysis:
    """Return a draft with one sourced statement and nothing to find."""
    return analysis(path)._replace(
        statements=STATEMENTS[2:3], attributions=ATTRIBUTIONS[1:2], entities=ENTITIES[:1], findings=()
    )


def report(*analyses: Analysis, failures: tuple[Failure, ...] = ()) -> Report:
    """Return a report of some drafts."""
    return Report(analyses or (analysis(),), failures)
