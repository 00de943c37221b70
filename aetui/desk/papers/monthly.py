"""The month of one client, for the AD (A8)."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.card.cards import in_order
from aetui.desk.papers.progress import finished
from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Paragraphs, Points, Sheet, SheetPart, Table
from aetui.domain.budget import balances
from aetui.domain.clock.periods import month_of, span
from aetui.domain.records import Call, Card
from aetui.locales import Texts
from aetui.locales.amounts import amount, balance
from aetui.locales.dates import days_full
from aetui.locales.wording import title as obligation_title


def build(w: Writer, subject: Subject) -> Sheet:
    """The month of one client, for the AD (A8): work, duties kept and late, money."""
    client = subject.client
    assert client is not None
    say, desk = w.say, w.desk
    period = subject.period or month_of(w.now.date())
    first, last = span(period)
    begin, end = desk.calendar.at(first, 0), desk.calendar.at(last, 24 * 60)
    cards = [c for c in desk.each(Card) if c.client_id == client.id and (c.state != "closed" or c.updated_at >= begin)]
    cards = [c for c in sorted(cards, key=in_order) if c.opened_at < end]
    rows = [
        [c.number, c.title, say(f"card.state.{c.state}"), w.moment(c.deliver_at), _sums(say, c, w.now)] for c in cards
    ]
    columns = [say(f"paper.column.{key}") for key in ("number", "work", "state", "deliver", "money")]
    obligations = [o for o in desk.obligations(w.now, ended=True) if o.client_id == client.id and begin <= o.due < end]
    states = ("met", "met_late", "overdue", "missed", "waived")
    kept = [[say(f"state.{state}"), str(sum(o.state == state for o in obligations))] for state in states]
    late = [
        f"{w.moment(o.due)} {obligation_title(say, o, desk.rulebook)} ({o.source})"
        for o in obligations
        if o.state in ("met_late", "overdue", "missed")
    ]
    calls = [c for c in desk.each(Call) if c.client_id == client.id and begin <= c.at < end]
    ways = [f"{say(f'phone.way.{way}')}: {sum(c.way == way for c in calls)}" for way in ("in", "out", "missed")]
    done = [line for at, line in sorted(finished(w, cards, begin, end))]
    money = [balance(say, sums) for sums in balances(cards, w.now)]
    facts = w.facts(("period", days_full(w.say, first, last)))
    parts = [
        SheetPart(say("paper.monthly.work"), [Table(columns, rows)] if rows else [], say("paper.nothing")),
        SheetPart(say("paper.weekly.done"), [Points(done)] if done else [], say("paper.nothing")),
        SheetPart(
            say("paper.monthly.duties"), [Table([say("paper.column.state"), say("paper.column.count")], kept, [1])]
        ),
        SheetPart(say("paper.monthly.late"), [Points(late)] if late else [], say("paper.nothing")),
        SheetPart(say("paper.monthly.calls"), [Paragraphs(ways)]),
        SheetPart(say("card.money"), [Paragraphs(money)] if money else [], say("paper.nothing")),
        SheetPart("", [w.signatures(("ae", w.me), ("am", ""))]),
    ]
    return w.sheet("monthly", client.name, facts, parts)


def _sums(say: Texts, card: Card, now: datetime) -> str:
    sums = balances([card], now)
    return "; ".join(f"{amount(say, b.spent, b.currency)} / {amount(say, b.budget, b.currency)}" for b in sums)
