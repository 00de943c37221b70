"""What comes round by itself (C1, C2, A1–A10): one period's duty met, by whatever way."""

from __future__ import annotations

from aetui.desk.acts import papers
from aetui.desk.acts.act import NOTHING, Enclosed
from aetui.desk.acts.gone_over import gone_over_in
from aetui.desk.core import Change, Desk
from aetui.domain.client_notes import REVIEW
from aetui.domain.clock.periods import month_of, week_of
from aetui.domain.derive.calendar import ME
from aetui.domain.errors import NotThere
from aetui.domain.plans import named_period, period_of
from aetui.domain.records import Client, Fact, Fulfilment, Paper
from aetui.domain.records.refs import ObligationId
from aetui.domain.records.team import PlanKind
from aetui.domain.week import CONFIRM

PAPER_OF = {
    "week.report": "weekly",
    "month.report": "monthly",
    "week.summary": "summary",
    "month.budget": "budget",
    "month.media_plan": "media",
    "year.appraisal": "appraisal",
}
"""The paper that meets a recurring duty."""
MEETS = {kind: rule for rule, kind in PAPER_OF.items()}


def fulfil(change: Change, obligation: ObligationId, fact: Fact, *, anew: bool = False) -> None:
    """Inside a change: the duty of one period is met. `anew`: in the place of what was done first. Raises Refused where a gate is shut, BadInput where it can't be done."""
    desk, rule = change.desk, obligation.rule
    if rule in PAPER_OF:
        hand_over(change, PAPER_OF[rule], obligation.subject, obligation.period, fact)
        return
    if rule == "day.review":
        from aetui.desk.day.review import close_in

        close_in(change, obligation.period, fact)
        return
    if rule == "week.review":
        from aetui.desk.week.team import reviewed

        fact = reviewed(desk, obligation.period, fact, change.now)
    elif rule == REVIEW:
        gone_over_in(change, obligation.subject, obligation.period, fact)
    elif rule == CONFIRM:
        papers.confirm_last(change, obligation.subject, obligation.period, fact, anew=anew)
    note(change, rule, obligation.subject, obligation.period, fact)


def note(change: Change, rule: str, subject: str, period: str, fact: Fact) -> Fulfilment:
    """Inside a change: it is met; what met it first stays. Let go before, it stays let go, and bears what was done."""
    held = met(change.desk, rule, subject, period)
    return held or change.new(Fulfilment, rule=rule, subject=subject, period=period, done=fact)


def met(desk: Desk, rule: str, subject: str, period: str) -> Fulfilment | None:
    """What met that duty; None where nothing did, also where it was let go."""
    return desk.book.met(rule, subject, period)


def hand_over(
    change: Change,
    kind: str,
    subject: str,
    period: str | None,
    sent: Fact,
    enclosed: Enclosed = NOTHING,
    *,
    of_paper: bool = False,
) -> Paper:
    """Inside a change: the paper of a recurring duty goes out, and meets it. `period`: the duty's; with `of_paper` the paper's
    own (a plan's differs from its duty's month). None: the one that the day of sending lies in. Raises BadInput, Refused."""
    from aetui.desk.month import appraisals, plans

    desk = change.desk
    day = desk.local(sent.at).date()
    if kind == "appraisal":
        year = appraisals.year_named(period) if period else desk.local(change.now).year
        appraisals.hand_in(change, subject, year, sent.why)
        note(change, MEETS[kind], subject, str(year), sent)
        return papers.keep_paper(change, kind, {"person": subject, "period": str(year)}, sent, enclosed)
    if kind == "summary":
        period = period or week_of(day)
        note(change, MEETS[kind], ME, period, sent)
        return papers.keep_paper(change, kind, {"period": period}, sent, enclosed)
    client = desk.get(Client, subject)
    if client is None:
        raise NotThere("client.unknown", name=subject)
    if kind in ("budget", "media"):
        plan_kind: PlanKind = "budget" if kind == "budget" else "media"
        if period is None:
            period = plans.period_for(desk, plan_kind, change.now)
        else:
            period = named_period(plan_kind, period) if of_paper else period_of(plan_kind, period)
        obligation = plans.hand_in(change, plan_kind, client.id, period, sent.at)
    else:
        obligation = period = period or (week_of(day) if kind == "weekly" else month_of(day))
    note(change, MEETS[kind], client.id, obligation, sent)
    return papers.keep_paper(change, kind, {"client": client, "period": period}, sent, enclosed)
