"""The page around the drafts: head, style sheet, the policy that allows nothing but it, foot."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from attrib.reports.html.labels import Words
from attrib.reports.html.markup import text
from attrib.reports.html.statement import LINKED, PLACES

_POINTED = ":is(:hover,:focus-within,:target)"


@cache
def style() -> str:
    """Return the style sheet: report.css, and a rule for each source and each place in a paragraph that lights up."""
    sheet = files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    sources = "".join(
        f".light .draft:has(.e{n}{_POINTED}) :is(.src,.source,.s).e{n}{{--lit:var(--glow)}}\n"
        for n in range(1, LINKED + 1)
    )
    places = "".join(f".row:has(.k{n}{_POINTED}) .k{n}{{--lit:var(--glow)}}\n" for n in range(1, PLACES + 1))
    return sheet + sources + places


def top(words: Words, version: str, heavy: bool) -> str:
    """Return the page up to its main part; a heavy one leaves the browser less to do."""
    css = style()
    allowed = b64encode(sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{allowed}'; img-src data:; base-uri 'none'; form-action 'none'"
    own = words.own
    weight = "heavy" if heavy else "light"
    return (
        f'<!DOCTYPE html>\n<html lang="{words.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta name="generator" content="attrib {text(version)}">\n<link rel="icon" href="data:,">\n'
        f"<title>{own['title']} · attrib</title>\n<style>{css}</style>\n</head>\n"
        f'<body id="top" class="{weight}">\n'
        f'<a class="skip" href="#drafts">{own["skip"]}</a>\n'
        f'<header class="page"><h1>{own["title"]}</h1><p class="ask" lang="{words.lang}">{own["ask"]}</p>'
    )


def bottom(words: Words, version: str) -> str:
    """Return the end of the page."""
    foot = " ".join(words.own["foot"].format(version=version).split())
    return f"</main>\n<footer><p>{text(foot)}</p></footer>\n</body>\n</html>\n"
