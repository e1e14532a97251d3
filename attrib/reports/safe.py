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
_STEERS = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_json(value: Any) -> str:
    """Return a value as one line of JSON; a lone surrogate, which strict readers refuse, becomes U+FFFD."""
    whole = _LONE.sub("\ufffd", _encode(value))
    # Whatever is not ASCII stands inside a JSON string, where \u is its legal escape.
    return _STEERS.sub(lambda found: f"\\u{ord(found[0]):04x}", whole)


def to_xml(text: str) -> str:
    """Return text that XML 1.0 can hold once its markup is escaped: control characters but line breaks and tabs
    spelt out.
    """
    parts = re.split("([\t\n\r])", text)
    return _NO_XML.sub("\ufffd", "".join(part if part in ("\t", "\n", "\r") else escape(part) for part in parts))
