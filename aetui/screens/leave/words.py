"""What is written on a line of a handover: what to do, what if not, whom to call, where the files lie; from frequent
instructions too (D8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aetui.desk.day.today import client_name
from aetui.desk.leave import handover as desk_handover
from aetui.desk.leave.lines import templates
from aetui.domain.records import CoverLine
from aetui.screens.frame.questions import AskingScreen
from aetui.screens.leave.planning import Planning


class Words:
    """What is written on the lines of an absence; `at_hand`: the line under the screen's cursor, `lines`: all of them."""

    def __init__(
        self,
        screen: AskingScreen,
        planning: Planning,
        at_hand: Callable[[], CoverLine | None],
        lines: Callable[[], list[CoverLine]],
    ) -> None:
        self.screen, self.planning, self.at_hand, self.lines = screen, planning, at_hand, lines

    def ask_field(self, label: str, field: str) -> None:
        """`field` of the line at hand, asked for by the column's name."""
        hand, seen = self.at_hand(), self.planning.seen
        if hand is None or seen is None:
            return

        def take(text: str) -> None:
            keys = [hand.key or hand.id]
            said: dict[str, Any] = {field: text}
            desk_handover.instruct(self.screen.desk, self.screen.say, seen.absence.id, keys, self.screen.now(), **said)

        default = getattr(hand, field) or ""
        self.screen.ask(
            "field", take, edits=default, of=f"{hand.key} {field}", field=f"handover.column.{label}", naming=hand.what
        )

    def template(self) -> None:
        """One of the frequent instructions for the line at hand."""
        hand = self.at_hand()
        if hand is not None:
            self._pick_template([hand], self.screen.say("handover.templates.for", what=hand.what))

    def template_all(self) -> None:
        """The same for all of its client's."""
        hand = self.at_hand()
        if hand is not None:
            lines = [line for line in self.lines() if line.client_id == hand.client_id]
            client = client_name(self.screen.desk, hand.client_id) or self.screen.say("handover.nobodys")
            self._pick_template(lines, self.screen.say("handover.templates.for_client", client=client, n=len(lines)))

    def _pick_template(self, lines: list[CoverLine], about: str) -> None:
        seen = self.planning.seen
        keys = [line.key or line.id for line in lines]

        known = templates(self.screen.desk, self.screen.say, lines[0])

        def taken(text: str | None) -> None:
            if text and seen is not None:
                with self.screen.minding():
                    desk_handover.use_template(
                        self.screen.desk, self.screen.say, seen.absence.id, keys, text, self.screen.now(), known=known
                    )

        self.screen.go("templates", known, about, then=taken)
