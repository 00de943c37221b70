"""What a plan's page shows: its lines, what has changed since it was handed in, the actual, the duty."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.core import Desk
from aetui.desk.plans import actual
from aetui.domain.calendar_periods import after, before, month_of, span
from aetui.domain.plans import RULES, LineChange, handed_in, since_handed_in, total
from aetui.domain.records import Client, Plan
from aetui.domain.team_records import PlanKind
from aetui.locales import Texts
from aetui.locales.amounts import amount
from aetui.locales.dates import days_short, stamp
from aetui.screens.detail_rows import duties
from aetui.widgets.cells import Part, fit, width
from aetui.widgets.rows import Row, Section, heading

_CHANGE_STYLE = {"added": ("+", "done"), "removed": ("−", "late"), "amount": ("±", "soon"), "words": ("~", "act")}


def lines_section(desk: Desk, say: Texts, plan: Plan | None, period: str, cells: int) -> Section:  # noqa: ARG001
    """The lines, each with its days and its amount; the total below."""
    lines = plan.lines if plan else []
    rows = [
        Row(
            f"line:{line.id}",
            ((f"{n:>2}  ", "faint"), (line.what, "ink")),
            (
                (f"{days_short(line.start, line.end)}  ", "dim"),
                (fit(amount(line.amount, plan.currency), 14, "right"), "ink"),
            ),
        )
        for n, line in enumerate(lines, 1)
        if plan is not None
    ]
    if plan is not None and lines:
        sums = fit(amount(total(lines), plan.currency), 14, "right")
        rows.append(Row("", ((f"    {say('plan.total')}", "dim"),), ((sums, "ink bold"),)))
    return Section("lines", (*heading(say("plan.lines"), len(lines)),), rows, say("plan.lines.none"))


def changes_section(desk: Desk, say: Texts, plan: Plan | None) -> Section:
    """What was added, removed or changed since it was handed in, and by how much."""
    last = handed_in(plan) if plan else None
    if plan is None or last is None:
        return Section("changes", heading(say("plan.changes")), (), say("plan.changes.first"))
    found = since_handed_in(plan)
    rows = [_change(say, plan, n, one) for n, one in enumerate(found)]
    if found:
        moved = total(plan.lines) - total(last.lines)
        rows.append(
            Row(
                "",
                ((f"   {say('plan.total')}", "dim"),),
                ((_signed(amount(moved, plan.currency), moved > 0), "ink bold"),),
            )
        )
    unchanged = say("plan.changes.none", time=stamp(desk.local(last.at)))
    return Section("changes", heading(say("plan.changes"), len(found)), rows, unchanged)


def actual_section(desk: Desk, say: Texts, client: Client, plan: Plan | None, period: str, now: datetime) -> Section:
    """What the cards of the quarter say so far (R8): estimated, spent, billed; what the budget still holds."""
    rows = []
    for one in actual(desk, client.id, period, now):
        said = {key: amount(getattr(one, key), one.currency) for key in ("budget", "spent", "billed")}
        rows.append(Row("", ((say("plan.actual.sums", **said), "ink"),), (), 2))
        if plan is not None and plan.lines and plan.currency == one.currency:
            left = total(plan.lines) - one.spent
            style = "late" if left < 0 else "dim"
            rows.append(Row("", ((say("plan.actual.left", amount=amount(left, one.currency)), style),)))
    return Section("actual", (*heading(say("plan.actual")), ("  R8", "faint")), rows, say("plan.actual.none"))


def duty_section(desk: Desk, say: Texts, kind: PlanKind, client: Client, period: str, now: datetime) -> Section:
    """The duties that handing in this plan meets."""
    months = {before(period)} if kind == "media" else set(_months(period))
    ids = {f"{RULES[kind]}:{client.id}:{month}" for month in months}
    return duties(desk, say, now, lambda o: o.id in ids)


def versions_section(desk: Desk, say: Texts, plan: Plan | None) -> list[Section]:
    """When it was handed in, the last first, with the total it had."""
    if plan is None or not plan.versions:
        return []
    rows = [
        Row(
            "",
            ((say("plan.version", n=n, time=stamp(desk.local(version.at))), "dim"),),
            ((amount(total(version.lines), plan.currency), "dim"),),
        )
        for n, version in reversed(list(enumerate(plan.versions, 1)))
    ]
    return [Section("versions", heading(say("plan.versions", n=len(rows))), rows)]


def client_section(say: Texts, client: Client) -> Section:
    """Whose plan it is."""
    label = (say("record.clients") + " ", "dim")
    return Section("client", (), [Row(f"clients:{client.id}", (label, (client.name, "ink")))])


def _change(say: Texts, plan: Plan, n: int, one: LineChange) -> Row:
    sign, style = _CHANGE_STYLE[one.how]
    line = one.new or one.old
    assert line is not None
    room = max(width(say(f"plan.change.{how}")) for how in _CHANGE_STYLE) + 2
    left: list[Part] = [(f"{sign}  ", style), (fit(say(f"plan.change.{one.how}"), room), "dim"), (line.what, "ink")]
    if one.how == "amount" and one.old is not None and one.new is not None:
        left.append((f"  {amount(one.old.amount, plan.currency)} → {amount(one.new.amount, plan.currency)}", "dim"))
    elif one.how == "words" and one.old is not None:
        left.append((f"  ← {one.old.what} {days_short(one.old.start, one.old.end)}".rstrip(), "dim"))
    moved = one.difference
    right = ((_signed(amount(moved, plan.currency), moved > 0), "ink"),) if moved else ()
    return Row(f"change:{n}", left, right)


def _signed(text: str, more: bool) -> str:
    return f"+{text}" if more else text


def _months(quarter: str) -> list[str]:
    first = month_of(span(quarter)[0])
    return [first, after(first), after(after(first))]
