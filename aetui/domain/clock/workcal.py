"""The desk's clock: working days, working hours and time reckoned in them (domain.md, Clock and calendar).

All reckoning goes through UTC, so that 24 hours are 24 hours also when summer time begins or ends.
A working moment lies within working hours, both ends counted, and not inside lunch: 12:00 and 13:00 are
working moments, 12:30 is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Self

import msgspec

from aetui.domain.clock import holidays
from aetui.domain.errors import BadInput
from aetui.domain.names import NOBODY, Names
from aetui.domain.patterns import pattern

if TYPE_CHECKING:
    from aetui.domain.records import OwnDay, OwnTime

_DAY = timedelta(days=1)
_MIDNIGHT = 24 * 60
_PERIOD = pattern(r"(\d{1,2}):([0-5]\d)\s*[-~到至]\s*(\d{1,2}):([0-5]\d)")
_PLAIN = str.maketrans("０１２３４５６７８９：－–—〜～", "0123456789:---~~")
_KEPT_DAYS = 4000  # days whose spans are kept ready, about ten years

Span = tuple[datetime, datetime]


class Hours(msgspec.Struct, frozen=True):
    """Working hours, in minutes after midnight. Without lunch its two ends are the same."""

    start: int
    end: int
    lunch_start: int
    lunch_end: int

    @classmethod
    def parse(cls, hours: str, lunch: str) -> Hours:
        """`09:00-18:00` and `12:00-13:00`; lunch may be empty, and counts as far as it lies within the hours.

        Raises BadInput (`hours.unknown`, `hours.order`; `hours.none` where lunch leaves no working minute)."""
        start, end = _period(hours)
        if not lunch.strip():
            return cls(start, end, start, start)
        first, last = _period(lunch)
        first, last = max(first, start), min(last, end)
        if first <= start and last >= end:
            raise BadInput("hours.none", text=hours.strip(), lunch=lunch.strip())
        return cls(start, end, first, last) if first < last else cls(start, end, start, start)

    @property
    def lunch(self) -> bool:
        return self.lunch_start < self.lunch_end

    @property
    def working(self) -> timedelta:
        """How long a working day is, without lunch."""
        return timedelta(minutes=self.end - self.start - (self.lunch_end - self.lunch_start))


def _period(text: str) -> tuple[int, int]:
    found = _PERIOD.fullmatch(text.strip().translate(_PLAIN))
    if found is None:
        raise BadInput("hours.unknown", text=text)
    h1, m1, h2, m2 = map(int, found.groups())
    start, end = h1 * 60 + m1, h2 * 60 + m2
    if h1 > 23 or h2 > 23:
        raise BadInput("hours.unknown", text=text)
    if start >= end:
        raise BadInput("hours.order", text=text)
    return start, end


class WorkCalendar:
    """Working days and hours of one desk.

    `country`: `CN` (public holidays and make-up working days), another ISO code (`US`, or a part of it:
    `DE-BY`), or `weekdays`; `own`: the house's own days, which stand above it. Raises BadInput (`profile.calendar`)
    for an unknown country.

    `names`: what is called by name on that desk, where no time is read, `own_times`: its own words for times (`knowing`); with the calendar they are all that
    plain words are read by, so that every reader reads the same.

    `guessed` is True once a day was asked for whose year isn't published (`holidays.published`): what was reckoned
    is estimated. A reckoning that wants to tell asks `watching` for a calendar of its own.
    """

    def __init__(self, *, tz: tzinfo, hours: Hours, country: str = holidays.CHINA, own: Iterable[OwnDay] = ()) -> None:
        self.tz = tz
        self.hours = hours
        self.country = holidays.check_country(country)
        self.own = {one.day: one for one in own}
        self.names = NOBODY
        self.own_times: tuple[OwnTime, ...] = ()
        self.guessed = False
        self._years: dict[int, holidays.Exceptions | None] = {}
        self._unsure: dict[int, bool] = {}
        self._spans: dict[date, tuple[Span, ...]] = {}

    def watching(self) -> Self:
        """The same calendar, with what it knows, whose `guessed` is its user's own."""
        other = self.__class__.__new__(self.__class__)
        other.__dict__.update(self.__dict__)
        other.guessed = False
        return other

    def knowing(self, names: Names, own_times: Iterable[OwnTime] = ()) -> Self:
        """The same calendar on a desk with those names, and those words of its own for times."""
        other = self.watching()
        other.names, other.own_times = names, tuple(own_times)
        return other

    # Days

    def is_working(self, day: date) -> bool:
        """Whether that day is worked; in a year that the calendar does not know, Monday to Friday is."""
        own = self.own.get(day)
        if own is not None:
            return own.worked
        if self.is_estimated(day):
            self.guessed = True
        known = self._year(day.year)
        return known.get(day, day.weekday() < 5) if known else day.weekday() < 5

    def is_estimated(self, day: date) -> bool:
        """Whether it is only estimated that the day is worked, or free: its year's days aren't published yet."""
        return day not in self.own and self._is_unsure(day.year)

    def _is_unsure(self, year: int) -> bool:
        unsure = self._unsure.get(year)
        if unsure is None:
            unsure = not holidays.published(self.country, year) or self._year(year) is None
            self._unsure[year] = unsure
        return unsure

    def is_makeup(self, day: date) -> bool:
        """Whether it is a Saturday or a Sunday that is worked for a holiday."""
        if day.weekday() < 5 or not self.is_working(day):
            return False
        return self.country == holidays.CHINA or day in self.own

    def holiday(self, day: date, lang: str = "zh") -> str | None:
        """The name of the holiday that day is, or makes up for, or what the house calls its own day; None for any
        other day."""
        own = self.own.get(day)
        if own is not None and own.name:
            return own.name
        found = holidays.names(self.country, day.year).get(day)
        return found.get(lang) if found else None

    def is_public_holiday(self, day: date) -> bool:
        """Whether the calendar's own table calls the day a holiday; the house's free days are none."""
        return day in holidays.names(self.country, day.year) and not self._makes_up(day)

    def _makes_up(self, day: date) -> bool:
        known = self._year(day.year)
        return bool(known and known.get(day) and day.weekday() >= 5)

    def estimated_years(self, first: date, last: date) -> list[int]:
        """The years between two days whose days aren't published: they are estimated, or, where nothing is known,
        Monday to Friday."""
        return [year for year in range(first.year, last.year + 1) if self._is_unsure(year)]

    def next_working(self, day: date) -> date:
        """The first working day after that one."""
        return self.on_or_after(day + _DAY)

    def prev_working(self, day: date) -> date:
        """The last working day before that one."""
        return self.on_or_before(day - _DAY)

    def on_or_after(self, day: date) -> date:
        while not self.is_working(day):
            day += _DAY
        return day

    def on_or_before(self, day: date) -> date:
        while not self.is_working(day):
            day -= _DAY
        return day

    # Moments of a day

    def at(self, day: date, minute: int) -> datetime:
        """That minute after midnight of that day on the wall's clock; 1440 and more lie on the next day.
        A time that the change to summer time skips is the moment that the old clock would have shown."""
        more, minute = divmod(minute, _MIDNIGHT)
        if more:
            day += timedelta(days=more)
        wall = datetime.combine(day, time(minute // 60, minute % 60), self.tz)
        return wall.astimezone(UTC).astimezone(self.tz)

    def day_start(self, day: date) -> datetime:
        return self.at(day, self.hours.start)

    def day_end(self, day: date) -> datetime:
        return self.at(day, self.hours.end)

    def noon(self, day: date) -> datetime:
        return self.at(day, 12 * 60)

    # Reckoning

    def add_elapsed(self, start: datetime, span: timedelta) -> datetime:
        """`span` of true time later, through nights, Sundays and changes of summer time."""
        return (start.astimezone(UTC) + span).astimezone(self.tz)

    def add_working_days(self, start: datetime, n: int) -> datetime:
        """The end of work on the n-th working day after the start's day. With 0: on the start's day, or on
        the next working day where it is none."""
        day = self._day(start)
        if n <= 0:
            return self.day_end(self.on_or_after(day))
        for _ in range(n):
            day = self.next_working(day)
        return self.day_end(day)

    def add_working(self, start: datetime, span: timedelta) -> datetime:
        """`span` of working time later; lunch doesn't count, and a start outside hours begins at the next
        working moment."""
        now, left, day = start.astimezone(UTC), max(span, timedelta()), self._day(start)
        while True:
            for begin, end in self._worked(day):
                if now > end:
                    continue
                if (now := max(now, begin)) + left <= end:
                    return (now + left).astimezone(self.tz)
                left -= end - now
                now = end
            day = self.next_working(day)

    def act_by(self, start: datetime, due: datetime) -> datetime:
        """The last working moment that is not after `due`; `due` itself where no working time lies between the
        start and `due`. A due time inside lunch (12:30) is to be met before lunch (12:00), and one at the very
        minute in which work begins (09:00, 13:00) before that: nothing can be done in no time."""
        begin, limit = start.astimezone(UTC), due.astimezone(UTC)
        day, first = self._day(due), self._day(start)
        while day >= first:
            for opens, closes in reversed(self._worked(day)):
                if opens < limit:
                    last = min(closes, limit)
                    if last <= begin:
                        return due
                    return due if last == limit else last.astimezone(self.tz)
            day = self.prev_working(day)
        return due

    def working_between(self, a: datetime, b: datetime) -> timedelta:
        """How much working time lies between two moments; none where `b` is not after `a`."""
        begin, end = a.astimezone(UTC), b.astimezone(UTC)
        total, day, last = timedelta(), self._day(a), self._day(b)
        while day <= last:
            for opens, closes in self._worked(day):
                total += max(min(closes, end) - max(opens, begin), timedelta())
            day = self.next_working(day)
        return total

    # Inside

    def _day(self, t: datetime) -> date:
        return t.astimezone(self.tz).date()

    def _year(self, year: int) -> holidays.Exceptions | None:
        try:
            return self._years[year]
        except KeyError:
            return self._years.setdefault(year, holidays.exceptions(self.country, year))

    def _worked(self, day: date) -> tuple[Span, ...]:
        """The spans of that day in which work is done, in UTC; none on a free day."""
        found = self._spans.get(day)
        if found is not None:
            if self.is_estimated(day):
                self.guessed = True
        else:
            found = self._reckon(day) if self.is_working(day) else ()
            if len(self._spans) > _KEPT_DAYS:
                self._spans.clear()
            self._spans[day] = found
        return found

    def _reckon(self, day: date) -> tuple[Span, ...]:
        h = self.hours
        cuts = (h.start, h.lunch_start, h.lunch_end, h.end) if h.lunch else (h.start, h.end)
        moments = [self.at(day, minute).astimezone(UTC) for minute in cuts]
        pairs = zip(moments[::2], moments[1::2], strict=True)
        return tuple((a, b) for a, b in pairs if a < b)
