"""What is kept up from change to change and from moment to moment is what a whole derivation finds."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import book, calendar
from msgspec.structs import replace
from random_desk import BEGAN, desks, record

from aetui.domain.book import Book
from aetui.domain.derive import derive
from aetui.domain.derive.kept import KeptLedger
from aetui.domain.derive.ledger import Ledger
from aetui.domain.records import KIND_OF, KINDS, Client, Profile, Record
from aetui.domain.rulebook import load

START: st.SearchStrategy[datetime] = st.integers(0, 60 * 24 * 4).map(
    lambda n: BEGAN + timedelta(minutes=15 * n, seconds=n % 60)
)
STEP = st.one_of(
    st.just(timedelta(0)),
    st.integers(0, 7200).map(lambda n: timedelta(seconds=n)),
    st.integers(1, 96).map(lambda n: timedelta(minutes=15 * n)),
    st.integers(1, 20).map(lambda n: timedelta(days=n)),
)


_SAID = {
    "at",
    "since",
    "replanned",
    "carded_at",
    "deliver_since",
    "requested_at",
    "opened_at",
    "created_at",
    "updated_at",
}


def lies_ahead(value: Any, now: datetime) -> bool:
    """Whether it says that something was done later than `now`, which no desk does: a duty's own times may lie ahead."""
    if isinstance(value, list):
        return any(lies_ahead(one, now) for one in value)
    if isinstance(value, msgspec.Struct):
        value = msgspec.structs.asdict(value)
    if isinstance(value, dict):
        said = [one for key, one in value.items() if key in _SAID and isinstance(one, datetime)]
        return any(one > now for one in said) or any(lies_ahead(one, now) for one in value.values())
    return False


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(desks(), START, st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York"]), st.data())
def test_it_stays_what_a_whole_derivation_finds(
    records: list[Record], now: datetime, zone: str, data: st.DataObject
) -> None:
    cal, rules = calendar(zone), load()
    began = [isinstance(r, Profile | Client) for r in records]
    held = book(*(r for r, b in zip(records, began, strict=True) if b or not lies_ahead(r, now)))
    since = now - data.draw(st.sampled_from([timedelta(0), timedelta(days=2), timedelta(days=30)]))
    ledger = Ledger(held, rules, cal, since)
    keys = [r.id for r, b in zip(records, began, strict=True) if not b]
    for n in range(data.draw(st.integers(2, 6))):
        if data.draw(st.booleans()):  # the program ended, and another goes on from what it kept
            held = read_later(held)
            ledger = taken_over(ledger, held, now)
        for asked in (None, since, now):
            assert ledger.obligations(now, asked) == derive(held, rules, now, cal=cal, ended_since=asked)
        now += data.draw(STEP)
        held.fill()
        for _ in range(data.draw(st.integers(0, 2))):
            key = data.draw(st.sampled_from([*keys, f"new{n}"]))
            stands = next(((kind, r) for kind in NAMES if (r := held.held(kind, key))), None)
            other = data.draw(record(key, NAMES[stands[0]] if stands else ""))
            if stands and data.draw(st.booleans()):
                held.apply(stands[0], key, None)
            elif not lies_ahead(replace(other, updated_at=now), now):
                begun = stands[1].created_at if stands else other.created_at
                held.apply(KIND_OF[type(other)], key, replace(other, created_at=begun, updated_at=now))
    assert ledger.obligations(now, None) == derive(held, rules, now, cal=cal)


def read_later(held: Book) -> Book:
    """A book of the same records, each kind of which is read when it is asked for."""
    kept = {kind: list(held.of(kind)) for kind in KINDS}
    return Book(later=lambda kind: kept[kind])


def taken_over(ledger: Ledger, held: Book, now: datetime) -> Ledger:
    """A later program's, as it goes on from a file; where nothing is to be kept it derives."""
    other = Ledger(held, ledger.rulebook, ledger.cal, ledger.since)
    kept = ledger.kept()
    if kept is not None:
        read = msgspec.json.decode(msgspec.json.encode(kept), type=KeptLedger)
        if other.take_over(read, now):
            zones = [
                [at.tzinfo for _, o in (*p.open, *p.past) for at in (o.start, o.due, o.act_by)]
                for p in map(ledger._pieces.get, other._pieces)
                if p
            ]
            assert zones == [
                [at.tzinfo for _, o in (*p.open, *p.past) for at in (o.start, o.due, o.act_by)]
                for p in other._pieces.values()
            ]
    return other


NAMES = {
    "items": "item",
    "calls": "call",
    "cards": "card",
    "todos": "todo",
    "meetings": "meeting",
    "memos": "memo",
    "absences": "absence",
    "days": "day",
    "fulfilments": "done",
}
