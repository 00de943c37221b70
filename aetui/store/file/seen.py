"""The last change that was seen here, beside the desk: by it an older file that takes the desk's place is noticed.

A help and no more: written without syncing, checked by its sum, and what is wrong with it counts as nothing.
"""

import os
from contextlib import suppress

import msgspec

from aetui.store.file import kernel
from aetui.store.file.files import Files, sealed


class Seen(msgspec.Struct, frozen=True):
    """Number and token of a change."""

    seq: int
    token: str


def read(files: Files) -> Seen | None:
    try:
        data = kernel.read(files.seen)
        return msgspec.json.decode(data[9:-1], type=Seen) if sealed(data[9:-1]) == data else None
    except (OSError, ValueError):
        return None


def write(files: Files, seq: int, token: str) -> None:
    """Note the last change. In place, for it is one short line: a torn one is no worse than none."""
    with suppress(OSError):
        fd = kernel.open_private(files.seen, os.O_WRONLY | os.O_CREAT)
        try:
            data = sealed(msgspec.json.encode(Seen(seq, token)))
            kernel.write_all(fd, data)
            os.ftruncate(fd, len(data))
        finally:
            os.close(fd)
