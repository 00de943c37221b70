"""The figures by keys: plots, periods, one client, the tables, and what stands there on an empty desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from on_a_desk import Hand, at, new_desk, on_screen

from aetui.desk.core import Desk
from aetui.desk.month.figures import Past, look_at
from aetui.desk.obligations import find_obligation, meet
from aetui.desk.phone.calls import record_call
from aetui.screens.board.screen import BoardScreen
from aetui.screens.month.figures import FiguresScreen
from aetui.screens.record.client import ClientScreen

NOW = at("17:30", 24)
SIZES = [(80, 24), (120, 36), (200, 60)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    record_call(desk, at("09:30"), ["> 周二12:00前给修改稿", "没有别的"], client="梅林")
    record_call(desk, at("10:40"), ["> 周二15:00前给排期"], client="申花", way="out")
    record_call(desk, at("11:05"), [], client="益力", way="missed")
    meet(desk, find_obligation(desk, "call.promise", "修改稿", at("11:00", 24)), at("11:00", 24))
    return desk


async def counted(hand: Hand) -> FiguresScreen:
    """Until everything is counted and drawn."""
    screen = hand.screen
    assert isinstance(screen, FiguresScreen)
    await hand.until(lambda: screen.counted and not screen.drawing)
    await hand.settle()
    return screen


@pytest.mark.parametrize("key", ["F", "ctrl+t"])
async def test_four_plots_and_the_tables(desk: Desk, key: str) -> None:
    async with on_screen(desk, now=NOW) as hand:
        await hand.press(key)
        await counted(hand)
        for words in (
            "守时与工作量",
            "2026年11月",
            "按规则",
            "按周",
            "按客户",
            "按钟点",
            "承诺",
            "1/2",
            "梅林",
            "11/23",
        ):
            assert words in hand.text, words
        promise = next(line for line in hand.text.splitlines() if line.strip().startswith("承诺"))
        assert "━" in promise
        assert "╍" in promise
        assert "50%" in promise
        assert "出处" not in hand.text
        await hand.press("tab" if key == "F" else "ctrl+right")
        assert "出处" in hand.text
        assert "R9" in hand.text
        await hand.press("shift+tab" if key == "F" else "ctrl+left")
        assert "出处" not in hand.text
        await hand.press("escape")
        assert isinstance(hand.screen, BoardScreen)


async def test_one_plot_at_a_time_on_a_small_screen(desk: Desk) -> None:
    async with on_screen(desk, FiguresScreen(), now=NOW, size=(80, 24)) as hand:
        await counted(hand)
        for here, gone in (
            ("守时 · 按规则", "守时 · 按周"),
            ("守时 · 按周", "工作量 · 按客户"),
            ("工作量 · 按客户", "通话 · 按钟点"),
            ("通话 · 按钟点", "守时 · 按规则"),
            ("出处", "通话 · 按钟点"),
        ):
            assert here in hand.text
            assert gone not in hand.text
            await hand.press("tab")
        assert "守时 · 按规则" in hand.text


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_turning_to_other_periods(desk: Desk, keys: str) -> None:
    letters = keys == "letters"
    earlier, later, span, now = ("left", "right", "z", "full_stop") if letters else ("f5", "f6", "f7", "f8")
    async with on_screen(desk, FiguresScreen(), now=NOW) as hand:
        await counted(hand)
        await hand.press(later)
        assert "还没到" in hand.text
        await hand.press(earlier)
        assert "更早没有记录" in hand.text
        assert "2026年11月" in hand.text
        for period in ("2026年第4季度", "2026年   ", "2026年第48周 11/23–11/29"):
            await hand.press(span)
            await counted(hand)
            assert period in hand.text
        await hand.press(earlier)
        assert "2026年第47周" in hand.text
        await counted(hand)
        assert "这段时间没有时限" in hand.text
        assert "这里会按客户画出工作量" in hand.text
        await hand.press(now)
        assert "2026年第48周" in hand.text
        await hand.press(earlier, span)  # the month that holds the end of that week
        assert "2026年11月" in hand.text


@pytest.mark.parametrize("key", ["backslash", "f2"])
async def test_of_one_client(desk: Desk, key: str) -> None:
    async with on_screen(desk, FiguresScreen(), now=NOW) as hand:
        await counted(hand)
        await hand.press("tab", key)
        await hand.type("没有这家\n")
        assert "没有这家" in hand.text
        assert "只看" in hand.text  # still asked
        await hand.press("escape", key)
        hand.app.focused.select_all()  # type: ignore[union-attr]  # what was typed before stands there again
        await hand.type("申花\n")
        await counted(hand)
        assert "只看申花" in hand.text
        assert "益力" not in hand.text
        await hand.press(key)
        await hand.type("\n")
        await counted(hand)
        assert "只看申花" not in hand.text
        assert "益力" in hand.text


async def test_a_clients_row_opens_the_client(desk: Desk) -> None:
    async with on_screen(desk, FiguresScreen(), now=NOW, size=(200, 60)) as hand:
        screen = await counted(hand)
        assert "出处" in hand.text  # all four plots, and the tables beside them
        assert "通话 · 按钟点" in hand.text
        while not screen.table.ref.startswith("clients:"):
            await hand.press("j")
        await hand.press("enter")
        assert isinstance(hand.screen, ClientScreen)
        await hand.press("escape")
        assert hand.screen is screen


async def test_what_changes_is_counted_anew(desk: Desk) -> None:
    async with on_screen(desk, FiguresScreen(), now=NOW) as hand:
        await counted(hand)
        assert "1/2" in hand.text
        owed = find_obligation(desk, "call.promise", "排期", NOW)
        other = Desk.open(desk.store.path, program="other", now=NOW)
        meet(other, owed, NOW, at=at("14:00", 24))
        other.close()
        await hand.until(lambda: "2/2" in hand.text)


async def test_some_changes_are_counted_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = []

    def count(*given: Any, **more: Any) -> Past:
        counts.append(given[-1])
        return look_at(*given, **more)

    async with on_screen(desk, FiguresScreen(), now=NOW) as hand:
        await counted(hand)
        monkeypatch.setattr("aetui.screens.month.figures.look_at", count)
        for n in range(5):
            record_call(desk, NOW, [f"> 周五12:00前给第{n}稿"], client="益力", way="out")
        screen = hand.screen
        assert isinstance(screen, FiguresScreen)
        await hand.until(lambda: screen._past and sum(map(len, screen._past.calls.values())) == 8)
        await counted(hand)
        assert counts == ["2026-11"]


async def test_theme_and_language(desk: Desk) -> None:
    async with on_screen(desk, FiguresScreen(), now=NOW) as hand:
        await counted(hand)
        await hand.press("f10", "L")
        await counted(hand)
        await hand.until(lambda: "In time · by rule" in hand.text)
        for words in ("November 2026", "promise", "in time", "by hour"):
            assert words in hand.text
        await hand.press("question_mark")
        assert "only one client" in hand.text


async def test_with_nothing_to_count_it_says_what_will_stand_here(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "new.json", program="tests", now=at("09:00"))
    async with on_screen(desk, FiguresScreen(), now=at("09:05")) as hand:
        await counted(hand)
        assert "还没有可统计的" in hand.text
        record_call(desk, at("09:05"), ["> 明天给稿"], client="梅林食品", new=True)
        await hand.until(lambda: "工作量 · 按客户" in hand.text)
        assert "还没有可统计的" not in hand.text


async def test_left_while_it_is_counted(desk: Desk) -> None:
    async with on_screen(desk, now=NOW) as hand:
        for _ in range(3):
            await hand.app.push_screen(FiguresScreen())
            hand.screen.dismiss()
        await hand.settle()
        await hand.press("F")
        await counted(hand)
        assert "1/2" in hand.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_all_sizes(desk: Desk, lang: str, size: tuple[int, int]) -> None:
    async with on_screen(desk, FiguresScreen(), now=NOW, size=size, lang=lang) as hand:
        await counted(hand)
        with_share = 0
        for _ in range(5):
            assert "{" not in hand.text
            with_share += "50%" in hand.text
            await hand.press("tab")
        assert with_share >= (2 if size[0] == 80 else 5)


async def test_a_screen_that_changes_its_size(desk: Desk) -> None:
    async with on_screen(desk, FiguresScreen(), now=NOW, size=(200, 60)) as hand:
        await counted(hand)
        for size, plots in (((80, 24), 1), ((120, 36), 4), ((30, 10), 1), ((200, 60), 4)):
            await hand.pilot.resize_terminal(*size)
            await counted(hand)
            titles = ("守时 · 按规则", "守时 · 按周", "工作量 · 按客户", "通话 · 按钟点")
            assert sum(pane.display for pane in hand.screen.query("Pane")) == plots
            if size[0] >= 80:
                assert sum(title in hand.text for title in titles) == plots
