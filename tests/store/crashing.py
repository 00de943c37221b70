"""A program that dies at a chosen system call, and what a disk may then hold.

Runs an act in a forked child whose writing system calls are counted; at the chosen one the child dies. Three
disks are looked at: everything written arrived; only what was synced did, names and data; all names arrived but
only synced data.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

CALLS = ("open", "write", "fsync", "ftruncate", "replace", "link", "unlink", "mkdir")
WORLDS = ("all", "synced", "names")


class Dying:
    """Counts the calls on a folder's files, dies at number `at`, and leaves the folder as `world` says."""

    def __init__(self, folder: Path, at: int, world: str) -> None:
        self.folder, self.at, self.world = folder, at, world
        self.real = {name: getattr(os, name) for name in CALLS}
        self.count = 0
        self.names: dict[str, int] = {}
        self.data: dict[int, bytes] = {}
        for path in folder.iterdir():
            if path.is_file():
                self.names[path.name] = path.stat().st_ino
                self.data[path.stat().st_ino] = path.read_bytes()

    def install(self) -> None:
        for name in CALLS:
            setattr(os, name, self._wrapped(name))

    def _wrapped(self, name: str) -> Callable[..., Any]:
        real = self.real[name]

        def call(*args: Any, **kwargs: Any) -> Any:
            if name == "open" and not args[1] & (os.O_CREAT | os.O_TRUNC):
                return real(*args, **kwargs)
            self.count += 1
            if self.count == self.at:
                if name == "write":
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])
                self._die()
            found = real(*args, **kwargs)
            if name == "fsync":
                self._synced(args[0])
            return found

        return call

    def _synced(self, fd: int) -> None:
        what = os.fstat(fd)
        if stat.S_ISDIR(what.st_mode):
            if what.st_ino == self.folder.stat().st_ino:
                self.names = {p.name: p.stat().st_ino for p in self.folder.iterdir() if p.is_file()}
        else:
            self.data[what.st_ino] = Path(f"/proc/self/fd/{fd}").read_bytes()

    def _die(self) -> None:
        for name, real in self.real.items():
            setattr(os, name, real)
        if self.world != "all":
            now = {p.name: p.stat().st_ino for p in self.folder.iterdir() if p.is_file()}
            names = self.names if self.world == "synced" else now
            for path in self.folder.iterdir():
                if path.is_file():
                    path.unlink()
            for name, inode in names.items():
                (self.folder / name).write_bytes(self.data.get(inode, b""))
        os._exit(9)


def run(act: Callable[[Callable[[str], None]], None], folder: Path, at: int, world: str) -> tuple[bool, list[str]]:
    """Run `act` in a child that dies at call `at`. Says whether it came to its end, and what it acknowledged."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            dying = Dying(folder, at, world)
            dying.install()
            write = dying.real["write"]
            act(lambda word: write(write_end, word.encode() + b"\n"))
            os._exit(0)
        finally:
            os._exit(77)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        told = pipe.read().decode().split()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, 9), f"the child failed ({code}) at call {at}"
    return code == 0, told
