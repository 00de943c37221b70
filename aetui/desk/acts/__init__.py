"""The acts of the trade, each once, by record; a rule's `met` word finds its act."""

from __future__ import annotations

from functools import cache

from aetui.desk.acts.act import SHORTEST_REASON, Act, Doing, Enclosed, do, not_before, open_gates
from aetui.domain.records import Record

__all__ = ["SHORTEST_REASON", "Act", "Doing", "Enclosed", "act_for", "all_acts", "do", "not_before", "open_gates"]


@cache
def all_acts() -> tuple[Act, ...]:
    """Every act, in no order that matters."""
    from aetui.desk.acts import (
        absence,
        card,
        letter,
        meeting,
        memo,
        minutes,
        money,
        papers,
        schedule,
        talk,
        todo,
        works,
    )

    families = (absence, card, letter, meeting, memo, minutes, money, papers, schedule, talk, todo, works)
    return tuple(act for family in families for act in family.ACTS)


@cache
def _by_met() -> dict[tuple[str, type[Record]], Act]:
    return {(act.met, act.on): act for act in all_acts() if act.met}


def act_for(met: str, kind: type[Record]) -> Act | None:
    """The act that meets a duty whose rule says `met`, started by a record of that kind; None where the user logs it."""
    return _by_met().get((met, kind))
