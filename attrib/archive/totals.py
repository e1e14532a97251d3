"""What an archive comes to: the figures of its parts added up on disk, however many outlets and names there are."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from attrib.batch import Row
from attrib.model import SEVERITIES, STATUSES
from attrib.reports.tally import ATTRIBUTED, Tally

SCHEMA: Final = "attrib-archive-totals/1"
MOST_SOURCES: Final = 100
NAMED_GRADES: Final = frozenset("ABC")
"""Of sources whom a reader could look up; the others have no name to be counted by."""
MOST_SHOWN: Final = 1000
"""Outlets' months of which a person may be shown any; the file has them all."""
NO_MONTH: Final = ""

Summary = dict[str, Any]
"""The figures of one part, in plain values: documents, waived, statuses, severities, codes, outlets, sources."""


def summary(rows: Iterable[Row]) -> Summary:
    """Return the figures of some rows."""
    figures: dict[str, Counter[str]] = {name: Counter() for name in ("statuses", "severities", "codes")}
    cells: dict[tuple[str, str], Counter[str]] = {}
    sources: dict[tuple[str, str], list[int]] = {}
    documents = waived = 0
    for row in rows:
        documents += 1
        waived += row["waived"]
        statuses = {status: row[status] for status in STATUSES}
        figures["statuses"].update(statuses)
        figures["severities"].update(finding["severity"] for finding in row["findings"])
        figures["codes"].update(finding["code"] for finding in row["findings"])
        cell = cells.setdefault((row["outlet"] or "", month(row["date"])), Counter())
        cell.update({"documents": 1, **statuses})
        for key, statements in _quoted(row).items():
            counts = sources.setdefault(key, [0, 0])
            counts[0] += statements
            counts[1] += 1
    return {
        "documents": documents,
        "waived": waived,
        **figures,
        "outlets": [[*key, cell["documents"], *(cell[status] for status in STATUSES)] for key, cell in cells.items()],
        "sources": [[*key, *counts] for key, counts in sources.items()],
    }


def month(date: str | None) -> str:
    """Return the month of a date (YYYY-MM), or NO_MONTH where it does not begin with one."""
    year, dash, rest = (date or "").partition("-")
    number = rest[:2]
    known = dash and len(year) == 4 and (year + number).isascii() and (year + number).isdigit() and len(number) == 2
    return f"{year}-{number}" if known and "01" <= number <= "12" else NO_MONTH


def _quoted(row: Row) -> dict[tuple[str, str], int]:
    """Return how many statements of a document rest on each of its sources that have a name."""
    found: dict[tuple[str, str], int] = {}
    for source in row["sources"]:
        if source["grade"] in NAMED_GRADES and source["statements"]:
            key = (source["name"], source["kind"])
            found[key] = found.get(key, 0) + source["statements"]
    return found


class Totals:
    """The figures of a whole archive in the making, kept in the file of a data base that is lost with it."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base
        self.documents = self.waived = 0
        self.figures: dict[str, Counter[str]] = {name: Counter() for name in ("statuses", "severities", "codes")}
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        columns = ", ".join(f"{status} INTEGER" for status in STATUSES)
        base.execute(f"CREATE TABLE cells (outlet, month, documents INTEGER, {columns}, PRIMARY KEY (outlet, month))")
        base.execute(
            "CREATE TABLE sources (name, kind, statements INTEGER, documents INTEGER, PRIMARY KEY (name, kind))"
        )

    def add(self, part: Summary) -> None:
        """Add the figures of one part."""
        self.documents += part["documents"]
        self.waived += part["waived"]
        for name, counter in self.figures.items():
            counter.update(part[name])
        self._add("cells", ("outlet", "month"), ("documents", *STATUSES), part["outlets"])
        self._add("sources", ("name", "kind"), ("statements", "documents"), part["sources"])

    def _add(self, table: str, keys: Sequence[str], counts: Sequence[str], rows: list[list[Any]]) -> None:
        marks = ", ".join("?" * (len(keys) + len(counts)))
        more = ", ".join(f"{name} = {name} + excluded.{name}" for name in counts)
        command = f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {more}"
        self.base.executemany(command, rows)

    def whole(self, errors: int) -> Row:
        """Return all figures but those of outlets, which `outlets` yields."""
        statuses = {status: self.figures["statuses"][status] for status in STATUSES}
        codes = sorted(self.figures["codes"].items(), key=lambda item: (-item[1], item[0]))
        return {
            "documents": self.documents,
            "errors": errors,
            **shares(statuses),
            "findings": {severity: self.figures["severities"][severity] for severity in reversed(SEVERITIES)},
            "waived": self.waived,
            "codes": [{"code": code, "findings": count} for code, count in codes],
            "sources": list(self._sources()),
        }

    def _sources(self) -> Iterator[Row]:
        order = "ORDER BY statements DESC, documents DESC, name, kind LIMIT ?"
        for row in self.base.execute(f"SELECT name, kind, statements, documents FROM sources {order}", (MOST_SOURCES,)):
            yield dict(zip(("name", "kind", "statements", "documents"), row, strict=True))

    def outlets(self, most: int = -1) -> Iterator[Row]:
        """Yield the figures of each outlet in each month, at most so many; both are None where records do not say."""
        names = ("outlet", "month", "documents", *STATUSES)
        for row in self.base.execute(f"SELECT {', '.join(names)} FROM cells ORDER BY outlet, month LIMIT ?", (most,)):
            outlet, month, documents, *counts = row
            statuses = dict(zip(STATUSES, counts, strict=True))
            yield {"outlet": outlet or None, "month": month or None, "documents": documents, **shares(statuses)}


def shares(statuses: dict[str, int]) -> Row:
    """Return counts by status with what they mean: statements, coverage, the share of anonymous ones among sourced."""
    figures = Tally(statuses, {})
    sourced = sum(statuses[status] for status in ATTRIBUTED)
    anonymous = round(statuses["anonymous"] / sourced, 4) if sourced else None
    return {"statements": figures.statements, **statuses, "coverage": figures.coverage, "anonymous_share": anonymous}


@contextmanager
def totals(file: str) -> Iterator[Totals]:
    """Give totals that are kept in a file, which may be removed afterwards."""
    base = sqlite3.connect(file, isolation_level=None)
    try:
        made = Totals(base)
        base.execute("BEGIN")
        yield made
    except sqlite3.OperationalError as error:
        # As a rule a full disk.
        raise OSError(str(error)) from error
    finally:
        base.close()


def written(whole: Row, outlets: Iterable[Row]) -> Iterator[str]:
    """Yield the file of totals, schema attrib-archive-totals/1, an outlet's month a line."""
    from attrib.reports.safe import to_json

    yield to_json({"schema": SCHEMA, **whole})[:-1] + ', "outlets": ['
    for number, row in enumerate(outlets):
        yield (",\n" if number else "\n") + to_json(row)
    yield "\n]}\n"


def read(data: bytes) -> Row | None:
    """Return what a file of totals holds, None if it is none."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and value.get("schema") == SCHEMA else None
