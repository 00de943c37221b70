"""D8: an absence is arranged."""

from __future__ import annotations

from msgspec.structs import replace

from aetui.desk.acts.act import Act, Doing
from aetui.domain.errors import Refused
from aetui.domain.records import Absence


def _absence(doing: Doing) -> Absence:
    assert isinstance(doing.record, Absence)
    return doing.record


def _covered(doing: Doing) -> Refused | None:
    """Each line has someone, who said it back and is there."""
    from aetui.desk.leave.state import handover_of

    desk = doing.change.desk
    lacks = handover_of(desk, desk.say, _absence(doing), doing.change.now).lacks
    return Refused("gate.handover", rule="D8", gate="handover", lacks=lacks) if lacks else None


def _nothing_new(doing: Doing) -> bool:
    from aetui.desk.leave.state import handover_of

    desk, absence = doing.change.desk, _absence(doing)
    return absence.arranged is not None and not handover_of(desk, desk.say, absence, doing.change.now).new


def _arranged(doing: Doing) -> Absence:
    """With a line for what arose since they were made."""
    from aetui.desk.leave.state import handover_of, with_lines

    desk = doing.change.desk
    absence = _absence(doing)
    seen = handover_of(desk, desk.say, absence, doing.change.now)
    return replace(with_lines(absence, seen.all), arranged=doing.fact)


ARRANGE = Act(Absence, _arranged, met="arranged", gates=(_covered,), stands=_nothing_new)
ACTS = (ARRANGE,)
