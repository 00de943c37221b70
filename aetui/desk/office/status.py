"""How a desk stands to its office: what is known here, and whether the server answers."""

from __future__ import annotations

import msgspec

from aetui.desk.core import Desk
from aetui.desk.office import standing
from aetui.desk.office.exchange import connected
from aetui.desk.office.replicas import Replica, replicas
from aetui.desk.office.standing import Standing
from aetui.desk.office.state import InStep, LinkState
from aetui.domain.errors import DeskError
from aetui.office.errors import OfficeAway, OfficeRemoved

ASK_S = 2
"""How long the server is waited for."""


class OfficeStatus(msgspec.Struct, frozen=True):
    """`server`: its address, for people; `away`: why it can't be reached."""

    stands: Standing
    state: LinkState
    server: str
    clashes: int
    boards: list[Replica]
    away: DeskError | None


def status(desk: Desk) -> OfficeStatus:
    """Ask the server, and say how it stands. Raises BadInput where the desk is in no office, NewerOffice where its schema is newer."""
    stands, step = standing.need(desk.store), InStep.IN
    away: DeskError | None = None
    try:
        with connected(desk.store, timeout_s=ASK_S) as server:
            people = server.people()
            stands = standing.keep(desk.store, standing.need(desk.store), people=people)
    except OfficeRemoved:
        step = InStep.REMOVED
    except OfficeAway as why:
        step, away = InStep.APART, why
    waits = standing.waiting(desk.store, stands)
    if step is InStep.IN and waits.n:
        step = InStep.APART
    state = LinkState(step, waits.n, (stands.heard or waits.since) if step is InStep.APART else None)
    n = len(desk.store.file.tables.docs.get("conflicts", {}))
    return OfficeStatus(stands, state, standing.server_of(stands.url), n, replicas(desk.store), away)
