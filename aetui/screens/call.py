"""On the phone (D2): choose whom with two letters, then every Enter is one item, on disk before the next character."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from aetui.commands import CALL
from aetui.desk import calls as phone
from aetui.desk import drafts
from aetui.desk.clients import add_client, matching, resolve
from aetui.desk.core import Changed
from aetui.domain.errors import BadInput, DeskError, NotThere
from aetui.domain.obligations import OPEN
from aetui.domain.records import Call, Channel, Client, Item, Way
from aetui.locales.dates import clock, when
from aetui.locales.history import told
from aetui.screens import call_lines as lines
from aetui.screens.base import DeskScreen
from aetui.screens.call_memory import memory_sections
from aetui.widgets.bars import HeadLine
from aetui.widgets.keyline import KeyLine
from aetui.widgets.lines import LineList
from aetui.widgets.prompt import Prompt
from aetui.widgets.rows import Section
from aetui.widgets.theme import sheet
from aetui.widgets.typing_line import TypingLine

NARROW, LOW = 100, 30
DRAFT_AFTER = 0.1  # seconds: a burst of keys is one write
WAYS: tuple[Way, ...] = ("in", "out", "missed")
CHANNELS: tuple[Channel, ...] = ("phone", "visit", "chat")
_MOVES = frozenset({"up", "down"})


class CallLine(TypingLine):
    """The line on the phone: an empty one leaves undo to the screen, which takes back the last change."""

    def on_key(self, event: events.Key) -> None:
        if event.key == "ctrl+z" and not self.text:
            event.prevent_default()


class CallScreen(DeskScreen):
    """One call. `client`: what was typed for it, resolved at once; `alone`: leaving it leaves the program;
    `resume`: id of a call to go on with."""

    WHERE = CALL
    CSS_PATH: ClassVar = [sheet("call")]

    def __init__(
        self,
        client: str | None = None,
        way: Way = "in",
        contact: str | None = None,
        channel: Channel = "phone",
        new: bool = False,
        alone: bool = False,
        resume: str | None = None,
    ) -> None:
        super().__init__()
        self._asked, self._new, self._resume = client, new, resume
        self._way, self._contact, self._channel, self._alone = way, contact, channel, alone
        self._call_id = ""  # empty: whom it is with is being chosen
        self._choosing = True
        self._picked = ""
        self._ticking: list[Item] | None = None  # the questions listed while hanging up
        self._ticked: set[str] = set()
        self._editing, self._aside = "", ""  # the item being written anew, the line put aside for it
        self._timing: phone.Timing = "read"
        self._meant: tuple[str, phone.Timing, phone.Understood] | None = None
        self._draft_waits = False
        self._minute = -1
        self._ready = False  # mounted, and not left yet

    def compose(self) -> ComposeResult:
        yield HeadLine(id="head")
        with Horizontal(id="halves"):
            yield LineList(id="said")
            yield LineList(id="memory", classes="raised")
        with Vertical(id="typed"):
            yield CallLine(paint_text=self._paint, split_paste=True, clear_on_submit=True, free_keys=_MOVES, id="line")
            yield HeadLine(id="marks")
        yield Prompt()
        yield KeyLine()

    def on_mount(self) -> None:
        self.said.can_focus = self.memory.can_focus = False
        self.line.focus()
        self._ready = True
        self._start()
        self.refresh_all()

    def _start(self) -> None:
        if self._resume is not None:
            self._go_on(self._resume)
        elif self._asked is not None:
            self._take_asked(self._asked)

    def _take_asked(self, asked: str) -> None:
        cut_off = drafts.interrupted_call(self.desk)
        try:
            found = resolve(self.desk, asked)
        except (NotThere, BadInput):
            if self._new and not matching(self.desk, asked):
                self._begin_new(asked)
            else:
                self.line.text = asked  # none, or several: the list shows it
            return
        if cut_off is not None and found is not None and cut_off.client_id == found.id:
            self.line.text = asked  # the list offers to go on
            return
        self._begin(found)

    # What it is made of

    @property
    def said(self) -> LineList:
        return self.query_one("#said", LineList)

    @property
    def memory(self) -> LineList:
        return self.query_one("#memory", LineList)

    @property
    def line(self) -> CallLine:
        return self.query_one(CallLine)

    @property
    def prompt(self) -> Prompt:
        return self.query_one(Prompt)

    @property
    def call(self) -> Call | None:
        return self.desk.get(Call, self._call_id)

    @property
    def client(self) -> Client | None:
        call = self.call
        return self.desk.get(Client, call.client_id) if call else None

    @property
    def items(self) -> list[Item]:
        return sorted(self.desk.book.items_of(self._call_id), key=lambda i: (i.n, i.id)) if self._call_id else []

    # Whom the call is with

    def _begin(self, client: Client | None) -> None:
        now = self.now()
        if self._way == "missed":
            self._record_missed(client)
            return
        with self.minding():
            if self.call is not None:  # another client for the same call
                if client is not None:
                    phone.set_call(self.desk, self._call_id, now, client=client)
            else:
                sole = client.contacts[0].name if client and len(client.contacts) == 1 else None
                begun = phone.begin_call(
                    self.desk,
                    now,
                    client=client,
                    way=self._way,
                    contact=self._contact or sole,
                    channel=self._channel,
                )
                self._call_id = begun.id
            self._talk()

    def _begin_new(self, name: str) -> None:
        with self.minding():
            self._begin(add_client(self.desk, name, self.now()))

    def _record_missed(self, client: Client | None) -> None:
        with self.minding():
            phone.record_call(
                self.desk, self.now(), [], client=client, way="missed", contact=self._contact, channel=self._channel
            )
            self._say_missed(client)
            self._leave()

    def _say_missed(self, client: Client | None) -> None:
        name = client.short if client else self.say("phone.nobody")
        self.desk_app.tell(self.say("phone.missed.said", client=name))

    def _go_on(self, call_id: str) -> None:
        """Back into a call that wasn't hung up, with the line that was being typed."""
        call = self.desk.get(Call, call_id)
        if call is None:
            return
        self._call_id, self._way, self._channel = call.id, call.way, call.channel
        draft = drafts.draft_of(self.desk, call.id)
        self._talk()
        if draft is None:
            return
        if draft.item_id and any(item.id == draft.item_id for item in self.items):
            self._editing, self._aside = draft.item_id, draft.aside
        self.line.text = draft.text
        self.desk_app.tell(self.say("phone.resumed", time=when(self.say, self.desk.local(call.at), self.now())))

    def _talk(self) -> None:
        """The call is on: the line takes items."""
        self._choosing = False
        self._editing, self._timing = "", "read"
        self.line.text = self._aside if self._aside else ""
        self._aside = ""
        self._save_draft()
        self.refresh_all()

    def _resumable(self, typed: str) -> list[tuple[Call, int, str]]:
        if self._call_id:
            return []
        found = []
        wanted = {c.id for c in matching(self.desk, typed)} if typed.strip() else None
        cut_off = drafts.interrupted_call(self.desk)
        calls = drafts.unfinished_calls(self.desk, self.now())
        if cut_off is not None:
            calls = [cut_off, *(c for c in calls if c.id != cut_off.id)]
        for call in calls[:3]:
            if wanted is None or call.client_id in wanted:
                draft = drafts.draft_of(self.desk, call.id)
                found.append((call, len(self.desk.book.items_of(call.id)), draft.text if draft else ""))
        return found

    def _take_choice(self, ref: str, typed: str) -> None:
        kind, _, name = ref.partition(":")
        if kind == "resume":
            self._go_on(name)
        elif kind == "client":
            self._begin(self.desk.get(Client, name))
        elif kind == "new":
            self._begin_new(typed.strip())
        elif kind == "unknown":
            self._begin(None)
        else:
            self.line.text = typed

    # Typing

    def on_typing_line_changed(self, event: TypingLine.Changed) -> None:
        if event.line is not self.line:
            return
        if self._choosing:
            self._picked = ""
            self._show_choice()
        else:
            self._show_meaning()
            self._draft_later()

    def on_typing_line_submitted(self, event: TypingLine.Submitted) -> None:
        if event.line is not self.line:
            return
        if self._choosing:
            self._show_choice(event.text)
            self._take_choice(self._picked, event.text)
        elif self._way == "missed":
            self._turn_missed()
        elif self._editing:
            self._rewrite(event.text)
        elif event.text.strip():
            self._log(event.text)

    def _log(self, text: str) -> bool:
        """One item, on disk when this returns; what can't be written stays in the line."""
        try:
            phone.log_item(self.desk, self._call_id, text, self.now(), timing=self._timing)
        except DeskError as mistake:
            self.desk_app.complain(mistake)
            if not self.line.text:
                self.line.text = text
            return False
        self._timing = "read"
        self._save_draft()
        self._show_meaning()
        return True

    def _rewrite(self, text: str) -> None:
        item = self.desk.get(Item, self._editing)
        try:
            if item is not None and not text.strip():
                phone.retract_item(self.desk, item.id, self.now())
                self.desk_app.tell(self.say("phone.retracted", n=item.n))
            elif item is not None and (text.strip() != written(item) or self._timing != self._timing_of(item)):
                phone.edit_item(self.desk, item.id, text, self.now(), timing=self._timing)
        except DeskError as mistake:
            self.desk_app.complain(mistake)
            self.line.text = text
            return
        self._stop_editing()

    def _understood(self, text: str) -> phone.Understood:
        kept = self._meant
        if kept is None or kept[:2] != (text, self._timing):
            at = self.now()
            if self._editing and (item := self.desk.get(Item, self._editing)) is not None:
                at = item.at
            kept = (text, self._timing, phone.understand(self.desk, text, at, timing=self._timing))
            self._meant = kept
        return kept[2]

    def _paint(self, text: str) -> Sequence[tuple[int, int, str]]:
        return [] if self._choosing else lines.painted(self._understood(text), text)

    def _draft_later(self) -> None:
        if not self._draft_waits:
            self._draft_waits = True
            self.set_timer(DRAFT_AFTER, self._save_draft)

    def _save_draft(self, *, left: bool = False) -> None:
        self._draft_waits = False
        if self._choosing or not self._call_id or self.call is None:
            return
        draft = drafts.Draft(self.line.text, self._editing, self._aside, left)
        if not drafts.keep_draft(self.desk, self._call_id, draft) and self.line.text:
            self.desk_app.tell(self.say("phone.draft_unsaved"), late=True)

    # Commands

    def action_item(self) -> None:
        """Enter outside the line: while hanging up it ends the call."""
        if self._ticking is not None:
            self._end()

    def action_edit_last(self) -> None:
        self._step(-1)

    def action_edit_next(self) -> None:
        self._step(1)

    def _step(self, direction: int) -> None:
        if self._choosing:
            self.said.action_step(direction)
            return
        items = self.items
        place = next((i for i, item in enumerate(items) if item.id == self._editing), len(items)) + direction
        if self._ticking is not None or place < 0 or (place >= len(items) and not self._editing):
            return
        if place >= len(items):
            self._stop_editing()
        else:
            self._edit(items[place])

    def _edit(self, item: Item) -> None:
        if not self._editing:
            self._aside = self.line.text
        self._editing = item.id
        self._timing = self._timing_of(item)
        self.line.text = written(item)
        self._save_draft()
        self._show_said()
        self._show_meaning()

    def _timing_of(self, item: Item) -> phone.Timing:
        """How the item's time was taken: one whose time was dropped keeps it dropped."""
        if item.due is not None:
            return "read"
        return "none" if phone.understand(self.desk, written(item), item.at).due else "read"

    def _stop_editing(self) -> None:
        self._editing, self._timing = "", "read"
        self.line.text, self._aside = self._aside, ""
        self._save_draft()
        self._show_said()
        self._show_meaning()

    def action_drop_time(self) -> None:
        if not self._choosing and self._ticking is None:
            self._timing = "none" if self._timing == "read" else "read"
            self._meant = None
            self.line.repaint()
            self._show_meaning()

    def action_to_question(self) -> None:
        """N1: the promise being typed, else the last one kept, becomes a question."""
        if self._choosing or self._ticking is not None:
            return
        meant = self._understood(self.line.text)
        if meant.mark == ">":
            self.line.text = f"? {meant.text}"
            return
        promise = next((i for i in reversed(self.items) if i.mark == ">" and i.done is None), None)
        if promise is None or self._editing:
            self.desk_app.tell(self.say("phone.no_promise"))
            return
        with self.minding():
            phone.promise_to_question(self.desk, promise.id, self.now())

    def action_direction(self) -> None:
        if self._ticking is not None:
            return
        ways = [w for w in WAYS if w != "missed" or not self.items]
        self._way = ways[(ways.index(self._way) + 1) % len(ways)] if self._way in ways else ways[0]
        if self._call_id and self._way != "missed":
            with self.minding():
                phone.set_call(self.desk, self._call_id, self.now(), way=self._way)
        self._show_head()
        self._show_line()

    def _turn_missed(self) -> None:
        """The call that was begun was missed after all."""
        with self.minding():
            now = self.now()
            phone.set_call(self.desk, self._call_id, now, way="missed")
            phone.end_call(self.desk, self._call_id, now)
            drafts.forget_draft(self.desk, self._call_id)
            self._say_missed(self.client)
            self._leave()

    def action_channel(self) -> None:
        self._channel = CHANNELS[(CHANNELS.index(self._channel) + 1) % len(CHANNELS)]
        if self._call_id:
            with self.minding():
                phone.set_call(self.desk, self._call_id, self.now(), channel=self._channel)
        self._show_head()

    def action_contact(self) -> None:
        """The client's contacts in turn; past the last one, and without any, a name is asked for."""
        call, client = self.call, self.client
        if call is None or self._ticking is not None:
            return
        names = [c.name for c in client.contacts] if client else []
        place = names.index(call.contact) + 1 if call.contact in names else 0
        if place < len(names):
            self._set_contact(names[place])
        else:
            self.prompt.ask(
                self.say("phone.contact"), self._set_contact, default=call.contact or "", key="call contact"
            )

    def _set_contact(self, name: str | None) -> None:
        client = self.client
        if not name or not name.strip():
            return
        from aetui.desk.names import matches

        found = matches(client.contacts, name) if client else []
        with self.minding():
            chosen = found[0].name if found else name.strip()
            phone.set_call(self.desk, self._call_id, self.now(), contact=chosen)
        self._show_head()

    def action_who(self) -> None:
        """Choose the client anew; what was kept follows."""
        if self._choosing or self._ticking is not None:
            return
        if self._editing:
            self._stop_editing()
        self._aside, self._choosing, self._picked = self.line.text, True, ""
        self.line.text = ""
        self.refresh_all()

    def action_recall(self) -> None:
        self.toggle_class("recalling")

    def action_call_undo(self) -> None:
        with self.minding():
            turned = self.desk.undo(self.now())
            if turned is None:
                self.desk_app.tell(self.say("error.undo.nothing"))
            else:
                self.desk_app.tell(self.say("undo.said", what=told(self.say, *turned)))

    def action_call_help(self) -> None:
        from aetui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(CALL))

    def action_palette(self) -> None:
        from aetui.screens.palette import PaletteScreen

        self.app.push_screen(PaletteScreen(CALL), self.run_command)

    # Hanging up, leaving

    def action_hang_up(self) -> None:
        if self._ticking is not None:
            self._end()
            return
        if self._choosing:
            self._back()
            return
        if self._way == "missed":
            self._turn_missed()
            return
        if self._editing:
            text = self.line.text
            self.line.text = ""
            self._rewrite(text)
            if self._editing:
                return
        if self.line.text.strip():  # nothing typed is lost
            text, self.line.text = self.line.text, ""
            if not self._log(text):
                return
        self._list_questions()

    def _list_questions(self) -> None:
        """D3: what the client still waits for from before is listed, with what was asked just now below."""
        call = self.call
        asked = phone.open_questions(self.desk, call.client_id) if call and call.client_id else []
        before = [item for item in asked if item.call_id != self._call_id]
        if not before:
            self._end()
            return
        self._ticking = before + [item for item in asked if item.call_id == self._call_id]
        self._ticked = set()
        self._show_said()
        self._show_line()
        self.said.can_focus = True
        self.said.focus()
        self.said.select(f"ask:{self._ticking[0].id}")

    def _stop_ticking(self) -> None:
        self._ticking = None
        self.line.focus()
        self.said.can_focus = False
        self.refresh_all()

    def on_key(self, event: events.Key) -> None:
        if self._ticking is not None and event.key in ("space", "x") and not self.prompt.asking:
            event.stop()
            item_id = self.said.ref.partition(":")[2]
            self._ticked ^= {item_id}
            self._show_said()

    def _end(self) -> None:
        with self.minding():
            phone.end_call(self.desk, self._call_id, self.now(), answered=sorted(self._ticked))
            drafts.forget_draft(self.desk, self._call_id)
            self._leave()

    def action_leave_call(self) -> None:
        if self._ticking is not None:
            self._stop_ticking()
        elif self._editing:
            self._stop_editing()
        else:
            self._back()

    def _back(self) -> None:
        """Back to today. What was kept stays, a call without anything leaves no trace."""
        if self._choosing and self._call_id:
            self._talk()  # it was only to be another client
            return
        if self._call_id:
            with self.minding():
                if not self.items and not self.line.text.strip():
                    phone.drop_empty_call(self.desk, self._call_id, self.now())
                    drafts.forget_draft(self.desk, self._call_id)
                else:
                    self._save_draft(left=True)
        self._leave()

    def _leave(self) -> None:
        self._call_id, self._choosing, self._ready = "", True, False  # no draft is written any more
        if self._alone:
            self.app.exit()
        else:
            self.dismiss()

    # Lists and mouse

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        if self._choosing and event.lines is self.said and self.said.ref != self._picked:
            self._picked = self.said.ref
            self._show_choice()

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        if event.lines is not self.said:
            return
        if self._ticking is not None:
            self._end()
        elif self._choosing:
            self._take_choice(event.ref, self.line.text)
        else:
            item = self.desk.get(Item, event.ref.partition(":")[2])
            if item is not None:
                self._edit(item)

    # Showing

    def tick(self, now: datetime) -> None:
        if not self._ready:
            return
        self._show_head()
        self.memory.tick(now.timestamp())
        minute = int(now.timestamp() // 60)
        if minute != self._minute:
            self._minute = minute
            self._show_said()

    def desk_changed(self, changed: Changed) -> None:  # noqa: ARG002
        if not self._ready:
            return
        if self._call_id and self.call is None:  # its begin was undone, here or elsewhere
            drafts.forget_draft(self.desk, self._call_id)
            self._call_id, self._choosing, self._editing, self._ticking = "", True, "", None
            self.line.focus()
        if self._editing and self.desk.get(Item, self._editing) is None:
            self._stop_editing()
        call = self.call
        if call is not None and self._way != "missed":
            self._way, self._channel = call.way, call.channel
        self.refresh_all()

    def language_changed(self) -> None:
        self.refresh_all()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < NARROW, "narrow")
        self.set_class(event.size.height < LOW, "low")

    def refresh_all(self) -> None:
        if not self._ready:
            return
        hints, last = self.hints()
        self.query_one(KeyLine).show(hints, last)
        self._show_head()
        self._show_said()
        self._show_memory()
        self._show_line()

    def _show_head(self) -> None:
        now, call, say = self.now(), self.call, self.say
        left = lines.head_parts(say, self._way, self._channel, self.client, call.contact if call else self._contact)
        right = [(f"{clock(now)}:{now:%S}", "dim")]
        if call is not None:
            lasted = lines.spent((now - call.at).total_seconds())
            right = [(say("phone.lasted") + " ", "dim"), (lasted, "act bold"), ("    ", ""), *right]
        self.query_one("#head", HeadLine).show(left, right)

    def _show_said(self) -> None:
        if self._choosing:
            self._show_choice()
            return
        now, call = self.now(), self.call
        owed = lines.by_subject(self.desk.obligations(now, ended_since=call.at if call else now))
        if self._ticking is not None:
            section = lines.answered_section(self.desk, self.say, self._ticking, self._ticked, owed, now)
            self.said.show(section)
            return
        items = self.items
        self.said.show(lines.said_section(self.desk, self.say, items, now, owed, editing=self._editing))
        if items:
            self.said.select(f"items:{self._editing or items[-1].id}")

    def _show_choice(self, text: str | None = None) -> None:
        typed = self.line.text if text is None else text
        now = self.now()
        clients = matching(self.desk, typed)
        resumable = self._resumable(typed)
        cut_off = drafts.interrupted_call(self.desk)
        first = not typed.strip() or (cut_off is not None and any(c.id == cut_off.id for c, *_ in resumable))
        counts: dict[str, tuple[int, int]] = {}
        for owed in self.desk.obligations(now):
            if owed.client_id and owed.state in OPEN:
                n, late = counts.get(owed.client_id, (0, 0))
                counts[owed.client_id] = (n + 1, late + (owed.state == "overdue"))

        def sections() -> list[Section]:
            return lines.choice_sections(
                self.desk, self.say, typed, clients, resumable, counts, now, self._picked, first=first
            )

        refs = [row.ref for section in sections() for row in section.rows]
        if self._picked not in refs:
            self._picked = refs[0] if refs else ""
        self.said.show(*sections())
        self.said.select(self._picked)
        self._show_memory()

    def _show_memory(self) -> None:
        client = self.client
        if self._choosing:
            kind, _, name = self._picked.partition(":")
            resumed = self.desk.get(Call, name) if kind == "resume" else None
            client = self.desk.get(Client, resumed.client_id if resumed else name)
        now = self.now()
        if client is None:
            self.memory.show()
            return
        self.memory.tick(now.timestamp())
        owed = self.desk.obligations(now)
        self.memory.show(*memory_sections(self.desk, self.say, client, owed, self.call, now))

    def _show_line(self) -> None:
        say, line = self.say, self.line
        marks = self.query_one("#marks", HeadLine)
        if self._choosing:
            line.prefix = ((say("phone.who") + " ", "act bold"),)
            line.hint, line.suffix = say("phone.who.hint"), ()
            marks.show(())
            return
        line.hint = say("phone.hint.missed" if self._way == "missed" else "phone.hint")
        if self._ticking is not None:
            marks.show(((say("phone.answered.keys"), "dim"),))
        else:
            marks.show(lines.marks_line(say))
        self._show_meaning()

    def _show_meaning(self) -> None:
        """The number of the item, and at the line's end what it will make."""
        if self._choosing:
            return
        say, items = self.say, self.items
        item = self.desk.get(Item, self._editing)
        number = item.n if item else 1 + max((i.n for i in items), default=0)
        self.line.prefix = ((f"{number:>3} ", "act bold" if item else "faint"),)
        if item is not None:
            self.query_one("#marks", HeadLine).show(((say("phone.editing", n=item.n), "soon"),))
        elif self._ticking is None:
            self.query_one("#marks", HeadLine).show(lines.marks_line(say))
        text = self.line.text
        if not text.strip():
            self.line.suffix = ()
            return
        self.line.suffix = lines.meaning(
            self.desk, say, self._understood(text), self.now(), timing=self._timing, client=self.client is not None
        )


def written(item: Item) -> str:
    """An item as it would be typed."""
    if item.mark == "@":
        return f"@{item.owner or ''} {item.text}".strip()
    return f"{item.mark} {item.text}" if item.mark else item.text
