"""The desk's clock: tables for mainland China, other countries and plain weekdays, and its laws."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aetui.domain.clock import holidays
from aetui.domain.clock.holidays import COUNTRIES
from aetui.domain.clock.workcal import Hours, WorkCalendar
from aetui.domain.errors import BadInput
from aetui.domain.records import OwnDay

ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC")


@lru_cache
def calendar(
    zone: str = "Asia/Shanghai", country: str = "CN", hours: str = "09:00-18:00", lunch: str = "12:00-13:00"
) -> WorkCalendar:
    return WorkCalendar(tz=ZoneInfo(zone), hours=Hours.parse(hours, lunch), country=country)


def at(words: str, zone: str = "Asia/Shanghai") -> datetime:
    """`11-23 09:30` of 2026."""
    return datetime.fromisoformat(f"2026-{words}").replace(tzinfo=ZoneInfo(zone))


# Hours


@pytest.mark.parametrize(
    ("hours", "lunch", "minutes"),
    [
        ("09:00-18:00", "12:00-13:00", (540, 1080, 720, 780)),
        ("9:00-18:00", "", (540, 1080, 540, 540)),
        ("０９：００－１８：００", "１２：００—１３：００", (540, 1080, 720, 780)),
        (" 08:30 ~ 17:30 ", "11:30–12:30", (510, 1050, 690, 750)),
        ("09:00到18:00", "12:00至13:00", (540, 1080, 720, 780)),
        ("13:00-22:00", "12:00-13:00", (780, 1320, 780, 780)),
        ("12:30-18:00", "12:00-13:00", (750, 1080, 750, 780)),
    ],
)
def test_hours(hours: str, lunch: str, minutes: tuple[int, ...]) -> None:
    h = Hours.parse(hours, lunch)
    assert (h.start, h.end, h.lunch_start, h.lunch_end) == minutes
    assert h.working == timedelta(minutes=minutes[1] - minutes[0] - minutes[3] + minutes[2])


@pytest.mark.parametrize(
    ("hours", "lunch", "key"),
    [
        ("", "", "hours.unknown"),
        ("9-18", "", "hours.unknown"),
        ("09:00-24:00", "", "hours.unknown"),
        ("09:60-18:00", "", "hours.unknown"),
        ("18:00-09:00", "", "hours.order"),
        ("09:00-09:00", "", "hours.order"),
        ("09:00-18:00", "noon", "hours.unknown"),
        ("09:00-18:00", "13:00-12:00", "hours.order"),
        ("12:00-13:00", "12:00-13:00", "hours.none"),
        ("12:15-12:45", "12:00-13:00", "hours.none"),
    ],
)
def test_hours_that_are_none(hours: str, lunch: str, key: str) -> None:
    with pytest.raises(BadInput) as caught:
        Hours.parse(hours, lunch)
    assert caught.value.key == key


# Days


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        *((date(2026, 11, 23 + n), n < 5) for n in range(7)),
        (date(2026, 1, 1), False),
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),  # a Saturday, made up for
        (date(2026, 9, 20), True),  # a Sunday, made up for
        (date(2026, 2, 17), False),  # spring festival
        (date(2025, 1, 26), True),
    ],
)
def test_working_days_in_china(day: date, worked: bool) -> None:
    assert calendar().is_working(day) is worked


def test_a_year_whose_make_up_days_are_not_published_is_estimated() -> None:
    cal = calendar()
    last = max(year for year in range(2026, 2060) if not cal.is_estimated(date(year, 6, 1)))
    assert cal.estimated_years(date(2026, 1, 1), date(last, 12, 31)) == []
    assert cal.estimated_years(date(2026, 12, 1), date(last + 1, 1, 1)) == [last + 1]
    assert cal.estimated_years(date(2003, 12, 1), date(2004, 2, 1)) == [2003]


@pytest.mark.parametrize(
    ("day", "worked", "zh", "en"),
    [
        (date(2027, 1, 1), False, "元旦", "New Year's Day"),
        (date(2027, 1, 4), True, None, None),
        (date(2027, 2, 5), False, "农历除夕", "Chinese New Year's Eve"),
        (date(2027, 6, 9), False, "端午节", "Dragon Boat Festival"),
        (date(2027, 6, 8), True, None, None),
        (date(2027, 10, 4), False, None, None),  # given in lieu
        (date(2027, 10, 8), True, None, None),
    ],
)
def test_statutory_days_stand_in_for_a_year_that_is_not_published(
    day: date, worked: bool, zh: str | None, en: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aetui.domain.clock.holidays.published", lambda country, year: country != "CN" or year < 2027)
    holidays.names.cache_clear()
    cal = WorkCalendar(tz=ZoneInfo("Asia/Shanghai"), hours=calendar().hours)
    assert (cal.is_working(day), cal.is_estimated(day)) == (worked, True)
    if zh:
        assert (cal.holiday(day), cal.holiday(day, "en")) == (zh, en)
    holidays.names.cache_clear()


def own(*days: tuple[str, bool]) -> WorkCalendar:
    made = [OwnDay(day=date.fromisoformat(day), worked=worked, name="公司定") for day, worked in days]
    return WorkCalendar(tz=ZoneInfo("Asia/Shanghai"), hours=calendar().hours, own=made)


def test_the_houses_own_days_stand_above_every_table() -> None:
    cal = own(("2026-11-24", False), ("2026-10-01", True), ("2026-11-28", True), ("2027-01-04", False))
    assert not cal.is_working(date(2026, 11, 24))
    assert cal.is_working(date(2026, 10, 1))
    assert cal.is_makeup(date(2026, 11, 28))
    assert cal.holiday(date(2026, 11, 24)) == "公司定"
    assert not cal.is_estimated(date(2027, 1, 4))
    assert cal.add_working_days(at("11-23 10:00"), 1) == at("11-25 18:00")
    assert cal.add_working_days(at("11-27 10:00"), 1) == at("11-28 18:00")


def test_what_was_reckoned_over_an_estimated_day_is_known() -> None:
    cal = calendar()
    year = next(y for y in range(2026, 2060) if cal.is_estimated(date(y, 6, 1)))
    watched = cal.watching()
    watched.add_working_days(datetime(year - 1, 11, 23, 10, tzinfo=watched.tz), 1)
    assert not watched.guessed
    watched.add_working_days(datetime(year - 1, 12, 31, 10, tzinfo=watched.tz), 1)
    assert watched.guessed
    for _ in range(2):  # also what it had reckoned before, and kept
        again = cal.watching()
        again.add_working(datetime(year, 3, 3, 10, tzinfo=again.tz), timedelta(hours=1))
        assert again.guessed


@pytest.mark.parametrize(
    ("country", "day", "worked"),
    [
        ("US", date(2026, 11, 26), False),  # Thanksgiving
        ("us", date(2026, 11, 27), True),
        ("DE", date(2026, 10, 31), False),
        ("DE", date(2026, 11, 1), False),
        ("DE", date(2026, 1, 6), True),
        ("DE-BY", date(2026, 1, 6), False),  # Epiphany in Bavaria
        ("IL", date(2026, 11, 22), True),  # Sunday
        ("IL", date(2026, 11, 27), False),  # Friday
        ("HK", date(2026, 7, 1), False),
        ("weekdays", date(2026, 10, 1), True),
        ("Weekdays", date(2026, 10, 3), False),
    ],
)
def test_working_days_elsewhere(country: str, day: date, worked: bool) -> None:
    assert calendar(country=country).is_working(day) is worked


def test_years_unknown_elsewhere() -> None:
    assert calendar(country="US").estimated_years(date(2026, 1, 1), date(2030, 1, 1)) == []
    assert calendar(country="US").estimated_years(date(2600, 1, 1), date(2600, 2, 1)) == [2600]
    assert calendar(country="weekdays").estimated_years(date(1900, 1, 1), date(3000, 1, 1)) == []


@pytest.mark.parametrize("country", ["", "XX", "China", "CN-SH", "US-XX", "周"])
def test_an_unknown_calendar_is_refused(country: str) -> None:
    with pytest.raises(BadInput) as caught:
        calendar(country=country)
    assert (caught.value.key, caught.value.args_) == ("profile.calendar", {"text": country})


def test_the_codes_are_those_of_the_library() -> None:
    from holidays.utils import list_supported_countries

    known = set(list_supported_countries(include_aliases=False))
    assert known >= COUNTRIES


def test_nothing_heavy_is_imported_before_a_day_is_asked_for() -> None:
    code = (
        "import sys\n"
        "from zoneinfo import ZoneInfo\n"
        "from aetui.domain.clock.workcal import Hours, WorkCalendar\n"
        "for country in ('CN', 'US'):\n"
        "    WorkCalendar(tz=ZoneInfo('UTC'), hours=Hours(540, 1080, 720, 780), country=country)\n"
        "print(sorted({'holidays', 'chinese_calendar', 'arrow', 'textual'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_days_before_and_after() -> None:
    cal, holiday = calendar(), date(2026, 10, 3)
    assert cal.next_working(date(2026, 11, 27)) == date(2026, 11, 30)
    assert cal.prev_working(date(2026, 11, 23)) == date(2026, 11, 20)
    assert (cal.on_or_before(holiday), cal.on_or_after(holiday)) == (date(2026, 9, 30), date(2026, 10, 8))
    assert cal.on_or_before(date(2026, 11, 23)) == cal.on_or_after(date(2026, 11, 23)) == date(2026, 11, 23)


# Reckoning


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("11-23 10:15", 120, "11-23 13:15"),  # lunch doesn't count
        ("11-23 10:40", 30, "11-23 11:10"),
        ("11-23 11:00", 60, "11-23 12:00"),
        ("11-23 12:00", 1, "11-23 13:01"),
        ("11-23 12:30", 0, "11-23 13:00"),
        ("11-23 17:00", 60, "11-23 18:00"),
        ("11-23 17:30", 60, "11-24 09:30"),
        ("11-23 18:00", 0, "11-23 18:00"),
        ("11-23 20:00", 120, "11-24 11:00"),
        ("11-23 07:00", 30, "11-23 09:30"),
        ("11-27 17:59", 2, "11-30 09:01"),
        ("09-30 17:00", 120, "10-08 10:00"),
        ("11-23 09:00", 480 * 5, "11-27 18:00"),
    ],
)
def test_working_time_later(start: str, minutes: int, end: str) -> None:
    assert calendar().add_working(at(start), timedelta(minutes=minutes)) == at(end)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("11-23 09:00", 1, "11-24 18:00"),
        ("11-23 23:00", 1, "11-24 18:00"),
        ("11-27 10:00", 1, "11-30 18:00"),
        ("11-28 10:00", 1, "11-30 18:00"),
        ("11-23 10:00", 5, "11-30 18:00"),
        ("11-23 10:00", 0, "11-23 18:00"),
        ("11-28 10:00", 0, "11-30 18:00"),
        ("09-30 10:00", 2, "10-09 18:00"),
        ("10-09 10:00", 1, "10-10 18:00"),
    ],
)
def test_working_days_later(start: str, n: int, end: str) -> None:
    assert calendar().add_working_days(at(start), n) == at(end)


@pytest.mark.parametrize(
    ("start", "due", "act_by"),
    [
        ("11-23 09:32", "11-24 09:32", "11-24 09:32"),
        ("11-23 10:00", "11-23 18:00", "11-23 18:00"),
        ("11-24 10:00", "11-28 10:00", "11-27 18:00"),  # the agenda for Monday 10:00
        ("11-27 18:30", "11-28 18:30", "11-28 18:30"),  # asked for on Friday evening
        ("11-27 18:00", "11-28 18:00", "11-28 18:00"),
        ("11-27 17:59", "11-28 18:00", "11-27 18:00"),
        ("11-23 10:00", "11-23 12:30", "11-23 12:00"),  # inside lunch
        ("11-23 12:10", "11-23 12:50", "11-23 12:50"),
        ("11-23 10:00", "11-23 13:00", "11-23 12:00"),
        ("11-23 10:00", "11-24 09:00", "11-23 18:00"),  # nothing can be done in no time
        ("11-23 10:00", "11-24 09:01", "11-24 09:01"),
        ("11-23 19:00", "11-24 09:00", "11-24 09:00"),
        ("11-23 10:00", "11-23 21:00", "11-23 18:00"),
        ("11-23 10:00", "11-24 08:00", "11-23 18:00"),
        ("11-23 10:00", "11-23 10:00", "11-23 10:00"),
        ("11-23 10:00", "11-20 10:00", "11-20 10:00"),
        ("09-29 10:00", "10-05 10:00", "09-30 18:00"),
        ("09-29 10:00", "10-10 10:00", "10-10 10:00"),
    ],
)
def test_act_by(start: str, due: str, act_by: str) -> None:
    assert calendar().act_by(at(start), at(due)) == at(act_by)


@pytest.mark.parametrize(
    ("a", "b", "minutes"),
    [
        ("11-23 09:00", "11-23 18:00", 480),
        ("11-23 11:30", "11-23 13:30", 60),
        ("11-23 17:00", "11-24 10:00", 120),
        ("11-27 17:00", "11-30 10:00", 120),
        ("11-28 09:00", "11-29 18:00", 0),
        ("11-24 09:00", "11-23 09:00", 0),
        ("11-23 09:00", "11-29 23:59", 2400),
    ],
)
def test_working_between(a: str, b: str, minutes: int) -> None:
    assert calendar().working_between(at(a), at(b)) == timedelta(minutes=minutes)


def is_working_moment(cal: WorkCalendar, moment: datetime) -> bool:
    """Whether it lies within working hours of a working day, and not inside lunch."""
    return any(start <= moment <= end for start, end in cal._worked(cal._day(moment)))


@pytest.mark.parametrize(
    ("when", "working"),
    [
        ("11-23 09:00", True),
        ("11-23 12:00", True),
        ("11-23 12:30", False),
        ("11-23 13:00", True),
        ("11-23 18:00", True),
        ("11-23 18:01", False),
        ("11-28 10:00", False),
        ("10-10 10:00", True),
    ],
)
def test_working_moments(when: str, working: bool) -> None:
    assert is_working_moment(calendar(), at(when)) is working


# Changes of summer time


@pytest.mark.parametrize(
    ("zone", "start", "end"),
    [
        ("Europe/Berlin", "03-28 10:00", "03-29 11:00"),
        ("Europe/Berlin", "10-24 10:00", "10-25 09:00"),
        ("America/New_York", "03-07 10:00", "03-08 11:00"),
        ("America/New_York", "10-31 10:00", "11-01 09:00"),
    ],
)
def test_24_hours_elapse_when_the_clock_is_moved(zone: str, start: str, end: str) -> None:
    found = calendar(zone, "weekdays").add_elapsed(at(start, zone), timedelta(hours=24))
    assert found == at(end, zone)
    assert found.astimezone(UTC) - at(start, zone).astimezone(UTC) == timedelta(hours=24)


def test_the_working_day_keeps_its_hours_when_the_clock_is_moved() -> None:
    cal = calendar("Europe/Berlin", "weekdays")
    for day in (date(2026, 3, 29), date(2026, 10, 25)):
        assert (cal.day_start(day).hour, cal.noon(day).hour, cal.day_end(day).hour) == (9, 12, 18)
    assert cal.day_start(date(2026, 3, 27)).utcoffset() != cal.day_start(date(2026, 3, 30)).utcoffset()


class Daily(WorkCalendar):
    """Worked on every day: summer time begins and ends on Sundays."""

    def is_working(self, day: date) -> bool:
        return True


def test_hours_over_the_change_count_as_they_pass() -> None:
    night = Daily(tz=ZoneInfo("Europe/Berlin"), hours=Hours.parse("01:00-09:00", ""), country="weekdays")
    short, long = date(2026, 3, 29), date(2026, 10, 25)
    assert night.working_between(night.day_start(short), night.day_end(short)) == timedelta(hours=7)
    assert night.working_between(night.day_start(long), night.day_end(long)) == timedelta(hours=9)


def test_a_clock_that_the_change_skips_is_a_moment_all_the_same() -> None:
    cal = calendar("Europe/Berlin", "weekdays")
    skipped = cal.at(date(2026, 3, 29), 150)
    assert (skipped.hour, skipped.minute) == (3, 30)


# Laws

CALENDARS = st.builds(
    calendar,
    st.sampled_from(ZONES),
    st.sampled_from(["CN", "weekdays", "US"]),
    st.sampled_from(["09:00-18:00", "08:30-17:15", "00:00-23:59", "13:00-22:00", "02:00-10:00"]),
    st.sampled_from(["12:00-13:00", "", "02:00-03:00"]),
)
MOMENTS = st.integers(0, 60 * 24 * 365 * 3).map(lambda n: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
SPANS = st.integers(0, 60 * 24 * 10).map(lambda n: timedelta(minutes=n))


@settings(max_examples=300, deadline=None)
@given(CALENDARS, MOMENTS, SPANS)
def test_working_time_lands_in_working_time(cal: WorkCalendar, start: datetime, span: timedelta) -> None:
    end = cal.add_working(start, span)
    assert end >= start
    assert is_working_moment(cal, end)
    assert cal.working_between(start, end) == span
    assert end.tzinfo is cal.tz


@settings(max_examples=300, deadline=None)
@given(CALENDARS, MOMENTS, st.integers(0, 60 * 24 * 20).map(lambda n: timedelta(minutes=n)))
def test_act_by_is_the_last_working_moment(cal: WorkCalendar, start: datetime, span: timedelta) -> None:
    due = start + span
    found = cal.act_by(start, due)
    assert found <= due
    if found < due:
        assert found > start
        assert is_working_moment(cal, found)
        assert cal.working_between(found, due) == timedelta()
        assert cal.working_between(start, found) > timedelta()


@settings(max_examples=200, deadline=None)
@given(CALENDARS, MOMENTS, SPANS, SPANS)
def test_working_time_adds_up(cal: WorkCalendar, start: datetime, one: timedelta, two: timedelta) -> None:
    assert cal.add_working(cal.add_working(start, one), two) in (
        cal.add_working(start, one + two),
        # With nothing to add at the end of a span, both its end and the next beginning are right.
        cal.add_working(cal.add_working(start, one + two), timedelta(microseconds=1)) - timedelta(microseconds=1),
    )


@settings(max_examples=200, deadline=None)
@given(CALENDARS, MOMENTS, st.integers(-2000, 2000).map(lambda n: timedelta(hours=n)))
def test_elapsed_time_is_true_time(cal: WorkCalendar, start: datetime, span: timedelta) -> None:
    assert cal.add_elapsed(start, span).astimezone(UTC) - start == span


@settings(max_examples=200, deadline=None)
@given(CALENDARS, MOMENTS, st.integers(0, 30))
def test_working_days_are_counted(cal: WorkCalendar, start: datetime, n: int) -> None:
    end = cal.add_working_days(start, n)
    first, last = start.astimezone(cal.tz).date(), end.astimezone(cal.tz).date()
    days = [first + timedelta(days=k) for k in range(1, (last - first).days + 1)]
    assert cal.is_working(last)
    assert sum(map(cal.is_working, days)) == (n or (0 if cal.is_working(first) else 1))
