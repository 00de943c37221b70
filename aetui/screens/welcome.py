"""The first morning: three lines to fill in. And the questions that take a client into the book."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from textual.app import ComposeResult

from aetui.desk.clients import add_client
from aetui.desk.drafts import LineDrafts
from aetui.desk.names import keys_of
from aetui.desk.profile import set_profiles
from aetui.domain.errors import DeskError
from aetui.domain.lines import names as name_line
from aetui.domain.lines import slot
from aetui.domain.records import Contact
from aetui.screens.base import DeskScreen
from aetui.widgets.bars import HeadLine
from aetui.widgets.keyline import KeyHint, KeyLine
from aetui.widgets.lines import LineList, Row, Section
from aetui.widgets.prompt import Prompt
from aetui.widgets.theme import sheet
from aetui.widgets.typing_line import TypingLine

FIELDS = ("name", "roles", "clients")


class WelcomeScreen(DeskScreen):
    CSS_PATH: ClassVar[list[Any]] = [sheet("welcome")]
    BINDINGS: ClassVar[list[Any]] = [
        ("escape", "later"),
        ("up,shift+tab", "step(-1)"),
        ("down,tab", "step(1)"),
        ("f11", "language"),
        ("ctrl+q", "leave"),
    ]

    def compose(self) -> ComposeResult:
        yield HeadLine(id="head")
        yield LineList(id="words")
        for field in FIELDS:
            yield TypingLine(id=field, classes="field")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self._kept = LineDrafts(self.desk)
        for field in FIELDS:
            self.query_one(f"#{field}", TypingLine).text = self._kept.load(f"welcome {field}")
        # What a name sounds like takes a third of a second to reckon the first time: it is begun now, so that Enter can write.
        self.run_worker(asyncio.to_thread(keys_of, "客户"))
        self._say()
        self.query_one("#name", TypingLine).focus()

    def _say(self) -> None:
        say = self.say
        self.query_one("#head", HeadLine).show([(say("welcome.title"), "ink bold")], [("aetui", "dim")])
        words = [Row("", ((say(f"welcome.line.{n}"), "dim"),), wrap=0) for n in (1, 2, 3)]
        self.query_one("#words", LineList).show(Section("words", ((say("welcome.head"), "ink bold"),), tuple(words)))
        for field in FIELDS:
            line = self.query_one(f"#{field}", TypingLine)
            line.prefix = ((say(f"welcome.{field}"), "act bold"), ("  ", ""))
            line.hint = say(f"welcome.{field}.hint")
        self.query_one(KeyLine).show(
            [
                KeyHint("Enter", say("welcome.enter")),
                KeyHint("↑↓", say("welcome.move")),
                KeyHint("F11", "English / 中文", action="screen.language"),
                KeyHint("Esc", say("welcome.later"), action="screen.later"),
            ]
        )

    def language_changed(self) -> None:
        self._say()

    def action_language(self) -> None:
        self.desk_app.speak("en" if self.say.lang == "zh" else "zh")

    def action_step(self, direction: int) -> None:
        here = self.focused.id if self.focused is not None else None
        at = FIELDS.index(here) if here in FIELDS else 0
        self.query_one(f"#{FIELDS[(at + direction) % len(FIELDS)]}", TypingLine).focus()

    def on_typing_line_changed(self, event: TypingLine.Changed) -> None:
        place = f"welcome {event.line.id}"
        if event.text.strip():
            self._kept.keep(place, event.text)
        else:
            self._kept.forget(place)

    def on_typing_line_submitted(self, event: TypingLine.Submitted) -> None:
        if event.line.id == FIELDS[-1]:
            if self._write(*FIELDS):
                self._to_board()
        elif self._write(str(event.line.id)):
            self.action_step(1)

    def _write(self, *fields: str) -> bool:
        """What was typed there is on disk when this returns True; else it is told what can't be, and all stays on the screen."""
        text = {field: self.query_one(f"#{field}", TypingLine).text.strip() for field in fields}
        try:
            values = {field: text[field] for field in ("name", "roles") if text.get(field)}
            if values:
                set_profiles(self.desk, {**values, "lang": self.say.lang}, self.now())
            self._take_in(text.get("clients", ""))
        except DeskError as mistake:
            self.desk_app.complain(mistake)
            return False
        for field in fields:
            self._kept.forget(f"welcome {field}")
        return True

    def _take_in(self, said: str) -> None:
        """The clients, as far as they aren't in the book."""
        for name in name_line.read(said):
            if not any(c.name == name for c in self.desk.book.clients.values()):
                add_client(self.desk, name, self.now())

    def _to_board(self) -> None:
        from aetui.screens.board import BoardScreen

        self.app.switch_screen(BoardScreen())

    def action_later(self) -> None:
        """What was typed is written; the rest can be said on the board."""
        if self._write(*FIELDS):
            self._to_board()

    def action_leave(self) -> None:
        if self._write(*FIELDS):
            self.app.exit()


def ask_client(screen: DeskScreen, prompt: Prompt) -> None:
    """Name, contact, phone, report slot, one question after another; an empty answer leaves that out."""
    said: dict[str, str] = {}
    steps = ("name", "contact", "phone", "report")

    def ask(n: int, draft: str = "") -> None:
        step = steps[n]

        def answered(text: str | None) -> None:
            if text is None or (step == "name" and not text.strip()):
                return
            said[step] = text.strip()
            if step == "report" and said[step]:
                try:
                    slot.read(said[step])
                except DeskError as mistake:
                    screen.desk_app.complain(mistake)
                    ask(n, text)
                    return
            if n + 1 < len(steps):
                ask(n + 1)
            else:
                _add(screen, prompt, said)

        prompt.ask(
            screen.say(f"ask.client.{step}"),
            answered,
            key=f"client {step}",
            default=said.get(step, ""),
            draft=draft,
        )

    # What a name sounds like takes a third of a second to reckon the first time: it is begun while the questions are answered.
    screen.run_worker(asyncio.to_thread(keys_of, "客户"))
    ask(0)


def _add(screen: DeskScreen, prompt: Prompt, said: dict[str, str]) -> None:
    name = said["name"]
    report = slot.read(said["report"])
    contact = Contact(name=said["contact"], phone=said["phone"] or None) if said["contact"] else None
    try:
        made = add_client(screen.desk, name, screen.now(), contacts=[contact] if contact else [], report=report)
    except DeskError as mistake:
        screen.desk_app.complain(mistake)
        for step, text in said.items():  # each is offered again
            if text:
                prompt.put_by(f"client {step}", text)
        return
    screen.desk_app.tell(screen.say("client.added", name=made.name, short=made.short, keys=" ".join(made.keys)))
