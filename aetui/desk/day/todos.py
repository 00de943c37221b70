"""待办 Things to do (A1, 九.5)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from msgspec.structs import replace

from aetui.desk.acts import do
from aetui.desk.acts import todo as acts
from aetui.desk.core import Change, Desk
from aetui.desk.facts import fact
from aetui.desk.find.finder import by_id, find_one
from aetui.domain.errors import BadInput
from aetui.domain.records import Carried, Fact, Todo


def add_todo(
    desk: Desk,
    text: str,
    now: datetime,
    *,
    day: date | None = None,
    card_id: str | None = None,
    client_id: str | None = None,
    owner: str | None = None,
    due: datetime | None = None,
    private: bool = False,
) -> Todo:
    """Put a thing on a day's list (today's, where no day is given). Raises BadInput for an empty text."""
    with desk.change("todo.add", now, text=text.strip()) as change:
        todo = todo_in(
            change,
            text,
            day or desk.local(due or now).date(),
            owner=owner,
            due=due,
            card_id=card_id,
            client_id=client_id,
            private=private,
        )
    return todo


def todo_in(change: Change, text: str, day: date, *, key: str | None = None, **said: Any) -> Todo:
    """Inside a change: a thing on that day's list, the last of it. `key`: the id that it has on another desk. Raises BadInput for
    an empty text."""
    clean = text.strip()
    if not clean:
        raise BadInput("todo.empty")
    last = max((t.priority for t in change.over(Todo, change.desk.book.live_of(Todo))), default=0)
    fields: dict[str, Any] = {"text": clean, "day": day, "priority": 1 + last, **said}
    if key is None:
        return change.new(Todo, **fields)
    return change.put(Todo(id=key, created_at=change.now, updated_at=change.now, **fields))


def the_todo(desk: Desk, said: str) -> Todo:
    """The open to-do that is meant, by its words or its id; one that is ended by its id alone. Raises NotThere, BadInput where
    several are."""
    opened = [t for t in desk.book.live_of(Todo) if t.done is None and t.dropped is None]
    return find_one(opened, said, past=by_id(desk.each(Todo), said), kind="todo")


def finish_todo(desk: Desk, todo_id: str, now: datetime, *, how: str | None = None) -> Todo:
    """The thing is done. Done already: nothing changes."""
    with desk.change("todo.done", now) as change:
        todo = the_todo(desk, todo_id)
        change.args["text"] = todo.text
        todo = do(change, acts.DONE, todo, fact(now, how=how))
    return todo


def reopen_todo(desk: Desk, todo_id: str, now: datetime) -> Todo:
    """The thing isn't done after all, or will be done; open already: nothing changes. Raises NotThere, BadInput."""
    with desk.change("todo.open", now) as change:
        todo = the_todo(desk, todo_id)
        change.args["text"] = todo.text
        if todo.done is not None or todo.dropped is not None:
            todo = change.put(replace(todo, done=None, dropped=None))
    return todo


def drop_todo(desk: Desk, todo_id: str, why: str, now: datetime) -> Todo:
    """The thing won't be done, for a reason that is kept."""
    if not why.strip():
        raise BadInput("why.empty")
    with desk.change("todo.drop", now, why=why) as change:
        todo = the_todo(desk, todo_id)
        change.args["text"] = todo.text
        todo = do(change, acts.DROP, todo, Fact(at=now, why=why.strip()))
    return todo


def carry_in(change: Change, todo: Todo, day: date, why: str | None = None) -> Todo:
    """Inside a change: the thing is moved to another day; how often that happened stays visible."""
    if day == todo.day:
        return todo
    step = Carried(at=change.now, day=todo.day, why=why or None)
    return change.put(replace(todo, day=day, carried=[*todo.carried, step]))


def todays_todos(desk: Desk, now: datetime) -> list[Todo]:
    """What stands on today's list: open things of today and before, and what was finished today."""
    today = desk.local(now).date()
    shown: list[Todo] = []
    for todo in desk.book.of("todos"):
        if not isinstance(todo, Todo) or todo.dropped is not None:
            continue
        if todo.done is not None:
            if desk.local(todo.done.at).date() == today:
                shown.append(todo)
        elif todo.day <= today or todo.owner is not None:
            shown.append(todo)
    return sorted(shown, key=lambda t: (t.done is not None, t.owner is not None, t.day, t.priority, t.created_at, t.id))
