"""How the desk stands to its office, who is in it, and what two machines say otherwise: both side by side, settled by one key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aetui.commands import STANDING
from aetui.desk.files.clashes import Side, TwoVersions, clashes, settle
from aetui.desk.office import standing
from aetui.desk.office.replicas import Replica, replicas
from aetui.desk.office.words import head_words
from aetui.domain.records.refs import Ref, ref_to
from aetui.locales.dates import stamp, when
from aetui.locales.wording import role_word
from aetui.screens.frame.page import PageScreen
from aetui.screens.office.versions import versions
from aetui.widgets.cells import Parts
from aetui.widgets.lines import LineList
from aetui.widgets.rows import Row, Section, heading


class OfficeScreen(PageScreen):
    """At the left what waits to be settled, how it stands and who is there; at the right both versions of the one at hand."""

    WHERE = STANDING
    OF_ROWS = PageScreen.OF_ROWS | {"take_here", "take_other"}

    def head(self, now: datetime) -> tuple[Parts, Parts] | None:
        link = self.desk_app.office
        state = head_words(self.say, link.state, self.desk, now, short=False) if link else ()
        return ((self.say("office.title"), "ink bold"),), tuple(state)

    def sides(self, now: datetime, cells: int) -> tuple[Sequence[Section], Sequence[Section]]:  # noqa: ARG002
        found = clashes(self.desk, self.say, now)
        rows = [self._row(one) for one in found]
        title = heading(self.say("office.clashes"), len(rows))
        waiting = Section("clashes", title, rows, self.say("office.clashes.none"))
        hand = next((one for one in found if one.n == self._at_hand), found[0] if found else None)
        beside = [versions(self.say, hand)] if hand is not None else []
        return (waiting, *self._standing(now)), beside

    # Showing

    @property
    def _at_hand(self) -> int:
        """The number of the clash under the cursor; 0 where it stands on none."""
        kind, key = Ref.parse(self.left.ref).pair
        return int(key) if kind == "clash" else 0

    def _row(self, one: TwoVersions) -> Row:
        return Row(ref_to("clash", str(one.n)), (("≠ ", "late"), (one.title, "ink")), ((self._stamp(one), "faint"),), 2)

    def _stamp(self, one: TwoVersions) -> str:
        return stamp(self.desk.local(one.at))

    def _standing(self, now: datetime) -> list[Section]:
        say = self.say
        stands = standing.of(self.desk.store)
        if stands is None:
            return [Section("standing", heading(say("office.standing")), (), say("error.office.not_in"))]
        who = say(
            "office.status.who",
            name=stands.name,
            role=role_word(say, stands.role),
            server=standing.server_of(stands.url),
        )
        heard = self._when(stands.heard, now)
        told = say("office.status.heard", time=heard) if heard else say("office.status.never")
        rows = [Row("", ((who, "ink"),), (), 0), Row("", ((told, "dim"),))]
        there = {board.person.desk: board for board in replicas(self.desk.store)}
        people = [
            Row(
                "", ((one.name, "ink"), (f"  {role_word(say, one.role)}", "dim")), self._board(there.get(one.desk), now)
            )
            for one in stands.people
            if not one.gone
        ]
        return [
            Section("standing", heading(say("office.standing")), rows),
            Section("people", heading(say("office.people"), len(people)), people, say("office.status.nobody")),
        ]

    def _board(self, board: Replica | None, now: datetime) -> Parts:
        heard = self._when(board.heard, now) if board else ""
        return ((self.say("office.status.board", time=heard), "faint"),) if heard else ()

    def _when(self, at: datetime | None, now: datetime) -> str:
        return when(self.say, self.desk.local(at), now) if at else ""

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        if event.lines is self.left and self.right.display:
            self.right.show(*self.sides(self.now(), 0)[1])

    # Commands

    def edit(self, ref: str) -> bool:
        """Enter goes to the record itself."""
        one = self._clash_of(ref)
        if one is not None:
            self.open_ref(ref_to(*one.ref))
        return one is not None

    def _clash_of(self, ref: str) -> TwoVersions | None:
        kind, key = Ref.parse(ref).pair
        found = clashes(self.desk, self.say, self.now()) if kind == "clash" else []
        return next((one for one in found if str(one.n) == key), None)

    def action_take_here(self) -> None:
        self._settle("here")

    def action_take_other(self) -> None:
        self._settle("other")

    def _settle(self, side: Side) -> None:
        one = self._clash_of(self.left.ref)
        if one is None:
            self.desk_app.tell(self.say("office.clashes.none"))
            return
        with self.minding():
            settle(self.desk, one.n, side, self.now())
            self.desk_app.tell(self.say(f"office.settled.{side}", what=one.title))

    def action_office_sync(self) -> None:
        """Now, without waiting until it tries again."""
        self.desk_app.sync()
