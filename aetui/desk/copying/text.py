"""A text for the clipboard, and the file in which it lies beside the desk."""

from __future__ import annotations

from pathlib import Path

import msgspec

from aetui.desk.core import Desk
from aetui.domain.errors import BadInput
from aetui.store.file.files import companion


class Copied(msgspec.Struct, frozen=True):
    """A text for the clipboard. `house`: it is for colleagues, and says what no client should read."""

    text: str
    house: bool = False


def copied_file(desk: Desk) -> Path:
    """Where the text that was copied last lies, for a terminal that took none."""
    return companion(desk.beside, "copied.txt")


def shortened(path: Path) -> str:
    """A path as one says it: `~/…` where it lies at home."""
    try:
        return f"~/{path.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return str(path)


def keep_copied(desk: Desk, text: str) -> Path:
    """Keep the text beside the desk, readable by its owner alone; waits for the disk. Raises BadInput where it can't be written."""
    from aetui.desk.files.output import replace_durably

    file = copied_file(desk)
    try:
        replace_durably(file, text.encode())
    except OSError as error:
        raise BadInput("export.write", file=file, why=error.strerror or error) from None
    return file
