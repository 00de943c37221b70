"""拟案会 (Q1): a work is put on its agenda, from the card or from the meeting; what the meeting said of it is a round of its review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec
from msgspec.structs import replace

from aetui.desk.acts.hands import ABOVE
from aetui.desk.card.cards import card_in
from aetui.desk.card.works import WORKS
from aetui.desk.core import Desk
from aetui.desk.find.finder import find_one
from aetui.desk.find.look import Look
from aetui.desk.meeting.meetings import at_hand, meeting_of
from aetui.desk.meeting.rounds import place_of_work, point_of
from aetui.desk.typed.records import note_meeting, read_meeting
from aetui.domain.cards.numbers import in_order
from aetui.domain.errors import BadInput
from aetui.domain.meeting.series import over
from aetui.domain.records import Card, Meeting, Point, Work
from aetui.domain.roles import someone


class OnCard(msgspec.Struct, frozen=True):
    """A work with the card that it is on, the newest of its name."""

    card: Card
    work: Work

    @property
    def named(self) -> str:
        """As an agenda and a list call it: `2611-003 主视觉`."""
        return point_of(self.card, self.work).text


_LOOK: Look[OnCard] = Look("work", lambda w: (w.named, w.work.name, w.card.number, w.card.title), text=True)


def waiting_works(desk: Desk) -> list[OnCard]:
    """The works that aren't out yet, of the cards in hand, by card; of several versions the newest."""
    return [
        OnCard(card, work)
        for card in sorted(desk.book.live_of(Card), key=in_order)
        if card.state != "closed"
        for work in {work.name: work for work in card.works}.values()
        if work.sent is None
    ]


def proposals(desk: Desk, now: datetime) -> list[Meeting]:
    """The 拟案会 to come, the next first."""
    found = [m for m in desk.book.live_of(Meeting) if m.kind == "proposal" and m.start and not over(m, now)]
    return sorted(found, key=lambda m: (m.start or now, m.id))


def work_of(desk: Desk, point: Point) -> OnCard | None:
    """The work that a point is about, in its newest version; None for another point."""
    card = desk.get(Card, point.card_id)
    if card is None:
        return None
    named = next((work.name for work in card.works if work.id == point.work_id), None)
    work = next((work for work in reversed(card.works) if work.name == named), None)
    return OnCard(card, work) if work is not None else None


def head_of(desk: Desk, meeting: Meeting | None) -> str | None:
    """Who says whether a work is good enough: of those at the meeting the first who stands above, else the supervisor."""
    roles = {p.name: p.role for p in desk.profile.people} if desk.profile else {}
    there = meeting.attendees if meeting else []
    above = (name for name in there if roles.get(name) in ABOVE)
    return next(above, None) or someone(desk.profile, "supervisor")


def propose(desk: Desk, number: str, name: str, now: datetime, *, meeting_id: str | None = None) -> Meeting:
    """A work is put on the agenda of a 拟案会: of the next one, or that. It stands there once. Raises NotThere, BadInput: none is
    arranged, that meeting is none, or is over."""
    with desk.change("meeting.propose", now, number=number) as change:
        card = card_in(desk, number, change)
        work = WORKS.find(card, name)
        change.args["what"] = work.name
        if meeting_id is None:
            coming = proposals(desk, now)
            if not coming:
                raise BadInput("proposal.none")
            meeting_id = coming[0].id
        with at_hand(desk, "meeting.propose", meeting_id, now) as (inner, old):
            if old.kind != "proposal":
                raise BadInput("proposal.kind", title=old.title)
            if over(old, now):
                raise BadInput("meeting.over", title=old.title)
            after = old
            if place_of_work(old, card, work) is None:
                after = inner.put(replace(old, points=[*old.points, point_of(card, work)]))
    return after


def propose_at(desk: Desk, number: str, name: str, line: str, now: datetime) -> Meeting:
    """A 拟案会 is arranged for a work, by a line as a meeting's is typed (`周五 10:00 @王磊`); without a title it is called what it
    is. Raises BadInput, NotThere."""
    with desk.change("meeting.propose", now, number=number):
        titled = read_meeting(desk, line, now, client=False).title
        said = line if titled else f"{desk.say('meeting.kind.proposal')} {line}"
        made = note_meeting(desk, said, now, inside="proposal")
        return propose(desk, number, name, now, meeting_id=made.id)


def propose_named(desk: Desk, meeting_id: str, said: str, now: datetime) -> Meeting:
    """The work that is meant is put on that meeting's agenda: `003 主视觉`, its name, or its place among those that wait
    (`waiting_works`). Raises NotThere, BadInput where several are meant."""
    works = open_for(desk, meeting_of(desk, meeting_id, now))
    found = find_one(works, said, _LOOK, listed=works, kind="proposal.work")
    return propose(desk, found.card.number, found.work.id, now, meeting_id=meeting_id)


def open_for(desk: Desk, meeting: Meeting) -> list[OnCard]:
    """The works that wait and aren't on the meeting's agenda yet."""
    there = {(one.card.id, one.work.name) for one in _works_on(desk, meeting)}
    return [one for one in waiting_works(desk) if (one.card.id, one.work.name) not in there]


def _works_on(desk: Desk, meeting: Meeting) -> Iterator[OnCard]:
    return (one for point in meeting.points if (one := work_of(desk, point)) is not None)
