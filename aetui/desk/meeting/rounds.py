"""What a 拟案会 said of a work: the round of its review (Q1) stands in the meeting's minutes too, and the point is come to."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from aetui.desk.core import Desk, new_id
from aetui.desk.meeting.meetings import at_hand
from aetui.domain.cards.works import rounds_of
from aetui.domain.meeting.points import told_by
from aetui.domain.records import Card, Fact, Meeting, Point, Topic, Work
from aetui.locales.works import round_line


def point_of(card: Card, work: Work) -> Point:
    """A work as a point of an agenda: `2611-003 主视觉`."""
    return Point(text=f"{card.number} {work.name}", id=new_id(), card_id=card.id, work_id=work.id)


def place_of_work(meeting: Meeting, card: Card, work: Work) -> int | None:
    """Where a work stands on an agenda, whichever version of it; None where it doesn't."""
    versions = {one.id for one in card.works if one.name == work.name}
    at = (n for n, p in enumerate(meeting.points) if p.card_id == card.id and p.work_id in versions)
    return next(at, None)


def note_round(desk: Desk, meeting_id: str, card: Card, work: Work, now: datetime) -> None:
    """The last round of that work's review was at this meeting: its point is come to, put on the agenda where it wasn't, and the
    topic of the minutes that tells of it says what was concluded, until they are out. Of another kind of meeting nothing is noted:
    a client's minutes know of no round. Raises NotThere."""
    with at_hand(desk, "card.review", meeting_id, now) as (change, old):
        if old.kind != "proposal":
            return
        n = place_of_work(old, card, work)
        points = [*old.points, point_of(card, work)] if n is None else list(old.points)
        n = len(old.points) if n is None else n
        points[n] = replace(points[n], done=points[n].done or Fact(at=now))
        after, rounds = replace(old, points=points), rounds_of(work)
        if old.minutes.sent is None and old.minutes.circulated is None:
            after = _told(after, n, round_line(desk.say, len(rounds), rounds[-1]))
        change.put(after)


def _told(meeting: Meeting, n: int, line: str) -> Meeting:
    topics = list(meeting.minutes.topics)
    place = next((t for t, point in told_by(meeting).items() if point == n), None)
    if place is None:
        topics.append(Topic(title=meeting.points[n].text, conclusion=line))
    elif line not in (topics[place].conclusion or "").split("\n"):
        said = topics[place].conclusion
        topics[place] = replace(topics[place], conclusion=f"{said}\n{line}" if said else line)
    else:
        return meeting
    # Whoever signed, signed other words.
    return replace(meeting, minutes=replace(meeting.minutes, topics=topics, signed=None, signature_id=None))
