"""What is typed on the board in one line: a to-do, a memo, a meeting, a card; what was understood stands at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from aetui.desk import drafts
from aetui.domain.errors import DeskError
from aetui.locales.dates import when
from aetui.screens import entries
from aetui.screens.base import DeskScreen
from aetui.widgets.cells import Part, Parts
from aetui.widgets.prompt import Prompt


class EntryScreen(DeskScreen):
    """A screen with a prompt that takes such lines."""

    def action_todo(self) -> None:
        self._enter("todo", entries.todo, lambda e: [*self._whose(e.owner), *self._time(e.due)])

    def action_memo(self) -> None:
        self._enter("memo", entries.memo, lambda e: self._time(e.due))

    def action_meeting(self) -> None:
        self._enter("meeting", entries.meeting, lambda e: [*self._client(e), *self._time(e.due)])

    def ask_throw_away(self, call_id: str) -> None:
        """What was left on the phone (of no call yet: "") is thrown away, if the user says so."""

        def answered(text: str | None) -> None:
            if (text or "").strip().lower() not in ("y", "yes", "是"):
                return
            with self.minding():
                if call_id:
                    drafts.throw_away(self.desk, call_id, self.now())
                else:
                    drafts.Spare(self.desk).text = ""
                self.look()

        self.query_one(Prompt).ask(self.say("ask.throw_away"), answered, default="y")

    def look(self) -> None:
        """Show everything anew."""

    def _enter(
        self,
        name: str,
        write: Callable[..., Any],
        shown: Callable[[entries.Entry], Sequence[Part]],
    ) -> None:
        flags = {"memo": {"head": True}, "card": {"client": True}, "meeting": {"client": True}}.get(name, {})

        def understand(line: str) -> Parts:
            return tuple(shown(entries.read(self.desk, line, self.now(), **flags))) if line.strip() else ()

        def answered(line: str | None) -> None:
            if line is None or not line.strip():
                return
            try:
                write(self.desk, line, self.now())
            except DeskError as mistake:
                # The line stays as it was typed, to be mended.
                self.desk_app.complain(mistake)
                ask(line)

        def ask(draft: str = "") -> None:
            prompt.ask(self.say(f"ask.{name}"), answered, key=name, draft=draft, understand=understand)

        prompt = self.query_one(Prompt)
        ask()

    def _whose(self, owner: str | None) -> list[Part]:
        return [(self.say("made.todo", owner=owner) + " ", "act")] if owner else []

    def _client(self, entry: entries.Entry) -> list[Part]:
        if entry.client:
            return [(f"{entry.client.name} ", "act")]
        return [(self.say("board.no_client") + " ", "soon")] if entry.head else []

    def _time(self, due: datetime | None) -> list[Part]:
        return [("· " + when(self.say, self.desk.local(due), self.now()), "act")] if due else []
