"""The call list of those whom nothing was heard of for long (D3): Enter or c calls the one at hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aetui.commands import QUIET
from aetui.desk.book.quiet import Quiet, quiet_clients
from aetui.domain.obligations import OPEN
from aetui.domain.records import Client
from aetui.domain.records.refs import Ref, ref_to
from aetui.locales.wording import called_words
from aetui.screens.frame.page import PageScreen
from aetui.screens.phone.lines import contact_line
from aetui.screens.phone.memory import memory_sections
from aetui.widgets.cells import Parts
from aetui.widgets.lines import LineList
from aetui.widgets.rows import Row, Section, heading


class QuietScreen(PageScreen):
    """At the left whom to call, the longest silence first; at the right what is known of the one at hand."""

    WHERE = QUIET
    OF_ROWS = PageScreen.OF_ROWS | {"call", "show_client"}

    def head(self, now: datetime) -> tuple[Parts, Parts] | None:
        n = len(quiet_clients(self.desk, now))
        return ((self.say("quiet.title"), "ink bold"),), ((f"{n}", "soon" if n else "dim"),)

    def sides(self, now: datetime, cells: int) -> tuple[Sequence[Section], Sequence[Section]]:  # noqa: ARG002
        found = quiet_clients(self.desk, now)
        rows = [self._row(one, now) for one in found]
        listed = Section("quiet", heading(self.say("quiet.list"), len(rows)), rows, self.say("quiet.none"))
        client = self._at_hand() or (found[0].client if found else None)
        if client is None:
            return (listed,), ()
        owed = [o for o in self.desk.obligations(now) if o.state in OPEN]
        return (listed,), memory_sections(self.desk, self.say, client, owed, None, now)

    def _row(self, one: Quiet, now: datetime) -> Row:
        say, client = self.say, one.client
        who = contact_line(client.contacts[0]) if client.contacts else ""
        called = called_words(say, one.contacted.called, now, quiet=0)
        left: Parts = ((client.short, "ink bold"), (f"  {who}", "dim"))
        right: Parts = ((called + "  ", "faint"), (say("client.quiet_days", n=one.contacted.days), "soon"))
        return Row(ref_to("clients", client.id), left, right)

    def _at_hand(self) -> Client | None:
        return self.desk.get(Client, Ref.parse(self.left.ref).id)

    def edit(self, ref: str) -> bool:
        """Enter calls."""
        if Ref.parse(ref).kind != "clients":
            return False
        self.call_with(ref)
        return True

    def action_call(self) -> None:
        if self._at_hand() is not None:
            self.call_with(self.left.ref)
        else:
            self.desk_app.tell(self.say("quiet.none"))

    def action_show_client(self) -> None:
        """The page of the one at hand."""
        if self._at_hand() is not None:
            self.open_ref(self.left.ref)
        else:
            self.desk_app.tell(self.say("page.nothing_here"))

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        if event.lines is self.left and self.right.display:
            now = self.now()
            self.right.show(*self.sides(now, 0)[1])
