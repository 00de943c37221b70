"""Every screen in both languages, small and wide, with little and with much on it: as text of cells and styles; the main ones
and the board at each size as pictures besides.

What changed must have been meant: look at the difference, then `AETUI_SNAPSHOTS=new pytest tests/screens/test_snapshots.py`
writes them anew.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from full_desk import full_desk
from on_a_desk import Hand, on_screen
from picture import drawing, picture
from textual.screen import Screen

from aetui.desk.book.clients import add_client
from aetui.desk.book.profile import set_profiles
from aetui.desk.core import Desk
from aetui.desk.demo import MONDAY
from aetui.desk.papers.writer import Subject
from aetui.domain.records import Absence, Call, Card, Client, Meeting, Memo, Todo
from aetui.domain.records.base import Record
from aetui.locales import Texts
from aetui.screens.board.welcome import WelcomeScreen
from aetui.screens.day.arrive import ArriveScreen
from aetui.screens.day.review import ReviewScreen
from aetui.screens.frame.help import HelpScreen
from aetui.screens.frame.palette import PaletteScreen
from aetui.screens.leave.coming_back import ComingBackScreen
from aetui.screens.leave.handover import HandoverScreen
from aetui.screens.month.appraisal import AppraisalScreen
from aetui.screens.month.figures import FiguresScreen
from aetui.screens.month.own_check import OwnCheckScreen
from aetui.screens.month.own_year import OwnYearScreen
from aetui.screens.month.plan import PlanScreen
from aetui.screens.month.screen import MonthScreen
from aetui.screens.paper.screen import PaperScreen
from aetui.screens.phone.screen import CallScreen
from aetui.screens.record.card import CardScreen
from aetui.screens.record.client import ClientScreen
from aetui.screens.record.detail import DetailScreen
from aetui.screens.record.find import FindScreen
from aetui.screens.record.history import HistoryScreen
from aetui.screens.record.meeting import MeetingScreen
from aetui.screens.record.rules import RulesScreen
from aetui.screens.record.settings import SettingsScreen
from aetui.screens.week.review import WeekReviewScreen
from aetui.screens.week.round import CallRound
from aetui.screens.week.round_reports import ReportRound
from aetui.screens.week.screen import WeekScreen

KEPT = Path(__file__).parent / "__snapshots__" / "screens"
DRAWN = KEPT.parent / "pictures"
ANEW = bool(os.environ.get("AETUI_SNAPSHOTS"))

Make = Callable[[Desk], "Screen[Any] | None"]


def the(desk: Desk, kind: type[Record]) -> Any:
    """The first that was made."""
    return min(desk.each(kind), key=lambda record: record.created_at)


def duty(desk: Desk) -> str:
    return f"obligation:{desk.obligations(MONDAY)[0].id}"


def client(desk: Desk) -> Client:
    found: Client = the(desk, Client)
    return found


EVERYWHERE: dict[str, Make] = {
    "board": lambda desk: None,
    "call choice": lambda desk: CallScreen(),
    "call": lambda desk: CallScreen(client=client(desk).name, way="out"),
    "help": lambda desk: HelpScreen("board"),
    "palette": lambda desk: PaletteScreen("board"),
    "find": lambda desk: FindScreen(),
    "settings": lambda desk: SettingsScreen(),
    "history": lambda desk: HistoryScreen(),
    "arrive": lambda desk: ArriveScreen(Path(__file__).with_name("arriving.csv")),
    "rules": lambda desk: RulesScreen("D4"),
    "own year": lambda desk: OwnYearScreen(),
    "own check": lambda desk: OwnCheckScreen(),
    "welcome": lambda desk: WelcomeScreen(),
    "client": lambda desk: ClientScreen(client(desk).id),
    "duty": lambda desk: DetailScreen(duty(desk)),
    "review": lambda desk: ReviewScreen(),
    "week": lambda desk: WeekScreen(),
    "week review": lambda desk: WeekReviewScreen(),
    "month": lambda desk: MonthScreen(),
    "figures": lambda desk: FiguresScreen(),
    "handover": lambda desk: HandoverScreen(),
    "calls": lambda desk: CallRound(),
    "reports": lambda desk: ReportRound(),
    "plan": lambda desk: PlanScreen("media", client(desk).id, "2026-12"),
    "appraisal": lambda desk: AppraisalScreen("Lou" if _english(desk) else "小陆", 2026),
    "weekly": lambda desk: PaperScreen(("weekly", "monthly"), Subject(client=client(desk))),
}
WITH_MUCH: dict[str, Make] = {
    "card": lambda desk: CardScreen(the(desk, Card).id),
    "meeting": lambda desk: MeetingScreen(the(desk, Meeting).id),
    "schedule": lambda desk: PaperScreen(("schedule", "estimate"), Subject(card=the(desk, Card))),
    "agenda": lambda desk: PaperScreen(("agenda", "minutes"), Subject(meeting=the(desk, Meeting))),
    "rule": lambda desk: DetailScreen("rules:D4"),
    "todo": lambda desk: DetailScreen(f"todos:{the(desk, Todo).id}"),
    "memo": lambda desk: DetailScreen(f"memos:{the(desk, Memo).id}"),
    "one call": lambda desk: DetailScreen(f"calls:{the(desk, Call).id}"),
}

QUESTION: tuple[Make, tuple[str, ...]] = (lambda desk: None, ("x",))
STEPS: dict[str, tuple[Make, tuple[str, ...]]] = {
    "templates": (lambda desk: HandoverScreen(), ("f8",)),
    "coming back": (lambda desk: ComingBackScreen(the(desk, Absence).id), ()),
    "call with items": (
        lambda desk: CallScreen(client=client(desk).name, way="out"),
        ("enter", "=+ A4 fri", "=> A5 wed 12:00", "=? A6", "=# A7", "=A8"),
    ),
    "ticking": (lambda desk: CallScreen(client=client(desk).name, way="out"), ("enter", "f8")),
}
"""Screens after some keys, a line that is typed with its Enter behind `=`; on the full desk, in this order: they leave traces."""

MAIN = ["board", "call", "review", "week", "month", "figures", "handover", "calls", "reports", "plan", "appraisal", "weekly", "client", "duty", "settings", "card", "meeting", "schedule", "agenda", "call-with-items"]  # fmt: skip
"""What is drawn as a picture too."""


def _english(desk: Desk) -> bool:
    return client(desk).name.isascii()


def little_desk(folder: Path, lang: str) -> Desk:
    """A profile and one client."""
    say = Texts(lang)
    desk = Desk.open(folder / "new.json", program="tests", now=MONDAY)
    set_profiles(
        desk, {"name": say("demo.me"), "roles": "AE,AM", "timezone": "Asia/Shanghai", "calendar": "CN"}, MONDAY
    )
    add_client(desk, say("demo.food"), MONDAY)
    return desk


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Ids by number: what stands first of two that are equal is the same each time. A terminal of all colours, a desk
    whose path is short and the same everywhere."""
    numbers = count(1)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.urandom", lambda n: next(numbers).to_bytes(n, "big"))


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("much", [False, True], ids=["little", "much"])
async def test_every_screen(lang: str, size: tuple[int, int], much: bool) -> None:
    desk = full_desk(Path(), lang) if much else little_desk(Path(), lang)
    folder = KEPT / ("much" if much else "little") / f"{lang}-{size[0]}x{size[1]}"
    made = EVERYWHERE | (WITH_MUCH if much else {})
    steps = {"question": QUESTION} | {name: (make, ()) for name, make in made.items()} | (STEPS if much else {})
    told: list[str] = []
    async with on_screen(desk, now=MONDAY, size=size, lang=lang) as hand:
        for name, (make, keys) in steps.items():
            seen, drawn = await _seen(hand, make(desk), keys)
            name = name.replace(" ", "-")
            told += _compared(folder / f"{name}.txt", seen)
            if much and name in MAIN and (size == (120, 36) or name == "board"):
                told += _compared(DRAWN / folder.name / f"{name}.svg", drawn)
    desk.close()
    assert not told, "\n".join([*told, "", "As meant? AETUI_SNAPSHOTS=new writes them anew."])


async def _seen(hand: Hand, screen: Screen[Any] | None, keys: tuple[str, ...]) -> tuple[str, str]:
    """The screen in front of the board, after these keys, as text and as a picture; the board is there again afterwards."""
    if screen is not None:
        await hand.app.push_screen(screen)
        await hand.settle()
        await hand.app.workers.wait_for_complete()
        await hand.settle()
    for key in keys:
        if key.startswith("="):
            await hand.type(f"{key[1:]}\n")
        else:
            await hand.press(key)
    seen = picture(hand.screen), drawing(hand.screen)
    if keys:
        await hand.press("escape")
    while len(hand.app.screen_stack) > 2:
        await hand.app.pop_screen()
        await hand.settle()
    return seen


def _compared(file: Path, seen: str) -> list[str]:
    if ANEW:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(seen, encoding="utf-8")
        return []
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    name = f"{file.parent.parent.name}/{file.parent.name}/{file.name}"
    return list(
        difflib.unified_diff(kept.splitlines(), seen.splitlines(), f"{name} kept", f"{name} seen", n=0, lineterm="")
    )
