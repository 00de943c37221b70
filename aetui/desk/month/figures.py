"""The figures of a week, a month, a quarter or a year: what was kept in time by rule and by week, who took how much,
at which hours one telephones. Reckoned from the records around the period; may be made in a thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import chain
from typing import TypeVar

import msgspec

from aetui.desk.core import EVER, Desk
from aetui.desk.day.today import client_name
from aetui.desk.gc_pause import gc_paused
from aetui.desk.window import around
from aetui.domain.book import Book
from aetui.domain.clock.periods import after, before, month_of, period_of, shifted, span, week_of
from aetui.domain.derive import each_obligation
from aetui.domain.errors import BadInput
from aetui.domain.figures import (
    CardSpan,
    CountedObligation,
    Heard,
    Hour,
    Load,
    WeekFigures,
    by_hour,
    by_rule,
    by_week,
    loads,
    open_at,
    tallies,
    together,
)
from aetui.domain.records import Call, Card, Client, Tally

T = TypeVar("T")
PERIODS = ("week", "month", "quarter", "year")
COURSE = 8
"""Weeks are shown at least so many, up to the end of the period, so that a course can be seen."""

RECENT = timedelta(days=44)
"""How far back is reckoned at once, from what the desk holds in memory anyway."""

_YEARS = range(1970, 9000)


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """What figures are counted from, by month (`2026-11`), all times on the desk's clock: of the days from `first` to `last` all of
    it. `nothing`: nor is there anything to count on other days."""

    now: datetime
    first: date
    last: date
    obligations: dict[str, list[CountedObligation]]
    calls: dict[str, list[Heard]]
    cards: list[CardSpan]
    nothing: bool = False

    def tells(self, period: str) -> bool:
        """Whether all is known that is told of a period, the weeks before it too."""
        first, last = span(period)
        return self.first <= course_from(first, last) and last <= self.last


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a period: duties that fell due in it, calls made in it, cards open at its end.

    `weeks`: those of the period and at least eight up to its end, whole ones. `known`: nothing of it lies before what was
    reckoned. `empty`: on the whole desk there is nothing to count.
    """

    period: str
    first: date
    last: date
    now: datetime
    client: str | None
    known: bool
    total: Tally
    rules: list[Tally]
    weeks: list[WeekFigures]
    clients: list[Load]
    hours: list[Hour]
    empty: bool


def look_back(desk: Desk, now: datetime, *, since: datetime | None = None) -> Past:
    """What figures are counted from, of all days, as of `now`; may be called in a thread. `since`: only the records that are open or
    were changed since then are looked at, which is quick, and of the days since then tells all."""
    with gc_paused():
        book = Book(desk.store.front(since or EVER), fetch=desk.store.record)
        obligations = each_obligation(book, desk.rulebook, now, cal=desk.calendar, ended_since=since)
        first = desk.local(since).date() + timedelta(days=1) if since else date.min
        return _counted(desk, book, book.all_of(Card), obligations, now, (first, date.max))


def look_at(desk: Desk, now: datetime, period: str) -> Past:
    """What the figures of a period are counted from, as of `now`; may be called in a thread."""
    first, last = span(period)
    course, end = course_from(first, last), last + timedelta(days=6)
    with gc_paused():
        span_ = desk.calendar.at(course, 0), desk.calendar.at(end, 24 * 60)
        book = around(desk, course, end, now, items=True)
        obligations = each_obligation(book, desk.rulebook, now, cal=desk.calendar, within=span_)
        found = _counted(desk, book, desk.each(Card), obligations, now, (course, end))
        if not found.nothing or began(desk) is not None:
            return msgspec.structs.replace(found, nothing=False)
        # Nobody telephoned yet, and no work was asked for: there is little to look through.
        return msgspec.structs.replace(found, nothing=look_back(desk, now).nothing)


def began(desk: Desk) -> date | None:
    """The day of the first call or card; None where there is neither."""
    moments = chain((call.at for call in desk.each(Call)), (card.requested_at for card in desk.each(Card)))
    first = min(moments, default=None)
    return desk.local(first).date() if first is not None else None


def figures(
    desk: Desk, now: datetime, period: str | None = None, *, client: Client | None = None, past: Past | None = None
) -> Figures:
    """The figures of a period (`2026-W48`, `2026-11`, `2026-Q4`, `2026`; `week`, `month`, `quarter` or `year`: the
    present one; None: the present month). `client`: of this one alone. `past`: what `look_at` or `look_back` found; without it
    it is looked for. Raises BadInput.
    """
    name, first, last = period_named(desk, period, now)
    begin, end = desk.calendar.at(first, 0).astimezone(UTC), desk.calendar.at(last, 24 * 60).astimezone(UTC)
    course = course_from(first, last)
    seen = past or look_at(desk, now, name)
    if course < seen.first:  # of a week that reaches further back nothing is said
        course = seen.first + timedelta(days=-seen.first.weekday() % 7)
    obligations = [
        d for d in _months(seen.obligations, min(course, first), last) if client is None or d.client_id == client.id
    ]
    calls = [
        c
        for c in _months(seen.calls, first, last)
        if begin <= c.at < end and (client is None or c.client_id == client.id)
    ]
    due = [d for d in obligations if begin <= d.due < end]
    rows = tallies(due, seen.now, cache(lambda client_id: client_name(desk, client_id)))
    promised: dict[str | None, int] = {}
    for obligation in due:
        promised[obligation.client_id] = promised.get(obligation.client_id, 0) + 1
    held = [c for c in open_at(seen.cards, min(end, seen.now)) if client is None or c.client_id == client.id]
    return Figures(
        period=name,
        first=first,
        last=last,
        now=seen.now,
        client=client.short if client else None,
        known=seen.first <= first and last <= seen.last,
        total=together(rows),
        rules=by_rule(rows),
        weeks=by_week(obligations, seen.now, course, last, datetime.date),
        clients=loads(calls, held, promised),
        hours=by_hour(calls, lambda at: at.hour),
        empty=seen.nothing,
    )


def period_named(desk: Desk, period: str | None, now: datetime) -> tuple[str, date, date]:
    """A period as it is written, with its first and last day: as of `figures`. Raises BadInput."""
    today = desk.local(now).date()
    name = period_of(period or "month", today) if period in (None, *PERIODS) else str(period).strip()
    try:
        first, last = span(name)
    except BadInput:
        raise BadInput("figures.period", text=name) from None
    if first.year not in _YEARS:
        raise BadInput("figures.period", text=name)
    return before(after(name)), first, last  # as it is written


def course_from(first: date, last: date) -> date:
    """The Monday from which on weeks are shown."""
    return span(week_of(min(first, shifted(last, weeks=1 - COURSE))))[0]


def _months(by_month: dict[str, list[T]], first: date, last: date) -> Iterator[T]:
    """What lies in the months from that of `first` to that of the week of `last`."""
    month, begin = month_of(last + timedelta(days=6)), month_of(first)
    while month >= begin:
        yield from by_month.get(month, ())
        month = before(month)


def _counted(
    desk: Desk,
    book: Book,
    cards: Iterable[Card],
    owed: Iterable[tuple[str, CountedObligation]],
    now: datetime,
    known: tuple[date, date],
) -> Past:
    obligations: dict[str, list[CountedObligation]] = {}
    ids: set[str] = set()
    for key, obligation in owed:
        if key not in ids:
            ids.add(key)
            obligations.setdefault(month_of(obligation.due), []).append(obligation)
    calls: dict[str, list[Heard]] = {}
    tz = desk.tz
    for call in book.all_of(Call):
        heard = Heard(call.at.astimezone(tz), call.way, call.client_id, len(book.items_of(call.id)))
        calls.setdefault(month_of(heard.at), []).append(heard)
    held = [CardSpan(c.client_id, c.opened_at, c.closed.at if c.closed else None) for c in cards]
    nothing = not (obligations or calls or held)
    return Past(
        now=now, first=known[0], last=known[1], obligations=obligations, calls=calls, cards=held, nothing=nothing
    )
