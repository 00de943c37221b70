"""Someone else's hand (A1, A2, Q2): what one made oneself, another reviews, approves and signs."""

from __future__ import annotations

from aetui.desk.core import Desk
from aetui.domain.errors import Refused

ABOVE = frozenset({"supervisor", "AM", "AD", "GM"})
"""The roles that stand above an AE."""


def own_hand(desk: Desk, by: str | None) -> Refused | None:
    """What refuses this hand: nobody's is one's own. None where it is another's, or where the profile names nobody above."""
    me = desk.owner
    above = [p.name for p in (desk.profile.people if desk.profile else []) if p.role in ABOVE and p.name != me]
    if not above or (by and by.strip() and by.strip() != me):
        return None
    return Refused("gate.own_hand", rule="A2", names=list(dict.fromkeys(above)))
