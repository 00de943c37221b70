"""The AM's screen of days and papers, and the AE's review around it: by keys as by commands (A1, A2)."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import msgspec
from on_a_desk import Hand, at, on_screen
from two_desks import EVENING, LATER, TODAY, TOMORROW, hand_in, report_sent, two

from aetui.commands import BY_ID
from aetui.desk.check.back import send_back
from aetui.desk.check.copies import approve_copy, return_copy
from aetui.desk.check.day import add_line, give_line, move_line, sign_day, the_day, the_line
from aetui.desk.check.taking import take_back
from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo
from aetui.domain.records import Day, TeamDay, TeamPaper, Todo
from aetui.screens.day.review import ReviewScreen
from aetui.screens.week.check import CheckScreen
from aetui.widgets.typing_line import TypingLine


def key(command: str) -> str:
    return BY_ID[command].keys[-1]


async def said(hand: Hand, text: str) -> None:
    line = hand.app.focused
    assert isinstance(line, TypingLine), hand.text
    line.text = ""
    await hand.type(f"{text}\n")


def plain(desk: Desk, kind: type[msgspec.Struct]) -> list[str]:
    """Records of one kind, but for ids."""
    rows = []
    for record in desk.each(kind):  # type: ignore[type-var]
        row = msgspec.to_builtins(record)
        text = json.dumps(row, ensure_ascii=False, sort_keys=True)
        for value in (row.get("id"), row.get("desk"), row.get("paper_id")):
            text = text.replace(str(value), "ID") if value else text
        rows.append(text)
    return sorted(rows)


def begun(ae: Desk, am: Desk, folder: Path) -> TeamDay:
    for text in ("甲", "乙", "丙"):
        add_todo(ae, text, EVENING, day=TOMORROW)
    for n, short in enumerate(("梅林", "申花")):
        report_sent(ae, short, at(f"1{n}:00", 26))
    return hand_in(ae, am, folder)


def lines(am: Desk) -> list[tuple[str, str | None, datetime | None]]:
    return [(line.what, line.owner, line.due) for line in the_day(am, "李雯").lines if not line.rule]


async def test_keys_do_what_the_verbs_do(tmp_path: Path) -> None:
    left = {}
    for way in ("keys", "verbs"):
        folder = tmp_path / way
        folder.mkdir()
        with two(folder) as (ae, am):
            day = begun(ae, am, folder)
            if way == "verbs":
                give_line(am, day.id, the_line(am, day, "乙").id, "@小王 周五15:00", LATER)
                here = add_line(am, day.id, "约看样 @小王", LATER)
                move_line(am, here, the_line(am, here, "丙").id, 1, LATER)
                sign_day(am, day.id, LATER)
                approve_copy(am, "1", LATER)
                return_copy(am, "2", "没写含税", LATER)
                send_back(am, "李雯", folder / "back.json", LATER)
                take_back(ae, folder / "back.json", LATER)
            else:
                async with on_screen(am, CheckScreen(), now=LATER) as hand:
                    screen = hand.screen
                    assert isinstance(screen, CheckScreen)
                    await hand.press("tab")
                    screen.right.select(f"line:{the_line(am, day, '乙').id}")
                    await hand.press(key("give"))
                    await said(hand, "@小王 周五15:00")
                    await hand.press(key("check_add"))
                    await said(hand, "约看样 @小王")
                    screen.right.select(f"line:{the_line(am, day, '丙').id}")
                    for _ in range([x.what for x in day.lines].index("丙")):
                        await hand.press(key("earlier"))
                    await hand.press("tab", key("check_done"))
                    await hand.press(key("check_done"))
                    await hand.press(key("check_back"))
                    await said(hand, "没写含税")
                    assert "等你看的 0" in hand.text
                    await hand.press(key("write_file"))
                    await said(hand, str(folder / "back.json"))
                    assert "写好了" in hand.text
                async with on_screen(ae, ReviewScreen(), now=LATER) as hand:
                    await hand.press(key("take_day"))
                    await said(hand, str(folder / "back.json"))
                    assert "收下王磊的答复" in hand.text
            left[way] = [lines(am), len(plain(am, TeamPaper)), sorted((t.text, t.owner, t.due) for t in ae.each(Todo))]
            left[way] += [[(p.title, bool(p.approved), p.returned and p.returned.how) for p in am.each(TeamPaper)]]
            left[way] += [[d.checked and d.checked.by for d in ae.each(Day)]]
    assert left["keys"] == left["verbs"]


async def test_the_review_writes_the_sheet_and_says_when_nobody_checked(tmp_path: Path) -> None:
    with two(tmp_path) as (ae, am):
        async with on_screen(ae, ReviewScreen(), now=EVENING) as hand:
            await hand.press(key("send_day"))
            await said(hand, str(tmp_path / "sheet.json"))
            assert "交给王磊" in hand.text
        assert (tmp_path / "sheet.json").exists()
        assert any(day.sheet is not None for day in ae.each(Day))
        assert am.owner == "王磊"
        assert TODAY < TOMORROW


async def test_after_the_last_of_them_the_cursor_goes_to_what_still_waits(tmp_path: Path) -> None:
    with two(tmp_path) as (ae, am):
        begun(ae, am, tmp_path)
        async with on_screen(am, CheckScreen(), now=LATER) as hand:
            screen = hand.screen
            assert isinstance(screen, CheckScreen)
            await hand.press("down", "down", key("check_done"))
            assert isinstance(screen.at_hand, TeamDay | TeamPaper)
            await hand.press(key("check_done"), key("check_done"))
            assert "等你看的 0" in hand.text
