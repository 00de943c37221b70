"""The records in memory, found by their indices."""

from __future__ import annotations

from datetime import date, timedelta

from making import at, book, client, fact, made, profile
from msgspec.structs import replace

from aetui.domain.book import Book
from aetui.domain.records import Call, Card, Day, Fulfilment, Item, Record, Todo


def call(key: str, when: str, **fields: object) -> Call:
    found: Call = made(Call, key, when, at=at(when), **{"way": "out", "client_id": "ml", **fields})
    return found


def test_what_it_does_not_hold_is_fetched() -> None:
    asked: list[tuple[str, str]] = []
    old = call("old", "11-03 10:00")

    def fetch(kind: str, key: str) -> Record | None:
        asked.append((kind, key))
        return old if key == "old" else None

    desk = Book([("calls", call("new", "11-24 10:00"))], fetch=fetch)
    assert desk.get("calls", "old") is old
    assert desk.get("calls", "none") is None
    found = desk.get("calls", "new")
    assert found is not None
    assert found.id == "new"
    assert asked == [("calls", "old"), ("calls", "none")]
    assert len(desk.of("calls")) == 1


def test_profile_and_clients() -> None:
    assert Book().profile is None
    desk = book(profile("11-03 09:00"), replace(profile("11-02 09:00"), id="q"), client("ml"), client("sh"))
    assert desk.profile is not None
    assert desk.profile.id == "q"
    assert set(desk.clients) == {"ml", "sh"}


def test_calls_in_time() -> None:
    desk = book(call("c", "11-24 12:00"), call("a", "11-24 10:00"), call("b", "11-24 11:00", way="in"))
    assert [c.id for c in desk.calls_between(at("11-24 10:00"), at("11-24 12:00"))] == ["a", "b"]
    assert [c.id for c in desk.calls_of("ml", at("11-24 12:00"))] == ["b", "a"]
    assert list(desk.calls_of("sh", at("11-24 12:00"))) == []
    out = desk.outgoing("ml", at("11-24 10:01"))
    assert out is not None
    assert out.id == "c"
    assert desk.outgoing("ml", at("11-24 10:01"), at("11-24 12:00")) is None
    assert desk.outgoing(None, at("11-24 10:01")) is None


def test_a_call_that_moves_is_found_where_it_is() -> None:
    desk = book(call("a", "11-24 10:00", serves=["x"]), call("b", "11-24 11:00"))
    assert [c.id for c in desk.calls_between(at("11-24 00:00"), at("11-25 00:00"))] == ["a", "b"]
    desk.apply("calls", "a", call("a", "11-24 12:00", client_id="sh"))
    assert [c.id for c in desk.calls_between(at("11-24 00:00"), at("11-25 00:00"))] == ["b", "a"]
    assert desk.outgoing("sh", at("11-24 00:00")) is not None
    assert [c.id for c in desk.calls_of("ml", at("11-25 00:00"))] == ["b"]
    assert not desk.serving("x")
    desk.apply("calls", "a", None)
    desk.apply("calls", "a", None)
    assert [c.id for c in desk.of("calls")] == ["b"]
    assert list(desk.calls_of("sh", at("11-25 00:00"))) == []


def test_items_by_call_and_card() -> None:
    item = made(Item, "i", "11-24 10:00", call_id="c", n=1, at=at("11-24 10:00"), mark="$", text="t")
    desk = book(item)
    assert [i.id for i in desk.items_of("c")] == ["i"]
    assert [i.id for i in desk.live("items")] == ["i"]
    desk.apply("items", "i", replace(item, card_id="k"))
    assert [i.id for i in desk.items_on("k")] == ["i"]
    assert not desk.live("items")
    desk.apply("items", "i", None)
    assert not desk.items_of("c")
    assert not desk.items_on("k")


def test_touched_since() -> None:
    todo = made(Todo, "a", "11-24 10:00", text="t", day=date(2026, 11, 24))
    desk = book(todo, replace(todo, id="b", updated_at=at("11-24 11:00")))
    assert [r.id for r in desk.touched("todos", at("11-24 10:30"))] == ["b"]
    desk.apply("todos", "a", replace(todo, done=fact("11-24 12:00"), updated_at=at("11-24 12:00")))
    assert [r.id for r in desk.touched("todos", at("11-24 10:30"))] == ["b", "a"]
    assert [r.id for r in desk.live("todos")] == ["b"]


def test_fulfilments_and_closed_days_of_two_machines() -> None:
    first = made(
        Fulfilment,
        "f",
        "11-24 10:00",
        rule="week.call",
        subject="ml",
        period="2026-W48",
        done=fact("11-24 10:00"),
    )
    desk = book(replace(first, id="g", done=fact("11-24 11:00")), first)
    found = desk.fulfilment("week.call", "ml", "2026-W48")
    assert found is not None
    assert found.id == "f"
    desk.apply("fulfilments", "f", None)
    found = desk.fulfilment("week.call", "ml", "2026-W48")
    assert found is not None
    assert found.id == "g"
    assert desk.fulfilment("week.call", "sh", "2026-W48") is None
    desk.apply("days", "d", made(Day, "d", "11-24 18:00", day=date(2026, 11, 24), closed=fact("11-24 18:00")))
    assert desk.day(date(2026, 11, 24)) is not None
    assert desk.day(date(2026, 11, 25)) is None


def test_whether_anything_was_recorded() -> None:
    """Any change counts on the day on which it was made, whatever time it tells of; the profile apart."""
    day, next_day = at("11-24 00:00"), at("11-25 00:00")
    desk = book(profile("11-24 09:00"))
    assert not desk.active(day, next_day)
    card = made(
        Card,
        "k",
        "11-20 10:00",
        number="1",
        client_id="ml",
        title="t",
        requested_at=at("11-20 10:00"),
        opened_at=at("11-20 10:00"),
    )
    desk.apply("cards", "k", card)
    assert not desk.active(day, next_day)
    desk.apply("cards", "k", replace(card, schedule_sent=fact("11-24 15:00")))
    assert not desk.active(day, next_day)
    desk.apply("cards", "k", replace(card, updated_at=at("11-24 15:00")))
    assert desk.active(day, next_day)
    assert not desk.active(next_day, next_day + timedelta(days=1))
    desk.apply(
        "cards", "k", replace(card, updated_at=at("11-26 15:00"), earlier=[at("11-20 10:00"), at("11-24 15:00")])
    )
    assert desk.active(day, next_day)
    desk.apply("cards", "k", card)
    assert not desk.active(day, next_day)
