"""Links: which cue of a sentence attributes, to which source, and whether it governs the sentence's main claim.

`FRAMES` maps each frame of rules/cues to the decider that knows where its source stands. A decider answers with a Link,
or None where the form is no cue after all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attrib.lexicon.entries import CueRule
from attrib.links import left, passive, right
from attrib.links.link import Clause, Link
from attrib.scan import Hit

Decider = Callable[[Clause, Hit[CueRule]], Link | None]

FRAMES: Final[dict[str, Decider]] = {
    "post": right.post,
    "clitic": right.clitic_cue,
    "according": right.according,
    "basis": right.basis,
    "inside": right.inside,
    "relay": right.relay,
    "tail": right.tail,
    "issued": right.issued,
    "nominal": right.nominal,
    "headline": right.headline,
    "active": left.active,
    "document": left.document,
    "object": left.object_voice,
    "passive": passive.passive,
    "witness": right.marker,
    "response": right.marker,
    "unknown": right.marker,
    "rumor": right.marker,
    "opener": right.marker,
}


def find_links(clause: Clause, hits: list[Hit[CueRule]]) -> list[Link]:
    """Return the links of a sentence's cues, in the order of their cues."""
    links: list[Link] = []
    for hit in hits:
        link = FRAMES[hit.rule.frame](clause._replace(links=tuple(links)), hit)
        if link is None:
            continue
        if link.reason == "document-place" and links and links[-1].reason == "inside":
            links.pop()  # "Dalam maklumat itu disebutkan, …": one link for one document
        links.append(link)
    return links


__all__ = ["Clause", "Link", "find_links"]
