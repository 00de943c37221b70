"""At the end of a command, once its answer is out: what a desk tells of by itself."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

from aetui.desk.feeds.kept import bring_up, is_behind
from aetui.locales.errors import sentence

if TYPE_CHECKING:
    from aetui.cli.session import Session
    from aetui.desk.core import Desk


def tell_on(session: Session, desk: Desk, now: datetime) -> None:
    """Bring the calendar up to date; a failure is a line beside the result."""
    if is_behind(desk, now):
        if sys.stdout is not None:
            sys.stdout.flush()
        trouble = bring_up(desk.apart(now) if session.noting else desk, now)
        if trouble is not None:
            session.warn(session.say("feed.trouble", why=sentence(session.say, trouble)))
