"""What `attrib explain` prints: for one statement, what was asked of it, in order, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from attrib.model import Analysis, Entity, Finding
from attrib.reports import Context, plainly
from attrib.reports.labels import LABELS
from attrib.reports.shape import columns, plain, style, visible, wrap
from attrib.reports.show import marked
from attrib.status import Verdict
from attrib.trail import Candidate, FloorSeen, Link, Refused, Step, Trail

_ID: Final = {
    "statement": "pernyataan",
    "how": "Bagaimana diputuskan",
    "no": "tidak",
    "yes": "ya",
    "unasked": "tidak ditanya lagi",
    "would": "jawabannya akan: {answer}",
    "source": "Sumber",
    "grade": "mutu {grade}",
    "lead": "Kemudian: pernyataan-pernyataan bersumber sesudahnya mengatakan hal yang sama, maka {answer}",
    "claims": "Yang perlu sumber, dan yang membebaskannya",
    "need": "perlu sumber",
    "exempt": "tak perlu sumber",
    "rule": "aturan {rule}",
    "cues": "Kata pengatribusi",
    "none": "tidak ada",
    "nobody": "tanpa sumber",
    "resolved": "{who}: {why}",
    "main": "induk",
    "refused": "tidak dipakai",
    "candidates": "yang mungkin dimaksud, dari yang terakhir disebut: {names}",
    "chosen": "dipilih",
    "floor": "Siapa yang sedang berbicara",
    "floor-is": "{who}, sejak pernyataan {id}, {distance} pernyataan sebelum ini",
    "reaches": "masih dalam jangkauan: {answer}",
    "goes-on": "kalimat ini menyambungnya (perlu hanya di paragraf baru atau yang jauh): {answer}",
    "no-floor": "belum ada, atau sudah selesai",
    "support": "Pernyataan bersumber yang mengatakan hal yang sama",
    "support-is": "pernyataan {id}, {place}: “{text}”",
    "findings": "Temuan",
    "see": "selengkapnya: attrib rule {code}",
}
_EN: Final = {
    "statement": "statement",
    "how": "How it was decided",
    "no": "no",
    "yes": "yes",
    "unasked": "not asked any more",
    "would": "the answer would be: {answer}",
    "source": "Source",
    "grade": "grade {grade}",
    "lead": "After that: the statements with a source behind it say the same, so {answer}",
    "claims": "What needs a source, and what frees it from that",
    "need": "needs a source",
    "exempt": "needs none",
    "rule": "rule {rule}",
    "cues": "Words that attribute",
    "none": "none",
    "nobody": "no source",
    "resolved": "{who}: {why}",
    "main": "main",
    "refused": "not taken",
    "candidates": "who could be meant, the last mentioned first: {names}",
    "chosen": "chosen",
    "floor": "Who has the floor",
    "floor-is": "{who}, since statement {id}, {distance} before this one",
    "reaches": "it still reaches: {answer}",
    "goes-on": "this sentence takes it up (needed only in a new paragraph, or far on): {answer}",
    "no-floor": "nobody, or no longer",
    "support": "A statement with a source that says the same",
    "support-is": "statement {id}, {place}: “{text}”",
    "findings": "Findings",
    "see": "more: attrib rule {code}",
}
_TEXTS: Final = {"id": _ID, "en": _EN}
_LONGEST: Final = 80


class _Page(NamedTuple):
    """What all parts of an explanation are made with."""

    analysis: Analysis
    context: Context

    @property
    def says(self) -> dict[str, str]:
        return _TEXTS[self.context.lang]

    def words(self, start: int, end: int) -> str:
        return visible(self.analysis.article.draft.text[start:end])

    def place(self, offset: int) -> str:
        place = self.analysis.article.draft.place(offset)
        return f"{place.line}:{place.column}"

    def name(self, entity: int | None) -> str:
        return self.says["nobody"] if entity is None else visible(self.analysis.entities[entity - 1].name)

    def verdict(self, status: str, reasons: Iterable[str]) -> str:
        lang = self.context.lang
        why = "; ".join(visible(plainly.reason(reason, lang)) for reason in dict.fromkeys(reasons))
        return LABELS[lang][status] + (f" ({why})" if why else "")

    def lines(self, text: str, indent: int, mark: str = "") -> Iterator[str]:
        """Yield a text wrapped, its first line behind a mark."""
        left = indent + (columns(mark) + 1 if mark else 0)
        wrapped = wrap(text, max(self.context.width - left, 24))
        for number, line in enumerate(wrapped):
            yield (" " * indent + f"{mark} " if mark and not number else " " * left) + line

    def block(self, title: str, lines: Iterable[str]) -> Iterator[str]:
        found = list(lines)
        if found:
            yield ""
            yield "  " + style([self.says[title]], self.context.colour, bold=True)
            yield from found


def render(analysis: Analysis, trails: Iterable[Trail], context: Context) -> str:
    """Return the explanation of some statements of a draft."""
    page = _Page(analysis, context)
    return "\n\n\n".join("\n".join(_explained(page, trail)) for trail in trails) + "\n"


def _explained(page: _Page, trail: Trail) -> Iterator[str]:
    statement = trail.statement
    place = f"{plain(page.analysis.article.draft.path)}:{page.place(statement.start)}"
    head = f"{place}, {page.says['statement']} {statement.id}"
    yield style([head], page.context.colour, bold=True) + ":"
    yield from page.lines(page.verdict(statement.status, statement.reasons), 2)
    yield ""
    yield from page.lines(marked(page.analysis, statement), 2)
    if statement.source is not None:
        yield from page.block("source", _source(page, page.analysis.entities[statement.source - 1]))
    yield from page.block("how", _steps(page, trail))
    yield from page.block("claims", _claims(page, trail))
    cues = [*_links(page, trail.links), *_refusals(page, trail.refused)]
    yield from page.block("cues", cues or page.lines(page.says["none"], 4))
    if statement.status != "skipped":
        yield from page.block("floor", _floor(page, trail.floor))
        yield from page.block("support", _support(page, statement.supported_by or trail.supporter))
    found = [f for f in page.analysis.findings if f.statement == statement.id]
    yield from page.block("findings", _findings(page, found))


def _source(page: _Page, entity: Entity) -> Iterator[str]:
    labels = LABELS[page.context.lang]
    about = [entity.name, entity.role or "", labels[entity.kind], page.says["grade"].format(grade=entity.grade)]
    yield from page.lines(", ".join(filter(None, about)), 4)


def _steps(page: _Page, trail: Trail) -> Iterator[str]:
    decided = False
    for step in trail.steps:
        yield from page.lines(f"{_asked(page, step)} {_answered(page, step, decided)}", 4, "●" if step.decides else "·")
        decided = decided or step.decides
    first = next(step.answer for step in trail.steps if step.decides)
    now = trail.statement
    if first is not None and (first.status, first.reasons) != (now.status, now.reasons):
        yield from page.lines(page.says["lead"].format(answer=page.verdict(now.status, now.reasons)), 4, "●")


def _asked(page: _Page, step: Step) -> str:
    return plainly.plain(plainly.DECIDERS, step.decider, page.context.lang)


def _answered(page: _Page, step: Step, decided: bool) -> str:
    says = page.says
    answer = page.verdict(*step.answer[:2]) if isinstance(step.answer, Verdict) else ""
    if decided:
        return f"– {says['unasked']}" + (f"; {says['would'].format(answer=answer)}" if answer else "")
    return f"– {says['yes']}: {answer}" if answer else f"– {says['no']}"


def _claims(page: _Page, trail: Trail) -> Iterator[str]:
    for claim in trail.claims:
        what = plainly.plain(plainly.CLAIMS, claim.name, page.context.lang)
        rule = page.says["rule"].format(rule=visible(claim.rule))
        words = page.words(claim.start, claim.end)
        yield from page.lines(f"“{words}” – {page.says[claim.kind]}: {what} ({rule})", 4, page.place(claim.start))


def _links(page: _Page, links: Iterable[Link]) -> Iterator[str]:
    for link in links:
        attribution, lang = link.attribution, page.context.lang
        cue, source = attribution.cue, attribution.source
        start = cue.start if cue else source.start if source else attribution.content[0].start
        why = plainly.plain(plainly.LINKS, attribution.reason, lang)
        said = f"“{visible(cue.text)}” ({page.says['rule'].format(rule=visible(cue.rule))})" if cue else "–"
        who = f"“{visible(source.text)}”" if source else page.name(attribution.entity)
        main = f" [{page.says['main']}]" if attribution.main else ""
        yield from page.lines(f"{said} → {who}{main} – {why}", 4, page.place(start))
        if link.resolved:
            resolved = plainly.plain(plainly.RESOLVED, link.resolved, lang)
            who = page.name(attribution.entity)
            yield from page.lines(page.says["resolved"].format(who=who, why=resolved), 8, "=")
        if len(link.candidates) > 1:
            names = "; ".join(_candidate(page, candidate) for candidate in link.candidates)
            yield from page.lines(page.says["candidates"].format(names=names), 8, "?")


def _candidate(page: _Page, candidate: Candidate) -> str:
    entity = page.analysis.entities[candidate.entity - 1]
    kind = LABELS[page.context.lang][entity.kind]
    chosen = f" – {page.says['chosen']}" if candidate.chosen else ""
    return f"{visible(entity.name)} ({kind}, {page.place(candidate.last.start)}){chosen}"


def _refusals(page: _Page, refused: Iterable[Refused]) -> Iterator[str]:
    lang = page.context.lang
    for form in refused:
        frame = plainly.plain(plainly.FRAMES, form.frame, lang)
        why = plainly.plain(plainly.REFUSALS, form.why, lang).format(phrase=visible(form.phrase), frame=frame)
        rule = page.says["rule"].format(rule=visible(form.rule))
        words = page.words(form.start, form.end)
        yield from page.lines(f"“{words}” ({rule}) – {page.says['refused']}: {why}", 4, page.place(form.start))


def _floor(page: _Page, floor: FloorSeen | None) -> Iterator[str]:
    says = page.says
    if floor is None:
        yield from page.lines(says["no-floor"], 4)
        return
    who = page.name(floor.main.entity)
    yield from page.lines(says["floor-is"].format(who=who, id=floor.main.statement, distance=floor.distance), 4)
    for name, answer in (("reaches", floor.reaches), ("goes-on", floor.goes_on)):
        yield from page.lines(says[name].format(answer=says["yes" if answer else "no"]), 4)


def _support(page: _Page, supporter: int | None) -> Iterator[str]:
    if supporter is None:
        return
    statement = page.analysis.statements[supporter - 1]
    text = page.words(statement.start, min(statement.end, statement.start + _LONGEST))
    yield from page.lines(page.says["support-is"].format(id=supporter, place=page.place(statement.start), text=text), 4)


def _findings(page: _Page, findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        severity = LABELS[page.context.lang][finding.severity]
        see = page.says["see"].format(code=finding.code)
        yield from page.lines(f"{finding.code} ({severity}): {finding.message} – {see}", 4, page.place(finding.start))
