"""What a letter makes of the records here: on the desk that it came to, and on the one that an answer comes back to. Every act that
crosses desks has a row; what isn't said there stands by itself, as a letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

import msgspec
from msgspec.structs import replace

from aetui.desk.acts import do
from aetui.desk.acts import memo as memo_acts
from aetui.desk.acts import todo as todo_acts
from aetui.desk.core import Change, Desk
from aetui.desk.day.todos import todo_in
from aetui.domain.errors import BadInput
from aetui.domain.letters.acts import MEMO, TODO, Arg, derived_id, word
from aetui.domain.letters.thread import Thread
from aetui.domain.records import Client, Fact, Letter, Memo, Todo
from aetui.domain.records.refs import Ref, ref_to
from aetui.locales import Texts, choose

Here = Callable[[Change, Thread, Letter], str | None]
"""Does what the letter says that came, and answers which record it is about. Raises DeskError where a gate refuses it."""
Back = Callable[[Change, Thread], Mapping[str, Fact] | None]
"""Does what the answer says to what was sent from here. What it answers is kept in the answer's `met`."""
Says = Callable[[Change, Thread], tuple[str, dict[str, Arg]] | None]
"""What the desk answers by itself to what came, if anything."""


class Taking(msgspec.Struct, frozen=True):
    """What one act makes. `here`: at whom it came to, `says`: what is answered there; `back`: at whom wrote it."""

    here: Here
    back: Back
    says: Says | None = None


def moment_in(letter: Letter, name: str) -> datetime | None:
    """A time that a letter carries. Raises BadInput for one that is none."""
    said = word(letter, name)
    if not said:
        return None
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        raise BadInput("letter.unreadable") from None
    if found.tzinfo is None:
        raise BadInput("letter.unreadable")
    return found


def _day_in(letter: Letter) -> date:
    try:
        return date.fromisoformat(word(letter, "day"))
    except ValueError:
        raise BadInput("letter.unreadable") from None


def _client_in(change: Change, letter: Letter) -> str | None:
    """The client that the other desk calls so, where this one has it too."""
    name = word(letter, "client")
    found = (c for c in change.desk.book.clients.values() if name in (c.short, c.name))
    client: Client | None = next(found, None) if name else None
    return client.id if client is not None else None


def texts_of(desk: Desk) -> Texts:
    """The language in which a letter is answered: the desk's own, the same on each of its devices, whatever is spoken there."""
    return Texts(choose(desk.profile.lang if desk.profile else None, None, None))


def withdrawn_words(change: Change, thread: Thread) -> str:
    """Why something is asked for no more, in the desk's language: the same on each of its devices."""
    say = texts_of(change.desk)
    why = word(thread.withdrawn, "why") or word(thread.withdrawn, "how")
    return (
        say("letter.withdrawn.why", who=thread.root.who, why=why)
        if why
        else say("letter.withdrawn", who=thread.root.who)
    )


def _todo_here(change: Change, thread: Thread, letter: Letter) -> str | None:
    """On our list, with its time; first of the day, until we put it where we want it."""
    given, root = thread.given, thread.root
    key = derived_id(root.id, "todo")
    todo = change.get(Todo, key)
    said = {"due": moment_in(given, "due"), "client_id": _client_in(change, given)}
    if todo is None:
        by = Fact(at=root.sent_at, by=root.who)
        todo = todo_in(change, word(given, "text"), _day_in(given), key=key, priority=0, given=by, **said)
    elif letter is given:
        todo = change.put(
            replace(todo, text=word(given, "text").strip(), day=_day_in(given), done=None, dropped=None, **said)
        )
    if thread.state == "withdrawn" and thread.withdrawn is not None and todo.done is None:
        why = withdrawn_words(change, thread)
        do(change, todo_acts.DROP, todo, Fact(at=thread.withdrawn.sent_at, by=root.who, why=why))
    return ref_to("todos", key)


def _todo_back(change: Change, thread: Thread) -> None:
    """Done by them: it is done here too. What we took back, or gave to another, is ours again."""
    todo = change.get(Todo, Ref.parse(thread.root.about or "").id)
    if todo is None or thread.withdrawn is not None:
        return
    answer = thread.answer
    if thread.state == "done" and answer is not None and todo.done is None and todo.dropped is None:
        do(change, todo_acts.DONE, todo, fact_of(answer))
    elif thread.state != "done" and todo.done is not None and todo.done.by == thread.root.who:
        change.put(replace(todo, done=None))


def fact_of(answer: Letter) -> Fact:
    """What an answer says was done: by whoever the office says wrote it."""
    return Fact(at=answer.sent_at, how=word(answer, "how") or None, by=answer.who, why=word(answer, "why") or None)


def _memo_here(change: Change, thread: Thread, letter: Letter) -> str | None:
    given, root = thread.given, thread.root
    key = derived_id(root.id, "memo")
    memo = change.get(Memo, key)
    at, client = moment_in(given, "at"), _client_in(change, given)
    if thread.state == "withdrawn":
        if memo is not None and memo.done is None:
            change.delete(memo)
    elif memo is None:
        now, text = change.now, word(given, "text").strip()
        made = Memo(id=key, created_at=now, updated_at=now, to=change.desk.owner or "", text=text, remind_at=at)
        change.put(replace(made, client_id=client, given=Fact(at=root.sent_at, by=root.who)))
    elif letter is given:
        change.put(replace(memo, text=word(given, "text").strip(), remind_at=at, client_id=client, done=None))
    return ref_to("memos", key)


def _memo_back(change: Change, thread: Thread) -> None:
    memo = change.get(Memo, Ref.parse(thread.root.about or "").id)
    if memo is None or thread.withdrawn is not None:
        return
    answer = thread.answer
    if thread.state == "done" and answer is not None and memo.done is None:
        do(change, memo_acts.DONE, memo, fact_of(answer))
    elif thread.state != "done" and memo.done is not None and memo.done.by == thread.root.who:
        change.put(replace(memo, done=None))


THINGS: dict[str, Taking] = {TODO: Taking(_todo_here, _todo_back), MEMO: Taking(_memo_here, _memo_back)}
