"""The rulebook in force: the one shipped, with the user's own file laid over it."""

from __future__ import annotations

import contextlib
from pathlib import Path

from aetui.desk.files.given import own_rules, read_own
from aetui.desk.files.output import replace_durably
from aetui.domain.errors import BadInput
from aetui.domain.rulebook import Rulebook, load_rulebook
from aetui.store.file.files import companion


def load(desk_file: Path, *, keep: bool = True) -> tuple[Rulebook, BadInput | None]:
    """The rulebook with the user's own rules, which stand beside the desk's file as NAME.rules.toml. A mistake in them is handed
    back, and leaves those in force that were last good (NAME.rules.last-good.toml). `keep`: what is in force is remembered there."""
    path, kept = own_rules(desk_file), companion(desk_file, "rules.last-good.toml")
    try:
        text: str | None = read_own(path)
    except FileNotFoundError:
        text = None
    except (OSError, UnicodeDecodeError):
        return _last_good(kept), BadInput("rules.unreadable", file=path.name)
    try:
        rulebook = load_rulebook(text, path.name)
    except BadInput as mistake:
        return _last_good(kept), mistake
    if keep:
        _keep(kept, text)
    return rulebook, None


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
