"""Every screen's bottom line tells the truth: each key on it is bound to what it says, and pressing it does something."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from offices import one_of
from on_a_desk import Hand, at, on_screen
from once import the_demo
from textual.screen import Screen

from aetui.commands import BY_ID, SCREENS, TYPED
from aetui.commands.keys import Keys
from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.demo import MONDAY
from aetui.desk.ideas import note_idea
from aetui.desk.leave.handover import plan
from aetui.desk.papers.writer import Subject
from aetui.domain.records import Call, Card, Client, Meeting
from aetui.locales import Texts
from aetui.screens.board.welcome import WelcomeScreen
from aetui.screens.day.arrive import ArriveScreen
from aetui.screens.day.review import ReviewScreen
from aetui.screens.frame.help import HelpScreen
from aetui.screens.leave.coming_back import ComingBackScreen
from aetui.screens.leave.handover import HandoverScreen
from aetui.screens.month.appraisal import AppraisalScreen
from aetui.screens.month.billing import BillingScreen
from aetui.screens.month.figures import FiguresScreen
from aetui.screens.month.figures_team import TeamFiguresScreen
from aetui.screens.month.own_check import OwnCheckScreen
from aetui.screens.month.own_year import OwnYearScreen
from aetui.screens.month.plan import PlanScreen
from aetui.screens.month.screen import MonthScreen
from aetui.screens.office.board import TheirBoard
from aetui.screens.office.standing import OfficeScreen
from aetui.screens.office.team import TeamScreen
from aetui.screens.paper.screen import PaperScreen
from aetui.screens.phone.screen import CallScreen
from aetui.screens.record.card import CardScreen
from aetui.screens.record.client import ClientScreen
from aetui.screens.record.detail import DetailScreen
from aetui.screens.record.find import FindScreen
from aetui.screens.record.history import HistoryScreen
from aetui.screens.record.ideas import IdeasScreen
from aetui.screens.record.meeting import MeetingScreen
from aetui.screens.record.quiet import QuietScreen
from aetui.screens.record.rules import RulesScreen
from aetui.screens.record.settings import SettingsScreen
from aetui.screens.week.check import CheckScreen
from aetui.screens.week.review import WeekReviewScreen
from aetui.screens.week.round import CallRound
from aetui.screens.week.round_reports import ReportRound
from aetui.screens.week.screen import WeekScreen
from aetui.widgets.keyline import KeyHint, KeyLine
from aetui.widgets.prompt import Prompt


def first(desk: Desk, kind: type[Any]) -> Any:
    return next(iter(desk.each(kind)))


def left(desk: Desk) -> str:
    return plan(desk, Texts("zh"), at("09:00", 24), at("18:00", 27), MONDAY).id


def their_board(desk: Desk) -> Screen[Any]:
    """Somebody's who answers to this desk, looked at."""
    replica = one_of(desk, "李雯", MONDAY)
    screen = TheirBoard(replica)
    screen.lent = Desk.open(replica.path, program="test", now=MONDAY, look=True)
    return screen


def team(desk: Desk) -> Screen[Any]:
    one_of(desk, "李雯", MONDAY)
    return TeamScreen()


def a_book(desk: Desk) -> Path:
    """An address book of another program."""
    file = desk.store.path.with_name("book.csv")
    file.write_text("公司,姓名,手机\n光明乳业,何明,13900001111\n,孙五,13900003333\n", "utf-8")
    return file


MADE: dict[str, Callable[[Desk], Screen[Any] | None]] = {
    "board": lambda desk: None,
    "call": lambda desk: CallScreen(client=first(desk, Client).name),
    "detail": lambda desk: DetailScreen(f"calls:{first(desk, Call).id}"),
    "card": lambda desk: CardScreen(first(desk, Card).id),
    "client": lambda desk: ClientScreen(first(desk, Client).id),
    "meeting": lambda desk: MeetingScreen(first(desk, Meeting).id),
    "paper": lambda desk: PaperScreen(("schedule", "estimate"), Subject(card=first(desk, Card))),
    "review": lambda desk: ReviewScreen(),
    "handover": lambda desk: HandoverScreen() if left(desk) else None,
    "return": lambda desk: ComingBackScreen(left(desk)),
    "week_review": lambda desk: WeekReviewScreen(),
    "check": lambda desk: CheckScreen(),
    "week": lambda desk: WeekScreen(),
    "calls": lambda desk: CallRound(),
    "reports": lambda desk: ReportRound(),
    "figures": lambda desk: FiguresScreen(),
    "team_figures": lambda desk: TeamFiguresScreen(),
    "month": lambda desk: MonthScreen(),
    "plan": lambda desk: PlanScreen("media", first(desk, Client).id, "2026-12"),
    "appraisal": lambda desk: AppraisalScreen("小王", 2026),
    "settings": lambda desk: SettingsScreen(),
    "rules": lambda desk: RulesScreen(),
    "billing": lambda desk: BillingScreen(),
    "own_year": lambda desk: OwnYearScreen(),
    "own_check": lambda desk: OwnCheckScreen(),
    "quiet": lambda desk: QuietScreen(),
    "history": lambda desk: HistoryScreen(),
    "ideas": lambda desk: IdeasScreen() if note_idea(desk, "结尾倒着放", MONDAY) else None,
    "arrive": lambda desk: ArriveScreen(a_book(desk)),
    "office": lambda desk: OfficeScreen(),
    "team": team,
    "their_board": their_board,
    "find": lambda desk: FindScreen(),
    "help": lambda desk: HelpScreen("board"),
    "welcome": lambda desk: WelcomeScreen(),
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = the_demo(tmp_path)
    set_profile(made, "roles", "AE,AM", MONDAY)
    return made


def hints_of(hand: Hand) -> list[KeyHint]:
    """All that the bottom line would say in a window as wide as it takes."""
    return hand.screen.query_one(KeyLine).fitting(10_000)[0]


def test_every_screen_is_walked() -> None:
    assert set(MADE) == set(SCREENS)


BELOW = ("enter", "up", "down", "tab", "left", "right", "ctrl+q")
"""Keys that the list or the app sees first, and hands on."""


@pytest.mark.parametrize("where", SCREENS)
async def test_the_bottom_line_tells_the_truth(desk: Desk, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = MADE[where](desk)
    async with on_screen(desk, made, now=MONDAY, size=(200, 50)) as hand:
        await hand.settle()
        screen, keys, told = hand.screen, Keys(), list[str]()
        tell = hand.app.tell
        monkeypatch.setattr(hand.app, "tell", lambda text, **how: (told.append(text), tell(text, **how)))
        hints = hints_of(hand)
        assert len({hint.name for hint in hints}) == len(hints), "no two of one name"
        shown = [(hint, BY_ID[name]) for hint in hints if (name := hint.action.removeprefix("screen.")) in BY_ID]
        assert shown
        for hint, command in shown:
            assert where in command.where, hint
            assert hint.key == keys.printed(command, where)
            assert hint.also == keys.printed(command, where, function=True)
            for key in command.keys_on(where):
                bound = screen.active_bindings.get(key)
                assert key in BELOW or (bound is not None and bound.binding.id == command.id), (hint, key)
        if where in TYPED:
            return
        for hint, command in shown:
            if command.id in ("quit", "exit", "back", "home") or where == command.id:
                continue
            before, n, said = hand.text, len(hand.app.screen_stack), len(told)
            await hand.press(command.keys_on(where)[0])
            assert hand.text != before or len(told) > said, f"{hint.key} {hint.name}"
            for _ in range(5):
                if len(hand.app.screen_stack) == n and not any(p.asking for p in hand.screen.query(Prompt)):
                    break
                await hand.press("escape")
            assert hand.screen is screen
