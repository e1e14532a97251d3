"""Notes in the margin: what is found in a statement, the gravest first, with what to do about it."""

from __future__ import annotations

from attrib.model import Finding
from attrib.reports.html.markup import anchor, text
from attrib.reports.html.statement import lit, placed
from attrib.reports.html.view import View


def note(view: View, statement: int, place: int) -> str:
    """Return the note on a statement; `place` counts the statements of its paragraph from 1."""
    number = view.numbers[statement]
    findings = view.notes[statement].findings
    gravest = findings[0][0].severity
    name = f"{view.words.own['note']} {number}"
    back = f'<a class="number" href="#{anchor("s", statement)}" aria-label="{text(name)}">{number}</a>'
    items = "".join(_item(view, finding, times) for finding, times in findings)
    kind = f"note {gravest}{placed(place)}{lit(view.marks.statements[statement].source)}"
    return f'<div class="{kind}" id="{anchor("n", number)}" role="note">{back}<ul>{items}</ul></div>'


def for_all(view: View) -> str:
    """Return the notes on the draft as a whole, under a heading of their own."""
    if not view.whole:
        return ""
    items = "".join(
        f'<li class="note {f.severity}"><ul>{_item(view, f, times, False)}</ul></li>' for f, times in view.whole
    )
    return f'<h3>{view.words.own["for-all"]}</h3>\n<ul class="whole">{items}</ul>\n'


def _item(view: View, finding: Finding, times: int, at_words: bool = True) -> str:
    own, common = view.words.own, view.words.common
    often = f" ×{times}" if times > 1 else ""
    place = own["place"].format(line=finding.line, column=finding.column)
    short = f'<span aria-hidden="true">{finding.line}:{finding.column}</span>'
    where = f'<span class="place" title="{place}"><span class="vh">{place}</span>{short}</span>' if at_words else ""
    advice = (
        f'<p class="advice"><span class="vh">{own["advice"]}: </span>{text(finding.advice)}</p>'
        if finding.advice
        else ""
    )
    return (
        f'<li class="{finding.severity}"><p class="label"><b>{common[finding.severity]}</b> '
        f"<code>{text(finding.code)}</code>{often}{where}</p><p>{text(finding.message)}</p>{advice}</li>"
    )
