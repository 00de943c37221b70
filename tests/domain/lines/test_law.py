"""The law of every line: what was written is read as the same, at any moment, in both languages."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from making import at, calendar, made
from msgspec.structs import replace

from aetui.domain.clock.periods import span
from aetui.domain.lines import (
    absence,
    card,
    contact,
    estimate,
    item,
    meeting,
    memo,
    minutes,
    moment,
    money,
    names,
    plan,
    point,
    slot,
    step,
    todo,
    verdict,
)
from aetui.domain.lines.parts import People
from aetui.domain.records import Absence, Contact, Item, Memo, Slot, Todo
from aetui.domain.records.card import Card, Estimate, EstimateLine, MoneyKind, MoneyLine, Step
from aetui.domain.records.meeting import Action, Meeting, Minutes, Point, Topic
from aetui.domain.records.team import PlanLine
from aetui.domain.text import cleaned, parted

CAL = calendar()
NOW = at("11-23 09:30")
KINDS: dict[str, MoneyKind] = {
    "成本": "cost",
    "发票": "invoice",
    "回款": "receipt",
    "cost": "cost",
    "invoice": "invoice",
    "receipt": "receipt",
}
PEOPLE = People(("小王", "小李", "Li Wei", "王"), "李雯", ("梅林", "明天控股", "后天机器人"))

PIECES = st.sampled_from(
    [
        *(
            "改",
            "周五前那版",
            "文案",
            "明天",
            "三天后",
            "打样",
            "16:9",
            "1/2版面",
            "下午3点",
            "端午",
            "月底",
            "12/1",
            "2026-12-02",
        ),
        *(
            "2026-12-02 11:00",
            "不限时",
            "no time",
            "by friday",
            "final art",
            "there is",
            "8000",
            "3款",
            "3000 USD",
            "USD",
            "￥",
        ),
        *(
            "@小王",
            "@我",
            "a@b.cn",
            "#",
            "# 底价",
            "#双十一#",
            "C#",
            '"',
            '""',
            "“",
            "”",
            "，",
            "：",
            "；",
            "、",
            "。",
            "-",
            "—",
        ),
        *(
            " ",
            "  ",
            "　",
            "=",
            "成本",
            "发票",
            "设计",
            "6000",
            "1.2万",
            "1/10",
            "到",
            "返点",
            "在我们",
            "大会议室",
            "at ours",
        ),
        *(
            "in the big room",
            "整理",
            "2611-001",
            "明天控股",
            "Li Wei",
            "梅林",
            "(",
            "）",
            "!",
            "年假",
            "小李",
            "折扣",
            "×",
            "每周五",
        ),
    ]
)
WORDS = (
    st.lists(PIECES, min_size=1, max_size=5)
    .map("".join)
    .map(lambda t: cleaned(t).strip())
    .filter(lambda t: bool(parted(t)[0].strip()))
)
BARE = WORDS.map(lambda t: parted(t)[0].strip()).filter(lambda t: bool(t) and parted(t)[0] == t)
NAMES = st.sampled_from(
    ["小王", "小李", "Li Wei", "老 张", "O'Neil", "a@b", "x#y", "王", "王#", "客户", '小"王', "周五", "陈小姐"]
)
MINUTES = st.integers(0, 60 * 24 * 900).map(lambda n: at("2025-11-01 00:00") + timedelta(minutes=n))
SECONDS = st.integers(0, 86400 * 900).map(lambda n: at("2025-11-01 00:00") + timedelta(seconds=n))
TIMES = st.none() | MINUTES | SECONDS
LANGS = st.sampled_from(["zh", "en"])
AMOUNTS = st.decimals("0.01", "99999999", places=2).map(
    lambda d: d.quantize(Decimal(1)) if d == d.to_integral_value() else d
)
CURRENCIES = st.sampled_from(["CNY", "USD", "HKD"])


@given(WORDS, st.none() | NAMES, TIMES, MINUTES, LANGS)
@example("改周五前那版", None, at("12-02 11:00"), NOW, "zh")
@example("打样：", "Li Wei", None, NOW, "en")
def test_a_step(what: str, owner: str | None, due: datetime | None, now: datetime, lang: str) -> None:
    one = Step(id="s", what=what, owner=owner, due=due)
    again = step.read(step.write(one, cal=CAL, lang=lang), now=now, cal=CAL, people=PEOPLE)
    assert (again.what, again.owner, again.due) == (what, owner, due)


def _items() -> st.SearchStrategy[Item]:
    """Items as they come about: typed, some with their time dropped by the key."""

    def typed(line: str, at: datetime, timed: bool) -> Item:
        read = item.read(line, now=at, cal=CAL, known=PEOPLE.known, timed=timed)
        return made(
            Item, "i", at, call_id="c", n=1, at=at, mark=read.mark, text=read.text, due=read.due, owner=read.owner
        )

    marks = st.sampled_from(["", "+ ", "> ", "》", "? ", "！", "* ", "$", "@", "@小王 ", '@"Li Wei" ', "# "])
    lines = st.builds(lambda mark, words: mark + words, marks, WORDS)
    return st.builds(typed, lines, MINUTES, st.booleans()).filter(lambda one: bool(one.text))


@given(_items(), LANGS)
@example(made(Item, "i", NOW, call_id="c", n=1, at=NOW, mark="@", text="改 横版"), "zh")
@example(made(Item, "i", NOW, call_id="c", n=1, at=NOW, mark=">", text="改周五前那版 # 底价"), "en")
@example(made(Item, "i", NOW, call_id="c", n=1, at=NOW, mark=">", text="上周五那版 不限时"), "zh")
@example(made(Item, "i", NOW, call_id="c", n=1, at=NOW, mark="?", text="三天后￥#下午3点成本"), "zh")
def test_an_item(one: Item, lang: str) -> None:
    again = item.read(item.write(one, cal=CAL, lang=lang), now=one.at, cal=CAL, known=PEOPLE.known)
    assert (again.mark, again.owner, again.text, again.due) == (one.mark, one.owner, one.text, one.due)


@given(_items().filter(lambda one: one.mark in (">", "?", "+", "@")), st.integers(1, 60 * 24 * 900), LANGS)
def test_an_item_whose_time_was_moved(one: Item, later: int, lang: str) -> None:
    due = one.at + timedelta(minutes=later)
    moved = replace(one, due=due)
    again = item.read(item.write(moved, cal=CAL, lang=lang), now=one.at, cal=CAL, known=PEOPLE.known)
    assert (again.mark, again.owner, again.due) == (one.mark, one.owner, due)
    assert parted(again.text)[1] == parted(one.text)[1]  # what is for the house stays so


@given(WORDS, st.none() | NAMES, st.dates(date(2025, 1, 1), date(2028, 1, 1)), TIMES, MINUTES, LANGS)
def test_a_todo(text: str, owner: str | None, day: date, due: datetime | None, now: datetime, lang: str) -> None:
    day = due.date() if due else day
    one: Todo = made(Todo, "t", NOW, text=text, owner=owner, day=day, due=due)
    again = todo.read(todo.write(one, cal=CAL, lang=lang), now=now, cal=CAL, people=PEOPLE)
    usual = CAL.day_end(day) if owner else None
    assert (again.text, again.owner, again.day, again.due) == (text, owner, day, due or usual)


@given(NAMES, WORDS, TIMES, MINUTES, LANGS)
def test_a_memo(to: str, text: str, remind: datetime | None, now: datetime, lang: str) -> None:
    one: Memo = made(Memo, "m", NOW, to=to, text=text, remind_at=remind)
    again = memo.read(memo.write(one, cal=CAL, lang=lang), now=now, cal=CAL, people=PEOPLE)
    assert (again.to, again.text, again.remind_at) == (to, text, remind)


@given(st.sampled_from(sorted(KINDS)), WORDS, AMOUNTS, CURRENCIES, TIMES, MINUTES, LANGS)
def test_money(
    kind: str, text: str, amount: Decimal, currency: str, due: datetime | None, now: datetime, lang: str
) -> None:
    one = MoneyLine(id="m", kind=KINDS[kind], text=text, amount=amount, currency=currency, due=due)
    line = money.write(one, kind=kind, cal=CAL, lang=lang)
    again = money.read(line, kinds=KINDS, now=now, cal=CAL)
    assert (again.kind, again.text, again.money.amount, again.money.currency, again.due) == (
        one.kind,
        text,
        amount,
        currency,
        due,
    )


@given(st.lists(st.tuples(WORDS, AMOUNTS), max_size=4), AMOUNTS, CURRENCIES)
def test_an_estimate(lines: list[tuple[str, Decimal]], alone: Decimal, currency: str) -> None:
    parts = [EstimateLine(text=text, amount=amount) for text, amount in lines]
    total = sum((p.amount for p in parts), Decimal()) or alone
    one = Estimate(amount=total, currency=currency, at=NOW, lines=parts)
    again = estimate.read(estimate.write(one))
    assert [(text, m.amount) for text, m in again.lines] == lines
    assert {m.currency for _, m in again.lines} <= {currency}
    assert lines or (again.amount is not None and (again.amount.amount, again.amount.currency) == (alone, currency))


# Not x: between two figures it is the sign of multiplication.
UNITS = st.sampled_from(["", "张", "天", "版", "versions", "boxes", "K"])
QUANTITIES = st.decimals("0.1", 9999, places=1).map(
    lambda d: d.normalize() if d != d.to_integral_value() else d.quantize(Decimal(1))
)


@given(
    st.lists(st.tuples(WORDS, AMOUNTS, st.none() | st.tuples(QUANTITIES, UNITS)), min_size=1, max_size=4),
    CURRENCIES,
    st.none() | st.decimals(0, 99, places=2),
    st.none() | st.integers(1, 999),
    st.none() | WORDS,
    st.none() | WORDS,
)
@example([("改##", Decimal("0.01"), None)], "USD", None, None, None, None)
def test_an_estimate_with_counts_and_terms(
    lines: list[tuple[str, Decimal, tuple[Decimal, str] | None]],
    currency: str,
    tax: Decimal | None,
    days: int | None,
    terms: str | None,
    excludes: str | None,
) -> None:
    parts = []
    for text, price, many in lines:
        count = estimate.Count(many[0], many[1], price) if many else None
        if count is not None and 0 < estimate.product(count) < 10**12:
            more = {"quantity": count.quantity, "unit": count.unit or None, "price": price}
            parts.append(EstimateLine(text=text, amount=estimate.product(count), **more))  # type: ignore[arg-type]
        else:
            parts.append(EstimateLine(text=text, amount=price))
    one = Estimate(
        amount=Decimal(1),
        currency=currency,
        at=NOW,
        lines=parts,
        tax=tax,
        valid_days=days,
        terms=terms,
        excludes=excludes,
    )
    again = estimate.read(estimate.write(one))
    assert [(text, m.amount) for text, m in again.lines] == [(p.text, p.amount) for p in parts]
    assert {m.currency for _, m in again.lines} == {currency}
    counts = [
        (c.quantity, c.unit or None, c.price) if c else (None, None, None)
        for c in map(again.counts.get, range(len(parts)))
    ]
    assert counts == [(p.quantity, p.unit, p.price) for p in parts]
    assert (again.tax, again.valid_days, again.terms, again.excludes) == (tax, days, terms, excludes)


@given(WORDS, st.none() | NAMES, TIMES, MINUTES, LANGS)
def test_an_action(what: str, owner: str | None, due: datetime | None, now: datetime, lang: str) -> None:
    one = Action(what=what, owner=owner, due=due)
    again = minutes.read_action(minutes.write_action(one, cal=CAL, lang=lang), now=now, cal=CAL, people=PEOPLE)
    assert (again.what, again.owner, again.due) == (what, owner, due)


def _plain(text: str) -> bool:
    return not text.startswith(("=", "＝", "@", "＠"))


@given(
    st.lists(
        st.tuples(
            WORDS, st.lists(WORDS.filter(_plain), max_size=2), st.lists(st.tuples(WORDS, NAMES, TIMES), max_size=2)
        )
    ),
    MINUTES,
    LANGS,
)
def test_minutes(topics: list[tuple[str, list[str], list[Any]]], now: datetime, lang: str) -> None:
    one = Minutes(
        topics=[
            Topic(
                title=title,
                conclusion="\n".join(said) or None,
                actions=[Action(what=what, owner=owner, due=due) for what, owner, due in actions],
            )
            for title, said, actions in topics
        ]
    )
    assert minutes.read(minutes.write(one, cal=CAL, lang=lang), now=now, cal=CAL, people=PEOPLE) == one.topics


CLIENTS = ["梅林", "Procter & Gamble", "明天控股", "益力 (中国)", "A.B. Foods", "新客户"]


@given(st.sampled_from(CLIENTS), WORDS, TIMES, MINUTES, LANGS)
def test_a_card(client: str, title: str, deliver: datetime | None, now: datetime, lang: str) -> None:
    one: Card = made(
        Card,
        "c",
        NOW,
        number="2611-001",
        client_id="x",
        title=title,
        requested_at=NOW,
        opened_at=NOW,
        deliver_at=deliver,
    )
    line = card.write(one, client=client, cal=CAL, lang=lang)
    again = card.read(line, now=now, cal=CAL, names=CLIENTS)
    assert (again.client, again.what, again.deliver_at) == (client, title, deliver)


@given(
    st.sampled_from(CLIENTS),
    WORDS,
    TIMES,
    st.none() | st.integers(1, 3000),
    st.sampled_from(["ours", "theirs"]),
    st.none() | BARE.filter(lambda t: "\n" not in t),
    st.lists(NAMES, max_size=3, unique=True),
    MINUTES,
    LANGS,
)
def test_a_meeting(
    client: str,
    title: str,
    start: datetime | None,
    long: int | None,
    place: Any,
    room: str | None,
    who: list[str],
    now: datetime,
    lang: str,
) -> None:
    end = start + timedelta(minutes=long) if start and long else None
    one: Meeting = made(
        Meeting, "m", NOW, client_id="x", title=title, start=start, end=end, place=place, room=room, attendees=who
    )
    line = meeting.write(one, client=client, cal=CAL, lang=lang)
    again = meeting.read(line, now=now, cal=CAL, people=PEOPLE, names=CLIENTS)
    assert (again.client, again.title, again.start, again.end) == (client, title, start, end)
    assert (again.place, again.room, list(again.attendees)) == (place, room, who)


@given(MINUTES, st.integers(1, 60 * 24 * 40), st.just("") | BARE, st.just("") | BARE, st.none() | NAMES, MINUTES)
def test_an_absence(start: datetime, long: int, why: str, reach: str, cover: str | None, now: datetime) -> None:
    end = start + timedelta(minutes=long)
    one: Absence = made(Absence, "a", NOW, start=start, end=end, why=why or None, reach=reach or None)
    span = absence.read_span(absence.write_span(one, cal=CAL), now=now, cal=CAL, start=now)
    assert span == (one.start, one.end)
    again = absence.read(absence.write(one, cal=CAL, cover=cover), now=now, cal=CAL, people=PEOPLE)
    assert (again.start, again.end, again.why, again.reach, again.cover) == (start, end, why, reach, cover)


@given(
    NAMES | BARE,
    st.none() | BARE,
    st.none() | st.sampled_from(["021-5555-0101", "13800000000", "8 转 12"]),
    st.none() | st.sampled_from(["chen@meilin.cn", "x"]),
)
def test_a_contact(name: str, title: str | None, phone: str | None, mail: str | None) -> None:
    one = Contact(name=name, title=title, phone=phone, email=mail)
    again = contact.read(contact.write(one))
    assert (again.name, again.title, again.phone, again.email) == (name, title, phone, mail)


PERIODS = st.sampled_from(["2026-12", "2027-Q1", "2027-01", "2028-02"])


@given(
    WORDS,
    AMOUNTS,
    st.booleans(),
    CURRENCIES,
    PERIODS,
    st.integers(0, 80),
    st.integers(0, 20),
    st.booleans(),
    MINUTES,
    LANGS,
)
def test_a_plan_line(
    what: str,
    amount: Decimal,
    off: bool,
    currency: str,
    period: str,
    first: int,
    length: int,
    dated: bool,
    now: datetime,
    lang: str,
) -> None:
    begin, last = span(period)
    start = min(begin + timedelta(days=first), last)
    end = start + timedelta(days=length)
    amount = -amount if off else amount
    one = PlanLine(id="x", what=what, amount=amount, start=start if dated else None, end=end if dated else None)
    again = plan.read(plan.write(one, currency, lang=lang), period=period, now=now, cal=CAL)
    assert (again.what, again.amount, again.start, again.end) == (what, amount, one.start, one.end)
    assert again.currency in (currency, None)


@given(st.lists(BARE, max_size=4, unique=True), st.sampled_from(["、", ", "]))
def test_names(said: list[str], comma: str) -> None:
    assert names.read(names.write(said, comma=comma)) == said


@given(st.none() | st.builds(Slot, weekday=st.integers(0, 6), minute=st.integers(0, 1439)), LANGS)
def test_a_slot(one: Slot | None, lang: str) -> None:
    assert slot.read(slot.write(one, lang=lang)) == one


@given(st.just("") | NAMES | BARE, st.lists(BARE, max_size=3))
def test_a_verdict(by: str, points: list[str]) -> None:
    wrong = tuple(part.strip() for point in points for part in re.split("[;；]", point) if part.strip())
    assert verdict.read(verdict.write(by, wrong)) == verdict.Verdict(by, wrong)


@given(WORDS)
def test_a_point(text: str) -> None:
    assert point.read(point.write(Point(text=text))) == Point(text=text)


@given(TIMES, MINUTES)
def test_a_field_that_is_a_time(when: datetime | None, now: datetime) -> None:
    assert moment.read(moment.write(when, cal=CAL), now=now, cal=CAL) == when


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])
@given(n=st.integers(0, 24 * 60 * 3))
def test_in_the_nights_when_the_clock_changes(zone: str, n: int) -> None:
    cal = calendar(zone)
    for night in ("2026-10-24 12:00", "2026-03-28 12:00", "2026-10-31 12:00", "2026-03-07 12:00"):
        due = cal.add_elapsed(at(night, zone), timedelta(minutes=n))
        one = Step(id="s", what="文案", due=due)
        again = step.read(step.write(one, cal=cal), now=NOW, cal=cal).due
        assert again is not None
        assert again.timestamp() == due.timestamp()


@pytest.mark.parametrize("kind", [step.read, todo.read, memo.read, meeting.read])
@given(line=st.text(max_size=40) | WORDS)
def test_any_text_is_read(kind: Any, line: str) -> None:
    heard = msgspec.structs.astuple(kind(line, now=NOW, cal=CAL, people=PEOPLE))
    assert all(said.tzinfo for said in heard if isinstance(said, datetime))
    assert all(said == said.strip() for said in heard if isinstance(said, str))
