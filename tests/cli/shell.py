"""The shell as tests call it, on a desk of their own at half past eleven of the sample's Monday."""

from __future__ import annotations

from collections.abc import Callable

from said import Said

Shell = Callable[..., Said]
NOW = "2026-11-23T11:30:00+08:00"


def plain(said: str) -> bool:
    return all(c.isprintable() or c in "\n " for c in said)
