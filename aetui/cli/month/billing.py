"""`aetui billing`: the cards that can be billed, and late money by its age (R8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aetui.cli.command import command, flag
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.month.billing import Bills, bills
from aetui.domain.cards.billing import AGES
from aetui.locales.amounts import amount, late_words, sums_words


@command("billing", flag("--late"))
def billing(session: Session, late: bool) -> None:
    """Both lists; with --late that of late money alone."""
    seen = bills(session.desk, session.now)
    session.out(lambda: _as_json(session, seen, late), _page(session, seen, late))


def _page(session: Session, seen: Bills, late: bool) -> Iterator[str]:
    say = session.say
    if not late:
        yield f"{say('billing.able', n=len(seen.all))}  {sums_words(say, seen.to_bill())}"
        rows = [
            [
                f"  {one.card.number}",
                session.client(one.card.client_id),
                one.card.title,
                say(f"card.state.{one.card.state}"),
                amount(say, one.left, one.currency),
                say("billing.unsaid") if one.open else "",
            ]
            for one in seen.all
        ]
        yield from table(rows, empty=f"  {say('billing.able.none')}", right=[4], cuts=((2, 16), (1, 8)))
        yield ""
    yield f"{say('billing.late', n=len(seen.late))}  {sums_words(say, seen.sums())}"
    for age in range(len(AGES), -1, -1):
        there = [one for one in seen.late if one.age == age]
        if there:
            yield f"  {say(f'billing.age.{age}')}  {sums_words(say, seen.sums(age))}"
            rows = [
                [
                    f"    {one.card.number}",
                    session.client(one.card.client_id),
                    one.line.text or one.card.title,
                    amount(say, one.line.amount, one.line.currency),
                    late_words(say, one, "billing"),
                ]
                for one in there
            ]
            yield from table(rows, right=[3, 4], cuts=((2, 16), (1, 8)))
    if not seen.late:
        yield f"  {say('billing.late.none')}"


def _as_json(session: Session, seen: Bills, late: bool) -> dict[str, Any]:
    able = [
        {
            "number": one.card.number,
            "client": session.client(one.card.client_id),
            "title": one.card.title,
            "state": one.card.state,
            "billable": one.card.billable,
            "agreed": one.agreed,
            "billed": one.billed,
            "left": one.left,
            "currency": one.currency,
        }
        for one in seen.all
    ]
    overdue = [
        {
            "number": one.card.number,
            "client": session.client(one.card.client_id),
            "text": one.line.text,
            "amount": one.line.amount,
            "currency": one.line.currency,
            "due": session.local(one.line.due),
            "days": one.days,
            "age": AGE_NAMES[one.age],
        }
        for one in seen.late
    ]
    sums = {AGE_NAMES[age]: seen.sums(age) for age in range(len(AGES) + 1)}
    return {**({} if late else {"to_bill": able, "to_bill_sums": seen.to_bill()}), "late": overdue, "late_sums": sums}


AGE_NAMES = (*(f"{first + 1}-{last}" for first, last in zip((0, *AGES), AGES, strict=False)), f">{AGES[-1]}")
"""What the ages are called in JSON, by days: `1-30`, `31-60`, `61-90`, `>90`."""
