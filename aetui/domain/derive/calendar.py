"""Calendar rules: obligations that come round by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import islice

from aetui.domain.clock.periods import span
from aetui.domain.derive.judging import Judging, Made
from aetui.domain.derive.moment import RECENT, Moment
from aetui.domain.derive.periods import Period, periods
from aetui.domain.derive.starts import Start
from aetui.domain.derive.turning import named
from aetui.domain.errors import BadInput
from aetui.domain.records import KIND_OF, Absence, Client, Fact, Fulfilment, Meeting, Slot
from aetui.domain.records.refs import ObligationId
from aetui.domain.rulebook.model import Rule

ME = "me"
"""The subject of what the user owes as such."""

A11 = "week.coordination"

_NO_TIME = Slot(weekday=4, minute=18 * 60)
"""Tells the weeks of a client with whom no time for the report is agreed apart: a report that went all the same is
confirmed (C2). When it itself is owed nobody can say."""

_FOLLOWED = timedelta(days=62)
"""How far back a duty may lie that another follows: a month's, and its period."""

_AHEAD = timedelta(days=14)
"""Within how long after its period a duty that another follows falls due again."""

_DAY = timedelta(days=1)
_MONTH = timedelta(days=31)
_SLACK = timedelta(days=21)
"""By how much a holiday moves a day, and more."""


def coordination_id(week: str) -> str:
    """The id of the record of A11's meeting in that week (`2026-W48`): the first word on it makes it, on whatever desk."""
    return f"{A11}-{week}"


class Rounds:
    """The periods of one rule; those of clients with the same slot, or without one, are the same."""

    def __init__(self, m: Moment, rule: Rule) -> None:
        self._m, self._rule = m, rule
        self._known: dict[tuple[Slot | None, datetime | timedelta, datetime | timedelta], list[Period]] = {}

    def between(self, slot: Slot | None, low: datetime, high: datetime) -> list[Period]:
        """Those that stand or end in [low, high], in order."""
        key = (slot if self._rule.comes.kind == "slot" else None, named(low), named(high))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = list(periods(self._m, self._rule, slot, low, high))
        return found

    @cached_property
    def met(self) -> dict[str, list[date]]:
        """By whom the rule is for: the first days of the periods in which it was met or let go."""
        found: dict[str, list[date]] = {}
        for one in self._m.book.all_of(Fulfilment):
            if one.rule == self._rule.id:
                with suppress(BadInput):  # a period that nobody can read comes round never
                    found.setdefault(one.subject, []).append(span(one.period)[0])
        return found


def recurring(m: Judging[Made]) -> Iterator[Made]:
    """The obligations of the calendar rules. A desk without a profile owes none: it isn't there yet."""
    for rule in m.rulebook.calendar_rules:
        yield from recurring_by(m, rule)


def recurring_by(m: Judging[Made], rule: Rule) -> Iterator[Made]:
    """Those of one calendar rule."""
    base = m.rulebook.rules.get(rule.comes.after) if rule.comes.kind == "after" else rule
    if m.began is None or base is None or not (m.binds(rule) and m.binds(base)):
        return
    low = whole = m.began if m.ended else min(m.since or m.now, m.now)
    high = m.now
    if m.within is not None:
        # It stands before it falls due, and may fall due after its period, by as much as it leads.
        low, high = max(low, m.within[0] - rule.leads - _SLACK), min(high, m.within[1])
    rounds = Rounds(m, base)
    for subject in _subjects(m, rule):
        if base is not rule:
            yield from _following(m, rule, subject, whole, base, rounds)
        elif rule.met == "day_closed":
            yield from _reviews(m, rule, subject, low, high)
        else:
            for period in rounds.between(subject.part, low, high):
                if rule.since is not None and period.due < rule.since:
                    continue
                yield from _one(m, rule, subject, period)


def _subjects(m: Moment, rule: Rule) -> Iterator[Start]:
    """For each of whom the rule comes round. `part`: the client's report slot."""
    if rule.each == "client":
        for client in m.book.all_of(Client):
            if client.active:
                yield _subject(client.id, "client", client.id, "", client.report)
    elif rule.each == "ae":
        people = m.book.profile.people if m.book.profile else []
        for name in dict.fromkeys(p.name for p in people if (p.role or "").upper() == "AE"):
            yield _subject(name, "person", None, name, None)
    else:
        yield _subject(ME, "user", None, "", None)


def _subject(subject: str, kind: str, client_id: str | None, what: str, slot: Slot | None) -> Start:
    return Start(
        record=None,
        part=slot,
        subject_type=kind,
        subject_id=subject,
        client_id=client_id,
        what=what,
        start=datetime.min,  # noqa: DTZ901 - each period sets it
    )


def _one(
    m: Judging[Made],
    rule: Rule,
    subject: Start,
    period: Period,
    *,
    lapse: datetime | None = None,
    done: Fact | None = None,
) -> Iterator[Made]:
    """The obligation of one period. `lapse`: when it ends, if not with its period; `done`: a proof of its own."""
    key = str(ObligationId(rule.id, subject.subject_id, period=period.key))
    fulfilled = m.book.fulfilment(rule.id, subject.subject_id, period.key)
    facts = [done] if done else []
    if serving := m.book.serving(key):
        facts += [Fact(at=c.at) for c in serving if c.way == "out"]
    if rule.met == "call_that_day":
        day = period.day
        call = m.book.outgoing(subject.client_id, m.midnight(day), m.midnight(day + _DAY))
        facts += [Fact(at=call.at)] if call else []
    if fulfilled and not fulfilled.let_go:
        facts.append(fulfilled.done)
    waived, due = (fulfilled.done if fulfilled and fulfilled.let_go else None), period.due
    if rule.id == A11:
        held = m.book.get(KIND_OF[Meeting], coordination_id(period.key))
        if isinstance(held, Meeting):
            facts += [held.attended] if held.attended else []
            waived = m.first(waived, held.cancelled)
            due = m.fixed(held.start) if held.start else due
    subject.start, subject.estimated = period.start, period.estimated
    subject.lapse = lapse or period.end
    made = m.round(rule, key, subject, due, min(facts, key=lambda f: f.at) if facts else None, waived)
    if made is not None:
        yield made


def _reviews(m: Judging[Made], rule: Rule, subject: Start, low: datetime, high: datetime) -> Iterator[Made]:
    """D1: a day stays until it is closed, unless nothing was recorded on it; one of absence is not owed."""
    absences = [(a.start, a.end) for a in m.book.all_of(Absence) if a.cancelled is None]
    for period in periods(m, rule, None, low - RECENT, high):
        day_end = m.cal.day_end(period.day)
        if any(start < day_end <= end for start, end in absences):
            continue
        closed = m.book.day(period.day)
        # Whether anything was recorded on it is asked only where the answer tells: it takes a look at every record.
        left = closed is None and period.end <= m.now and m.book.active(period.start, period.end)
        lapse = period.end + RECENT if left else None
        yield from _one(m, rule, subject, period, lapse=lapse, done=closed.closed if closed else None)


def _following(
    m: Judging[Made], rule: Rule, subject: Start, low: datetime, base: Rule, rounds: Rounds
) -> Iterator[Made]:
    """C2: what is owed once another duty of the calendar was met, until that one falls due again."""
    begin, until, slot = low - _FOLLOWED, m.now, subject.part or _NO_TIME
    if m.within is not None:  # of all the years only where something was sent
        days = rounds.met.get(subject.subject_id)
        if not days:
            return
        begin, until = max(begin, m.midnight(min(days) - _MONTH)), min(until, m.midnight(max(days) + _MONTH))
    found = rounds.between(slot, begin, until)
    ahead = rounds.between(slot, begin, found[-1].end + _AHEAD) if found else []
    for n, period in enumerate(found):
        sent = m.book.fulfilment(base.id, subject.subject_id, period.key)
        if sent is None or sent.let_go:
            continue
        m.cal.guessed = False
        due = m.fixed(m.after(rule, sent.done.at))
        unsure = m.cal.guessed
        later = next((p for p in islice(ahead, n, None) if p.start >= period.end), None)
        soon = later is not None and later.start <= period.end + _AHEAD and later.due > sent.done.at
        end = later.due if later is not None and soon else due + _DAY
        after = Period(period.key, m.fixed(sent.done.at), period.day, due, end, unsure)
        yield from _one(m, rule, subject, after)
