"""The command that judges an archive."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

import click

from attrib import completion as complete
from attrib import options
from attrib.config import Config, Exit
from attrib.engines import ENGINES
from attrib.errors import UsageError
from attrib.output import put, say, terminal_width, wants_colour
from attrib.progress import progress
from attrib.reports import Context

_OPTIONS = (
    click.option("--fresh", is_flag=True, help="Begin again, whatever there is of OUT."),
    options.jobs,
    click.option(
        "--engine",
        type=click.Choice(list(ENGINES)),
        default="local",
        show_default=True,
        help="Who does the work: processes of this machine, or dask (pip install 'attrib[dask]').",
    ),
    click.option(
        "--scheduler",
        metavar="ADDRESS",
        default="",
        help="The scheduler of a cluster for --engine; by default one is started on this machine.",
    ),
    options.text_field,
    click.option(
        "--id-field", metavar="NAME", default="id", show_default=True, help="The field of a record that holds its id."
    ),
    click.option(
        "--outlet-field", metavar="NAME", default="outlet", show_default=True, help="Where its outlet stands."
    ),
    click.option(
        "--date-field", metavar="NAME", default="date", show_default=True, help="Where its date stands (YYYY-MM-DD)."
    ),
    options.section,
    options.select,
    options.ignore,
    options.extend_select,
    options.extend_ignore,
    click.option("--no-suppress", is_flag=True, help="Count what comments in the drafts waive, too."),
    options.config,
    options.isolated,
    options.rules,
    options.lang,
    options.colour,
    click.option("-q", "--quiet", is_flag=True, help="No totals, and nothing on standard error but errors."),
)


def _options(command: Any) -> Any:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command(epilog="See also: attrib check.")
@click.argument("name", metavar="IN", shell_complete=complete.files)
@click.argument("out", metavar="OUT", shell_complete=complete.files)
@_options
@click.pass_context
def archive(ctx: click.Context, /, name: str, out: str, **given: Any) -> None:
    """Judge an archive of any size, and print what it comes to.

    IN is a file of records, .jsonl, .jsonl.gz or .parquet, or a folder of drafts. OUT gets a row for each document, in
    the order of IN: its statuses, coverage, sources, findings, its id, outlet and date. It is written as JSON lines, or
    as Parquet if its name ends so (pip install 'attrib[parquet]'). What cannot be judged goes, a line each, to a file
    beside it, OUT.errors.jsonl; what all of it comes to, to OUT.totals.json.

    A run that was ended in whatever way goes on where it was if it is begun again: nothing is lost or done twice. Until
    all is done, OUT.parts holds what is. Input, rules or settings that have changed meanwhile are refused.

    Settings are those of attrib check: of the file nearest to IN, or, in a folder, to each draft.

    \b
    Exit status:
      0  every document has its row
      2  something could not be judged, or the job could not be done

    \b
    Examples:
      attrib archive arsip.jsonl.gz hasil.parquet
      attrib archive naskah/ hasil.jsonl --section opinion
      attrib archive arsip.parquet hasil.parquet --engine dask --scheduler tcp://kepala:8786
    """
    from attrib.archive.run import Wish, archive
    from attrib.batch import Recipes
    from attrib.engines import Plan
    from attrib.reports.archive import render, summary, unjudged

    if given["scheduler"] and given["engine"] == "local":
        raise UsageError("--scheduler", "the local engine has none", "say which with --engine")
    started = time.perf_counter()
    book = options.book(ctx, Config((name,), id_field=given["id_field"]))
    config = book.whole()
    fields = {key: given[key] for key in ("outlet_field", "date_field")}
    recipes = Recipes(book, suppress=not given["no_suppress"], **fields)
    made = recipes.whole() if os.path.isdir(name) else recipes.of(name)
    plan = Plan(config.jobs, given["scheduler"])
    with progress(not given["quiet"]) as watch:
        outcome = archive(Wish(name, out, made, given["engine"], plan, given["fresh"], recipes), watch)
    errors = outcome.totals["errors"]
    if not given["quiet"]:
        colour = wants_colour(given["colour"], sys.stdout)
        put(render(outcome.totals, Context(config.lang, colour, terminal_width())))
        say(summary(outcome.totals, outcome.judged, time.perf_counter() - started, config.lang))
    if errors:
        say(unjudged(str(outcome.store.errors), errors, config.lang))
    ctx.exit(Exit.FAILED if errors else Exit.CLEAN)
