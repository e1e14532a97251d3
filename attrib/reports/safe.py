"""Text made fit for machines: JSON that strict readers take, XML without what XML 1.0 forbids, nothing that steers a
terminal.
"""

from __future__ import annotations

import json
import re
from typing import Any

from attrib.reports.shape import escape

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
_LONE = re.compile("[\ud800-\udfff]")
_STEERS = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|#(?=#[A-Za-z]*\\[)")
_COMMAND = re.compile(r":(?=:)|#(?=#)")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_json(value: Any) -> str:
    """Return a value as one line of JSON; a lone surrogate, which strict readers refuse, becomes U+FFFD."""
    return _spelt(_LONE.sub("\ufffd", _encode(value)))


def to_exact_json(value: Any) -> str:
    """Return a value as one line of JSON that gives it back to the letter, lone surrogates too, as their escapes."""
    return _spelt(_LONE.sub(_escaped, _encode(value)))


def _spelt(whole: str) -> str:
    # What is not ASCII stands inside a JSON string, as does the `##[` of a CI server's command; \u is legal there.
    return _STEERS.sub(_escaped, whole)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def to_xml(text: str) -> str:
    """Return text that XML 1.0 can hold once its markup is escaped: control characters but line breaks and tabs
    spelt out.
    """
    parts = re.split("([\t\n\r])", text)
    return _NO_XML.sub("\ufffd", "".join(part if part in ("\t", "\n", "\r") else escape(part) for part in parts))


def inert(markup: str) -> str:
    """Return XML or HTML that says the same, and in which the log of a CI server finds no command."""
    return _COMMAND.sub(lambda found: f"&#{ord(found[0])};", markup)
