"""Help as a manual's page has it: options under headings, then the environment and the files that a command heeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import click

HEADINGS: Final[Mapping[str, Sequence[str]]] = {
    "What is checked": ("stdin_filename", "diff_base", "text_field", "id_field", "rules", "section"),
    "What is reported": (
        *("select", "ignore", "extend_select", "extend_ignore", "min_severity", "baseline", "no_suppress"),
    ),
    "When it fails": ("fail_on", "fail_under", "exit_zero"),
    "Reports": ("name", "output", "reports", "statistics", "lang", "colour", "quiet"),
    "Speed": ("jobs", "no_cache"),
    "Settings": ("config", "isolated", "show_settings", "show_files"),
}
"""Options by the heading that they stand under; what is not named stands at the end."""
ENVIRONMENT: Final = (
    ("ATTRIB_LANG", "The language of messages, if --lang is not given; it beats files of settings."),
    ("ATTRIB_JOBS", "How many processes, if --jobs is not given."),
    ("ATTRIB_MAX_BYTES, …", "The limits max-bytes, max-unpacked, max-lines, max-quotes and max-depth: 200 MB, 5000."),
    ("ATTRIB_CACHE_DIR", "Where compiled rules and results are kept, in place of the user's cache folder."),
    ("ATTRIB_NO_CACHE", "If set, nothing is kept."),
    ("NO_COLOR, FORCE_COLOR, CLICOLOR", "What --color auto heeds, besides the terminal."),
    ("CI", "If set, no progress is shown."),
    ("TMPDIR", "Where long reports wait until the run is over."),
)
FILES: Final = (
    ("attrib.toml, .attrib.toml", "Settings; `attrib init` writes one that explains them all."),
    ("pyproject.toml, setup.cfg", "The same, in a table [tool.attrib], or in a section [attrib]."),
    (".attribignore", "Drafts to leave out, in the syntax of .gitignore."),
    (".attrib-baseline.json", "Findings that are known; `attrib baseline` writes it."),
)


class Page(click.Command):
    """A command whose help has headings, and tells of the environment and of files."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under their headings."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = {option.name: record for option in options if (record := option.get_help_record(ctx))}
        for heading, names in HEADINGS.items():
            self._section(formatter, heading, [records.pop(name) for name in names if name in records])
        self._section(formatter, "Other options", [*records.values()])
        self._section(formatter, "Environment", ENVIRONMENT)
        self._section(formatter, "Files", FILES)

    def _section(self, formatter: click.HelpFormatter, heading: str, rows: Sequence[tuple[str, str]]) -> None:
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows)
