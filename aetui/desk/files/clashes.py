"""A record that was changed at two places: both versions side by side, line by line, settled by a word.

What stands counts until somebody says otherwise; the other waits in the table `conflicts`, whatever brought it there: another machine of
the desk, or a program that wrote the file meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Literal

import msgspec

from aetui.desk.copying.changes import ChangedLine, told_edit
from aetui.desk.core import Desk
from aetui.domain.errors import NotThere
from aetui.domain.records import KINDS, Record
from aetui.locales import Texts
from aetui.store import Edit
from aetui.store.file.tables import compact, decode, encode
from aetui.store.remote.fields import ABSENT, applied
from aetui.store.safety.doubts import Conflict

Side = Literal["here", "other"]


class TwoVersions(msgspec.Struct, frozen=True):
    """`n`: its number among what waits; `ref`: the record; `lines`: what each version says, `before` as it stands, `after` the other."""

    n: int
    ref: tuple[str, str]
    title: str
    at: datetime
    lines: list[ChangedLine]


def clashes(desk: Desk, say: Texts, now: datetime) -> list[TwoVersions]:
    """What waits to be settled, the oldest first; an entry that tells of a whole file, or can't be read, is told by `check` alone."""
    found = []
    for n, data in sorted(desk.store.file.tables.table("conflicts").items()):
        entry = _entry(data)
        if entry is not None:
            here, other = _versions(desk, entry)
            if here is not None or other is not None:
                told = told_edit(desk, say, Edit(entry.table, entry.id, other, here), now)  # called as it stands
                lines = [ChangedLine(line.label, line.after, line.before) for line in told.lines]
                found.append(TwoVersions(n, told.ref, told.title, datetime.fromisoformat(entry.at), lines))
    return found


def settle(desk: Desk, n: int, side: Side, now: datetime) -> None:
    """Let that version count, from here on: the other is in the log. Undo brings the question back. Raises NotThere."""
    data = desk.store.file.tables.table("conflicts").get(n)
    entry = _entry(data) if data is not None else None
    if entry is None:
        raise NotThere("clash.unknown", n=n)
    with desk.change("settle", now) as change:
        with desk.store.change() as writing:
            writing.put("conflicts", n, None)
        if side == "other":
            here, other = _versions(desk, entry)
            if other is not None:
                change.put(other)
            elif here is not None:
                change.delete(here)


def _entry(data: bytes) -> Conflict | None:
    with suppress(ValueError, RecursionError):
        found = msgspec.json.decode(data, type=Conflict)
        return found if found.table in KINDS else None
    return None


def _versions(desk: Desk, entry: Conflict) -> tuple[Record | None, Record | None]:
    """The record as it stands, and as it would be by the other's word: what that doesn't speak of stays as it is."""
    stands = desk.store.record(entry.table, entry.id)
    doc = ABSENT if stands is None else msgspec.json.decode(encode(stands))
    kept, aside = (ABSENT if one is None else one for one in map(msgspec.json.decode, (entry.kept, entry.aside)))
    if entry.path:
        said = ABSENT if doc is ABSENT else _placed(doc, entry.path, aside)
    elif doc is ABSENT or kept is ABSENT or aside is ABSENT:
        said = aside
    else:
        said = applied(doc, kept, aside, (), lambda _: False, lambda _: ABSENT)
    if said is ABSENT:
        return stands, None
    try:
        return stands, decode(entry.table, compact(said))
    except (ValueError, RecursionError):  # together they would be no record
        return stands, stands if entry.path else decode(entry.table, bytes(entry.aside))


def _placed(doc: Any, path: Sequence[str], value: Any) -> Any:
    """The document with another value in that place; ABSENT: with none."""
    if not path:
        return value
    if isinstance(doc, list):
        keys = [one.get("id") if isinstance(one, dict) else json.dumps(one) for one in doc]
        if path[0] not in keys:
            return doc if value is ABSENT or path[1:] else [*doc, value]
        new = [_placed(one, path[1:], value) if key == path[0] else one for key, one in zip(keys, doc, strict=True)]
        return [one for one in new if one is not ABSENT]
    if not isinstance(doc, dict):
        return doc if path[1:] else value
    new_one = _placed(doc.get(path[0], {} if path[1:] else ABSENT), path[1:], value)
    rest = {key: one for key, one in doc.items() if key != path[0]}
    return rest if new_one is ABSENT else {**doc, path[0]: new_one}
