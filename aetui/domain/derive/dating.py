"""Of which day, week or month a calendar's duty is, where that isn't the present one: two of one rule are told apart."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from aetui.domain.clock.periods import span
from aetui.domain.derive.moment import Moment
from aetui.domain.errors import BadInput
from aetui.domain.obligations import Obligation


def dated(m: Moment, owed: Obligation) -> Obligation:
    """The same duty with its period as `of`, where that is past."""
    rule = m.rulebook.rules.get(owed.rule)
    return as_of(owed, m.local_day(m.now)) if rule is not None and rule.calendar else owed


def as_of(owed: Obligation, day: date) -> Obligation:
    """The same duty as it is called on that day: what was the present one then needs no period."""
    period = owed.named.period
    try:
        past = bool(period) and span(period)[1] < day
    except BadInput:
        past = False
    of = period if past else None
    return owed if of == owed.of else replace(owed, of=of)
