"""What a check costs, without a clock: its steps are written down, and grow no faster than the text."""

from __future__ import annotations

import os
from typing import Final

import cost
import pytest

DEAREST: Final = 1.03
"""So many times what is written down may a check cost."""
CHEAPEST: Final = 0.75
"""What costs less is to be written down, or it could be lost again unseen."""
STEEPEST: Final = 1.25


def test_a_check_costs_what_is_written_down() -> None:
    found = cost.apart("cost(fixed())")
    if os.environ.get("UPDATE_GOLDEN"):
        cost.record(found)
    if cost.version() not in cost.recorded():
        pytest.skip(f"for Python {cost.version()} no cost is written down: make update")
    before = cost.Cost(*cost.recorded()[cost.version()])
    assert found.words == before.words
    for name in ("instructions", "calls"):
        ratio = getattr(found, name) / getattr(before, name)
        assert ratio <= DEAREST, f"{ratio:.2f} times the {name}: if it is worth it, make update"
        assert ratio >= CHEAPEST, f"{ratio:.2f} times the {name}: write that down, make update"


def test_it_costs_the_same_whenever_it_is_counted() -> None:
    assert cost.apart("cost(fixed(1))") == cost.apart("cost(fixed(1))")


def test_the_cost_grows_with_the_text_and_no_faster() -> None:
    apart = cost.apart("cost(fixed(8))")
    joined = cost.apart("cost(['\\n'.join(fixed(8))])")
    assert joined.words == apart.words and joined.each <= STEEPEST * apart.each
