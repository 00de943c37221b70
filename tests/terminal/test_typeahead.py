"""Keys typed ahead reach what the key before them opened, however long that takes."""

from __future__ import annotations

import threading
import time

import pytest
from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.keys import _character_to_key
from textual.screen import Screen
from textual.widget import Widget

from aetui.terminal.app import TerminalApp


class Line(Widget, can_focus=True):
    """Takes letters; Enter opens the next question."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    @property
    def terminal_cursor(self) -> Offset:
        return Offset(0, 0)

    def on_key(self, event: events.Key) -> None:
        if event.character and event.is_printable:
            event.stop()
            self.text += event.character


class Question(Screen[None]):
    BINDINGS = [("enter", "following")]

    def __init__(self, slow: float) -> None:
        super().__init__()
        self.slow = slow
        self.line = Line()

    def compose(self) -> ComposeResult:
        yield self.line

    def on_mount(self) -> None:
        self.line.focus()

    def action_following(self) -> None:
        time.sleep(self.slow)  # as a desk that is reckoned anew
        self.app.push_screen(Question(self.slow))


class Asking(TerminalApp[None]):
    def __init__(self, slow: float) -> None:
        super().__init__()
        self.slow = slow

    def on_mount(self) -> None:
        self.push_screen(Question(self.slow))


class Opened(TerminalApp[None]):
    """Enter opens the first question, as a command's key does; nothing takes text before."""

    BINDINGS = [("enter", "opened")]

    def action_opened(self) -> None:
        self.push_screen(Question(0))


@pytest.mark.parametrize("slow", [0.0, 0.7])
async def test_each_answer_reaches_its_question(slow: float) -> None:
    app = Asking(slow)

    def press(*keys: str) -> None:
        for key in keys:
            app.post_message(events.Key(key, key if len(key) == 1 else "\r"))

    async with app.run_test() as pilot:
        await pilot.pause()
        press("a", "b", "enter")
        if slow:  # what follows comes while nothing is looked at
            threading.Timer(0.6, press, ("c", "enter", "d", "e", "enter", "f")).start()
        else:
            press("c", "enter", "d", "e", "enter", "f")
        for _ in range(600):
            await pilot.pause(0.01)
            if len(app.screen_stack) == 5 and app.screen.line.text:  # type: ignore[attr-defined]
                break
        said = [screen.line.text for screen in app.screen_stack if isinstance(screen, Question)]
    assert said == ["ab", "c", "de", "f"]


@pytest.mark.parametrize("sign", list("，＋？：；（）！、。￥《》·ａ１"))
@pytest.mark.parametrize("ahead", [False, True], ids=["waited for", "typed ahead"])
async def test_a_wide_sign_is_itself_where_a_line_takes_it(sign: str, ahead: bool) -> None:
    """A command's key only where no line takes it by the time that its turn comes; nor does it tell of an input method."""
    app = Opened()
    async with app.run_test() as pilot:
        app.post_message(events.Key("enter", "\r"))
        if not ahead:
            await pilot.pause()
        app.post_message(events.Key(_character_to_key(sign), sign))
        app.post_message(events.Key("enter", "\r"))  # to the next line, which is empty
        for _ in range(200):
            await pilot.pause(0.01)
            if len(app.screen_stack) == 3:
                break
        first, second = (one for one in app.screen_stack if isinstance(one, Question))
        assert (first.line.text, second.line.text) == (sign, "")
        assert not app.function_keys


async def test_keys_go_on_when_what_they_waited_for_is_gone() -> None:
    app = Asking(0)
    async with app.run_test() as pilot:
        await pilot.pause()
        app._ahead._turn = 99  # of a marker that was lost
        app._ahead._since = 0.0
        for key in "xyz":
            app.post_message(events.Key(key, key))
        for _ in range(200):
            await pilot.pause(0.01)
            if app.screen.line.text == "xyz":  # type: ignore[attr-defined]
                break
        assert app.screen.line.text == "xyz"  # type: ignore[attr-defined]
