"""On the phone (D2, D3): calls and their items, each item safe on disk before the next is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from aetui.desk.book.clients import Who, resolve
from aetui.desk.card.cards import card_by_number, open_card_for, untouched
from aetui.desk.core import Change, Desk
from aetui.domain import marks
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.lines import item as item_line
from aetui.domain.lines.item import ItemLine
from aetui.domain.marks import Mark
from aetui.domain.records import Call, Card, Channel, Client, Fact, Item, Made, Memo, Record, Todo, Way
from aetui.domain.text import cleaned, parted
from aetui.domain.whose import is_me
from aetui.locales import LANGS

Timing = Literal["read", "none"]
"""Whether an item's due time is read from its words, or dropped."""


class Logged(msgspec.Struct, frozen=True):
    """An item as it was written, and what it led to."""

    item: Item
    made: Record | None


def understand(desk: Desk, line: str, now: datetime, *, timing: Timing = "read") -> ItemLine:
    """What a line means, without writing anything. Pure in the desk's state; cheap enough for each key."""
    cal = desk.calendar if item_line.may_be_timed(line) else None  # a quick note pays for what it uses
    return item_line.read(line, now=now, cal=cal, known=_owners(desk, line), timed=timing == "read")


def written(desk: Desk, item: Item, lang: str) -> str:
    """An item as it would be typed."""
    known = _owners(desk, "@") if item.owner else ()
    return item_line.write(item, cal=desk.calendar, known=known, lang=lang)


def usual_due(desk: Desk, mark: Mark, now: datetime) -> datetime | None:
    """When what an item of that mark starts falls due if no time is typed; None where nothing does."""
    from aetui.domain.derive.moment import Moment

    rule = desk.rulebook.rules.get(marks.ROWS[mark].rule)
    if rule is None or not rule.on or rule.due_at.kind not in ("elapsed", "working", "working_days", "day_end"):
        return None
    return Moment(desk.book, desk.rulebook, now, desk.calendar, None, False).after(rule, now)


def begin_call(
    desk: Desk,
    now: datetime,
    *,
    client: Who = None,
    way: Way = "in",
    contact: str | None = None,
    channel: Channel = "phone",
    new: bool = False,
) -> Call:
    """A call begins (or is missed). `new`: a client who isn't known yet is taken into the book."""
    with desk.change("call.begin", now, way=way) as change:
        call = _begin(change, client=client, way=way, contact=contact, channel=channel, new=new)
    return call


def record_call(
    desk: Desk,
    now: datetime,
    lines: Sequence[str],
    *,
    client: Who,
    way: Way = "in",
    contact: str | None = None,
    channel: Channel = "phone",
    new: bool = False,
) -> tuple[Call, list[Logged]]:
    """A whole call at once, as one change: typed after hanging up, or by a script."""
    if way == "missed" and lines:
        raise BadInput("call.missed_items")
    with desk.change("call.record", now, way=way, items=str(len(lines))) as change:
        call = _begin(change, client=client, way=way, contact=contact, channel=channel, new=new)
        logged = [_log(change, call, line, n) for n, line in enumerate(lines, 1)]
        if way != "missed":
            call = change.put(replace(call, ended_at=now))
    return call, logged


def log_item(desk: Desk, call_id: str, line: str, now: datetime, *, timing: Timing = "read") -> Logged:
    """Write one line of a call; when this returns, it is on disk. Raises BadInput for an empty line."""
    line = cleaned(line).strip()
    with desk.change("call.item", now, text=line) as change:
        call = call_in(change, call_id)
        n = 1 + max((i.n for i in desk.book.items_of(call_id)), default=0)
        logged = _log(change, call, line, n, timing=timing)
    return logged


def edit_item(desk: Desk, item_id: str, line: str, now: datetime, *, timing: Timing = "read") -> Logged:
    """Write an item anew: what the old wording had led to goes or changes with it, as one change. What became of it since
    stays: that a promise was kept, a card that was worked on, a to-do that was carried over or done. A line that says what the
    item says already changes nothing."""
    line = cleaned(line).strip()
    before = desk.get(Item, item_id)
    if before is not None and _says(desk, line, before, timing):
        return Logged(before, _made(desk, before))
    with desk.change("call.edit", now, text=line) as change:
        old = _item(change, item_id)
        call = call_in(change, old.call_id)
        logged = _log(change, call, line, old.n, timing=timing, old=old, made=unmake(change, old))
    return logged


def retract_item(desk: Desk, item_id: str, now: datetime) -> None:
    """Take an item back, with what it had led to."""
    with desk.change("call.retract", now) as change:
        old = _item(change, item_id)
        change.args["text"] = old.text
        unmake(change, old)
        change.delete(old)


def set_call(
    desk: Desk,
    call_id: str,
    now: datetime,
    *,
    client: Who = None,
    way: Way | None = None,
    contact: str | None = None,
    channel: Channel | None = None,
) -> Call:
    """Say more about a call, or correct it, also after it was hung up: who, which way, with whom. Its items and cards follow
    the client, who asked for its cards the contact. Raises BadInput where a call with items would be a missed one."""
    with desk.change("call.set", now) as change:
        call = old = call_in(change, call_id)
        if way == "missed" and items_of(desk, call_id):
            raise BadInput("call.missed_items")
        who = resolve(desk, client) if client is not None else None
        moved = who is not None and who.id != call.client_id
        call = change.put(
            replace(
                call,
                client_id=who.id if who else call.client_id,
                way=way or call.way,
                contact=contact if contact is not None else (None if moved else call.contact),
                channel=channel or call.channel,
                returned=call.returned if (way or call.way) == "missed" else None,
            )
        )
        if moved:
            _follow(change, call)
        elif call.contact != old.contact:
            for card in _cards_of(change, call):
                if card.requested_by == old.contact:
                    change.put(replace(card, requested_by=call.contact))
        if old.way == "out" and (moved or call.way != "out"):
            unreturn_missed(change, old)
        if call.way == "out":
            _return_missed(change, call)
    return call


def end_call(desk: Desk, call_id: str, now: datetime, *, answered: Iterable[str] = ()) -> Call:
    """Hang up. `answered`: ids of the client's open `?` items that this call answered (D3)."""
    with desk.change("call.end", now) as change:
        call = change.put(replace(call_in(change, call_id), ended_at=now))
        for item_id in answered:
            item = change.get(Item, item_id)
            if item is not None and item.done is None:
                change.put(replace(item, done=Fact(at=now)))
    return call


def open_questions(desk: Desk, client_id: str) -> list[Item]:
    """What the client still waits for an answer to, oldest first."""
    waiting = [
        item
        for item in desk.book.live("items")
        if isinstance(item, Item)
        and item.mark == "?"
        and item.client_id == client_id
        and item.done is None
        and "call.return" not in item.waived
    ]
    return sorted(waiting, key=lambda item: (item.at, item.n))


def items_of(desk: Desk, call_id: str) -> list[Item]:
    """The items of a call in their order, however long ago it was."""
    found = list(desk.book.items_of(call_id)) or [i for i in desk.each(Item) if i.call_id == call_id]
    return sorted(found, key=lambda i: (i.n, i.id))


def promise_to_question(desk: Desk, item_id: str, now: datetime) -> Logged:
    """N1: turn a promise made on the spot into a question to come back on."""
    item = desk.get(Item, item_id)
    if item is None:
        raise NotThere("item.unknown", id=item_id)
    return edit_item(desk, item_id, f"? {item.text}", now)


# Inside


def _says(desk: Desk, line: str, item: Item, timing: Timing) -> bool:
    """Whether a line says of an item what it is: it is the one that was put up for editing, or means the same."""
    if timing == "read" and cleaned(line).strip() in [written(desk, item, lang) for lang in LANGS]:
        return True
    meant = understand(desk, line, item.at, timing=timing)
    return (meant.mark, meant.owner, meant.text, meant.due) == (item.mark, item.owner, item.text, item.due)


def _made(desk: Desk, item: Item) -> Record | None:
    if item.made is None:
        return None
    kinds: dict[str, type[Record]] = {"card": Card, "todo": Todo, "memo": Memo}
    kind = kinds.get(item.made.type)
    return desk.get(kind, item.made.id) if kind else None


def _item(change: Change, item_id: str) -> Item:
    return change.need(Item, item_id, "item.unknown", id=item_id)


def call_in(change: Change, call_id: str) -> Call:
    """The call as a change leaves it. Raises NotThere."""
    return change.need(Call, call_id, "call.unknown", id=call_id)


def _begin(change: Change, *, client: Who, way: Way, contact: str | None, channel: Channel, new: bool) -> Call:
    who = resolve(change.desk, client, change=change if new else None)
    call = change.new(
        Call,
        at=change.now,
        way=way,
        client_id=who.id if who else None,
        contact=contact_of(who, contact),
        channel=channel,
    )
    if who:
        change.args.setdefault("client", who.short)
    if way == "out":
        _return_missed(change, call)
    return call


def contact_of(client: Client | None, asked: str | None) -> str | None:
    """The contact's name as the book has it, where the book knows one; else as typed. Raises BadInput when
    two match equally."""
    said = (asked or "").strip()
    if not said or client is None:
        return said or None
    from aetui.desk.find.finder import find_one, matches

    return find_one(client.contacts, said).name if matches(client.contacts, said) else said


def _return_missed(change: Change, call: Call) -> None:
    """D3: a call out to a client calls back what was missed from them before."""
    if call.client_id is None:
        return
    for missed in change.desk.book.live("calls"):
        if (
            isinstance(missed, Call)
            and missed.way == "missed"
            and missed.client_id == call.client_id
            and missed.returned is None
            and missed.at <= call.at
            and missed.id != call.id
        ):
            change.put(replace(missed, returned=Fact(at=call.at)))


def unreturn_missed(change: Change, call: Call) -> None:
    """What a call seemed to call back is still to be called back: it was no such call after all."""
    for missed in list(change.desk.book.of("calls")):
        if (
            isinstance(missed, Call)
            and missed.way == "missed"
            and missed.client_id == call.client_id
            and missed.returned == Fact(at=call.at)
        ):
            change.put(replace(missed, returned=None))


def _cards_of(change: Change, call: Call) -> list[Card]:
    """The cards that this call opened."""
    made = [item.made.id for item in items_of(change.desk, call.id) if item.made and item.made.type == "card"]
    return [card for card_id in made if (card := change.get(Card, card_id)) is not None]


def _follow(change: Change, call: Call) -> None:
    """What was said and what it led to belongs to the client that the call turned out to be with."""
    for item in items_of(change.desk, call.id):
        item = change.put(replace(item, client_id=call.client_id))
        if item.mark == "+" and item.card_id is None:
            opened = open_card_for(change, call, item, title=marks.headline(item.text))
            change.put(replace(item, made=Made(type="card", id=opened.id), card_id=opened.id))
            continue
        made = item.made
        if made and made.type == "card" and (card := change.get(Card, made.id)) and call.client_id:
            change.put(replace(card, client_id=call.client_id, requested_by=call.contact))
        if made and made.type == "todo" and (todo := change.get(Todo, made.id)):
            change.put(replace(todo, client_id=call.client_id))


def _log(
    change: Change,
    call: Call,
    line: str,
    n: int,
    *,
    timing: Timing = "read",
    old: Item | None = None,
    made: Record | None = None,
) -> Logged:
    """Write an item and what it leads to. `old`: the item that is written anew; `made`: what it had led to."""
    at = old.at if old else change.now
    meant = understand(change.desk, line, at, timing=timing)
    if not meant.text:
        raise BadInput("item.empty")
    named = card_by_number(change.desk, meant.number, change) if meant.number else None
    fields: dict[str, Any] = {
        "call_id": call.id,
        "client_id": call.client_id,
        "n": n,
        "at": at,
        "mark": meant.mark,
        "text": meant.text,
        "due": meant.due,
        "owner": meant.owner,
        "card_id": named.id if named else None,
        "made": None,
    }
    if old is not None and old.mark != meant.mark:
        fields |= {"done": None, "reported": []}  # it is another duty
    if old is not None and named is None and old.carded_at is not None and marks.ROWS[meant.mark].on_card:
        fields["card_id"] = old.card_id  # it was put there by hand
    item = change.put(replace(old, **fields)) if old else change.new(Item, **fields)
    if meant.mark == "+" and item.card_id is None and call.client_id is not None:
        kept = made if isinstance(made, Card) else None
        opened = open_card_for(change, call, item, title=_title(meant), keep=kept)
        return Logged(change.put(replace(item, made=Made(type="card", id=opened.id), card_id=opened.id)), opened)
    if meant.mark == "@":
        said = {
            "text": _words(meant),
            "owner": None if is_me(meant.owner or "", change.desk.owner) else meant.owner,
            "due": meant.due,
            "client_id": call.client_id,
            "card_id": item.card_id,
        }
        day = _day(change.desk, meant.due, at)
        if isinstance(made, Todo):
            todo = change.put(replace(made, **said, day=made.day if made.due == meant.due else day))
        else:
            todo = change.new(Todo, **said, day=day, item_id=item.id)
        return Logged(change.put(replace(item, made=Made(type="todo", id=todo.id))), todo)
    return Logged(item, None)


def unmake(change: Change, old: Item) -> Card | Todo | None:
    """Take back what an item had led to. What was worked on since stays; either way it is handed back, so that a new wording
    may keep it."""
    made = old.made
    if made is None:
        return None
    if made.type == "card":
        card = change.get(Card, made.id)
        if card is not None and untouched(card):
            change.delete(card)
        return card
    if made.type == "memo":
        memo = change.get(Memo, made.id)
        if memo is not None and memo.done is None:
            change.delete(memo)
        return None
    todo = change.get(Todo, made.id)
    if todo is not None and not (todo.done or todo.dropped or todo.carried or todo.chased):
        change.delete(todo)
    return todo


def _owners(desk: Desk, line: str) -> tuple[str, ...]:
    """Who may stand behind an `@`; the others pay for no names."""
    if not item_line.names_owner(line):
        return ()
    from aetui.desk.typed.lines import people

    return people(desk).owners


def _words(meant: ItemLine) -> str:
    """What is to be done, for whoever does it: without its time and the house's remark."""
    said = parted(meant.text)[0]
    return marks.without(said, *meant.span) if meant.span else said


def _title(meant: ItemLine) -> str:
    return marks.headline(meant.text, meant.span)


def _day(desk: Desk, due: datetime | None, now: datetime) -> date:
    return desk.local(due or now).date()
