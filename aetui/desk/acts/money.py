"""Money on a card (R8)."""

from __future__ import annotations

from msgspec.structs import replace

from aetui.desk.acts.act import Act, Doing
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Card, MoneyLine


def _line(doing: Doing) -> MoneyLine:
    assert isinstance(doing.record, Card)
    found = next((m for m in doing.record.money if m.id == doing.part), None)
    if found is None:
        raise NotThere("money.unknown", line=doing.part, number=doing.record.number)
    return found


def _to_settle(doing: Doing) -> None:
    line = _line(doing)
    if line.settled is not None:
        raise BadInput("money.settled", what=line.text or f"{line.amount:,}")


def _settled(doing: Doing) -> Card:
    card, line = doing.record, _line(doing)
    assert isinstance(card, Card)
    return replace(card, money=[replace(m, settled=doing.fact) if m.id == line.id else m for m in card.money])


SETTLE = Act(Card, _settled, met="settled", check=_to_settle)
ACTS = (SETTLE,)
