"""A duty that was met never comes back, unless the fact is undone: over desks at random, and every edit that undoes none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import at, book, calendar, client, fact, made, profile
from msgspec.structs import replace
from random_desk import BEGAN, MOMENTS, record

from aetui.domain.derive import derive
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import KIND_OF, Absence, Call, Client, CoverLine, Item, Memo, Todo
from aetui.domain.records.base import Fact, Record
from aetui.domain.records.card import Card, MoneyLine, Step
from aetui.domain.records.keeping import kept
from aetui.domain.records.liveness import is_live
from aetui.domain.records.meeting import Action, Meeting, Minutes, Point, PrepLine, Topic
from aetui.domain.rulebook import load

NOW = BEGAN + timedelta(days=110)
"""When everything on a desk at random has happened."""

Edit = Callable[[Any, datetime], Any]
PART = Topic(title="又一项")


def _topics(m: Meeting, *topics: Topic) -> Meeting:
    """As `write_minutes` does: whoever signed, signed other words."""
    return replace(m, minutes=replace(m.minutes, topics=list(topics), signed=None))


EDITS: list[tuple[type[Record], str, Edit]] = [
    (Card, "a step more", lambda r, t: replace(r, steps=[*r.steps, Step(id="n", what="补", due=t)])),
    (Card, "a step without a time more", lambda r, t: replace(r, steps=[*r.steps, Step(id="n", what="补")])),
    (Card, "steps renamed", lambda r, t: replace(r, steps=[replace(s, what="改") for s in r.steps])),
    (Card, "steps given away", lambda r, t: replace(r, steps=[replace(s, owner="小顾") for s in r.steps])),
    (Card, "steps taken over", lambda r, t: replace(r, steps=[replace(s, owner=None) for s in r.steps])),
    (Card, "steps moved", lambda r, t: replace(r, steps=[replace(s, due=t) for s in r.steps])),
    (Card, "steps without a time", lambda r, t: replace(r, steps=[replace(s, due=None) for s in r.steps])),
    (Card, "delivery moved", lambda r, t: replace(r, deliver_at=t)),
    (Card, "no delivery date", lambda r, t: replace(r, deliver_at=None)),
    (Card, "money moved", lambda r, t: replace(r, money=[replace(m, due=t) for m in r.money])),
    (Card, "money more", lambda r, t: replace(
        r, money=[*r.money, MoneyLine(id="n", kind="cost", text="x", amount=Decimal(2), due=t)])),
    (Card, "another title", lambda r, t: replace(r, title="改", client_id="sh")),
    (Meeting, "a topic that lacks all more", lambda r, t: _topics(r, *r.minutes.topics, PART)),
    (Meeting, "minutes emptied", lambda r, t: _topics(r)),
    (Meeting, "an action that lacks its owner more", lambda r, t: _topics(
        r, *(replace(x, actions=[*x.actions, Action(what="补")]) for x in r.minutes.topics))),
    (Meeting, "a line of its list more", lambda r, t: replace(r, prep=[*r.prep, PrepLine(id="n", text="带子")])),
    (Meeting, "its list emptied", lambda r, t: replace(r, prep=[])),
    (Meeting, "a line for our office more", lambda r, t: replace(
        r, place="ours", prep=[*r.prep, PrepLine(id="n", text="前台", source="M4")])),
    (Meeting, "a point more", lambda r, t: replace(r, points=[*r.points, Point(text="预算")])),
    (Meeting, "no points", lambda r, t: replace(r, points=[])),
    (Meeting, "a longer meeting", lambda r, t: replace(r, end=r.end + timedelta(hours=3) if r.end else None)),
    (Meeting, "another title", lambda r, t: replace(r, title="改", travel_min=90)),
    (Absence, "a line more", lambda r, t: replace(r, lines=[*r.lines, CoverLine(id="n", what="新")])),
    (Absence, "a line with someone who didn't say yes more", lambda r, t: replace(
        r, lines=[*r.lines, CoverLine(id="n", what="新", cover="小顾")])),
    (Absence, "no lines", lambda r, t: replace(r, lines=[])),
    (Absence, "another reason", lambda r, t: replace(r, why="改", reach="手机")),
    (Absence, "no longer called arranged", lambda r, t: replace(r, arranged=None)),
    (Item, "other words", lambda r, t: replace(r, text="改了")),
    (Item, "another due time", lambda r, t: replace(r, due=t)),
    (Item, "another owner", lambda r, t: replace(r, owner="小顾")),
    (Todo, "other words", lambda r, t: replace(r, text="改了")),
    (Todo, "given to another", lambda r, t: replace(r, owner="小顾")),
    (Todo, "one's own", lambda r, t: replace(r, owner=None)),
    (Todo, "another day", lambda r, t: replace(r, day=t.date(), due=None)),
    (Todo, "another time", lambda r, t: replace(r, due=t)),
    (Memo, "other words", lambda r, t: replace(r, text="改了", to="y")),
    (Memo, "another reminder", lambda r, t: replace(r, remind_at=t)),
    (Memo, "no reminder", lambda r, t: replace(r, remind_at=None)),
    (Call, "another contact", lambda r, t: replace(r, contact="林总")),
    (Client, "another slot", lambda r, t: replace(r, report=None)),
]  # fmt: skip


def keep(before: Any, after: Any, now: datetime) -> Any:
    cal = calendar()
    return kept(
        before,
        replace(after, updated_at=now),
        now,
        day_of=lambda t: t.astimezone(cal.tz).date(),
        day_end=cal.day_end,
        people=profile().people,
    )


def all_of(records: list[Record], now: datetime) -> dict[str, Obligation]:
    return {o.id: o for o in derive(book(*records), load(), now, cal=calendar(), ended=True)}


def met_of(records: list[Record], now: datetime) -> dict[str, tuple[str, datetime | None]]:
    return {key: (o.state, o.met_at) for key, o in all_of(records, now).items() if o.met_at}


def _done(one: Record, when: datetime) -> Record:
    """All that is asked for on it is done, as far as random left it open; often when it was asked for, else any time."""
    done = Fact(at=max(when, one.updated_at))
    if isinstance(one, Meeting):
        said = one.minutes
        said = replace(said, signed=said.signed or done, sent=said.sent or done, circulated=said.circulated or done)
        prep = [replace(p, done=p.done or done) for p in one.prep]
        return replace(one, minutes=said, prep=prep, cancelled=None)
    if isinstance(one, Absence):
        return replace(one, lines=[replace(x, acknowledged=x.acknowledged or done) for x in one.lines])
    if isinstance(one, Card):
        return replace(
            one,
            steps=[replace(s, owner="小王", chased=[*s.chased, done], done=s.done or done) for s in one.steps],
            money=[replace(m, settled=m.settled or done) for m in one.money],
            delivered=one.delivered or done,
        )
    if isinstance(one, Todo):
        return replace(one, owner="小王", chased=[*one.chased, done], dropped=None)
    return replace(one, done=done) if isinstance(one, Item) else one


@pytest.mark.parametrize(("kind", "name", "edit"), EDITS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_an_edit_that_undoes_nothing_brings_back_nothing(
    kind: type[Record], name: str, edit: Edit, data: st.DataObject
) -> None:
    word = kind.__name__.lower()
    records = [profile(BEGAN), *(client(c, BEGAN, slot=(2, 600)) for c in ("ml", "sh", "yl"))]
    if kind is not Client:
        records += [_done(data.draw(record(f"r{n}", word)), data.draw(MOMENTS)) for n in range(3)]
    records.append(data.draw(record("done", "done")))
    now = NOW
    for days in data.draw(st.lists(st.integers(-40, 40), min_size=1, max_size=2)):
        before = {key for key, o in all_of(records, now).items() if o.met_at}
        now += timedelta(hours=5)
        records = [keep(r, edit(r, now + timedelta(days=days)), now) if type(r) is kind else r for r in records]
        after = all_of(records, now + timedelta(minutes=1))
        assert not {key for key in before if key in after and after[key].met_at is None}, name
        front = [r for r in records if is_live(KIND_OF[type(r)], r)]
        assert not before & {o.id for o in derive(book(*front), load(), now + timedelta(minutes=1), cal=calendar())}


WHOLE = [Topic(title="t", conclusion="c", actions=[Action(what="w", owner="小王", due=at("12-01 10:00"))])]


def _yes(record: Absence) -> Absence:
    return replace(record, lines=[replace(x, acknowledged=fact("11-25 10:00")) for x in record.lines])


def _ready(inside: bool) -> Meeting:
    minutes = Minutes(topics=WHOLE, signed=fact("11-24 12:30"), circulated=fact("11-24 13:00"))
    if not inside:
        minutes = replace(minutes, sent=fact("11-24 12:40"))
    found: Meeting = made(
        Meeting, "m", "11-23 10:00", title="会", client_id=None if inside else "ml", points=[Point(text="p")],
        start=at("11-24 10:00"), end=at("11-24 11:00"), minutes=minutes, place="ours",
    )  # fmt: skip
    return found


AWAY: Absence = made(
    Absence, "a", "11-24 10:00", start=at("11-30 09:00"), end=at("12-04 18:00"),
    lines=[CoverLine(id="1", what="梅林", cover="小陆")],
)  # fmt: skip
UNDONE: list[tuple[str, Record, Edit]] = [
    ("absence.arrange", _yes(AWAY), lambda r, t: replace(r, lines=[replace(r.lines[0], acknowledged=None)])),
    ("meeting.minutes", _ready(False), lambda r, t: replace(r, minutes=replace(r.minutes, sent=None))),
    ("meeting.minutes", _ready(True), lambda r, t: replace(r, minutes=replace(r.minutes, circulated=None))),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "record", "undo"), UNDONE)
def test_a_fact_that_is_undone_brings_it_back(rule: str, record: Record, undo: Edit) -> None:
    now = at("11-26 10:00")
    met = keep(None, record, now)
    key = f"{rule}:{record.id}"
    assert all_of([profile(), client(), met], now)[key].met_at is not None
    again = all_of([profile(), client(), keep(met, undo(met, now), now)], now)
    assert again[key].state in OPEN


@pytest.mark.parametrize("inside", [False, True])
def test_minutes_that_were_out_stay_out_whatever_is_written_later(inside: bool) -> None:
    now = at("11-26 10:00")
    was = met_of([profile(), client(), _ready(inside)], now)["meeting.minutes:m"]
    after = keep(_ready(inside), _topics(_ready(inside), PART), now)  # a record of an older file, edited now
    assert met_of([profile(), client(), after], now)["meeting.minutes:m"] == was
    assert not is_live("meetings", replace(after, client_id=None, attended=fact("11-24 10:00")))


def test_arranged_stays_arranged_with_a_line_that_is_added_later() -> None:
    now = at("11-26 10:00")
    was = met_of([profile(), _yes(AWAY)], now)["absence.arrange:a"]
    after = keep(_yes(AWAY), replace(_yes(AWAY), lines=[*_yes(AWAY).lines, CoverLine(id="2", what="新")]), now)
    assert met_of([profile(), after], now)["absence.arrange:a"] == was
