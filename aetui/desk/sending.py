"""Papers that left the house: recorded as sent, with how, when, to whom and who approved (A2), kept as they were."""

from __future__ import annotations

from datetime import datetime

import msgspec
from msgspec.structs import replace

from aetui.desk import appraisals, plans
from aetui.desk.core import Change, Desk
from aetui.desk.facts import clean, fact
from aetui.desk.finder import find_one
from aetui.desk.minutes import sent_minutes
from aetui.desk.papers import KINDS, Subject, client_of
from aetui.documents.sheet import Sheet
from aetui.domain import gates
from aetui.domain.calendar_periods import month_of, week_of
from aetui.domain.derive.calendar import ME
from aetui.domain.errors import BadInput
from aetui.domain.plans import named_period
from aetui.domain.records import Card, Client, Contact, Fact, Fulfilment, Meeting, Memo, Paper
from aetui.domain.team_records import PlanKind
from aetui.locales.wording import someone

# The recurring duty that a paper meets.
_MEETS = {
    "weekly": "week.report",
    "monthly": "month.report",
    "summary": "week.summary",
    "budget": "month.budget",
    "media": "month.media_plan",
    "appraisal": "year.appraisal",
}
# Who in the house gets a paper that isn't the AD's, by role.
_TO = {"day": ("AM", "supervisor")}


def send_paper(
    desk: Desk,
    sheet: Sheet,
    text: str,
    subject: Subject,
    now: datetime,
    *,
    at: datetime | None = None,
    how: str | None = None,
    to: str | None = None,
    by: str | None = None,
    why: str | None = None,
) -> Paper:
    """Record that a paper was sent, and the fact on what it is about, in one change. `text`: its Markdown; `by`: who
    approved it (A2); `why`: the reason for passing a gate. Raises BadInput, Refused (minutes, M7; appraisal, A10)."""
    sent = fact(now, at, how=how)
    with desk.change("paper.send", now, title=sheet.title) as change:
        period = _sent(change, sheet.kind, subject, sent, clean(why))
        paper = change.new(
            Paper,
            kind=sheet.kind,
            title=sheet.title,
            text=text,
            sheet=msgspec.json.encode(sheet).decode(),
            to=clean(to) or _receiver(desk, sheet.kind, subject),
            client_id=client_of(subject),
            card_id=subject.card.id if subject.card else None,
            meeting_id=subject.meeting.id if subject.meeting else None,
            period=period,
            sent=replace(sent, why=clean(why)),
            approved=fact(now, at, by=by) if clean(by) else None,
        )
    return paper


def approve_paper(desk: Desk, paper_id: str, by: str, now: datetime) -> Paper:
    """The AM has seen and signed it (A2)."""
    if not by.strip():
        raise BadInput("work.who")
    with desk.change("paper.approve", now) as change:
        paper = the_paper(desk, paper_id)
        change.args["title"] = paper.title
        paper = change.put(replace(paper, approved=Fact(at=now, by=by.strip())))
    return paper


def unapproved(desk: Desk) -> list[Paper]:
    """What went to clients without the AM's approval (A2), oldest first; the daily check lists these."""
    found = (p for p in desk.book.live_of(Paper) if gates.unapproved(p))
    return sorted(found, key=lambda p: (p.sent.at, p.id))


def the_paper(desk: Desk, said: str) -> Paper:
    """The sent paper that is meant, by its id or its title. Raises NotThere, BadInput where several are."""
    return find_one(desk.book.live_of(Paper), said, past=desk.each(Paper), kind="report", id=said)


def sheet_of(paper: Paper) -> Sheet | None:
    """The paper as data, as it was sent; None where it was kept as text alone."""
    try:
        return msgspec.json.decode(paper.sheet, type=Sheet) if paper.sheet else None
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def _sent(change: Change, kind: str, subject: Subject, sent: Fact, why: str | None) -> str | None:
    """What the sending says of the paper's subject, and the duty that it meets; returns the paper's own period."""
    desk, period = change.desk, subject.period
    day = desk.local(sent.at).date()
    if kind in ("budget", "media") and subject.client is not None:
        plan_kind: PlanKind = "budget" if kind == "budget" else "media"
        period = named_period(plan_kind, period) if period else plans.period_for(desk, plan_kind, change.now)
        month = plans.hand_in(change, plan_kind, subject.client.id, period, sent.at)
        _fulfil(change, kind, subject.client.id, month, sent)
    elif kind == "appraisal" and subject.person is not None:
        year = appraisals.year_named(period) if period else desk.local(change.now).year
        appraisals.hand_in(change, subject.person, year, why)
        period = str(year)
        _fulfil(change, kind, subject.person, period, sent)
    elif kind in _MEETS and subject.client is not None:
        period = period or (month_of(day) if kind == "monthly" else week_of(day))
        _fulfil(change, kind, subject.client.id, period, sent)
    elif kind == "summary":
        period = period or week_of(day)
        _fulfil(change, kind, ME, period, sent)
    elif kind == "day":
        period = period or day.isoformat()
    else:
        _done(change, kind, subject, sent, why)
    return period


def _fulfil(change: Change, kind: str, subject: str, period: str, sent: Fact) -> None:
    rule = _MEETS[kind]
    if change.desk.book.fulfilment(rule, subject, period) is None:
        change.new(Fulfilment, rule=rule, subject=subject, period=period, done=sent)


def _done(change: Change, kind: str, subject: Subject, sent: Fact, why: str | None) -> None:
    if kind == "schedule" and subject.card is not None:
        card = change.get(Card, subject.card.id)
        if card is not None and card.schedule_sent is None:
            change.put(replace(card, schedule_sent=sent))
    elif kind == "agenda" and subject.meeting is not None:
        meeting = change.get(Meeting, subject.meeting.id)
        if meeting is not None:
            if not meeting.points:
                raise BadInput("agenda.empty", title=meeting.title)
            change.put(replace(meeting, agenda_sent=meeting.agenda_sent or sent))
    elif kind == "minutes" and subject.meeting is not None:
        meeting = change.get(Meeting, subject.meeting.id)
        if meeting is not None:
            change.put(sent_minutes(meeting, sent, why, change.now))
    elif kind == "memo" and subject.memo is not None:
        memo = change.get(Memo, subject.memo.id)
        if memo is not None and memo.sent is None:
            change.put(replace(memo, sent=sent))


def _receiver(desk: Desk, kind: str, subject: Subject) -> str | None:
    if kind in _TO:
        return next((name for role in _TO[kind] if (name := someone(desk.profile, role))), None)
    if KINDS[kind].source.startswith("A"):  # A3, A6–A8, A10: what an AM hands in goes to the AD
        return someone(desk.profile, "AD")
    if subject.memo is not None:
        return subject.memo.to
    if subject.card is not None and subject.card.requested_by:
        return subject.card.requested_by
    client = desk.get(Client, client_of(subject))
    contacts: list[Contact] = client.contacts if client else []
    return contacts[0].name if contacts else None
