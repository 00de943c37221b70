"""A to-do is done (A1), dropped, or its owner reminded (C3)."""

from __future__ import annotations

from msgspec.structs import replace

from aetui.desk.acts.act import Act, Doing
from aetui.domain.errors import BadInput
from aetui.domain.records import Todo


def _todo(doing: Doing) -> Todo:
    assert isinstance(doing.record, Todo)
    return doing.record


def _done(doing: Doing) -> Todo:
    """Done already: nothing changes."""
    todo = _todo(doing)
    return todo if todo.done is not None else replace(todo, done=doing.fact)


def _with_reason(doing: Doing) -> None:
    if not doing.fact.why:
        raise BadInput("why.empty")


def _dropped(doing: Doing) -> Todo:
    todo = _todo(doing)
    return todo if todo.dropped is not None else replace(todo, dropped=doing.fact)


def _chased(doing: Doing) -> Todo:
    todo = _todo(doing)
    return replace(todo, chased=[*todo.chased, doing.fact])


DONE = Act(Todo, _done)
DROP = Act(Todo, _dropped, check=_with_reason)
CHASE = Act(Todo, _chased, met="chased")
ACTS = (DONE, DROP, CHASE)
