"""A desk joins an office, and leaves it.

Only a desk with nothing on it takes the office's: it comes as a snapshot, in pieces, and what was fetched lies beside the desk until it is
whole, so that one that was broken off is gone on with. A desk that has things is the first of its person, or is refused: two desks that
each grew alone are never mixed by a guess.
"""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from aetui.desk.core import Desk
from aetui.desk.office import standing
from aetui.desk.office.bringing import Tell, is_there, things
from aetui.desk.office.exchange import Exchange, takes_in
from aetui.desk.office.standing import Standing
from aetui.domain.errors import BadInput
from aetui.store import DeskDB
from aetui.store.file.held import alone
from aetui.store.remote import snapshot


class Joined(msgspec.Struct, frozen=True):
    """`how`: the office's desk was brought here, or it went there from here; how many records it has; where what stood here lies."""

    stands: Standing
    how: Literal["brought", "first"]
    records: int
    backup: Path | None = None


class HowLeft(msgspec.Struct, frozen=True):
    """`waiting`: how many changes were never sent."""

    stands: Standing
    waiting: int


def join(desk: Desk, line: str, now: datetime, *, aside: bool, tell: Tell) -> Joined:
    """Take up a line to join with. Where it was broken off, the same line goes on with it. `aside`: what is on this desk goes to its
    backups where the office has the desk already.

    Raises BadInput: it is no such line, this desk stands in another office, both have things; what the office raises. Then nothing
    was changed here.
    """
    from aetui.office.joining import join as take_up
    from aetui.office.joining import login_of
    from aetui.office.server import Server

    store = desk.store
    stands = standing.of(store)
    if stands is not None and stands.removed:
        standing.end(store)
        stands = None
    if stands is not None and stands.login != login_of(line):
        raise BadInput("office.second", name=stands.name, server=standing.server_of(stands.url))
    new = take_up(line)
    here, backup = things(store), None
    with closing(Server.open(new.url, new.login)) as server:
        brings = is_there(server, new.desk)
        if stands is None and brings and here:
            if not aside:
                raise BadInput("office.has_things", here=here, name=new.name)
            backup = move_aside(store, now)
        if stands is None:
            standing.begin(store, new)
        Exchange(store, server, takes_in(desk), tell=tell).run()
    if brings:
        desk.read_anew()
    else:
        desk.poll()
    found = standing.need(store)
    return Joined(found, "brought" if brings else "first", things(store), backup)


def move_aside(store: DeskDB, now: datetime) -> Path:
    """Into the backups with what stands here; an empty desk takes its place."""
    backup = store.backup(now)
    snapshot.put_in_place(store, None)
    return backup


def leave(store: DeskDB) -> HowLeft:
    """Out of the office; the desk stays as it is. What is read of others' desks here goes, and the password with which it came in. Raises
    BadInput where it is in none, Unusable."""
    from aetui.office import address, pgpass
    from aetui.office.errors import NoExtra

    stands = standing.need(store)
    waiting = standing.waiting(store, stands).n
    with alone(store.path, "office.lock"):
        with suppress(NoExtra):
            pgpass.forget(address.parse(stands.url), stands.login)
        standing.end(store)
    return HowLeft(stands, waiting)
