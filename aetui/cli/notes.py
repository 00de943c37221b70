"""`aetui todo`, `aetui memo`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.domain.errors import BadInput
from aetui.domain.records import Todo

if TYPE_CHECKING:
    from aetui.domain.lines.again import Again


class Words(Spoken):
    """A command whose first word may be a command itself, unless `--` stands before it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        behind = args[args.index("--") + 1 :] if "--" in args else []
        left = super().parse_args(ctx, args)
        ctx.meta[LITERAL] = bool(behind) and tuple(behind) == tuple(ctx.params.get("words") or ())
        return left


LITERAL = "aetui.literal"


@click.command(cls=Words)
@click.argument("words", nargs=-1, metavar="TEXT")
@click.option("--on", "day", metavar="DAY")
@click.option("--card", "number", metavar="NUMBER")
@click.option("--owner", metavar="NAME")
@click.option("--private", is_flag=True)
@click.option("--all", "everything", is_flag=True)
@click.option("--stop", metavar="TEXT")
@common
@click.pass_context
def todo(
    ctx: click.Context,
    words: tuple[str, ...],
    day: str | None,
    number: str | None,
    owner: str | None,
    private: bool,
    everything: bool,
    stop: str | None,
) -> None:
    session: Session = ctx.obj
    desk, now = session.desk, session.now
    session.relearn()
    if stop is not None:
        from aetui.desk.day.recurring import stop as verb

        session.out(session.say("todo.every.stopped", text=verb(desk, stop, now).text))
        return
    first = "" if ctx.meta[LITERAL] or not words else words[0]
    if first in ("done", "undo"):
        _end_todo(session, first, words[1:])
    elif first == "list" and len(words) == 1:
        _list_todos(session, everything=everything)
    else:
        _add_todo(session, " ".join(words), day, number, owner, private=private)


def _end_todo(session: Session, how: str, words: tuple[str, ...]) -> None:
    from aetui.desk.day.todos import finish_todo, reopen_todo

    if not words:
        raise BadInput("todo.done_id" if how == "done" else "todo.undo_id")
    desk = session.desk
    verb = finish_todo if how == "done" else reopen_todo
    found = verb(desk, " ".join(words), session.now)
    if session.json:
        session.out_json(
            {"id": found.id, "text": found.text, "done_at": desk.local(found.done.at) if found.done else None}
        )
    else:
        session.out(session.say("todo.done" if how == "done" else "todo.undo", text=found.text))


def _add_todo(
    session: Session, line: str, day: str | None, number: str | None, owner: str | None, *, private: bool
) -> None:
    from aetui.desk.day.recurring import every
    from aetui.desk.typed.records import note_todo
    from aetui.domain.lines.again import speaks_of_more
    from aetui.domain.plainwords import parse_day

    desk, now, say = session.desk, session.now, session.say
    again = every(line) if not (day or number or owner or private) else None
    if again is not None:
        _keep_round(session, again)
        return
    made = note_todo(
        desk,
        line,
        now,
        day=parse_day(day, now=now, cal=desk.calendar) if day else None,
        number=number,
        owner=owner,
        private=private,
    )
    from aetui.cli.standing import stands, tell_unread

    if day is None:
        tell_unread(session, line, made.due)
    if session.json:
        session.out_json(_todo_json(session, made))
        return
    from aetui.locales.dates import day_short

    if made.due:
        time = stands(session, made.due)
    elif made.owner:  # another's, without a time: it is due at that day's end of work
        time = say("due.usual", time=stands(session, desk.calendar.day_end(made.day)))
    else:
        time = day_short(say, made.day, desk.local(now).date())
    who = f"@{made.owner} " if made.owner else ""
    session.out(say("todo.added", text=f"{who}{made.text}", day=time))
    if speaks_of_more(line):
        session.out("  " + say("todo.every.once"))


def _keep_round(session: Session, again: Again) -> None:
    from aetui.desk.day.recurring import keep, when_words
    from aetui.domain.rulebook.own import rule_id

    made = keep(session.desk, again, session.now)
    if session.json:
        session.out_json({"rule": rule_id(made), "text": made.text, "when": made.when})
    else:
        words = when_words(session.say, made.when)
        session.out(session.say("todo.every.added", text=made.text, when=words))


def _list_todos(session: Session, *, everything: bool) -> None:
    """What is open, ours and others'; --all: what is done or dropped too. Behind it what comes round."""
    from aetui.cli.plain import columns
    from aetui.desk.day.recurring import when_words
    from aetui.domain.rulebook.own import rule_id
    from aetui.locales.dates import day_short, when

    desk, say, now = session.desk, session.say, session.now
    found = list(desk.each(Todo)) if everything else desk.book.live_of(Todo)
    todos = [t for t in found if everything or (t.done is None and t.dropped is None)]
    todos.sort(key=lambda t: (t.day, t.priority, t.created_at, t.id))
    rounds = desk.profile.rounds if desk.profile else []
    if session.json:
        session.out_json([_todo_json(session, t) for t in todos])
        return
    if not todos and not rounds:
        session.out(say("empty.todos"))
    today = desk.local(now).date()
    rows = [
        [
            "✓" if t.done else "✗" if t.dropped else "·",
            when(say, desk.local(t.due), now) if t.due else day_short(say, t.day, today),
            f"@{t.owner}" if t.owner else "",
            t.text,
            t.id[:6],
        ]
        for t in todos
    ]
    rows += [["↻", when_words(say, r.when), "", r.text, rule_id(r)] for r in rounds]
    for line in columns(rows):
        session.out(line)


def _todo_json(session: Session, found: Todo) -> dict[str, Any]:
    from aetui.domain.records import Card

    desk = session.desk
    card = desk.get(Card, found.card_id)
    return {
        "id": found.id,
        "text": found.text,
        "day": found.day,
        "owner": found.owner,
        "card": card.number if card else None,
        "due": desk.local(found.due) if found.due else None,
        "done_at": desk.local(found.done.at) if found.done else None,
        "private": found.private,
    }


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
    from aetui.desk.day.memos import end_memo
    from aetui.desk.typed.records import note_memo

    desk = session.desk
    session.relearn()
    if words[0] in ("done", "send") and len(words) > 1 and not (to or at or number):
        ended = end_memo(desk, " ".join(words[1:]), session.now, sent=words[0] == "send", how=how)
        if session.json:
            session.out_json({"id": ended.id, "to": ended.to, "text": ended.text})
        else:
            session.out(session.say(f"memo.ended.{words[0]}", to=ended.to, text=ended.text))
        return
    made = note_memo(
        desk,
        " ".join(words),
        session.now,
        to=to,
        outside=outside,
        remind_at=session.time(at) if at else None,
        number=number,
    )
    from aetui.cli.standing import stands, tell_unread

    if not at:
        tell_unread(session, " ".join(words), made.remind_at)
    if session.json:
        session.out_json({"id": made.id, "to": made.to, "text": made.text, "remind_at": made.remind_at})
        return
    line = session.say("memo.written", to=made.to, text=made.text)
    if made.remind_at:
        line += "  " + session.say("memo.reminds", time=stands(session, made.remind_at))
    session.out(line)
