"""The compiled lexicon, in the wheel or the user's cache folder: JSON under a line with its hash; deleting it is safe.

Keyed by the digest of the rule files' bytes, so that it is right if it is found; what goes wrong is a miss. It holds
what `regex` made of patterns, and `regex` trusts that: so a byte amiss, or another user's file, is a miss as well.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, cast

from attrib import kept
from attrib.kept import folder
from attrib.lexicon.entries import (
    AbbreviationRule,
    Blocked,
    CheckRule,
    ClaimRule,
    CueRule,
    Form,
    FurnitureRule,
    Lexicon,
    SectionRule,
    SourceRule,
    Texts,
    form_of,
)
from attrib.lexicon.patterns import frozen, remember

FORMAT: Final = 12
"""Raise it with every change in what is compiled, or in how it is frozen."""
KEPT: Final = 4
"""So many rule sets: the shipped one, a newsroom's, and what each was before its last change."""
SHIPPED: Final = Path(__file__).resolve().parent
"""Where a build puts the shipped rules: whoever installed attrib wrote it, as he wrote this file."""
LARGEST: Final = 64 << 20
"""Bytes of a lexicon at most; what is longer is none of ours."""


def fetch(digest: str) -> Lexicon | None:
    """Return the lexicon of a digest if the wheel or the cache holds it whole."""
    where, name = folder(), f"lexicon-{digest}.json"
    body = kept.read(SHIPPED / name, LARGEST, others=True) or (kept.read(where / name, LARGEST) if where else None)
    try:
        data = json.loads(body) if body else {}
        return _thaw(data) if data["digest"] == digest else None
    except Exception:
        return None  # Whatever is wrong with it, it means to compile anew.


def store(lexicon: Lexicon) -> None:
    """Keep a lexicon; two processes may do so at once, and no error of the disk is one of the check."""
    where = folder()
    if where is None:
        return
    if ship(lexicon, where):
        with contextlib.suppress(OSError):
            _tidy(where, where / f"lexicon-{lexicon.digest}.json")


def ship(lexicon: Lexicon, where: Path) -> bool:
    """Write a lexicon into a folder; false if that cannot be done."""
    body = json.dumps(_freeze(lexicon), ensure_ascii=False, separators=(",", ":")).encode()
    return kept.write(where, f"lexicon-{lexicon.digest}.json", body)


def _tidy(where: Path, newest: Path) -> None:
    """Remove the oldest rule sets, and what runs that were killed left half-written.

    The one just stored stays, even if the clock went back and all others look newer.
    """
    others = [path for path in where.glob("lexicon-*.json") if path != newest]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[KEPT - 1 :]:
        path.unlink(missing_ok=True)
    kept.sweep(where)


def _freeze(lexicon: Lexicon) -> dict[str, Any]:
    return {
        "cues": _frozen_table(lexicon.cues),
        "sources": _frozen_table(lexicon.sources),
        "claims": _frozen_table(lexicon.claims),
        "abbreviations": lexicon.abbreviations,
        "furniture": lexicon.furniture,
        "words": {key: sorted(value) for key, value in lexicon.words.items()},
        "phrases": lexicon.phrases,
        "checks": lexicon.checks,
        "sections": lexicon.sections,
        "patterns": frozen(
            sorted({f.rule.pattern for found in lexicon.claims.values() for f in found if f.rule.pattern})
        ),
        "digest": lexicon.digest,
    }


def _frozen_table(table: Mapping[str, tuple[Form[Any], ...]]) -> dict[str, Any]:
    numbers: dict[Any, int] = {}
    forms = {
        word: "\n".join(_frozen_form(form, numbers.setdefault(form.rule, len(numbers))) for form in found)
        for word, found in table.items()
    }
    return {"rules": list(numbers), "forms": forms}


def _frozen_form(form: Form[Any], number: int) -> str:
    """The rule's number, the words as they must be spelled, the look-alikes, parted by tabs."""
    lookalikes = (f"{before} {' '.join(words)}" for before, words in form.blocked)
    return "\t".join((str(number), " ".join(form.exact or form.words), *lookalikes))


class _Thawing(dict[str, Any]):
    """A table whose forms are made when first asked for: a draft holds a few words of the thousands."""

    __slots__ = ("rules",)

    def __init__(self, frozen: dict[str, str], rules: list[Any]) -> None:
        super().__init__(frozen)
        self.rules = rules

    def __getitem__(self, word: str) -> tuple[Form[Any], ...]:
        found = super().__getitem__(word)
        if type(found) is str:
            found = self[word] = tuple(map(self._form, found.split("\n")))
        return cast("tuple[Form[Any], ...]", found)

    def _form(self, frozen: str) -> Form[Any]:
        number, written, *lookalikes = frozen.split("\t")
        low = written.lower()
        blocked = (phrase.split(" ") for phrase in lookalikes)
        return form_of(
            tuple(low.split(" ")),
            tuple(written.split(" ")) if written != low else None,
            tuple(Blocked(int(before), tuple(words)) for before, *words in blocked),
            self.rules[int(number)],
        )

    def get(self, word: str, default: Any = None) -> Any:
        return self[word] if word in self else default  # noqa: SIM401 - that would be this method

    def values(self) -> Any:
        return [self[word] for word in self]

    def items(self) -> Any:
        return [(word, self[word]) for word in self]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, dict) and dict(self.items()) == dict(other.items())

    __hash__ = None


def _thaw(data: dict[str, Any]) -> Lexicon:
    remember(data["patterns"])
    return Lexicon(
        _table(data["cues"], CueRule),
        _table(data["sources"], SourceRule),
        _table(data["claims"], ClaimRule),
        {key: AbbreviationRule(*value) for key, value in data["abbreviations"].items()},
        tuple(FurnitureRule(i, r, tuple(s), tuple(e), p, o) for i, r, s, e, p, o in data["furniture"]),
        {key: frozenset(value) for key, value in data["words"].items()},
        {key: tuple(map(tuple, value)) for key, value in data["phrases"].items()},
        tuple(
            CheckRule(c, k, s, {n: tuple(v) for n, v in w.items()}, {n: Texts(*t) for n, t in x.items()})
            for c, k, s, w, x in data["checks"]
        ),
        data["digest"],
        tuple(SectionRule(*section) for section in data["sections"]),
    )


def _table(data: dict[str, Any], rule: Any) -> Any:
    rules = [rule(*(tuple(v) if isinstance(v, list) else v for v in values)) for values in data["rules"]]
    return _Thawing(data["forms"], rules)
