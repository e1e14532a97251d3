"""Completion in a shell: the script that switches it on, and the words that only attrib knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

    from attrib.lexicon.entries import Lexicon

SHELLS: Final = ("bash", "zsh", "fish")


def script(shell: str, command: click.Command, name: str = "attrib") -> str:
    """Return the script that completes a command in a shell, by click's own way."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise AssertionError(shell)
    return kind(command, {}, name, f"_{name.upper()}_COMPLETE").source()


def codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the last code of a comma list."""
    before, comma, last = incomplete.rpartition(",")
    given = {code.strip().upper() for code in before.split(",")}
    known = [check.code for check in _rules(ctx).checks]
    return [before + comma + code for code in known if code.startswith(last.strip().upper()) and code not in given]


def sections(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a section's id."""
    return [section.id for section in _rules(ctx).sections if section.id.startswith(incomplete)]


def reports(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the format in FORMAT:FILE."""
    from attrib.reports import REPORTS

    return [name for name in REPORTS if name.startswith(incomplete)]


def rule_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a check's code or another rule's id."""
    from attrib.reports.rules import rows

    wanted = incomplete.casefold()
    return sorted({row.id for row in rows(_rules(ctx), "id") if row.id.casefold().startswith(wanted)})


def files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Leave it to the shell to complete the name of a file or a folder."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def folders(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Leave it to the shell to complete the name of a folder."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]


def _rules(ctx: click.Context) -> Lexicon:
    """Return the rules that the line so far and the settings put in force; what is wrong there completes nothing."""
    from pathlib import Path

    from attrib.errors import AttribError
    from attrib.lexicon import load
    from attrib.settings.book import Book

    try:
        settings = Book(None, {}, ctx.params.get("config") or "", ctx.params.get("isolated") or False).whole()
        return load([Path(folder) for folder in ctx.params.get("rules") or ()] or settings.rules)
    except AttribError:
        return load()
