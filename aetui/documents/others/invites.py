"""Invitations and calendars as Outlook, Google, Feishu and DingTalk write them (RFC 5545, RFC 5546)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any

import msgspec

from aetui.domain.errors import BadInput
from aetui.domain.patterns import pattern
from aetui.domain.text import cleaned

_MOST = 5_000
"""So many occurrences of one series are gone through: a daily one of thirteen years."""
_YEARS = range(1900, 8000)
"""Years that can be reckoned with in every zone."""
_UNTIL = pattern(r"UNTIL=[^;]*;?")


class Invited(msgspec.Struct, frozen=True):
    """Somebody at a meeting, as the invitation names them. `declined`: they won't come."""

    name: str
    email: str
    declined: bool = False


class Appointment(msgspec.Struct, frozen=True):
    """An event of a calendar, or one occurrence of a series (`occurrence`: the start that the series gives it, in UTC; `repeats`: it is
    one; `series`: the file has the series itself). Of an all-day event `start` and `end` are midnights. `stamp`: when it was last written; `sequence`: how often it was changed. `endless`: its end isn't said, and
    an hour is taken for it."""

    uid: str
    title: str
    start: datetime
    end: datetime
    occurrence: str | None = None
    repeats: bool = False
    series: bool = False
    all_day: bool = False
    endless: bool = False
    sequence: int = 0
    stamp: datetime | None = None
    cancelled: bool = False
    location: str = ""
    organizer: Invited | None = None
    attendees: tuple[Invited, ...] = ()


class Invites(msgspec.Struct, frozen=True):
    """What a calendar file holds. `unread`: the titles of events whose time can't be read, or in a zone that nobody knows."""

    appointments: list[Appointment]
    unread: list[str]


def read_invites(text: str, file: Path, *, tz: tzinfo, since: datetime, until: datetime) -> Invites:
    """The events; of a series those that are not over by `since` and begin before `until`. A time without a zone is on the clock of `tz`.
    Raises BadInput (`invites.none`) for what is no calendar, or one without events."""
    from icalendar import Calendar

    if "BEGIN:VCALENDAR" not in text.upper():
        raise BadInput("invites.none", file=file)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        events = [(each, str(whole.get("METHOD", ""))) for whole in calendars for each in whole.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):  # whatever the library makes of a broken line
        raise BadInput("invites.broken", file=file) from None
    if not events:
        raise BadInput("invites.none", file=file)
    overridden = {(uid, day) for each, _ in events if (uid := _word(each, "UID")) and (day := _recurrence(each, tz))}
    found: list[Appointment] = []
    unread: list[str] = []
    for event, method in events:
        try:
            one = _appointment(event, method, tz)
        except (ValueError, TypeError, OverflowError, AttributeError):
            one = None
        if one is None:
            unread.append(_word(event, "SUMMARY") or _word(event, "UID"))
        elif event.get("RRULE") is None and event.get("RDATE") is None:
            found.append(one)
        else:
            try:
                each = list(_series(event, one, since, until, tz))
            except (ValueError, TypeError, OverflowError, AttributeError):
                unread.append(one.title)
                continue
            found += [o for o in each if (o.uid, o.occurrence) not in overridden]
    return Invites(sorted(found, key=lambda o: (o.start, o.uid)), unread)


def _appointment(event: Any, method: str, tz: tzinfo) -> Appointment | None:
    begin = _moment(event.get("DTSTART"), tz)
    if begin is None:
        return None
    start, all_day = begin
    finish, length = _moment(event.get("DTEND"), tz), _value(event.get("DURATION"))
    if finish is None and event.get("DTEND") is not None:
        return None
    if finish is not None:
        end = finish[0]
    elif isinstance(length, timedelta):
        end = start + length
    else:
        end = start + (timedelta(days=1) if all_day else timedelta(hours=1))
    uid = _word(event, "UID") or f"{start.astimezone(UTC):%Y%m%dT%H%M%SZ} {_word(event, 'SUMMARY')}"
    stamps = [_moment(event.get(name), tz) for name in ("LAST-MODIFIED", "DTSTAMP")]
    attendees = event.get("ATTENDEE") or []
    people = [_invited(a) for a in (attendees if isinstance(attendees, list) else [attendees])]
    organizer = event.get("ORGANIZER")
    try:
        sequence = int(event.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        sequence = 0
    return Appointment(
        uid=uid,
        title=_word(event, "SUMMARY"),
        start=start,
        end=end if end > start else start + timedelta(hours=1),
        occurrence=_recurrence(event, tz),
        repeats=event.get("RECURRENCE-ID") is not None,
        all_day=all_day,
        endless=finish is None and not isinstance(length, timedelta),
        sequence=sequence,
        stamp=next((stamp[0] for stamp in stamps if stamp), None),
        cancelled="CANCEL" in (method.upper(), _word(event, "STATUS").upper()[:6]),
        location=_word(event, "LOCATION"),
        organizer=_invited(organizer) if organizer is not None else None,
        attendees=tuple(people),
    )


def _series(event: Any, first: Appointment, since: datetime, until: datetime, tz: tzinfo) -> Iterator[Appointment]:
    """Its occurrences, reckoned on the clock of its own zone, so that 14:00 stays 14:00 when summer time begins. Raises ValueError for a
    rule that can't be read, or that is finer than a day."""
    from dateutil.rrule import rruleset, rrulestr

    zone = first.start.tzinfo or tz
    wall = first.start.replace(tzinfo=None)
    days = rruleset()
    rule = event.get("RRULE")
    for one in rule if isinstance(rule, list) else [rule] if rule is not None else []:
        if str(one.get("FREQ", [""])[0]) not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
            raise ValueError
        said = _UNTIL.sub("", one.to_ical().decode())
        last = [_wall(when, zone, last=True) for when in one.get("UNTIL", [])]
        days.rrule(rrulestr(f"{said};UNTIL={last[0]:%Y%m%dT%H%M%S}" if last else said, dtstart=wall))
    if rule is None:
        days.rdate(wall)
    for name, put in (("RDATE", days.rdate), ("EXDATE", days.exdate)):
        dates = event.get(name)
        for several in dates if isinstance(dates, list) else [dates] if dates is not None else []:
            for when in several.dts:
                put(_wall(when.dt, zone, at=wall.time()))
    length = first.end - first.start
    for n, day in enumerate(days):
        start = day.replace(tzinfo=zone)
        if n > _MOST or start >= until:
            return
        if start + length > since:
            yield msgspec.structs.replace(
                first, start=start, end=start + length, occurrence=_utc(start), repeats=True, series=True
            )


def _wall(when: date | datetime, zone: tzinfo, *, last: bool = False, at: time | None = None) -> datetime:
    """What the clock of that zone shows then; of a day alone its end (`last`), or `at`."""
    if not isinstance(when, datetime):
        return datetime.combine(when, time(23, 59, 59) if last else at or time())
    return when.astimezone(zone).replace(tzinfo=None) if when.tzinfo else when


def _recurrence(event: Any, tz: tzinfo) -> str | None:
    found = _moment(event.get("RECURRENCE-ID"), tz)
    return _utc(found[0]) if found else None


def _utc(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _value(prop: Any) -> Any:
    """What a property says; None where it can't be read, which the library tells in several ways."""
    try:
        return prop.dt
    except (AttributeError, ValueError, TypeError):
        return None


def _moment(prop: Any, tz: tzinfo) -> tuple[datetime, bool] | None:
    """When that is, and whether it is a day alone. None without one, or where its zone is named and nobody knows it: a wrong time is
    worse than none."""
    when = _value(prop)
    if isinstance(when, date) and when.year not in _YEARS:
        return None
    if isinstance(when, datetime):
        if when.tzinfo is None and getattr(prop, "params", {}).get("TZID"):
            return None
        return (when if when.tzinfo else when.replace(tzinfo=tz)), False
    if isinstance(when, date):
        return datetime.combine(when, time(), tz), True
    return None


def _invited(prop: Any) -> Invited:
    params = getattr(prop, "params", {})
    email = str(prop).strip()
    email = email[7:] if email.lower().startswith("mailto:") else email if "@" in email else ""
    name = " ".join(cleaned(str(params.get("CN", ""))).split()).strip("'\"")
    return Invited(
        name="" if name.casefold() == email.casefold() else name,
        email=email,
        declined=str(params.get("PARTSTAT", "")).upper() == "DECLINED",
    )


def _word(event: Any, name: str) -> str:
    said = event.get(name)
    return " ".join(cleaned(str(said)).split()) if said is not None else ""
