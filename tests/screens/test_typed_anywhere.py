"""Law 4 over the kind: whatever keys follow, a text that was typed on any screen stands in a record, in the log, or among what
is kept half-typed."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from on_a_desk import at, new_desk, on_screen

from aetui.desk.core import Desk
from aetui.desk.leave.handover import plan
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.phone.calls import record_call
from aetui.domain.records import KINDS, Card, Client, Meeting
from aetui.locales import Texts
from aetui.screens.day.review import ReviewScreen
from aetui.screens.leave.handover import HandoverScreen
from aetui.screens.month.appraisal import AppraisalScreen
from aetui.screens.month.plan import PlanScreen
from aetui.screens.phone.screen import CallScreen
from aetui.screens.record.card import CardScreen
from aetui.screens.record.client import ClientScreen
from aetui.screens.record.meeting import MeetingScreen
from aetui.screens.record.settings import SettingsScreen
from aetui.screens.week.review import WeekReviewScreen
from aetui.screens.week.screen import WeekScreen
from aetui.widgets.typing_line import TypingLine

KEYS = (
    "escape",
    "enter",
    "up",
    "down",
    "tab",
    "ctrl+z",
    "ctrl+y",
    "f3",
    "f4",
    "f5",
    "f6",
    "f7",
    "f8",
    "f9",
    "f12",
    "ctrl+t",
    "ctrl+r",
    "ctrl+e",
)
PAGES: dict[str, Callable[[Desk], Any]] = {
    "meeting": lambda desk: MeetingScreen(next(iter(desk.each(Meeting))).id),
    "plan": lambda desk: PlanScreen("budget", next(iter(desk.each(Client))).id, "2026-Q4"),
    "appraisal": lambda _: AppraisalScreen("小王", 2026),
    "review": lambda _: ReviewScreen(),
    "handover": lambda _: HandoverScreen(),
    "week": lambda _: WeekScreen(),
    "week review": lambda _: WeekReviewScreen(),
    "settings": lambda _: SettingsScreen(),
}
WHERE = ("board", "call", "choosing", "card", "client", "missed", *PAGES)


def screen(desk: Desk, where: str) -> Any:
    if where in PAGES:
        return PAGES[where](desk)
    if where == "card":
        return CardScreen(next(iter(desk.each(Card))).id)
    if where == "client":
        return ClientScreen(next(iter(desk.each(Client))).id)
    if where in ("call", "missed"):
        return CallScreen("ml")
    return CallScreen() if where == "choosing" else None


def kept(desk: Desk) -> str:
    """All that stands on disk: records, what was changed and taken back, what is half-typed."""
    records = [msgspec.json.encode(one).decode() for kind in KINDS for one in desk.store.table(kind).records()]
    log = [
        msgspec.json.encode([e.verb, e.args, [x.before for x in e.edits], [x.after for x in e.edits]]).decode()
        for e in desk.store.log(999)
    ]
    drafts = desk.store.path.with_suffix(".drafts")
    return "\n".join([*records, *log, drafts.read_text("utf-8") if drafts.exists() else ""])


async def live(where: str, moves: list[str]) -> tuple[list[str], str]:
    """What was typed, and what is kept of it, after these keys (`w` types a word)."""
    typed: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        desk = new_desk(Path(folder))
        record_call(desk, at("09:10"), ["+ 海报", "? 报价"], client="ml")
        add_meeting(desk, "提案会", at("09:12"), client="ml", start=at("14:00", 26), place="ours")
        plan(desk, Texts("zh"), at("09:00", 24), at("18:00", 27), at("09:15"), why="年假")
        async with on_screen(desk, screen(desk, where), now=at("09:32")) as hand:
            if where == "missed":
                await hand.press("f3", "f3")
            for move in moves:
                line = hand.app.focused if isinstance(hand.app.focused, TypingLine) else None
                if move in ("ctrl+z", "ctrl+y") and line is not None and line.text:
                    continue  # a line's own editing: what is taken out of it there is taken out on purpose
                if move != "w":
                    await hand.press(move)
                elif line is not None:
                    typed.append(f"纸样{len(typed)}乙")
                    line.insert(typed[-1])
                    await hand.settle()
            await asyncio.sleep(0.15)  # a burst of keys is one draft
            await hand.settle()
        found = kept(desk)
        desk.close()
    return typed, found


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@example("handover", ["f6", "w"])
@given(st.sampled_from(WHERE), st.lists(st.one_of(st.just("w"), st.sampled_from(KEYS)), min_size=2, max_size=14))
def test_what_is_typed_is_kept(where: str, moves: list[str]) -> None:
    typed, found = asyncio.run(live(where, moves))
    for word in typed:
        assert word in found, (where, moves, word)
