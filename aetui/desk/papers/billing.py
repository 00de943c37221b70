"""Bills for the supervisor (R8): the cards that can be billed this month, and late money by client and age."""

from __future__ import annotations

from decimal import Decimal

from aetui.desk.day.today import client_name
from aetui.desk.month.billing import bills
from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Sheet, SheetPart, Table
from aetui.domain.cards.billing import AGES
from aetui.domain.clock.periods import span
from aetui.locales.amounts import amount, late_words, sums_words


def build(w: Writer, subject: Subject) -> Sheet:
    """Both lists with their sums as of now; what nobody said to be billable is marked."""
    if subject.period:
        span(subject.period)
    say, desk = w.say, w.desk
    seen = bills(desk, w.now)
    able = [
        [
            one.card.number,
            client_name(desk, one.card.client_id),
            one.card.title,
            say(f"card.state.{one.card.state}"),
            amount(say, one.agreed, one.currency),
            amount(say, one.billed, one.currency),
            amount(say, one.left, one.currency),
            say("billing.unsaid") if one.open else "",
        ]
        for one in seen.all
    ]
    if able:
        able.append(["", "", say("paper.total"), "", "", "", sums_words(say, seen.to_bill()), ""])
    columns = [say(f"paper.column.{key}") for key in ("number", "client", "what", "state")]
    columns += [say(f"billing.column.{key}") for key in ("agreed", "billed", "left", "note")]
    ages = range(len(AGES) + 1)
    by_client = [
        [
            client_name(desk, client_id),
            *(amount(say, value, currency) if value else "" for value in sums),
            amount(say, sum(sums, Decimal()), currency),
        ]
        for client_id, currency, sums in seen.by_client()
    ]
    if by_client:
        total = [sums_words(say, seen.sums(age)) for age in ages]
        by_client.append([say("paper.total"), *total, sums_words(say, seen.sums())])
    heads = [say("paper.column.client"), *(say(f"billing.age.{age}") for age in ages), say("paper.total")]
    lines = [
        [
            one.card.number,
            client_name(desk, one.card.client_id),
            one.line.text or one.card.title,
            amount(say, one.line.amount, one.line.currency),
            w.day(desk.local(one.line.due).date()) if one.line.due else "",
            late_words(say, one, "billing"),
        ]
        for one in seen.late
    ]
    names = [say(f"paper.column.{key}") for key in ("number", "client", "what", "amount", "due")]
    parts = [
        SheetPart(
            say("paper.billing.able"),
            [Table(columns, able, [4, 5, 6], total=True)] if able else [],
            say("paper.nothing"),
        ),
        SheetPart(
            say("paper.billing.late"),
            [Table(heads, by_client, list(range(1, len(heads))), total=True)] if by_client else [],
            say("paper.nothing"),
        ),
    ]
    if lines:
        parts.append(SheetPart(say("billing.lines"), [Table([*names, say("billing.column.late")], lines, [3, 5])]))
    return w.sheet("billing", "", [], parts)
