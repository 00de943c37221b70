"""Duties as they are counted: a hundred thousand of ten years, by id, each with what counting asks for."""

from __future__ import annotations

from datetime import datetime

from aetui.domain.derive.judging import Judging
from aetui.domain.derive.starts import Start
from aetui.domain.figures import Duty
from aetui.domain.obligations import State
from aetui.domain.records import Fact
from aetui.domain.rulebook.model import Rule


class Counting(Judging[tuple[str, Duty]]):
    """Neither words nor `act_by` are reckoned; so what is still to come is `pending`, also where it is `soon`."""

    def number_of(self, card_id: str | None) -> str | None:  # noqa: ARG002
        return None

    def heading(self, text: str) -> str:  # noqa: ARG002
        return ""

    def made(
        self,
        rule: Rule,
        obligation_id: str,
        start: Start,
        due: datetime,
        state: State,
        fact: Fact | None,  # noqa: ARG002
        waived: Fact | None,  # noqa: ARG002
        ended_at: datetime | None,  # noqa: ARG002
    ) -> tuple[str, Duty]:
        return obligation_id, Duty(due, rule.id, start.client_id, state)
