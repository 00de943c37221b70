"""The week on the screen: days and clients by keys, weeks before and after, what is done from here."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from on_a_desk import Hand, at, new_desk, on_screen

from aetui.desk.card.cards import open_card
from aetui.desk.card.schedule import add_steps, understand
from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.phone.calls import record_call
from aetui.desk.week.days import Week, week
from aetui.domain.errors import Unusable
from aetui.domain.records import Call, Fulfilment, Todo
from aetui.locales import Texts
from aetui.locales.errors import sentence
from aetui.screens.board.screen import BoardScreen
from aetui.screens.phone.screen import CallScreen
from aetui.screens.record.client import ClientScreen
from aetui.screens.record.detail import DetailScreen
from aetui.screens.record.meeting import MeetingScreen
from aetui.screens.week.review import WeekReviewScreen
from aetui.screens.week.round import CallRound
from aetui.screens.week.round_reports import ReportRound
from aetui.screens.week.screen import WeekScreen
from aetui.widgets.lines import LineList

NOW = at("11:30")
ZH = Texts("zh")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = new_desk(tmp_path)
    record_call(made, at("10:40"), ["好"], client="申花", way="out")
    add_meeting(made, "提案", NOW, client="梅林", start=at("14:00", 26), end=at("15:00", 26))
    add_todo(made, "买样刊", NOW, day=date(2026, 11, 25))
    return made


def ref(hand: Hand) -> str:
    return hand.app.focused.ref if isinstance(hand.app.focused, LineList) else ""


async def go(hand: Hand, wanted: str) -> None:
    """The cursor down to a row of the list it is in."""
    here = hand.app.focused
    assert isinstance(here, LineList)
    assert here.select(wanted), (wanted, here.refs)
    await hand.settle()


async def into(hand: Hand, lines: str) -> None:
    hand.screen.query_one(lines, LineList).focus()
    await hand.settle()


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_the_weeks(desk: Desk, keys: str) -> None:
    letters = keys == "letters"
    async with on_screen(desk, now=NOW) as hand:
        await hand.press("v" if letters else "ctrl+w")
        assert isinstance(hand.screen, WeekScreen)
        assert "第48周   本周   11/23 – 11/29" in hand.text
        assert "11月23日 周一 今天" in hand.text
        assert "周一电话 1 / 3  梅林、益力" in hand.text
        assert "11月28日 周六 休" in hand.text
        assert "✓ 10:40" in hand.text
        assert ref(hand) == "round:calls"
        await hand.press("right" if letters else "f6")
        assert "第49周   将来的一周" in hand.text
        assert "周一电话 0 / 3" in hand.text
        await hand.press("full_stop" if letters else "f7")
        await hand.press("left" if letters else "f5")
        assert "第47周   过去的一周" in hand.text
        await hand.press("right" if letters else "f6")
        assert "本周" in hand.text
        await hand.press("C" if letters else "f3")
        assert isinstance(hand.screen, CallRound)
        await hand.press("escape", "s" if letters else "f22")
        assert isinstance(hand.screen, ReportRound)
        await hand.press("escape", "escape")
        assert isinstance(hand.screen, BoardScreen)


async def test_a_holiday_week(desk: Desk) -> None:
    async with on_screen(desk, WeekScreen("2026-W41"), now=NOW) as hand:
        assert "10月5日 周一 国庆节休" in hand.text
        await hand.press("end")
        assert "10月10日 周六 补国庆节的班" in hand.text
    async with on_screen(desk, WeekScreen("2026-W41"), now=NOW, lang="en", size=(200, 60)) as hand:
        assert "National" in hand.text


async def test_what_enter_opens(desk: Desk) -> None:
    async with on_screen(desk, WeekScreen(), now=NOW) as hand:
        await hand.press("enter")
        assert isinstance(hand.screen, CallRound)
        await hand.press("escape")
        meeting = next(r for r in hand.screen.query_one("#left", LineList).refs if r.startswith("meetings:"))
        await go(hand, meeting)
        await hand.press("enter")
        assert isinstance(hand.screen, MeetingScreen)
        await hand.press("escape")
        await go(hand, f"obligation:{next(o.id for o in desk.obligations(NOW) if o.rule == 'meeting.agenda')}")
        await hand.press("enter")
        assert isinstance(hand.screen, DetailScreen)
        await hand.press("escape")
        # The minutes aren't owed before the meeting is over: what they will be of opens.
        minutes = next(r for r in hand.screen.query_one("#left", LineList).refs if ":meeting.minutes:" in r)
        await go(hand, minutes)
        await hand.press("x")
        assert "还没到那时候" in hand.text
        await hand.press("w")
        assert "还没到那时候" in hand.text
        await hand.press("enter")
        assert isinstance(hand.screen, MeetingScreen)
        await hand.press("escape", "right", "end")
        assert ":week.report:" in ref(hand)
        await hand.press("enter")
        assert isinstance(hand.screen, ClientScreen)


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_done_and_let_go(desk: Desk, keys: str) -> None:
    done, waive = ("x", "w") if keys == "letters" else ("f8", "f9")
    async with on_screen(desk, WeekScreen(), now=NOW) as hand:
        todo = next(iter(desk.each(Todo)))
        await go(hand, f"todos:{todo.id}")
        await hand.press(waive)
        await hand.type(" \n")
        assert "为什么" in hand.text
        await hand.press("escape", done)
        found = desk.get(Todo, todo.id)
        assert found is not None
        assert found.done is not None
        assert found.dropped is None
        await hand.press("u")
        await hand.press(waive)
        await hand.type("不用了\n")
        found = desk.get(Todo, todo.id)
        assert found is not None
        assert found.dropped is not None
        # At the right: the most pressing of a client's call and report.
        await into(hand, "#right")
        await go(hand, _client(desk, "梅林"))
        await hand.press(done)
        assert "梅林 周一电话：怎么做的？" in hand.text
        await hand.press("enter")
        assert [(f.rule, f.done.how) for f in desk.each(Fulfilment)] == [("week.call", "电话")]
        await hand.press(waive)
        assert "梅林 周进度报告：为什么免做？" in hand.text
        await hand.press("enter")
        assert "为什么" in hand.text  # without a reason it stays
        await hand.press("escape")
        assert len(list(desk.each(Fulfilment))) == 1
        await hand.press(waive)
        await hand.type("客户放假\n")
        assert "免做" in hand.text
        await hand.press(done)
        assert "不欠电话和报告" in hand.text
        assert len(list(desk.each(Fulfilment))) == 2


def _client(desk: Desk, short: str) -> str:
    return f"clients:{next(c.id for c in desk.book.clients.values() if c.short == short)}"


@pytest.mark.parametrize("key", ["c", "f2"])
async def test_a_call_with_the_client_at_the_cursor(desk: Desk, key: str) -> None:
    async with on_screen(desk, WeekScreen(), now=NOW) as hand:
        await into(hand, "#right")
        await go(hand, _client(desk, "益力"))
        await hand.press(key)
        assert isinstance(hand.screen, CallScreen)
        await hand.type("没有新的指示\n")
        await hand.press("f8")
        assert isinstance(hand.screen, WeekScreen)
        assert "周一电话 2 / 3  梅林" in hand.text
        assert sorted(c.way for c in desk.each(Call)) == ["out", "out"]


async def test_columns_by_keys(desk: Desk) -> None:
    async with on_screen(desk, WeekScreen(), now=NOW, size=(200, 60)) as hand:
        assert "周一 11/23 今天" in hand.text
        assert ref(hand) == "round:calls"
        seen = []
        for _ in range(9):
            focused = hand.app.focused
            assert focused is not None
            seen.append(focused.id)
            await hand.press("tab")
        assert seen[0] == "day0"
        assert "right" in seen
        assert "day5" not in seen  # a free Saturday holds nothing to stand on
        assert seen.index("right", 1) < seen.index("day0", 1)
        await into(hand, "#day3")
        await hand.press("end")
        assert ref(hand).startswith("obligation:week.report:")
        assert "怎样算做到" in hand.text  # what the cursor stands on is shown below the clients
        await into(hand, "#day0")
        await hand.press("end", "j")
        assert hand.app.focused is hand.screen.query_one("#day1")
        await hand.press("shift+tab")
        await hand.pilot.resize_terminal(120, 36)
        await hand.settle()
        assert "11月23日 周一 今天" in hand.text
        assert hand.app.focused is hand.screen.query_one("#left")
        await hand.pilot.resize_terminal(80, 24)
        await hand.settle()
        await hand.press("end")
        assert ref(hand).startswith("clients:")


async def test_an_old_week_is_put_right(desk: Desk) -> None:
    """Ten weeks later what is still open there is met there, and shows as done."""
    later = NOW + timedelta(weeks=10)
    card = open_card(desk, "海报", NOW, client="梅林")
    add_steps(desk, card.number, [understand(desk, "打样 2027-03-01", NOW)], NOW)  # a schedule is sent with a step
    async with on_screen(desk, WeekScreen("2026-W48"), now=later) as hand:
        assert "过去的一周" in hand.text
        owed = next(o for o in desk.obligations(later) if o.rule == "card.schedule")
        assert owed.state == "overdue"
        await go(hand, f"obligation:{owed.id}")
        await hand.press("x")
        await hand.type("面交\n")
        assert "card.schedule" not in {o.rule for o in desk.obligations(later)}
        line = next(text for text in hand.text.splitlines() if "工作进度表 · 海报" in text)
        assert "迟做" in line
        assert "✓" in line


async def test_what_others_write_is_seen(desk: Desk) -> None:
    async with on_screen(desk, WeekScreen(), now=NOW) as hand:
        other = Desk.open(desk.store.path, program="other", now=NOW)
        add_todo(other, "新的一件", NOW, day=date(2026, 11, 24))
        other.close()
        await hand.until(lambda: "新的一件" in hand.text)


async def test_far_away_is_refused(desk: Desk) -> None:
    async with on_screen(desk, WeekScreen("2027-W48"), now=NOW) as hand:
        await hand.press("right", "right")
        assert "太远了" in hand.text
        assert "第48周 2027" in hand.text
    async with on_screen(desk, WeekScreen("2039-W01"), now=NOW) as hand:
        assert "太远了" in hand.text
        assert "第48周   本周" in hand.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_all_sizes(desk: Desk, tmp_path: Path, lang: str, size: tuple[int, int]) -> None:
    async with on_screen(desk, WeekScreen(), now=NOW, size=size, lang=lang) as hand:
        assert "买样刊" in hand.text
        assert "{" not in hand.text
        await hand.press("question_mark", "escape", "L", "f10")
        assert "{" not in hand.text
    empty = Desk.open(tmp_path / "new.json", program="tests", now=NOW)
    async with on_screen(empty, WeekScreen(), now=NOW, size=size, lang=lang) as hand:
        assert "{" not in hand.text
        await hand.press("x", "w", "enter", "tab", "right", "left")
        assert isinstance(hand.screen, WeekScreen)
    empty.close()


@pytest.mark.parametrize("key", ["V", "ctrl+v"])
async def test_the_weeks_review_is_one_key_away(desk: Desk, key: str) -> None:
    async with on_screen(desk, WeekScreen(), now=at("10:00")) as hand:
        await hand.press(key)
        assert isinstance(hand.screen, WeekReviewScreen)
        await hand.press("escape")
        assert isinstance(hand.screen, WeekScreen)


class Held:
    """`week` as the screen calls it in a thread: it waits until it is let go, and notes what was asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self.gate = threading.Event()
        monkeypatch.setattr("aetui.screens.week.screen.week", self._week)

    def _week(self, desk: Desk, now: datetime, period: str, *, lang: str) -> Week:
        if threading.current_thread() is not threading.main_thread():
            self.asked.append(period)
            assert self.gate.wait(30)
        return week(desk, now, period, lang=lang)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    found = Held(monkeypatch)
    yield found
    found.gate.set()


LATER = NOW + timedelta(weeks=12)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_an_old_week_is_read_while_the_keys_stay_live(desk: Desk, held: Held, size: tuple[int, int]) -> None:
    async with on_screen(desk, WeekScreen("2026-W50"), now=LATER, size=size) as hand:
        assert "第50周 2026   过去的一周" in hand.text
        assert hand.text.count("正在读这一周") == 1
        await hand.press("left", "left")
        assert "第48周 2026" in hand.text
        assert "正在读这一周" in hand.text
        assert "买样刊" not in hand.text
        await hand.press("x", "w", "enter", "tab", "question_mark", "escape")  # nothing stands there yet
        await hand.pilot.resize_terminal(size[0] + 1, size[1])
        await hand.settle()
        held.gate.set()
        await hand.until(lambda: "买样刊" in hand.text)
        assert "正在读这一周" not in hand.text
        assert held.asked == ["2026-W50", "2026-W48"]  # the week between isn't wanted any more
        await hand.press("right", "right", "right")
        await hand.until(lambda: "第51周" in hand.text and "正在读这一周" not in hand.text)
        await hand.press("full_stop")
        assert "本周" in hand.text
        assert "正在读这一周" not in hand.text


async def test_an_old_week_that_is_left_is_thrown_away(desk: Desk, held: Held) -> None:
    async with on_screen(desk, WeekScreen("2026-W48"), now=LATER) as hand:
        await hand.press("full_stop")
        held.gate.set()
        await hand.until(lambda: not hand.screen._reading._busy)
        assert "第7周   本周" in hand.text
        held.gate.clear()
        await hand.press("escape")
        await hand.app.push_screen(WeekScreen("2026-W48"))
        await hand.settle()
        await hand.press("escape")
        assert isinstance(hand.screen, BoardScreen)
        held.gate.set()
        await hand.press("v")
        assert "第7周   本周" in hand.text


async def test_an_old_week_is_read_again_when_something_changes(desk: Desk, held: Held) -> None:
    async with on_screen(desk, WeekScreen("2026-W48"), now=LATER) as hand:
        await hand.until(lambda: held.asked)
        add_todo(desk, "补一件", LATER, day=date(2026, 11, 24))  # while it is read
        held.gate.set()
        await hand.until(lambda: "补一件" in hand.text)
        held.gate.clear()
        add_todo(desk, "再补一件", LATER, day=date(2026, 11, 24))
        await hand.settle()
        assert "补一件" in hand.text  # what stood there stands until it is read
        assert "正在读这一周" not in hand.text
        held.gate.set()
        await hand.until(lambda: "再补一件" in hand.text)


async def test_an_old_week_that_cannot_be_read_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> Week:
        raise Unusable("file.empty", path=desk.store.path)

    monkeypatch.setattr("aetui.screens.week.screen.week", gone)
    async with on_screen(desk, WeekScreen("2026-W48"), now=LATER) as hand:
        await hand.until(lambda: sentence(ZH, Unusable("file.empty", path=desk.store.path))[:12] in hand.text)
        monkeypatch.undo()
        await hand.press("left")
        await hand.until(lambda: "第47周" in hand.text and "正在读这一周" not in hand.text)
