"""Calls and their items: what each mark makes, and what becomes of it when the item is written anew."""

from __future__ import annotations

from typing import Any

import pytest
from desks import all_of, at, client, everything, owed

from aetui.desk.card.cards import open_card
from aetui.desk.card.schedule import add_steps
from aetui.desk.card.schedule import understand as understand_step
from aetui.desk.core import Desk
from aetui.desk.day.todos import finish_todo
from aetui.desk.obligations import meet
from aetui.desk.phone.calls import (
    begin_call,
    edit_item,
    end_call,
    log_item,
    open_questions,
    promise_to_question,
    record_call,
    retract_item,
    set_call,
    understand,
)
from aetui.desk.phone.past import drop_empty_call
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Call, Card, Item, Memo, Todo, Way

RULES = {"": None, "+": "card.schedule", ">": "call.promise", "?": "call.return", "!": "trouble.report", "*": "news.share",
         "$": "card.open", "@": None, "#": None}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("一句", ""),
        *((form + " 一句", form) for form in "+>?!*$@#"),
        *(
            (wide + "一句", mark)
            for wide, mark in zip(
                "＋》＞？！＊￥¥＄＠＃", ["+", ">", ">", "?", "!", "*", "$", "$", "$", "@", "#"], strict=True
            )
        ),
    ],
)
def test_what_a_mark_starts(desk: Desk, typed: str, mark: str) -> None:
    before = {o.id for o in desk.obligations(at("9:32"))}
    call, (logged,) = record_call(desk, at("9:32"), [typed], client="梅林")
    assert logged.item.mark == mark
    assert (logged.item.call_id, logged.item.client_id, logged.item.n) == (call.id, client(desk, "梅林").id, 1)
    started = {o.rule for o in desk.obligations(at("9:32")) if o.id not in before}
    assert started == ({RULES[mark]} - {None})
    assert len(all_of(desk, Card)) == (mark == "+")
    assert len(all_of(desk, Todo)) == (mark == "@")


def test_a_request_opens_a_card_in_the_same_breath(desk: Desk) -> None:
    call, (logged,) = record_call(desk, at("9:32"), ["+ 单页，周五前要打样"], client="梅林", contact="陈小姐")
    (card,) = all_of(desk, Card)
    assert (card.number, card.title, card.requested_at, card.requested_by) == ("2611-001", "单页", call.at, "陈小姐")
    assert card.deliver_at == at("18:00", 27)
    assert card.brief.what == "单页，周五前要打样"
    assert (logged.item.card_id, logged.item.made and logged.item.made.id) == (card.id, card.id)
    assert logged.item.text == "单页，周五前要打样"


def test_who_does_it_needs_no_space_when_known(desk: Desk) -> None:
    from aetui.desk.book.profile import set_profile

    set_profile(desk, "people", "小王:studio", at("9:00"))
    call = begin_call(desk, at("9:32"), client="梅林")
    for line in ("@小王重出完稿 周二17:00前", "@小王 周二17:00前重出完稿", "＠小王，周二17:00前重出完稿"):
        item = log_item(desk, call.id, line, at("9:32")).item
        assert (item.owner, item.due) == ("小王", at("17:00", 24))
    assert [t.text for t in all_of(desk, Todo)] == ["重出完稿"] * 3


def test_words_without_a_name_are_what_is_to_be_done(desk: Desk) -> None:
    _, (logged,) = record_call(desk, at("9:32"), ["@重出完稿"], client="梅林")
    (todo,) = all_of(desk, Todo)
    assert (logged.item.owner, logged.item.text, todo.owner, todo.text) == (None, "重出完稿", None, "重出完稿")
    meant = understand(desk, " ＠ 重出完稿", at("9:32"))
    assert " ＠ 重出完稿"[meant.offset :] == meant.text


def test_a_card_number_links_the_item(desk: Desk) -> None:
    card = open_card(desk, "海报", at("9:00"), client="申花")
    _, logged = record_call(
        desk, at("9:32"), ["$ 外拍 8000 2611-001", "+ 再加一张 2611-001", "问 2611-009"], client="申花"
    )
    assert [entry.item.card_id for entry in logged] == [card.id, card.id, None]
    assert len(all_of(desk, Card)) == 1
    assert not owed(desk, "card.open", at("9:33"))


def test_a_card_of_the_same_call_is_linked_too(desk: Desk) -> None:
    _, logged = record_call(desk, at("9:32"), ["+ 海报", "$ 外拍 8000 2611-001"], client="申花")
    assert logged[1].item.card_id == logged[0].item.card_id


def test_a_dropped_time_is_no_due_time(desk: Desk) -> None:
    call = begin_call(desk, at("9:32"), client="梅林")
    assert log_item(desk, call.id, "> 周三12:00前给稿", at("9:32")).item.due == at("12:00", 25)
    assert log_item(desk, call.id, "> 周三12:00前给稿", at("9:32"), timing="none").item.due is None


def test_understanding_writes_nothing(desk: Desk) -> None:
    before = everything(desk)
    meant = understand(desk, "  ＋ 单页 2611-001，周五前", at("9:32"))
    assert (meant.mark, meant.number, meant.due) == ("+", "2611-001", at("18:00", 27))
    assert meant.span is not None
    line = "  ＋ 单页 2611-001，周五前"
    assert line[meant.offset :] == meant.text
    assert everything(desk) == before


@pytest.mark.parametrize("line", ["", "   ", "+", "＋ ", ">  ", "@", "#\t"])
def test_an_empty_line_is_refused(desk: Desk, line: str) -> None:
    call = begin_call(desk, at("9:32"), client="梅林")
    before = everything(desk)
    with pytest.raises(BadInput, match=r"item\.empty"):
        log_item(desk, call.id, line, at("9:33"))
    with pytest.raises(BadInput):
        record_call(desk, at("9:33"), ["好", line], client="梅林")
    assert everything(desk) == before


def test_written_anew_keeps_its_card(desk: Desk) -> None:
    call = begin_call(desk, at("9:32"), client="梅林")
    item = log_item(desk, call.id, "+ 秋季海报 周五前", at("9:32")).item
    edit_item(desk, item.id, "+ 冬季海报", at("9:40"))
    (card,) = all_of(desk, Card)
    assert (card.number, card.title, card.deliver_at, card.id) == ("2611-001", "冬季海报", None, item.card_id)
    (found,) = all_of(desk, Item)
    assert (found.id, found.at, found.n, found.text) == (item.id, item.at, 1, "冬季海报")


def test_written_as_something_else_its_card_goes(desk: Desk) -> None:
    call = begin_call(desk, at("9:32"), client="梅林")
    item = log_item(desk, call.id, "+ 秋季海报", at("9:32")).item
    edit_item(desk, item.id, "? 秋季海报何时要", at("9:40"))
    assert all_of(desk, Card) == []
    (found,) = all_of(desk, Item)
    assert (found.mark, found.card_id, found.made) == ("?", None, None)


def test_a_card_that_was_worked_on_stays(desk: Desk) -> None:
    call = begin_call(desk, at("9:32"), client="梅林")
    item = log_item(desk, call.id, "+ 秋季海报", at("9:32")).item
    add_steps(desk, "2611-001", [understand_step(desk, "文案 周五", at("9:34"))], at("9:34"))
    meet(desk, owed(desk, "card.schedule", at("9:35"))[0], at("9:35"), how="传真")
    edit_item(desk, item.id, "+ 冬季海报", at("9:40"))
    (card,) = all_of(desk, Card)
    assert (card.title, card.schedule_sent is not None) == ("秋季海报", True)
    edit_item(desk, item.id, "不要了", at("9:41"))
    assert [c.title for c in all_of(desk, Card)] == ["秋季海报"]


def test_a_todo_goes_and_comes_with_its_item_unless_it_is_done(desk: Desk) -> None:
    call = begin_call(desk, at("9:32"), client="梅林")
    item = log_item(desk, call.id, "@小王 重出完稿", at("9:32")).item
    edit_item(desk, item.id, "@阿杰 重出完稿", at("9:33"))
    assert [t.owner for t in all_of(desk, Todo)] == ["阿杰"]
    finish_todo(desk, all_of(desk, Todo)[0].id, at("9:34"))
    edit_item(desk, item.id, "重出完稿，已经做了", at("9:35"))
    assert [t.owner for t in all_of(desk, Todo)] == ["阿杰"]


def test_an_item_taken_back_takes_what_it_made(desk: Desk) -> None:
    before = everything(desk)
    call = begin_call(desk, at("9:32"), client="梅林")
    for line in ("+ 海报", "@小王 完稿"):
        retract_item(desk, log_item(desk, call.id, line, at("9:33")).item.id, at("9:34"))
    drop_empty_call(desk, call.id, at("9:35"))
    assert everything(desk) == before
    assert not all_of(desk, Memo)


@pytest.mark.parametrize("way", ["in", "out"])
@pytest.mark.parametrize("told", [(), ({"way": "out"},), ({"contact": "周先生"}, {"way": "in"}), ({"client": "益力"},)])
def test_an_empty_call_is_no_change(desk: Desk, way: Way, told: tuple[dict[str, Any], ...]) -> None:
    missed = begin_call(desk, at("9:30"), client="申花", way="missed")
    before, log = everything(desk), [entry.seq for entry in desk.store.log(50)]
    call = begin_call(desk, at("9:32"), client="申花", way=way)
    for said in told:
        set_call(desk, call.id, at("9:33"), **said)
    drop_empty_call(desk, call.id, at("9:35"))
    assert everything(desk) == before
    assert [entry.seq for entry in desk.store.log(50)] == log
    assert desk.undo(at("9:36")) == ("call.begin", {"way": "missed", "client": "申花"})
    assert desk.get(Call, missed.id) is None
    assert desk.redo(at("9:37")) is not None
    assert everything(desk) == before


def test_what_was_more_than_an_empty_call_can_be_undone(desk: Desk) -> None:
    call = begin_call(desk, at("9:32"), client="梅林")
    item = log_item(desk, call.id, "一句", at("9:33")).item
    retract_item(desk, item.id, at("9:34"))
    drop_empty_call(desk, call.id, at("9:35"))
    assert [(desk.undo(at("9:36")) or "")[0] for _ in range(2)] == ["call.drop_empty", "call.retract"]
    assert desk.get(Item, item.id) is not None
    assert desk.get(Call, call.id) is not None


def test_a_promise_becomes_a_question(desk: Desk) -> None:
    call = begin_call(desk, at("9:32"), client="梅林")
    item = log_item(desk, call.id, "> 周三12:00前给修改稿", at("9:32")).item
    assert promise_to_question(desk, item.id, at("9:33")).item.mark == "?"
    (found,) = all_of(desk, Item)
    assert (found.mark, found.text, found.due) == ("?", "周三12:00前给修改稿", at("12:00", 25))
    assert not owed(desk, "call.promise", at("9:33"))
    assert len(owed(desk, "call.return", at("9:33"))) == 1


def test_a_call_that_was_with_another_client(desk: Desk) -> None:
    call = begin_call(desk, at("9:32"), client="梅林", contact="陈小姐")
    for line in ("+ 海报", "@小王 完稿", "? 报价"):
        log_item(desk, call.id, line, at("9:33"))
    set_call(desk, call.id, at("9:40"), client="申花")
    who = client(desk, "申花").id
    (card,), (todo,) = all_of(desk, Card), all_of(desk, Todo)
    assert {card.client_id, todo.client_id, *(i.client_id for i in all_of(desk, Item))} == {who}
    assert all_of(desk, Call)[0].contact is None


def test_a_call_without_a_client_opens_its_cards_when_one_is_named(desk: Desk) -> None:
    call = begin_call(desk, at("9:32"))
    log_item(desk, call.id, "+ 海报 周五前", at("9:33"))
    assert all_of(desk, Card) == []
    set_call(desk, call.id, at("9:40"), client="益力")
    (card,) = all_of(desk, Card)
    assert (card.client_id, card.requested_at, card.deliver_at) == (client(desk, "益力").id, call.at, at("18:00", 27))
    assert all_of(desk, Item)[0].card_id == card.id


def test_what_was_missed_is_called_back(desk: Desk) -> None:
    missed = begin_call(desk, at("10:15"), client="申花", way="missed")
    begin_call(desk, at("10:20"), client="申花", way="in")
    begin_call(desk, at("10:21"), client="梅林", way="out")
    assert all_of(desk, Call)[0].returned is None
    out = begin_call(desk, at("10:40"), client="申花", way="out")
    (first, *_) = all_of(desk, Call)
    assert first.id == missed.id
    assert first.returned is not None
    assert first.returned.at == at("10:40")
    drop_empty_call(desk, out.id, at("10:41"))
    assert all_of(desk, Call)[0].returned is None


def test_the_wrong_way_round_calls_nobody_back(desk: Desk) -> None:
    begin_call(desk, at("10:15"), client="申花", way="missed")
    call = begin_call(desk, at("10:40"), client="申花", way="out")
    set_call(desk, call.id, at("10:41"), way="in")
    assert all_of(desk, Call)[0].returned is None
    set_call(desk, call.id, at("10:42"), way="out")
    assert all_of(desk, Call)[0].returned is not None


def test_a_missed_call_has_no_items(desk: Desk) -> None:
    with pytest.raises(BadInput, match="missed_items"):
        record_call(desk, at("10:15"), ["喂"], client="申花", way="missed")
    assert all_of(desk, Call) == []


def test_hanging_up_answers_what_was_ticked(desk: Desk) -> None:
    _, (one, two) = record_call(desk, at("9:32"), ["? 报价", "? 尺寸"], client="梅林")
    call = begin_call(desk, at("10:00"), client="梅林", way="out")
    assert [i.text for i in open_questions(desk, client(desk, "梅林").id)] == ["报价", "尺寸"]
    end_call(desk, call.id, at("10:05"), answered=[two.item.id, "nobody"])
    assert [i.text for i in open_questions(desk, client(desk, "梅林").id)] == ["报价"]
    assert [o.subject_id for o in owed(desk, "call.return", at("10:06"))] == [one.item.id]
    assert all_of(desk, Call)[1].ended_at == at("10:05")


def test_a_call_that_holds_something_stays(desk: Desk) -> None:
    call = begin_call(desk, at("9:32"), client="梅林")
    log_item(desk, call.id, "一句", at("9:33"))
    missed = begin_call(desk, at("9:34"), client="梅林", way="missed")
    for one in (call, missed):
        drop_empty_call(desk, one.id, at("9:35"))
    assert len(all_of(desk, Call)) == 2


def test_what_is_not_there(desk: Desk) -> None:
    for act in (
        lambda: log_item(desk, "x", "一句", at("9:32")),
        lambda: edit_item(desk, "x", "一句", at("9:32")),
        lambda: retract_item(desk, "x", at("9:32")),
        lambda: end_call(desk, "x", at("9:32")),
        lambda: set_call(desk, "x", at("9:32"), way="in"),
        lambda: promise_to_question(desk, "x", at("9:32")),
        lambda: begin_call(desk, at("9:32"), client="没有这家"),
    ):
        with pytest.raises(NotThere):
            act()


def test_a_new_client_is_taken_into_the_book(desk: Desk) -> None:
    call = begin_call(desk, at("9:32"), client="Golden Rooster", new=True)
    assert client(desk, "Golden Rooster").id == call.client_id
    assert begin_call(desk, at("9:33"), client="Golden Rooster", new=True).client_id == call.client_id


def test_a_contact_is_found_as_a_client_is(desk: Desk) -> None:
    from aetui.desk.book.clients import write_client
    from aetui.domain.records import Contact

    people = [Contact(name="陈小姐", keys=["chenxiaojie", "cxj"]), Contact(name="陈总", keys=["chenzong", "cz"])]
    write_client(desk, client(desk, "梅林").id, at("9:00"), contacts=people)
    for typed, name in (("cxj", "陈小姐"), ("陈总", "陈总"), ("小姐", "陈小姐"), ("林总", "林总"), (None, None)):
        assert begin_call(desk, at("9:32"), client="梅林", contact=typed).contact == name
    before = everything(desk)
    with pytest.raises(BadInput) as caught:
        begin_call(desk, at("9:32"), client="梅林", contact="陈")
    assert caught.value.args_["names"] == ["陈小姐", "陈总"]
    assert everything(desk) == before
