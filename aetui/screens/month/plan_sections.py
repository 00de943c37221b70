"""What a plan's page shows: its lines, what has changed since it was handed in, the actual, the duty."""

from __future__ import annotations

from datetime import datetime, timedelta

from aetui.desk.core import Desk
from aetui.desk.month.gathered import used
from aetui.desk.month.shown import used_words
from aetui.domain.clock.periods import after, before, month_of, span
from aetui.domain.errors import BadInput
from aetui.domain.lines import plan as plan_line
from aetui.domain.plans import RULES, LineChange, handed_in, since_handed_in, total
from aetui.domain.records import Client, Plan
from aetui.domain.records.refs import ref_to, round_id
from aetui.domain.records.team import PlanKind
from aetui.locales import Texts
from aetui.locales.amounts import amount, plan_words
from aetui.locales.dates import days_short, stamp
from aetui.locales.errors import sentence
from aetui.screens.record.detail_rows import obligations
from aetui.widgets.cells import Part, Parts, fit, width
from aetui.widgets.chart import Axis
from aetui.widgets.rows import Row, Section, heading

_CHANGE_STYLE = {"added": ("+", "act"), "removed": ("−", "dim"), "amount": ("±", "soon"), "words": ("~", "act")}
_NAMES, _LEAST_CHART = 18, 12


def lines_section(desk: Desk, say: Texts, plan: Plan | None, now: datetime, cells: int) -> Section:
    """The lines, each with its days and its amount; a media plan's over the month as bars where there is room. The
    total below."""
    lines = plan.lines if plan else []
    if plan is None or not lines:
        return Section("lines", heading(say("plan.lines"), 0), (), say("plan.lines.none"))
    days = [days_short(line.start, line.end) for line in lines]
    whats = [plan_words(say, line) for line in lines]
    said = [amount(say, value, plan.currency) for value in (*(line.amount for line in lines), total(lines))]
    names, dated, paid = (
        min(max(map(width, whats)), _NAMES),
        max(map(width, days)),
        max(map(width, said)) + 2,
    )
    room = cells - 4 - names - 1 - dated - paid - 2
    axis = _axis(plan, room) if plan.kind == "media" and any(line.start for line in lines) else None
    rows = [] if axis is None else [Row("", ((" " * (5 + names) + _heads(axis), "faint"),))]
    for n, line in enumerate(lines, 1):
        what = whats[n - 1]
        left: list[Part] = [(f"{n:>2}  ", "faint"), (what if axis is None else f"{fit(what, names)} ", "ink")]
        if axis is not None and line.start is not None:
            begin, end = desk.calendar.at(line.start, 0), desk.calendar.at(line.end or line.start, 24 * 60)
            left += axis.bar(begin, end, "act", desk.local(now) if desk.local(now).date() >= axis.days[0] else None)
        right = ((fit(days[n - 1], dated, "right"), "dim"), (fit(said[n - 1], paid, "right"), "ink"))
        rows.append(Row(ref_to("line", line.id), left, right))
    rows.append(Row("", ((f"    {say('plan.total')}", "dim"),), ((said[-1], "ink bold"),)))
    return Section("lines", heading(say("plan.lines"), len(lines)), rows)


def _axis(plan: Plan, room: int) -> Axis | None:
    first, last = span(plan.period)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return Axis(days, min(room, 2 * len(days)), 0, 24 * 60) if room >= _LEAST_CHART else None


def _heads(axis: Axis) -> str:
    return axis.heads([(day, str(day.day)) for day in axis.days[::7]])


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
                ((_signed(amount(say, moved, plan.currency), moved > 0), "ink bold"),),
            )
        )
    unchanged = say("plan.changes.none", time=stamp(desk.local(last.at)))
    return Section("changes", heading(say("plan.changes"), len(found)), rows, unchanged)


def typed_words(desk: Desk, say: Texts, plan: Plan | None, period: str, text: str, now: datetime) -> Parts:
    """What a line is understood to say, while it is typed."""
    try:
        read = plan_line.read(text, period=period, now=now, cal=desk.calendar)
    except BadInput as mistake:
        return ((sentence(say, mistake), "soon"),) if text.strip() else ()
    currency = read.currency or (plan.currency if plan else "CNY")
    days = days_short(read.start, read.end)
    return (
        (f"{plan_words(say, read)} ", "dim"),
        (f"{days} " if days else "", "act"),
        (amount(say, read.amount, currency), "act"),
    )


def actual_section(desk: Desk, say: Texts, client: Client, plan: Plan | None, period: str, now: datetime) -> Section:
    """What the cards of the quarter say so far (R8): estimated, spent, billed; what the budget still holds."""
    rows = []
    found = used(desk, client, period, now)
    for one in found.sums:
        said = {key: amount(say, getattr(one, key), one.currency) for key in ("budget", "spent", "billed")}
        rows.append(Row("", ((say("plan.actual.sums", **said), "ink"),), (), 2))
        if plan is not None and plan.lines and plan.currency == one.currency:
            left = total(plan.lines) - one.spent
            style = "late" if left < 0 else "dim"
            rows.append(Row("", ((say("plan.actual.left", amount=amount(say, left, one.currency)), style),)))
    for part in found.parts if found.gathered else ():
        spent = say("list.comma").join(amount(say, one.spent, one.currency) for one in part.sums)
        rows.append(Row("", ((used_words(desk, say, part), "dim"),), ((spent, "dim"),), 4))
    return Section("actual", (*heading(say("plan.actual")), ("  R8", "faint")), rows, say("plan.actual.none"))


def obligation_section(desk: Desk, say: Texts, kind: PlanKind, client: Client, period: str, now: datetime) -> Section:
    """The duties that handing in this plan meets."""
    months = {before(period)} if kind == "media" else set(_months(period))
    ids = {round_id(RULES[kind], client.id, month) for month in months}
    return obligations(desk, say, now, lambda o: o.id in ids)


def versions_section(desk: Desk, say: Texts, plan: Plan | None) -> list[Section]:
    """When it was handed in, the last first, with the total it had."""
    if plan is None or not plan.versions:
        return []
    rows = [
        Row(
            "",
            ((say("plan.version", n=n, time=stamp(desk.local(version.at))), "dim"),),
            ((amount(say, total(version.lines), plan.currency), "dim"),),
        )
        for n, version in reversed(list(enumerate(plan.versions, 1)))
    ]
    return [Section("versions", heading(say("plan.versions", n=len(rows))), rows)]


def handed_note(say: Texts, plan: Plan) -> Part:
    """Whether the plan, as it stands, was handed in; never by colour alone."""
    if not (plan.lines or plan.versions):
        return say("month.no_plan"), "faint"
    if not plan.versions:
        return say("month.not_handed"), "soon"
    n = len(since_handed_in(plan))
    return (say("month.changed", n=n), "soon") if n else (say("plan.versions", n=len(plan.versions)), "done")


def client_section(say: Texts, client: Client) -> Section:
    """Whose plan it is."""
    label = (say("record.clients") + " ", "dim")
    return Section("client", (), [Row(ref_to("clients", client.id), (label, (client.name, "ink")))])


def _change(say: Texts, plan: Plan, n: int, one: LineChange) -> Row:
    sign, style = _CHANGE_STYLE[one.how]
    room = max(width(say(f"plan.change.{how}")) for how in _CHANGE_STYLE) + 2
    left: list[Part] = [(f"{sign}  ", style), (fit(say(f"plan.change.{one.how}"), room), "dim")]
    left.append((plan_words(say, one.line), "ink"))
    if one.how == "amount" and one.old is not None and one.new is not None:
        left.append(
            (f"  {amount(say, one.old.amount, plan.currency)} → {amount(say, one.new.amount, plan.currency)}", "dim")
        )
    elif one.how == "words" and one.old is not None:
        left.append((f"  ← {one.old.what} {days_short(one.old.start, one.old.end)}".rstrip(), "dim"))
    moved = one.difference
    right = ((_signed(amount(say, moved, plan.currency), moved > 0), "ink"),) if moved else ()
    return Row(ref_to("change", n), left, right)


def _signed(text: str, more: bool) -> str:
    return f"+{text}" if more else text


def _months(quarter: str) -> list[str]:
    first = month_of(span(quarter)[0])
    return [first, after(first), after(after(first))]
