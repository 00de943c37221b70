"""Coming back to a backup or an export, whatever state the desk is in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aetui.store.safety.checks import Backup as Backup

IN_USE = "file.busy"
"""The one state in which nothing takes a desk's place: another program is at it."""


def look_into(backup: Path) -> Backup:
    """What a backup or an export holds: whose it is, how many records, until when. Raises Unusable."""
    from aetui.store.safety.checks import read_backup

    return read_backup(backup)


def replace_spoilt(path: Path, backup: Path) -> list[Path]:
    """Put the desk that `backup` holds where the spoilt one stands, which moves to the backups with its journal
    (returned). Raises Unusable when `backup` is no sound desk; then nothing is moved."""
    from aetui.store.safety.checks import put_in_place

    return put_in_place(path, backup)
