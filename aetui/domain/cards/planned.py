"""A plan without days, and with them: steps counted in working days from the start of a work, or back from its delivery (D4, R3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.records import Card, Step, TemplateStep


def without_days(card: Card, cal: WorkCalendar) -> list[TemplateStep]:
    """The steps of a card as a plan for another: each counted from the end that it is nearer to, as working days. No fact is taken."""
    return [_counted(step, card.requested_at, card.deliver_at, cal) for step in card.steps]


def with_days(
    steps: Sequence[TemplateStep], start: datetime, deliver: datetime | None, cal: WorkCalendar
) -> list[datetime | None]:
    """When each step is due in a work that starts then. None: it has no time, is counted from a delivery that nobody set, or would be due
    before the start. None is due after the delivery: one that would be is due with it."""
    return [_placed(step, start, deliver, cal) for step in steps]


def _counted(step: Step, start: datetime, deliver: datetime | None, cal: WorkCalendar) -> TemplateStep:
    if step.due is None:
        return TemplateStep(what=step.what, owner=step.owner)
    due = step.due.astimezone(cal.tz)
    minute = due.hour * 60 + due.minute
    after = _days(_day(start, cal), due.date(), cal)
    before = _days(due.date(), _day(deliver, cal), cal) if deliver is not None and deliver >= step.due else None
    back = before is not None and before < after
    return TemplateStep(
        what=step.what,
        owner=step.owner,
        days=before if back and before is not None else after,
        back=back,
        minute=None if minute == cal.hours.end else minute,
    )


def _placed(step: TemplateStep, start: datetime, deliver: datetime | None, cal: WorkCalendar) -> datetime | None:
    if step.days is None or (step.back and deliver is None):
        return None
    day = _day(deliver if step.back and deliver is not None else start, cal)
    for _ in range(step.days):
        day = cal.prev_working(day) if step.back else cal.next_working(day)
    due = cal.at(day, cal.hours.end if step.minute is None else step.minute)
    if deliver is not None and due > deliver:
        due = deliver
    return due if due > start else None


def _day(when: datetime, cal: WorkCalendar) -> date:
    return when.astimezone(cal.tz).date()


def _days(first: date, last: date, cal: WorkCalendar) -> int:
    """How many working days one day lies after another."""
    n, day = 0, first
    while day < last:
        day += timedelta(days=1)
        n += cal.is_working(day)
    return n
