"""Who stands in for whom (D8): while the one who approves papers or hears of trouble is away, somebody else does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from aetui.desk.acts.hands import ABOVE
from aetui.desk.book.people import whole_name
from aetui.desk.core import Change, Desk
from aetui.domain import roles
from aetui.domain.errors import BadInput
from aetui.domain.lines.names import read as read_names
from aetui.domain.records import Away
from aetui.domain.roles import DeputyPart


def stands_in(desk: Desk, part: DeputyPart, role: str, now: datetime) -> str | None:
    """Who does that now on this desk (`domain.roles`)."""
    return roles.stands_in(desk.book, part, role, now)


def hears_trouble(desk: Desk, now: datetime) -> str | None:
    """To whom trouble is reported now (R10)."""
    return stands_in(desk, "hears", "supervisor", now)


def approver(desk: Desk, now: datetime) -> str:
    """Who approves papers and goes over the day now on this desk (`domain.roles`)."""
    return roles.approver(desk.book, now)


def read_deputies(desk: Desk, text: str) -> tuple[str | None, str | None]:
    """`赵敏`: approves and hears; `赵敏、王磊`: the first approves, the second hears; nothing: nobody is named. Raises BadInput for
    more, or for one's own name."""
    names = [whole_name(desk, name) for name in read_names(text)]
    if len(names) > 2:
        raise BadInput("absence.deputies", text=text.strip())
    for name in names:
        check_deputy(desk, name)
    return (names[0] if names else None), (names[-1] if names else None)


def check_deputy(desk: Desk, name: str | None) -> None:
    """Raises BadInput for one's own name."""
    if name and name == desk.owner:
        raise BadInput("absence.self", name=name)


def others_wait(desk: Desk) -> bool:
    """Whether somebody needs our approval, or tells us of trouble: an AM, an AD, a supervisor."""
    roles = desk.profile.roles if desk.profile else []
    return not ABOVE.isdisjoint(roles)


def is_above(desk: Desk, name: str) -> bool:
    """Whether that colleague approves or hears of trouble."""
    return any(p.name == name and p.role in ABOVE for p in (desk.profile.people if desk.profile else []))


def note_away(change: Change, name: str, away: Away) -> None:
    """Inside a change: a colleague's file says when they are away and who stands in; nothing where we don't know them."""
    profile = change.desk.profile
    found = next((p for p in (profile.people if profile else []) if p.name == name), None)
    if profile is None or found is None or away.end <= change.now:
        return
    others = [a for a in found.away if not (a.start < away.end and away.start < a.end)]
    people = [replace(p, away=_in_order([*others, away])) if p is found else p for p in profile.people]
    change.put(replace(profile, people=people))


def _in_order(away: Sequence[Away]) -> list[Away]:
    return sorted(away, key=lambda a: a.start)
