"""A to-do for somebody whose desk is looked at: noted on one's own desk, as every other that is given to somebody."""

from __future__ import annotations

from aetui.domain.errors import DeskError
from aetui.screens.frame.base import DeskScreen
from aetui.screens.frame.understood import todo_words
from aetui.widgets.cells import Parts
from aetui.widgets.prompt import Prompt


def ask_todo(screen: DeskScreen, prompt: Prompt, whose: str) -> None:
    """Ask what `whose` is to do, and note it; a line that can't be taken stays as it was typed."""
    own, key = screen.desk_app.desk, f"todo {whose}"

    def understand(line: str) -> Parts:
        return todo_words(screen, line, own) if line.strip() else ()

    def answered(line: str | None) -> None:
        if line is None or not line.strip():
            return
        from aetui.desk.typed.records import note_todo  # the first picture doesn't wait for the grammar

        try:
            todo = note_todo(own, line, screen.now(), owner=whose)
        except DeskError as mistake:
            screen.desk_app.complain(mistake)
            ask(line)
        else:
            screen.desk_app.tell(screen.say("office.todo.given", whose=todo.owner or whose, text=todo.text))

    def ask(draft: str = "") -> None:
        prompt.ask(
            screen.say("ask.their_todo", whose=whose),
            answered,
            key=key,
            draft=draft,
            understand=understand,
            like=screen.say("ask.their_todo.like"),
            harmless=True,
        )

    ask()
