"""Whatever moment a program dies at, what was acknowledged is there, once."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import crashing
import kills
import pytest
from storing import NOW, commit, content, item, kept_open, let_go, opened, texts
from tinydb import TinyDB

from aetui.store import DeskDB

pytestmark = pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "fork"), reason="needs fork")

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


@pytest.mark.parametrize("world", crashing.WORLDS)
@pytest.mark.parametrize("name", ACTS)
def test_a_crash_at_each_system_call(tmp_path: Path, name: str, world: str) -> None:
    act, existing = ACTS[name]
    template = tmp_path / "template"
    template.mkdir()
    if existing:
        let_go(kept_open(template / "x.json"))
    at = 0
    finished = False
    while not finished:
        at += 1
        assert at < 500
        folder = tmp_path / str(at)
        shutil.copytree(template, folder)
        path = folder / "x.json"
        finished, told = crashing.run(lambda ack, path=path: act(path, ack), folder, at, world)  # type: ignore[misc]
        _is_right(path, told, existing)
        shutil.rmtree(folder)
    assert at > 10


def _is_right(path: Path, told: list[str], existing: bool) -> None:
    store = opened(path)
    found = content(store)
    ids = [key for _, key in found]
    assert len(ids) == len(set(ids))
    assert set(told) <= set(ids)
    if existing:
        assert {"base", "c", "i0", "i2"} <= set(ids)
        if "n1" in told and len(told) == 2 and "i1" not in ids:
            assert found["items", "i0"].text == "changed"  # type: ignore[attr-defined]
        assert ("items", "i1") in found or "n1" in ids
    assert store.notes == []
    assert store.check().notes == []
    commit(store, item("later"))
    store.close()
    with TinyDB(path) as db:
        assert {doc["id"] for doc in db.table("items")} == {k for kind, k in found if kind == "items"} | {"later"}


def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    toll = kills.kill(tmp_path / "x.json", 50, seed=20261123)
    assert toll.clean, toll
    assert toll.kills == 50
    assert toll.acknowledged > 100


def _write_many(path: Path, who: int, count: int) -> None:
    store = DeskDB(path, program=f"writer {who}")
    for n in range(count):
        commit(store, item(f"{who}-{n}"))
        if n % 10 == who:
            store.fold()
    store.close()


def test_eight_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    watcher = opened(path)
    children = []
    for who in range(8):
        child = os.fork()
        if child == 0:
            try:
                _write_many(path, who, 25)
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    heard: list[str] = []
    while children:
        heard += [edit.id for edit in watcher.refresh()]
        done, status = os.waitpid(-1, os.WNOHANG)
        if done:
            assert os.waitstatus_to_exitcode(status) == 0
            children.remove(done)
        time.sleep(0.005)
    heard += [edit.id for edit in watcher.refresh()]
    wanted = {f"{who}-{n}" for who in range(8) for n in range(25)}
    assert set(heard) == wanted
    assert len(heard) == len(wanted), "each was told once"
    assert {r.id for r in opened(path).table("items").records()} == wanted
    with TinyDB(path) as db:
        assert len(db.table("items")) == 200
    assert len(texts(watcher)) == 200
    assert sorted(entry.seq for entry in watcher.log(300)) == list(range(1, 201))
