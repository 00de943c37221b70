"""What is typed on the board in one line: a to-do, a memo, a meeting, a card; what was understood stands at its end."""

from __future__ import annotations

from collections.abc import Callable

from aetui.desk.day.todos import drop_todo
from aetui.desk.find.finder import Ambiguous
from aetui.desk.phone import drafts
from aetui.domain.errors import DeskError
from aetui.domain.records import Card, Client, Cover, Meeting
from aetui.locales import agrees
from aetui.screens.frame import understood as entries
from aetui.screens.frame.base import DeskScreen
from aetui.widgets.cells import Parts
from aetui.widgets.prompt import Prompt


class EntryScreen(DeskScreen):
    """A screen with a prompt that takes such lines."""

    def action_todo(self) -> None:
        self._enter("todo", _note_todo, entries.todo_words)

    def action_memo(self) -> None:
        self._enter("memo", _note_memo, entries.memo_words)

    def action_meeting(self) -> None:
        self._enter("meeting", _note_meeting, entries.meeting_words)

    def ask_throw_away(self, call_id: str) -> None:
        """What was left on the phone (of no call yet: "") is thrown away, if the user says so."""

        def answered(text: str | None) -> None:
            if not agrees(text):
                return
            with self.minding():
                if call_id:
                    drafts.throw_away(self.desk, call_id, self.now())
                else:
                    drafts.Spare(self.desk).text = ""
                self.look()

        self.query_one(Prompt).ask(self.say("ask.throw_away"), answered, default="y", like="y")

    def _ask_care(self, cover_id: str, *, done: bool) -> None:
        """How a colleague's thing was done; or (`done` not said) what was done about it, while it stays open."""
        from aetui.desk.leave.bundles import finish, note

        def answered(how: str | None) -> None:
            if how is None:
                return
            with self.minding():
                held = (
                    finish(self.desk, cover_id, self.now(), how=how)
                    if done
                    else note(self.desk, cover_id, how, self.now())
                )
                self.desk_app.tell(self.say("care.finished" if done else "care.noted", what=held.what))

        act = "done" if done else "log"
        held = self.desk.get(Cover, cover_id)
        self.query_one(Prompt).ask(
            self.say(f"ask.care.{act}"),
            answered,
            key=f"care {act} {cover_id}",
            like=self.say(f"ask.care.{act}.like"),
            about=held.what if held else "",
        )

    def _drop(self, todo_id: str, why: str | None) -> None:
        if why is not None:
            with self.minding():
                drop_todo(self.desk, todo_id, why, self.now())

    def look(self) -> None:
        """Show everything anew."""

    def _enter(
        self,
        name: str,
        write: Callable[[DeskScreen, str, Client | None], Card | Meeting | None],
        words: Callable[[DeskScreen, str], Parts],
    ) -> None:
        def understand(line: str) -> Parts:
            return words(self, line) if line.strip() else ()

        def answered(line: str | None) -> None:
            if line is not None and line.strip():
                take(line, None)

        def take(line: str, client: Client | None) -> None:
            try:
                made = write(self, line, client)
                prompt.put_by(name, "")
            except Ambiguous as several:
                which(line, several)
            except DeskError as mistake:
                # The line stays as it was typed, to be mended.
                self.desk_app.complain(mistake)
                ask(line)
            else:
                if made is not None:
                    self.open_made(made)

        def which(line: str, several: Ambiguous) -> None:
            """Several match equally: a digit says which."""

            def picked(said: str | None) -> None:
                n = (said or "").strip()
                if n.isdecimal() and 1 <= int(n) <= len(several.records):
                    take(line, several.records[int(n) - 1])
                    return
                if n:
                    self.desk_app.complain(several)
                ask(line)

            prompt.put_by(name, line)  # safe while it is asked
            listed = "  ".join(f"{n} {label}" for n, label in enumerate(several.labels, 1))
            prompt.ask(self.say("ask.which", names=listed), picked, like="1")

        def ask(draft: str = "") -> None:
            like = self.say(f"ask.{name}.like")
            prompt.ask(self.say(f"ask.{name}"), answered, key=name, draft=draft, understand=understand, like=like)

        prompt = self.query_one(Prompt)
        ask()


# The verbs are imported when a line is taken: the first picture doesn't wait for the grammar.


def _note_todo(screen: DeskScreen, line: str, _: Client | None) -> None:
    from aetui.desk.day.recurring import every, keep
    from aetui.desk.typed.records import note_todo
    from aetui.locales.rules import when_words

    again = every(line)
    if again is None:
        note_todo(screen.desk, line, screen.now())
        return
    keep(screen.desk, again, screen.now())
    screen.desk_app.tell(screen.say("todo.every.added", text=again.text, when=when_words(screen.say, again.when)))


def _note_memo(screen: DeskScreen, line: str, _: Client | None) -> None:
    from aetui.desk.typed.records import note_memo

    note_memo(screen.desk, line, screen.now())


def _note_meeting(screen: DeskScreen, line: str, client: Client | None) -> Meeting:
    from aetui.desk.typed.records import note_meeting

    # A name that several clients share was chosen before: then it is theirs.
    return note_meeting(screen.desk, line, screen.now(), client=client, headed=client is not None)


def note_card(screen: DeskScreen, line: str, client: Client | None) -> Card:
    from aetui.desk.typed.records import note_card as verb

    return verb(screen.desk, line, screen.now(), client=client, headed=client is not None)
