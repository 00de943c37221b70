"""Before leave: everything that needs someone while the user is away, by client, the most pressing first (D8). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from aetui.domain.book import Book
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Absence, Card, Client, CoverLine, Memo, Todo

OWN = frozenset({"day.review", "absence.arrange"})
"""Duties that nobody else can have."""


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that needs a cover. `key`: an obligation's id, `KIND:ID` of a record, or `phone:CLIENT_ID`."""

    key: str
    what: str
    client_id: str | None = None
    due: datetime | None = None
    number: str | None = None
    obligation: Obligation | None = None


def needs(
    book: Book, owed: Iterable[Obligation], at_end: Sequence[Obligation], start: datetime, end: datetime
) -> list[Need]:
    """What falls due or turns soon in the absence: `owed` as of now, `at_end` as it would be at the absence's end if
    nobody did anything (so the calendar's duties of each day and client are in it); cards in hand, to-dos, memos;
    and for each active client without a line, who picks up the phone."""
    duties: dict[str, Obligation] = {}
    now_owed = list(owed)
    # That a step would be late is no thing of its own: the step stands there already.
    late_only = {o.id for o in at_end if o.rule == "trouble.report"} - {o.id for o in now_owed}
    for one in (*(o for o in at_end if o.id not in late_only), *now_owed):
        open_then = one.state in OPEN or one.state == "missed"
        if one.rule not in OWN and open_then and one.act_by <= end and (one.due >= start or one.state != "missed"):
            duties[one.id] = one
    found = [
        Need(key=o.id, what=o.what, client_id=o.client_id, due=o.act_by, number=o.number, obligation=o)
        for o in duties.values()
    ]
    spoken = {o.subject_id for o in duties.values()}
    numbers = {o.number for o in duties.values() if o.number}
    for card in book.live_of(Card):
        if card.state in ("open", "in_work") and card.number not in numbers:
            step = next((s for s in card.steps if s.done is None), None)
            what = f"{card.title}: {step.what}" if step else card.title
            found.append(
                Need(
                    key=f"cards:{card.id}",
                    what=what,
                    client_id=card.client_id,
                    due=step.due if step else card.deliver_at,
                    number=card.number,
                )
            )
    for todo in book.live_of(Todo):
        if todo.id not in spoken and todo.item_id not in spoken and todo.owner is None and todo.day <= end.date():
            found.append(Need(key=f"todos:{todo.id}", what=todo.text, client_id=todo.client_id, due=todo.due))
    for memo in book.live_of(Memo):
        if memo.id not in spoken and (memo.remind_at is None or memo.remind_at <= end):
            found.append(Need(key=f"memos:{memo.id}", what=memo.text, client_id=memo.client_id, due=memo.remind_at))
    named = {n.client_id for n in found}
    for client in book.live_of(Client):
        if client.active and client.id not in named:
            found.append(Need(key=f"phone:{client.id}", what=client.short, client_id=client.id))
    return _ordered(found, end)


def lines(stored: Sequence[CoverLine], needed: Sequence[Need]) -> tuple[list[CoverLine], list[Need]]:
    """The lines that still count, in the order of what is needed, and the needs that no line stands for yet. A line
    with a cover stays though its thing is done meanwhile; one without goes."""
    by_key = {line.key: line for line in stored if line.key}
    order = {need.key: n for n, need in enumerate(needed)}
    kept = [line for line in stored if line.key not in order and (line.cover or line.key is None)]
    standing = sorted((by_key[key] for key in order if key in by_key), key=lambda line: order[line.key or ""])
    return [*standing, *kept], [need for need in needed if need.key not in by_key]


def overlapping(absences: Iterable[Absence], start: datetime, end: datetime, but: str = "") -> Absence | None:
    """Another absence that stands and shares time with [start, end]."""
    return next(
        (a for a in absences if a.id != but and not (a.cancelled or a.returned) and a.start < end and start < a.end),
        None,
    )


def _ordered(found: list[Need], end: datetime) -> list[Need]:
    """By client, the client with the most pressing thing first; what is nobody's comes last."""
    first: dict[str | None, datetime] = {}
    for need in found:
        due = need.due or end
        first[need.client_id] = min(first.get(need.client_id, due), due)
    return sorted(
        found,
        key=lambda n: (n.client_id is None, first[n.client_id], n.client_id or "", n.due is None, n.due or end, n.key),
    )
