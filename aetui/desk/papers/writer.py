"""The words and times that the builders of papers share, and what a paper is about."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from aetui.desk.core import Desk
from aetui.documents.sheet import Part, Sheet, Signatures
from aetui.domain.records import Card, Client, Meeting, Memo, Record
from aetui.locales import Texts
from aetui.locales.dates import clock, day_line


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What a paper is about; which of these, `KINDS` says."""

    card: Card | None = None
    client: Client | None = None
    meeting: Meeting | None = None
    memo: Memo | None = None
    person: str | None = None
    period: str | None = None


class Writer:
    """The words and times that the builders share."""

    def __init__(self, desk: Desk, say: Texts, now: datetime) -> None:
        self.desk, self.say, self.now = desk, say, now

    def moment(self, when: datetime | None) -> str:
        """`11月25日 周三 12:00`, with the year where it is another."""
        if when is None:
            return ""
        local = self.desk.local(when)
        return f"{self.day(local.date())} {clock(local)}"

    def day(self, day: date) -> str:
        line = day_line(self.say, day)
        return line if day.year == self.now.year else f"{day.year} {line}"

    @property
    def me(self) -> str:
        return self.desk.owner or ""

    def client(self, client_id: str | None) -> Client | None:
        return self.desk.get(Client, client_id)

    def facts(self, *pairs: tuple[str, str]) -> list[tuple[str, str]]:
        """(key, value) with their labels; those without a value are left out."""
        return [(self.say(f"paper.fact.{key}"), value) for key, value in pairs if value]

    def sheet(self, kind: str, title: str, facts: list[tuple[str, str]], parts: list[Part]) -> Sheet:
        foot = " · ".join(t for t in (self.me, self.day(self.now.date())) if t)
        return Sheet(kind, self.say.lang, title, facts, parts, foot)

    def signatures(self, *lines: tuple[str, str]) -> Signatures:
        return Signatures([(self.say(f"paper.sign.{key}"), name) for key, name in lines])


def client_of(subject: Subject) -> str | None:
    """The id of the client that a paper is for."""
    if subject.client is not None:
        return subject.client.id
    about: Record | None = subject.card or subject.meeting or subject.memo
    found: str | None = getattr(about, "client_id", None)
    return found
