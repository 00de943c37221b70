"""One thing in full: a duty and why it is owed, a card and how it came about, a call, a client."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from aetui.commands import DETAIL
from aetui.desk.core import Changed
from aetui.desk.day.todos import finish_todo
from aetui.desk.find.subject import client_of, find_obligation
from aetui.desk.opening.places import Spot, of_ref
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Call
from aetui.domain.records.refs import Ref, ref_to
from aetui.screens.frame.asking import ask_met, ask_waive
from aetui.screens.frame.letter_acts import ask_refuse, done_with
from aetui.screens.frame.opening import OpensPlaces
from aetui.screens.phone.keeping_notes import ask_note, keep_note
from aetui.screens.phone.memory import memory_sections
from aetui.screens.phone.put_right import put_right, take_away
from aetui.screens.record.detail_lines import head_for, sections_for
from aetui.screens.record.paper_acts import approve_or_answer, give_back
from aetui.widgets.cells import Parts
from aetui.widgets.lines import LineList
from aetui.widgets.rows import Section
from aetui.widgets.theme import style_sheet

WIDE = 160
"""From so many cells on the client's memory stands at the right."""


class DetailScreen(OpensPlaces):
    """What `ref` names (see detail_lines). Enter on a row opens its record in turn, Esc goes back."""

    WHERE = DETAIL
    CSS_PATH: ClassVar = [style_sheet("detail")]

    def __init__(self, ref: str) -> None:
        super().__init__()
        self._ref = ref
        self._minute = -1
        self._ready = False
        self._title_line: Parts = ()

        self.lines = LineList(id="lines")
        self.memory = LineList(id="memory", classes="raised")

    def middle(self) -> ComposeResult:
        with Horizontal(id="halves"):
            yield self.lines
            yield self.memory

    def on_mount(self) -> None:
        self._ready = True
        self.memory.can_focus = False  # looked at, and opened by a click; the cursor stays with the record
        self.set_focus(self.lines)
        self.refresh_all()

    def _obligation(self) -> Obligation | None:
        """The obligation under the cursor, else the one that is shown."""
        for ref in (self.lines.ref, self._ref):
            kind, key = Ref.parse(ref).pair
            if kind == "obligation":
                return find_obligation(self.desk, key, self.now())
        return None

    def page_refs(self) -> list[str]:
        return [self._ref]

    def places(self) -> list[Spot]:
        """What the record of the row under the cursor names, else the one that is shown."""
        return next((found for ref in (self.lines.ref, self._ref) if (found := of_ref(self.desk, ref))), [])

    # Commands

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        ref = str(Ref.parse(event.ref).thing)
        if ref and ref != self._ref:
            self.open_ref(ref)

    def action_back(self) -> None:
        self.dismiss()

    def action_done(self) -> None:
        obligation = self._obligation()
        todo = next((at.id for at in map(Ref.parse, (self.lines.ref, self._ref)) if at.kind == "todos"), None)
        if obligation is not None:
            ask_met(self, self.prompt, obligation)
        elif todo is not None:
            with self.minding():
                finish_todo(self.desk, todo, self.now())
        elif (letter := self._letter()) is not None:
            done_with(self, self.prompt, letter)
        elif not approve_or_answer(self, self._ref):
            self.desk_app.tell(self.say("detail.nothing_to_meet"))

    def action_waive(self) -> None:
        obligation = self._obligation()
        if obligation is not None:
            ask_waive(self, self.prompt, obligation)
        elif (letter := self._letter()) is not None:
            ask_refuse(self, self.prompt, letter)
        elif not give_back(self, self._ref):
            self.desk_app.tell(self.say("detail.nothing_to_meet"))

    def _letter(self) -> str | None:
        """The letter that the page is of."""
        at = Ref.parse(self._ref)
        return at.id if at.kind == "letters" else None

    def action_correct(self) -> None:
        """`e`: the call or the item under the cursor, else the one that is shown, is put right."""
        if not put_right(self, self.lines.ref) and not put_right(self, self._ref):
            self.desk_app.tell(self.say("detail.nothing_to_write"))

    def action_note(self) -> None:
        """`i`: the line of a call under the cursor, else the one that is shown, goes into its client's notes (R1); elsewhere a line
        on the client that the page is about is asked for."""
        if keep_note(self, self.lines.ref, self._ref):
            return
        client = client_of(self.desk, self.lines.ref, self.now()) or client_of(self.desk, self._ref, self.now())
        if client is None:
            self.desk_app.tell(self.say("note.no_item"))
        else:
            ask_note(self, client, naming=client.short)

    def action_remove(self) -> None:
        if not take_away(self, self.prompt, self.lines.ref) and not take_away(self, self.prompt, self._ref):
            self.desk_app.tell(self.say("board.nothing_to_remove"))

    def action_call(self) -> None:
        """Call the client that the row at hand is about, else the page."""
        self.call_with(self.lines.ref, self._ref)

    # Showing

    def tick(self, now: datetime) -> None:
        if not self._ready:
            return
        self.lines.tick(now.timestamp())
        self._show_head()
        minute = int(now.timestamp() // 60)
        if minute != self._minute:
            self._minute = minute
            self._show_lines()

    def desk_changed(self, changed: Changed) -> None:  # noqa: ARG002
        self.refresh_all()

    def language_changed(self) -> None:
        self.refresh_all()

    def refresh_all(self) -> None:
        if not self._ready:
            return
        self.keys.show(*self.hints())
        self._show_lines()
        self._show_head()

    def _show_head(self) -> None:
        now = self.now()
        self.top.show(self._title_line, (), self.time_of_day(now))

    def _show_lines(self) -> None:
        now = self.now()
        self._title_line = head_for(self.desk, self.say, self._ref, now)
        sections = sections_for(self.desk, self.say, self._ref, now)
        if not sections:
            self.dismiss()  # it is gone: undone, or taken back
            self._ready = False
            return
        self.lines.tick(now.timestamp())
        self.lines.show(*sections)
        self._show_memory(now)

    def _show_memory(self, now: datetime) -> None:
        """Where there is room, the client that it is about, as on the phone: what we owe them, cards in hand, what was said last
        time and whether it was kept, what is known of them."""
        client = client_of(self.desk, self._ref, now) if self.size.width >= WIDE else None
        if client is not None and self._ref == ref_to("clients", client.id):
            client = None
        self.memory.display = client is not None
        if client is not None:
            obligations = [o for o in self.desk.obligations(now) if o.state in OPEN]
            self.memory.tick(now.timestamp())
            call = self.desk.get(Call, Ref.parse(self._ref).id)
            title = Section("client", ((client.name, "ink bold"),), (), "")
            self.memory.show(title, *memory_sections(self.desk, self.say, client, obligations, call, now))

    def fill(self) -> None:
        if self._ready:
            self._show_lines()
