"""What happened on a desk, as events: found in what stands on it, so that whichever program looks finds the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import Any

import msgspec

from aetui.desk.core import Desk
from aetui.desk.day.reminders import reminded
from aetui.desk.day.today import client_name
from aetui.desk.events.hooks import CLOSED, LATE, SENT, SOON
from aetui.desk.obligations import as_json
from aetui.domain.obligations import Obligation
from aetui.domain.records import Day, Paper
from aetui.domain.text import for_client
from aetui.locales import Texts
from aetui.locales.dates import day_number, when
from aetui.locales.wording import title

VERSION = 1
"""Of the JSON that a command is given."""
TURNS = {"soon": SOON, "overdue": LATE}


class Happening(msgspec.Struct, frozen=True):
    """One thing that happened: of which event, by which it is known again, when (None: it stands), and how it is told."""

    event: str
    key: str
    at: datetime | None
    told: Callable[[], HowTold]


class HowTold(msgspec.Struct, frozen=True):
    """How it is told: a sentence, a title, a time, and all that a list of the house shows of it."""

    text: str
    title: str
    time: str | None
    item: dict[str, Any]


def happened(desk: Desk, say: Texts, now: datetime, events: Collection[str]) -> Iterator[Happening]:
    """What of these events stands on the desk, the most urgent first. Cheap: how it is told is asked of those that are new."""
    if SOON in events or LATE in events:
        for owed in desk.obligations(now):
            event = TURNS.get(owed.state)
            if event is not None and event in events:
                yield Happening(event, f"{event} {owed.id}", None, _of_obligation(desk, say, owed, now))
    if CLOSED in events:
        for day in desk.book.all_of(Day):
            if day.closed is not None:
                yield Happening(CLOSED, f"{CLOSED} {day.day}", day.closed.at, _of_day(desk, say, day))
    if SENT in events:
        for paper in desk.book.all_of(Paper):
            yield Happening(SENT, f"{SENT} {paper.id}", paper.created_at, _of_paper(desk, say, paper, now))


def _of_obligation(desk: Desk, say: Texts, owed: Obligation, now: datetime) -> Callable[[], HowTold]:
    def told() -> HowTold:
        item = as_json(desk, say, owed, now)
        named = f"{client_name(desk, owed.client_id)} {title(say, owed, desk.rulebook)}".strip()
        return HowTold(reminded(desk, say, owed, now), named, item["due"], item)

    return told


def _of_day(desk: Desk, say: Texts, day: Day) -> Callable[[], HowTold]:
    def told() -> HowTold:
        closed = _iso(desk, day.closed.at) if day.closed else None
        said = say("event.day.closed", day=day_number(day.day))
        return HowTold(said, said, closed, {"day": day.day.isoformat(), "closed": closed})

    return told


def _of_paper(desk: Desk, say: Texts, paper: Paper, now: datetime) -> Callable[[], HowTold]:
    def told() -> HowTold:
        named, sent = for_client(paper.title), _iso(desk, paper.sent.at)
        item = {
            "id": paper.id,
            "kind": paper.kind,
            "title": paper.title,
            "number": paper.number,
            "client": client_name(desk, paper.client_id) or None,
            "to": paper.to,
            "sent": sent,
            "how": paper.sent.how,
        }
        time = when(say, desk.local(paper.sent.at), now)
        return HowTold(say("event.paper.sent", title=named, time=time), named, sent, item)

    return told


def _iso(desk: Desk, moment: datetime) -> str:
    return desk.local(moment).isoformat(timespec="seconds")


def as_event(
    event: str, told: list[HowTold], *, desk: str, whose: str | None, say: Texts, now: datetime
) -> dict[str, Any]:
    """What a command reads on its standard input: the most urgent first, the others in `items` beside it."""
    first = told[0]
    return {
        "aetui": VERSION,
        "event": event,
        "at": now.isoformat(timespec="seconds"),
        "desk": desk,
        "whose": whose,
        "lang": say.lang,
        "text": say("remind.more", said=first.text, n=len(told) - 1) if len(told) > 1 else first.text,
        "title": first.title,
        "time": first.time,
        "items": [one.item for one in told],
    }
