"""`aetui due`: the obligations; and how one is told, for all who list them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from aetui.cli.command import SPAN, command, flag, opt
from aetui.cli.day.owed import as_kept, keep, owed_lines, owed_row, owed_table
from aetui.cli.found import OF_CLIENT
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.day.owed import OwedDuty
from aetui.desk.day.today import in_care
from aetui.desk.obligations import as_json as obligation_json
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Absence, Client, Cover
from aetui.locales.dates import left, when
from aetui.locales.wording import title


@command("due", opt("--within", type=SPAN), flag("--all", "ended"), OF_CLIENT)
def due(session: Session, within: timedelta | None, ended: bool, client: Client | None) -> None:
    now = session.now
    if not (ended or client or within):
        _now(session)
        return
    obligations = [
        o
        for o in session.desk.obligations(now, ended=ended)
        if (client is None or o.client_id == client.id)
        and (within is None or o.state not in OPEN or o.act_by <= now + within)
    ]
    care = (
        []
        if client or ended
        else [c for c in in_care(session.desk, now) if within is None or _until(c) <= now + within]
    )
    session.out(
        lambda: [*(as_json(session, o) for o in obligations), *(care_json(session, c) for c in care)],
        chain(_lines(session, obligations), care_lines(session, care)),
    )
    session.warn_of_doubts()


def _now(session: Session) -> None:
    """All that is owed by now; it is kept for who asks again soon, where nothing else is told beside it."""
    desk, now = session.desk, session.now
    told = [OwedDuty(as_json(session, o), desk.local(o.due), desk.local(o.act_by)) for o in desk.obligations(now)]
    care, doubts = in_care(desk, now), session.doubts()
    session.out(
        lambda: [*as_kept(told, now), *(care_json(session, c) for c in care)],
        chain(owed_lines(session.say, told, now), care_lines(session, care)),
    )
    for doubt in doubts:
        session.warn(doubt)
    if not care and not desk.book.live_of(Absence):
        keep(session, told, doubts)


def _lines(session: Session, obligations: list[Obligation]) -> Iterator[str]:
    """Of ten years they are a hundred thousand: what is the same for all is asked once. Their times are on the desk's clock."""
    say, now, rulebook, clients = session.say, session.now, session.desk.rulebook, session.desk.book.clients
    shorts = {client.id: client.short for client in clients.values()}
    return owed_table(
        say,
        (
            owed_row(
                say,
                o.state,
                left(say, o.remaining(now)) if o.state in OPEN else when(say, o.met_at, now) if o.met_at else "",
                shorts.get(o.client_id or "") or session.client(o.client_id),
                title(say, o, rulebook),
                when(say, o.due, now),
                o.source,
                o.rule,
            )
            for o in obligations
        ),
    )


def care_lines(session: Session, care: Sequence[Cover], indent: str = "") -> Iterator[str]:
    """What is in our care for colleagues, under its own heading; nothing where there is none."""
    if not care:
        return
    say, now = session.say, session.now
    yield ""
    yield f"{say('board.care')} {len(care)}"
    rows = [
        [
            say("state.overdue") if (c.due or c.end) < now else "",
            left(say, (_until(c) - now).total_seconds()),
            c.whose,
            c.client or "",
            c.what,
            session.when(c.due),
            "D8",
        ]
        for c in care
    ]
    yield from table(rows, indent=indent, right=[1], cuts=((6, 0), (4, 24), (3, 8), (4, 10)))


def care_json(session: Session, cover: Cover) -> dict[str, Any]:
    """A thing in our care as one of the list: its rule is the colleague's own, `whose` it is says whose."""
    now, due = session.now, cover.due or cover.end
    state = "overdue" if due < now else "soon" if _until(cover) < now else "pending"
    return {
        "id": cover.id,
        "rule": cover.rule or "care",
        "source": "D8",
        "title": cover.what,
        "subject": {"type": "cover", "id": cover.id},
        "client": cover.client,
        "start": session.iso(cover.start),
        "due": session.iso(due),
        "act_by": session.iso(_until(cover)),
        "state": state,
        "remaining_s": round((_until(cover) - now).total_seconds()),
        "met_at": None,
        "how": None,
        "by": None,
        "reason": None,
        "owner": None,
        "cover": session.desk.owner,
        "estimated": False,
        "whose": cover.whose,
    }


def _until(cover: Cover) -> datetime:
    return cover.act_by or cover.due or cover.end


def as_json(session: Session, obligation: Obligation) -> dict[str, Any]:
    """An obligation as interface.md lays it down."""
    return obligation_json(session.desk, session.say, obligation, session.now)
