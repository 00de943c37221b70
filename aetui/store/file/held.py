"""The lock of a desk, between threads of this program and between programs."""

from __future__ import annotations

from _thread import RLock
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aetui.store.file import kernel
from aetui.store.file.files import Companion, Files, companion, unusable

_BUSY_S = 3.0
"""How long what is written in moments is waited for."""


@contextmanager
def alone(data: Path, ending: Companion) -> Iterator[kernel.Lock]:
    """What stands beside a desk is changed by one program at a time; `ending`: of the file that says whose turn it is. Raises OSError,
    TimeoutError where another program takes long."""
    lock = kernel.Lock(companion(data, ending))
    try:
        lock.acquire(_BUSY_S)
        try:
            yield lock
        finally:
            lock.release()
    finally:
        lock.close()


class Held:
    """The lock as a context; a thread that holds it may take it again."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.mutex = RLock()
        self._lock = kernel.Lock(files.lock, create=not files.read_only)
        self._depth = 0

    @property
    def read_only(self) -> bool:
        """Whether the desk lies where nothing can be written."""
        return self._lock.read_only

    def __enter__(self) -> None:
        self.take(kernel.WAIT_S)

    def take(self, wait_s: float) -> None:
        """Take the lock. Raises Unusable, when another program keeps it too."""
        self.mutex.acquire()
        try:
            if not self._depth:
                self._take(wait_s)
            self._depth += 1
        except OSError as error:
            self.mutex.release()
            raise unusable(error, self._files.data) from None
        except BaseException:
            self.mutex.release()
            raise

    def _take(self, wait_s: float) -> None:
        try:
            self._lock.acquire(wait_s)
        except FileNotFoundError:
            self._files.folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(wait_s)

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        if not self._depth:
            self._lock.release()
        self.mutex.release()

    def close(self) -> None:
        self._lock.close()
