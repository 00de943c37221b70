"""What is typed in a call: each item written, written anew, or still a draft (D2, N1). Nothing typed is lost: what can't be
written stands in the line again, what was only put aside comes back."""

from __future__ import annotations

from aetui.desk.book.clients import add_client
from aetui.desk.phone import calls as phone
from aetui.desk.phone import drafts
from aetui.domain.errors import BadInput, DeskError
from aetui.domain.records import Client, Item
from aetui.domain.records.refs import Ref, ref_to
from aetui.screens.phone.keeping_notes import keep_note
from aetui.screens.phone.view import CallView

DRAFT_AFTER = 0.1  # seconds: a burst of keys is one write


class CallTalk(CallView):
    """A call whose line takes items."""

    _draft_waits = False

    def _begin_call(self, client: Client | str | None) -> None:
        """The call is written, and before it a client who is to be taken into the book. Raises DeskError; then it is tried
        again with the call's first line."""
        if isinstance(client, str):
            client = self._unwritten = add_client(self.desk, client, self.now())
        sole = client.contacts[0].name if client and len(client.contacts) == 1 else None
        way = "in" if self._way == "missed" else self._way
        begun = phone.begin_call(
            self.desk, self.now(), client=client, way=way, contact=self._contact or sole, channel=self._channel
        )
        self._call_id, self._unwritten = begun.id, None

    def _talk(self) -> None:
        """The call is on: the line takes items."""
        self._choosing = False
        self.line.text = self._typing.end()
        if self._call_id:
            drafts.Spare(self.desk).text = ""  # it stands in the line again, and is kept with the call
        self._save_draft()
        self.refresh_all()

    def _log(self, text: str) -> bool:
        """One item a line, behind those that wait; each is on disk when this returns True. What isn't right comes back into
        the line, to be mended; where nothing can be written, all waits."""
        self._waiting += [line for line in text.split("\n") if line.strip()]
        wrong: list[str] = []
        try:
            if not self._call_id and self._waiting:
                self._begin_call(self._unwritten)
            while self._waiting:
                try:
                    phone.log_item(self.desk, self._call_id, self._waiting[0], self.now(), timing=self._typing.timing)
                    self._typing.timing = "read"
                except BadInput as mistake:
                    self.desk_app.complain(mistake)
                    wrong.append(self._waiting[0])
                self._waiting.pop(0)
        except DeskError as mistake:
            self.desk_app.complain(mistake)
        if wrong:
            self._put_back(*wrong, self.line.text)
        self._save_draft()
        self._show_meaning()
        return not wrong and not self._waiting

    def _rewrite(self, text: str) -> None:
        """The item that was taken up is written anew; an empty line takes it back."""
        item, timing = self.desk.get(Item, self._typing.item_id), self._typing.timing
        try:
            if item is not None and not text.strip():
                phone.retract_item(self.desk, item.id, self.now())
                self.desk_app.tell(self.say("phone.retracted", n=item.n))
            elif item is not None:
                phone.edit_item(self.desk, item.id, text, self.now(), timing=timing)
        except DeskError as mistake:
            self.desk_app.complain(mistake)
            self._put_back(text, self.line.text)
            return
        begun = self.line.text  # behind the Enter, before it had its effect
        if item is not None:
            self._typing.forget_edit(self.desk, item.id)
        self.line.text = ""
        self._stop_editing()
        if begun:
            self._put_back(self.line.text, begun)

    def _put_back(self, *texts: str) -> None:
        """Into the line; each stands there as a line of its own, and becomes an item of its own."""
        self.line.text = "\n".join(one for one in texts if one.strip())

    def _draft_later(self) -> None:
        if not self._draft_waits:
            self._draft_waits = True
            self.set_timer(DRAFT_AFTER, self._save_draft)

    def _save_draft(self, *, left: bool = False) -> None:
        self._draft_waits = False
        if not self._ready:
            return
        if self.call is not None:
            if self._choosing:  # another client for it: its line is put aside meanwhile
                draft = drafts.HalfTyped(self._without_call(), left=left)
            else:
                draft = self._typing.draft("\n".join([*self._waiting, self.line.text]), left=left)
            if not drafts.keep_draft(self.desk, self._call_id, draft) and draft.text:
                self.desk_app.tell(self.say("phone.draft_unsaved"), late=True)
        elif not self._call_id:
            drafts.Spare(self.desk).text = self._without_call()

    def on_unmount(self) -> None:
        self._save_draft()  # the terminal may have been closed behind the last key

    def _without_call(self) -> str:
        """What was typed, while there is no call that it could be kept with."""
        typed = self.line.text if not self._choosing or self._is_no_name(self.line.text) else ""
        return "\n".join(one for one in (*self._waiting, self._typing.aside, typed) if one.strip())

    def _is_no_name(self, typed: str) -> bool:
        """Whether what stands where a client is asked for names none of them: it may have been meant for the call."""
        return bool(typed.strip()) and Ref.parse(self._choice.picked).kind in ("", "new")

    def _edit(self, item: Item) -> None:
        if self._typing.item_id:
            self._leave_edit()
        self.line.text = self._typing.begin(self.desk, item, self.line.text, self.say.lang)
        self._save_draft()
        self._show_said()
        self._show_meaning()

    def _stop_editing(self) -> None:
        if not self._typing.item_id:
            return
        self._leave_edit()
        self.line.text = self._typing.end()
        self._save_draft()
        self._show_said()
        self._show_meaning()

    def _leave_edit(self) -> None:
        """An item that was half written anew is left: the half stays, for when it is taken up again."""
        item, text = self.desk.get(Item, self._typing.item_id), self.line.text
        if item is None:  # it was taken back meanwhile
            self._typing.aside = "\n".join(one for one in (self._typing.aside, text) if one.strip())
        elif self._typing.keep_edit(self.desk, item, text, self.say.lang):
            self.desk_app.tell(self.say("phone.edit_kept", n=item.n))

    def action_drop_time(self) -> None:
        if not self._choosing and self._ticking is None:
            text = self.line.text
            again = self._typing.turn_timing(self._typing.understood(self.desk, text, self.now()), text)
            if again != text:
                self.line.text = again
            self.line.repaint()
            self._show_meaning()

    def action_note(self) -> None:
        """R1: the line for the house that is being typed, else the one taken up, else the last one kept, goes into the client's
        notes."""
        if self._choosing or self._ticking is not None:
            return
        meant = self._typing.understood(self.desk, self.line.text, self.now())
        if meant.mark == "#" and meant.text and not self._typing.item_id:
            text, self.line.text = self.line.text, ""
            if not self._log(text):
                return
        inside = [item for item in self.items if item.mark == "#"]
        taken = self._typing.item_id or (inside[-1].id if inside else "")
        if not keep_note(self, ref_to("items", taken)):
            self.desk_app.tell(self.say("note.no_item"))

    def action_to_question(self) -> None:
        """N1: the promise being typed, else the last one kept, becomes a question."""
        if self._choosing or self._ticking is not None:
            return
        meant = self._typing.understood(self.desk, self.line.text, self.now())
        if meant.mark == ">":
            self.line.text = f"? {meant.text}"
            return
        promise = next((i for i in reversed(self.items) if i.mark == ">" and i.done is None), None)
        if promise is None or self._typing.item_id:
            self.desk_app.tell(self.say("phone.no_promise"))
            return
        with self.minding():
            phone.promise_to_question(self.desk, promise.id, self.now())
