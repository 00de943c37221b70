"""What the card's screen shows: the schedule as a list and as bars, the job order, the money, the works."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from aetui.desk.card.history import card_timeline
from aetui.desk.core import Desk
from aetui.desk.fields import ORDER, STRATEGY, At
from aetui.desk.waiting import owner_of
from aetui.domain.budget import balances, is_late
from aetui.domain.cards.changes import pending
from aetui.domain.cards.pace import Pace
from aetui.domain.cards.works import asks_for_answer, criteria, is_judged, is_mended, returned
from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.gates import brief_missing, order_is_confirmed, unsent_for
from aetui.domain.marks import ROWS
from aetui.domain.records import SIGNED_KINDS, Card, Client, Fact, Item, MoneyLine, Remark, Step, Work
from aetui.domain.records.refs import Ref, ref_to
from aetui.locales import Texts
from aetui.locales.amounts import amount
from aetui.locales.dates import day_number, stamp, when
from aetui.locales.works import change_words, order_state, pace_words, work_lines
from aetui.screens.frame.form import field_rows
from aetui.screens.record.detail_rows import obligations
from aetui.widgets.cells import Part, Parts, fit, parts_width, width
from aetui.widgets.chart import Axis
from aetui.widgets.rows import Row, Section, heading

_SIGN_STYLE = {"✓": "done", "→": "act", "–": "faint"}
_LEAST_CHART = 12
NAME = 11
"""So many cells at least a work's name takes, so that short ones stand in a column."""
_SUM = 12
"""Cells that the sums of a card take at least."""
_LONGEST = timedelta(days=400)


def schedule_section(
    desk: Desk, say: Texts, card: Card, now: datetime, cells: int, short: Mapping[str, Pace]
) -> Section:
    """The steps (R3): done, at hand, late, to come; with bars over the days where there is room. `short`: those that have less
    time than such steps took (A5), by id."""
    names = max([8, *(min(width(s.what), 18) for s in card.steps)])
    whose = {
        s.id: owner_of(desk, say, s.owner, card.client_id).removeprefix("@") or say("owner.me") for s in card.steps
    }
    owners = max([4, *(min(width(name), 18) for name in whose.values())]) + 1
    said = {s.id: when(say, desk.local(s.due), now) if s.due else "" for s in card.steps}
    room = cells - 3 - names - 1 - owners - 1 - max(map(width, said.values()), default=0)
    axis = _axis(card, desk, room) if room >= _LEAST_CHART and any(s.due for s in card.steps) else None
    rows = [] if axis is None else [Row("", ((" " * (4 + names + owners), ""), (_heads(axis, say), "faint")))]
    before = desk.local(card.opened_at)
    current = next((s.id for s in card.steps if s.done is None and not _late(s, now)), None)
    for step in card.steps:
        sign, style = _state(step, now, step.id == current)
        due = desk.local(step.due) if step.due else None
        left: list[Part] = [
            (f"{sign}  ", style),
            (fit(step.what, names) + " ", "dim" if step.done or (step.id != current and style == "faint") else "ink"),
            (fit(whose[step.id], owners), "dim"),
        ]
        if axis is not None:
            begin = desk.local(step.start) if step.start else before
            left += axis.bar(min(begin, due), due, style, now) if due else [(" " * axis.cells, "")]
        style_ = "late" if _late(step, now) else "soon" if step.id in short else "dim"
        more = []
        if step.id in short:  # A5
            words = pace_words(say, short[step.id], desk.calendar.hours.working)
            more = [((("   ", ""), (words, "soon")), (("A5", "faint"),))]
        rows.append(Row(ref_to("step", step.id), left, ((said[step.id], style_),), None, more))
        before = max(before, due) if due else before
    news = pending(card)
    if news:  # R3
        rows.append(Row("", ((say("schedule.changes.pending"), "soon"), ("  R3", "faint"))))
        lines = [change_words(say, one, say("owner.me"), lambda at: when(say, desk.local(at), now)) for one in news]
        rows += [Row("", (("  ", ""), (words, "dim")), (), 2) for words in lines]
    title: list[Part] = [*heading(say("card.schedule"), len(card.steps))]
    for fact, key in ((card.schedule_sent, "card.sent"), (card.schedule_confirmed, "card.confirmed")):
        if fact is not None:
            told = say(key, time=stamp(desk.local(fact.at)), how=fact.how or "").strip()
            title.append((f" · {told}", "dim"))
    return Section("steps", tuple(title), rows, say("card.steps.none"))


def timeline_section(desk: Desk, say: Texts, card: Card, idle: str = "told") -> Section:
    """来龙去脉: everything that happened on the card. `idle`: what a line is called that leads nowhere."""
    told = card_timeline(desk, card, say)
    rows = []
    for n, one in enumerate(told):
        mark = ROWS.get(one.sign)
        sign, style = (mark.wide, mark.style) if mark else (one.sign, _SIGN_STYLE.get(one.sign, "dim"))
        left = ((f"{one.stamp:>11} ", "dim"), (fit(sign, 3), style), (one.text, "ink"))
        ref = Ref.parse(one.ref) or Ref(idle)
        rows.append(Row(ref_to(ref.kind, ref.id, n), left, ((one.source, "faint"),), 15))
    return Section("told", heading(say("detail.timeline"), len(told)), rows)


def obligations_section(desk: Desk, say: Texts, card: Card, now: datetime) -> Section:
    """What is owed on the card; what only waits for its date stands with the steps and the money already."""
    own = ("card.step", "card.money", "card.deliver")
    return obligations(
        desk, say, now, lambda o: o.number == card.number and not (o.rule in own and o.state == "pending")
    )


def order_section(desk: Desk, say: Texts, card: Card, now: datetime) -> Section:
    """The job order (R6), each field a row that Enter edits; what is missing in amber."""
    lacks = brief_missing(card)
    state: Part = (say("card.order.complete"), "done") if not lacks else (say("card.order.lacks", n=len(lacks)), "soon")
    rows = field_rows(At(desk, say, card, now), ORDER, lacks)
    title: list[Part] = [*heading(say("detail.job")), ("  ", ""), state]
    if card.order_sent is not None:  # R4
        words = order_state(say, card, lambda at: stamp(desk.local(at)))
        title.append((f" · {words}", "done" if order_is_confirmed(card) else "dim"))
    return Section("order", tuple(title), rows)


def strategy_section(desk: Desk, say: Texts, card: Card, now: datetime) -> Section:
    """The creative brief (R7), each line a row that Enter edits: what works are judged by."""
    title = heading(say("card.strategy"), f"{len(criteria(card))}/{len(STRATEGY)}")
    return Section("strategy", title, field_rows(At(desk, say, card, now), STRATEGY))


def money_section(desk: Desk, say: Texts, card: Card, now: datetime, cells: int) -> Section:
    """Budget and actual (R8, Y3), each line, and `$` items that aren't written as a line yet."""
    title: list[Part] = [*heading(say("card.money"))]
    rows: list[Row] = []
    for sums in balances([card], now)[:3]:
        said = {key: amount(say, getattr(sums, key), sums.currency) for key in ("budget", "spent", "left")}
        style = "late" if sums.left < 0 else "dim"
        rows.append(Row("", ((say("card.money.sums", **said), style),)))
        if sums.budget > 0:
            used = min(int(sums.spent / sums.budget * cells), cells)
            rows.append(Row("", (("━" * used, "late" if sums.left < 0 else "act"), ("─" * (cells - used), "rest"))))
    if card.estimates:
        last = card.estimates[-1]
        agreed = say("card.agreed") if last.agreed else say("card.not_agreed")
        version = say("card.estimate.version", n=len(card.estimates))
        left: list[Part] = [
            (f"{say('card.fact.estimate')} {version} ", "dim"),
            (amount(say, last.amount, last.currency), "ink"),
        ]
        parts = [(line.text, line.amount) for line in last.lines]
        if last.tax and last.lines:
            taxed = say("paper.estimate.tax", percent=f"{last.tax:f}")
            parts.append((taxed, last.amount - sum(line.amount for line in last.lines)))
        more = [(((f"    {text} ", "dim"), (amount(say, sum_, last.currency), "dim")), ()) for text, sum_ in parts]
        rows.append(Row(ref_to("estimate"), left, ((agreed, "done" if last.agreed else "soon"),), None, more))
    amounts = [amount(say, line.amount, line.currency) for line in card.money]
    room = max([_SUM, *map(width, amounts)])
    rows += [
        _money_row(desk, say, line, fit(one, room, "right"), now) for line, one in zip(card.money, amounts, strict=True)
    ]
    written = {line.item_id for line in card.money}
    for item in sorted(desk.book.items_on(card.id), key=lambda i: i.at):
        if item.mark == "$" and item.id not in written:
            rows.append(
                Row(
                    ref_to("money_item", item.id),
                    (("$ ", "soon"), (item.text, "ink")),
                    ((say("card.money.unwritten"), "soon"),),
                )
            )
    return Section("money", tuple(title), rows, say("card.money.none"))


def works_section(say: Texts, card: Card, cells: int) -> Section:
    """Drafts and their sign-offs (Q1, Q2): what is there, and what is still to come. `cells`: the width of a line."""
    rows = []
    for work in card.works:
        version = 1 + sum(w.name == work.name for w in card.works[: card.works.index(work)])
        newest = version == sum(w.name == work.name for w in card.works)
        name = work.name if version == 1 else f"{work.name} v{version}"
        style = "ink" if newest else "faint"
        signs: list[Part] = []
        for key, fact in _signs(work):
            signs += [("  ", "")] if signs else []
            shade = "done" if fact else "dim" if newest else style
            signs.append((f"{say(f'work.{key}')} {'✓' if fact else '○'}", shade))
        line: list[Part] = [(fit(name, max(NAME, width(name))) + " ", style), *signs]
        if parts_width(line) <= cells:
            rows.append(Row(ref_to("work", work.id), line))
        else:  # neither is the name cut for its signs, nor a sign for the name
            rows.append(Row(ref_to("work", work.id), [(name, style)], (), None, [([("    ", ""), *signs], ())]))
        below: list[Part] = []
        told = work_lines(say, work)
        for n, text in enumerate(told, 1):
            style = "soon" if n == len(told) and returned(work) and not is_mended(work) else "dim"
            below.append((text, style if newest else "faint"))
        if newest and not work.sent and unsent_for(work):
            below.append((say("work.not_yet"), "soon"))
        if work.copy_at:
            below.append((say("work.copy", place=work.copy_at), "dim"))
        rows += [Row("", (("    ", ""), part), (), 4) for part in below]
        rows += _criteria_rows(say, card, work) if newest else []
        rows += [_remark_row(say, one) for one in work.remarks]
    return Section("works", heading(say("card.works"), len(card.works)), rows, say("card.works.none"))


def _criteria_rows(say: Texts, card: Card, work: Work) -> list[Row]:
    """What it is judged by while it is looked at (R7), each to be ticked."""
    if not is_judged(work):
        return []
    judged = criteria(card)
    cells = max((width(say(f"card.field.{one.key}")) for one in judged), default=0) + 2
    rows = []
    for one in judged:
        met = one.key in work.ticked
        left: list[Part] = [("    ", ""), ("✓ " if met else "○ ", "done" if met else "dim")]
        left += [(fit(say(f"card.field.{one.key}"), cells), "dim"), (one.text, "ink")]
        rows.append(Row(ref_to("criterion", f"{work.id} {one.key}"), left, (), 6 + cells))
    return rows


def _remark_row(say: Texts, one: Remark) -> Row:
    """What the client said of it, and what was answered; open ones in amber (Q1)."""
    waits = asks_for_answer(one)
    sign: Part = ("? ", "soon") if waits else ("✓ ", "done") if one.answer else ("# ", "faint")
    by = say("work.remark.by", by=one.by) if one.by else ""
    left: list[Part] = [("    ", ""), sign, (by, "dim"), (one.text, "ink" if waits else "dim")]
    note: Part = (say("work.remark.open"), "soon") if waits else ("", "")
    answered = f"  {say('work.remark.answered', what=one.answer.how or '')}" if one.answer else ""
    return Row(ref_to("remark", one.id), [*left, (answered, "dim")], (note,) if waits else (), None if waits else 6)


def client_section(desk: Desk, say: Texts, card: Card) -> Section:
    """Whose card it is."""
    client = desk.get(Client, card.client_id)
    label = (say("record.clients") + " ", "dim")
    return Section("client", (), [Row(ref_to("clients", client.id), (label, (client.name, "ink")))] if client else [])


# Inside


def _late(step: Step, now: datetime) -> bool:
    return step.done is None and step.due is not None and step.due < now


def _state(step: Step, now: datetime, current: bool) -> Part:
    if step.done:
        return "✓", "done"
    if _late(step, now):
        return "!", "late"
    return ("●", "act") if current else ("○", "faint")


def _axis(card: Card, desk: Desk, cells: int) -> Axis | None:
    cal: WorkCalendar = desk.calendar
    dues = [desk.local(s.due) for s in card.steps if s.due]
    starts = [desk.local(s.start) for s in card.steps if s.start]
    first = min([*dues, *starts, desk.local(card.opened_at)]).date()
    last = max([*dues, *([desk.local(card.deliver_at)] if card.deliver_at else [])]).date()
    if last - first > _LONGEST:
        first = last - _LONGEST
    days = [d for n in range((last - first).days + 1) if cal.is_working(d := first + timedelta(days=n))]
    return Axis(days, cells, cal.hours.start, cal.hours.end) if days else None


def _heads(axis: Axis, say: Texts) -> str:
    """A name over each day where there is room, else over each Monday."""
    days = axis.days
    if axis.per_day >= 4:
        return axis.heads([(d, _day(say, d, len(days) > 5)) for d in days])
    return axis.heads([(d, day_number(d)) for n, d in enumerate(days) if n == 0 or d.weekday() < days[n - 1].weekday()])


def _day(say: Texts, day: date, dated: bool) -> str:
    return f"{day.day}" if dated else say.facts.days[day.weekday()]


def _money_row(desk: Desk, say: Texts, line: MoneyLine, said: str, now: datetime) -> Row:
    left: Parts = (
        (fit(say(f"money.{line.kind}"), 8), "dim"),
        (said + "  ", "ink"),
        (line.text, "ink"),
    )
    if line.settled:
        note: Part = (say(f"money.{line.kind}.settled"), "done")
    elif line.due:
        note = (when(say, desk.local(line.due), now), "late" if is_late(line, now) else "dim")
    else:
        note = (say(f"money.{line.kind}.open"), "dim")
    return Row(ref_to("money", line.id), left, (note,))


def _signs(work: Work) -> list[tuple[str, Fact | None]]:
    signs = [
        ("reviewed", work.reviewed),
        ("signed", work.signed),
        ("sent", work.sent),
        ("client_signed", work.client_signed),
    ]
    return signs if work.kind in SIGNED_KINDS else [("sent", work.sent)]


def unwritten(desk: Desk, card: Card, item_id: str) -> Item | None:
    """The `$` item of that id, while no money line tells of it."""
    item = desk.get(Item, item_id)
    return None if item is None or any(m.item_id == item.id for m in card.money) else item
