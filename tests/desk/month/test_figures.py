"""The figures of a period: what the desk counts is what the records say, counted in another way."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from desks import all_of, at, client, the_owed
from msgspec.structs import replace

from aetui.desk.card.cards import open_card
from aetui.desk.card.schedule import add_steps, understand
from aetui.desk.core import Desk
from aetui.desk.month.figures import COURSE, RECENT, Figures, began, figures, look_at, look_back
from aetui.desk.month.figures_tables import tables
from aetui.desk.obligations import find_obligation, meet, waive
from aetui.desk.phone.calls import record_call
from aetui.domain.clock.periods import period_of, span
from aetui.domain.errors import BadInput
from aetui.domain.figures import share
from aetui.domain.records import Call, Card, Fact, Item, Tally
from aetui.locales import Texts

MORNING, EVENING = at("9:30"), at("18:30")
FRIDAY = at("17:30", 27)


@pytest.fixture
def monday(desk: Desk) -> Desk:
    """Three clients' calls, promises kept, late and open, a schedule sent in time and one too late."""
    record_call(desk, at("9:30"), ["> 周二12:00前给修改稿", "? 报价 周二10:00", "没有别的"], client="梅林")
    record_call(desk, at("9:45"), ["> 周二15:00前给排期"], client="梅林", way="out")
    record_call(desk, at("10:15"), [], client="申花", way="missed")
    record_call(desk, at("10:40"), ["* 销量涨了", "> 周五12:00前打样"], client="申花", way="out")
    record_call(desk, at("20:05"), ["随便问问"], client="益力")
    open_card(desk, "秋季海报", at("9:31"), client="梅林食品")
    open_card(desk, "单页", at("10:41"), client="申花家电")
    for number in ("2611-001", "2611-002"):
        add_steps(desk, number, [understand(desk, "完稿 12/20", at("8:00", 24))], at("8:00", 24))
    meet(desk, find_obligation(desk, "call.promise", "修改稿", at("11:00", 24)), at("11:00", 24))
    meet(desk, find_obligation(desk, "call.promise", "排期", at("16:00", 24)), at("16:00", 24))
    meet(desk, find_obligation(desk, "card.schedule", "2611-001", at("9:00", 24)), at("9:00", 24))
    meet(desk, find_obligation(desk, "card.schedule", "2611-002", at("12:00", 24)), at("12:00", 24))
    waive(desk, find_obligation(desk, "week.call", "益力", EVENING), "放假", EVENING)
    return desk


def of(rows: list[Tally], rule: str) -> tuple[int, int, int, int, int]:
    found = next((t for t in rows if t.rule == rule), Tally(rule=rule))
    return found.kept, found.late, found.missed, found.waived, found.open


def test_a_built_monday(monday: Desk) -> None:
    """Straight from the records: an item's or a card's fact against its due time."""
    seen = figures(monday, FRIDAY)
    assert (seen.period, seen.first, seen.last) == ("2026-11", date(2026, 11, 1), date(2026, 11, 30))
    promises = [i for i in all_of(monday, Item) if i.mark == ">"]
    assert len(promises) == 3
    ends = Counter(
        ("kept" if i.done.at <= i.due else "late") if i.done else ("late" if i.due <= FRIDAY else "open")
        for i in promises
        if i.due
    )
    assert of(seen.rules, "call.promise") == (ends["kept"], ends["late"], 0, 0, ends["open"]) == (1, 2, 0, 0, 0)
    answers = [i for i in all_of(monday, Item) if i.mark == "?"]
    assert of(seen.rules, "call.return")[1] == len(answers)  # nobody called back
    in_time = [
        c.schedule_sent is not None and c.schedule_sent.at - c.requested_at <= timedelta(hours=24)
        for c in all_of(monday, Card)
    ]
    assert of(seen.rules, "card.schedule") == (sum(in_time), len(in_time) - sum(in_time), 0, 0, 0) == (1, 1, 0, 0, 0)
    assert of(seen.rules, "week.call") == (2, 0, 0, 1, 0)  # 梅林 and 申花 were called, 益力 is let go
    calls = all_of(monday, Call)
    hours = Counter((monday.local(c.at).hour, c.way) for c in calls)
    for hour in seen.hours:
        assert (hour.taken, hour.made, hour.missed) == tuple(hours[hour.hour, w] for w in ("in", "out", "missed"))
    for load in seen.clients:
        mine = [c.id for c in calls if c.client_id == load.client_id]
        assert load.calls + load.missed == len(mine)
        assert load.items == sum(i.call_id in mine for i in all_of(monday, Item))
        assert load.cards == sum(c.client_id == load.client_id for c in all_of(monday, Card))


def counted(desk: Desk, now: datetime, begin: datetime, end: datetime) -> Counter[tuple[str, str]]:
    """Every obligation that fell due in [begin, end), by rule and how it ended."""
    found: Counter[tuple[str, str]] = Counter()
    for o in desk.obligations(now, ended=True):
        if begin <= o.due < end:
            past = {"met": "kept", "met_late": "late", "missed": "missed", "waived": "waived"}
            found[o.rule, past.get(o.state) or ("late" if o.due <= now else "open")] += 1
    return found


@pytest.mark.parametrize("period", ["2026-W48", "2026-11", "2026-Q4", "2026", "2026-11-24", "2025", "2026-W49"])
@pytest.mark.parametrize("now", [MORNING, EVENING, FRIDAY, at("9:00", 30) + timedelta(days=40)], ids=str)
def test_what_is_counted_is_what_was_owed(monday: Desk, period: str, now: datetime) -> None:
    seen = figures(monday, now, period)
    first, last = span(period)
    begin = datetime.fromisoformat(f"{first}T00:00:00+08:00")
    end = datetime.fromisoformat(f"{last}T00:00:00+08:00") + timedelta(days=1)
    owed = counted(monday, now, begin, end)
    ends = ("kept", "late", "missed", "waived", "open")
    assert {(t.rule, how): n for t in seen.rules for how in ends if (n := getattr(t, how))} == owed
    assert seen.total.promised == sum(owed.values()) == sum(load.promised for load in seen.clients)
    for week in seen.weeks:
        monday_ = datetime.fromisoformat(f"{week.first}T00:00:00+08:00")
        assert week.tally.promised == sum(counted(monday, now, monday_, monday_ + timedelta(days=7)).values())
    assert len(seen.weeks) >= COURSE
    assert seen.weeks[-1].first <= last < seen.weeks[-1].first + timedelta(days=7)


def test_of_one_client(monday: Desk) -> None:
    whole, mine = figures(monday, FRIDAY), figures(monday, FRIDAY, client=client(monday, "梅林"))
    assert mine.client == "梅林"
    [load] = mine.clients
    assert load == next(other for other in whole.clients if other.client_id == load.client_id)
    owed = [o for o in monday.obligations(FRIDAY, ended=True) if o.client_id == load.client_id]
    assert mine.total.promised == load.promised == len([o for o in owed if o.due.month == 11])
    assert sum(h.taken + h.made for h in mine.hours) == 2


def test_what_is_recent_says_the_same_of_the_month(monday: Desk) -> None:
    recent = look_back(monday, FRIDAY, since=FRIDAY - RECENT)
    quick, whole = figures(monday, FRIDAY, past=recent), figures(monday, FRIDAY)
    assert quick.known
    assert (quick.rules, quick.clients, quick.hours) == (whole.rules, whole.clients, whole.hours)
    assert [w for w in whole.weeks if w in quick.weeks] == quick.weeks
    assert not figures(monday, FRIDAY, "2026-Q4", past=recent).known


def test_a_card_is_in_hand_until_it_is_closed(monday: Desk) -> None:
    later = at("9:00", 30) + timedelta(days=3)
    card = next(c for c in all_of(monday, Card) if c.number == "2611-001")
    with monday.change("card.close", later) as change:
        change.put(replace(card, state="closed", closed=Fact(at=later)))

    def in_hand(period: str) -> int:
        seen = figures(monday, later + timedelta(days=9), period)
        return sum(load.cards for load in seen.clients)

    assert (in_hand("2026-11"), in_hand("2026-12"), in_hand("2026-10")) == (2, 1, 0)


def test_nothing_at_all(desk: Desk, tmp_path: Path) -> None:
    new = Desk.open(tmp_path / "new.json", program="test", now=MORNING)
    seen = figures(new, MORNING)
    assert seen.empty
    assert (seen.rules, seen.clients, seen.total.promised) == ([], [], 0)
    new.close()
    before = figures(desk, MORNING, "2025")
    assert not before.empty  # the desk has something, that year hasn't
    assert (before.rules, before.clients) == ([], [])


@pytest.mark.parametrize("text", ["x", "2026-13", "2026-W60", "0001", "9999", "", " ", "2026-Q5", "week 3"])
def test_no_period(desk: Desk, text: str) -> None:
    with pytest.raises(BadInput) as mistake:
        figures(desk, MORNING, text)
    assert mistake.value.key == "figures.period"


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("week", "2026-W48"), ("month", "2026-11"), ("quarter", "2026-Q4"), ("year", "2026"), (None, "2026-11"),
        ("2026w5", "2026-W05"), (" 2026-q3 ", "2026-Q3"), ("2026-7", "2026-07"), ("2026-11-23", "2026-11-23"),
    ],
)  # fmt: skip
def test_periods_by_their_names(desk: Desk, asked: str | None, name: str) -> None:
    assert figures(desk, MORNING, asked).period == name
    if asked in ("week", "month", "quarter", "year"):
        assert period_of(asked, MORNING.date()) == name


@pytest.mark.parametrize("period", ["2026-W48", "2026-W40", "2026-11", "2026-Q4", "2026", "2025"])
def test_around_the_period_the_same_is_counted_as_of_all_days(monday: Desk, period: str) -> None:
    assert figures(monday, FRIDAY, period) == figures(monday, FRIDAY, period, past=look_back(monday, FRIDAY))
    past = look_at(monday, FRIDAY, period)
    assert past.tells(period)
    assert not past.tells("2024-05")
    assert not figures(monday, FRIDAY, "2024-05", past=past).known


def test_the_first_day_of_a_call_or_card(monday: Desk, tmp_path: Path) -> None:
    assert began(monday) == date(2026, 11, 23)
    record_call(monday, at("9:45", 20), [], client="梅林")
    assert began(monday) == date(2026, 11, 20)
    new = Desk.open(tmp_path / "new.json", program="test", now=MORNING)
    assert began(new) is None
    new.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_as_tables(monday: Desk, lang: str) -> None:
    seen: Figures = figures(monday, FRIDAY)
    found = tables(monday, Texts(lang), seen)
    assert len(found) == 4
    for table in found:
        assert table.rows
        assert len(table.rows) == len(table.refs)
        assert {len(row) for row in table.rows} == {len(table.heads)}
    rule = next(row for row in found[0].rows if row[1] == "D4")
    assert rule[2:] == ["1", "1", "·", "·", "·", "50%"]
    assert {ref.partition(":")[0] for ref in found[2].refs if ref} == {"clients"}
    assert share(seen.total) is not None
    assert the_owed(monday, "day.review", at("18:30", 23)).due.day == 23
