"""What starts an event rule, and what meets it, for items, calls, to-dos, memos and absences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from aetui.domain.derive.moment import Met, Moment
from aetui.domain.derive.starts import NoObligation, Stand, Start, stands
from aetui.domain.handover import arranged, lacking
from aetui.domain.marks import ROWS, TABLE
from aetui.domain.records import Absence, Call, Card, Fact, Item, Memo, Step, Todo

Trigger = Callable[[Moment, Any], Iterator[Start]]


def _item(m: Moment, item: Item) -> Iterator[Start]:
    yield Start(
        record=item,
        subject_type="item",
        subject_id=item.id,
        number=m.number_of(item.card_id),
        client_id=item.client_id,
        what=m.heading(item.text),
        owner=item.owner,
        source=ROWS[item.mark].source if item.mark == "$" else None,
        start=item.at,
        at=item.due,
    )


def _missed(_: Moment, call: Call) -> Iterator[Start]:
    if call.way == "missed":
        yield Start(
            record=call,
            subject_type="call",
            subject_id=call.id,
            client_id=call.client_id,
            what=call.contact or "",
            start=call.at,
        )


def _standing(m: Moment, kind: str, record: Todo | Memo, stand: Stand) -> Start:
    """What one of its due times starts."""
    return Start(
        record=record,
        since=stand.since,
        subject_type=kind,
        subject_id=record.id,
        number=m.number_of(record.card_id),
        client_id=record.client_id,
        what=record.text,
        start=stand.begin,
        at=stand.due,
        until=stand.until,
    )


def _todo_handed(m: Moment, todo: Todo) -> Iterator[Start]:
    """C3. Without a time it is someone else's until that day's end of work."""
    if not m.someone_else(todo.owner):
        return
    for stand in stands(todo.due or m.cal.day_end(todo.day), todo.since, todo.moved, todo.created_at):
        start = _standing(m, "todo", todo, stand)
        start.owner, start.cap = todo.owner, stand.due
        start.over = todo.dropped.at if todo.dropped else None
        yield start


def _memo(m: Moment, memo: Memo) -> Iterator[Start]:
    for stand in stands(memo.remind_at, memo.since, memo.moved, memo.created_at):
        yield _standing(m, "memo", memo, stand)


def _absence(_: Moment, absence: Absence) -> Iterator[Start]:
    if absence.cancelled is not None:
        return
    yield Start(
        record=absence,
        subject_type="absence",
        subject_id=absence.id,
        what=absence.why or "",
        start=absence.created_at,
        at=absence.start,
        cap=absence.end,
        lapse=absence.end,
        over=absence.returned.at if absence.returned else None,
    )


def _done(_: Moment, s: Start) -> Fact | None:
    """Kept, reported, shared: an item's own proof."""
    fact: Fact | None = s.record.done
    return fact


def _reported(_: Moment, s: Start) -> Fact | None:
    """R10. Of what is late `late` says itself what was told of it."""
    return s.record.done if isinstance(s.record, Item) and s.record.mark == "!" else None


def _returned(m: Moment, s: Start) -> Fact | None:
    if isinstance(s.record, Item):
        return s.record.done  # an answer is ticked: a call alone doesn't answer
    call: Call = s.record
    later = m.book.outgoing(call.client_id, call.at)
    if call.returned is None or (later is not None and later.at < call.returned.at):
        return Fact(at=later.at) if later else None
    return call.returned


def _carded(m: Moment, s: Start) -> Fact | None:
    """D4, Y3: the item stands on a card. A card opened in the same breath was never owed."""
    item: Item = s.record
    if item.card_id is None:
        return None
    at = item.carded_at
    if at is None and item.made is not None and item.made.type == "card":
        card = m.book.get("cards", item.card_id)
        at = card.opened_at if isinstance(card, Card) else None
    elif at is None and item.updated_at > item.created_at:
        at = item.updated_at
    if at is None or at <= item.at:
        raise NoObligation
    return Fact(at=at, how=m.number_of(item.card_id))


def _chased(_: Moment, s: Start) -> Fact | None:
    """C3: chased, or done without it."""
    subject: Step | Todo = s.part or s.record
    if subject.done and subject.done.at < s.start:
        raise NoObligation
    return first([*subject.chased, subject.done], s)


def first(facts: Iterable[Fact | None], s: Start) -> Fact | None:
    """The first of them that counts for what started."""
    found = (f for f in facts if f is not None and f.at >= s.start and (s.until is None or f.at < s.until))
    return min(found, key=lambda f: f.at, default=None)


def _memo_met(_: Moment, s: Start) -> Fact | None:
    """Sent or done before its time was set anew, nobody owes it again."""
    memo: Memo = s.record
    if any(fact.at < s.start for fact in (memo.sent, memo.done) if fact):
        raise NoObligation
    return first((memo.sent, memo.done), s)


def _arranged(m: Moment, s: Start) -> Fact | None:
    """D8: arranged it stays, with a line that is added later too; not where a cover who said yes goes away."""
    absence: Absence = s.record
    people = m.book.profile.people if m.book.profile else []
    kept = absence.all_covered
    if kept and (absence.arranged or not lacking(absence.lines, people, absence.start, absence.end).absent):
        return kept
    return arranged(absence, people)


MARKS = {**{f"item.{mark.trigger}": mark.sign for mark in TABLE if mark.trigger}, "promise.late": ">"}
"""The triggers that are items with a mark."""
TRIGGERS: dict[str, tuple[str, Trigger]] = {
    **{trigger: ("items", _item) for trigger in MARKS if trigger.startswith("item.")},
    "call.missed": ("calls", _missed),
    "todo.handed": ("todos", _todo_handed),
    "memo.remind": ("memos", _memo),
    "absence": ("absences", _absence),
}
MET: dict[str, Met] = {
    "card": _carded,
    "kept": _done,
    "shared": _done,
    "reported": _reported,
    "returned": _returned,
    "chased": _chased,
    "memo": _memo_met,
    "arranged": _arranged,
}
