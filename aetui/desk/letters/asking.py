"""A paper is approved before it goes (A2): whoever approves is asked on their own desk, and what goes as it was approved bears that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec
from msgspec.structs import replace

from aetui.desk.book.deputies import approver
from aetui.desk.core import Change, Desk, new_id
from aetui.desk.papers import Subject, leaves, written
from aetui.documents.sheet import Sheet
from aetui.domain.errors import BadInput
from aetui.domain.papers import PAPERS
from aetui.domain.records import KIND_OF, AskedPaper, Card, Client, Fact, Meeting, Paper
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts

About = Card | Client | Meeting


def ask_paper(desk: Desk, sheet: Sheet, subject: Subject, now: datetime) -> AskedPaper:
    """Whoever approves is asked for this paper, as it would go; asked before with the same text it stands. Raises BadInput: it needs
    no approval, or they are in no office."""
    about = _about(subject)
    if about is None or not PAPERS[sheet.kind].outside or not leaves(sheet.kind, subject):
        raise BadInput("paper.asks_nobody", title=sheet.title)
    who = approver(desk, now)
    if desk.mail.to(who) is None:
        raise BadInput("paper.not_in_office", who=who or "AM", title=sheet.title)
    with desk.change("paper.ask", now, title=sheet.title, who=who) as change:
        record = change.get(type(about), about.id) or about
        held = the_ask(desk, sheet.kind, subject)
        if held is not None and held.returned is None and is_same(held, sheet):
            return held
        one = AskedPaper(
            id=new_id(),
            kind=sheet.kind,
            title=sheet.title,
            text=written(desk, sheet, "md").decode(),
            sheet=msgspec.json.encode(sheet).decode(),
            to=subject.to,
            period=subject.period,
            asked=Fact(at=now, by=who),
        )
        others = [old for old in record.asked_papers if (old.kind, old.period) != (one.kind, one.period)]
        change.put(replace(record, asked_papers=[*others, one]))
    return one


def the_ask(desk: Desk, kind: str, subject: Subject) -> AskedPaper | None:
    """What was asked for that paper, and hasn't gone since."""
    about = _about(subject)
    record = desk.get(type(about), about.id) if about is not None else None
    found = (one for one in (record.asked_papers if record is not None else ()) if one.kind == kind)
    same = next((one for one in found if one.period == subject.period), None)
    return same if same is not None and record is not None and not _gone(desk, record, same) else None


def approval(change: Change, kind: str, subject: Subject, sheet: Sheet) -> AskedPaper | None:
    """The approval that this paper bears: it was asked for before, and this is what was approved."""
    one = the_ask(change.desk, kind, subject)
    return one if one is not None and one.approved is not None and is_same(one, sheet) else None


def is_same(one: AskedPaper, sheet: Sheet) -> bool:
    """Whether it says what was asked for, whatever day stands on it."""
    try:
        held = msgspec.json.decode(one.sheet or "", type=Sheet)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return False
    return _undated(held) == _undated(sheet)


def _undated(sheet: Sheet) -> Sheet:
    label = Texts(sheet.lang)("paper.fact.date")
    return replace(sheet, facts=[pair for pair in sheet.facts if pair[0] != label])


def asked_back(desk: Desk) -> Iterator[tuple[str, AskedPaper]]:
    """What was returned before it went, until it is asked for anew or goes; with what it is about."""
    book = desk.book
    abouts: tuple[About, ...] = (*book.live_of(Card), *book.live_of(Client), *book.live_of(Meeting))
    for record in abouts:
        for one in record.asked_papers:
            if one.returned is not None and not _gone(desk, record, one):
                yield ref_to(KIND_OF[type(record)], record.id), one


def ask_words(say: Texts, one: AskedPaper) -> str:
    """How it stands with whoever was asked."""
    for state, fact in (("approved", one.approved), ("returned", one.returned)):
        if fact is not None:
            return say(f"paper.state.{state}", by=fact.by or "AM", how=fact.how or "")
    return say("paper.asked_of", who=one.asked.by or "AM")


def _gone(desk: Desk, record: About, one: AskedPaper) -> bool:
    key = {Card: "card_id", Client: "client_id", Meeting: "meeting_id"}[type(record)]
    return any(
        paper.kind == one.kind
        and paper.period == one.period
        and getattr(paper, key) == record.id
        and paper.sent.at >= one.asked.at
        for paper in desk.book.all_of(Paper)
    )


def _about(subject: Subject) -> About | None:
    return subject.card or subject.meeting or subject.client


def sent_words(say: Texts, asked: AskedPaper | None, paper: Paper) -> str:
    """What became of the approval that had been asked for when the paper went; empty where none had come."""
    if asked is None or asked.approved is None:
        return ""
    if paper.asked_id == asked.id:
        return say("paper.bears", by=asked.approved.by or "AM")
    return say("paper.changed_since") if paper.approved is None else ""
