"""The AM's Friday by keys: the AEs' weeks taken in, next week planned, the summary written, the week reviewed."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from on_a_desk import Hand, at, new_desk, on_screen
from weeks import FRIDAY, am_desk, live_a_week

from aetui.desk.book.clients import add_client
from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.day.review import close_day
from aetui.desk.day.todos import add_todo
from aetui.desk.week.closing import write_words
from aetui.desk.week.team import Team, week_of_team
from aetui.desk.week.team_file import send_week
from aetui.domain.records import Fulfilment, Paper, Summary, TeamWeek, Todo
from aetui.screens.board.screen import BoardScreen
from aetui.screens.day.review import ReviewScreen
from aetui.screens.paper.screen import PaperScreen
from aetui.screens.record.detail import DetailScreen
from aetui.screens.week.review import WeekReviewScreen

BOTH = pytest.mark.parametrize("letters", [True, False], ids=["letters", "function keys"])


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with the weeks of two AEs."""
    folder = tmp_path / "in"
    folder.mkdir()
    for n, name in enumerate(("李雯", "张敏")):
        place = tmp_path / str(n)
        place.mkdir()
        ae = new_desk(place)
        set_profile(ae, "name", name, at("09:00"))
        if not n:
            live_a_week(ae)
        send_week(ae, None, folder / f"{n}.json", FRIDAY)
        ae.close()
    return folder


@pytest.fixture
def am(tmp_path: Path) -> Iterator[Desk]:
    desk = am_desk(tmp_path, "李雯", "张敏")
    add_client(desk, "申花家电", FRIDAY, keys=["sh"])
    yield desk
    desk.close()


async def taken(hand: Hand, path: Path, key: str = "b") -> str:
    """Taken in, and what was said then; the clients that the book lacks are left where they are."""
    await hand.press(key)
    await hand.type(f"{path}\n")
    await hand.until(lambda: "收下" in hand.text)
    told = hand.text
    if "客户簿里还没有" in told:
        await hand.press("escape")
    return told


@BOTH
async def test_friday(am: Desk, files: Path, letters: bool) -> None:
    async with on_screen(am, now=FRIDAY) as hand:
        await hand.press("V" if letters else "ctrl+v")
        assert isinstance(hand.screen, WeekReviewScreen)
        assert hand.text.count("还没收到本周的文件") == 2
        await hand.press("n" if letters else "f7")  # asks for the words first, and then says what is missing
        await hand.type("都在赶双十二\n")
        assert "A3：还没收到 李雯、张敏" in hand.text
        await hand.press("escape")
        assert list(am.each(Fulfilment)) == []
        await taken(hand, files, "b" if letters else "f3")
        assert "还没收到" not in hand.text
        assert {w.whose for w in am.each(TeamWeek)} == {"李雯", "张敏"}
        for words in ("承诺", "守时", "迟与错过", "迟做", "梅林", "媒介例会", "都在赶双十二", "下周还没有安排的 3"):
            assert words in hand.text, words
        await hand.press("n" if letters else "f7")
        assert "下周还没有安排：张敏" in hand.text
        await hand.press("escape")
        await hand.press("a" if letters else "f4")  # asked line after line, until an empty one
        for client in ("梅林", "申花", "益力"):
            await hand.type(f"周二 {client} 打样确认 @张敏\n")
        await hand.press("enter")
        assert "下周还没有安排的" not in hand.text
        assert [(t.day, t.owner) for t in am.each(Todo)] == [(date(2026, 12, 1), "张敏")] * 3
        await hand.press("i" if letters else "f2")
        await hand.type("，申花重印了\n")
        await hand.press("n" if letters else "f7")
        assert "已查 11/27 17:45" in hand.text
        [done] = am.each(Fulfilment)
        assert (done.rule, done.subject, done.period) == ("week.review", "me", "2026-W48")
        assert (done.done.how, done.done.why) == ("都在赶双十二，申花重印了", None)
        await hand.press("o" if letters else "f12")
        assert isinstance(hand.screen, PaperScreen)
        for words in ("周摘要", "2026年第48周", "赵敏", "申花重印了", "全组"):
            assert words in hand.text
        await hand.press("s" if letters else "f8", "enter")
        [paper] = am.each(Paper)
        assert (paper.kind, paper.to, paper.period) == ("summary", "赵敏", "2026-W48")
        await hand.press("escape")
        assert "已交 AD 11/27 17:45" in hand.text
        await hand.press("u" if letters else "ctrl+z")
        assert "未交 AD" in hand.text
        await hand.press("u" if letters else "ctrl+z")
        assert "未查" in hand.text
        assert "申花重印了" in hand.text  # what was written stays
        await hand.press("escape")
        assert isinstance(hand.screen, BoardScreen)


@BOTH
async def test_weeks_before_and_after(am: Desk, files: Path, letters: bool) -> None:
    async with on_screen(am, WeekReviewScreen(), now=FRIDAY) as hand:
        await taken(hand, files)
        await hand.press("right" if letters else "f6")
        assert "2026-W48" in hand.text  # none after this one
        await hand.press("left" if letters else "f5")
        assert "2026-W47" in hand.text
        assert hand.text.count("还没收到本周的文件") == 2
        await hand.press("right" if letters else "f6")
        assert "2026-W48" in hand.text
        assert "还没收到" not in hand.text


@BOTH
async def test_an_ae_writes_the_file(tmp_path: Path, letters: bool) -> None:
    desk = new_desk(tmp_path)
    live_a_week(desk)
    async with on_screen(desk, now=FRIDAY) as hand:
        await hand.press("V" if letters else "ctrl+v")
        assert "交给王磊" in hand.text
        assert "我这一周" in hand.text
        assert "收文件" not in hand.text
        file = tmp_path / "mine.json"
        await hand.press("e" if letters else "f9")
        await hand.type(f"{file}\n")
        assert "写好了" in hand.text
        am = am_desk(tmp_path, "李雯")
        async with on_screen(am, WeekReviewScreen(), now=FRIDAY) as other:
            await taken(other, file)
        assert [w.whose for w in am.each(TeamWeek)] == ["李雯"]
        am.close()
        await hand.press("e" if letters else "f9")
        await hand.type(f"{tmp_path / 'no' / 'x.json'}\n")
        assert "写不了" in hand.text
        await hand.press("escape", "n" if letters else "f7")
        assert "AM 的事" in hand.text
        assert "week.review" not in {f.rule for f in desk.each(Fulfilment)}


async def test_bad_input_leaves_everything(am: Desk, files: Path) -> None:
    async with on_screen(am, WeekReviewScreen(), now=FRIDAY) as hand:
        for path, words in (
            (files / "nothing.json", "读不了"),
            (am.store.path, "不是这种交接文件"),
            (files.parent / "0" / "none", "读不了"),
        ):
            await hand.press("b")
            await hand.press("ctrl+u")
            await hand.type(f"{path}\n")
            await hand.until(lambda words=words: words in hand.text)
            await hand.press("escape")  # what couldn't be taken is asked for again
        empty = files.parent / "empty"
        empty.mkdir()
        await hand.press("b")
        await hand.press("ctrl+u")
        await hand.type(f"{empty}\n")
        await hand.until(lambda: "没有 AE 交来的文件" in hand.text)
        await hand.press("escape", "a")
        await hand.type("12/10 打样\n")
        assert "不在下周" in hand.text
        await hand.press("escape", "i")
        await hand.type("  \n")
        assert "请写本周摘要" in hand.text
        assert list(am.each(Todo)) == []
        assert list(am.each(TeamWeek)) == []


async def test_one_spoilt_file_among_good_ones_is_told_of(am: Desk, files: Path) -> None:
    bad = files / "1.json"
    bad.write_text(bad.read_text("utf-8").replace("2026-W48", "2026-W47"), "utf-8")
    async with on_screen(am, WeekReviewScreen(), now=FRIDAY, size=(160, 40)) as hand:
        assert "另有 1 个文件没收" in await taken(hand, files)
        assert [w.whose for w in am.each(TeamWeek)] == ["李雯"]


async def test_a_reason_opens_the_gate_and_half_typed_words_stay(am: Desk) -> None:
    async with on_screen(am, WeekReviewScreen(), now=FRIDAY) as hand:
        await hand.press("i")
        await hand.type("都在")
        await hand.press("escape")
    async with on_screen(am, WeekReviewScreen(), now=FRIDAY) as hand:
        await hand.press("i")
        await hand.type("赶\n")
        assert "都在赶" in hand.text
        await hand.press("i", "escape", "n")  # looked at and left: nothing is lost
        assert "A3" in hand.text
        await hand.type("两人都病了\n")
        [done] = am.each(Fulfilment)
        assert (done.done.how, done.done.why) == ("都在赶", "两人都病了")
        assert "两人都病了" in hand.text


@BOTH
async def test_the_words_are_a_change_like_others(am: Desk, letters: bool) -> None:
    write, undo, redo = ("i", "u", "U") if letters else ("f2", "ctrl+z", "ctrl+y")
    async with on_screen(am, WeekReviewScreen(), now=FRIDAY) as hand:
        await hand.press(write)
        await hand.type("都在赶\n")
        await hand.press(write)
        await hand.type("双十二\n")
        assert "都在赶双十二" in hand.text
        await hand.press(undo)
        assert "都在赶双十二" not in hand.text
        assert "都在赶" in hand.text
        await hand.press(undo)
        assert "都在赶" not in hand.text
        await hand.press(redo)
        assert "都在赶" in hand.text
        # Half-typed words are offered again, and count as written only once they are.
        await hand.press(write)
        await hand.type("，申花")
        await hand.press("escape")
        assert [s.text for s in am.each(Summary)] == ["都在赶"]
        await hand.press(write)
        await hand.type("重印\n")
        assert [s.text for s in am.each(Summary)] == ["都在赶，申花重印"]
        # Said elsewhere meanwhile: what stands is offered, no older draft.
        other = Desk.open(am.store.path, program="other", now=FRIDAY)
        write_words(other, "2026-W48", "别处写的", FRIDAY)
        other.close()
        await hand.until(lambda: "别处写的" in hand.text)
        await hand.press(write)
        await hand.type("！\n")
        assert [s.text for s in am.each(Summary)] == ["别处写的！"]


async def test_a_found_summary_opens_its_week(am: Desk) -> None:
    write_words(am, "2026-W47", "上周的话", FRIDAY)
    [summary] = am.each(Summary)
    async with on_screen(am, now=FRIDAY) as hand:
        screen = hand.screen
        assert isinstance(screen, BoardScreen)
        screen.open_ref(f"summaries:{summary.id}")
        await hand.settle()
        assert isinstance(hand.screen, WeekReviewScreen)
        assert "2026-W47" in hand.text
        assert "上周的话" in hand.text


async def test_a_planned_thing_opens(am: Desk) -> None:
    add_todo(am, "排期会", FRIDAY, day=date(2026, 12, 1))
    async with on_screen(am, WeekReviewScreen(), now=FRIDAY) as hand:
        await hand.press("tab", "tab", "tab", "enter")  # past quality and what was late, to the right side
        assert isinstance(hand.screen, DetailScreen)
        await hand.press("escape")
        assert isinstance(hand.screen, WeekReviewScreen)


@BOTH
async def test_after_the_day_the_week_follows(tmp_path: Path, letters: bool) -> None:
    am = am_desk(tmp_path, "李雯")
    am.undo(FRIDAY)  # Friday is open again
    async with on_screen(am, ReviewScreen(), now=FRIDAY) as hand:
        # What the closing leads to is nothing that must be decided before it.
        await hand.press("n" if letters else "f5")
        await hand.type("赵敏\n")
        await hand.press("escape")  # past the line on the day's maxim
        assert "今日毕。" in hand.text
        assert "V：查本周，定下周（A3）" in hand.text
        await hand.press("o" if letters else "f12")
        assert isinstance(hand.screen, PaperScreen)
        assert "今日工作记录 · 2026年11月27日 周五" in hand.text
        await hand.press("escape", "V" if letters else "f18")
        assert isinstance(hand.screen, WeekReviewScreen)
        await hand.press("escape")
        assert isinstance(hand.screen, ReviewScreen)
    am.close()


async def test_on_another_day_nothing_follows(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    set_profile(desk, "am", "王磊", at("09:00"))
    close_day(desk, at("17:40"), by="王磊", why="明早再理")
    async with on_screen(desk, ReviewScreen(), now=at("17:41")) as hand:
        assert "今日" in hand.text
        assert "（A3）" not in hand.text


async def test_the_duty_on_the_board_opens_it(am: Desk) -> None:
    async with on_screen(am, now=FRIDAY) as hand:
        assert "查本周，定下周" in hand.text
        await hand.press("enter")
        assert isinstance(hand.screen, WeekReviewScreen)
        await hand.press("escape", "x")
        assert isinstance(hand.screen, WeekReviewScreen)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
@pytest.mark.parametrize("full", [True, False], ids=["full", "empty"])
async def test_all_sizes(am: Desk, files: Path, lang: str, size: tuple[int, int], full: bool) -> None:
    async with on_screen(am, WeekReviewScreen(), now=FRIDAY, size=size, lang=lang) as hand:
        if full:
            await hand.press("b")
            await hand.type(f"{files}\n")
            await hand.until(lambda: "梅林" in hand.text)
        assert "{" not in hand.text
        await hand.press("tab", "tab", "j", "end", "home", "a", "escape", "left")
        assert "2026-W47" in hand.text
        assert "{" not in hand.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36)])
async def test_no_figure_is_cut(am: Desk, files: Path, lang: str, size: tuple[int, int]) -> None:
    async with on_screen(am, WeekReviewScreen(), now=FRIDAY, size=size, lang=lang) as hand:
        await hand.press("b")
        await hand.type(f"{files}\n")
        await hand.until(lambda: " 12 " in hand.text)
        wanted = ("12", "7", "3", "1")  # promised, kept, late, missed
        row = next(line for line in hand.text.splitlines() if "李雯" in line and "梅林" in line and " 12 " in line)
        assert re.search(r"\s7/11\s+" + r"\s+".join(wanted) + r"(\s|$)", row), hand.text


async def test_an_old_week_is_read_while_the_keys_stay_live(am: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, asked = threading.Event(), []

    def held(desk: Desk, now: datetime, period: str) -> Team:
        if threading.current_thread() is not threading.main_thread():
            asked.append(period)
            assert gate.wait(30)
        return week_of_team(desk, now, period)

    monkeypatch.setattr("aetui.screens.week.review.week_of_team", held)
    write_words(am, "2026-W45", "这一周很忙", FRIDAY)
    async with on_screen(am, WeekReviewScreen(), now=FRIDAY) as hand:
        try:
            await hand.press("left", "left", "left")
            assert "2026-W45  11/2–11/8" in hand.text
            assert "正在读这一周" in hand.text
            assert "这一周很忙" not in hand.text
            await hand.press("n", "enter", "tab")  # nothing to review is there yet
            assert [f.rule for f in am.each(Fulfilment)] == []
            await hand.press("i")  # the words are there to be gone on with
            assert "这一周很忙" in hand.text
            await hand.press("escape", "left", "left", "right")
            assert "2026-W44" in hand.text
            gate.set()
            await hand.until(lambda: "正在读这一周" not in hand.text)
            assert asked == ["2026-W46", "2026-W44"]
            await hand.press("right")
            await hand.until(lambda: "这一周很忙" in hand.text)
            gate.clear()
            await hand.press("left")
            assert "正在读这一周" in hand.text
            await hand.press("escape")
            assert isinstance(hand.screen, BoardScreen)
        finally:
            gate.set()
