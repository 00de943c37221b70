"""Records in few words, for the tests of the rules. Times are `11-23 09:30` of 2026 on the desk's clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from aetui.domain.book import Book
from aetui.domain.clock.workcal import Hours, WorkCalendar
from aetui.domain.derive import derive
from aetui.domain.obligations import Obligation
from aetui.domain.records import KIND_OF, Client, Fact, Person, Profile, Record, Slot
from aetui.domain.rulebook import Rulebook, load

ZONE = "Asia/Shanghai"


@lru_cache
def calendar(zone: str = ZONE, country: str = "CN") -> WorkCalendar:
    return WorkCalendar(tz=ZoneInfo(zone), hours=Hours.parse("09:00-18:00", "12:00-13:00"), country=country)


def at(words: str, zone: str = ZONE) -> datetime:
    """`11-23 09:30`, or with a year in front."""
    text = words if words.count("-") == 2 else f"2026-{words}"
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def fact(words: str, **more: Any) -> Fact:
    return Fact(at=at(words), **more)


def made(cls: type[Record], record_id: str, created: datetime | str, **fields: Any) -> Any:
    when = at(created) if isinstance(created, str) else created
    return cls(id=record_id, created_at=when, updated_at=fields.pop("updated_at", when), **fields)


def profile(created: datetime | str = "11-02 09:00", roles: tuple[str, ...] = ("AE",), **fields: Any) -> Profile:
    people = [
        Person(name="王磊", role="supervisor"),
        Person(name="小陆", role="AE"),
        Person(name="小顾", role="AE"),
    ]
    desk: Profile = made(Profile, "p", created, name="李雯", roles=list(roles), people=people, timezone=ZONE, **fields)
    return desk


def client(
    client_id: str = "ml",
    created: datetime | str = "11-02 09:00",
    slot: tuple[int, int] | None = None,
    **fields: Any,
) -> Client:
    report = Slot(weekday=slot[0], minute=slot[1]) if slot else None
    found: Client = made(Client, client_id, created, name=client_id, short=client_id, report=report, **fields)
    return found


def book(*records: Record) -> Book:
    return Book((KIND_OF[type(r)], r) for r in records)


def owed(
    records: Iterable[Record],
    now: datetime | str,
    rule: str | None = None,
    *,
    rules: Rulebook | None = None,
    cal: WorkCalendar | None = None,
    ended: bool = True,
    since: datetime | None = None,
) -> list[Obligation]:
    """What is derived from records, with what ended; of one rule where it is named."""
    when = at(now) if isinstance(now, str) else now
    found = derive(
        book(*records),
        rules or load(),
        when,
        cal=cal or calendar(),
        ended=ended and since is None,
        ended_since=since,
    )
    return [o for o in found if rule is None or o.rule == rule]


def one(records: Iterable[Record], now: datetime | str, rule: str, **more: Any) -> Obligation:
    found = owed(records, now, rule, **more)
    assert len(found) == 1, found
    return found[0]


def states(records: Iterable[Record], now: datetime | str, rule: str, **more: Any) -> list[str]:
    return [o.state for o in owed(records, now, rule, **more)]
