"""Bringing the journal's changes onto a data file that may have been edited from outside meanwhile.

What the file holds is compared with what each change found and left. Where both sides changed a record, the
change of the journal stands (it was acknowledged) and the file's version goes into the table `conflicts`.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

import msgspec

from aetui.domain.records import KINDS
from aetui.store.file.journal import JournalChange, JournalLine, RawEdit, raw
from aetui.store.file.tables import Tables, compact, id_of, same
from aetui.store.safety.doubts import put_aside


class _Path(msgspec.Struct):
    """What the journal did to one document, from the first state to the last."""

    table: str
    doc: int
    states: list[bytes | None]
    at: str


def merge(tables: Tables, lines: Iterable[JournalLine]) -> bool:
    """Apply what the log doesn't hold yet. True where more than plain repetition was needed: then the tables
    must be written before the journal goes on."""
    logged = tokens(tables)
    pending = [line for line in lines if line.change.token not in logged]
    paths: dict[tuple[str, int], _Path] = {}
    for line in pending:
        for edit in line.change.edits:
            key = (edit.table, edit.doc)
            at = line.change.at.isoformat()
            path = paths.setdefault(key, _Path(edit.table, edit.doc, [raw(edit.before)], at))
            path.states.append(raw(edit.after))
            path.at = at
    for name, doc in paths:  # places that the journal gave away are not free
        tables.tops[name] = max(tables.top(name), doc)
    moved: dict[tuple[str, int], int] = {}
    merged = False
    for key, path in paths.items():
        doc, changed = _bring(tables, path)
        merged = merged or changed
        if doc != path.doc:
            moved[key] = doc
    for line in pending:
        fitted = _fitted(tables, line, moved)
        merged = merged or fitted is not line
        tables.set("log", fitted.change.seq, fitted.payload)
    return merged


def tokens(tables: Tables) -> set[str]:
    """By which the changes are known that the log holds."""
    found = set()
    for data in tables.docs.get("log", {}).values():
        with suppress(ValueError, RecursionError):  # one that was made unreadable is told, and names no change
            found.add(msgspec.json.decode(data, type=_Token).token)
    return found


class _Token(msgspec.Struct):
    token: str = ""


def _bring(tables: Tables, path: _Path) -> tuple[int, bool]:
    """Bring one document to its last state; says where it stands, and whether it took more than that."""
    final = path.states[-1]
    doc = _place(tables, path)
    stands = tables.table(path.table).get(doc)
    if any(same(stands, state) for state in path.states):
        tables.set(path.table, doc, final)
        return doc, doc != path.doc
    # Both sides changed it. A deletion loses against a change: what stands can be deleted again.
    kept, aside = (stands, None) if final is None else (final, stands)
    tables.set(path.table, doc, kept)
    put_aside(tables, path.table, kept, aside, path.at)
    return doc, True


def _place(tables: Tables, path: _Path) -> int:
    """Where this record stands in the file: in its place, where it went, or (its place taken) a free one."""
    own = {id_of(state) for state in path.states if state is not None}
    stands = tables.table(path.table).get(path.doc)
    if path.table not in KINDS or (stands is not None and id_of(stands) in own):
        return path.doc
    for record_id in own:
        elsewhere = tables.doc_of(path.table, record_id)
        if elsewhere is not None:
            return elsewhere
    if stands is None:
        return path.doc
    tables.tops[path.table] = tables.top(path.table) + 1
    return tables.top(path.table)


def _fitted(tables: Tables, line: JournalLine, moved: dict[tuple[str, int], int]) -> JournalLine:
    """A change with the number and the places that it has now."""
    change = line.change
    edits = [
        RawEdit(e.table, moved[e.table, e.doc], e.before, e.after) if (e.table, e.doc) in moved else e
        for e in change.edits
    ]
    seq = change.seq
    if seq in tables.table("log"):  # another machine's change has that number
        seq = tables.top("log") + 1
    if seq == change.seq and edits == change.edits:
        return line
    fitted: JournalChange = msgspec.structs.replace(change, seq=seq, edits=edits)
    return JournalLine(fitted, compact(fitted))
