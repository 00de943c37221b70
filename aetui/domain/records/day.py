"""A day's things: memos, Things to do, closed days, recurring duties met."""

from datetime import date, datetime

from aetui.domain.records.base import Fact, Moved, Part, Record


class Memo(Record, frozen=True, kw_only=True):
    """MEMO (D6). `since`: when the time to be reminded was set (None: when it was written), `moved`: those it had before.
    `given`: who in the house wrote it to us, and when."""

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
    given: Fact | None = None


class Carried(Part, frozen=True, kw_only=True):
    """A to-do moved to another day."""

    at: datetime
    day: date  # the day it had
    why: str | None = None


class Todo(Record, frozen=True, kw_only=True):
    """待办 Things to do. Without `owner` it is the user's own; someone else's is chased (C3).

    `due` is a time that was typed; `day` is the day on whose list it stands. `since`: when the time until which someone else
    has it was set (None: when it was written), `moved`: the times before. `private`: in no paper and no file for others. `given`: who
    gave it to us, and when. `origin`: what it was in another program's list, so that it isn't taken from there twice.
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
    given: Fact | None = None
    origin: str | None = None


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


class Reflection(Part, frozen=True, kw_only=True):
    """A line of one's own on the day's maxim, for one's own eyes. `source`: the maxim, by its id (`八.6`)."""

    source: str
    text: str


class Day(Record, frozen=True, kw_only=True):
    """今日: a day's review (D1), with the AM's check (A1). Without `closed` it was begun and isn't finished.
    `sheet`: it was written for the AM to go over. `tomorrow` holds the ids of the next day's list in its order, `minutes` what each is
    reckoned to take; `maxim`: a line on the day's maxim, if one liked."""

    day: date
    closed: Fact | None = None
    decided: list[Decided] = []
    tomorrow: list[str] = []
    minutes: dict[str, int] = {}
    checked: Fact | None = None
    sheet: Fact | None = None
    maxim: Reflection | None = None


class Fulfilment(Record, frozen=True, kw_only=True):
    """履行: a recurring obligation met, or waived with a reason. `period` as in `obligations` ids:
    `2026-11-23` (day), `2026-W48` (week), `2026-11` (month), `2026` (year)."""

    rule: str
    subject: str  # id of the client, the person's name for year.appraisal, or "me"
    period: str
    done: Fact
    let_go: bool = False
