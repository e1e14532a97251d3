"""The `|` notation of proofs: it stands, in place of a space, where sentences part."""

from __future__ import annotations


def parted(marked: str) -> tuple[str, list[str]]:
    """Return the plain text, and the sentences that it must be cut into."""
    return marked.replace("|", " "), [part.strip() for part in marked.split("|")]
