"""The table of a draft's sources: who they are, of what kind and grade, and how much rests on each."""

from __future__ import annotations

from attrib.model import Analysis, Entity
from attrib.reports import Context
from attrib.reports.labels import LABELS
from attrib.reports.shape import columns, lay_out, style, visible, wrap

_NARROW = 80
_GRADE_HUES = {"A": "green", "B": "green", "C": "cyan", "D": "yellow", "E": "red", "F": "red"}


def table(analysis: Analysis, context: Context) -> str:
    """Return the sources in the order of the draft; name and role share a column on a narrow terminal."""
    labels = LABELS[context.lang]
    entities = analysis.entities
    if not entities:
        return labels["no-sources"]
    rests = statements_of(analysis)
    tail = ["kind", "grade", "statements"]
    kinds = max(columns(labels["kind"]), *(columns(labels[entity.kind]) for entity in entities))
    taken = kinds + columns(labels["grade"]) + columns(labels["statements"]) + 8
    stacked = context.width < _NARROW
    widths = (context.width - taken + 2, 0) if stacked else _share(entities, context.width - taken)
    rows = []
    for entity in entities:
        about = _about(entity, widths, stacked, context)
        grade = style([entity.grade], context.colour, fg=_GRADE_HUES.get(entity.grade))
        rows.append([*about, labels[entity.kind], grade, str(len(rests.get(entity.id, ())))])
    headers = [labels[key] for key in (["name"] if stacked else ["name", "role"]) + tail]
    return lay_out(headers, rows, ["left"] * (len(headers) - 2) + ["center", "right"])


def statements_of(analysis: Analysis) -> dict[int, set[int]]:
    """Return, for each source, the ids of the statements that rest on it or hold its words."""
    rests: dict[int, set[int]] = {}
    for statement in analysis.statements:
        if statement.source is not None:
            rests.setdefault(statement.source, set()).add(statement.id)
    for attribution in analysis.attributions:
        if attribution.entity is not None:
            rests.setdefault(attribution.entity, set()).add(attribution.statement)
    return rests


def _share(entities: tuple[Entity, ...], room: int) -> tuple[int, int]:
    """Return the columns for names and for roles: what each wants if both fit, half each if neither does."""
    names = max(10, *(columns(visible(entity.name)) for entity in entities))
    roles = max(10, *(columns(visible(entity.role or "")) for entity in entities))
    half = room // 2
    name = min(names, max(half, room - roles))
    return name, max(min(roles, room - name), 10)


def _about(entity: Entity, widths: tuple[int, int], stacked: bool, context: Context) -> list[str]:
    name = style(wrap(entity.name, max(widths[0], 12)), context.colour, bold=True)
    if not stacked:
        return [name, "\n".join(wrap(entity.role or "", widths[1]))]
    role = wrap(entity.role, max(widths[0] - 2, 10)) if entity.role else []
    return ["\n".join([name, *(f"· {line}" if n == 0 else f"  {line}" for n, line in enumerate(role))])]
