"""What a change leaves behind, by every kind of change; and the law that stands on it: as a desk grows, a duty that was met never
comes back, and none that ended is owed again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import at, book, calendar, client, made, profile
from msgspec.structs import replace

from aetui.domain.derive import derive
from aetui.domain.obligations import OPEN
from aetui.domain.records import Memo, Todo
from aetui.domain.records.base import Fact, Moved, Record
from aetui.domain.records.card import Card, MoneyLine, ScheduleSending, Step
from aetui.domain.records.keeping import kept, plan_of
from aetui.domain.records.meeting import AgendaSending, Meeting, Point, Postponed, PrepLine
from aetui.domain.rulebook import load

T = at("11-24 10:00")
A, B, C = at("11-26 12:00"), at("11-27 12:00"), at("11-30 12:00")


def keep(before: Any, after: Any, now: datetime) -> Any:
    cal = calendar()
    after = replace(after, updated_at=now)
    return kept(before, after, now, day_of=lambda t: t.astimezone(cal.tz).date(), day_end=cal.day_end)


def card(**fields: Any) -> Card:
    found: Card = made(
        Card, "k", T, number="2611-001", client_id="ml", title="海报", requested_at=T, opened_at=T, **fields
    )
    return found


def todo(**fields: Any) -> Todo:
    found: Todo = made(Todo, "t", T, text="改", **{"day": A.date(), "owner": "小王", **fields})
    return found


def memo(**fields: Any) -> Memo:
    found: Memo = made(Memo, "o", T, to="x", text="样", **fields)
    return found


def meeting(**fields: Any) -> Meeting:
    found: Meeting = made(Meeting, "m", T, title="会", client_id="ml", **{"start": C, **fields})
    return found


# A due time that is given up is kept, of whatever has one


def _step(due: datetime | None) -> Callable[[Any], Any]:
    return lambda r: replace(r, steps=[replace(r.steps[0], due=due)])


def _line(due: datetime | None) -> Callable[[Any], Any]:
    return lambda r: replace(r, money=[replace(r.money[0], due=due)])


LINE = MoneyLine(id="e", kind="invoice", text="款", amount=Decimal(1))
TIMED: list[tuple[str, Any, Callable[[datetime | None], Callable[[Any], Any]], Callable[[Any], tuple[Any, list[Moved]]]]] = [
    ("step", card(steps=[Step(id="s", what="稿")]), _step, lambda r: (r.steps[0].since, r.steps[0].moved)),
    ("money", card(money=[LINE]), _line, lambda r: (r.money[0].since, r.money[0].moved)),
    ("delivery", card(), lambda due: lambda r: replace(r, deliver_at=due), lambda r: (r.deliver_since, r.deliver_moved)),
    ("memo", memo(), lambda due: lambda r: replace(r, remind_at=due), lambda r: (r.since, r.moved)),
]  # fmt: skip
timed = pytest.mark.parametrize(("record", "set_to", "seen"), [t[1:] for t in TIMED], ids=[t[0] for t in TIMED])


@timed
def test_a_due_time_given_up_is_kept(record: Any, set_to: Any, seen: Any) -> None:
    hour = timedelta(hours=1)
    first = keep(record, set_to(A)(record), T + hour)
    assert seen(first) == (T + hour, [])
    second = keep(first, set_to(B)(first), T + 2 * hour)
    old = Moved(at=T + 2 * hour, due=A, since=T + hour)
    assert seen(second) == (T + 2 * hour, [old])
    assert seen(keep(second, second, T + 3 * hour)) == (T + 2 * hour, [old])  # unchanged
    none = keep(second, set_to(None)(second), T + 3 * hour)
    assert seen(none) == (None, [old, Moved(at=T + 3 * hour, due=B, since=T + 2 * hour)])


@timed
def test_what_never_stood_is_not_kept(record: Any, set_to: Any, seen: Any) -> None:
    """Put several times within one change, or changed back at once."""
    now = T + timedelta(hours=1)
    first = keep(record, set_to(A)(record), now)
    assert seen(keep(first, set_to(B)(first), now)) == (now, [])
    later = now + timedelta(hours=1)
    second = keep(first, set_to(B)(first), later)
    assert seen(keep(second, set_to(A)(second), later)) == (now, [])
    # Within one change all is reckoned from what stood before it.
    assert keep(first, set_to(C)(second), later) == keep(first, set_to(C)(first), later)


def test_anothers_todo_that_is_carried_over_is_due_then() -> None:
    now = T + timedelta(hours=1)
    carried = keep(todo(), replace(todo(), day=B.date()), now)
    assert carried.moved == [Moved(at=now, due=at("11-26 18:00"), since=T)]
    own = todo(owner=None)
    assert keep(own, replace(own, day=B.date()), now).moved == []


def test_the_days_of_changes_are_kept_for_forty_days() -> None:
    found: Any = card()
    for n in range(60):
        found = keep(found, found, T + timedelta(days=n, hours=1))
        found = keep(found, found, T + timedelta(days=n, hours=2))
    days = [when.date() for when in found.earlier]
    assert days == [(T + timedelta(days=n)).date() for n in range(18, 59)]


# Sendings


def sent(when: datetime, record: Card, **fields: Any) -> ScheduleSending:
    return ScheduleSending(sent=Fact(at=when), steps=plan_of(record), deliver_at=record.deliver_at, **fields)


CHANGES: list[tuple[str, Callable[[Card], Card], bool]] = [
    ("added", lambda r: replace(r, steps=[*r.steps, Step(id="n", what="新")]), True),
    ("dropped", lambda r: replace(r, steps=r.steps[1:]), True),
    ("renamed", lambda r: replace(r, steps=[replace(r.steps[0], what="二稿"), *r.steps[1:]]), True),
    ("given", lambda r: replace(r, steps=[replace(r.steps[0], owner="小王"), *r.steps[1:]]), True),
    ("moved", lambda r: replace(r, steps=[replace(r.steps[0], due=C), *r.steps[1:]]), True),
    ("delivery", lambda r: replace(r, deliver_at=C), True),
    ("done", lambda r: replace(r, steps=[replace(r.steps[0], done=Fact(at=T)), *r.steps[1:]]), False),
    ("chased", lambda r: replace(r, steps=[replace(r.steps[0], chased=[Fact(at=T)]), *r.steps[1:]]), False),
    ("money", lambda r: replace(r, money=[LINE]), False),
    ("title", lambda r: replace(r, title="新海报"), False),
    ("order", lambda r: replace(r, steps=[*reversed(r.steps)]), False),
]


@pytest.mark.parametrize("older", [False, True], ids=["now", "of an older file"])
@pytest.mark.parametrize(("change", "news"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_a_plan_that_was_changed_since_it_was_told(change: Callable[[Card], Card], news: bool, older: bool) -> None:
    hour = timedelta(hours=1)
    first = card(steps=[Step(id="s", what="稿", due=A), Step(id="t", what="样", due=B)], deliver_at=B)
    went: Any = replace(first, schedule_sent=Fact(at=T + hour))
    if not older:
        went = keep(first, went, T + hour)
        assert went.schedule_sendings == [sent(T + hour, first)]
    changed = keep(went, change(went), T + 2 * hour)
    assert changed.replanned == (T + 2 * hour if news else None)
    # Changed further, it is still that old; changed back, nothing is owed.
    assert keep(changed, replace(changed, title="x"), T + 3 * hour).replanned == changed.replanned
    back = keep(changed, replace(changed, steps=first.steps, deliver_at=B), T + 4 * hour)
    assert back.replanned is None
    # Sent again, by a writer that says so or by one that only writes the fact over.
    for again in (
        replace(changed, schedule_sendings=[*changed.schedule_sendings, sent(T + 5 * hour, changed)]),
        replace(changed, schedule_sent=Fact(at=T + 5 * hour)),
    ):
        resent = keep(changed, again, T + 5 * hour)
        assert resent.schedule_sent == Fact(at=T + hour)
        assert [s.sent.at for s in resent.schedule_sendings] == [T + hour, T + 5 * hour]
        assert (resent.schedule_sendings[1].since, resent.replanned) == (T + 2 * hour if news else None, None)
        said = keep(resent, replace(resent, schedule_confirmed=Fact(at=T + 6 * hour)), T + 6 * hour)
        assert [s.confirmed for s in said.schedule_sendings] == [None, Fact(at=T + 6 * hour)]


def test_an_agenda_that_is_sent_again_leaves_the_first_alone() -> None:
    hour = timedelta(hours=1)
    first = keep(meeting(), replace(meeting(), agenda_sent=Fact(at=T + hour), points=[Point(text="一")]), T + hour)
    yes = keep(first, replace(first, agenda_confirmed=Fact(at=T + 2 * hour)), T + 2 * hour)
    again = keep(yes, replace(yes, agenda_sent=Fact(at=T + 3 * hour)), T + 3 * hour)
    assert again.agenda_sent == Fact(at=T + hour)
    assert again.agenda_sendings == [
        AgendaSending(sent=Fact(at=T + hour), points=["一"], start=C, confirmed=Fact(at=T + 2 * hour)),
        AgendaSending(sent=Fact(at=T + 3 * hour), points=["一"], start=C),
    ]


def test_a_moved_meeting_keeps_what_was_there_and_asks_anew() -> None:
    hour = timedelta(hours=1)
    now = T + 3 * hour
    ready = keep(meeting(), replace(
        meeting(),
        agenda_sent=Fact(at=T + hour), prep=[PrepLine(id="1", text="纸", done=Fact(at=T + hour))],
    ), T + hour)  # fmt: skip
    ready = keep(ready, replace(ready, agenda_confirmed=Fact(at=T + 2 * hour)), T + 2 * hour)
    moved = keep(ready, replace(ready, start=C + hour, postponed=[Postponed(start=C, told=Fact(at=now))]), now)
    assert moved.postponed == [
        Postponed(start=C, told=Fact(at=now), confirmed=Fact(at=T + 2 * hour), prepared=Fact(at=T + hour))
    ]
    assert (moved.prep[0].done, moved.prepared, moved.agenda_confirmed) == (None, None, None)
    assert moved.agenda_sent == Fact(at=T + hour)


def test_prepared_stays_prepared_until_a_tick_is_taken_back() -> None:
    now = T + timedelta(hours=1)
    ticked = [PrepLine(id="1", text="纸", done=Fact(at=now))]
    ready = keep(meeting(), replace(meeting(), prep=ticked), now)
    assert ready.prepared == Fact(at=now)
    more = keep(ready, replace(ready, prep=[*ticked, PrepLine(id="2", text="笔")]), now)
    assert more.prepared == Fact(at=now)
    assert keep(more, replace(more, prep=[PrepLine(id="1", text="纸")]), now).prepared is None


# The law, over desks that grow


def _replan(r: Card, now: datetime, due: datetime) -> Card:
    del now
    return replace(r, steps=[replace(r.steps[0], due=due)])


def _told(r: Card, now: datetime, _: datetime) -> Card:
    return replace(
        r, schedule_sendings=[*r.schedule_sendings, sent(now, r)], schedule_sent=r.schedule_sent or Fact(at=now)
    )


def _say_yes(r: Card, now: datetime, _: datetime) -> Card:
    return replace(r, schedule_confirmed=Fact(at=now)) if r.schedule_sent else r


def _do(r: Card, now: datetime, _: datetime) -> Card:
    return replace(r, steps=[replace(r.steps[0], done=r.steps[0].done or Fact(at=now))])


def _chase(r: Card, now: datetime, _: datetime) -> Card:
    return replace(r, steps=[replace(r.steps[0], chased=[*r.steps[0].chased, Fact(at=now)])])


def _report(r: Card, now: datetime, _: datetime) -> Card:
    return replace(r, reported=[*r.reported, Fact(at=now, how="加人")])


def _deliver_on(r: Card, now: datetime, due: datetime) -> Card:
    del now
    return replace(r, deliver_at=due)


def _deliver(r: Card, now: datetime, _: datetime) -> Card:
    return replace(r, delivered=r.delivered or Fact(at=now))


def _owe(r: Card, now: datetime, due: datetime) -> Card:
    del now
    return replace(r, money=[replace(r.money[0], due=due)] if r.money else [replace(LINE, due=due)])


def _settle(r: Card, now: datetime, _: datetime) -> Card:
    return replace(r, money=[replace(m, settled=m.settled or Fact(at=now)) for m in r.money])


def _let_go(r: Card, now: datetime, _: datetime) -> Card:
    return replace(r, waived={"card.step:s": Fact(at=now, why="停"), **r.waived})


def _close(r: Card, now: datetime, _: datetime) -> Card:
    return r if r.state == "closed" else replace(r, state="closed", closed=Fact(at=now))


def _move(r: Meeting, now: datetime, due: datetime) -> Meeting:
    if r.attended or r.cancelled or due <= now or (r.start and r.start <= now):
        return r  # it is over: nobody moves it
    old = [Postponed(start=r.start, told=Fact(at=now))] if r.start else []
    return replace(r, start=due, postponed=[*r.postponed, *old])


def _agenda(r: Meeting, now: datetime, _: datetime) -> Meeting:
    return replace(r, agenda_sent=Fact(at=now))


def _agenda_yes(r: Meeting, now: datetime, _: datetime) -> Meeting:
    return replace(r, agenda_confirmed=Fact(at=now)) if r.agenda_sent else r


def _tick(r: Meeting, now: datetime, _: datetime) -> Meeting:
    return replace(r, prep=[replace(p, done=p.done or Fact(at=now)) for p in r.prep])


def _line_more(r: Meeting, now: datetime, _: datetime) -> Meeting:
    return replace(r, prep=[*r.prep, PrepLine(id=now.isoformat(), text="带子")])


def _attend(r: Meeting, now: datetime, _: datetime) -> Meeting:
    return replace(r, attended=r.attended or Fact(at=now))


def _call_off(r: Meeting, now: datetime, _: datetime) -> Meeting:
    return replace(r, cancelled=r.cancelled or Fact(at=now, why="停"))


def _carry(r: Todo, now: datetime, due: datetime) -> Todo:
    del now
    return replace(r, day=due.date())


def _chase_todo(r: Todo, now: datetime, _: datetime) -> Todo:
    return replace(r, chased=[*r.chased, Fact(at=now)])


def _do_todo(r: Todo, now: datetime, _: datetime) -> Todo:
    return replace(r, done=r.done or Fact(at=now))


def _remind(r: Memo, now: datetime, due: datetime) -> Memo:
    del now
    return replace(r, remind_at=due)


def _send_memo(r: Memo, now: datetime, _: datetime) -> Memo:
    return replace(r, sent=r.sent or Fact(at=now))


ACTS: list[tuple[str, Callable[[Any, datetime, datetime], Record]]] = [
    *(("k", act) for act in (_replan, _told, _say_yes, _do, _chase, _report, _deliver_on, _deliver, _owe, _settle, _let_go, _close)),
    *(("m", act) for act in (_move, _agenda, _agenda_yes, _tick, _line_more, _attend, _call_off)),
    *(("t", act) for act in (_carry, _chase_todo, _do_todo)),
    *(("o", act) for act in (_remind, _send_memo)),
]  # fmt: skip
GROWTH = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 60), st.integers(1, 200)), min_size=1, max_size=14)
law = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@law
@given(GROWTH)
def test_as_a_desk_grows_what_ended_is_never_owed_again(growth: list[tuple[Any, int, int]]) -> None:
    desk: dict[str, Any] = {
        "k": keep(None, card(steps=[Step(id="s", what="稿", owner="小王", due=A)]), T),
        "m": meeting(prep=[PrepLine(id="1", text="纸")]),
        "t": todo(),
        "o": memo(remind_at=A),
    }
    ended: dict[str, tuple[str, datetime | None]] = {}
    now = T
    for (key, act), hours, ahead in growth:
        now += timedelta(hours=hours)
        desk[key] = keep(desk[key], act(desk[key], now, now + timedelta(hours=ahead)), now)
        found = derive(
            book(profile(), client(), *desk.values()), load(), now + timedelta(minutes=1), cal=calendar(), ended=True
        )
        events = [o for o in found if not load().rules[o.rule].calendar]
        assert len({o.id for o in events}) == len(events)
        stand = {o.id: o for o in events}
        for one, (state, met_at) in ended.items():
            assert (stand[one].state, stand[one].met_at) == (state, met_at), (one, act)
        ended = {o.id: (o.state, o.met_at) for o in events if o.state not in OPEN}
