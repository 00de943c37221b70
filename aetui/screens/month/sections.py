"""What the month's screen shows: for each duty the clients one below the other, with totals and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aetui.desk.core import Desk
from aetui.desk.month.gathered import REPORT
from aetui.desk.month.overview import APPRAISAL, AppraisalRow, Month, MonthRow, standing_month
from aetui.desk.month.shown import ae_words, chased_words
from aetui.domain.clock.periods import after, span
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.plans import RULES, handed_in, total
from aetui.domain.records import Plan
from aetui.domain.records.refs import ref_to
from aetui.domain.records.team import PlanKind
from aetui.locales import Texts
from aetui.locales.amounts import amount
from aetui.locales.dates import day_line, stamp
from aetui.screens.frame.duty_time import countdown
from aetui.screens.month.plan_sections import handed_note
from aetui.widgets.cells import Part, Parts, fit, width
from aetui.widgets.rows import Cells, Row, Section, heading

_SIGNS = {
    "met": ("✓", "done"),
    "met_late": ("✓", "soon"),
    "overdue": ("!", "late"),
    "missed": ("✗", "late"),
    "soon": ("●", "soon"),
    "pending": ("○", "act"),
    "waived": ("–", "faint"),
}
_NAMES = 14
_AMOUNT = 14


def role_section(desk: Desk, say: Texts, seen: Month) -> list[Section]:
    """For whoever is no AM: whose duties these are, and how to become one."""
    if seen.mine:
        return []
    roles = " ".join(desk.profile.roles if desk.profile else []) or "–"
    words = [("month.not_am", "soon"), ("month.to_am", "act")] if "AE" in roles.upper() else [("month.not_am", "soon")]
    return [Section("role", (), [Row("", ((say(key, roles=roles), style),), (), 0) for key, style in words])]


def plan_section(desk: Desk, say: Texts, seen: Month, kind: PlanKind) -> Section:
    """One kind of plan: client, total, what isn't handed in, and when it was or is to be."""
    obligation = seen.plans[kind]
    names = _names(obligation)
    rows = []
    sums_said = [
        amount(say, total(one.plan.lines), one.plan.currency) if one.plan and one.plan.lines else ""
        for one in obligation
    ]
    room = max([_AMOUNT, *map(width, sums_said)])
    for one, said in zip(obligation, sums_said, strict=True):
        left: Cells = (
            _sign(one.obligation, handed=bool(one.plan and one.plan.versions)),
            (fit(one.client.short, names) + " ", "ink"),
            (fit(said, room, "right") + "  ", "ink"),
            _note(say, one.plan),
        )
        last = handed_in(one.plan) if one.plan else None
        told = say("month.done", time=stamp(desk.local(last.at))) if last else ""
        rows.append(Row(ref_to(kind, one.client.id), left, _state(desk, say, one.obligation, told)))
    sums = _sums(say, obligation)
    right: Parts = ((f"{say('month.total')} {sums}  ", "dim"),) if sums else ()
    return _section(say, seen, RULES[kind], kind, say(f"month.{kind}", period=seen.periods[kind]), rows, right)


def report_section(desk: Desk, say: Texts, seen: Month) -> Section:
    """The monthly reports (A8)."""
    names = _names(seen.reports)
    rows = [
        Row(
            ref_to("monthly", one.client.id),
            (_sign(one.obligation), (fit(one.client.short, names), "ink"), *_of_aes(say, seen, one.client.id)),
            _state(desk, say, one.obligation, ""),
        )
        for one in seen.reports
    ]
    return _section(say, seen, REPORT, "monthly", say("month.monthly", period=seen.month), rows, ())


def gathered_section(desk: Desk, say: Texts, seen: Month) -> list[Section]:
    """The AEs' reports, AE by AE: which are in, which are missing and for how long there is time (A8). Nothing where the desk knows
    of no AE."""
    found = seen.gathered
    if not found.aes:
        return []
    rows, names = [], max(width(one.who) for one in found.aes)
    for one in found.aes:
        style = "done" if one.made else "late" if found.left < 0 else "soon"
        left: list[Part] = [("✓  " if one.made else "?  ", style), (fit(one.who, names) + "  ", "ink")]
        left += [(ae_words(desk, say, found, one), style)]
        n = len(one.clients)
        right = chased_words(desk, say, one) or (say("month.n_clients", n=n) if n else "")
        rows.append(Row(ref_to("gather", one.who), left, ((right, "dim"),)))
    came = len(found.aes) - len(found.missing)
    title = heading(say("month.gathered", period=seen.month), f"{came}/{len(found.aes)}")
    return [Section("gathered", title, rows, "", (("A8", "faint"),))]


def appraisal_section(desk: Desk, say: Texts, seen: Month) -> Section:
    """Each AE's year (A10): how far the words are, whether finance is still to check, when it was handed in."""
    rows = [_judged(desk, say, one) for one in seen.appraisals]
    title = heading(say("month.appraisals", year=seen.year))
    return Section(
        "appraisals", (*title, *_until(say, seen, APPRAISAL)), rows, say("month.no_aes"), (("A10", "faint"),)
    )


def ahead_section(say: Texts, seen: Month) -> list[Section]:
    """What of the next month counts already."""
    if not seen.ahead:
        return []
    coming = span(after(seen.month))[0]
    words = say("month.ahead", month=say(f"month.{coming.month}"), n=seen.ahead)
    return [Section("ahead", (), [Row(ref_to("ahead"), ((words, "soon"),))])]


# Inside


def _of_aes(say: Texts, seen: Month, client_id: str) -> list[Part]:
    """Whose report of the client is in, and whose is missing."""
    came = seen.gathered.of_client(client_id)
    if not came:
        return []
    parts: list[Part] = [(" ", "dim")]
    for one in came:
        parts.append((f" {one.who} {'✓' if one.made else say('month.lacks')}", "done" if one.made else "soon"))
    return parts


def _section(say: Texts, seen: Month, rule: str, key: str, title: str, rows: Sequence[Row], right: Parts) -> Section:
    source = {"month.budget": "A7", "month.media_plan": "A6"}.get(rule, "A8")
    return Section(
        key, (*heading(title), *_until(say, seen, rule)), rows, say("month.no_clients"), (*right, (source, "faint"))
    )


def _until(say: Texts, seen: Month, rule: str) -> Parts:
    due = seen.due.get(rule)
    return ((f" · {say('month.due', day=day_line(say, due))}", "dim"),) if due else ()


def _names(obligations: Sequence[MonthRow]) -> int:
    return min(max([6, *(width(one.client.short) for one in obligations)]), _NAMES)


def _sign(obligation: Obligation | None, *, handed: bool = False) -> Part:
    sign, style = _SIGNS[obligation.state] if obligation else (("✓", "done") if handed else ("·", "dim"))
    return f"{sign}  ", style


def _state(desk: Desk, say: Texts, obligation: Obligation | None, told: str) -> Cells:
    """When it was handed in, or how long is left; never by colour alone."""
    if obligation is None:
        return ((told or say("month.free"), "dim"),)
    if obligation.state in OPEN:
        return (countdown(say, obligation, 15),)
    at = f" {stamp(desk.local(obligation.met_at))}" if obligation.met_at else ""
    style = {"met": "done", "met_late": "soon", "missed": "late"}.get(obligation.state, "faint")
    return ((say(f"state.{obligation.state}") + at, style),)


def _note(say: Texts, plan: Plan | None) -> Part:
    """What of the plan isn't handed in."""
    if plan is None:
        return say("month.no_plan"), "faint"
    text, style = handed_note(say, plan)
    return ("", "dim") if style == "done" else (text, style)


def _sums(say: Texts, obligations: Sequence[MonthRow]) -> str:
    """The total over the clients, a currency each."""
    sums: dict[str, list[Plan]] = {}
    for one in obligations:
        if one.plan and one.plan.lines:
            sums.setdefault(one.plan.currency, []).append(one.plan)
    return " ".join(amount(say, total(x for p in plans for x in p.lines), currency) for currency, plans in sums.items())


def _judged(desk: Desk, say: Texts, one: AppraisalRow) -> Row:
    found = one.appraisal
    left: list[Part] = [_sign(one.obligation), (fit(one.person, 8) + " ", "ink")]
    left.append((say("month.words", n=len(found.words) if found else 0), "dim"))
    if found and found.change and not found.finance:
        left.append((f"  {say('appraisal.unchecked')}", "soon"))
    return Row(ref_to("appraisal", one.person), left, _state(desk, say, one.obligation, ""))


def counts(seen: Month) -> tuple[int, int]:
    """How many duties of the month are open, and how many of these late."""
    open_ones = [obligation for obligation in seen.obligations if obligation.state in OPEN]
    return len(open_ones), sum(obligation.state == "overdue" for obligation in open_ones)


def month_name(say: Texts, name: str) -> str:
    first = span(name)[0]
    return say("month.head", year=first.year, month=say(f"month.{first.month}"))


def now_month(desk: Desk, now: datetime) -> str:
    """The month whose duties stand: the first of which something is owed, else that of the desk's day."""
    return standing_month(desk, now)
