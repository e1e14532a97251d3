"""The fixed words of the reports, in the languages an editor can choose."""

from __future__ import annotations

from collections.abc import Mapping

_ID = {
    "place": "Tempat",
    "whole": "naskah",
    "severity": "Bobot",
    "code": "Kode",
    "excerpt": "Kutipan naskah",
    "message": "Temuan",
    "error": "galat",
    "warning": "peringatan",
    "info": "catatan",
    "named": "bernama",
    "anonymous": "anonim",
    "carried": "terbawa",
    "hearsay": "kabar",
    "unattributed": "tanpa sumber",
    "exempt": "tak perlu sumber",
    "skipped": "dilewati",
    "draft.one": "naskah",
    "draft.many": "naskah",
    "statement.one": "pernyataan",
    "statement.many": "pernyataan",
    "finding.one": "temuan",
    "finding.many": "temuan",
    "part.one": "bagian",
    "part.many": "bagian",
    "clean": "tak ada temuan",
    "thanks": "Setiap pernyataan yang perlu sumber sudah punya sumber. Terima kasih!",
    "apart": "dilewati: judul, kredit, tautan dan sejenisnya",
    "coverage": "Cakupan",
    "share": "{attributed} dari {needing} pernyataan yang perlu sumber sudah bersumber",
    "no-need": "Tak ada pernyataan yang perlu sumber.",
    "name": "Sumber",
    "role": "Peran",
    "kind": "Jenis",
    "grade": "Mutu",
    "statements": "Pernyataan",
    "no-sources": "Tak ada sumber dalam naskah ini.",
    "person": "orang",
    "body": "lembaga",
    "document": "dokumen",
    "medium": "media",
    "metonym": "metonim",
    "group": "kelompok",
    "abstract": "abstrak",
    "unknown": "tak jelas",
    "seconds": "{seconds} detik",
    "failed": "{count} tak dapat diperiksa",
    "ignored": "{count} diabaikan (.attribignore)",
    "hidden": "{count} di bawah --min-severity tak ditampilkan",
    "decimal": ",",
    "percent": "{count} %",
}

_EN = {
    "place": "Place",
    "whole": "draft",
    "severity": "Severity",
    "code": "Code",
    "excerpt": "In the draft",
    "message": "Finding",
    "error": "error",
    "warning": "warning",
    "info": "note",
    "named": "named",
    "anonymous": "anonymous",
    "carried": "carried",
    "hearsay": "hearsay",
    "unattributed": "no source",
    "exempt": "needs none",
    "skipped": "skipped",
    "draft.one": "draft",
    "draft.many": "drafts",
    "statement.one": "statement",
    "statement.many": "statements",
    "finding.one": "finding",
    "finding.many": "findings",
    "part.one": "part",
    "part.many": "parts",
    "clean": "no findings",
    "thanks": "Every statement that needs a source has one. Thank you!",
    "apart": "skipped: headlines, credits, links and the like",
    "coverage": "Coverage",
    "share": "{attributed} of {needing} statements that need a source have one",
    "no-need": "No statement needs a source.",
    "name": "Source",
    "role": "Role",
    "kind": "Kind",
    "grade": "Grade",
    "statements": "Statements",
    "no-sources": "There is no source in this draft.",
    "person": "person",
    "body": "body",
    "document": "document",
    "medium": "medium",
    "metonym": "metonym",
    "group": "group",
    "abstract": "abstract",
    "unknown": "unknown",
    "seconds": "{seconds} s",
    "failed": "{count} could not be checked",
    "ignored": "{count} ignored (.attribignore)",
    "hidden": "{count} below --min-severity not shown",
    "decimal": ".",
    "percent": "{count}%",
}

LABELS: Mapping[str, Mapping[str, str]] = {"id": _ID, "en": _EN}


def counted(labels: Mapping[str, str], count: int, what: str) -> str:
    """Return a number with its noun: draft, statement, finding or part."""
    return f"{count} {labels[what + ('.one' if count == 1 else '.many')]}"


def by_severity(labels: Mapping[str, str], severities: Mapping[str, int]) -> str:
    """Return how many findings there are and, in brackets, of which severities."""
    total = counted(labels, sum(severities.values()), "finding")
    parts = ", ".join(f"{count} {labels[severity]}" for severity, count in severities.items() if count)
    return f"{total} ({parts})" if parts else total
