"""A week of the desk: its days with what falls on them, and what each client gets in it (C1, C2). Past weeks as they
were, coming ones as they will be if nothing changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import msgspec

from aetui.desk.core import Desk
from aetui.desk.window import beyond, owed_around
from aetui.domain.clock.periods import span, week_of
from aetui.domain.errors import BadInput
from aetui.domain.obligations import Obligation
from aetui.domain.records import Absence, Call, Client
from aetui.domain.week import (
    CALL,
    ClientWeek,
    WeekDay,
    WeekEntry,
    absent,
    clients_of,
    laid_out,
    merged,
    span_of,
    unfixed,
)

EARLIER = timedelta(days=14)
"""How long before a week something of it may have been done, and still be shown there as done."""

AHEAD = timedelta(days=371)
"""How far ahead a week is reckoned."""

FIRST = date(1971, 1, 4)
"""The first Monday of whose week anything is shown."""


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """One week. `when`: past, this or coming; `before`: what is open from earlier weeks, in this one; `to_come`: ids
    of duties that nobody owes yet, and that will be owed in it as things stand."""

    period: str
    monday: date
    now: datetime
    when: str
    days: list[WeekDay]
    before: list[WeekEntry]
    clients: list[ClientWeek]
    to_come: frozenset[str]

    @property
    def entries(self) -> list[WeekEntry]:
        return [*self.before, *(entry for day in self.days for entry in day.entries)]


def the_period(desk: Desk, said: str | None, now: datetime) -> str:
    """The week that is meant: `2026-W48`, a day in it (`下周一`, `11/30`); None: this one. Raises BadInput (`period`)."""
    from aetui.domain.plainwords import parse_day

    if not said or not said.strip():
        return week_of(desk.local(now).date())
    try:
        first, last = span(said)
    except BadInput:
        try:
            first = last = parse_day(said, now=now, cal=desk.calendar)
        except BadInput:
            raise BadInput("period", text=said) from None
    if (last - first).days not in (0, 6):
        raise BadInput("period", text=said)
    return week_of(first)


def named(desk: Desk, said: str | None, now: datetime) -> str:
    """As `the_period`, of the weeks that are reckoned. Raises BadInput also for one that lies too far away."""
    name = the_period(desk, said, now)
    monday = span(name)[0]
    if monday < FIRST or monday > desk.local(now).date() + AHEAD:
        raise BadInput("week.far", text=name)
    return name


def is_old(desk: Desk, period: str, now: datetime) -> bool:
    """Whether that week is read from around its days (`window`)."""
    return beyond(desk.calendar.at(span(period)[0], 0) - EARLIER, now)


def week(desk: Desk, now: datetime, period: str | None = None, *, lang: str | None = None) -> Week:
    """That week (else this one). Raises BadInput for one that lies too far away."""
    cal = desk.calendar
    name = named(desk, period, now)
    monday, sunday = span(name)
    this = desk.local(now).date()
    begin, end = span_of(monday, cal)
    began = desk.profile.created_at if desk.profile else now
    since = min(max(begin, began) - EARLIER, now)
    old = is_old(desk, name, now)
    if old:
        near = begin - EARLIER
        book, owed = owed_around(desk, (monday, sunday), (begin, end), now, since=near, ended_since=since)
    else:
        book, owed = desk.book, desk.obligations(now, ended_since=since)
    # What will be owed until the week's end is reckoned as a handover reckons it.
    then = desk.obligations_at(end, now, there=True) if end > now else []
    obligations = merged(owed, then, now, end)
    entries, before = laid_out(book, obligations, monday, now, cal)
    days = []
    for n in range(7):
        day = monday + timedelta(days=n)
        closed = book.day(day)
        days.append(
            WeekDay(
                day=day,
                working=cal.is_working(day),
                makeup=cal.is_makeup(day),
                holiday=cal.holiday(day, lang or desk.say.lang),
                away=absent(book.all_of(Absence), cal.day_start(day), cal.day_end(day)),
                closed=closed.closed if closed else None,
                entries=entries[n],
            )
        )
    when = "past" if sunday < this else "coming" if monday > this else "this"
    loose = unfixed(book, desk.rulebook, monday, cal)
    if when == "past":  # whether a time was agreed then, nobody can say
        loose = {key: noted for key, noted in loose.items() if noted is not None}
    return Week(
        period=name,
        monday=monday,
        now=now,
        when=when,
        days=days,
        before=before if when == "this" else [],
        clients=clients_of(book.clients.values(), obligations, name, loose),
        to_come=frozenset(obligations.keys() - {o.id for o in owed}),
    )


def call_of(desk: Desk, client: Client, obligation: Obligation | None) -> Call | None:
    """The call that met a client's Monday call."""
    if obligation is None or obligation.rule != CALL or obligation.met_at is None:
        return None
    found = desk.book.outgoing(client.id, obligation.met_at, obligation.met_at + timedelta(seconds=1))
    return found or next(iter(desk.book.serving(obligation.id)), None)
