"""Money on a card (R8)."""

from __future__ import annotations

from msgspec.structs import replace

from aetui.desk.acts.act import Act, Doing
from aetui.desk.acts.parts import edited, part_of
from aetui.domain.errors import BadInput
from aetui.domain.records import Card, MoneyLine


def _to_settle(doing: Doing) -> None:
    line: MoneyLine = part_of("money")(doing)
    if line.settled is not None:
        raise BadInput("money.settled", what=line.text or f"{line.amount:,}")


SETTLE = Act(
    Card, edited("money", lambda line, doing: replace(line, settled=doing.fact)), met="settled", check=_to_settle
)
ACTS = (SETTLE,)
