"""The compiled lexicon in the user's cache folder, as JSON: nothing in it is ever run, and deleting it is always safe.

Keyed by the digest of the rule files' bytes, so that it is right whenever it is found; whatever goes wrong is a miss.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, Final

from attrib.lexicon.entries import (
    AbbreviationRule,
    Blocked,
    CheckRule,
    ClaimRule,
    CueRule,
    Form,
    FurnitureRule,
    Lexicon,
    SourceRule,
    Texts,
)

FORMAT: Final = 1
KEPT: Final = 4


def folder() -> Path | None:
    """Return where the cache lives, None if it is turned off or has no place."""
    if os.environ.get("ATTRIB_NO_CACHE"):
        return None
    if own := os.environ.get("ATTRIB_CACHE_DIR"):
        return Path(own)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "attrib" / "cache" if base else None
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "attrib" if os.path.isabs(base) else None


def fetch(digest: str) -> Lexicon | None:
    """Return the lexicon of a digest if the cache holds it whole."""
    where = folder()
    if where is None:
        return None
    try:
        return _thaw(json.loads((where / f"lexicon-{digest}.json").read_bytes()))
    except (OSError, ValueError, TypeError, KeyError, IndexError):
        return None


def store(lexicon: Lexicon) -> None:
    """Keep a lexicon; two processes may do so at once, and no error of the disk is one of the check."""
    where = folder()
    if where is None:
        return
    partial = where / f"partial-{os.getpid()}.json"
    try:
        where.mkdir(parents=True, exist_ok=True)
        partial.write_text(json.dumps(_freeze(lexicon), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        os.replace(partial, where / f"lexicon-{lexicon.digest}.json")
        kept = sorted(where.glob("lexicon-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in kept[KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        try:
            partial.unlink(missing_ok=True)
        except OSError:
            return


def _freeze(lexicon: Lexicon) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for name in ("cues", "sources", "claims"):
        numbers: dict[Any, int] = {}
        forms = {
            word: [[f.words, f.exact, f.blocked, numbers.setdefault(f.rule, len(numbers))] for f in forms]
            for word, forms in getattr(lexicon, name).items()
        }
        tables[name] = {"rules": list(numbers), "forms": forms}
    return {
        "format": FORMAT,
        "tables": tables,
        "abbreviations": lexicon.abbreviations,
        "furniture": lexicon.furniture,
        "words": {key: sorted(value) for key, value in lexicon.words.items()},
        "phrases": lexicon.phrases,
        "checks": lexicon.checks,
        "digest": lexicon.digest,
    }


def _thaw(data: dict[str, Any]) -> Lexicon:
    if data["format"] != FORMAT:
        raise ValueError("another format")
    return Lexicon(
        _table(data["tables"]["cues"], CueRule),
        _table(data["tables"]["sources"], SourceRule),
        _table(data["tables"]["claims"], ClaimRule),
        {key: AbbreviationRule(*value) for key, value in data["abbreviations"].items()},
        tuple(FurnitureRule(i, r, tuple(s), tuple(e), p) for i, r, s, e, p in data["furniture"]),
        {key: frozenset(value) for key, value in data["words"].items()},
        {key: tuple(map(tuple, value)) for key, value in data["phrases"].items()},
        tuple(
            CheckRule(c, k, s, {n: tuple(v) for n, v in w.items()}, {n: Texts(*t) for n, t in x.items()})
            for c, k, s, w, x in data["checks"]
        ),
        data["digest"],
    )


def _table(data: dict[str, Any], rule: Any) -> dict[str, tuple[Form[Any], ...]]:
    rules = [rule(*(tuple(v) if isinstance(v, list) else v for v in values)) for values in data["rules"]]
    return {
        word: tuple(
            Form(
                tuple(words),
                tuple(exact) if exact else None,
                tuple(Blocked(before, tuple(phrase)) for before, phrase in blocked),
                rules[number],
            )
            for words, exact, blocked, number in forms
        )
        for word, forms in data["forms"].items()
    }
