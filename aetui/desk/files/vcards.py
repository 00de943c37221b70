"""The client book's contacts from and to vCard files (R1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path

import msgspec

from aetui.desk.arrive.merging import take_contacts
from aetui.desk.book.clients import fold_company
from aetui.desk.core import Desk
from aetui.desk.files.given import read_file
from aetui.desk.files.output import write_file
from aetui.desk.find.finder import find_one
from aetui.desk.find.look import Look
from aetui.documents.vcard import Cards, read_vcards, write_vcards
from aetui.domain.encoding import as_utf8
from aetui.domain.errors import BadInput
from aetui.domain.records import Client

COMPANY: Look[str] = Look("vcard.company", lambda name: (name,))
"""How a company of a file is looked up."""
MANY = 5
"""So many companies that aren't in the book are taken from a file without asking which are clients: each is owed a call on
Mondays and a report a week."""


class TakenContacts(msgspec.Struct, frozen=True):
    """What came of an import: contacts that are new and that changed; the lines that couldn't be read, the cards without any
    name, by the lines at which they begin, and those who are of no client that was chosen."""

    new: int
    changed: int
    unread: list[int] = []
    nameless: list[int] = []
    left: int = 0


def is_vcards(path: Path) -> bool:
    """Whether a file is to be read as vCards: it is called so, or begins as one. Raises BadInput for one that can't be read."""
    begin = as_utf8(read_file(path, 200)).lstrip().upper()
    return path.suffix.lower() in (".vcf", ".vcard") or begin.startswith(b"BEGIN:VCARD")


def _cards(path: Path) -> Cards:
    """What the file holds. Raises BadInput, for what is no ordinary file at once."""
    read_file(path, 1)
    return read_vcards(path)


def strange_companies(desk: Desk, path: Path) -> list[str]:
    """The companies of a vCard file that aren't in the book, in its order. Raises BadInput."""
    return _strange(desk, [entry.organisation for entry in _cards(path).entries])


def import_vcards(
    desk: Desk,
    path: Path,
    now: datetime,
    *,
    client: str | None = None,
    only: Collection[str] | None = None,
    everything: bool = False,
) -> TakenContacts:
    """Take the people of a vCard file into the book: their organisation is the client, `client` of those that name
    none. Of many companies that aren't in the book, those that `only` names, or `everything`, are taken. All or nothing. Raises
    BadInput naming file and line, or where many companies are new and nobody said which are clients; NotThere."""
    cards = _cards(path)
    strange = _strange(desk, [entry.organisation for entry in cards.entries])
    chosen = None if only is None else {find_one(strange, name, COMPANY) for name in only if name.strip()}
    if chosen is None and not everything and len(strange) > MANY:
        raise BadInput("vcard.many", file=path, n=len(strange), names=strange[:MANY])
    entries = []
    left = 0
    for entry in cards.entries:
        name = entry.organisation or client
        if name in strange and chosen is not None and name not in chosen:
            left += 1
        elif name:
            entries.append((name, entry.contact))
        elif chosen is not None or everything:
            left += 1
        else:
            raise BadInput("vcard.no_client", file=path, line=entry.line, name=entry.contact.name)
    if not cards.entries:
        raise BadInput("vcard.no_name", file=path, line=cards.nameless[0])
    new, changed = take_contacts(desk, entries, now)
    return TakenContacts(new, changed, cards.unread, cards.nameless, left)


def _strange(desk: Desk, companies: Iterable[str | None]) -> list[str]:
    known = {fold_company(name) for c in desk.book.clients.values() for name in (c.name, c.short)}
    return list(dict.fromkeys(name for name in companies if name and fold_company(name) not in known))


def export_vcards(desk: Desk, path: Path) -> int:
    """Write every contact of the active clients; answers how many. Raises BadInput where it can't be written."""
    clients = [c for c in desk.book.live("clients") if isinstance(c, Client) and c.active]
    clients.sort(key=lambda c: c.created_at)
    write_file(path, write_vcards(clients).encode())
    return sum(len(c.contacts) for c in clients)
