"""A week, day by day: meetings, what falls due, to-dos, each thing once; and what each client gets in it (C1, C2). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Literal

import msgspec
from msgspec.structs import replace

from aetui.domain.book import Book
from aetui.domain.clock.periods import week_of
from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.obligations import OPEN, Obligation, State
from aetui.domain.records import Absence, Client, Fact, Fulfilment, Meeting, Todo
from aetui.domain.records.refs import ref_to, round_id
from aetui.domain.rulebook.model import Rulebook

CALL, REPORT, CONFIRM = "week.call", "week.report", "week.report_confirm"
"""What a client gets in a week: the Monday call, the report, and its confirmation by phone."""

UNSAID = frozenset({"day.review"})
"""Duties of every single day: a day says by itself whether it was closed."""

AS_IF = frozenset({"trouble.report"})
"""Duties that arise only where another isn't done in time: they are nothing to look forward to."""

EntryKind = Literal["meeting", "duty", "todo"]


class WeekEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing of a day. `key`: an obligation's id, or `KIND:ID` of its record; `ref`: what a screen opens.
    `obligation`: the duty that it is, or that stands on it (of a meeting: to be there). `elsewhere`: it is due (`at`) on
    a later day than the one on which it stands, the last one worked before that."""

    key: str
    kind: EntryKind
    what: str
    ref: str
    state: State
    at: datetime | None = None
    end: datetime | None = None
    client_id: str | None = None
    number: str | None = None
    owner: str | None = None
    source: str = ""
    obligation: Obligation | None = None
    elsewhere: bool = False


class WeekDay(msgspec.Struct, frozen=True, kw_only=True):
    """One day. `working`: it is worked; `makeup`: though it is a Saturday or a Sunday, for a holiday; `holiday`: its
    name, also of the one that is made up for; `away`: the user is not at the post; `closed`: the day's review (D1)."""

    day: date
    working: bool
    makeup: bool
    holiday: str | None
    away: Absence | None
    closed: Fact | None
    entries: list[WeekEntry]


class ClientWeek(msgspec.Struct, frozen=True, kw_only=True):
    """What one client gets in the week; None where that isn't owed in it. `unfixed`: no time is agreed for the report,
    so that none is due (C2); `noted`: that it went all the same, or was let go."""

    client: Client
    call: Obligation | None
    report: Obligation | None
    confirm: Obligation | None
    unfixed: bool = False
    noted: Fulfilment | None = None

    @property
    def open(self) -> list[Obligation]:
        """What is still owed of it, the most pressing first."""
        found = [o for o in (self.call, self.report, self.confirm) if o is not None and o.state in OPEN]
        return sorted(found, key=lambda o: (o.act_by, o.id))


def merged(
    owed: Iterable[Obligation], at_end: Iterable[Obligation], now: datetime, end: datetime
) -> dict[str, Obligation]:
    """The duties by id: `owed` as they stand or ended, and of `at_end`, what would be owed at `end` if nobody did
    anything, those that come round or begin until then; they are still to come."""
    obligations = {o.id: o for o in owed if o.rule not in UNSAID}
    nothing_new = UNSAID | AS_IF
    for one in at_end:
        if one.id in obligations or one.rule in nothing_new:
            continue
        if (one.state in OPEN or one.state == "missed") and now < one.act_by < end:
            obligations[one.id] = replace(one, state="pending")
    return obligations


def laid_out(
    book: Book, obligations: Mapping[str, Obligation], monday: date, now: datetime, cal: WorkCalendar
) -> tuple[list[list[WeekEntry]], list[WeekEntry]]:
    """The seven days' entries in their order, and what is open from before that Monday."""
    days: list[list[WeekEntry]] = [[] for _ in range(7)]
    before: list[WeekEntry] = []
    after = monday + timedelta(days=7)
    for day, entry in _entries(book, obligations, now, cal, monday, after):
        if day >= monday:
            days[(day - monday).days].append(entry)
        elif entry.state in OPEN and entry.kind != "meeting":
            before.append(entry)
    for entries in days:
        entries.sort(key=_place)
    before.sort(key=lambda e: (e.at is None, e.at or now, e.key))
    return days, before


def unfixed(book: Book, rulebook: Rulebook, monday: date, cal: WorkCalendar) -> dict[str, Fulfilment | None]:
    """The active clients, by id, who are to get that week's report (C2) with no fixed time agreed for it, each with what
    was noted of it. None where the rule needs no such time, or isn't the user's, or in a week without a working day."""
    rule, profile = rulebook.rules.get(REPORT), book.profile
    if rule is None or profile is None or not (rule.on and rule.binds(profile.roles)) or rule.comes.kind != "slot":
        return {}
    if not any(cal.is_working(monday + timedelta(days=n)) for n in range(7)):
        return {}
    loose = (c.id for c in book.clients.values() if c.active and c.report is None)
    return {key: book.fulfilment(REPORT, key, week_of(monday)) for key in loose}


def clients_of(
    clients: Iterable[Client],
    obligations: Mapping[str, Obligation],
    period: str,
    loose: Mapping[str, Fulfilment | None] = MappingProxyType({}),
) -> list[ClientWeek]:
    """What each active client gets in that week, by name. `loose`: as `unfixed` answers."""
    found = []
    for client in sorted(clients, key=lambda c: (c.short, c.id)):
        call, report, confirm = (obligations.get(round_id(rule, client.id, period)) for rule in (CALL, REPORT, CONFIRM))
        if client.active or call or report or confirm:
            found.append(
                ClientWeek(
                    client=client,
                    call=call,
                    report=report,
                    confirm=confirm,
                    unfixed=report is None and client.id in loose,
                    noted=loose.get(client.id),
                )
            )
    return found


def absent(absences: Iterable[Absence], begin: datetime, end: datetime) -> Absence | None:
    """The absence that shares time with [begin, end) of a day, the earliest."""
    found = [a for a in absences if a.cancelled is None and a.start < end and begin < a.end]
    return min(found, key=lambda a: (a.start, a.id), default=None)


# Inside


def _entries(
    book: Book, obligations: Mapping[str, Obligation], now: datetime, cal: WorkCalendar, monday: date, after: date
) -> Iterator[tuple[date, WeekEntry]]:
    """What stands on a day before `after`; of what was due before that Monday what is open."""
    attend = {o.subject_id: o for o in obligations.values() if o.rule == "meeting.attend"}
    meetings = [m for m in book.all_of(Meeting) if m.start is not None and m.cancelled is None]
    shown = {m.id for m in meetings}
    for meeting in meetings:
        assert meeting.start is not None
        day = _day(meeting.start, cal)
        if monday <= day < after:
            yield day, _meeting(meeting, attend.get(meeting.id), now)
    for obligation in obligations.values():
        if obligation.rule == "meeting.attend" and obligation.subject_id in shown:
            continue  # it stands there as the meeting
        day = _day(obligation.act_by, cal)
        if day < after and (day >= monday or obligation.state in OPEN):
            yield day, _obligation(obligation, cal)
    # A to-do that is another thing's (a promise, an answer) stands there as that; a chase is a thing of its own.
    of = ("todo", "item")
    asked = {
        o.subject_id
        for o in obligations.values()
        if o.subject_type in of and o.rule != "card.chase" and o.state in OPEN
    }
    for todo in sorted(book.all_of(Todo), key=lambda t: (t.priority, t.created_at, t.id)):  # as on the day's own list
        if todo.id not in asked and (todo.item_id is None or todo.item_id not in asked):
            day = _day(todo.due, cal) if todo.due else todo.day
            if day < after:
                yield day, _todo(todo, now, cal)


def _day(when: datetime, cal: WorkCalendar) -> date:
    return when.astimezone(cal.tz).date()


def _place(entry: WeekEntry) -> tuple[bool, float, bool, str]:
    """By the clock; what has none comes last, as it came: it is to-dos alone."""
    if entry.at is None:
        return True, 0.0, True, ""
    return False, entry.at.timestamp(), entry.kind != "meeting", entry.key


def _meeting(meeting: Meeting, obligation: Obligation | None, now: datetime) -> WeekEntry:
    state: State = "met" if meeting.attended else "pending"
    if obligation is not None:
        state = obligation.state
    elif meeting.start and not meeting.attended and (meeting.end or meeting.start) < now:
        state = "missed" if meeting.client_id else "met"
    ref, start, end = ref_to("meetings", meeting.id), meeting.start, meeting.end
    entry = WeekEntry(key=ref, kind="meeting", what=meeting.title, ref=ref, state=state, at=start, source="M1")
    return replace(entry, end=end, client_id=meeting.client_id, obligation=obligation)


def _obligation(obligation: Obligation, cal: WorkCalendar) -> WeekEntry:
    return WeekEntry(
        key=obligation.id,
        kind="duty",
        what=obligation.what,
        ref=ref_to("obligation", obligation.id),
        state=obligation.state,
        at=obligation.due,
        client_id=obligation.client_id,
        number=obligation.number,
        owner=obligation.owner,
        source=obligation.source,
        obligation=obligation,
        elsewhere=_day(obligation.act_by, cal) != _day(obligation.due, cal),
    )


def _todo(todo: Todo, now: datetime, cal: WorkCalendar) -> WeekEntry:
    until = todo.due or cal.at(todo.day, 24 * 60)
    state: State = "pending" if now < until else "overdue"
    if todo.done:
        state = "met" if todo.done.at <= until else "met_late"
    elif todo.dropped:
        state = "waived"
    ref = ref_to("todos", todo.id)
    entry = WeekEntry(key=ref, kind="todo", what=todo.text, ref=ref, state=state, at=todo.due, source="D1")
    return replace(entry, client_id=todo.client_id, owner=todo.owner)


def span_of(monday: date, cal: WorkCalendar) -> tuple[datetime, datetime]:
    """The moments at which that week begins, and at which the next one does."""
    return cal.at(monday, 0), cal.at(monday + timedelta(days=7), 0)


def counted(rows: Sequence[ClientWeek]) -> dict[str, tuple[int, int]]:
    """How many of the clients' calls, reports and confirmations are done, and how many there are to be."""
    found = {}
    for key in ("call", "report", "confirm"):
        obligations = [o for row in rows if (o := getattr(row, key)) is not None and o.state != "waived"]
        loose = [row.noted for row in rows if key == "report" and row.unfixed and not (row.noted and row.noted.let_go)]
        done = sum(o.state in ("met", "met_late") for o in obligations) + sum(noted is not None for noted in loose)
        found[key] = (done, len(obligations) + len(loose))
    return found
