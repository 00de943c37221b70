"""The client book's contacts from and to vCard files (R1)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from aetui.desk.clients import take_contacts
from aetui.desk.core import Desk
from aetui.desk.output import write_file
from aetui.documents.vcard import read_vcards, write_vcards
from aetui.domain.errors import BadInput
from aetui.domain.records import Client


def import_vcards(desk: Desk, path: Path, now: datetime, *, client: str | None = None) -> tuple[int, int]:
    """Take the people of a vCard file into the book: their organisation is the client, `client` of those that name
    none. All or nothing. Answers how many contacts are new, and changed. Raises BadInput naming file and line."""
    entries = []
    for entry in read_vcards(path):
        name = entry.organisation or client
        if not name:
            raise BadInput("vcard.no_client", file=path, line=entry.line, name=entry.contact.name)
        entries.append((name, entry.contact))
    return take_contacts(desk, entries, now)


def export_vcards(desk: Desk, path: Path) -> int:
    """Write every contact of the active clients; answers how many. Raises BadInput where it can't be written."""
    clients = [c for c in desk.book.live("clients") if isinstance(c, Client) and c.active]
    clients.sort(key=lambda c: c.created_at)
    write_file(path, write_vcards(clients).encode())
    return sum(len(c.contacts) for c in clients)
