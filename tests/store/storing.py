"""Records, desks and small acts that the store's tests share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from aetui.domain.records import Call, Card, Client, Item, Record, Todo
from aetui.store import DeskDB, Edit, edits_of

CN = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 23, 9, 32, tzinfo=CN)


def item(key: str, text: str = "报价", at: datetime = NOW, **more: Any) -> Item:
    return Item(id=key, created_at=at, updated_at=at, call_id="c1", n=1, at=at, text=text, **more)


def client(key: str, name: str = "梅林食品", at: datetime = NOW) -> Client:
    return Client(id=key, created_at=at, updated_at=at, name=name, short=name[:2])


def call(key: str, at: datetime = NOW) -> Call:
    return Call(id=key, created_at=at, updated_at=at, at=at, way="in")


def card(key: str, number: str, title: str = "海报", at: datetime = NOW, **more: Any) -> Card:
    return Card(
        id=key,
        created_at=at,
        updated_at=at,
        number=number,
        client_id="x",
        title=title,
        requested_at=at,
        opened_at=at,
        **more,
    )


def todo(key: str, text: str = "改稿", at: datetime = NOW, **more: Any) -> Todo:
    return Todo(id=key, created_at=at, updated_at=at, text=text, day=at.date(), **more)


def commit(
    store: DeskDB,
    *records: Record,
    delete: Iterable[tuple[str, str]] = (),
    verb: str = "test",
    at: datetime = NOW,
    **args: str,
) -> list[Edit]:
    with store.change(verb, args, at) as writing:
        writing.hear()
        for record in records:
            writing.keep(record)
        for kind, record_id in delete:
            writing.drop(kind, record_id)
    return edits_of(writing.touched)


def opened(path: Path, program: str = "test") -> DeskDB:
    return DeskDB(path, program=program)


def content(store: DeskDB) -> dict[tuple[str, str], Record]:
    """Every record of a desk."""
    from aetui.domain.records import KINDS

    return {(kind, record.id): record for kind in KINDS for record in store.table(kind).records()}


def texts(store: DeskDB) -> list[str]:
    return [record.text for record in store.table("items").records() if isinstance(record, Item)]


def kept_open(path: Path, count: int = 3) -> DeskDB:
    """A desk with items in its file, and `count` more that stand only in its journal (i0, i1, ...)."""
    first = opened(path)
    commit(first, client("c"), item("base", "底"))
    first.close()
    store = opened(path)
    for n in range(count):
        commit(store, item(f"i{n}", f"行{n}"))
    return store


def let_go(store: DeskDB) -> None:
    """End as a killed program does: nothing is folded."""
    store.file.close()
