"""What is written on a line of a handover: what to do, what if not, whom to call, where the files lie; from frequent
instructions too (D8)."""

from __future__ import annotations

from typing import Any

from aetui.desk.day.today import client_name
from aetui.desk.leave import handover as desk_handover
from aetui.desk.leave.lines import templates
from aetui.domain.records import CoverLine
from aetui.domain.records.refs import Ref
from aetui.screens.leave.planning import PlanningScreen
from aetui.widgets.lines import LineList


class WordsScreen(PlanningScreen):
    """A screen with the lines of an absence in its list `left`: the one under the cursor is the one at hand."""

    left: LineList

    @property
    def at_hand(self) -> CoverLine | None:
        """The line under the cursor."""
        key = Ref.parse(self.left.ref).id
        return next((line for line in self._lines() if key in (line.key, line.id)), None)

    @property
    def named(self) -> str:
        hand = self.at_hand
        return hand.what if hand is not None else ""

    def _lines(self) -> list[CoverLine]:
        return self._seen.all if self._seen else []

    def action_instruct(self) -> None:
        self._ask_field("do", "instruction")

    def action_otherwise(self) -> None:
        self._ask_field("if", "otherwise")

    def action_whom(self) -> None:
        self._ask_field("call", "call")

    def action_files(self) -> None:
        self._ask_field("files", "files")

    def _ask_field(self, label: str, field: str) -> None:
        hand, seen = self.at_hand, self._seen
        if hand is None or seen is None:
            return

        def take(text: str) -> None:
            keys = [hand.key or hand.id]
            said: dict[str, Any] = {field: text}
            desk_handover.instruct(self.desk, self.say, seen.absence.id, keys, self.now(), **said)

        default = getattr(hand, field) or ""
        self.ask("field", take, edits=default, of=f"{hand.key} {field}", label=self.say(f"handover.column.{label}"))

    def action_template(self) -> None:
        """One of the frequent instructions for the line at hand."""
        hand = self.at_hand
        if hand is not None:
            self._pick_template([hand], self.say("handover.templates.for", what=hand.what))

    def action_template_all(self) -> None:
        """The same for all of its client's."""
        hand = self.at_hand
        if hand is not None:
            lines = [line for line in self._lines() if line.client_id == hand.client_id]
            client = client_name(self.desk, hand.client_id) or self.say("handover.nobodys")
            self._pick_template(lines, self.say("handover.templates.for_client", client=client, n=len(lines)))

    def _pick_template(self, lines: list[CoverLine], about: str) -> None:
        from aetui.screens.leave.templates import TemplatesScreen

        seen = self._seen
        keys = [line.key or line.id for line in lines]

        known = templates(self.desk, self.say, lines[0])

        def taken(text: str | None) -> None:
            if text and seen is not None:
                with self.minding():
                    desk_handover.use_template(
                        self.desk, self.say, seen.absence.id, keys, text, self.now(), known=known
                    )

        self.app.push_screen(TemplatesScreen(known, about), taken)
