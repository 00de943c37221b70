"""A week as its desk's records tell it (A3): what was promised and how it ended, what stands next week, the schedules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from aetui.desk.core import Desk
from aetui.desk.day.today import client_name
from aetui.desk.files.bundle_file import desk_id
from aetui.desk.periods import moments, week_named
from aetui.desk.waiting import theirs
from aetui.desk.week.team_ahead import lines_ahead, team_line
from aetui.desk.week.team_clients import own_clients
from aetui.desk.window import beyond, owed_around
from aetui.domain import figures
from aetui.domain.book import Book
from aetui.domain.cards.numbers import in_order
from aetui.domain.clock.periods import after, before, span
from aetui.domain.obligations import Obligation
from aetui.domain.quality import counted
from aetui.domain.records import Card, Client, Fact, Item, TeamCard, TeamLine, TeamWeek
from aetui.domain.records.team import WeekCount

EARLY = timedelta(days=31)
"""How long before its week a duty may have been met to count in it; so a week is reckoned without all the years."""

SETTLED = 2
"""How many weeks before its own a week's file settles."""


class _Reckoned(NamedTuple):
    """What a week is told from: its records, and every duty as it stands or ended."""

    book: Book
    obligations: list[Obligation]


def is_old(desk: Desk, period: str, now: datetime) -> bool:
    """Whether that week is read from around its days (`window`)."""
    return beyond(moments(desk, period)[0] - EARLY, now)


def own_week(desk: Desk, now: datetime, period: str | None = None) -> TeamWeek:
    """The week of this desk, reckoned from its records as they are now; stored nowhere. Raises BadInput."""
    name = week_named(desk, period, now)
    begin, end = moments(desk, name)
    book, obligations = _reckoned(desk, name, now, begin - EARLY)
    count = _count(desk, obligations, name, now)
    calls = list(book.calls_between(begin, end))
    items = [item for call in calls for item in book.items_of(call.id)]
    cards = [c for c in desk.book.live_of(Card) if c.state != "closed"]
    week = TeamWeek(
        id="",
        created_at=now,
        updated_at=now,
        whose=desk.owner or "?",
        desk=desk_id(desk),
        period=name,
        made=now,
        tallies=count.tallies,
        late=count.late,
        unsettled=count.unsettled,
        ahead=lines_ahead(desk, obligations, now, *moments(desk, after(name))),
        cards=[_card(desk, card, now) for card in sorted(cards, key=in_order)],
        clients=own_clients(desk),
        troubles=[*_said(desk, items, "!"), *_reported(desk, book, begin, end)],
        news=_said(desk, items, "*"),
        delivered=_delivered(desk, book, begin, end),
        calls=len(calls),
        items=len(items),
        quality=counted(book, begin, end),
    )
    return week


def earlier_weeks(desk: Desk, period: str, now: datetime) -> list[WeekCount]:
    """How the weeks before that one ended, as it is known now: what was open when their files were made is settled so."""
    names = [before(period)]
    while len(names) < SETTLED:
        names.append(before(names[-1]))
    book, obligations = _reckoned(desk, period, now, moments(desk, names[-1])[0] - EARLY)
    found = [
        replace(_count(desk, obligations, name, now), quality=counted(book, *moments(desk, name))) for name in names
    ]
    return [count for count in found if count.tallies]


# Inside


def _reckoned(desk: Desk, period: str, now: datetime, since: datetime) -> _Reckoned:
    if not is_old(desk, period, now):
        return _Reckoned(desk.book, desk.obligations(now, ended_since=since))
    days = span(period)[0], span(after(period))[1]
    within = (since, moments(desk, after(period))[1])
    return _Reckoned(*owed_around(desk, days, within, now, since=since, ended_since=since, items=True))


def _count(desk: Desk, obligations: Iterable[Obligation], period: str, now: datetime) -> WeekCount:
    due = figures.promised(obligations, *moments(desk, period))
    return WeekCount(
        period=period,
        tallies=figures.tallies(due, now, lambda client_id: client_name(desk, client_id)),
        late=[team_line(desk, one) for one in due if figures.ended_as(one, now) in ("late", "missed")],
        unsettled=[team_line(desk, one) for one in due if figures.ended_as(one, now) == "open"],
    )


def _said(desk: Desk, items: Iterable[Item], mark: str) -> list[TeamLine]:
    """What was said under that mark, and what became of it: trouble with its proposed solution (R10), good news (D7)."""
    return [
        TeamLine(
            id=item.id,
            what=item.text,
            client=client_name(desk, item.client_id),
            client_id=item.client_id,
            due=item.at,
            state="told" if item.done else "untold",
            source="R10" if mark == "!" else "D7",
            note=item.done.how if item.done else None,
        )
        for item in items
        if item.mark == mark
    ]


def _reported(desk: Desk, book: Book, begin: datetime, end: datetime) -> list[TeamLine]:
    """What was reported of all that was late on a card, or for a client (R10, C3)."""

    def line(what: str, told: Fact, client_id: str | None, number: str | None = None) -> TeamLine:
        name = client_name(desk, client_id)
        return TeamLine(
            id=f"{client_id} {told.at.isoformat()}",
            what=what,
            client=name,
            client_id=client_id,
            due=told.at,
            state="told",
            source="R10",
            number=number,
            note=told.how,
        )

    cards = [
        line(card.title, told, card.client_id, card.number)
        for card in book.all_of(Card)
        for told in (*card.reported, *(step.reported for step in card.steps))
        if told is not None and begin <= told.at < end
    ]
    clients = [
        line("", told, client.id)
        for client in book.all_of(Client)
        for told in client.reported
        if begin <= told.at < end
    ]
    return sorted([*cards, *clients], key=lambda one: (one.due or begin, one.id))


def _delivered(desk: Desk, book: Book, begin: datetime, end: datetime) -> list[TeamLine]:
    """Cards delivered and works sent to the client in [begin, end), in order of time."""
    found = []
    for card in book.all_of(Card):
        sent = [(work.id, f"{card.title} · {work.name}", work.sent, None) for work in card.works]
        for key, what, fact, due in [(card.id, card.title, card.delivered, card.deliver_at), *sent]:
            if fact is not None and begin <= fact.at < end:
                found.append(
                    TeamLine(
                        id=key,
                        what=what,
                        client=client_name(desk, card.client_id),
                        client_id=card.client_id,
                        due=fact.at,
                        state="met_late" if due is not None and fact.at > due else "met",
                        source="A5" if key == card.id else "Q1",
                        number=card.number,
                        note=fact.how,
                    )
                )
    return sorted(found, key=lambda line: (line.due or begin, line.id))


def _card(desk: Desk, card: Card, now: datetime) -> TeamCard:
    return TeamCard(
        id=card.id,
        number=card.number,
        client=client_name(desk, card.client_id),
        client_id=card.client_id,
        title=card.title,
        state=card.state,
        deliver_at=card.deliver_at,
        steps=_steps(desk, card, now),
    )


def _steps(desk: Desk, card: Card, now: datetime) -> list[TeamLine]:
    return [
        TeamLine(
            id=step.id,
            what=step.what,
            owner=step.owner,
            theirs=theirs(desk, step.owner, card.client_id),
            due=step.due,
            state="done" if step.done else "late" if step.due and step.due < now else "open",
            source="R3",
        )
        for step in card.steps
    ]
