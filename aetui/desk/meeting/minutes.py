"""Minutes (M6–M8): written line by line, each action a to-do of its owner; signed, sent, circulated, confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from msgspec.structs import replace

from aetui.desk.acts import Enclosed
from aetui.desk.acts import minutes as acts
from aetui.desk.book.pictures import picture_of
from aetui.desk.core import Change, Desk
from aetui.desk.facts import Proof, fact
from aetui.desk.meeting.meetings import at_hand, do_act, meeting_of
from aetui.desk.typed.lines import people
from aetui.domain.errors import BadInput
from aetui.domain.lines import minutes as grammar
from aetui.domain.meeting.points import told_by
from aetui.domain.records import Action, Card, Fact, Meeting, Todo, Topic
from aetui.domain.text import without_remarks


def lines_of(desk: Desk, meeting: Meeting) -> list[str]:
    """The lines that the minutes were typed in."""
    return grammar.write(meeting.minutes, cal=desk.calendar, people=people(desk), lang=desk.say.lang)


def write_minutes(desk: Desk, meeting_id: str, lines: Sequence[str], now: datetime) -> Meeting:
    """The minutes as these lines tell them, as a whole. Each new action becomes a to-do of its owner; one that is
    no longer there takes its to-do along, unless that was worked on. Sent minutes can't be written any more.
    Raises NotThere, BadInput."""
    with at_hand(desk, "meeting.minutes", meeting_id, now) as (change, old):
        if old.minutes.sent is not None:
            raise BadInput("minutes.sent", title=old.title)
        before = old.minutes.topics
        topics = grammar.read(lines, now=now, cal=desk.calendar, people=people(desk), before=before)
        told = told_by(replace(old, minutes=replace(old.minutes, topics=topics)))
        about = [old.points[told[n]].card_id if n in told else None for n in range(len(topics))]
        topics = [
            replace(t, actions=[_to_do(change, old, a, before, card) for a in t.actions])
            for t, card in zip(topics, about, strict=True)
        ]
        _forget(change, before, topics)
        # Whoever signed, signed other words.
        after = replace(old, minutes=replace(old.minutes, topics=topics, signed=None, signature_id=None))
        if topics != before:
            after = change.put(after)
        else:
            after = old
    return after


def add_minutes(desk: Desk, meeting_id: str, lines: Sequence[str], now: datetime) -> Meeting:
    """Further lines, behind those that are there."""
    found = meeting_of(desk, meeting_id, now)
    return write_minutes(desk, meeting_id, [*lines_of(desk, found), *lines], now)


def sign_minutes(desk: Desk, meeting_id: str, by: str, now: datetime, *, hand: bool = False) -> Meeting:
    """Signed at the end (M8): one's own with the picture of the signature, where the profile has one; else, and where `hand` says
    so, by hand, on the line that the paper leaves for it. Raises BadInput without a name or without minutes."""
    if not by.strip():
        raise BadInput("minutes.who")
    picture = None if hand or by.strip() != desk.owner else picture_of(desk, "signature")
    done, words = Fact(at=now, by=by.strip()), picture.id if picture else ""
    return do_act(desk, "meeting.sign", acts.SIGN, meeting_id, done, now, words=words)


def send_minutes(
    desk: Desk,
    meeting_id: str,
    now: datetime,
    *,
    approved_by: str | None = None,
    **proof: Unpack[Proof],
) -> Meeting:
    """Out to the client (M6), kept as they went. Refused while a topic lacks something (M7) or the signature is missing (M8),
    unless a reason is written down; all that is missing is told at once. Raises NotThere, BadInput, Refused."""
    done, enclosed = fact(now, **proof), Enclosed(by=approved_by)
    return do_act(desk, "meeting.send", acts.SEND, meeting_id, done, now, enclosed=enclosed)


def circulate_minutes(
    desk: Desk, meeting_id: str, now: datetime, *, to: Sequence[str] = (), **proof: Unpack[Proof]
) -> Meeting:
    """To these inside, else to those whom they concern (M6: `concerned`); whoever is named later joins them. Refused, unless they
    went to the client, as `send_minutes` is (M7, M8). Raises BadInput where nobody is named, nor concerned."""
    done, whom = fact(now, **proof), "\n".join(to)
    return do_act(desk, "meeting.circulate", acts.CIRCULATE, meeting_id, done, now, words=whom)


def confirm_minutes(desk: Desk, meeting_id: str, now: datetime, **proof: Unpack[Proof]) -> Meeting:
    """The client confirmed them on the phone (M8). Raises BadInput before they were sent."""
    return do_act(desk, "meeting.confirm", acts.CONFIRM, meeting_id, fact(now, **proof), now)


def _to_do(change: Change, meeting: Meeting, action: Action, before: Sequence[Topic], card_id: str | None) -> Action:
    """The action with its to-do: the one it had, written anew where the action was, or a new one, on the card of the work that its
    topic is about."""
    words = without_remarks(action.what or "").strip()
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
    card = change.get(Card, card_id) if card_id else None
    made = change.new(
        Todo,
        text=words,
        day=day,
        owner=owner,
        due=action.due,
        card_id=card.id if card else None,
        client_id=card.client_id if card else meeting.client_id,
    )
    return replace(action, todo_id=made.id)


def _forget(change: Change, before: Sequence[Topic], after: Sequence[Topic]) -> None:
    kept = {a.todo_id for t in after for a in t.actions}
    for topic in before:
        for action in topic.actions:
            todo = change.get(Todo, action.todo_id) if action.todo_id and action.todo_id not in kept else None
            if todo is not None and not (todo.done or todo.dropped or todo.chased or todo.carried):
                change.delete(todo)
