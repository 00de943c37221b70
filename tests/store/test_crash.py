"""Whatever moment a program dies at, what was acknowledged is there, once."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import dying
import kills
import pytest
from storing import commit, content, item, kept_open, let_go, opened, texts
from tinydb import TinyDB

from aetui.store import DeskDB

pytestmark = pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "fork"), reason="needs fork")


@pytest.mark.parametrize("name", dying.ACTS)
def test_a_crash_at_each_system_call(tmp_path: Path, name: str) -> None:
    existing = dying.ACTS[name][1]
    template = tmp_path / "template"
    template.mkdir()
    if existing:
        let_go(kept_open(template / "x.json"))
    looked_at = set()
    for folder, told in dying.died(name, template, tmp_path):
        held = (
            *told,
            *sorted((str(path.relative_to(folder)), path.read_bytes()) for path in folder.rglob("*") if path.is_file()),
        )
        if held not in looked_at:  # else the very same bytes were right before
            looked_at.add(held)
            _is_right(folder / "x.json", told, existing)
    assert len(looked_at) > 30


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
