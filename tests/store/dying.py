"""Acts on a desk that die at each of their system calls, one after another.

A process of its own (`died`): it is small, and so is what it forks some hundred times; forked from a process that holds the
whole suite, each would cost ten times as much.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import crashing
from storing import NOW, commit, item, opened

Ack = Callable[[str], None]


def _new_desk(path: Path, ack: Ack) -> None:
    store = opened(path)
    for n in range(2):
        commit(store, item(f"n{n}", f"new{n}"))
        ack(f"n{n}")
    store.close()


def _commit_and_fold(path: Path, ack: Ack) -> None:
    store = opened(path)
    commit(store, item("n0", "new"), item("i0", "changed"))
    ack("n0")
    store.fold()
    commit(store, item("n1"), delete=[("items", "i1")])
    ack("n1")
    store.close()


def _fold_while_another_commits(path: Path, ack: Ack) -> None:
    store, other = opened(path), opened(path)
    real = store.file.files.write_new

    def busy(target: Path, chunks: object, **more: bool) -> Path:
        made = real(target, chunks, **more)  # type: ignore[arg-type]
        if target == store.file.files.data:
            commit(other, item("n0"))
            ack("n0")
        return made

    store.file.files.write_new = busy  # type: ignore[method-assign, assignment]
    store.fold()
    commit(store, item("n1"))
    ack("n1")
    store.close()


def _undo_and_restore(path: Path, ack: Ack) -> None:
    store = opened(path)
    commit(store, item("n0"))
    saved = store.backup()
    commit(store, delete=[("items", "n0")])
    store.undo(NOW)
    store.restore(saved, NOW)
    ack("n0")
    commit(store, item("n1"))
    ack("n1")
    store.close()


ACTS: dict[str, tuple[Callable[[Path, Ack], None], bool]] = {
    "a new desk": (_new_desk, False),
    "commits and a fold": (_commit_and_fold, True),
    "a fold while another commits": (_fold_while_another_commits, True),
    "undo and restore": (_undo_and_restore, True),
}


def died(name: str, template: Path, into: Path) -> Iterator[tuple[Path, list[str]]]:
    """The folders of each death, begun as `template`, and what had been acknowledged by then; the last came to its end."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    argv = [sys.executable, __file__, name, str(template), str(into)]
    for line in subprocess.run(argv, env=env, stdout=subprocess.PIPE, check=True).stdout.splitlines():
        at, told = json.loads(line)
        for world in crashing.WORLDS:
            if (folder := crashing.of_world(into / str(at), world)).exists():
                yield folder, told


def _die(name: str, template: Path, into: Path) -> None:
    act = ACTS[name][0]
    finished = False
    for at in range(1, 500):
        folder = into / str(at)
        shutil.copytree(template, folder)
        path = folder / "x.json"
        finished, told = crashing.run(lambda ack, path=path: act(path, ack), folder, at)  # type: ignore[misc]
        print(json.dumps([at, told]), flush=True)
        if finished:
            return
    raise AssertionError("never finished")


if __name__ == "__main__":
    _die(sys.argv[1], *map(Path, sys.argv[2:]))
