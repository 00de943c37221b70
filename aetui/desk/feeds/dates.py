"""What of a desk stands in a calendar: what is owed, to-dos that have a time, meetings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from aetui.desk.core import RECENT, Desk
from aetui.documents.calendar import CalendarLine
from aetui.domain.derive.meetings import USUAL
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Client, Meeting, Profile, Todo
from aetui.domain.records.liveness import is_live
from aetui.domain.rulebook.model import Rulebook
from aetui.domain.text import for_client
from aetui.domain.whose import is_theirs
from aetui.locales import Texts
from aetui.locales.wording import title, whose


class Dates(msgspec.Struct, frozen=True):
    """What has a date, as it stands at one moment: records alone, so that lines are made of them anywhere. `over`: the ids of what
    is done, or too late by now."""

    owed: list[Obligation]
    todos: list[Todo]
    meetings: list[Meeting]
    clients: dict[str, Client]
    profile: Profile | None
    rulebook: Rulebook
    over: frozenset[str]


def dates(desk: Desk, now: datetime) -> Dates:
    """What of the desk has a date. Cheap: what is owed is kept up, and of the rest only what is live or recent is looked at."""
    midnight = desk.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    found = desk.obligations(now, ended_since=midnight)
    return Dates(
        owed=[o for o in found if o.state in OPEN],
        todos=[t for t in desk.book.live_of(Todo) if t.due is not None and not t.private],
        meetings=[m for m in desk.book.all_of(Meeting) if _counts(m, recent(now))],
        clients=dict(desk.book.clients),
        profile=desk.profile,
        rulebook=desk.rulebook,
        over=frozenset(
            [o.id for o in found if o.state in ("met", "met_late", "missed")]
            + [t.id for t in desk.book.all_of(Todo) if t.done is not None]
        ),
    )


def calendar_lines(found: Dates, say: Texts, since: datetime | None = None) -> Iterator[CalendarLine]:
    """The lines of a calendar, in no order; with `since` none that lie before it."""
    for line in (*_owed(found, say), *_todos(found, say), *_meetings(found)):
        if since is None or (line.end or line.start) >= since:
            yield line


def _counts(meeting: Meeting, since: datetime) -> bool:
    """Whether a meeting is to come, lies behind but lately, still asks for something, or won't be."""
    off = meeting.cancelled is not None or meeting.start is None
    return off or (meeting.start is not None and meeting.start >= since) or is_live("meetings", meeting)


def recent(now: datetime) -> datetime:
    """How far back a calendar that is kept up reaches."""
    return now - RECENT


def _owed(found: Dates, say: Texts) -> Iterator[CalendarLine]:
    for owed in found.owed:
        rule = found.rulebook.rules.get(owed.rule)
        warned = owed.act_by - rule.warning if rule is not None else owed.act_by
        yield CalendarLine(
            uid=owed.id,
            title=_with_client(found, owed.client_id, title(say, owed, found.rulebook)),
            start=owed.due,
            note=f"{owed.source} {owed.rule}",
            alarms=tuple(sorted({warned, owed.act_by})),
        )


def _todos(found: Dates, say: Texts) -> Iterator[CalendarLine]:
    """Those that have a time of their own; none that is for the house alone."""
    for todo in found.todos:
        words = for_client(todo.text).strip()
        if todo.due is not None and words:
            theirs = is_theirs(todo.owner, found.clients.get(todo.client_id or ""), found.profile)
            words = f"{words} {whose(say, todo.owner, theirs=theirs)}".rstrip()
            yield CalendarLine(
                uid=todo.id,
                title=_with_client(found, todo.client_id, words),
                start=todo.due,
                alarms=(todo.due,),
            )


def _meetings(found: Dates) -> Iterator[CalendarLine]:
    for meeting in found.meetings:
        # One that won't be, or has no new date yet, is struck out where it stood: a calendar that is fed again would
        # keep what merely is absent.
        start = meeting.start or (meeting.postponed[-1].start if meeting.postponed else None)
        if start is None:
            continue
        yield CalendarLine(
            uid=meeting.id,
            title=_with_client(found, meeting.client_id, meeting.title),
            start=start,
            end=(meeting.end if meeting.start else None) or start + USUAL,
            sequence=_turns(meeting),
            cancelled=meeting.cancelled is not None or meeting.start is None,
        )


def _turns(meeting: Meeting) -> int:
    """How often it was put elsewhere or called off; grows with each. Without a new date it is half moved."""
    off = 1 if meeting.cancelled else -1 if meeting.start is None else 0
    return 2 * len(meeting.postponed) + off


def _with_client(found: Dates, client_id: str | None, words: str) -> str:
    client = found.clients.get(client_id or "")
    return f"{client.short} {words}" if client else words
