"""Someone else's hand (A1, A2, Q2): what one made oneself, another reviews, approves and signs."""

from __future__ import annotations

from aetui.desk.core import Desk
from aetui.desk.find.finder import find_one, ranked
from aetui.domain.errors import BadInput, Refused
from aetui.domain.roles import role_sign
from aetui.domain.whose import is_me

ABOVE = frozenset({"supervisor", "AM", "AD", "GM"})
"""The roles that stand above an AE."""


def whose_hand(desk: Desk, said: str | None) -> str | None:
    """Who went over a day or approved a paper (A1, A2), by the name that the profile has: a colleague by name, part of it, pinyin, initials
    or role (`AM`); `我` is oneself. None for nobody. Raises BadInput (`hand.unknown`) for a name that nobody around has, where the
    profile names any; where two match."""
    name = (said or "").strip().lstrip("@＠").strip()
    people = desk.profile.people if desk.profile else []
    if not name or not people:
        return name or None
    if is_me(name, desk.owner):
        return desk.owner or name
    if not ranked(people, name):
        in_role = [p.name for p in people if p.role and p.role.casefold() == role_sign(name).casefold()]
        if len(in_role) != 1:
            above = [p.name for p in people if p.role in ABOVE] or [p.name for p in people]
            raise BadInput("hand.unknown", name=name, names=in_role or above)
        return in_role[0]
    return find_one(people, name, kind="person").name


def own_hand(desk: Desk, by: str | None) -> Refused | None:
    """What refuses this hand: nobody's is one's own. None where it is another's, or where the profile names nobody above."""
    me = desk.owner
    above = [p.name for p in (desk.profile.people if desk.profile else []) if p.role in ABOVE and p.name != me]
    if not above or (by and by.strip() and by.strip() != me):
        return None
    return Refused("gate.own_hand", rule="A2", names=list(dict.fromkeys(above)))
