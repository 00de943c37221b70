"""The client book (R1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack

from msgspec.structs import replace

from aetui.desk.core import Change, Desk, new_id
from aetui.desk.find import finder, names
from aetui.domain.errors import BadInput
from aetui.domain.records import About, Client, Contact, Note, Slot

Who = str | Client | None
"""A client as a verb takes it: the record, or what the user typed for it."""


def resolve(desk: Desk, who: Who, change: Change | None = None) -> Client | None:
    """The client meant. With `change`, one who isn't in the book is taken into it. Raises NotThere, BadInput."""
    if who is None or isinstance(who, Client):
        return who
    clients = [c for c in desk.book.live("clients") if isinstance(c, Client)]
    if change is not None and not finder.matches(clients, who):
        return new_client(change, who)
    active = [c for c in clients if c.active]
    return finder.find_one(active, who, past=clients, kind="client")


def at_head(desk: Desk, line: str) -> finder.Head[Client]:
    """The client whom a line begins with, or several that match equally; those who left only where nobody else is named."""
    clients = [c for c in desk.book.live("clients") if isinstance(c, Client)]
    found = finder.head([c for c in clients if c.active], line)
    return found if found.records else finder.head(clients, line)


def matching(desk: Desk, typed: str) -> list[Client]:
    """The active clients that `typed` may mean, the best first."""
    clients = sorted(
        (c for c in desk.book.live("clients") if isinstance(c, Client) and c.active), key=lambda c: c.created_at
    )
    return finder.matches(clients, typed)


class Known(TypedDict, total=False):
    """What is known of a new client. `keys`: how the name may be typed, where the caller reckoned them already
    (`names.keys_of` imports pypinyin). `notes`: what is known of them, each about one of the three."""

    short: str | None
    contacts: Sequence[Contact]
    report: Slot | None
    notes: Sequence[tuple[About, str]]
    keys: list[str] | None


def add_client(desk: Desk, name: str, now: datetime, **known: Unpack[Known]) -> Client:
    """Take a client into the book. Raises BadInput for an empty name or one that is there."""
    clean = name.strip()
    with desk.change("client.add", now, client=clean) as change:
        _check_name(desk, None, clean)
        client = new_client(change, clean, **known)
    return client


def short_taken_by(desk: Desk, client: Client) -> Client | None:
    """Who has the short name that this client would go by; None where the client has it."""
    usual = names.short_name(client.name)
    others = (c for c in desk.book.clients.values() if c.id != client.id and c.short == usual)
    return next(others, None) if client.short != usual else None


def write_client(
    desk: Desk,
    client_id: str,
    now: datetime,
    *,
    keys: list[str] | None = None,
    contacts: Sequence[Contact] = (),
    **said: Any,
) -> Client:
    """Say fields of a client anew, by the keys of `fields.CLIENT`; None leaves one, an empty text empties it. `keys`: as in
    `add_client`, where the name changes. `contacts`: each in the place of the one of its name, or behind the others.
    Raises NotThere, BadInput for an empty name or one that another client has."""
    from aetui.desk.fields import CLIENT, put

    with desk.change("client.set", now) as change:
        old = _client(change, client_id)
        change.args["client"] = old.short
        if said.get("name") is not None:
            _check_name(desk, old, said["name"])
        after = put(old, CLIENT, said)
        given = {c.name: with_keys(c) for c in contacts}
        people = [given.pop(c.name, c) for c in old.contacts]
        after = replace(after, short=after.short or names.short_name(after.name), contacts=[*people, *given.values()])
        if (after.name, after.short) != (old.name, old.short):
            after = replace(after, keys=names.keys_of(after.name, after.short) if keys is None else keys)
        if after != old:
            after = change.put(after)
    return after


def write_contact(desk: Desk, client_id: str, name: str | None, contact: Contact | None, now: datetime) -> Client:
    """The contact of that name written anew; None as name: a new one, None as contact: taken off. Raises NotThere,
    BadInput where another contact has the name."""
    with desk.change("client.set", now) as change:
        old = _client(change, client_id)
        change.args["client"] = old.short
        others = [c.name for c in old.contacts if c.name != name]
        if contact is not None and contact.name in others:
            raise BadInput("contact.exists", name=contact.name)
        fresh = [with_keys(contact)] if contact else []
        kept: list[Contact] = []
        for one in old.contacts:
            if one.name == name:
                kept += fresh
                fresh = []
            else:
                kept.append(one)
        client = change.put(replace(old, contacts=[*kept, *fresh]))
    return client


def _client(change: Change, client_id: str) -> Client:
    return change.need(Client, client_id, "client.unknown", name=client_id)


def _check_name(desk: Desk, own: Client | None, name: str) -> None:
    if not name.strip():
        raise BadInput("client.name_empty")
    for other in desk.book.live_of(Client):
        if (own is None or other.id != own.id) and names.fold(other.name) == names.fold(name):
            raise BadInput("client.exists", name=other.name)


def with_keys(contact: Contact) -> Contact:
    return contact if contact.keys else replace(contact, keys=names.keys_of(contact.name))


def new_client(change: Change, name: str, **known: Unpack[Known]) -> Client:
    """Inside a change: a client who isn't in the book."""
    brief = (known.get("short") or names.short_name(name.strip())).strip()
    keys = known.get("keys")
    return change.new(
        Client,
        name=name.strip(),
        short=brief,
        keys=names.keys_of(name.strip(), brief) if keys is None else keys,
        contacts=[with_keys(c) for c in known.get("contacts", ())],
        report=known.get("report"),
        notes=notes_of(known.get("notes", ()), change.now),
    )


def notes_of(said: Sequence[tuple[About, str]], now: datetime) -> list[Note]:
    """Texts, each about one of the three, as notes of now (R1); empty ones are none."""
    texts = [(about, " ".join(text.split())) for about, text in said]
    return [Note(id=new_id(), about=about, text=text, at=now) for about, text in texts if text]


def fold_company(name: str) -> str:
    """A company's name as it is compared: its legal form adds nothing."""
    return names.fold(names.without_form(name.strip()))
