"""A card on its way into work: its job order filled in (R6), estimated (D5), started through both gates."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation

from msgspec.structs import replace

from aetui.desk.cards import card_by_number
from aetui.desk.core import Change, Desk
from aetui.domain.errors import BadInput, NotThere, Refused
from aetui.domain.gates import brief_missing
from aetui.domain.records import Card, Estimate, Passed, WorkKind

_NO_DIGITS = str.maketrans("", "", "￥¥,， 元")


def amount_of(text: str) -> Decimal:
    """An exact amount of money: `12000`, `12,000.50`, `￥3万`. Raises BadInput."""
    clean = text.strip().translate(_NO_DIGITS)
    times = 10_000 if clean.endswith("万") else 1
    try:
        amount = Decimal(clean.removesuffix("万")) * times
    except InvalidOperation:
        raise BadInput("amount", text=text) from None
    if not amount.is_finite() or amount <= 0 or amount >= Decimal(10) ** 12:
        raise BadInput("amount", text=text)
    return amount


def fill_brief(
    desk: Desk,
    number: str,
    now: datetime,
    *,
    what: str | None = None,
    audience: str | None = None,
    kind: WorkKind | None = None,
    deliver_at: datetime | None = None,
    strategy: str | None = None,
    idea: str | None = None,
) -> Card:
    """Say what the job order lacks (R6), or say it anew; None leaves a field as it is. Raises NotThere, BadInput."""
    with desk.change("card.brief", now, number=number) as change:
        card = _card(desk, number, change)
        if deliver_at is not None and deliver_at <= card.requested_at:
            raise BadInput("card.deliver_before")
        brief = replace(card.brief, what=what or card.brief.what, audience=audience or card.brief.audience)
        card = change.put(
            replace(
                card,
                brief=brief,
                kind=kind or card.kind,
                deliver_at=deliver_at or card.deliver_at,
                strategy=strategy or card.strategy,
                idea=idea or card.idea,
            )
        )
    return card


def estimate(desk: Desk, number: str, amount: Decimal, now: datetime) -> Card:
    """Say what the work will cost (D5): a new version, which is in force from now on. Raises NotThere."""
    with desk.change("card.estimate", now, number=number, what=f"{amount:,}") as change:
        card = _card(desk, number, change)
        card = change.put(replace(card, estimates=[*card.estimates, Estimate(amount=amount, at=now)]))
    return card


def start_work(desk: Desk, number: str, now: datetime, *, why: str | None = None) -> Card:
    """The card leaves `open` for `in_work`. Refused without an estimate (D5) or with an incomplete job order (R6),
    unless a reason is written down, which stays on the card. Raises NotThere, BadInput, Refused."""
    reason = (why or "").strip()
    with desk.change("card.start", now, number=number, **({"why": reason} if reason else {})) as change:
        card = _card(desk, number, change)
        if card.state != "open":
            raise BadInput("card.started", number=card.number)
        shut: list[Passed] = []
        if not card.estimates:
            shut.append(Passed(gate="D5", why=reason, at=now))
        lacks = brief_missing(card)
        if lacks:
            shut.append(Passed(gate="R6", why=reason, at=now))
        if shut and not reason:
            raise (
                Refused("gate.estimate", rule="D5")
                if not card.estimates
                else Refused("gate.brief", rule="R6", missing=lacks)
            )
        card = change.put(replace(card, state="in_work", passed=[*card.passed, *shut]))
    return card


def _card(desk: Desk, number: str, change: Change) -> Card:
    card = card_by_number(desk, number.strip(), change)
    if card is None:
        raise NotThere("card.unknown", number=number)
    return card
