"""A change of the log, record by record: what each says now that it didn't before, line by line, in the user's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from aetui.desk.core import Desk
from aetui.desk.find.hit import as_hit
from aetui.desk.papers.writer import Writer
from aetui.domain.records import Card, Client, Fact, Record, Slot
from aetui.locales import Texts
from aetui.locales.dates import clock_of
from aetui.store import Edit, LogEntry

__all__ = ["ChangedLine", "ChangedRecord", "LogEntry", "told_edit", "told_records"]

_SILENT = frozenset(
    [
        "id",
        "keys",
        "created_at",
        "updated_at",
        "data",
        "sheet",
        "item_id",
        "reached",
        "n",
        "also",
        "arose",
        "came",
        "counted",
        "deliver_moved",
        "deliver_since",
        "desk",
        "earlier",
        "elsewhere",
        "estimated",
        "invite",
        "key",
        "known",
        "occurrence",
        "of",
        "sequence",
        "serves",
        "stamp",
        "type",
        "uid",
    ]
)
"""What says nothing to a user: names of records, what is reckoned, and what is too long to be read so."""
_WORDED = {
    "state": "card.state.",
    "way": "phone.way.",
    "channel": "phone.",
    "kind": "kind.",
    "place": "place.",
    "mark": "mark.",
    "decision": "decision.",
}
"""Fields that hold one of a few words, and what those are called by."""
_NAMES = ("what", "title", "name", "text", "person")
"""By which of its fields a part of a record is called."""


class ChangedLine(msgspec.Struct, frozen=True):
    """One thing that a record says: as it was and as it is; empty where it said or says nothing."""

    label: str
    before: str
    after: str


class ChangedRecord(msgspec.Struct, frozen=True):
    """One record of a change. `ref` names it; `how`: `made`, `gone` or `changed`."""

    ref: tuple[str, str]
    title: str
    how: str
    lines: list[ChangedLine]


def told_records(desk: Desk, say: Texts, entry: LogEntry, now: datetime) -> list[ChangedRecord]:
    """What a change did to each record; empty where what it held is no longer kept."""
    writer = Writer(desk, say, desk.local(now))
    return [_told(writer, edit) for edit in entry.edits]


def told_edit(desk: Desk, say: Texts, edit: Edit, now: datetime) -> ChangedRecord:
    """Two versions of one record, as a change from one to the other."""
    return _told(Writer(desk, say, desk.local(now)), edit)


def _told(w: Writer, edit: Edit) -> ChangedRecord:
    how = "made" if edit.before is None else "gone" if edit.after is None else "changed"
    before = dict(_leaves(w, edit.before)) if edit.before is not None else {}
    after = dict(_leaves(w, edit.after)) if edit.after is not None else {}
    keys = [*after, *(key for key in before if key not in after)]
    lines = [
        ChangedLine(label, before.get((path, label), ""), after.get((path, label), ""))
        for path, label in keys
        if before.get((path, label)) != after.get((path, label))
    ]
    return ChangedRecord((edit.kind, edit.id), _title(w, edit), how, lines)


def _title(w: Writer, edit: Edit) -> str:
    record = edit.after or edit.before
    kind = w.say(f"record.{edit.kind}")
    if record is None:  # can't be read
        return f"{kind} {edit.id}"
    hit = as_hit(w.desk.get(Client, getattr(record, "client_id", None)), edit.kind, record)
    return " ".join(dict.fromkeys(t for t in (kind, hit.client, hit.text) if t)) if hit else kind


Path = tuple[str, ...]


def _leaves(w: Writer, record: Record) -> Iterator[tuple[tuple[Path, str], str]]:
    """What a record says, a line each, by where it stands (parts by their ids, so that a moved one is the same) and its label."""
    for path, labels, said in _walk(w, record, (), ()):
        yield (path, " · ".join(labels)), said


def _walk(w: Writer, value: Any, path: Path, labels: Path) -> Iterator[tuple[Path, Path, str]]:
    if isinstance(value, Fact):
        yield path, labels, _fact(w, value)
    elif isinstance(value, Slot):
        yield path, labels, f"{w.say(f'weekday.{value.weekday}')} {clock_of(value.minute)}"
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            one = getattr(value, name)
            if one in (None, "", [], {}, 0) or name in _SILENT or (name.endswith("_id") and name not in _LINKS):
                continue
            yield from _walk(w, _worded(w, name, one), (*path, name), (*labels, label_of(w.say, name)))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _walk(w, one, (*path, str(key)), (*labels, _ruled(w, str(key))))
    elif isinstance(value, list | tuple):
        yield from _each(w, value, path, labels)
    else:
        yield path, labels, _said(w, value)


def _each(w: Writer, parts: list[Any] | tuple[Any, ...], path: Path, labels: Path) -> Iterator[tuple[Path, Path, str]]:
    if not any(isinstance(part, msgspec.Struct) for part in parts):
        yield path, labels, w.say("list.comma").join(_said(w, part) for part in parts)
        return
    for n, part in enumerate(parts):
        named = next((str(found) for name in _NAMES if (found := getattr(part, name, None))), "")
        key = getattr(part, "id", "") or f"{n}"
        yield from _walk(w, part, (*path, key), (*labels, named) if named else labels)


_LINKS = ("client_id", "card_id")


def _worded(w: Writer, name: str, value: Any) -> Any:
    """The value as a user knows it: a client and a card by what they are called, one of a few words in the user's."""
    if name == "client_id":
        client = w.desk.get(Client, value)
        return client.short if client else ""
    if name == "card_id":
        card = w.desk.get(Card, value)
        return f"{card.number} {card.title}" if card else ""
    key = f"{_WORDED[name]}{value}" if name in _WORDED and isinstance(value, str) else ""
    return w.say(key) if key and w.say.has(key) else value


def label_of(say: Texts, name: str) -> str:
    """What a field is called: as its page calls it, where that has it; one of another version by its own name, which
    docs/data-format.md explains."""
    keys = (f"history.field.{name}", f"card.field.{name}", f"setting.{name}")
    return next((say(key) for key in keys if say.has(key)), name)


def _ruled(w: Writer, key: str) -> str:
    """A rule's name where a part stands under its id, a field's name, or the key as it is."""
    rule = key.partition(":")[0].partition("@")[0]
    return w.desk.rulebook.title(rule, w.say.lang) if rule in w.desk.rulebook.rules else label_of(w.say, key)


def _fact(w: Writer, fact: Fact) -> str:
    return " ".join(text for text in (w.moment(fact.at), fact.by, fact.how, fact.why) if text)


def _said(w: Writer, value: Any) -> str:
    if isinstance(value, datetime):
        return w.moment(value)
    if isinstance(value, date):
        return w.day(value)
    if isinstance(value, bool):
        return w.say("history.yes" if value else "history.no")
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
