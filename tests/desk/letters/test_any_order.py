"""Whatever three desks do to what one gave another, and in whichever order, how often and how late their letters come: once all are
carried, each matter is told alike on both its desks, and what was given stands on both as it is told."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from carrying import agree, house, threads, under_way
from desks import all_of, at
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo, drop_todo, finish_todo, reopen_todo
from aetui.desk.letters.answering import answer
from aetui.desk.letters.taking import take_in, take_in_waiting
from aetui.domain.errors import DeskError
from aetui.domain.records import Letter, Todo
from aetui.domain.records.refs import Ref

ACTS = (
    "give",
    "done",
    "drop",
    "open",
    "take",
    "refuse",
    "undo",
    "redo",
    "move",
    "pass on",
    "carry",
    "carry last",
    "again",
)
STEP = st.tuples(st.sampled_from(ACTS), st.integers(0, 2), st.integers(0, 5), st.integers(-90, 90))


def act(desks: dict[str, Desk], step: tuple[str, int, int, int], n: int) -> None:
    what, which, place, skew = step
    names = ("liwen", "wanglei", "xiaowang")
    desk = desks[names[which]]
    now = at("10:00") + timedelta(minutes=5 * n + skew)  # no clock is right
    others = {"liwen": ("王磊", "小王"), "wanglei": ("李雯", "小王"), "xiaowang": ("李雯", "王磊")}[names[which]]
    todos = sorted(all_of(desk, Todo), key=lambda t: t.id)
    todo = todos[place % len(todos)] if todos else None
    came = sorted((one for one in threads(desk).values() if not one.mine), key=lambda one: one.root.id)
    if what == "give":
        add_todo(desk, f"第{n}件", now, owner=others[place % 2], due=now + timedelta(days=1))
    elif what in ("undo", "redo"):
        desk.undo(now) if what == "undo" else desk.redo(now)
    elif what in ("carry", "carry last", "again"):
        fresh = list(under_way(desks))
        for to, letter in fresh[-1:] if what == "carry last" else fresh[place : place + 2]:
            take_in(desks[to], letter)
            if what == "again":
                take_in(desks[to], letter)
    elif what in ("take", "refuse") and came:
        letter = came[place % len(came)].root
        answer(desk, letter.id, "taken" if what == "take" else "refused", now, why="忙不过来")
    elif todo is not None and what == "done":
        finish_todo(desk, todo.id, now, how="好了")
    elif todo is not None and what == "drop":
        drop_todo(desk, todo.id, "不做了", now)
    elif todo is not None and what == "open":
        reopen_todo(desk, todo.id, now)
    elif todo is not None and what in ("move", "pass on"):
        with desk.change("todo.set", now) as change:
            change.put(
                replace(todo, due=now + timedelta(days=2)) if what == "move" else replace(todo, owner=others[place % 2])
            )


@given(st.lists(STEP, max_size=25))
@settings(max_examples=40)
def test_both_desks_tell_the_same(steps: list[tuple[str, int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, house(Path(folder)) as desks:
        for n, step in enumerate(steps):
            with suppress(DeskError):  # a gate: nothing was changed
                act(desks, step, n)
        while fresh := list(under_way(desks)):
            for to, letter in fresh:
                take_in(desks[to], letter)
            for desk in desks.values():
                take_in_waiting(desk)
        agree(desks)
        for desk in desks.values():
            for thread in threads(desk).values():
                at_other = desks[thread.root.desk].get(Letter, thread.root.id)
                assert at_other is not None
                assert at_other.refused is None
                todo = desk.get(Todo, Ref.parse(thread.root.about or "").id)
                if not thread.mine and thread.state == "withdrawn":
                    assert todo is not None
                    assert todo.dropped is not None or todo.done is not None
                if not thread.mine and thread.state == "done":
                    assert todo is not None
                    assert todo.done is not None
                if thread.mine and thread.state == "done" and thread.withdrawn is None:
                    assert todo is None or todo.done is not None or todo.dropped is not None
