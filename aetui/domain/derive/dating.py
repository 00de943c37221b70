"""Of which day, week or month a calendar's duty is, where that isn't the present one: two of one rule are told apart."""

from __future__ import annotations

from msgspec.structs import replace

from aetui.domain.calendar_periods import span
from aetui.domain.derive.moment import Moment
from aetui.domain.errors import BadInput
from aetui.domain.obligations import Obligation


def dated(m: Moment, owed: Obligation) -> Obligation:
    """The same duty with its period as `of`, where that is past."""
    rule = m.rulebook.rules.get(owed.rule)
    if rule is None or not rule.calendar:
        return owed
    period = owed.named.period
    try:
        last = span(period)[1]
    except BadInput:
        return owed
    return replace(owed, of=period) if last < m.local_day(m.now) else owed
