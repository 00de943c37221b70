"""A whole desk as bytes: for another of its devices, and for who looks after it."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from devices import NOW, Device, Office, everything, follow, joined
from msgspec.structs import replace
from storing import item, todo

from aetui.domain.errors import Unusable
from aetui.domain.records import Day, Fact, Idea, Reflection, SelfCheck
from aetui.store import DeskDB
from aetui.store.remote import snapshot
from aetui.store.remote.replica import ReplicaFile


def first(tmp_path: Path, office: Office) -> Device:
    """A desk in an office with what may be read and what may not."""
    folder = tmp_path / "a"
    folder.mkdir()
    with DeskDB(folder / "desk.json", program="test") as db:
        joined(db, "a")
    device = Device(tmp_path, "a", office)
    device.change(todo("x", "样片"), todo("p", "私事", private=True), item("i", "报价"))
    device.change(
        Idea(id="e", created_at=NOW, updated_at=NOW, text="未说的点子", at=NOW),
        Day(id="d", created_at=NOW, updated_at=NOW, day=NOW.date(), maxim=Reflection(source="八.6", text="自己的话")),
        SelfCheck(id="s", created_at=NOW, updated_at=NOW, quarter="2026-Q4"),
    )
    with device.db.change("todo", {"text": "私事的字"}, NOW) as writing:
        writing.keep(replace(device.record("todos", "p"), text="私事二"))
    return device


def test_another_device_begins_with_all_of_it_and_both_go_on(tmp_path: Path) -> None:
    office = Office()
    a = first(tmp_path, office)
    data, saw = snapshot.write(a.db, True)
    assert saw == {"a": a.db.last_change}
    with DeskDB(tmp_path / "b.json", program="test") as empty:
        empty.close()
    (tmp_path / "b").mkdir()
    with DeskDB(tmp_path / "b" / "desk.json", program="test") as db:
        joined(db, "b")
        looking = DeskDB(db.path, program="looks")
        snapshot.put_in_place(db, data)
        assert len(looking.refresh()) == len(a.all()), "who has it open hears of it"
        assert {r.id for r in looking.table("todos").records()} == {"x", "p"}
    b = Device(tmp_path, "b", office)
    assert b.all() == a.all()
    assert b.db.undo(NOW) is None, "what another did is not taken back"
    assert [entry.verb for entry in b.db.log(9)] == [entry.verb for entry in a.db.log(9)]
    b.change(replace(b.record("todos", "x"), text="b"))
    a.change(replace(a.record("todos", "p"), text="a"))
    for device in (a, b):
        device.send()
    assert [line.saw for line in office.of("b").values()] == [{"a": saw["a"], "b": b.db.last_change}]
    for device in (a, b):
        device.fetch()
    assert b.all() == a.all()
    assert (b.record("todos", "x").text, b.record("todos", "p").text) == ("b", "a")


def test_who_looks_after_the_desk_begins_without_what_is_private(tmp_path: Path) -> None:
    office = Office()
    a = first(tmp_path, office)
    data, saw = snapshot.write(a.db, False)
    said = zlib.decompress(data, wbits=31).decode()
    assert "样片" in said
    for hidden in ("私事", "未说", "2026-Q4", "自己的话"):
        assert hidden not in said
    replica = ReplicaFile(tmp_path / "r.json", office.public)
    snapshot.put_in_place(replica.db, data)
    assert replica.seen == saw
    a.change(replace(a.record("todos", "x"), text="a"), replace(a.record("todos", "p"), text="还是私事"))
    a.change(replace(a.record("todos", "p"), private=False))
    maxim = Reflection(source="八.6", text="自己的字")
    with a.db.change("own.maxim", {"text": "自己的字"}, NOW) as writing:
        writing.keep(replace(a.record("days", "d"), maxim=maxim))
    a.change(replace(a.record("days", "d"), closed=Fact(at=NOW)))
    a.send()
    assert not any("自己的字".encode() in line.public for line in office.of("a").values())
    follow(replica, office)
    shown = {at: data for at, data in a.all().items() if at[0] not in ("ideas", "selfchecks", "days")}
    assert len(shown) == len(a.all()) - 3
    day = everything(replica.db)[("days", "d")]
    assert (day["day"], day["closed"], "maxim" in day) == ("2026-11-23", {"at": NOW.isoformat()}, False)
    assert {at: data for at, data in everything(replica.db).items() if at[0] != "days"} == shown
    assert b"\xe7\xa7\x81\xe4\xba\x8b\xe7\x9a\x84\xe5\xad\x97" not in replica.db.path.read_bytes()
    replica.close()


def test_an_empty_desk_in_the_place_of_one(tmp_path: Path) -> None:
    a = first(tmp_path, Office())
    snapshot.put_in_place(a.db, None)
    assert a.all() == {}
    a.db.close()
    with DeskDB(a.path, program="test") as db:
        assert (everything(db), db.troubles) == ({}, [])


@pytest.mark.parametrize("data", [b"", b"\x1f\x8b12", b'{"meta":{"1":{"format":"aetui","version":99}}}'])
def test_what_is_no_snapshot_changes_nothing(tmp_path: Path, data: bytes) -> None:
    a = first(tmp_path, Office())
    before = a.all()
    with pytest.raises(Unusable):
        snapshot.put_in_place(a.db, data)
    assert a.all() == before
