"""The pure function over a batch of articles that every engine runs: plain values in, plain rows out.

`judge` is all that an engine needs: it and its `Recipe` are pickled, rules are made ready once in each process, nothing
is kept open. A row is what schema attrib-archive-row/1 says (attrib-archive-row-1.schema.json in attrib/archive).
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

from attrib.api import Examined, examine
from attrib.config import HARD_NEWS, Config
from attrib.errors import DraftError, UsageError
from attrib.examining import GARBAGE_THRESHOLD, died, failure_of, own_failure
from attrib.lexicon import digest, load, shipped
from attrib.limits import Limits, from_environment
from attrib.model import Draft, Entity, Finding
from attrib.readers.masking import FOR_US
from attrib.reports.sources import statements_of
from attrib.reports.tally import tally
from attrib.terms import Terms, terms_of

Row = dict[str, Any]
"""A document's row; or, with the fields `path`, `id` and `error` alone, why it has none or an incomplete one."""
FINDING_FIELDS: Final = ("code", "severity", "start", "end", "line", "column", "statement", "fingerprint")
SOURCE_FIELDS: Final = ("name", "role", "kind", "grade")


class Recipe(NamedTuple):
    """How articles are judged, in plain values: where records hold what, whose rules, which section.

    `rules` are folders that must be where the work is done; `digest` makes sure that the same rules are there.
    """

    text_field: str = "text"
    id_field: str = "id"
    outlet_field: str = "outlet"
    date_field: str = "date"
    rules: tuple[str, ...] = ()
    digest: str = ""
    section: str = HARD_NEWS
    suppress: bool = True
    limits: Limits = Limits()


class Item(NamedTuple):
    """A document to judge, known by its place: a line of JSON, a record, or else a file of that name; `died` says how
    a process ended that was at it.
    """

    place: str
    line: bytes | None = None
    record: dict[str, Any] | None = None
    died: str = ""


def recipe(rules: Sequence[str] = (), **others: Any) -> Recipe:
    """Return a recipe for the rules as they are here and now; raises RuleErrors, UsageError for an unknown section."""
    folders = tuple(map(str, rules))
    made = Recipe(
        rules=folders, digest=digest([shipped(), *map(_path, folders)]), **{"limits": from_environment(), **others}
    )
    _terms(made)
    return made


def judge(items: Iterable[Item], recipe: Recipe, tell: Callable[[int], None] = lambda number: None) -> Iterator[Row]:
    """Yield the row of each document in turn, for one that cannot be judged its error; raises for no content.

    `tell` is told the number of each before it is begun. Raises UsageError where other rules are in force than the
    recipe was made for.
    """
    terms = _terms(recipe)
    for number, item in enumerate(items):
        tell(number)
        yield from _judged(item, recipe, terms)


def judge_lines(lines: Iterable[str], recipe: Recipe, name: str = "") -> Iterator[str]:
    """Yield for each line of JSON one line of JSON: for engines that know only text."""
    from attrib.reports.safe import to_json

    items = (Item(f"{name}:{number}", line=line.encode("utf-8", "replace")) for number, line in enumerate(lines, 1))
    return map(to_json, judge(items, recipe))


def judge_records(records: Iterable[dict[str, Any]], recipe: Recipe, name: str = "") -> Iterator[Row]:
    """Yield for each record its row: for engines that know of fields."""
    return judge((Item(f"{name}:{number}", record=record) for number, record in enumerate(records, 1)), recipe)


def _judged(item: Item, recipe: Recipe, terms: Terms) -> Iterator[Row]:
    about: Row = {"path": item.place, "id": None}
    if item.died:
        yield {**about, "error": died(item.died)}
        return
    try:
        draft, record = _read(item, recipe)
        about["id"] = _named(record, recipe.id_field)
        if isinstance(draft, DraftError):
            yield {**about, "error": failure_of(item.place, draft).message}
            return
        waiving = recipe.suppress and FOR_US in draft.text
        examined = examine(draft, terms, waiving)
        yield {**about, **_origin(record, recipe), **_row(examined)}
        yield from ({**about, "error": fault} for fault in examined.analysis.faults)
    except UsageError:
        raise
    except Exception as error:
        yield {**about, "error": own_failure(item.place, error).message}


def _read(item: Item, recipe: Recipe) -> tuple[Draft | DraftError, dict[str, Any]]:
    """Return a document's draft, or why it has none, and what else its record says."""
    from attrib.readers import read
    from attrib.readers.fields import Fields
    from attrib.readers.jsonl import draft_of, record_of

    fields = Fields(recipe.text_field)
    if item.line is None and item.record is None:
        try:
            return read(item.place, recipe.limits), {}
        except DraftError as error:
            return error, {}
    found = item.record if item.line is None else record_of(item.line, item.place, fields, recipe.limits)
    if isinstance(found, DraftError):
        return found, {}
    assert found is not None
    return draft_of(found, item.place, item.place, fields, recipe.limits), found


def _origin(record: dict[str, Any], recipe: Recipe) -> Row:
    return {"outlet": _named(record, recipe.outlet_field), "date": _named(record, recipe.date_field)}


def _named(record: dict[str, Any], field: str) -> str | None:
    """Return a field as text, None if it has none that could be a name."""
    from attrib.readers.jsonl import value_at

    value = value_at(record, field) if field else None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None


def _row(examined: Examined) -> Row:
    analysis = examined.analysis
    figures = tally([analysis])
    rests = statements_of(analysis)
    return {
        "statements": figures.statements,
        **figures.statuses,
        "coverage": figures.coverage,
        "sources": [_source(entity, len(rests.get(entity.id, ()))) for entity in analysis.entities],
        "findings": [_finding(finding) for finding in analysis.findings],
        "waived": len(examined.waived),
    }


def _source(entity: Entity, statements: int) -> Row:
    return {**{name: getattr(entity, name) for name in SOURCE_FIELDS}, "statements": statements}


def _finding(finding: Finding) -> Row:
    return {name: getattr(finding, name) for name in FINDING_FIELDS}


@lru_cache(maxsize=4)
def _terms(recipe: Recipe) -> Terms:
    """Return the terms that a recipe makes here, made ready once in each process."""
    gc.set_threshold(GARBAGE_THRESHOLD)
    config = Config(lang="en", rules=tuple(map(_path, recipe.rules)), section=recipe.section)
    lexicon = load(config.rules)
    if lexicon.digest != recipe.digest:
        where = ", ".join(recipe.rules) or "shipped"
        what = f"the rules here ({where}) or the version of attrib are not those that the work was begun with"
        raise UsageError("--rules", what, "install the same everywhere, begin again with --fresh")
    return terms_of(config, lexicon)


def _path(name: str) -> Any:
    from pathlib import Path

    return Path(name)
