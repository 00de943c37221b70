"""`aetui memo` (D6)."""

from __future__ import annotations

from datetime import datetime

import click

from aetui.cli.command import AT, HOW, Typed, arg, command, flag, opt
from aetui.cli.found import ON_CARD, PERSON
from aetui.cli.session import Session
from aetui.cli.standing import warn_unread, with_due
from aetui.desk.day.memos import end_memo
from aetui.desk.typed.records import note_memo
from aetui.domain.records import Card, Memo


def _offered(session: Session, ctx: click.Context) -> list[tuple[str, str]]:
    """Its commands first, then what they are about."""
    words = ctx.params.get("words") or ()
    if not words:
        return [(word, "") for word in ("done", "send")]
    return [(m.text, m.to) for m in session.desk.book.live_of(Memo)] if words in (("done",), ("send",)) else []


@command(
    "memo",
    arg("words", Typed(offers=_offered), nargs=-1, required=True, metavar="TEXT"),
    opt("--to", type=PERSON),
    HOW,
    flag("--outside"),
    AT,
    ON_CARD,
)
def memo(
    session: Session,
    words: tuple[str, ...],
    to: str | None,
    how: str | None,
    outside: bool,
    at: datetime | None,
    card: Card | None,
) -> None:
    if words[0] in ("done", "send") and len(words) > 1 and not (to or at or card):
        ended = end_memo(session.desk, " ".join(words[1:]), session.now, sent=words[0] == "send", how=how)
        message = session.say(f"memo.ended.{words[0]}", to=ended.to, text=ended.text)
        session.out({"id": ended.id, "to": ended.to, "text": ended.text}, message)
        return
    line, number = " ".join(words), card.number if card else None
    made = note_memo(session.desk, line, session.now, to=to, outside=outside, remind_at=at, number=number)
    if not at:
        warn_unread(session, line, made.remind_at)
    line = session.say("memo.written", to=made.to, text=made.text)
    message = with_due(session, line, "memo.reminds", made.remind_at)
    lines = [message, *session.goes_to(None if outside else made.to)]
    session.out({"id": made.id, "to": made.to, "text": made.text, "remind_at": made.remind_at}, lines)
