"""The one report (R10, C3) on a screen: what is late stands above the question for the solution; the message is copied by one key."""

from __future__ import annotations

from collections.abc import Sequence

from aetui.desk.find.subject import find_obligation
from aetui.desk.trouble import last_reported, said_of, trouble_message, trouble_of
from aetui.domain.obligations import TROUBLE, Obligation
from aetui.domain.records.refs import Ref
from aetui.screens.frame.base import DeskScreen
from aetui.widgets.lines import LineList

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
    """That it was reported, and which key copies the message."""
    report = last_reported(screen.desk, screen.now())
    if report is not None:
        trouble = trouble_of(screen.desk, report, screen.now())
        screen.desk_app.tell(screen.say("trouble.reported", to=trouble.to or screen.say("role.supervisor")))


def copy_report(screen: DeskScreen, *refs: str) -> None:
    """The message of the report that the first of `refs` names, else of the one that was made last, into the clipboard."""
    now = screen.now()
    found = (ref.id for ref in map(Ref.parse, refs) if ref.kind in ("obligation", "thing"))
    named = (find_obligation(screen.desk, key, now) for key in found)
    report = next((o for o in named if o is not None and o.rule == TROUBLE), None) or last_reported(screen.desk, now)
    if report is None:
        screen.desk_app.tell(screen.say("trouble.none"))
        return
    text = trouble_message(screen.desk, screen.say, trouble_of(screen.desk, report, now), now)
    screen.app.copy_to_clipboard(text)
    screen.desk_app.tell(screen.say("trouble.copied"))


def standing_on(screen: DeskScreen) -> list[str]:
    """What the cursor stands on, then what the screen is of."""
    return [*(lines.ref for lines in screen.query(LineList) if lines.has_focus), *screen.page_refs()]
