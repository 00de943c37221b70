"""One's own part of the year's appraisal (A10): the year's lines on maxims and the quarters' checks. It stays on one's own desk until
it is given to the AM, by file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from aetui.desk.core import Desk, new_id
from aetui.desk.files.bundle_file import Bundle, desk_id, read_bundle, write_bundle
from aetui.desk.month.appraisals import the_appraisal
from aetui.desk.own.checks import checks
from aetui.desk.own.maxims import maxims_of
from aetui.domain.errors import BadInput
from aetui.domain.records import Appraisal, OwnMaxim, OwnPart, SelfMark

OWN = "own"
"""The kind of such a file."""


class OwnFile(Bundle, frozen=True, kw_only=True):
    """What a file holds. `desk` says whose it is, `sum` that nobody wrote in it."""

    year: int
    made: datetime
    maxims: list[OwnMaxim] = []
    checks: dict[str, dict[str, SelfMark]] = {}


def own_part(desk: Desk, year: int, now: datetime) -> OwnPart:
    """The year as one's own desk has it."""
    own = {
        quarter: check.marks
        for quarter, check in checks(desk).items()
        if quarter.startswith(f"{year}-") and check.marks
    }
    return OwnPart(desk=desk_id(desk), made=now, maxims=maxims_of(desk, year), checks=own)


def give_part(desk: Desk, year: int, file: Path, now: datetime) -> OwnPart:
    """Write one's own part for the AM's `aetui import`. Raises BadInput: no name in the profile, nothing to give, a file that can't be
    written."""
    if not desk.owner:
        raise BadInput("own.nameless")
    part = own_part(desk, year, now)
    if not (part.maxims or part.checks):
        raise BadInput("own.nothing", year=year)
    said = {name: getattr(part, name) for name in ("desk", "made", "maxims", "checks")}
    write_bundle(file, OwnFile(aetui_bundle=OWN, whose=desk.owner, year=year, **said))
    return part


def take_part(desk: Desk, file: Path, now: datetime) -> Appraisal:
    """An AE's own part from a file onto her appraisal here. Raises BadInput: not such a file, edited, this desk's own, older than what was
    taken in."""
    came = read_bundle(file, OWN, OwnFile)
    if came.desk == desk_id(desk):
        raise BadInput("own.own_file", file=file.name)
    part = OwnPart(desk=came.desk, made=came.made, maxims=came.maxims, checks=came.checks)
    with desk.change("own.take_in", now, title=came.whose, what=str(came.year)) as change:
        old = the_appraisal(desk, came.whose, came.year)
        if old is None:
            old = Appraisal(id=new_id(), created_at=now, updated_at=now, person=came.whose, year=came.year)
        elif old.own is not None and came.made <= old.own.made:
            key = "bundle.twice" if came.made == old.own.made else "own.older"
            raise BadInput(key, file=file.name, name=came.whose)
        return change.put(replace(old, own=part))
