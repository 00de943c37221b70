"""How much room the columns that several lists share take: as much as what stands in them needs, and no more."""

from __future__ import annotations

from collections.abc import Iterable

from aetui.desk.core import Desk
from aetui.widgets.cells import width

CLIENT_CELLS = 12
"""A client's name takes at most these in a list, so that forty are left for what is owed."""
SHORTEST = 7
"""So many are left of it where a title would be cut for it."""
LEAST = 4


def client_room(desk: Desk, most: int = CLIENT_CELLS) -> int:
    """Cells for the clients' short names in a list."""
    return name_room((client.short for client in desk.book.clients.values() if client.active), most)


def name_room(names: Iterable[str], most: int) -> int:
    return min(max([LEAST, *map(width, names)]), most)
