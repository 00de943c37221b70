"""The last line: keys and what they do, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.message import Message

from aetui.terminal.app import TerminalApp
from aetui.widgets.cells import Part, Parts, parts_width, width
from aetui.widgets.painted import Painted
from aetui.widgets.safe import safe


class KeyHint(NamedTuple):
    """A key and its command. `also`: the function or control key that works while an input method is on.

    `action` is a Textual action that a click runs (`screen.call`), empty: the click only posts Chosen.
    """

    key: str
    name: str
    action: str = ""
    also: str = ""


class KeyLine(Painted):
    """Key hints in order of weight: those at the end are dropped first, `last` (how to leave, help) never."""

    GAP = 3

    class Chosen(Message):
        """A hint was clicked."""

        def __init__(self, line: KeyLine, hint: KeyHint) -> None:
            super().__init__()
            self.line = line
            self.hint = hint

        @property
        def control(self) -> KeyLine:
            return self.line

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._hints: tuple[KeyHint, ...] = ()
        self._last: tuple[KeyHint, ...] = ()
        self._function_keys = False
        self._on_its_way = ""
        self._instead: tuple[KeyHint, ...] | None = None
        self._places: list[tuple[int, int, KeyHint]] = []

    def show(self, hints: Sequence[KeyHint], last: Sequence[KeyHint] = ()) -> None:
        self._hints, self._last = tuple(hints), tuple(last)
        self.repaint()

    def meanwhile(self, hints: Sequence[KeyHint] | None) -> None:
        """Show these in place of its own, all of them of the kind that never gives way; None: its own again."""
        self._instead = tuple(hints) if hints is not None else None
        self.repaint()

    @property
    def in_between(self) -> bool:
        """Whether it shows other hints than its own: a line is asked for."""
        return self._instead is not None

    def on_mount(self) -> None:
        if isinstance(self.app, TerminalApp):
            self.watch(self.app, "function_keys", self._turned)
            self.watch(self.app, "on_its_way", self._sent)

    def _turned(self, shown: bool) -> None:
        """Print the function keys in place of the letters, which an input method would swallow."""
        self._function_keys = shown
        self.repaint()

    def _sent(self, on_its_way: str) -> None:
        """Say at the right that what was typed is on its way to the disk, until it is there."""
        self._on_its_way = on_its_way
        self.repaint()

    def _label(self, hint: KeyHint) -> str:
        return safe(hint.also if self._function_keys and hint.also else hint.key)

    def _cells(self, hint: KeyHint) -> int:
        return width(self._label(hint)) + 1 + width(safe(hint.name))

    def fitting(self, cells: int) -> tuple[list[KeyHint], bool]:
        """The hints that fit into `cells`, and whether some had to be left out."""
        if self._instead is not None:
            return list(self._instead), False
        hints = list(self._hints)
        tail = list(self._last)
        left_out = False
        while True:
            line = hints + tail
            sign = self.GAP + 1 if left_out else 0
            if sum(map(self._cells, line)) + self.GAP * max(len(line) - 1, 0) + sign <= cells or not hints:
                return line, left_out
            hints.pop()
            left_out = True

    def paint(self, cells: int, rows: int) -> Sequence[Parts]:  # noqa: ARG002
        way = width(self._on_its_way)
        hints, left_out = self.fitting(cells - (way + self.GAP if way else 0))
        parts: list[Part] = []
        self._places = []
        at = 0
        for index, hint in enumerate(hints):
            if index:
                parts.append((" " * self.GAP, ""))
                at += self.GAP
            if left_out and index == len(hints) - len(self._last):
                parts += [("…", "faint"), (" " * self.GAP, "")]
                at += 1 + self.GAP
            parts += [(self._label(hint), "act bold"), (" " + safe(hint.name), "dim")]
            self._places.append((at, at + self._cells(hint), hint))
            at += self._cells(hint)
        if left_out and not self._last:
            parts += [(" " * self.GAP, ""), ("…", "faint")]
        if way:
            parts += [(" " * max(cells - parts_width(parts) - way, 1), ""), (self._on_its_way, "soon")]
        return [parts]

    async def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for start, end, hint in self._places:
            if start <= offset.x < end:
                event.stop()
                self.post_message(self.Chosen(self, hint))
                if hint.action:
                    await self.screen.run_action(hint.action)
