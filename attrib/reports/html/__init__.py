"""One page for a run: the articles as written, every statement marked, findings in the margin, sources beneath.

It needs no network and no script, and its policy allows none: what a draft holds can do nothing there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile

from attrib.model import Analysis, Failure
from attrib.reports import Context, Format
from attrib.reports.html.article import rows
from attrib.reports.html.figures import bar, coverage_words, donut, percent, severities, statuses
from attrib.reports.html.frame import bottom, top
from attrib.reports.html.labels import SIGNS, Words, words
from attrib.reports.html.markup import PREFIX, text
from attrib.reports.html.notes import for_all
from attrib.reports.html.sources import table
from attrib.reports.html.view import View, view_of
from attrib.reports.labels import by_severity, counted
from attrib.reports.shape import visible
from attrib.reports.tally import Tally

HEAVY = 2000
"""On a page with more statements than that browsers draw only what is in sight, and sources light up no mentions."""
_KEPT = 8_000_000


def piece(analysis: Analysis, context: Context) -> str:
    """Return a draft's line in the table of contents, a line end, and the draft itself."""
    view = view_of(analysis, context)
    own = view.words.own
    return (
        f"{_entry(view)}\n"
        f'<article class="draft" id="{PREFIX}top" aria-labelledby="{PREFIX}name">\n{_header(view)}{for_all(view)}'
        f'<h3 class="vh">{own["article"]}</h3>\n<div class="text">\n{rows(view)}</div>\n{table(view)}'
        f'<p class="back"><a href="#top">{own["back"]}</a></p></article>\n'
    )


def whole(pieces: Iterable[str], failures: Sequence[Failure], figures: Tally, context: Context) -> Iterator[str]:
    """Yield the page; the drafts wait in a file until their table of contents is written, whatever their number."""
    entries: list[str] = []
    with SpooledTemporaryFile(max_size=_KEPT, mode="w+", encoding="utf-8", newline="") as kept:
        sizes: list[int] = []
        for number, part in enumerate(pieces, 1):
            entry, _, draft = part.replace(PREFIX, f"d{number}-").partition("\n")
            entries.append(entry)
            sizes.append(kept.write(draft))
        said = words(context.lang)
        yield top(said, context.version, figures.statements > HEAVY)
        yield _run(figures, len(sizes), failures, said)
        if len(entries) > 1:
            yield '<nav class="contents" aria-labelledby="contents">'
            yield f'<h2 id="contents">{said.own["contents"]}</h2>\n<ol>\n'
            yield from (f"{entry}\n" for entry in entries)
            yield "</ol></nav>\n"
        yield _failed(failures, said)
        kept.seek(0)
        yield from (kept.read(size) for size in sizes)
    yield bottom(said, context.version)


def _entry(view: View) -> str:
    """Return a draft's line in the table of contents."""
    shown = {status: view.figures.statuses[status] for status in SIGNS}
    path = visible(view.analysis.article.draft.path)
    return (
        f'<li><a href="#{PREFIX}top"><bdi>{text(path)}</bdi></a> <span>{severities(view.figures, view.words)}</span> '
        f'{bar(shown, "")} <span class="percent" title="{text(coverage_words(view.figures, view.words))}">'
        f"{percent(view.figures, view.words)}</span></li>"
    )


def _header(view: View) -> str:
    """Return a draft's name, its figures and the legend of its marks."""
    own = view.words.own
    keys = (
        f'<li><span class="cue">{own["cue"]}</span></li><li><span class="src">{own["source"]}</span></li>'
        f'<li><mark class="error">{own["words"]}</mark></li><li>{own["note"]} <span class="flag error">1</span></li>'
    )
    return (
        f'<header>{donut(view.figures, view.words)}<div><h2 id="{PREFIX}name">'
        f"<bdi>{text(visible(view.analysis.article.draft.path))}</bdi></h2>\n"
        f'<p class="found">{severities(view.figures, view.words)}</p>'
        f"<p>{text(coverage_words(view.figures, view.words))}</p>{statuses(view.figures, view.words)}"
        f'<ul class="keys" aria-label="{own["legend"]}">{keys}</ul></div></header>\n'
    )


def _run(figures: Tally, drafts: int, failures: Sequence[Failure], said: Words) -> str:
    """Return what came of the whole run, in a line."""
    parts = [counted(said.common, drafts, "draft"), counted(said.common, figures.statements, "statement")]
    parts.append(by_severity(said.common, figures.severities))
    if figures.coverage is not None:
        parts.append(f"{said.common['coverage'].lower()} {percent(figures, said)}")
    if failures:
        parts.append(said.common["failed"].format(count=len(failures)))
    return f'<p class="run">{text(" · ".join(parts))}</p></header>\n<main id="drafts">\n'


def _failed(failures: Sequence[Failure], said: Words) -> str:
    if not failures:
        return ""
    items = "".join(
        f"<li><b><bdi>{text(visible(f.path))}</bdi></b> <bdi>{text(visible(f.message))}</bdi></li>" for f in failures
    )
    head = f'<h2 id="failures">{said.own["failures"]}</h2>'
    return f'<section class="failures" aria-labelledby="failures">{head}<ul>{items}</ul></section>\n'


FORMAT = Format(piece, whole)
