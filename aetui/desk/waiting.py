"""What this desk waits for from clients, and whether an owner is a client's side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aetui.desk.core import Desk
from aetui.domain.records import Card, Client, Todo
from aetui.domain.records.refs import ref_to
from aetui.domain.talk.waiting import Awaited, client_of, waited_for
from aetui.domain.whose import is_theirs
from aetui.locales import Texts
from aetui.locales.wording import asked, whose


def awaited(desk: Desk, client: Client) -> list[Awaited]:
    """What we wait for from that client, by its time."""
    return waited_for(desk.book, desk.calendar, client.id)


def overdue_on(desk: Desk, card: Card, now: datetime) -> list[Awaited]:
    """What of it is overdue on that card at `now`."""
    found = waited_for(desk.book, desk.calendar, card.client_id)
    return [
        one
        for one in found
        if one.card is not None and one.card.id == card.id and one.due is not None and one.due < now
    ]


def in_the_way(asked: Sequence[Awaited], due: datetime | None) -> list[Awaited]:
    """What of it may be why something of ours wasn't done by `due`: what they owed us only afterwards is no reason."""
    return [one for one in asked if due is not None and one.due is not None and one.due <= due]


def theirs(desk: Desk, owner: str | None, client_id: str | None) -> bool:
    """Whether an owner is the client's side."""
    return is_theirs(owner, desk.book.clients.get(client_id) if client_id else None, desk.profile)


def owner_of(desk: Desk, say: Texts, owner: str | None, client_id: str | None) -> str:
    """Whose something of that client's is, in a list: `@小王`, `等 @陈小姐`."""
    return whose(say, owner, theirs=theirs(desk, owner, client_id))


def todo_owner(desk: Desk, say: Texts, todo: Todo) -> str:
    """Whose a to-do is, in a list, and how that stands with somebody in the office: `@小王 接下了`; of one that was given to us by whom:
    `李雯交办`."""
    whose_ = owner_of(desk, say, todo.owner, todo_client(desk, todo))
    ref = ref_to("todos", todo.id)
    if not desk.book.letters_about(ref):
        return whose_
    from aetui.desk.letters.shown import giver_of, state_about

    if todo.owner:
        return f"{whose_} {state_about(desk, say, ref)}".strip()
    giver = giver_of(desk, ref)
    return say("letter.todo.from", who=giver) if giver else whose_


def todo_client(desk: Desk, todo: Todo) -> str | None:
    """The id of the client that a to-do is about: its own, or its card's."""
    client = client_of(desk.book, todo)
    return client.id if client else None


def made_for(desk: Desk, say: Texts, owner: str | None, client_id: str | None) -> str:
    """What a line that names somebody makes: `交办 小王`, `等客户陈小姐`."""
    key = "made.awaited" if theirs(desk, owner, client_id) else "made.todo"
    return say(key, owner=asked_one(desk, say, owner, client_id))


def asked_one(desk: Desk, say: Texts, owner: str | None, client_id: str | None) -> str:
    """Who is asked, in a sentence: `小王`, `客户陈小姐`."""
    return asked(say, owner, theirs=theirs(desk, owner, client_id))
