"""What only a kernel can do, with its counterpart on Windows: locks, syncing, replacing a file.

The lock is `fcntl.flock` (POSIX) or `msvcrt.locking` (Windows): the kernel frees it when its holder dies,
however it dies. `filelock` and `portalocker` do the same over 48–62 ms of imports and 72 µs a lock, where
this costs 1 µs; a quick command as a whole has 45 ms. The Windows half was written from the documentation.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

WAIT_S = 10.0
"""How long a lock is waited for: only a program that was stopped amid a change holds it so long."""
PRIVATE = 0o600
_OPEN = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

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

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fd = -1

    def acquire(self, wait_s: float = WAIT_S) -> None:
        """Wait for the lock. Raises TimeoutError, or OSError when the lock's file can't be opened."""
        deadline = 0.0
        pause = 0.0005
        while True:
            if self._fd < 0:
                self._fd = os.open(self._path, os.O_RDWR | os.O_CREAT | _OPEN, PRIVATE)
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


def open_private(path: Path, flags: int) -> int:
    """A file that only its owner may read, open."""
    return os.open(path, flags | _OPEN, PRIVATE)


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
