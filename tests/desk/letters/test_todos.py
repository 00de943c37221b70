"""A to-do that is given to a colleague (C3): on both desks, until one fact ends it."""

from __future__ import annotations

from pathlib import Path

import pytest
from carrying import agree, all_letters, carry, house, threads, written
from desks import all_of, at, owed
from msgspec.structs import replace

from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo, carry_in, drop_todo, finish_todo, reopen_todo
from aetui.desk.letters.answering import answer
from aetui.desk.obligations import meet, waive
from aetui.domain.records import Letter, Todo
from aetui.store.remote import outbox


def give(desk: Desk, text: str = "重出完稿", to: str = "小王", clock: str = "10:00") -> Todo:
    return add_todo(desk, text, at(clock), owner=to, due=at("17:00", 24))


def theirs(desk: Desk) -> Todo:
    (todo,) = all_of(desk, Todo)
    return todo


def state(desk: Desk) -> str:
    (thread,) = threads(desk).values()
    return thread.state


def test_it_stands_on_both_with_its_time_and_is_done_by_one_fact(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        given = give(mine)
        carry(desks)
        got = theirs(hers)
        assert (got.text, got.due, got.owner) == ("重出完稿", given.due, None)
        assert got.given is not None
        assert (got.given.by, got.given.at) == ("李雯", at("10:00"))
        (duty,) = owed(hers, "todo.accept", at("10:05"))
        assert (duty.due, duty.what) == (at("12:00"), "李雯 重出完稿")
        meet(hers, duty, at("10:30"))
        assert not owed(hers, "todo.accept", at("10:35"))
        carry(desks)
        assert (state(mine), state(hers)) == ("taken", "taken")
        assert owed(mine, "card.chase", at("10:40", 24))
        finish_todo(hers, got.id, at("11:00", 24), how="已发 QQ")
        carry(desks)
        done = mine.get(Todo, given.id)
        assert done is not None
        assert done.done is not None
        assert (done.done.by, done.done.how, done.done.at) == ("小王", "已发 QQ", at("11:00", 24))
        assert not owed(mine, "card.chase", at("11:05", 24))
        assert (state(mine), state(hers)) == ("done", "done")
        assert not list(mine.book.live_of(Letter))
        agree(desks)


def test_where_the_named_person_is_in_no_office_nothing_is_written(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine = desks["liwen"]
        give(mine, to="老张")
        add_todo(mine, "买票", at("10:00"), owner="小王", private=True)
        add_todo(mine, "自己的", at("10:00"))
        assert not all_letters(mine)


@pytest.mark.parametrize("way", ["answer", "waive", "drop"])
def test_refused_with_a_reason(tmp_path: Path, way: str) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        give(mine)
        carry(desks)
        if way == "answer":
            (letter,) = all_letters(hers)
            answer(hers, letter.id, "refused", at("10:10"), why="手上排满了")
        elif way == "waive":
            (duty,) = owed(hers, "todo.accept", at("10:05"))
            waive(hers, duty, "手上排满了", at("10:10"))
        else:
            drop_todo(hers, theirs(hers).id, "手上排满了", at("10:10"))
        assert len(written(hers)) == 1
        assert not owed(hers, "todo.accept", at("10:15"))
        dropped = theirs(hers).dropped
        assert dropped is not None
        assert dropped.why == "手上排满了"
        carry(desks)
        (thread,) = threads(mine).values()
        assert thread.state == "refused"
        assert thread.answer is not None
        assert thread.answer.args["why"] == "手上排满了"
        agree(desks)


def test_undo_of_the_giving_takes_it_back_and_redo_gives_it_again(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        give(mine)
        carry(desks)
        assert mine.undo(at("10:01")) is not None
        assert not all_of(mine, Todo)
        carry(desks)
        assert state(hers) == state(mine) == "withdrawn"
        assert theirs(hers).dropped is not None
        assert not owed(hers, "todo.accept", at("10:05"))
        assert mine.redo(at("10:02")) is not None
        carry(desks)
        assert state(hers) == state(mine) == "waiting"
        assert theirs(hers).dropped is None
        assert owed(hers, "todo.accept", at("10:05"))
        agree(desks)


def test_undo_of_an_answer_is_told_too(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        given = give(mine)
        carry(desks)
        finish_todo(hers, theirs(hers).id, at("11:00"))
        carry(desks)
        hers.undo(at("11:05"))
        carry(desks)
        again = mine.get(Todo, given.id)
        assert again is not None
        assert again.done is None
        assert state(mine) == state(hers) == "undone"
        reopened = theirs(hers)
        finish_todo(hers, reopened.id, at("11:10"))
        carry(desks)
        reopen_todo(hers, reopened.id, at("11:20"))
        carry(desks)
        again = mine.get(Todo, given.id)
        assert again is not None
        assert again.done is None
        agree(desks)


def test_taken_in_is_nothing_that_undo_takes_back(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        own = add_todo(hers, "自己的", at("9:30"))
        give(mine)
        carry(desks)
        hers.undo(at("10:10"))
        assert hers.get(Todo, own.id) is None
        assert theirs(hers).text == "重出完稿"


def test_what_an_undo_writes_goes_out_with_it(tmp_path: Path) -> None:
    """The office sends what `outbox` finds in own changes."""
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        give(mine)
        carry(desks)
        mine.undo(at("10:01"))
        mine.redo(at("10:02"))
        finish_todo(hers, theirs(hers).id, at("10:03"))
        hers.undo(at("10:04"))
        carry(desks)
        for desk in (mine, hers):
            sent = [one for line in outbox.own_since(desk.store, 0, "d") for one in outbox.letters(line)]
            assert [one.id for one in sent] == [one.id for one in sorted(written(desk), key=lambda one: one.sent_at)]


def test_carried_on_our_list_it_is_not_given_anew(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        given = give(mine)
        carry(desks)
        answer(hers, all_letters(hers)[0].id, "taken", at("10:10"))
        carry(desks)
        with mine.change("todo.carry", at("18:00")) as change:
            carry_in(change, given, at("9:00", 25).date())
        assert carry(desks) == 0
        assert state(mine) == state(hers) == "taken"


@pytest.mark.parametrize("hour", [6, 10, 16])
def test_what_came_first_is_not_told_by_clocks(tmp_path: Path, hour: int) -> None:
    """Her clock is hours off: what she said to what she had seen still stands."""
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        given = give(mine)
        carry(desks)
        answer(hers, all_letters(hers)[0].id, "taken", at(f"{hour}:00"))
        carry(desks)
        with mine.change("todo.set", at("10:30")) as change:
            change.put(replace(given, due=at("12:00", 24)))
        carry(desks)
        finish_todo(hers, theirs(hers).id, at(f"{hour}:10"))
        carry(desks)
        done = mine.get(Todo, given.id)
        assert done is not None
        assert done.done is not None
        assert state(mine) == state(hers) == "done"
