"""The AM's word that an AE's day was gone over (A1)."""

from __future__ import annotations

from msgspec.structs import replace

from aetui.desk.core import Change
from aetui.domain.errors import BadInput, Refused
from aetui.domain.letters.handing_in import came_by_letter
from aetui.domain.records import Fact, TeamDay
from aetui.domain.records.refs import ref_to


def open_day(change: Change, day_id: str) -> TeamDay:
    """That sheet as this change leaves it. Raises NotThere."""
    return change.need(TeamDay, day_id, "check.no_day")


def sign_in(change: Change, day_id: str) -> TeamDay:
    """Inside a change: as `check.day.sign_day`."""
    desk = change.desk
    if not desk.owner:
        raise BadInput("team.nameless")
    day = open_day(change, day_id)
    change.args["who"] = day.whose
    if day.whose == desk.owner:
        raise Refused("gate.own_hand", rule="A1", names=[])
    if day.signed is not None:
        return day
    known = came_by_letter(desk.book, ref_to("teamdays", day.id))  # then a letter takes it back
    return change.put(replace(day, signed=Fact(at=change.now, by=desk.owner), known=known))
