"""`aetui todo`: things to do, and those that come round."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from aetui.cli.command import ALL, DAY, Spoken, Typed, arg, command, flag, loaded, opt
from aetui.cli.found import ON_CARD, OWNER
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.cli.standing import due_words, warn_unread
from aetui.desk.day import recurring
from aetui.desk.day.todos import finish_todo, reopen_todo
from aetui.desk.typed.records import note_todo
from aetui.desk.waiting import owner_of, todo_client, todo_owner
from aetui.domain.errors import BadInput
from aetui.domain.lines.again import Again, speaks_of_more
from aetui.domain.records import Card, Todo
from aetui.domain.rulebook.own import rule_id
from aetui.locales.dates import day_short
from aetui.locales.rules import when_words

LITERAL = "aetui.literal"


class CommandOrWords(Spoken):
    """A command whose first word may be a command itself, unless `--` due_words before it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        behind = args[args.index("--") + 1 :] if "--" in args else []
        left = super().parse_args(ctx, args)
        ctx.meta[LITERAL] = bool(behind) and tuple(behind) == tuple(ctx.params.get("words") or ())
        return left


def _offered(session: Session, ctx: click.Context) -> list[tuple[str, str]]:
    """Its commands first, then what they are about."""
    words = ctx.params.get("words") or ()
    if not words:
        return [(word, "") for word in ("list", "done", "undo", "import")]
    if words not in (("done",), ("undo",)):
        return []
    found = [t for t in session.desk.book.of("todos") if isinstance(t, Todo)]
    return [(t.text, t.owner or "") for t in found if (t.done is not None) is (words == ("undo",))]


@command(
    "todo",
    arg("words", Typed(offers=_offered), nargs=-1, metavar="TEXT"),
    opt("--on", "day", type=DAY),
    ON_CARD,
    OWNER,
    flag("--private"),
    ALL,
    opt("--stop"),
    flag("--yes", "yes"),
    cls=CommandOrWords,
)
def todo(
    session: Session, words: tuple[str, ...], everything: bool, stop: str | None, yes: bool, **options: Any
) -> None:
    if stop is not None:
        ended = recurring.stop(session.desk, stop, session.now)
        session.out({"rule": rule_id(ended), "text": ended.text}, session.say("todo.every.stopped", text=ended.text))
        return
    first = "" if click.get_current_context().meta[LITERAL] or not words else words[0]
    if first in ("done", "undo"):
        _end(session, first, words[1:])
    elif first == "import" and len(words) == 2 and not any(options.values()):
        taking = loaded("arrive.todos", "import")  # a quick note needs none of it
        click.get_current_context().invoke(taking, file=Path(words[1]), everything=everything, yes=yes)
    elif first == "list" and len(words) == 1:
        _list(session, everything=everything)
    else:
        line = " ".join(words)
        again = recurring.every(line) if not any(options.values()) else None
        if again is not None:
            _keep_round(session, again)
        else:
            _add(session, line, **options)


def _end(session: Session, how: str, words: tuple[str, ...]) -> None:
    if not words:
        raise BadInput("todo.done_id" if how == "done" else "todo.undo_id")
    found = (finish_todo if how == "done" else reopen_todo)(session.desk, " ".join(words), session.now)
    done_at = session.local(found.done.at) if found.done else None
    session.out(
        {"id": found.id, "text": found.text, "done_at": done_at},
        session.say("todo.done" if how == "done" else "todo.undo", text=found.text),
    )


def _add(session: Session, line: str, *, day: date | None, card: Card | None, owner: str | None, private: bool) -> None:
    desk, now, say = session.desk, session.now, session.say
    number = card.number if card else None
    made = note_todo(desk, line, now, day=day, number=number, owner=owner, private=private)
    if day is None:
        warn_unread(session, line, made.due)
    if made.due:
        time = due_words(session, made.due)
    elif made.owner:  # another's, without a time: it is due at that day's end of work
        time = say("due.usual", time=due_words(session, desk.calendar.day_end(made.day)))
    else:
        time = day_short(say, made.day, desk.local(now).date())
    who = owner_of(desk, say, made.owner, todo_client(desk, made))
    lines = [say("todo.added", text=f"{who} {made.text}".strip(), day=time)]
    lines += session.goes_to(None if made.private else made.owner)
    if speaks_of_more(line):
        lines.append("  " + say("todo.every.once"))
    session.out(lambda: as_json(session, made), lines)


def _keep_round(session: Session, again: Again) -> None:
    made = recurring.keep(session.desk, again, session.now)
    words = when_words(session.say, made.when)
    session.out(
        {"rule": rule_id(made), "text": made.text, "when": made.when},
        session.say("todo.every.added", text=made.text, when=words),
    )


def _list(session: Session, *, everything: bool) -> None:
    """What is open, ours and others'; --all: what is done or dropped too. Behind it what comes round."""
    desk, say = session.desk, session.say
    found = list(desk.each(Todo)) if everything else desk.book.live_of(Todo)
    todos = [t for t in found if everything or (t.done is None and t.dropped is None)]
    todos.sort(key=lambda t: (t.day, t.priority, t.created_at, t.id))
    today = desk.local(session.now).date()
    rows = [
        [
            "✓" if t.done else "✗" if t.dropped else "·",
            session.when(t.due) or day_short(say, t.day, today),
            todo_owner(desk, say, t),
            t.text,
            t.id[:6],
        ]
        for t in todos
    ]
    rounds = desk.profile.rounds if desk.profile else []
    rows += [["↻", when_words(say, r.when), "", r.text, rule_id(r)] for r in rounds]
    session.out(lambda: [as_json(session, t) for t in todos], table(rows, empty=say("todo.list.none")))


def as_json(session: Session, found: Todo) -> dict[str, Any]:
    """A to-do as its own command tells it."""
    card = session.desk.get(Card, found.card_id)
    return {
        "id": found.id,
        "text": found.text,
        "day": found.day,
        "owner": found.owner,
        "card": card.number if card else None,
        "due": session.local(found.due),
        "done_at": session.local(found.done.at) if found.done else None,
        "private": found.private,
        "given_by": found.given.by if found.given else None,
    }
