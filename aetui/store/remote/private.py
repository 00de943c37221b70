"""What of a desk is its own devices' alone: no replica on another desk, and no one who answers for it, gets it (Law 5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import msgspec
from msgspec.structs import replace

from aetui.domain.records import KINDS, Day, Idea, Record, Todo
from aetui.store.file.journal import NOTHING, JournalChange, RawEdit, raw
from aetui.store.file.tables import SIDE_TABLES, decode, encode

_OWN: dict[str, Callable[[Any], bool]] = {
    "todos": lambda todo: cast("Todo", todo).private,
    "ideas": lambda idea: cast("Idea", idea).shown is None,
    "selfchecks": lambda _: True,
}
"""By kind, which of its records are for one's own eyes: a to-do so marked, an idea until it was shown to somebody (Y1), what one thinks
of oneself, which is given away by hand alone (A10)."""


_WITHOUT: dict[str, Callable[[Any], Record | None]] = {
    "days": lambda day: replace(day, maxim=None) if cast("Day", day).maxim is not None else None,
}
"""By kind, which of its records have a part for one's own eyes, and how they read without it; None: they have none."""


def may_hide(table: str) -> bool:
    """Whether records of a kind may be for one's own eyes as a whole: then not every change of one is seen elsewhere."""
    return table in _OWN


def public(table: str, data: bytes) -> bytes | None:
    """A document as others may read it; None where it is for its own desk alone. One of a kind that may be, and can't be read, is."""
    if table in SIDE_TABLES or table not in KINDS:
        return None
    judge, without = _OWN.get(table), _WITHOUT.get(table)
    if judge is None and without is None:
        return data
    try:
        record = decode(table, data)
    except (ValueError, RecursionError):
        return None
    if judge is not None and judge(record):
        return None
    left = without(record) if without is not None else None
    return data if left is None else encode(left)


def public_of(change: JournalChange) -> JournalChange | None:
    """A change as others may read it: a record that became private went with it, one that no longer is came. None where nothing is left.
    Where anything in it is private, so are its words."""
    edits = [found for edit in change.edits if (found := _public(edit)) is not None]
    if edits == change.edits:
        return change
    if not edits:
        return None
    hidden = any(_hides(edit) for edit in change.edits)
    return replace(change, edits=edits, count=len(edits), args={} if hidden else change.args)


def _public(edit: RawEdit) -> RawEdit | None:
    states = [_state(edit, state) for state in (edit.before, edit.after)]
    return None if states[0] == states[1] else RawEdit(edit.table, edit.doc, *states)


def _state(edit: RawEdit, state: msgspec.Raw) -> msgspec.Raw:
    data = raw(state)
    found = None if data is None else public(edit.table, data)
    return NOTHING if found is None else state if found == data else msgspec.Raw(found)


def _hides(edit: RawEdit) -> bool:
    """Whether anything in it is for one's own eyes; documents that hold no records aren't anybody's else, and hide nothing."""
    if edit.table not in KINDS:
        return False
    return any(_state(edit, state) != state for state in (edit.before, edit.after))
