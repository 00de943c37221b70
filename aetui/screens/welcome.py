"""The first morning: three lines to fill in. And the questions that take a client into the book."""

from __future__ import annotations

import asyncio
import re
from typing import Any, ClassVar

from textual.app import ComposeResult

from aetui.desk.clients import add_client, with_keys
from aetui.desk.names import keys_of, short_name
from aetui.desk.profile import set_profiles
from aetui.domain.errors import DeskError
from aetui.domain.plainwords import parse_slot
from aetui.domain.records import Contact, Slot
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

    def on_typing_line_submitted(self, event: TypingLine.Submitted) -> None:
        if event.line.id == FIELDS[-1]:
            self.run_worker(self._begin(), exclusive=True)
        else:
            self.action_step(1)

    async def _begin(self) -> None:
        """Write what was typed; where something can't be, it is told, and all stays on the screen."""
        text = {field: self.query_one(f"#{field}", TypingLine).text.strip() for field in FIELDS}
        names = [n.strip() for n in re.split(r"[，,、;；\s]+", text["clients"]) if n.strip()]
        # pypinyin takes a while to import, and the screen must not stand still meanwhile.
        keys = await asyncio.to_thread(lambda: {n: keys_of(n, short_name(n)) for n in names})
        try:
            values = {"name": text["name"], "roles": text["roles"] or "AE", "lang": self.say.lang}
            set_profiles(self.desk, values, self.now())
            for name in names:
                if not any(c.name == name for c in self.desk.book.clients.values()):
                    add_client(self.desk, name, self.now(), keys=keys[name])
        except DeskError as mistake:
            self.desk_app.complain(mistake)
            return
        self._to_board()

    def _to_board(self) -> None:
        from aetui.screens.board import BoardScreen

        self.app.switch_screen(BoardScreen())

    def action_later(self) -> None:
        """What was typed is kept as far as it goes; the rest can be said on the board."""
        if any(self.query_one(f"#{field}", TypingLine).text.strip() for field in FIELDS):
            self.run_worker(self._begin(), exclusive=True)
        else:
            self._to_board()

    def action_leave(self) -> None:
        self.app.exit()


def ask_client(screen: DeskScreen, prompt: Prompt) -> None:
    """Name, contact, phone, report slot, one question after another; an empty answer leaves that out."""
    said: dict[str, str] = {}
    steps = ("name", "contact", "phone", "report")

    def ask(n: int) -> None:
        step = steps[n]

        def answered(text: str | None) -> None:
            if text is None or (step == "name" and not text.strip()):
                return
            said[step] = text.strip()
            if step == "report" and said[step]:
                try:
                    parse_slot(said[step])
                except DeskError as mistake:
                    screen.desk_app.complain(mistake)
                    ask(n)
                    return
            if n + 1 < len(steps):
                ask(n + 1)
            else:
                screen.run_worker(_add(screen, said))

        prompt.ask(screen.say(f"ask.client.{step}"), answered, key=f"client {step}", default=said.get(step, ""))

    ask(0)


async def _add(screen: DeskScreen, said: dict[str, str]) -> None:
    name = said["name"]
    slot: Slot | None = parse_slot(said["report"]) if said["report"] else None
    contact = Contact(name=said["contact"], phone=said["phone"] or None) if said["contact"] else None
    keys, known = await asyncio.to_thread(
        lambda: (keys_of(name, short_name(name)), [with_keys(contact)] if contact else [])
    )
    with screen.minding():
        made = add_client(screen.desk, name, screen.now(), contacts=known, report=slot, keys=keys)
        screen.desk_app.tell(screen.say("client.added", name=made.name, short=made.short, keys=" ".join(made.keys)))
