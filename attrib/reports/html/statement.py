"""A statement on the page: tinted by its status, closed by its mark, with a card that says what it leans on."""

from __future__ import annotations

from collections.abc import Iterator

from attrib.model import Attribution, Entity, Statement
from attrib.reports.html.labels import SIGNS
from attrib.reports.html.markup import Inline, anchor, text
from attrib.reports.html.view import View

LINKED = 40
"""So many sources of a draft light up together with what rests on them; the style sheet has a rule for each."""
PLACES = 12
"""So many statements of a paragraph light up together with their notes."""


def lit(entity: int | None) -> str:
    """Return the class that ties together all that concerns a source."""
    return f" e{entity}" if entity is not None and entity <= LINKED else ""


def placed(place: int) -> str:
    """Return the class that ties a statement to its note; `place` counts the paragraph's statements from 1."""
    return f" k{place}" if place <= PLACES else ""


def inlines(view: View, places: dict[int, int]) -> Iterator[Inline]:
    """Yield all elements within the text: statements, sources, words in question, cues."""
    for statement in view.analysis.statements:
        yield _statement(view, statement, places[statement.id])
    for attribution in view.analysis.attributions:
        if source := attribution.source:
            kind = f' class="src{lit(attribution.entity)}"'
            yield Inline(source.start, source.end, 1, "span", kind, kind)
    yield from _questioned(view)
    for attribution in view.analysis.attributions:
        if cue := attribution.cue:
            yield Inline(cue.start, cue.end, 1, "span", ' class="cue"', ' class="cue"')


def _questioned(view: View) -> Iterator[Inline]:
    """Yield the words in question, those of several findings once, as grave as the gravest."""
    seen: set[tuple[int, int]] = set()
    for block in view.notes.values():
        for finding, _ in block.findings:
            if (finding.start, finding.end) not in seen:
                seen.add((finding.start, finding.end))
                kind = f' class="{finding.severity}"'
                yield Inline(finding.start, finding.end, 1, "mark", kind, kind)


def _statement(view: View, statement: Statement, place: int) -> Inline:
    kind = f"s {statement.status}{lit(statement.source)}{placed(place)}"
    first = f' class="{kind}" id="{anchor("s", statement.id)}"'
    flag = _flag(view, statement)
    if statement.status != "skipped":
        flag = f"{_mark(view, statement)}{flag}{_card(view, statement)}"
    return Inline(statement.start, statement.end, 0, "span", first, f' class="{kind}"', flag)


def _mark(view: View, statement: Statement) -> str:
    """Return the sign of the status: a link to the source, or to the statement that is leaned on."""
    entity = view.entities.get(statement.source) if statement.source is not None else None
    target = anchor("s", statement.id)
    if (leaned := leans_on(view, statement)) is not None and leaned in view.marks.statements:
        target = anchor("s", leaned)
    elif entity:
        target = anchor("e", entity.id)
    sign = SIGNS[statement.status] or ("" if entity else "●")
    shown = f"{sign}\u2009S{entity.id}" if sign and entity else sign or f"S{entity.id if entity else ''}"
    told = view.words.common[statement.status] + (f": {entity.name}" if entity else "")
    card = anchor("c", statement.id)
    return (
        f'&#8288;<a class="m" href="#{target}" aria-describedby="{card}">'
        f'<span class="vh">({text(told)})</span><span aria-hidden="true">{shown}</span></a>'
    )


def _flag(view: View, statement: Statement) -> str:
    """Return the number of the statement's note, a link to it."""
    if statement.id not in view.numbers:
        return ""
    number = view.numbers[statement.id]
    gravest = view.notes[statement.id].findings[0][0].severity
    told = f"{view.words.common[gravest]}, {view.words.own['note']} "
    return f'&#8288;<a class="flag {gravest}" href="#{anchor("n", number)}"><span class="vh">{told}</span>{number}</a>'


def leans_on(view: View, statement: Statement) -> int | None:
    """Return the statement that another carries on, or whose source serves it too."""
    if statement.supported_by is not None:
        return statement.supported_by
    origin = None if statement.carried_from is None else view.marks.attributions.get(statement.carried_from)
    return origin.statement if origin and origin.statement != statement.id else None


def _card(view: View, statement: Statement) -> str:
    """Return what is shown at the foot of the window while the statement is pointed at or has the focus."""
    own, common = view.words.own, view.words.common
    entity = view.entities.get(statement.source) if statement.source is not None else None
    lines = [f"<b>{common[statement.status]}</b>" + (f" · {_about(view, entity)}" if entity else "")]
    leaned = leans_on(view, statement)
    if leaned in view.marks.statements:
        how = own["supported" if statement.supported_by is not None else "carries"]
        lines.append(f'{how}: <q lang="id">{text(view.excerpt(leaned))}</q>')
    links = [_link(view, attribution) for attribution in view.marks.spoken.get(statement.id, ())]
    if links:
        lines.append(" · ".join(links))
    lines.append(f"<small>{own['reasons']}: {text(', '.join(statement.reasons) or '–')}</small>")
    shown = "".join(f"<span>{line}</span>" for line in lines)
    return (
        f'<span class="card {statement.status}" id="{anchor("c", statement.id)}" role="tooltip" hidden>{shown}</span>'
    )


def _about(view: View, entity: Entity) -> str:
    """Return a source in a line: number, name, role, kind, grade."""
    role = f", {text(entity.role)}" if entity.role else ""
    kind, grade = view.words.common[entity.kind], text(entity.grade)
    name = f'S{entity.id} <bdi lang="id">{text(entity.name)}{role}</bdi>'
    return f"{name} · {kind} · {view.words.own['grade'].lower()} {grade}"


def _link(view: View, attribution: Attribution) -> str:
    """Return an attribution in a few words: its cue, an arrow, its source."""
    cue = f'<i lang="id">{text(attribution.cue.text)}</i>' if attribution.cue else "“…”"
    entity = view.entities.get(attribution.entity) if attribution.entity is not None else None
    if entity:
        return f'{cue} → S{entity.id} <bdi lang="id">{text(entity.name)}</bdi>'
    return f"{cue} → " + (f'<bdi lang="id">{text(attribution.source.text)}</bdi>' if attribution.source else "?")
