"""Whether a record can still matter: by the record alone, so that the store can keep what is open at hand.

Conservative: False only where no rule can have an open obligation on it and no list on the board shows it
as open. `derive` looks for open obligations among the live records only, whatever lies behind them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from aetui.domain.gates import minutes_out, paper_state, to_approve, unapproved
from aetui.domain.lines.point import any_counts
from aetui.domain.marks import ROWS
from aetui.domain.meeting.points import left_over
from aetui.domain.patterns import pattern
from aetui.domain.records import (
    Absence,
    Appraisal,
    Call,
    Card,
    Cover,
    Day,
    Fulfilment,
    Idea,
    Item,
    Lesson,
    Letter,
    Meeting,
    Memo,
    Paper,
    Plan,
    Record,
    Summary,
    TeamDay,
    TeamPaper,
    Todo,
)
from aetui.domain.records.refs import ObligationId

_MONTH = pattern(r"([1-9]\d{3})-(0[1-9]|1[0-2])")
_EARLY = timedelta(days=10)
_CALENDAR = ("day.", "week.", "month.", "year.")


def is_live(kind: str, record: Record) -> bool:
    """Whether `record`, of the table `kind`, can have an open obligation or stands on a list of open ones."""
    judge = _JUDGES.get(kind)
    return judge is None or judge(record)


def all_at_hand(kind: str) -> bool:
    """Whether all records of a kind stay at hand, whatever their age: each is live, or there are few of them in ten years."""
    return kind in _FEW or kind not in _JUDGES


def _let_go(record: Record, rule: str) -> bool:
    return rule in record.waived or rule in record.met


def _card(card: Card) -> bool:
    if card.state != "closed":
        return True
    # R8: what is to be collected stays to be collected when the work is over.
    return any(
        line.due and not line.settled and not _let_go(card, ObligationId("card.money", card.id, line.id).key)
        for line in card.money
    )


def _call(call: Call) -> bool:
    if call.way == "missed":
        return call.returned is None and not _let_go(call, "call.return")
    if call.ended_at is None:
        return True  # it stays at hand until somebody hangs up
    # A call that confirmed something stays at hand as its proof; those of the week need it for the week only.
    return any(not obligation.startswith(_CALENDAR) for obligation in call.serves)


def _item(item: Item) -> bool:
    mark = ROWS[item.mark]
    waits = item.card_id is None if mark.on_card else item.done is None
    return bool(mark.rule) and waits and not _let_go(item, mark.rule)


def _meeting(meeting: Meeting) -> bool:
    if any(point.id and not point.done and not point.to_id for point in meeting.points) and left_over(meeting):
        return True  # the next of its series takes them up
    if meeting.cancelled:
        return False
    minutes = meeting.minutes
    written = (
        bool(minutes.out or minutes_out(meeting))
        or _let_go(meeting, "meeting.minutes")
        or (meeting.client_id is None and not any_counts(meeting.points))
    )
    confirmed = (
        minutes.confirmed is not None
        or meeting.client_id is None
        or minutes.sent is None
        or _let_go(meeting, "meeting.minutes_confirm")
    )
    # What was let go of a meeting that was moved says nothing of the start that it has now.
    attended = meeting.attended is not None or (_let_go(meeting, "meeting.attend") and not meeting.postponed)
    return not (meeting.start and written and confirmed and attended)


def _memo(memo: Memo) -> bool:
    return memo.sent is None and memo.done is None


def _paper(paper: Paper) -> bool:
    return unapproved(paper) or paper_state(paper) == "returned"


def _teampaper(paper: TeamPaper) -> bool:
    unread = paper.kind == "summary" and paper.read is None
    return unread or to_approve(paper) or not paper.known  # what was said of it has yet to go back


def _teamday(day: TeamDay) -> bool:
    return day.signed is None or not day.known


def _letter(letter: Letter) -> bool:
    """That its matter has ended is said on each of its letters; one that answers, chases or takes back is seen before it goes, and
    one that wasn't taken in, until it is."""
    if letter.refused is not None:
        return "read" not in letter.met or letter.refused in ("letter.newer", "letter.early")
    return "over" not in letter.met or (letter.of is not None and not letter.out and "read" not in letter.met)


def _lesson(lesson: Lesson) -> bool:
    return lesson.became is None


def _todo(todo: Todo) -> bool:
    return todo.done is None and todo.dropped is None


def _fulfilment(fulfilment: Fulfilment) -> bool:
    if len(fulfilment.period) == 4 or "-Q" in fulfilment.period:
        return True  # a year's stands until the next year's, a quarter's longer than what is recent
    # A month's that was met long before it stood is needed until the month is over.
    month = _MONTH.fullmatch(fulfilment.period)
    return month is not None and fulfilment.done.at.date() < date(int(month[1]), int(month[2]), 1) - _EARLY


def _absence(absence: Absence) -> bool:
    return absence.cancelled is None and absence.returned is None


def _cover(cover: Cover) -> bool:
    return cover.done is None


def _day(day: Day) -> bool:
    return day.closed is None


def _plan(plan: Plan) -> bool:
    # What was handed in as it stands is looked up when its period is asked for.
    return not plan.versions or plan.versions[-1].lines != plan.lines


def _appraisal(_: Appraisal) -> bool:
    return False  # looked up when its year is asked for; whether it is owed, its fulfilment says


def _summary(_: Summary) -> bool:
    return False  # looked up when its week is asked for


def _idea(idea: Idea) -> bool:
    return idea.used is None and idea.dropped is None


def _kept(_: Record) -> bool:
    return False  # looked up when it is asked for; nothing is owed by it


_FEW = frozenset({"plans", "appraisals", "summaries", "selfchecks", "months", "lessons"})
"""Kinds of which a desk makes a few a week at most: to hold them all costs less than to look for one."""

_JUDGES: dict[str, Callable[[Any], bool]] = {
    "cards": _card,
    "calls": _call,
    "items": _item,
    "meetings": _meeting,
    "memos": _memo,
    "todos": _todo,
    "days": _day,
    "absences": _absence,
    "covers": _cover,
    "papers": _paper,
    "teampapers": _teampaper,
    "teamdays": _teamday,
    "lessons": _lesson,
    "letters": _letter,
    "fulfilments": _fulfilment,
    "plans": _plan,
    "appraisals": _appraisal,
    "summaries": _summary,
    "ideas": _idea,
    "selfchecks": _kept,
    "pictures": _kept,
    "months": _kept,
}
