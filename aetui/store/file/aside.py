"""Syncing beside who writes: a line stands in the file in its order, and a thread waits for the disk.

What is written is on its way until the disk has it (`unsynced`), and is told so. Where the disk fails, what stands only in
memory and in the system's cache is to be written anew: `failed` says so until somebody did (`written_anew`).
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread

from aetui.store.file import kernel

PATIENCE_S = 0.03
"""How long the writer waits for the disk: most have it by then, and nothing need be told."""


class Aside:
    """A thread that syncs. Lines are synced in the order in which they are handed over."""

    def __init__(self) -> None:
        self._turn = Condition()
        self._waiting: list[tuple[int, Path | None]] = []
        self._syncing = 0
        self._lost = 0
        self._ended = False
        self._thread: Thread | None = None
        self.failed: OSError | None = None

    @property
    def unsynced(self) -> int:
        """How many lines are not on disk yet, as far as is known."""
        return len(self._waiting) + self._syncing + self._lost

    def take(self, fd: int, folder: Path | None) -> None:
        """Sync a file (and the folder in which it is new), of which a line was written; the descriptor becomes the thread's.
        Waits PATIENCE_S at most, and not at all where others wait already."""
        with self._turn:
            alone = not self.unsynced
            self._waiting.append((fd, folder))
            self._ended = False
            if self._thread is None:
                self._thread = Thread(target=self._run, name="sync", daemon=True)
                self._thread.start()
            self._turn.notify_all()
            if alone:
                self._turn.wait_for(lambda: not self.unsynced or self.failed is not None, PATIENCE_S)

    def wait(self) -> None:
        """Until the disk has all, or failed."""
        with self._turn:
            self._turn.wait_for(lambda: not (self._waiting or self._syncing))

    def end(self) -> None:
        """As `wait`, and let go of the thread; the next line starts another."""
        self.wait()
        with self._turn:
            self._ended = True
            self._turn.notify_all()

    def written_anew(self) -> None:
        """All that failed stands elsewhere, durably."""
        with self._turn:
            self._lost, self.failed = 0, None

    def _run(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: bool(self._waiting) or self._ended)
                if not self._waiting:
                    self._thread = None
                    return
                batch, self._waiting = self._waiting, []
                self._syncing = len(batch)
            failed = _sync(batch)
            with self._turn:
                self._syncing = 0
                if failed is not None:
                    self._lost, self.failed = self._lost + len(batch), failed
                self._turn.notify_all()


def _sync(batch: list[tuple[int, Path | None]]) -> OSError | None:
    """Lines of one file are synced at once, by the last of them; why it failed."""
    failed = None
    files = {os.fstat(fd).st_ino: fd for fd, _ in batch}
    for fd in files.values():
        try:
            kernel.sync(fd)
        except OSError as error:
            failed = error
    for fd, _ in batch:
        with suppress(OSError):
            os.close(fd)
    try:
        for folder in {folder for _, folder in batch if folder is not None}:
            kernel.sync_folder(folder)
    except OSError as error:
        failed = failed or error
    return failed
