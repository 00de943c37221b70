"""How a call ends: hung up, left for later, missed after all, never begun (D3)."""

from __future__ import annotations

from textual import events

from aetui.desk.phone import calls as phone
from aetui.desk.phone import drafts
from aetui.desk.phone import past as pastcalls
from aetui.domain.records import Client
from aetui.domain.records.refs import Ref, ref_to
from aetui.screens.phone.talk import CallTalk


class CallEnding(CallTalk):
    """A call that can be ended. `_alone`: leaving it leaves the program."""

    _alone = False

    def _record_missed(self, client: Client | str | None) -> None:
        """A missed call of that client; by name: one who is taken into the book with it."""
        with self.minding():
            phone.record_call(
                self.desk,
                self.now(),
                [],
                client=client,
                way="missed",
                contact=self._contact,
                channel=self._channel,
                new=isinstance(client, str),
            )
            self._leave(self._missed(client))

    def _missed(self, client: Client | str | None) -> str:
        name = client.short if isinstance(client, Client) else client
        return self.say("phone.missed.said", client=name or self.say("phone.nobody"))

    def _said(self, text: str) -> bool:
        """Whether something was said, with `text` in the line: then it was a call, whatever F3 was turned to."""
        said = bool(text.strip() or self.items or self._waiting)
        if said and self._way == "missed":
            call = self.call
            self._way = call.way if call is not None and call.way != "missed" else "in"
            if self._over:
                phone.set_call(self.desk, self._call_id, self.now(), way=self._way)
            self.desk_app.tell(self.say("phone.missed.has_items"))
            self._show_head()
            self._show_line()
        return said

    def _turn_missed(self) -> None:
        """The call that was begun was missed after all."""
        if not self._call_id:
            self._record_missed(self._unwritten)
            return
        with self.minding():
            now = self.now()
            phone.set_call(self.desk, self._call_id, now, way="missed")
            if not self._over:
                phone.end_call(self.desk, self._call_id, now)
            drafts.forget_draft(self.desk, self._call_id)
            self._leave(self._missed(self.client))

    def action_hang_up(self) -> None:
        if self._ticking is not None:
            self._end()
            return
        if self._choosing:
            self._back()
            return
        if self._way == "missed" and not self._said(self.line.text):
            self._turn_missed()
            return
        if self._typing.item_id:
            text = self.line.text
            self.line.text = ""
            self._rewrite(text)
            if self._typing.item_id:
                return
        if self.line.text.strip() or self._waiting:  # nothing typed is lost
            text, self.line.text = self.line.text, ""
            if not self._log(text):
                return
        if not self._call_id or self._over:
            self._back()
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
        self._ticked &= {item.id for item in self._ticking}
        self.keys.show(*self.hints())
        self._show_said()
        self._show_line()
        self.said.can_focus = True
        self.said.focus()
        self.said.select(ref_to("ask", self._ticking[0].id))

    def _stop_ticking(self) -> None:
        self._ticking = None
        self.line.focus()
        self.said.can_focus = False
        self.refresh_all()

    def on_key(self, event: events.Key) -> None:
        if self._ticking is None or self.prompt.asking:
            return
        if event.key == "tab":
            self._ticked ^= {Ref.parse(self.said.ref).id}
            self._show_said()
        elif event.is_printable and event.character:  # the talk goes on: what is typed belongs into the line
            self._stop_ticking()
            self.line.insert(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        if self._ticking is not None and not self.prompt.asking:
            event.stop()
            self._stop_ticking()
            self.line.post_message(events.Paste(event.text))

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
            self._typing.aside = self._without_call()
            self._talk()  # it was only to be another client
            return
        if not self._call_id:
            self._save_draft()
        if self._call_id:
            with self.minding():
                if self._over and not self.line.text.strip() and not self._waiting:
                    drafts.forget_draft(self.desk, self._call_id)
                elif not self._over and not self.items and not self.line.text.strip() and not self._waiting:
                    pastcalls.drop_empty_call(self.desk, self._call_id, self.now())
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
