"""What only a kernel can do, with its counterpart on Windows: locks, syncing, replacing a file.

The lock is `fcntl.flock` (POSIX) or `msvcrt.locking` (Windows): the kernel frees it when its holder dies,
however it dies. `filelock` and `portalocker` do the same over 48–62 ms of imports and 72 µs a lock, where
this costs 1 µs; a quick command as a whole has 45 ms. The Windows half was written from the documentation.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path

WAIT_S = 10.0
"""How long a lock is waited for: only a program that was stopped amid a change holds it so long."""
PRIVATE = 0o600
_OPEN = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)

if sys.platform == "win32":
    import msvcrt

    def _try_lock(fd: int) -> None:
        os.lseek(fd, 0, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)

    def _unlock(fd: int) -> None:
        os.lseek(fd, 0, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

    def sync_folder(folder: Path) -> None:
        """Windows has no way to sync a folder; NTFS journals its renames."""

else:
    import fcntl

    def _try_lock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_UN)

    def sync_folder(folder: Path) -> None:
        """Make the names in a folder durable. A file system that can't is taken as it is."""
        fd = os.open(folder, os.O_RDONLY | _OPEN)
        try:
            os.fsync(fd)
        except OSError:
            pass
        finally:
            os.close(fd)


_FULL_SYNC: int | None = getattr(sys.modules.get("fcntl"), "F_FULLFSYNC", None)


def sync(fd: int) -> None:
    """Make what was written durable; on macOS, where fsync stops at the drive's cache, by F_FULLFSYNC."""
    if _FULL_SYNC is not None and sys.platform != "win32":
        try:
            fcntl.fcntl(fd, _FULL_SYNC)
            return
        except OSError:
            pass  # a file system without it
    os.fsync(fd)


class Lock:
    """The lock of a desk, held on a file of its own: the data file is replaced by renaming, so a lock on it
    would be left behind on the old one."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        """`create`: where there is no file to lock, it is made; else there is nobody to wait for."""
        self._path, self._create = path, create
        self._fd = -1
        self.read_only = False
        """Whether the lock's file can't be written: nothing can be, and nobody else can have it."""

    def acquire(self, wait_s: float = WAIT_S) -> None:
        """Wait for the lock. Raises TimeoutError, or OSError when the lock's file can't be opened."""
        deadline = 0.0
        pause = 0.0005
        while True:
            if self._fd < 0 and not self._open():
                return
            try:
                _try_lock(self._fd)
            except OSError:
                now = time.monotonic()
                deadline = deadline or now + wait_s
                if now > deadline:
                    raise TimeoutError from None
                time.sleep(pause)
                pause = min(pause * 1.5, 0.005)
                continue
            if self._still_there():
                return
            self.close()  # someone removed the file: another program may hold its successor

    def _open(self) -> bool:
        """Open the lock's file; False on a medium that can only be read, where there is no need of a lock."""
        try:
            self._fd = open_private(self._path, os.O_RDWR | (os.O_CREAT if self._create else 0))
        except FileNotFoundError:
            if self._create:
                raise
            return False
        except OSError as error:
            if error.errno not in (errno.EROFS, errno.EACCES, errno.EPERM):
                raise
            self.read_only = True
            with suppress(OSError):
                self._fd = open_private(self._path, os.O_RDONLY)  # others may write where this user can't
        else:
            self.read_only = False
        return self._fd >= 0

    def _still_there(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._fd), self._path.stat())
        except FileNotFoundError:
            return False

    def release(self) -> None:
        if self._fd >= 0:
            _unlock(self._fd)

    def close(self) -> None:
        if self._fd >= 0:
            fd, self._fd = self._fd, -1
            os.close(fd)


class NotOrdinary(OSError):
    """A pipe, a device, a socket, or a link that leads nowhere, where an ordinary file is expected."""


def look(path: Path) -> os.stat_result:
    """What the kernel says of an ordinary file. Raises OSError: not there, NotOrdinary, IsADirectoryError."""
    try:
        found = path.stat()
    except FileNotFoundError:
        if path.is_symlink():
            raise NotOrdinary(errno.ENOENT, os.strerror(errno.ENOENT), str(path)) from None
        raise
    _need_ordinary(found, path)
    return found


def _need_ordinary(found: os.stat_result, path: Path) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(found.st_mode):
        raise NotOrdinary(errno.EINVAL, os.strerror(errno.EINVAL), str(path))


def open_private(path: Path, flags: int) -> int:
    """An ordinary file that only its owner may read, open; nothing else is opened or waited for. Raises OSError."""
    with suppress(FileNotFoundError):
        look(path)  # opening a device may do things to it
    fd = os.open(path, flags | _OPEN | _AT_ONCE, PRIVATE)
    try:
        _need_ordinary(os.fstat(fd), path)
    except OSError:
        os.close(fd)
        raise
    return fd


def read(path: Path, start: int = 0, size: int = -1) -> bytes:
    """The bytes of an ordinary file from `start` on, at most `size` of them. Raises OSError."""
    with os.fdopen(open_private(path, os.O_RDONLY), "rb") as file:
        file.seek(start)
        return file.read(size)


def write_all(fd: int, data: bytes) -> None:
    """Write every byte; os.write may stop early (a signal, a nearly full disk)."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def replace(source: Path, target: Path) -> None:
    """Rename over. On Windows a reader that has the target open is waited for."""
    for left in range(200 if os.name == "nt" else 0, -1, -1):
        try:
            source.replace(target)
            return
        except PermissionError:
            if not left:
                raise
            time.sleep(0.01)


def is_running(pid: int) -> bool:
    """Whether a process of that id runs. False on Windows, where asking by signal would end it."""
    if os.name == "nt" or pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
