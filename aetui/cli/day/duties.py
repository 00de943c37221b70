"""`aetui due`, `aetui met`, `aetui waive`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.domain.obligations import OPEN, Obligation


@click.command(cls=Spoken)
@click.option("--within", metavar="SPAN")
@click.option("--all", "ended", is_flag=True)
@click.option("--client", metavar="NAME")
@common
@click.pass_obj
def due(session: Session, within: str | None, ended: bool, client: str | None) -> None:
    from aetui.desk.book.clients import resolve
    from aetui.domain.plainwords import parse_span

    desk, now = session.desk, session.now
    owed = desk.obligations(now, ended=ended)
    if client:
        who = resolve(desk, client)
        owed = [o for o in owed if who is not None and o.client_id == who.id]
    if within:
        until = now + parse_span(within)
        owed = [o for o in owed if o.state not in OPEN or o.act_by <= until]
    session.relearn()
    if session.json:
        session.out_json([as_json(session, o, now) for o in owed])
    else:
        _print(session, owed, now)
    warn(session)


def warn(session: Session) -> None:
    """Tell of what is in doubt, on standard error."""
    for warning in warnings(session):
        session.tell(warning)


def warnings(session: Session) -> list[str]:
    """What the desk reckons with though it isn't sure: a year without holidays, a rule file with a mistake."""
    from aetui.desk.doubts import doubts
    from aetui.locales.errors import sentence

    return [sentence(session.say, doubt) for doubt in doubts(session.desk, session.now)]


def as_json(session: Session, owed: Obligation, now: datetime) -> dict[str, Any]:
    """An obligation as interface.md lays it down."""
    from aetui.desk.day.today import client_name
    from aetui.locales.wording import title

    desk = session.desk

    def iso(moment: datetime | None) -> str | None:
        return desk.local(moment).isoformat(timespec="seconds") if moment else None

    subject: dict[str, str] = {"type": owed.subject_type, "id": owed.subject_id}
    if owed.number:
        subject["number"] = owed.number
    return {
        "id": owed.id,
        "rule": owed.rule,
        "source": owed.source,
        "title": title(session.say, owed, desk.rulebook),
        "subject": subject,
        "client": client_name(desk, owed.client_id) or None,
        "start": iso(owed.start),
        "due": iso(owed.due),
        "act_by": iso(owed.act_by),
        "state": owed.state,
        "remaining_s": round(owed.remaining(now)),
        "met_at": iso(owed.met_at),
        "how": owed.how,
        "by": owed.by,
        "reason": owed.reason,
        "owner": owed.owner,
        "cover": owed.cover,
        "estimated": owed.estimated,
    }


def _print(session: Session, owed: list[Obligation], now: datetime) -> None:
    from aetui.cli.plain import columns, room
    from aetui.desk.day.today import client_name
    from aetui.locales.dates import left, when
    from aetui.locales.wording import title

    say, desk = session.say, session.desk
    if not owed:
        session.out(say("empty.owed"))
        return
    rows = []
    for o in owed:
        if o.state in OPEN:
            time = left(say, o.remaining(now))
        else:
            time = when(say, desk.local(o.met_at), now) if o.met_at else ""
        rows.append(
            [
                say(f"state.{o.state}"),
                time,
                client_name(desk, o.client_id),
                title(say, o, desk.rulebook),
                when(say, desk.local(o.due), now),
                o.source,
                o.rule,
            ]
        )
    # The rule and the source give way first, then the title's tail; a time never does.
    cuts = ((6, 0), (5, 0), (3, 24), (2, 8), (3, 10))
    for line in columns(rows, right=frozenset({1}), cuts=cuts, cells=room()):
        session.out(line)


@click.command(cls=Spoken)
@click.argument("rule")
@click.argument("subject")
@click.option("--at", metavar="TIME")
@click.option("--how", metavar="TEXT")
@click.option("--by", metavar="NAME")
@click.option("--card", "number", metavar="NUMBER")
@click.option("--why", metavar="TEXT")
@common
@click.pass_obj
def met(
    session: Session,
    rule: str,
    subject: str,
    at: str | None,
    how: str | None,
    by: str | None,
    number: str | None,
    why: str | None,
) -> None:
    """--card: the card that an item is put on; for another rule, of several duties the one on that card."""
    from aetui.desk.card.cards import the_card
    from aetui.desk.obligations import find_obligation, meet
    from aetui.locales.wording import title

    desk, now = session.desk, session.now
    card = the_card(desk, number) if number else None
    owed = find_obligation(desk, rule, subject, now, number=card.number if card else None)
    name = title(session.say, owed, desk.rulebook)
    when = session.time(at) if at else None
    meet(desk, owed, now, at=when, how=how, by=by, why=why, card=card)
    _after(session, owed, "met.said", name)


@click.command(cls=Spoken)
@click.argument("rule")
@click.argument("subject")
@click.option("--why", required=True, metavar="TEXT")
@common
@click.pass_obj
def waive(session: Session, rule: str, subject: str, why: str) -> None:
    from aetui.desk.obligations import find_obligation
    from aetui.desk.obligations import waive as let_go
    from aetui.locales.wording import title

    desk, now = session.desk, session.now
    owed = find_obligation(desk, rule, subject, now)
    name = title(session.say, owed, desk.rulebook)
    let_go(desk, owed, why, now)
    _after(session, owed, "waive.said", name)


def _after(session: Session, owed: Obligation, key: str, name: str) -> None:
    """Say how the obligation stands now."""
    if not session.json:
        session.out(session.say(key, title=name))
        return
    now = session.now
    since = owed.start if owed.start < now else now
    stands = [o for o in session.desk.obligations(now, ended_since=since) if o.id == owed.id]
    session.out_json(as_json(session, stands[0] if stands else owed, now))
