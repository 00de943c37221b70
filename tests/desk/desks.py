"""A desk of Monday 2026-11-23 in Shanghai, and small looks at it, for the tests of the verbs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from aetui.desk.book.clients import add_client
from aetui.desk.book.profile import set_profiles
from aetui.desk.core import Desk
from aetui.desk.day.todos import carry_in, the_todo
from aetui.domain.obligations import Obligation
from aetui.domain.records import KIND_OF, KINDS, Client, Contact, Record, Slot, Todo

R = TypeVar("R", bound=Record)
CLIENTS = (("梅林食品", "陈小姐", 3, 960), ("申花家电", "周先生", 4, 660), ("益力饮料", "刘经理", 2, 900))
# How the names may be typed, so that no test waits for pypinyin.
KEYS = {
    "梅林食品": ["meilinshipin", "mlsp", "meilin", "ml"],
    "申花家电": ["shenhuajiadian", "shjd", "shenhua", "sh"],
    "益力饮料": ["yiliyinliao", "ylyl", "yili", "yl"],
}


def at(clock: str, day: int = 23) -> datetime:
    hour, minute = clock.split(":")
    return datetime.fromisoformat(f"2026-11-{day:02d}T{int(hour):02d}:{minute}:00+08:00")


def fill(desk: Desk) -> None:
    profile = {"name": "李雯", "roles": "AE", "timezone": "Asia/Shanghai", "calendar": "CN", "hours": "09:00-18:00"}
    set_profiles(desk, profile, at("9:00"))
    for name, contact, weekday, minute in CLIENTS:
        person = Contact(name=contact, keys=["x"])
        slot = Slot(weekday=weekday, minute=minute)
        add_client(desk, name, at("9:00"), contacts=[person], report=slot, keys=KEYS[name])


def client(desk: Desk, short: str) -> Client:
    return next(c for c in desk.book.clients.values() if c.short == short)


def all_of(desk: Desk, kind: type[R]) -> list[R]:
    return [r for r in desk.store.table(KIND_OF[kind]).records() if isinstance(r, kind)]


def everything(desk: Desk) -> dict[str, list[Any]]:
    """Every record by kind; what undo must bring back exactly."""
    tables = {kind: sorted(desk.store.table(kind).records(), key=lambda r: r.id) for kind in KINDS}
    return {kind: found for kind, found in tables.items() if found}


def owed(desk: Desk, rule: str, now: datetime) -> list[Obligation]:
    return [o for o in desk.obligations(now) if o.rule == rule]


def the_owed(desk: Desk, rule: str, now: datetime) -> Obligation:
    (one,) = owed(desk, rule, now)
    return one


def carry_todo(desk: Desk, todo_id: str, day: date, now: datetime, why: str | None = None) -> Todo:
    """To another day, as the review does it."""
    with desk.change("review.decide", now) as change:
        todo = the_todo(desk, todo_id)
        change.args["text"] = todo.text
        return carry_in(change, todo, day, why)
