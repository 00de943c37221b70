"""The one report (R10, C3) on a screen: what is late stands above the question for the solution; the message is copied by one key."""

from __future__ import annotations

from collections.abc import Sequence

from aetui.desk.copying.text import Copied
from aetui.desk.trouble import last_reported, said_of, trouble_message, trouble_of
from aetui.domain.obligations import Obligation
from aetui.screens.frame.base import DeskScreen

_BESIDE = 12
"""Lines of a screen that what is late leaves to everything else."""


def told_above(screen: DeskScreen, reports: Sequence[Obligation]) -> str:
    """All that is reported, a line each; what a low screen has no room for is counted."""
    lines = said_of(screen.desk, screen.say, reports, screen.now()).splitlines()
    room = max(screen.size.height - _BESIDE, 3)
    if len(lines) > room:
        lines = [*lines[: room - 1], screen.say("trouble.more", n=len(lines) - room + 1)]
    return "\n".join(lines)


def tell_reported(screen: DeskScreen) -> None:
    """That it was reported: it goes to their board in the office, else what is to be written to them lies on the clipboard."""
    report = last_reported(screen.desk, screen.now())
    if report is not None:
        trouble = trouble_of(screen.desk, report, screen.now())
        if screen.desk.mail.to(trouble.to) is not None:
            screen.desk_app.tell(screen.say("letter.goes", who=trouble.to))
            return
        message = trouble_message(screen.desk, screen.say, trouble, screen.now())
        said = screen.say("trouble.reported", to=trouble.to or screen.say("role.supervisor"))
        screen.desk_app.copy(Copied(message, house=True), said)
