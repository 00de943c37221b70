"""Duties as they are counted: a hundred thousand of ten years, by id, each with what counting asks for."""

from __future__ import annotations

from datetime import datetime

from aetui.domain.derive.judging import Judging
from aetui.domain.derive.starts import Start
from aetui.domain.figures import Duty
from aetui.domain.records import Fact
from aetui.domain.rulebook.model import Rule


class Counting(Judging[tuple[str, Duty]]):
    """Neither words nor `act_by` are reckoned; so what is still to come is `pending`, also where it is `soon`."""

    def number_of(self, card_id: str | None) -> str | None:  # noqa: ARG002
        return None

    def heading(self, text: str) -> str:  # noqa: ARG002
        return ""

    def obligation(
        self,
        rule: Rule,
        obligation_id: str,
        start: Start,
        *,
        due: datetime,
        fact: Fact | None = None,
        waived: Fact | None = None,
    ) -> tuple[str, Duty] | None:
        proof, over = fact or waived, self.over(start)
        if not self.owed(start, due, proof.at if proof else over):
            return None
        due = self.fixed(due)
        state = self.ended_as(due, over, fact, waived)
        return None if state is None else (obligation_id, Duty(due, rule.id, start.client_id, state))
