"""The round of calls on Monday (C1) and of weekly reports (C2): from client to client, each with what there is to tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal, Unpack

import msgspec
from msgspec.structs import replace

from aetui.desk.card.cards import hand_cards
from aetui.desk.core import Desk
from aetui.desk.day.today import CallSeen, last_calls
from aetui.desk.facts import Proof, fact
from aetui.desk.obligations import find_open, write_met
from aetui.desk.told import done_in
from aetui.desk.waiting import awaited, in_the_way, overdue_on, theirs
from aetui.domain.cards.billing import Aged, aged
from aetui.domain.clock.periods import span, week_of
from aetui.domain.errors import BadInput
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Call, Card, Client, Fulfilment, Item
from aetui.domain.records.refs import round_id
from aetui.domain.talk import Ahead, News, ahead, told_steps
from aetui.domain.talk.waiting import Awaited
from aetui.domain.week import CALL, CONFIRM, REPORT, unfixed

RoundKind = Literal["calls", "reports"]
Stand = Literal["owed", "unfixed", "to_confirm", "done", "waived", "missed"]

A_WEEK = timedelta(days=7)
TOLD_AHEAD = timedelta(days=14)
"""How far the next steps are told."""


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """One client of a round. `obligation`: the call or the report of this week; `confirm`: its confirmation by phone, or
    that of the last report while it is open. `promises`: how much that was promised or asked is overdue; `by`: the
    earliest of it, `report`: when this week's report is due, where it is owed. `unfixed`: no time is agreed for the
    report, so that none is due, and the week's is to go all the same (C2); `noted`: that it went, or was let go."""

    client: Client
    obligation: Obligation | None
    confirm: Obligation | None = None
    promises: int = 0
    by: datetime | None = None
    report: datetime | None = None
    unfixed: bool = False
    noted: Fulfilment | None = None

    @property
    def owed(self) -> bool:
        return self.obligation is not None and self.obligation.state in OPEN

    @property
    def to_confirm(self) -> bool:
        return self.confirm is not None and self.confirm.state in OPEN

    @property
    def open(self) -> list[Obligation]:
        """What is owed here, the most pressing first."""
        found = [o for o in (self.obligation, self.confirm) if o is not None and o.state in OPEN]
        return sorted(found, key=lambda o: (o.act_by, o.id))

    @property
    def unsent(self) -> bool:
        """This week's report is still to go, whether or not it has its time."""
        return self.owed or (self.unfixed and self.noted is None)

    @property
    def left(self) -> bool:
        """Not done with yet."""
        return bool(self.open) or self.unsent

    @property
    def stand(self) -> Stand:
        if self.owed:
            return "owed"
        if self.unsent:
            return "unfixed"
        if self.to_confirm:
            return "to_confirm"
        if self.noted is not None and self.noted.let_go:
            return "waived"
        state = self.obligation.state if self.obligation is not None else "met"
        if state == "waived" or state == "missed":
            return state
        return "done"


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """A week's round, those owed first. `owed`: all that the desk owes at that moment."""

    kind: RoundKind
    period: str
    stops: list[Stop]
    owed: list[Obligation]

    @property
    def open(self) -> list[Stop]:
        return [stop for stop in self.stops if stop.left]

    @property
    def share(self) -> tuple[int, int]:
        """How many clients are done with, of how many."""
        return len(self.stops) - len(self.open), len(self.stops)


class Talk(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to tell one client. `since`: from when `news` is told, which is the last call with them where
    there was one (`last`); `waiting`: what we wait for from them, `unpaid`: what they owe us. `troubles` and `late` are for the house only: what went wrong, what we owe and is overdue;
    `unexplained`: cards that are late, and the client isn't told why."""

    client: Client
    since: datetime
    last: CallSeen | None
    news: list[News]
    ahead: list[Ahead]
    questions: list[Item]
    promises: list[Item]
    waiting: list[Awaited]
    unpaid: list[Aged]
    troubles: list[Item]
    late: list[Obligation]
    unexplained: list[Card]


def the_round(desk: Desk, kind: RoundKind, now: datetime) -> Round:
    """This week's round: whom the rule asks to call, or to send a report; the most pressing first, then those without
    a fixed time, the done last."""
    period = week_of(desk.local(now).date())
    monday = desk.calendar.at(span(period)[0], 0)
    obligations = desk.obligations(now, ended_since=monday - A_WEEK)
    by_id = {o.id: o for o in obligations}
    rule = CALL if kind == "calls" else REPORT
    loose = unfixed(desk.book, desk.rulebook, span(period)[0], desk.calendar) if kind == "reports" else {}
    stops = []
    for client in desk.book.clients.values():
        obligation = by_id.get(round_id(rule, client.id, period))
        confirm = _confirm(obligations, client, period) if kind == "reports" else None
        without = obligation is None and client.id in loose
        if obligation is None and not without and (confirm is None or confirm.state not in OPEN):
            continue
        late = [o for o in obligations if o.client_id == client.id and _pressing(o)]
        report = by_id.get(round_id(REPORT, client.id, period))
        stops.append(
            Stop(
                client=client,
                obligation=obligation,
                confirm=confirm,
                promises=len(late),
                by=min((o.due for o in late), default=None),
                report=report.due if report is not None and report.state in OPEN else None,
                unfixed=without,
                noted=loose.get(client.id) if without else None,
            )
        )
    far = now + timedelta(days=3650)
    stops.sort(key=lambda s: _rank(s, kind, far))
    return Round(kind=kind, period=period, stops=stops, owed=[o for o in obligations if o.state in OPEN])


def talk(
    desk: Desk,
    client: Client,
    now: datetime,
    *,
    since: datetime | None = None,
    obligations: Sequence[Obligation] | None = None,
) -> Talk:
    """What to tell that client: since the last call with them, else of the last seven days; `since`: from then on.
    `owed`: what the desk owes now, where that is known already."""
    seen = next(iter(last_calls(desk, client.id, now)), None)
    begin = since or (seen.call.at if seen else now - A_WEEK)
    items = [i for i in desk.book.live_of(Item) if i.client_id == client.id and i.done is None and not i.waived]
    items.sort(key=lambda i: (i.due or i.at, i.id))
    money_cards = [c for c in desk.book.live_of(Card) if c.client_id == client.id]
    hand = [c for c in hand_cards(desk) if c.client_id == client.id]
    everything = desk.obligations(now) if obligations is None else obligations
    late = [o for o in everything if o.client_id == client.id and o.state == "overdue"]
    return Talk(
        client=client,
        since=begin,
        last=seen,
        news=done_in(desk, client, begin, now, now),
        ahead=[a for a in ahead(hand, now + TOLD_AHEAD) if not theirs(desk, a.owner, client.id)],
        questions=[i for i in items if i.mark == "?"],
        promises=[i for i in items if i.mark == ">"],
        waiting=awaited(desk, client),
        unpaid=aged(money_cards, desk.local(now)),
        troubles=[i for i in items if i.mark == "!"],
        unexplained=unexplained(desk, hand, now),
        late=[o for o in late if o.rule not in (CALL, REPORT, CONFIRM)],
    )


def unexplained(desk: Desk, cards: Sequence[Card], now: datetime) -> list[Card]:
    """The cards on which something that the client hears of is late, without a word why (C2)."""
    found = []
    for card in (card for card in cards if not card.delay):
        late = _late_times(desk, card, now)
        asked = overdue_on(desk, card, now) if late else []
        if not all(in_the_way(asked, due) for due in late):
            found.append(card)
    return found


def monday_of(desk: Desk, now: datetime) -> datetime:
    """When this week began: from when a weekly report tells."""
    day: date = span(week_of(desk.local(now).date()))[0]
    return desk.calendar.at(day, 0)


def count_call(desk: Desk, obligation: Obligation, since: datetime, now: datetime) -> Call | None:
    """A call out to the client, made from the round since then, is the week's call on whatever day it was made. None
    where there was none, or where it counts by itself."""
    call = desk.book.outgoing(obligation.client_id, since)
    if call is None or find_open(desk, obligation.id, now) is None:
        return None
    with desk.change("round.counted", now, what=desk.book.clients[obligation.client_id or ""].short) as change:
        held = change.get(Call, call.id) or call
        call = change.put(replace(held, serves=[*held.serves, obligation.id]))
    return call


def confirm_report(desk: Desk, obligation: Obligation | None, now: datetime, **proof: Unpack[Proof]) -> None:
    """They said on the phone that the report came (C2): noted with the duty and with the paper. Raises BadInput
    before a report was sent, or where it was confirmed already."""
    if obligation is None or obligation.rule != CONFIRM:
        raise BadInput("round.not_sent")
    if obligation.state not in OPEN:
        raise BadInput("round.confirmed")
    done = fact(now, **proof)
    with desk.change("round.confirmed", now, what=desk.book.clients[obligation.client_id or ""].short) as change:
        write_met(change, obligation, done)


# Inside


def _pressing(obligation: Obligation) -> bool:
    """What is overdue of what we promised them, or owe them an answer to."""
    return obligation.state == "overdue" and obligation.rule in ("call.promise", "call.return", "card.deliver")


def _late_times(desk: Desk, card: Card, now: datetime) -> list[datetime]:
    """When what is late on it was due: our steps, the delivery."""
    steps = [s.due for s in told_steps(card) if s.done is None and not theirs(desk, s.owner, card.client_id)]
    deliver = card.deliver_at if card.delivered is None else None
    return [due for due in (*steps, deliver) if due is not None and due < now]


def _confirm(obligations: list[Obligation], client: Client, period: str) -> Obligation | None:
    """The confirmation that is open, the earliest; else this week's as it ended."""
    found = [o for o in obligations if o.rule == CONFIRM and o.client_id == client.id]
    standing = [o for o in found if o.state in OPEN]
    if standing:
        return min(standing, key=lambda o: (o.due, o.id))
    return next((o for o in found if o.named.period == period), None)


def _rank(stop: Stop, kind: RoundKind, far: datetime) -> tuple[object, ...]:
    owed = stop.open
    if not stop.left:
        return 1, stop.stand != "done", far, far, stop.client.short, stop.client.id
    if not owed:  # no time is agreed
        return 0, True, far, far, stop.client.short, stop.client.id
    if kind == "reports":
        return 0, False, owed[0].act_by, far, stop.client.short, stop.client.id
    return 0, False, stop.by or far, stop.report or far, stop.client.short, stop.client.id
