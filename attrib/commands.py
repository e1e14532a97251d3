"""The commands that explain (rule, explain), those that serve other programs (completion, lsp), and all late ones."""

from __future__ import annotations

from typing import Any, Final

import click

from attrib import completion as complete
from attrib import options
from attrib.archive.command import archive
from attrib.errors import AttribError, UsageError
from attrib.output import put, say, terminal_width, wants_colour
from attrib.reports import Context


@click.command(epilog="See also: attrib rules list, attrib explain.")
@click.argument("name", metavar="NAME", shell_complete=complete.rule_names)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.lang
@options.rules
@options.colour
def rule(name: str, form: str, **given: Any) -> None:
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
    from pathlib import Path

    from attrib.lexicon import shipped
    from attrib.lexicon.gather import gather
    from attrib.lexicon.lookup import find
    from attrib.reports.rule import render

    entries = gather([shipped(), *map(Path, given["rules"])])
    sections = [gathered.entry for gathered in entries if gathered.kind == "section"]
    put(render(find(name, entries), sections, form, _context(given)))


@click.command(epilog="See also: attrib show, attrib rule.")
@click.argument("place", metavar="FILE:LINE[:COLUMN]", shell_complete=complete.files)
@options.lang
@options.rules
@options.colour
@options.text_field
@options.id_field
def explain(place: str, **given: Any) -> None:
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
    from pathlib import Path

    from attrib import places
    from attrib.config import Config
    from attrib.lexicon import load
    from attrib.model import Failure
    from attrib.reports.explain import render
    from attrib.run import examine
    from attrib.trail import trails

    where = places.parse(place)
    lexicon = load([Path(folder) for folder in given["rules"]])
    config = Config(lang=given["lang"], text_field=given["text_field"], id_field=given["id_field"])
    analysis = examine(where.name, lexicon, config)
    if isinstance(analysis, Failure):
        raise AttribError(analysis.path, " ".join(analysis.message.split()))
    for note in (*analysis.article.draft.notes, *analysis.faults):
        say(f"{analysis.article.draft.path}: {note}")
    wanted = places.statements_at(analysis, where)
    put(render(analysis, trails(analysis, lexicon, [statement.id for statement in wanted]), _context(given)))


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
def lsp(lang: str, section: str, rules: tuple[str, ...]) -> None:
    """Serve an editor, which starts this command itself (Language Server Protocol, standard input and output).

    Findings are shown as one writes; the pointer over a statement tells its status and its source; a quick fix
    inserts the comment that waives a finding. The editor may send lang, section and rules as initialization options.
    It is an extra: pip install 'attrib[lsp]'.
    """
    try:
        from attrib.editor.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise UsageError("attrib lsp", "needs pygls, which is not installed", "pip install 'attrib[lsp]'") from None
    from attrib.editor.open_draft import Settings

    serve(Settings(lang, section, rules))


def _context(given: dict[str, Any]) -> Context:
    import sys

    return Context(given["lang"], wants_colour(given["colour"], sys.stdout), terminal_width())


COMMANDS: Final = (archive, rule, explain, completion, lsp)
