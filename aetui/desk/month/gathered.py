"""The AEs' months on the AM's desk (A8): which are in, whose are missing, and what they say of a client, whatever it is called there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import msgspec
from msgspec.structs import replace

from aetui.desk.core import Desk
from aetui.desk.month.client_month import months_of
from aetui.desk.periods import moments
from aetui.desk.week.team import executives
from aetui.desk.week.team_clients import team_book
from aetui.domain.budget import Balance, balances
from aetui.domain.clock.periods import quarter_of, span
from aetui.domain.plans import due_day, within
from aetui.domain.records import Card, Client, ClientMonth, Fact, TeamMonth, TeamWeek, Todo

REPORT = "month.report"


class DeskMonth(msgspec.Struct, frozen=True):
    """What one desk says of a client's month. `who`: the AE, None for this desk; `made`: as of when."""

    who: str | None
    made: datetime
    month: ClientMonth


class UsedPart(msgspec.Struct, frozen=True):
    """What one desk says that was used. `who`: the AE, None for this desk; `made`: as of when."""

    who: str | None
    made: datetime
    sums: list[Balance]


class Used(msgspec.Struct, frozen=True):
    """What was used of a quarter, a currency each, and by whose report: ours first."""

    sums: list[Balance]
    parts: list[UsedPart]

    @property
    def gathered(self) -> bool:
        """Whether any of it is an AE's."""
        return any(part.who is not None for part in self.parts)


class AeMonth(msgspec.Struct, frozen=True):
    """An AE's month: when its file was `made`, None while it is missing. `clients`: those that are hers, by id as they are known here,
    with their short names; `todo`: what she was asked for, with when she was chased."""

    who: str
    made: datetime | None
    clients: dict[str, str]
    todo: Todo | None

    @property
    def chased(self) -> Fact | None:
        return self.todo.chased[-1] if self.todo is not None and self.todo.chased else None


class Gathered(msgspec.Struct, frozen=True):
    """A month's reports as they come in. `due`: the day on which they are to be with the AD; `left`: days until then, below zero when
    it is past."""

    period: str
    due: date | None
    left: int
    aes: list[AeMonth]

    @property
    def missing(self) -> list[AeMonth]:
        return [one for one in self.aes if one.made is None]

    def of_client(self, client_id: str) -> list[AeMonth]:
        """The AEs who have that client."""
        return [one for one in self.aes if client_id in one.clients]


def gathered(desk: Desk, period: str, now: datetime) -> Gathered:
    """That month's reports, AE by AE in the order of the profile; of a month to come none is asked for."""
    book, names = team_book(desk), executives(desk)
    months = {m.whose: m for m in sorted(_of(desk, {period}), key=lambda m: m.made)}
    hers: dict[str, dict[str, str]] = {}
    files: list[TeamWeek | TeamMonth] = [*desk.each(TeamWeek), *desk.each(TeamMonth)]
    for came in sorted(files, key=lambda one: one.made):
        if came.clients:  # her book as it was last
            here = (book.here(one.id, one.name) for one in came.clients)
            hers[came.whose] = {one.id: one.short for one in here if one.id}
    names += sorted(set(months) - set(names))
    rule, today = desk.rulebook.rules.get(REPORT), desk.local(now).date()
    if span(period)[0] > today:
        names = []
    due = due_day(rule, period, desk.calendar) if rule is not None else None
    return Gathered(
        period,
        due,
        (due - today).days if due else 0,
        [
            AeMonth(
                who,
                months[who].made if who in months else None,
                hers.get(who, {}),
                _asked(desk, who, period),
            )
            for who in names
        ],
    )


def told_of(desk: Desk, client: Client, period: str, now: datetime) -> list[DeskMonth]:
    """What the desks say of that client's month: the AEs' first, ours last. A card that lies on several is told once, as it was
    changed last."""
    (own,) = months_of(desk, [client], period, now)
    found = [*_reports(desk, _of(desk, {period}), client), DeskMonth(None, now, own)]
    return _once(found)


def used(desk: Desk, client: Client, period: str, now: datetime) -> Used:
    """What was used of a client's quarter so far (R8): our own cards, and what the AEs' newest reports of it tell of theirs."""
    newest: dict[str, TeamMonth] = {}
    for came in sorted(desk.each(TeamMonth), key=lambda m: m.made):
        if quarter_of(span(came.period)[0]) == quarter_of(span(period)[0]):
            newest[came.desk] = came
    own = [card for card in desk.each(Card, of=[client.id]) if card.client_id == client.id]
    ours = DeskMonth(None, now, ClientMonth(client_id=client.id, client=client.short, cards=own))
    found = [
        (told, within(told.month.cards, *moments(desk, period)))
        for told in _once([*_reports(desk, newest.values(), client), ours])
    ]
    parts = [UsedPart(told.who, told.made, balances(cards, now)) for told, cards in found]
    return Used(
        balances((card for _, cards in found for card in cards), now),
        [part for part in (parts[-1], *parts[:-1]) if part.sums],
    )


def _asked(desk: Desk, who: str, period: str) -> Todo | None:
    """The to-do in which that report was asked for; only for a month of long ago it is looked for in the file."""
    key = asked_id(desk, who, period)
    found = desk.book.held("todos", key) if moments(desk, period)[0] >= desk.since else desk.get(Todo, key)
    return found if isinstance(found, Todo) else None


def asked_id(desk: Desk, who: str, period: str) -> str:
    """The id of the to-do by which that AE is asked for her month: the same on every desk that knows of it."""
    return f"{REPORT} {period} {who} {desk.profile.id if desk.profile else ''}".rstrip()


# Inside


def _of(desk: Desk, periods: set[str]) -> list[TeamMonth]:
    return [month for month in desk.each(TeamMonth) if month.period in periods]


def _reports(desk: Desk, months: Iterable[TeamMonth], client: Client) -> list[DeskMonth]:
    """In the order of the profile. Two of one AE's book that are one client here stand as two."""
    book, names = team_book(desk), executives(desk)
    return [
        DeskMonth(came.whose, came.made, report)
        for came in sorted(
            months, key=lambda m: (names.index(m.whose) if m.whose in names else len(names), m.whose, m.id)
        )
        for report in came.reports
        if book.here(report.client_id, report.client).id == client.id
    ]


def _once(found: list[DeskMonth]) -> list[DeskMonth]:
    """A card that several tell of stays with the one who changed it last."""
    newest: dict[str, tuple[datetime, int]] = {}
    for n, told in enumerate(found):
        for card in told.month.cards:
            newest[card.id] = max(newest.get(card.id, (card.updated_at, n)), (card.updated_at, n))
    return [_without(told, {c.id for c in told.month.cards if newest[c.id][1] != n}) for n, told in enumerate(found)]


def _without(told: DeskMonth, ids: set[str]) -> DeskMonth:
    cards = [card for card in told.month.cards if card.id not in ids]
    return replace(told, month=replace(told.month, cards=cards))
