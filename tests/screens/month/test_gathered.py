"""The AEs' months by keys: handed in, taken in, chased (A8)."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import at, on_screen
from weeks import ae_desk, am_desk

from aetui.desk.files.places import keep_place
from aetui.desk.phone.calls import record_call
from aetui.domain.records import TeamMonth, Todo
from aetui.screens.month.screen import MonthScreen

ON_18 = at("15:00", 18)
SIZES = [(120, 36), (80, 24)]


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_from_the_aes_desk_to_the_ams(tmp_path: Path, keys: str) -> None:
    letters = keys == "letters"
    ae, am = ae_desk(tmp_path), am_desk(tmp_path, "李雯", "张敏")
    record_call(ae, at("09:30", 18), ["+ 秋季海报 下周五前"], client="梅林")
    keep_place(ae, tmp_path)
    keep_place(am, tmp_path / "李雯-2026-11.json")
    async with on_screen(ae, MonthScreen("2026-11"), now=ON_18) as hand:
        assert "写成文件，交给 AM" in hand.text
        await hand.press("e" if letters else "f7", "enter")
    assert (tmp_path / "李雯-2026-11.json").exists()
    async with on_screen(am, MonthScreen("2026-11"), now=ON_18) as hand:
        assert "AE 的月报 2026-11 0/2" in hand.text
        assert hand.text.count("还没交 · 还剩 2 天") == 2
        await hand.press("i" if letters else "f4")
        assert {todo.owner: len(todo.chased) for todo in am.each(Todo)} == {"李雯": 1, "张敏": 1}
        assert "11/18 催过" in hand.text
        assert "张敏：11月的月报请在 11月20日 周五 前交给我" in hand.app.clipboard
        await hand.press("b" if letters else "f3", "enter")
        await hand.until(lambda: "客户簿里还没有" in hand.text)
        await hand.press("enter")
        assert len(list(am.each(TeamMonth))) == 1
        assert "AE 的月报 2026-11 1/2" in hand.text
        assert "梅林" in hand.text
        assert "李雯 ✓" in hand.text
        await hand.press("i" if letters else "f4")
        assert {todo.owner: len(todo.chased) for todo in am.each(Todo)} == {"李雯": 1, "张敏": 2}
        assert "李雯" not in hand.app.clipboard
        await hand.press(*(["u"] * 4 if letters else ["ctrl+z"] * 4))
        assert list(am.each(Todo)) == []
        assert "AE 的月报 2026-11 0/2" in hand.text
    ae.close()
    am.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_who_is_missing_and_for_how_long_is_whole(tmp_path: Path, size: tuple[int, int], lang: str) -> None:
    am = am_desk(tmp_path, "李雯", "张敏")
    async with on_screen(am, MonthScreen("2026-11"), now=at("15:00", 23), size=size, lang=lang) as hand:
        await hand.press("i")
        rows = [row for row in hand.text.splitlines() if "李雯" in row]
        told = ("还没交 · 过了 3 天", "11/23 催过") if lang == "zh" else ("missing · 3 days late", "chased 11/23")
        assert any(all(word in row for word in told) for row in rows), hand.text
    am.close()


async def test_of_a_month_to_come_nothing_is_asked(tmp_path: Path) -> None:
    am = am_desk(tmp_path, "李雯")
    async with on_screen(am, MonthScreen("2026-12"), now=ON_18) as hand:
        assert "AE 的月报" not in hand.text
        await hand.press("i")
        assert "2026-12 还没到" in hand.text
    assert list(am.each(Todo)) == []
    am.close()
