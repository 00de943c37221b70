"""The board of somebody whom one answers for, as it is: only looked at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from aetui.commands import THEIRS
from aetui.desk.office.replicas import Replica
from aetui.domain.records.refs import Ref
from aetui.locales.dates import when
from aetui.screens.board.screen import BoardScreen
from aetui.screens.office.giving import ask_todo
from aetui.widgets.cells import Parts
from aetui.widgets.prompt import Prompt
from aetui.widgets.theme import style_sheet

_DOES = frozenset({"resume", "absences"})
"""Rows that lead to where something is done."""


class TheirBoard(BoardScreen):
    """The lent desk's. What is changed on it is heard as on one's own."""

    WHERE = THEIRS
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("board")]

    def __init__(self, replica: Replica) -> None:
        super().__init__()
        self._replica = replica
        self._stop: Callable[[], None] | None = None

    def on_mount(self) -> None:
        self._stop = self.desk.subscribe(self.desk_app.pass_on)

    def on_unmount(self) -> None:
        if self._stop is not None:
            self._stop()

    def said_above(self, now: datetime) -> Parts | None:
        """Whose board it is, that nothing is done here, and as of when."""
        whose, heard = self._replica.person.name, self._replica.heard
        changed = self.desk.store.changed_at
        said: Parts = ((self.say("office.looked_at", whose=whose), "act bold"),)
        if changed is not None:
            said = (
                *said,
                (self.say("office.looked_at.changed", time=when(self.say, self.desk.local(changed), now)), "dim"),
            )
        if heard is not None:
            said = (
                *said,
                (self.say("office.looked_at.heard", time=when(self.say, self.desk.local(heard), now)), "dim"),
            )
        return said

    def _open(self, ref: str) -> None:
        if Ref.parse(ref).kind in _DOES:
            self._refuse()
        else:
            super()._open(ref)

    def action_their_todo(self) -> None:
        ask_todo(self, self.query_one(Prompt), self._replica.person.name)

    def action_back(self) -> None:
        self.dismiss()
