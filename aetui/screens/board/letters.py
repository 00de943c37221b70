"""来信 on the board: what colleagues sent and nobody here saw yet, beyond what is owed by a rule."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.core import Desk
from aetui.domain.letters.acts import SOURCE_OF
from aetui.domain.records import Letter
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.locales.dates import when
from aetui.widgets.rows import Row, Section, heading


def letters_section(desk: Desk, say: Texts, now: datetime) -> Section | None:
    """A row a letter: who, what it says, of what, since when; nothing where there is none."""
    if not desk.book.live_of(Letter):
        return None
    from aetui.desk.letters.shown import waiting  # in no office nothing of it is read

    found = waiting(desk, say, now)
    rows = [
        Row(
            ref_to("letters", one.letter.id),
            ((f"{one.letter.who} ", "act"), (one.said, "ink"), (f"  {one.what}", "dim")),
            (
                (f"{when(say, desk.local(one.letter.sent_at), now)} ", "faint"),
                (SOURCE_OF.get(one.thread.root.act if one.thread is not None else one.letter.act, ""), "faint"),
            ),
        )
        for one in found
    ]
    return Section("letters", heading(say("board.letters"), len(rows)), tuple(rows)) if rows else None
