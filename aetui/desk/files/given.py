"""Files that are given to the desk: the one way in which any of them is read."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from aetui.domain.errors import BadInput
from aetui.store.file import kernel
from aetui.store.file.files import companion

_MARK = b"\xef\xbb\xbf"


def path_typed(text: str) -> Path:
    """The file or folder that a typed line names: `~` is the user's own, and the quotes go in which a terminal puts what is dropped on
    it."""
    said = text.strip()
    if len(said) > 1 and said[0] == said[-1] and said[0] in "\"'":
        said = said[1:-1].strip()
    path = Path(said)
    try:
        return path.expanduser()
    except RuntimeError:  # nobody of that name has a folder here
        return path


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
    file, and UnicodeDecodeError. A byte order mark, as editors on Windows put it there, is none of the text."""
    return kernel.read(file).decode("utf-8-sig")


def own_rules(desk_file: Path) -> Path:
    """Where a desk's own rules and hints stand."""
    return companion(desk_file, "rules.toml")


def own_keys(desk_file: Path) -> Path:
    """Where the user's own keys stand."""
    return companion(desk_file, "keys.toml")


def tells_on(desk_file: Path, by: Literal["hooks.toml", "feed"]) -> bool:
    """Whether a desk has such a file, by which it tells others of what changed."""
    return companion(desk_file, by).exists()
