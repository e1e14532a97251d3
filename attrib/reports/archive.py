"""What an archive comes to, for people: how much has a source, by outlet and month, who is quoted, what is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrib.model import STATUSES
from attrib.reports import Context
from attrib.reports.labels import LABELS
from attrib.reports.shape import lay_out, style, wrap

Row = Mapping[str, Any]

MOST_OUTLETS: Final = 36
MOST_SOURCES: Final = 10
MOST_CODES: Final = 15
WIDEST: Final = 36
"""Columns of a name."""
_TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "id": {
        "outlet": "Media",
        "month": "Bulan",
        "documents": "Naskah",
        "statements": "Pernyataan",
        "coverage": "Cakupan",
        "anonymous": "Anonim",
        "source": "Sumber yang paling sering dikutip",
        "kind": "Jenis",
        "code": "Kode",
        "findings": "Temuan",
        "unknown": "–",
        "share": "Cakupan {coverage}; dari yang bersumber, {anonymous} anonim.",
        "more": "… Baris lain ada di berkas totals.json.",
        "line": "{documents} naskah, {statements} pernyataan, {errors} tak dapat diperiksa; {judged} naskah baru "
        "dinilai dalam {seconds} detik",
        "unjudged": "{place}: {errors} tak dapat diperiksa",
        "thousand": ".",
        "none": "–",
    },
    "en": {
        "outlet": "Outlet",
        "month": "Month",
        "documents": "Documents",
        "statements": "Statements",
        "coverage": "Coverage",
        "anonymous": "Anonymous",
        "source": "Most quoted sources",
        "kind": "Kind",
        "code": "Code",
        "findings": "Findings",
        "unknown": "–",
        "share": "Coverage {coverage}; of what has a source, {anonymous} is anonymous.",
        "more": "… More rows are in the file totals.json.",
        "line": "{documents} documents, {statements} statements, {errors} could not be judged; {judged} documents "
        "judged now, in {seconds} s",
        "unjudged": "{place}: {errors} could not be judged",
        "thousand": ",",
        "none": "–",
    },
}


def render(totals: Row, context: Context) -> str:
    """Return the totals (schema attrib-archive-totals/1) as tables."""
    says, labels = _TEXTS[context.lang], LABELS[context.lang]
    statuses = [labels[status] for status in STATUSES]
    counts = [_number(totals[status], context) for status in STATUSES]
    shares = says["share"].format(
        coverage=_percent(totals["coverage"], context), anonymous=_percent(totals["anonymous_share"], context)
    )
    blocks = [lay_out(statuses, [counts], ["right"] * len(statuses)), "\n".join(wrap(shares, context.width))]
    names = ("documents", "statements", "coverage", "anonymous")
    blocks.append(_table(("outlet", "month"), names, _outlets(totals["outlets"], context), MOST_OUTLETS, context))
    blocks.append(
        _table(("source", "kind"), ("statements", "documents"), _sources(totals, context), MOST_SOURCES, context)
    )
    codes = [[row["code"], _number(row["findings"], context)] for row in totals["codes"]]
    blocks.append(_table(("code",), ("findings",), codes, MOST_CODES, context))
    return "\n\n".join(filter(None, blocks)) + "\n"


def summary(totals: Row, judged: int, seconds: float, lang: str) -> str:
    """Return the closing line of a run: how much there is, how much of it this run has done."""
    context = Context(lang)
    numbers = {name: _number(totals[name], context) for name in ("documents", "statements", "errors")}
    took = f"{seconds:.1f}".replace(".", LABELS[lang]["decimal"])
    return _TEXTS[lang]["line"].format(**numbers, judged=_number(judged, context), seconds=took)


def unjudged(place: str, errors: int, lang: str) -> str:
    """Return a line that says where it stands what could not be judged."""
    return _TEXTS[lang]["unjudged"].format(place=place, errors=_number(errors, Context(lang)))


def _table(
    left: Sequence[str], right: Sequence[str], rows: Sequence[Sequence[str]], most: int, context: Context
) -> str:
    if not rows:
        return ""
    says = _TEXTS[context.lang]
    headers = [says[name] for name in (*left, *right)]
    table = lay_out(headers, rows[:most], ["left"] * len(left) + ["right"] * len(right))
    more = says["more"] if len(rows) > most else ""
    return f"{table}\n{more}".rstrip()


def _outlets(rows: Iterable[Row], context: Context) -> list[list[str]]:
    none = _TEXTS[context.lang]["unknown"]
    return [
        [
            style(wrap(row["outlet"] or none, WIDEST, 1), context.colour, bold=True),
            row["month"] or none,
            _number(row["documents"], context),
            _number(row["statements"], context),
            _percent(row["coverage"], context),
            _percent(row["anonymous_share"], context),
        ]
        for row in rows
    ]


def _sources(totals: Row, context: Context) -> list[list[str]]:
    labels = LABELS[context.lang]

    def cells() -> Iterator[list[str]]:
        for row in totals["sources"][:MOST_SOURCES]:
            name = style(wrap(row["name"], WIDEST, 1), context.colour, bold=True)
            yield [name, labels[row["kind"]], *(_number(row[key], context) for key in ("statements", "documents"))]

    return list(cells())


def _number(count: int, context: Context) -> str:
    return f"{count:,}".replace(",", _TEXTS[context.lang]["thousand"])


def _percent(share: float | None, context: Context) -> str:
    if share is None:
        return _TEXTS[context.lang]["none"]
    return LABELS[context.lang]["percent"].format(count=f"{share * 100:.0f}")
