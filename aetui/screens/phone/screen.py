"""On the phone (D2): choose whom with two letters, then every Enter is one item, on disk before the next character."""

from __future__ import annotations

import asyncio

from aetui.desk.book.clients import add_client, matching, resolve
from aetui.desk.core import Changed
from aetui.desk.find.names import keys_of
from aetui.desk.phone import calls as phone
from aetui.desk.phone import drafts
from aetui.domain.errors import BadInput, DeskError, NotThere, Unusable
from aetui.domain.records import Call, Channel, Client, Item, Way
from aetui.domain.records.refs import Ref
from aetui.locales.dates import when
from aetui.screens.phone.choice import ClientChoice
from aetui.screens.phone.ending import CallEnding
from aetui.widgets.lines import LineList
from aetui.widgets.typing_line import TypingLine

WAYS: tuple[Way, ...] = ("in", "out", "missed")
CHANNELS: tuple[Channel, ...] = ("phone", "visit", "chat")


class CallScreen(CallEnding):
    """One call. `client`: what was typed for it, resolved at once; `alone`: leaving it leaves the program;
    `resume`: id of a call to go on with, or to be put right after it was hung up; `item`: the one to be written anew.
    `offered`: id of the client that stands first, and is then called by us."""

    def __init__(
        self,
        client: str | None = None,
        way: Way = "in",
        contact: str | None = None,
        channel: Channel = "phone",
        new: bool = False,
        alone: bool = False,
        resume: str | None = None,
        item: str = "",
        offered: str = "",
    ) -> None:
        super().__init__(way, contact, channel)
        self._first_item = item
        self._asked, self._new, self._alone, self._resume = client, new, alone, resume
        self._offered = offered
        self._sounded = False

    def on_mount(self) -> None:
        self._choice = ClientChoice(self.desk, self._offered)
        self.said.can_focus = self.memory.can_focus = False
        self.set_focus(self.line)
        self._ready = True
        self._typing.aside = drafts.Spare(
            self.desk
        ).text  # it comes into the line when it is known whom the call is with
        self._start()
        self.refresh_all()

    def _start(self) -> None:
        if self._resume is not None:
            self._go_on(self._resume)
            item = self.desk.get(Item, self._first_item)
            if item is not None:
                self._edit(item)
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

    def _begin(self, client: Client | str | None) -> None:
        """The call is with that client; by name: one that couldn't be taken into the book yet."""
        if self._way == "missed" and self.call is None and not self._typing.aside:
            self._record_missed(client)
            return
        try:
            if self.call is None:
                self._begin_call(client)
            elif client is not None:  # another client for the same call
                phone.set_call(self.desk, self._call_id, self.now(), client=client)
        except DeskError as mistake:
            self.desk_app.complain(mistake)
            if not isinstance(mistake, Unusable):
                return
            # What is typed from now on is said in the call all the same; its first line that can be written begins it.
            self._unwritten = client
        self._talk()

    def _begin_new(self, name: str) -> None:
        try:
            who: Client | str = add_client(self.desk, name, self.now())
        except Unusable as mistake:
            self.desk_app.complain(mistake)
            who = name
        except DeskError as mistake:
            self.desk_app.complain(mistake)
            return
        self._begin(who)

    def _go_on(self, call_id: str) -> None:
        """Back into a call that wasn't hung up, with the line that was being typed."""
        call = self.desk.get(Call, call_id)
        if call is None:
            return
        self._call_id, self._way, self._channel = call.id, call.way, call.channel
        self._over = call.ended_at is not None or call.way == "missed"
        draft, spare = drafts.draft_of(self.desk, call.id), self._typing.aside
        self._typing.aside = ""
        self._talk()
        if draft is None:
            self._put_back(spare, self.line.text)
            return
        item = self.desk.get(Item, draft.item_id)
        if item is not None:
            aside = "\n".join(one for one in (draft.aside, spare) if one.strip())
            self._typing.begin(self.desk, item, aside, self.say.lang)
            self.line.text = draft.text
        else:
            self.line.text = "\n".join(one for one in (draft.aside, draft.text, spare) if one.strip())
        if not self._over:
            self.desk_app.tell(self.say("phone.resumed", time=when(self.say, self.desk.local(call.at), self.now())))

    def _take_choice(self, ref: str, typed: str) -> None:
        kind, name = Ref.parse(ref).pair
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
        if Ref.parse(self._choice.picked).kind == "new" and not self._sounded:
            self._sounded = True
            self.run_worker(asyncio.to_thread(keys_of, self.line.text))

    # Typing

    def on_typing_line_edited(self, event: TypingLine.Edited) -> None:
        if event.line is not self.line:
            return
        if self._choosing:
            self._choice.picked = ""
            self._show_choice()
            self._sound_ahead()
            self._draft_later()
        else:
            self._show_meaning()
            self._draft_later()

    def on_typing_line_submitted(self, event: TypingLine.Submitted) -> None:
        if event.line is not self.line:
            return
        if self._choosing:
            self._show_choice(event.text)
            self._take_choice(self._choice.picked, event.text)
        elif self._way == "missed" and not self._said(event.text):
            self._turn_missed()
        elif self._typing.item_id:
            self._rewrite(event.text)
        elif event.text.strip() or self._waiting:
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
        self._turned = True
        self._way = ways[(ways.index(self._way) + 1) % len(ways)] if self._way in ways else ways[0]
        if self._call_id and (self._way != "missed" or self._over):
            with self.minding():
                phone.set_call(self.desk, self._call_id, self.now(), way=self._way)
        self._show_head()
        self._show_line()

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
            self._ask_contact(default=call.contact or "")

    def _ask_contact(self, *, default: str = "", draft: str = "") -> None:
        question, like = self.say("ask.contact_of"), self.say("ask.contact_of.like")
        self.prompt.ask(question, self._set_contact, default=default, draft=draft, key="call contact", like=like)

    def _set_contact(self, name: str | None) -> None:
        client = self.client
        if not name or not name.strip():
            return
        try:
            phone.set_call(self.desk, self._call_id, self.now(), contact=phone.contact_of(client, name))
        except DeskError as mistake:  # several of that name: it stays as it was typed
            self.desk_app.complain(mistake)
            self._ask_contact(draft=name)
        self._show_head()

    def action_who(self) -> None:
        """Choose the client anew; what was kept follows."""
        if self._choosing or self._ticking is not None:
            return
        if self._typing.item_id:
            self._stop_editing()
        self._typing.aside, self._choosing, self._choice.picked = self.line.text, True, ""
        self.line.text = ""
        self._save_draft()
        self.refresh_all()

    def action_recall(self) -> None:
        self.toggle_class("recalling")

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
            item = self.desk.get(Item, Ref.parse(event.ref).id)
            if item is not None:
                self._edit(item)

    def _holds_words(self) -> bool:
        """Whether anything typed stands here that isn't written yet."""
        return bool(self._waiting or any(t.strip() for t in (self.line.text, self._typing.aside)))

    def desk_changed(self, changed: Changed) -> None:  # noqa: ARG002
        if not self._ready:
            return
        if self._over and self.call is None and not self._holds_words():
            self._leave()
            return
        if self._call_id and self.call is None:  # its begin was undone, here or elsewhere
            drafts.forget_draft(self.desk, self._call_id)
            self._call_id, self._ticking, self._over = "", None, False
            if self._typing.item_id:
                self._leave_edit()
                self.line.text = ""
            if not self._choosing:
                aside = self._typing.end()
                self._typing.aside = "\n".join(one for one in (aside, self.line.text) if one.strip())
                self._choosing, self.line.text = True, ""
            self._save_draft()
            self.line.focus()
        if self._typing.item_id and self.desk.get(Item, self._typing.item_id) is None:
            self._stop_editing()
        call = self.call
        if call is not None and self._way != "missed":
            self._way, self._channel = call.way, call.channel
        self.refresh_all()
