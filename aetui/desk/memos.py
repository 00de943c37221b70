"""MEMO, inside and out (D6)."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.core import Desk
from aetui.domain.errors import BadInput
from aetui.domain.records import Memo


def write_memo(
    desk: Desk,
    text: str,
    now: datetime,
    *,
    to: str,
    outside: bool = False,
    remind_at: datetime | None = None,
    card_id: str | None = None,
    client_id: str | None = None,
) -> Memo:
    """Write a memo; `remind_at` starts the reminder (memo.remind). Raises BadInput for an empty one."""
    if not text.strip():
        raise BadInput("memo.empty")
    if not to.strip():
        raise BadInput("memo.to_empty")
    if remind_at is not None and remind_at <= now:
        raise BadInput("time.past", time=remind_at)
    with desk.change("memo.write", now, to=to.strip(), text=text.strip()) as change:
        memo = change.new(
            Memo,
            to=to.strip(),
            text=text.strip(),
            outside=outside,
            remind_at=remind_at,
            card_id=card_id,
            client_id=client_id,
        )
    return memo
