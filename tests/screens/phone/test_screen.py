"""The call screen under a pilot: who, what is said, what becomes of it, how it ends."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from on_a_desk import at, new_desk, on_screen

from aetui.desk.core import Desk
from aetui.desk.phone.calls import log_item, record_call
from aetui.desk.phone.drafts import HalfTyped, draft_of, interrupted_call, keep_draft
from aetui.domain.records import Call, Card, Client, Item, Todo
from aetui.screens.phone.screen import CallScreen
from aetui.widgets.rows import parts_at


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


def calls(desk: Desk) -> list[Call]:
    return sorted(desk.each(Call), key=lambda c: (c.at, c.created_at))


def items(desk: Desk) -> list[Item]:
    return sorted(desk.each(Item), key=lambda i: i.n)


def client(desk: Desk, call: Call) -> str:
    found = desk.get(Client, call.client_id)
    return found.name if found else ""


# Whom


@pytest.mark.parametrize("typed", ["ml", "梅林", "meil", "食品", "ＭＬ"])
async def test_two_letters_choose_the_client(desk: Desk, typed: str) -> None:
    async with on_screen(desk, CallScreen()) as hand:
        await hand.type(typed)
        assert "▸ 梅林食品" in hand.text
        assert calls(desk) == [], "nothing is recorded before it is known whom it is with"
        await hand.press("enter")
        [call] = calls(desk)
        assert (client(desk, call), call.way, call.contact, call.at) == ("梅林食品", "in", "陈小姐", at("09:32"))
        assert "陈小姐 经理" in hand.text
        assert "逐条记录 0" in hand.text


async def test_down_takes_the_next_and_a_new_name_makes_a_client(desk: Desk) -> None:
    async with on_screen(desk, CallScreen()) as hand:
        await hand.press("down", "down")
        assert "▸ 益力饮料" in hand.text
        await hand.type("福源")
        assert "▸ 新客户：福源" in hand.text
        await hand.press("enter")
        [call] = calls(desk)
        assert client(desk, call) == "福源"


async def test_what_a_new_name_sounds_like_is_begun_off_the_event_loop(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, bool]] = []
    here = threading.get_ident()
    monkeypatch.setattr(
        "aetui.screens.phone.screen.keys_of",
        lambda *names: asked.append((names[0], threading.get_ident() == here)) or [],
    )
    async with on_screen(desk, CallScreen()) as hand:
        await hand.type("福源")
        await hand.screen.workers.wait_for_complete()
    assert len(asked) == 1
    assert asked[0][1] is False


async def test_what_was_picked_is_taken_though_more_fits(desk: Desk) -> None:
    async with on_screen(desk, CallScreen()) as hand:
        await hand.type("l")
        await hand.press("down")
        assert "▸ 新客户：l" in hand.text
        await hand.press("up", "down", "enter")
        assert client(desk, calls(desk)[0]) == "l"


async def test_a_name_that_is_given_is_resolved_at_once(desk: Desk) -> None:
    async with on_screen(desk, call={"client": "sh", "way": "out"}) as hand:
        assert "申花家电" in hand.text
        assert [c.way for c in calls(desk)] == ["out"]
    async with on_screen(desk, call={"client": "没有的"}) as hand:
        assert "▸ 新客户：没有的" in hand.text
    assert len(calls(desk)) == 1


async def test_not_known_yet_then_known(desk: Desk) -> None:
    async with on_screen(desk, CallScreen()) as hand:
        await hand.press("up", "down", "down", "down", "enter")
        assert [c.client_id for c in calls(desk)] == [None]
        await hand.type("+ 要一张海报\n")
        assert list(desk.each(Card)) == []
        await hand.press("f7")
        await hand.type("yl\n")
        [card] = desk.each(Card)
        assert client(desk, calls(desk)[0]) == "益力饮料"
        assert card.title == "要一张海报"
        assert "2611-001" in hand.text


# What is said


async def test_every_enter_is_on_disk_and_says_what_it_made(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        for n, line in enumerate(
            [
                "＋ 秋季海报加一个横版，用在超市入口\n",
                "》 周三12:00前给修改稿\n",
                "？ 报价什么时候能给 明天上午10点\n",
                "＊ 销量涨了两成\n",
                "@小王 周二17:00前出横版初稿\n",
                "！ 型号写错了\n",
                "# 别让林总知道\n",
            ],
            1,
        ):
            await hand.type(line)
            other = Desk.open(desk.store.path, program="other", now=at("09:32"))
            assert len(list(other.each(Item))) == n
            other.close()
        for became in (
            "开卡 2611-001 · 限24小时",
            "承诺 后天 12:00",
            "待复 明天 10:00",
            "喜讯 今天 18:00 前",
            "交办 小王 · 明天 17:00",
            "报告王磊 10:02 前",
        ):
            assert became in hand.text
    assert [i.mark for i in items(desk)] == ["+", ">", "?", "*", "@", "!", "#"]
    assert len(list(desk.each(Todo))) == 1


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("> 周五给样", "承诺 周五 18:00"),
        ("> 给样", "承诺 明天 18:00"),
        ("? 明天上午回复", "待复 明天 12:00"),
        ("? 什么时候", "待复 11:32"),
        ("+ 单页，周五前要打样", "开卡 · 交 周五 18:00"),
        ("+ 2611-009 再来一张", "没有 2611-009 这张卡"),
        ("@小王 明天", "交办 小王 · 明天 18:00"),
        ("! 印错了", "报告王磊 10:02 前"),
    ],
)
async def test_what_a_line_will_make_is_shown_while_it_is_typed(desk: Desk, typed: str, shown: str) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.type(typed)
        assert shown in hand.text
    assert items(desk) == []


async def test_the_time_is_dropped_and_taken_again(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.type("> 周五给样")
        await hand.press("ctrl+t")
        assert "不取时间" in hand.text
        await hand.press("ctrl+t")
        assert "承诺 周五 18:00" in hand.text
        await hand.press("ctrl+t", "enter")
        await hand.type("> 周四给样\n")
    assert [i.due for i in items(desk)] == [None, at("18:00", 26)]


async def test_up_edits_and_escape_restores(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.type("+ 海报\n", "> 周五给样\n", "半句话")
        await hand.press("up")
        assert "改第 2 条" in hand.text
        await hand.press("up")
        assert "改第 1 条" in hand.text
        await hand.press("escape")
        assert hand.screen.line.text == "半句话"  # type: ignore[attr-defined]
        await hand.press("up")
        await hand.type("和色样\n")
        assert hand.screen.line.text == "半句话"  # type: ignore[attr-defined]
        assert [i.text for i in items(desk)] == ["海报", "周五给样和色样"]
        await hand.press("up", "up", "ctrl+u", "enter")
        assert [i.text for i in items(desk)] == ["周五给样和色样"]
        assert list(desk.each(Card)) == [], "the card that the item had opened went with it"
        await hand.press("up", "down")
        assert hand.screen.line.text == "半句话"  # type: ignore[attr-defined]


async def test_a_dropped_time_stays_dropped_when_the_item_is_edited(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.type("> 周五给样")
        await hand.press("ctrl+t", "enter", "up")
        assert hand.screen.line.text == "> 周五给样 不限时"  # type: ignore[attr-defined]
        assert "不取时间" in hand.text
        await hand.press("home", "right", "right")
        await hand.type("两份\n")
        assert [(i.text, i.due) for i in items(desk)] == [("两份周五给样", None)]
        await hand.press("up", "ctrl+t", "enter")
    assert [(i.text, i.due) for i in items(desk)] == [("两份周五给样", at("18:00", 27))]


async def test_a_promise_is_asked_about_and_turned(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.type("> 周五给样\n")
        assert "N1 不现场答应客户" in hand.text
        await hand.press("ctrl+r")
        assert "N1 不现场答应客户" not in hand.text
        assert [(i.mark, i.due) for i in items(desk)] == [("?", at("18:00", 27))]
        await hand.type("》 下午给报价")
        await hand.press("ctrl+r", "enter")
        assert [i.mark for i in items(desk)] == ["?", "?"]


async def test_a_card_number_puts_the_item_on_that_card(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.type("+ 海报\n", "$ 外拍 8000 2611-001")
        assert "记在 2611-001" in hand.text
        await hand.press("enter")
    [card] = desk.each(Card)
    assert items(desk)[1].card_id == card.id


async def test_markup_and_escapes_are_shown_as_they_stand(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.type("[bold red]+ 50%[/] {x} \\[a]\n")
        assert "[bold red]+ 50%[/] {x} \\[a]" in hand.text


async def test_200_hanzi_are_wrapped_whole(desk: Desk) -> None:
    sentence = "".join(chr(0x4E00 + 37 * n) for n in range(200))
    async with on_screen(desk, CallScreen("ml"), size=(80, 24)) as hand:
        await hand.type(sentence + "\n")
        shown = "".join(line.strip() for line in hand.text.split("\n")[2:8])
        assert sentence in shown.replace("1", "", 1).replace(" ", "")


async def test_what_another_program_adds_to_the_call_appears(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.type("第一条\n")
        other = Desk.open(desk.store.path, program="other", now=at("09:33"))
        log_item(other, calls(desk)[0].id, "? 旁边的程序写的", at("09:33"))
        other.close()
        desk.poll()
        await hand.settle()
        assert "逐条记录 2" in hand.text
        assert "旁边的程序写的" in hand.text


async def test_undo_on_an_empty_line(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.type("+ 海报\n")
        await hand.press("ctrl+z")
        assert items(desk) == []
        assert list(desk.each(Card)) == []
        await hand.press("ctrl+z")
        assert "谁的电话" in hand.text, "the call itself is undone: whom is it with?"
        assert calls(desk) == []


# Which way, with whom


async def test_direction_and_contact(desk: Desk) -> None:
    record_call(desk, at("09:15"), [], client="ml", way="missed")
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.press("f3")
        assert calls(desk)[-1].way == "out"
        assert calls(desk)[0].returned is not None
        await hand.press("f3")
        assert "Enter 记下这通未接来电" in hand.text
        await hand.press("f3")
        assert calls(desk)[-1].way == "in"
        assert calls(desk)[0].returned is None, "it was no call back after all"
        await hand.press("f4")
        await hand.type("林总\n")
        assert calls(desk)[-1].contact == "林总"
        await hand.press("f5")
        assert calls(desk)[-1].channel == "visit"


async def test_a_missed_call_is_recorded_without_items(desk: Desk) -> None:
    async with on_screen(desk, CallScreen()) as hand:
        await hand.press("f3", "f3")
        await hand.type("sh\n")
        assert not isinstance(hand.screen, CallScreen)
        assert "记下了：申花 来电未接，要回" in hand.text
        [call] = calls(desk)
        assert (call.way, client(desk, call)) == ("missed", "申花家电")
        assert [o.rule for o in desk.obligations(at("09:32")) if o.rule == "call.return"] == ["call.return"]


async def test_a_call_that_was_begun_turns_out_missed(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("sh")) as hand:
        await hand.press("f3", "f3", "enter")
        assert not isinstance(hand.screen, CallScreen)
    assert [c.way for c in calls(desk)] == ["missed"]
    assert interrupted_call(desk) is None


# How it ends


async def test_hanging_up_lists_the_open_questions(desk: Desk) -> None:
    record_call(desk, at("09:10"), ["? 报价", "? 尺寸"], client="ml")
    async with on_screen(desk, CallScreen("ml", way="out")) as hand:
        await hand.type("报价三万二\n")
        await hand.press("f8")
        assert "○ 报价" in hand.text
        await hand.press("tab")
        assert "✓ 报价" in hand.text
        await hand.press("escape")
        assert "逐条记录 1" in hand.text
        await hand.press("f8", "tab", "down", "tab", "enter")
        assert not isinstance(hand.screen, CallScreen)
    assert {i.text: i.done is not None for i in items(desk) if i.mark == "?"} == {"报价": False, "尺寸": True}
    assert calls(desk)[-1].ended_at == at("09:32")


async def test_hanging_up_keeps_the_line_and_asks_nothing_without_questions(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.type("? 刚问的\n", "没按回车的一句")
        await hand.press("f8")
        assert not isinstance(hand.screen, CallScreen)
    assert [i.text for i in items(desk)] == ["刚问的", "没按回车的一句"]


async def test_an_empty_call_leaves_no_trace(desk: Desk) -> None:
    record_call(desk, at("09:15"), [], client="ml", way="missed")
    async with on_screen(desk, CallScreen("ml", way="out")) as hand:
        await hand.press("escape")
        assert not isinstance(hand.screen, CallScreen)
    [missed] = calls(desk)
    assert missed.returned is None


async def test_alone_it_leaves_the_program(desk: Desk) -> None:
    async with on_screen(desk, call={"client": "ml"}) as hand:
        await hand.type("一条\n")
        await hand.press("f8")
        assert hand.app._exit


# The half-typed line


async def test_escape_keeps_the_half_typed_line_for_the_next_call(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.type("+ 海报\n", "> 周三12:00前给修")
        await hand.press("escape")
        await hand.app.push_screen(CallScreen())
        await hand.settle()
        assert "▸ 接着 9:32 那通 梅林" in hand.text
        assert "给修" in hand.text
        await hand.press("enter")
        assert hand.screen.line.text == "> 周三12:00前给修"  # type: ignore[attr-defined]
        assert len(calls(desk)) == 1


async def test_a_line_cut_off_while_an_item_was_edited_comes_back_to_it(desk: Desk) -> None:
    call, [logged] = record_call(desk, at("09:32"), ["> 周五给样"], client="ml")
    keep_draft(desk, call.id, HalfTyped("> 周四给样", logged.item.id, "半句"))
    async with on_screen(desk, CallScreen(resume=call.id)) as hand:
        assert "改第 1 条" in hand.text
        await hand.press("enter")
        assert hand.screen.line.text == "半句"  # type: ignore[attr-defined]
    assert [i.text for i in items(desk)] == ["周四给样"]


async def test_the_next_start_goes_back_into_a_call_that_was_cut_off(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.type("+ 海报\n", "半句")
        call = calls(desk)[0]
        await hand.until(lambda: draft_of(desk, call.id) == HalfTyped("半句"))
    async with on_screen(desk) as hand:  # as after kill -9: nobody said that it was left
        assert isinstance(hand.screen, CallScreen)
        assert hand.screen.line.text == "半句"
        assert "逐条记录 1" in hand.text
    async with on_screen(desk, call={"client": "ml"}) as hand:
        assert "▸ 接着 9:32 那通" in hand.text, "the same client: to go on, or a new call?"
        await hand.press("down", "enter")
        assert len(calls(desk)) == 2


# What is remembered


async def test_the_memory_of_the_client(desk: Desk) -> None:
    record_call(desk, at("09:05"), ["> 周三给样", "+ 秋季海报"], client="ml", contact="陈小姐")
    async with on_screen(desk, CallScreen("ml")) as hand:
        for words in (
            "欠梅林 4",
            "承诺：给样",
            "2611-001 秋季海报",
            "缺 估价、交期",
            "上一次说的 周一 11/23 9:05",
            "还没有",
            "021-5555-0101",
        ):
            assert words in hand.text
        await hand.type("+ 横版\n")
        assert "刚开" in hand.text


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_narrow_the_memory_folds_away(desk: Desk, lang: str) -> None:
    owed, said = ("欠梅林", "逐条记录") if lang == "zh" else ("Owed to 梅林", "Items 0")
    async with on_screen(desk, CallScreen("ml"), size=(80, 24), lang=lang) as hand:
        assert owed not in hand.text
        await hand.press("f6")
        assert owed in hand.text
        assert said not in hand.text
        await hand.press("f6")
        assert said in hand.text


async def test_a_meal_is_hinted_at(desk: Desk) -> None:
    async with on_screen(desk, CallScreen(client="梅林食品")) as hand:
        await hand.type("周五请陈小姐吃饭\n")
        assert "N5 不请餐及被请" in hand.text
        assert len(items(desk)) == 1  # it never blocks


async def test_a_remark_for_the_house_is_dim_while_it_is_typed_and_when_it_stands(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.type("> 给稿 # 陈小姐说周五前")
        assert ("# 陈小姐说周五前", "dim") in hand.screen.line._styled(0, 14)  # type: ignore[attr-defined]
        assert "承诺 明天 18:00" in hand.text
        await hand.press("enter")
        [row] = hand.screen.said._sections[0].rows  # type: ignore[attr-defined]
        assert ("# 陈小姐说周五前", "dim") in parts_at(row.left, 0.0)
