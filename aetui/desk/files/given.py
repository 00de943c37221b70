"""Files that are given to the desk: the one way in which any of them is read."""

from __future__ import annotations

from pathlib import Path

from aetui.domain.errors import BadInput
from aetui.store.file import kernel

_MARK = b"\xef\xbb\xbf"


def read_file(file: Path, size: int = -1) -> bytes:
    """The bytes of an ordinary file, without a byte order mark of UTF-8; at most `size` of them. Raises BadInput: it can't
    be read, or is a pipe, a device, a folder, a link to nowhere, which are never waited for."""
    try:
        return kernel.read(file, size=size).removeprefix(_MARK)
    except kernel.NotOrdinary:
        raise BadInput("import.special", file=file) from None
    except OSError as error:
        raise BadInput("import.read", file=file, why=error.strerror or error) from None


def read_own(file: Path) -> str:
    """The text of a file that stands beside the desk (its rules, its keys). Raises OSError, also for what is no ordinary
    file, and UnicodeDecodeError."""
    return kernel.read(file).decode()


def own_rules(desk_file: Path) -> Path:
    """Where a desk's own rules and hints stand."""
    return desk_file.with_suffix(".rules.toml")
