"""The options of the commands, said once: those that several share, and those of `attrib check`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click
from click.core import ParameterSource

from attrib import completion
from attrib.config import FAIL_ON, HARD_NEWS, Config, split_codes
from attrib.errors import UsageError
from attrib.reports import REPORTS

if TYPE_CHECKING:
    from attrib.settings.book import Book
    from attrib.settings.keys import Value

_CommandT = TypeVar("_CommandT", bound=Callable[..., Any])


lang = click.option(
    "--lang",
    type=click.Choice(["id", "en"]),
    default="id",
    show_default=True,
    envvar="ATTRIB_LANG",
    help="Language of messages and headings; $ATTRIB_LANG sets it too.",
)
rules = click.option(
    "--rules",
    multiple=True,
    metavar="DIR",
    shell_complete=completion.folders,
    help="A newsroom's own rules: they extend the shipped ones, or replace those of the same id. Repeatable.",
)
section = click.option(
    "--section",
    metavar="NAME",
    default=HARD_NEWS,
    show_default=True,
    shell_complete=completion.sections,
    help="The section of the drafts, by which checks are more lenient or off: opinion, feature, fact-check, or "
    "one of the newsroom's own.",
)


def _codes(name: str, help_: str) -> Callable[[_CommandT], _CommandT]:
    return click.option(name, multiple=True, metavar="CODES", shell_complete=completion.codes, help=help_)


select = _codes("--select", "Only these checks; a comma list, repeatable.")
ignore = _codes("--ignore", "Not these checks, even if selected; the same.")
extend_select = _codes("--extend-select", "These checks as well as those that the settings select.")
extend_ignore = _codes("--extend-ignore", "Nor these checks, besides those that the settings ignore.")
colour = click.option(
    "--color",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour; auto: on a terminal, as NO_COLOR, FORCE_COLOR and CLICOLOR have it.",
)
config = click.option(
    "--config",
    metavar="FILE",
    default="",
    shell_complete=completion.files,
    help="Settings for all drafts, in place of the attrib.toml, pyproject.toml or setup.cfg nearest to each.",
)
isolated = click.option("--isolated", is_flag=True, help="No settings but those of options and the environment.")
text_field = click.option(
    "--text-field",
    metavar="NAME",
    default="text",
    show_default=True,
    help="The field of a .jsonl article that holds its text; dots lead into nested objects.",
)
id_field = click.option(
    "--id-field",
    metavar="NAME",
    default="",
    help="The field of a .jsonl article that holds its id: reports then say arsip.jsonl#ID, not arsip.jsonl:LINE.",
)
jobs = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=0),
    metavar="N",
    default=0,
    envvar="ATTRIB_JOBS",
    help="So many processes; 0 is as many as there are cores, but one where there is little to do.",
)
stage = click.option(
    "--stage",
    type=click.Choice(
        ["tokens", "paragraphs", "quotes", "sentences", "cues", "sources", "links", "entities", "statements"]
    ),
    default="statements",
    show_default=True,
    help="Which product of the pipeline.",
)

SETTINGS: Final = {
    "lang": "lang",
    "name": "format",
    "fail_under": "fail-under",
    "baseline": "baseline",
    "jobs": "jobs",
    "rules": "rules",
    "section": "section",
    "fail_on": "fail-on",
    "min_severity": "min-severity",
    "select": "select",
    "ignore": "ignore",
    "extend_select": "extend-select",
    "extend_ignore": "extend-ignore",
    "text_field": "text-field",
    "id_field": "id-field",
}
"""The options that a file of settings can stand in for, by their names in the code: its keys."""

_CHECK = (
    click.option(
        "--format",
        "name",
        type=click.Choice(list(REPORTS)),
        default="table",
        show_default=True,
        metavar="FORMAT",
        help=f"The form of the report: {', '.join(REPORTS)}.",
    ),
    click.option(
        "-o",
        "--output",
        metavar="FILE",
        shell_complete=completion.files,
        help="Write the report to FILE, whole or not at all.",
    ),
    click.option(
        "--report",
        "reports",
        multiple=True,
        metavar="FORMAT[:FILE]",
        shell_complete=completion.reports,
        help="One more report of the same run, in a format of --format; without FILE, or with -, on standard output in "
        "place of the table. Repeatable.",
    ),
    click.option(
        "--statistics",
        is_flag=True,
        help="Only counts, in place of the report: findings by check, statements by status, attributions by rule.",
    ),
    click.option(
        "--fail-on",
        type=click.Choice(FAIL_ON),
        default="error",
        show_default=True,
        help="Exit with 1 if a finding is at least this grave, even one that --min-severity hides.",
    ),
    click.option(
        "--min-severity",
        type=click.Choice(FAIL_ON[:-1]),
        default="info",
        show_default=True,
        help="Report only findings at least this grave.",
    ),
    click.option(
        "--fail-under",
        type=click.FloatRange(0, 100),
        metavar="PERCENT",
        default=0,
        help="Exit with 1 if of the statements that need a source, in all drafts of the run, fewer have one.",
    ),
    section,
    click.option(
        "--baseline",
        metavar="FILE",
        shell_complete=completion.files,
        default="",
        help="Leave out the findings that FILE knows; `attrib baseline` writes it.",
    ),
    click.option(
        "--diff-base",
        metavar="REV",
        default="",
        help="Only findings that are new since HEAD parted from REV (git): of each changed draft both versions are "
        "checked.",
    ),
    click.option("--no-suppress", is_flag=True, help="Report what comments in the drafts waive, too."),
    select,
    ignore,
    extend_select,
    extend_ignore,
    config,
    isolated,
    click.option("--show-settings", is_flag=True, help="Print the settings and where each comes from; check nothing."),
    click.option(
        "--show-files",
        is_flag=True,
        help="Print which drafts would be checked, each with its section and its settings; check nothing.",
    ),
    lang,
    rules,
    colour,
    click.option(
        "--stdin-filename",
        metavar="NAME",
        default="-",
        help="The name of the draft on standard input: for the report, its suffix, .attribignore.",
    ),
    text_field,
    id_field,
    jobs,
    click.option("--no-cache", is_flag=True, help="Analyze every draft anew, and keep no result."),
    click.option("-q", "--quiet", is_flag=True, help="Nothing on standard error but errors."),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found; still 2 if the job fails."),
)


_BASELINE = (
    click.option(
        "-o",
        "--output",
        metavar="FILE",
        shell_complete=completion.files,
        default="",
        help="The baseline; by default that of the settings, else .attrib-baseline.json.",
    ),
    click.option("--update", is_flag=True, help="Add what is new to a baseline that there is."),
    click.option("--prune", is_flag=True, help="Drop from a baseline what is fixed."),
    click.option("--reason", metavar="TEXT", default="", help="Why the findings taken up may stay for now."),
    click.option("--owner", metavar="NAME", default="", help="The desk or the role that sees to them."),
    section,
    config,
    isolated,
    lang,
    rules,
    text_field,
    id_field,
    click.option("-q", "--quiet", is_flag=True, help="Nothing on standard error but errors."),
)


def for_baseline(command: _CommandT) -> _CommandT:
    """Give a command the options of `attrib baseline`."""
    for option in reversed(_BASELINE):
        command = option(command)
    return command


def for_check(command: _CommandT) -> _CommandT:
    """Give a command the options of `attrib check`, in the order in which its help lists them."""
    for option in reversed(_CHECK):
        command = option(command)
    return command


def chosen(ctx: click.Context) -> dict[str, Value]:
    """Return what the options of a command and the environment say, by the keys of a file of settings."""
    from attrib.settings.keys import Value

    found: dict[str, Value] = {}
    for param in ctx.command.params:
        source = ctx.get_parameter_source(param.name or "")
        if (
            not isinstance(param, click.Option)
            or param.name not in SETTINGS
            or source not in (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)
        ):
            continue
        value = ctx.params[param.name]
        if SETTINGS[param.name].endswith(("select", "ignore")):
            value = split_codes(value)
        place = f"${param.envvar}" if source == ParameterSource.ENVIRONMENT else param.opts[-1]
        found[SETTINGS[param.name]] = Value(value, place)
    return found


def book(ctx: click.Context, base: Config | None = None, **given: Value) -> Book:
    """Return the settings that hold for the drafts of a command; `given` are further ones that no file changes."""
    from attrib.settings.book import Book

    if ctx.params["config"] and ctx.params["isolated"]:
        raise UsageError("--isolated", "does without the file that --config names", "leave out one of them")
    options = {key.replace("_", "-"): value for key, value in given.items()}
    return Book(base, {**chosen(ctx), **options}, ctx.params["config"], ctx.params["isolated"])
