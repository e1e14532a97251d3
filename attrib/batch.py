"""The pure function over a batch of articles that every engine runs: plain values in, plain rows out.

`judge` is all that an engine needs: it and its `Recipe` are pickled, rules are made ready once in each process, nothing
is kept open. A row is what schema attrib-archive-row/1 says (attrib-archive-row-1.schema.json in attrib/archive).
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from attrib.api import Examined, examine
from attrib.config import HARD_NEWS, Config
from attrib.errors import DraftError, UsageError
from attrib.examining import GARBAGE_THRESHOLD, died, failure_of, own_failure
from attrib.lexicon import digest, load, shipped
from attrib.lexicon.entries import GivenWords, Lexicon
from attrib.limits import Limits, from_environment
from attrib.model import Draft, Entity, Finding
from attrib.readers.masking import FOR_US
from attrib.reports.sources import statements_of
from attrib.reports.tally import tally
from attrib.settings.book import Book
from attrib.terms import Terms, terms_of, words_of

Row = dict[str, Any]
"""A document's row; or, with the fields `path`, `id` and `error` alone, why it has none or an incomplete one."""
FINDING_FIELDS: Final = ("code", "severity", "start", "end", "line", "column", "statement", "fingerprint")
SOURCE_FIELDS: Final = ("name", "role", "kind", "grade")
ALIKE: Final = (
    "text_field",
    "id_field",
    "section",
    "min_severity",
    "severity",
    "household_names",
    "anonymity_reasons",
)
"""Fields that settings and recipes have in common, and in the same form."""


class Recipe(NamedTuple):
    """How articles are judged, in plain values: where records hold what, whose rules, which section and checks.

    `rules` are folders that must be where the work is done; `digest` makes sure that the same rules are there. The
    other fields are those of Config, `select` and `ignore` in the order of the alphabet.
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
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: str = "info"
    severity: tuple[tuple[str, str], ...] = ()
    household_names: tuple[str, ...] = ()
    anonymity_reasons: tuple[str, ...] = ()

    def config(self) -> Config:
        """Return the settings that this recipe is made of, as far as verdicts follow from them."""
        alike: dict[str, Any] = {name: getattr(self, name) for name in ALIKE}
        select, ignore = frozenset(self.select), frozenset(self.ignore)
        return Config(lang="en", rules=tuple(map(Path, self.rules)), select=select, ignore=ignore, **alike)


class Item(NamedTuple):
    """A document to judge, known by its place: a line of JSON, a record, or else a file of that name; `died` says how
    a process ended that was at it, `recipe` how it is judged if that is not how most are.
    """

    place: str
    line: bytes | None = None
    record: dict[str, Any] | None = None
    died: str = ""
    recipe: Recipe | None = None


def recipe(rules: Sequence[str] = (), **others: Any) -> Recipe:
    """Return a recipe for the rules as they are here and now, `others` being fields of Recipe.

    Raises RuleErrors, UsageError for an unknown section or check.
    """
    made = Recipe(rules=tuple(map(str, rules)), **{"limits": from_environment(), **others})
    return _sealed(made, made.config())


class Recipes:
    """The recipes that settings make for documents; `others` are fields of Recipe of which they know nothing.

    All of it raises RuleErrors for a wrong rule file, UsageError for wrong settings.
    """

    def __init__(self, book: Book, **others: Any) -> None:
        self.book = book
        self.others = others
        self._made: dict[Config, Recipe] = {}

    def of(self, path: str) -> Recipe:
        """Return the recipe of a document, or of an archive of many, by its path."""
        return self._recipe(self.book.of(path))

    def whole(self) -> Recipe:
        """Return the recipe of the folder that the book is for."""
        return self._recipe(self.book.whole())

    def _recipe(self, config: Config) -> Recipe:
        if config not in self._made:
            made = Recipe(
                rules=tuple(map(str, config.rules)),
                select=tuple(sorted(config.select)),
                ignore=tuple(sorted(config.ignore)),
                limits=config.limits or from_environment(),
                **{name: getattr(config, name) for name in ALIKE},
                **self.others,
            )
            self._made[config] = _sealed(made, config)
        return self._made[config]


def _sealed(made: Recipe, config: Config) -> Recipe:
    """Return a recipe with the digest of its rules as they are here, once it is known that it is none that fails."""
    words = words_of(config)
    made = made._replace(digest=digest([shipped(), *config.rules], words))
    terms_of(config, _lexicon(config.rules, words, made.digest))
    return made


def judge(items: Iterable[Item], recipe: Recipe, tell: Callable[[int], None] = lambda number: None) -> Iterator[Row]:
    """Yield the row of each document in turn, for one that cannot be judged its error; raises for no content.

    `tell` is told the number of each before it is begun. Raises UsageError where other rules are in force than the
    recipe was made for.
    """
    for number, item in enumerate(items):
        tell(number)
        own = item.recipe or recipe
        yield from _judged(item, own, _terms(own))


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


@lru_cache(maxsize=64)
def _terms(recipe: Recipe) -> Terms:
    """Return the terms that a recipe makes here, made ready once in each process."""
    config = recipe.config()
    return terms_of(config, _lexicon(config.rules, words_of(config), recipe.digest))


@lru_cache(maxsize=4)
def _lexicon(rules: tuple[Path, ...], words: GivenWords, digest: str) -> Lexicon:
    gc.set_threshold(GARBAGE_THRESHOLD)
    lexicon = load(rules, words)
    if lexicon.digest != digest:
        where = ", ".join(map(str, rules)) or "shipped"
        what = f"the rules here ({where}) or the version of attrib are not those that the work was begun with"
        raise UsageError("--rules", what, "install the same everywhere, begin again with --fresh")
    return lexicon
