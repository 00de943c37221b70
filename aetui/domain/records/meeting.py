"""会议: agenda, preparation, minutes (M1–M8)."""

from datetime import datetime
from typing import Literal

from aetui.domain.records.base import Fact, Part, Record
from aetui.domain.records.paper import AskedPaper

Place = Literal["ours", "theirs"]
MeetingKind = Literal["proposal", "creative", "media", "coordination", "other"]
"""Of one inside the house: 拟案会 (Q1), 创意会 and 媒介会 (R5), 业务协调会 (A11), another."""


class Point(Part, frozen=True, kw_only=True):
    """A point of an agenda. `id` stays its own from meeting to meeting (empty in records of older files). `card_id`, `work_id`: the
    work that is reviewed by it (Q1); `todo_id`: the action of the meeting before that it asks after (A11). `from_id`: the
    meeting that didn't come to it, `to_id`: the one that it was carried on to. `done`: it was come to."""

    text: str
    id: str = ""
    card_id: str | None = None
    work_id: str | None = None
    todo_id: str | None = None
    from_id: str | None = None
    to_id: str | None = None
    done: Fact | None = None


class PrepLine(Part, frozen=True, kw_only=True):
    """A line of the preparation list (M3; M4's lines only when at our office)."""

    id: str
    text: str
    source: Literal["M3", "M4"] = "M3"
    done: Fact | None = None


class Action(Part, frozen=True, kw_only=True):
    """What follows of a topic. `todo_id`: the to-do that it became."""

    what: str | None = None
    owner: str | None = None
    due: datetime | None = None
    todo_id: str | None = None


class Topic(Part, frozen=True, kw_only=True):
    """A topic of the minutes: complete with conclusion, action, owner and deadline (M7)."""

    title: str
    conclusion: str | None = None
    actions: list[Action] = []


class Minutes(Part, frozen=True, kw_only=True):
    """会议记录 (M6–M8). `number`: `2026-007`, running by client and year (inside the house by kind), given with the first topic. `signed`
    says how: `picture`, which `signature_id` names, or `hand` (none in records of older files). `circulated_to`: to whom inside, by
    name."""

    number: str | None = None
    topics: list[Topic] = []
    signed: Fact | None = None
    signature_id: str | None = None
    sent: Fact | None = None
    circulated: Fact | None = None
    circulated_to: list[str] = []
    confirmed: Fact | None = None
    out: Fact | None = None  # all of it was done once (M6): what is written later doesn't undo it


class Postponed(Part, frozen=True, kw_only=True):
    """A meeting that was moved: the start it had, and that the client was told (M1). `confirmed`, `prepared`: the
    client's yes to the agenda and the preparation, as far as they were there then; both are asked for anew."""

    start: datetime
    told: Fact
    confirmed: Fact | None = None
    prepared: Fact | None = None


class AgendaSending(Part, frozen=True, kw_only=True):
    """The agenda went to the client (M2): the points and the start that it told, and the client's confirmation."""

    sent: Fact
    points: list[str] = []
    start: datetime | None = None
    confirmed: Fact | None = None


class Invite(Part, frozen=True, kw_only=True):
    """The invitation of another program that a meeting came with: its `uid` there, of which occurrence it is where it is one of a series
    (the start that the series gives it), how often it was changed there (`sequence`), when it was last written (`stamp`), and the
    `start` and `end` that it told. What it tells again changes nothing; what it tells anew moves the meeting (M1)."""

    uid: str
    occurrence: str | None = None
    sequence: int = 0
    stamp: datetime | None = None
    start: datetime | None = None
    end: datetime | None = None


class Meeting(Record, frozen=True, kw_only=True):
    """会议 (M1–M8). `travel_min` is minutes on the way when the place is theirs. Moved without a new date:
    `start` None. `cancelled` ends it.

    `agenda_sent` is the first sending of the agenda, which meets M2; `agenda_sendings` are all of them, oldest first (none in records
    of older files, which kept one alone). `agenda_confirmed` is the newest confirmation. `prepared`: every line of the preparation list
    was ticked; a line that is added later doesn't undo it. `kind`: of a meeting inside the house. `invite`: what it was imported from."""

    client_id: str | None = None
    kind: MeetingKind | None = None
    title: str
    start: datetime | None
    end: datetime | None = None
    place: Place = "theirs"
    room: str | None = None
    travel_min: int = 0
    attendees: list[str] = []
    points: list[Point] = []
    agenda_sent: Fact | None = None
    agenda_confirmed: Fact | None = None
    agenda_sendings: list[AgendaSending] = []
    prep: list[PrepLine] = []
    prepared: Fact | None = None
    minutes: Minutes = Minutes()
    attended: Fact | None = None
    postponed: list[Postponed] = []
    cancelled: Fact | None = None
    invite: Invite | None = None
    asked_papers: list[AskedPaper] = []
