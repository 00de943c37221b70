"""Another's desk, opened to be looked at: every change is refused, and nothing is written, neither into it nor beside it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from desks import at, client, everything, fill

from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo
from aetui.desk.phone.calls import begin_call, end_call, log_item
from aetui.domain.errors import ReadOnly

NOW = at("11:30")


def made(folder: Path) -> Path:
    """Her desk with something on it, something to take back, and something to take back of that."""
    path = folder / "liwen.json"
    desk = Desk.open(path, program="test", now=NOW)
    fill(desk)
    call = begin_call(desk, NOW, client="梅林")
    log_item(desk, call.id, "+ 秋季海报，周五前要", NOW)
    end_call(desk, call.id, NOW)
    add_todo(desk, "催打样", NOW)
    add_todo(desk, "收回", NOW)
    desk.undo(NOW)
    desk.store.file.close()  # as one that is killed: the journal isn't folded
    return path


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


CHANGES: dict[str, Callable[[Desk, Path], object]] = {
    "a to-do": lambda desk, _: add_todo(desk, "偷偷加一条", NOW),
    "a call": lambda desk, _: begin_call(desk, NOW, client="梅林"),
    "undo": lambda desk, _: desk.undo(NOW),
    "redo": lambda desk, _: desk.redo(NOW),
    "back": lambda desk, _: desk.back(2, NOW),
    "settle": lambda desk, _: desk.store.settle(NOW),
    "check": lambda desk, _: desk.store.check(),
    "backup": lambda desk, _: desk.store.backup(NOW),
    "restore": lambda desk, path: desk.store.restore(path, NOW),
    "fold": lambda desk, _: desk.store.fold(),
    "tinydb": lambda desk, _: desk.store.table("todos").insert({"id": "x"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_no_change_is_made(tmp_path: Path, change: str) -> None:
    path = made(tmp_path)
    before = files_of(tmp_path)
    desk = Desk.open(path, program="test", now=NOW, look=True)
    stood = everything(desk)
    with pytest.raises(ReadOnly) as told:
        CHANGES[change](desk, path)
    assert told.value.key == "office.read_only"
    assert told.value.args_ == {"whose": "李雯"}
    assert everything(desk) == stood
    desk.close()
    assert files_of(tmp_path) == before


@pytest.mark.parametrize("there", ["all", "no lock", "a torn line", "own rules"])
def test_nothing_is_written_by_reading(tmp_path: Path, there: str) -> None:
    path = made(tmp_path)
    journal = path.with_name("liwen.json.journal")
    if there == "no lock":
        path.with_name("liwen.json.lock").unlink()
    elif there == "a torn line":
        lines = journal.read_bytes().splitlines(keepends=True)
        journal.write_bytes(b"".join([*lines[:2], b"00000000 {garbage}\n", *lines[2:]]))
    elif there == "own rules":
        path.with_name("liwen.rules.toml").write_text("[rules.'card.step']\non = false\n")
    before = files_of(tmp_path)
    desk = Desk.open(path, program="test", now=NOW, look=True)
    assert desk.obligations(NOW, ended=True)
    assert client(desk, "梅林")
    assert [note.key for note in desk.store.notes] == (["note.damaged_line"] if there == "a torn line" else [])
    desk.poll()
    desk.close()
    assert files_of(tmp_path) == before


def test_it_hears_of_what_is_written_by_who_may(tmp_path: Path) -> None:
    path = made(tmp_path)
    desk = Desk.open(path, program="test", now=NOW, look=True)
    theirs = Desk.open(path, program="test", now=NOW)
    add_todo(theirs, "她自己记的", NOW)
    assert desk.poll()
    assert "她自己记的" in {todo.text for todo in desk.book.of("todos")}  # type: ignore[attr-defined]
    theirs.store.fold()
    add_todo(theirs, "又一条", NOW)
    assert desk.poll()
    assert "又一条" in {todo.text for todo in desk.book.of("todos")}  # type: ignore[attr-defined]
    theirs.close()
