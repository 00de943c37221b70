"""Calls after they were hung up: written anew, put right, dropped with what they had led to."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from desks import all_of, at, carry_todo, client, everything, fill
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from aetui.desk.acts import do
from aetui.desk.acts.talk import KEEP
from aetui.desk.card.cards import open_card
from aetui.desk.card.schedule import add_steps
from aetui.desk.card.schedule import understand as understand_step
from aetui.desk.core import Desk
from aetui.desk.day.todos import finish_todo
from aetui.desk.phone.calls import begin_call, edit_item, end_call, log_item, record_call, retract_item, set_call
from aetui.desk.phone.past import drop_call, past_calls, the_call, the_item
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Call, Card, Client, Fact, Item, Todo

LINES = (
    "一句",
    "+ 秋季海报 周五前",
    "> 周三12:00前给修改稿",
    "? 报价",
    "! 型号错了",
    "* 销量涨了",
    "$ 打样 300",
    "@小王 完稿 周二",
    "# 底价",
)


def unstamped(desk: Desk) -> dict[str, list[Any]]:
    """Every record, apart from when it was changed last."""
    return {kind: [replace(r, updated_at=r.created_at) for r in found] for kind, found in everything(desk).items()}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    lines=st.lists(st.sampled_from(LINES), max_size=7),
    way=st.sampled_from(["in", "out"]),
    who=st.sampled_from(["梅林", "申花", None]),
    contact=st.sampled_from([None, "陈小姐"]),
    ticks=st.booleans(),
)
def test_a_dropped_call_leaves_all_as_it_was_before_and_comes_back_whole(
    lines: list[str], way: str, who: str | None, contact: str | None, ticks: bool
) -> None:
    """Whatever was said in it, whichever way it went: nothing of it stays, nothing else is gone, and one undo brings all back."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "a.json", program="test", now=at("9:00"))
        fill(desk)
        begin_call(desk, at("9:10"), client="梅林", way="missed")
        _, asked = record_call(desk, at("9:20"), ["? 尺寸", "+ 单页"], client="梅林")
        before = unstamped(desk)
        call = begin_call(desk, at("9:32"), client=who, way=way, contact=contact)  # type: ignore[arg-type]
        for line in lines:
            log_item(desk, call.id, line, at("9:33"))
        end_call(desk, call.id, at("9:40"), answered=[asked[0].item.id] if ticks and who == "梅林" else [])
        whole = everything(desk)
        assert drop_call(desk, call.id, at("10:00")) == []
        assert unstamped(desk) == before
        desk.undo(at("10:01"))
        assert everything(desk) == whole
        desk.close()


def test_what_was_worked_on_since_stays_and_is_told(desk: Desk) -> None:
    call, logged = record_call(desk, at("9:32"), ["+ 海报", "+ 单页", "@小王 完稿", "@阿杰 打样"], client="梅林")
    add_steps(desk, "2611-001", [understand_step(desk, "文案 周五", at("9:34"))], at("9:34"))
    carry_todo(desk, logged[2].made.id, at("9:00", 25).date(), at("9:35"))  # type: ignore[union-attr]
    stays = drop_call(desk, call.id, at("10:00"))
    assert {record.id for record in stays} == {logged[0].made.id, logged[2].made.id}  # type: ignore[union-attr]
    assert [c.title for c in all_of(desk, Card)] == ["海报"]
    assert [t.owner for t in all_of(desk, Todo)] == ["小王"]
    assert all_of(desk, Item) == all_of(desk, Call) == []


@pytest.mark.parametrize("line", ["> 周三给修改稿，三套", "> 周四给修改稿"])
def test_a_kept_promise_stays_kept_when_its_words_are_put_right(desk: Desk, line: str) -> None:
    _, (said,) = record_call(desk, at("9:32"), ["> 周三给修改稿"], client="梅林")
    with desk.change("met", at("9:50")) as change:
        do(change, KEEP, said.item, Fact(at=at("9:50"), how="e-mail"))
    done = all_of(desk, Item)[0].done
    assert done is not None
    assert edit_item(desk, said.item.id, line, at("10:00")).item.done == done
    assert edit_item(desk, said.item.id, "? " + line[2:], at("10:01")).item.done is None, "it is another duty now"


def test_a_to_do_keeps_its_history(desk: Desk) -> None:
    _, (said,) = record_call(desk, at("9:32"), ["@小王 完稿"], client="梅林")
    (todo,) = all_of(desk, Todo)
    carry_todo(desk, todo.id, at("9:00", 25).date(), at("9:40"), why="等图")
    edit_item(desk, said.item.id, "@小王 重出完稿", at("9:50"))
    (again,) = all_of(desk, Todo)
    assert (again.id, again.text, again.day, len(again.carried)) == (todo.id, "重出完稿", at("9:00", 25).date(), 1)
    finish_todo(desk, todo.id, at("10:00"))
    edit_item(desk, said.item.id, "@阿杰 重出完稿", at("10:01"))
    (one,) = all_of(desk, Todo)
    assert (one.id, one.owner, one.done is not None) == (todo.id, "阿杰", True)


def test_money_put_on_a_card_by_hand_stays_there(desk: Desk) -> None:
    _, (said,) = record_call(desk, at("9:32"), ["$ 打样 300"], client="梅林")
    card = open_card(desk, "打样", at("9:40"), client="梅林", item=said.item)
    item = edit_item(desk, said.item.id, "$ 打样 500", at("9:50")).item
    assert (item.card_id, item.text) == (card.id, "打样 500")
    assert edit_item(desk, item.id, "打样 500", at("9:51")).item.card_id is None


def test_the_cards_follow_whom_the_call_was_with(desk: Desk) -> None:
    call, _ = record_call(desk, at("9:32"), ["+ 海报"], client="梅林", contact="陈小姐")
    set_call(desk, call.id, at("9:50"), contact="林总")
    assert [c.requested_by for c in all_of(desk, Card)] == ["林总"]


def test_a_call_with_items_was_not_missed_and_one_that_was_not_missed_is_not_called_back(desk: Desk) -> None:
    call, _ = record_call(desk, at("9:32"), ["一句"], client="梅林")
    with pytest.raises(BadInput, match=r"call\.missed_items"):
        set_call(desk, call.id, at("9:50"), way="missed")
    missed = begin_call(desk, at("9:51"), client="申花", way="missed")
    begin_call(desk, at("9:52"), client="申花", way="out")
    assert set_call(desk, missed.id, at("9:53"), way="in").returned is None


def test_a_call_is_meant_by_place_client_or_id(desk: Desk) -> None:
    made = [
        record_call(desk, at(f"9:3{n}"), [f"第{n}句"], client=who)[0] for n, who in enumerate(("梅林", "申花", "梅林"))
    ]
    assert past_calls(desk) == made[::-1]
    assert the_call(desk, "1") == made[2]
    assert the_call(desk, "3") == made[0]
    assert the_call(desk, "梅林") == made[2]
    assert the_call(desk, "sh") == made[1]
    assert the_call(desk, made[0].id[:8]) == made[0]
    assert the_item(desk, made[0], "1").text == the_item(desk, made[0], "第0").text == "第0句"
    for wrong in ("4", "没有的"):
        with pytest.raises(NotThere):
            the_call(desk, wrong)
    for wrong in ("0", "2", "没有"):
        with pytest.raises(NotThere):
            the_item(desk, made[0], wrong)


def test_what_is_not_there_is_told(desk: Desk) -> None:
    before = everything(desk)
    for act in (lambda: drop_call(desk, "x", at("9:40")), lambda: retract_item(desk, "x", at("9:40"))):
        with pytest.raises(NotThere):
            act()
    assert everything(desk) == before
    assert client(desk, "梅林") in all_of(desk, Client)
