"""The words and times that the builders of papers share, and what a paper is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

import msgspec

from aetui.desk.core import Desk, R
from aetui.desk.outward import outward
from aetui.documents.sheet import Sheet, SheetPart, Signatures, Table
from aetui.domain.records import Card, Client, Meeting, Memo, Record
from aetui.domain.whose import is_client_word
from aetui.locales import Texts
from aetui.locales.dates import clock, day_full


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What a paper is about; which of these, `domain.papers` says. `to`, `copies`: who gets it, where that is said for this
    one."""

    card: Card | None = None
    client: Client | None = None
    meeting: Meeting | None = None
    memo: Memo | None = None
    person: str | None = None
    period: str | None = None
    to: str | None = None
    copies: list[str] | None = None


class Writer:
    """The words and times that the builders share. `outside`: the paper leaves the house, and its builder sees records only
    as somebody outside may (`seen`)."""

    def __init__(self, desk: Desk, say: Texts, now: datetime, *, outside: bool = False) -> None:
        self.desk, self.say, self.now, self.outside = desk, say, now, outside
        self._seen: dict[int, tuple[Record, Record]] = {}

    def seen(self, record: R) -> R:
        """A record, for this paper."""
        if not self.outside:
            return record
        if id(record) not in self._seen:
            self._seen[id(record)] = record, outward(self.desk, record)
        return cast("R", self._seen[id(record)][1])

    def moment(self, when: datetime | None) -> str:
        """`2026年11月25日 周三 12:00`."""
        if when is None:
            return ""
        local = self.desk.local(when)
        return self.say("paper.moment", day=self.day(local.date()), clock=clock(local))

    def day(self, day: date) -> str:
        return day_full(self.say, day)

    def who(self, owner: str | None) -> str:
        """Who does something, on a paper: the user by name where nobody is named; `客户` as the client reads it."""
        if not owner:
            return self.me
        return self.say("paper.yours") if is_client_word(owner) else owner

    @staticmethod
    def re_card(card: Card) -> str:
        return f"{card.title} ({card.number})"

    @staticmethod
    def of_card(card: Card) -> str:
        """What the work is, where its job order says more than its title."""
        what = card.brief.what or ""
        return "" if what == card.title else what

    @property
    def me(self) -> str:
        return self.desk.owner or ""

    def client(self, client_id: str | None) -> Client | None:
        found = self.desk.get(Client, client_id)
        return self.seen(found) if found else None

    def facts(self, *pairs: tuple[str, str]) -> list[tuple[str, str]]:
        """(key, value) with their labels; those without a value are left out."""
        return [(self.say(f"paper.fact.{key}"), value) for key, value in pairs if value]

    def table(self, keys: Sequence[str], rows: list[list[str]]) -> Table:
        """A table under the heads of these columns, without those in which nothing stands."""
        held = [at for at in range(len(keys)) if any(row[at] for row in rows)]
        return Table([self.say(f"paper.column.{keys[at]}") for at in held], [[row[at] for at in held] for row in rows])

    def sheet(
        self, kind: str, re: str, facts: list[tuple[str, str]], parts: list[SheetPart], number: str = ""
    ) -> Sheet:
        """The body of a paper about `re`; `facts` are what its head says beside to whom, number and date (`frame`); `number` where it isn't its subject's own."""
        return Sheet(kind, self.say.lang, re, facts, parts, re=re, number=number)

    def signatures(self, *lines: tuple[str, str]) -> Signatures:
        return Signatures([(self.say(f"paper.sign.{key}"), name) for key, name in lines])


def client_of(subject: Subject) -> str | None:
    """The id of the client that a paper is for."""
    if subject.client is not None:
        return subject.client.id
    about: Record | None = subject.card or subject.meeting or subject.memo
    found: str | None = getattr(about, "client_id", None)
    return found
