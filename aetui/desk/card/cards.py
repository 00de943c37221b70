"""Work cards (R6, D4): opened in the same breath as the client asks."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from msgspec.structs import replace

from aetui.desk.book.clients import Who, resolve
from aetui.desk.core import Change, Desk
from aetui.desk.find.finder import find_one
from aetui.domain import marks
from aetui.domain.cards.numbers import in_order
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Brief, Call, Card, Item, WorkKind


def card_by_number(desk: Desk, number: str, change: Change | None = None) -> Card | None:
    """The card of that number, also one long closed, or one that this very change opened."""
    for card in (*(change.made(Card) if change else ()), *desk.book.of("cards")):
        if isinstance(card, Card) and card.number == number:
            return card
    return next((c for c in desk.store.table("cards").pointing("number", [number]) if isinstance(c, Card)), None)


def the_card(desk: Desk, said: str) -> Card:
    """The card that is meant: its number, or words of its title. Raises NotThere, BadInput where several are."""
    exact = card_by_number(desk, said.strip())
    return exact or find_one(desk.book.live_of(Card), said, past=desk.each(Card), kind="card", number=said)


def card_in(desk: Desk, said: str, change: Change) -> Card:
    """The card that is meant, as a change leaves it. Raises NotThere, BadInput where several are."""
    made = next((c for c in change.made(Card) if said.strip() in (c.number, c.id)), None)
    if made is not None:
        return made
    found = the_card(desk, said)
    return change.get(Card, found.id) or found


def open_card(
    desk: Desk,
    title: str,
    now: datetime,
    *,
    client: Who,
    requested_at: datetime | None = None,
    deliver_at: datetime | None = None,
    kind: WorkKind | None = None,
    item: Item | None = None,
    what: str | None = None,
) -> Card:
    """Open a card (D4), for an item that still lacks one where `item` is given. `what`: the job order's words."""
    clean = title.strip()
    if not clean:
        raise BadInput("card.title_empty")
    if requested_at is not None and requested_at > now:
        raise BadInput("card.requested_later")
    asked_at = requested_at or (item.at if item else now)
    if deliver_at is not None and deliver_at <= asked_at:
        raise BadInput("card.deliver_before")
    with desk.change("card.open", now, title=clean) as change:
        who = resolve(desk, client)
        if who is None:
            raise BadInput("card.needs_client")
        card = change.new(
            Card,
            number=next_number(change, asked_at),
            client_id=who.id,
            title=clean,
            brief=Brief(what=item.text if item else what),
            requested_at=asked_at,
            opened_at=now,
            deliver_at=deliver_at,
            kind=kind,
            item_id=item.id if item else None,
        )
        if item is not None:
            link_item(change, item.id, card)
        change.args["number"] = card.number
    return card


def open_card_for(change: Change, call: Call, item: Item, *, title: str, keep: Card | None = None) -> Card:
    """The card that a `+` item opens, requested at the call's time (D4). `keep`: the card it had before the
    item was written anew keeps its number, and its own words once it was worked on."""
    assert call.client_id is not None
    if keep is not None:
        if not untouched(keep):
            return keep
        return change.put(replace(keep, title=title, brief=replace(keep.brief, what=item.text), deliver_at=item.due))
    return change.new(
        Card,
        number=next_number(change, call.at),
        client_id=call.client_id,
        title=title,
        brief=Brief(what=item.text),
        requested_at=call.at,
        requested_by=call.contact,
        opened_at=change.now,
        deliver_at=item.due,
        item_id=item.id,
    )


def link_item(change: Change, item_id: str, card: Card) -> Item:
    """Put an item (money, Y3; work asked for, D4) on a card."""
    item = change.need(Item, item_id, "item.unknown", id=item_id)
    return change.put(replace(item, card_id=card.id, carded_at=change.now))


def client_cards(desk: Desk, client_id: str | None) -> list[Card]:
    """The cards in hand of that client, or of nobody in particular all of them, by number."""
    return [card for card in hand_cards(desk) if client_id is None or card.client_id == client_id]


def short_number(change: Change, said: str, client_id: str | None) -> Card | None:
    """The card whose number stands in these words, or, where they are a number alone (`002`, `2`), the client's open card of
    that running number. None where the words name none. Raises NotThere for a number that no card has."""
    number = marks.card_number(said)
    if number:
        card = card_by_number(change.desk, number, change)
        if card is None:
            raise NotThere("card.unknown", name=number)
        return card
    digits = unicodedata.normalize("NFKC", said).strip()
    if not (digits.isascii() and digits.isdecimal()):
        return None
    found = [
        c for c in client_cards(change.desk, client_id) if c.number[5:].isdecimal() and int(c.number[5:]) == int(digits)
    ]
    if not found:
        raise NotThere("card.unknown", name=said)
    if len(found) > 1:
        raise BadInput("card.several", said=said, cards=[f"{c.number} {c.title}" for c in found])
    return found[0]


def next_number(change: Change, when: datetime) -> str:
    """The next `YYMM-NNN` of the month. The file is locked while a change is made, so two never collide; nor does it
    with a card that can't be read."""
    prefix = change.desk.local(when).strftime("%y%m-")
    taken = [c.number for c in change.desk.book.of("cards") if isinstance(c, Card)]
    taken += [c.number for c in change.made(Card)]
    taken += change.desk.store.numbers_out_of_sight()
    last = max((int(n[5:]) for n in taken if n.startswith(prefix) and n[5:].isdecimal()), default=0)
    return f"{prefix}{last + 1:03d}"


def untouched(card: Card) -> bool:
    """Nothing was done on the card since it was opened."""
    return not (
        card.schedule_sent
        or card.steps
        or card.estimates
        or card.money
        or card.works
        or card.delivered
        or card.waived
        or card.state != "open"
    )


def hand_cards(desk: Desk) -> list[Card]:
    """The cards in hand (Y2), the oldest number first."""
    cards = [c for c in desk.book.live("cards") if isinstance(c, Card) and c.state != "closed"]
    return sorted(cards, key=in_order)
