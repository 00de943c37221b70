"""A desk whose file can't be opened: a backup takes its place."""

from __future__ import annotations

from pathlib import Path

REPLACEABLE = ("file.damaged", "file.empty", "file.gone")
"""What may be wrong with a desk's file for a backup to take its place; what was there is kept."""


def replace_spoilt(path: Path, backup: Path) -> list[Path]:
    """Put a copy of `backup` where the spoilt file stands, which moves to the backups with its journal
    (returned). Raises Unusable when `backup` is no sound desk; then nothing is moved."""
    from aetui.store.care import put_in_place

    return put_in_place(path, backup)
