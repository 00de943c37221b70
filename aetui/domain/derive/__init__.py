"""Obligations are derived: `derive(records, rulebook, now)`, a pure function (domain.md).

Only live records are looked at for what is open, so the cost goes by what is open, not by what is past.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from aetui.domain.book import Book
from aetui.domain.derive import cards, events, late, meetings
from aetui.domain.derive.calendar import recurring
from aetui.domain.derive.cover import covered
from aetui.domain.derive.dating import dated
from aetui.domain.derive.judging import Deriving, Judging, Made
from aetui.domain.derive.moment import Met
from aetui.domain.derive.turning import Turning
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.rulebook.model import Rulebook

if TYPE_CHECKING:
    from aetui.domain.clock.workcal import WorkCalendar
    from aetui.domain.figures import CountedObligation

__all__ = ["derive", "derive_until", "each_duty"]

TRIGGERS = {**events.TRIGGERS, **cards.TRIGGERS, **meetings.TRIGGERS, **late.TRIGGERS}
MET: dict[str, Met] = {**events.MET, **cards.MET, **meetings.MET}
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
    return _derived(Deriving(book, rulebook, now, cal, ended_since, ended, within))


def derive_until(
    book: Book, rulebook: Rulebook, now: datetime, *, cal: WorkCalendar, ended_since: datetime | None = None
) -> tuple[list[Obligation], datetime]:
    """As `derive`, with the moment before which, on the same records, it finds the very same."""
    turning = Turning(now)
    return _derived(Deriving(book, rulebook, now, cal, ended_since, False, None, turning)), turning.until


def _derived(m: Deriving) -> list[Obligation]:
    found = {obligation.id: dated(m, obligation) for obligation in _found(m)}
    open_ones = covered(m, (o for o in found.values() if o.state in OPEN))
    # A day left open stands above all else. Of two at the same moment, trouble goes first: it alone grows while it waits.
    open_ones.sort(key=lambda o: (not o.left_open, o.act_by, o.due, o.rule != "trouble.report", o.id))
    past = [o for o in found.values() if o.state not in OPEN]
    past.sort(key=lambda o: (-m.ended_at[o.id].timestamp(), o.id))
    return open_ones + past


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
    try:
        for trigger, rules in m.rulebook.event_rules.items():
            binding = [(rule, MET[rule.met]) for rule in rules if m.binds(rule)]
            if not binding:
                continue
            kind, starts = TRIGGERS[trigger]
            own = any(rule.own for rule, _ in binding)
            mark = events.MARKS.get(trigger)
            for record in m.records(kind, own) if mark is None else m.marked(mark, own):
                for start in starts(m, record):
                    for rule, met in binding:
                        made = m.judge(rule, start, met)
                        if made is not None:
                            yield made
        yield from recurring(m)
    finally:
        m.scratch.clear()  # some of it knows `m`: in a circle with it the records of ten years would be freed all at once
