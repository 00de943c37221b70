"""A file edited from outside, also while a journal is pending: nothing of either is lost silently."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from storing import NOW, client, commit, item, kept_open, let_go, opened, texts
from tinydb import TinyDB, where

from aetui.domain.records import Client


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.json"


NEW = {**json.loads('{"call_id":"c1","n":1,"at":"2026-11-23T09:32:00+08:00"}')}


def _outside(key: str, text: str) -> dict[str, Any]:
    at = "2026-11-23T09:40:00+08:00"
    return {"id": key, "created_at": at, "updated_at": at, **NEW, "text": text}


def _edit(path: Path, act: Callable[[TinyDB], Any]) -> None:
    with TinyDB(path) as db:
        act(db)


def test_plain_tinydb_edits_a_closed_desk(path: Path) -> None:
    kept_open(path).close()
    _edit(path, lambda db: db.table("items").insert(_outside("out", "外来的“一行”\n二")))
    _edit(path, lambda db: db.table("items").update({"text": "改"}, where("id") == "i0"))
    _edit(path, lambda db: db.table("items").remove(where("id") == "i1"))
    store = opened(path)
    assert texts(store) == ["底", "改", "行2", "外来的“一行”\n二"]
    assert store.notes == []
    assert [r.id for _, r in store.search_text("外来")] == ["out"]
    assert store.check().notes == []
    commit(store, item("n"))
    let_go(store)
    assert len(texts(opened(path))) == 5


@pytest.mark.parametrize("running", [False, True])
def test_an_id_taken_twice_keeps_both(path: Path, running: bool) -> None:
    store = kept_open(path)
    if not running:
        let_go(store)
    _edit(path, lambda db: db.table("items").insert(_outside("out", "外")))  # its document id is i0's
    if not running:
        store = opened(path)
    else:
        assert {e.id: e.after.text for e in store.refresh() if e.after} == {"out": "外"}  # type: ignore[attr-defined]
    assert sorted(texts(store)) == sorted(["底", "行0", "行1", "行2", "外"])
    commit(store, item("n", "新"), item("i0", "改"))
    let_go(store)
    again = opened(path)
    assert sorted(texts(again)) == sorted(["底", "改", "行1", "行2", "外", "新"])
    assert again.check().notes == []
    assert again.undo(item("x").at) is not None
    assert sorted(texts(again)) == sorted(["底", "行0", "行1", "行2", "外"])
    again.close()
    with TinyDB(path) as db:
        assert len(db.table("items")) == 5


def test_what_both_sides_changed_stands_side_by_side(path: Path) -> None:
    store = kept_open(path)
    commit(store, item("base", "我们的"))
    _edit(path, lambda db: db.table("items").update({"text": "外面的"}, where("id") == "base"))
    store.refresh()
    assert "我们的" in texts(store)
    notes = store.check().notes
    assert [note.key for note in notes] == ["note.conflict"]
    assert notes[0].args_["aside"] == "外面的"
    store.close()
    with TinyDB(path) as db:
        (found,) = db.table("conflicts").all()
    assert (found["table"], found["id"]) == ("items", "base")
    assert (found["kept"]["text"], found["aside"]["text"]) == ("我们的", "外面的")
    assert "我们的" in texts(opened(path))
    store = opened(path)
    assert [note.key for note in store.check().notes] == ["note.conflict"]
    assert store.settle(NOW) == 1
    assert store.check().notes == []
    told = store.undo(NOW)
    assert told is not None
    assert told.verb == "settle"
    assert [note.key for note in store.check().notes] == ["note.conflict"]


def test_the_same_change_on_both_sides_is_no_conflict(path: Path) -> None:
    store = kept_open(path)
    commit(store, item("base", "一样"))
    let_go(store)
    _edit(path, lambda db: db.table("items").update({"text": "一样"}, where("id") == "base"))
    store = opened(path)
    assert store.check().notes == []
    assert texts(store).count("一样") == 1


def test_deleted_outside_and_changed_here(path: Path) -> None:
    store = kept_open(path)
    commit(store, item("base", "改了"))
    let_go(store)
    _edit(path, lambda db: db.table("items").remove(where("id") == "base"))
    store = opened(path)
    assert "改了" in texts(store)
    assert [note.key for note in store.check().notes] == ["note.conflict"]


def test_changed_outside_and_deleted_here(path: Path) -> None:
    store = kept_open(path)
    commit(store, delete=[("items", "base")])
    let_go(store)
    _edit(path, lambda db: db.table("items").update({"text": "改了"}, where("id") == "base"))
    store = opened(path)
    assert "改了" in texts(store)
    assert [note.key for note in store.check().notes] == ["note.conflict"]


def test_an_older_copy_put_back_under_a_pending_journal(path: Path, tmp_path: Path) -> None:
    store = opened(path)
    commit(store, client("c", "旧名"))
    store.close()
    old = path.read_bytes()
    store = kept_open(path)
    commit(store, client("c", "新名"))
    let_go(store)
    path.write_bytes(old)
    store = opened(path)
    assert sorted(texts(store)) == ["行0", "行1", "行2"], "what was pending is kept, the rest is as the copy says"
    assert isinstance(found := store.record("clients", "c"), Client)
    assert found.name == "新名"
    commit(store, item("n"))
    store.close()
    assert len(texts(opened(path))) == 4


def test_the_file_of_another_machine_under_a_pending_journal(path: Path, tmp_path: Path) -> None:
    opened_here = kept_open(path, 0)
    opened_here.close()
    (tmp_path / "there").mkdir()
    there = tmp_path / "there" / "x.json"
    there.write_bytes(path.read_bytes())
    one, two = opened(path), opened(there)
    commit(one, item("h1", "此处一"))
    commit(one, item("h2", "此处二"))
    for n in range(4):
        commit(two, item(f"t{n}", f"彼处{n}"))
    commit(two, item("base", "彼处改"))
    two.close()
    path.write_bytes(there.read_bytes())
    heard = one.refresh()
    assert {e.id for e in heard} >= {"t0", "t1", "t2", "t3", "base"}
    wanted = sorted(["彼处改", "此处一", "此处二", "彼处0", "彼处1", "彼处2", "彼处3"])
    assert sorted(texts(one)) == wanted
    commit(one, item("h3", "此处三"))
    let_go(one)
    again = opened(path)
    assert sorted(texts(again)) == sorted([*wanted, "此处三"])
    assert again.check().notes == []
    assert len({e.seq for e in again.log(99)}) == len(again.log(99)) == 9


def test_a_pretty_printed_file_and_a_byte_order_mark(path: Path) -> None:
    kept_open(path).close()
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(json.loads(path.read_bytes()), indent=4).encode())
    store = opened(path)
    commit(store, item("i0", "改"))
    let_go(store)
    assert texts(opened(path)) == ["底", "改", "行1", "行2"]


def test_lone_surrogates_that_pythons_json_writes(path: Path) -> None:
    kept_open(path).close()
    _edit(path, lambda db: db.table("items").update({"text": "a\ud800b"}, where("id") == "i0"))
    store = opened(path)
    assert texts(store)[1] == "a\ufffdb"
    commit(store, item("n"))
    store.close()
    assert texts(opened(path))[1] == "a\ufffdb"


def test_a_table_of_someone_elses_is_kept(path: Path) -> None:
    kept_open(path).close()
    _edit(path, lambda db: db.insert({"mine": [1, {"x": None}]}))
    store = opened(path)
    commit(store, item("n"))
    store.close()
    with TinyDB(path) as db:
        assert db.all() == [{"mine": [1, {"x": None}]}]


def test_a_record_that_reads_as_nothing_stops_nobody(path: Path) -> None:
    kept_open(path).close()
    _edit(path, lambda db: db.table("items").update({"n": "viele"}, where("id") == "i0"))
    store = opened(path)
    assert texts(store) == ["底", "行1", "行2"]
    assert [(n.key, n.args_["doc"]) for n in store.check().notes] == [("note.unreadable", 2)]
    commit(store, item("n"))
    store.close()
    with TinyDB(path) as db:
        assert len(db.table("items")) == 5, "it stays in the file as it is"


def test_a_running_store_tells_what_was_edited(path: Path) -> None:
    store = kept_open(path)
    store.fold()
    store.refresh()
    _edit(path, lambda db: db.table("items").update({"text": "外"}, where("id") == "i0"))
    (edit,) = store.refresh()
    assert (edit.id, edit.before, edit.after) == ("i0", item("i0", "行0"), item("i0", "外"))
    commit(store, item("i0", "再"))
    assert texts(opened(path)) == ["底", "再", "行1", "行2"]


def test_an_edit_during_a_fold_is_not_overwritten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = kept_open(path)
    real = store.file.files.write_new

    def busy(target: Path, chunks: Any, **more: bool) -> Path:
        made = real(target, chunks, **more)
        if target == path:
            monkeypatch.undo()
            _edit(path, lambda db: db.table("items").update({"text": "外"}, where("id") == "base"))
        return made

    monkeypatch.setattr(store.file.files, "write_new", busy)
    store.fold()
    assert texts(store) == ["外", "行0", "行1", "行2"]
    store.fold()
    store.close()
    with TinyDB(path) as db:
        assert [doc["text"] for doc in db.table("items")] == ["外", "行0", "行1", "行2"]
