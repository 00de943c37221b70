"""`aetui todo`, `aetui memo`."""

from __future__ import annotations

import click

from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.domain.errors import BadInput


@click.command(cls=Spoken)
@click.argument("words", nargs=-1, required=True, metavar="TEXT")
@click.option("--on", "day", metavar="DAY")
@click.option("--card", "number", metavar="NUMBER")
@click.option("--owner", metavar="NAME")
@common
@click.pass_obj
def todo(session: Session, words: tuple[str, ...], day: str | None, number: str | None, owner: str | None) -> None:
    from aetui.desk.cards import the_card
    from aetui.desk.todos import add_todo, finish_todo
    from aetui.domain.plainwords import parse_day

    desk, now = session.desk, session.now
    session.relearn()
    if words[0] == "done" and not (day or number or owner):
        if len(words) < 2:
            raise BadInput("todo.done_id")
        done = finish_todo(desk, " ".join(words[1:]), now)
        if session.json:
            session.out_json(
                {"id": done.id, "text": done.text, "done_at": desk.local(done.done.at) if done.done else None}
            )
        else:
            session.out(session.say("todo.done", text=done.text))
        return
    card = the_card(desk, number) if number else None
    made = add_todo(
        desk,
        " ".join(words),
        now,
        day=parse_day(day, now=now, cal=desk.calendar) if day else None,
        card_id=card.id if card else None,
        client_id=card.client_id if card else None,
        owner=owner,
    )
    if session.json:
        session.out_json({"id": made.id, "text": made.text, "day": made.day, "owner": made.owner, "card": number})
    else:
        from aetui.locales.dates import day_short

        session.out(session.say("todo.added", text=made.text, day=day_short(session.say, made.day, now.date())))


@click.command(cls=Spoken)
@click.argument("words", nargs=-1, required=True, metavar="TEXT")
@click.option("--to", "to", metavar="NAME")
@click.option("--how", metavar="TEXT")
@click.option("--outside", is_flag=True)
@click.option("--at", "at", metavar="TIME")
@click.option("--card", "number", metavar="NUMBER")
@common
@click.pass_obj
def memo(
    session: Session,
    words: tuple[str, ...],
    to: str | None,
    how: str | None,
    outside: bool,
    at: str | None,
    number: str | None,
) -> None:
    from aetui.desk.cards import the_card
    from aetui.desk.memos import end_memo, write_memo

    desk = session.desk
    session.relearn()
    if words[0] in ("done", "send") and len(words) > 1 and not (to or at or number):
        ended = end_memo(desk, " ".join(words[1:]), session.now, sent=words[0] == "send", how=how)
        if session.json:
            session.out_json({"id": ended.id, "to": ended.to, "text": ended.text})
        else:
            session.out(session.say(f"memo.ended.{words[0]}", to=ended.to, text=ended.text))
        return
    card = the_card(desk, number) if number else None
    made = write_memo(
        desk,
        " ".join(words),
        session.now,
        to=to or "",
        outside=outside,
        remind_at=session.time(at) if at else None,
        card_id=card.id if card else None,
        client_id=card.client_id if card else None,
    )
    if session.json:
        session.out_json({"id": made.id, "to": made.to, "text": made.text, "remind_at": made.remind_at})
        return
    line = session.say("memo.written", to=made.to, text=made.text)
    if made.remind_at:
        from aetui.cli.standing import stands

        line += "  " + session.say("memo.reminds", time=stands(session, made.remind_at))
    session.out(line)
