"""On the phone (D2): choose whom with two letters, then every Enter is one item, on disk before the next character."""

from __future__ import annotations

import asyncio

from textual import events

from aetui.commands import CALL
from aetui.desk import calls as phone
from aetui.desk import drafts
from aetui.desk.clients import add_client, matching, resolve
from aetui.desk.core import Changed
from aetui.desk.names import keys_of
from aetui.domain.errors import BadInput, DeskError, NotThere
from aetui.domain.records import Call, Channel, Client, Item, Way
from aetui.locales.dates import when
from aetui.locales.history import told
from aetui.screens.call_choice import Choice
from aetui.screens.call_talk import CallTalk
from aetui.widgets.lines import LineList
from aetui.widgets.typing_line import TypingLine

WAYS: tuple[Way, ...] = ("in", "out", "missed")
CHANNELS: tuple[Channel, ...] = ("phone", "visit", "chat")


class CallScreen(CallTalk):
    """One call. `client`: what was typed for it, resolved at once; `alone`: leaving it leaves the program;
    `resume`: id of a call to go on with."""

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
        super().__init__(way, contact, channel)
        self._asked, self._new, self._alone, self._resume = client, new, alone, resume
        self._sounded = False

    def on_mount(self) -> None:
        self._choice = Choice(self.desk)
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
            self._leave(self._missed(client))

    def _missed(self, client: Client | None) -> str:
        return self.say("phone.missed.said", client=client.short if client else self.say("phone.nobody"))

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
        item = self.desk.get(Item, draft.item_id)
        if item is not None:
            self._typing.begin(self.desk, item, draft.aside)
        self.line.text = draft.text
        self.desk_app.tell(self.say("phone.resumed", time=when(self.say, self.desk.local(call.at), self.now())))

    def _talk(self) -> None:
        """The call is on: the line takes items."""
        self._choosing = False
        self.line.text = self._typing.end()
        self._save_draft()
        self.refresh_all()

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

    def _sound_ahead(self) -> None:
        """A name that nobody has: what it sounds like takes a third of a second to reckon the first time, so it is
        begun while the name is typed, and Enter doesn't wait for it."""
        if self._choice.picked == "new:" and not self._sounded:
            self._sounded = True
            self.run_worker(asyncio.to_thread(keys_of, self.line.text))

    # Typing

    def on_typing_line_changed(self, event: TypingLine.Changed) -> None:
        if event.line is not self.line:
            return
        if self._choosing:
            self._choice.picked = ""
            self._show_choice()
            self._sound_ahead()
        else:
            self._show_meaning()
            self._draft_later()

    def on_typing_line_submitted(self, event: TypingLine.Submitted) -> None:
        if event.line is not self.line:
            return
        if self._choosing:
            self._show_choice(event.text)
            self._take_choice(self._choice.picked, event.text)
        elif self._way == "missed":
            self._turn_missed()
        elif self._typing.item_id:
            self._rewrite(event.text)
        elif event.text.strip():
            self._log(event.text)

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
            self._choice.picked = self.said.ref
            self._show_choice()
            return
        items = self.items
        place = next((i for i, item in enumerate(items) if item.id == self._typing.item_id), len(items)) + direction
        if self._ticking is not None or place < 0 or (place >= len(items) and not self._typing.item_id):
            return
        if place >= len(items):
            self._stop_editing()
        else:
            self._edit(items[place])

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
            self._leave(self._missed(self.client))

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
        try:
            phone.set_call(self.desk, self._call_id, self.now(), contact=phone.contact_of(client, name))
        except DeskError as mistake:  # several of that name: it stays as it was typed
            self.desk_app.complain(mistake)
            self.prompt.ask(self.say("phone.contact"), self._set_contact, draft=name, key="call contact")
        self._show_head()

    def action_who(self) -> None:
        """Choose the client anew; what was kept follows."""
        if self._choosing or self._ticking is not None:
            return
        if self._typing.item_id:
            self._stop_editing()
        self._typing.aside, self._choosing, self._choice.picked = self.line.text, True, ""
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
        if self._typing.item_id:
            text = self.line.text
            self.line.text = ""
            self._rewrite(text)
            if self._typing.item_id:
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
        elif self._typing.item_id:
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

    def _leave(self, told: str = "") -> None:
        """Leave the screen; `told` is said on the one before."""
        self._call_id, self._choosing, self._ready = "", True, False  # no draft is written any more
        if self._alone:
            self.app.exit()
            return
        self.dismiss()
        if told:
            self.desk_app.tell(told)

    # Lists and mouse

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        if self._choosing and event.lines is self.said and self.said.ref != self._choice.picked:
            self._choice.picked = self.said.ref
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

    def desk_changed(self, changed: Changed) -> None:  # noqa: ARG002
        if not self._ready:
            return
        if self._call_id and self.call is None:  # its begin was undone, here or elsewhere
            drafts.forget_draft(self.desk, self._call_id)
            self._call_id, self._choosing, self._ticking = "", True, None
            self._typing.end()
            self.line.focus()
        if self._typing.item_id and self.desk.get(Item, self._typing.item_id) is None:
            self._stop_editing()
        call = self.call
        if call is not None and self._way != "missed":
            self._way, self._channel = call.way, call.channel
        self.refresh_all()
