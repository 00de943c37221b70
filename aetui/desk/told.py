"""What was done for a client in a span of time: what is told on the phone, in the week's report and in the month's, is one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from aetui.desk.core import Desk, R
from aetui.desk.window import around, beyond
from aetui.domain.book import Book
from aetui.domain.records import KIND_OF, Card, Client, Item, Meeting, Memo, Paper, Record
from aetui.domain.talk import News, in_time, news
from aetui.domain.talk.done import done_for


def done_in(
    desk: Desk,
    client: Client,
    begin: datetime,
    end: datetime,
    now: datetime,
    *,
    seen: Callable[[Record], Record] = lambda r: r,
    book: Book | None = None,
) -> list[News]:
    """What was done for that client in (begin, end], in its order. `seen`: each record as whoever is told may see it. `book`: one
    that holds what was done in these days (`window`), where it was read already."""
    if book is None:
        days = desk.local(begin).date(), desk.local(end).date()
        book = around(desk, *days, now) if beyond(begin, now) else desk.book
    kept = book

    def since(kind: type[R]) -> Iterable[R]:
        held = kept.touched(KIND_OF[kind], begin) if kept is desk.book else kept.all_of(kind)
        return (r for r in held if isinstance(r, kind) and _client(r) == client.id)

    def _client(record: Record) -> str | None:
        own: str | None = getattr(record, "client_id", None)
        card = desk.get(Card, getattr(record, "card_id", None)) if own is None else None
        return card.client_id if card is not None else own

    cards = [seen(c) for c in kept.all_of(Card) if c.client_id == client.id]
    meetings = [seen(m) for m in kept.all_of(Meeting) if m.client_id == client.id]
    about: dict[str, Record] = {record.id: record for record in (*cards, *meetings)}
    beside = [*meetings, *(seen(r) for kind in (Paper, Item, Memo) for r in since(kind))]
    for record in beside:  # what they name may lie further back
        for named, key in ((Card, "card_id"), (Meeting, "meeting_id")):
            other = getattr(record, key, None)
            if other and other not in about and (there := desk.get(named, other)) is not None:
                about[other] = seen(there)
    found = news([c for c in cards if isinstance(c, Card)], begin, end)
    return sorted([*found, *done_for(beside, about, begin, min(end, now), desk.calendar)], key=in_time)
