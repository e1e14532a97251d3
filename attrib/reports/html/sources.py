"""Who the sources of a draft are: kind, grade, and the share of its statements that rests on each."""

from __future__ import annotations

from attrib.model import Entity
from attrib.reports.html.figures import bar
from attrib.reports.html.markup import anchor, text
from attrib.reports.html.statement import lit
from attrib.reports.html.view import View

GRADES = "ABCDEF"
_SHOWN = 12


def table(view: View) -> str:
    """Return the sources in the order of the draft, under a heading of their own."""
    own, common = view.words.own, view.words.common
    head = f'<h3 id="{anchor("sources", 0)}">{own["sources"]}</h3>\n'
    if not view.analysis.entities:
        return f"{head}<p>{common['no-sources']}</p>\n"
    names = ("name", "kind", "grade", "statements")
    columns = "".join(f'<th scope="col">{common[name]}</th>' for name in names)
    rows = "".join(_row(view, entity) for entity in view.analysis.entities)
    grades = "".join(f"<li><b class='grade g{grade}'>{grade}</b> {own[grade]}</li>" for grade in GRADES)
    return (
        f'{head}<div class="wide"><table class="sources"><thead><tr>{columns}</tr></thead>'
        f'<tbody>\n{rows}</tbody></table></div>\n<ul class="grades" aria-label="{own["grade"]}">{grades}</ul>\n'
    )


def _row(view: View, entity: Entity) -> str:
    grade = entity.grade if entity.grade in GRADES else "F"
    role = f'<small lang="id">{text(entity.role)}</small>' if entity.role else ""
    return (
        f'<tr class="source{lit(entity.id)}" id="{anchor("e", entity.id)}">'
        f'<th scope="row"><span class="m">S{entity.id}</span> <bdi lang="id">{text(entity.name)}</bdi>{role}</th>'
        f"<td>{view.words.common[entity.kind]}</td>"
        f'<td><b class="grade g{grade}">{grade}</b><span class="vh"> {view.words.own[grade]}</span></td>'
        f"<td>{_share(view, entity)}</td></tr>\n"
    )


def _share(view: View, entity: Entity) -> str:
    """Return how many statements rest on a source, as a bar of all statements, and links to the first of them."""
    statements = sorted(number for number in view.rests.get(entity.id, ()) if number in view.marks.statements)
    total = max(view.figures.statements, 1)
    drawn = bar({"part": len(statements), "rest": max(total - len(statements), 0)}, "")
    shown = view.words.common["percent"].format(count=len(statements) * 100 // total)
    links = " ".join(_place(view, number) for number in statements[:_SHOWN])
    if len(statements) > _SHOWN:
        links += " " + view.words.own["more"].format(count=len(statements) - _SHOWN)
    return (
        f'<div class="share"><b>{len(statements)}</b> {drawn} <span>{shown}</span></div><p class="places">{links}</p>'
    )


def _place(view: View, number: int) -> str:
    statement = view.marks.statements[number]
    told = view.words.own["place"].format(line=statement.line, column=statement.column)
    shown = f'title="{text(view.excerpt(number))}" aria-label="{told}"'
    return f'<a href="#{anchor("s", number)}" {shown}>{statement.line}:{statement.column}</a>'
