"""find_time: the table of phrases, the rules of domain.md one by one, and its laws."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import phrases
import pytest
from desk_clock import NOW, SHANGHAI, at, calendar, read
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.names import Names
from aetui.domain.plainwords import find_time, grammar, no_time, unread
from aetui.domain.plainwords.lexer import begins_a_time, lex, normalize
from aetui.domain.plainwords.line import TokenLine

FOUND = phrases.CHINESE_WORDS + phrases.ENGLISH_WORDS + phrases.CHINESE_SENTENCES + phrases.ENGLISH_SENTENCES
NONE = phrases.PAST + phrases.NONE_CHINESE + phrases.NONE_ENGLISH + phrases.THEMES + phrases.NUMBERS


@pytest.mark.parametrize(
    ("text", "iso", "words"),
    [pytest.param(*f, id=f[0]) for f in (*FOUND, *phrases.FESTIVALS)],
)
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
        ("2026-11-30T19:00", "月底", None),  # this one is past; which other, nobody can tell
        ("2026-11-30T19:00", "本月底", None),
        ("2026-12-31T19:00", "年底", None),
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
        # After its last working day, a month's end is its last day.
        ("2026-10-31T10:00", "月底给报价", "2026-10-31T18:00"),
        ("2026-10-31T10:00", "本月底给报价", "2026-10-31T18:00"),
        ("2026-10-31T19:00", "月底给报价", None),
        ("2026-10-30T19:00", "月底给报价", "2026-10-31T18:00"),
        ("2028-12-30T10:00", "年底给报价", "2028-12-31T18:00"),
        ("2026-12-03T10:00", "11月底", "2027-11-30T18:00"),
        # Holidays, from before, within and after one.
        ("2026-09-23T09:30", "节前给方案", "2026-09-24T18:00"),
        ("2026-09-24T19:00", "节前给方案", None),
        ("2026-09-26T09:30", "节前给方案", "2026-09-30T18:00"),
        ("2026-09-26T09:30", "节后给方案", "2026-09-28T18:00"),
        ("2026-09-28T09:30", "节后给方案", "2026-10-08T18:00"),
        ("2026-10-03T09:30", "国庆后给方案", "2026-10-08T18:00"),
        ("2026-09-28T09:30", "国庆当天给方案", "2026-10-01T18:00"),
        ("2027-01-04T09:30", "1/8 给报价", "2027-01-08T18:00"),
    ],
)
def test_which_one_is_meant_depends_on_now(now: str, text: str, iso: str | None) -> None:
    found = read(text, at(now))
    assert (found and found[0]) == iso


@pytest.mark.parametrize(
    ("now", "text", "iso"),
    [
        ("2026-06-01T09:30", "端午前出片", "2026-06-18T18:00"),
        ("2026-02-01T09:30", "春节前出片", "2026-02-14T18:00"),
        ("2026-02-18T09:30", "春节后出片", "2026-02-24T18:00"),
        ("2026-02-18T09:30", "正月十五前出片", "2026-03-03T18:00"),
        ("2026-02-18T09:30", "农历八月十五前出片", "2026-09-24T18:00"),
    ],
)
def test_which_lunar_day_is_meant_depends_on_now(now: str, text: str, iso: str) -> None:
    found = read(text, at(now))
    assert found is not None
    assert found[0] == iso


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
农历 正月 腊月 初八 廿三 闰 端午 中秋 除夕 清明 节前 节后 年底 月底 1/8 3/12/2026 half past two within the hour 不限时 no time 2611-001
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
    told = unread(text, now=now, cal=calendar())
    assert told is None or told.text in text
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        assert found.at > now
        assert found.at.utcoffset() is not None


@settings(max_examples=200, deadline=None)
@given(st.one_of(TEXTS, st.sampled_from([f[0] for f in FOUND] + list(NONE))), st.integers(0, 12))
def test_what_no_time_begins_with_is_seen_at_a_glance(text: str, cut: int) -> None:
    line = TokenLine(text[cut:], NOW.date(), strict=True)
    first = line.skip(0)
    if first < len(line) and grammar.read(line, first) is not None:
        assert begins_a_time(line.text)


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
    assert read(text) is not None


# What stands beside a time doesn't change it


BESIDE = (
    "报价 8000 ", "打样 200 ", "给稿 2611-001 ", "2611-0012 ", "2611-001，", "印 5000 张 ", "A4 ", "第2稿 ", "预算30万 ", "16:9 ",
    "1/2版面 ", "8000，",
)  # fmt: skip
ALONE = sorted(
    {words for text, _, words in phrases.CHINESE_WORDS if text == words and not words.startswith(("上午", "下午"))}
)


@pytest.mark.parametrize("before", BESIDE)
def test_figures_and_card_numbers_before_a_time_leave_it_as_it_is(before: str) -> None:
    """A day after a number was not read, and fell silently on the usual one."""
    for words in ALONE:
        assert read(before + words) == read(words), before + words


AFTER = (
    "整理",
    "整版海报",
    "上下游方案",
    "上下文",
    "前海项目",
    "前滩样板间",
    "内蒙方案",
    "后海店",
    "左右手海报",
    "钟楼海报",
    "前台",
    "内购会",
)


@pytest.mark.parametrize("after", AFTER)
def test_no_word_loses_its_first_character_to_the_day_before_it(after: str) -> None:
    for day in ("今天", "明天", "周五", "下周三", "11月28日", "28号", "三天后"):
        for gap in (" ",) if after[0] == "后" else (" ", ""):
            found = find_time(day + gap + after, now=NOW, cal=calendar())
            assert found is not None, day + gap + after
            assert found.end == len(day) or (gap == "" and after[0] in "前内后"), (found.text, after)


# Names


def known(*names: str) -> WorkCalendar:
    return calendar().knowing(Names(lambda: names))


@pytest.mark.parametrize(
    ("text", "names", "words"),
    [
        ("明天控股要的方案", ["明天控股"], None),
        ("后天机器人的样稿", ["后天机器人"], None),
        ("午后红茶 周五前给稿", ["午后红茶"], "周五前"),
        ("周五把方案发给明天控股", ["明天控股"], "周五"),
        ("给张三点评一下", ["张三"], None),
        ("Friday Media wants the art", ["Friday Media"], None),
        ("art for Friday Media by Monday", ["Friday Media"], "by Monday"),
        ("明天控股明天要", ["明天控股"], "明天"),
    ],
)
def test_a_name_on_the_desk_is_never_a_time(text: str, names: list[str], words: str | None) -> None:
    found = read(text, cal=known(*names))
    assert (found and found[1]) == words


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([text for text, _, _ in phrases.CHINESE_WORDS]), st.sampled_from(["给稿", "", "报价"]))
def test_any_time_is_none_where_it_is_a_name(name: str, work: str) -> None:
    found = find_time(name + work, now=NOW, cal=known(name)) if len(name) > 1 else None
    assert found is None


# None at all, and not understood


@pytest.mark.parametrize("closing", ["不限时", " 不限时", "，不限时", " no time", " No time.", "；不限时。"])
@pytest.mark.parametrize("text", ["周五给稿", "call friday", ""])
def test_a_line_says_itself_that_it_has_no_time(text: str, closing: str) -> None:
    assert find_time(text + closing, now=NOW, cal=calendar()) is None
    assert unread(text + closing, now=NOW, cal=calendar()) is None
    assert no_time(text + closing) == len(text)


def test_no_time_elsewhere_is_a_word() -> None:
    assert no_time("不限时特惠海报") is None
    assert read("there is no time to lose by friday") is not None
    assert no_time("we have piano time") is None


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("3/12/2026 final art", "3/12/2026", "two_ways"),
        ("final art on 3/12/26", "3/12/26", "two_ways"),
        ("上周五的稿", None, None),
        ("上周五给稿", "上周五", "past"),
        ("9点给", "9点", "past"),
        ("周五后给", "周五后", "vague"),
        ("每周五给", "每周五", "vague"),
        ("cut 25:00", "25:00", "none"),
        ("剪辑 11/31", "11/31", "none"),
        ("2026-13-01 定稿", "2026-13-01", "none"),
        ("2026-11-25 25:00 cut", "2026-11-25 25:00", "none"),
        ("版面 60:40", None, None),
        ("16/40 done", None, None),
        ("给稿", None, None),
        ("1/2版面", None, None),
        ("3号楼", None, None),
    ],
)
def test_words_of_a_time_that_is_none_are_told(text: str, words: str | None, why: str | None) -> None:
    assert read(text) is None
    found = unread(text, now=NOW, cal=calendar())
    assert (found and (found.text, found.why)) == (words and (words, why))


@pytest.mark.parametrize(
    ("text", "iso"),
    [("13/12/2026 final", "2026-12-13"), ("12/13/2026 final", "2026-12-13"), ("12/12/2026", "2026-12-12")],
)
def test_a_date_that_every_country_reads_alike_is_one(text: str, iso: str) -> None:
    found = read(text)
    assert found is not None
    assert found[0] == f"{iso}T18:00"


def test_what_was_reckoned_over_unpublished_days_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aetui.domain.clock.holidays.published", lambda country, year: country != "CN" or year < 2027)
    cal = WorkCalendar(tz=SHANGHAI, hours=calendar().hours)
    for text, estimated in (
        ("元旦后给", True),
        ("五一前给", True),
        ("年底前给", False),
        ("1月8日给", False),
        ("周五给", False),
    ):
        found = find_time(text, now=NOW, cal=cal)
        assert found is not None, text
        assert found.estimated is estimated, text


@pytest.mark.parametrize("text", ["端午前出片", "腊月初八前给方案", "农历八月十五给稿", "正月十五前"])
def test_lunar_words_at_the_end_of_the_tables_are_none(text: str) -> None:
    assert read(text, at("2101-02-10T10:00")) is None
