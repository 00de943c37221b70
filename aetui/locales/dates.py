"""Days and times in words, as a desk speaks of them: short, and relative to now where that is shorter."""

from __future__ import annotations

from datetime import date, datetime

from aetui.locales import Texts


def weekday(say: Texts, day: date) -> str:
    return say(f"weekday.{day.weekday()}")


def clock(when: datetime) -> str:
    return f"{when.hour}:{when:%M}"


def day_line(say: Texts, day: date) -> str:
    """The day as a heading says it: `11月23日 周一`, `Mon 23 November`."""
    return say("date.line", month=say(f"month.{day.month}"), day=day.day, weekday=weekday(say, day))


def moment_line(say: Texts, when: datetime) -> str:
    """`11月23日 周一 10:40`."""
    return f"{day_line(say, when.date())} {clock(when)}"


def day_full(say: Texts, day: date) -> str:
    """The day as a paper bears it, which is read in another year: `2026年11月23日 周一`, `Mon 23 November 2026`."""
    return say("date.full", year=day.year, day=day_line(say, day))


def days_full(say: Texts, first: date | None, last: date | None) -> str:
    """`2026年12月1日 周二 – 2026年12月15日 周二`, one day alone, or nothing."""
    return " – ".join(day_full(say, day) for day in dict.fromkeys((first, last)) if day)


def day_short(say: Texts, day: date, today: date) -> str:
    """`今天`, `明天`, `周三` within a week ahead, else `12/1`, with the year where it is another."""
    ahead = (day - today).days
    if 2 <= ahead < 7 and ahead not in say.facts.near:
        return weekday(say, day)
    if ahead in say.facts.near:
        return say.facts.near[ahead]
    return day_number(day) if day.year == today.year else f"{day.year}/{day.month}/{day.day}"


def day_number(day: date) -> str:
    """`11/23`, the day alone, where the year is plain."""
    return f"{day.month}/{day.day}"


def when(say: Texts, moment: datetime, now: datetime) -> str:
    """A moment in few words: `10:40` today, `明天 10:00`, `周三 12:00`, `12/1 18:00`. Both in the desk's zone."""
    at = clock(moment)
    return at if moment.date() == now.date() else f"{day_short(say, moment.date(), now.date())} {at}"


def when_from(say: Texts, start: datetime, end: datetime, now: datetime) -> str:
    """`周四 14:00–16:00`; the end with its day where that is another."""
    last = clock(end) if end.date() == start.date() else when(say, end, now)
    return f"{when(say, start, now)}–{last}"


def stamp(moment: datetime) -> str:
    """`11/23 10:40`, for timelines."""
    return f"{day_number(moment)} {clock(moment)}"


def day_stamp(say: Texts, moment: datetime) -> str:
    """`周一 11/23 10:40`, where the day of the week matters."""
    return f"{weekday(say, moment)} {stamp(moment)}"


def days_short(first: date | None, last: date | None) -> str:
    """`12/1–12/15`, one day alone, or nothing; the year where they don't lie in one."""
    days = [day for day in dict.fromkeys((first, last)) if day]
    years = len({day.year for day in days}) > 1
    return "–".join(f"{day.year}/{day_number(day)}" if years else day_number(day) for day in days)


def period_short(say: Texts, period: str) -> str:
    """`周一 11/23`, `第47周`; a month, a quarter and a year as their names say it."""
    from aetui.domain.clock.periods import named

    frame, first = named(period)
    if frame == "day":
        return say("period.day", weekday=weekday(say, first), month=first.month, day=first.day)
    return say("period.week", n=first.isocalendar().week) if frame == "week" else period


def ago(say: Texts, moment: datetime, now: datetime) -> str:
    """How long ago, in rough words: `3天前`, `3 days ago`."""
    import arrow

    return arrow.get(moment).humanize(arrow.get(now), locale=say.facts.arrow)


def left(say: Texts, seconds: float) -> str:
    """Time left in one or two units: `0:20:05`, `2天 3:30`; a minus in front where it is past."""
    sign, rest = ("-", -seconds) if seconds < 0 else ("", seconds)
    whole = int(rest)
    days, hours, minutes = whole // 86400, whole // 3600 % 24, whole // 60 % 60
    if days >= 1:
        return sign + say("span.days", days=days, clock=f"{hours}:{minutes:02d}")
    return f"{sign}{hours}:{minutes:02d}:{whole % 60:02d}"


def clock_of(minute: int) -> str:
    """Minutes after midnight as a clock says them."""
    return f"{minute // 60}:{minute % 60:02d}"
