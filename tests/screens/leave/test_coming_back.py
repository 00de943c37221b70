"""Coming back by keys: each fate shown, both sides of a conflict, one key each."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import at, new_desk, on_screen

from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.day.today import in_care
from aetui.desk.leave.bundles import finish, send_back, send_out, take_in
from aetui.desk.leave.handover import acknowledge, cover, plan
from aetui.desk.obligations import meet
from aetui.desk.phone.calls import record_call
from aetui.domain.records import Absence
from aetui.locales import Texts
from aetui.screens.board.screen import BoardScreen
from aetui.screens.leave.coming_back import ComingBackScreen
from aetui.screens.leave.handover import HandoverScreen
from aetui.screens.record.detail import DetailScreen
from aetui.widgets.lines import LineList

MORNING, NOW, BACK = at("09:30"), at("17:00"), at("09:00", 30)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A week's leave; 小王 sent the draft, and so did we."""
    desk = new_desk(tmp_path)
    say = Texts("zh")
    record_call(desk, MORNING, ["> 周三给稿", "? 报价 周二10:00"], client="梅林", way="out")
    record_call(desk, MORNING, ["> 周四给排期"], client="益力", way="out")
    made = plan(desk, say, at("09:00", 24), at("18:00", 27), NOW, why="年假")
    cover(desk, say, made.id, [line.key or "" for line in made.lines], "小王", NOW)
    made = acknowledge(desk, say, made.id, NOW, by="小王")
    send_out(desk, made, tmp_path / "out.json")
    (tmp_path / "theirs").mkdir()
    theirs = new_desk(tmp_path / "theirs")
    set_profile(theirs, "name", "小王", MORNING)
    take_in(theirs, tmp_path / "out.json", NOW)
    for words, how in (("给稿", "邮件发了"), ("报价", "报了三万")):
        held = next(c for c in in_care(theirs, NOW) if words in c.what)
        finish(theirs, held.id, at("11:00", 25), how=how)
    send_back(theirs, "李雯", tmp_path / "back.json")
    theirs.close()
    when = at("10:00", 25)
    owed = next(o for o in desk.obligations(when) if o.what == "给稿")
    meet(desk, owed, when, how="路上发的")
    record_call(desk, when, ["> 周四给样品"], client="申花")
    return desk


def absence(desk: Desk) -> Absence:
    (one,) = desk.each(Absence)
    return one


def kept(desk: Desk) -> tuple[str | None, str | None]:
    (one,) = [o for o in desk.obligations(BACK, ended=True) if o.what == "给稿"]
    return one.how, one.by


@pytest.mark.parametrize("keys", ["letters", "function keys", "digits"])
async def test_back_by_keys(desk: Desk, keys: str, tmp_path: Path) -> None:
    letters = keys != "function keys"
    async with on_screen(desk, now=BACK) as hand:
        await hand.press("h" if letters else "ctrl+e")
        await hand.until(lambda: isinstance(hand.screen, ComingBackScreen))
        await hand.press("b" if letters else "f4")
        await hand.type(f"{tmp_path / 'nothing.json'}\n")
        assert "nothing.json" in hand.text
        await hand.press("ctrl+u")
        await hand.type(f"{tmp_path / 'back.json'}\n")
        for words in ("说法不一", "路上发的", "邮件发了", "11/25 10:00", "11/25 11:00", "自己桌上", "小王记的"):
            assert words in hand.text, words
        for words in ("办了", "报了三万", "还开着", "新来的", "给样品"):
            assert words in hand.text, words
        await hand.press("x" if letters else "f8")  # not by itself
        assert "先说以哪一边为准" in hand.text
        assert kept(desk) == ("路上发的", None)
        await hand.press("2" if keys == "digits" else "greater_than_sign" if letters else "f7")
        assert kept(desk) == ("邮件发了", "小王")
        assert "以小王的为准" in hand.text
        await hand.press("u" if letters else "ctrl+z")
        assert kept(desk) == ("路上发的", None)
        assert "说法不一" in hand.text
        await hand.press("home", "1" if keys == "digits" else "less_than_sign" if letters else "f6")
        assert kept(desk) == ("路上发的", None)
        assert "以自己的为准" in hand.text
        n = len([line for line in absence(desk).lines if line.returned])
        await hand.press("x" if letters else "enter")
        assert len([line for line in absence(desk).lines if line.returned]) == n + 1
        await hand.press("v" if letters else "f12")
        assert isinstance(hand.screen, DetailScreen)
        await hand.press("escape", "A" if letters else "f3")
        assert absence(desk).returned is not None
        assert "都收回了" in hand.text
        await hand.press("escape", "escape")
        assert isinstance(hand.screen, BoardScreen)


async def test_all_but_what_two_tell_differently(desk: Desk, tmp_path: Path) -> None:
    async with on_screen(desk, ComingBackScreen(absence(desk).id), now=BACK) as hand:
        await hand.press("b")
        await hand.type(f"{tmp_path / 'back.json'}\n")
        await hand.press("A")
        assert "1 件说法不一" in hand.text
        assert [line.what for line in absence(desk).lines if not line.returned] == ["承诺：给稿"]


async def test_back_before_the_end(desk: Desk) -> None:
    async with on_screen(desk, HandoverScreen(), now=at("09:00", 26)) as hand:
        assert "按 h 逐件收回" in hand.text
        await hand.press("h")
        assert isinstance(hand.screen, ComingBackScreen)
        await hand.press("A")
        assert absence(desk).end == at("09:00", 26)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_all_sizes(desk: Desk, lang: str, size: tuple[int, int]) -> None:
    async with on_screen(desk, ComingBackScreen(absence(desk).id), now=BACK, size=size, lang=lang) as hand:
        assert "路上发的" in hand.text
        assert "{" not in hand.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_board_points_to_what_is_to_be_taken_back(desk: Desk, lang: str, size: tuple[int, int]) -> None:
    async with on_screen(desk, now=NOW, lang=lang, size=size) as hand:
        assert "没收回" not in hand.text
        assert "still to take back" not in hand.text
    n = len(absence(desk).lines)
    async with on_screen(desk, now=BACK, lang=lang, size=size) as hand:
        told = f"{n} 件还没收回" if lang == "zh" else f"{n} still to take back"
        assert told in hand.text
        assert hand.screen.query_one("#left", LineList).select(f"absences:{absence(desk).id}")
        await hand.press("enter")
        assert isinstance(hand.screen, ComingBackScreen)
        there = [group for group in ("done", "due", "open") if Texts(lang)(f"return.{group}") in hand.text]
        assert there == (["done", "due", "open"] if size == (120, 36) else ["due"])
        await hand.press("escape")
        assert isinstance(hand.screen, BoardScreen)
