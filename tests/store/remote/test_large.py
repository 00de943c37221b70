"""Of a large desk little is read for a small exchange."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from devices import NOW, Device, Office, joined
from msgspec.structs import replace
from storing import item, todo

from aetui.store import DeskDB
from aetui.store.file import deskfile
from aetui.store.remote import outbox, snapshot, standing


def two(tmp_path: Path) -> tuple[Device, Device]:
    office = Office()
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with DeskDB(tmp_path / "a" / "desk.json", program="test") as db:
        long_ago = NOW - timedelta(days=900)
        with db.change("test", {}, long_ago) as writing:
            writing.keep(item("old", "旧", long_ago))
        with db.change("test", {}, NOW) as writing:
            writing.keep(todo("x", "样片"))
        joined(db, "a", sent=db.last_change)
        data, _ = snapshot.write(db, True)
        db.fold()
    with DeskDB(tmp_path / "b" / "desk.json", program="test") as db:
        joined(db, "b", sent=2)
        snapshot.put_in_place(db, data)
    return Device(tmp_path, "a", office), Device(tmp_path, "b", office)


def test_a_change_goes_and_comes_on_the_front_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deskfile, "SMALL", 100)
    a, b = two(tmp_path)
    assert not a.db.file.tables.whole
    assert not b.db.file.tables.whole
    a.change(replace(a.record("todos", "x"), text="a"), todo("new", "新"))
    a.send()
    b.fetch()
    assert b.record("todos", "x").text == "a"
    b.change(replace(b.record("todos", "x"), text="b"))
    a.change(replace(a.record("todos", "x"), priority=1))
    for device in (a, b):
        device.send()
    for device in (a, b):
        device.fetch()
    for device in (a, b):
        assert not device.db.file.tables.whole, device.name
        assert (device.record("todos", "x").text, device.record("todos", "x").priority) == ("b", 1)
    assert a.all() == b.all()


def test_what_waits_for_the_office_is_at_hand_after_a_fold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deskfile, "SMALL", 100)
    a, b = two(tmp_path)
    a.change(todo("new", "新"))
    a.db.fold()
    a.db.close()
    a.open()
    assert not a.db.file.tables.whole
    assert outbox.waiting(a.db, a.stands.sent) == 1
    a.send()
    assert not a.db.file.tables.whole
    b.fetch()
    assert b.record("todos", "new").text == "新"
    standing.leave(a.db.file.files)


def test_of_what_the_front_does_not_hold_all_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """B speaks of a record of which A spoke before its last fold, apart: A looks in its log."""
    monkeypatch.setattr(deskfile, "SMALL", 100)
    a, b = two(tmp_path)
    b.change(replace(b.record("todos", "x"), text="b"))
    a.change(replace(a.record("todos", "x"), text="a"))
    for device in (a, b):
        device.send()
    a.db.fold()
    a.db.close()
    a.open()
    for device in (a, b):
        device.fetch()
    assert a.all() == b.all()
    assert a.conflicts() == b.conflicts() != []
