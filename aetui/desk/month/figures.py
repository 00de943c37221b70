"""The figures of a week, a month, a quarter or a year: what was kept in time by rule and by week, who took how much,
at which hours one telephones. Reckoned from the records; a reckoning of everything may be made in a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice
from typing import TypeVar

import msgspec

from aetui.desk.core import Desk
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
from aetui.domain.records import KINDS, Call, Card, Client, Record, Tally

T = TypeVar("T")
PERIODS = ("week", "month", "quarter", "year")
COURSE = 8
"""Weeks are shown at least so many, up to the end of the period, so that a course can be seen."""

RECENT = timedelta(days=44)
"""How far back is reckoned at once, from what the desk holds in memory anyway."""

_AT_ONCE = 2_000  # records that are let go in one breath
_YEARS = range(1970, 9000)


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """What figures are counted from, by month (`2026-11`), all times on the desk's clock. `since`: from when on it is
    known; None: all of it is."""

    now: datetime
    since: datetime | None
    obligations: dict[str, list[CountedObligation]]
    calls: dict[str, list[Heard]]
    cards: list[CardSpan]

    def reaches(self, day: date) -> bool:
        """Whether anything is counted on that day or before it; what lies before `since` isn't known."""
        return self.since is not None or any(month <= month_of(day) for month in (*self.obligations, *self.calls))


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


def _always() -> bool:
    return True


def look_back(
    desk: Desk, now: datetime, *, since: datetime | None = None, wanted: Callable[[], bool] = _always
) -> Past:
    """Everything that figures are counted from, as of `now`; may be called in a thread.

    `since`: only the records that are open or were changed since then are looked at, which is quick. `wanted`: asked
    again and again; as soon as it says no, what was found so far is returned.
    """
    with gc_paused():
        store = desk.store
        found = store.front(since) if since else ((kind, r) for kind in KINDS for r in store.table(kind).records())
        records: list[tuple[str, Record]] = list(_while(wanted, found))
        book = Book(records, fetch=store.record)
        obligations = each_obligation(book, desk.rulebook, now, cal=desk.calendar, ended_since=since)
        past = _counted(desk, book, book.all_of(Card), _while(wanted, obligations), now, since)
        del book
        while records:  # freed at once, a hundred thousand would hold up every other thread
            del records[-_AT_ONCE:]
    return past


def let_go(past: Past) -> None:
    """Free what was found month by month; to be called in a thread, for at once it would hold up all others."""
    for found in (past.obligations, past.calls):
        while found:
            found.popitem()


def figures(
    desk: Desk, now: datetime, period: str | None = None, *, client: Client | None = None, past: Past | None = None
) -> Figures:
    """The figures of a period (`2026-W48`, `2026-11`, `2026-Q4`, `2026`; `week`, `month`, `quarter` or `year`: the
    present one; None: the present month). `client`: of this one alone. `past`: what `look_back` found, where many periods
    are looked at; without it the records of this one are read. Raises BadInput.
    """
    name, first, last = period_named(desk, period, now)
    begin, end = desk.calendar.at(first, 0).astimezone(UTC), desk.calendar.at(last, 24 * 60).astimezone(UTC)
    course = course_from(first, last)
    seen = past or _around(desk, now, course, last + timedelta(days=6))
    if seen.since is not None:  # of a week that reaches further back nothing is said
        known_from = desk.local(seen.since).date()
        course = max(course, known_from + timedelta(days=-known_from.weekday() % 7))
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
        known=seen.since is None or seen.since <= begin,
        total=together(rows),
        rules=by_rule(rows),
        weeks=by_week(obligations, seen.now, course, last, datetime.date),
        clients=loads(calls, held, promised),
        hours=by_hour(calls, lambda at: at.hour),
        empty=not (seen.obligations or seen.calls or seen.cards),
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


def _while(wanted: Callable[[], bool], found: Iterable[T]) -> Iterator[T]:
    left = iter(found)
    while wanted() and (some := list(islice(left, 500))):
        yield from some


def _around(desk: Desk, now: datetime, first: date, last: date) -> Past:
    """What figures of these days are counted from; where there is nothing, all of it, for then it may be a desk on which
    there is nothing to count."""
    span_ = desk.calendar.at(first, 0), desk.calendar.at(last, 24 * 60)
    book = around(desk, first, last, now, items=True)
    obligations = each_obligation(book, desk.rulebook, now, cal=desk.calendar, within=span_)
    cards = list(desk.each(Card))
    found = _counted(desk, book, cards, obligations, now, None)
    return found if found.obligations or found.calls or found.cards else look_back(desk, now)


def _counted(
    desk: Desk,
    book: Book,
    cards: Iterable[Card],
    owed: Iterable[tuple[str, CountedObligation]],
    now: datetime,
    since: datetime | None,
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
    return Past(now=now, since=since, obligations=obligations, calls=calls, cards=held)
