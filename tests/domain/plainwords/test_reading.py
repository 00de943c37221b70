"""Texts that are a time as a whole: TIME, DAY, spans, weekly slots, ranges."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta

import phrases
import pytest
from desk_clock import NOW, at, calendar
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.errors import BadInput
from aetui.domain.plainwords import parse_day, parse_range, parse_slot, parse_span, parse_time
from aetui.domain.records import Slot


def time_of(text: str) -> datetime:
    return parse_time(text, now=NOW, cal=calendar())


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("明天下午3点", "2026-11-24T15:00"),
        ("周五17:30", "2026-11-27T17:30"),
        ("fri 17:30", "2026-11-27T17:30"),
        ("tomorrow 3pm", "2026-11-24T15:00"),
        ("+2h", "2026-11-23T13:05"),
        ("+90m", "2026-11-23T12:35"),
        ("-2h", "2026-11-23T09:05"),
        ("半小时前", "2026-11-23T10:35"),
        ("2 hours ago", "2026-11-23T09:05"),
        ("now", "2026-11-23T11:05"),
        ("现在", "2026-11-23T11:05"),
        ("昨天15:00", "2026-11-22T15:00"),
        ("今天9:30", "2026-11-23T09:30"),
        ("09:32", "2026-11-23T09:32"),
        ("9:32", "2026-11-23T09:32"),
        ("3点", "2026-11-23T15:00"),
        ("上午九点", "2026-11-23T09:00"),
        ("上周五15:00", "2026-11-20T15:00"),
        ("昨天下午", "2026-11-22T18:00"),
        ("去年12月1日", "2025-12-01T18:00"),
        ("2026年11月1日", "2026-11-01T18:00"),
        ("2026-11-20", "2026-11-20T18:00"),
        ("2026-11-20T10:00", "2026-11-20T10:00"),
        ("2026-11-20 10:00:30", "2026-11-20T10:00:30"),
        ("20261120T1000", "2026-11-20T10:00"),
        ("2026-11-23T10:00:00+00:00", "2026-11-23T18:00"),
        ("2026-11-23T09:30:00Z", "2026-11-23T17:30"),
        ("2026-11-23t09:30:00z", "2026-11-23T17:30"),
        ("11/20", "2027-11-20T18:00"),
        ("1/2", "2027-01-02T18:00"),
        ("sat", "2026-11-28T18:00"),
        ("sun 10am", "2026-11-29T10:00"),
        ("周五前", "2026-11-27T18:00"),
        ("by friday", "2026-11-27T18:00"),
        ("  周五　17：30  ", "2026-11-27T17:30"),
    ],
)
def test_a_time(text: str, iso: str) -> None:
    found = time_of(text)
    assert found == at(iso)
    assert found.tzinfo is calendar().tz


@pytest.mark.parametrize(
    "text", ["", "  ", "5", "abc", "周五17:30 开会", "每周五", "当天下午", "2026-13-01", "2026-11-23T25:00"]
)
def test_no_time(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        time_of(text)
    assert (caught.value.key, caught.value.args_) == ("time.unknown", {"text": text})


@pytest.mark.parametrize("text", ["9999-12-31", "+9999999h", "9999年后", "1" * 6000, "周" * 3000])
def test_a_time_beyond_all_calendars_is_told(text: str) -> None:
    with pytest.raises(BadInput):
        time_of(text)


def test_what_a_sentence_holds_alone_is_a_time_by_itself() -> None:
    for text, iso, words in phrases.CHINESE_WORDS + phrases.ENGLISH_WORDS:
        if text == words and not words.startswith(("on the", "by the")):
            assert time_of(text) == at(iso), text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("明天", date(2026, 11, 24)),
        ("周五", date(2026, 11, 27)),
        ("昨天", date(2026, 11, 22)),
        ("2026-11-20", date(2026, 11, 20)),
        ("12/1", date(2026, 12, 1)),
        ("+2d", date(2026, 11, 25)),
        ("today", date(2026, 11, 23)),
        ("周五17:30", date(2026, 11, 27)),
        ("2026-11-23T20:00:00+00:00", date(2026, 11, 24)),
    ],
)
def test_a_day(text: str, day: date) -> None:
    assert parse_day(text, now=NOW, cal=calendar()) == day


def test_no_day() -> None:
    with pytest.raises(BadInput) as caught:
        parse_day("哪天", now=NOW, cal=calendar())
    assert caught.value.key == "time.day"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45m", 45),
        ("45min", 45),
        ("2d", 2880),
        ("1h30m", 90),
        ("2h 15m", 135),
        ("1.5h", 90),
        ("2天", 2880),
        ("半小时", 30),
        ("90分钟", 90),
        ("一个半小时", 90),
        ("1小时30分钟", 90),
        ("half an hour", 30),
        ("2 hours", 120),
        ("1w", 10080),
        ("一周", 10080),
        ("１小时", 60),
        ("0m", 0),
        ("1个月", 43200),
    ],
)
def test_a_span(text: str, minutes: int) -> None:
    assert parse_span(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "3", "m", "-2h", "半天", "2个工作日", "明天", "2h x", "9" * 5000 + "h"])
def test_no_span(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_span(text)
    assert caught.value.key == "time.span"


@pytest.mark.parametrize(
    ("text", "weekday", "minute"),
    [
        ("周四 16:00", 3, 960),
        ("周五11:00", 4, 660),
        ("thu 16:00", 3, 960),
        ("thu at 16:00", 3, 960),
        ("thursday 4pm", 3, 960),
        ("星期三下午3点", 2, 900),
        ("每周四 16:00", 3, 960),
        ("every thursday 16:00", 3, 960),
        ("周四4点", 3, 960),
        ("friday noon", 4, 720),
        ("周四　１６：００", 3, 960),
    ],
)
def test_a_weekly_slot(text: str, weekday: int, minute: int) -> None:
    slot = parse_slot(text)
    assert (slot.weekday, slot.minute) == (weekday, minute)


@pytest.mark.parametrize("text", ["", "周四", "16:00", "下周四 16:00", "周日 24:00", "周四 16:00 左右 x", "12/1 16:00"])
def test_no_slot(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_slot(text)
    assert caught.value.key == "time.slot"


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("明天", "2026-11-24T09:00", "2026-11-24T18:00"),
        ("明天上午", "2026-11-24T09:00", "2026-11-24T12:00"),
        ("明天下午", "2026-11-24T12:00", "2026-11-24T18:00"),
        ("今晚", "2026-11-23T18:00", "2026-11-24T00:00"),
        ("明天15:00", "2026-11-24T15:00", "2026-11-24T18:00"),
        ("12/1到12/5", "2026-12-01T09:00", "2026-12-05T18:00"),
        ("12/1-12/5", "2026-12-01T09:00", "2026-12-05T18:00"),
        ("12月1日至5日", "2026-12-01T09:00", "2026-12-05T18:00"),
        ("12/30到1/3", "2026-12-30T09:00", "2027-01-03T18:00"),
        ("2026-12-01 ~ 2026-12-05", "2026-12-01T09:00", "2026-12-05T18:00"),
        ("周三到周五", "2026-11-25T09:00", "2026-11-27T18:00"),
        ("周五到下周一", "2026-11-27T09:00", "2026-11-30T18:00"),
        ("今天下午到周五", "2026-11-23T12:00", "2026-11-27T18:00"),
        ("今天到明天中午", "2026-11-23T09:00", "2026-11-24T12:00"),
        ("周三 14:00-16:00", "2026-11-25T14:00", "2026-11-25T16:00"),
        ("明天下午2点到4点", "2026-11-24T14:00", "2026-11-24T16:00"),
        ("2-4点", "2026-11-23T14:00", "2026-11-23T16:00"),
        ("tomorrow 9-11am", "2026-11-24T09:00", "2026-11-24T11:00"),
        ("dec 1 to dec 5", "2026-12-01T09:00", "2026-12-05T18:00"),
        ("下周", "2026-11-30T09:00", "2026-12-04T18:00"),
    ],
)
def test_a_range(text: str, begin: str, end: str) -> None:
    assert parse_range(text, now=NOW, cal=calendar()) == (at(begin), at(end))


@pytest.mark.parametrize("text", ["", "abc", "12/5到12/1", "2小时后到周五", "每周五"])
def test_no_range(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_range(text, now=NOW, cal=calendar())
    assert caught.value.key == "time.range"


@given(st.text(max_size=40))
def test_whatever_is_typed_only_bad_input_is_raised(text: str) -> None:
    for parse, kind in ((parse_time, datetime), (parse_day, date), (parse_range, tuple)):
        with suppress(BadInput):
            assert isinstance(parse(text, now=NOW, cal=calendar()), kind)
    for parse_alone, kind in ((parse_span, timedelta), (parse_slot, Slot)):
        with suppress(BadInput):
            assert isinstance(parse_alone(text), kind)
