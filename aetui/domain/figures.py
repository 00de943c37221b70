"""How duties ended: what was promised, kept, late, missed, counted by rule and client (A3), week by week; who takes how
much, and at which hours the telephone rings. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Protocol

import msgspec

from aetui.domain.clock.periods import mondays, week_of
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Tally


class CountedObligation(msgspec.Struct, frozen=True, gc=False):
    """What is left of an obligation when it is counted: of ten years a hundred thousand are held."""

    due: datetime
    rule: str
    client_id: str | None
    state: str


class Countable(Protocol):
    """What counting asks of an obligation."""

    @property
    def due(self) -> datetime: ...
    @property
    def rule(self) -> str: ...
    @property
    def client_id(self) -> str | None: ...
    @property
    def state(self) -> str: ...


class WeekFigures(msgspec.Struct, frozen=True):
    """A whole week from Monday on, and how the duties that fell due in it ended."""

    period: str  # 2026-W48
    first: date
    tally: Tally


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """What one client took: calls had, items written down, duties promised; cards that were open at the end."""

    client_id: str | None
    calls: int = 0
    missed: int = 0
    items: int = 0
    cards: int = 0
    promised: int = 0

    @property
    def measures(self) -> tuple[int, ...]:
        """What is counted in different things, and never added up: duties, calls, items, cards."""
        return (self.promised, self.calls + self.missed, self.items, self.cards)


class Heard(msgspec.Struct, frozen=True, gc=False):
    """A call as it is counted, with how many items it has."""

    at: datetime
    way: str
    client_id: str | None
    items: int


class CardSpan(msgspec.Struct, frozen=True, gc=False):
    """From when to when a card was open."""

    client_id: str | None
    opened_at: datetime
    closed_at: datetime | None


class Hour(msgspec.Struct, frozen=True):
    """The calls of one hour of the day, by way."""

    hour: int
    taken: int = 0  # in
    made: int = 0  # out
    missed: int = 0


def ended_as(obligation: Countable, now: datetime) -> str:
    """`kept`, `late`, `missed`, `waived` or `open`: lateness is judged on `due`, also while it is still open."""
    if obligation.state == "met":
        return "kept"
    if obligation.state == "met_late" or (obligation.state in OPEN and obligation.due < now):
        return "late"
    return "open" if obligation.state in OPEN else obligation.state


def promised(obligations: Iterable[Obligation], begin: datetime, end: datetime) -> list[Obligation]:
    """Those that fell due in [begin, end), the earliest first."""
    return sorted((o for o in obligations if begin <= o.due < end), key=lambda o: (o.due, o.id))


def tallies(obligations: Iterable[Countable], now: datetime, client: Callable[[str | None], str]) -> list[Tally]:
    """Counted by rule and client, in the order of rule, then client. `client`: its short name by id."""
    counts: dict[tuple[str, str, str], dict[str, int]] = {}
    for one in obligations:
        row = counts.setdefault((one.rule, client(one.client_id), one.client_id or ""), {})
        how = ended_as(one, now)
        row[how] = row.get(how, 0) + 1
    return [
        together([_tally(counts[key])], rule=key[0], client=key[1], client_id=key[2] or None) for key in sorted(counts)
    ]


def together(rows: Iterable[Tally], *, rule: str = "", client: str = "", client_id: str | None = None) -> Tally:
    """The sum of some tallies, under a rule and a client where these are given."""
    found = list(rows)
    return Tally(
        rule=rule,
        client=client,
        client_id=client_id,
        kept=sum(row.kept for row in found),
        late=sum(row.late for row in found),
        missed=sum(row.missed for row in found),
        waived=sum(row.waived for row in found),
        open=sum(row.open for row in found),
    )


def share(tally: Tally) -> float | None:
    """The share kept in time of what ended or is late, from 0 to 1; what was waived or isn't due yet doesn't count.
    None where nothing did."""
    ended = ended_of(tally)
    return tally.kept / ended if ended else None


def ended_of(tally: Tally) -> int:
    """How many count in the share: kept, late, missed."""
    return tally.kept + tally.late + tally.missed


def by_rule(rows: Iterable[Tally]) -> list[Tally]:
    """One tally a rule; those of which most went wrong first, then those of which there are most."""
    found: dict[str, list[Tally]] = {}
    for row in rows:
        found.setdefault(row.rule, []).append(row)
    summed = [together(group, rule=rule) for rule, group in found.items()]
    return sorted(summed, key=lambda t: (-(t.late + t.missed), -t.promised, t.rule))


def by_week(
    obligations: Iterable[Countable], now: datetime, first: date, last: date, day_of: Callable[[datetime], date]
) -> list[WeekFigures]:
    """The whole weeks that touch `first` to `last`, in order, also those in which nothing fell due. `day_of`: the day
    of a moment on the desk's clock."""
    counts: dict[date, dict[str, int]] = {monday: {} for monday in mondays(first, last)}
    for one in obligations:
        day = day_of(one.due)
        row = counts.get(day - timedelta(days=day.weekday()))
        if row is not None:
            how = ended_as(one, now)
            row[how] = row.get(how, 0) + 1
    return [WeekFigures(week_of(day), day, _tally(row)) for day, row in counts.items()]


def _tally(counts: dict[str, int]) -> Tally:
    return Tally(
        rule="",
        kept=counts.get("kept", 0),
        late=counts.get("late", 0),
        missed=counts.get("missed", 0),
        waived=counts.get("waived", 0),
        open=counts.get("open", 0),
    )


def loads(calls: Iterable[Heard], cards: Iterable[CardSpan], promised: Mapping[str | None, int]) -> list[Load]:
    """What each client took; the one with most duties first, then by calls, items, cards. `promised`: its duties, by client; None is what has no client."""
    counts: dict[str | None, dict[str, int]] = {}

    def add(client_id: str | None, key: str, n: int) -> None:
        row = counts.setdefault(client_id, {})
        row[key] = row.get(key, 0) + n

    for call in calls:
        add(call.client_id, "missed" if call.way == "missed" else "calls", 1)
        add(call.client_id, "items", call.items)
    for card in cards:
        add(card.client_id, "cards", 1)
    for client_id, n in promised.items():
        add(client_id, "promised", n)
    found = [Load(client_id=client_id, **row) for client_id, row in counts.items()]
    found.sort(key=lambda load: load.client_id or "~")
    return sorted((load for load in found if any(load.measures)), key=lambda load: load.measures, reverse=True)


def open_at(cards: Iterable[CardSpan], when: datetime) -> list[CardSpan]:
    """The cards that were open at a moment."""
    return [c for c in cards if c.opened_at <= when and (c.closed_at is None or c.closed_at > when)]


def by_hour(calls: Iterable[Heard], hour_of: Callable[[datetime], int]) -> list[Hour]:
    """The 24 hours of the day, with the calls that began in each. `hour_of`: the hour on the desk's clock."""
    counts = [{"in": 0, "out": 0, "missed": 0} for _ in range(24)]
    for call in calls:
        counts[hour_of(call.at)][call.way] += 1
    return [Hour(n, row["in"], row["out"], row["missed"]) for n, row in enumerate(counts)]
