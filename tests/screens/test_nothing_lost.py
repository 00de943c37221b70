"""Nothing typed is lost, by any key (Law 4): on the phone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from on_a_desk import Hand, at, new_desk, on_screen
from textual import events

from aetui.desk.core import Desk
from aetui.desk.phone.calls import record_call
from aetui.desk.phone.drafts import HalfTyped, LineDrafts, Spare, draft_of, keep_draft
from aetui.domain.records import Call, Card, Client, Item
from aetui.screens.board.screen import BoardScreen
from aetui.screens.phone.screen import CallScreen
from aetui.screens.record.card import CardScreen

PASTED = (Path(__file__).parents[1] / "cases" / "files" / "t01-paste-raw-lf.txt").read_text("utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


def items(desk: Desk) -> list[str]:
    return [i.text for i in sorted(desk.each(Item), key=lambda i: (i.at, i.n))]


def line(hand: Hand) -> str:
    return str(hand.screen.line.text)  # type: ignore[attr-defined]


async def fingers(hand: Hand, *keys: str) -> None:
    """Keys as a terminal sends them, none waiting for the one before."""
    for key in keys:
        named = {"\n": ("ctrl+j", "\n"), "\r": ("enter", "\r"), " ": ("space", " ")}
        name, char = named.get(key, (key, key if len(key) == 1 else None))
        hand.app.post_message(events.Key(name, char))
    for _ in range(6):
        await hand.settle()


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
async def test_lines_pasted_without_brackets_are_an_item_each(desk: Desk, end: str) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await fingers(hand, *PASTED.replace("\n", end))
        assert line(hand) == "半行"
    assert items(desk) == ["秋季海报", "周三12:00前给稿", "报价 明天10点"]


@pytest.mark.parametrize("key", ["enter", "f8"])
async def test_words_in_a_call_that_was_turned_to_missed_make_it_a_call(desk: Desk, key: str) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.press("f3", "f3")
        await hand.type("> 周三给稿")
        await hand.press(key)
        assert items(desk) == ["周三给稿"]
        if key == "enter":
            await hand.type("又一句\n")
            assert items(desk) == ["周三给稿", "又一句"]
    assert [c.way for c in desk.each(Call)] == ["out"]


@pytest.mark.parametrize("keys", [("f7", "f3", "f3", "enter"), ("f7", "escape"), ("f7", "f8"), ("f7", "enter")])
async def test_a_line_put_aside_to_say_with_whom_comes_back(desk: Desk, keys: tuple[str, ...]) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.type("半句话")
        await hand.press(*keys)
        assert line(hand) == "半句话"


async def test_what_is_typed_where_a_client_is_asked_for_and_names_none_waits_for_the_call(desk: Desk) -> None:
    async with on_screen(desk, CallScreen()) as hand:
        await hand.type("她说下周三给稿")
        await hand.press("escape")
        assert "她说下周三给稿" in hand.text, "the board tells of it"
        await hand.app.push_screen(CallScreen("ml"))
        await hand.settle()
        assert line(hand) == "她说下周三给稿"
        await hand.press("enter")
    assert items(desk) == ["她说下周三给稿"]
    assert Spare(desk).text == ""


@pytest.mark.parametrize("keys", [("escape",), ("up",), ("down",), ("f7", "escape")])
async def test_an_item_half_written_anew_stays_half_written(desk: Desk, keys: tuple[str, ...]) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.type("第一条\n", "第二条\n", "半句")
        await hand.press("up")
        await hand.type("加一半")
        await hand.press(*keys)
        if keys == ("up",):
            await hand.press("escape")
        assert line(hand) == "半句"
        await hand.press("up")
        assert line(hand) == "第二条加一半"
        await hand.press("enter", "up")
        assert line(hand) == "第二条加一半"
        assert items(desk) == ["第一条", "第二条加一半"]


async def test_what_is_typed_while_questions_are_listed_goes_back_into_the_line(desk: Desk) -> None:
    record_call(desk, at("09:10"), ["? 报价"], client="ml")
    async with on_screen(desk, CallScreen("ml", way="out")) as hand:
        await hand.type("一句\n")
        await hand.press("f8")
        await fingers(hand, *"x y报价", " ")
        assert line(hand) == "x y报价 "
        await hand.press("f8", "enter")
    assert items(desk) == ["报价", "一句", "x y报价"]
    assert all(i.done is None for i in desk.each(Item))


async def test_a_paste_while_questions_are_listed_is_items(desk: Desk) -> None:
    record_call(desk, at("09:10"), ["? 报价"], client="ml")
    async with on_screen(desk, CallScreen("ml", way="out")) as hand:
        await hand.type("一句\n")
        await hand.press("f8")
        hand.app.post_message(events.Paste("+ 海报\n半行"))
        await hand.settle()
        await hand.settle()
        assert line(hand) == "半行"
    assert items(desk) == ["报价", "一句", "海报"]


async def test_ticks_outlive_a_word_in_between(desk: Desk) -> None:
    record_call(desk, at("09:10"), ["? 报价", "? 尺寸"], client="ml")
    async with on_screen(desk, CallScreen("ml", way="out")) as hand:
        await hand.press("f8", "tab")
        await fingers(hand, "好")
        await hand.press("f8")
        assert "✓ 报价" in hand.text
        await hand.press("enter")
    assert {i.text: i.done is not None for i in desk.each(Item)} == {"报价": True, "尺寸": False, "好": False}


async def test_what_was_typed_right_before_the_terminal_was_closed_is_kept(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        hand.screen.line.insert("半句")  # type: ignore[attr-defined]
        hand.app.exit()
    [call] = desk.each(Call)
    assert draft_of(desk, call.id) == HalfTyped("半句")


# The next morning


async def test_a_call_that_was_not_hung_up_and_its_line_stand_on_the_board_until_they_are_used(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("ml"), now=at("17:50")) as hand:
        await hand.type("第一条\n", "> 周三给")
        await hand.press("escape")
        assert "还没有挂断的" in hand.text
        assert "> 周三给" in hand.text
    async with on_screen(desk, now=at("09:05", 24) + timedelta(days=30)) as hand:
        assert isinstance(hand.screen, BoardScreen)
        assert "还没有挂断的" in hand.text
        assert "> 周三给" in hand.text
        await hand.press("home", "enter")
        assert isinstance(hand.screen, CallScreen)
        assert line(hand) == "> 周三给"
        await hand.press("f8")
        assert "还没有挂断的" not in hand.text
    assert items(desk) == ["第一条", "周三给"]


async def test_a_call_undone_gives_its_line_back_when_it_is_known_whom_with(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.type("半句话")
        desk.undo(at("09:32"))
        await hand.settle()
        assert "谁的电话" in hand.text
        await hand.press("escape")
        assert "半句话" in hand.text
        await hand.app.push_screen(CallScreen("sh"))
        await hand.settle()
        assert line(hand) == "半句话"


async def test_a_call_undone_while_an_item_is_written_anew_keeps_both_lines(desk: Desk) -> None:
    call, [logged] = record_call(desk, at("09:32"), ["> 周五给样"], client="ml")
    keep_draft(desk, call.id, HalfTyped("> 周四给样", logged.item.id, "半句"))
    async with on_screen(desk, CallScreen(resume=call.id)) as hand:
        desk.undo(at("09:33"))
        await hand.settle()
        await hand.press("escape")
    assert Spare(desk).text == "半句\n> 周四给样"


# The file is damaged, or gone


@pytest.mark.parametrize("who", ["ml", "福源"])
async def test_a_note_for_which_no_call_can_be_written_stays_in_its_line(
    desk: Desk, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(desk, monkeypatch)
    async with on_screen(desk, CallScreen()) as hand:
        await hand.type(who + "\n")
        await hand.type("> 周三给稿\n", "+ 海报\n")
        assert line(hand) == ""
        assert "还有 2 句没写进去，按 Enter 再试： > 周三给稿 ↵ + 海报" in hand.text
        assert "谁的电话" not in hand.text
        assert "坏了" in hand.text
        await hand.press("escape")
        assert Spare(desk).text == "> 周三给稿\n+ 海报"
    monkeypatch.undo()
    async with on_screen(desk, CallScreen("sh")) as hand:
        await hand.press("enter")
    assert items(desk) == ["周三给稿", "海报"]


async def test_a_note_is_written_with_its_call_once_the_file_is_whole_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(desk, monkeypatch)
    async with on_screen(desk, CallScreen()) as hand:
        await hand.type("福源\n", "> 周三给稿\n")
        monkeypatch.undo()
        await hand.press("enter")
        assert line(hand) == ""
    [call] = desk.each(Call)
    client = desk.get(Client, call.client_id)
    assert client is not None
    assert (client.name, items(desk)) == ("福源", ["周三给稿"])


async def test_lines_that_come_while_none_can_be_written_stay_in_their_order(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        broken(desk, monkeypatch)
        hand.app.post_message(events.Paste("一\n二\n三\n半行"))
        for _ in range(4):
            await hand.settle()
        assert line(hand) == "半行"
        assert "一 ↵ 二 ↵ 三" in hand.text
        call = next(iter(desk.each(Call)))
        await hand.until(lambda: draft_of(desk, call.id) == HalfTyped("一\n二\n三\n半行"))
        monkeypatch.undo()
        await hand.press("enter")
    assert items(desk) == ["一", "二", "三", "半行"]


def broken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on nothing can be written."""
    from aetui.domain.errors import Unusable

    def change(*_: object) -> None:
        raise Unusable("file.damaged", path="x")

    monkeypatch.setattr(desk.store, "change", change)


async def test_a_line_that_was_left_is_thrown_away_by_a_question(desk: Desk) -> None:
    async with on_screen(desk, CallScreen("ml")) as hand:
        await hand.type("第一条\n", "> 周三给")
        await hand.press("escape", "home", "w", "escape")
        assert "> 周三给" in hand.text
        await hand.press("w", "enter")
        assert "> 周三给" not in hand.text
    assert [c.ended_at for c in desk.each(Call)] == [at("09:32")]
    assert items(desk) == ["第一条"]


# Reasons


async def test_one_character_opens_no_gate_and_is_asked_about_again(desk: Desk) -> None:
    _, [logged] = record_call(desk, at("09:10"), ["+ 海报"], client="ml")
    assert isinstance(logged.made, Card)
    async with on_screen(desk, CardScreen(logged.made.id)) as hand:
        await hand.press("n")
        await hand.type("b\n")
        assert "一个字不是理由" in hand.text
        assert card(desk).state == "open"
        await hand.type("，客户要得急\n")
    assert card(desk).state == "in_work"
    assert {one.why for one in card(desk).passed} == {"b，客户要得急"}


def card(desk: Desk) -> Card:
    return next(iter(desk.each(Card)))


# The first morning


async def test_each_line_of_the_first_morning_is_on_disk_at_its_enter(tmp_path: Path) -> None:
    empty = Desk.open(tmp_path / "neu.json", program="tests", now=at("09:00"))

    def on_disk() -> tuple[str | None, list[str]]:
        other = Desk.open(empty.store.path, program="other", now=at("09:00"))
        found = other.owner, [c.name for c in other.each(Client)]
        other.close()
        return found

    async with on_screen(empty) as hand:
        await hand.type("李雯\n")
        assert on_disk() == ("李雯", [])
        await hand.type("AE\n", "梅林食品")
        assert LineDrafts(empty).load("welcome clients") == "梅林食品"
        await hand.press("enter")
        assert on_disk() == ("李雯", ["梅林食品"])
        await hand.press("enter", "enter")
        assert isinstance(hand.screen, BoardScreen)
    assert LineDrafts(empty).load("welcome clients") == ""
