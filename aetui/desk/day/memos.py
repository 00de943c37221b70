"""MEMO, inside and out (D6)."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.acts import do
from aetui.desk.acts import memo as acts
from aetui.desk.core import Desk
from aetui.desk.facts import fact
from aetui.desk.find.finder import find_one
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


def the_memo(desk: Desk, said: str) -> Memo:
    """The memo that is meant, one that is open first. Raises NotThere, BadInput where several are."""
    opened = [m for m in desk.book.live_of(Memo) if m.sent is None and m.done is None]
    return find_one(opened, said, past=desk.each(Memo), kind="memo")


def end_memo(desk: Desk, memo_id: str, now: datetime, *, sent: bool, how: str | None = None) -> Memo:
    """The memo was sent, or what it reminds of is done (D6)."""
    with desk.change("memo.send" if sent else "memo.done", now) as change:
        memo = the_memo(desk, memo_id)
        change.args["text"] = memo.text
        memo = do(change, acts.SEND if sent else acts.DONE, memo, fact(now, how=how))
    return memo
