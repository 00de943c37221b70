"""The AMs' weekly summaries (A3): an AM hands hers in as a file, which is the paper as it went; on the AD's desk it is taken in, read, and
marked as read; who hasn't handed one in is told."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from aetui.desk.book.deputies import stands_in
from aetui.desk.check.sheet import am_of, checker
from aetui.desk.core import Change, Desk
from aetui.desk.files.bundle_file import HandedIn, desk_id, opened, write_bundle
from aetui.desk.files.given import read_file
from aetui.desk.find.finder import find_one
from aetui.desk.letters.parcels import body_of
from aetui.desk.papers import Subject, build, written
from aetui.desk.papers.sending import send_paper
from aetui.desk.periods import week_named
from aetui.desk.week.team import leads_ams, leads_team
from aetui.desk.week.team_file import send_week
from aetui.domain.clock.periods import span
from aetui.domain.derive.moment import Moment
from aetui.domain.derive.periods import periods
from aetui.domain.errors import BadInput
from aetui.domain.letters.acts import SUMMARY as ACT
from aetui.domain.letters.acts import derived_id
from aetui.domain.letters.approvals import PaperCopy, copy_of
from aetui.domain.letters.handing_in import hand_in
from aetui.domain.letters.outgoing import To
from aetui.domain.records import Fact, TeamPaper
from aetui.domain.roles import someone

SUMMARY = "summary"
"""The kind of such a file, and of the paper."""


class SummaryFile(HandedIn, frozen=True, kw_only=True, omit_defaults=True):
    """What a file holds: the paper as it was handed in. `desk` says whose it is, `sum` that nobody wrote in it."""

    paper: PaperCopy


class Handed(msgspec.Struct, frozen=True):
    """An AM's summary of a week, as it stands on the AD's desk. `paper`: None while it isn't in; `late`: so after its time."""

    whose: str
    paper: TeamPaper | None = None
    late: bool = False


def hand_week(desk: Desk, period: str | None, file: Path | None, now: datetime) -> tuple[str, str]:
    """What this desk hands in on Friday, as a file, or to the office: an AM's summary for the AD, an AE's week for the AM. Answers the
    week, and whose. Raises BadInput as `send_summary`, `send_week`."""
    if leads_team(desk):
        name = week_named(desk, period, now)
        send_summary(desk, name, file, now)
        return name, desk.owner or ""
    week = send_week(desk, period, file, now, to=the_leader(desk, now) if file is None else None)
    return week.period, week.whose


def leader(desk: Desk, now: datetime) -> To | None:
    """To whom this desk hands its week in, where they, or who stands in, are in the office: an AM's AD, an AE's AM."""
    return desk.mail.to(stands_in(desk, "approves", "AD", now)) if leads_team(desk) else checker(desk, now)


def the_leader(desk: Desk, now: datetime) -> To:
    """As `leader`. Raises BadInput where nobody is there."""
    to = leader(desk, now)
    if to is None:
        raise BadInput("office.no_file", who="AD" if leads_team(desk) else am_of(desk))
    return to


def send_summary(desk: Desk, period: str, file: Path | None, now: datetime) -> None:
    """Write the week's summary to a file for the AD's `aetui import`, without one to the AD's desk in the office; so it is handed in (`week.summary`), in the same change. Raises
    BadInput: no name in the profile, a week to come, nobody there, a file that can't be written."""
    if not desk.owner:
        raise BadInput("team.nameless")
    to = None if file is not None else the_leader(desk, now)
    if span(period)[0] > desk.local(now).date():
        raise BadInput("team.to_come", text=period)
    subject = Subject(period=period)
    sheet = build(desk, desk.say, SUMMARY, subject, now)
    with desk.change("week.hand_in", now, what=period) as change:
        ad = someone(desk.profile, "AD")
        paper = send_paper(
            desk,
            sheet,
            written(desk, sheet, "md").decode(),
            subject,
            now,
            to=ad,
            how=file.name if file is not None else None,
        )
        bundle = SummaryFile(
            aetui_bundle=SUMMARY,
            desk=desk_id(desk),
            whose=desk.owner,
            period=period,
            made=now,
            paper=copy_of(desk.book, paper),
        )
        if file is not None:
            write_bundle(file, bundle)
        elif to is not None:
            change.post(hand_in(ACT, to, period, body_of(bundle)))


def read_summary(file: Path) -> SummaryFile:
    """The summary in that file. Raises BadInput: no such file, edited."""
    return summary_in(read_file(file), file.name)


def summary_in(data: bytes, name: str) -> SummaryFile:
    """The summary in those bytes, which came as `name`. Raises BadInput: another thing, edited."""
    came = opened(data, name, SUMMARY, SummaryFile)
    first, last = span(came.period)
    if (last - first).days != 6 or came.paper.kind != SUMMARY:
        raise BadInput("bundle.format", file=name)
    return came


def take_summary(change: Change, came: SummaryFile, name: str) -> TeamPaper:
    """Inside a change: an AM's summary onto this desk; a later one of the same week takes the earlier's place, and is to be read anew.
    Raises BadInput: this desk's own, taken in already, older than what was taken in."""
    desk = change.desk
    if came.desk == desk_id(desk):
        raise BadInput("summary.own", file=name)
    old = next((p for p in desk.each(TeamPaper) if _is_of(p, came.period) and p.desk == came.desk), None)
    if old is not None and came.made <= old.sent.at:
        raise BadInput("bundle.twice" if came.made == old.sent.at else "team.older", file=name, name=old.whose)
    copy = came.paper
    said = {
        "whose": came.whose,
        "desk": came.desk,
        "period": came.period,
        "paper_id": copy.id,
        "kind": SUMMARY,
        "title": copy.title,
        "text": copy.text,
        "sheet": copy.sheet,
        "to": copy.to,
        "sent": replace(copy.sent, at=came.made),
        "read": None,
    }
    return (
        change.put(replace(old, **said))
        if old is not None
        else change.called(TeamPaper, derived_id(came.desk, f"summary {came.period}"), **said)
    )


def to_read(desk: Desk) -> list[TeamPaper]:
    """The AMs' summaries that nobody read yet, in the order in which they were made."""
    found = (p for p in desk.book.live_of(TeamPaper) if p.kind == SUMMARY and p.read is None)
    return sorted(found, key=lambda p: (p.sent.at, p.id))


def summaries(desk: Desk, period: str, now: datetime) -> list[Handed]:
    """Each AM of the profile, and whoever else handed in a summary of that week. Empty on a desk that no AM hands hers to."""
    if not leads_ams(desk):
        return []
    there = {p.whose: p for p in desk.each(TeamPaper) if _is_of(p, period)}
    people = desk.profile.people if desk.profile else []
    ams = [p.name for p in people if (p.role or "").upper() == "AM" and p.name != desk.owner]
    due = _due(desk, period, now)
    return [
        Handed(name, there.get(name), late=name not in there and due is not None and due < now)
        for name in dict.fromkeys([*ams, *sorted(there)])
    ]


def mark_read(desk: Desk, said: str, now: datetime, period: str | None = None) -> TeamPaper:
    """An AM's summary was read: by its id or the AM's name, of that week, else the latest that came. Once read it stays so. Raises
    NotThere, BadInput."""
    with desk.change("summary.read", now) as change:
        found = the_summary(desk, said, period)
        change.args.update(who=found.whose, what=found.period or "")
        return read_in(change, found.id) or found


def read_in(change: Change, key: str) -> TeamPaper | None:
    """Inside a change: as `mark_read`, of the summary of that id; None where it isn't here any more."""
    paper = change.get(TeamPaper, key)
    if paper is None or paper.read:
        return paper
    return change.put(replace(paper, read=Fact(at=change.now, by=change.desk.owner)))


def the_summary(desk: Desk, said: str, period: str | None = None) -> TeamPaper:
    """The summary that is meant. Raises NotThere, BadInput."""
    held = [p for p in desk.each(TeamPaper) if p.kind == SUMMARY and period in (None, p.period)]
    newest = {p.whose: p for p in sorted(held, key=lambda p: (p.period or "", p.sent.at))}
    return find_one(newest.values(), said, past=held, kind="summary")


# Inside


def _is_of(paper: TeamPaper, period: str) -> bool:
    return paper.kind == SUMMARY and paper.period == period


def _due(desk: Desk, period: str, now: datetime) -> datetime | None:
    """When the rulebook has the summaries of that week handed in; None where it has none, or not in that week."""
    rule = desk.rulebook.rules.get("week.summary")
    if rule is None or not rule.on:
        return None
    first, last = span(period)
    m = Moment(desk.book, desk.rulebook, now, desk.calendar, None, False)
    found = periods(m, rule, None, desk.calendar.day_start(first), desk.calendar.day_end(last))
    return next((one.due for one in found if one.key == period), None)
