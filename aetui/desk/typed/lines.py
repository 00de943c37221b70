"""What is typed on this desk in one line, read by the grammars of `domain.lines`: with its people, clients and cards.

Screens and the shell both read here, so that the same characters mean the same.
"""

from __future__ import annotations

from aetui.desk.core import Desk
from aetui.domain.lines.parts import People
from aetui.domain.records import Client


def people(desk: Desk) -> People:
    """The names that stand in this desk's lines: colleagues and whose desk it is; those of clients and contacts are no times."""
    known = desk.colleagues
    others = [
        name for client in _clients(desk) for name in (client.name, client.short, *(c.name for c in client.contacts))
    ]
    return People(tuple(known), desk.owner, tuple(dict.fromkeys(others)))


def _clients(desk: Desk) -> list[Client]:
    return [c for c in desk.book.live("clients") if isinstance(c, Client)]
