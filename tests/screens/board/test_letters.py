"""Letters on the board: what came stands there until it was seen or answered, by the keys that mean the same elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from carrying import all_letters, carry, house, threads
from desks import all_of, at, owed
from on_a_desk import on_screen

from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo
from aetui.desk.letters.shown import waiting
from aetui.desk.obligations import meet
from aetui.desk.phone.calls import begin_call, log_item
from aetui.domain.records import Letter, Todo
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.screens.board.screen import BoardScreen
from aetui.widgets.lines import LineList

NOW = at("11:30")


def lead_to(screen: object, ref: str) -> None:
    assert isinstance(screen, BoardScreen)
    for lines in screen.query(LineList):
        if ref in lines.refs:
            screen.set_focus(lines)
            lines.select(ref)


def report(desk: Desk) -> None:
    call = begin_call(desk, at("10:00"), client="梅林")
    log_item(desk, call.id, "! 印厂停电", at("10:01"))
    (duty,) = owed(desk, "trouble.report", at("10:02"))
    meet(desk, duty, at("10:02"), how="换二厂")


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_chase_and_news_are_answered_by_a_key(tmp_path: Path, lang: str) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        add_todo(mine, "重出完稿", at("10:00"), owner="小王", due=at("17:00"))
        (chase,) = owed(mine, "card.chase", at("10:10"))
        meet(mine, chase, at("10:10"), how="电话")
        carry(desks)
        say = Texts(lang)
        async with on_screen(hers, BoardScreen(), now=NOW, lang=lang) as hand:
            assert say("board.letters") in hand.text
            assert say("letter.act.todo.chase") in hand.text
            (nudge,) = waiting(hers, say, NOW)
            lead_to(hand.app.screen, ref_to("letters", nudge.letter.id))
            await hand.pilot.press("x")
            await hand.pilot.pause()
            assert say("board.letters") not in hand.text
        carry(desks)
        assert [one.state for one in threads(mine).values()] == ["taken"]


async def test_a_to_do_is_refused_where_the_duty_stands(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        add_todo(mine, "重出完稿", at("10:00"), owner="小王", due=at("17:00"))
        carry(desks)
        (duty,) = owed(hers, "todo.accept", NOW)
        async with on_screen(hers, BoardScreen(), now=NOW) as hand:
            lead_to(hand.app.screen, ref_to("obligation", duty.id))
            await hand.pilot.press("f9")
            await hand.type("手上排满了")
            await hand.pilot.press("enter")
            await hand.pilot.pause()
        assert all_of(hers, Todo)[0].dropped is not None
        carry(desks)
        async with on_screen(mine, BoardScreen(), now=NOW) as hand:
            assert "手上排满了" in hand.text
            (row,) = waiting(mine, mine.say, NOW)
            lead_to(hand.app.screen, ref_to("letters", row.letter.id))
            await hand.pilot.press("enter")
            await hand.pilot.pause()
            assert "小王" in hand.text
            assert "婉拒：手上排满了" in hand.text


async def test_the_answer_stands_under_the_trouble(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        report(mine)
        carry(desks)
        (duty,) = owed(boss, "trouble.answer", at("10:10"))
        async with on_screen(boss, BoardScreen(), now=at("10:10")) as hand:
            lead_to(hand.app.screen, ref_to("obligation", duty.id))
            await hand.pilot.press("enter")
            await hand.pilot.pause()
            assert "建议：换二厂" in hand.text
            await hand.pilot.press("f8")
            await hand.type("可以，加 800 以内")
            await hand.pilot.press("enter")
            await hand.pilot.pause()
        carry(desks)
        (item,) = (one for one in mine.book.of("items"))
        assert [one.act for one in all_letters(mine) if isinstance(one, Letter)] == ["trouble.report", "answer"]
        board = BoardScreen()
        async with on_screen(mine, board, now=NOW) as hand:
            board.open_ref(ref_to("items", item.id))
            await hand.pilot.pause()
            assert "答复：可以，加 800 以内" in hand.text


async def test_on_its_own_page_the_same_keys_mean_the_same(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        report(mine)
        carry(desks)
        (letter,) = (one for one in all_letters(boss) if one.act == "trouble.report")
        board = BoardScreen()
        async with on_screen(boss, board, now=at("10:10")) as hand:
            board.open_ref(ref_to("letters", letter.id))
            await hand.pilot.pause()
            await hand.pilot.press("x")
            await hand.type("可以")
            await hand.pilot.press("enter")
            await hand.pilot.pause()
            assert "答复：可以" in hand.text
        carry(desks)
        (answer,) = waiting(mine, mine.say, NOW)
        board = BoardScreen()
        async with on_screen(mine, board, now=NOW) as hand:
            board.open_ref(ref_to("letters", answer.letter.id))
            await hand.pilot.pause()
            await hand.pilot.press("x")
            await hand.pilot.pause()
        assert waiting(mine, mine.say, NOW) == []
