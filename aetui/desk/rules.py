"""The rulebook in force: the one shipped, with the user's own file laid over it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aetui.domain.errors import BadInput
from aetui.domain.rulebook import Rulebook, load_rulebook

if TYPE_CHECKING:
    from aetui.desk.core import Desk


def overlay_path(desk: Desk) -> Path:
    """The user's own rules stand beside the desk's file: NAME.rules.toml."""
    return desk.store.path.with_suffix(".rules.toml")


def load(desk: Desk) -> Rulebook:
    """The rulebook with the user's file. A mistake in it leaves the shipped rules in force, and is kept in
    `desk.rulebook_error` to be shown."""
    path = overlay_path(desk)
    desk.rulebook_error = None
    try:
        text: str | None = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        text = None
    except (OSError, UnicodeDecodeError):
        text, desk.rulebook_error = None, BadInput("rules.unreadable", file=path.name)
    try:
        return load_rulebook(text, path.name)
    except BadInput as mistake:
        desk.rulebook_error = mistake
        return load_rulebook(None, path.name)
