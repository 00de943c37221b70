"""Obligations are derived: `derive(records, rulebook, now)`, a pure function (domain.md).

Only live records are looked at for what is open, so the cost goes by what is open, not by what is past.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from aetui.domain.book import Book
from aetui.domain.derive import cards, events, late, letters, meetings
from aetui.domain.derive.calendar import recurring
from aetui.domain.derive.cover import covered
from aetui.domain.derive.dating import dated
from aetui.domain.derive.judging import Deriving, Judging, Made
from aetui.domain.derive.moment import Met, Moment
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Item, Record
from aetui.domain.rulebook.model import Rule, Rulebook

if TYPE_CHECKING:
    from aetui.domain.clock.workcal import WorkCalendar
    from aetui.domain.figures import CountedObligation

TRIGGERS = {**events.TRIGGERS, **cards.TRIGGERS, **meetings.TRIGGERS, **late.TRIGGERS, **letters.TRIGGERS}
MET: dict[str, Met] = {**events.MET, **cards.MET, **meetings.MET, **letters.MET}
MET["logged"] = lambda _m, _start: None  # the record's own `met` is looked at for every rule


def derive(
    book: Book,
    rulebook: Rulebook,
    now: datetime,
    *,
    cal: WorkCalendar,
    ended_since: datetime | None = None,
    ended: bool = False,
    within: tuple[datetime, datetime] | None = None,
) -> list[Obligation]:
    """What is owed at `now`, most urgent first: earlier days that were never closed (D1), then by `act_by`, `due`, id.

    `ended_since` adds what ended since then, `ended` all that ever ended (give it a book of all records), the
    newest end first. Times of the result carry the desk's offset. `within`: only what falls due in this span, or is to
    be acted on in it, is wanted; other rounds of the calendar may be missing.
    """
    m = Deriving(book, rulebook, now, cal, ended_since, ended, within)
    found = {obligation.id: dated(m, obligation) for obligation in _found(m)}
    open_ones = sorted((o for o in found.values() if o.state in OPEN), key=urgency)
    past = [o for o in found.values() if o.state not in OPEN]
    past.sort(key=lambda o: (-m.ended_at[o.id].timestamp(), o.id))
    return [*covered(m, open_ones), *past]


def urgency(o: Obligation) -> tuple[bool, datetime, datetime, bool, str]:
    """The order of what is open. A day left open stands above all else. Of two at the same moment, trouble goes first: it alone
    grows while it waits."""
    return (not o.left_open, o.act_by, o.due, o.rule != "trouble.report", o.id)


def each_obligation(
    book: Book,
    rulebook: Rulebook,
    now: datetime,
    *,
    cal: WorkCalendar,
    ended_since: datetime | None = None,
    within: tuple[datetime, datetime] | None = None,
) -> Iterator[tuple[str, CountedObligation]]:
    """What `derive` finds with all that ever ended (or since then), one by one with its id, in no order, and only what
    counting asks for: for counting years without holding them. What is `soon` is `pending` here."""
    from aetui.domain.derive.counting import Counting

    return _found(Counting(book, rulebook, now, cal, ended_since, ended_since is None, within))


def _found(m: Judging[Made]) -> Iterator[Made]:
    by_kind, own = bound(m)
    for kind, bounds in by_kind.items():
        for record in m.records(kind, own_rule=False):
            yield from started(m, record, bounds)
    for one in own:
        for record in m.records(one.kind, own_rule=True):
            yield from started(m, record, (one,))
    yield from recurring(m)


class Bound(msgspec.Struct, frozen=True):
    """A trigger with the rules that bind here, each with what meets it."""

    kind: str
    mark: str | None
    starts: events.Trigger
    rules: list[tuple[Rule, Met]]


def bound(m: Moment) -> tuple[dict[str, list[Bound]], list[Bound]]:
    """The triggers of the shipped rules by the kind of record that they are on, and those with rules of the user's own, for
    which other records are looked at."""
    by_kind: dict[str, list[Bound]] = {}
    own: list[Bound] = []
    for trigger, rules in m.rulebook.event_rules.items():
        binding = [(rule, MET[rule.met]) for rule in rules if m.binds(rule)]
        if binding:
            kind, starts = TRIGGERS[trigger]
            one = Bound(kind, events.MARKS.get(trigger), starts, binding)
            (own if any(rule.own for rule, _ in binding) else by_kind.setdefault(kind, [])).append(one)
    return by_kind, own


def started(m: Judging[Made], record: Record, bounds: Iterable[Bound]) -> Iterator[Made]:
    """What the rules make of one record."""
    mark = record.mark if isinstance(record, Item) else None
    for one in bounds:
        if one.mark is None or one.mark == mark:
            for start in one.starts(m, record):
                for rule, met in one.rules:
                    made = m.judge(rule, start, met)
                    if made is not None:
                        yield made
