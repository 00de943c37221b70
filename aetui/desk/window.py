"""The past around some days, for an old week or month without all the years between: a book of the records that can have
to do with what fell due or was done there. They are found by the dates in their bytes; may be read in a thread."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

from aetui.desk.core import RECENT, Desk
from aetui.domain.book import Book
from aetui.domain.clock.periods import after, month_of, week_of
from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.derive import derive
from aetui.domain.obligations import TROUBLE, Obligation
from aetui.domain.records import KIND_OF, Absence, Call, Fulfilment, Item, Record
from aetui.domain.records.liveness import is_live
from aetui.domain.records.refs import ref_to
from aetui.domain.rulebook.model import Rulebook

_SLACK = timedelta(days=25)
"""By how much holidays, short notice and the way move a due time, and more."""

_DAY = timedelta(days=1)


def reach(rulebook: Rulebook, cal: WorkCalendar) -> timedelta:
    """How far the time that a due time is reckoned from may lie from it."""
    working = max(cal.hours.working, timedelta(minutes=1))
    longest = 0
    for rule in rulebook.rules.values():
        if rule.on and rule.due:
            due = rule.due_at
            days = due.days or ceil(due.span / (working if due.kind == "working" else _DAY))
            # Of ten days at least four are worked, the longest holidays apart.
            longest = max(longest, days * 5 // 2 if due.kind in ("working", "working_days") else days)
    return _SLACK + timedelta(days=longest)


def beyond(begin: datetime, now: datetime) -> bool:
    """Whether what began then lies further back than the desk's book reaches: it takes a while, and may be read in a
    thread (`desk.apart`)."""
    return begin < now - RECENT


def around(
    desk: Desk,
    first: date,
    last: date,
    now: datetime,
    *,
    since: datetime | None = None,
    items: bool = False,
    of: Collection[str | None] | None = None,
) -> Book:
    """What is live, and what has to do with the days from `first` to `last`. `since`: of what isn't live only what was
    changed since then. `items`: also each item of the calls had on those days, whenever it was written down.
    `of`: what is another client's than these can be missing."""
    store, margin = desk.store, reach(desk.rulebook, desk.calendar)
    begin, end = first - margin, last + margin
    recent = now - RECENT
    near = desk.local(recent).date() <= end
    records: dict[str, Record] = {}

    def take(found: Iterator[tuple[str, Record]]) -> None:
        records.update((ref_to(kind, record.id), record) for kind, record in found)

    take(store.front(recent if near else now))
    take(store.holding(_months(begin, end)))
    # A call may have served a round of the calendar long after, and a round may have been met long before or after.
    rounds = _periods(begin, end)
    take(store.holding(rounds, ("calls", "fulfilments")))
    # Where two desks met the same one, the earlier counts.
    met = {r.period for r in records.values() if isinstance(r, Fulfilment)}
    take(store.holding(met.difference(rounds), ("fulfilments",)))
    take(_keyed(store.table(KIND_OF[Absence]).records()))  # one may lie over all of these days
    waiting = _unreturned(records.values(), desk, begin, end)
    if waiting:
        take(_keyed(store.table("calls").pointing("client_id", waiting)))
    if items:
        had = {r.id for r in records.values() if isinstance(r, Call) and first <= desk.local(r.at).date() <= last}
        take(_keyed(store.table(KIND_OF[Item]).pointing("call_id", had)))
    found = _keyed(records.values())
    wanted = (
        (kind, r)
        for kind, r in found
        if (of is None or _whose(kind, r) in of) and (since is None or r.updated_at >= since or is_live(kind, r))
    )
    return Book(wanted, fetch=store.record)


def owed_around(
    desk: Desk,
    days: tuple[date, date],
    within: tuple[datetime, datetime],
    now: datetime,
    *,
    since: datetime | None = None,
    ended_since: datetime | None = None,
    items: bool = False,
    of: Collection[str | None] | None = None,
) -> tuple[Book, list[Obligation]]:
    """What was owed in a span of time, with the book of the days around it (`around`). `ended_since`: of what ended only what ended
    since then. One report of trouble is of all that is late until it is told (C3), so it is read as far as that reaches."""
    first, last = days
    while True:
        book = around(desk, first, last, now, since=since, items=items, of=of)
        reach: dict[str, Any] = {"ended": True} if ended_since is None else {"ended_since": ended_since}
        owed = derive(book, desk.rulebook, now, cal=desk.calendar, within=within, **reach)
        told = (
            desk.local(o.met_at or now).date() for o in owed if o.rule == TROUBLE and within[0] <= o.due < within[1]
        )
        end = max(told, default=last)
        if end <= last:
            return book, owed
        last = end


def _keyed(records: Iterable[Record]) -> Iterator[tuple[str, Record]]:
    return ((KIND_OF[type(record)], record) for record in records)


def _whose(kind: str, record: Record) -> str | None:
    """The client whose a record is alone; None where it is of none, or of whoever its card is."""
    return record.id if kind == "clients" else getattr(record, "client_id", None)


def _months(begin: date, end: date) -> list[str]:
    found = [month_of(begin)]
    while found[-1] < month_of(end):
        found.append(after(found[-1]))
    return found


def _periods(begin: date, end: date) -> list[str]:
    """The weeks and years of these days, as ids of duties and fulfilments end with them."""
    found = [week_of(begin)]
    while found[-1] < week_of(end):
        found.append(after(found[-1]))
    return [*found, *(f'{year}"' for year in range(begin.year, end.year + 1))]


def _unreturned(records: Iterable[Record], desk: Desk, begin: date, end: date) -> set[str]:
    """The clients whose call was missed in these days, and whom nobody is known to have called back until they were
    over: of them a later call may have been the call back."""
    missed = (r for r in records if isinstance(r, Call) and r.way == "missed" and r.client_id)
    late = (c for c in missed if c.returned is None or desk.local(c.returned.at).date() > end)
    return {call.client_id or "" for call in late if begin <= desk.local(call.at).date() <= end}
