"""What is owed: the obligation (时限), and how it is derived."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

import msgspec

from aetui.domain.records import Item
from aetui.domain.records.refs import ObligationId

if TYPE_CHECKING:
    from aetui.domain.book import Book

State = Literal["pending", "soon", "overdue", "met", "met_late", "waived", "missed"]
REVIEW = "day.review"
OPEN: frozenset[str] = frozenset({"pending", "soon", "overdue"})
TROUBLE = "trouble.report"
ANSWERED = "trouble.answer"
TELLS: frozenset[str] = frozenset({"card.step", "card.deliver", "card.money", "call.promise"})
"""The rules whose lateness is reported to the supervisor (R10, C3)."""
STARTED_BY: dict[str, str] = {
    "card": "cards",
    "step": "cards",
    "money": "cards",
    "item": "items",
    "call": "calls",
    "todo": "todos",
    "meeting": "meetings",
    "memo": "memos",
    "absence": "absences",
    "client": "clients",
    "letter": "letters",
}
"""The table of the record that starts a duty of an event, by its `subject_type`: ids are unique in a table alone."""


class Obligation(msgspec.Struct, frozen=True, kw_only=True):
    """One obligation at one moment.

    `id` is stable between runs, the text of an `ObligationId` (`named`).
    `due` is the promise; `act_by` the last working moment not after it (domain.md, Clock and calendar).
    `what` is the user's own words on it (a card's title, an item's text), to be shown beside the rule's title.
    """

    id: str
    rule: str
    source: str
    subject_type: str  # card, step, money, item, call, todo, meeting, memo, absence, client, letter, person, user
    subject_id: str
    number: str | None = None  # the card's number, where there is a card
    client_id: str | None = None
    what: str
    start: datetime
    due: datetime
    act_by: datetime
    state: State
    met_at: datetime | None = None
    how: str | None = None
    by: str | None = None
    reason: str | None = None
    owner: str | None = None  # someone else, who is chased
    theirs: bool = False  # the owner is the client's side: we wait for it from them
    of: str | None = None  # of a calendar's duty: its period (`2026-11-23`, `2026-W47`), where that is past
    estimated: bool = False  # reckoned over days of a year whose work days aren't published yet
    late: tuple[str, ...] = ()  # of a report (R10): the ids of the duties that are late
    cover: str | None = None  # who covers while the user is away; empty: nobody does

    @property
    def named(self) -> ObligationId:
        """Its id taken apart."""
        return ObligationId.parse(self.id)

    @property
    def records(self) -> tuple[str, ...]:
        """The ids that it speaks of: its record's, that of the part of it, its subject's."""
        named = self.named
        return tuple(dict.fromkeys(key for key in (named.subject, named.part, self.subject_id) if key))

    @property
    def left_open(self) -> bool:
        """Whether it is an earlier day that was never closed (D1)."""
        return self.rule == REVIEW and self.of is not None

    def remaining(self, now: datetime) -> float:
        """Seconds to `act_by`; negative past it."""
        return (self.act_by - now).total_seconds()


def item_behind(book: Book, obligation: Obligation | None) -> Item | None:
    """The line of a call that started it; None where something else did. Only an item's own id is looked for: an id that no item has
    is looked for in all that was ever kept."""
    if obligation is None or STARTED_BY.get(obligation.subject_type) != "items":
        return None
    found = book.get("items", obligation.named.subject)
    return found if isinstance(found, Item) else None
