"""Media plans and quarter budgets (A6, A7): what has changed since they were handed in, totals, the actual of a quarter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import msgspec
from msgspec.structs import replace

from aetui.domain.clock.periods import after, before, month_of, quarter_of, shifted, span
from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.errors import BadInput
from aetui.domain.records import Card, Plan, PlanLine, PlanVersion
from aetui.domain.records.team import PlanKind
from aetui.domain.rulebook.model import Rule

RULES: dict[PlanKind, str] = {"budget": "month.budget", "media": "month.media_plan"}
"""The duty that handing in a plan meets."""


class LineChange(msgspec.Struct, frozen=True):
    """A line that was added, removed, or changed: its amount, or else its words or days. `old`, `new`: as it was
    and as it is."""

    how: Literal["added", "removed", "amount", "words"]
    old: PlanLine | None = None
    new: PlanLine | None = None

    @property
    def line(self) -> PlanLine:
        """As it is; one that was removed, as it was."""
        line = self.new or self.old
        assert line is not None
        return line

    @property
    def difference(self) -> Decimal:
        """What it adds to the total."""
        return (self.new.amount if self.new else Decimal()) - (self.old.amount if self.old else Decimal())


def changes(old: Sequence[PlanLine], new: Sequence[PlanLine]) -> list[LineChange]:
    """What leads from the lines of `old` to those of `new`: in the order of `new`, what was removed last. The order of
    the lines says nothing."""
    had = {line.id: line for line in old}
    found = []
    for line in new:
        one = had.pop(line.id, None)
        if one is None:
            found.append(LineChange("added", new=line))
        elif one != line:
            found.append(LineChange("words" if one.amount == line.amount else "amount", one, line))
    return found + [LineChange("removed", old=line) for line in had.values()]


def handed_in(plan: Plan) -> PlanVersion | None:
    """The plan as it was handed in last; None: never."""
    return plan.versions[-1] if plan.versions else None


def since_handed_in(plan: Plan) -> list[LineChange]:
    """What has changed since; nothing for a plan that was never handed in, for all of it is new."""
    last = handed_in(plan)
    return changes(last.lines, plan.lines) if last else []


def unreported(plan: Plan) -> bool:
    """Whether it holds lines or changes that were never handed in."""
    last = handed_in(plan)
    return bool(plan.lines) if last is None else bool(changes(last.lines, plan.lines))


def version_of(plan: Plan) -> int:
    """Which version the plan is as it stands, from 1: handed in again unchanged it is the same one."""
    held = [version.lines for version in plan.versions]
    told = sum(n == 0 or bool(changes(held[n - 1], lines)) for n, lines in enumerate(held))
    return max(told + unreported(plan), 1)


def total(lines: Iterable[PlanLine]) -> Decimal:
    return sum((line.amount for line in lines), Decimal())


def moved_days(line: PlanLine, months: int) -> PlanLine:
    """The line so many months later: the same days of the month, or its last."""
    return replace(
        line,
        start=shifted(line.start, months=months) if line.start else None,
        end=shifted(line.end, months=months) if line.end else None,
    )


def months_between(earlier: str, later: str) -> int:
    """From the first month of one period to that of another."""
    a, b = span(earlier)[0], span(later)[0]
    return (b.year - a.year) * 12 + b.month - a.month


# Which duty it is


def due_day(rule: Rule, month: str, cal: WorkCalendar) -> date:
    """When a monthly rule falls due, or a yearly one in that month's year: its day, or the last working day before."""
    first, last = span(f"{month[:5]}{rule.comes.month:02d}" if rule.comes.kind == "yearly" else month)
    return cal.on_or_before(first.replace(day=min(rule.comes.day, last.day)))


def standing_month(rule: Rule, day: date, cal: WorkCalendar) -> str:
    """The month whose duty stands on that day: from `rule.leads` before it is due until the next one stands."""
    month = after(month_of(day))
    while due_day(rule, month, cal) - rule.leads > day:
        month = before(month)
    return month


def usual_period(kind: PlanKind, day: date, rule: Rule | None, cal: WorkCalendar) -> str:
    """The period that a plan is for where none is said: the next month (A6); the quarter of the report that is owed,
    so that at the end of December it is the new year's first (A7)."""
    if kind == "media":
        return after(month_of(day))
    return quarter_of(span(standing_month(rule, day, cal))[0] if rule else day)


def obligation_month(kind: PlanKind, period: str, day: date, rule: Rule | None, cal: WorkCalendar) -> str:
    """The month of the duty that handing in the plan of `period` on `day` meets: a media plan that of the month before
    (A6); a quarter's budget that of the month whose report stands, within the quarter (A7)."""
    if kind == "media":
        return before(period)
    first, last = (month_of(end) for end in span(period))
    standing = standing_month(rule, day, cal) if rule else month_of(day)
    return min(max(standing, first), last)


def period_of(kind: PlanKind, month: str) -> str:
    """The period that the duty of `month` asks for."""
    return after(month) if kind == "media" else quarter_of(span(month)[0])


def named_period(kind: PlanKind, text: str) -> str:
    """The period that is meant: a month for a media plan; for a budget a quarter, by its name or one of its months.
    Raises BadInput (`period`, `plan.period`)."""
    first, last = span(text)
    if (first, last) == span(month_of(first)):
        return month_of(first) if kind == "media" else quarter_of(first)
    if kind == "budget" and (first, last) == span(quarter_of(first)):
        return quarter_of(first)
    raise BadInput(f"plan.period_{kind}", text=text)


# The actual


def within(cards: Iterable[Card], begin: datetime, end: datetime) -> list[Card]:
    """The cards with what belongs to [begin, end) alone: the estimate of those opened in it, and the money lines
    dated in it (one without a date: when its card was opened)."""
    found = []
    for card in cards:
        money = [line for line in card.money if begin <= (line.at or card.opened_at) < end]
        estimates = card.estimates if begin <= card.opened_at < end else []
        if money or estimates:
            found.append(replace(card, money=money, estimates=estimates))
    return found
