"""What stands in a week to come: duties as they will be, to-dos, meetings (A3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from aetui.desk.core import Desk
from aetui.desk.day.today import client_name
from aetui.desk.waiting import theirs, todo_client
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Meeting, TeamLine, Todo

ROUND, TODO, GIVEN, MEETING = "round", "todo", "given", "meeting"
"""How a line ahead stands, beside the states of duties: it comes round by itself; a to-do, our own or someone else's;
a meeting."""


def lines_ahead(
    desk: Desk, obligations: Iterable[Obligation], now: datetime, begin: datetime, end: datetime
) -> list[TeamLine]:
    """What is to be done in [begin, end), the earliest first. `obligations`: the duties as they are now, ended ones too; those
    that come round or arise until then are reckoned as if nobody did anything."""
    todos, meetings = todos_between(desk, begin, end), _meetings(desk, begin, end)
    spoken = {todo.id for todo in todos}
    held = {meeting.id for meeting in meetings}
    found = [_todo(desk, todo) for todo in todos] + [_meeting(desk, meeting) for meeting in meetings]
    for one in _obligations(desk, obligations, now, begin, end):
        if one.subject_id not in spoken and not (one.rule == "meeting.attend" and one.subject_id in held):
            found.append(_obligation(desk, one))
    return sorted(found, key=lambda line: (line.due or end, line.client, line.what))


def todos_between(desk: Desk, begin: datetime, end: datetime) -> list[Todo]:
    """Open to-dos with a day in [begin, end), in the order of their lists; what is private isn't told to others."""
    days = desk.local(begin).date(), desk.local(end).date()
    found = [todo for todo in desk.book.live_of(Todo) if days[0] <= todo.day < days[1] and not todo.private]
    return sorted(found, key=lambda t: (t.day, t.priority, t.id))


def todo_due(desk: Desk, todo: Todo) -> datetime:
    """When a to-do is to be done: as typed, else by the end of its day."""
    return todo.due or desk.calendar.day_end(todo.day)


def _obligations(
    desk: Desk, obligations: Iterable[Obligation], now: datetime, begin: datetime, end: datetime
) -> list[Obligation]:
    now_owed = {one.id: one for one in obligations}
    then = desk.obligations_at(max(end, now), now)
    # That a step would be late is no thing of its own: the step stands there already.
    late_only = {one.id for one in then if one.rule == "trouble.report"} - set(now_owed)
    coming = {one.id: one for one in then if one.id not in late_only and (one.state in OPEN or one.state == "missed")}
    for key, one in now_owed.items():
        if one.state in OPEN:
            coming[key] = one
        else:
            coming.pop(key, None)  # it is over already
    return [one for one in coming.values() if one.rule != "day.review" and begin <= one.due < end]


def _meetings(desk: Desk, begin: datetime, end: datetime) -> list[Meeting]:
    live = desk.book.live_of(Meeting)
    return [m for m in live if m.start is not None and begin <= m.start < end and m.cancelled is None]


def team_line(desk: Desk, obligation: Obligation, state: str | None = None) -> TeamLine:
    """A duty as a record: whoever reads it puts it into words. `state`: how it stands, where that isn't its own."""
    return TeamLine(
        id=obligation.id,
        rule=obligation.rule,
        what=obligation.what,
        owner=obligation.owner,
        theirs=obligation.theirs,
        number=obligation.number,
        of=obligation.of,
        estimated=obligation.estimated,
        client=client_name(desk, obligation.client_id),
        client_id=obligation.client_id,
        due=obligation.due,
        state=state or obligation.state,
        source=obligation.source,
    )


def _obligation(desk: Desk, obligation: Obligation) -> TeamLine:
    rule = desk.rulebook.rules.get(obligation.rule)
    return team_line(desk, obligation, ROUND if rule is not None and rule.calendar else "pending")


def _todo(desk: Desk, todo: Todo) -> TeamLine:
    return TeamLine(
        id=todo.id,
        what=todo.text,
        owner=todo.owner,
        theirs=theirs(desk, todo.owner, todo_client(desk, todo)),
        client=client_name(desk, todo.client_id),
        client_id=todo.client_id,
        due=todo_due(desk, todo),
        state=GIVEN if todo.owner else TODO,
        source="D1",
    )


def _meeting(desk: Desk, meeting: Meeting) -> TeamLine:
    return TeamLine(
        id=meeting.id,
        what=meeting.title,
        client=client_name(desk, meeting.client_id),
        client_id=meeting.client_id,
        due=meeting.start,
        state=MEETING,
        source="M1",
    )
