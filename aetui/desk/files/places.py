"""Where files between desks lie: the folder of the last one is the one that is offered next."""

from __future__ import annotations

from pathlib import Path

from aetui.desk.core import Desk
from aetui.desk.phone.drafts import LineDrafts

_KEY = "files between desks"


def file_place(desk: Desk) -> Path:
    """The folder where the last file was taken in or written, else the user's own; kept beside the desk, as half-typed lines are."""
    kept = LineDrafts(desk).load(_KEY)
    return Path(kept) if kept else Path.home()


def keep_place(desk: Desk, folder: Path) -> None:
    """The next file is looked for there."""
    LineDrafts(desk).keep(_KEY, str(folder))
