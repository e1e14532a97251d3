"""The fixed words of the page that no other report needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from attrib.reports.labels import LABELS

SIGNS: Mapping[str, str] = {
    "named": "",
    "anonymous": "◐",
    "carried": "↰",
    "hearsay": "~",
    "unattributed": "?",
    "exempt": "○",
}
"""What tells a status without its colour, before the number of the source."""

_ID = {
    "title": "Laporan atribusi",
    "ask": "Kata siapa?",
    "contents": "Naskah dalam laporan ini",
    "failures": "Tak dapat diperiksa",
    "skip": "Langsung ke naskah",
    "article": "Naskah dan catatannya",
    "sources": "Sumber",
    "for-all": "Untuk seluruh naskah",
    "legend": "Arti tanda",
    "cue": "kata pengatribusi",
    "source": "sumber",
    "words": "kata yang ditandai",
    "note": "nomor catatan",
    "place": "baris {line}, kolom {column}",
    "carries": "meneruskan",
    "supported": "sumbernya di",
    "reasons": "dasar",
    "advice": "saran",
    "more": "dan {count} lagi",
    "back": "ke atas",
    "grade": "Mutu",
    "A": "orang bernama atau dokumen yang jelas",
    "B": "lembaga atau media yang bernama",
    "C": "metonim, atau jabatan saja",
    "D": "digambarkan, tanpa nama",
    "E": "“sumber” saja, atau kelompok yang samar",
    "F": "abstrak, atau tak jelas siapa",
    "foot": "attrib {version} membaca tata bahasa, bukan kebenaran: temuan adalah pertanyaan, redaktur yang menjawab.",
}

_EN = {
    "title": "Attribution report",
    "ask": "Says who?",
    "contents": "Drafts in this report",
    "failures": "Could not be checked",
    "skip": "Skip to the drafts",
    "article": "The article and its notes",
    "sources": "Sources",
    "for-all": "For the whole draft",
    "legend": "What the marks mean",
    "cue": "attributing words",
    "source": "source",
    "words": "words in question",
    "note": "number of a note",
    "place": "line {line}, column {column}",
    "carries": "carries on",
    "supported": "has its source at",
    "reasons": "by",
    "advice": "advice",
    "more": "and {count} more",
    "back": "to the top",
    "grade": "Grade",
    "A": "a named person, a pinned document",
    "B": "a named body or medium",
    "C": "a metonym, or a role alone",
    "D": "described, without a name",
    "E": "a bare “source”, a vague group",
    "F": "abstract, or nobody one could tell",
    "foot": "attrib {version} reads grammar, not truth: a finding is a question, and the answer is the editor's.",
}

_OWN: Mapping[str, Mapping[str, str]] = {"id": _ID, "en": _EN}


class Words(NamedTuple):
    """The words of a page in one language: those of all reports, and the page's own."""

    lang: str
    common: Mapping[str, str]
    own: Mapping[str, str]


def words(lang: str) -> Words:
    """Return the words in a language, Indonesian where it has none."""
    known = lang if lang in _OWN else "id"
    return Words(known, LABELS[known], _OWN[known])
