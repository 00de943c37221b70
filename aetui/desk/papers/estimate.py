"""What a work will cost (D5)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Points, Sheet, SheetPart, Table
from aetui.domain.errors import BadInput
from aetui.domain.records import Card, Estimate
from aetui.locales.amounts import amount


def build(w: Writer, subject: Subject) -> Sheet:
    """Each item with how many at how much, the tax, the total; until when it holds, how it is paid, what is not in it (D5)."""
    card = subject.card
    assert card is not None
    say = w.say
    if not card.estimates:
        raise BadInput("estimate.none", number=card.number)
    last = card.estimates[-1]
    facts = w.facts(("what", w.of_card(card)), ("version", str(len(card.estimates))))
    bears = _bears(w, last)
    agreed = last.agreed.by or "" if last.agreed else ""
    parts = [
        SheetPart(say("paper.estimate.items"), [_items(w, card, last)]),
        *([SheetPart(say("paper.estimate.terms"), [Points(bears)])] if bears else []),
        SheetPart("", [w.signatures(("client", agreed), ("ae", w.me))]),
    ]
    return w.sheet("estimate", w.re_card(card), facts, parts)


def _items(w: Writer, card: Card, last: Estimate) -> Table:
    """The lines, their sum and the tax where there is one, the total; columns for what is counted where anything is."""
    say = w.say
    counted = any(line.quantity is not None for line in last.lines)

    def money(value: Decimal) -> str:
        return amount(say, value.quantize(Decimal("0.01")), last.currency)

    def row(what: str, value: Decimal, *between: str) -> list[str]:
        return [what, *((between or ("", "", "")) if counted else ()), money(value)]

    rows = [
        row(
            line.text or say("paper.estimate.other"),
            line.amount,
            f"{line.quantity:,f}" if line.quantity is not None else "",
            line.unit or "",
            money(line.price) if line.price is not None else "",
        )
        for line in last.lines
    ] or [row(card.title, last.amount)]
    if last.tax and last.lines:
        net = sum((line.amount for line in last.lines), Decimal())
        rows.append(row(say("paper.estimate.net"), net))
        rows.append(row(say("paper.estimate.tax", percent=f"{last.tax:f}"), last.amount - net))
    rows.append(row(say("paper.total"), last.amount))
    keys = ("item", "quantity", "unit", "price", "amount") if counted else ("item", "amount")
    columns = [say(f"paper.column.{key}") for key in keys]
    return Table(columns, rows, [1, 3, 4] if counted else [1], total=True)


def _bears(w: Writer, last: Estimate) -> list[str]:
    say, told = w.say, []
    if last.valid_days is not None:
        until = w.desk.local(last.at).date() + timedelta(days=last.valid_days)
        told.append(say("paper.estimate.valid", day=w.day(until)))
    told += [say("paper.estimate.pay", terms=last.terms)] if last.terms else []
    told += [say("paper.estimate.without", what=last.excludes)] if last.excludes else []
    return told
