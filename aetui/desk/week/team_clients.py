"""Whose client is which (A3, R1): the AEs' files carry the ids of their own books. One client is counted once, whatever it is
called and on how many desks it lies; one that our book lacks is taken into it, once asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from aetui.desk.book.clients import fold_company
from aetui.desk.core import Change, Desk
from aetui.desk.find.finder import find_one
from aetui.domain.figures import together
from aetui.domain.records import Client, Tally, TeamCard, TeamClient, TeamLine, TeamMonth, TeamWeek
from aetui.domain.text import listed


class Here(NamedTuple):
    """A client as this desk calls it. `id`: in our book, or, where it isn't in it, on the desk that it comes from."""

    id: str | None
    short: str


class TeamBook:
    """Which client is meant by the id and the name that a file gives. `weeks`: all that were taken in, and months; what a later file says
    of a client counts."""

    def __init__(self, desk: Desk, weeks: Iterable[TeamWeek | TeamMonth]) -> None:
        self._ours: dict[str, Client] = {}
        self._by_name: dict[str, Client] = {}
        for client in desk.book.clients.values():
            for key in (client.id, *client.elsewhere):
                self._ours[key] = client
            for name in (client.name, client.short):
                self._by_name.setdefault(fold_company(name), client)
        self.theirs: dict[str, TeamClient] = {}
        self.called: dict[str, set[tuple[str, str]]] = {}
        self._of_name: dict[str, str] = {}
        for week in sorted(weeks, key=lambda week: week.made):
            for one in week.clients:
                self.theirs[one.id] = one
                self.called.setdefault(one.id, set()).add((one.name, one.short))
                for name in (one.name, one.short):
                    self._of_name.setdefault(fold_company(name), one.id)

    def ours(self, client_id: str | None, name: str) -> Client | None:
        """The client of our own book, where it has one."""
        known = self.theirs.get(client_id or "")
        names = [known.name, known.short] if known else [name]
        found = self._ours.get(client_id or "")
        return found or next((self._by_name[f] for n in names if (f := fold_company(n)) in self._by_name), None)

    def here(self, client_id: str | None, name: str) -> Here:
        """As it is called here; nothing for what is no client's."""
        if not (client_id or name):
            return Here(None, "")
        client = self.ours(client_id, name)
        if client is not None:
            return Here(client.id, client.short)
        known = self.theirs.get(client_id or "") or self.theirs.get(self._of_name.get(fold_company(name), ""))
        if known is None:
            return Here(None, name)
        first = self._of_name[fold_company(known.name)]  # two AEs have the same client, and we don't
        return Here(first, self.theirs[first].short)

    def strange(self) -> list[TeamClient]:
        """The clients of the files that aren't in our book, each once, by name."""
        found = {self.here(one.id, one.name).id: one for one in self.theirs.values() if not self.ours(one.id, one.name)}
        return sorted(found.values(), key=lambda one: one.name)


def as_here(book: TeamBook, weeks: Sequence[TeamWeek]) -> list[TeamWeek]:
    """The same weeks with their clients as this desk calls them."""
    return [_week(book, week) for week in weeks]


def team_book(desk: Desk) -> TeamBook:
    """The clients of every week and month that was taken in."""
    return TeamBook(desk, [*desk.each(TeamWeek), *desk.each(TeamMonth)])


def own_clients(desk: Desk) -> list[TeamClient]:
    """This desk's active clients, as a file to the AM carries them."""
    active = [c for c in desk.book.clients.values() if c.active]
    return [
        TeamClient(id=c.id, name=c.name, short=c.short, keys=c.keys, contacts=c.contacts)
        for c in sorted(active, key=lambda c: (c.created_at, c.id))
    ]


def take_clients(desk: Desk, now: datetime, only: Collection[str] | None = None) -> list[Client]:
    """Take into our book what the files' clients are and it lacks, all of them or those that are named, with the ids and the
    people that they have at their AE's. Raises NotThere, BadInput for a name that is none of theirs."""
    strange = team_book(desk).strange()
    chosen = strange if only is None else [find_one(strange, name) for name in only]
    with desk.change("week.clients", now, what=listed(one.short for one in chosen)) as change:
        made = [_taken(change, one) for one in {one.id: one for one in chosen}.values()]
    return made


def follow_names(change: Change, weeks: Iterable[TeamWeek | TeamMonth]) -> None:
    """Inside a change: a client of ours that an AE's file knows by another id is bound to it, so that it stays the same whatever it
    is called there later; one that was taken from her book and that she renamed since is called as she calls it."""
    weeks = list(weeks)
    book = TeamBook(change.desk, weeks)
    for one in book.theirs.values():
        client = book.ours(one.id, one.name)
        client = change.get(Client, client.id) if client else None
        if client is None:
            continue
        if one.id not in (client.id, *client.elsewhere):
            client = change.put(replace(client, elsewhere=[*client.elsewhere, one.id]))
        ours = (client.name, client.short)
        if one.id == client.id and ours != (one.name, one.short) and ours in book.called[one.id]:
            change.put(replace(client, name=one.name, short=one.short, keys=one.keys))


# Inside


def _taken(change: Change, one: TeamClient) -> Client:
    client = Client(
        id=one.id,
        created_at=change.now,
        updated_at=change.now,
        name=one.name,
        short=one.short,
        keys=one.keys,
        contacts=one.contacts,
    )
    return change.put(client)


def _week(book: TeamBook, week: TeamWeek) -> TeamWeek:
    known: Mapping[str, TeamClient] = {one.id: one for one in week.clients}

    def line(one: TeamLine) -> TeamLine:
        here = book.here(one.client_id, one.client)
        called = known.get(one.client_id or "")
        names = {one.client, *((called.name, called.short) if called else ())}
        what = here.short if one.rule and one.what in names and one.client else one.what
        return replace(one, client=here.short, client_id=here.id, what=what)

    def card(one: TeamCard) -> TeamCard:
        here = book.here(one.client_id, one.client)
        return replace(one, client=here.short, client_id=here.id)

    return replace(
        week,
        tallies=_tallies(book, week.tallies),
        late=[line(one) for one in week.late],
        unsettled=[line(one) for one in week.unsettled],
        ahead=[line(one) for one in week.ahead],
        cards=[card(one) for one in week.cards],
        troubles=[line(one) for one in week.troubles],
        news=[line(one) for one in week.news],
        delivered=[line(one) for one in week.delivered],
    )


def _tallies(book: TeamBook, rows: Iterable[Tally]) -> list[Tally]:
    """A rule and a client is one row, also where the file has two."""
    named = []
    for row in rows:
        here = book.here(row.client_id, row.client)
        named.append(replace(row, client=here.short, client_id=here.id))

    def key(row: Tally) -> tuple[str, str, str]:
        return (row.rule, row.client, row.client_id or "")

    return [
        together(group, rule=rule, client=client, client_id=client_id or None)
        for (rule, client, client_id), group in groupby(sorted(named, key=key), key)
    ]
