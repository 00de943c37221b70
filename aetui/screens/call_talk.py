"""What is typed in a call: each item written, written anew, or still a draft (D2, N1)."""

from __future__ import annotations

from aetui.desk import calls as phone
from aetui.desk import drafts
from aetui.domain.errors import DeskError
from aetui.domain.records import Item
from aetui.screens.call_typing import timing_of, written
from aetui.screens.call_view import CallView

DRAFT_AFTER = 0.1  # seconds: a burst of keys is one write


class CallTalk(CallView):
    """A call whose line takes items."""

    _draft_waits = False

    def _log(self, text: str) -> bool:
        """One item, on disk when this returns; what can't be written stays in the line."""
        try:
            phone.log_item(self.desk, self._call_id, text, self.now(), timing=self._typing.timing)
        except DeskError as mistake:
            self.desk_app.complain(mistake)
            if not self.line.text:
                self.line.text = text
            return False
        self._typing.timing = "read"
        self._save_draft()
        self._show_meaning()
        return True

    def _rewrite(self, text: str) -> None:
        """The item that was taken up is written anew; an empty line takes it back."""
        item, timing = self.desk.get(Item, self._typing.item_id), self._typing.timing
        try:
            if item is not None and not text.strip():
                phone.retract_item(self.desk, item.id, self.now())
                self.desk_app.tell(self.say("phone.retracted", n=item.n))
            elif item is not None and (text.strip() != written(item) or timing != timing_of(self.desk, item)):
                phone.edit_item(self.desk, item.id, text, self.now(), timing=timing)
        except DeskError as mistake:
            self.desk_app.complain(mistake)
            self.line.text = text
            return
        self._stop_editing()

    def _draft_later(self) -> None:
        if not self._draft_waits:
            self._draft_waits = True
            self.set_timer(DRAFT_AFTER, self._save_draft)

    def _save_draft(self, *, left: bool = False) -> None:
        self._draft_waits = False
        if self._choosing or not self._call_id or self.call is None:
            return
        draft = self._typing.draft(self.line.text, left=left)
        if not drafts.keep_draft(self.desk, self._call_id, draft) and self.line.text:
            self.desk_app.tell(self.say("phone.draft_unsaved"), late=True)

    def _edit(self, item: Item) -> None:
        self.line.text = self._typing.begin(self.desk, item, self.line.text)
        self._save_draft()
        self._show_said()
        self._show_meaning()

    def _stop_editing(self) -> None:
        if not self._typing.item_id:
            return
        self.line.text = self._typing.end()
        self._save_draft()
        self._show_said()
        self._show_meaning()

    def action_drop_time(self) -> None:
        if not self._choosing and self._ticking is None:
            self._typing.turn_timing()
            self.line.repaint()
            self._show_meaning()

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
