"""The files of one desk: their names, what the kernel says of them, and its refusals in the user's terms."""

import errno
import os
from binascii import crc32
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal, get_args

import msgspec

from aetui.domain.errors import Unusable
from aetui.store.file import kernel

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


Companion = Literal[
    "drafts",
    "keys.toml",
    "rules.toml",
    "rules.last-good.toml",
    "hooks.toml",
    "events",
    "events.lock",
    "feed",
    "feed.lock",
    "copied.txt",
    "office",
    "office.lock",
    "fault.log",
]
"""Endings of what the desk and its user keep beside `NAME.json`, after `NAME.`."""
COMPANIONS: tuple[Companion, ...] = get_args(Companion)


def companion(data: Path, ending: Companion) -> Path:
    """Where a desk's file of that ending lies. `data`: the desk's own."""
    return data.with_suffix(f".{ending}")


class FileMark(msgspec.Struct, frozen=True):
    """How a file is known to be the same as before, without reading it."""

    size: int
    mtime_ns: int
    inode: int


def sealed(payload: bytes) -> bytes:
    """A payload as a line: its CRC-32 in eight hexadecimal digits, a space, the payload, a line feed."""
    return b"%08x %b\n" % (crc32(payload), payload)


open_here: set[Path] = set()
"""Data files of the desks that this program opened, also of one that has none yet: nothing is written over them (`ours`)."""
ABANDONED_NS = 600 * 10**9
"""How long nobody takes to write a file."""


class Files:
    """Names of a desk's files. `data` is where a link leads, so that replacing it keeps the link; `follow`: else the link.
    `read_only`: another's desk, which is looked at: nothing is written, neither into it nor beside it."""

    def __init__(self, path: Path, *, follow: bool = True, read_only: bool = False) -> None:
        self.read_only = read_only
        self.data = Path(os.path.realpath(path)) if follow else Path(os.path.realpath(path.parent)) / path.name
        self.lost_link = follow and path.is_symlink() and not self.data.exists()
        self.folder = self.data.parent
        self.name = self.data.name.removesuffix(".json")
        self.journal = self._beside(".journal")
        self.lock = self._beside(".lock")
        self.front = self._beside(".front")
        self.ledger = self._beside(".ledger")
        self.damaged = self._beside(".damaged")
        self.seen = self._beside(".seen")
        self.owed = self._beside(".owed")
        self.office = self._beside(".office")
        self.backups = self.folder / f"{self.name}.backups"

    @property
    def own(self) -> list[Path]:
        """The files that the store itself keeps."""
        return [
            self.data,
            self.journal,
            self.lock,
            self.front,
            self.ledger,
            self.damaged,
            self.seen,
            self.owed,
            self.office,
        ]

    def _beside(self, ending: str) -> Path:
        return self.data.with_name(self.data.name + ending)

    def temporary(self, path: Path) -> Path:
        """A name for the new version of a file, of this program's own."""
        return path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(3).hex()}")

    def mark(self) -> FileMark | None:
        """The data file's mark; None when there is none. Raises OSError, also where a link leads to nothing."""
        if self.lost_link and not self.data.exists():
            raise kernel.NotOrdinary(errno.ENOENT, os.strerror(errno.ENOENT), str(self.data))
        return mark_of(self.data)

    def put(self, path: Path, chunks: Iterable[bytes], *, durable: bool = True) -> None:
        """Put a new version of a file in its place. Raises OSError; then the old one stands."""
        temporary = self.write_new(path, chunks, durable=durable)
        try:
            kernel.replace(temporary, path)
        except BaseException:
            discard(temporary)
            raise

    def write_new(self, path: Path, chunks: Iterable[bytes], *, durable: bool = True) -> Path:
        """Write the new version of a file beside it, durably, to be renamed. Raises OSError."""
        temporary = self.temporary(path)
        fd = kernel.open_private(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            for chunk in chunks:
                kernel.write_all(fd, chunk)
            if durable:
                kernel.sync(fd)
        except BaseException:
            os.close(fd)
            discard(temporary)
            raise
        os.close(fd)
        return temporary

    def sweep(self, now_ns: int) -> None:
        """Remove new versions that programs left when they were killed: none of a program that still runs here, and
        none younger than ten minutes before `now_ns` (another machine's, on a shared folder)."""
        kept = {self.data.name, self.journal.name, self.front.name, self.office.name}
        with suppress(OSError):
            for left in self.folder.iterdir():
                if not left.name.startswith(f".{self.data.name}."):
                    continue
                name, _, tail = left.name[1:].rpartition(".")
                name, _, pid = name.rpartition(".")
                if name not in kept or not pid.isdecimal() or len(tail) != 6 or kernel.is_running(int(pid)):
                    continue
                if left.stat().st_mtime_ns < now_ns - ABANDONED_NS:
                    discard(left)


class Summed:
    """Pieces of a file, with the CRC-32 of those that were taken."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self.sum = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.sum = crc32(chunk, self.sum)
            yield chunk


def mark_of(path: Path) -> FileMark | None:
    """The mark of an ordinary file; None where there is none. Raises OSError."""
    try:
        found = kernel.look(path)
    except FileNotFoundError:
        return None
    return FileMark(found.st_size, found.st_mtime_ns, found.st_ino)


def discard(path: Path) -> None:
    """Remove a file that nobody needs; that it stays is no harm."""
    with suppress(OSError):
        path.unlink()


def unusable(error: OSError, path: Path) -> Unusable:
    """What the kernel refused, as a sentence's key."""
    if isinstance(error, TimeoutError):
        return Unusable("file.busy", path=path)
    if isinstance(error, kernel.NotOrdinary):
        return Unusable("file.special", path=error.filename or path)
    if isinstance(error, IsADirectoryError):
        return Unusable("file.folder", path=path)
    if error.errno in _FULL:
        return Unusable("file.full", path=path)
    if error.errno in _DENIED:
        # Windows says the same of a folder in the file's place.
        return Unusable("file.folder" if path.is_dir() else "file.permission", path=path)
    return Unusable("file.trouble", path=path, why=error.strerror or str(error))
