"""One line at a time: what is none, what came before, what holds nothing for here."""

from __future__ import annotations

from pathlib import Path

import pytest
from devices import NOW, Office, begun, everything, replica_of
from msgspec.structs import replace

from aetui.store import history
from aetui.store.remote import outbox
from aetui.store.remote.line import Line


def test_garbage_is_told_to_who_asked_and_passed_once(tmp_path: Path) -> None:
    a, b, _ = begun(tmp_path, Office())
    before, last = a.all(), a.db.last_change
    for data in (b"{", b"[]", b'{"seq":1}', b"\xff", b"[" * 100_000):
        with pytest.raises((ValueError, RecursionError)):
            a.receiver.take("b", Line(7, NOW, "x", 1, {}, data))
    assert (a.all(), a.db.last_change) == (before, last)
    a.receiver.skip("b", Line(7, NOW, "x", 1, {}, b"{"))
    assert outbox.known(a.db) == {"b": 7}
    a.receiver.skip("b", Line(7, NOW, "x", 1, {}, b"{"))
    assert a.db.last_change == last + 1
    b.change(replace(b.record("todos", "x"), text="b"))
    [line] = outbox.own_since(b.db, 1, "b")
    a.receiver.take("b", replace(line, n=8))
    assert a.record("todos", "x").text == "b"


def test_what_is_here_comes_once(tmp_path: Path) -> None:
    a, b, _ = begun(tmp_path, Office())
    b.change(replace(b.record("todos", "x"), text="b"))
    [line] = outbox.own_since(b.db, 1, "b")
    assert a.receiver.take("b", line).n == 1
    assert a.receiver.take("b", line).n == 0
    a.open()
    assert a.receiver.take("b", line).n == 0
    assert len([entry for entry in a.db.log(9) if entry.verb == "test"]) == 2


def test_undo_takes_back_what_was_done_here_and_anothers_by_its_number(tmp_path: Path) -> None:
    a, b, _ = begun(tmp_path, Office())
    a.change(replace(a.record("todos", "y"), text="a"))
    b.change(replace(b.record("todos", "x"), text="b"))
    b.send()
    a.fetch()
    number = a.db.last_change
    a.db.undo(NOW)
    assert (a.record("todos", "x").text, a.record("todos", "y").text) == ("b", "y")
    a.db.redo(NOW)
    assert a.record("todos", "y").text == "a"
    a.db.undo(NOW, number)
    assert a.record("todos", "x").text == "x"
    assert [entry.undone for entry in a.db.log(9) if entry.seq == number] == [True]
    a.db.redo(NOW)
    assert a.record("todos", "x").text == "b"
    a.send()
    b.fetch()
    assert b.all() == a.all()


def test_what_another_device_took_back_is_marked_so_wherever_it_was_made(tmp_path: Path) -> None:
    """B takes back what it did itself, what A did and what C did: all three see it, and their own undo passes it."""
    a, b, c = begun(tmp_path, Office())
    for device, key in ((a, "x"), (c, "y")):
        device.change(replace(device.record("todos", key), text=device.name))
        device.send()
        b.fetch()
    b.change(replace(b.record("cards", "card"), title="b"))
    numbers = {
        one.made_at or ("b", one.seq): one.seq for one in map(history.change, b.db.file.tables.table("log").values())
    }
    for number in ("b", 4), ("a", 2), ("c", 2):
        b.db.undo(NOW, numbers[number])
    b.send()
    for device in (a, b, c):
        device.fetch()
    for device in (a, b, c):
        log = map(history.change, device.db.file.tables.table("log").values())
        places = {one.seq: one.made_at or (device.name, one.seq) for one in log}
        told = {places[entry.seq] for entry in device.db.log(99) if entry.undone}
        assert told == {("b", 4), ("a", 2), ("c", 2)}
        assert device.record("todos", "x").text == "x"
    assert history.stacks(a.db.file.tables).done == [1]
    b.db.redo(NOW)
    b.send()
    c.fetch()
    assert c.record("todos", "y").text == "c"
    assert sum(entry.undone for entry in c.db.log(99)) == 2


def test_what_is_private_to_a_desk_leaves_only_its_number(tmp_path: Path) -> None:
    office = Office()
    a, *_ = begun(tmp_path, office)
    looks = replica_of(tmp_path, office)
    with a.db.change("todo", {"text": "私事"}, NOW) as writing:
        writing.keep(replace(a.record("todos", "x"), text="私事", private=True))
    a.change(replace(a.record("todos", "x"), text="还是"))
    a.change(replace(a.record("todos", "x"), private=False))
    gone, hidden, back = outbox.own_since(a.db, 1, "a")
    assert "私事".encode() not in gone.public
    assert (hidden.public, back.private is not None) == (b"", True)
    assert (gone.n, hidden.n, back.n) == (2, 3, 4)
    for line, there in ((gone, False), (hidden, False), (back, True)):
        looks.take("a", replace(line, private=None))
        assert (("todos", "x") in everything(looks.db)) is there
    looks.close()
