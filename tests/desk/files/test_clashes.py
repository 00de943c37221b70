"""Two versions of a record, side by side: either is taken, what neither speaks of stays, and undo brings the question back."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from desks import at
from msgspec.structs import replace

from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo
from aetui.desk.files.clashes import Side, clashes, settle
from aetui.domain.errors import NotThere
from aetui.domain.records import Todo
from aetui.locales import Texts
from aetui.store.file.tables import compact
from aetui.store.safety.doubts import Conflict

NOW = at("09:30")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.open(tmp_path / "u.json", program="tests", now=NOW)


def clash(desk: Desk, todo: Todo, path: list[str], kept: object, aside: object) -> None:
    raw = [msgspec.Raw(msgspec.json.encode(one)) for one in (kept, aside)]
    told = Conflict(at=NOW.isoformat(), table="todos", id=todo.id, kept=raw[0], aside=raw[1], path=path, token="t")
    with desk.store.change("test", {}, NOW) as writing:
        writing.put("conflicts", 1, compact(told))


@pytest.mark.parametrize(("side", "text"), [("here", "打样"), ("other", "寄样")])
def test_a_word_settles_it_and_undo_asks_again(desk: Desk, side: Side, text: str) -> None:
    todo = add_todo(desk, "打样", NOW)
    clash(desk, todo, ["text"], "打样", "寄样")
    with desk.change("todo.edit", NOW) as change:  # of another field, meanwhile
        change.put(replace(todo, owner="小王"))
    (one,) = clashes(desk, Texts("zh"), NOW)
    assert [(line.before, line.after) for line in one.lines] == [("打样", "寄样")]
    settle(desk, one.n, side, NOW)
    (now,) = desk.each(Todo)
    assert (now.text, now.owner) == (text, "小王")
    assert clashes(desk, Texts("zh"), NOW) == []
    desk.undo(NOW)
    (back,) = desk.each(Todo)
    assert back.text == "打样"
    assert [one.n for one in clashes(desk, Texts("zh"), NOW)] == [1]


def test_the_other_took_it_away(desk: Desk) -> None:
    todo = add_todo(desk, "打样", NOW)
    clash(desk, todo, [], msgspec.to_builtins(todo), None)
    settle(desk, 1, "other", NOW)
    assert list(desk.each(Todo)) == []


def test_what_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotThere):
        settle(desk, 7, "here", NOW)
