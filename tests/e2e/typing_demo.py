"""A program of one line of input, for the tests beside it: shows what arrived, line by line, as `repr`."""

from __future__ import annotations

import sys

from textual.app import ComposeResult
from textual.binding import Binding

from aetui.terminal.app import TerminalApp
from aetui.widgets.lines import LineList, Row, Section
from aetui.widgets.prompt import Prompt
from aetui.widgets.typing_line import TypingLine


class Typing(TerminalApp[None]):
    CSS = "LineList { height: 1fr; } #in { height: 1; padding: 0 2; }"
    BINDINGS = [
        Binding("f8", "focus_next", priority=True),
        Binding("f9", "quit", priority=True),
        Binding("x", "ask"),
    ]

    def compose(self) -> ComposeResult:
        yield LineList(Section("got"), id="got")
        yield TypingLine(prefix=(("1 ", "faint"),), hint="请说", split_paste=True, clear_on_submit=True, id="in")
        yield Prompt()

    def on_mount(self) -> None:
        self.got: list[str] = []
        if "--list" not in sys.argv:
            self.query_one("#in").focus()

    def action_ask(self) -> None:
        self.query_one(Prompt).ask("问？", lambda answer: self.note(f"ask {answer}"), like="答")

    def on_typing_line_submitted(self, event: TypingLine.Submitted) -> None:
        self.note(event.text)

    def note(self, text: str) -> None:
        self.got.append(text)
        rows = [Row(f"r{n}", ((f"{n}:{len(got)}:{got!r}", "ink"),), wrap=2) for n, got in enumerate(self.got)]
        self.query_one("#got", LineList).show(Section("got", (), tuple(rows)))


if __name__ == "__main__":
    Typing().run()
