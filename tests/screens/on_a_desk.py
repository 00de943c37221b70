"""Screens on a desk of Monday 2026-11-23, driven by a pilot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from aetui.app import DeskApp
from aetui.desk.book.clients import add_client
from aetui.desk.book.profile import set_profiles
from aetui.desk.core import Desk
from aetui.domain.records import Contact, Slot
from aetui.locales import Texts
from aetui.widgets.typing_line import TypingLine


def at(clock: str, day: int = 23) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day:02d}T{clock}:00+08:00")


def new_desk(folder: Path) -> Desk:
    """A desk with the sample's profile and clients, and nothing on it yet."""
    desk = Desk.open(folder / "liwen.json", program="tests", now=at("09:00"))
    set_profiles(
        desk,
        {
            "name": "李雯",
            "roles": "AE",
            "timezone": "Asia/Shanghai",
            "calendar": "CN",
            "people": "王磊:supervisor,小王:studio",
        },
        at("09:00"),
    )
    for name, contact, slot in (("梅林食品", "陈小姐", 3), ("申花家电", "周先生", 4), ("益力饮料", "刘经理", 2)):
        add_client(
            desk,
            name,
            at("09:00"),
            contacts=[Contact(name=contact, title="经理", phone="021-5555-0101")],
            report=Slot(weekday=slot, minute=960),
        )
    return desk


class Hand:
    """Fingers and eyes: presses keys, commits text, reads the screen."""

    def __init__(self, app: DeskApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Until what was pressed had its effect, and what that led to when it was painted had its own."""
        for _ in range(2):
            await self.pilot.pause()

    async def type(self, *texts: str) -> None:
        """Commit text into the line that has the focus, as an input method does; `\\n` is Enter."""
        for text in texts:
            line = self.app.focused
            assert isinstance(line, TypingLine), line
            line.insert(text.rstrip("\n"))
            await self.settle()
            if text.endswith("\n"):
                await self.press("enter")

    async def until(self, holds: Callable[[], object]) -> None:
        """Until this holds; AssertionError after many looks."""
        for _ in range(200):
            if holds():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"never so:\n{self.text}")

    @property
    def screen(self) -> Screen[Any]:
        return self.app.screen

    @property
    def text(self) -> str:
        """What stands on the screen, without the spaces at the ends of lines."""
        strips = self.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


@asynccontextmanager
async def on_screen(
    desk: Desk,
    screen: Screen[Any] | None = None,
    *,
    now: datetime | None = None,
    size: tuple[int, int] = (120, 36),
    lang: str = "zh",
    call: dict[str, Any] | None = None,
) -> AsyncIterator[Hand]:
    """The app on this desk, with `screen` in front of the board; `call`: as `aetui call` starts it."""
    app = DeskApp(desk, Texts(lang), now=now or at("09:32"), call=call)
    async with app.run_test(size=size) as pilot:
        hand = Hand(app, pilot)
        await hand.settle()
        if screen is not None:
            await app.push_screen(screen)
            await hand.settle()
        yield hand
    assert app.faults == []  # a screen that failed to show a change
