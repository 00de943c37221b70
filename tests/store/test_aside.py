"""Waiting for the disk beside who writes: nothing is lost, the order is kept, and what isn't on disk isn't said to be."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from storing import NOW, commit, item, kept_open, let_go, opened, texts

from aetui.domain.errors import Unusable
from aetui.store import DeskDB
from aetui.store.file import deskfile, kernel


class Disk:
    """A disk that takes what it is given when it is let, or fails."""

    def __init__(self) -> None:
        self.may = threading.Event()
        self.may.set()
        self.fails = False
        self.threads: set[int] = set()

    def sync(self, fd: int) -> None:
        self.threads.add(threading.get_ident())
        assert self.may.wait(30)
        if self.fails:
            raise OSError(errno.EIO, "Input/output error")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    found = Disk()
    monkeypatch.setattr(kernel, "sync", found.sync)
    yield found
    found.may.set()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.json"


@pytest.fixture
def store(path: Path, disk: Disk) -> DeskDB:
    store = kept_open(path)
    store.fold()
    store.sync_aside()
    return store


def until(store: DeskDB, unsynced: int) -> None:
    end = time.monotonic() + 30
    while store.unsynced != unsynced:
        assert time.monotonic() < end
        time.sleep(0.001)


def test_who_writes_does_not_wait_for_a_slow_disk(store: DeskDB, path: Path, disk: Disk) -> None:
    before = texts(store)
    disk.may.clear()
    disk.threads.clear()
    for n in range(5):
        commit(store, item(f"n{n}", f"新{n}"))
        assert store.unsynced == n + 1
    assert threading.get_ident() not in disk.threads
    assert texts(opened(path)) == [*before, *(f"新{n}" for n in range(5))], "it stands in the file, in order"
    disk.may.set()
    until(store, 0)
    let_go(store)
    assert texts(opened(path)) == [*before, *(f"新{n}" for n in range(5))]


def test_of_a_usual_disk_nothing_is_on_its_way_when_the_writer_goes_on(store: DeskDB) -> None:
    for n in range(5):
        commit(store, item(f"n{n}"))
        assert store.unsynced == 0


def test_undo_and_redo_of_what_is_on_its_way(store: DeskDB, path: Path, disk: Disk) -> None:
    before = texts(store)
    disk.may.clear()
    commit(store, item("n", "新"))
    store.undo(NOW)
    assert texts(store) == before
    store.redo(NOW)
    store.undo(NOW)
    assert store.unsynced == 4
    disk.may.set()
    store.close()
    assert store.unsynced == 0
    again = opened(path)
    assert texts(again) == before
    assert again.check().notes == []


def test_closing_waits_for_the_disk(store: DeskDB, disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deskfile, "SMALL", 1)
    disk.may.clear()
    commit(store, item("n"))
    closing = threading.Thread(target=store.close)
    closing.start()
    closing.join(0.1)
    assert closing.is_alive()
    disk.may.set()
    closing.join(30)
    assert not closing.is_alive()


@pytest.mark.parametrize("small", [1, 10**9])
@pytest.mark.parametrize("slow", [True, False])
@pytest.mark.parametrize("forgotten", [True, False])
def test_what_the_disk_did_not_take_is_written_anew(
    store: DeskDB, path: Path, disk: Disk, slow: bool, forgotten: bool, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system forgets, after it has told once, that it couldn't write; so the journal's lines aren't trusted any more."""
    monkeypatch.setattr(deskfile, "SMALL", small)
    before = texts(store)
    journal = path.with_name(path.name + ".journal")
    held = journal.read_bytes()
    disk.fails = True
    if slow:
        disk.may.clear()
    commit(store, item("n", "新"))
    disk.may.set()
    store.file.aside.wait()  # type: ignore[union-attr]
    assert store.unsynced == 1, "never told as on disk"
    assert store.needs_fold
    with pytest.raises(Unusable):
        commit(store, item("refused"))
    assert texts(store) == [*before, "新"]
    disk.fails = False
    if forgotten:
        journal.write_bytes(held)  # the system let go of what it couldn't write
    store.fold()
    assert store.unsynced == 0
    assert not store.needs_fold
    commit(store, item("next", "再"))
    let_go(store)
    assert texts(opened(path)) == [*before, "新", "再"]
