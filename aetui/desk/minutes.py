"""Minutes (M6–M8): written line by line, each action a to-do of its owner; signed, sent, circulated, confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from aetui.desk.core import Change, Desk
from aetui.desk.facts import fact
from aetui.desk.lines import people
from aetui.desk.meetings import meeting_in
from aetui.domain.errors import BadInput, NotThere, Refused
from aetui.domain.gates import complete_minutes
from aetui.domain.lines import minutes as grammar
from aetui.domain.records import Action, Fact, Meeting, Minutes, Passed, Todo, Topic
from aetui.domain.text import for_client


def lines_of(desk: Desk, meeting: Meeting) -> list[str]:
    """The lines that the minutes were typed in."""
    return grammar.write(meeting.minutes, cal=desk.calendar)


def write_minutes(desk: Desk, meeting_id: str, lines: Sequence[str], now: datetime) -> Meeting:
    """The minutes as these lines tell them, as a whole. Each new action becomes a to-do of its owner; one that is
    no longer there takes its to-do along, unless that was worked on. Sent minutes can't be written any more.
    Raises NotThere, BadInput."""
    with desk.change("meeting.minutes", now) as change:
        old = meeting_in(change, meeting_id)
        change.args["title"] = old.title
        if old.minutes.sent is not None:
            raise BadInput("minutes.sent", title=old.title)
        before = old.minutes.topics
        topics = grammar.read(lines, now=now, cal=desk.calendar, people=people(desk), before=before)
        topics = [replace(t, actions=[_to_do(change, old, a, before) for a in t.actions]) for t in topics]
        _forget(change, before, topics)
        # Whoever signed, signed other words.
        after = replace(old, minutes=replace(old.minutes, topics=topics, signed=None))
        if topics != before:
            after = change.put(after)
        else:
            after = old
    return after


def add_minutes(desk: Desk, meeting_id: str, lines: Sequence[str], now: datetime) -> Meeting:
    """Further lines, behind those that are there."""
    found = desk.get(Meeting, meeting_id)
    if found is None:
        raise NotThere("meeting.unknown", name=meeting_id)
    return write_minutes(desk, meeting_id, [*lines_of(desk, found), *lines], now)


def sign_minutes(desk: Desk, meeting_id: str, by: str, now: datetime) -> Meeting:
    """Signed by hand at the end (M8). Raises BadInput without a name or without minutes."""
    if not by.strip():
        raise BadInput("minutes.who")
    with desk.change("meeting.sign", now) as change:
        old = meeting_in(change, meeting_id)
        change.args["title"] = old.title
        if not old.minutes.topics:
            raise BadInput("minutes.none", title=old.title)
        after = _put(change, old, replace(old.minutes, signed=Fact(at=now, by=by.strip())))
    return after


def send_minutes(
    desk: Desk,
    meeting_id: str,
    now: datetime,
    *,
    at: datetime | None = None,
    how: str | None = None,
    why: str | None = None,
) -> Meeting:
    """Out to the client (M6). Refused while a topic lacks something (M7) or the signature is missing (M8), unless a
    reason is written down. Raises NotThere, BadInput, Refused."""
    reason = (why or "").strip() or None
    done = replace(fact(now, at, how=how), why=reason)
    with desk.change("meeting.send", now) as change:
        old = meeting_in(change, meeting_id)
        change.args["title"] = old.title
        after = change.put(sent_minutes(old, done, reason, now))
    return after


def sent_minutes(meeting: Meeting, fact: Fact, why: str | None, now: datetime) -> Meeting:
    """The meeting with its minutes sent. Raises Refused where they are incomplete (M7) or unsigned (M8) and `why`
    gives no reason."""
    lacks = complete_minutes(meeting.minutes)
    if not why and lacks:
        index = lacks[0][0]
        topic = meeting.minutes.topics[index].title if meeting.minutes.topics else meeting.title
        parts = [part for n, part in lacks if n == index]
        raise Refused("gate.minutes_lack", rule="M7", topic=topic or "–", missing=parts)
    if not why and meeting.minutes.signed is None:
        raise Refused("gate.minutes_unsigned", rule="M8", title=meeting.title)
    passed = meeting.passed
    if why and (lacks or meeting.minutes.signed is None):
        passed = [*passed, Passed(gate="minutes", why=why, at=now)]
    minutes = replace(meeting.minutes, sent=fact, signed=meeting.minutes.signed or fact)
    return replace(meeting, minutes=minutes, passed=passed)


def circulate_minutes(
    desk: Desk, meeting_id: str, now: datetime, *, at: datetime | None = None, how: str | None = None
) -> Meeting:
    """To the people concerned inside (M6)."""
    done = fact(now, at, how=how)
    with desk.change("meeting.circulate", now) as change:
        old = meeting_in(change, meeting_id)
        change.args["title"] = old.title
        after = _put(change, old, replace(old.minutes, circulated=done))
    return after


def confirm_minutes(
    desk: Desk, meeting_id: str, now: datetime, *, at: datetime | None = None, how: str | None = None
) -> Meeting:
    """The client confirmed them on the phone (M8). Raises BadInput before they were sent."""
    done = fact(now, at, how=how)
    with desk.change("meeting.confirm", now) as change:
        old = meeting_in(change, meeting_id)
        change.args["title"] = old.title
        if old.minutes.sent is None:
            raise BadInput("minutes.unsent", title=old.title)
        after = _put(change, old, replace(old.minutes, confirmed=done))
    return after


def _put(change: Change, meeting: Meeting, minutes: Minutes) -> Meeting:
    return change.put(replace(meeting, minutes=minutes))


def _to_do(change: Change, meeting: Meeting, action: Action, before: Sequence[Topic]) -> Action:
    """The action with its to-do: the one it had, written anew where the action was, or a new one."""
    words = for_client(action.what or "").strip()
    if not words:
        return action
    had = action.todo_id or next(
        (a.todo_id for t in before for a in t.actions if a.what == action.what and a.todo_id), None
    )
    todo = change.get(Todo, had) if had else None
    owner = people(change.desk).owner(action.owner)
    day = change.desk.local(action.due or change.now).date()
    if todo is not None:
        if (todo.owner, todo.due) != (owner, action.due):
            change.put(replace(todo, owner=owner, due=action.due, day=day))
        return replace(action, todo_id=todo.id)
    made = change.new(Todo, text=words, day=day, owner=owner, due=action.due, client_id=meeting.client_id)
    return replace(action, todo_id=made.id)


def _forget(change: Change, before: Sequence[Topic], after: Sequence[Topic]) -> None:
    kept = {a.todo_id for t in after for a in t.actions}
    for topic in before:
        for action in topic.actions:
            todo = change.get(Todo, action.todo_id) if action.todo_id and action.todo_id not in kept else None
            if todo is not None and not (todo.done or todo.dropped or todo.chased or todo.carried):
                change.delete(todo)
