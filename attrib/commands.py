"""The commands that a check need not define: they explain, begin, write a baseline, serve other programs."""

from __future__ import annotations

from typing import Any, Final

import click

from attrib import completion as complete
from attrib import options
from attrib.archive.command import archive
from attrib.errors import AttribError, UsageError
from attrib.output import complain, put, say, terminal_width, wants_colour
from attrib.reports import Context


@click.command(epilog="See also: attrib rules list, attrib explain.")
@click.argument("name", metavar="NAME", shell_complete=complete.rule_names)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.lang
@options.rules
@options.colour
@options.config
@options.isolated
@click.pass_context
def rule(ctx: click.Context, /, name: str, form: str, **given: Any) -> None:
    """Print all that a rule says of itself.

    NAME is the code of a check: what it reports and why, by which source of press law or style; how grave it is,
    section by section; drafts that it flags and drafts that it lets pass; how to silence it. Or it is the id of any
    other rule, or a word that one knows: its forms, its frame, its proofs.

    \b
    Examples:
      attrib rule METONYM
      attrib rule kata
      attrib rule tewas --lang en
    """
    from attrib.lexicon import shipped
    from attrib.lexicon.gather import gather
    from attrib.lexicon.lookup import find
    from attrib.reports.rule import render

    config = options.book(ctx).whole()
    entries = gather([shipped(), *config.rules])
    sections = [gathered.entry for gathered in entries if gathered.kind == "section"]
    put(render(find(name, entries), sections, form, _context({**given, "lang": config.lang})))


@click.command(epilog="See also: attrib show, attrib rule.")
@click.argument("place", metavar="FILE:LINE[:COLUMN]", shell_complete=complete.files)
@options.lang
@options.rules
@options.colour
@options.text_field
@options.id_field
@options.config
@options.isolated
@click.pass_context
def explain(ctx: click.Context, /, place: str, **given: Any) -> None:
    """Explain why a statement has the status that it has.

    For each statement on a line, or the one at a column: what was asked of it, in order, and what the answers were;
    which words need a source, or free it from that; which words attribute, to whom, and whom they could have meant;
    which look as if they did, and why they do not; who has the floor; its findings.

    \b
    Examples:
      attrib explain naskah.txt:3
      attrib explain naskah.txt:3:47
      attrib explain arsip.jsonl:12:1           line 1 of the twelfth article of an archive
    """
    from attrib import places
    from attrib.examining import examine
    from attrib.model import Failure
    from attrib.reports.explain import render
    from attrib.reports.told import told
    from attrib.terms import Library
    from attrib.trail import trails

    where = places.parse(place)
    terms = Library(options.book(ctx)).of(where.name)
    analysis = examine(where.name, terms.lexicon, terms.config)
    lang = terms.config.lang
    if isinstance(analysis, Failure):
        raise AttribError(analysis.path, " ".join(told(analysis.message, lang).split()))
    for note in (*analysis.article.draft.notes, *analysis.faults):
        say(f"{analysis.article.draft.path}: {told(note, lang)}")
    wanted = places.statements_at(analysis, where)
    asked = trails(analysis, terms.lexicon, [statement.id for statement in wanted])
    put(render(analysis, asked, _context({**given, "lang": lang})))


@click.group()
def rules() -> None:
    """List the rules, or prove them.

    Rules are TOML files; every entry carries sentences that it must match and sentences that it must not.
    """


@rules.command("list")
@click.option("--format", "name", type=click.Choice(["table", "json"]), default="table", show_default=True)
@options.lang
@options.rules
@options.config
@options.isolated
@click.pass_context
def list_rules(ctx: click.Context, /, name: str, **given: Any) -> None:
    """Print every rule in force.

    Its kind and id, what it does, and the words it knows.
    """
    from attrib.reports.rules import render as listed
    from attrib.terms import Library

    book = options.book(ctx)
    config = book.whole()
    put(listed(Library(book).rules(config), name, Context(lang=config.lang, width=terminal_width())))


@rules.command("test")
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=complete.folders)
@click.pass_context
def test_rules(ctx: click.Context, /, paths: tuple[str, ...]) -> None:
    """Prove the rules by their own sentences.

    Every sentence that an entry must match, and every look-alike that it must not, goes through the whole
    matcher: those of all shipped rules, or of a newsroom's own folders at PATH, which then extend the
    shipped ones. Failures are printed. Exit status: 0 all proved, 1 failures, 2 a wrong rule file.

    \b
    Examples:
      attrib rules test
      attrib rules test rules-redaksi/
    """
    from pathlib import Path

    from attrib.proving import prove

    outcome = prove(tuple(map(Path, paths)))
    put(outcome.failures)
    say(outcome.summary)
    ctx.exit(outcome.exit)


@click.command(epilog="See also: attrib check --show-settings.")
@click.argument("folder", default=".", metavar="[FOLDER]", shell_complete=complete.folders)
@click.option(
    "--ci",
    multiple=True,
    type=click.Choice(["github", "gitlab", "pre-commit"]),
    help="Write what this needs to check drafts, too. Repeatable.",
)
@click.option("--force", is_flag=True, help="Write over files that there are.")
@click.option("--print", "printed", is_flag=True, help="Print the files instead of writing them.")
@options.lang
def init(folder: str, ci: tuple[str, ...], force: bool, printed: bool, lang: str) -> None:
    """Write an attrib.toml to begin with: every setting, explained, nearly all of them commented out.

    It goes into FOLDER, by default the current one, and speaks the language of --lang. Nothing that is there already is
    written over. With --ci a workflow for GitHub (.github/workflows/attrib.yml), a job for GitLab (.gitlab-ci.yml), or
    the hook for pre-commit (.pre-commit-config.yaml) is written as well; what stands in capitals there, and the folder
    naskah/, is to be replaced by your own.

    \b
    Examples:
      attrib init
      attrib init --ci github --ci pre-commit
      attrib init --ci gitlab --print           to copy from into a .gitlab-ci.yml that there is
    """
    from attrib.begin import files, write
    from attrib.reports.labels import LABELS

    made = files(lang, ci)
    if printed:
        put("\n".join(made.values()))
        return
    write(folder, made, force)
    for path in made:
        say(LABELS[lang]["written"].format(path=path if folder == "." else f"{folder.rstrip('/')}/{path}"))


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...", shell_complete=complete.files)
@options.for_baseline
@click.pass_context
def baseline(ctx: click.Context, /, paths: tuple[str, ...], **given: Any) -> None:
    """Write down today's findings, so that `attrib check --baseline` reports only those to come.

    The file has a line for each finding: draft, check, words, date, reason, owner. A finding is known again by its
    words and those of its statement, wherever they have moved, in a draft of another name too. A baseline that there
    is is only changed by --update, which adds what is new, and --prune, which drops what is fixed; entries of drafts
    that PATHS leave out stay. If a draft cannot be read, nothing is written.

    \b
    Examples:
      attrib baseline drafts/ --reason 'sebelum attrib dipakai' --owner 'meja sunting'
      attrib baseline drafts/ --prune
    """
    from datetime import date

    from attrib.baseline import DEFAULT, Note
    from attrib.config import Config, Exit
    from attrib.reports.told import told
    from attrib.revise import Wish, revise
    from attrib.settings.keys import Value

    # What is too slight to be shown is known all the same, and not fixed.
    book = options.book(ctx, Config(paths or (".",), cache=True), min_severity=Value("info", "attrib baseline"))
    settings = book.whole()
    output = given["output"] or settings.baseline or DEFAULT
    note = Note(date.today().isoformat(), given["reason"], given["owner"])
    revised = revise(book, Wish(output, note, given["update"], given["prune"]), given["quiet"])
    for failure in revised.failures:
        complain(failure)
    if revised.failures:
        say(told(f"{output}: not written, because drafts could not be read", settings.lang))
        ctx.exit(Exit.FAILED)
    if not given["quiet"]:
        say(revised.summary)


@click.command()
@click.argument("shell", type=click.Choice(complete.SHELLS))
@click.pass_context
def completion(ctx: click.Context, /, shell: str) -> None:
    """Print the script that completes attrib's commands, options and codes in a shell.

    \b
    Put one line where the shell reads it at its start:
      ~/.bashrc                        eval "$(attrib completion bash)"
      ~/.zshrc                         eval "$(attrib completion zsh)"
      ~/.config/fish/config.fish       attrib completion fish | source
    """
    put(complete.script(shell, ctx.find_root().command))


@click.command()
@options.lang
@options.section
@options.rules
@options.config
@options.isolated
@click.pass_context
def lsp(ctx: click.Context, /, config: str, isolated: bool, **given: Any) -> None:
    """Serve an editor, which starts this command itself (Language Server Protocol, standard input and output).

    Findings are shown as one writes; the pointer over a statement tells its status and its source; a quick fix
    inserts the comment that waives a finding. Settings are those of the file nearest to each draft; the editor may
    send lang, section, rules, config and isolated as initialization options, which beat them.
    It is an extra: pip install 'attrib[lsp]'.
    """
    try:
        from attrib.editor.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise UsageError("attrib lsp", "needs pygls, which is not installed", "pip install 'attrib[lsp]'") from None
    from attrib.editor.open_draft import Settings

    said = options.chosen(ctx)
    lang, section, rules = (said[key].value if key in said else None for key in ("lang", "section", "rules"))
    serve(Settings(lang, section, rules, config or None, isolated))


def _context(given: dict[str, Any]) -> Context:
    import sys

    return Context(given["lang"], wants_colour(given["colour"], sys.stdout), terminal_width())


COMMANDS: Final = (archive, baseline, rule, rules, explain, init, completion, lsp)
