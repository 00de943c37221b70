"""What of a desk is its own devices' alone: no replica on another desk, and no one who answers for it, gets it (Law 5)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, cast

import msgspec

from aetui.domain.records import Idea, Todo
from aetui.store.file.journal import NOTHING, JournalChange, RawEdit, raw
from aetui.store.file.tables import SIDE_TABLES, decode

_OWN: dict[str, Callable[[Any], bool]] = {
    "todos": lambda todo: cast("Todo", todo).private,
    "ideas": lambda idea: cast("Idea", idea).shown is None,
    "selfchecks": lambda _: True,
}
"""By kind, which of its records are for one's own eyes: a to-do so marked, an idea until it was shown to somebody (Y1), what one thinks
of oneself, which is given away by hand alone (A10)."""


def is_private(table: str, data: bytes) -> bool:
    """Whether a document is for its own desk alone. One of a kind that may be, and can't be read, is."""
    judge = _OWN.get(table)
    if judge is None:
        return False
    with suppress(ValueError, RecursionError):
        return judge(decode(table, data))
    return True


def public_of(change: JournalChange) -> JournalChange | None:
    """A change as others may read it: a record that became private went with it, one that no longer is came. None where nothing is left.
    Where anything in it is private, so are its words."""
    edits = [public for edit in change.edits if (public := _public(edit)) is not None]
    if edits == change.edits:
        return change
    hidden = any(_hides(edit) for edit in change.edits)
    if not edits:
        return None
    return msgspec.structs.replace(change, edits=edits, count=len(edits), args={} if hidden else change.args)


def _public(edit: RawEdit) -> RawEdit | None:
    if edit.table in SIDE_TABLES:
        return None
    states = [
        NOTHING if (data := raw(s)) is None or is_private(edit.table, data) else s for s in (edit.before, edit.after)
    ]
    if states == [edit.before, edit.after]:
        return edit
    return None if states == [NOTHING, NOTHING] else RawEdit(edit.table, edit.doc, *states)


def _hides(edit: RawEdit) -> bool:
    return any((data := raw(state)) is not None and is_private(edit.table, data) for state in (edit.before, edit.after))
