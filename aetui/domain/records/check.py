"""What an AM has before her of her AEs': papers that went out (A2), days to be gone over (A1), what they are to learn (A9)."""

from datetime import date, datetime

from aetui.domain.records.base import Fact, Record
from aetui.domain.records.team import TeamLine


class TeamPaper(Record, frozen=True, kw_only=True):
    """A paper of an AE's that went out, on the AM's desk, as it went (A2). `desk` is the id of the AE's profile, `paper_id` the
    paper's there; of an AM's summary on the AD's (A3) `period` is its week, `read` when it was read. `approved`, `returned`, `answered`, `anew_id` as on the paper itself (`Paper`); `known`: the AE's desk has what
    the AM said last. `before`: it hasn't gone yet, and `sent` is when it was asked for."""

    whose: str
    desk: str
    paper_id: str
    kind: str
    title: str
    text: str
    sheet: str | None = None
    to: str | None = None
    client: str = ""
    client_id: str | None = None
    sent: Fact
    approved: Fact | None = None
    returned: Fact | None = None
    answered: Fact | None = None
    anew_id: str | None = None
    known: bool = True
    period: str | None = None
    read: Fact | None = None
    before: bool = False


class DayLine(TeamLine, frozen=True, kw_only=True):
    """A thing of an AE's day: a duty (`rule`), or a to-do. `minutes`: what it is reckoned to take; `day`: on whose list it stands.
    `added` by the AM; `given_id`: the id of the to-do that giving a duty makes."""

    minutes: int = 0
    day: date | None = None
    added: bool = False
    given_id: str | None = None


class TeamDay(Record, frozen=True, kw_only=True):
    """An AE's day on the AM's desk (A1): what was `done`, what is still `left` undecided, and the `lines` of the day that follows, in
    the order that the AM gives them. `room`: working minutes there. `came`: lines and what is left as the AE's file told them, by
    which it is seen what the AM changed; `arranged`: the order that the AE had given them by then. `known`: the AE's desk has what was signed last."""

    whose: str
    desk: str
    day: date
    following: date
    made: datetime
    room: int = 0
    done: list[TeamLine] = []
    left: list[DayLine] = []
    lines: list[DayLine] = []
    came: list[DayLine] = []
    arranged: list[str] = []
    signed: Fact | None = None
    known: bool = True


class Lesson(Record, frozen=True, kw_only=True):
    """What an AE is to learn next (A9), as the AM writes it on a Friday; `became`: what came of it, in `how`."""

    person: str
    period: str  # 2026-W48
    text: str
    became: Fact | None = None
