"""Every error of a rule file at once: where it stands, what was expected, the nearest word that would do.

Imported only when rule files must really be read, that is when the cache does not hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any, Final, NamedTuple, get_args

import msgspec

from attrib.errors import RuleError
from attrib.lexicon import vocabulary
from attrib.lexicon.entries import OFF
from attrib.lexicon.schema import (
    KINDS,
    AnyEntry,
    CheckEntry,
    ClaimEntry,
    Entry,
    FurnitureEntry,
    SectionEntry,
)
from attrib.lexicon.toml import TomlFile
from attrib.lexicon.words import words_of
from attrib.model import SEVERITIES

CHOICES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "cue": {"frame": vocabulary.FRAMES, "act": vocabulary.ACTS, "agent": vocabulary.AGENTS},
    "source": {"kind": vocabulary.SOURCE_KINDS, "grade": vocabulary.GRADES},
    "need": {"need": vocabulary.NEEDS, "at": vocabulary.PLACES},
    "exempt": {"reason": vocabulary.REASONS, "at": vocabulary.PLACES},
    "abbreviation": {"before": vocabulary.BEFORE},
    "words": {},
    "furniture": {"role": vocabulary.FURNITURE_ROLES},
    "check": {"kind": vocabulary.CHECK_KINDS, "severity": SEVERITIES},
    "section": {},
}


ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CODE: Final = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
PROOFS: Final = ("yes", "no", "flags", "passes")
BOTH: Final = "an entry carries sentences that it must match and sentences that it must not"


class Fault(NamedTuple):
    """What is wrong in an entry, at the keys that lead there, and what to try."""

    keys: tuple[str, ...]
    message: str
    hint: str = ""


def entries_of(file: TomlFile) -> Iterator[tuple[str, int, AnyEntry] | RuleError]:
    """Yield (kind, line, entry) for each right entry of a file, and an error for each wrong one."""
    for kind, values in file.data.items():
        if kind not in KINDS:
            place = f"{file.path}:{file.line(kind, 0)}"
            yield RuleError(place, f"{kind}: unknown kind of entry", nearest(kind, KINDS, "[[{}]]"))
            continue
        if not isinstance(values, list):
            place = f"{file.path}:{file.line(kind, 0)}"
            yield RuleError(place, f"{kind}: expected a list of entries", f"write [[{kind}]]")
            continue
        for number, value in enumerate(values):
            faults = list(_shape(value, KINDS[kind], ()))
            if not faults:
                entry = msgspec.convert(value, KINDS[kind])
                faults = list(_sense(kind, entry))
                if not faults:
                    yield kind, file.line(kind, number), entry
            for keys, message, hint in faults:
                yield file.error(kind, number, keys, message, hint)


def _shape(value: Any, struct: type[Any], keys: tuple[str, ...]) -> Iterator[Fault]:
    """Yield every fault of keys and types; msgspec itself would stop at the first."""
    if not isinstance(value, dict):
        yield Fault(keys, f"expected a table, got {_type_name(value)}")
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(struct)}
    for key in value.keys() - fields.keys():
        yield Fault((*keys, key), "unknown key", nearest(key, fields))
    for key, field in fields.items():
        if key not in value:
            if field.required:
                yield Fault((*keys, key), "is missing", BOTH if key in PROOFS else "")
        elif _is_table(field.type):
            yield from _shape(value[key], field.type, (*keys, key))
        elif any(map(_is_table, get_args(field.type))) and isinstance(value[key], list):
            for number, part in enumerate(value[key]):
                yield from _shape(part, get_args(field.type)[0], (*keys, key, str(number)))
        else:
            yield from _typed(value[key], field.type, (*keys, key))


def _is_table(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, msgspec.Struct)


def _typed(value: Any, type_: Any, keys: tuple[str, ...]) -> Iterator[Fault]:
    try:
        msgspec.convert(value, type_)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at ")
        inner = re.findall(r"\[(\d+)\]", where)
        what = what.replace("`", "").replace("array", "list").replace("object", "table")
        yield Fault((*keys, *inner), what[0].lower() + what[1:])


def _type_name(value: Any) -> str:
    return {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "a list"}.get(
        type(value), "something else"
    )


def _sense(kind: str, entry: Any) -> Iterator[Fault]:
    """Yield what is wrong in an entry whose keys and types are right."""
    yield from _named(entry)
    for key, choices in CHOICES[kind].items():
        yield from _chosen((key,), getattr(entry, key), choices)
    for key in ("flags", "passes") if kind in ("check", "section") else ("yes", "no"):
        yield from _proved(key, getattr(entry, key))
    if isinstance(entry, Entry):
        yield from _spelled(entry)
        yield from _lookalikes(entry)
    if isinstance(entry, ClaimEntry | FurnitureEntry) and entry.pattern is not None:
        yield from _pattern(entry)
    if isinstance(entry, FurnitureEntry) and not (entry.starts or entry.equals or entry.pattern):
        yield Fault((), "knows no line", "give `starts`, `equals` or `pattern`")
    if isinstance(entry, CheckEntry):
        yield from _conditions(entry)
    if isinstance(entry, SectionEntry):
        yield from _section(entry)


def _named(entry: Any) -> Iterator[Fault]:
    if isinstance(entry, CheckEntry):
        if not CODE.fullmatch(entry.code):
            yield Fault(("code",), f"{entry.code!r} is no code", "upper case, digits and single hyphens")
    elif not ID.fullmatch(entry.id):
        yield Fault(("id",), f"{entry.id!r} is no id", "lower case, digits and single hyphens")


def _chosen(keys: tuple[str, ...], value: str | None, choices: Sequence[str]) -> Iterator[Fault]:
    if value is not None and value not in choices:
        yield Fault(keys, f"{value!r} is none of {', '.join(choices)}", nearest(value, choices))


def _proved(key: str, proofs: Sequence[Any]) -> Iterator[Fault]:
    if not proofs:
        yield Fault((key,), "is empty", BOTH)
    for number, proof in enumerate(proofs):
        if not (proof if isinstance(proof, str) else proof.text).strip():
            yield Fault((key, str(number)), "is empty", "write a sentence")


def _spelled(entry: Entry) -> Iterator[Fault]:
    if not entry.forms:
        yield Fault(("forms",), "is empty", "give at least one form")
    for key, phrases in (("forms", entry.forms), ("not", entry.not_)):
        for number, phrase in enumerate(phrases):
            if not phrase or phrase != " ".join(phrase.split()):
                hint = "one space between words, none outside"
                yield Fault((key, str(number)), f"{phrase!r} has a wrong space", hint)
            elif phrase in phrases[:number]:
                yield Fault((key, str(number)), f"{phrase!r} stands there twice", "take one out")


def _lookalikes(entry: Entry) -> Iterator[Fault]:
    forms = [words_of(form.lower()) for form in entry.forms]
    for number, phrase in enumerate(entry.not_):
        words = words_of(phrase.lower())
        if not any(form and words[i : i + len(form)] == form for form in forms for i in range(len(words))):
            yield Fault(("not", str(number)), f"{phrase!r} contains none of the entry's forms")


def _pattern(entry: ClaimEntry | FurnitureEntry) -> Iterator[Fault]:
    # Furniture's shipped patterns become branches of one expression, as if in brackets: see segment/furniture.py.
    import regex

    pattern = entry.pattern or ""
    try:
        regex.compile(pattern)
        if isinstance(entry, FurnitureEntry):
            re.compile(f"x|({pattern})")
    except (regex.error, re.error, OverflowError) as error:
        yield Fault(("pattern",), f"is no regular expression: {error}")
    except RecursionError:
        yield Fault(("pattern",), "is nested too deeply", "take some of its brackets out")


def _conditions(entry: CheckEntry) -> Iterator[Fault]:
    for key, value in entry.when.items():
        keys = ("when", key)
        if key not in vocabulary.CONDITIONS:
            yield Fault(keys, "unknown condition", nearest(key, vocabulary.CONDITIONS))
            continue
        choices = vocabulary.CONDITIONS[key]
        if key == "test":
            choices = vocabulary.TESTS.get(entry.kind)
            if choices is None:
                yield Fault(keys, f"checks of kind {entry.kind} have no tests", f"{', '.join(vocabulary.TESTS)} have")
        for item in value if isinstance(value, list) else [value]:
            if choices is not None:
                yield from _chosen(keys, str(item), choices)
            elif key == "threshold" and not str(item).isdigit():
                yield Fault(keys, f"expected a whole number, got {item!r}")
            elif key == "yields_to" and (item == entry.code or not CODE.fullmatch(str(item))):
                yield Fault(keys, f"{item!r} is no other check's code", "upper case, digits and single hyphens")


def _section(entry: SectionEntry) -> Iterator[Fault]:
    """Each change of a section says why, and has a proof of its own."""
    flagged = {(flag.code, flag.severity) for flag in entry.flags}
    passed = {example.code for example in entry.passes}
    for number, change in enumerate(entry.check):
        keys = ("check", str(number))
        yield from _chosen((*keys, "severity"), change.severity, (*SEVERITIES, OFF))
        if not change.note.strip():
            yield Fault((*keys, "note"), "is empty", f"say why {change.code} is {change.severity} here")
        if change.code in (before.code for before in entry.check[:number]):
            yield Fault((*keys, "code"), f"{change.code} stands there twice", "take one out")
        elif change.severity == OFF and change.code not in passed:
            hint = f"give a [[section.passes]] of code {change.code}"
            yield Fault(keys, f"nothing proves that {change.code} is off", hint)
        elif change.severity in SEVERITIES and (change.code, change.severity) not in flagged:
            hint = f"give a [[section.flags]] of code {change.code} and severity {change.severity}"
            yield Fault(keys, f"nothing proves that {change.code} is {change.severity}", hint)
    for number, flag in enumerate(entry.flags):
        yield from _chosen(("flags", str(number), "severity"), flag.severity, SEVERITIES)


def nearest(word: str, choices: Iterable[str], form: str = "`{}`") -> str:
    """Return a question after the most similar choice, nothing if none is similar."""
    close = get_close_matches(word, list(choices), n=1, cutoff=0.5)
    return f"did you mean {form.format(close[0])}?" if close else ""
