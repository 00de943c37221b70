"""Frequent instructions: a digit picks one, letters find it, or one's own words are taken as they stand (D8)."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from aetui.desk.find.finder import picks
from aetui.desk.find.names import syllables
from aetui.desk.phone.drafts import LineDrafts
from aetui.domain.records.refs import Ref, ref_to
from aetui.screens.frame.base import DeskHost
from aetui.widgets.lines import LineList
from aetui.widgets.rows import Row, Section, heading
from aetui.widgets.theme import style_sheet
from aetui.widgets.typing_line import TypingLine

_DRAFT = "instruction"
"""Where words of one's own are kept until they are taken: Esc loses none."""


class TemplatesScreen(ModalScreen[str | None]):
    """`texts` to choose from, filled in already; `about` says what they are for. Its answer is the text, or None."""

    CSS_PATH: ClassVar[list[Any]] = [style_sheet("handover")]
    BINDINGS: ClassVar[list[Any]] = [("escape", "leave"), ("down", "step(1)"), ("up", "step(-1)")]

    def __init__(self, texts: list[str], about: str) -> None:
        super().__init__()
        self._texts, self._about = texts, about
        self._spoken = False  # how they sound is learned while the first letters are typed

    def compose(self) -> ComposeResult:
        say = self._host.say
        yield TypingLine(prefix=(("› ", "act bold"),), hint=say("handover.templates.hint"), id="asked")
        yield LineList(id="found", classes="raised")

    @property
    def _host(self) -> DeskHost:
        return self.app  # type: ignore[return-value]

    def on_mount(self) -> None:
        line = self.query_one(TypingLine)
        self.set_focus(line)
        self._kept = LineDrafts(self._host.desk)
        if left := self._kept.load(_DRAFT):
            line.insert(left)
        else:
            self._look("")
        if not all(text.isascii() for text in self._texts):
            self.run_worker(self._learn())

    async def _learn(self) -> None:
        await asyncio.to_thread(lambda: [syllables(text) for text in self._texts])
        self._spoken = True
        self._look(self.query_one(TypingLine).text.strip())

    def on_key(self, event: events.Key) -> None:
        # A digit picks while nothing is typed; in words of one's own it is a digit.
        if self.query_one(TypingLine).text or event.character is None or not event.character.isdecimal():
            return
        n = int(event.character)
        if 1 <= n <= len(self._texts):
            event.stop()
            event.prevent_default()
            self.dismiss(self._texts[n - 1])

    def on_typing_line_edited(self, event: TypingLine.Edited) -> None:
        clean = event.text.strip()
        if clean.isdecimal() and len(clean) == 1 and 1 <= int(clean) <= len(self._texts):
            self.dismiss(self._texts[int(clean) - 1])  # typed into the line: an input method is on
            return
        if clean:
            self._kept.keep(_DRAFT, event.text)
        else:
            self._kept.forget(_DRAFT)
        self._look(clean)

    def _look(self, typed: str) -> None:
        say = self._host.say
        rows = [
            Row(ref_to("text", n), ((f"{n + 1} ", "act bold"), (self._texts[n], "ink")), (), 2)
            for n in picks(typed, [([text], "") for text in self._texts], spoken=self._spoken)
        ]
        if typed and typed not in self._texts:
            rows.append(Row(ref_to("own"), (("  ", ""), (say("handover.templates.own", text=typed), "act")), (), 2))
        title = heading(say("handover.templates"))
        found = self.query_one(LineList)
        found.show(Section("texts", title, rows, right=((self._about, "dim"),)))
        if rows:
            found.select(rows[0].ref)  # the best match, whatever was before

    def on_typing_line_submitted(self, event: TypingLine.Submitted) -> None:
        self._take(self.query_one(LineList).ref, event.text.strip())

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        self._take(event.ref, self.query_one(TypingLine).text.strip())

    def _take(self, ref: str, typed: str) -> None:
        kind, n = Ref.parse(ref).pair
        if kind == "text" or typed:
            self._kept.forget(_DRAFT)
        if kind == "text":
            self.dismiss(self._texts[int(n)])
        elif typed:
            self.dismiss(typed)

    def action_step(self, direction: int) -> None:
        self.query_one(LineList).action_step(direction)

    def action_leave(self) -> None:
        self.dismiss(None)
