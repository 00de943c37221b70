"""The client book (R1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from aetui.desk import names
from aetui.desk.core import Change, Desk
from aetui.domain.errors import BadInput
from aetui.domain.records import Client, Contact, Slot

Who = str | Client | None
"""A client as a verb takes it: the record, or what the user typed for it."""


def resolve(desk: Desk, who: Who, change: Change | None = None) -> Client | None:
    """The client meant. With `change`, one who isn't in the book is taken into it. Raises NotThere, BadInput."""
    if who is None or isinstance(who, Client):
        return who
    clients = [c for c in desk.book.live("clients") if isinstance(c, Client)]
    if change is not None and not names.matches(clients, who):
        return _new(change, who)
    active = [c for c in clients if c.active]
    return names.the_one(active if names.matches(active, who) else clients, who, "client")


def matching(desk: Desk, typed: str) -> list[Client]:
    """The active clients that `typed` may mean, the best first."""
    clients = sorted(
        (c for c in desk.book.live("clients") if isinstance(c, Client) and c.active), key=lambda c: c.created_at
    )
    return names.matches(clients, typed)


def add_client(
    desk: Desk,
    name: str,
    now: datetime,
    *,
    short: str | None = None,
    contacts: Sequence[Contact] = (),
    report: Slot | None = None,
    products: str | None = None,
    market: str | None = None,
    keys: list[str] | None = None,
) -> Client:
    """Take a client into the book. `keys`: how the name may be typed, where the caller reckoned them already
    (`names.keys_of` imports pypinyin). Raises BadInput for an empty name or one that is there."""
    clean = name.strip()
    if not clean:
        raise BadInput("client.name_empty")
    with desk.change("client.add", now, client=clean) as change:
        for other in desk.book.live("clients"):
            if isinstance(other, Client) and names.fold(other.name) == names.fold(clean):
                raise BadInput("client.exists", name=other.name)
        client = _new(
            change, clean, short=short, contacts=contacts, report=report, products=products, market=market, keys=keys
        )
    return client


def change_client(
    desk: Desk,
    client: Client,
    now: datetime,
    *,
    name: str | None = None,
    short: str | None = None,
    report: Slot | None = None,
    products: str | None = None,
    market: str | None = None,
    active: bool | None = None,
    contacts: Sequence[Contact] = (),
) -> Client:
    """Correct or add to what the book says of a client; None leaves a field as it is."""
    with desk.change("client.set", now, client=client.short) as change:
        old = change.get(Client, client.id) or client
        known = {c.name for c in contacts}
        new = replace(
            old,
            name=name or old.name,
            short=short or (names.short_name(name) if name else old.short),
            report=report or old.report,
            products=products if products is not None else old.products,
            market=market if market is not None else old.market,
            active=old.active if active is None else active,
            contacts=[c for c in old.contacts if c.name not in known] + [with_keys(c) for c in contacts],
        )
        if (new.name, new.short) != (old.name, old.short):
            new = replace(new, keys=names.keys_of(new.name, new.short))
        new = change.put(new)
    return new


def with_keys(contact: Contact) -> Contact:
    return contact if contact.keys else replace(contact, keys=names.keys_of(contact.name))


def _new(
    change: Change,
    name: str,
    *,
    short: str | None = None,
    contacts: Sequence[Contact] = (),
    report: Slot | None = None,
    products: str | None = None,
    market: str | None = None,
    keys: list[str] | None = None,
) -> Client:
    brief = (short or names.short_name(name.strip())).strip()
    return change.new(
        Client,
        name=name.strip(),
        short=brief,
        keys=names.keys_of(name.strip(), brief) if keys is None else keys,
        contacts=[with_keys(c) for c in contacts],
        report=report,
        products=products,
        market=market,
    )
