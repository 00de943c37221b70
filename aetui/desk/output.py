"""Files that the desk gives out."""

from __future__ import annotations

import os
from pathlib import Path

from aetui.domain.errors import BadInput


def write_file(file: Path, content: bytes) -> None:
    """Write beside, then rename: a write that fails leaves an older file whole. Readable by its owner alone. Raises
    BadInput where it can't be written."""
    beside = file.with_name(f".{file.name}.new")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise BadInput("export.write", file=file, why=error.strerror or error) from None
