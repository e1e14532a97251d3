"""Made-up Indonesian news copy in any amount: a seed gives the same text, and no article comes twice."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random
from string import Formatter
from typing import Any, Final

WORDS_PER_ARTICLE: Final = 430
OUTLETS: Final = ("Kabar Wira", "Harian Sukawira", "Warta Muara", "Suara Banjarsari", "Lintas Wonorejo")
_COPY: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("copy.toml").read_text("utf-8"))


class _Writer(Formatter):
    """Fills each blank with a part drawn anew, and begins it with a capital if its name does."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def get_field(self, field_name: str, args: object, kwargs: object) -> tuple[str, str]:
        draw = self._random
        numbers = {
            "count": str(draw.randint(2, 480)),
            "digit": str(draw.randint(1, 9)),
            "date": f"{draw.randint(1, 28)}/{draw.randint(1, 12)}",
        }
        part = numbers.get(field_name) or str(draw.choice(_COPY["parts"][field_name.lower()]))
        return (part[0].upper() + part[1:] if field_name[0].isupper() else part), field_name


def article(random: Random) -> str:
    """Return one article of about WORDS_PER_ARTICLE words: a headline, then paragraphs behind a dateline."""
    writer = _Writer(random)
    paragraphs = [writer.format("{Thing} di {town} {deed}"), ""]
    dateline = writer.format("{town}, {medium} - ").upper()
    words = 0
    while words < WORDS_PER_ARTICLE:
        chosen = random.sample(_COPY["sentences"], random.randint(1, 4))
        paragraph = dateline + " ".join(map(writer.format, chosen))
        dateline = ""
        words += len(paragraph.split())
        paragraphs += [paragraph, ""]
    return "\n".join(paragraphs)


def articles(size: int, seed: int = 1) -> list[str]:
    """Return articles of `size` bytes (UTF-8) in all, or up to one article more."""
    random, made, total = Random(seed), list[str](), 0
    while total < size:
        made.append(article(random))
        total += len(made[-1].encode())
    return made
