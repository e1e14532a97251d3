"""The command line: parse, build, execute; what is heavy is imported by the command that needs it."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from attrib import __version__, completion, options
from attrib.config import Config, Exit
from attrib.errors import AttribError, UsageError
from attrib.manual import Page
from attrib.output import complain, end_on_terminate, put, say, terminal_width, wants_colour
from attrib.progress import progress
from attrib.reports import Context

if TYPE_CHECKING:
    from attrib.model import Analysis
    from attrib.outlets import Target
    from attrib.terms import Terms

_LATE = ("archive", "baseline", "completion", "explain", "init", "lsp", "rule", "rules")
"""Commands that a check need not define."""
_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Refused(click.ClickException):
    """An AttribError on its way out: its own line or lines on standard error, status 2."""

    exit_code = Exit.FAILED

    def show(self, file: Any = None) -> None:
        for line in self.message.split("\n"):
            say(line)


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_LATE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _LATE:
            return super().get_command(ctx, cmd_name)
        from attrib.commands import COMMANDS

        return next(command for command in COMMANDS if command.name == cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AttribError as error:
            raise _Refused(str(error)) from error
        except KeyboardInterrupt:
            raise click.exceptions.Exit(Exit.INTERRUPTED) from None


@click.group(cls=_Commands, context_settings=_HELP)
@click.version_option(__version__, prog_name="attrib", message="%(prog)s %(version)s")
def cli() -> None:
    """Ask of every statement in an Indonesian news draft: kata siapa?

    attrib finds the words that attribute, links them to their sources, and gives every statement a status:
    named, anonymous, carried on, hearsay, unattributed, or in need of no source. What stands without a
    source, or on a weak one, is flagged.

    \b
    Examples:
      attrib check drafts/                      every draft in a folder
      attrib check naskah.txt --lang en         one draft, in English
      attrib show naskah.txt                    each statement, with cue and source marked
      attrib explain naskah.txt:3               why a statement has the status that it has
      attrib rule METONYM                       what a check asks for, and why
      attrib rules test rules-redaksi/          prove a newsroom's own rules
      attrib archive arsip.jsonl hasil.jsonl    every draft of an archive, overnight

    `atribusi` and `python -m attrib` are the same program, for systems where another one is called attrib.
    """


@cli.command(cls=Page, epilog="See also: attrib init, attrib rule, attrib baseline, attrib explain, attrib archive.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...", shell_complete=completion.files)
@options.for_check
@click.pass_context
def check(ctx: click.Context, /, paths: tuple[str, ...], **given: Any) -> None:
    """Check drafts and report what stands without a source.

    PATHS are drafts, folders, patterns such as 'drafts/**/*.md' (in quotes; ** is any number of folders),
    or - for standard input; none means the current folder. In folders .txt, .md, .markdown, .html, .htm, .docx
    and .odt are checked and hidden names left out. A draft given by its own name is checked whatever its suffix;
    an archive, .jsonl with an article a line, only so. Of .html, .docx and .odt a line is a paragraph.

    What .attribignore names (the syntax of .gitignore; sought from the draft upward to the root of its
    repository) is not checked: the summary counts such drafts, and a note tells of one given by its name.

    Settings come from the command line, else from the environment, else from the file nearest to each draft, sought
    like .attribignore; what the run has only once (lang, format, fail-under, baseline, jobs) from the file nearest
    to the folder that all PATHS are in.

    The report goes to standard output; the summary, notes and errors to standard error.

    \b
    Exit status:
      0  nothing at or above --fail-on, nothing short of --fail-under
      1  findings, or too little attributed
      2  the job could not be done: usage, wrong settings or rules, a draft that
         is missing or unreadable, a path that matches nothing; the other drafts
         are still reported

    \b
    Examples:
      attrib check drafts/ --fail-on warning
      attrib check 'drafts/2024-*/**/*.txt' --format json -o laporan.json
      attrib check naskah.md --select QUOTE-NOSRC,RUMOR
      attrib check drafts/ --report sarif:attrib.sarif --report html:hari-ini.html
      attrib check drafts/ --diff-base origin/main
      attrib check drafts/ --baseline .attrib-baseline.json
      attrib check drafts/ --fail-on never --fail-under 70 --statistics
      pbpaste | attrib check - --stdin-filename naskah.md --format full
    """
    from attrib.outlets import outlets
    from attrib.run import check as run

    started = time.perf_counter()
    book = options.book(ctx, _base(paths, given))
    config = book.whole()
    if given["show_settings"] or given["show_files"]:
        from attrib.overview import show

        ctx.exit(show(book, config, given["show_settings"]))
    given |= {"lang": config.lang, "name": _form(ctx, config)}
    with outlets(_contexts(ctx, given)) as reports:
        with progress(not given["quiet"]) as watch:
            outcome = run(config, book, reports.pieces, reports.take, watch)
        reports.deliver(outcome)
    for failure in outcome.failures:
        complain(failure)
    if outcome.figures.is_below(config.fail_under):
        from attrib.reports.summary import shortfall

        say(shortfall(outcome.figures, config.fail_under, config.lang))
    if not given["quiet"]:
        from attrib.reports.summary import line

        for note in outcome.found.notes:
            say(note)
        seconds = time.perf_counter() - started
        figures = (outcome.figures, outcome.drafts, len(outcome.failures))
        left_out = outcome.left_out._asdict()
        say(line(*figures, seconds, outcome.hidden, outcome.found.ignored, config.lang, **left_out))
    ctx.exit(outcome.exit)


@cli.command()
@click.argument("file", shell_complete=completion.files)
@options.stage
@options.lang
@options.rules
@options.text_field
@options.id_field
@options.config
@options.isolated
@click.pass_context
def show(ctx: click.Context, /, file: str, stage: str, **given: Any) -> None:
    """Print what attrib sees in a draft.

    By default each statement with its status, its reasons and what it leans on, {cues} and [sources] marked
    as in rule files. The other stages are what the pipeline makes of the draft on the way there, one item a
    line: line:column, offsets, facts, words, parted by tabs. FILE may be - for standard input.

    \b
    Examples:
      attrib show naskah.txt
      attrib show naskah.txt --stage links
      attrib show arsip.jsonl:3                 the third article of an archive
    """
    from attrib.reports.show import show as shown

    put(shown(_examined(ctx, file)[0], stage))


@cli.command()
@click.argument("file", shell_complete=completion.files)
@options.lang
@options.rules
@options.text_field
@options.id_field
@options.colour
@options.config
@options.isolated
@click.pass_context
def sources(ctx: click.Context, /, file: str, **given: Any) -> None:
    """Print who the sources of a draft are.

    Each with its role, its kind, its grade (A: a named person or pinned document; B: a named body or medium;
    C: a seat that speaks, or a role alone; D: described but unnamed; E: bare or vague; F: abstract or
    unresolved) and the number of statements that rest on it. FILE may be - for standard input.
    """
    from attrib.reports.sources import table

    analysis, terms = _examined(ctx, file)
    put(table(analysis, _context({**given, "lang": terms.config.lang, "output": None})) + "\n")


def _base(paths: tuple[str, ...], given: dict[str, Any]) -> Config:
    """Return what only options say."""
    return Config(
        paths=paths or (".",),
        exit_zero=given["exit_zero"],
        no_suppress=given["no_suppress"],
        diff_base=given["diff_base"],
        stdin_filename=given["stdin_filename"],
        cache=not given["no_cache"],
    )


def _form(ctx: click.Context, config: Config) -> str:
    """Return the format of the main report; raises UsageError for two at once."""
    if not ctx.params["statistics"]:
        return config.format
    if ctx.get_parameter_source("name") == ParameterSource.DEFAULT or config.format == "statistics":
        return "statistics"
    what = f"takes the place of the report that --format {config.format} asks for"
    raise UsageError("--statistics", what, f"--report {config.format}:FILE writes that one as well")


def _contexts(ctx: click.Context, given: dict[str, Any]) -> dict[Target, Context]:
    """Return the reports to make, each with how it is to look."""
    from attrib.outlets import STDOUT, Target, targets

    names = ("name", "output", "statistics")
    named = any(ctx.get_parameter_source(name) != ParameterSource.DEFAULT for name in names)
    wanted = targets(Target(given["name"], given["output"] or STDOUT), given["reports"], named)
    return {target: _context({**given, "output": target.output}) for target in wanted}


def _context(given: dict[str, Any]) -> Context:
    to_file = given["output"] not in (None, "-")
    colour = wants_colour(given["colour"], None if to_file else sys.stdout)
    return Context(given["lang"], colour, terminal_width(), __version__)


def _examined(ctx: click.Context, file: str) -> tuple[Analysis, Terms]:
    """Return all that is known of a draft, and by which terms; the command fails if it cannot be read."""
    from attrib.examining import examine
    from attrib.model import Failure
    from attrib.reports.told import failure, told
    from attrib.terms import Library

    terms = Library(options.book(ctx)).of(file)
    result = examine(file, terms.lexicon, terms.config)
    lang = terms.config.lang
    if isinstance(result, Failure):
        complain(failure(result, lang))
        raise click.exceptions.Exit(Exit.FAILED)
    draft = result.article.draft
    for note in (*draft.notes, *result.faults):
        say(f"{draft.path}: {told(note, lang)}")
    return result, terms


def main() -> None:
    """Run the command line and exit with one of config.Exit's statuses."""
    end_on_terminate()
    try:
        status = cli.main(prog_name="attrib", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = Exit.FAILED
    except (click.Abort, KeyboardInterrupt):
        status = Exit.INTERRUPTED
    except Exception:
        # A bug must not end with Python's own status 1, which here means findings.
        import traceback

        traceback.print_exc()
        status = Exit.FAILED
    sys.exit(status)
