"""R10, C3, D7: what is late is reported to the supervisor. One report is owed for all that is late on a card, else of a client, else
for the promise alone. It is owed from when the first thing became late; a report covers all that is late at that moment, and what
gets late afterwards asks for another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec

from aetui.domain.derive import cards, events
from aetui.domain.derive.moment import Met, Moment
from aetui.domain.derive.starts import NoObligation, Start, stamp
from aetui.domain.records import Card, Client, Fact, Item, Moved
from aetui.domain.records.asked import stands_on
from aetui.domain.records.refs import ObligationId
from aetui.domain.text import listed

Trigger = Callable[[Moment, Any], Iterator[Start]]

_MET: dict[str, Met] = {**events.MET, **cards.MET}
_ITEM = events.TRIGGERS["item.promise"][1]
_PROMISE = "call.promise"


class Late(msgspec.Struct, frozen=True):
    """A thing that was late: from its due time until it was done, let go or moved; `until` None: it is still."""

    begin: datetime
    until: datetime | None
    what: str
    obligation: str


def _promises(m: Moment, kind: str, key: str) -> list[Late]:
    """What was late of the promises that stand on it. Of those kept already as many are looked at as may have been late
    together with one that is asked for: then it is one trouble."""
    held = m.book.promises_on(kind, key)
    found: dict[str, Late] = {}
    rest: list[Item] = []
    for item in held:
        if not m.looks_at("items", item):
            rest.append(item)
        elif (late := _late_promise(m, item)) is not None:
            found[item.id] = late
    rest.sort(key=lambda item: item.updated_at, reverse=True)
    for item in rest if found else ():
        if item.updated_at < min(late.begin for late in found.values()):
            break
        if (late := _late_promise(m, item)) is not None:
            found[item.id] = late
    return list(found.values())


def _late_promise(m: Moment, item: Item) -> Late | None:
    if item.due is not None and not _suspect(m, item.due, [], item.done):
        return None
    return next(_lates(m, _PROMISE, _ITEM(m, item)), None)


def _lates(m: Moment, rule_id: str, starts: Iterable[Start]) -> Iterator[Late]:
    """What was late by now of what starts there, if that rule is in force."""
    rule = m.rulebook.rules.get(rule_id)
    met = _MET.get(rule.met) if rule is not None and m.binds(rule) else None
    if rule is None or met is None:
        return
    for start in starts:
        if start.at is not None and start.at >= m.now:
            continue
        due = m.due_of(rule, start)
        if due is None or due >= m.now:
            continue
        named = ObligationId(rule.id, start.record.id, start.part_id, since=start.since)
        try:
            fact = m.proof(start, met, str(named), named.key)
        except NoObligation:
            continue
        until = m.end(start, fact, start.record.waived.get(named.key))[0]
        # Told or let go as the program did it once, a step at a time.
        told = start.record.waived.get(ObligationId("trouble.report", start.record.id, start.part_id).key)
        if told is not None and start.part_id:
            until = min(until, told.at) if until else told.at
        begin = max(due, start.start)
        if until is None or until > begin:
            yield Late(begin, until, start.what, str(named))


def _suspect(m: Moment, due: datetime | None, moved: list[Moved], done: Fact | None) -> bool:
    """Whether it may be, or have been, late: at a glance, for most never were."""
    return bool(moved) or (due is not None and due < m.now and not (done is not None and done.at <= due))


def _of_card(m: Moment, card: Card) -> Iterator[Start]:
    found: list[Late] = []
    for step in card.steps:
        if _suspect(m, step.due, step.moved, step.done):
            found += _lates(m, "card.step", cards.step_of(m, card, step))
    if _suspect(m, card.deliver_at, card.deliver_moved, card.delivered):
        found += _lates(m, "card.deliver", cards.delivery_of(card))
    for line in card.money:
        if _suspect(m, line.due, line.moved, line.settled):
            found += _lates(m, "card.money", cards.money_of(card, line))
    found += _promises(m, "cards", card.id)
    if found:
        told = [*card.reported, *(step.reported for step in card.steps if step.reported)]
        start = cards.start_of(card, card.opened_at)
        start.over = None  # what is late on a closed card is its money, and is told all the same
        yield from _reports(start, found, told)


def _of_client(m: Moment, client: Client) -> Iterator[Start]:
    found = _promises(m, "clients", client.id)
    if found:
        start = Start(
            record=client,
            subject_type="client",
            subject_id=client.id,
            client_id=client.id,
            what="",
            start=client.created_at,
        )
        yield from _reports(start, found, client.reported)


def _of_promise(m: Moment, item: Item) -> Iterator[Start]:
    """A promise to nobody known; and one on a card that is closed, and that nothing else brings up."""
    kind, key = stands_on(item)
    if kind == "cards":
        card = m.book.get("cards", key)
        if isinstance(card, Card) and not m.looks_at("cards", card):
            others = (i.id for i in m.book.promises_on(kind, key) if m.looks_at("items", i))
            if item.id == min(others):  # of several the first brings it up
                yield from _of_card(m, card)
    elif kind == "items":
        found = _promises(m, kind, key)
        if found:
            yield from _reports(next(_ITEM(m, item)), found, item.reported)


def _reports(about: Start, lates: list[Late], told: Iterable[Fact]) -> Iterator[Start]:
    """The reports that were owed of all this, one after another."""
    lates.sort(key=lambda late: (late.begin, late.obligation))
    reports = sorted(told, key=lambda fact: fact.at)
    n = 0
    while n < len(lates):
        begin, until = lates[n].begin, lates[n].until
        since = stamp(begin)
        ends = [fact.at for key, fact in about.record.waived.items() if key.endswith(f"@{since}")]
        report = next((fact for fact in reports if fact.at >= begin), None)
        ends += [report.at] if report else []
        end = min(ends, default=None)
        of = [lates[n]]
        n += 1
        while n < len(lates):
            late = lates[n]
            if (until is not None and late.begin > until) or (end is not None and late.begin > end):
                break
            until = max(until, late.until) if until and late.until else None
            of.append(late)
            n += 1
        yield msgspec.structs.replace(
            about,
            start=begin,
            at=None,
            since=since,
            what=listed(late.what for late in of) or about.what,
            late=tuple(late.obligation for late in of),
            over=until,
            fact=report if report is not None and (until is None or report.at <= until) else None,
        )


TRIGGERS: dict[str, tuple[str, Trigger]] = {
    "card.late": ("cards", _of_card),
    "client.late": ("clients", _of_client),
    "promise.late": ("items", _of_promise),
}
