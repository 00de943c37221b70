"""A program that dies at a chosen system call, and what a disk may then hold.

Runs an act in a forked child whose writing system calls are counted; at the chosen one the child dies. Three
disks are left, a folder each: everything written arrived (`all`: the act's own folder); only what was synced did, names and
data (`synced`); all names arrived but only synced data (`names`).
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

CALLS = ("open", "write", "fsync", "ftruncate", "replace", "link", "unlink", "mkdir")
WORLDS = ("all", "synced", "names")


def of_world(folder: Path, world: str) -> Path:
    return folder if world == "all" else folder.with_name(f"{folder.name}-{world}")


class Dying:
    """Counts the calls on a folder's files, dies at number `at`, and leaves what each world's disk holds then."""

    def __init__(self, folder: Path, at: int) -> None:
        self.folder, self.at = folder, at
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
        now = {p.name: p.stat().st_ino for p in self.folder.iterdir() if p.is_file()}
        for world, names in (("synced", self.names), ("names", now)):
            disk = of_world(self.folder, world)
            shutil.copytree(self.folder, disk, ignore=lambda _, names: [n for n in names if n in now])
            for name, inode in names.items():
                (disk / name).write_bytes(self.data.get(inode, b""))
        os._exit(9)


def run(act: Callable[[Callable[[str], None]], None], folder: Path, at: int) -> tuple[bool, list[str]]:
    """Run `act` in a child that dies at call `at`. Says whether it came to its end, and what it acknowledged."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            dying = Dying(folder, at)
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
