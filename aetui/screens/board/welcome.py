"""The first morning: a few lines to fill in, each on disk at its Enter, none needed."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from textual.app import ComposeResult

from aetui.commands import WELCOME, of
from aetui.desk.book.clients import add_client
from aetui.desk.book.people import add_person
from aetui.desk.book.profile import set_profiles
from aetui.desk.find.names import keys_of
from aetui.desk.phone.drafts import LineDrafts
from aetui.domain.errors import DeskError
from aetui.domain.lines import names as name_line
from aetui.domain.lines import person
from aetui.domain.roles import ROLES, role_sign, role_signs
from aetui.locales import LANGS, Texts
from aetui.screens.frame.base import DeskScreen
from aetui.widgets.bars import HeadLine
from aetui.widgets.keyline import KeyHint, KeyLine
from aetui.widgets.lines import LineList, Row, Section
from aetui.widgets.notice import hide_notice
from aetui.widgets.theme import style_sheet
from aetui.widgets.typing_line import TypingLine

FIELDS = ("name", "roles", "clients", "supervisor", "people")
VERBS = {"clients": "client.add", "supervisor": "person.add", "people": "person.add"}
LINES = 4
"""The words above the fields."""


class WelcomeScreen(DeskScreen):
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("welcome")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012
    WHERE = WELCOME
    BINDINGS: ClassVar[list[Any]] = [("up,shift+tab", "step(-1)"), ("down,tab", "step(1)")]

    def compose(self) -> ComposeResult:
        yield HeadLine(id="head")
        yield LineList(id="words")
        for field in FIELDS:
            # Names are pasted a line each, too.
            yield TypingLine(join_paste="、" if field in ("clients", "people") else " ", id=field, classes="field")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self._kept = LineDrafts(self.desk)
        for field in FIELDS:
            self.query_one(f"#{field}", TypingLine).text = self._kept.load(f"welcome {field}")
        # What a name sounds like takes a third of a second to reckon the first time: it is begun now, so that Enter can write.
        self.run_worker(asyncio.to_thread(keys_of, "客户"))
        self._say()
        for field in FIELDS:
            self._show_understood(field)
        self.set_focus(self.query_one("#name", TypingLine))

    def _say(self) -> None:
        say = self.say
        self.query_one("#head", HeadLine).show([(say("welcome.title"), "ink bold")], (), [("aetui", "dim")])
        words = [Row("", ((say(f"welcome.line.{n}"), "dim"),), wrap=0) for n in range(1, LINES + 1)]
        self.query_one("#words", LineList).show(Section("words", ((say("welcome.head"), "ink bold"),), tuple(words)))
        for field in FIELDS:
            line = self.query_one(f"#{field}", TypingLine)
            line.prefix = ((say(f"welcome.{field}"), "act bold"), ("  ", ""))
            line.hint = say(f"welcome.{field}.hint")
        here = {c.id: c for c in of(WELCOME)}
        self.query_one(KeyLine).show(
            [
                KeyHint("Enter", say("welcome.enter")),
                KeyHint("↑↓", say("welcome.move")),
                self.hint(here["language"], " / ".join(Texts(lang).facts.name for lang in LANGS)),
                self.hint(here["exit"]),
            ],
            [self.hint(here["back"], say("welcome.later")), self.hint(here["help"])],
        )

    def language_changed(self) -> None:
        self._say()

    def action_language(self) -> None:
        self.desk_app.speak(self.say.after)

    def action_step(self, direction: int) -> None:
        here = self.focused.id if self.focused is not None else None
        at = FIELDS.index(here) if here in FIELDS else 0
        self.query_one(f"#{FIELDS[(at + direction) % len(FIELDS)]}", TypingLine).focus()

    def on_typing_line_edited(self, event: TypingLine.Edited) -> None:
        place = f"welcome {event.line.id}"
        if event.text.strip():
            self._kept.keep(place, event.text)
        else:
            self._kept.forget(place)
        self._show_understood(str(event.line.id))

    def _show_understood(self, field: str) -> None:
        """At the line's end: what it says, as far as that can be read by now."""
        line = self.query_one(f"#{field}", TypingLine)
        line.suffix = ((understood(self, field, line.text), "act"),)

    def on_typing_line_submitted(self, event: TypingLine.Submitted) -> None:
        last = event.line.id == FIELDS[-1]
        mistake = self._write(*(FIELDS if last else (str(event.line.id),)))
        if mistake is not None:
            self.desk_app.complain(mistake)
        elif last:
            self._to_board()
        else:
            self.action_step(1)

    def _write(self, *fields: str) -> DeskError | None:
        """What was typed in these is on disk when this returns; the first mistake, where something can't be: it stays as it is."""
        hide_notice(self)
        wrong: DeskError | None = None
        for field in fields:
            line = self.query_one(f"#{field}", TypingLine)
            said = line.text.strip()
            try:
                if said:
                    with self.desk.change(VERBS.get(field, "profile.set"), self.now(), text=said):
                        self._put(field, said)
            except DeskError as mistake:
                if wrong is None:
                    wrong = mistake
                    line.focus()
            else:
                self._kept.forget(f"welcome {field}")
        return wrong

    def _put(self, field: str, said: str) -> None:
        desk, now = self.desk, self.now()
        if field == "clients":
            for name in name_line.read(said):
                if not any(c.name == name for c in desk.book.clients.values()):
                    add_client(desk, name, now)
        elif field == "supervisor":
            boss = person.read(said)
            add_person(desk, boss.name, "supervisor", now, phone=boss.phone)
        elif field == "people":
            for one in person.read_all(said):
                add_person(desk, one.name, one.role, now, phone=one.phone)
        else:
            set_profiles(desk, {field: said, "lang": self.say.lang}, now)

    def _to_board(self) -> None:
        self.go("board")

    def action_back(self) -> None:
        """To the board, whatever stands here: what can be written is, what can't is told there, and can be said in the settings."""
        app, mistake = self.desk_app, self._write(*FIELDS)
        self._to_board()
        if mistake is not None:
            self.app.call_after_refresh(app.complain, mistake)

    def action_quit(self) -> None:
        mistake = self._write(*FIELDS)
        if mistake is None:
            self.app.exit()
        else:
            self.desk_app.complain(mistake)


def understood(screen: DeskScreen, field: str, said: str) -> str:
    """What a line of the first morning is understood to say; empty while it says nothing that is known."""
    say = screen.say
    if not said.strip():
        return ""
    if field == "roles":
        signs = role_signs(said)
        return " ".join(signs) if all(sign in ROLES for sign in signs) else ""
    if field == "clients":
        return say("welcome.clients.n", n=len(name_line.read(said)))
    if field in ("supervisor", "people"):
        read = person.read_all(said) if field == "people" else [person.read(said)]
        told = [" ".join(t for t in (one.name, one.phone or "", say_role(say, one.role)) if t) for one in read]
        return " · ".join(told)
    return ""


def say_role(say: Texts, role: str | None) -> str:
    """A colleague's role in words."""
    sign = role_sign(role) if role else ""
    return say(f"role.{sign}") if say.has(f"role.{sign}") else sign
