"""The handover by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from on_a_desk import at, new_desk, on_screen

from aetui.commands import BY_ID
from aetui.desk.book.people import goes_away
from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.day.review import close_day
from aetui.desk.day.todos import add_todo
from aetui.desk.leave.bundles import send_out, take_in
from aetui.desk.leave.handover import cover, plan
from aetui.desk.leave.state import handover_of
from aetui.desk.phone.calls import record_call
from aetui.domain.records import Absence, Call, Client, Cover, CoverLine, Item
from aetui.locales import Texts
from aetui.screens.board.screen import BoardScreen
from aetui.screens.day.review import ReviewScreen
from aetui.screens.leave.handover import HandoverScreen
from aetui.widgets.typing_line import TypingLine

MORNING, NOW = at("09:30"), at("17:00")


def key(command: str) -> str:
    """The letter of a command, as the table has it."""
    return BY_ID[command].key


def keys_of(command: str, keys: str) -> str:
    """Its letter, or the key for when letters are dead."""
    return BY_ID[command].keys[0 if keys == "letters" else 1]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    set_profile(desk, "people", "王磊:supervisor,小王:studio,阿杰:media", MORNING)
    record_call(desk, MORNING, ["> 周三给稿", "? 报价 周二10:00"], client="梅林", way="out")
    return desk


def absence(desk: Desk) -> Absence:
    (one,) = desk.each(Absence)
    return one


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_before_leave_by_keys(desk: Desk, keys: str, tmp_path: Path) -> None:
    async with on_screen(desk, now=NOW) as hand:
        await hand.press(keys_of("handover", keys))
        assert isinstance(hand.screen, HandoverScreen)
        await hand.type("明天到周五\n", "年假；手机\n")
        found = absence(desk)
        assert (found.start, found.end, found.why, found.reach) == (at("09:00", 24), at("18:00", 27), "年假", "手机")
        assert "手机" in hand.text
        n = len(found.lines)
        assert f"{n} 件没有人" in hand.text
        await hand.press("2")  # 小王
        await hand.press("enter")  # the same
        await hand.press(keys_of("person", keys))
        await hand.type("阿\n")
        covers = [line.cover for line in absence(desk).lines if line.cover]
        assert covers == ["小王", "小王", "阿杰"]
        await hand.press("home", keys_of("client_all", keys))
        screen = hand.screen
        assert isinstance(screen, HandoverScreen)
        while any(line.cover is None for line in absence(desk).lines):
            await hand.press("3")
        await hand.press("home", keys_of("instruct", keys))
        await hand.type("照说好的办\n")
        assert "照说好的办" in hand.text
        await hand.press(keys_of("arrange", keys))
        assert "D8" in hand.text
        await hand.press("escape")
        for _ in range(2):
            await hand.press(keys_of("said_all", keys))
        assert "齐：每件事都有人" in hand.text
        await hand.press(keys_of("arrange", keys))
        assert absence(desk).arranged is not None
        file = tmp_path / "交接.docx"
        await hand.press(keys_of("write_file", keys))
        await hand.type(f"{file}\n")
        await hand.until(file.exists)
        await hand.press("escape")
        assert isinstance(hand.screen, BoardScreen)


def twenty_six(desk: Desk, spread: bool) -> Absence:
    """A leave with 26 lines: of the three clients and the house, or (not `spread`) of the house alone."""
    clients = [client.id for client in desk.book.live_of(Client)]
    for n in range(26):
        client = clients[n % 3] if spread and n < 20 else None
        add_todo(desk, f"第{n:02}件", MORNING, client_id=client)
    made = plan(desk, Texts("zh"), at("09:00", 24), at("18:00", 25), NOW)
    kept = [line for line in made.lines if (line.key or "").startswith("todos:")]
    with desk.change("test", NOW) as change:
        # What else stands there is let go, so that 26 are left.
        for firm in list(desk.book.live_of(Client)):
            change.put(replace(firm, active=False, report=None))
        for item in list(desk.book.live_of(Call)):
            change.delete(item)
        for rest in list(desk.each(Item)):
            change.delete(rest)
        change.put(replace(made, lines=kept))
    return made


def a_short_leave(desk: Desk) -> list[CoverLine]:
    return handover_of(desk, Texts("zh"), absence(desk), NOW).all


@pytest.mark.parametrize("way", ["by client", "line by line"])
async def test_twenty_six_lines_to_three_people_said_back_and_arranged(desk: Desk, way: str) -> None:
    """At most 30 keys, from the first cover to `arranged`, also where each line gets its own key."""
    twenty_six(desk, spread=way == "by client")
    assert len(a_short_leave(desk)) == 26
    async with on_screen(desk, HandoverScreen(), now=NOW) as hand:
        pressed: list[str] = []

        async def press(*keys: str) -> None:
            pressed.extend(keys)
            await hand.press(*keys)

        if way == "by client":
            for digit in "1231":
                await press(digit, key("client_all"))
        else:
            for n in range(26):
                await press("1" if n == 0 else "2" if n == 8 else "3" if n == 16 else "enter")
        assert not [line for line in absence(desk).lines if not line.cover]
        for _ in range(3):
            await press(key("said_all"))
        await press(key("arrange"))
        assert absence(desk).arranged is not None
        assert "D8" not in hand.text
        assert len(pressed) == {"by client": 12, "line by line": 30}[way]
        covers = [line.cover for line in absence(desk).lines]
        assert (len(covers), set(covers)) == (26, {"王磊", "小王", "阿杰"})
        assert {line.acknowledged.how for line in absence(desk).lines if line.acknowledged} == {"当面"}


async def test_a_clients_lines_go_by_one_key_to_whom_one_of_them_went(desk: Desk) -> None:
    """`3 A 2 A`: two clients, two people; after each the first line without a cover is at hand."""
    twenty_six(desk, spread=True)
    async with on_screen(desk, HandoverScreen(), now=NOW) as hand:
        screen = hand.screen
        assert isinstance(screen, HandoverScreen)
        clients = list(dict.fromkeys(line.client_id for line in a_short_leave(desk)))
        await hand.press("3", key("client_all"), "2", key("client_all"))
        held = absence(desk).lines
        assert {line.cover for line in held if line.client_id == clients[0]} == {"阿杰"}
        assert {line.cover for line in held if line.client_id == clients[1]} == {"小王"}
        assert not any(line.cover for line in held if line.client_id in clients[2:])
        assert screen.at_hand is not None
        assert screen.at_hand.client_id == clients[2]
        # Whom the client before has is never taken silently: it is asked, by digit or name.
        await hand.press(key("client_all"))
        assert "1 王磊  2 小王  3 阿杰" in hand.text
        assert not any(line.cover for line in absence(desk).lines if line.client_id == clients[2])
        await hand.type("7\n")
        assert "没有第 7 位同事" in hand.text
        assert isinstance(hand.app.focused, TypingLine)
        hand.app.focused.select_all()
        await hand.type("1\n")
        assert {line.cover for line in absence(desk).lines if line.client_id == clients[2]} == {"王磊"}


async def test_a_digit_on_a_line_that_somebody_has_says_whom_it_replaces(desk: Desk) -> None:
    plan(desk, Texts("zh"), at("09:00", 24), at("18:00", 27), NOW)
    async with on_screen(desk, HandoverScreen(), now=NOW) as hand:
        await hand.press("1")
        assert "换下" not in hand.text
        await hand.press("home", "2")
        assert "换下王磊，小王接手：" in hand.text
        await hand.press("2")  # the message of a step is gone at the next
        assert "换下王磊" not in hand.text
        await hand.press("9")
        assert "没有第 9 位同事" in hand.text
        assert {line.cover for line in absence(desk).lines} == {None, "小王"}


async def test_how_they_said_it_back_can_be_said_afterwards(desk: Desk) -> None:
    plan(desk, Texts("zh"), at("09:00", 24), at("18:00", 27), NOW)
    async with on_screen(desk, HandoverScreen(), now=NOW) as hand:
        await hand.press("1", "home", key("said_all"))
        assert "王磊已确认 1 件（当面）" in hand.text
        await hand.press("home", key("said_all"))
        assert "怎么确认的" in hand.text
        await hand.type("电话\n")
        [first] = [line for line in absence(desk).lines if line.cover]
        assert first.acknowledged is not None
        assert first.acknowledged.how == "电话"


async def test_a_short_absence_is_two_words(desk: Desk) -> None:
    async with on_screen(desk, HandoverScreen(), now=at("11:50")) as hand:
        await hand.type("13:30 小王\n")
        found = absence(desk)
        assert (found.start, found.end) == (at("11:50"), at("13:30"))
        assert {line.cover for line in found.lines} == {"小王"}


@pytest.mark.parametrize("who", ["2", "xw", "小王"])
async def test_a_short_absence_is_until_when_and_who_takes_the_phone(desk: Desk, who: str) -> None:
    async with on_screen(desk, HandoverScreen(), now=at("11:50")) as hand:
        await hand.type("13:30\n")
        assert "谁接电话和急事" in hand.text
        assert "2 小王" in hand.text
        await hand.type(f"{who}\n")
        found = absence(desk)
        assert [(line.key, line.cover) for line in found.lines] == [("phone:all", "小王")]
        assert found.arranged is not None
        assert "小王接电话和急事，到 13:30" in hand.text


async def test_nobody_yet_for_the_phone(desk: Desk) -> None:
    async with on_screen(desk, HandoverScreen(), now=at("11:50")) as hand:
        await hand.type("13:30\n", "\n")
        assert absence(desk).arranged is None
        assert "1 件没有人" in hand.text


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_frequent_instructions_by_a_digit_or_letters(desk: Desk, keys: str) -> None:
    plan(desk, Texts("zh"), at("09:00", 24), at("18:00", 27), NOW)
    async with on_screen(desk, HandoverScreen(), now=NOW) as hand:
        screen = hand.screen
        assert isinstance(screen, HandoverScreen)
        first = screen.at_hand
        assert first is not None
        await hand.press(keys_of("template", keys), "3")
        assert hand.screen is screen
        assert "照进度表催，晚了找王磊" in hand.text
        held = {line.key: line.instruction or "" for line in absence(desk).lines}
        assert [key for key, text in held.items() if text.startswith("照进度表催")] == [first.key]
        await hand.press(keys_of("template_all", keys))
        assert "的全部" in hand.text
        await hand.type("只收\n")
        held = {line.key: line.instruction or "" for line in absence(desk).lines}
        mine = [line.key for line in absence(desk).lines if line.client_id == first.client_id]
        assert [key for key, text in held.items() if text.startswith("只收不答")] == mine
        await hand.press(keys_of("template", keys))
        await hand.type("自己写的 3 句")
        assert "照这样写：自己写的 3 句" in hand.text
        await hand.press("enter")
        assert (absence(desk).lines[0].instruction or "").startswith("自己写的 3 句")
        await hand.press(keys_of("template", keys), "escape")
        assert hand.screen is screen


async def test_a_colleague_who_is_away_is_shown_and_refused(desk: Desk) -> None:
    goes_away(desk, "阿杰", at("09:00", 25), at("18:00", 26), NOW)
    plan(desk, Texts("zh"), at("09:00", 24), at("18:00", 27), NOW)
    async with on_screen(desk, HandoverScreen(), now=NOW) as hand:
        assert "11/25 9:00–11/26 18:00 不在" in hand.text
        await hand.press("3")
        assert "自己也不在：换一个人" in hand.text
        assert not any(line.cover for line in absence(desk).lines)


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_the_days_review_is_offered(desk: Desk, keys: str) -> None:
    plan(desk, Texts("zh"), at("09:00", 24), at("18:00", 27), NOW)
    async with on_screen(desk, HandoverScreen(), now=NOW) as hand:
        assert "今天还没有今日毕：按" in hand.text
        await hand.press(key("arrange"))
        await hand.type("飞机要飞了\n")
        assert absence(desk).arranged is not None
        await hand.press(keys_of("review_first", keys))
        assert isinstance(hand.screen, ReviewScreen)
        await hand.press("escape")
        assert isinstance(hand.screen, HandoverScreen)
        offered = hand.text.count("今天还没有今日毕")  # the page's own, and what was told when the handover was done
        close_day(desk, NOW, why="走了")
        await hand.settle()
        assert hand.text.count("今天还没有今日毕") == offered - 1


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_clients_are_ticked_as_told(desk: Desk, keys: str) -> None:
    key = keys_of("told", keys)
    plan(desk, Texts("zh"), at("09:00", 24), at("18:00", 27), NOW)
    async with on_screen(desk, HandoverScreen(), now=NOW) as hand:
        assert "要告知的客户 0 / 3" in hand.text
        await hand.press(key)
        assert "怎么告知" in hand.text
        assert "我不在" in hand.app.clipboard
        await hand.type("微信\n")
        (fact,) = absence(desk).told.values()
        assert fact.how == "微信"
        assert "要告知的客户 1 / 3" in hand.text
        await hand.press(key)
        assert absence(desk).told == {}


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_another_absence_beside_the_first(desk: Desk, keys: str) -> None:
    plan(desk, Texts("zh"), at("09:00", 24), at("18:00", 27), NOW)
    async with on_screen(desk, HandoverScreen(), now=NOW) as hand:
        await hand.press(keys_of("another", keys))
        await hand.type("12/7到12/9\n", "开会\n")
        assert "12/7 9:00" in hand.text
        await hand.press("right")
        assert "11/24 9:00 – 11/27 18:00" in hand.text
        assert len(list(desk.each(Absence))) == 2


async def test_bad_spans_stay_in_the_line(desk: Desk) -> None:
    async with on_screen(desk, HandoverScreen(), now=NOW) as hand:
        await hand.type("不知道\n")
        assert "看不懂" in hand.text
        assert list(desk.each(Absence)) == []
        await hand.press("escape", "escape")
        assert isinstance(hand.screen, BoardScreen)


async def test_what_is_in_our_care_stands_on_the_board(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = new_desk(tmp_path / "other")
    set_profile(other, "name", "阿杰", MORNING)
    record_call(other, MORNING, ["> 周三给样"], client="申花")
    made = plan(other, Texts("zh"), at("09:00", 24), at("18:00", 27), NOW)
    made = cover(
        other, Texts("zh"), made.id, [line.key or "" for line in made.lines if "给样" in line.what], "李雯", NOW
    )
    send_out(other, made, tmp_path / "b.json")
    take_in(desk, tmp_path / "b.json", NOW)
    async with on_screen(desk, now=NOW) as hand:
        assert "代管 1" in hand.text
        assert "阿杰 申花 承诺：给样" in hand.text
        board = hand.screen
        from aetui.widgets.lines import LineList

        left = board.query_one("#left", LineList)
        [held] = desk.each(Cover)
        assert left.select(f"covers:{held.id}")
        await hand.press(key("care_log"))
        await hand.type("在改\n")
        assert "记下一笔，还开着：承诺：给样" in hand.text
        assert [(f.how, c.done) for c in desk.each(Cover) for f in c.log] == [("在改", None)]
        assert left.select(f"covers:{held.id}")
        await hand.press(key("done"))
        await hand.type("送去了\n")
        assert "办完了：承诺：给样" in hand.text
        [done] = [c.done for c in desk.each(Cover)]
        assert done is not None
        assert done.how == "送去了"
        assert "代管" not in hand.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_all_sizes(desk: Desk, lang: str, size: tuple[int, int]) -> None:
    plan(desk, Texts(lang), at("09:00", 24), at("18:00", 27), NOW)
    async with on_screen(desk, HandoverScreen(), now=NOW, size=size, lang=lang) as hand:
        assert ("给稿" if size[1] > 24 else "周进度报告" if lang == "zh" else "weekly") in hand.text
        assert "{" not in hand.text


async def test_the_first_question_is_asked_like_every_other(desk: Desk) -> None:
    """It is asked as the screen is mounted: the bottom line says what the keys mean, and what was half typed is offered again."""
    async with on_screen(desk, HandoverScreen(), now=NOW) as hand:
        assert "Enter 就这样" in hand.text.splitlines()[-1]
        await hand.type("12/1到")
        await hand.press("escape")
        assert "Enter 就这样" not in hand.text.splitlines()[-1]
    async with on_screen(desk, HandoverScreen(), now=NOW) as hand:
        assert "12/1到" in hand.text


async def test_what_is_missing_is_seen_where_there_is_no_room_beside(desk: Desk) -> None:
    plan(desk, Texts("zh"), at("09:00", 24), at("18:00", 25), NOW)
    async with on_screen(desk, HandoverScreen(), now=NOW, size=(80, 24)) as hand:
        assert "要告知的客户" not in hand.text
        await hand.press("tab")
        assert "要告知的客户" in hand.text
        await hand.press("enter", "tab")
        assert "要告知的客户" not in hand.text
        assert not any(line.cover for a in desk.each(Absence) for line in a.lines), "Enter there gives nothing away"
