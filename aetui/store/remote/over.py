"""Conflicts that a change settles by speaking of the very place: whoever made it saw both words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

import msgspec

from aetui.domain.records import KINDS
from aetui.store.file.journal import RawEdit, raw
from aetui.store.file.tables import id_of
from aetui.store.remote.fields import ABSENT, Path, overlap, words
from aetui.store.safety.doubts import Conflict


def spoken_over(conflicts: Mapping[int, bytes], edits: Iterable[RawEdit]) -> Iterator[int]:
    """The documents of `conflicts` that are of places that these edits speak of."""
    waiting: dict[tuple[str, str], list[tuple[int, Path]]] = {}
    for doc, data in conflicts.items():
        with suppress(ValueError, RecursionError):
            told = msgspec.json.decode(data, type=Conflict)
            if told.token:
                waiting.setdefault((told.table, told.id), []).append((doc, tuple(told.path)))
    for edit in edits if waiting else ():
        before, after = raw(edit.before), raw(edit.after)
        here = waiting.get((edit.table, id_of(after or before or b""))) if edit.table in KINDS else None
        if here:
            was, now = (ABSENT if state is None else msgspec.json.decode(state) for state in (before, after))
            said = [path for path, _ in words(was, now, (), lambda _: ABSENT)]
            yield from (doc for doc, path in here if any(overlap(path, one) for one in said))
