"""An AM's month at a glance: each client's budget, media plan and report, each AE's appraisal, and how they stand (A6–A8,
A10)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import msgspec
from msgspec.structs import replace

from aetui.desk.core import RECENT, Desk
from aetui.desk.month.appraisals import aes, the_appraisal
from aetui.desk.month.gathered import REPORT, Gathered, gathered
from aetui.desk.month.plans import plans_of
from aetui.domain.book import Book
from aetui.domain.clock.periods import after, month_of, span
from aetui.domain.derive import derive
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.plans import RULES, due_day, period_of
from aetui.domain.records import KIND_OF, Appraisal, Client, Fulfilment, Plan, Profile, Record
from aetui.domain.records.refs import round_id
from aetui.domain.records.team import PlanKind

APPRAISAL = "year.appraisal"
_MONTHLY = (*RULES.values(), REPORT)
_LEAD = timedelta(days=16)
"""How far before its month a month's duty may stand."""
_EARLY = timedelta(days=366)
"""How long before it stands a duty may have been met."""


class MonthRow(msgspec.Struct, frozen=True):
    """What one client is to get in the month: the plan, where there is one, and the duty, where it is owed."""

    client: Client
    obligation: Obligation | None
    plan: Plan | None = None


class AppraisalRow(msgspec.Struct, frozen=True):
    """An AE, the appraisal of the year as far as it is written, and the duty."""

    person: str
    obligation: Obligation | None
    appraisal: Appraisal | None


class Month(msgspec.Struct, frozen=True):
    """A month: `periods` of the plans that are due in it, `due` days by rule; `ahead` counts what of the next month is
    owed already; `mine`: whether these are the user's duties; `gathered`: the AEs' months, as they come in."""

    month: str
    periods: dict[PlanKind, str]
    due: dict[str, date]
    plans: dict[PlanKind, list[MonthRow]]
    reports: list[MonthRow]
    appraisals: list[AppraisalRow]
    ahead: int
    mine: bool
    gathered: Gathered

    @property
    def year(self) -> int:
        return span(self.month)[0].year

    @property
    def obligations(self) -> list[Obligation]:
        """What is owed in this month, in the order of the lists."""
        rows = [one for found in self.plans.values() for one in found] + self.reports
        found = [one.obligation for one in rows] + [one.obligation for one in self.appraisals]
        return [obligation for obligation in found if obligation is not None]


def month(desk: Desk, name: str, now: datetime) -> Month:
    """The month of that name (`2026-11`)."""
    found = _obligations(desk, desk.calendar.at(span(name)[0], 0) - _LEAD, now)
    obligations = {o.id: o for o in found}
    clients = [c for c in desk.book.clients.values() if c.active]
    rules = desk.rulebook.rules
    monthly = _MONTHLY
    periods = {kind: period_of(kind, name) for kind in RULES}
    plans = {}
    for kind, rule in RULES.items():
        there = plans_of(desk, kind, periods[kind])
        plans[kind] = [MonthRow(c, obligations.get(round_id(rule, c.id, name)), there.get(c.id)) for c in clients]
    year = span(name)[0].year
    roles = desk.profile.roles if desk.profile else []
    return Month(
        month=name,
        periods=periods,
        due={r: due_day(rules[r], name, desk.calendar) for r in (*monthly, APPRAISAL) if r in rules},
        plans=plans,
        reports=[MonthRow(c, obligations.get(round_id(REPORT, c.id, name))) for c in clients],
        appraisals=[
            AppraisalRow(p, obligations.get(round_id(APPRAISAL, p, year)), the_appraisal(desk, p, year))
            for p in aes(desk)
        ],
        ahead=sum(o.rule in monthly and o.state in OPEN and o.named.period == after(name) for o in found),
        mine=any(rules[r].binds(roles) for r in monthly if r in rules),
        gathered=gathered(desk, name, now),
    )


def standing_month(desk: Desk, now: datetime) -> str:
    """The month whose duties stand: of those that are owed the earliest; none owed: that of the desk's day."""
    here = month_of(desk.local(now).date())
    owed = {o.named.period for o in desk.obligations(now) if o.rule in _MONTHLY and o.state in OPEN}
    return min(owed, default=here)


def _obligations(desk: Desk, since: datetime, now: datetime) -> list[Obligation]:
    """The month's and the year's duties that stand since then, open or ended. What lies further back than the desk's memory is
    derived from the kept fulfilments alone: a month of years ago costs no more than reading these."""
    rules = {key: rule for key, rule in desk.rulebook.rules.items() if key in (*_MONTHLY, APPRAISAL)}
    book = desk.book
    if since < now - RECENT:
        kept = (f for f in desk.each(Fulfilment) if f.rule in rules)
        records: list[Record] = [*book.all_of(Profile), *book.clients.values(), *kept]
        book = Book((KIND_OF[type(record)], record) for record in records)
    return derive(book, replace(desk.rulebook, rules=rules), now, cal=desk.calendar, ended_since=since - _EARLY)
