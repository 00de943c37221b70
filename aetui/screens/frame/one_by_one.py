"""Screens that show one thing at a time, large: what is left below it, what goes with it at the right, a bar across."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from aetui.desk.core import Changed
from aetui.screens.frame.page import NARROW
from aetui.screens.frame.questions import AskingScreen
from aetui.widgets.bars import ShareBar
from aetui.widgets.lines import LineList
from aetui.widgets.notice import hide_notice
from aetui.widgets.theme import style_sheet


class OneByOneScreen(AskingScreen):
    """The cursor in the list of what is left is the thing at hand: moving it skips and jumps. Subclasses say `_look`
    (read anew, show it all), `_show_thing` and `_show_head`. Below 100 cells the right side is seen in turn (Tab)."""

    CSS_PATH: ClassVar[list[Any]] = [style_sheet("one_by_one")]
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (NARROW, "-usual")]  # noqa: RUF012
    FREE: ClassVar[frozenset[str]] = frozenset({"tab"})
    """Keys that mean something here, not in a list."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = False
        self.bar = ShareBar("done", id="bar")
        self.thing, self.left = (LineList(id=name, free_keys=self.FREE) for name in ("thing", "left"))
        self.right = LineList(id="right", classes="raised", free_keys=self.FREE)
        self.thing.can_focus = False

    def middle(self) -> ComposeResult:
        yield self.bar
        with Horizontal(id="sides"):
            with Vertical(id="work"):
                yield self.thing
                yield self.left
            yield self.right

    def on_mount(self) -> None:
        self._shown = True
        self.set_focus(self.left)  # at once: a question may take it from there
        self._look()
        self._opened()

    def on_key(self, event: events.Key) -> None:
        """A key is the next step: what the one before said is gone. While a line is typed it stays."""
        if self.prompt.asking:
            return
        hide_notice(self)
        if event.character is not None and event.character.isdecimal() and self._digit(int(event.character)):
            event.stop()

    # What subclasses say. Not by handlers of their own: each class's handler of an event is called.

    def _opened(self) -> None:
        """It is seen for the first time."""

    def _digit(self, n: int) -> bool:  # noqa: ARG002
        """A digit was pressed; whether it means something."""
        return False

    def _moved(self) -> None:
        """Another thing is at hand."""
        self._show_thing()

    def _look(self) -> None:
        raise NotImplementedError

    def _show_thing(self) -> None:
        raise NotImplementedError

    def _show_head(self, now: datetime) -> None:
        raise NotImplementedError

    # Moving

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        if event.lines is self.left:
            self._moved()

    def on_line_list_past_end(self, event: LineList.PastEnd) -> None:
        event.stop()

    def _lists(self) -> list[LineList]:
        return [one for one in self.query(LineList) if one.can_focus]

    def _step_section(self, direction: int) -> None:
        if self.has_class("-slim") and self.focused is self.left:  # what is left is one step, however much it is
            self._step_list(direction)
        else:
            super()._step_section(direction)

    def bring_forward(self, lines: LineList) -> None:
        self.set_class(lines is self.right, "-right")  # where only one is seen

    def action_back(self) -> None:
        self.dismiss()

    # Showing

    def tick(self, now: datetime) -> None:
        if self._shown:
            self.left.tick(now.timestamp())
            self._show_head(now)

    def desk_changed(self, changed: Changed) -> None:  # noqa: ARG002
        if self._shown:
            self._look()

    def language_changed(self) -> None:
        if self._shown:
            self._look()
