"""The rulebook in force: the one shipped, with the user's own file laid over it."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from aetui.desk.files.given import read_own
from aetui.desk.files.output import replace_durably
from aetui.domain.errors import BadInput
from aetui.domain.rulebook import Rulebook, load_rulebook

if TYPE_CHECKING:
    from aetui.desk.core import Desk


def overlay_path(desk: Desk) -> Path:
    """The user's own rules stand beside the desk's file: NAME.rules.toml."""
    return desk.store.path.with_suffix(".rules.toml")


def last_good_path(desk: Desk) -> Path:
    """What was last in force of them, for as long as the file has a mistake: NAME.rules.last-good.toml."""
    return desk.store.path.with_suffix(".rules.last-good.toml")


def load(desk: Desk) -> Rulebook:
    """The rulebook with the user's file. A mistake in it leaves the last good rules in force, and is kept in
    `desk.rulebook_error` to be shown."""
    path, kept = overlay_path(desk), last_good_path(desk)
    desk.rulebook_error = None
    try:
        text: str | None = read_own(path)
    except FileNotFoundError:
        text = None
    except (OSError, UnicodeDecodeError):
        desk.rulebook_error = BadInput("rules.unreadable", file=path.name)
        return _last_good(kept)
    try:
        rulebook = load_rulebook(text, path.name)
    except BadInput as mistake:
        desk.rulebook_error = mistake
        return _last_good(kept)
    _keep(kept, text)
    return rulebook


def _last_good(kept: Path) -> Rulebook:
    try:
        return load_rulebook(read_own(kept), kept.name)
    except (OSError, UnicodeDecodeError, BadInput):
        return load_rulebook(None, kept.name)


def _keep(kept: Path, text: str | None) -> None:
    """Remember what is in force. It is a convenience: a full disk must not stop the desk."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if text is None:
            kept.unlink(missing_ok=True)
            return
        if kept.exists() and read_own(kept) == text:
            return
        replace_durably(kept, text.encode())
