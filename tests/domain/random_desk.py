"""Desks at random, for the laws: two months of records, some done, some let go, some late."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from making import at, client, made, profile
from msgspec.structs import replace

from aetui.domain.records import Absence, Call, CoverLine, Day, Fulfilment, Item, Memo, Todo
from aetui.domain.records.base import Fact, Moved, Record
from aetui.domain.records.card import Card, MoneyLine, ScheduleSending, Step
from aetui.domain.records.meeting import Action, AgendaSending, Meeting, Minutes, Postponed, PrepLine, Topic

BEGAN = at("09-14 09:00")
MOMENTS = st.integers(0, 60 * 24 * 4).map(lambda n: BEGAN + timedelta(minutes=15 * n))
LATER = st.integers(1, 700).map(lambda n: timedelta(minutes=20 * n))
CLIENTS = st.sampled_from(["ml", "sh", "yl"])
OWNERS = st.sampled_from([None, "李雯", "小王", "客户"])
RULES = [
    "card.open",
    "card.schedule",
    "call.return",
    "call.promise",
    "news.share",
    "meeting.agenda",
    "meeting.minutes",
    "meeting.attend",
    "card.schedule_confirm",
    "card.step:s",
    "card.chase:s",
    "card.money:m",
    "card.deliver",
]


def after(when: datetime) -> st.SearchStrategy[datetime]:
    return LATER.map(lambda span: when + span)


def facts(when: datetime) -> st.SearchStrategy[Fact]:
    return after(when).map(lambda t: Fact(at=t))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


@st.composite
def record(draw: st.DrawFn, key: str, kind: str = "") -> Record:
    """One record of that kind or any, with an id of its own."""
    when = draw(MOMENTS)
    fact, time = facts(when), after(when)
    kind = kind or draw(st.sampled_from(["item", "call", "card", "todo", "meeting", "memo", "absence", "day", "done"]))
    who = draw(CLIENTS)
    found: Any
    if kind == "item":
        mark = draw(st.sampled_from(["", "+", ">", "?", "!", "*", "$", "@", "#"]))
        carded = draw(st.booleans())
        found = made(
            Item,
            key,
            when,
            call_id=f"c{draw(st.integers(0, 3))}",
            client_id=who,
            n=1,
            at=when,
            mark=mark,
            text=key,
            due=draw(maybe(time)),
            done=draw(maybe(fact)),
            card_id="k" if carded else None,
            reported=draw(st.lists(fact, max_size=1)) if mark == ">" else [],
            carded_at=draw(maybe(time)) if carded else None,
        )
    elif kind == "call":
        way = draw(st.sampled_from(["in", "out", "missed"]))
        found = made(
            Call,
            key,
            when,
            at=when,
            way=way,
            client_id=who,
            returned=draw(maybe(fact)) if way == "missed" else None,
        )
    elif kind == "card":
        found = draw(_card(key, when, who))
    elif kind == "todo":
        found = made(
            Todo,
            key,
            when,
            text=key,
            day=when.date(),
            owner=draw(OWNERS),
            due=draw(maybe(time)),
            moved=draw(_moves(when)),
            done=draw(maybe(fact)),
            dropped=draw(maybe(fact)),
            chased=draw(st.lists(fact, max_size=1)),
        )
    elif kind == "meeting":
        found = draw(_meeting(key, when, who))
    elif kind == "memo":
        found = made(
            Memo,
            key,
            when,
            to="x",
            text=key,
            remind_at=draw(maybe(time)),
            moved=draw(_moves(when)),
            sent=draw(maybe(fact)),
            done=draw(maybe(fact)),
        )
    elif kind == "absence":
        start = draw(time)
        lines = [CoverLine(id="l", what="w", client_id=who, cover="小陆", acknowledged=draw(maybe(fact)))]
        found = made(Absence, key, when, start=start, end=start + draw(LATER), lines=lines, arranged=draw(maybe(fact)))
    elif kind == "day":
        found = made(Day, key, when, day=when.date(), closed=Fact(at=when))
    else:
        rule = draw(st.sampled_from(["week.call", "week.report", "week.report_confirm"]))
        year, week, _ = when.isocalendar()
        found = made(
            Fulfilment,
            key,
            when,
            rule=rule,
            subject=who,
            period=f"{year}-W{week:02d}",
            done=Fact(at=when),
            let_go=draw(st.booleans()),
        )
    waived = draw(st.sets(st.sampled_from(RULES), max_size=1))
    found = replace(found, waived={rule: Fact(at=when + timedelta(hours=1), why="停") for rule in waived})
    stamped: Record = replace(found, updated_at=draw(after(when + timedelta(days=21))))
    return stamped


@st.composite
def _card(draw: st.DrawFn, key: str, when: datetime, who: str) -> Card:
    fact, time = facts(when), after(when)
    closed = draw(maybe(fact))
    steps = [
        Step(
            id="s",
            what="w",
            owner=draw(OWNERS),
            due=draw(maybe(time)),
            moved=draw(_moves(when)),
            done=draw(maybe(fact)),
            chased=draw(st.lists(fact, max_size=1)),
            reported=draw(maybe(fact)),
        )
    ]
    money = [
        MoneyLine(
            id="m",
            kind="cost",
            text="t",
            amount=Decimal(1),
            due=draw(maybe(time)),
            since=draw(maybe(time)),
            moved=draw(_moves(when)),
            settled=draw(maybe(fact)),
        )
    ]
    sendings = draw(_sendings(when))
    found: Card = made(
        Card,
        key,
        when,
        number=f"2609-{key}",
        client_id=who,
        title=key,
        requested_at=when,
        opened_at=when,
        deliver_at=draw(maybe(time)),
        deliver_since=draw(maybe(time)),
        deliver_moved=draw(_moves(when)),
        steps=steps,
        money=money,
        schedule_sent=sendings[0].sent if sendings else draw(maybe(fact)),
        schedule_sendings=sendings,
        replanned=draw(maybe(time)) if sendings else None,
        reported=draw(st.lists(fact, max_size=2)),
        schedule_confirmed=draw(maybe(fact)),
        delivered=draw(maybe(fact)),
        state="closed" if closed else "open",
        closed=closed,
    )
    return found


@st.composite
def _moves(draw: st.DrawFn, when: datetime) -> list[Moved]:
    """Due times given up one after another."""
    found: list[Moved] = []
    since = None
    for _ in range(draw(st.integers(0, 2))):
        begin = since or when
        at_ = draw(after(begin))
        found.append(Moved(at=at_, due=draw(after(begin)), since=since))
        since = at_
    return found


@st.composite
def _sendings(draw: st.DrawFn, when: datetime) -> list[ScheduleSending]:
    """A schedule sent, and sent again with news or without."""
    found: list[ScheduleSending] = []
    last = when
    for n in range(draw(st.integers(0, 3))):
        news = draw(after(last))
        sent = draw(after(news))
        since = news if n and draw(st.booleans()) else None
        found.append(ScheduleSending(sent=Fact(at=sent), since=since, confirmed=draw(maybe(facts(sent)))))
        last = sent
    return found


@st.composite
def _meeting(draw: st.DrawFn, key: str, when: datetime, who: str) -> Meeting:
    fact = facts(when)
    start = draw(maybe(after(when)))
    actions = [Action(what="w", owner=draw(maybe(st.just("小王"))), due=when)]
    minutes = Minutes(
        topics=[Topic(title="t", conclusion="c", actions=actions)],
        signed=draw(maybe(fact)),
        sent=draw(maybe(fact)),
        circulated=draw(maybe(fact)),
        confirmed=draw(maybe(fact)),
    )
    moved: list[Postponed] = []
    told = when
    for _ in range(draw(st.integers(0 if start else 1, 2))):
        begin, told = told, draw(after(told))
        old = draw(after(begin))
        moved.append(
            Postponed(
                start=old, told=Fact(at=told), confirmed=draw(maybe(facts(begin))), prepared=draw(maybe(facts(begin)))
            )
        )
    agendas: list[AgendaSending] = []
    last = when
    for _ in range(draw(st.integers(0, 2))):
        last = draw(after(last))
        agendas.append(AgendaSending(sent=Fact(at=last), confirmed=draw(maybe(facts(last)))))
    found: Meeting = made(
        Meeting,
        key,
        when,
        title=key,
        client_id=draw(maybe(st.just(who))),
        start=start,
        end=start + timedelta(hours=1) if start else None,
        travel_min=30,
        agenda_sent=agendas[0].sent if agendas else draw(maybe(fact)),
        agenda_sendings=agendas,
        agenda_confirmed=draw(maybe(fact)),
        prep=[PrepLine(id="p", text="x", done=draw(maybe(fact)))],
        minutes=minutes,
        attended=draw(maybe(fact)),
        postponed=moved,
        cancelled=draw(maybe(fact)),
    )
    return found


@st.composite
def desks(draw: st.DrawFn) -> list[Record]:
    """A desk of an AE and three clients, with up to a dozen records. As the desk does, a call back is written
    on the missed call."""
    size = draw(st.integers(0, 12))
    records = [draw(record(f"r{n}")) for n in range(size)]
    back = [c for c in records if isinstance(c, Call) and c.way == "out"]
    for n, missed in enumerate(records):
        if isinstance(missed, Call) and missed.way == "missed" and missed.returned is None:
            later = [c.at for c in back if c.client_id == missed.client_id and c.at >= missed.at]
            if later:
                records[n] = replace(missed, returned=Fact(at=min(later)))
    desk = [
        profile(BEGAN),
        *(client(c, BEGAN, slot=(n + 1, 600 + n)) for n, c in enumerate(("ml", "sh", "yl"))),
    ]
    if draw(st.booleans()):
        # A client that was told of: all that was late for them, a while after they came.
        desk[1] = replace(desk[1], reported=[Fact(at=draw(MOMENTS))])
    return [*desk, *records]
