"""A question in one line at the bottom of a screen: Enter takes the answer, Esc keeps it for next time."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from aetui.widgets.cells import Parts
from aetui.widgets.typing_line import TypingLine

Answered = Callable[[str | None], None]
Understand = Callable[[str], Parts]


class Prompt(Horizontal):
    """Stands hidden in a screen until `ask`; then it has the focus, and no key reaches the screen.

    What is left with Esc is offered again when the same `key` is asked for; it is forgotten with the app.
    """

    DEFAULT_CSS = """
    Prompt { height: 1; display: none; background: $surface; padding: 0 2; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._answered: Answered | None = None
        self._understand: Understand | None = None
        self._key = ""
        self._drafts: dict[str, str] = {}
        self._came_from: Widget | None = None

    def compose(self) -> ComposeResult:
        yield TypingLine()

    @property
    def line(self) -> TypingLine:
        return self.query_one(TypingLine)

    @property
    def asking(self) -> bool:
        return self._answered is not None

    def ask(
        self,
        question: str,
        answered: Answered,
        *,
        default: str = "",
        key: str = "",
        understand: Understand | None = None,
    ) -> None:
        """Ask. `answered` is called with the text that Enter took, or with None if it was left.

        `default` stands in the line, selected: typing replaces it. A draft left under `key` comes before it.
        `understand` is called with the text now and after each edit; what it returns stands at the end.
        """
        if self.asking:
            self._close(None)
        self._answered, self._understand, self._key = answered, understand, key
        self._came_from = self.screen.focused
        draft = self._drafts.get(key, "") if key else ""
        line = self.line
        line.prefix = ((f"{question} ", "act bold"),)
        line.text = draft or default
        line.suffix = understand(line.text) if understand is not None else ()
        if default and not draft:
            line.select_all()
        self.display = True
        self.screen.set_focus(line)

    def cancel(self) -> None:
        """As Esc: close without an answer, keep what was typed."""
        if not self.asking:
            return
        if self._key:
            self._drafts[self._key] = self.line.text
        self._close(None)

    def _close(self, answer: str | None) -> None:
        answered, self._answered = self._answered, None
        self.display = False
        if self.line.has_focus:
            back = self._came_from
            self.screen.set_focus(back if back is not None and back.is_attached else None)
        if answered is not None:
            answered(answer)

    def on_typing_line_changed(self, event: TypingLine.Changed) -> None:
        event.stop()
        if self.asking and self._understand is not None:
            self.line.suffix = self._understand(event.text)

    def on_typing_line_submitted(self, event: TypingLine.Submitted) -> None:
        event.stop()
        if self.asking:
            self._drafts.pop(self._key, None)
            self._close(event.text)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key == "escape":
            event.prevent_default()
            self.cancel()

    def on_descendant_blur(self) -> None:
        # A click elsewhere leaves the question; the window's losing the focus does not.
        if self.app.app_focus:
            self.cancel()
