"""find_time: the table of phrases, the rules of domain.md one by one, and its laws."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import phrases
import pytest
from desk_clock import NOW, SHANGHAI, at, calendar, read
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aetui.domain.plainwords import find_time
from aetui.domain.plainwords.lexer import lex, normalize
from aetui.domain.workcal import WorkCalendar

FOUND = phrases.CHINESE_WORDS + phrases.ENGLISH_WORDS + phrases.CHINESE_SENTENCES + phrases.ENGLISH_SENTENCES
NONE = phrases.PAST + phrases.NONE_CHINESE + phrases.NONE_ENGLISH


@pytest.mark.parametrize(("text", "iso", "words"), FOUND, ids=[f[0] for f in FOUND])
def test_a_phrase_and_its_time(text: str, iso: str, words: str) -> None:
    found = find_time(text, now=NOW, cal=calendar())
    assert found is not None
    assert (found.at, found.text) == (at(iso), words)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize("text", NONE)
def test_what_holds_no_time(text: str) -> None:
    assert read(text) is None


def test_the_tables_are_as_long_as_promised() -> None:
    assert len({f[0] for f in FOUND}) >= 150
    assert len(set(phrases.NONE_CHINESE + phrases.NONE_ENGLISH)) >= 80


@pytest.mark.parametrize(
    ("now", "text", "iso"),
    [
        ("2026-11-27T11:00", "周五", "2026-11-27T18:00"),
        ("2026-11-27T18:00", "周五", "2026-12-04T18:00"),
        ("2026-11-27T18:00", "本周五", None),
        ("2026-11-27T11:00", "周五10:00", "2026-12-04T10:00"),
        ("2026-11-29T11:00", "下周一", "2026-11-30T18:00"),
        ("2026-11-30T19:00", "月底", "2026-12-31T18:00"),
        ("2026-11-30T19:00", "本月底", None),
        ("2026-12-31T19:00", "年底", "2027-12-31T18:00"),
        ("2026-11-05T19:00", "5号", "2026-12-05T18:00"),
        ("2026-11-28T19:00", "11月28日", "2027-11-28T18:00"),
        ("2026-11-28T19:00", "2026-11-28", None),
        ("2026-11-23T15:30", "3点", None),
        ("2026-11-23T23:30", "零点", "2026-11-24T00:00"),
        ("2026-11-23T19:30", "今天", None),
        ("2026-11-23T15:30", "今晚", "2026-11-23T21:00"),
        ("2026-11-23T21:30", "今晚", None),
        ("2026-01-31T10:00", "一个月后", "2026-02-28T18:00"),
        ("2026-01-31T10:00", "31号前", "2026-01-31T18:00"),
        ("2026-01-31T19:00", "31号前", "2026-03-31T18:00"),
        ("2027-03-01T10:00", "2月29日", "2028-02-29T18:00"),
        # Make-up working days and holidays: the last working day of a week with a national holiday in it.
        ("2026-09-28T10:00", "下周", "2026-10-10T18:00"),
        ("2026-09-28T10:00", "本周", "2026-09-30T18:00"),
        ("2026-09-28T10:00", "国庆前", "2026-09-30T18:00"),
        ("2026-09-28T10:00", "三个工作日内", "2026-10-08T18:00"),
        ("2026-09-28T10:00", "月底", "2026-09-30T18:00"),
        ("2026-10-01T10:00", "下月初", "2026-11-02T18:00"),
    ],
)
def test_which_one_is_meant_depends_on_now(now: str, text: str, iso: str | None) -> None:
    found = read(text, at(now))
    assert (found and found[0]) == iso


@pytest.mark.parametrize(
    ("hours", "text", "iso"),
    [
        ("09:00-18:00", "明天3点", "2026-11-24T15:00"),
        ("09:00-18:00", "明天6点", "2026-11-24T18:00"),
        ("09:00-18:00", "明天7点", "2026-11-24T07:00"),
        ("09:00-18:00", "今天7点", "2026-11-23T19:00"),
        ("09:00-18:00", "明天9点", "2026-11-24T09:00"),
        ("02:00-11:00", "明天3点", "2026-11-24T03:00"),
        ("13:00-22:00", "明天9点半", "2026-11-24T21:30"),
        ("09:00-18:00", "明天03:30", "2026-11-24T03:30"),
        ("09:00-18:00", "明天3:30", "2026-11-24T15:30"),
        ("10:00-17:30", "明天", "2026-11-24T17:30"),
    ],
)
def test_an_hour_of_twelve_is_the_one_within_working_hours(hours: str, text: str, iso: str) -> None:
    found = read(text, cal=calendar(hours=hours))
    assert found is not None
    assert found[0] == iso


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("周三给初稿，周五前给定稿，下周一见", "周五前"),
        ("最晚周三给，周五见客户", "最晚周三"),
        ("send it by wed, we meet friday", "by wed"),
        ("周三下班前，周四上午也行", "周三下班前"),
        ("24小时内回复，周五开会", "24小时内"),
        ("周三、周四、周五", "周五"),
        ("周三给初稿，周四的会议用", "周三"),
        ("上周的稿子周三给", "周三"),
        ("周三给上周的稿子", "周三"),
    ],
)
def test_of_several_the_limit_wins_else_the_last(text: str, words: str) -> None:
    found = read(text)
    assert found is not None
    assert found[1] == words


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("客户明天来公司，下午三点，接待一下", "2026-11-24T15:00"),
        ("周四见客户，下午两点", "2026-11-26T14:00"),
        ("周五要的稿子，下午3点前给我初稿", "2026-11-23T15:00"),
        ("周五前要三个方案，下午3点开会", "2026-11-27T18:00"),
        ("周五再说。下午3点开会", "2026-11-23T15:00"),
    ],
)
def test_a_clock_alone_is_of_the_day_named_before(text: str, iso: str) -> None:
    found = read(text)
    assert found is not None
    assert found[0] == iso


@pytest.mark.parametrize(
    ("text", "day_only"),
    [("周五前", True), ("三天内", True), ("周五17:00", False), ("明天上午", False), ("2小时内", False), ("eod", False)],
)
def test_whether_only_a_day_was_said(text: str, day_only: bool) -> None:
    found = find_time(text, now=NOW, cal=calendar())
    assert found is not None
    assert found.day_only is day_only


def test_hours_elapse_through_a_change_of_summer_time() -> None:
    berlin = WorkCalendar(tz=ZoneInfo("Europe/Berlin"), hours=calendar().hours, country="weekdays")
    now = datetime(2026, 10, 24, 20, 0, tzinfo=berlin.tz)
    found = find_time("24小时内", now=now, cal=berlin)
    assert found is not None
    assert found.at.astimezone(UTC) - now.astimezone(UTC) == timedelta(hours=24)
    assert found.at.hour == 19


def test_now_in_another_zone_is_today_on_the_desks_clock() -> None:
    late = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)  # 01:00 on Tuesday in Shanghai
    assert read("今天", late) == ("2026-11-24T18:00", "今天")


# Laws

WORDS = """
周五 下周三 今天 明天 上午 下午 晚上 月底 12/1 17:30 11月28日 小时 工作日 之前 以内 by on at in fri may tomorrow
noon 3pm 2026-11-28 2026-02-30 T10:00 9999 99999 大后天 一点 下班前 的 海报 A4 end of month 国庆前 五一 每周
"""
PIECES = st.sampled_from(
    [
        *"一二两三四五六日天半个月年号点分刻到至前后内的周下上这本每早晚，。（） -~/:：.+0123456789３",
        *WORDS.split(),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))
NOWS = st.datetimes(min_value=datetime(2004, 1, 2), max_value=datetime(2060, 1, 1))  # noqa: DTZ001 - made aware below


@settings(max_examples=400, deadline=None)
@given(TEXTS, NOWS)
@example("9999-12-31", datetime(2026, 11, 23))  # noqa: DTZ001
@example("9999年后", datetime(2026, 11, 23))  # noqa: DTZ001
@example("İ周五", datetime(2026, 11, 23))  # noqa: DTZ001
def test_whatever_is_typed(text: str, naive: datetime) -> None:
    now = naive.replace(tzinfo=SHANGHAI)
    found = find_time(text, now=now, cal=calendar())
    assert found == find_time(text, now=now, cal=calendar())
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        assert found.at > now
        assert found.at.utcoffset() is not None


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_the_tokens_cover_the_line(text: str) -> None:
    line = normalize(text)
    assert len(line) == len(text)
    tokens = lex(line)
    assert [t.start for t in tokens] == [0, *(t.end for t in tokens)][: len(tokens)]
    assert (tokens[-1].end if tokens else 0) == len(line)


@pytest.mark.parametrize(
    "piece",
    ["一", "1", "1:", "周三", "3天", "到1点", "周三到", "1-", "a", "周三(", "半个", " ", "1/1 ", "2到", "1小时"],
)
def test_a_long_line_is_read_to_its_end(piece: str) -> None:
    text = piece * (10_000 // len(piece)) + "，周五前"
    assert read(text[:10_000]) == read(text[:10_000])
    assert read(text) is not None
