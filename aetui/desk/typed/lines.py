"""What is typed on this desk in one line, read by the grammars of `domain.lines`: with its people, clients and cards.

Screens and the shell both read here, so that the same characters mean the same.
"""

from __future__ import annotations

from aetui.desk.core import Desk
from aetui.domain.lines.parts import People
from aetui.domain.records import Client


def people(desk: Desk) -> People:
    """The names that stand in this desk's lines: colleagues and whose desk it is, clients and their contacts."""
    clients = [c for c in desk.book.live("clients") if isinstance(c, Client)]
    others = dict.fromkeys(name for client in clients for name in (client.name, client.short))
    # A name of one character would begin too many words: behind it a space is needed.
    contacts = dict.fromkeys(c.name for client in clients for c in client.contacts if len(c.name) > 1)
    return People(tuple(desk.colleagues), desk.owner, tuple(others), tuple(contacts))
