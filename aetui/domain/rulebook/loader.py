"""Where the rulebook comes from: the shipped one ready-made, and a user's file laid over it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from aetui.domain.rulebook.model import Rulebook

READY_MADE = Path(__file__).with_name("rulebook.json")
"""Made from rulebook.toml when that is changed: reading TOML costs more than all the rest of a start."""


@lru_cache(maxsize=1)
def shipped() -> Rulebook:
    """The rulebook as it is shipped."""
    return msgspec.json.decode(READY_MADE.read_bytes(), type=Rulebook)


def load(overlay_text: str | None = None, overlay_name: str = "") -> Rulebook:
    """The rulebook, with a user's file laid over it where there is one.

    Raises RulebookError for a mistake in the file; whoever loads then keeps the last good one.
    """
    if overlay_text is None or not overlay_text.strip():
        return shipped()
    from aetui.domain.rulebook.overlay import lay_over

    return lay_over(shipped(), overlay_text, overlay_name)


load_rulebook = load
