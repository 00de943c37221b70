"""业务协调会 (A11): this week's, shown from the rule as a meeting inside the house; the first word on it makes the record."""

from __future__ import annotations

from datetime import datetime, timedelta

from aetui.desk.core import Change, Desk
from aetui.desk.meeting.carrying import shown
from aetui.domain.clock.periods import span, week_of
from aetui.domain.derive.calendar import A11, coordination_id
from aetui.domain.errors import BadInput
from aetui.domain.records import Meeting
from aetui.locales.wording import title


def planned(desk: Desk, now: datetime) -> Meeting | None:
    """This week's, as the rule says it, while no word was said on it; None where it isn't owed."""
    week = week_of(desk.local(now).date())
    rule = desk.rulebook.rules.get(A11)
    if rule is None or desk.profile is None or not rule.binds(desk.profile.roles):
        return None  # most desks: nothing is derived for it
    begins = desk.calendar.day_start(span(week)[0])
    owed = (o for o in desk.obligations(now, ended_since=min(begins, now)) if o.rule == A11 and o.named.period == week)
    obligation = next((o for o in owed if o.state != "waived"), None)
    if obligation is None or desk.get(Meeting, coordination_id(week)) is not None:
        return None
    made = Meeting(
        id=coordination_id(week),
        created_at=now,
        updated_at=now,
        kind="coordination",
        title=title(desk.say, obligation, desk.rulebook),
        start=obligation.due,
        end=obligation.due + timedelta(hours=1),
        place="ours",
    )
    return shown(desk, made, min(now, obligation.due))


def is_there(desk: Desk, meeting_id: str, now: datetime) -> bool:
    """Whether the meeting of that id is on the desk: a word was said on it, or it is this week's."""
    coming = planned(desk, now)
    return desk.get(Meeting, meeting_id) is not None or (coming is not None and coming.id == meeting_id)


def first_word(change: Change, meeting_id: str) -> Meeting | None:
    """The record of this week's, made by the first word on it; None where the id is another's."""
    shown = planned(change.desk, change.now) if meeting_id.startswith(A11) else None
    return change.put(shown) if shown is not None and shown.id == meeting_id else None


def id_of(desk: Desk, start: datetime) -> str:
    """The id of the meeting of the week of `start`. Raises BadInput where it is there already."""
    found = coordination_id(week_of(desk.local(start).date()))
    there = desk.get(Meeting, found)
    if there is not None:
        raise BadInput("meeting.there", title=there.title, id=found)
    return found
