"""What a reminder says: the most urgent of the duties that turned, by when, and how many more."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.core import Desk
from aetui.desk.day.today import client_name
from aetui.domain.obligations import Obligation
from aetui.locales import Texts
from aetui.locales.dates import when
from aetui.locales.wording import title


def reminder(desk: Desk, say: Texts, turned: list[Obligation], now: datetime) -> str:
    """One sentence for one or more duties."""
    first = turned[0]
    what = f"{client_name(desk, first.client_id)} {title(say, first, desk.rulebook)}".strip()
    said = say(f"remind.{first.state}", what=what, time=when(say, desk.local(first.due), now))
    return say("remind.more", said=said, n=len(turned) - 1) if len(turned) > 1 else said
