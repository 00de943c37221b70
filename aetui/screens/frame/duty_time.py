"""How long is left of a duty, as every screen shows it: counting down to the last working moment before it is due, late
only past what was promised."""

from __future__ import annotations

from aetui.domain.obligations import Obligation
from aetui.locales import Texts
from aetui.widgets.cells import width
from aetui.widgets.countdown import Countdown

LATE = 8
"""Cells of the longest time said beside the word for late."""


def clock_room(say: Texts) -> int:
    """Cells in which a list says how long is left, none of it cut: `超2天 17:30`, `late 12d 17:30`."""
    return width(say("phone.late").strip()) + 10


def countdown(
    say: Texts, obligation: Obligation, cells: int = 0, style: str = "ink", late_style: str = "late bold"
) -> Countdown:
    """Of an open one. `cells` 0: as many as are needed."""
    word = say("phone.late")
    return Countdown(
        obligation.act_by.timestamp(),
        cells or width(word.strip()) + 1 + LATE,
        style,
        late_style=late_style,
        late_word=word,
        day_word=say("phone.day_word"),
        late_from=obligation.due.timestamp(),
    )
