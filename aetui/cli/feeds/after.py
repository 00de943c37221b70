"""At the end of a command, once its answer is out: what a desk tells of by itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime

from aetui.desk.core import Desk
from aetui.desk.feeds.kept import bring_up, is_behind
from aetui.locales import Texts
from aetui.locales.errors import sentence


def tell_on(desk: Desk, now: datetime, say: Texts, *, apart: bool, hooked: bool) -> Iterator[str]:
    """Bring the calendar up to date, and run the commands of new events (`hooked`), whose ends aren't waited for; what went wrong, as
    lines beside the result. `apart`: the desk's own book doesn't reach far enough back."""
    behind = is_behind(desk, now)
    if not (behind or hooked):
        return
    if sys.stdout is not None:
        sys.stdout.flush()
    full = desk.apart(now) if apart else desk
    if behind:
        trouble = bring_up(full, now)
        if trouble is not None:
            yield say("feed.trouble", why=sentence(say, trouble))
    if hooked:
        from aetui.desk.events.looking import look

        yield from (sentence(say, mistake) for mistake in look(full, say, now))
