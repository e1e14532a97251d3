"""Small archives of every kind, made on the spot, and what a run leaves of them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from attrib.cli import cli

RUMOUR = "Konon, bupati itu akan mundur."
OUTLETS = ("Kabar Wira", "Warta", None)


def words(number: int) -> str:
    return f'{RUMOUR}\n\n"Harga naik {number} persen," kata Budi Santoso, ketua koperasi. Ia menyuap hakim.\n'


def records(count: int) -> list[dict[str, Any]]:
    """Return records with and without an outlet, a date, a number as their id."""
    return [
        {"id": n, "outlet": OUTLETS[n % 3], "date": f"2024-{n % 12 + 1:02}-01" if n % 4 else None, "text": words(n)}
        for n in range(count)
    ]


def lines(made: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in made)


def packed(path: Path, text: str) -> None:
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def invoked(*arguments: str | Path, **options: Any) -> Result:
    return CliRunner().invoke(cli, ["archive", *map(str, arguments)], **options)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def left(out: Path) -> dict[str, bytes]:
    """Return all that a run has written: the result, its errors, its totals, and nothing else."""
    return {path.name: path.read_bytes() for path in sorted(out.parent.glob(f"{out.name}*"))}
