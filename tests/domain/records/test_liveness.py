"""Which records can still matter, by themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from making import at, client, fact, made, profile

from aetui.domain.records import KIND_OF, Absence, Call, Day, Fulfilment, Item, Memo, Todo
from aetui.domain.records.base import Record
from aetui.domain.records.card import Card, MoneyLine
from aetui.domain.records.liveness import is_live
from aetui.domain.records.meeting import Action, Meeting, Minutes, Point, Postponed, Topic
from aetui.domain.records.team import Appraisal, Plan, PlanLine, PlanVersion

WHEN = at("11-24 10:00")
DONE = fact("11-24 11:00")
LET_GO = fact("11-24 11:00", why="停")
TOPICS = [Topic(title="一", conclusion="通过", actions=[Action(what="改", owner="小王", due=WHEN)])]
OUT = Minutes(topics=TOPICS, signed=DONE, sent=DONE, circulated=DONE)


def item(mark: str, **fields: Any) -> Item:
    found: Item = made(Item, "i", WHEN, call_id="c", n=1, at=WHEN, mark=mark, text="t", **fields)
    return found


def card(**fields: Any) -> Card:
    found: Card = made(
        Card, "k", WHEN, number="1", client_id="ml", title="t", requested_at=WHEN, opened_at=WHEN, **fields
    )
    return found


def owing(settled: bool) -> list[MoneyLine]:
    return [MoneyLine(id="m", kind="receipt", text="t", amount=Decimal(1), due=WHEN, settled=DONE if settled else None)]


def meeting(**fields: Any) -> Meeting:
    found: Meeting = made(Meeting, "m", WHEN, title="t", **{"client_id": "ml", "start": WHEN, **fields})
    return found


def call(way: str, **fields: Any) -> Call:
    found: Call = made(Call, "c", WHEN, at=WHEN, way=way, **fields)
    return found


def todo(**fields: Any) -> Todo:
    found: Todo = made(Todo, "t", WHEN, text="t", day=date(2026, 11, 24), **fields)
    return found


MOVED = Postponed(start=WHEN, told=DONE)
LINE = PlanLine(id="l", what="电视", amount=Decimal(1))


def plan(lines: list[PlanLine], *handed: list[PlanLine]) -> Plan:
    versions = [PlanVersion(at=WHEN, lines=one) for one in handed]
    found: Plan = made(Plan, "p", WHEN, kind="media", client_id="ml", period="2026-12", lines=lines, versions=versions)
    return found


CASES: list[tuple[Record, bool]] = [
    (profile(), True),
    (client(active=False), True),
    (made(Absence, "a", WHEN, start=WHEN, end=WHEN), True),
    (card(), True),
    (card(state="delivered"), True),
    (card(state="closed"), False),
    (card(state="closed", money=owing(settled=False)), True),
    (card(state="closed", money=owing(settled=True)), False),
    (card(state="closed", money=owing(settled=False), waived={"card.money:m": LET_GO}), False),
    (item(""), False),
    (item("#"), False),
    (item("@", owner="小王"), False),
    (item("+"), True),
    (item("+", card_id="k"), False),
    (item("$"), True),
    (item("$", card_id="k"), False),
    (item("$", waived={"card.open": LET_GO}), False),
    *[(item(mark), True) for mark in ">?!*"],
    *[(item(mark, done=DONE), False) for mark in ">?!*"],
    (item("?", waived={"call.return": LET_GO}), False),
    (item("?", waived={"call.promise": LET_GO}), True),
    (call("in"), True),
    (call("in", ended_at=WHEN), False),
    (call("out", ended_at=WHEN), False),
    (call("out", ended_at=WHEN, serves=["week.call:ml:2026-W48"]), False),
    (call("out", ended_at=WHEN, serves=["meeting.minutes_confirm:m"]), True),
    (call("missed"), True),
    (call("missed", returned=DONE), False),
    (call("missed", waived={"call.return": LET_GO}), False),
    (todo(), True),
    (todo(done=DONE), False),
    (todo(dropped=DONE), False),
    (made(Memo, "m", WHEN, to="x", text="t"), True),
    (made(Memo, "m", WHEN, to="x", text="t", sent=DONE), False),
    (meeting(), True),
    (meeting(cancelled=DONE), False),
    (meeting(attended=DONE, minutes=OUT), True),
    (meeting(attended=DONE, minutes=Minutes(signed=DONE, sent=DONE, circulated=DONE, confirmed=DONE)), True),
    (meeting(attended=DONE, minutes=OUT, client_id=None), False),
    (meeting(attended=DONE, minutes=OUT, waived={"meeting.minutes_confirm": LET_GO}), False),
    (meeting(minutes=OUT, client_id=None), True),
    (meeting(attended=DONE, client_id=None), False),
    (meeting(attended=DONE, client_id=None, points=[Point(text="一")]), True),
    (meeting(waived={"meeting.attend": LET_GO}, client_id=None), False),
    (meeting(waived={"meeting.attend": LET_GO}, client_id=None, postponed=[MOVED]), True),
    (made(Day, "d", WHEN, day=date(2026, 11, 24), closed=DONE), False),
    (made(Fulfilment, "f", WHEN, rule="week.call", subject="ml", period="2026-W48", done=DONE), False),
    (made(Fulfilment, "f", WHEN, rule="year.appraisal", subject="小陆", period="2026", done=DONE), True),
    (made(Fulfilment, "f", WHEN, rule="client.review", subject="ml", period="2026-Q4", done=DONE), True),
    (made(Fulfilment, "f", WHEN, rule="month.budget", subject="ml", period="2026-12", done=DONE), False),
    (made(Fulfilment, "f", WHEN, rule="month.budget", subject="ml", period="2027-01", done=DONE), True),
    (made(Fulfilment, "f", WHEN, rule="month.budget", subject="ml", period="2026-11", done=DONE), False),
    (made(Fulfilment, "f", WHEN, rule="own.rule", subject="ml", period="0000-01", done=DONE), False),
    (plan([LINE]), True),
    (plan([LINE], [LINE]), False),
    (plan([LINE, LINE], [LINE]), True),
    (plan([], [LINE]), True),
    (made(Appraisal, "a", WHEN, person="小陆", year=2026, words={"strengths": "守时"}), False),
]


@pytest.mark.parametrize(("record", "live"), CASES)
def test_liveness(record: Record, live: bool) -> None:
    assert is_live(KIND_OF[type(record)], record) is live
