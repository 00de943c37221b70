"""The records that a desk keeps (domain.md, Records).

Every record is immutable: a change makes a new value (`msgspec.structs.replace`). Times are aware
datetimes (in files: ISO 8601 with offset), days are dates, amounts exact decimals. What has been done
is a `Fact`: when, how, by whom. Obligations are never stored; `obligations.derive` reads them off these.
"""

from __future__ import annotations

from aetui.domain.records.absence import Absence, Cover, CoverLine
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
    ReviewRound,
    ScheduleSending,
    Step,
    ToldStep,
    Work,
    WorkKind,
)
from aetui.domain.records.client import Client, Contact, Slot
from aetui.domain.records.day import Carried, Day, Decided, Fulfilment, Memo, Todo
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
from aetui.domain.records.own import Idea, Picture, PictureName, SelfCheck, SelfMark
from aetui.domain.records.paper import Paper
from aetui.domain.records.phone import Call, Channel, Item, Made, Way
from aetui.domain.records.profile import COUNTRY, HOURS, LUNCH, QUIET_DAYS, Away, OwnDay, OwnRound, Person, Profile
from aetui.domain.records.team import (
    Appraisal,
    Plan,
    PlanLine,
    PlanVersion,
    Summary,
    Tally,
    TeamCard,
    TeamClient,
    TeamLine,
    TeamWeek,
)

__all__ = [
    "COUNTRY",
    "HOURS",
    "KINDS",
    "KIND_OF",
    "LUNCH",
    "QUIET_DAYS",
    "SIGNED_KINDS",
    "Absence",
    "Action",
    "AgendaSending",
    "Appraisal",
    "Away",
    "Brief",
    "Call",
    "Card",
    "CardState",
    "Carried",
    "Channel",
    "Client",
    "Contact",
    "Cover",
    "CoverLine",
    "Day",
    "Decided",
    "Estimate",
    "EstimateLine",
    "Fact",
    "Fulfilment",
    "Idea",
    "Item",
    "Made",
    "Meeting",
    "MeetingKind",
    "Memo",
    "Minutes",
    "MoneyKind",
    "MoneyLine",
    "Moved",
    "OwnDay",
    "OwnRound",
    "Paper",
    "Part",
    "Passed",
    "Person",
    "Picture",
    "PictureName",
    "Place",
    "Plan",
    "PlanLine",
    "PlanVersion",
    "Point",
    "Postponed",
    "PrepLine",
    "Profile",
    "Record",
    "Renumbered",
    "ReviewRound",
    "ScheduleSending",
    "SelfCheck",
    "SelfMark",
    "Slot",
    "Step",
    "Summary",
    "Tally",
    "TeamCard",
    "TeamClient",
    "TeamLine",
    "TeamWeek",
    "Todo",
    "ToldStep",
    "Topic",
    "Way",
    "Work",
    "WorkKind",
]

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
    "ideas": Idea,
    "selfchecks": SelfCheck,
    "pictures": Picture,
}
"""Each kind of record by the name of its table."""

KIND_OF: dict[type[Record], str] = {cls: kind for kind, cls in KINDS.items()}
