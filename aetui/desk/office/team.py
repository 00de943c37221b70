"""Whom one answers for, each desk as its own board counts it: the AM's screen, and the AD's (A3, A4, A9).

A row is read off the copy of a desk that lies here, by the very functions that its own board is made of. What was read holds until the copy
changes, or its next duty turns.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from aetui.desk.card.cards import hand_cards
from aetui.desk.core import Desk
from aetui.desk.day.folding import Owed, days_of
from aetui.desk.day.today import client_name
from aetui.desk.find.finder import find_one
from aetui.desk.find.look import Look
from aetui.desk.gc_pause import gc_paused
from aetui.desk.office.replicas import Replica, replicas
from aetui.domain.clock.periods import span, week_of
from aetui.domain.errors import DeskError, NotThere, Unusable
from aetui.domain.obligations import Obligation
from aetui.domain.records import Todo
from aetui.domain.rulebook import Rulebook
from aetui.locales import Texts
from aetui.locales.wording import title
from aetui.store.file.files import FileMark, Files, mark_of

Marks = tuple[FileMark | None, FileMark | None]
"""Of a desk's file and its journal."""

_WHOM: Look[Replica] = Look("office.person", lambda r: (r.person.name,), told=lambda r: r.person.role)


class BoardCounts(msgspec.Struct, frozen=True):
    """A desk at one moment. `late`, `soon`: duties past what was promised, and inside their warning time; `today`, `owed`: rows of its
    board for today, and all; `cards`: in hand; `week`: its load, all rows and to-dos of its own until the week's end. `first`: what presses most; `lates`: what is
    late, the longest first; `clients`: their names, `rules`: what they go by. `changed`: when the last was done on it, as far as it is here.
    It holds until `until`."""

    late: int
    soon: int
    today: int
    owed: int
    cards: int
    week: int
    first: Obligation | None
    lates: list[Obligation]
    clients: dict[str, str]
    rules: Rulebook
    changed: datetime | None
    until: datetime


class Member(msgspec.Struct, frozen=True):
    """One of those who are answered for. `level`: how many stand between. Of `counted` and `why` the one that can be had: a desk that
    never came has neither, one that can't be read says why."""

    replica: Replica
    level: int = 0
    counted: BoardCounts | None = None
    why: DeskError | None = None

    @property
    def desk(self) -> str:
        """Its id in the office."""
        return self.replica.person.desk


def counted(desk: Desk, now: datetime) -> BoardCounts:
    """What a desk's own board counts at `now`."""
    found = desk.obligations(now)
    owed = Owed(found)
    local = desk.local(now)
    today = local.date()
    tomorrow = desk.calendar.next_working(today)
    due_today, _ = days_of(owed.rows, today, tomorrow, lambda one: desk.local(one.act_by).date())
    sunday = span(week_of(today))[1]
    this_week, _ = days_of(owed.rows, sunday, sunday, lambda one: desk.local(one.act_by).date())
    mine = (t for t in desk.book.live_of(Todo) if t.done is None and t.dropped is None and t.owner is None)
    lates = [one for one in found if one.state == "overdue"]
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return BoardCounts(
        late=owed.late,
        soon=sum(one.state == "soon" for one in found),
        today=due_today,
        owed=len(owed.rows),
        cards=len(hand_cards(desk)),
        week=this_week + sum(todo.day <= sunday for todo in mine),
        first=found[0] if found else None,
        lates=sorted(lates, key=_since),
        clients={key: client_name(desk, key) for one in (*found[:1], *lates) if (key := one.client_id)},
        rules=desk.rulebook,
        changed=desk.store.changed_at,
        until=min(midnight, desk.owed_until() or now),
    )


def late_on(members: Iterable[Member]) -> list[tuple[Member, Obligation]]:
    """What is late on all their desks, the longest first, with whose it is."""
    found = [(member, one) for member in members if member.counted for one in member.counted.lates]
    return sorted(found, key=lambda pair: _since(pair[1]))


def words_of(say: Texts, seen: BoardCounts, one: Obligation) -> tuple[str, str, str]:
    """Whose client's a duty is, what it is, and the number of its card."""
    return seen.clients.get(one.client_id or "", ""), title(say, one, seen.rules), one.number or ""


def _since(one: Obligation) -> tuple[datetime, str]:
    return one.due, one.id


class Boards:
    """The desks that are answered for from `own`, each opened once and only looked at."""

    def __init__(self, own: Desk) -> None:
        self._own = own
        self._open: dict[str, Desk] = {}
        self._stands = _office_mark(own)
        self._shut: dict[str, Marks] = {}  # those that aren't held open, as their files were when they were read

    def members(self) -> list[Member]:
        """Who is answered for, nobody read yet: who answers to this desk, each followed by who answers to them."""
        found: list[Member] = []
        levels: dict[str | None, int] = {}
        for replica in replicas(self._own.store):
            level = levels[replica.person.desk] = levels.get(replica.person.answers_to, -1) + 1
            found.append(Member(replica, level))
        return found

    def others_now(self) -> bool:
        """Whether the office told of somebody, or of a change among them, since this was asked last."""
        before, self._stands = self._stands, _office_mark(self._own)
        return before != self._stands

    def is_open(self, member: Member) -> bool:
        return member.desk in self._open

    def desk(self, replica: Replica, now: datetime) -> Desk:
        """The desk, opened. Raises NotThere where nothing of it came yet, Unusable where it can't be read."""
        found = self._open.get(replica.person.desk)
        if found is None:
            found = self._open[replica.person.desk] = look_at(self._own, replica, now)
        return found

    def read(self, member: Member, now: datetime) -> Member:
        """As it stands now; from any thread, while nobody else reads that desk. Never raises."""
        key, replica, marks = member.desk, member.replica, _marks(member.replica)
        try:
            with gc_paused():
                desk = self._open.get(key) or look_at(self._own, replica, now)
                found = counted(desk, now)
        except DeskError as why:
            self._close(key)
            self._shut[key] = marks
            return Member(replica, member.level, why=None if isinstance(why, NotThere) else why)
        if desk.store.heavy and key not in self._open:  # whoever may write didn't make it light yet
            desk.close()
            self._shut[key] = marks
        else:
            self._open[key] = desk
        return Member(replica, member.level, counted=found)

    def changed(self, members: list[Member]) -> list[Member]:
        """Those of them of whom there is news, looked for in the files; cheap where there is none."""
        return [member for member in members if self._is_changed(member)]

    def _is_changed(self, member: Member) -> bool:
        desk = self._open.get(member.desk)
        if desk is None:
            return _marks(member.replica) != self._shut.get(member.desk)
        try:
            return desk.poll()
        except DeskError:
            self._close(member.desk)
            return True

    def _close(self, key: str) -> None:
        desk = self._open.pop(key, None)
        if desk is not None:
            desk.close()

    def close(self) -> None:
        for key in list(self._open):
            self._close(key)


def the_replica(own: Desk, asked: str) -> Replica:
    """The desk of whom is meant, of those who are answered for. Raises NotThere, BadInput where several are."""
    return find_one(replicas(own.store), asked, _WHOM, kind="office.person")


def look_at(own: Desk, replica: Replica, now: datetime) -> Desk:
    """That desk, opened to be looked at from `own`. Raises NotThere where nothing of it came yet, Unusable where the copy can't be read."""
    if not replica.path.exists():
        raise NotThere("office.never", name=replica.person.name)
    try:
        desk = Desk.open(replica.path, program="aetui", now=now, look=True)
        if desk.store.heavy and desk.store.keep_front():  # all of ten years was read: from here on the front is enough
            desk.close()
            desk = Desk.open(replica.path, program="aetui", now=now, look=True)
    except Unusable as why:
        if why.key == "file.busy":
            raise
        raise Unusable("office.unreadable", name=replica.person.name, file=replica.path) from None
    desk.beside, desk.spoken = own.beside, own.spoken
    return desk


def _office_mark(own: Desk) -> FileMark | None:
    try:
        return mark_of(own.store.file.files.office)
    except OSError:
        return None


def _marks(replica: Replica) -> Marks:
    """How the files look from outside."""
    files = Files(replica.path)
    found: list[FileMark | None] = []
    for path in (files.data, files.journal):
        try:
            found.append(mark_of(path))
        except OSError:
            found.append(None)
    return found[0], found[1]
