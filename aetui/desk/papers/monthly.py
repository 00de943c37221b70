"""The month of one client, for the AD (A8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aetui.desk.month.gathered import not_handed_in, parts_of, reports_of
from aetui.desk.papers.frame import leads, number_of
from aetui.desk.papers.progress import told
from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Paragraphs, Sheet, SheetPart, Table
from aetui.domain.budget import balances
from aetui.domain.cards.billing import aged
from aetui.domain.cards.numbers import in_order
from aetui.domain.clock.periods import month_of, span
from aetui.domain.obligations import Obligation
from aetui.domain.records import Call, Card
from aetui.locales import Texts
from aetui.locales.amounts import amount, balance, unpaid_words
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
    everything = [o for o in desk.obligations(w.now, ended=True) if o.client_id == client.id]
    obligations = [o for o in everything if begin <= o.due < end]
    states = ("met", "met_late", "overdue", "missed", "waived")
    counts = [[say(f"state.{state}"), str(sum(o.state == state for o in obligations))] for state in states]
    calls = [c for c in desk.each(Call) if c.client_id == client.id and begin <= c.at < end]
    ways = [f"{say(f'phone.way.{way}')}: {sum(c.way == way for c in calls)}" for way in ("in", "out", "missed")]
    done = [line.row(w) for line in told(w, client, begin, end)]
    money = [balance(say, sums) for sums in balances(cards, w.now)]
    unpaid = [
        f"{w.moment(one.line.due)}  {unpaid_words(say, one)}  {say('round.days', n=one.days)}"
        for one in aged((c for c in desk.book.live_of(Card) if c.client_id == client.id), w.now)
    ]
    facts = w.facts(("period", days_full(w.say, first, last)))
    number = number_of(w, "monthly", subject)
    handed = reports_of(desk, client, number)
    lacking = not_handed_in(desk, client, number)
    parts = [
        SheetPart(say("paper.monthly.work"), [Table(columns, rows)] if rows else [], say("paper.nothing")),
        _table(w, "paper.monthly.done", ("date", "work", "content"), done),
        _table(w, "paper.monthly.kept", ("date", "content", "until", "state"), _kept(w, obligations)),
        _table(w, "paper.monthly.late", ("until", "content", "state", "why"), _late(w, obligations, everything)),
        SheetPart(
            say("paper.monthly.duties"), [Table([say("paper.column.state"), say("paper.column.count")], counts, [1])]
        ),
        SheetPart(say("paper.monthly.calls"), [Paragraphs(ways)]),
        SheetPart(say("card.money"), [Paragraphs([*money, *unpaid])] if money or unpaid else [], say("paper.nothing")),
    ]
    if handed or lacking:  # the AM's: what her AEs handed in, before what stands on her own desk
        said = [part for whose, paper in handed.items() for part in parts_of(whose, paper)]
        missing = say("paper.monthly.lacking", who=say("list.comma").join(lacking)) if lacking else ""
        parts = [
            *([SheetPart("", [Paragraphs([missing])])] if missing else []),
            *said,
            *(part for part in parts[:4] if part.blocks),
            *([parts[-1]] if parts[-1].blocks else []),
        ]
    above = ("am", w.me), ("ad", "")
    below = ("ae", w.me), ("am", "")
    parts.append(SheetPart("", [w.signatures(*(above if leads(desk) else below))]))
    return w.sheet("monthly", client.name, facts, parts)


def _table(w: Writer, heading: str, columns: Sequence[str], rows: list[list[str]]) -> SheetPart:
    heads = [w.say(f"paper.column.{column}") for column in columns]
    return SheetPart(w.say(heading), [Table(heads, rows)] if rows else [], w.say("paper.nothing"))


def _kept(w: Writer, obligations: Sequence[Obligation]) -> list[list[str]]:
    """What was kept, by when it was done: promises, times, papers."""
    found = [o for o in obligations if o.met_at is not None]
    return [
        [w.moment(o.met_at), _name(w, o), w.moment(o.due), w.say(f"state.{o.state}")]
        for o in sorted(found, key=lambda o: (o.met_at or o.due, o.due, o.id))
    ]


def _late(w: Writer, obligations: Sequence[Obligation], everything: Sequence[Obligation]) -> list[list[str]]:
    """What was late, missed or let go, by when it was due, and why: as it was let go, as the supervisor was told of it (R10), or as
    its card says."""
    told = {key: o.how for o in everything if o.rule == "trouble.report" and o.how for key in o.late}
    found = [o for o in obligations if o.state in ("met_late", "overdue", "missed", "waived")]
    rows = []
    for o in sorted(found, key=lambda o: (o.due, o.id)):
        card = w.desk.get(Card, o.named.subject) if o.number else None
        why = o.reason or told.get(o.id) or (card.delay if card else None) or ""
        rows.append([w.moment(o.due), _name(w, o), w.say(f"state.{o.state}"), why])
    return rows


def _name(w: Writer, obligation: Obligation) -> str:
    return f"{obligation_title(w.say, obligation, w.desk.rulebook)} ({obligation.source})"


def _sums(say: Texts, card: Card, now: datetime) -> str:
    sums = balances([card], now)
    return "; ".join(f"{amount(say, b.spent, b.currency)} / {amount(say, b.budget, b.currency)}" for b in sums)
