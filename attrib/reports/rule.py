"""What `attrib rule` prints: one rule whole – what it says and why, how grave it is where, its proofs, how to
silence it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from attrib.lexicon.gather import Gathered
from attrib.lexicon.lookup import forms_of
from attrib.lexicon.schema import CheckEntry, SectionEntry
from attrib.reports import Context, plainly
from attrib.reports.labels import LABELS
from attrib.reports.shape import columns, plain, style, visible, wrap

_ID: Final = {
    "message": "Pesan",
    "advice": "Saran",
    "why": "Mengapa",
    "severity": "Bobot",
    "off": "tidak diperiksa",
    "lead": "{severity} di teras berita",
    "needs": "{severity} jika menyangkut: {needs}",
    "for": "{severity} untuk {what}",
    "in": "{severity} di rubrik {section}",
    "when": "Syarat",
    "flags": "Ditandai, pada kata di antara { }",
    "passes": "Dibiarkan",
    "silence": "Mengecualikan",
    "paragraph": "di atas paragrafnya",
    "markup": "dalam Markdown dan HTML",
    "file": "seluruh naskah",
    "run": "sekali jalan",
    "check": "pemeriksaan",
    "title": "Nama",
    "forms": "Kata",
    "not": "Bukan",
    "yes": "Dikenali, pada kata di antara { }; sumbernya di antara [ ]",
    "no": "Tidak dikenali",
    "note": "Catatan",
    "checks": "Pemeriksaan",
    "file-at": "Berkas",
}
_EN: Final = {
    "message": "Message",
    "advice": "Advice",
    "why": "Why",
    "severity": "Severity",
    "off": "off",
    "lead": "{severity} in the lead",
    "needs": "{severity} if it is about: {needs}",
    "for": "{severity} for {what}",
    "in": "{severity} in the section {section}",
    "when": "Conditions",
    "flags": "Flagged, at the words in { }",
    "passes": "Let pass",
    "silence": "To silence it",
    "paragraph": "above its paragraph",
    "markup": "in Markdown and HTML",
    "file": "the whole draft",
    "run": "one run",
    "check": "check",
    "title": "Name",
    "forms": "Words",
    "not": "Not",
    "yes": "Matched, at the words in { }; the source in [ ]",
    "no": "Not matched",
    "note": "Note",
    "checks": "Checks",
    "file-at": "File",
}
_TEXTS: Final = {"id": _ID, "en": _EN}
_WAIVERS: Final = {
    "id": ("[attrib: abaikan {code} – {reason}]", "[attrib: abaikan-naskah {code} – {reason}]", "alasan"),
    "en": ("[attrib: ignore {code} – {reason}]", "[attrib: ignore-file {code} – {reason}]", "reason"),
}
_GIVEN: Final = ("severity_in_lead", "severity_for", "severity_with_needs", "severity_needs")
_LISTED: Final = {"id", "forms", "not_", "yes", "no", "note", "title", "check", "flags", "passes", "starts", "equals"}
_LEAST: Final = 24


def render(found: Sequence[Gathered], sections: Sequence[SectionEntry], name: str, context: Context) -> str:
    """Return the rules as text or, with all that their files hold, as JSON."""
    if name == "json":
        import msgspec

        whole = [{"entry": g.kind, "file": _file(g), "line": g.line, **msgspec.to_builtins(g.entry)} for g in found]
        return msgspec.json.format(msgspec.json.encode(whole), indent=1).decode() + "\n"
    pages = ("\n".join(_page(g, sections, context)) for g in found)
    return "\n\n\n".join(pages) + "\n"


def _page(found: Gathered, sections: Sequence[SectionEntry], context: Context) -> Iterator[str]:
    says = _TEXTS[context.lang]
    if isinstance(found.entry, CheckEntry):
        yield from _check(found.entry, sections, context)
    else:
        yield style([f"[[{found.kind}]] {visible(found.id)}"], context.colour, bold=True)
        yield ""
        yield from _facts(found, context)
        yield from _proofs(found.entry, context)
    yield ""
    yield from _field(says["file-at"], f"{_file(found)}:{found.line}", context)


def _check(entry: CheckEntry, sections: Sequence[SectionEntry], context: Context) -> Iterator[str]:
    says, texts = _TEXTS[context.lang], getattr(entry, context.lang)
    yield style([f"{entry.code}  {visible(texts.title)}"], context.colour, bold=True)
    yield ""
    yield from _field(says["message"], texts.message, context)
    yield from _field(says["advice"], texts.advice, context)
    yield from _field(says["why"], texts.why, context)
    yield from _field(says["severity"], "; ".join(_severities(entry, sections, context)), context)
    conditions = [f"{key}: {_joined(value)}" for key, value in entry.when.items() if key not in _GIVEN]
    yield from _field(says["when"], "; ".join([entry.kind, *conditions]), context)
    if entry.note:
        yield from _field(says["note"], entry.note, context)
    for which in ("flags", "passes"):
        yield from _examples(says[which], (example.text for example in getattr(entry, which)), context)
    yield from _silence(entry, context)


def _severities(entry: CheckEntry, sections: Iterable[SectionEntry], context: Context) -> Iterator[str]:
    """Yield how grave a check is: as a rule, where its conditions make it otherwise, and section by section."""
    says, labels, when = _TEXTS[context.lang], LABELS[context.lang], entry.when
    yield labels[entry.severity]
    if "severity_in_lead" in when:
        yield says["lead"].format(severity=labels[str(when["severity_in_lead"])])
    if "severity_with_needs" in when:
        severity = labels[str(when["severity_with_needs"])]
        needs = [plainly.plain(plainly.CLAIMS, need, context.lang) for need in _listed(when.get("severity_needs", ()))]
        yield says["needs"].format(severity=severity, needs=", ".join(needs))
    for pair in _listed(when.get("severity_for", ())):
        what, _, severity = pair.rpartition("=")
        yield says["for"].format(severity=labels.get(severity, severity), what=what)
    for section in sections:
        for change in section.check:
            if change.code == entry.code:
                severity = labels.get(change.severity, says["off"])
                title = getattr(section.title, context.lang)
                yield says["in"].format(severity=severity, section=f"{title} ({change.note})")


def _silence(entry: CheckEntry, context: Context) -> Iterator[str]:
    """Yield the ways to silence a check; what is wrong with a comment that silences cannot be silenced by one."""
    says = _TEXTS[context.lang]
    here, whole, reason = _WAIVERS[context.lang]
    comment = here.format(code=entry.code, reason=reason)
    ways = [
        (says["paragraph"], comment),
        (says["markup"], f"<!-- {comment[1:-1]} -->"),
        (says["file"], whole.format(code=entry.code, reason=reason)),
        (says["run"], f"attrib check --ignore {entry.code}"),
    ]
    yield ""
    yield _heading(says["silence"], context)
    for what, how in ways[3 if entry.kind == "waiver" else 0 :]:
        yield f"  {what + ':':<{max(len(what) for what, _ in ways) + 1}} {how}"


def _facts(found: Gathered, context: Context) -> Iterator[str]:
    says = _TEXTS[context.lang]
    for key in found.entry.__struct_fields__:
        value = getattr(found.entry, key)
        if key not in _LISTED and value not in (None, [], "", False):
            yield from _field(key, _joined(value), context)
    if forms := forms_of(found):
        yield from _field(says["forms"], ", ".join(forms), context)
    if barred := getattr(found.entry, "not_", ()):
        yield from _field(says["not"], ", ".join(barred), context)
    if isinstance(found.entry, SectionEntry):
        yield from _field(says["title"], getattr(found.entry.title, context.lang), context)
        labels = LABELS[context.lang]
        changes = [f"{c.code}: {labels.get(c.severity, says['off'])} – {c.note}" for c in found.entry.check]
        yield from _examples(says["checks"], changes, context)
    if found.entry.note:
        yield from _field(says["note"], found.entry.note, context)


def _proofs(entry: Any, context: Context) -> Iterator[str]:
    for which in ("yes", "no", "flags", "passes"):
        proofs = getattr(entry, which, ())
        texts = (proof if isinstance(proof, str) else _section_proof(proof) for proof in proofs)
        yield from _examples(_TEXTS[context.lang][which], texts, context)


def _section_proof(proof: Any) -> str:
    named = " ".join(filter(None, (proof.code, getattr(proof, "severity", None))))
    return f"{named}: {proof.text}" if named else str(proof.text)


def _field(name: str, text: str, context: Context) -> Iterator[str]:
    """Yield a name and its text beside it."""
    left = max(11, columns(name) + 2)
    for number, line in enumerate(wrap(text, max(context.width - left, _LEAST))):
        head = style([name], context.colour, bold=True) + " " * (left - columns(name))
        yield (head if not number else " " * left) + line


def _examples(title: str, texts: Iterable[str], context: Context) -> Iterator[str]:
    found = list(texts)
    if not found:
        return
    yield ""
    yield _heading(title, context)
    for text in found:
        for number, paragraph in enumerate(part for part in text.strip().split("\n\n") if part.strip()):
            for at, line in enumerate(wrap(paragraph, max(context.width - 4, _LEAST))):
                yield ("  · " if not number and not at else "    ") + line


def _heading(title: str, context: Context) -> str:
    return style([title + ":"], context.colour, bold=True)


def _listed(value: Any) -> Sequence[str]:
    return [value] if isinstance(value, str) else list(value)


def _joined(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _file(found: Gathered) -> str:
    """Return a rule file as a person would name it: from the folder of the shipped rules on, or as it was given."""
    from attrib.lexicon import shipped

    base = shipped()
    path = found.path
    return plain((path.relative_to(base.parent) if path.is_relative_to(base) else path).as_posix())
