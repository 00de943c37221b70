"""Words of a house's own for times: read and written again the same, understood wherever a time is read, refused where they say one already."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.clock.workcal import Hours, WorkCalendar
from aetui.domain.errors import BadInput
from aetui.domain.lines.owntime import read, read_all, write, write_all
from aetui.domain.names import NOBODY
from aetui.domain.plainwords import find_time, is_time, parse_range, parse_time
from aetui.domain.plainwords.own import falls_on
from aetui.domain.records import OwnTime

TZ = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=TZ)
BARE = WorkCalendar(tz=TZ, hours=Hours.parse("09:00-18:00", "12:00-13:00"))
WORDS = "例会日 = 每周二 10:00; 发稿日 = 每月25日; press day = every 2nd Thursday of the month 15:00; 月会 = 每月最后一个周五"
CAL = BARE.knowing(NOBODY, read_all(WORDS))

MINUTES = st.none() | st.integers(0, 1439)
OWN = st.builds(
    OwnTime, word=st.sampled_from(["例会日", "press day"]), day=st.integers(1, 31), minute=MINUTES
) | st.builds(
    OwnTime,
    word=st.sampled_from(["发稿日", "account day"]),
    weekday=st.integers(0, 6),
    nth=st.none() | st.sampled_from([1, 2, 3, 4, 5, -1]),
    minute=MINUTES,
)


@given(OWN)
def test_what_is_written_is_read_again(own: OwnTime) -> None:
    assert read(write(own)) == own
    assert read_all(write_all([own])) == (own,)


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("例会日＝每周二上午10点", "例会日 = 每周二 10:00"),
        ("例会日：每个星期二 10:00", "例会日 = 每周二 10:00"),
        ("发稿日=每月二十五号", "发稿日 = 每月25日"),
        ("结账日 = 每月底", "结账日 = 每月最后一天"),
        ("月会 = 每月第三个周四 15:00", "月会 = 每月第三个周四 15:00"),
        ("press day = every 2nd thursday 3pm", "press day = every 2nd Thursday of the month 15:00"),
        ("press day = every last fri of the month", "press day = every last Friday of the month"),
        ("billing day = every 25th", "billing day = every 25th"),
    ],
)
def test_however_it_is_typed(line: str, written: str) -> None:
    assert write(read(line)) == written


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("例会日", "times.line"),
        ("= 每周二", "times.line"),
        ("例会日 =", "times.line"),
        ("例会日 = 周二", "times.when"),
        ("例会日 = 每月32日", "times.when"),
        ("例会日 = 每周二 25:00", "times.when"),
        ("明天 = 每周二", "times.word"),
        ("周五 = 每周二", "times.word"),
        ("下班前 = 每周二", "times.word"),
        ("中秋 = 每周二", "times.word"),
        ("前后 = 每周二", "times.word"),
        ("friday = every tuesday", "times.word"),
        ("tomorrow = every tuesday", "times.word"),
        ("周五例会 = 每周二", "times.word"),
        ("日 = 每周二", "times.word"),
        ("第3日 = 每周二", "times.word"),
        ("例会#日 = 每周二", "times.word"),
        ("@小王 = 每周二", "times.word"),
    ],
)
def test_what_is_none_is_told(line: str, key: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(line)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("text", "at", "words", "day_only"),
    [
        ("例会日前 交初稿", "2026-11-24T10:00", "例会日前", False),
        ("下个例会日 给三个报价", "2026-11-24T10:00", "下个例会日", False),
        ("下下个例会日 复盘", "2026-12-01T10:00", "下下个例会日", False),
        ("例会日下午3点 评审", "2026-11-24T15:00", "例会日下午3点", False),
        ("发稿日前要打样", "2026-11-25T18:00", "发稿日前", True),
        ("初稿 by press day", "2026-12-10T15:00", "by press day", False),
        ("Next Press Day: proofs", "2026-12-10T15:00", "Next Press Day", False),
        ("月会要的汇总", "2026-11-27T18:00", "月会", True),
        ("例会日的议程，周五前", "2026-11-27T18:00", "周五前", True),
    ],
)
def test_they_are_read_like_any_other_time(text: str, at: str, words: str, day_only: bool) -> None:
    found = find_time(text, now=MONDAY, cal=CAL)
    assert found is not None
    assert (found.at.isoformat(timespec="minutes")[:16], found.text, found.day_only) == (at, words, day_only)


@pytest.mark.parametrize("text", ["press days", "express day", "上个例会日", "例会日后", "例会", "#例会日前"])
def test_what_is_no_such_time_stays_none(text: str) -> None:
    assert find_time(text, now=MONDAY, cal=CAL) is None


def test_todays_is_the_coming_one_while_its_time_is_not_past() -> None:
    early = datetime(2026, 11, 24, 9, 0, tzinfo=TZ)
    late = datetime(2026, 11, 24, 10, 30, tzinfo=TZ)
    today, after = date(2026, 11, 24), date(2026, 12, 1)
    assert [parse_time("例会日", now=now, cal=CAL).date() for now in (early, late)] == [today, after]
    assert [parse_time("下个例会日", now=now, cal=CAL).date() for now in (early, late)] == [after, after]
    assert parse_range("例会日到发稿日", now=early, cal=CAL)[1].date() == date(2026, 11, 25)


def test_a_desk_that_says_nothing_knows_none_of_them() -> None:
    assert find_time("例会日前 交初稿", now=MONDAY, cal=BARE) is None
    assert not is_time("例会日")


@given(OWN, st.integers(2026, 2032), st.integers(1, 12))
def test_each_comes_round_as_often_as_it_says(own: OwnTime, year: int, month: int) -> None:
    days = [date(year, month, n + 1) for n in range(monthrange(year, month)[1])]
    there = [day for day in days if falls_on(own, day)]
    if own.weekday is None:
        assert [day.day for day in there] == [min(own.day or 0, len(days))]
        return
    every = [day for day in days if day.weekday() == own.weekday]
    assert there == (every if own.nth is None else every[-1:] if own.nth == -1 else every[own.nth - 1 : own.nth])
