"""Lines of the journal that can't be trusted: kept in a side file as they are, told with what they held."""

from __future__ import annotations

import os

from aetui.domain.errors import DeskError
from aetui.domain.patterns import pattern
from aetui.store.file import kernel
from aetui.store.file.files import Files

_SAID = pattern(rb'"(?:text|title|what|name|short)":"((?:[^"\\]|\\.)*)')


def set_aside(files: Files, lines: list[bytes]) -> list[DeskError]:
    """Append the damaged lines to the side file, each once, and tell of them. Raises OSError."""
    fd = kernel.open_private(files.damaged, os.O_RDWR | os.O_CREAT | os.O_APPEND)
    try:
        known = set(kept_lines(files))
        new = [line for line in dict.fromkeys(lines) if line not in known]
        if new:
            kernel.write_all(fd, b"".join(line + b"\n" for line in new))
            kernel.sync(fd)
    finally:
        os.close(fd)
    return [DeskError("note.damaged_line", path=files.damaged, held=held(line)) for line in lines]


def kept_aside(files: Files) -> int:
    """How many lines the side file holds."""
    return len(kept_lines(files)) if files.damaged.exists() else 0


def kept_lines(files: Files) -> list[bytes]:
    """The lines that were set aside."""
    try:
        return kernel.read(files.damaged).splitlines()
    except OSError:
        return []


def held(line: bytes) -> str:
    """What a damaged line can still tell: the words in it, else its beginning."""
    said = [found.decode("utf-8", "replace") for found in dict.fromkeys(_SAID.findall(line))]
    return " / ".join(word for word in said if word)[:200] or line[9:].decode("utf-8", "replace")[:200]
