"""The records that a desk keeps (domain.md, Records).

Every record is immutable: a change makes a new value (`msgspec.structs.replace`). Times are aware
datetimes (in files: ISO 8601 with offset), days are dates, amounts exact decimals. What has been done
is a `Fact`: when, how, by whom. Obligations are never stored; `obligations.derive` reads them off these.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from aetui.domain.marks import Mark
from aetui.domain.records.base import Fact, Moved, Part, Passed, Record
from aetui.domain.records.card import (
    SIGNED_KINDS,
    Brief,
    Card,
    CardState,
    Estimate,
    EstimateLine,
    MoneyKind,
    MoneyLine,
    Renumbered,
    ScheduleSending,
    Step,
    ToldStep,
    Work,
    WorkKind,
)
from aetui.domain.records.meeting import (
    Action,
    AgendaSending,
    Meeting,
    MeetingKind,
    Minutes,
    Place,
    Point,
    Postponed,
    PrepLine,
    Topic,
)
from aetui.domain.records.team import (
    Appraisal,
    Plan,
    PlanLine,
    PlanVersion,
    Summary,
    Tally,
    TeamCard,
    TeamLine,
    TeamWeek,
)

__all__ = [
    "COUNTRY",
    "HOURS",
    "LUNCH",
    "QUIET_DAYS",
    "SIGNED_KINDS",
    "Action",
    "AgendaSending",
    "Appraisal",
    "Brief",
    "Card",
    "CardState",
    "Estimate",
    "EstimateLine",
    "Fact",
    "Mark",
    "Meeting",
    "MeetingKind",
    "Minutes",
    "MoneyKind",
    "MoneyLine",
    "Moved",
    "Part",
    "Passed",
    "Place",
    "Plan",
    "PlanLine",
    "PlanVersion",
    "Point",
    "Postponed",
    "PrepLine",
    "Record",
    "Renumbered",
    "ScheduleSending",
    "Step",
    "Summary",
    "Tally",
    "TeamCard",
    "TeamLine",
    "TeamWeek",
    "ToldStep",
    "Topic",
    "Work",
    "WorkKind",
]

# What a desk is reckoned with that says nothing else.
HOURS, LUNCH, COUNTRY, QUIET_DAYS = "09:00-18:00", "12:00-13:00", "CN", 5
Way = Literal["in", "out", "missed"]
Channel = Literal["phone", "visit", "chat"]


class Contact(Part, frozen=True, kw_only=True):
    """A person at a client. `keys`: what else finds the name (pinyin, initials), reckoned when it is written."""

    name: str
    title: str | None = None
    phone: str | None = None
    email: str | None = None
    keys: list[str] = []


class Slot(Part, frozen=True, kw_only=True):
    """A weekly time: weekday 0 (Monday) to 6, minutes after midnight (C2)."""

    weekday: int
    minute: int


class Client(Record, frozen=True, kw_only=True):
    """客户 (R1). `reported`: the supervisor was told of all that was late for them beside the cards (R10)."""

    name: str
    short: str
    keys: list[str] = []
    contacts: list[Contact] = []
    products: str | None = None
    market: str | None = None
    report: Slot | None = None
    team: list[str] = []
    active: bool = True
    reported: list[Fact] = []


class Call(Record, frozen=True, kw_only=True):
    """通话 / 会谈 (D2). `client_id` None: not known yet. `returned`: a missed call that was called back (D3)."""

    at: datetime
    way: Way
    client_id: str | None = None
    contact: str | None = None
    channel: Channel = "phone"
    ended_at: datetime | None = None
    serves: list[str] = []  # ids of obligations that this call served (C1, C2, M8)
    returned: Fact | None = None


class Made(Part, frozen=True, kw_only=True):
    """What an item led to."""

    type: Literal["card", "todo", "memo"]
    id: str


class Item(Record, frozen=True, kw_only=True):
    """逐条记录 (D2): one line of a call. `text` stands without its mark.

    `done` is the proof of what its mark started: kept (`>`), answered (`?`), reported (`!`, with the
    proposed solution in `how`), shared (`*`). `reported`: the supervisor was told that a promise of nobody's is late (R10). `card_id` is the card that the item stands on (`+`, `$`);
    `carded_at` when it was put there, where that was later than it was typed.
    """

    call_id: str
    client_id: str | None = None
    n: int  # place in its call, from 1
    at: datetime
    mark: Mark = ""
    text: str
    due: datetime | None = None
    owner: str | None = None
    made: Made | None = None
    card_id: str | None = None
    carded_at: datetime | None = None
    done: Fact | None = None
    reported: list[Fact] = []


class Memo(Record, frozen=True, kw_only=True):
    """MEMO (D6). `since`: when the time to be reminded was set (None: when it was written), `moved`: those it had before."""

    to: str
    text: str
    outside: bool = False
    remind_at: datetime | None = None
    since: datetime | None = None
    moved: list[Moved] = []
    sent: Fact | None = None
    done: Fact | None = None
    card_id: str | None = None
    client_id: str | None = None


class Carried(Part, frozen=True, kw_only=True):
    """A to-do moved to another day."""

    at: datetime
    day: date  # the day it had
    why: str | None = None


class Todo(Record, frozen=True, kw_only=True):
    """待办 Things to do. Without `owner` it is the user's own; someone else's is chased (C3).

    `due` is a time that was typed; `day` is the day on whose list it stands. `since`: when the time until which someone else
    has it was set (None: when it was written), `moved`: the times before. `private`: in no paper and no file for others.
    """

    text: str
    day: date
    priority: int = 0  # place in the day's order (九.5), smaller first
    owner: str | None = None
    due: datetime | None = None
    since: datetime | None = None
    moved: list[Moved] = []
    card_id: str | None = None
    client_id: str | None = None
    item_id: str | None = None
    done: Fact | None = None
    dropped: Fact | None = None
    carried: list[Carried] = []
    chased: list[Fact] = []
    private: bool = False


class CoverLine(Part, frozen=True, kw_only=True):
    """One thing that someone takes care of while the user is away (D8).

    `key` says which thing it is: an obligation's id, `KIND:ID` of a record, `phone:CLIENT_ID` for whoever picks
    up that client's calls, or `phone:all` for all calls (M4); `step` the card's step that it is about, by id. `n` is the line's number, from 1, which is its own for
    ever (0: older files, where its place counts); `arose`: while the user was away. `instruction` is what to do, `due`
    until when, `act_by` the last working moment before that,
    `otherwise` the 'if … then …', `call` whom to call with the number, `files` where they lie. `acknowledged`:
    the cover said it back. `claims`: that it was done as another log says, where logs differ from `done`.
    `returned`: taken over again after the absence, `by` whose word was taken where two stood side by side.
    """

    id: str
    n: int = 0
    arose: bool = False
    what: str
    key: str | None = None
    step: str | None = None
    client_id: str | None = None
    obligation_id: str | None = None
    due: datetime | None = None
    act_by: datetime | None = None
    cover: str | None = None
    instruction: str | None = None
    otherwise: str | None = None
    call: str | None = None
    files: str | None = None
    acknowledged: Fact | None = None
    log: list[Fact] = []
    done: Fact | None = None
    claims: list[Fact] = []
    returned: Fact | None = None


class Absence(Record, frozen=True, kw_only=True):
    """不在岗位 (D8). `told`: the clients who know of it, by id. `cancelled` ends it before it began; `returned`: all
    of it was taken over again. `counted`: the highest number that a line ever had. `all_covered`: when it was arranged first (D8): a line that is
    added later doesn't undo it."""

    start: datetime
    end: datetime
    why: str | None = None
    reach: str | None = None
    lines: list[CoverLine] = []
    counted: int = 0
    told: dict[str, Fact] = {}
    arranged: Fact | None = None
    all_covered: Fact | None = None
    cancelled: Fact | None = None
    returned: Fact | None = None


class Cover(Record, frozen=True, kw_only=True):
    """代管: one thing of a colleague's that this desk takes care of while they are away (D8), taken in from a
    handover. `whose` is the colleague's name; `client` a name, for the client is theirs. `n` is its number on this desk,
    from 1 (0: older files). `log` is what was done, oldest first; `done` ends it."""

    whose: str
    absence_id: str
    line_id: str
    what: str
    n: int = 0
    client: str | None = None
    start: datetime
    end: datetime
    reach: str | None = None
    rule: str | None = None
    due: datetime | None = None
    act_by: datetime | None = None
    instruction: str | None = None
    otherwise: str | None = None
    call: str | None = None
    files: str | None = None
    log: list[Fact] = []
    done: Fact | None = None


class Paper(Record, frozen=True, kw_only=True):
    """A document that left the house, kept as it was sent. `kind` as in `aetui report`; `text` is Markdown, `sheet`
    the same as data (JSON), from which the other formats are written again. `approved` is the AM's (A2);
    `confirmed`: the client said on the phone that it came (C2, M8)."""

    kind: str
    title: str
    text: str
    sheet: str | None = None
    to: str | None = None
    client_id: str | None = None
    card_id: str | None = None
    meeting_id: str | None = None
    period: str | None = None
    sent: Fact
    approved: Fact | None = None
    confirmed: Fact | None = None


class Decided(Part, frozen=True, kw_only=True):
    """What was decided about one thing at the end of a day. `key` says which: an obligation's id or a record's; `made`:
    ids of the to-dos that the decision made; `also`: keys of what was decided with it. `act`: what doing it was (a rule's id,
    `memo.sent`, `note` …)."""

    what: str
    decision: str
    why: str | None = None
    key: str | None = None
    at: datetime | None = None
    made: list[str] = []
    also: list[str] = []
    act: str | None = None


class Day(Record, frozen=True, kw_only=True):
    """今日: a day's review (D1), with the AM's check (A1). Without `closed` it was begun and isn't finished.
    `tomorrow` holds the ids of the next day's list in its order, `minutes` what each is reckoned to take."""

    day: date
    closed: Fact | None = None
    decided: list[Decided] = []
    tomorrow: list[str] = []
    minutes: dict[str, int] = {}
    checked: Fact | None = None


class Fulfilment(Record, frozen=True, kw_only=True):
    """履行: a recurring obligation met, or waived with a reason. `period` as in `obligations` ids:
    `2026-11-23` (day), `2026-W48` (week), `2026-11` (month), `2026` (year)."""

    rule: str
    subject: str  # id of the client, the person's name for year.appraisal, or "me"
    period: str
    done: Fact
    let_go: bool = False


class Away(Part, frozen=True, kw_only=True):
    """A colleague's absence: [start, end]."""

    start: datetime
    end: datetime


class Person(Part, frozen=True, kw_only=True):
    """Someone in the house. `role`: supervisor, AM, AD, AE, front_desk, or what the user wrote."""

    name: str
    role: str | None = None
    phone: str | None = None
    keys: list[str] = []
    away: list[Away] = []


class OwnDay(Part, frozen=True, kw_only=True):
    """A day that the house itself decided on, worked or free, above every table. `name`: why (公司放假)."""

    day: date
    worked: bool
    name: str | None = None


class OwnRound(Part, frozen=True, kw_only=True):
    """What comes round at the user's own word. `when` is an expression of the rulebook (`friday, end of work`, `day 10`); nothing
    due before `since` is owed."""

    id: str
    text: str
    when: str
    since: datetime


class Profile(Record, frozen=True, kw_only=True):
    """个人: whose desk it is. Times of day are `HH:MM-HH:MM` on the clock of `timezone` (IANA name, or
    None: the system's)."""

    name: str | None = None
    title: str | None = None
    phone: str | None = None
    email: str | None = None
    agency: str | None = None
    roles: list[str] = msgspec.field(default_factory=lambda: ["AE"])
    people: list[Person] = []
    timezone: str | None = None
    hours: str = HOURS
    lunch: str = LUNCH
    calendar: str = COUNTRY
    own_days: list[OwnDay] = []
    lang: str | None = None
    theme: str | None = None
    quiet_days: int = QUIET_DAYS  # working days without any contact, after which a client counts as quiet (D3)
    remind: str | None = None  # line, bell, notice or off; None: line
    glyphs: str | None = None  # plain or lines; None: as the terminal draws them
    rounds: list[OwnRound] = []
    input_method: str | None = None  # fcitx5, ibus or macism; None: left alone


KINDS: dict[str, type[Record]] = {
    "profile": Profile,
    "clients": Client,
    "cards": Card,
    "calls": Call,
    "items": Item,
    "meetings": Meeting,
    "memos": Memo,
    "todos": Todo,
    "absences": Absence,
    "covers": Cover,
    "papers": Paper,
    "days": Day,
    "fulfilments": Fulfilment,
    "weeks": TeamWeek,
    "plans": Plan,
    "appraisals": Appraisal,
    "summaries": Summary,
}
"""Each kind of record by the name of its table."""

KIND_OF: dict[type[Record], str] = {cls: kind for kind, cls in KINDS.items()}
