"""The review by keys: one key a decision, marking several, tomorrow in order, the day closed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from desks import carry_todo
from on_a_desk import Hand, at, new_desk, on_screen

from aetui.commands import BY_ID
from aetui.desk.core import Desk
from aetui.desk.day.review import review
from aetui.desk.day.today import client_name
from aetui.desk.day.todos import add_todo, finish_todo
from aetui.desk.obligations import find_obligation, waive
from aetui.desk.phone.calls import record_call
from aetui.domain.records import Call, Day, Todo
from aetui.screens.board.screen import BoardScreen
from aetui.screens.day.review import ReviewScreen
from aetui.screens.record.detail import DetailScreen
from aetui.widgets.typing_line import TypingLine

MORNING, NOW = at("09:30"), at("17:30")


def keys_of(command: str, keys: str = "letters") -> str:
    """Its letter, or the key for when letters are dead."""
    return BY_ID[command].keys[0 if keys == "letters" else 1]


TOMORROW = date(2026, 11, 24)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A Monday whose calls to the clients are let go, so that only what a test puts there is undecided."""
    desk = new_desk(tmp_path)
    for client in ("梅林", "申花", "益力"):
        waive(desk, find_obligation(desk, "week.call", client, MORNING), "放假", MORNING)
    return desk


def todos(desk: Desk) -> dict[str, Todo]:
    return {t.text: t for t in desk.each(Todo)}


def at_hand(hand: Hand) -> str:
    screen = hand.screen
    assert isinstance(screen, ReviewScreen)
    return screen.at_hand.what if screen.at_hand else ""


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_one_key_a_thing(desk: Desk, keys: str) -> None:
    for text in ("甲", "乙", "丙", "丁", "戊"):
        add_todo(desk, text, MORNING)
    async with on_screen(desk, now=NOW) as hand:
        await hand.press(keys_of("review", keys))
        assert isinstance(hand.screen, ReviewScreen)
        assert "甲" in hand.text
        assert "0 / 5" in hand.text
        await hand.press(keys_of("review_done", keys))
        assert at_hand(hand) == "乙"
        await hand.press(keys_of("tomorrow", keys))
        await hand.press(keys_of("another_day", keys))
        await hand.type("周五\n")
        await hand.press(keys_of("give", keys))
        await hand.type("小\n")
        await hand.press(keys_of("drop", keys))
        await hand.type("客户取消\n")
        assert "5 / 5" in hand.text
        found = todos(desk)
        assert found["甲"].done is not None
        assert found["乙"].day == TOMORROW
        assert found["丙"].day == date(2026, 11, 27)
        assert found["丁"].owner == "小王"
        assert found["戊"].dropped is not None
        assert "每一件都定下了" in hand.text
        await hand.press(keys_of("undo", keys))
        assert at_hand(hand) == "戊"
        await hand.press(keys_of("drop", keys))
        await hand.type("客户取消\n")
        await hand.press("enter" if keys == "letters" else keys_of("close_day", keys))
        await hand.type("王磊\n")
        assert "今日毕" in hand.text
        assert "做完 1" in hand.text
        [day] = desk.each(Day)
        assert day.closed is not None
        assert day.checked is not None
        assert day.checked.by == "王磊"
        await hand.press("enter")  # no line on the day's maxim
        await hand.press(keys_of("undo", keys))
        assert next(iter(desk.each(Day))).closed is None


async def test_twenty_things_take_at_most_twenty_two_keys(desk: Desk) -> None:
    for n in range(20):
        add_todo(desk, f"第{n}件", MORNING)
    async with on_screen(desk, ReviewScreen(), now=NOW) as hand:
        pressed = [keys_of("review_done"), keys_of("tomorrow")] * 10 + ["enter", "enter"]
        assert len(pressed) <= 22
        await hand.press(*pressed)
        [day] = desk.each(Day)
        assert day.closed is not None
        assert len(day.decided) == 20
        assert day.checked is not None
        assert day.checked.by == "王磊"


async def test_a_day_of_all_kinds_takes_at_most_twenty_two_keys(desk: Desk) -> None:
    """Twenty things from calls, cards and to-dos, from the board on; routine notes are none of them."""
    record_call(desk, MORNING, ["* 喜一", "* 喜二", "没有新的工作指示"], client="梅林")
    record_call(desk, MORNING, ["? 报价 周二10:00", "? 排期 周二11:00", "! 型号写错了", "一切照旧"], client="申花")
    record_call(desk, MORNING, ["> 周二给稿", "> 周二给样", "@小王 周二出完稿", "样张有 3 张"], client="益力")
    for n in range(11):
        add_todo(desk, f"第{n}件", MORNING)
    async with on_screen(desk, now=NOW) as hand:
        pressed: list[str] = []

        async def press(*keys: str) -> None:
            pressed.extend(keys)
            await hand.press(*keys)

        await press(keys_of("review"))
        screen = hand.screen
        assert isinstance(screen, ReviewScreen)
        n = len(review(desk, NOW).undecided)
        assert n == 20
        while thing := screen.at_hand:
            trouble = thing.obligation is not None and thing.obligation.rule == "trouble.report"
            if (
                thing.alike in ("todo ", "duty news.share")
                and sum(other.alike == thing.alike for other in review(desk, NOW).undecided) > 2
            ):
                await press(keys_of("alike"))
            await press(keys_of("review_done") if trouble or thing.kind == "note" else keys_of("tomorrow"))
            if trouble:
                await hand.type("王磊，重印")
                await press("enter")
        await press("enter", "enter")
        assert review(desk, NOW).closed is not None
        assert len(pressed) <= 22, pressed


async def test_routine_notes_are_counted_and_shown_on_demand(desk: Desk) -> None:
    record_call(desk, MORNING, ["没有新的工作指示", "色稿满意"], client="梅林")
    add_todo(desk, "甲", MORNING)
    async with on_screen(desk, ReviewScreen(), now=NOW) as hand:
        screen = hand.screen
        assert isinstance(screen, ReviewScreen)
        assert "0 / 1" in hand.text
        assert "放过 2 条平常记录" in hand.text
        assert "色稿满意" not in hand.text
        assert screen.left.select("fold:routine")
        await hand.press("enter")
        assert "色稿满意" in hand.text
        await hand.press("j")
        assert at_hand(hand) == "没有新的工作指示"
        await hand.press(keys_of("tomorrow"))
        assert todos(desk)["没有新的工作指示"].day == TOMORROW
        assert screen.left.select("fold:routine")
        await hand.press("enter")
        assert "色稿满意" not in hand.text
        await hand.press("home", keys_of("review_done"))
        # Nothing is undecided: they are told beside, can be looked at still, and keep nobody from closing the day.
        assert "放过 1 条平常记录" in hand.text
        await hand.press("tab", "end", "enter")
        assert "色稿满意" in hand.text
        await hand.press("enter", "home", "enter", "enter")
        assert review(desk, NOW).closed is not None


async def test_what_was_decided_is_told_with_its_verb(desk: Desk) -> None:
    record_call(desk, MORNING, ["! 型号写错了", "? 报价 周二10:00"], client="梅林")
    for text in ("甲", "乙", "丙", "丁"):
        add_todo(desk, text, MORNING)
    async with on_screen(desk, ReviewScreen(), now=NOW) as hand:
        for command, typed in (
            ("review_done", "王磊，重印"), ("review_done", ""), ("review_done", ""), ("tomorrow", ""), ("give", "2"), ("drop", "没人要"),
        ):  # fmt: skip
            await hand.press(keys_of(command))
            if typed:
                await hand.type(typed + "\n")
        for words in ("报告过了", "回复了", "做完了", "改到明天", "交给小王", "不做：没人要"):
            assert words in hand.text, words
        assert todos(desk)["丙"].owner == "小王"


async def test_what_was_decided_is_said_where_its_list_isnt_seen(desk: Desk) -> None:
    add_todo(desk, "甲", MORNING)
    add_todo(desk, "乙", MORNING)
    async with on_screen(desk, ReviewScreen(), now=NOW, size=(80, 24)) as hand:
        await hand.press(keys_of("review_done"))
        assert "做完了：甲" in hand.text
        await hand.press(keys_of("tomorrow"))
        assert "做完了：甲" not in hand.text
        assert "改到明天：乙" in hand.text


async def test_several_at_once(desk: Desk) -> None:
    record_call(desk, MORNING, ["* 喜一", "* 喜二", "? 报价 周二10:00"], client="梅林")
    add_todo(desk, "甲", MORNING)
    async with on_screen(desk, ReviewScreen(), now=NOW) as hand:
        while "喜" not in at_hand(hand):
            await hand.press("j")
        await hand.press(keys_of("alike"), keys_of("review_done"))  # all that are alike
        assert "甲" in hand.text
        assert not [o for o in desk.obligations(NOW) if o.rule == "news.share"]
        assert "2 / 4" in hand.text
        await hand.press("home", "space", "space", keys_of("tomorrow"))
        assert "4 / 4" in hand.text
        assert todos(desk)["甲"].day == TOMORROW
        await hand.press(keys_of("undo"))
        assert "2 / 4" in hand.text


async def test_what_needs_words_asks_for_them(desk: Desk) -> None:
    record_call(desk, MORNING, ["! 型号写错了"], client="梅林")
    async with on_screen(desk, ReviewScreen(), now=NOW) as hand:
        assert "来自 11/23 9:30：! 型号写错了" in hand.text
        await hand.press(keys_of("review_done"))
        assert "附上建议" in hand.text
        await hand.type("王磊，重印\n")
        assert not [o for o in desk.obligations(NOW) if o.rule == "trouble.report"]


async def test_what_is_carried_on_and_on_is_asked_what_is_in_the_way(desk: Desk) -> None:
    for text in ("甲", "乙", "丙", "丁"):
        todo = add_todo(desk, text, MORNING)
        for back in (20, 19, 20):
            carry_todo(desk, todo.id, date(2026, 11, back), MORNING)
    async with on_screen(desk, ReviewScreen(), now=NOW) as hand:
        assert "顺延过 3 次" in hand.text
        for answer in ("拆：甲一；甲二", "@小", "不做：没人要", "等客户"):
            await hand.press(keys_of("tomorrow"))
            assert "什么挡着" in hand.text
            await hand.type(answer + "\n")
        found = todos(desk)
        assert {"甲一", "甲二"} <= set(found)
        assert found["乙"].owner == "小王"
        assert found["丙"].dropped is not None
        assert (found["丁"].day, found["丁"].carried[-1].why) == (TOMORROW, "等客户")


async def test_left_in_the_middle_and_come_back_to(desk: Desk) -> None:
    for text in ("甲", "乙"):
        add_todo(desk, text, MORNING)
    async with on_screen(desk, ReviewScreen(), now=NOW) as hand:
        await hand.press(keys_of("tomorrow"), "escape")
        assert isinstance(hand.screen, BoardScreen)
    async with on_screen(desk, ReviewScreen(), now=NOW) as hand:
        assert "1 / 2" in hand.text
        assert at_hand(hand) == "乙"
        other = Desk.open(desk.store.path, program="other", now=NOW)
        add_todo(other, "丙", NOW)
        other.close()
        await hand.until(lambda: "丙" in hand.text)
        assert "1 / 3" in hand.text
        await hand.press("enter")
        assert isinstance(hand.screen, DetailScreen)
        await hand.press("escape")
        assert isinstance(hand.screen, ReviewScreen)


async def test_bad_input_leaves_everything(desk: Desk) -> None:
    add_todo(desk, "甲", MORNING)
    async with on_screen(desk, ReviewScreen(), now=NOW) as hand:
        await hand.press(keys_of("another_day"))
        await hand.type("哪天\n")
        assert "看不懂日期" in hand.text
        await hand.press("escape", keys_of("drop"))
        await hand.type(" \n")
        assert "为什么" in hand.text
        await hand.press("escape", keys_of("close_day"))
        assert "D1" in hand.text
        await hand.press("escape")
        assert todos(desk)["甲"].day == date(2026, 11, 23)
        assert list(desk.each(Day)) == []
        await hand.press(keys_of("close_day"))
        await hand.type("停电了\n")
        [day] = desk.each(Day)
        assert day.closed is not None
        assert day.closed.why == "停电了"


async def test_tomorrow_is_put_in_order(desk: Desk) -> None:
    for text in ("甲", "乙", "丙"):
        add_todo(desk, text, MORNING, day=TOMORROW)
    async with on_screen(desk, ReviewScreen(), now=NOW) as hand:
        assert "每一件都定下了" in hand.text
        await hand.press(keys_of("later"))
        [day] = desk.each(Day)
        names = {f"todos:{t.id}": t.text for t in desk.each(Todo)}
        assert [names[key] for key in day.tomorrow] == ["乙", "甲", "丙"]
        await hand.press(keys_of("minutes_of"))
        await hand.type("9h\n")
        assert "排不下" in hand.text
        await hand.press(keys_of("minutes_of"))
        await hand.type("45\n")
        assert "排不下" not in hand.text
        assert "45分" in hand.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_all_sizes(desk: Desk, lang: str, size: tuple[int, int]) -> None:
    record_call(desk, MORNING, ["! 型号写错了", "> 周二给稿"], client="梅林")
    add_todo(desk, "报价单", MORNING)
    async with on_screen(desk, ReviewScreen(), now=NOW, size=size, lang=lang) as hand:
        assert "报价单" in hand.text
        assert "{" not in hand.text
        await hand.press(keys_of("alike"), "j", keys_of("another_day"), "escape")
        assert "{" not in hand.text


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_a_call_of_nobodys_is_asked_whose_it_is(desk: Desk, keys: str) -> None:
    call, _ = record_call(desk, MORNING, ["> 周五给名片", "名片两盒"], client=None)
    async with on_screen(desk, ReviewScreen(), now=NOW) as hand:
        while at_hand(hand) != "周五给名片; 名片两盒":
            await hand.press("j")
        await hand.press(keys_of("review_done", keys))
        assert "哪个客户" in hand.text
        await hand.type("没有这家\n")
        line = hand.app.focused
        assert isinstance(line, TypingLine)
        assert line.text == "没有这家", "what can't be taken stays to be mended"
        line.select_all()
        await hand.type("申花\n")
        stored = desk.get(Call, call.id)
        assert stored is not None
        assert client_name(desk, stored.client_id) == "申花"
        assert {i.client_id for i in desk.book.items_of(call.id)} == {stored.client_id}
        assert at_hand(hand) == "名片两盒"
        await hand.press(keys_of("review_done"))
        assert "每一件都定下了" in hand.text


async def test_what_was_decided_is_seen_where_there_is_no_room_beside(desk: Desk) -> None:
    add_todo(desk, "甲", MORNING)
    add_todo(desk, "乙", MORNING)
    async with on_screen(desk, ReviewScreen(), now=NOW, size=(80, 24)) as hand:
        await hand.press(keys_of("review_done"))
        assert "今天定下的" not in hand.text
        await hand.press("tab")
        assert "今天定下的" in hand.text
        assert "✓  甲" in hand.text
        await hand.press("tab")
        assert at_hand(hand) == "乙"


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_day_with_nothing_left_and_nothing_ahead_is_closed_by_enter(desk: Desk, size: tuple[int, int]) -> None:
    async with on_screen(desk, ReviewScreen(), now=at("17:40"), size=size) as hand:
        await hand.press("enter", "enter")
        assert review(desk, at("17:40")).closed is not None
        assert "今日毕" in hand.text


async def test_the_closed_day_says_what_was_achieved_before_the_review_too(desk: Desk) -> None:
    add_todo(desk, "整理样品柜", MORNING)
    add_todo(desk, "还没做的", MORNING)
    finish_todo(desk, todos(desk)["整理样品柜"].id, at("11:00"), how="放在二楼")
    async with on_screen(desk, ReviewScreen(), now=NOW) as hand:
        while at_hand(hand):
            await hand.press(keys_of("tomorrow"))
        await hand.press("enter", "enter")
        row = next(line for line in hand.text.splitlines() if "整理样品柜" in line)
        assert "11:00 ✓" in row
        assert "放在二楼" in row
        assert "做完 1" in hand.text
        assert "改日" in hand.text


async def test_the_days_check_in_ones_own_name_doesnt_count(desk: Desk) -> None:
    add_todo(desk, "甲", MORNING)
    async with on_screen(desk, ReviewScreen(), now=NOW) as hand:
        await hand.press(keys_of("review_done"), "enter")
        line = hand.app.focused
        assert isinstance(line, TypingLine)
        line.select_all()
        await hand.type("李雯\n")
        assert "A2" in hand.text
        assert review(desk, NOW).closed is None
        await hand.type("王磊出差了\n")
        [day] = desk.each(Day)
        assert [(p.gate, p.why) for p in day.passed] == [("A2", "王磊出差了")]
