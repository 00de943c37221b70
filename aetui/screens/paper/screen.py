"""A paper before it goes: read as it will be read, sent on record, or written to a file."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult

from aetui.commands import PAPER
from aetui.desk.copying.build import copy_of_sheet
from aetui.desk.copying.text import Copied
from aetui.desk.core import Changed
from aetui.desk.files.given import path_typed
from aetui.desk.letters.asking import ask_paper, ask_words, sent_words, the_ask
from aetui.desk.papers import Sheet, Subject, build, leaves, message_of, write_to, written
from aetui.desk.papers.frame import copies, receiver
from aetui.desk.papers.sending import send_paper
from aetui.domain.clock.periods import month_of
from aetui.domain.errors import BadInput, DeskError
from aetui.domain.lines.names import read as read_names
from aetui.domain.papers import PAPERS
from aetui.domain.records import Paper
from aetui.locales.errors import sentence
from aetui.screens.frame.asking import gate_first, gated
from aetui.screens.frame.questions import AskingScreen
from aetui.screens.paper.confirming import ask_confirmed
from aetui.screens.paper.lines import paper_sections
from aetui.widgets.lines import LineList
from aetui.widgets.rows import Row, Section
from aetui.widgets.theme import style_sheet


class PaperScreen(AskingScreen):
    """The papers of one subject, the first of `kinds` in front; ←/→ turns to the others."""

    WHERE = PAPER
    CSS_PATH: ClassVar = [style_sheet("detail")]

    def __init__(self, kinds: Sequence[str], subject: Subject) -> None:
        super().__init__()
        self._kinds, self._subject = list(kinds), subject
        self._at = 0
        self._sheet: Sheet | None = None
        self._shown = False
        self.lines = LineList(id="lines")

    def middle(self) -> ComposeResult:
        yield self.lines

    def on_mount(self) -> None:
        self._shown = True
        self.set_focus(self.lines)
        self._show()

    @property
    def kind(self) -> str:
        return self._kinds[self._at]

    # Commands

    def action_back(self) -> None:
        self.dismiss()

    def action_next_kind(self) -> None:
        self._at = (self._at + 1) % len(self._kinds)
        self._show()

    def action_previous_kind(self) -> None:
        self._at = (self._at - 1) % len(self._kinds)
        self._show()

    def action_send_paper(self) -> None:
        if self._sheet is None:
            self._say_why()
            return
        kind, made = self.kind, self._sheet

        def ask(why: str | None) -> None:
            self.prompt.ask(
                self.say("ask.paper.how", title=self.say(f"paper.{kind}")),
                lambda how: self._send(how, why) if how is not None else None,
                default=self.say("way.mail"),
                key=f"paper {kind}",
                like=self.say("ask.paper.how.like"),
            )

        gate_first(self, self.prompt, f"pass {kind} {made.title}", lambda: self._note_sent(made, "", None), ask)

    def _say_why(self) -> None:
        """There is no paper yet, for the reason that stands in its place."""
        with self.minding():
            build(self.desk, self.say, self.kind, self._subject, self.now())

    def _send(self, how: str, given: str | None) -> None:
        made = self._sheet
        if made is not None:
            key = f"pass {made.kind} {made.title}"
            gated(self, self.prompt, key, lambda why: self._record(made, how, why or given))

    def _note_sent(self, made: Sheet, how: str, why: str | None) -> Paper:
        text = written(self.desk, made, "md").decode()
        return send_paper(self.desk, made, text, self._subject, self.now(), how=how, why=why)

    def _record(self, made: Sheet, how: str, why: str | None) -> None:
        asked = the_ask(self.desk, made.kind, self._subject)
        paper = self._note_sent(made, how, why)
        told = self.say("paper.was_sent", title=paper.title, to=paper.to or "–", id=paper.id[:8])
        self.desk_app.tell(" ".join(filter(None, (told, sent_words(self.say, asked, paper)))))
        if made.kind == "weekly" and self._subject.client is not None:
            ask_confirmed(self, self._subject.client)

    def action_ask_approval(self) -> None:
        """Whoever approves is asked on their own desk, before it goes (A2)."""
        made = self._sheet
        if made is None:
            self._say_why()
            return
        with self.minding():
            asked = ask_paper(self.desk, made, self._subject, self.now())
            self.desk_app.tell(self.say("paper.asked", who=asked.asked.by or "", title=made.title))

    def action_write_file(self, draft: str = "") -> None:
        if self._sheet is None:
            self._say_why()
            return
        default = str(Path.home() / f"{self._file_name()}.docx")
        question, like = self.say("ask.paper.file"), self.say("ask.paper.file.like")
        self.prompt.ask(question, self._to_file, default=default, draft=draft, key="paper file", like=like)

    def to_copy(self) -> Copied | None:
        """The paper that is shown."""
        if self._sheet is None:
            self._say_why()
            return None
        return copy_of_sheet(self.say, self._sheet, house=not leaves(self.kind, self._subject))

    def action_copy_message(self) -> None:
        """The text that goes with it."""
        if self._sheet is None:
            self._say_why()
            return
        with self.minding():
            self.desk_app.copy(Copied(message_of(self.desk, self._sheet)))

    def action_address(self) -> None:
        """To whom, then with a copy to whom, of this one paper."""
        if self._sheet is None:
            self._say_why()
            return
        paper = self._sheet
        to = receiver(self.desk, self.kind, self._subject) or ""
        comma = self.say("list.comma")

        def take_to(text: str) -> None:
            self._subject = replace(self._subject, to=text.strip() or None)
            self._show()
            held = copies(self.desk, self.kind, self._subject, outside=leaves(self.kind, self._subject))
            self.ask("paper.copies", take_copies, of=paper.title, default=comma.join(held))

        def take_copies(text: str) -> None:
            self._subject = replace(self._subject, copies=read_names(text, known=self.desk.colleagues))
            self._show()

        self.ask("paper.to", take_to, of=paper.title, default=to)

    def _file_name(self) -> str:
        made = self._sheet
        assert made is not None
        period = self._subject.period or (month_of(self.now().date()) if self.kind == "monthly" else "")
        name = f"{made.title} · {period}" if period and period not in made.title else made.title
        return re.sub(r"[^\w-]+", "-", name)[:60].strip("-")

    def _to_file(self, path: str | None) -> None:
        if path and path.strip() and self._sheet is not None:
            self.run_worker(self._write(path, self._sheet))

    async def _write(self, said: str, made: Sheet) -> None:
        """Word files take a while to write: beside the event loop. A path where it can't be written is asked for again."""
        path = path_typed(said)
        try:
            await asyncio.to_thread(write_to, self.desk, made, path)
        except DeskError as mistake:
            self.desk_app.complain(mistake)
            if self.prompt.asking:
                self.prompt.put_by("paper file", said)
            else:
                self.action_write_file(said)
        else:
            self.desk_app.tell(self.say("paper.written", file=path))

    # Showing

    def tick(self, now: datetime) -> None:
        if self._shown:
            self._show_head(now)

    def desk_changed(self, changed: Changed) -> None:  # noqa: ARG002
        if self._shown:
            self._renew()
            self._show()

    def language_changed(self) -> None:
        if self._shown:
            self._show()

    def _renew(self) -> None:
        """The records as they are by now."""
        desk, old = self.desk, self._subject
        self._subject = replace(
            old,
            card=desk.get(type(old.card), old.card.id) if old.card else None,
            client=desk.get(type(old.client), old.client.id) if old.client else None,
            meeting=desk.get(type(old.meeting), old.meeting.id) if old.meeting else None,
            memo=desk.get(type(old.memo), old.memo.id) if old.memo else None,
        )

    def _show_head(self, now: datetime) -> None:
        names = [(f"{self.say(f'paper.{k}')}   ", "act bold" if k == self.kind else "dim") for k in self._kinds]
        source = (f"{PAPERS[self.kind].source}", "faint")
        self.top.show(names, (source,), self.time_of_day(now))

    def _show(self) -> None:
        self._show_head(self.now())
        self.keys.show(*self.hints())
        try:
            self._sheet = build(self.desk, self.say, self.kind, self._subject, self.now())
        except BadInput as mistake:
            self._sheet = None
            self.lines.show(Section("none", (), (), sentence(self.say, mistake)))
            return
        try:
            message = message_of(self.desk, self._sheet).splitlines()
        except BadInput as mistake:  # the user's template has one
            message = [sentence(self.say, mistake)]
        asked = the_ask(self.desk, self.kind, self._subject)
        style = "done" if asked is not None and asked.approved else "soon"
        rows = [Row("", ((ask_words(self.say, asked), style),), (("A2", "faint"),), 0)] if asked is not None else []
        self.lines.show(
            *([Section("asked", (), rows)] if rows else []),
            *paper_sections(self._sheet, self.say("paper.message.heading"), message),
        )
