"""An old week, or a month's figures, read from around its days alone: the same as from all the years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from making import at, client, made, profile
from msgspec.structs import replace

from aetui.desk import window
from aetui.desk.core import Desk
from aetui.desk.month import figures as figures_module
from aetui.desk.month.client_month import months_of
from aetui.desk.month.figures import figures, look_back
from aetui.desk.week.days import is_old, week
from aetui.desk.week.team import week_of_team
from aetui.domain.book import Book
from aetui.domain.clock.periods import after, before, month_of, week_of
from aetui.domain.derive import derive
from aetui.domain.records import Absence, Call, CoverLine, Day, Fulfilment, Item, Todo
from aetui.domain.records.base import Fact, Record
from aetui.domain.records.card import Card, Step
from aetui.domain.records.meeting import Meeting, Minutes, Postponed
from aetui.locales import Texts

ZH = Texts("zh")
BEGAN, NOW = at("2025-01-06 09:00"), at("11-23 11:30")
WHO = ("ml", "sh", "yl", "wx")


def scattered(seed: int) -> list[Record]:
    """Two years in which things are done at once or half a year late, or early, or never."""
    pick = Random(seed)
    calls: list[Call] = []

    def days(low: int, high: int) -> timedelta:
        return timedelta(days=pick.randrange(low, high), minutes=pick.randrange(600))

    def fact(when: datetime, share: float = 0.8) -> Fact | None:
        # Of what lies ahead nobody has said that it was done.
        done = Fact(at=min(when + days(0, 3 if pick.random() < 0.6 else 170), NOW))
        return done if when <= NOW and pick.random() < share else None

    def one(n: int) -> Record:
        when = BEGAN + days(0, 680)
        who, key = pick.choice(WHO), f"r{n}"
        kind = pick.choice(
            ("item", "item", "call", "call", "card", "todo", "meeting", "absence", "day", "done", "done")
        )
        if kind == "item":
            mark = pick.choice(("", "+", ">", "?", "!", "*", "$"))
            call_id = pick.choice(calls).id if calls else "none"
            due = when + days(0, 90) if pick.random() < 0.4 else None
            fields = {"client_id": who, "call_id": call_id, "n": 1, "at": when, "mark": mark, "text": key}
            waived = {"call.promise": Fact(at=when + days(0, 90), why="x")} if pick.random() < 0.1 else {}
            return made(Item, key, when, **fields, due=due, done=fact(when), waived=waived)
        if kind == "call":
            way = pick.choice(("in", "out", "missed"))
            year, number, _ = (when - days(0, 60)).isocalendar()
            serves = [f"week.call:{who}:{year}-W{number:02d}"] if way == "out" and pick.random() < 0.3 else []
            back = fact(when) if way == "missed" else None
            calls.append(made(Call, key, when, at=when, way=way, client_id=who, serves=serves, returned=back))
            return calls[-1]
        if kind == "card":
            steps = [
                Step(id=f"s{k}", what="w", owner=pick.choice((None, "小王")), due=when + days(0, 90), done=fact(when))
                for k in range(3)
            ]
            closed = fact(when)
            fields = {"requested_at": when, "opened_at": when, "deliver_at": when + days(0, 80), "closed": closed}
            state = "closed" if closed else "open"
            return made(Card, key, when, number=key, client_id=who, title=key, steps=steps, state=state, **fields)
        if kind == "todo":
            due = when + days(0, 90) if pick.random() < 0.5 else None
            day = (when + days(0, 60)).date()
            return made(Todo, key, when, text=key, day=day, due=due, owner=pick.choice((None, "小王")), done=fact(when))
        if kind == "meeting":
            start = when + days(0, 60)
            moved = [Postponed(start=start - timedelta(days=3), told=Fact(at=when))] if pick.random() < 0.3 else []
            papers = Minutes(sent=fact(start), confirmed=fact(start))
            fields = {"attended": fact(start), "agenda_sent": fact(when), "minutes": papers, "postponed": moved}
            return made(Meeting, key, when, title=key, client_id=who, start=start, travel_min=90, **fields)
        if kind == "absence":
            end = when + days(1, 120)
            lines = [CoverLine(id="l", what="w", cover="小陆")]
            return made(Absence, key, when - timedelta(days=5), start=when, end=end, lines=lines, returned=fact(end))
        if kind == "day":
            return made(Day, key, when, day=when.date(), closed=Fact(at=when + days(0, 9)))
        rule = pick.choice(("week.report", "week.report", "week.call"))
        year, number, _ = when.isocalendar()
        done = Fact(at=when + timedelta(days=pick.choice((0, 0, 1, -40, 90))))
        let_go = pick.random() < 0.1
        period = f"{year}-W{number:02d}"
        return made(Fulfilment, key, when, rule=rule, subject=who, period=period, done=done, let_go=let_go)

    found = [replace(r, updated_at=min(r.created_at + days(0, 200), NOW)) for r in map(one, range(300))]
    clients = [client(who, BEGAN, slot=(n + 1, 600 + n) if n < 3 else None) for n, who in enumerate(WHO)]
    return [profile(BEGAN), *clients, *found]


@pytest.fixture(params=[1, 2, 3])
def years(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    desk = Desk.open(tmp_path / "years.json", program="test", now=NOW)
    with desk.change("test", NOW) as change:
        for record in scattered(request.param):
            change.put(record, stamp=False)
    desk.close()
    return Desk.open(tmp_path / "years.json", program="test", now=NOW)


def weeks_back() -> list[str]:
    found = [week_of(NOW.date())]
    while found[-1] > week_of(BEGAN.date()):
        found.append(before(found[-1]))
    return found


def plainly(desk: Desk, *_: Any, since: datetime | None = None, **__: Any) -> Book:
    """All that was touched since then, the years between too."""
    assert since is not None
    return Book(desk.store.front(since), fetch=desk.store.record)


def unbounded(*given: Any, within: object = None, **more: Any) -> Any:
    return derive(*given, **more)


def test_old_weeks(years: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Callable[[str], object]] = [
        lambda name: week(years, NOW, name),
        lambda name: week_of_team(years, NOW, name),
    ]
    names = weeks_back()[::4]
    assert sum(is_old(years, name, NOW) for name in names) > 20
    quick = [one(name) for name in names for one in read]
    monkeypatch.setattr(window, "around", plainly)
    monkeypatch.setattr(window, "derive", unbounded)
    for n, name in enumerate(names):
        assert [one(name) for one in read] == quick[n * 2 : n * 2 + 2], name


def test_figures_of_one_period(years: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    past = look_back(years, NOW)
    names = [*weeks_back()[::5], "2025", "2026", "2026-Q1", "2025-Q4", "2025-07-14"]
    month = month_of(BEGAN.date())
    while month < month_of(NOW.date()):
        names.append(month)
        month = after(month)
    monkeypatch.setattr(figures_module, "look_back", None)  # all the years aren't read
    for name in names:
        assert figures(years, NOW, name) == figures(years, NOW, name, past=past), name


def test_months_of_clients(years: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [month_of(BEGAN.date())]
    while names[-1] < month_of(NOW.date()):
        names.append(after(names[-1]))
    clients = list(years.book.clients.values())
    quick = [months_of(years, clients, name, NOW) for name in names]
    for name, found in zip(names, quick, strict=True):
        assert [months_of(years, [one], name, NOW)[0] for one in clients] == found, name
    monkeypatch.setattr(window, "around", lambda desk, *_, **__: desk.whole())
    monkeypatch.setattr(window, "derive", unbounded)
    for name, found in zip(names, quick, strict=True):
        assert months_of(years, clients, name, NOW) == found, name
    assert all(any(getattr(one, part) for found in quick for one in found) for part in ("cards", "done", "obligations"))


def test_little_of_the_years_is_read(years: Desk) -> None:
    whole = sum(len(list(years.store.table(kind).records())) for kind in ("items", "calls", "cards", "todos"))
    book = window.around(years, date(2025, 6, 2), date(2025, 6, 8), NOW, since=at("2025-05-20 00:00"))
    near = sum(len(book.of(kind)) for kind in ("items", "calls", "cards", "todos"))
    live = sum(len(book.live(kind)) for kind in ("items", "calls", "cards", "todos"))
    assert 0 < near < whole
    assert live == sum(len(years.book.live(kind)) for kind in ("items", "calls", "cards", "todos"))


def test_how_far_a_due_time_may_lie(years: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user's own rule of a hundred working days is found half a year after its start."""
    rules = dict(years.rulebook.rules)
    usual = window.reach(years.rulebook, years.calendar)
    assert timedelta(days=14) < usual < timedelta(days=40)
    rules["card.schedule"] = replace(rules["card.schedule"], due="+100 working days")
    monkeypatch.setitem(years.__dict__, "rulebook", replace(years.rulebook, rules=rules))
    assert window.reach(years.rulebook, years.calendar) > timedelta(days=150)
    past = look_back(years, NOW)
    for name in ("2025-08", "2025-12", "2026-W20"):
        assert figures(years, NOW, name) == figures(years, NOW, name, past=past), name


def test_a_desk_apart_is_read_while_the_desk_is_changed(years: Desk) -> None:
    apart = years.apart(NOW)
    old = weeks_back()[30]
    assert week(apart, NOW, old) == week(years, NOW, old)
    with years.change("test", NOW) as change:
        change.new(Todo, text="x", day=NOW.date())
    assert len(apart.book.of("todos")) + 1 == len(years.book.of("todos"))
    assert apart.rulebook is years.rulebook
