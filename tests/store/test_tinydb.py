"""TinyDB's API on the desk answers as stock TinyDB does on the same file."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from storing import commit, item, let_go, opened
from tinydb import Query, TinyDB, where
from tinydb.operations import add, delete, increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from aetui.store import DeskDB

DOCS = [
    {"id": f"i{n}", "created_at": "2026-11-23T09:32:00+08:00", "updated_at": "2026-11-23T09:32:00+08:00",
     "call_id": "c1", "n": n, "at": "2026-11-23T09:32:00+08:00", "text": text}
    for n, text in enumerate(["报价", "海报 A4", "样片", "报价二"])
]  # fmt: skip

Q = Query()
Act = Callable[[Any], Any]

READS: dict[str, Act] = {
    "all": lambda t: t.all(),
    "iter": lambda t: [doc.doc_id for doc in t],
    "len": len,
    "search": lambda t: t.search(Q.text.search("报价")),
    "search and": lambda t: t.search((Q.n > 0) & ~(where("text") == "样片")),
    "search any": lambda t: t.search(Q.text.test(lambda text: len(text) > 2)),
    "search fragment": lambda t: t.search(Q.fragment({"n": 2})),
    "get": lambda t: t.get(Q.n == 2),
    "get none": lambda t: t.get(Q.n == 9),
    "get by id": lambda t: t.get(doc_id=3),
    "get by ids": lambda t: t.get(doc_ids=[1, 3, 9]),
    "get by id none": lambda t: t.get(doc_id=9),
    "contains": lambda t: (t.contains(Q.n == 1), t.contains(doc_id=2), t.contains(doc_id=7)),
    "count": lambda t: t.count(Q.n >= 1),
}

WRITES: dict[str, Act] = {
    "insert": lambda t: t.insert({**DOCS[0], "id": "new"}),
    "insert two": lambda t: t.insert_multiple([{**DOCS[0], "id": "x"}, {**DOCS[0], "id": "y"}]),
    "insert document": lambda t: t.insert(Document({**DOCS[0], "id": "d"}, 20)),
    "insert after document": lambda t: (
        t.insert(Document({**DOCS[0], "id": "d"}, 20)), t.insert({**DOCS[0], "id": "e"})
    ),
    "insert taken": lambda t: t.insert(Document({**DOCS[0], "id": "d"}, 1)),
    "update": lambda t: t.update({"text": "改"}, Q.n > 1),
    "update all": lambda t: t.update({"text": "改"}),
    "update ids": lambda t: t.update({"text": "改"}, doc_ids=[1, 2]),
    "update ids missing": lambda t: t.update({"text": "改"}, doc_ids=[1, 99]),
    "update operation": lambda t: t.update(increment("n"), Q.n > 1),
    "update add": lambda t: t.update(add("text", "！"), Q.n == 0),
    "update delete": lambda t: t.update(delete("nothing"), Q.nothing.exists()),
    "update multiple": lambda t: t.update_multiple([({"text": "甲"}, Q.n == 0), ({"text": "乙"}, Q.n == 1)]),
    "upsert old": lambda t: t.upsert({"text": "改"}, Q.n == 1),
    "upsert new": lambda t: t.upsert({**DOCS[0], "id": "up", "n": 77}, Q.n == 77),
    "remove": lambda t: t.remove(Q.n < 2),
    "remove ids": lambda t: t.remove(doc_ids=[2, 4]),
    "remove missing": lambda t: t.remove(doc_ids=[2, 44]),
    "remove nothing": lambda t: t.remove(Q.n == 55),
    "remove without": lambda t: t.remove(),
    "truncate": lambda t: t.truncate(),
    "insert after truncate": lambda t: (t.truncate(), t.insert({**DOCS[0], "id": "again"}))[1],
    "insert no mapping": lambda t: t.insert([1]),
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> DeskDB:
    store = opened(tmp_path / "x.json")
    store.table("items").insert_multiple(copy.deepcopy(DOCS))
    return store


def stock() -> Any:
    table = TinyDB(storage=MemoryStorage).table("items")
    table.insert_multiple(copy.deepcopy(DOCS))
    return table


def _answer(act: Act, table: Any) -> Any:
    try:
        return act(table)
    except (ValueError, KeyError, RuntimeError, TypeError) as error:
        return type(error)


@pytest.mark.parametrize("name", READS)
def test_reads_answer_as_stock_does(store: DeskDB, name: str) -> None:
    for _ in range(2):
        assert _answer(READS[name], store.table("items")) == _answer(READS[name], stock())


@pytest.mark.parametrize("name", WRITES)
def test_writes_do_as_stock_does(store: DeskDB, name: str, tmp_path: Path) -> None:
    ours, theirs = store.table("items"), stock()
    assert _answer(WRITES[name], ours) == _answer(WRITES[name], theirs)
    assert {d.doc_id: d for d in ours} == {d.doc_id: d for d in theirs}
    let_go(store)
    again = opened(tmp_path / "x.json")
    assert {d.doc_id: d for d in again.table("items")} == {d.doc_id: d for d in theirs}
    again.close()
    with TinyDB(tmp_path / "x.json") as db:
        assert {d.doc_id: d for d in db.table("items")} == {d.doc_id: d for d in theirs}


def test_what_a_caller_does_to_a_result_changes_nothing(store: DeskDB) -> None:
    table = store.table("items")
    for found in (table.all(), table.search(Q.n == 0), [table.get(doc_id=1)], table.search(Q.n == 0)):
        found[0]["text"] = "verdorben"
        found[0].clear()
    assert table.get(doc_id=1) == DOCS[0]
    assert table.search(Q.n == 0) == [DOCS[0]]


def test_an_operation_that_raises_writes_nothing(store: DeskDB) -> None:
    table = store.table("items")

    def spoil(doc: Any) -> None:
        doc["text"] = "x"
        if doc["n"] == 2:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        table.update(spoil)
    assert table.all() == DOCS


def test_what_is_no_record_is_refused(store: DeskDB) -> None:
    with pytest.raises(ValueError, match="missing required field"):
        store.table("items").insert({"text": "nur"})
    with pytest.raises(ValueError, match="own"):
        store.table("meta").update({"version": 7})
    assert store.table("items").all() == DOCS


def test_one_operation_is_one_change_that_undo_reverses(store: DeskDB, tmp_path: Path) -> None:
    other = opened(tmp_path / "x.json")
    store.table("items").update({"text": "改"})
    assert len(other.refresh()) == 4
    told = store.undo(item("x").at)
    assert told is not None
    assert told.verb == "tinydb"
    assert store.table("items").all() == DOCS


def test_another_programs_changes_are_in_the_answers(store: DeskDB, tmp_path: Path) -> None:
    other = opened(tmp_path / "x.json")
    commit(other, item("o"))
    assert store.table("items").insert({**DOCS[0], "id": "p"}) == 6
    other.refresh()
    assert other.table("items").get(doc_id=6)["id"] == "p"


def test_tables_of_ones_own_and_dropping(store: DeskDB, tmp_path: Path) -> None:
    db = store
    assert db.insert({"a": [1]}) == 1
    assert db.all() == [{"a": [1]}]
    assert "_default" in db.tables()
    db.drop_table("items")
    assert len(db.table("items")) == 0
    db.drop_tables()
    assert db.all() == []
    store.undo(item("x").at)
    assert db.all() == [{"a": [1]}]
    store.undo(item("x").at)
    assert db.table("items").all() == DOCS
    store.close()
    with TinyDB(tmp_path / "x.json") as plain:
        assert plain.all() == [{"a": [1]}]
