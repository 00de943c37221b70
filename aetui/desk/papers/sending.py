"""Papers that left the house: recorded as sent, with how, when, to whom and who approved (A2), kept as they were."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack

import msgspec

from aetui.desk.acts import Act, Enclosed, card, do, meeting, memo, minutes, rounds, schedule
from aetui.desk.acts.hands import whose_hand
from aetui.desk.acts.papers import ANSWER, APPROVE, RETURN, keep_paper
from aetui.desk.core import Change, Desk
from aetui.desk.facts import Proof, clean, fact
from aetui.desk.find.finder import find_one
from aetui.desk.meeting.carrying import hold
from aetui.desk.meeting.meetings import meeting_in
from aetui.desk.papers import Subject
from aetui.documents.sheet import Sheet
from aetui.domain import gates
from aetui.domain.errors import BadInput
from aetui.domain.records import Fact, Paper, Record, TeamPaper


def send_paper(
    desk: Desk,
    sheet: Sheet,
    text: str,
    subject: Subject,
    now: datetime,
    *,
    to: str | None = None,
    **proof: Unpack[Proof],
) -> Paper:
    """A paper was sent: the act that it stands for, and the paper as it went, in one change. `text`: its Markdown; `by`: who
    approved it (A2); `why`: the reason for passing a gate. Raises BadInput, Refused (D4, M7, M8; appraisal, A10)."""
    enclosed = Enclosed(sheet, text, to or subject.to, proof.pop("by", None), subject.copies)
    sent = fact(now, **proof)
    with desk.change("paper.send", now, title=sheet.title) as change:
        paper = _sent(change, sheet.kind, subject, sent, enclosed)
    return paper


def approve_paper(desk: Desk, paper_id: str, by: str, now: datetime, *, why: str | None = None) -> Paper:
    """The AM has seen and signed it (A2). Raises BadInput without a name, Refused in one's own, NotThere."""
    with desk.change("paper.approve", now) as change:
        paper = the_paper(desk, paper_id)
        change.args["title"] = paper.title
        paper = do(change, APPROVE, paper, Fact(at=now, by=whose_hand(desk, clean(by)), why=clean(why)))
    return paper


def return_paper(desk: Desk, paper_id: str, remark: str, by: str, now: datetime, *, why: str | None = None) -> Paper:
    """The AM returns it with a remark (A2). Raises BadInput without a name or a remark, Refused by one's own hand, NotThere."""
    with desk.change("paper.return", now) as change:
        paper = the_paper(desk, paper_id)
        change.args["title"] = paper.title
        paper = do(
            change, RETURN, paper, Fact(at=now, how=clean(remark), by=whose_hand(desk, clean(by)), why=clean(why))
        )
    return paper


def answer_paper(desk: Desk, paper_id: str, how: str, now: datetime) -> Paper:
    """What was done about the AM's remark on a returned paper (A2). Raises BadInput: not returned, no words; NotThere."""
    with desk.change("paper.answer", now) as change:
        paper = the_paper(desk, paper_id)
        change.args["title"] = paper.title
        paper = do(change, ANSWER, paper, Fact(at=now, how=clean(how), by=desk.owner))
    return paper


def unapproved(desk: Desk) -> list[Paper]:
    """What went to clients without the AM's approval (A2), oldest first; the daily check lists these."""
    found = (p for p in desk.book.live_of(Paper) if gates.unapproved(p))
    return sorted(found, key=lambda p: (p.sent.at, p.id))


def came_back(desk: Desk) -> list[Paper]:
    """What the AM returned, and was neither answered nor sent anew (A2), oldest first."""
    found = (p for p in desk.book.live_of(Paper) if gates.paper_state(p) == "returned")
    return sorted(found, key=lambda p: (p.sent.at, p.id))


def the_paper(desk: Desk, said: str) -> Paper:
    """The sent paper that is meant, by its id or its title. Raises NotThere, BadInput where several are."""
    return find_one(desk.book.live_of(Paper), said, past=desk.each(Paper), kind="report", id=said)


def sheet_of(paper: Paper | TeamPaper) -> Sheet | None:
    """The paper as data, as it was sent; None where it was kept as text alone."""
    try:
        return msgspec.json.decode(paper.sheet, type=Sheet) if paper.sheet else None
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


_ACTS: dict[str, tuple[str, Act]] = {
    "schedule": ("card", schedule.SEND),
    "order": ("card", card.SEND_ORDER),
    "agenda": ("meeting", meeting.SEND_AGENDA),
    "minutes": ("meeting", minutes.SEND),
    "memo": ("memo", memo.SEND),
}
"""The act that a paper stands for, by its kind, and what of its subject that is done to."""


def _sent(change: Change, kind: str, subject: Subject, sent: Fact, enclosed: Enclosed) -> Paper:
    """The act that a paper stands for; one that stands for none is kept alone."""
    desk = change.desk
    if kind in rounds.MEETS:
        whose = subject.client.id if subject.client is not None else subject.person or ""
        return rounds.hand_over(change, kind, whose, subject.period, sent, enclosed, of_paper=True)
    if kind in _ACTS:
        field, act = _ACTS[kind]
        about: Record = getattr(subject, field)
        held = meeting_in(change, about.id) if field == "meeting" else change.get(type(about), about.id)
        if held is None:
            raise BadInput(f"report.needs_{field}", kind=desk.say(f"paper.{kind}"))
        before = {paper.id for paper in change.made(Paper)}
        inside = kind == "minutes" and getattr(held, "client_id", None) is None
        with hold(change, held) as full:
            if inside:  # an inside meeting's go round the house, to whom it concerns (M6)
                do(change, minutes.CIRCULATE, full, sent, words=enclosed.to or "")
            else:
                do(change, act, full, sent, enclosed=enclosed)
        made = next((paper for paper in change.made(Paper) if paper.id not in before), None)
        if made is not None:
            return made
    fields: dict[str, Any] = {f: getattr(subject, f) for f in subject.__struct_fields__}
    if kind == "day" and subject.period is None:
        fields["period"] = desk.local(sent.at).date().isoformat()
    return keep_paper(change, kind, fields, sent, enclosed)
