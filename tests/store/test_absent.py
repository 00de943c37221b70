"""What can't be read is told, at each opening, and is never counted as absent (Law 6)."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from storing import NOW, card, client, commit, item, kept_open, let_go, opened, texts
from tinydb import TinyDB, where

from aetui.cli.main import run
from aetui.domain.errors import Unusable
from aetui.domain.records import Profile
from aetui.store import DeskDB
from aetui.store.file import journal

Spoil = Callable[[bytes], bytes]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.json"


def record(data: bytes, key: str) -> re.Match[bytes]:
    """The line of the record of that id."""
    found = re.search(rb'"\d+":\{"id":"%b"[^\n]*\}' % key.encode(), data)
    assert found is not None
    return found


def in_record(old: bytes, new: bytes) -> Spoil:
    def spoil(data: bytes) -> bytes:
        line = record(data, "i1")[0]
        assert old in line
        return data.replace(line, line.replace(old, new))

    return spoil


def twice_a_key(data: bytes) -> bytes:
    line = record(data, "i1")[0]
    other = record(data, "i2")[0]
    return data.replace(line, line + b",\n" + other.replace(other[: other.index(b":")], line[: line.index(b":")]))


def table_twice(data: bytes) -> bytes:
    table = re.search(rb'"clients":\{\n.*?\n\}', data, re.DOTALL)
    assert table is not None
    return data.replace(b'"items":', table[0].replace("梅林食品".encode(), "申花家电".encode()) + b',\n"items":', 1)


def doubled(data: bytes) -> bytes:
    line = record(data, "i1")[0]
    return data.replace(line, line + b",\n" + line)


SPOILT: dict[str, Spoil] = {
    "no UTF-8": in_record("行1".encode(), b"\xff\xfe"),
    "a wrong type": in_record(b'"n":1', b'"n":"viele"'),
    "NaN": in_record(b'"n":1', b'"n":NaN'),
    "a time without an offset": in_record(b"+08:00", b""),
    "a time out of reach": in_record(b'"at":"2026-', b'"at":"0001-'),
    "a field twice": in_record(b'"n":1', b'"n":1,"n":2'),
    "a table's name": lambda data: data.replace(b'"items":', b'"itemz":'),
    "a key twice": twice_a_key,
    "a line doubled": doubled,
    "a table twice": table_twice,
    "a line dropped": lambda data: data.replace(record(data, "i1")[0] + b",\n", b""),
    "a letter": in_record("行1".encode(), "行9".encode()),
    "a log entry's token": lambda data: re.sub(rb'"token":"[0-9a-f]+"', b'"token":{"a":[]}', data, count=1),
}


@pytest.fixture
def spoilt(path: Path, request: pytest.FixtureRequest) -> Path:
    kept_open(path).close()
    data = path.read_bytes()
    found = SPOILT[request.param](data)
    assert found != data
    path.write_bytes(found)
    return path


@pytest.mark.parametrize("spoilt", SPOILT, indirect=True)
def test_it_is_told_at_each_opening_until_it_is_settled(spoilt: Path) -> None:
    for turn in range(3):
        store = opened(spoilt)
        list(store.front(NOW))
        assert store.troubles, turn
        commit(store, item(f"n{turn}"))
        store.close()
    store = opened(spoilt)
    assert not store.check().whole
    store.close()


@pytest.mark.parametrize("spoilt", SPOILT, indirect=True)
def test_nothing_is_destroyed_by_the_next_write(spoilt: Path) -> None:
    words = {"底", "行0", "行1", "行2", "梅林食品"}
    before = {word for word in words if word.encode() in spoilt.read_bytes()}
    store = opened(spoilt)
    commit(store, item("n"))
    store.close()
    assert before <= {word for word in words if word.encode() in spoilt.read_bytes()}
    kept = [p.read_bytes() for p in (spoilt.parent / "x.backups").glob("*-spoilt*.json")]
    store = opened(spoilt)
    list(store.front(NOW))
    assert kept or store.file.tables.unread or store.file.tables.strange


@pytest.mark.parametrize("name", SPOILT)
def test_the_shell_tells_it_and_check_and_export_end_with_3(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for key, value in (("HOME", str(tmp_path)), ("USER", "x"), ("LANG", "en"), ("NOW", NOW.isoformat())):
        monkeypatch.setenv(f"AETUI_{key}", value)
    path = tmp_path / "x.json"
    kept_open(path).close()
    path.write_bytes(SPOILT[name](path.read_bytes()))
    for _ in range(2):
        capsys.readouterr()
        assert run(["due"]) == 0
        assert capsys.readouterr().err != ""
    assert run(["check"]) == 3
    out = tmp_path / "out.json"
    status = run(["export", str(out)])
    whole = json.loads(out.read_bytes())
    assert (status == 3) == ("left_out" in whole)
    assert run(["check"]) == 3
    assert run(["check", "--settle"]) in (0, 3)


def test_what_was_settled_is_told_no_more(path: Path) -> None:
    kept_open(path).close()
    path.write_bytes(SPOILT["a letter"](path.read_bytes()))
    store = opened(path)
    assert [note.key for note in store.troubles] == ["note.spoilt"]
    store.close()
    store = opened(path)
    assert [note.key for note in store.troubles] == ["note.unsettled"]
    assert store.settle(NOW) == 1
    assert store.check().notes == []
    store.close()
    store = opened(path)
    assert store.troubles == []
    store.undo(NOW)
    assert [note.key for note in store.troubles] == ["note.unsettled"]


def test_both_of_what_stood_twice_are_kept(path: Path) -> None:
    kept_open(path).close()
    path.write_bytes(twice_a_key(path.read_bytes()).replace(b'{"id":"i2"', b'{"id":"i9"', 1))
    assert sorted(texts(opened(path))) == sorted(["底", "行0", "行1", "行2", "行2"])


# A bit of the disk


def flipped(path: Path) -> None:
    """Another letter, and the same times: as a disk does it."""
    kept = path.stat()
    path.write_bytes(path.read_bytes().replace("底".encode(), "店".encode(), 1))
    os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))


def test_a_flipped_bit_is_found_by_the_sum_and_the_file_is_kept(path: Path) -> None:
    kept_open(path).close()
    flipped(path)
    spoilt = path.read_bytes()
    store = opened(path)
    assert [note.key for note in store.troubles] == ["note.spoilt"]
    store.close()
    (kept,) = (path.parent / "x.backups").glob("*-spoilt.json")
    assert kept.read_bytes() == spoilt


def test_check_finds_what_was_flipped_while_the_desk_is_open(path: Path) -> None:
    store = kept_open(path)
    store.fold()
    flipped(path)
    report = store.check()
    assert [note.key for note in report.notes] == ["note.spoilt"]
    assert not report.whole


def test_a_quick_note_on_a_large_desk_reads_no_whole_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from aetui.store.file import deskfile, kernel

    monkeypatch.setattr(deskfile, "SMALL", 1000)
    kept_open(path, 50).check()
    real, sizes = kernel.read, []

    def counting(file: Path, start: int = 0, size: int = -1) -> bytes:
        found = real(file, start, size)
        sizes.append((file.name, len(found)))
        return found

    monkeypatch.setattr(kernel, "read", counting)
    monkeypatch.setattr("aetui.store.file.load.read", lambda _: pytest.fail("the whole file was read"))
    store = opened(path)
    commit(store, item("n"))
    assert store.troubles == []
    store.close()
    assert "x.json" not in {name for name, _ in sizes}


# Missing changes


@pytest.mark.parametrize("place", range(4))
def test_a_hole_in_the_journals_numbers_is_told(path: Path, place: int) -> None:
    let_go(kept_open(path, 4))
    beside = path.with_name("x.json.journal")
    lines = beside.read_bytes().splitlines(keepends=True)
    del lines[1 + place]
    beside.write_bytes(b"".join(lines))
    store = opened(path)
    assert {note.key for note in store.troubles} == ({"note.gap"} if place < 3 else {"note.older"})
    store.close()
    store = opened(path)
    assert store.troubles
    assert not store.check().whole


def test_an_older_file_put_back_is_told_until_it_is_taken(path: Path) -> None:
    kept_open(path).close()
    old = path.read_bytes()
    for n in range(3):
        store = opened(path)
        commit(store, item(f"n{n}"))
        store.close()
    path.write_bytes(old)
    path.with_name("x.json.journal").unlink()
    for n in range(2):
        store = opened(path)
        assert "note.older" in {note.key for note in store.troubles}
        commit(store, item(f"m{n}"))
        store.close()
    store = opened(path)
    assert not store.check().whole
    store.close()
    store = opened(path)
    assert store.check().whole


@pytest.mark.parametrize("how", ["renamed", "written into", "journal gone"])
def test_what_was_acknowledged_here_goes_into_a_file_that_takes_its_place(path: Path, tmp_path: Path, how: str) -> None:
    kept_open(path, 0).close()
    (tmp_path / "there").mkdir()
    there = tmp_path / "there" / "x.json"
    there.write_bytes(path.read_bytes())
    two = opened(there)
    commit(two, item("t", "彼处"))
    two.close()
    one = opened(path)
    commit(one, item("h1", "此处一"))
    commit(one, item("h2", "此处二"), client("c", "改名"))
    beside = path.with_name("x.json.journal")
    match how:
        case "renamed":
            there.with_name("x.json.journal").replace(beside)
            there.replace(path)
        case "written into":
            path.write_bytes(there.read_bytes())
            beside.write_bytes(there.with_name("x.json.journal").read_bytes())
        case _:
            path.write_bytes(there.read_bytes())
            beside.unlink()
    heard = one.refresh()
    assert "t" in {edit.id for edit in heard}
    assert [note.key for note in one.notes] == ["note.brought_over"]
    let_go(one)
    assert sorted(texts(opened(path))) == sorted(["底", "此处一", "此处二", "彼处"])
    assert opened(path).record("clients", "c").name == "改名"  # type: ignore[union-attr]


# What must not be guessed, nor given twice


def unreadable_profile(path: Path) -> DeskDB:
    store = opened(path)
    commit(store, Profile(id="p", created_at=NOW, updated_at=NOW, name="李雯", hours="10:00-19:00"), client("c"))
    store.close()
    path.write_bytes(path.read_bytes().replace(b'"name":"\xe6\x9d\x8e', b'"name":"\xff\x9d\x8e'))
    store = opened(path)
    list(store.front(NOW))
    return store


def test_no_second_profile_is_written_and_the_hours_are_not_guessed_in_silence(path: Path) -> None:
    from aetui.desk.book.profile import is_new, set_profile
    from aetui.desk.core import Desk
    from aetui.desk.day.todos import add_todo

    let_go(unreadable_profile(path))
    desk = Desk.open(path, program="test", now=NOW)
    assert not is_new(desk)
    assert "note.profile_unread" in {note.key for note in desk.store.troubles}
    add_todo(desk, "x", NOW)
    with pytest.raises(Unusable, match=r"profile\.unreadable"):
        set_profile(desk, "name", "王", NOW)
    assert len(desk.store.file.tables.table("profile")) == 1
    desk.close()
    assert len(json.loads(path.read_bytes().decode("utf-8", "replace"))["profile"]) == 1


@pytest.mark.parametrize("how", ["record", "number", "table", "journal"])
def test_a_card_number_is_never_given_twice(path: Path, how: str) -> None:
    from aetui.desk.card.cards import next_number
    from aetui.desk.core import Desk

    store = opened(path)
    commit(store, client("c"), card("k1", "2611-001"))
    commit(store, card("k2", "2611-002", "最后一张"))
    if how == "journal":
        let_go(store)
        beside = path.with_name("x.json.journal")
        beside.write_bytes(beside.read_bytes().replace("最后一张".encode(), "最后两张".encode()))
    else:
        store.close()
        data = path.read_bytes()
        match how:
            case "record":
                data = data.replace(b'"title":"\xe6\x9c\x80', b'"title":"\xff\x9c\x80', 1)
            case "number":
                data = data.replace(b'"number":"2611-002"', b'"number":2611', 1)
            case _:
                data = data.replace(b'"cards":{', b'"cardz":{')
        path.write_bytes(data)
    desk = Desk.open(path, program="test", now=NOW)
    with desk.change("test", NOW) as change:
        assert next_number(change, NOW) == "2611-003"
    desk.close()


def test_a_table_of_someone_elses_is_named_by_check_alone(path: Path) -> None:
    kept_open(path).close()
    with TinyDB(path) as db:
        db.insert({"mine": 1})
        db.insert({"mine": 2})
    for _ in range(2):
        store = opened(path)
        assert store.troubles == []
        report = store.check()
        assert [note.key for note in report.notes] == ["note.foreign_table"]
        assert report.whole
        store.close()


def test_an_edit_with_tinydb_is_no_damage(path: Path) -> None:
    kept_open(path).close()
    with TinyDB(path) as db:
        db.table("items").update({"text": "外"}, where("id") == "i0")
    store = opened(path)
    assert store.troubles == []
    assert store.check().whole


def test_a_copied_desk_is_no_damage(path: Path, tmp_path: Path) -> None:
    let_go(kept_open(path))
    (tmp_path / "copy").mkdir()
    for name in ("x.json", "x.json.journal", "x.json.seen"):
        (tmp_path / "copy" / name).write_bytes((tmp_path / name).read_bytes())
    store = opened(tmp_path / "copy" / "x.json")
    assert store.troubles == []
    assert texts(store) == ["底", "行0", "行1", "行2"]
    assert store.check().whole


def test_a_header_says_what_the_file_holds(path: Path) -> None:
    from binascii import crc32

    store = kept_open(path)
    store.fold()
    head = journal.scan(path.with_name("x.json.journal").read_bytes()).header
    assert head is not None
    assert head.sum == crc32(path.read_bytes())
    assert (head.seq, head.last) == (store.file.place.seq, store.file.place.token)
