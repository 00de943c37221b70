"""Files that the desk gives out: the one way in which any of them is written."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from aetui.domain.errors import BadInput
from aetui.store.file import kernel
from aetui.store.file.files import discard
from aetui.store.safety.ours import is_a_desks


def write_file(file: Path, content: bytes, *, as_it_was: bool = False) -> None:
    """Write under a name that nobody guesses, durably, then rename: a write that fails leaves an older file whole, and
    a link stays a link. Readable by its owner alone; `as_it_was`: by whom the older one was, if there is one.

    Raises BadInput: a file of a desk (its data, journal, lock, a backup), something that is no ordinary file, a place
    that can't be written.
    """
    target = writable(file)
    try:
        replace_durably(target, content, as_it_was=as_it_was)
    except OSError as error:
        raise BadInput("export.write", file=file, why=error.strerror or error) from None


def replace_durably(target: Path, content: bytes, *, as_it_was: bool = False) -> None:
    """Put a file of that content in its place, whole or not at all, readable as `write_file` says. Raises OSError."""
    beside = target.with_name(f".aetui-{os.urandom(12).hex()}")
    handle = kernel.open_private(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        try:
            if as_it_was and os.name != "nt":
                with suppress(FileNotFoundError):
                    os.fchmod(handle, stat.S_IMODE(target.stat().st_mode))
            kernel.write_all(handle, content)
            kernel.sync(handle)
        finally:
            os.close(handle)
        kernel.replace(beside, target)
    except BaseException:
        discard(beside)
        raise
    kernel.sync_folder(target.parent)


def writable(file: Path) -> Path:
    """Where a file of that name is to be written. Raises BadInput, as `write_file`; looks and writes nothing."""
    target = Path(os.path.realpath(file))
    try:
        if is_a_desks(file):
            raise BadInput("export.desk", file=file)
        found = target.stat()
    except FileNotFoundError:
        if file.is_symlink():  # what it leads to isn't there: nobody can have meant that
            raise BadInput("export.special", file=file) from None
        return target
    except OSError as error:
        raise BadInput("export.write", file=file, why=error.strerror or error) from None
    if not stat.S_ISREG(found.st_mode):
        raise BadInput("export.special", file=file)
    return target
