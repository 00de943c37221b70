"""What every record is made of: an id, times, facts that were done, gates that were passed."""

from datetime import datetime

import msgspec


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A piece of a record, without a life of its own."""


class Fact(Part, frozen=True, kw_only=True):
    """Something that was done: when, how (evidence, in words), by whom, and a reason where one was given."""

    at: datetime
    how: str | None = None
    by: str | None = None
    why: str | None = None


class Moved(Part, frozen=True, kw_only=True):
    """A due time that was given up for another: what it was, since when it had stood (None: as long as what it is of), and
    `at`, when it was given up. Its duty ended then, and another began (domain.md, Settled)."""

    at: datetime
    due: datetime
    since: datetime | None = None


class Passed(Part, frozen=True, kw_only=True):
    """A gate that was passed with a written reason; it stays visible."""

    gate: str
    why: str
    at: datetime


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every record carries. `id` is unique across machines.

    `waived` lets an event obligation go, with its reason (`Fact.why`); its key is the rule's id, or
    `RULE:PART_ID` where the obligation belongs to a part (a schedule step, a money line). `met` is the
    same for rules that have no field of their own (a user's own event rules). `passed`: gates that a written
    reason opened. `earlier`: when it was last changed on each of the days before that of `updated_at`, the last forty of
    them: on such a day something was recorded (D1).
    """

    id: str
    created_at: datetime
    updated_at: datetime
    waived: dict[str, Fact] = {}
    met: dict[str, Fact] = {}
    passed: list[Passed] = []
    earlier: list[datetime] = []
