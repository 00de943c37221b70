"""Texts of this part of the screens."""

from __future__ import annotations

TEXTS: dict[str, str] = {}
