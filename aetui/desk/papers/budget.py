"""A client's budget of a quarter and its changes, with the actual so far, for the AD (A7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from aetui.desk.month.gathered import Used, used
from aetui.desk.month.plans import in_hand, period_for
from aetui.desk.papers.plan_parts import changes_part, lines_part, plan_facts, plan_number
from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Block, Sheet, SheetPart, Table
from aetui.domain.budget import Balance
from aetui.domain.plans import named_period, total
from aetui.domain.records import Plan
from aetui.locales.amounts import amount
from aetui.locales.figures import period_words

_SUMS, _FIELDS = ("estimated", "spent", "billed", "received"), ("budget", "spent", "billed", "received")


def build(w: Writer, subject: Subject) -> Sheet:
    """The quarter's lines, what has changed since they were handed in, and what the cards say so far (A7, R8)."""
    client = subject.client
    assert client is not None
    say = w.say
    period = named_period("budget", subject.period) if subject.period else period_for(w.desk, "budget", w.now)
    plan = in_hand(w.desk, "budget", client, period)
    parts = [
        lines_part(w, plan),
        changes_part(w, plan),
        SheetPart(say("paper.budget.actual"), _used_part(w, plan, used(w.desk, client, period, w.now))),
        SheetPart("", [w.signatures(("am", w.me), ("ad", ""))]),
    ]
    title = f"{client.name} · {period_words(say, plan.period)}"
    return w.sheet("budget", title, plan_facts(w, plan), parts, plan_number(plan))


def _used_part(w: Writer, plan: Plan, found: Used) -> list[Block]:
    """The budget against all that was used; where AEs' reports are in it, whose they are and as of when."""
    whole: list[Block] = [_used(w, plan, found.sums)]
    if not found.gathered:
        return whole
    columns = [w.say(f"paper.column.{key}") for key in ("ae", "as_of", *_SUMS)]
    rows = [
        [
            one.who or w.me,
            w.moment(one.made),
            *("; ".join(amount(w.say, getattr(b, key), b.currency) for b in one.sums) for key in _FIELDS),
        ]
        for one in found.parts
    ]
    return [*whole, Table(columns, rows, list(range(2, 2 + len(_FIELDS))))]


def _used(w: Writer, plan: Plan, sums: Sequence[Balance]) -> Table:
    """The budget against what the cards say, a column for each currency that they speak of."""
    say, limit = w.say, total(plan.lines)
    currencies = list(dict.fromkeys([plan.currency, *(one.currency for one in sums)]))
    of = {one.currency: one for one in sums}

    def row(key: str, value: Callable[[Balance | None, bool], Decimal | None]) -> list[str]:
        found = [(value(of.get(currency), currency == plan.currency), currency) for currency in currencies]
        return [say(f"paper.budget.{key}"), *("" if much is None else amount(say, much, cur) for much, cur in found)]

    def kept(key: str) -> list[str]:
        return row(key, lambda one, _: getattr(one, "budget" if key == "estimated" else key) if one else Decimal())

    rows = [
        row("limit", lambda _, own: limit if own else None),
        kept("spent"),
        row("left", lambda one, own: limit - (one.spent if one else Decimal()) if own else None),
        kept("estimated"),
        kept("billed"),
        kept("received"),
    ]
    return Table(["", *currencies], rows, list(range(1, len(currencies) + 1)))
