"""Invitations become meetings (M1–M8): those with clients and inside the house, moved and called off as the one who invited says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from aetui.desk.arrive.arrival import Arrival, Becomes, Coming
from aetui.desk.arrive.guests import Guests, Party
from aetui.desk.core import Change, Desk
from aetui.desk.files.given import read_file
from aetui.desk.meeting.meetings import add_meeting, cancel_meeting, move_meeting, set_meeting
from aetui.desk.trying import tried
from aetui.documents.others.invites import Appointment, read_invites
from aetui.documents.others.text import MOST_BYTES, as_text
from aetui.domain.errors import DeskError
from aetui.domain.records import Client, Invite, Meeting
from aetui.locales import Texts
from aetui.locales.dates import when_from
from aetui.locales.errors import reason
from aetui.locales.kinds import inside_at_head

AHEAD = timedelta(days=28)
"""How far ahead the occurrences of a series are taken; those after that come with the next import."""
_ROOM = 80
_OWN = "@aetui"
"""How what this program itself wrote into a calendar ends its name there."""

_Act = Callable[[Change], None]


class _Left(Exception):
    """The appointment isn't taken; `key` says why."""

    def __init__(self, key: str, **words: str) -> None:
        super().__init__(key)
        self.key, self.words = key, words


class _Invitations:
    """One calendar file beside the meetings of the desk."""

    def __init__(self, desk: Desk, say: Texts, now: datetime, client: Client | None, *, everything: bool) -> None:
        self._desk, self._say, self._now, self._all = desk, say, now, everything
        self._guests = Guests(desk, client)
        self._meetings = list(desk.each(Meeting))
        self._known = {(m.invite.uid, m.invite.occurrence): m for m in self._meetings if m.invite}

    def follow(self, found: Sequence[Appointment], until: datetime) -> list[Meeting]:
        """A series that was moved as a whole, or lost some of its days: what is known of it goes on as the days that it has now, one after
        another. Answers the meetings for which there is none any more."""
        gone: list[Meeting] = []
        for uid in dict.fromkeys(one.uid for one in found if one.series and not one.cancelled):
            days = [one for one in found if one.uid == uid and one.repeats]
            sequence = max(one.sequence for one in days)
            there = {one.occurrence for one in days}
            stale = [
                m
                for (known, day), m in self._known.items()
                if known == uid
                and day not in there
                and m.invite
                and m.invite.sequence < sequence
                and self._to_come(m, until)
            ]
            stale.sort(key=lambda m: m.start or self._now)
            fresh = [one for one in days if (uid, one.occurrence) not in self._known]
            self._known |= {(uid, one.occurrence): m for one, m in zip(fresh, stale, strict=False)}
            gone += stale[len(fresh) :]
        return gone

    def _to_come(self, meeting: Meeting, until: datetime) -> bool:
        open_ = not meeting.cancelled and not meeting.attended
        return open_ and meeting.start is not None and self._now < meeting.start < until

    def call_off(self, meeting: Meeting) -> _Act:
        return self._cancel(meeting.id)

    def judge(self, one: Appointment) -> Iterator[tuple[Becomes, str, _Act | None]]:
        """What becomes of it, what else there is to say, and what is done. Raises _Left."""
        if one.uid.endswith(_OWN):
            if self._desk.get(Meeting, one.uid.removesuffix(_OWN)) is not None:
                yield "same", "", None
                return
            if one.endless:
                raise _Left("arrive.deadline")
        known = self._known.get((one.uid, one.occurrence))
        if one.cancelled:
            yield from self._cancelled(one, known)
        elif known is None:
            yield self._new(one)
        else:
            yield self._again(one, known)

    def _cancelled(self, one: Appointment, known: Meeting | None) -> Iterator[tuple[Becomes, str, _Act | None]]:
        """Of a whole series all that is still to come."""
        found = [known] if known else [m for key, m in self._known.items() if key[0] == one.uid and not one.occurrence]
        open_ = [m for m in found if not m.cancelled and not m.attended and (m.start is None or m.start > self._now)]
        if not found:
            raise _Left("arrive.cancel_unknown")
        if not open_:
            yield "same", "", None
        for meeting in open_:
            yield "changed", self._say("arrive.cancelled"), self._cancel(meeting.id)

    def _cancel(self, meeting_id: str) -> _Act:
        return lambda change: void(
            cancel_meeting(change.desk, meeting_id, change.desk.say("arrive.cancelled_why"), change.now)
        )

    def _again(self, one: Appointment, known: Meeting) -> tuple[Becomes, str, _Act | None]:
        old = known.invite
        assert old is not None
        if (old.start, old.end) == (one.start, one.end):
            return "same", "", None
        if (one.sequence, _stamp(one.stamp)) <= (old.sequence, _stamp(old.stamp)):
            raise _Left("arrive.older")
        if known.cancelled is not None:
            raise _Left("arrive.cancelled_here")

        def move(change: Change) -> None:
            how = change.desk.say("arrive.moved_how", n=one.sequence)
            if known.start != one.start:
                move_meeting(change.desk, known.id, change.now, start=one.start, end=one.end, how=how)
            else:
                set_meeting(change.desk, known.id, change.now, end=one.end)
            after = change.get(Meeting, known.id)
            assert after is not None
            change.put(replace(after, invite=_invite(one), room=_room(one) or after.room))

        return "changed", self._say("arrive.moved", time=self.when(one)), move

    def _new(self, one: Appointment) -> tuple[Becomes, str, _Act | None]:
        party = self._guests.of(one)
        if one.end <= self._now:
            raise _Left("arrive.over")
        if party.declined:
            raise _Left("arrive.declined")
        if one.all_day and not party.others:
            raise _Left("arrive.all_day")
        if party.client is None and not party.inside and not self._all:
            raise _Left(
                "arrive.stranger" if party.others else "arrive.alone", who=self._say("list.comma").join(party.others)
            )
        start, end = self._span(one)
        typed = next(
            (
                m
                for m in self._meetings
                if m.invite is None and m.start == start and m.client_id == party.client_id and not m.cancelled
            ),
            None,
        )
        if typed is not None:
            return (
                "changed",
                self._say("arrive.typed"),
                lambda change: void(change.put(replace(change.get(Meeting, typed.id) or typed, invite=_invite(one)))),
            )

        def add(change: Change) -> None:
            made = add_meeting(
                change.desk,
                one.title or change.desk.say("arrive.untitled"),
                change.now,
                client=party.client,
                kind=None if party.client else inside_at_head(one.title)[0] or "other",
                start=start,
                end=end,
                place="ours" if party.client is None or self._guests.is_ours(one.location) else "theirs",
                room=_room(one),
                attendees=list(party.names),
            )
            change.put(replace(made, invite=_invite(one)))

        return "new", self._more(one, party), add

    def _span(self, one: Appointment) -> tuple[datetime, datetime]:
        """When we are there: of whole days the working hours."""
        if not one.all_day:
            return one.start, one.end
        cal, last = self._desk.calendar, one.end.date() - timedelta(days=1)
        return cal.day_start(one.start.date()), cal.day_end(max(last, one.start.date()))

    def when(self, one: Appointment) -> str:
        start, end = self._span(one)
        return when_from(self._say, self._desk.local(start), self._desk.local(end), self._now)

    def _more(self, one: Appointment, party: Party) -> str:
        say = self._say
        whose = party.client.short if party.client else say("arrive.inside")
        series = say("arrive.series") if one.repeats else ""
        whole = say("arrive.whole_day") if one.all_day else ""
        return "  ".join(filter(None, (whose, say("list.comma").join(party.names), _room(one), series, whole)))


def invites(
    desk: Desk, file: Path, say: Texts, now: datetime, *, client: Client | None = None, everything: bool = False
) -> Arrival:
    """The appointments of a calendar file beside the desk's meetings. `client`: of those whose guests nobody knows; `everything`: those too
    that have no guest and no client. Raises BadInput."""
    text = as_text(read_file(file, MOST_BYTES + 1), file)
    found = read_invites(text, file, tz=desk.tz, since=now, until=now + AHEAD)
    book = _Invitations(desk, say, now, client, everything=everything)
    rows: list[Coming] = [Coming("left", title, say("arrive.no_time")) for title in found.unread]
    acts: list[_Act] = []

    def look() -> None:
        """Each is tried beside those before it, as it will be written."""
        with desk.change("", now) as change:
            for meeting in book.follow(found.appointments, now + AHEAD):
                act = book.call_off(meeting)
                act(change)
                change.show()
                acts.append(act)
                rows.append(Coming("changed", meeting.title, say("arrive.cancelled")))
            for one in found.appointments:
                words = f"{book.when(one)} {one.title or say('arrive.untitled')}"
                try:
                    for becomes, more, todo in book.judge(one):
                        if todo is not None:
                            todo(change)
                            change.show()
                            acts.append(todo)
                        rows.append(Coming(becomes, words, more))
                except _Left as left:
                    rows.append(Coming("left", words, say(left.key, **left.words)))
                except DeskError as error:
                    rows.append(Coming("left", words, reason(say, error)))

    tried(desk, look, now)

    def write(at: Desk, when: datetime) -> None:
        with at.change("meeting.import", when, text=file.name) as change:
            for act in acts:
                act(change)
                change.show()

    told = [say("arrive.series.told", n=AHEAD.days // 7)] if any(o.repeats for o in found.appointments) else []
    return Arrival(file, "meetings", told, rows, write)


def void(_: object) -> None:
    """Nothing more is made of it."""


def _invite(one: Appointment) -> Invite:
    return Invite(
        uid=one.uid,
        occurrence=one.occurrence,
        sequence=one.sequence,
        stamp=one.stamp,
        start=one.start,
        end=one.end,
    )


def _stamp(when: datetime | None) -> float:
    return when.timestamp() if when else 0.0


def _room(one: Appointment) -> str | None:
    return one.location[:_ROOM] or None
