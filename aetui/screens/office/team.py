"""Whom one answers for, live: each desk in a row as its own board counts it, below what is late on any of them (A3, A4, A9)."""

from __future__ import annotations

import asyncio
from datetime import datetime
from time import monotonic
from typing import Any, ClassVar

from textual.app import ComposeResult

from aetui.commands import TEAM
from aetui.desk.core import Changed
from aetui.desk.office.team import Boards, Member
from aetui.domain.errors import DeskError
from aetui.domain.records.refs import Ref, ref_to
from aetui.locales.dates import day_line
from aetui.screens.frame.questions import AskingScreen
from aetui.screens.office.giving import ask_todo
from aetui.screens.office.rows import TeamRows
from aetui.widgets.lines import LineList
from aetui.widgets.theme import style_sheet

LOOK = 0.04  # seconds between looks at whether another desk was changed
FRAME = 0.1  # seconds between pictures while many desks are read


class TeamScreen(AskingScreen):
    """The copies are read one after another in a thread, each painted as it comes; from then on each is looked at many times a second."""

    WHERE = TEAM
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("office")]

    def __init__(self, first: str = "") -> None:
        """`first`: the desk whose board is opened as soon as it was read."""
        super().__init__()
        self._first = first
        self.table = LineList(id="team")
        self._boards: Boards | None = None
        self._members: dict[str, Member] = {}
        self._to_read: dict[str, None] = {}
        self._reading = False
        self._stale = False  # something came while another screen was in front

    def middle(self) -> ComposeResult:
        yield self.table

    def on_mount(self) -> None:
        self._boards = Boards(self.desk)
        self.set_focus(self.table)
        self._gather()
        self.keys.show(*self.hints())
        self.set_interval(LOOK, self._look_for_news)

    def on_unmount(self) -> None:
        if self._boards is not None:
            self._boards.close()

    # Reading

    def _gather(self) -> None:
        """Who is answered for by now; whoever is new is read."""
        assert self._boards is not None
        there = {member.desk: member for member in self._boards.members()}
        for key, member in there.items():
            known = self._members.get(key)
            if known is None:
                self._to_read[key] = None
            else:
                there[key] = Member(member.replica, member.level, known.counted, known.why)
        self._members = there
        self._read_on()
        self._show()

    def _read_on(self) -> None:
        if self._to_read and not self._reading:
            self._reading = True
            self.run_worker(self._read_all(), name="boards")

    async def _read_all(self) -> None:
        """One after another, in a thread; each is painted soon after it was read, some at once."""
        boards, shown = self._boards, 0.0
        assert boards is not None
        try:
            while self._to_read:
                key = next(iter(self._to_read))
                member = self._members.get(key)
                if member is not None:
                    self._put(await asyncio.to_thread(boards.read, member, self.now()))
                self._to_read.pop(key, None)
                if not self._to_read or monotonic() - shown > FRAME:
                    self._show()
                    shown = monotonic()
                if key == self._first and key in self._members:
                    self._first = ""
                    self._open_desk(self._members[key])
        finally:
            self._reading = False

    def _put(self, member: Member) -> None:
        if member.desk in self._members:
            self._members[member.desk] = member

    def _look_for_news(self) -> None:
        """What came is read at once where the desk is open, for that is soon done; else in the thread."""
        boards = self._boards
        if boards is None or not self.is_attached:
            return
        known = [one for key, one in self._members.items() if key not in self._to_read]
        news = boards.changed(known)
        if boards.others_now():
            self._gather()
        for member in news:
            if boards.is_open(member):
                self._put(boards.read(member, self.now()))
            else:
                self._to_read[member.desk] = None
        if news:
            self._read_on()
            self._show()

    # Showing

    def _show(self) -> None:
        if not self.is_current:
            self._stale = True
            return
        self._stale = False
        now = self.now()
        self._show_head(now)
        self.table.show(*self._rows().sections(list(self._members.values()), set(self._to_read), now))
        self.table.tick(now.timestamp())

    def _rows(self) -> TeamRows:
        return TeamRows(self.desk, self.say, self.table.cells or self.size.width - 4)

    def _show_head(self, now: datetime) -> None:
        say, profile = self.say, self.desk.profile
        late = sum(one.counted.late for one in self._members.values() if one.counted)
        left = (
            ((profile.name if profile and profile.name else "aetui"), "ink bold"),
            ("  " + " ".join(profile.roles if profile else []), "dim"),
            (f"   {say('office.team')}", "ink bold"),
            (f"   {day_line(say, now.date())}", "ink"),
        )
        right = (
            (f"   {say('board.head.late')} ", "dim"),
            (f"{late}", "late bold" if late else "ink bold"),
        )
        self.top.show(left, (), (*right, *self.time_of_day(now)))

    def tick(self, now: datetime) -> None:
        boards = self._boards
        if boards is None:
            return
        turned = [m for m in self._members.values() if m.counted and m.counted.until <= now and boards.is_open(m)]
        for member in turned:
            self._put(boards.read(member, now))
        if turned:
            self._show()
        else:
            self._show_head(now)
            self.table.tick(now.timestamp())

    def desk_changed(self, changed: Changed) -> None:  # noqa: ARG002
        self._gather()

    def language_changed(self) -> None:
        self.keys.show(*self.hints())
        self._show()

    def on_screen_resume(self) -> None:
        self.missed = None
        super().on_screen_resume()
        self._show()

    def fill(self) -> None:
        self._show()

    # Commands

    @property
    def _at_hand(self) -> Member | None:
        """Whose row the cursor stands on: a desk, or something late on it."""
        return self._members.get(Ref.parse(self.table.ref).id.partition("/")[0])

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        event.stop()
        self._open(event.ref)

    def on_line_list_nothing_to_open(self) -> None:
        self.desk_app.tell(self.say("page.nothing_here"))

    def action_open(self) -> None:
        self.table.action_open()

    def _open(self, ref: str) -> None:
        member, boards = self._at_hand, self._boards
        if member is None or boards is None:
            return
        if member.desk in self._to_read:
            self.desk_app.tell(self.say("office.reading"))
            return
        _, _, late = Ref.parse(ref).id.partition("/")
        self._open_desk(member, late)

    def _open_desk(self, member: Member, obligation_id: str = "") -> None:
        """Its board, or one thing that is owed on it."""
        assert self._boards is not None
        try:
            desk = self._boards.desk(member.replica, self.now())
        except DeskError as mistake:
            self.desk_app.complain(mistake)
            return
        if obligation_id:
            self.desk_app.open_ref(ref_to("obligation", obligation_id), of=desk)
        else:
            self.desk_app.go("their_board", member.replica, of=desk)

    def action_their_todo(self) -> None:
        member = self._at_hand
        if member is None:
            self.desk_app.tell(self.say("page.nothing_here"))
        else:
            ask_todo(self, self.prompt, member.replica.person.name)

    def action_back(self) -> None:
        self.dismiss()
