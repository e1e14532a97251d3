"""Entities: who is who over the whole article."""

from __future__ import annotations

from attrib.entities.registry import Registry

__all__ = ["Registry"]
