"""Of which day, week or month a calendar's duty is, where that isn't the present one: two of one rule are told apart."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from aetui.domain.clock.periods import is_past
from aetui.domain.derive.moment import Moment
from aetui.domain.errors import BadInput
from aetui.domain.obligations import Obligation


def dated(m: Moment, obligation: Obligation) -> Obligation:
    """The same duty with its period as `of`, where that is past."""
    rule = m.rulebook.rules.get(obligation.rule)
    return as_of(obligation, m.local_day(m.now)) if rule is not None and rule.calendar else obligation


def as_of(obligation: Obligation, day: date) -> Obligation:
    """The same duty as it is called on that day: what was the present one then needs no period."""
    period = obligation.named.period
    try:
        past = bool(period) and is_past(period, day)
    except BadInput:
        past = False
    of = period if past else None
    return obligation if of == obligation.of else replace(obligation, of=of)
