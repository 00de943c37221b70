"""Duties as they are counted: a hundred thousand of ten years, by id, each with what counting asks for."""

from __future__ import annotations

from aetui.domain.derive.judging import Judged, Judging
from aetui.domain.figures import CountedObligation
from aetui.domain.obligations import State


class Counting(Judging[tuple[str, CountedObligation]]):
    """Neither words nor `act_by` are reckoned; so what is still to come is `pending`, also where it is `soon`."""

    def number_of(self, card_id: str | None) -> str | None:  # noqa: ARG002
        return None

    def heading(self, text: str) -> str:  # noqa: ARG002
        return ""

    def made(self, judged: Judged, state: State) -> tuple[str, CountedObligation]:
        return judged.id, CountedObligation(judged.due, judged.rule.id, judged.start.client_id, state)
