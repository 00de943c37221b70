"""The team over weeks and months (A4, A9): each AE's course, counted from the weeks that were taken in, as Friday and the appraisal
count them (A3, A10)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import msgspec

from aetui.desk.core import Desk
from aetui.desk.month.figures import course_from, period_named
from aetui.desk.week.team import executives
from aetui.domain.appraisal_year import CountedWeeks, counted_by, weeks_of
from aetui.domain.clock.periods import after, mondays, month_of, week_of
from aetui.domain.records import TeamWeek

MONTHS = 6
"""Months are shown at least so many, up to the end of the period."""


class CourseSpan(msgspec.Struct, frozen=True):
    """A week or a month of an AE's. `due`: the weeks whose files are to be in by now; what isn't in is no zero, it is told."""

    period: str
    first: date
    due: list[str]
    counted: CountedWeeks

    @property
    def missing(self) -> list[str]:
        return [week for week in self.due if week not in self.counted.weeks]


class Trend(msgspec.Struct, frozen=True):
    """One AE's course, the earliest first."""

    who: str
    weeks: list[CourseSpan]
    months: list[CourseSpan]


class TeamFigures(msgspec.Struct, frozen=True):
    """A period, at least eight weeks and six months up to its end, of each AE of the profile and whoever's weeks lie in it."""

    period: str
    first: date
    last: date
    now: datetime
    people: list[Trend]

    @property
    def empty(self) -> bool:
        return not any(one.counted.weeks for trend in self.people for one in (*trend.weeks, *trend.months))


def team_figures(desk: Desk, now: datetime, period: str | None = None) -> TeamFigures:
    """The team's course up to that period; its names are those of `figures`, the present month where none is given. Raises
    BadInput."""
    name, first, last = period_named(desk, period, now)
    kept = list(desk.each(TeamWeek))
    known = executives(desk)
    names = [*known, *sorted({week.whose for week in kept} - {*known})]
    today = desk.local(now).date()
    until = min(last, today)
    weeks = mondays(course_from(first, until), until)
    months = _months(first, until)
    trends = [_trend(weeks_of(kept, who), who, weeks, months, today) for who in names]
    shown = [one for one in trends if one.who in known or any(s.counted.weeks for s in (*one.weeks, *one.months))]
    return TeamFigures(name, first, last, now, shown)


def _months(first: date, last: date) -> list[str]:
    """The months from that of `first` to that of `last`, or `MONTHS` up to the last."""
    back = last.year * 12 + last.month - MONTHS
    month = min(month_of(first), month_of(date(back // 12, back % 12 + 1, 1)))
    found = []
    while month <= month_of(last):
        found.append(month)
        month = after(month)
    return found


def _trend(held: list[TeamWeek], who: str, mondays_: list[date], months: list[str], today: date) -> Trend:
    """`due` from her first file on; this week's is due when it is over, and counts as soon as it is there."""
    by_week, by_month = counted_by(held, "week"), counted_by(held, "month")
    begin, present = held[0].period if held else "~", week_of(today)

    def due(first: date, last: date) -> list[str]:
        names = [week_of(day) for day in mondays(first, last)]
        return [week for week in names if begin <= week < present or week in by_week]

    def of_month(month: str) -> CourseSpan:
        first = date.fromisoformat(f"{month}-01")
        end = date.fromisoformat(f"{after(month)}-01")
        # The weeks whose Thursday lies in it.
        thursdays = [day + timedelta(days=3) for day in mondays(first, end - timedelta(days=1))]
        inside = [day for day in thursdays if month_of(day) == month]
        return CourseSpan(month, first, due(inside[0], inside[-1]), by_month.get(month, CountedWeeks()))

    return Trend(
        who,
        [CourseSpan(week_of(day), day, due(day, day), by_week.get(week_of(day), CountedWeeks())) for day in mondays_],
        [of_month(month) for month in months],
    )
