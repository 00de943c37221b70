"""Looking after a desk that stands in an office: its files beside it, a backup that is put back."""

from __future__ import annotations

import os
import time
from pathlib import Path

from devices import NOW, Office, begun, follow, replica_of
from msgspec.structs import replace
from storing import todo

from aetui.domain.records import Letter
from aetui.store.remote import outbox, replica, snapshot, standing
from aetui.store.remote.replica import ReplicaFile
from aetui.store.safety.ours import is_a_desks


def test_check_knows_the_files_of_the_office(tmp_path: Path) -> None:
    a, *_ = begun(tmp_path, Office())
    kept = replica.path_of(a.path, "d2")
    there = ReplicaFile(kept)
    there.db.change("test", {}, NOW)
    snapshot.put_in_place(there.db, None)
    there.close()
    assert is_a_desks(kept)
    assert is_a_desks(a.db.file.files.office)
    assert [note.key for note in a.db.check().notes] == []
    kept.write_bytes(kept.read_bytes()[:-9])
    report = a.db.check()
    assert ([note.key for note in report.notes], report.whole) == (["note.replica_unread"], True)
    a.db.file.files.office.write_bytes(b"{")
    report = a.db.check()
    assert ([note.key for note in report.notes], report.whole) == (["note.office_unread", "note.replica_unread"], False)
    a.change(todo("z", "照旧"))
    assert a.record("todos", "z") is not None, "the desk works on as one that is in no office"


def test_a_version_of_the_standing_that_a_killed_program_left_goes(tmp_path: Path) -> None:
    a, *_ = begun(tmp_path, Office())
    left = a.path.with_name(".desk.json.office.999999.abcdef")
    left.write_bytes(b"{")
    os.utime(left, (time.time() - 3600,) * 2)
    a.change(todo("z", "一"))
    a.db.fold()
    assert not left.exists()


def test_a_backup_that_is_restored_goes_to_the_others_as_one_change(tmp_path: Path) -> None:
    office = Office()
    a, b, _ = begun(tmp_path, office)
    letter = {"act": "todo.give", "out": True, "desk": "d2", "who": "小王", "sent_at": NOW}
    a.change(Letter(id="l", created_at=NOW, updated_at=NOW, **letter))  # type: ignore[arg-type]
    a.send()
    assert [one.id for one in outbox.letters(office.of("a")[max(office.of("a"))])] == ["l"]
    saved = a.db.backup(NOW)
    with a.db.change("test", {}, NOW) as writing:
        writing.drop("letters", "l")
        writing.keep(replace(a.record("todos", "x"), text="后"))
    b.fetch()
    b.change(replace(b.record("todos", "y"), text="b"))
    a.db.restore(saved, NOW.replace(hour=20))
    a.send()
    b.send()
    assert outbox.letters(office.of("a")[max(office.of("a"))]) == [], "a letter that comes back is not sent again"
    for device in (a, b):
        device.fetch()
    assert a.all() == b.all()
    assert (a.record("todos", "x").text, a.record("todos", "y").text) == ("x", "b")


def test_a_file_that_is_an_earlier_one_takes_in_what_came_since(tmp_path: Path) -> None:
    """What it knows of the other devices it says itself, whatever stands beside it."""
    office = Office()
    a, b, _ = begun(tmp_path, office)
    a.db.fold()
    a.db.close()
    earlier = a.path.read_bytes()
    a.open()
    b.change(replace(b.record("todos", "x"), text="b"))
    b.send()
    a.fetch()
    a.db.fold()
    a.db.close()
    standing.write(a.db.file.files, replace(a.stands, seen={"b": 99}))
    a.path.write_bytes(earlier)
    a.db.file.files.journal.unlink()
    a.open()
    assert a.record("todos", "x").text == "x"
    assert outbox.known(a.db) == {}
    a.fetch()
    assert a.all() == b.all()
    looks = replica_of(tmp_path, office)
    follow(looks, office)
    assert looks.seen == {"b": max(office.of("b"))}
    looks.close()
