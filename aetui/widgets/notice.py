"""A sentence above the keys that says what just happened, and goes away by itself.

Not Textual's toast: an overlay splits wide characters where a list below it repaints half of one.
"""

from __future__ import annotations

from typing import Any

from textual.screen import Screen
from textual.timer import Timer

from aetui.widgets.keyline import KeyLine
from aetui.widgets.paragraph import Paragraph

SHOWN, SHOWN_LATE = 4.0, 8.0  # seconds; a mistake is read twice


class Notice(Paragraph):
    """Stands in a screen while there is something to say: a mistake says what to do at its end, so nothing of it is cut."""

    DEFAULT_CSS = "Notice { display: block; padding: 0 2; background: $surface; }"

    _ends: Timer | None = None

    def __init__(self, text: str, *, late: bool) -> None:
        super().__init__()
        self._text, self._style, self._late = text, _style(late), late

    def on_mount(self) -> None:
        self.say(self._text, late=self._late)

    def say(self, text: str, *, late: bool) -> None:
        """Say this instead. What is said before the line stands is what it says when it does: the last of several."""
        self._text, self._late = text, late
        if not self.is_attached:
            return
        self.show(text, _style(late))
        if self._ends is not None:
            self._ends.stop()
        self._ends = self.set_timer(SHOWN_LATE if late else SHOWN, self._hide)

    def _hide(self) -> None:
        if self._late and any(line.in_between for line in self.screen.query(KeyLine)):
            self._ends = self.set_timer(SHOWN, self._hide)  # what went wrong stays in sight while it is put right
        else:
            self.display = False


def _style(late: bool) -> str:
    return "late bold" if late else "done"


def hide_notice(screen: Screen[Any]) -> None:
    """What a step said is gone at the next."""
    for notice in screen.query(Notice):
        notice.display = False


def show_notice(screen: Screen[Any], text: str, *, late: bool = False) -> None:
    """Say `text` on `screen`, above its keys; at its end where it has none."""
    found = screen.query(Notice)
    if found:
        found.first().say(text, late=late)
        return
    keys = screen.query(KeyLine)
    screen.mount(Notice(text, late=late), before=keys.first() if keys else None)
